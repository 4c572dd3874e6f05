"""`kind: existence`: phrases that should not be said, unless they are denied, asked, quoted or reported.

Parameters, as in `rule.schema.json`:

- `phrases`, or `variants`: a list of phrases for each message of the rule (notation: `medlint.phrases`).
- `except`: what overlaps one of these phrases is no hit; `unless`: nor is a sentence that says one of these.
- `stances`: what the text may do with the phrase to be a hit (`medlint.polarity`); default: asserted.
- `blocks`: where to look (heading, paragraph, item, cell); default: all.
- `not-in`: roles of sections in which not to look; default: references, related, author.
- `most`: findings in one article; the rest are listed with the last. Default: all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.phrases import regex
from medlint.polarity import stance
from medlint.reading import Passage, Reading, reading, sentence
from medlint.rule import Rule, trigger_words, unpacked
from medlint.settings import Settings

_ELSEWHERE = ("references", "related", "author")
_SHOWN = 60
_FAR = 400
# Year, volume and pages of a journal: the words before are the title of a paper.
_PAPER = re.compile(r"\b(?:19|20)\d\d\b[^.;]{0,12}; ?\d{1,4} ?(?:\(\d{1,4}[^)]{0,8}\))? ?: ?[a-z]?\d")


class Match(NamedTuple):
    """A phrase found: its group (a variant, or a number), and where it stands in its passage."""

    group: str
    passage: Passage
    start: int
    end: int


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each phrase of the rule that the article says itself."""
    found = matches(document, rule.id, rule.params)
    yield from capped(map(hit_of, found), int(rule.params.get("most", 0)))


def capped(hits: Iterable[Hit], most: int) -> list[Hit]:
    """Return the first `most` hits (0: all), the last of which lists where the others are."""
    told = list(hits)
    if most and len(told) > most:
        rest = tuple(Related(hit.span, "here too") for hit in told[most:])
        told = [*told[: most - 1], told[most - 1]._replace(related=rest)]
    return told


def matches(document: Document, key: str, params: Mapping[str, Any]) -> Iterator[Match]:
    """Yield what the phrases of a rule match and its exceptions leave, in the order of the text.

    `key` names the rule: what its phrases compile to is kept under it.
    """
    text = reading(document)
    present = text.words & trigger_words(params["triggers"])
    if not present:
        return
    compiled = params["compiled"] if "compiled" in params else unpacked(params["packed"])
    groups: Mapping[str, list[tuple[str, list[str]]]] = compiled
    found: list[Match] = []
    for group, index in _triggered(text, present, compiled):
        pattern, triggers = groups[group][index]
        needs = [trigger_words(compiled["-sets"][needed]) for needed in compiled["-needs"][group][index]]
        found += (Match(group, *place) for place in text.find(pattern, triggers, needs))
    if not found:
        return
    found.sort(key=lambda match: (match.passage.block.span, match.start, -match.end))
    end = (-1, -1)
    for match in found:
        place = (match.passage.block.span.start, match.start)
        if place < end or not _holds(match, text, params, groups):
            continue
        end = (place[0], match.end)
        yield match


def _triggered(text: Reading, present: Iterable[str], compiled: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return the phrases, as group and index, that triggers are `present` for, and all needed words.

    Most articles lack one of them for most phrases: nothing is looked for, or even compiled, before this.
    """
    words: Mapping[str, list[list[Any]]] = compiled["-words"]
    sets, needs = compiled["-sets"], compiled["-needs"]
    candidates = {(group, index) for word in present for group, index in words[word] if group in compiled}
    return sorted(
        (group, index)
        for group, index in candidates
        if not any(text.words.isdisjoint(trigger_words(sets[needed])) for needed in needs[group][index])
    )


def _holds(
    match: Match, text: Reading, params: Mapping[str, Any], groups: Mapping[str, list[tuple[str, list[str]]]]
) -> bool:
    """Tell whether a match is none of a rule's exceptions."""
    passage, start, end = match.passage, match.start, match.end
    blocks = params.get("blocks")
    if blocks and passage.block.kind not in blocks:
        return False
    if passage.role in params.get("not-in", _ELSEWHERE) or _PAPER.search(passage.text, end, end + _FAR):
        return False
    if covered(groups.get("-except", ()), passage.text, start, end):
        return False
    first, last = sentence(passage.text, start, text.language)
    # A sentence without end would be read again for each match in it.
    first, last = max(first, start - _FAR), min(last, end + _FAR)
    if any(regex(pattern).search(passage.text, first, last) for pattern, _ in groups.get("-unless", ())):
        return False
    stances = params.get("stances", ("asserted",))
    return "any" in stances or stance(passage, start, end, text.language) in stances


def covered(exceptions: Any, text: str, start: int, end: int) -> bool:
    """Tell whether one of the compiled exceptions overlaps `[start, end)` of a text."""
    first, last = max(0, start - _SHOWN), end + _SHOWN
    return any(
        found.start() < end and found.end() > start
        for pattern, _ in exceptions
        for found in regex(pattern).finditer(text, first, last)
    )


def hit_of(match: Match) -> Hit:
    """Return the hit for a phrase; its group, if it has a name, is the variant of the message."""
    span = match.passage.span(match.start, match.end)
    variant = "" if match.group.isdecimal() else match.group
    return Hit(span, variant, {"text": shown(match.passage, match.start, match.end)})


def shown(passage: Passage, start: int, end: int) -> str:
    """Return the words of a place as they are written, cut if they are many."""
    text = passage.block.text[start:end]
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
