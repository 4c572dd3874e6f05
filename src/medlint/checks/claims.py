"""Claims that need more than phrases: what cures, and how fast weight goes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from medlint.catalogue import builtin
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, matches, shown
from medlint.phrases import regex
from medlint.reading import reading, sentence
from medlint.references import cited_near
from medlint.rule import Rule
from medlint.settings import Settings

_MEDICAL, _WITHOUT, _REMEDY, _MEASURED = "-medical", "-without", "-remedy", "-measured"
_FOOD, _LABELLED = "-food", "labelled"
_FAR = 400
_LABEL = 60
_WITH_REMEDY = "remedy"
_ALWAYS = ("incurable", "reverse")
_REVERSED = "reverse"


def cure(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED401: something is said to cure a disease, and the sentence names no treatment that does.

    Where it names a food, plant or exercise as well, the treatment excuses nothing; nor does it where the
    disease has no cure at all. In how many a disease was reversed may be said where the study is cited.
    What the rule `of-foods` says of the same words is not said again.
    """
    language = reading(document).language
    groups = rule.params["compiled"]
    cures = list(matches(document, rule))
    other = builtin().find(rule.params["of-foods"]) if cures else None
    eaten = [_place(claim) for claim in foods(document, other)] if other else []
    for found in cures:
        if _is_among(found, eaten):
            continue
        words = _sentence(found, language)
        if found.group not in _ALWAYS:
            remedy = _says(groups[_REMEDY], words)
            if not remedy and (found.group == _WITH_REMEDY or _is_treated(groups, words)):
                continue
        measured = found.group == _REVERSED and _says(groups[_MEASURED], words)
        if measured and cited_near(document, found.passage, found.start, found.end):
            continue
        yield _hit(found)


def _place(found: Match) -> tuple[int, int, int]:
    return found.passage.block.span.start, found.start, found.end


def _is_among(found: Match, places: list[tuple[int, int, int]]) -> bool:
    """Tell whether a match overlaps one of the places, which are in order and overlap none of each other."""
    block, start, end = _place(found)
    index = bisect_left(places, (block, end, 0)) - 1
    return index >= 0 and places[index][0] == block and places[index][2] > start


def food(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED415: a food, plant or supplement is said to treat, prevent or cure a disease."""
    for found in foods(document, rule):
        yield _hit(found)._replace(variant=found.group if found.group in rule.messages else "food")


def foods(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield what MED415 finds.

    What names no food needs one before it, a label or what its list is about, and claims nothing where it is
    cited.
    """
    language = reading(document).language
    for found in matches(document, rule):
        if found.group == _LABELLED and (
            not _is_labelled(found, rule.params["compiled"][_FOOD], language)
            or cited_near(document, found.passage, found.start, found.end)
        ):
            continue
        yield found


def _is_labelled(found: Match, phrases: Any, language: str) -> bool:
    passage = found.passage
    first = sentence(passage.text, found.start, language)[0]
    if passage.text[first : found.start].strip(" -"):
        return False
    label = passage.text[max(0, first - _LABEL) : first]
    if label.rstrip(" -").endswith(":") or (first == 0 and label):
        return _says(phrases, label)
    if first or passage.block.kind != "item":
        return False
    return _says(phrases, passage.lead or passage.above.rstrip("\n").rpartition("\n")[2])


def _hit(found: Match) -> Hit:
    values = {"text": shown(found.passage, found.start, found.end)}
    return Hit(found.passage.span(found.start, found.end), found.group, values)


def _sentence(found: Match, language: str) -> str:
    first, last = sentence(found.passage.text, found.start, language)
    return found.passage.text[max(first, found.start - _FAR) : min(last, found.end + _FAR)]


def _is_treated(groups: Mapping[str, Any], words: str) -> bool:
    """Tell whether a sentence names medical treatment, and not just to say that it failed."""
    for pattern, _ in groups[_WITHOUT]:
        words = regex(pattern).sub(" ", words)
    return _says(groups[_MEDICAL], words)


def _says(phrases: Any, text: str) -> bool:
    return any(regex(pattern).search(text) for pattern, _ in phrases)


def weight_loss_rate(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED414: weight is said to go faster than is safe, or by dress sizes."""
    for found in matches(document, rule):
        words = found.passage.text[found.start : found.end]
        rate = _RATES[found.group](words) if found.group in _RATES else inf
        if rate is not None and rate > rule.params["fastest"]:
            yield _hit(found)


_UNITS = {"lb": 0.4536, "pound": 0.4536, "stone": 6.35, "kg": 1.0, "kilo": 1.0}
_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "morning": 1, "weekend": 2, "week": 7, "fortnight": 14}
_WEEKS = {**{name: days / 7 for name, days in _DAYS.items()}, "month": 4.345}
_COUNTS = {
    name: count
    for count, names in (
        *((1, "a an one"), (0.5, "half-a"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six")),
        *((7, "seven"), (8, "eight"), (9, "nine"), (10, "ten"), (12, "twelve"), (14, "fourteen")),
        *((15, "fifteen"), (20, "twenty"), (21, "twenty-one"), (28, "twenty-eight"), (30, "thirty")),
    )
    for name in names.split()
}
_COUNT = rf"\d+(?:[.,]\d+)?|\b(?:{'|'.join(sorted(_COUNTS, key=len, reverse=True)).replace('-', '[ -]')})\b"
_PERIOD = re.compile(rf"(?:({_COUNT})[ -])?({'|'.join(sorted(_WEEKS, key=len, reverse=True))})s?\b")
_UPTO = rf"(?:kg|kgs|lbs?|kilos?)?(?:,? ?(?:to|or|and|-) ?({_COUNT}))?"
_AMOUNT = re.compile(rf"({_COUNT}) ?{_UPTO} ?(?:\w+ ){{0,2}}?({'|'.join(_UNITS)})")


def _kilograms_a_week(words: str) -> float | None:
    """Return the rate that words such as "lose 10 to 12 lb in two weeks" promise at most, if they say one."""
    amount, weeks = _AMOUNT.search(words), _weeks(words)
    if amount is None or not weeks:
        return None
    return max(_number(amount[1]), _number(amount[2])) * _UNITS[amount[3]] / weeks


def _kilograms_between(words: str) -> float | None:
    """Return the rate at which weight goes "from 90 to 80 kg in a month"."""
    amount, weeks = _AMOUNT.search(words), _weeks(words)
    if amount is None or not amount[2] or not weeks:
        return None
    return (_number(amount[1]) - _number(amount[2])) * _UNITS[amount[3]] / weeks


def _weeks(words: str) -> float:
    """Return the time that words name, in weeks; 0 if they name none."""
    period = _PERIOD.search(words)
    if period is None:
        return 0
    return (_number(period[1]) if period[1] else 1) * _WEEKS[period[2]]


def _number(word: str | None) -> float:
    if not word:
        return 0
    known = _COUNTS.get(word.replace(" ", "-"))
    return float(word.replace(",", ".")) if known is None else known


_RATES = {"rate": _kilograms_a_week, "from-to": _kilograms_between}
