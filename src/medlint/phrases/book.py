"""All rules' phrases by the words in them: one pass over an article's words tells which it may hold.

Rules have two thousand phrases. What they compile to is stored as text, a line for each group of them, and
read when somebody asks for the group; most articles never do. A `Book` lists words, not phrases: an article
has some hundred words that any phrase needs, and only what they lead to is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from medlint import _packed
from medlint._records import NamedTuple
from medlint.phrases import NUMBER, Phrase, crosses_sentences, know_parts

Compiled = tuple[str, list[str]]
"""What a run needs of a phrase: its pattern, and the words of which one is there if it is."""
PARTS = "-parts"
"""The line for the long groups that a rule's patterns share, by their marks (`shortening`)."""
_ENTRY, _FIELD = "\x1e", "\x1f"
"""What separates entries in a line, and the two fields of one."""
_PARTS = 509  # a prime
_MOST_KNOWN = 20_000
_FIRST = 0x100
"""The character that stands for 0: numbers of one character are read in a third of the time of digits."""


def pack(entries: Iterable[tuple[str, str]]) -> bytes:
    """Return entries of two fields as one line: patterns with their triggers, or marks with their groups."""
    return _ENTRY.join(f"{first}{_FIELD}{second}" for first, second in entries).encode()


def _unpack(line: bytes | memoryview) -> list[str]:
    return str(line, "utf-8").split(_ENTRY) if line else []


class Groups(Mapping[str, list[Compiled]]):
    """A rule's phrases by group. A group is read when it is asked for first."""

    def __init__(self, packed: Mapping[str, bytes | memoryview]) -> None:
        self._packed = packed
        self._read: dict[str, list[Compiled]] = {}
        self._entries: dict[str, list[str]] = {}

    def __getitem__(self, name: str) -> list[Compiled]:
        """Return what the phrases of a group compile to, in the order of the rule file."""
        group = self._read.get(name)
        if group is None:
            fields = (entry.split(_FIELD) for entry in self._unpacked(name))
            group = self._read[name] = [(pattern, triggers.split(" ")) for pattern, triggers in fields]
        return group

    def pattern(self, name: str, at: int) -> str:
        """Return the pattern of one phrase of a group."""
        return self._unpacked(name)[at].partition(_FIELD)[0]

    def _unpacked(self, name: str) -> list[str]:
        entries = self._entries.get(name)
        if entries is None:
            if not self._entries and PARTS in self._packed:
                know_parts(dict(entry.split(_FIELD) for entry in _unpack(self._packed[PARTS])))
            entries = self._entries[name] = _unpack(self._packed[name])
        return entries

    def __contains__(self, name: object) -> bool:
        """Tell whether the rule has such a group."""
        return name in self._packed and name != PARTS

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the groups."""
        return (name for name in self._packed if name != PARTS)

    def __len__(self) -> int:
        """Return the number of groups."""
        return len(self._packed) - (PARTS in self._packed)


class Place(NamedTuple):
    """Where a phrase stands in its rule: the rule's code, the name of its group, and which of that it is."""

    rule: str
    group: str
    at: int


class Whole(NamedTuple):
    """A phrase that may reach across sentences, and sets of words of each of which one is there if it is."""

    place: Place
    needs: list[str]


_Led = tuple[tuple[int, ...], tuple[int, ...]]
"""What a word leads to: the numbers of phrases that it triggers, and of the sets of words that it is in.

Numbers are counted from `_FIRST`, as they are stored.
"""


