"""What is stored of a folder's articles is looked at before the folder is walked.

To walk a folder with ten thousand articles takes as long as to lint one. So the first one that is found to
have changed is linted by another process meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from medlint.cache import Entry, Stamp, Store
from medlint.cli.showing import baseline_for, shown_by
from medlint.cli.stored import Printing, check, folder_of, is_stored, look, printing_of, store_of
from medlint.cli.work import died
from medlint.config import ConfigError, plan_of
from medlint.finding import FileReport

if TYPE_CHECKING:
    from medlint.beside import Beside
    from medlint.cli.choices import Choices
    from medlint.config import Config, Selection
    from medlint.plan import Plan

_PAYS_FROM = 1500
"""Articles from which to walk their folder takes longer than another process to start."""


class Ahead:
    """The articles that are stored under a plan, as they are now."""

    def __init__(self, store: Store, plan: Plan, printing: Printing) -> None:
        self.store = store
        self.rows: dict[str, int | None] = {}
        """Where in the store the results of an article are; None if it has changed."""
        self.path = ""
        """The article that another process lints."""
        self._plan = plan
        self._printing = printing
        self._beside: Beside | None = None

    def look(self, paths: Iterable[str]) -> None:
        """Look at some articles, and have the first that has changed linted."""
        tried = False
        for path in paths:
            row = self.rows[path] = look(self.store, path)
            if row is None and not tried and os.path.isfile(path):
                tried = True
                self._begin(path)

    def _begin(self, path: str) -> None:
        from medlint._shelf import keep
        from medlint.beside import begin

        self._beside = begin(partial(_made, path, self._plan, self._printing), keep)
        if self._beside is not None:
            self.path = path

    def is_done(self) -> bool:
        """Tell whether `made` would come at once."""
        return self._beside is None or self._beside.is_done()

    def made(self) -> Entry | FileReport:
        """Return what came of the article that another process lints, as soon as it is there."""
        from marshal import loads

        assert self._beside is not None
        try:
            data = self._beside.result()
        except ChildProcessError:
            return died((self.path, 0))
        if not data:
            return check((self._plan,), (self._printing,), (self.path, 0))
        path, stamp, *rest = loads(data)
        return Entry(path, Stamp(*stamp), *rest)

    def end(self) -> None:
        """End the other process, if it is still there."""
        if self._beside is not None:
            self._beside.end()


def look_ahead(
    folder: str, find: Callable[[str], Config], given: Selection, choices: Choices
) -> Ahead | None:
    """Look at what is stored of a folder's articles; None where that gains nothing."""
    if choices.jobs == 1 or choices.show_files or choices.changed or choices.since:
        return None
    from medlint.catalogue import builtin
    from medlint.discover import gathered, shown_path

    home = find(".")
    shown = shown_by(home, choices, accepting=bool(baseline_for(home, choices)))
    if not is_stored(shown, choices):
        return None
    try:
        config = gathered(find(folder))
        plan = plan_of(config, builtin(), given)
    except ConfigError:
        return None
    printing = printing_of(home, shown, choices, choices.fail_on or config.fail_on)
    store = store_of(plan, folder_of(home, choices.cache_dir), printing)
    shown_as = shown_path(folder)
    within = [path for path in store.paths() if shown_as == "." or path.startswith(f"{shown_as}/")]
    if len(within) < _PAYS_FROM:
        return None
    ahead = Ahead(store, plan, printing)
    ahead.look(within)
    return ahead


def _made(path: str, plan: Plan, printing: Printing) -> bytes:
    """Return what comes of a file as bytes; none if it could not be checked."""
    from marshal import dumps

    made = check((plan,), (printing,), (path, 0))
    return dumps((made.path, tuple(made.stamp), *made[2:])) if isinstance(made, Entry) else b""
