"""The numbers, places and services that readers can turn to, as a text names them.

All words and numbers are data: `rules/_vocabulary/routes.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, Literal

from medlint._records import NamedTuple
from medlint.document import Document, of_latest
from medlint.phrases import pattern_of
from medlint.reading import Passage, Reading, reading
from medlint.vocabulary import load

Tier = Literal["emergency", "urgent", "routine", "poison", "crisis"]
TIERS: tuple[Tier, ...] = ("emergency", "crisis", "poison", "urgent", "routine")
"""All tiers; of two routes in the same words the one that comes first here counts."""

_DIGITS = re.compile(r"\d(?:[ ()./-]{0,3}\d)+")
_RUN = re.compile(r"\d+")
_PIECE = re.compile(r"[^\W_]+")
_GOES_ON = re.compile(r"-\d")
_BEHIND = re.compile(r" ?([%°]|[\w'-]+)(?! help)")
"""What may be counted; "181 women helpline" counts nobody."""
_INSIDE = re.compile(r"[\w.,$£€#]")
_SHORT = 6
_AT_HOME = 9
"""Digits of a number without the code of its country: those with one have more."""
_AMERICAN = 11
"""Digits of a number in North America with the 1 of long distance."""
_LONGEST = 8
_BEFORE = 60
_NEAR = 12


class Route(NamedTuple):
    """A number, place or service in a text, and where it works.

    `vague` is set where the text says how soon to get help, but neither number nor place.
    """

    tier: Tier
    start: int
    end: int
    locales: frozenset[str]
    vague: bool = False


def routes(text: str, locale: str, tiers: Collection[str] = TIERS) -> Iterator[Route]:
    """Yield the routes of some tiers that a folded text offers readers there, in the order of the text.

    With "" or an unknown locale a route of any country counts; a number that means two things in two
    countries (111) then gives two routes. What the text says not to use ("do not call 999") is left out.
    """
    yield from _routes(text, locale, tiers, _present(frozenset(_PIECE.findall(text)), tiers))


def article_routes(
    document: Document, tiers: Collection[str], *, vague: bool = False
) -> Iterator[tuple[Passage, Route]]:
    """Yield the routes of a whole article, of any country, each with the passage that it stands in.

    With `vague` only those without a number or place.
    """
    read = reading(document)
    entries = [e for e in _present(read.words, tiers) if e.route.vague or not vague]
    # One look into the whole text is quicker than many into its parts.
    signs = list(filter(read.holds, {sign for entry in entries for sign in entry.signs}))
    numbered = frozenset() if vague else _numbered(read)
    for index, passage in enumerate(read.passages):
        if index in numbered or any(sign in passage.text for sign in signs):
            for route in _routes(passage.text, "", tiers, entries):
                if route.vague or not vague:
                    yield passage, route


@of_latest
def _numbered(read: Reading) -> frozenset[int]:
    """Return which passages of an article have a number, by their index."""
    return frozenset(bisect_right(read.starts, start) - 1 for start, _, _ in numbers(read.text))


def _routes(text: str, locale: str, tiers: Collection[str], entries: list[_Entry]) -> Iterator[Route]:
    found = list(_found(text, tiers, entries))
    if not found:
        return
    if locale in load("locales")["names"]:
        found = [route for route in found if locale in route.locales]
    rank = {tier: number for number, tier in enumerate(TIERS)}
    found.sort(key=lambda route: (route.start, rank[route.tier], -len(route.locales), -route.end))
    denied_end = -1
    for route in _without_overlaps(found, rank):
        if _is_denied(text, route, denied_end):
            denied_end = route.end
        else:
            yield route


def _found(text: str, tiers: Collection[str], entries: list[_Entry]) -> Iterator[Route]:
    for start, end, number in numbers(text):
        if number["tier"] in tiers:
            yield Route(number["tier"], start, end, frozenset(number["locales"]))
    for entry in entries:
        if any(sign in text for sign in entry.signs):
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


def numbers(text: str, part: str = "numbers") -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Yield the telephone numbers of a part of the word lists in a folded text, and what is known of each."""
    known = _numbers(part)
    for match in _DIGITS.finditer(text):
        if match.start() and _INSIDE.match(text, match.start() - 1) and not _is_glued(text, match.start()):
            continue
        runs = [run.span() for run in _RUN.finditer(text, match.start(), match.end())]
        at = 0
        while at < len(runs):
            for to in range(min(len(runs), at + _LONGEST), at, -1):
                entries = _known(text, runs[at:to], known)
                if entries:
                    yield from ((runs[at][0], runs[to - 1][1], entry) for entry in entries)
                    at = to - 1
                    break
            at += 1


def _is_glued(text: str, start: int) -> bool:
    """Tell whether a number has run into the word before it, as in copied pages: "call911"."""
    return _around().glued.search(text, max(0, start - _NEAR), start) is not None


