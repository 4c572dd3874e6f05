"""Numbers that identify a patient and must not stand in an article.

A number counts only with the words around it that say what it is: ten digits alone are a phone number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit
from medlint.phrases import regex
from medlint.reading import reading, sentence
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings

_WEIGHTS = range(10, 1, -1)
_PLACE = 30
_FAR = 600
_SHAPES = {
    "nhs": re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])"),
    "ssn": re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"),
}
_ADVERTISED = frozenset(("078-05-1120", "219-09-9999", "123-45-6789"))
"""Numbers that stood on specimen cards or stand in every example."""


def identifiers(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each valid number of a patient with a phrase of its group before it.

    Numbers in a sentence with a phrase of `-example` are invented.
    """
    text = reading(document)
    groups = rule.params["compiled"]
    for kind, shape in _SHAPES.items():
        if all(text.words.isdisjoint(triggers) for _, triggers in groups[kind]):
            continue
        for passage in text.passages:
            for match in shape.finditer(passage.text):
                before = max(0, match.start() - _PLACE)
                first, last = sentence(passage.text, match.start(), text.language)
                if (
                    (
                        is_valid(kind, match.group())
                        or _is_given(
                            match.group(),
                            passage.text[max(0, match.start() - _FAR) : match.end() + _FAR],
                            rule,
                        )
                    )
                    and says(groups, kind, passage.text, before, match.start())
                    and not says(groups, "-example", passage.text, min(first, before), last)
                ):
                    yield Hit(passage.span(match.start(), match.end()), kind)


def _is_given(number: str, words: str, rule: Rule) -> bool:
    """Tell whether a passage gives even a number from a specimen card as that of a patient."""
    return number in _ADVERTISED and bool(regex(rule.params["shapes"]["patient"]).search(words))


def is_valid(kind: str, number: str) -> bool:
    """Tell whether a number could be somebody's.

    An NHS number (`nhs`) ends in a check digit, modulo 11; those that begin with 999 are for tests. No
    social security number (`ssn`) begins with 000, 666 or 9, or has a part of zeros only.
    """
    if kind == "ssn":
        area, group, serial = number.split("-")
        if area in ("000", "666") or area[0] == "9" or group == "00" or serial == "0000":
            return False
        return number not in _ADVERTISED
    digits = [int(digit) for digit in number if digit.isdigit()]
    if digits[:3] == [9, 9, 9] or len(set(digits)) == 1:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return (11 - total % 11) % 11 == digits[-1]
