"""`medlint check`: finds what is wrong and prints it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from medlint._records import NamedTuple
from medlint.cli.console import (
    SETTINGS,
    bug,
    color_option,
    has_links,
    is_ascii_only,
    put,
    say,
    width,
)
from medlint.cli.options import configuration, find_config, selectors, stdin_filename

if TYPE_CHECKING:
    from medlint.config import Config, Selection
    from medlint.discover import Found
    from medlint.finding import FileReport
    from medlint.plan import Plan
    from medlint.report.summary import Tally


class _Choices(NamedTuple):
    """What the command line says, but for the rules and the configuration."""

    output_format: str | None
    fail_on: str | None
    exit_zero: bool
    force_exclude: bool
    respect_gitignore: bool
    show_files: bool
    show_notes: bool
    statistics: bool
    jobs: int
    stdin_filename: str | None
    quiet: int
    verbose: int


class _Outcome:
    """What decides the exit code, gathered while the reports pass by."""

    def __init__(self) -> None:
        self.failing = False
        self.incomplete = False


@click.command(context_settings=SETTINGS, short_help="Check articles and print what is wrong.")
@click.argument("paths", nargs=-1, type=click.UNPROCESSED, help="Files and folders; `-` reads stdin.")
@click.option(
    "--output-format",
    type=click.Choice(["full", "concise", "json"]),
    help="full: for writers; concise: a line a finding; json: for programs.  [default: full]",
)
@selectors("--select", "Run these rules: codes, names, beginnings of codes, categories, ALL.")
@selectors("--extend-select", "Run these rules besides.")
@selectors("--ignore", "Do not run these rules.")
@configuration
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="The least severity that exits with 1.  [default: error]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@stdin_filename
@click.option("--force-exclude", is_flag=True, help="Leave out excluded files even if they are named.")
@click.option(
    "--respect-gitignore/--no-respect-gitignore",
    default=True,
    help="Leave out of folders what git ignores, or not.",
)
@click.option("--show-files", is_flag=True, help="List the files that would be checked, and stop.")
@click.option("--show-notes", is_flag=True, help="Print notes too; JSON always has them.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of printing them.")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=0), default=0, help="Processes for many files; 0: one a core."
)
@click.option("--no-cache", is_flag=True, expose_value=False, help="Do not use stored results.")
@click.option("--quiet", "-q", count=True, help="No summary; twice: nothing but the exit code.")
@click.option("--verbose", "-v", count=True, help="Name the files and times on stderr.")
@color_option
@click.pass_context
def check(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: str | None,
    isolated: bool,
    profile: str | None,
    **rest: Any,
) -> None:
    """Check articles (Markdown, MDX, HTML, plain text) and print what is wrong.

    Without PATHS the working folder is checked. A file that is named is checked whatever its ending.
    """
    from medlint.config import Selection

    choices = _Choices(**rest)
    find = find_config(config, isolated, profile)
    given = Selection(select, extend_select, ignore)
    ctx.exit(_run(paths or (".",), find, given, choices, bool(ctx.color)))


def _run(
    paths: tuple[str, ...], find: Callable[[str], Config], given: Selection, choices: _Choices, color: bool
) -> int:
    """Check and print; return the exit code."""
    from medlint.discover import discover

    found = discover(
        (path for path in paths if path != "-"),
        find,
        force_exclude=choices.force_exclude,
        respect_gitignore=choices.respect_gitignore,
    )
    outcome = _Outcome()
    for obstacle in found.obstacles:
        outcome.incomplete = True
        _complain(f"{obstacle.path}: {obstacle.message}", choices)
    if choices.verbose:
        for path in found.left_out:
            say(f"{path}: left out (--force-exclude)")
    if choices.show_files:
        put(_shown(found))
        return 2 if outcome.incomplete else 0
    home = _home(paths, find, choices)
    tally = _print(_reports(paths, found, find, given, choices, outcome), home, choices, outcome, color)
    if not choices.quiet:
        _summarize(tally, found, choices)
    if outcome.incomplete:
        return 2
    return int(outcome.failing and not choices.exit_zero)


def _home(paths: tuple[str, ...], find: Callable[[str], Config], choices: _Choices) -> Config:
    """Return the configuration that decides how the whole is printed."""
    if paths == ("-",):
        return find(os.path.dirname(choices.stdin_filename or "") or ".")
    return find(".")


def _print(
    reports: Iterator[FileReport], home: Config, choices: _Choices, outcome: _Outcome, color: bool
) -> Tally:
    """Print the reports while they come; return their numbers."""
    from medlint.report import Options, render
    from medlint.report.summary import Tally, statistics

    tally = Tally()
    passing = _passing(reports, tally, choices, outcome)
    output_format = choices.output_format or home.output_format or "full"
    if choices.quiet > 1:
        for _ in passing:
            pass
    elif choices.statistics and output_format != "json":
        for _ in passing:
            pass
        put(statistics(tally))
    else:
        options = Options(
            color=color,
            links=has_links(color),
            width=min(width(), 120),
            show_notes=choices.show_notes,
            ascii_only=is_ascii_only(),
            fail_on=choices.fail_on or home.fail_on,
        )
        put(render(output_format, passing, options))
    return tally


def _passing(
    reports: Iterator[FileReport], tally: Tally, choices: _Choices, outcome: _Outcome
) -> Iterator[FileReport]:
    """Count reports on their way to the printer, and tell stderr of files that gave none."""
    for report in reports:
        tally.add(report)
        if report.error:
            outcome.incomplete = True
            _complain(f"{report.path}: {report.error}", choices)
        elif choices.verbose:
            say(f"{report.path}: {report.seconds * 1000:.1f} ms, {report.words:,} words, {report.format}")
        yield report


def _reports(  # noqa: PLR0913, PLR0917 - the whole of a run meets here
    paths: tuple[str, ...],
    found: Found,
    find: Callable[[str], Config],
    given: Selection,
    choices: _Choices,
    outcome: _Outcome,
) -> Iterator[FileReport]:
    """Yield a report an article, one configuration after the other."""
    groups: dict[str, tuple[Config, list[str]]] = {}
    for article in found.articles:
        groups.setdefault(article.config.path, (article.config, []))[1].append(article.path)
    if "-" in paths:
        config = find(os.path.dirname(choices.stdin_filename or "") or ".")
        groups.setdefault(config.path, (config, []))[1].append("-")
    if not groups:
        return
    from medlint.catalogue import builtin
    from medlint.config import plan_of

    for config, names in groups.values():
        plan = plan_of(config, builtin(), given)
        if choices.verbose:
            say(f"configuration: {config.path or 'none'}, profile {config.profile}, {len(plan.steps)} rules")
        levels = _failing_levels(choices.fail_on or config.fail_on)
        for report in _lint(names, plan, choices):
            kept = _without_ignored(report, config) if config.per_file_ignores else report
            outcome.failing = outcome.failing or any(finding.severity in levels for finding in kept.findings)
            yield kept


def _failing_levels(fail_on: str) -> tuple[str, ...]:
    from medlint.finding import SEVERITIES

    return () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]


def _lint(names: list[str], plan: Plan, choices: _Choices) -> Iterator[FileReport]:
    """Yield a report a name, in order. What fails in medlint itself fails for one file only."""
    from medlint.engine import PARALLEL_FROM, lint_file, lint_paths

    files = [name for name in names if name != "-"]
    at = 0
    while choices.jobs != 1 and len(files) - at >= PARALLEL_FROM:
        start = at
        try:
            for report in lint_paths(files[at:], plan, jobs=choices.jobs):
                yield report
                at += 1
        except Exception:
            # One file broke its worker. Its chunk is done here, file by file, to learn which.
            for name in files[at : at + 16]:
                yield _careful(name, lambda name: lint_file(name, plan), choices)
            at = min(at + 16, len(files))
        if at == start:
            break
    for name in files[at:]:
        yield _careful(name, lambda name: lint_file(name, plan), choices)
    if "-" in names:
        yield _careful(choices.stdin_filename or "<stdin>", lambda name: _lint_stdin(name, plan), choices)


def _careful(name: str, lint: Callable[[str], FileReport], choices: _Choices) -> FileReport:
    from medlint.finding import FileReport

    try:
        return lint(name)
    except Exception as error:
        return FileReport(name, error=bug(error, trace=choices.verbose > 0))


def _lint_stdin(name: str, plan: Plan) -> FileReport:
    import time

    from medlint.engine import lint_bytes
    from medlint.finding import FileReport

    started = time.perf_counter()
    try:
        data = sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError):
        return FileReport(name, error="stdin cannot be read")
    report = lint_bytes(name.replace(os.sep, "/"), data, plan, size=len(data))
    return report._replace(seconds=time.perf_counter() - started)


def _without_ignored(report: FileReport, config: Config) -> FileReport:
    from medlint.catalogue import builtin
    from medlint.discover import matches

    ignored: frozenset[str] = frozenset()
    for pattern, names in config.per_file_ignores:
        if matches((pattern,), os.path.abspath(report.path), config):
            ignored = ignored.union(*(builtin().select(name) for name in names))
    if not ignored:
        return report
    return report._replace(
        findings=tuple(finding for finding in report.findings if finding.rule not in ignored)
    )


def _summarize(tally: Tally, found: Found, choices: _Choices) -> None:
    from medlint.report.summary import sentences

    judged: frozenset[str] = frozenset()
    if set(tally.by_language) - {"en"}:
        from medlint.parse import judged_languages

        judged = judged_languages()
    for line in sentences(tally, show_notes=choices.show_notes, judged=judged | {"en"}):
        say(line)
    if found.left_out and not tally.articles:
        number = len(found.left_out)
        say(f"Nothing to check: {number} {'file is' if number == 1 else 'files are'} excluded.")
    elif not tally.articles and not tally.unreadable:
        say("Nothing was checked.")


def _shown(found: Found) -> Iterator[str]:
    from medlint.report.screen import printable

    for article in found.articles:
        yield printable(article.path) + "\n"


def _complain(line: str, choices: _Choices) -> None:
    if choices.quiet < 2:
        say(f"error: {line}")
