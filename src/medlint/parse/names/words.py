"""The words that tell names from teams, brands and placeholders (`rules/_vocabulary/metadata.yaml`)."""

from __future__ import annotations

import re
from functools import cache

from medlint._records import NamedTuple
from medlint.vocabulary import load


class NameWords(NamedTuple):
    """The word lists that tell names apart, of all languages."""

    honorifics: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    joints: frozenset[str]
    determiners: tuple[str, ...]
    describing: frozenset[str]
    anonymous: frozenset[str]
    anonymous_whole: frozenset[str]
    placeholders: frozenset[str]
    ai: frozenset[str]
    templates: frozenset[str]
    organisations: frozenset[str]
    given: frozenset[str]
    given_two: frozenset[str]
    links: frozenset[str]
    praise: frozenset[str]
    teams: frozenset[str]
    by: frozenset[str]
    clauses: frozenset[str]
    finite: frozenset[str]
    relative: frozenset[str]
    lay: frozenset[str]
    accounts: tuple[str, ...]


@cache
def name_words() -> NameWords:
    """Return the word lists of `rules/_vocabulary/metadata.yaml`, loaded once."""
    lists: dict[str, list[str]] = {}
    for language in load("metadata").values():
        if isinstance(language, dict):
            for name, words in language.get("names", {}).items():
                lists.setdefault(name, []).extend(str(word) for word in words)
            lists.setdefault("by", []).extend(language.get("by", ()))

    def of(name: str) -> frozenset[str]:
        return frozenset(lists.get(name, ()))

    return NameWords(
        of("honorifics"),
        of("suffixes"),
        of("particles"),
        of("and"),
        tuple(sorted(lists.get("determiners", ()), key=len, reverse=True)),
        of("describing"),
        of("anonymous"),
        of("anonymous-whole"),
        of("placeholders"),
        of("ai"),
        of("templates"),
        of("organisations"),
        of("given") | of("given-two"),
        of("given-two"),
        of("links"),
        of("praise"),
        of("teams"),
        of("by"),
        of("clauses"),
        of("finite"),
        of("relative"),
        of("lay"),
        tuple(lists.get("accounts", ())),
    )


@cache
def another_part() -> re.Pattern[str]:
    """Return how a part of a byline begins that names somebody who had another part in the article."""
    languages = (language for language in load("metadata").values() if isinstance(language, dict))
    patterns = [pattern for language in languages for pattern in language.get("another-part", ())]
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def said_as_we() -> tuple[str, ...]:
    """Return how texts say "we" of the organisation `{name}`, as patterns for folded text."""
    languages = (language for language in load("metadata").values() if isinstance(language, dict))
    return tuple(language["as-we"] for language in languages if "as-we" in language)
