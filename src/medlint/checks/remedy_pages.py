"""Pages about a remedy that authorities warn against: they need not name it where they praise or dose it.

"Increase by one drop each day" says nothing by itself. On a page whose title, a heading or several passages
name chlorine dioxide it tells a reader how to take it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from medlint._records import NamedTuple
from medlint.checks.advice import around, is_told
from medlint.checks.warned_of import Entry, denies, entries, fits, named, warns
from medlint.document import Document
from medlint.kinds.existence import Match, context, holds, is_linked_title
from medlint.phrases import regex
from medlint.phrases.book import Groups
from medlint.reading import ELSEWHERE, WORD, Passage, Reading, reading
from medlint.reading.said import candidates, says
from medlint.rule import Rule
from medlint.tree import said_titles

_OTHER = "-page-other"
_PLACES = 3
"""So many places that name a thing, in several passages, make a page about it."""
_WEAK = 3
"""So many places are needed where each alone says little."""
_TRIED = 20
"""Places of a phrase in a passage that are looked at."""
_ENOUGH = 12
"""So many places are told at most."""


class _Subject(NamedTuple):
    """A thing that a page is about, and the passages that name it."""

    entry: Entry
    places: frozenset[int]
    titled: bool


class Place(NamedTuple):
    """A place that recommends the subject of its page."""

    match: Match
    entry: Entry
    more: tuple[Match, ...]
    """The other places."""


def promoted(document: Document, rule: Rule) -> Iterator[Place]:
    """Yield the best place for each remedy that a page is about and does not warn of.

    The groups of `page` are looked for, in the order of their weight, those of `page-anywhere` also where a
    passage and its headings do not name the remedy, if the title does. Those of `page-weak` count only
    together.
    """
    text = reading(document)
    groups: Groups = rule.params["compiled"]
    said = text.words.union(WORD.findall(said_titles(document)))
    for entry in entries("remedies"):
        if said.isdisjoint(entry.words):
            continue
        subject = _subject(document, text, entry, groups)
        if subject is None:
            continue
        found = _found(document, text, subject, rule.params)
        weak = rule.params["page-weak"]
        strong = [match for match in found if match.group not in weak]
        if not strong and len({id(match.passage) for match in found}) < _WEAK:
            continue
        if warns(document, text, entry, groups):
            continue
        best = min(strong or found, key=lambda match: _weight(match, text, subject, rule.params))
        yield Place(best, entry, tuple(match for match in strong[:_ENOUGH] if match is not best))


def _weight(match: Match, text: Reading, subject: _Subject, params: Mapping[str, Any]) -> tuple[int, ...]:
    """Return how far a place is from the best: one in a sentence of a passage that names the remedy."""
    place = text.place(match.passage)
    groups = params["page"]
    heading = match.passage.block.kind == "heading"
    return (heading, place not in subject.places, groups.index(match.group), place)


def _subject(document: Document, text: Reading, entry: Entry, groups: Groups) -> _Subject | None:
    """Return an entry as the subject of a page, if it is that."""
    if entry.page == "no":
        return None
    title = said_titles(document)
    places = named(text, entry)
    if not places and not _names(entry, title, short=False):
        return None
    if not fits(entry, text) or regex(entry.unless).search(title) or says(groups, _OTHER, title):
        return None
    titled = _names(entry, title)
    headed = any(text.passages[place].block.kind == "heading" for place in places)
    often = len(places) > 1 and sum(map(len, places.values())) >= _PLACES
    if not titled and not headed and not often:
        return None
    return _Subject(entry, frozenset(places), titled)


def _names(entry: Entry, words: str, *, short: bool = True) -> bool:
    """Tell whether some words name an entry."""
    names = (*entry.about, *(entry.short if short else ()))
    return any(regex(pattern).search(words) for pattern, _ in names)


def _found(document: Document, text: Reading, subject: _Subject, params: Mapping[str, Any]) -> list[Match]:
    """Return the places of a page that recommend its subject."""
    found: list[Match] = []
    for place, passage in enumerate(text.passages):
        if passage.role in ELSEWHERE or says(params["compiled"], _OTHER, passage.heading):
            continue
        if place in subject.places or _names(subject.entry, passage.above):
            groups = params["page"]
        elif subject.titled:
            groups = params["page-anywhere"]
        else:
            continue
        for match in _matches(passage, groups, params["compiled"]):
            if _is_meant(match, text, subject.entry, params) and not is_linked_title(document, match):
                found.append(match)
                break
    return found


def _matches(passage: Passage, names: list[str], groups: Groups) -> Iterator[Match]:
    for name in names:
        for pattern in candidates(groups, name, passage.text, 0, len(passage.text)):
            for match in islice(pattern.finditer(passage.text), _TRIED):
                yield Match(name, passage, match.start(), match.end())


def _is_meant(match: Match, text: Reading, entry: Entry, params: Mapping[str, Any]) -> bool:
    """Tell whether a phrase on a page about a remedy recommends that."""
    groups: Groups = params["compiled"]
    passage = match.passage
    if denies(match) or not is_told(match, text, params):
        return False
    first, last = context(passage, match.start, match.end, text.language)
    if regex(entry.unless).search(passage.text, first, last):
        return False
    if says(groups, "-page-unless", passage.text, first, last):
        return False
    near = around(text, passage, match.start)
    if entry.page == "mouth" and (regex(entry.unless).search(near) or not says(groups, "-body", near)):
        return False
    if match.group in params["page-beside"] and not _names(entry, near):
        return False
    return holds(match, text, params, groups)
