"""How numbers are written: shares of people, ranges, ages, times and temperatures.

What numbers stand with (units, groups of people) is in the rule files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from medlint.document import Document
from medlint.finding import Edit, Fix, Hit, Related
from medlint.kinds.existence import Match, matches, shown
from medlint.reading import ELSEWHERE, reading, sentence
from medlint.reading.locales import locale_of
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_RANGE = re.compile(r"(?<=\d)-(?=\d{1,9}(?![\d-]))")
"""The hyphen of a range that stands alone; "a 2-3-day course" is one word."""
_DEGREES = re.compile(r"(?<![\w.])(\d{2,3}(?:\.\d+)?) ?(?:°|º|degrees? )? ?([cf]|celsius|fahrenheit)(?!\w)")
_FAR = 400
_LEAST_SHARE = 0.1


def percents(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED516: a share of people has a decimal point, or shares are written in two ways.

    The group `share` of phrases is percentages of people, `frequency` is "1 in 7"; an article without one of
    `marks` has no share.
    """
    marks = rule.params["marks"]
    if not any(mark in passage.text for passage in reading(document).passages for mark in marks):
        return
    found = list(matches(document, rule))
    shares = [match for match in found if match.group == "share"]
    frequencies = [match for match in found if match.group == "frequency"]
    for match in shares:
        share = _share(match)
        if share is not None and share % 1:
            yield Hit(_span(match), "decimal", {**_text(match), "better": _frequency(share)})
    if shares and frequencies:
        first = min(shares, frequencies, key=len)[0]
        other = (frequencies if first in shares else shares)[0]
        values = {**_text(first), "other": shown(other.passage, other.start, other.end)}
        yield Hit(_span(first), "mixed", values, (Related(_span(other), "written in the other way"),))


def styles(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED518: a range with a hyphen, an age that leaves one year open, an unclear time, and the like.

    A group of phrases is a message; in `range` the hyphen is what is wrong, and can be mended.
    """
    for found in matches(document, rule):
        # A number of a phrase takes the full stop behind it along.
        whole = found.passage.text[found.start : found.end].rstrip(".,")
        match = found._replace(end=found.start + len(whole))
        fix = _with_to(match) if match.group == "range" else None
        yield Hit(_span(match), match.group, _text(match), fix=fix)


def temperatures(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED320: a temperature in Fahrenheit where readers think in Celsius, or a limit that only suits babies.

    `words` are those of which an article must say one; `celsius` and `general` name the locales concerned;
    a sentence that says one of `-babies` may give a limit.
    """
    text = reading(document)
    if text.words.isdisjoint(rule.params["words"]):
        return
    locale = locale_of(document, settings)
    if locale.known not in rule.params["celsius"]:
        return
    for passage in text.passages:
        if passage.role in ELSEWHERE:
            continue
        found = list(_DEGREES.finditer(passage.text))
        units = {match[2][0] for match in found}
        for match in found:
            first, last = sentence(passage.text, match.start(), text.language)
            near = passage.text[max(first, match.start() - _FAR) : min(last, match.end() + _FAR)]
            said = f"{near} {passage.lead} {passage.above}"
            body = any(word in said for word in rule.params["words"])
            variant = "fahrenheit" if match[2][0] == "f" and "c" not in units else "limit"
            if not body or (variant == "limit" and match[2][0] == "f"):
                continue
            if variant == "limit" and (
                locale.code not in rule.params["general"] or says(rule.params["compiled"], "-babies", said)
            ):
                continue
            span = passage.span(*match.span())
            yield Hit(span, variant, {"text": shown(passage, *match.span()), "celsius": _celsius(match[1])})


def _celsius(number: str) -> str:
    return f"{(float(number) - 32) * 5 / 9:.0f}C"


def _share(match: Match) -> float | None:
    number = _NUMBER.search(match.passage.text, match.start, match.end)
    return float(number.group()) if number else None


def _frequency(share: float) -> str:
    """Return a percentage as the nearest "1 in N", or in 100 or 1,000 people."""
    if share < _LEAST_SHARE:
        return "a number of people in 10,000 or more"
    if share < 1:
        return f"{share * 10:.0f} in 1,000"
    nearest = round(100 / share)
    if abs(100 / nearest - share) > share / 20:
        return f"{share:.0f} in 100"
    if nearest > 1:
        return f"1 in {nearest}"
    # Nearly all: to round would say all of them.
    return f"{share:.0f} in 100" if share == int(share) else f"{share * 10:.0f} in 1,000"


def _with_to(match: Match) -> Fix | None:
    """Return the fix that writes "5 to 10" for "5-10"."""
    dash = _RANGE.search(match.passage.text, match.start, match.end)
    if dash is None:
        return None
    span = match.passage.span(*dash.span())
    written = match.passage.block.text[match.start : match.end]
    at = dash.start() - match.start
    return Fix(f"Write '{written[:at]} to {written[at + 1 :]}'", (Edit(span, " to "),), "safe")


def _span(match: Match) -> Any:
    return match.passage.span(match.start, match.end)


def _text(match: Match) -> dict[str, object]:
    return {"text": shown(match.passage, match.start, match.end)}