class Book:
    """The phrases that rules look for, numbered in the order of rules, groups and phrases."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._words = _packed.Packed(data["starts"], data["words"])
        self._known: dict[str, _Led] = {}
        self._needed: list[str] = data["needed"].split(",")
        self._turns: str = data["turns"]
        self._sets: int = data["sets"]
        self._groups: list[list[Any]] = data["groups"]
        self._starts = [start for _, _, start in data["groups"]]
        self._whole: dict[str, list[Whole]] = {}
        for place, needs in data["whole"]:
            self._whole.setdefault(place[0], []).append(Whole(Place(*place), needs))

    def whole(self, rule: str) -> Iterable[Whole]:
        """Return the phrases of a rule that may reach across sentences."""
        return self._whole.get(rule, ())

    def place(self, number: int) -> tuple[str, str, int]:
        """Return where a phrase stands, as a `Place` says it: an article has a hundred to ask for."""
        rule, group, start = self._groups[bisect_right(self._starts, number) - 1]
        return rule, group, number - start

    def look_up(self, where: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Yield the number of each phrase that a text may hold, and where: a bit for each piece of the text.

        `where` has the pieces of each word. All words that a phrase needs stand in the same piece.
        """
        held = [0] * (_FIRST + self._sets)
        begun: dict[int, int] = {}
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        for word, pieces in where.items():
            phrases, sets = known.get(word) or self._led(word)
            for number in sets:
                held[number] |= pieces
            for number in phrases:
                begun[number] = begun.get(number, 0) | pieces
        needed = self._needed
        for number, pieces in begun.items():
            for need in _numbers(needed[number - _FIRST]):
                pieces &= held[need]  # noqa: PLW2901 - what is left of them
                if not pieces:
                    break
            else:
                yield number - _FIRST, pieces

    def is_in_order(self, number: int, words: Iterable[str]) -> bool:
        """Tell whether the words that a phrase needs stand in a text in the order in which it has them."""
        needs, turn = _numbers(self._needed[number]), ord(self._turns[number]) - _FIRST
        at, last = 0, len(needs) + 1
        for word in words:
            triggers, sets = self._known.get(word) or self._led(word)
            if at == turn:
                found = number + _FIRST in triggers
            else:
                need = needs[at - (at > turn)]
                found = need in sets or (not word.isalpha() and need in self._led(NUMBER)[1])
            at += found
            if at == last:
                return True
        return False

    def _led(self, word: str) -> _Led:
        """Return what a word leads to; it is kept, for articles share most of their words."""
        phrases, _, sets = (self._words.get(word) or "|").partition("|")
        led = self._known[word] = (_numbers(phrases), _numbers(sets))
        return led


@cache
def word_set(words: str) -> frozenset[str]:
    """Return the words of a set that a phrase needs."""
    return frozenset(words.split(" "))


@cache
def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(ord, text))


def book(rules: Iterable[tuple[str, Mapping[str, Iterable[Phrase]]]]) -> dict[str, Any]:
    """Return the data of a `Book` of phrases by rule and group."""
    words: dict[str, tuple[list[int], list[int]]] = {}
    sets: dict[tuple[str, ...], int] = {}
    needed: list[list[int]] = []
    turns = ""
    groups: list[list[str | int]] = []
    whole = []
    for rule, phrases in rules:
        for name, group in phrases.items():
            groups.append([rule, name, len(needed)])
            for at, phrase in enumerate(group):
                needed.append([])
                turns += chr(_FIRST + phrase.turn)
                if crosses_sentences(phrase.pattern):
                    whole.append([[rule, name, at], [" ".join(x) for x in (phrase.triggers, *phrase.needs)]])
                    continue
                for word in phrase.triggers:
                    words.setdefault(word, ([], []))[0].append(len(needed) - 1)
                for need in phrase.needs:
                    if need not in sets:
                        for word in need:
                            words.setdefault(word, ([], []))[1].append(len(sets))
                    needed[-1].append(sets.setdefault(need, len(sets)))
    numbers = {word: f"{_listed(triggered)}|{_listed(of)}" for word, (triggered, of) in words.items()}
    starts, text = _packed.pack(numbers, _PARTS)
    return {
        "starts": starts,
        "words": text.encode(),
        "needed": ",".join(map(_listed, needed)),
        "turns": turns,
        "sets": len(sets),
        "groups": groups,
        "whole": whole,
    }


def _listed(numbers: Iterable[int]) -> str:
    return "".join(chr(_FIRST + number) for number in numbers)
