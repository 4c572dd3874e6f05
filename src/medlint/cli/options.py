"""The options of `medlint.cli.parameters` as click has them, and what commands of click have in common."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from medlint.cli.console import COLORS, MisuseError, is_terminal, wants_color

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from medlint.cli.parameters import Option

_Command = TypeVar("_Command", bound=Callable[..., Any])
SETTINGS = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "MEDLINT"}
"""Every option has an environment variable `MEDLINT_<OPTION>`, the same for all commands."""


class GroupedOption(click.Option):
    """An option that the help prints under a heading of its own."""

    def __init__(self, *args: Any, group: str = "Other", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group


class _Number(click.IntRange):
    """A whole number, not below 0, refused in plain words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"it must be a whole number, 0 or more, not {value!r}.", param, ctx)


class Command(click.Command):
    """A command that says how it is used where it was not used so."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except MisuseError as error:
            raise click.UsageError(str(error), ctx) from None


class GroupedCommand(Command):
    """A command with too many options for one list."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options group by group, in the order in which the groups are first named."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and not isinstance(parameter, click.Argument):
                groups.setdefault(getattr(parameter, "group", "Other"), []).append(record)
        for name in sorted(groups, key=lambda name: name == "Other"):
            with formatter.section(name):
                formatter.write_dl(groups[name])


def declared(options: Iterable[Option]) -> Callable[[_Command], _Command]:
    """Return what adds options to a command, in the order of its help."""

    def decorate(command: _Command) -> _Command:
        for entry in reversed(tuple(options)):
            command = _declared(entry)(command)
        return command

    return decorate


def _declared(entry: Option) -> Callable[[_Command], _Command]:
    settings: dict[str, Any] = {"help": entry.help}
    if entry.metavar is not None:
        settings["metavar"] = entry.metavar
    if entry.takes == "texts":
        settings["multiple"] = True
    elif entry.takes == "flag":
        settings["is_flag"] = True
    elif entry.takes == "switch":
        settings["default"] = True
    elif entry.takes == "count":
        settings["count"] = True
    elif entry.takes == "choice":
        settings["type"] = click.Choice(entry.choices)
    elif entry.takes == "number":
        settings["type"] = _Number(min=0)
        settings["default"] = entry.default
    if entry.read is not None:
        settings["callback"] = _reading(entry.read)
    if entry.completes:
        settings["shell_complete"] = offer(entry.completes)
    return option(entry.group, *entry.names, **settings)


def _reading(read: Callable[[Any], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(_context: click.Context, _parameter: click.Parameter, given: Any) -> Any:
        try:
            return read(given)
        except MisuseError as error:
            raise click.UsageError(str(error)) from None
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return callback


def option(group: str, *names: str, **settings: Any) -> Callable[[_Command], _Command]:
    """Return an option that stands under a heading of the help."""
    return click.option(*names, cls=GroupedOption, group=group, **settings)


def offer(name: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]:
    """Return what completes a value in a shell: a function of `medlint.cli.offers`, loaded only then."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        from medlint.cli import offers

        offered: list[CompletionItem[str]] = getattr(offers, name)(incomplete)
        return offered

    return complete


def format_option(what: str) -> Callable[[_Command], _Command]:
    """Return `--output-format` of a command that prints for people, or for programs; `what` says both."""
    return click.option(
        "--output-format",
        type=click.Choice(["text", "json"]),
        default="text",
        allow_from_autoenv=False,
        help=what,
    )


def color_option(command: _Command) -> _Command:
    """Add `--color`, which sets the colour of the whole run; it counts for the group and for a command."""
    decorate = click.option(
        "--color",
        type=click.Choice(COLORS),
        expose_value=False,
        is_eager=True,
        callback=_set_color,
        allow_from_autoenv=False,
        envvar="MEDLINT_COLOR" if command.__name__ == "cli" else None,
        help="Whether to colour; auto obeys NO_COLOR and FORCE_COLOR.  [default: auto]",
    )
    return decorate(command)


def _set_color(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is None and context.parent is not None:
        return
    context.color = context.find_root().color = wants_color(value or "auto", os.environ, is_terminal())
