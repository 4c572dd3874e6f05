"""Lints the text that an editor holds, with the configuration and baseline that hold for its file."""

from __future__ import annotations

import os
from collections.abc import Callable

from medlint._records import NamedTuple
from medlint.baseline import read_baseline
from medlint.catalogue import builtin
from medlint.config import Config, baseline_of, finder, for_file, plan_of
from medlint.config_files import nearest
from medlint.discover import SUFFIXES, discover
from medlint.engine import lint_bytes
from medlint.finding import FileReport, Wanted
from medlint.plan import Plan

_WANTED = Wanted(source=True, headings=True)
_SUFFIX = {"markdown": ".md", "mdx": ".mdx", "html": ".html", "plaintext": ".txt"}
"""By the names that editors have for languages, how files in them end."""


class Checked(NamedTuple):
    """What came of a text: the report, and the plan that it was checked with."""

    report: FileReport
    plan: Plan


class Checker:
    """Lints texts; it reads a configuration again when its file has changed, or another one is nearer."""

    def __init__(self) -> None:
        self._find: Callable[[str], Config] = finder()
        self._known: dict[str, tuple[str, tuple[int, int] | None]] = {}

    def check(self, path: str, language: str, text: str) -> Checked | None:
        """Return what comes of a text; None if `medlint check` would leave its file out.

        Args:
            path: where the file is, "" if it has not been saved yet.
            language: what the editor calls the language of the text.
            text: what the editor shows.

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
        if path and discover([path], self._find, force_exclude=True).left_out:
            return None
        plan = plan_of(for_file(config, name), builtin())
        report = lint_bytes(name, text.encode("utf-8", "replace"), plan, _WANTED)
        accepted = baseline_of(config)
        if path and (config.baseline or os.path.isfile(accepted)):
            report = read_baseline(accepted).take(report, plan)
        return Checked(report, plan)

    def _config(self, folder: str) -> Config:
        """Return the configuration that holds in a folder now: another file may have come or gone."""
        path = nearest(os.path.abspath(folder), {})
        found = path, _stamp(path)
        if self._known.get(folder) != found:
            self._find = finder()
            self._known[folder] = found
        return self._find(folder)


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
