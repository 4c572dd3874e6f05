"""`medlint lsp`: the language server, which editors start."""

from __future__ import annotations

import os

import click

from medlint.cli.console import Failure
from medlint.cli.options import SETTINGS, Command, color_option


@click.command(cls=Command, context_settings=SETTINGS, short_help="Serve an editor.")
@click.option("--stdio", is_flag=True, help="Use stdin and stdout, as it always does.")
@color_option
def lsp(*, stdio: bool) -> None:
    """Serve an editor over stdin and stdout by the Language Server Protocol.

    Findings show while you write, with fixes and what each rule is for. Needs the extra `lsp`.
    """
    try:
        from medlint.lsp.server import make
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise Failure("the language server needs pygls: pip install 'pygls>=2.1,<3'") from None
    # pygls closes what it has read and written, and stdout is looked after at the end of the process.
    make().start_io(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
