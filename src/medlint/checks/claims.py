"""Claims that need more than phrases: what cures, and how fast weight goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, matches, shown
from medlint.phrases import regex
from medlint.reading import reading, sentence
from medlint.references import cited_near
from medlint.rule import Rule
from medlint.settings import Settings

_MEDICAL, _REMEDY, _MEASURED = "-medical", "-remedy", "-measured"
_FAR = 400
_WITH_REMEDY = "remedy"
_ALWAYS = ("incurable", "reverse")
_REVERSED = "reverse"


def cure(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED401: something is said to cure a disease, and the sentence names no treatment that does.

    Where it names a food, plant or exercise as well, the treatment excuses nothing; nor does it where the
    disease has no cure at all. In how many a disease was reversed may be said where the study is cited.
    """
    language = reading(document).language
    groups = rule.params["compiled"]
    for found in matches(document, rule.id, rule.params):
        words = _sentence(found, language)
        if found.group not in _ALWAYS:
            remedy = _says(groups[_REMEDY], words)
            if not remedy and (found.group == _WITH_REMEDY or _says(groups[_MEDICAL], words)):
                continue
        measured = found.group == _REVERSED and _says(groups[_MEASURED], words)
        if measured and cited_near(document, found.passage, found.start, found.end):
            continue
        yield _hit(found)


def _hit(found: Match) -> Hit:
    values = {"text": shown(found.passage, found.start, found.end)}
    return Hit(found.passage.span(found.start, found.end), found.group, values)


def _sentence(found: Match, language: str) -> str:
    first, last = sentence(found.passage.text, found.start, language)
    return found.passage.text[max(first, found.start - _FAR) : min(last, found.end + _FAR)]


def _says(phrases: Any, text: str) -> bool:
    return any(regex(pattern).search(text) for pattern, _ in phrases)


def weight_loss_rate(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED414: weight is said to go faster than is safe, or by dress sizes."""
    for found in matches(document, rule.id, rule.params):
        if found.group == "rate":
            rate = _kilograms_a_week(found.passage.text[found.start : found.end])
            if rate is None or rate <= rule.params["fastest"]:
                continue
        yield _hit(found)


_UNITS = (("lb", 0.4536), ("pound", 0.4536), ("stone", 6.35), ("kg", 1.0), ("kilo", 1.0))
_WEEKS = {"hour": 1 / 168, "day": 1 / 7, "week": 1.0, "fortnight": 2.0, "month": 4.345}
_COUNTS = {
    name: count
    for count, names in (
        *((1, "a one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven")),
        *((10, "ten"), (14, "fourteen"), (30, "thirty")),
    )
    for name in names.split()
}
_PERIOD = re.compile(r"(?:(\d+)|(\w+)) (?:(hour|day|week|fortnight|month)s?)\Z")


def _kilograms_a_week(words: str) -> float | None:
    """Return the rate that words such as "lose 10 to 12 lb in two weeks" promise at most, if they say one."""
    period = _PERIOD.search(words.replace("-", " "))
    unit = next((factor for name, factor in _UNITS if re.search(rf"(?<![a-z]){name}", words)), None)
    if period is None or unit is None:
        return None
    amounts = [
        float(number.strip(".").replace(",", "")) for number in _NUMBER.findall(words, 0, period.start())
    ]
    count = int(period[1]) if period[1] else _COUNTS.get(period[2], 1)
    if not amounts and (word := _AMOUNT.search(words)):
        amounts = [float(_COUNTS[word[1]])]
    if not amounts or not count:
        return None
    return max(amounts) * unit / (count * _WEEKS[period[3]])


_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_AMOUNT = re.compile(rf"\b({'|'.join(_COUNTS)}) (?:whole |extra )?(?:{'|'.join(name for name, _ in _UNITS)})")
