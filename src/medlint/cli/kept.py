"""A run with stored results: what did not change is taken from there, the rest is linted and stored.

With the formats for people even the printed text is stored, because to lay it out takes longer than all
else that an unchanged article needs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from medlint._records import NamedTuple
from medlint.cache import FOLDER, Entry, Store, digest, stamp_of
from medlint.cli.console import put_bytes
from medlint.cli.showing import options_of
from medlint.cli.work import Task, Work, careful, each
from medlint.finding import SEVERITIES, FileReport

if TYPE_CHECKING:
    from medlint.cache_entries import Counts
    from medlint.cli.ahead import Ahead
    from medlint.cli.progress import Progress
    from medlint.cli.run import Choices
    from medlint.cli.showing import Shown
    from medlint.config import Config
    from medlint.finding import Severity
    from medlint.plan import Plan
    from medlint.report import Options
    from medlint.report.summary import Tally
    from medlint.rule import Rule

_MANY = 500
"""Texts that may wait to be printed together."""
_PATIENCE = 0.05
"""Seconds for which printed text may wait: ten thousand short writes take longer than one long one."""


_STEP, _STEPS = 100, 100
"""Texts that are got ready at a time while another process is at work, and how often."""

_Result = FileReport | Entry | int | None
"""What came of an article: a report, what is to be stored, the row where it is; None if it comes later."""


class Printing(NamedTuple):
    """How results are printed at once: a format that prints each article on its own, or "" for none."""

    format: str
    options: Options


class Printed(NamedTuple):
    """What is left to do with an article: print `text`, add up `counts`."""

    text: bytes
    counts: str


def kept_of(
    work: Work, home: Config, shown: Shown, choices: Choices, ahead: Ahead | None = None
) -> Kept | None:
    """Return the stored results, or None if the run does without."""
    if not is_stored(shown, choices) or any(path == "-" for path, _ in work.tasks):
        return None
    try:
        return Kept(work, folder_of(home, choices.cache_dir), printing_of(home, shown, choices), ahead)
    except OSError:
        return None


def is_stored(shown: Shown, choices: Choices) -> bool:
    """Tell whether results are stored: times, fixes and reports that quote the text need each article."""
    return not (choices.no_cache or choices.verbose or any(shown.needs))


def printing_of(home: Config, shown: Shown, choices: Choices) -> Printing:
    """Return how results are printed at once; what does not touch an article's own text is left out."""
    options = options_of(home, (), choices)
    return Printing(shown.stored, options._replace(prefix="", web="", fail_on="", max_warnings=None))


def folder_of(home: Config, given: str | None) -> str:
    """Return where results are stored: the folder `given`, else one beside the configuration that holds."""
    if given:
        return given
    root = os.path.abspath(home.root or ".")
    # A configuration that is not above the working folder is the user's own, or lies elsewhere for a reason.
    inside = os.getcwd() == root or os.getcwd().startswith(root.rstrip(os.sep) + os.sep)
    return os.path.join(root if inside else os.getcwd(), FOLDER)


def add_up(tally: Tally, line: str, articles: int, failing: tuple[Severity, ...]) -> None:
    """Count articles in a tally that are alike; the rules of their findings stay uncounted.

    Raises:
        ValueError: the line is none that `counts_of` made.
    """
    from medlint.cache_entries import read_counts

    counts: Counts = read_counts(line)
    tally.articles += articles
    tally.with_findings += articles * bool(counts.errors or counts.warnings)
    tally.suppressed += articles * counts.suppressed
    tally.mendable += articles * counts.safe
    tally.mendable_unsafely += articles * counts.unsafe
    if counts.format != "unreadable":
        tally.by_language[counts.language] = tally.by_language.get(counts.language, 0) + articles
    for severity, number in zip(SEVERITIES, (counts.errors, counts.warnings, counts.notes), strict=True):
        tally.by_severity[severity] += articles * number
        tally.failing[severity] += articles * number * (severity in failing)


