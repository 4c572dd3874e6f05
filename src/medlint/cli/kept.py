"""A run with stored results: what did not change is taken from there, the rest is linted and stored.

With the formats for people even the printed text is stored, because to lay it out takes longer than all
else that an unchanged article needs.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from medlint._records import NamedTuple
from medlint.cache import Entry
from medlint.cli.console import put_bytes
from medlint.cli.stored import (
    Printing,
    check,
    folder_of,
    is_stored,
    look,
    printing_of,
    rendered,
    store_of,
)
from medlint.cli.work import Task, Work, each
from medlint.finding import SEVERITIES, FileReport

if TYPE_CHECKING:
    from medlint.cache.entries import Counts
    from medlint.cli.ahead import Ahead
    from medlint.cli.choices import Choices
    from medlint.cli.progress import Progress
    from medlint.cli.showing import Shown
    from medlint.config import Config
    from medlint.finding import Severity
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
        printings = tuple(printing_of(home, shown, choices, level) for level in work.fail_on)
        return Kept(work, folder_of(home, choices.cache_dir), printings, ahead)
    except OSError:
        return None


def add_up(tally: Tally, line: str, articles: int, failing: tuple[Severity, ...]) -> None:
    """Count articles in a tally that are alike; the rules of their findings stay uncounted.

    Raises:
        ValueError: the line is none that `counts_of` made.
    """
    from medlint.cache.entries import read_counts

    counts: Counts = read_counts(line)
    tally.articles += articles
    tally.no_articles += articles * counts.no_article
    tally.with_findings += articles * bool(counts.errors or counts.warnings)
    tally.suppressed += articles * counts.suppressed
    tally.mendable += articles * counts.safe
    tally.mendable_unsafely += articles * counts.unsafe
    if counts.worded and counts.format != "unreadable":
        tally.by_language[counts.language] = tally.by_language.get(counts.language, 0) + articles
    for severity, number in zip(SEVERITIES, (counts.errors, counts.warnings, counts.notes), strict=True):
        tally.by_severity[severity] += articles * number
        tally.failing[severity] += articles * number * (severity in failing)


class Kept:
    """The stored results of a run's plans, each printed in its own way."""

    def __init__(
        self, work: Work, folder: str, printings: tuple[Printing, ...], ahead: Ahead | None = None
    ) -> None:
        self._work = work
        self._printings = printings
        self._ahead = ahead
        self.between = b"\n" if any(printing.format == "full" for printing in printings) else b""
        """What stands between the texts of two articles."""
        known = () if ahead is None else (ahead.store,)
        self._stores = [
            store_of(plan, folder, printing, known)
            for plan, printing in zip(work.plans, printings, strict=True)
        ]
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
        make = partial(check, self._work.plans, self._printings)
        fresh = each(missing, make, jobs=jobs)
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
        from medlint.cache.entries import counts_of

        return Printed(rendered(made, self._printings[task[1]]), counts_of(made))

    def _print_again(self, path: str, index: int, row: int) -> Printed | FileReport:
        """Return what was printed of an article, or would be in the way that is wanted now."""
        from medlint.cache.entries import are_counts

        store = self._stores[index]
        counts = store.counts(row)
        if not are_counts(counts):
            return self._printed((path, index), self._anew(path, index))
        printing = self._printings[index]
        if not printing.format:
            return Printed(b"", counts)
        text = store.text(row)
        if text is not None:
            return Printed(text, counts)
        report = self._report(path, index, row)
        if report.error:
            return report
        text = rendered(report, printing)
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
        made = self._anew(path, index)
        return made if isinstance(made, FileReport) else self._unpacked(path, index, made.result)

    def _anew(self, path: str, index: int) -> Entry | FileReport:
        """Return what comes of an article whose stored result cannot be read, and store that."""
        made = check(self._work.plans, self._printings, (path, index))
        if isinstance(made, Entry):
            self._stores[index].add(made)
        return made

    def _unpacked(self, path: str, index: int, data: bytes) -> FileReport:
        from medlint.cache.entries import unpack

        rules = self._rules.get(index)
        if rules is None:
            steps = self._work.plans[index].steps
            rules = self._rules[index] = {step.rule.id: step.rule for step in steps}
        return unpack(path, data, rules)


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
