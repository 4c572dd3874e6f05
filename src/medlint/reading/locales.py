"""Where an article's readers are, and what they are told to do there.

All words are data: `rules/_vocabulary/locales.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Document, of_latest
from medlint.reading import reading
from medlint.settings import Settings
from medlint.vocabulary import load

_PIECE = re.compile(r"[^\W_]+")
_HTML_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang ?= ?[\"']?([A-Za-z]{2,3}[-_][A-Za-z]{2})\b", re.I)
_WEIGHTS = {"institution": 3, "number": 2, "usage": 1}
_HEAD = 4000


class Locale(NamedTuple):
    """Where readers are: a key of `advice` in the word lists, or ""; whether it is certain; what tells it.

    `part` is a key of `parts`, where readers of one part of a country are told something else.
    """

    code: str
    certain: bool
    why: str
    part: str = ""

    @property
    def known(self) -> str:
        """The country; "" if that is only a guess."""
        return self.code if self.certain else ""

    @property
    def told(self) -> str:
        """The country or the part of it whose advice readers are given; "" if that is only a guess."""
        return self.known and (self.part or self.code)


def locale_of(document: Document, settings: Settings) -> Locale:
    """Return where an article's readers are."""
    known = _known(document)
    if settings.locale not in known:
        known[settings.locale] = _locale(document, settings)
    return known[settings.locale]


@of_latest
def _known(_: Document) -> dict[str, Locale]:
    """Return what is known of where readers are, by what the configuration says: nothing yet."""
    return {}


def _locale(document: Document, settings: Settings) -> Locale:
    if settings.locale:
        named = _part_named(settings.locale)
        return Locale(_code(settings.locale), True, "the configuration says so", named)
    found = _found(document)
    part = next(filter(None, map(_part_named, _stated(document))), "") or _part_shown(document, found.code)
    return found._replace(part=part)


def _part_named(text: str) -> str:
    """Return the part of a country that a language tag ("en-GB-NIR") or a name means, or ""."""
    names = {text.strip().lower(), re.split("[-_]", text.strip().lower())[-1]}
    parts: Mapping[str, Mapping[str, Any]] = load("locales")["parts"]
    return next((name for name, part in parts.items() if not names.isdisjoint(part["names"])), "")


def _part_shown(document: Document, code: str) -> str:
    """Return the part of a country that an article speaks of, and of no other part, or ""."""
    holds = reading(document).holds
    for name, part in load("locales")["parts"].items():
        if part["of"] == code and any(map(holds, part["words"])) and not any(map(holds, part["unless"])):
            return str(name)
    return ""


def _found(document: Document) -> Locale:
    """Return the country that front matter, words or the page tell."""
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


def is_place(text: str) -> bool:
    """Tell whether a language tag or a country is one for which there is advice."""
    return bool(_code(text))


@cache
def _regions() -> Mapping[str, str]:
    return {name: code for code, names in load("locales")["regions"].items() for name in names}


def _shown(document: Document) -> Locale:
    """Return what the words show, by a clear majority only."""
    found = _cues(document)
    score = _scores(found)
    best = max(score, key=lambda code: score[code])
    # Neighbours share most words, and the larger one is meant.
    near = load("locales")["rather"]
    second = max(points for code, points in score.items() if code != best and near.get(code) != best)
    against = [cue for cue in found if best not in cue.locales and best not in cue.also]
    if score[best] - second < 2 or sum(cue.weight for cue in against) * 2 > score[best]:
        return Locale("", False, "nothing tells")
    for_it = [cue for cue in found if best in cue.locales]
    # The number of elsewhere is either wrong or the only sign of where this is.
    strange = any(cue.kind == "number" for cue in against)
    certain = len(for_it) > 1 and not strange and any(cue.kind == "institution" for cue in for_it)
    return Locale(best, certain, f"it speaks of {', '.join(cue.word for cue in for_it[:3])}")


def _scores(found: Sequence[_Cue]) -> dict[str, int]:
    """Return how much speaks for each locale: what is said elsewhere, too, only beside words of its own."""
    score = {code: 0 for code in load("locales")["advice"] if code}
    for cue in found:
        for code in cue.locales:
            score[code] += cue.weight
    for code in [code for code, points in score.items() if points]:
        score[code] += sum(cue.weight for cue in found if code in cue.also)
    return score


class _Cue(NamedTuple):
    """A word that shows where a text was written; `pieces` are the words that it is made of."""

    word: str
    pieces: frozenset[str]
    kind: str
    locales: tuple[str, ...]
    also: tuple[str, ...]
    weight: int


def _cues(document: Document) -> list[_Cue]:
    """Return the cues that an article, or the page around it, holds."""
    text = reading(document)
    page = "\n".join(block.text for block in document.blocks)
    return [
        *(
            cue
            for cue in _cue_words()
            if cue.pieces <= text.words
            and (cue.word.isalnum() or any(_stands(cue.word, passage.text) for passage in text.passages))
        ),
        *(cue for pattern, cue in _cue_shapes() if pattern.search(page)),
    ]


def _stands(word: str, text: str) -> bool:
    """Tell whether a text says a word; the code of a country only before the rest of a number."""
    return word in text and (word[0] != "+" or bool(re.search(rf"{re.escape(word)}[ ()-]{{1,3}}\d", text)))


@cache
def _cue_words() -> tuple[_Cue, ...]:
    return tuple(
        _cue(entry, entry["kind"], word, _PIECE.findall(word))
        for entry in load("locales")["cues"]
        for word in entry["words"]
    )


@cache
def _cue_shapes() -> tuple[tuple[re.Pattern[str], _Cue], ...]:
    """Return what the telephone numbers of a country look like."""
    shapes = load("locales")["number-shapes"]
    return tuple((re.compile(entry["pattern"]), _cue(entry, "number", entry["word"], ())) for entry in shapes)


def _cue(entry: Mapping[str, Any], kind: str, word: str, pieces: Iterable[str]) -> _Cue:
    locales, also = tuple(entry["locales"]), tuple(entry.get("also", ()))
    return _Cue(word, frozenset(pieces), kind, locales, also, _WEIGHTS[kind])


def place_name(locale: str) -> str:
    """Return what a place is called in a sentence ("the UK")."""
    return str(load("locales")["names"].get(locale, "this country"))


def route_phrase(locale: str, name: str) -> str:
    """Return what to tell a reader there ("call 999 or go to A&E"); words for anywhere if "" or unknown.

    Its name is a tier, or one of what is told besides: "ambulance", "maternity".
    """
    return advice_of(locale)[name]


def advice_of(locale: str) -> Mapping[str, str]:
    """Return all that readers there are told by its name, the most urgent first."""
    lists = load("locales")
    advice: Mapping[str, Mapping[str, str]] = lists["advice"]
    if part := lists["parts"].get(locale):
        return {**advice[part["of"]], **part["advice"]}
    return advice.get(locale, advice[""])
