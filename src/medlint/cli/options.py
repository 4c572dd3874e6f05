"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def split(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selectors of an option that is repeated, separated by commas, or both."""
    return tuple(name.strip() for text in given for name in text.split(",") if name.strip())


def selectors(name: str, told: str) -> Callable[[_Command], _Command]:
    """Return an option that takes selectors."""
    return click.option(name, multiple=True, metavar="RULES", callback=split, help=told)


def configuration(command: _Command) -> _Command:
    """Add the options that say which configuration holds."""
    for decorate in (
        click.option("--profile", metavar="NAME", help="The rules to start from: core or strict."),
        click.option("--isolated", is_flag=True, help="Ignore all configuration files."),
        click.option("--config", metavar="FILE", help="Use this configuration file and no other."),
    ):
        command = decorate(command)
    return command


def stdin_filename(command: _Command) -> _Command:
    """Add the name that stands for the text read from stdin."""
    return click.option(
        "--stdin-filename",
        metavar="PATH",
        help="The name of the text read from `-`: it decides the format and the configuration.",
    )(command)


def find_config(config: str | None, isolated: bool, profile: str | None) -> Callable[[str], Any]:
    """Return the function from a folder to its configuration, as the options say."""
    from medlint.config import finder

    if config and isolated:
        raise click.UsageError("`--config` and `--isolated` contradict each other.")
    return finder(config=config or "", isolated=isolated, profile=profile or "")
