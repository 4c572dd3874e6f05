"""Where an article's readers are, and the numbers and places that they can turn to there.

All words and numbers are data: `rules/_vocabulary/locales.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.phrases import compile_phrase, pattern_of
from medlint.reading import reading, word_lists
from medlint.settings import Settings
from medlint.vocabulary import load

Tier = Literal["emergency", "urgent", "routine", "poison", "crisis"]
TIERS: tuple[Tier, ...] = ("emergency", "crisis", "poison", "urgent", "routine")
"""All tiers; of two routes in the same words the one that comes first here counts."""

_DIGITS = re.compile(r"(?<![\w.,])(?:\+ ?|\()?\d+(?:\)?[ ./-]{0,2}\(?\d+)*")
_RUN = re.compile(r"\d+")
_HTML_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang ?= ?[\"']?([A-Za-z]{2,3}[-_][A-Za-z]{2})\b", re.I)
_CODES = re.compile(r"\A(?:00)?(44|353|61|64)0?")
_SHORT = 6
_LONGEST = 8
_BEFORE = 60
_NEAR = 12
_HEAD = 4000


class Locale(NamedTuple):
    """Where an article's readers are.

    `code` is a key of `advice` in the word lists ("" if nothing tells); `certain` says that a
    configuration, the article itself or plain words say so; `why` says which, for people.
    """

    code: str
    certain: bool
    why: str


class Route(NamedTuple):
    """A number, place or service in a text, and where it works.

    `vague` is set where the text says how soon to get help, but neither number nor place.
    """

    tier: Tier
    start: int
    end: int
    locales: frozenset[str]
    vague: bool = False


# --- where the readers are --------------------------------------------------------------------------


def locale_of(document: Document, settings: Settings) -> Locale:
    """Return where an article's readers are. Many rules ask for it in turn, so the latest is kept."""
    if not _latest or _latest[0][0] is not document or _latest[0][1] != settings.locale:
        _latest[:] = [(document, settings.locale, _locale(document, settings))]
    return _latest[0][2]


_latest: list[tuple[Document, str, Locale]] = []


def _locale(document: Document, settings: Settings) -> Locale:
    if settings.locale:
        return Locale(_code(settings.locale), True, "the configuration says so")
    for text in _stated(document):
        code = _code(text)
        if code:
            return Locale(code, True, "the front matter says so")
    shown = _shown(document)
    page = _HTML_LANGUAGE.search(document.source.text[:_HEAD]) if document.format == "html" else None
    code = _code(page[1]) if page else ""
    if not code:
        return shown
    # Page templates come with a language tag that nobody chose: the words must not speak against it.
    agrees = not shown.code or shown.code == code
    return Locale(code, True, "the page says so") if agrees else Locale(shown.code, False, shown.why)


def _stated(document: Document) -> Iterator[str]:
    """Yield what the front matter says of language and country."""
    yield from (value.text for value in document.field("language"))
    if document.front is not None:
        for key in ("region", "country"):
            value = document.front.data.get(key)
            if isinstance(value, str):
                yield value


def _code(text: str) -> str:
    """Return the locale of a language tag ("en-GB", "en_AU") or a country, or ""."""
    regions = _regions()
    name = text.strip().lower()
    return regions.get(name) or regions.get(re.split("[-_]", name)[-1] if re.search("[-_]", name) else "", "")


@cache
def _regions() -> Mapping[str, str]:
    return {name: code for code, names in load("locales")["regions"].items() for name in names}


def _shown(document: Document) -> Locale:
    """Return what the words show, by a clear majority only."""
    points: dict[str, dict[str, int]] = {"institution": {}, "usage": {}, "number": {}}
    found = _cues(document)
    for kind, locales, _ in found:
        for locale in locales:
            points[kind][locale] = points[kind].get(locale, 0) + (3 if kind == "institution" else 1)
    plain = {code: points["institution"].get(code, 0) + points["usage"].get(code, 0) for code in _places()}
    for score in (plain, points["number"]):
        ranked = sorted(score, key=lambda code: -score[code])
        if not ranked or score[ranked[0]] < (2 if score is plain else 1):
            continue
        best = ranked[0]
        against = sum(
            (3 if kind == "institution" else 1)
            for kind, locales, _ in found
            if best not in locales and (kind == "number") == (score is not plain)
        )
        if (len(ranked) > 1 and score[ranked[1]] == score[best]) or against * 2 > score[best]:
            continue
        words = ", ".join(word for _, locales, word in found if best in locales)[:60]
        institution = points["institution"].get(best, 0) > 0
        certain = score is plain and institution and score[best] >= 4 and against * 4 <= score[best]
        return Locale(best, certain, f"it speaks of {words}")
    return Locale("", False, "nothing tells")


