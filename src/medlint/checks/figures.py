"""Figures that an article gives as its own: what rules about risks and statistics look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document
from medlint.kinds.existence import Match, covered
from medlint.phrases import regex
from medlint.phrases.book import Groups
from medlint.reading import ELSEWHERE, Passage, Reading, reading, sentence
from medlint.reading.polarity import stance
from medlint.reading.said import says, words_said
from medlint.rule import Rule

_ASIDE = (*ELSEWHERE, "disclaimer", "professional-help")
_NEAR = 400
_LONGEST = 16
_SHARE = re.compile(r"\d[\d.]*(?= ?%)")
_EQUALS = re.compile(r"[=≈][ *_]{0,6}")
_THOUSANDS = re.compile(r"\d{3}(?![\d.,]?\d)")
_GAP = r"[ \u00a0\u2009\u202f]"
_TENS = re.compile(r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]\Z")
_BEFORE_THOUSANDS = re.compile(rf"(?<![\d.,])(?<![\d.,] )\d{{1,3}}(?:{_GAP}\d{{3}}){{0,3}}{_GAP}\Z")


def figures(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield the phrases of a rule in sentences that hold a figure, as the article's own statement.

    Few passages hold a sign of a figure, so that is looked for first.
    """
    text = reading(document)
    patterns = {sign: pattern for sign, pattern in rule.params["figures"].items() if text.holds(sign)}
    told = regex(str(rule.params["told"])) if "told" in rule.params else None
    groups: Groups = rule.params["compiled"]
    for passage in text.passages if patterns else ():
        signs = [sign for sign in patterns if sign in passage.text]
        if not signs or passage.role in _ASIDE:
            continue
        places = sorted(
            found.start() for sign in signs for found in regex(patterns[sign]).finditer(passage.text)
        )
        if not places or any(says(groups, "-not-under", above) for above in (passage.above, passage.lead)):
            continue
        end = 0
        for place in places:
            if place < end:
                continue
            first, end = sentence(passage.text, place, text.language)
            match = _framed(groups, passage, first, end)
            if match is None or (told and _is_told(passage, match, first, told)):
                continue
            if _is_reckoned(match) or not _is_own(passage, match, end, text.language):
                continue
            if not _is_of_lab(groups, match, first, end, text):
                yield match


def _is_reckoned(match: Match) -> bool:
    """Tell whether a figure is the result of a sum in its paragraph: "20 / 150 x 100 = 13.3%"."""
    text = match.passage.text
    if "=" not in text:
        return False
    shares = {share[0] for share in _SHARE.finditer(text, match.start, match.end)}
    sums = (_SHARE.match(text, equals.end()) for equals in _EQUALS.finditer(text))
    return any(share is not None and share[0] in shares for share in sums)


def _is_of_lab(groups: Groups, match: Match, first: int, last: int, text: Reading) -> bool:
    """Tell whether a sentence with a figure, or the one before, is about animals or cells, and not people."""
    words = match.passage.text
    if says(groups, "-people", words, first, last):
        return False
    before = sentence(words, first - 2, text.language)[0] if first > 1 else first
    return says(groups, "-lab", words, max(before, first - _NEAR), last)


def _is_told(passage: Passage, match: Match, first: int, told: re.Pattern[str]) -> bool:
    """Tell whether a sentence begins with what readers are told to change, as "reduce it by half"."""
    order = told.match(passage.text, first + (passage.text[first : first + 1] == " "))
    return order is not None and match.start < order.end()


def _is_own(passage: Passage, match: Match, last: int, language: str) -> bool:
    """Tell whether a figure is the article's own; what so many people do not do is a figure too."""
    said = stance(passage, match.start, match.end, language)
    if said == "denied":
        said = stance(passage, match.start, max(last, match.end), language)
    return said == "asserted"


def _framed(groups: Groups, passage: Passage, first: int, last: int) -> Match | None:
    """Return the first phrase of the groups in a sentence that is none of the exceptions."""
    words = words_said(passage.text, first, last)
    for group, phrases in groups.items():
        if group.startswith("-"):
            continue
        found = [
            match
            for pattern, triggers in phrases
            if not words.isdisjoint(triggers)
            and (match := _uncovered(pattern, groups, passage.text, first, last))
        ]
        if found:
            earliest = min(found, key=lambda match: match.start())
            return Match(group, passage, _opening(passage.text, earliest.start(), first), earliest.end())
    return None


def _opening(text: str, start: int, first: int) -> int:
    """Return where a number begins whose end begins a figure: "700 000 people", "forty-five per cent"."""
    if tens := _TENS.search(text, max(first, start - _LONGEST), start):
        return tens.start()
    if not _THOUSANDS.match(text, start):
        return start
    more = _BEFORE_THOUSANDS.search(text, max(first, start - _LONGEST), start)
    return more.start() if more is not None else start


def _uncovered(pattern: str, groups: Groups, text: str, first: int, last: int) -> re.Match[str] | None:
    for match in regex(pattern).finditer(text, first, last):
        if not covered(groups, "-except", text, match.start(), match.end()):
            return match
    return None
