"""What a run has to lint, and the linting of it, file by file or shared out to processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TextIO

from medlint._records import NamedTuple
from medlint.cli.console import bug, say

if TYPE_CHECKING:
    from medlint.config import Config, Selection
    from medlint.discover import Found
    from medlint.finding import FileReport, Wanted
    from medlint.plan import Plan


class Work(NamedTuple):
    """What is to be linted: paths with the index of their plan; `fail_on` has a level a plan.

    The path `-` is stdin, whose text is called `stdin`.
    """

    tasks: tuple[tuple[str, int], ...]
    plans: tuple[Plan, ...]
    fail_on: tuple[str, ...]
    stdin: str = ""


def work_of(  # noqa: PLR0913 - what the paths, the configuration and the command line say
    found: Found,
    find: Callable[[str], Config],
    given: Selection,
    *,
    stdin: str | None = None,
    fail_on: str | None = None,
    verbose: bool = False,
) -> Work:
    """Return the tasks in order, each with a plan; files with the same configuration share one.

    `stdin` is the name of the text to read from there, "" if it has none, None if nothing is read.
    """
    from medlint.config import for_file

    configs = [(article.path, article.config) for article in found.articles]
    if stdin is not None:
        configs.append(("-", find(os.path.dirname(stdin) or ".")))
    if not configs:
        return Work((), (), ())
    from medlint.catalogue import builtin
    from medlint.config import plan_of

    tasks: list[tuple[str, int]] = []
    plans: list[Plan] = []
    levels: list[str] = []
    known: dict[int, int] = {}
    for path, config in configs:
        resolved = for_file(config, (stdin or "stdin") if path == "-" else path)
        index = known.get(id(resolved))
        if index is None:
            index = known[id(resolved)] = len(plans)
            plan = plan_of(resolved, builtin(), given)
            plans.append(plan)
            levels.append(fail_on or resolved.fail_on)
            if verbose:
                what = f"{config.path or 'none'}, profile {resolved.profile}, {len(plan.steps)} rules"
                say(f"configuration: {what}")
        tasks.append((path, index))
    return Work(tuple(tasks), tuple(plans), tuple(levels), stdin or "")


def lint(work: Work, needs: Wanted, *, jobs: int = 0, trace: bool = False) -> Iterator[FileReport]:
    """Yield a report a task, in order. What fails in medlint itself fails for one file only.

    `trace` adds the traceback to what is said of such a failure.
    """
    from medlint.engine import PARALLEL_FROM, lint_file, lint_paths

    def alone(task: tuple[str, int]) -> FileReport:
        path, index = task
        plan = work.plans[index]
        if path == "-":
            return _careful(work.stdin or "<stdin>", partial(_lint_stdin, plan=plan, needs=needs), trace)
        return _careful(path, lambda name: lint_file(name, plan, needs), trace)

    files = [task for task in work.tasks if task[0] != "-"]
    at = 0
    while jobs != 1 and len(files) - at >= PARALLEL_FROM:
        start = at
        try:
            for report in lint_paths(files[at:], work.plans, needs, jobs=jobs):
                yield report
                at += 1
        except Exception:
            # One file broke its worker. Its chunk is done here, file by file, to learn which.
            for task in files[at : at + 16]:
                yield alone(task)
            at = min(at + 16, len(files))
        if at == start:
            break
    for task in work.tasks[at:]:
        yield alone(task)


def _careful(name: str, lint: Callable[[str], FileReport], trace: bool) -> FileReport:
    from medlint.finding import FileReport

    try:
        return lint(name)
    except Exception as error:
        return FileReport(name, error=bug(error, trace=trace))


def read_stdin() -> bytes:
    """Return what stdin holds, however often it is asked for."""
    return _all_of(sys.stdin)


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
    except (AttributeError, OSError, ValueError):
        return FileReport(name, error="stdin cannot be read")
    report = lint_bytes(name.replace(os.sep, "/"), data, plan, needs, size=len(data))
    return report._replace(seconds=time.perf_counter() - started)
