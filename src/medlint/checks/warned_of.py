"""What is warned of, entry by entry, and whether an article that names an entry warns of it itself.

One word against something does not undo a page that sells it, and one word for it does not undo a page that
warns. So it is the share of the places that counts, unless a title, a heading or a section warns.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.kinds.existence import Match
from medlint.phrases import regex
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading
from medlint.reading.said import says, without
from medlint.tree import said_titles
from medlint.vocabulary import load

_WARNS, _GRAVE, _HARMLESS, _RISKS = "-warns", "-grave", "-harmless", "-risks"
_SALE, _DISPUTED = "-page-sale", "-disputed"
_SHORT = 600
"""Characters of a passage in which a warning counts wherever it stands."""
_AROUND = 400
"""Characters on either side of a place in which a warning counts in a longer one."""
_MOST = 20
"""Places in a longer passage around which a warning is looked for."""
_SHARE = 4
"""An article warns if one in so many of the places that name a thing does."""
_FEW = 2
"""In more places than these a single word such as "harmful" is no warning."""
_GRAVEST = 4
"""So many places that tell of grave harm are a warning, whatever else is there."""

_NOT = re.compile(r"\b(?:not|never|cannot|nor|neither)\b|n't\b")
Named = tuple[tuple[str, tuple[str, ...]], ...]
"""Patterns, and words of which one stands where each matches."""


class Entry(NamedTuple):
    """One thing that is warned of."""

    values: Mapping[str, str]
    variant: str
    pattern: str
    unless: str
    """What makes a sentence harmless."""
    not_in: str
    """What makes an article harmless."""
    only_in: str
    """What an article has to say for the names to mean this; "" if nothing."""
    page: str
    """What is minded on a page about it: "" everything, `mouth` what is swallowed, `no` nothing more."""
    about: Named
    """What names it."""
    short: Named
    """What names it in an article that has called it by its name."""
    words: frozenset[str]
    """One of these is there where it is named."""


@cache
def entries(words: str) -> tuple[Entry, ...]:
    """Return the entries of a word list, in its order."""
    return tuple(map(_entry, load(words)["entries"]))


def _entry(data: Mapping[str, Any]) -> Entry:
    about, short = _named(data["about"]), _named(data["short"])
    return Entry(
        values={key: data[key] for key in ("name", "harm", "by", "url")},
        variant=data["variant"],
        pattern=data["pattern"],
        unless=data["unless"],
        not_in=data["not-in"],
        only_in=data["only-in"],
        page=data["page"],
        about=about,
        short=short,
        words=frozenset(word for _, triggers in about for word in triggers),
    )


def _named(phrases: Iterable[tuple[str, Iterable[str]]]) -> Named:
    return tuple((pattern, tuple(triggers)) for pattern, triggers in phrases)


def fits(entry: Entry, text: Reading) -> bool:
    """Tell whether an article as a whole allows that an entry is meant."""
    if regex(entry.not_in).search(text.text):
        return False
    return not entry.only_in or regex(entry.only_in).search(text.text) is not None


def named(text: Reading, entry: Entry) -> dict[int, list[int]]:
    """Return where an article names an entry, by the index of the passage."""
    places: dict[int, list[int]] = {}
    for names in (entry.about, entry.short):
        for pattern, triggers in names:
            for passage, start, _ in text.find(pattern, triggers):
                places.setdefault(text.place(passage), []).append(start)
        if not places:
            break
    return places


def denies(match: Match) -> bool:
    """Tell whether words of advice hold a denial: "tanning beds give off rays that do not tan you"."""
    return _NOT.search(match.passage.text, match.start, match.end) is not None


def warns(document: Document, text: Reading, entry: Entry, groups: Groups) -> bool:
    """Tell whether an article warns of an entry."""
    if _is_warning(groups, _WARNS, said_titles(document)):
        return True
    places = named(text, entry)
    # Whoever sells a thing may speak of a controversy about it, and that is no warning.
    sold = any(says(groups, _SALE, text.passages[place].text) for place in places)
    warned = grave = 0
    for place, starts in places.items():
        passage = text.passages[place]
        if passage.block.kind == "heading":
            heading = without(groups, _DISPUTED, passage.text) if sold else passage.text
            if _is_warning(groups, _WARNS, heading):
                return True
        near = list(_near(text, place, starts, places))
        warned += any(_is_warning(groups, _WARNS, words) for words in near)
        grave += any(_is_warning(groups, _GRAVE, words) for words in near)
    lone = warned == 1 and not grave and len(places) > _FEW
    if warned and not lone and (warned * _SHARE >= len(places) or grave >= _GRAVEST):
        return True
    return bool(places) and any(_tells_risks(passage, groups) for passage in text.passages)


def _is_warning(groups: Groups, name: str, words: str) -> bool:
    return says(groups, name, words) and says(groups, name, without(groups, _HARMLESS, words))


def _tells_risks(passage: Passage, groups: Groups) -> bool:
    """Tell whether a passage tells of grave harm under a heading about risks."""
    return (
        says(groups, _RISKS, passage.heading)
        and passage.block.kind != "heading"
        and _is_warning(groups, _GRAVE, passage.text)
    )


def _near(text: Reading, place: int, starts: Iterable[int], places: Container[int]) -> Iterator[str]:
    """Yield what stands near some places of a passage: around each, or all of a short one, and above.

    What stands in the next passages is theirs if they name the thing as well.
    """
    passage = text.passages[place]
    yield passage.above
    for beside in (place - 1, place + 1):
        if 0 <= beside < len(text.passages) and beside not in places:
            other = text.passages[beside]
            if other.block.kind != "heading" and len(other.text) <= _SHORT:
                yield other.text
    if len(passage.text) <= _SHORT:
        yield passage.text
    else:
        for start in islice(starts, _MOST):
            yield passage.text[max(0, start - _AROUND) : start + _AROUND]