def _known(
    text: str, runs: list[tuple[int, int]], known: Mapping[str, list[Mapping[str, Any]]]
) -> list[Mapping[str, Any]]:
    """Return what is known of the number that some runs of digits make."""
    digits = "".join(text[start:end] for start, end in runs)
    entries = next((known[form] for form in _forms(digits) if form in known), None)
    if entries is None:
        return []
    start, end = runs[0][0], runs[-1][1]
    plain = len(digits) > _SHORT or (len(digits) == _SHORT and len(runs) > 1) or _is_glued(text, start)
    if not plain and (not is_called(text, start, end) or _GOES_ON.match(text, end)):
        return []
    around = text[max(0, start - _NEAR) : end + _NEAR]
    return [entry for entry in entries if not any(word in around for word in entry.get("unless", ()))]


@cache
def _numbers(part: str) -> Mapping[str, list[Mapping[str, Any]]]:
    """Return the numbers of a part of the word lists by their digits."""
    known: dict[str, list[Mapping[str, Any]]] = {}
    for entry in load("routes")[part]:
        known.setdefault(entry["number"], []).append(entry)
    return known


def _forms(digits: str) -> Iterator[str]:
    """Yield the digits of a number as the lists may have them: without the code of a country, too."""
    if len(digits) == _AMERICAN and digits[0] == "1":
        yield digits[1:]
    elif len(digits) > _AT_HOME and (code := _codes().match(digits)):
        at_home = digits[code.end() :]
        yield f"0{at_home}"
        yield at_home
    yield digits


@cache
def _codes() -> re.Pattern[str]:
    return re.compile(rf"(?:00)?(?:{'|'.join(load('routes')['codes'].values())})0?")


def is_called(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a short number are about calling it, and it counts nothing."""
    around = _around()
    behind = _BEHIND.match(text, end)
    if behind is not None and behind[1] in around.counted:
        return False
    if around.before.search(text, max(0, start - _BEFORE), start):
        return True
    return text[start:end] not in around.measures and around.after.match(text, end) is not None


class _Around(NamedTuple):
    """What stands before, behind and at a short number to call; what is counted; which numbers measure."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    glued: re.Pattern[str]
    counted: frozenset[str]
    measures: frozenset[str]


@cache
def _around() -> _Around:
    words = load("routes")["short-numbers"]
    between, lead = ("|".join(map(re.escape, words[name])) for name in ("between", "before"))
    after, glued = ("|".join(words[name]) for name in ("after", "glued"))
    return _Around(
        re.compile(
            rf"(?<![\w-])(?:{lead})(?![\w-])[ :,(]{{1,3}}(?:(?:{between}|\d{{3,5}})[ :,()/]{{1,3}}){{0,5}}\Z"
        ),
        re.compile(rf" (?:{after})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{glued})\Z"),
        frozenset(words["counted"]),
        frozenset(words["measures"]),
    )


# --- places and services ----------------------------------------------------------------------------


class _Entry(NamedTuple):
    """One kind of place: what it is as a route, a pattern for it, and words of which one is in any match.

    `signs` are what a text must hold one of: the triggers, or all of a phrase that is one word ("a&e").
    """

    route: Route
    pattern: str
    triggers: frozenset[str]
    signs: frozenset[str]


def _present(words: frozenset[str], tiers: Collection[str]) -> list[_Entry]:
    """Return the entries of some tiers that a text with these words may hold, with the signs it has."""
    return [
        entry._replace(signs=frozenset(sign for sign in entry.signs if sign in words or not sign.isalnum()))
        for entry in _entries()
        if entry.route.tier in tiers and not entry.triggers.isdisjoint(words)
    ]


@cache
def _entries() -> tuple[_Entry, ...]:
    entries = []
    for entry in load("routes")["places"]:
        locales = frozenset((*entry["locales"], *entry.get("understood", ())))
        route = Route(entry["tier"], 0, 0, locales, bool(entry.get("vague", False)))
        triggers, signs = frozenset(entry["triggers"]), frozenset(entry["signs"])
        entries.append(_Entry(route, entry["pattern"], triggers, signs))
    return tuple(entries)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _is_no_place(text: str, match: re.Match[str]) -> bool:
    """Tell whether a place is part of other words, which are about something else."""
    shift = max(0, match.start() - _BEFORE)
    around = text[shift : match.end() + _BEFORE]
    first, last = match.start() - shift, match.end() - shift
    return any(
        other.start() < last and other.end() > first and not (first <= other.start() and other.end() <= last)
        for other in _phrases("not-places").finditer(around)
    )


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(pattern_of(load("routes")[name]))


def _is_denied(text: str, route: Route, denied_end: int) -> bool:
    """Tell whether a text says not to take a route; `denied_end` is where the last such one ends."""
    if 0 <= denied_end <= route.start and re.fullmatch(
        r",? (?:or|nor)(?: [a-z]+){0,4} ?", text[denied_end : route.start]
    ):
        return True
    before = text[max(0, route.start - _BEFORE) : route.start]
    denied = any(match.end() >= len(before.rstrip()) for match in _phrases("denied").finditer(before))
    return denied and not _phrases("undenied").search(text, route.end, route.end + 40)
