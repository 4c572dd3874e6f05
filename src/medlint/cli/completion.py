"""`medlint completion`: a shell that completes commands, options and rules."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, ShellComplete, get_completion_class

from medlint.cli.console import Failure, put
from medlint.cli.options import SETTINGS, color_option

SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command(context_settings=SETTINGS, short_help="Print a script for your shell.")
@click.argument("shell", type=click.Choice(SHELLS), help="The shell to complete in.")
@color_option
def completion(shell: str) -> None:
    """Print the script with which a shell completes commands, options, rules and files.

    In ~/.bashrc: eval "$(medlint completion bash)"; docs/completion.md tells it for each shell.
    """
    from medlint.cli.group import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise Failure(f"this version of click has no completion for {shell}")
    made = kind(cli, {}, "medlint", "_MEDLINT_COMPLETE")
    # Bash's own `source` looks for a bash to ask for its version, and complains where there is none.
    put((ShellComplete.source(made) if isinstance(made, BashComplete) else made.source(),))
