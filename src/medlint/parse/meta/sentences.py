"""Metadata in sentences of one line: "Written by Jane Roe, RN. Checked by Dr Tom Poe in May 2026. …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from medlint.parse.mastheads import is_person
from medlint.parse.meta.words import DATES, Item, meta_words
from medlint.parse.minutes import lead_of
from medlint.parse.names import read_names
from medlint.parse.names.roles import qualification
from medlint.parse.names.shapes import introduced, is_called
from medlint.parse.names.words import name_words

_STOP = re.compile(r"[.!?](?=\s+[^\W_]|\W{0,3}\Z)")
_SAID = DATES | {"author", "reviewer", "editor", "fact-checker", "reading-time"}
_NEAR = 12
_FIRST = 8
_FEWEST = 2
_EDGES = " ,;:|–—-()[]"


def ends(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yield the places behind the stops of sentences; the point of "Dr." or of an initial ends none."""
    for match in _STOP.finditer(text, start, len(text) if end is None else end):
        following = text[match.end() : match.end() + 8].lstrip()[:1]
        if not following.islower() and not _is_shortened(text[max(0, match.start() - 40) : match.start()]):
            yield match.end()


def _is_shortened(before: str) -> bool:
    words, last = name_words(), before.rpartition(" ")[2].strip("(\"'")
    known = words.honorifics | words.suffixes | words.particles
    return len(last) < _FEWEST or "." in last or last.lower() in known


def name_end(text: str, start: int, end: int) -> int:
    """Return where a name ends with its sentence, if another sentence follows; else `end`."""
    for stop in ends(text, start, end):
        if stop >= end:
            return end
        name = text[start : stop - 1].strip(" ,")
        dotted = [word for word in name.split()[:-1] if word.endswith(".") and not _is_shortened(word[:-1])]
        if dotted or len(name.split()) < _FEWEST or not (is_called(name) or introduced(name)):
            continue
        after = text[stop : next(ends(text, stop, end), end)]
        return end if qualification(after.strip(" .")) is not None else stop - 1
    return end


def begins_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence ends right before a place."""
    before = text[:at].rstrip()
    return before[-1:] in (".", "!", "?") and not _is_shortened(before[-40:-1])


def leads(text: str, at: int) -> bool:
    """Tell whether a reading time begins at a place, with nothing but "about" or a few signs before it."""
    return at <= _FIRST or lead_of(text[:at].strip())


def leads_to_minutes(part: str) -> bool:
    """Tell whether what stands before a reading time says nothing else: "It takes about"."""
    stop = max(part.rfind(". "), part.rfind("! "), part.rfind("? "))
    return not part[: stop + 1].strip(" .!?") and lead_of(part[stop + 1 :].strip())


def can_check(name: str, end: int, dates: Iterable[tuple[int, int]]) -> bool:
    """Tell whether who "checked" a text is a person, or anybody with the date of it right behind."""
    if any(end <= first <= end + _NEAR for first, _ in dates) or introduced(name):
        return True
    people = read_names(name)
    return is_called(name) and len(name.split()) >= _FEWEST and people[0].kind == "person"


def whole_sentences(text: str, items: list[Item], rest: Iterable[int]) -> Iterator[Item]:
    """Yield, as guesses, what sentences without other words say; `rest` are the places of those."""
    others = list(rest)
    for start, end in pairwise((0, *ends(text), len(text))):
        told = [item for item in items if start <= item.value.start < end]
        if any(start <= at < end for at in others) or not any(map(_is_said, told)):
            continue
        if all(item.field in _SAID and _is_sure(text, item) for item in told):
            yield from (item._replace(inferred=True) for item in told)


def _is_said(item: Item) -> bool:
    return item.key.end > item.key.start or item.field == "reading-time"


def _is_sure(text: str, item: Item) -> bool:
    """Tell whether a name behind a bare "by" is a person's: "By heart. By rote."."""
    if item.field != "author" or not meta_words().by.match(f"{text[slice(*item.key)].lower()} x"):
        return True
    name = text[slice(*item.value)]
    return is_person(name) or introduced(name) == "sure"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a piece of text without the marks around it, but with brackets that it closes."""
    part = text[start:end]
    left = part.lstrip(_EDGES)
    start += len(part) - len(left)
    right = left.rstrip(_EDGES)
    if right.endswith("(") or right.count("(") > right.count(")"):
        right = left[: len(right) + 1] if left[len(right) : len(right) + 1] == ")" else right
    return start, start + len(right)
