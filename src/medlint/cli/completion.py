"""`medlint completion`: a shell that completes commands, options and rules; and what it offers then."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import BashComplete, CompletionItem, ShellComplete, get_completion_class

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


def rules(incomplete: str) -> list[CompletionItem[str]]:
    """Return the codes and names of rules that begin as given.

    Names are offered only where letters say that one is meant: all of both would fill the screen.
    """
    from medlint.catalogue import builtin

    offered = [(rule.id, rule.summary) for rule in builtin()]
    if incomplete and not "MED".startswith(incomplete[:3].upper()):
        offered = [(rule.name, rule.summary) for rule in builtin()]
    return _beginning(offered, incomplete)


def selectors(incomplete: str) -> list[CompletionItem[str]]:
    """Return what completes the last of several selectors, with those before it."""
    from medlint.catalogue import builtin

    before, comma, last = incomplete.rpartition(",")
    found = rules(last)
    if last:
        categories = dict.fromkeys(rule.category for rule in builtin())
        found += _beginning([("ALL", "all rules"), *((name, "a category") for name in categories)], last)
    return [CompletionItem(before + comma + item.value, help=item.help) for item in found]


def profiles(incomplete: str) -> list[CompletionItem[str]]:
    """Return the names of the profiles."""
    from medlint.catalogue import profile_names

    return _beginning([(name, "") for name in profile_names()], incomplete)


def files(incomplete: str) -> list[CompletionItem[str]]:
    """Leave it to the shell to complete a file."""
    return [CompletionItem(incomplete, type="file")]


def folders(incomplete: str) -> list[CompletionItem[str]]:
    """Leave it to the shell to complete a folder."""
    return [CompletionItem(incomplete, type="dir")]


def _beginning(offered: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem[str]]:
    start = incomplete.lower()
    return [CompletionItem(name, help=told) for name, told in offered if name.lower().startswith(start)]