class Kept:
    """The stored results of a run's plans."""

    def __init__(self, work: Work, folder: str, printing: Printing, ahead: Ahead | None = None) -> None:
        self._work = work
        self._printing = printing
        self._ahead = ahead
        self.between = b"\n" if printing.format == "full" else b""
        """What stands between the texts of two articles."""
        known = () if ahead is None else (ahead.store,)
        self._stores = [store_of(plan, folder, printing, known) for plan in work.plans]
        self._rules: dict[int, Mapping[str, Rule]] = {}

    def printed(self, *, jobs: int = 0) -> Iterator[Printed | FileReport]:
        """Yield what to print of each task, in order; a report where a file could not be checked."""
        results = self._results(jobs)
        try:
            for task, made in results:
                # While another process is at work on this one, what follows is got ready.
                behind = [self._printed(*each) for each in self._meanwhile(results)] if made is None else ()
                yield self._printed(task, made)
                yield from behind
        finally:
            self._close()

    def reports(self, *, jobs: int = 0) -> Iterator[FileReport]:
        """Yield a report a task, in order."""
        try:
            for (path, index), known in self._results(jobs):
                made = self._made_ahead(index) if known is None else known
                if isinstance(made, FileReport):
                    yield made
                elif isinstance(made, Entry):
                    yield self._unpacked(path, index, made.result)
                else:
                    yield self._report(path, index, made)
        finally:
            self._close()

    def _results(self, jobs: int) -> Iterator[tuple[Task, _Result]]:
        tasks = self._work.tasks
        ahead = self._ahead
        rows = [ahead.rows if ahead is not None and store is ahead.store else {} for store in self._stores]
        looked = [
            rows[index][path] if path in rows[index] else look(self._stores[index], path)
            for path, index in tasks
        ]
        missing = [
            task
            for task, known in zip(tasks, looked, strict=True)
            if known is None and not self._is_ahead(*task)
        ]
        make = partial(check, self._work.plans, self._printing)
        fresh = each(missing, make, died, jobs=jobs)
        for task, known in zip(tasks, looked, strict=True):
            if known is not None or self._is_ahead(*task):
                yield task, known
                continue
            made = next(fresh)
            if isinstance(made, Entry):
                self._stores[task[1]].add(made)
            yield task, made

    def _close(self) -> None:
        """Write what was made, also where the run is broken off: it need not be made again."""
        for store in self._stores:
            store.close()

    def _is_ahead(self, path: str, index: int) -> bool:
        """Tell whether another process lints an article already."""
        ahead = self._ahead
        return ahead is not None and path == ahead.path and self._stores[index] is ahead.store

    def _meanwhile(self, results: Iterator[tuple[Task, _Result]]) -> Iterator[tuple[Task, _Result]]:
        """Yield results for as long as another process is at work, but no more than may wait in memory."""
        for _ in range(_STEPS):
            if self._ahead is None or self._ahead.is_done():
                return
            yield from islice(results, _STEP)

    def _made_ahead(self, index: int) -> Entry | FileReport:
        """Return what another process made of an article, as soon as it has."""
        assert self._ahead is not None
        made = self._ahead.made()
        if isinstance(made, Entry):
            self._stores[index].add(made)
        return made

    def _printed(self, task: Task, known: _Result) -> Printed | FileReport:
        """Return what to print of a task, or the report of a file that could not be checked."""
        made = self._made_ahead(task[1]) if known is None else known
        if isinstance(made, int):
            return self._print_again(*task, made)
        if isinstance(made, Entry):
            return Printed(made.text or b"", made.counts)
        if made.error:
            return made
        from medlint.cache_entries import counts_of

        return Printed(_rendered(made, self._printing), counts_of(made))

    def _print_again(self, path: str, index: int, row: int) -> Printed | FileReport:
        """Return what was printed of an article, or would be in the way that is wanted now."""
        store = self._stores[index]
        counts = store.counts(row)
        if not self._printing.format:
            return Printed(b"", counts)
        text = store.text(row)
        if text is not None:
            return Printed(text, counts)
        report = self._report(path, index, row)
        if report.error:
            return report
        text = _rendered(report, self._printing)
        entry = store.as_is(row, path)
        if entry is not None:
            store.add(entry._replace(text=text))
        return Printed(text, counts)

    def _report(self, path: str, index: int, row: int) -> FileReport:
        data = self._stores[index].result(row)
        if data is not None:
            try:
                return self._unpacked(path, index, data)
            except ValueError:
                pass
        made = check(self._work.plans, self._printing, (path, index))
        if isinstance(made, FileReport):
            return made
        self._stores[index].add(made)
        return self._unpacked(path, index, made.result)

    def _unpacked(self, path: str, index: int, data: bytes) -> FileReport:
        from medlint.cache_entries import unpack

        rules = self._rules.get(index)
        if rules is None:
            steps = self._work.plans[index].steps
            rules = self._rules[index] = {step.rule.id: step.rule for step in steps}
        return unpack(path, data, rules)


