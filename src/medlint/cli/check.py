"""`medlint check` and `medlint fix`: find what is wrong, print it, mend what can be mended."""

from __future__ import annotations

from typing import Any

import click

from medlint.cli.options import SETTINGS, GroupedCommand, color_option, declared, offer
from medlint.cli.parameters import CHECK, FILES, FIXES, GATE

_paths = click.argument(
    "paths",
    nargs=-1,
    type=click.UNPROCESSED,
    shell_complete=offer("files"),
    help="Files and folders; `-` reads stdin.",
)


@click.command(
    cls=GroupedCommand, context_settings=SETTINGS, short_help="Check articles and print what is wrong."
)
@_paths
@declared(FILES)
@color_option
@declared((*GATE, *CHECK, *FIXES))
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Check articles (Markdown, MDX, HTML, plain text) and print what is wrong.

    Without PATHS the working folder is checked. A file that is named is checked whatever its ending.
    """
    from medlint.cli.run import run_given

    ctx.exit(run_given(paths, given, color=bool(ctx.color)))


@click.command(cls=GroupedCommand, context_settings=SETTINGS, short_help="Fix what can be fixed.")
@_paths
@declared(FILES)
@color_option
@declared((*GATE, *FIXES))
@click.pass_context
def fix(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Fix what can be fixed without changing the meaning, and print what is left.

    The same as `medlint check --fix`. From stdin (`-`) the fixed text goes to stdout, findings to stderr.
    """
    from medlint.cli.run import run_given

    given = {**{option.key: option.unset for option in CHECK}, **given, "fix": True}
    ctx.exit(run_given(paths, given, color=bool(ctx.color)))
