"""Asks a text whether it says a phrase of a group: the phrases of a rule beside those that it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from medlint._records import NamedTuple
from medlint.phrases import regex
from medlint.phrases.book import Compiled, Groups
from medlint.reading import WORD, Reading


class _Index(NamedTuple):
    """A group's phrases by their triggers; the group itself is kept, so that its identity stays its own."""

    group: list[Compiled]
    words: frozenset[str]
    patterns: Mapping[str, list[int]]
    always: list[int]
    """Those without a trigger."""


_indexes: dict[int, _Index] = {}


def says(groups: Groups, name: str, text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether a phrase of a group stands in a part of a folded text."""
    last = len(text) if end is None else end
    if not (found := _may_say(groups, name, text, start, last)):
        return False
    group = groups[name]
    return any(regex(group[at][0]).search(text, start, last) for at in found)


def first_said(groups: Groups, name: str, text: str) -> str:
    """Return what a phrase of a group matches first in a folded text; "" if nothing."""
    found = (
        match for pattern in candidates(groups, name, text, 0, len(text)) if (match := pattern.search(text))
    )
    first = min(found, key=lambda match: match.start(), default=None)
    return first.group() if first is not None else ""


def last_said(groups: Groups, name: str, text: str) -> tuple[int, int] | None:
    """Return where the last of a group's phrases stands in a folded text, and the longest that ends there."""
    places = [
        match.span()
        for pattern in candidates(groups, name, text, 0, len(text))
        for match in pattern.finditer(text)
    ]
    return max(places, key=lambda place: (place[1], -place[0]), default=None)


def is_all(groups: Groups, name: str, text: str) -> bool:
    """Tell whether a folded text is one phrase of a group, and nothing else."""
    return any(pattern.fullmatch(text) for pattern in candidates(groups, name, text, 0, len(text)))


def says_anywhere(text: Reading, groups: Groups, name: str) -> bool:
    """Tell whether an article says a phrase of a group."""
    return any(True for _ in all_said(text, groups, name))


def all_said(text: Reading, groups: Groups, name: str) -> Iterator[int]:
    """Yield the phrases of a group that an article says, each once, as places in the group."""
    group = groups.get(name)
    if not group:
        return iter(())
    index = _index(group)
    phrases = {at for word in text.words & index.words for at in index.patterns[word]}
    return (at for at in sorted(phrases) if any(True for _ in text.find(*group[at])))


def triggers(groups: Groups, name: str) -> frozenset[str]:
    """Return the words of which one stands in each text that says a phrase of a group."""
    return _index(groups[name]).words


def without(groups: Groups, name: str, text: str) -> str:
    """Return a text without the phrases of a group."""
    for pattern in list(candidates(groups, name, text, 0, len(text))):
        text = pattern.sub(" ", text)
    return text


def candidates(groups: Groups, name: str, text: str, start: int, end: int) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of which a trigger stands in a part of a text, in the order of the group.

    Groups have hundreds of phrases, of which a sentence has words of one or two: to ask for the words that
    it has is a hundred times as fast as to look for those of each phrase.
    """
    for at in _may_say(groups, name, text, start, end):
        yield regex(groups[name][at][0])


def _may_say(groups: Groups, name: str, text: str, start: int, end: int) -> list[int]:
    """Return which phrases of a group a part of a text may say: mostly none."""
    if name not in groups:
        return []
    index = _index(groups[name])
    words = words_said(text, start, end) & index.words
    if not words:
        return index.always
    return sorted({at for word in words for at in index.patterns[word]}.union(index.always))


def _index(group: list[Compiled]) -> _Index:
    known = _indexes.get(id(group))
    if known is None:
        patterns: dict[str, list[int]] = {}
        for at, (_, triggers) in enumerate(group):
            for word in triggers:
                patterns.setdefault(word, []).append(at)
        always = patterns.pop("", [])
        known = _indexes[id(group)] = _Index(group, frozenset(patterns), patterns, always)
    return known


@lru_cache(maxsize=64)
def words_said(text: str, start: int, end: int) -> frozenset[str]:
    """Return the words in a part of a folded text, each once."""
    return frozenset(WORD.findall(text, start, end))
