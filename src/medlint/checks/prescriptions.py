"""Medicines on prescription that are offered to the public.

Whether that is lawful depends on where the readers are; which medicines are meant, and where one of them
can be bought without a prescription, is data (`rules/_vocabulary/prescription.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, covered, is_linked_title, matches, shown
from medlint.phrases import pattern_of, regex
from medlint.reading import Passage, Reading, reading, sentence
from medlint.reading.locales import locale_of
from medlint.reading.polarity import stance
from medlint.reading.said import says, says_anywhere
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.vocabulary import load

_TOLD, _SELL = "told", "sell"
_NAMED, _COSTS, _RISKS, _AMERICAN = "-named", "-costs", "-risks", "-american"
_PRICE = re.compile(
    r"[^.!?;£$€]{0,40}?(?:[:=|]|(?<= )-|\.{3}) {0,2}(?:(?:from|only|just|now) )?"
    r"[£$€]\d[\d.,]{0,9}(?![\d.,]| ?-)"
)
_CURRENCY = re.compile("[£$€]")
_LONGEST = 120
_CLOSE = 40
_WORD = re.compile(r"[\w']+|[,;(-]")


class _Medicine(NamedTuple):
    pattern: str
    free_in: frozenset[str]


@cache
def _medicines() -> tuple[_Medicine, ...]:
    """Return those that can be bought without a prescription somewhere."""
    return tuple(
        _Medicine(pattern_of(entry["names"]), frozenset(entry["without-in"]))
        for entry in load("prescription")["medicines"]
        if "without-in" in entry
    )


def promotion(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED416: a medicine that needs a prescription is offered for sale, or pressed on the reader.

    Phrases of the group `told` count only where they open a sentence or follow one of `leads`. Where the law
    allows such advertising (`allowed`), it is a finding only if the article speaks of no risk (`-risks`).
    """
    text = reading(document)
    said = [
        match
        for match in matches(document, rule)
        if (match.group != _TOLD or _is_told(match, text.language, rule.params["leads"]))
        and not is_linked_title(document, match)
    ]
    found = [match for match in said if match.group != _SELL]
    found += _sold(said, rule, {match.passage.block.span.start for match in found})
    found += _priced(text, rule, found)
    if not found:
        return
    where = locale_of(document, settings)
    code = where.known if where.known in rule.params["known"] else ""
    allowed = code in rule.params["allowed"]
    # Where nothing is certain, words of a country that allows it do for an article that tells of risks.
    likely = not code and says_anywhere(text, rule.params["compiled"], _AMERICAN)
    if (allowed or likely) and says_anywhere(text, rule.params["compiled"], _RISKS):
        return
    variant = "risks" if allowed else "law" if code in rule.params["forbidden"] else "unknown"
    for match in found:
        words = match.passage.text[match.start : match.end]
        if not _is_free(words, code):
            span = match.passage.span(match.start, match.end)
            yield Hit(span, variant, {"text": shown(match.passage, match.start, match.end)})


def _sold(said: Sequence[Match], rule: Rule, done: set[int]) -> Iterator[Match]:
    """Yield what sells with the name of a medicine close to it, once a passage, if not `done`."""
    for match in said:
        place = match.passage.block.span.start
        if match.group != _SELL or place in done or _is_news(match, rule):
            continue
        if whole := _with_name(match, rule):
            done.add(place)
            yield whole


def _is_news(match: Match, rule: Rule) -> bool:
    """Tell whether a price is told as information rather than asked."""
    text, start, end = match.passage.text, match.start, match.end
    near = max(0, start - _LONGEST), end + _CLOSE
    return bool(_CURRENCY.search(text, start, end)) and says(rule.params["compiled"], _COSTS, text, *near)


def _with_name(match: Match, rule: Rule) -> Match | None:
    """Return a match as far as the name of a medicine close to it, or None if there is none."""
    text = match.passage.text
    first, last = max(0, match.start - _LONGEST), match.end + _CLOSE
    names = [
        found.span()
        for pattern, _ in rule.params["compiled"][_NAMED]
        for found in regex(pattern).finditer(text, first, last)
        if not covered(rule.params["compiled"], "-except", text, *found.span())
    ]
    if not names:
        return None
    start, end = min(names, key=lambda name: abs(name[0] - match.start))
    return match._replace(start=min(start, match.start), end=max(end, match.end))


def _is_free(words: str, code: str) -> bool:
    """Tell whether a medicine needs no prescription where the readers are, or may need none."""
    return any(
        (not code or code in medicine.free_in) and regex(medicine.pattern).search(words)
        for medicine in _medicines()
    )


def _is_told(match: Match, language: str, leads: Sequence[str]) -> bool:
    """Tell whether a phrase asks the reader to do it, by what stands before it in its sentence."""
    text = match.passage.text
    first, _ = sentence(text, match.start, language)
    words = _WORD.findall(text[max(first, match.start - _LONGEST) : match.start])
    before = " ".join(words)
    return not words or words[-1] in (",", ";", "(", "-") or before.endswith(tuple(leads))


def _priced(text: Reading, rule: Rule, told: Sequence[Match]) -> Iterator[Match]:
    """Yield the lines of a price list: a medicine, and the price behind it."""
    groups = rule.params["compiled"]
    done = {match.passage.block.span.start for match in told}
    for pattern, triggers in groups[_NAMED]:
        if text.words.isdisjoint(triggers):
            continue
        for passage, start, end in text.find(pattern, triggers):
            if passage.block.span.start in done or len(passage.text) > _LONGEST:
                continue
            price = _PRICE.match(passage.text, end)
            if price and not says(groups, _COSTS, passage.text) and _is_meant(text, passage, start, end):
                done.add(passage.block.span.start)
                yield Match("priced", passage, start, price.end())


def _is_meant(text: Reading, passage: Passage, start: int, end: int) -> bool:
    return stance(passage, start, end, text.language) == "asserted"
