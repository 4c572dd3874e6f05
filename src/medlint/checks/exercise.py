"""Exercises: whether an article that teaches them says how often, when to stop, and who should not.

An exercise is a sentence that begins with a move and names a part of the body, in a part of the article that
is about exercise; the words are in `rules/_vocabulary/exercises.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint._records import NamedTuple
from medlint.catalogue import builtin
from medlint.checks.advice import part
from medlint.checks.doses import unprotected
from medlint.document import Document, of_latest
from medlint.finding import Hit, Related
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading, reading, sentences
from medlint.reading.said import says, says_anywhere
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.vocabulary import load

_FEWEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_FIRST_WORDS = 3
_FEWEST_WORDS = 4
_OPENING = 2


class Exercise(NamedTuple):
    """A sentence that tells how to do an exercise, and the part of the article that it stands in."""

    passage: Passage
    start: int
    end: int
    part: Span


class Words(NamedTuple):
    """The words of `rules/_vocabulary/exercises.yaml`, in one language."""

    moves: frozenset[str]
    adverbs: frozenset[str]
    gerunds: frozenset[str]
    body: frozenset[str]
    others: frozenset[str]
    things: frozenset[str]
    tellers: frozenset[str]
    places: frozenset[str]
    whole: frozenset[str]
    contexts: frozenset[str]
    tests: frozenset[str]
    forbids: frozenset[str]


def without_dose(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each part with exercises that says neither how long, how many times nor how often."""
    text = reading(document)
    groups: Groups = rule.params["compiled"]
    for place, found in by_part(exercises(document)).items():
        if not any(says(groups, "-dose", passage.text) for passage in _passages(text, place)):
            yield hit_of(found)


def for_everybody(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit if an article with exercises or doses names no people who need other advice.

    `dose-rule` is the rule that finds doses.
    """
    text = reading(document)
    found = exercises(document)
    spans = [_span(found[0])] if found else []
    other = builtin().find(rule.params["dose-rule"])
    if other is not None:
        spans += (match.passage.span(match.start, match.end) for match, _ in unprotected(document, other))
    if spans and not says_anywhere(text, rule.params["compiled"], "-groups"):
        yield Hit(min(spans))


@of_latest
def exercises(document: Document) -> tuple[Exercise, ...]:
    """Return the exercises of all parts that have at least three: less is a hint in passing."""
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Exercise]:
    text = reading(document)
    words = words_of(text.language)
    if words is None or text.words.isdisjoint(words.contexts) or text.words.isdisjoint(words.body):
        return
    about = _about(document, text, words)
    body, moves = words.body & text.words, words.moves & text.words
    told = [
        Exercise(passage, start, end, place)
        for passage in taught(text, words)
        if (place := part(document, passage.block.span.start)) in about or None in about
        if any(word in passage.text for word in body) and any(word in passage.text for word in moves)
        for start, end in sentences(passage.text, text.language)
        if _is_exercise(passage.text[start:end], words)
    ]
    for found in by_part(told).values():
        if len(found) >= _FEWEST:
            yield from found


def taught(text: Reading, words: Words) -> Iterator[Passage]:
    """Yield what stands under no heading of a test, where a move trains nothing, nor in a list of don'ts."""
    tested = forbidden = False
    for passage in text.passages:
        if passage.block.kind == "heading":
            tested = not words.tests.isdisjoint(_WORD.findall(passage.text))
        if passage.block.kind != "item":
            leads = passage.text.rstrip().endswith(":")
            forbidden = leads and not words.forbids.isdisjoint(_WORD.findall(passage.text)[:_OPENING])
        if passage.block.kind != "heading" and not (tested or forbidden) and passage.block.place == "body":
            yield passage


def _is_exercise(sentence: str, words: Words) -> bool:
    """Tell whether a sentence begins with a move, or moves on from a position, and names the body."""
    # Most sentences begin with another word, so that one is looked at before all are.
    opening = opening_words(sentence, words)
    if not opening:
        return False
    if len(opening) > 1 and opening[0] in words.places and opening[1] in words.body | words.whole:
        return False
    if opening[0] not in words.moves:
        clause = sentence.partition(", ")[2] if opening[0] in words.gerunds else ""
        first = _WORD.match(clause)
        if first is None or first.group() not in words.moves:
            return False
    for thing in words.things:
        sentence = sentence.replace(thing, " ")
    said = _WORD.findall(sentence)
    # "Plank head-taps" is what an exercise is called.
    if len(said) < _FEWEST_WORDS and words.tellers.isdisjoint(said):
        return False
    return not words.body.isdisjoint(said) and words.others.isdisjoint(said)


def opening_words(sentence: str, words: Words) -> list[str]:
    """Return the first words of a sentence, without adverbs before a move."""
    opening = [match.group() for match, _ in zip(_WORD.finditer(sentence), range(_FIRST_WORDS), strict=False)]
    while opening and opening[0] in words.adverbs and len(opening) > 1 and opening[0] not in words.moves:
        opening.pop(0)
    return opening


def _about(document: Document, text: Reading, words: Words) -> set[Span | None]:
    """Return the parts of an article that speak of exercise; None stands for all, where its title does."""
    present = words.contexts & text.words
    spoken = [passage for passage in text.passages if any(word in passage.text for word in present)]
    about: set[Span | None] = {part(document, passage.block.span.start) for passage in spoken}
    if spoken and spoken[0] is text.passages[0]:
        about.add(None)
    return about


def _passages(text: Reading, place: Span) -> Iterator[Passage]:
    for passage in text.passages:
        if place.start <= passage.block.span.start < place.end:
            yield passage


def by_part(found: tuple[Exercise, ...] | list[Exercise]) -> dict[Span, list[Exercise]]:
    """Return exercises by the part of the article that they stand in."""
    parts: dict[Span, list[Exercise]] = {}
    for exercise in found:
        parts.setdefault(exercise.part, []).append(exercise)
    return parts


def hit_of(found: tuple[Exercise, ...] | list[Exercise]) -> Hit:
    """Return the hit at the first of some exercises; the others are related."""
    first, *rest = found
    related = tuple(Related(_span(exercise), "another exercise") for exercise in rest)
    return Hit(_span(first), "", {}, related)


def _span(exercise: Exercise) -> Span:
    return exercise.passage.span(exercise.start, exercise.end)


@cache
def words_of(language: str) -> Words | None:
    """Return the words of a language, or None if there are none."""
    data = load("exercises").get(language)
    if data is None:
        return None
    return Words(*(frozenset(data[name]) for name in Words._fields))
