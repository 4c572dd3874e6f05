"""`medlint check` and `medlint fix`: find what is wrong, print it, mend what can be mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from medlint.cli.console import SETTINGS, color_option
from medlint.cli.options import (
    GroupedCommand,
    configuration,
    find_config,
    offer,
    option,
    outputs,
    selectors,
    stdin_filename,
    today_option,
)
from medlint.report import FORMATS

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _with(command: _Command, options: Sequence[Callable[[Any], Any]]) -> _Command:
    """Add options so that the help lists them in this order."""
    for decorate in reversed(options):
        command = decorate(command)
    return command


def _files(command: _Command) -> _Command:
    options = (
        click.argument(
            "paths",
            nargs=-1,
            type=click.UNPROCESSED,
            shell_complete=offer("files"),
            help="Files and folders; `-` reads stdin.",
        ),
        selectors("--select", "Run these rules: codes, names, beginnings of codes, categories, ALL."),
        selectors("--extend-select", "Run these rules besides."),
        selectors("--ignore", "Do not run these rules."),
        configuration,
        today_option,
        stdin_filename,
        option("Files", "--exclude", multiple=True, metavar="PATTERN", help="Leave these out of folders."),
        option(
            "Files", "--force-exclude", is_flag=True, help="Leave out excluded files even if they are named."
        ),
        option(
            "Files",
            "--respect-gitignore/--no-respect-gitignore",
            default=True,
            help="Leave out of folders what git ignores, or not.",
        ),
        option("Files", "--show-files", is_flag=True, help="List the files that would be checked, and stop."),
        option("Changes", "--changed", is_flag=True, help="Only files that differ from the last commit."),
        option(
            "Changes",
            "--since",
            metavar="REF",
            help="Only files changed since leaving REF (main, …).",
        ),
        option(
            "Changes",
            "--changed-lines",
            is_flag=True,
            help="Of those files, only findings on changed lines or about the whole article.",
        ),
        option(
            "Baseline",
            "--baseline",
            metavar="FILE",
            shell_complete=offer("files"),
            help="The file of accepted findings.",
        ),
        option("Baseline", "--no-baseline", is_flag=True, help="Report accepted findings too."),
        option("Output", "--show-notes", is_flag=True, help="Print notes too; machine formats have them."),
        option("Output", "--quiet", "-q", count=True, help="No summary; twice: nothing but the exit code."),
        option("Output", "--verbose", "-v", count=True, help="Name the files and times on stderr."),
        option(
            "Other",
            "--jobs",
            "-j",
            type=click.IntRange(min=0),
            default=0,
            help="Processes for many files; 0: one a core.",
        ),
        option("Other", "--no-cache", is_flag=True, help="Neither use nor store results."),
        option(
            "Other",
            "--cache-dir",
            metavar="FOLDER",
            shell_complete=offer("files"),
            help="Store results here instead of beside the configuration.  [default: .medlint_cache]",
        ),
        color_option,
    )
    return _with(command, options)


def _gate(command: _Command) -> _Command:
    options = (
        option(
            "Output",
            "--output-format",
            type=click.Choice(FORMATS),
            metavar="FORMAT",
            help=f"How to print: {', '.join(FORMATS)}.  [default: full]",
        ),
        option(
            "Output",
            "--output-file",
            multiple=True,
            metavar="FORMAT:PATH",
            callback=outputs,
            shell_complete=offer("files"),
            help="Write a report to a file besides; may be repeated.",
        ),
        option(
            "Output",
            "--statistics",
            is_flag=True,
            help="Count the findings of each rule instead of printing them.",
        ),
        option(
            "Gate",
            "--fail-on",
            type=click.Choice(["error", "warning", "note", "never"]),
            help="The least severity that exits with 1.  [default: error]",
        ),
        option(
            "Gate", "--max-warnings", type=click.IntRange(min=0), help="More warnings than this exit with 1."
        ),
        option("Gate", "--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
    )
    return _with(command, options)


def _fixes(command: _Command) -> _Command:
    options = (
        option(
            "Fixes",
            "--unsafe-fixes",
            is_flag=True,
            help="Apply fixes too that add text of medlint's to the article.",
        ),
        option("Fixes", "--interactive", is_flag=True, help="Show each fix and ask before it is applied."),
        option("Fixes", "--diff", is_flag=True, help="Print what fixes would change, and change nothing."),
        option(
            "Fixes",
            "--exit-non-zero-on-fix",
            is_flag=True,
            help="Exit with 1 if a file was changed, even if nothing is left.",
        ),
    )
    return _with(command, options)


@click.command(
    cls=GroupedCommand, context_settings=SETTINGS, short_help="Check articles and print what is wrong."
)
@_files
@_gate
@_fixes
@option("Fixes", "--fix", is_flag=True, help="Mend what can be mended without changing the meaning.")
@option("Other", "--show-settings", is_flag=True, help="Print a file's settings and their origins.")
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Check articles (Markdown, MDX, HTML, plain text) and print what is wrong.

    Without PATHS the working folder is checked. A file that is named is checked whatever its ending.
    """
    ctx.exit(_run(ctx, paths, given))


@click.command(cls=GroupedCommand, context_settings=SETTINGS, short_help="Mend what can be mended.")
@_files
@_gate
@_fixes
@click.pass_context
def fix(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Mend what can be mended without changing the meaning, and print what is left.

    The same as `medlint check --fix`. From stdin (`-`) the mended text goes to stdout, findings to stderr.
    """
    ctx.exit(_run(ctx, paths, {**given, "fix": True, "show_settings": False}))


def _run(ctx: click.Context, paths: tuple[str, ...], given: dict[str, Any]) -> int:
    from medlint.cli.run import Choices, run
    from medlint.config import Selection

    find = find_config(given.pop("config"), given.pop("isolated"), given.pop("profile"), given.pop("today"))
    selection = Selection(given.pop("select"), given.pop("extend_select"), given.pop("ignore"))
    return run(paths or (".",), find, selection, Choices(**given, color=bool(ctx.color)))
