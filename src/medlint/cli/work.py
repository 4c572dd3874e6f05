"""What a run has to lint, and the linting of it, file by file or shared out to processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TextIO, TypeVar

from medlint._records import NamedTuple
from medlint.cli.console import Failure, bug, say

if TYPE_CHECKING:
    from medlint.config import Selection
    from medlint.discover import Found
    from medlint.finding import FileReport, Wanted
    from medlint.plan import Plan


_Made = TypeVar("_Made")
DIED = "the process that checked it ended; medlint or a library crashed on it, or memory ran out"
"""What is said of a file that takes a process down."""
Task = tuple[str, int]
"""A path, and the index of its plan."""


class Work(NamedTuple):
    """What is to be linted: paths with the index of their plan; `fail_on` has a level a plan.

    The path `-` is stdin, whose text is called `stdin`.
    """

    tasks: tuple[Task, ...]
    plans: tuple[Plan, ...]
    fail_on: tuple[str, ...]
    stdin: str = ""


def work_of(found: Found, given: Selection, *, fail_on: str | None = None, verbose: bool = False) -> Work:
    """Return the tasks in order, each with a plan; files with the same configuration share one."""
    from medlint.discover import config_of

    configs = [(article.path, config_of(article)) for article in found.articles]
    if found.stdin is not None:
        configs.append(("-", config_of(found.stdin)))
    if not configs:
        return Work((), (), ())
    from medlint.catalogue import builtin
    from medlint.config import plan_of

    tasks: list[Task] = []
    plans: list[Plan] = []
    levels: list[str] = []
    known: dict[int, int] = {}
    for path, resolved in configs:
        index = known.get(id(resolved))
        if index is None:
            index = known[id(resolved)] = len(plans)
            plan = plan_of(resolved, builtin(), given)
            plans.append(plan)
            levels.append(fail_on or resolved.fail_on)
            if verbose:
                what = f"{resolved.path or 'none'}, profile {resolved.profile}, {len(plan.steps)} rules"
                say(f"configuration: {what}")
        tasks.append((path, index))
    return Work(tuple(tasks), tuple(plans), tuple(levels), found.stdin.path if found.stdin else "")


def lint(work: Work, needs: Wanted, *, jobs: int = 0, trace: bool = False) -> Iterator[FileReport]:
    """Yield a report a task, in order. What fails in medlint itself fails for one file only.

    `trace` adds the traceback to what is said of such a failure.
    """
    yield from each(work.tasks, partial(_report, work, needs, trace), jobs=jobs)


def each(
    tasks: Sequence[Task], make: Callable[[Task], _Made], *, jobs: int = 0
) -> Iterator[_Made | FileReport]:
    """Yield `make(task)` a task, in order, shared out to processes where that pays.

    stdin is read in this process. For a file that ends its process a report that says so is yielded.
    """
    from medlint.workers import share

    at = 0
    for end in (*(index for index, (path, _) in enumerate(tasks) if path == "-"), len(tasks)):
        shared: Iterator[_Made | FileReport] = share(make, tasks[at:end], died, jobs=jobs)
        yield from shared
        yield from map(make, tasks[end : end + 1])
        at = end + 1


def _report(work: Work, needs: Wanted, trace: bool, task: Task) -> FileReport:
    from medlint.engine import lint_file

    path, index = task
    plan = work.plans[index]
    if path == "-":
        return careful(work.stdin or "<stdin>", partial(_lint_stdin, plan=plan, needs=needs), trace)
    return careful(path, lambda name: lint_file(name, plan, needs), trace)


def died(task: Task) -> FileReport:
    """Return the report of a file whose process has died."""
    from medlint.finding import FileReport

    return FileReport(task[0], error=DIED)


def careful(name: str, lint: Callable[[str], _Made], trace: bool) -> _Made | FileReport:
    """Return what `lint` makes of a file, or a report that names the bug which kept it from that."""
    from medlint.finding import FileReport

    try:
        return lint(name)
    except Exception as error:
        return FileReport(name, error=bug(error, trace=trace))


def read_stdin() -> bytes:
    """Return what stdin holds, however often it is asked for.

    Raises:
        Failure: it cannot be read, or is closed.
    """
    try:
        return _all_of(sys.stdin)
    except (AttributeError, OSError, ValueError):
        raise Failure("stdin cannot be read") from None


@lru_cache(maxsize=1)
def _all_of(stream: TextIO) -> bytes:
    return stream.buffer.read()


def _lint_stdin(name: str, plan: Plan, needs: Wanted) -> FileReport:
    import time

    from medlint.engine import lint_bytes
    from medlint.finding import FileReport

    started = time.perf_counter()
    try:
        data = read_stdin()
    except Failure as error:
        return FileReport(name, error=str(error))
    report = lint_bytes(name.replace(os.sep, "/"), data, plan, needs, size=len(data))
    return report._replace(seconds=time.perf_counter() - started)
