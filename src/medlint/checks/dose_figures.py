"""Figures with a unit of a dose, as a text has them; the units are in `rules/_vocabulary/doses.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from medlint._records import NamedTuple
from medlint.document import of_latest
from medlint.reading import ELSEWHERE, Passage, Reading
from medlint.vocabulary import load


class Dose(NamedTuple):
    """A number and a unit: `[start, middle)` of the passage's text is the number, `[unit, end)` the unit."""

    passage: Passage
    start: int
    middle: int
    unit: int
    end: int

    def number(self) -> str:
        """Return the number as it is written."""
        return self.passage.text[self.start : self.middle]

    def sign(self) -> str:
        """Return the unit, folded."""
        return self.passage.text[self.unit : self.end]


class Units(NamedTuple):
    """The units of a language: a pattern for figures with one, and which of them mean what."""

    pattern: re.Pattern[str]
    signs: frozenset[str]
    medicine: frozenset[str]
    micrograms: frozenset[str]
    units: frozenset[str]
    plurals: Mapping[str, str]


@of_latest
def doses(text: Reading) -> tuple[Dose, ...]:
    """Return the numbers with a unit of a dose."""
    pattern = units_of(text.language).pattern
    return tuple(dose for passage in text.numbered for dose in _of_passage(passage, pattern))


def _of_passage(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Dose]:
    text = passage.text
    if passage.role in ELSEWHERE or passage.block.place == "quote":
        return
    for match in pattern.finditer(text):
        start = match.start()
        before = text[start - 1] if start else " "
        if match[2] is None or before in ",/%=&?":
            continue
        if before == ".":
            # This is a decimal point only where no word or number ends before it.
            if start > 1 and (text[start - 2].isalnum() or text[start - 2] in ".,/"):
                continue
            start -= 1
        yield Dose(passage, start, match.end(1), match.start(2), match.end())


@cache
def units_of(language: str) -> Units:
    """Return the units of a language."""
    data = load("doses").get(language, {})
    signs, words = data.get("signs", ()), data.get("words", ())
    either = "|".join(sorted(map(re.escape, (*signs, *words)), key=len, reverse=True)) or "(?!)"
    # The unit may be absent, so that no number is read twice. The look ahead: see `medlint.phrases`.
    pattern = rf"(\d++(?:(?=[.,]\d)[.,]\d++)*+)(?:[ \u00a0\u202f-]?({either})(?!\w|-[a-z]|\.[a-z]\b))?"
    return Units(
        re.compile(pattern),
        frozenset(signs),
        frozenset(data.get("medicine", ())),
        frozenset(data.get("micrograms", ())),
        frozenset(data.get("units", ())),
        data.get("plurals", {}),
    )
