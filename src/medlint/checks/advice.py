"""Advice to do without a professional: to stop a medicine, to put off care, to diagnose oneself.

Advice counts only if the article gives it itself, to its reader, and does not send the reader to a
professional first. What such advice sounds like is in the rule files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from medlint.catalogue import builtin
from medlint.document import Document, Section
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, matches, shown
from medlint.reading import Passage, Reading, reading, sentence, sentences
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span

Groups = Mapping[str, list[tuple[str, list[str]]]]
"""Phrases of a rule by group, compiled: pattern and triggers of each."""


def told(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each piece of a rule's advice that no professional has a say in.

    The groups of phrases in `told` are advice only where they open a sentence or follow one of `leads`, or
    one of `joins` in a sentence that opens with one of `openers`. In the sentence, the one before or the one
    after, a phrase of `-net` makes advice safe, unless one of `-against` is there too, which turns the
    reader from the professional.
    """
    for match in _told(document, rule):
        span = match.passage.span(match.start, match.end)
        yield Hit(span, match.group, {"text": shown(match.passage, match.start, match.end)})


def contradicted(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit at the first advice that a medical disclaimer of the article cannot make up for.

    `of` names the rules that find such advice.
    """
    disclaimers = [found for found in document.disclaimers if found.kind == "medical"]
    if not disclaimers:
        return
    found: list[Match] = []
    for code in rule.params["of"]:
        other = builtin().find(code)
        if other is not None:
            found += _told(document, other)
    found = [match for match in found if not _is_within(match, disclaimers)]
    if not found:
        return
    found.sort(key=lambda match: (match.passage.block.span, match.start))
    first, *rest = found
    related = [Related(disclaimers[0].span, "the disclaimer")]
    related += (Related(match.passage.span(match.start, match.end), "here too") for match in rest)
    span = first.passage.span(first.start, first.end)
    yield Hit(span, "", {"text": shown(first.passage, first.start, first.end)}, tuple(related))


def says(groups: Groups, name: str, text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether a phrase of a group stands in a part of a folded text."""
    last = len(text) if end is None else end
    return any(_compiled(pattern).search(text, start, last) for pattern, _ in groups.get(name, ()))


def says_anywhere(text: Reading, groups: Groups, name: str) -> bool:
    """Tell whether an article says a phrase of a group."""
    for pattern, triggers in groups[name]:
        if not text.words.isdisjoint(triggers):
            for _ in text.find(_compiled(pattern), triggers):
                return True
    return False


def around(text: Reading, passage: Passage, start: int) -> str:
    """Return a sentence with the ones before and after; before a list's item that is its lead-in."""
    own = list(sentences(passage.text, text.language))
    index = next((k for k, (_, end) in enumerate(own) if start < end), 0)
    place = text.passages.index(passage)
    pieces = [passage.text[first:last] for first, last in own[max(0, index - 1) : index + 2]]
    if index == 0 and place:
        pieces.insert(0, _lead_in(text, place))
    if index + 1 >= len(own) and place + 1 < len(text.passages):
        after = text.passages[place + 1]
        if after.block.kind != "heading":
            pieces.append(after.text[slice(*sentence(after.text, 0, text.language))])
    return " ".join(pieces)


def part(document: Document, at: int) -> Span:
    """Return the largest part below the title that a place belongs to: with all its subsections."""
    section: Section = document.root
    while True:
        below = next((s for s in section.sections if s.span.start <= at < s.span.end), None)
        if below is None:
            end = min((s.span.start for s in section.sections), default=section.span.end)
            return Span(min(section.span.start, at), max(end, at + 1))
        # The title of an article, alone on its level, is no part of it.
        if len(section.sections) > 1 or not below.sections:
            return below.span
        section = below


def _told(document: Document, rule: Rule) -> Iterator[Match]:
    params = rule.params
    groups: Groups = params["compiled"]
    text = reading(document)
    for match in matches(document, rule.id, params):
        if match.group in params.get("told", ()) and not _is_told(match, text, params):
            continue
        near = around(text, match.passage, match.start)
        if not says(groups, "-net", near) or says(groups, "-against", near):
            yield match


def _is_told(match: Match, text: Reading, params: Mapping[str, Any]) -> bool:
    """Tell whether a phrase is an instruction to the reader: by what stands before it in its sentence."""
    passage = match.passage
    first, _ = sentence(passage.text, match.start, text.language)
    words = re.findall(r"[\w']+|[,;(-]", passage.text[first : match.start])
    while words and words[-1] in params["adverbs"]:
        words.pop()
    if not words or words[-1] in (",", ";", "(", "-"):
        return True
    if words[-1] in params["joins"] and words[0] in params["openers"]:
        return True
    before = " ".join(words)
    return any(before == lead or before.endswith(f" {lead}") for lead in params["leads"])


def _lead_in(text: Reading, place: int) -> str:
    """Return the last sentence before a passage; before a list's item, that which leads its list in."""
    group = text.passages[place].block.group
    at = place - 1
    while at > 0 and group and text.passages[at].block.group == group:
        at -= 1
    before = text.passages[at].text
    return before[slice(*max(sentences(before, text.language), default=(0, 0)))]


def _is_within(match: Match, disclaimers: Iterable[Any]) -> bool:
    at = match.passage.block.span.start
    return any(found.span.start <= at < found.span.end for found in disclaimers)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
