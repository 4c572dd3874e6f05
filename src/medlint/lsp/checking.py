"""Lints the text that an editor holds, with the configuration and baseline that hold for its file."""

from __future__ import annotations

import os
from collections.abc import Callable

from medlint._files import time_and_size
from medlint._records import NamedTuple
from medlint.baseline import read_baseline
from medlint.catalogue import builtin
from medlint.config import Config, all_parts, baseline_of, finder, plan_of
from medlint.config.files import files_of, nearest
from medlint.discover import SUFFIXES, Article, config_of, is_excluded
from medlint.engine import lint_bytes
from medlint.finding import FileReport, Wanted
from medlint.plan import Plan

_WANTED = Wanted(source=True, headings=True)
_SUFFIX = {"markdown": ".md", "mdx": ".mdx", "html": ".html", "plaintext": ".txt"}
"""By the names that editors have for languages, how files in them end."""
_Stamps = dict[str, tuple[int, int]]
"""What files were like when they were read."""


class Checked(NamedTuple):
    """What came of a text: the report, and the plan that it was checked with."""

    report: FileReport
    plan: Plan


class Checker:
    """Lints texts; it reads a configuration again when its file has changed, or another one is nearer."""

    def __init__(self) -> None:
        self._find: Callable[[str], Config] = finder()
        self._known: dict[str, _Stamps] = {}

    def check(self, path: str, language: str, text: str, root: str = "") -> Checked | None:
        """Return what comes of a text; None if `medlint check` would leave its file out.

        Args:
            path: where the file is, "" if it has not been saved yet.
            language: what the editor calls the language of the text.
            text: what the editor shows.
            root: the folder that the editor works in, if there is one: its configuration names the baseline.

        Raises:
            ConfigError, BaselineError: the configuration or the baseline is wrong.
        """
        name = path or "untitled"
        if os.path.splitext(name)[1].lower() not in SUFFIXES:
            if language not in _SUFFIX:
                return None
            name += _SUFFIX[language]
        folder = os.path.dirname(path) or "."
        config = self._config(folder)
        if path and is_excluded(path, config):
            return None
        plan = plan_of(config_of(Article(name, config, in_folder=path != "")), builtin())
        report = lint_bytes(name, text.encode("utf-8", "replace"), plan, _WANTED)
        home = self._config(root) if root else config
        accepted = baseline_of(home)
        if path and (home.baseline or os.path.isfile(accepted)):
            report = read_baseline(accepted).take(report, plan)
        return Checked(report, plan)

    def _config(self, folder: str) -> Config:
        """Return the configuration that holds in a folder now: files may have come, changed or gone."""
        path = nearest(os.path.abspath(folder), {})
        known = self._known.pop(folder, {})
        if path not in known or any(time_and_size(name) != stamp for name, stamp in known.items()):
            self._find = finder()
            known = {path: time_and_size(path)}
        config = self._find(folder)
        self._known[folder] = known | {name: time_and_size(name) for name in files_of(all_parts(config))}
        return config
