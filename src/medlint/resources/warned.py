"""What authorities warn of, from its word lists: lists that phrases insert, and what a run needs of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medlint.phrases import Phrase

_MEANT = ("names", "by-mouth", "said")
"""The fields whose phrases rules look for."""
_ABOUT = ("names", "by-mouth", "about")
"""The fields whose phrases name the thing, whatever is said of it."""


def lists_of(data: Mapping[str, Any], words: str) -> dict[str, Any]:
    """Return the lists that phrases of rules may insert: `{remedies-names}` and its like."""
    entries = data[words]
    made = {
        f"{words}-{field}": [phrase for entry in entries for phrase in entry.get(field, ())]
        for field in dict.fromkeys((*_MEANT, *_ABOUT))
        if any(field in entry for entry in entries)
    }
    return {**data.get("lists", {}), **made}


def _searched(phrases: Iterable[Phrase]) -> list[list[Any]]:
    return [[phrase.pattern, list(phrase.triggers)] for phrase in phrases]


def compiled(data: Mapping[str, Any], words: str) -> dict[str, Any]:
    """Return what is said of each entry, and the patterns that know it and what excuses it.

    Raises:
        PhraseError: a phrase breaks the notation, or has no trigger.
    """
    from medlint.phrases import compile_phrase, pattern_of

    lists = data.get("lists", {})
    made = []
    for entry in data[words]:
        meant = [phrase for field in _MEANT for phrase in entry.get(field, ())]
        about = [compile_phrase(phrase, lists) for field in _ABOUT for phrase in entry.get(field, ())]
        made.append(
            {
                **{key: entry[key] for key in ("name", "harm", "by", "url")},
                "variant": entry.get("variant", ""),
                "pattern": pattern_of(meant, lists),
                "unless": pattern_of(entry.get("unless", ()), lists),
                "not-in": pattern_of(entry.get("not-in", ()), lists),
                "only-in": pattern_of(entry["only-in"], lists) if "only-in" in entry else "",
                "page": entry.get("page", ""),
                "about": _searched(about),
                "short": _searched(compile_phrase(phrase, lists) for phrase in entry.get("short", ())),
            }
        )
    return {"entries": made}
