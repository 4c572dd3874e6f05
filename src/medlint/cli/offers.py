"""What a shell offers to complete the value of an option."""

from __future__ import annotations

from collections.abc import Iterable

from click.shell_completion import CompletionItem


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
