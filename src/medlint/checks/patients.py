"""What identifies a patient and must not stand in an article: numbers, dates of birth, addresses with a name.

A number counts only with the words around it that say what it is, and a name only with what stands behind
it: ten digits alone are a phone number, and a birthday alone is anybody's. All words are data of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from medlint._records import NamedTuple
from medlint.checks.identifiers import identifiers
from medlint.document import Document
from medlint.finding import Hit
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.phrases.book import Groups
from medlint.reading import ELSEWHERE, Passage, reading, sentence
from medlint.reading.polarity import blank
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"(?<![\w.-])(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?P<a>(?:19|20)?\d\d)|(?P<b>19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?P<c>(?:19|20)\d\d)"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?P<d>(?:19|20)\d\d))(?![\w-])"
)
# Looked at as it is written: two words or more with capitals, or one behind a title.
_LAST = r"(?:Ma?c|O['’])?[A-Z][a-zà-ÿ]+(?:['’-][A-Z][a-zà-ÿ]+)?"
_PART = rf"(?:[A-Z]\.|(?:(?:de|van|von|der|da|la|el|al|bin) )?{_LAST})"
_TITLED = rf"(?:Mrs?|Ms|Miss|Master|Mx)\.? {_PART}(?: {_PART}){{0,3}}"
_NAME = re.compile(rf"(?<![\w'’.-])(?:{_TITLED}|{_PART}(?: {_PART}){{1,3}})(?![\w'’])")
_TITLE = re.compile(r"(?:Mrs?|Ms|Miss|Master|Mx)\b")
_AGE = re.compile(r"[ ,(]{0,3}(?:(?:now )?(?:aged? )?\d{1,3}(?: years old)?\)?)?,?")
_AGED = re.compile(r"\d")
_EMAIL_OR_PHONE = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,40}"
    r"|(?<![\w-])(?!(?:19|20)\d\d ?-)(?:\+\d{1,3}[ -]?)?(?:\(?\d{2,5}\)?[ -])?\d{3,4}[ -]?\d{3,6}(?![\w-])"
)
_DIGIT_OR_AT = re.compile("[0-9@]")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,40}")
_BESIDE, _CLOSE, _NEAR, _FAR = 3, 45, 80, 600


class _Place(NamedTuple):
    """Where something that identifies stands in a passage, and which message it leads to."""

    variant: str
    start: int
    end: int


def identifying(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED229: the number of a patient, or a name with a date of birth, an address or a phone number.

    Texts that say that their people are invented or made unknown (`changed`) are left alone.
    """
    yield from identifiers(document, settings, rule)
    text = reading(document)
    shapes = rule.params["shapes"]
    changed: bool | None = None
    signs = list(filter(text.holds, shapes["signs"]))
    telling = (passage for passage in text.passages if any(sign in passage.text for sign in signs))
    for passage in (*(telling if signs else ()), *_lines(document, shapes)):
        if passage.role in ELSEWHERE:
            continue
        ends: list[int] = []
        for place in sorted(_places(passage, shapes, rule.params["compiled"], text.language)):
            if changed is None:
                changed = any(regex(shapes["changed"]).search(other.text) for other in text.passages)
            if not changed and all(place.start >= end for end in ends):
                ends.append(place.end)
                yield Hit(passage.span(place.start, place.end), place.variant)


def _lines(document: Document, shapes: Mapping[str, Any]) -> Iterator[Passage]:
    """Yield lines that a name and a date made look like a byline, but that give a date of birth."""
    for block in document.blocks:
        words = fold(block.prose.text) if block.place == "meta" else ""
        if any(sign in words for sign in shapes["signs-of-birth"]):
            yield Passage(block, words, "")


