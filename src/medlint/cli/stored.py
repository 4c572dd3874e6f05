"""What is stored of one article: where it lies, how it is looked up, made and laid out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from medlint._records import NamedTuple
from medlint.cache import FOLDER, Entry, Store, digest, stamp_of
from medlint.cli.showing import options_of
from medlint.cli.work import Task, careful
from medlint.finding import FileReport
from medlint.patterns import is_below

if TYPE_CHECKING:
    from medlint.cli.choices import Choices
    from medlint.cli.showing import Shown
    from medlint.config import Config
    from medlint.plan import Plan
    from medlint.report import Options


class Printing(NamedTuple):
    """How results are printed at once: a format that prints each article on its own, or "" for none."""

    format: str
    options: Options


def is_stored(shown: Shown, choices: Choices) -> bool:
    """Tell whether results are stored: times, fixes and reports that quote the text need each article."""
    return not (choices.no_cache or choices.verbose or any(shown.needs))


def printing_of(home: Config, shown: Shown, choices: Choices, fail_on: str) -> Printing:
    """Return how results are printed at once; what does not touch an article's own text is left out.

    `fail_on` is the level of the articles: where notes fail a run, they are printed.
    """
    level = fail_on if fail_on == "note" else "never"
    options = options_of(home, (), choices)
    return Printing(shown.stored, options._replace(prefix="", web="", fail_on=level, max_warnings=None))


def folder_of(home: Config, given: str | None) -> str:
    """Return where results are stored: the folder `given`, else one beside the configuration that holds."""
    if given:
        return given
    root = os.path.abspath(home.root or ".")
    # A configuration that is not above the working folder is the user's own, or lies elsewhere for a reason.
    inside = os.getcwd() == root or is_below(os.getcwd(), root)
    return os.path.join(root if inside else os.getcwd(), FOLDER)


def store_of(plan: Plan, folder: str, printing: Printing, known: Iterable[Store] = ()) -> Store:
    """Return what is stored under a plan: one of those that are `known` if it is that."""
    from medlint.cache.key import key_of

    key = key_of(plan)
    style = digest(repr(printing).encode()) if printing.format else bytes(16)
    for store in known:
        if (store.key, store.printing) == (key, style):
            return store
    return Store(os.path.join(folder, "results"), key, style)


def look(store: Store, path: str) -> int | None:
    """Return where the results of an article are, or None if they are not known or it has changed."""
    row = store.find(path)
    if row < 0:
        return None
    try:
        status = os.stat(path)
        if store.is_same(row, status):
            return row
        if status.st_size != store.size(row):
            return None
        now = time.time_ns()
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            same = store.is_content(row, stream.read())
    except OSError:
        return None
    if not same:
        return None
    entry = store.entry(row, path, stamp_of(status, now), store.text(row))
    if entry is None:
        return None
    store.add(entry)
    return row


def check(plans: tuple[Plan, ...], printings: tuple[Printing, ...], task: Task) -> Entry | FileReport:
    """Return what comes of a file as it is to be stored, or a report if it could not be checked."""
    path, index = task
    return careful(path, partial(_check, plan=plans[index], printing=printings[index]), trace=False)


def _check(path: str, plan: Plan, printing: Printing) -> Entry | FileReport:
    from medlint import engine
    from medlint.cache.entries import counts_of, pack

    started = time.perf_counter()
    now = time.time_ns()
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            data = stream.read() if status.st_size <= plan.settings.max_file_size else None
    except OSError:
        data = None
    if data is None:
        # Nothing worth storing: it cannot be read, or is too large to be.
        return engine.lint_file(path, plan)
    report = engine.lint_bytes(path, data, plan, size=len(data))
    if report.error:
        return report
    report = report._replace(seconds=time.perf_counter() - started)
    text = rendered(report, printing) if printing.format else None
    return Entry(path, stamp_of(status, now), digest(data), counts_of(report), pack(report), text)


def rendered(report: FileReport, printing: Printing) -> bytes:
    """Return how a report is printed, as UTF-8; empty if nothing is printed at once."""
    if not printing.format:
        return b""
    from medlint.report import render

    text = "".join(render(printing.format, (report,), printing.options))
    return text.encode("utf-8", "backslashreplace")
