"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from medlint._records import NamedTuple
from medlint.report import ENDINGS, FORMATS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_Command = TypeVar("_Command", bound=Callable[..., Any])


class GroupedOption(click.Option):
    """An option that the help prints under a heading of its own."""

    def __init__(self, *args: Any, group: str = "Other", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group


class GroupedCommand(click.Command):
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


def option(group: str, *names: str, **settings: Any) -> Callable[[_Command], _Command]:
    """Return an option that stands under a heading of the help."""
    return click.option(*names, cls=GroupedOption, group=group, **settings)


def offer(name: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]:
    """Return what completes a value in a shell: a function of `medlint.cli.completion`, loaded only then."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        from medlint.cli import completion

        offered: list[CompletionItem[str]] = getattr(completion, name)(incomplete)
        return offered

    return complete


def split(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selectors of an option that is repeated, separated by commas, or both."""
    return tuple(name.strip() for text in given for name in text.split(",") if name.strip())


def selectors(name: str, told: str) -> Callable[[_Command], _Command]:
    """Return an option that takes selectors."""
    return option(
        "Rules",
        name,
        multiple=True,
        metavar="RULES",
        callback=split,
        shell_complete=offer("selectors"),
        help=told,
    )


def configuration(command: _Command) -> _Command:
    """Add the options that say which configuration holds."""
    for decorate in (
        option(
            "Configuration",
            "--profile",
            metavar="NAME",
            shell_complete=offer("profiles"),
            help="The rules to start from: core, strict, nhs or us.",
        ),
        option("Configuration", "--isolated", is_flag=True, help="Ignore all configuration files."),
        option(
            "Configuration",
            "--config",
            metavar="FILE",
            shell_complete=offer("files"),
            help="Use this configuration file and no other.",
        ),
    ):
        command = decorate(command)
    return command


def stdin_filename(command: _Command) -> _Command:
    """Add the name that stands for the text read from stdin."""
    return option(
        "Files",
        "--stdin-filename",
        metavar="PATH",
        shell_complete=offer("files"),
        help="The name of the text read from `-`: it decides the format and the configuration.",
    )(command)


def today_option(command: _Command) -> _Command:
    """Add the day that dates are judged by."""
    return option(
        "Configuration",
        "--today",
        metavar="YYYY-MM-DD",
        callback=_day,
        help="The date that counts as today, for runs that can be repeated.",
    )(command)


def _day(_context: click.Context, _parameter: click.Parameter, given: str | None) -> str | None:
    if given is None:
        return None
    from datetime import date

    try:
        # A week or a day without hyphens is ISO too, but no configuration takes it.
        if date.fromisoformat(given).isoformat() == given:
            return given
    except ValueError:
        pass
    raise click.BadParameter(f"{given} is no day written as YYYY-MM-DD.")


def find_config(
    config: str | None, isolated: bool, profile: str | None, today: str | None = None
) -> Callable[[str], Any]:
    """Return the function from a folder to its configuration, as the options say."""
    from medlint.config import Config, finder

    if config and isolated:
        raise click.UsageError("`--config` and `--isolated` contradict each other.")
    find = finder(config=config or "", isolated=isolated, profile=profile or "")
    if not today:
        return find
    made: dict[int, tuple[Config, Config]] = {}

    def dated(folder: str) -> Config:
        found = find(folder)
        # Files for which the same holds share one object, and so they must with another day.
        if id(found) not in made:
            made[id(found)] = (found, found._replace(settings=found.settings._replace(today=today)))
        return made[id(found)][1]

    return dated


class Output(NamedTuple):
    """A report to write: its format, and a path, or "" for stdout."""

    format: str
    path: str


def outputs(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[Output, ...]:
    """Return what `--output-file` asks for: `FORMAT:PATH`, or a path whose ending says the format.

    Raises:
        click.UsageError: no format is named, or a file is named twice.
    """
    read = tuple(_output(text) for text in given)
    for index, output in enumerate(read):
        if any(os.path.realpath(output.path) == os.path.realpath(other.path) for other in read[:index]):
            raise click.UsageError(f"`--output-file` names {output.path} twice.")
    return read


def _output(text: str) -> Output:
    named, colon, path = text.partition(":")
    if colon and named in FORMATS and path:
        if path == "-":
            raise click.UsageError(f"`--output-file` writes files; for stdout say `--output-format {named}`.")
        return Output(named, path)
    ending = next((ending for ending in ENDINGS if text.lower().endswith(ending)), "")
    if not text or not ending:
        formats = ", ".join(FORMATS)
        raise click.UsageError(
            f"`--output-file {text}` names no format; say FORMAT:PATH, with one of {formats}."
        )
    return Output(ENDINGS[ending], text)
