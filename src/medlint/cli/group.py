"""The commands, and what they have in common.

A command's module is imported when it runs, so that `medlint --version` needs click alone.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

from medlint import __version__
from medlint.cli.console import Failure, say_error
from medlint.cli.options import SETTINGS, color_option

_COMMANDS = {
    "check": "check",
    "fix": "check",
    "baseline": "baseline",
    "tree": "tree",
    "score": "score",
    "explain": "explain",
    "rules": "explain",
    "init": "init",
    "schema": "schema",
    "lsp": "lsp",
    "completion": "completion",
}


class _Failed(click.ClickException):
    """Ends the run with 2, and a line for each reason."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print it on stderr."""
        say_error(self.message)


class _Commands(click.Group):
    """The commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"medlint.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; a path gets a hint."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            from medlint.config.check import suggestion

            more = suggestion(name, _COMMANDS)
            if os.path.exists(name) or os.path.splitext(name)[1]:
                more = f'; did you mean "medlint check {name}"?'
            raise click.UsageError(f"no such command {name!r}{more}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what keeps it from its job, the configuration above all, ends it."""
        from medlint.config import ConfigError

        try:
            return super().invoke(ctx)
        except (ConfigError, Failure) as error:
            raise _Failed(str(error)) from None


def refused(error: click.UsageError) -> str:
    """Return how a command is used, and what is wrong, in the form of all other errors.

    Who only asked for `medlint` gets the help.
    """
    said = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return said
    near = getattr(error, "possibilities", None)
    if near:
        said = f'{error.message.rstrip(".")}; did you mean "{near[0]}"?'
    said = f"error: {said[:1].lower()}{said[1:]}"
    if error.ctx is None:
        return said
    return f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help' for help.\n\n{said}"


@click.group(
    cls=_Commands,
    context_settings=SETTINGS,
    epilog="`medlint COMMAND --help` says more. Exit codes: 0 clean, 1 findings, 2 could not do the job.",
)
@color_option
@click.version_option(__version__, "-V", "--version", prog_name="medlint", allow_from_autoenv=False)
def cli() -> None:
    """Check health articles: what they must say, and what they must not."""
