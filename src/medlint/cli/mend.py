"""The part of a run that mends: fixes are applied to the files, or shown."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from medlint.cli.console import Failure, put, say

if TYPE_CHECKING:
    from medlint.cli.ask import Asking
    from medlint.cli.choices import Mendings
    from medlint.cli.work import Work
    from medlint.finding import FileReport


def mend(
    reports: Iterable[FileReport],
    work: Work,
    mendings: Mendings,
    *,
    unsafe: bool,
    asking: Asking | None = None,
) -> Iterator[FileReport]:
    """Apply the fixes of each report and yield what is left; the text of stdin goes to stdout."""
    from medlint.fix import FixError, fix, write_file

    for report, (path, index) in zip(reports, work.tasks, strict=True):
        if report.source is None or report.format == "unreadable":
            if path == "-":
                with suppress(Failure):  # that stdin cannot be read is what the report says
                    put_through()
            yield report
            continue
        fixed = fix(report, work.plans[index], unsafe=unsafe, wish=asking)
        if path == "-":
            _put_bytes(fixed.after)
        elif fixed.before != fixed.after:
            try:
                write_file(path, fixed.after, expected=fixed.before)
            except FixError as error:
                mendings.failed += 1
                say(f"error: {report.path}: {error}")
                yield report
                continue
        mendings.done += len(fixed.applied)
        yield fixed.report


def show(
    reports: Iterable[FileReport], work: Work, mendings: Mendings, *, unsafe: bool, color: bool
) -> Iterator[FileReport]:
    """Print what the fixes of each report would change, and yield the reports as they are."""
    from medlint.fix import diff, fix

    for report, (_, index) in zip(reports, work.tasks, strict=True):
        if report.source is not None and report.format != "unreadable":
            fixed = fix(report, work.plans[index], unsafe=unsafe)
            mendings.shown += len(fixed.applied)
            put(diff(report.path, fixed.before, fixed.after, color=color))
        yield report


def put_through() -> None:
    """Print stdin as it is: whoever waits at the other end of the pipe must not lose the text."""
    from medlint.cli.work import read_stdin

    _put_bytes(read_stdin())


def _put_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
