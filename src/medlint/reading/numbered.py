"""References that the text marks by their number: "(2)", or "2" behind a stop, or "[Source: 2]"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from medlint.document import Block
from medlint.reading import Passage
from medlint.vocabulary import load

_IN_ROUND = r"\((\d{1,2}(?: ?[,;–-] ?\d{1,2}){0,9})\)"
_ANY_ROUND = re.compile(_IN_ROUND)
_ROUND = re.compile(
    rf"(?<=[\w.,;:)”\"’%] ){_IN_ROUND}(?=[.,;:]|\s*$)|(?<=[.,;”\"’%]){_IN_ROUND}(?!\w)", re.MULTILINE
)
# What stands before is looked at behind the first digit: `re` goes from digit to digit then.
_BEHIND_STOP = re.compile(r"(\d(?<=[^\W\d_]{3}[.,;]\d)\d?(?: ?[,;–-] ?\d{1,2}){0,9})(?=[\s.,;]|\Z)(?! ?%)")
_NUMBER = re.compile(r"(?:^|(?<=[\w.)\]])\s)[\[(]?(\d{1,3})[\]).:]+\s?(?=[^\W\d_])")
_KEY = r"(?:[a-z]{1,8}[-_]?)?\d{1,2}"
_KEY_NUMBER = re.compile(r"\d{1,2}")


@cache
def keyed_by() -> frozenset[str]:
    """Return the words that brackets with the key of a reference begin with."""
    return frozenset(f"{word}{end}" for word in load("sources")["keyed"] for end in ("", "s"))


@cache
def _keyed() -> re.Pattern[str]:
    """Return the pattern of such brackets: "[Source: src2]", "(Refs 3 and 4)"."""
    words = "|".join(load("sources")["keyed"])
    return re.compile(
        rf"[\[(](?:{words})s?[:.]{{0,2}} ?({_KEY}(?: ?(?:,|;|and|&) ?{_KEY}){{0,20}})[\])]", re.IGNORECASE
    )


def in_keys(passages: Iterable[Passage], entries: Mapping[int, Passage]) -> Iterator[int]:
    """Yield where the text names references of the list by a key that ends in their number."""
    size = _size(entries)
    for block in _blocks(passages, entries):
        for match in _keyed().finditer(block.text):
            if all(int(number) <= size for number in _KEY_NUMBER.findall(match[1])):
                yield block.prose.span(*match.span()).start


def in_plain_numbers(passages: Iterable[Passage], entries: Mapping[int, Passage]) -> dict[int, list[int]]:
    """Return the references that the text marks as "(2)" or, behind a stop, as "2", with the places.

    Other numbers stand so, too: the first two have to be among those that end a clause, and none may be
    beyond the list.
    """
    blocks, size = _blocks(passages, entries), _size(entries)
    found: dict[int, list[int]] = {}
    for telling, every in ((_ROUND, _ANY_ROUND), (_BEHIND_STOP, _BEHIND_STOP)):
        sign = "(" if telling is _ROUND else "."
        held = [block for block in blocks if sign in block.text]
        matches = (match for block in held for match in telling.finditer(block.text))
        ends = {number for match in matches for number in _listed(match[match.lastindex or 1])}
        if not ends >= {1, 2} or max(ends) > size:
            continue
        for block in held:
            for match in every.finditer(block.text):
                for number in _listed(match[1]):
                    found.setdefault(number, []).append(block.prose.span(*match.span()).start)
    return found


def _blocks(passages: Iterable[Passage], entries: Mapping[int, Passage]) -> list[Block]:
    """Return the blocks of the text, without those of the list."""
    return [
        passage.block
        for passage in passages
        if passage.role != "references" and passage.block.span.start not in entries
    ]


def _size(entries: Mapping[int, Passage]) -> int:
    """Return how many references are listed, if only in one paragraph."""
    return max(len(entries), *(_run(passage.block.text) for passage in entries.values()))


def _run(text: str) -> int:
    """Return how many numbered references stand in one paragraph: "1. Lee B. 2. Ray C."."""
    number = 0
    for match in _NUMBER.finditer(text):
        number += int(match[1]) == number + 1
    return number


def _listed(numbers: str) -> Iterator[int]:
    """Yield the numbers of "1, 3-5"."""
    for part in re.split(r" ?[,;] ?", numbers):
        first, _, last = part.replace("–", "-").partition("-")
        if not last or last.isdecimal():  # "4-3-2-1" counts breaths.
            yield from range(int(first), int(last or first) + 1)