def store_of(plan: Plan, folder: str, printing: Printing, known: Iterable[Store] = ()) -> Store:
    """Return what is stored under a plan: one of those that are `known` if it is that."""
    from medlint.cache_key import key_of

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


def check(plans: tuple[Plan, ...], printing: Printing, task: Task) -> Entry | FileReport:
    """Return what comes of a file as it is to be stored, or a report if it could not be checked."""
    path, index = task
    return careful(path, partial(_check, plan=plans[index], printing=printing), trace=False)


def _check(path: str, plan: Plan, printing: Printing) -> Entry | FileReport:
    from medlint import engine
    from medlint.cache_entries import counts_of, pack

    started = time.perf_counter()
    now = time.time_ns()
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            data = stream.read() if status.st_size <= plan.settings.max_file_size else None
    except OSError:
        data = None
    if data is None:
        # Nothing that is worth to be stored: it cannot be read, or is not.
        return engine.lint_file(path, plan)
    report = engine.lint_bytes(path, data, plan, size=len(data))
    if report.error:
        return report
    report = report._replace(seconds=time.perf_counter() - started)
    text = _rendered(report, printing) if printing.format else None
    return Entry(path, stamp_of(status, now), digest(data), counts_of(report), pack(report), text)


def _rendered(report: FileReport, printing: Printing) -> bytes:
    """Return how a report is printed, as UTF-8; nothing where nothing is."""
    if not printing.format:
        return b""
    from medlint.report import render

    text = "".join(render(printing.format, (report,), printing.options))
    return text.encode("utf-8", "backslashreplace")


def died(task: Task) -> FileReport:
    """Return the report of a file whose process has died."""
    from medlint.engine import DIED

    return FileReport(task[0], error=DIED)


def put_kept(
    kept: Kept, work: Work, tally: Tally, progress: Progress, *, jobs: int = 0
) -> Iterator[FileReport]:
    """Print and count all results; yield the reports of files that could not be checked."""
    from medlint.finding import failing_levels

    alike: dict[tuple[int, str], int] = {}
    between = b""
    waiting: list[bytes] = []
    last = time.perf_counter()
    for made, (_, index) in zip(progress.over(kept.printed(jobs=jobs)), work.tasks, strict=True):
        if isinstance(made, FileReport):
            tally.add(made)
            put_bytes(b"".join(waiting))
            waiting.clear()
            yield made
            continue
        text, counts = made
        alike[index, counts] = alike.get((index, counts), 0) + 1
        if text:
            waiting += (between, text)
            between = kept.between
        now = time.perf_counter()
        if now - last > _PATIENCE or len(waiting) > _MANY:
            put_bytes(b"".join(waiting))
            waiting.clear()
            last = now
    put_bytes(b"".join(waiting))
    for (index, counts), articles in alike.items():
        add_up(tally, counts, articles, failing_levels(work.fail_on[index]))