def _places() -> Iterable[str]:
    return (code for code in load("locales")["advice"] if code)


def _cues(document: Document) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the cues that an article holds: kind, locales and word."""
    text = reading(document)
    singles, phrases = _cue_words()
    found = [(*singles[word], word) for word in sorted(text.words & singles.keys())]
    for word, (kind, locales, key) in phrases.items():
        if key in text.words and any(word in passage.text for passage in text.passages):
            found.append((kind, locales, word))
    return found


@cache
def _cue_words() -> tuple[
    dict[str, tuple[str, tuple[str, ...]]], dict[str, tuple[str, tuple[str, ...], str]]
]:
    """Return the cues that are one word, and the others with a word that they hold."""
    singles: dict[str, tuple[str, tuple[str, ...]]] = {}
    phrases: dict[str, tuple[str, tuple[str, ...], str]] = {}
    for entry in load("locales")["cues"]:
        for word in entry["words"]:
            if word.isalnum():
                singles[word] = (entry["kind"], tuple(entry["locales"]))
            else:
                key = max(re.findall(r"[^\W_]+", word), key=len)
                phrases[word] = (entry["kind"], tuple(entry["locales"]), key)
    return singles, phrases


# --- whom they can turn to --------------------------------------------------------------------------


def route_phrase(locale: str, tier: str) -> str:
    """Return what to tell a reader there ("call 999 or go to A&E"); words for anywhere if "" or unknown."""
    advice = load("locales")["advice"]
    return str(advice.get(locale, advice[""])[tier])


def routes(text: str, locale: str, tiers: Collection[str] = TIERS) -> Iterator[Route]:
    """Yield the routes of some tiers that a folded text offers readers there, in the order of the text.

    With "" or an unknown locale a route of any country counts; a number that means two things in two
    countries (111) then gives two routes. What the text says not to use ("do not call 999") is left out.
    """
    known = locale if locale in load("locales")["advice"] else ""
    found = [route for route in _found(text, tiers) if not known or known in route.locales]
    rank = {tier: number for number, tier in enumerate(TIERS)}
    found.sort(key=lambda route: (route.start, rank[route.tier], -len(route.locales), -route.end))
    denied_end = -1
    for route in _without_overlaps(found, rank):
        if _is_denied(text, route, denied_end):
            denied_end = route.end
        else:
            yield route


def _found(text: str, tiers: Collection[str]) -> Iterator[Route]:
    for start, end, number in numbers(text):
        if number["tier"] in tiers:
            yield Route(number["tier"], start, end, frozenset(number["locales"]))
    for entry in _compiled():
        if entry.route.tier in tiers and any(trigger in text for trigger in entry.triggers):
            for match in _pattern(entry.pattern).finditer(text):
                if not _is_no_place(text, match):
                    yield entry.route._replace(start=match.start(), end=match.end())


def _without_overlaps(found: list[Route], rank: Mapping[Tier, int]) -> Iterator[Route]:
    """Yield routes so that of those in the same words only the highest tier is left."""
    for index, route in enumerate(found):
        near = range(max(0, index - 6), min(len(found), index + 7))
        if not any(_covers(found[other], route, rank, first=other < index) for other in near):
            yield route


def _covers(other: Route, route: Route, rank: Mapping[Tier, int], *, first: bool) -> bool:
    """Tell whether a route stands in words of another that counts more, or that says the same first."""
    if other is route or other.start >= route.end or other.end <= route.start:
        return False
    if other.locales.isdisjoint(route.locales):
        return False  # One number with two meanings is two routes.
    if other.tier == route.tier:
        return first and other.start == route.start and other.locales >= route.locales
    return rank[other.tier] < rank[route.tier]


# --- numbers ----------------------------------------------------------------------------------------


def numbers(text: str) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Yield the telephone numbers of the word lists in a folded text, and what is known of each."""
    known, longest = _numbers()
    for match in _DIGITS.finditer(text):
        runs = [(run.start(), run.end()) for run in _RUN.finditer(text, match.start(), match.end())]
        at = 0
        while at < len(runs):
            for to in range(min(len(runs), at + _LONGEST), at, -1):
                start, end = runs[at][0], runs[to - 1][1]
                digits = "".join(text[first:last] for first, last in runs[at:to])
                entries = (
                    known.get(_national(digits)) or known.get(digits) if len(digits) <= longest else None
                )
                plain = len(digits) > _SHORT or (len(digits) == _SHORT and to > at + 1)
                if entries and (plain or _is_called(text, start, end)):
                    around = text[max(0, start - _NEAR) : end + _NEAR]
                    for entry in entries:
                        if not any(word in around for word in entry.get("unless", ())):
                            yield start, end, entry
                    at = to - 1
                    break
            at += 1


