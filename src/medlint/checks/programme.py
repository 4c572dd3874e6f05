"""Programmes of exercises: names and moves with how many times or how long, for people with a complaint.

`medlint.checks.exercise` finds exercises that are described move by move. A programme is shorter: "12 heel
raises", "Bridge: 3 x 10", a table of names and repetitions. What counts is in the rule that asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.checks.advice import part
from medlint.checks.exercise import Exercise, by_part, exercises, hit_of, opening_words, taught, words_of
from medlint.document import Document
from medlint.finding import Hit
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading, reading, sentence, sentences
from medlint.reading.said import candidates, says, says_anywhere, triggers
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import title_text

_FEWEST = 3
_SETS = re.compile(r"\d ?[x\u00d7] ?\d")
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[,;:] (?:and |then |finally )*|\b(?:and|then) ")


class _Moves(NamedTuple):
    """Words that open an exercise where it is counted; those among them that go on with the one before."""

    counted: frozenset[str]
    again: frozenset[str]


def without_stop_rule(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit if an article teaches exercises and says nowhere when to stop or how far to go."""
    found = exercises(document) or programme(document, rule)
    if found and not says_anywhere(reading(document), rule.params["compiled"], "-stop"):
        yield hit_of(found)


def programme(document: Document, rule: Rule) -> list[Exercise]:
    """Return the exercises of each part that has a programme for people with a complaint.

    A part has one if three different exercises in it are counted, and if the title, a heading above or the
    first words of the part name a complaint.
    """
    text = reading(document)
    groups: Groups = rule.params["compiled"]
    moves = _Moves(frozenset(rule.params["counted-moves"]), frozenset(rule.params["again"]))
    telling = triggers(groups, "-name") | moves.counted
    if text.words.isdisjoint(telling):
        return []
    naming = {id(passage) for passage in text.holding(telling)}
    numbered = {id(passage) for passage in (*text.numbered, *text.holding(triggers(groups, "-number")))}
    found = [
        (key, Exercise(passage, start, end, part(document, passage.block.span.start)))
        for passage, following in _followed(text)
        # What is counted has a number; that of a cell stands in the next one.
        if id(passage) in naming and (id(passage) in numbered or passage.block.kind == "cell")
        for key, start, end in _counted(passage, following, text.language, groups, moves)
    ]
    found += _in_the_same_list(document, text, found, groups)
    keys: dict[Span, set[str]] = {}
    for key, exercise in found:
        keys.setdefault(exercise.part, set()).add(key)
    told: list[Exercise] = []
    for place, here in by_part([exercise for _, exercise in found]).items():
        if len(keys[place]) >= _FEWEST and _is_for_a_complaint(document, text, here[0], groups):
            told += sorted(dict.fromkeys(here), key=lambda one: (one.passage.block.span, one.start))
    return told


def _followed(text: Reading) -> Iterator[tuple[Passage, Passage | None]]:
    """Yield each passage that teaches something with the next one of its list or table."""
    words = words_of(text.language)
    passages = list(taught(text, words)) if words is not None else []
    for index, passage in enumerate(passages):
        following = passages[index + 1] if index + 1 < len(passages) else None
        if following is not None and following.block.group != passage.block.group:
            following = None
        yield passage, following


def _counted(
    passage: Passage, following: Passage | None, language: str, groups: Groups, moves: _Moves
) -> Iterator[tuple[str, int, int]]:
    """Yield what tells one exercise from another, and the sentence around it, for each that is counted."""
    text = passage.text
    if passage.block.kind == "heading":
        return
    lasting = says(groups, "-lasting", text)
    counted = lasting or _is_counted(text, groups)
    if passage.block.kind == "cell":
        counted = following is not None and _DIGIT.search(following.text) is not None
    elif passage.block.kind == "item":
        counted = counted or _DIGIT.search(text) is not None
    if not counted:
        return
    # "Three sets of ten of these: squats, lunges and rows."
    prose, before = passage.block.kind == "paragraph", False
    for start, end in sentences(text, language):
        said = text[start:end]
        here = not prose or _is_counted(said, groups) or (lasting and says(groups, "-lasting", said))
        names = list(_names(said, groups)) if here or before else []
        before = here
        if names:
            yield from ((name, start, end) for name in names)
        else:
            yield from ((move, start, end) for move in _counted_moves(said, language, groups, moves))


def _names(said: str, groups: Groups) -> Iterator[str]:
    """Yield the names of exercises in a sentence, unless it tells what others did, or moves no limb."""
    if says(groups, "-reported", said) or says(groups, "-unmoved", said):
        return
    for pattern in candidates(groups, "-name", said, 0, len(said)):
        yield from (match.group() for match in pattern.finditer(said))


def _in_the_same_list(
    document: Document, text: Reading, found: list[tuple[str, Exercise]], groups: Groups
) -> Iterator[tuple[str, Exercise]]:
    """Yield the other counted items of lists with an exercise: they may have names of their own."""
    known = {exercise.passage.block.span for _, exercise in found}
    lists = {one.passage.block.group for _, one in found if one.passage.block.kind == "item"}
    for passage in text.passages if lists else ():
        block = passage.block
        if block.kind != "item" or block.group not in lists or block.span in known:
            continue
        unmoved = any(says(groups, name, passage.text) for name in ("-other", "-unmoved"))
        if _is_counted(passage.text, groups) and not unmoved:
            start, end = sentence(passage.text, 0, text.language)
            yield passage.text, Exercise(passage, start, end, part(document, block.span.start))


def _is_counted(text: str, groups: Groups) -> bool:
    return _SETS.search(text) is not None or says(groups, "-count", text)


def _counted_moves(said: str, language: str, groups: Groups, moves: _Moves) -> Iterator[str]:
    """Yield the counted moves of a sentence: itself, or those of its clauses that are counted each."""
    words = words_of(language)
    if words is None or not _is_counted(said, groups) or says(groups, "-other", said):
        return
    known = words.moves | moves.counted
    moved: list[str] = []
    counted: list[str] = []
    for clause in _CLAUSE.split(said):
        first = opening_words(clause, words)
        if first and first[0] in known - moves.again:
            moved.append(clause)
        # "Tilt your head, hold for ten seconds": what follows counts the move before.
        if moved and moved[-1] not in counted and _is_counted(clause, groups):
            counted.append(moved[-1])
    whole = opening_words(said, words)
    if len(counted) > 1:
        yield from counted
    elif counted or (whole and whole[0] in known):
        yield said


def _is_for_a_complaint(document: Document, text: Reading, exercise: Exercise, groups: Groups) -> bool:
    end = max(exercise.part.end, exercise.passage.block.span.end)
    inside = (each for each in text.passages if exercise.part.start <= each.block.span.start < end)
    first = next((passage.text for passage in inside if passage.block.kind == "paragraph"), "")
    around = (fold(title_text(document)), *exercise.passage.above.splitlines(), first)
    return any(says(groups, "-complaint", said) for said in around)