def _places(passage: Passage, shapes: Mapping[str, Any], groups: Groups, language: str) -> Iterator[_Place]:
    words = passage.text
    numbered = _DIGIT_OR_AT.search(words) is not None
    told = (*_births(passage, shapes), *_records(passage, shapes)) if numbered else ()
    for found in (*told, *_homes(passage, shapes, numbered=numbered)):
        first, last = sentence(words, found.start, language)
        # Words about examples stand close by; a form asks and gives nothing.
        first = max(min(first, found.start - _CLOSE), found.start - _FAR, 0)
        about = first, max(min(last, found.end + _NEAR), found.end)
        # "Phone" and "line" tell that a number is none of a record; a name with an address stays one.
        group = "-example" if found.variant == "record" else "-invented"
        if not says(groups, group, _EMAIL.sub(blank, words[slice(*about)])):
            yield found


def _births(passage: Passage, shapes: Mapping[str, Any]) -> Iterator[_Place]:
    """Yield names with a full date of birth behind them, or a date that is called one."""
    words = passage.text
    for date in _DATE.finditer(words):
        before = words[max(0, date.start() - _NEAR) : date.start()]
        label = regex(shapes["birth"]).search(before)
        name = _name_before(passage, date.start() - (len(before) - label.start() if label else 0), shapes)
        around = _around(words, date)
        if label and label["sure"]:
            start = name.start if name else date.start() - len(before) + label.start()
            if name or _patient(around, shapes):
                yield _Place("birth", start, date.end())
        elif name and _is_recent(date) and not regex(shapes["known"]).search(around):
            strong = regex(shapes["patient" if label else "labelled"]).search(around)
            if strong and (label or date.start() - name.end <= 2):
                yield _Place("birth", name.start, date.end())


def _records(passage: Passage, shapes: Mapping[str, Any]) -> Iterator[_Place]:
    """Yield numbers that are called those of a patient's record, with a name beside them."""
    for match in regex(shapes["record"]).finditer(passage.text):
        name = _name_before(passage, match.start(), shapes)
        start = name.start if name and match.start() - name.end <= _CLOSE else match.start()
        yield _Place("record", start, match.end())


def _homes(passage: Passage, shapes: Mapping[str, Any], *, numbered: bool) -> Iterator[_Place]:
    """Yield names with where they live or, in a `numbered` passage, a phone number and an illness."""
    words = passage.text
    homely = any(street in words for street in shapes["streets"])
    for match in regex(shapes["address"]).finditer(words) if homely else ():
        name = _name_before(passage, match.start(), shapes)
        if name is None or not _AGE.fullmatch(words, name.end, match.start()):
            continue
        titled = _TITLE.match(passage.block.prose.text, name.start)
        aged = _AGED.search(words, name.end, match.start()) is not None
        said = match["number"] if match["lead"].strip(" ,") or titled or aged else ""
        if (said or _patient(_around(words, match), shapes)) and not _is_staff(words, name, shapes):
            yield _Place("address", name.start, match.end())
    if not numbered or not regex(shapes["ill"]).search(words) or regex(shapes["office"]).search(words):
        return
    for match in _EMAIL_OR_PHONE.finditer(words):
        name = _name_before(passage, match.start(), shapes)
        if name and match.start() - name.end <= _BESIDE and not _is_staff(words, name, shapes):
            yield _Place("contact", name.start, match.end())


def _name_before(passage: Passage, at: int, shapes: Mapping[str, Any]) -> Span | None:
    """Return the last name that stands shortly before a place of a passage."""
    written = passage.block.prose.text
    first = max(0, at - _NEAR)
    names = [
        match
        for match in _NAME.finditer(written, first, at)
        if not regex(shapes["no-name"]).search(match.group())
    ]
    return Span(*names[-1].span()) if names else None


def _is_staff(words: str, name: Span, shapes: Mapping[str, Any]) -> bool:
    return bool(regex(shapes["staff"]).search(words[max(0, name.start - _CLOSE) : name.end]))


def _is_recent(date: re.Match[str]) -> bool:
    year = next(value for value in date.group("a", "c", "d", "b") if value)
    return len(year) == 2 or int(year) >= 1900


def _around(words: str, match: re.Match[str]) -> str:
    """Return what stands around a match: a passage without end would be read again for each."""
    return words[max(0, match.start() - _FAR) : match.end() + _FAR]


def _patient(words: str, shapes: Mapping[str, Any]) -> bool:
    return bool(regex(shapes["patient"]).search(words))