@cache
def _numbers() -> tuple[Mapping[str, list[Mapping[str, Any]]], int]:
    """Return the numbers in their digits, and how many a number can have with a country's code."""
    known: dict[str, list[Mapping[str, Any]]] = {}
    for entry in load("locales")["numbers"]:
        known.setdefault(entry["number"], []).append(entry)
    return known, max(map(len, known)) + 4


def _national(digits: str) -> str:
    """Return the digits of a number without the code of a country or of long distance."""
    if len(digits) == 11 and digits[0] == "1":
        return digits[1:]
    return _CODES.sub("0", digits) if len(digits) > 9 else digits


def _is_called(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a short number are about calling it."""
    before, after = _around()
    return bool(before.search(text, max(0, start - _BEFORE), start) or after.match(text, end))


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("locales")["short-numbers"]
    between = "|".join(map(re.escape, words["between"]))
    lead = "|".join(map(re.escape, words["before"]))
    before = rf"(?<![\w-])(?:{lead})(?![\w-])[ :,(]{{1,3}}(?:(?:{between}|\d{{3,5}})[ :,(/]{{1,3}}){{0,5}}\Z"
    return re.compile(before), re.compile(rf" (?:{'|'.join(words['after'])})(?!\w)")


# --- places and services ----------------------------------------------------------------------------


class _Entry(NamedTuple):
    route: Route
    pattern: str
    triggers: tuple[str, ...]


@cache
def _compiled() -> tuple[_Entry, ...]:
    lists = word_lists("en")
    entries = []
    for entry in load("locales")["places"]:
        phrases = [compile_phrase(str(phrase), lists) for phrase in entry["phrases"]]
        locales = frozenset((*entry["locales"], *entry.get("understood", ())))
        pattern = "|".join(f"(?:{phrase.pattern})" for phrase in phrases)
        triggers = {trigger for phrase in phrases for trigger in phrase.triggers}
        route = Route(entry["tier"], 0, 0, locales, bool(entry.get("vague", False)))
        entries.append(_Entry(route, pattern, tuple(sorted(triggers))))
    return tuple(entries)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _is_no_place(text: str, match: re.Match[str]) -> bool:
    """Tell whether the words around a place are about something else."""
    around = text[max(0, match.start() - _BEFORE) : match.end() + _BEFORE]
    shift = max(0, match.start() - _BEFORE)
    return any(
        other.start() + shift < match.end() and other.end() + shift > match.start()
        for other in _phrases("not-places").finditer(around)
    )


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(pattern_of(load("locales")[name]))


def _is_denied(text: str, route: Route, denied_end: int) -> bool:
    """Tell whether a text says not to take a route; `denied_end` is where the last such one ends."""
    if 0 <= denied_end <= route.start and re.fullmatch(
        r",? (?:or|nor)(?: [a-z]+){0,4} ?", text[denied_end : route.start]
    ):
        return True
    before = text[max(0, route.start - _BEFORE) : route.start]
    denied = any(match.end() >= len(before.rstrip()) for match in _phrases("denied").finditer(before))
    return denied and not _phrases("undenied").search(text, route.end, route.end + 40)
