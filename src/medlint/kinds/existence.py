"""`kind: existence`: phrases that should not be said, unless they are denied, asked, quoted or reported.

Parameters, as in `rule.schema.json`:

- `phrases`, or `variants`: a list of phrases for each message of the rule (notation: `medlint.phrases`).
- `except`: what overlaps one of these phrases is no hit; `unless`: nor is a sentence that says one of these;
  of the group `-weighed` in `variants` one may stand in the next sentence, too;
  `not-under`: nor is what stands under a heading, or in a list whose lead-in, that says one of these;
  `not-on`: nor is anything in an article that says one of these anywhere.
- `stances`: what the text may do with the phrase to be a hit (`medlint.reading.polarity`); default: asserted.
- `blocks`: where to look (heading, paragraph, item, cell); default: all.
- `not-in`: roles of sections in which not to look; default: references, related, author.
- `headline`: whether to look also at the title and description in the front matter; default: false.
- `unnamed`: whether what names people right behind it, in brackets or as examples, is no hit; default: false.
- `most`: findings in one article; the rest are listed with the last. Default: all.

What stands in the title of a page that an item of a list links to, or of a work that is linked within a
sentence, is nobody's claim here, and no hit; what the table of contents says is one where the heading says
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from medlint._records import NamedTuple
from medlint.document import Document, of_latest
from medlint.finding import Hit, Related
from medlint.metrics import is_capitalised
from medlint.phrases.book import Groups
from medlint.reading import (
    ELSEWHERE,
    WORD,
    Candidate,
    Passage,
    Piece,
    Reading,
    reading,
    search,
    sentence,
)
from medlint.reading.headline import headline
from medlint.reading.polarity import stance
from medlint.reading.said import candidates, says, says_anywhere
from medlint.rule import Rule, book
from medlint.settings import Settings
from medlint.source import overlap
from medlint.tree import link_around

_SHOWN = 60
_ENOUGH = 3
_asked: dict[int, int] = {}
"""How often this process has looked whether a phrase's words are in order, by its number; then no more."""
_RUN_IN = 5
"""Words of a heading that a paragraph or an item begins with."""
_COMPOUND = re.compile(r"[-\u2010\u2011][a-z]{2,12}(?![\w-])", re.IGNORECASE)
_FAR = 400
_NUMBER = re.compile(r"\A[\[(]?\d{1,3}[\]).:]{1,2}\s?")
_TITLE = 5
"""Words of a link that is no mere name."""
_CARD = 3
"""The level of a heading from which on it may be that of a card: above, it is the page's own."""
_BEGINNING = 5
"""Letters of it that the item begins with."""
_NAMES = re.compile(
    r" (?:\((?:such as |like |including )?|(?:such as|like|including) )(?:(?:Dr|Prof|Professor)\b\.? )?"
    r"[A-Z][a-z'-]+ [A-Z][a-z'-]+"
)
# The address of a page: "how-to-live-well-without-tablets". Where it ends is past the phrase, or there.
_SLUG = re.compile(r"(?<![\w-])[a-z\d]{1,20}(?:-[a-z\d]{1,20}){4,20}\Z")
_RANGE = re.compile(r"(?<![\w.,/-])\d{1,4}(?:[.,]\d{1,3})? ?[-\u2010-\u2015] ?\Z")
_FRACTION = re.compile(r"(?<![\w.,/])(?:\d{1,3} )?\d{1,3}/\Z")
# Year, volume and pages of a journal: the words before are the title of a paper.
_PAPER = re.compile(r"\b(?:19|20)\d\d\b[^.;]{0,12}; ?\d{1,4} ?(?:\(\d{1,4}[^)]{0,8}\))? ?: ?[a-z]?\d")

# An author's initials and a year: the words behind, up to where they end, are a title: "Roe, J. (2009). A …".
_CITED = re.compile(
    r"\w, \w\.(?: ?\w\.){0,3}[^.;]{0,60} ?\((?:19|20)\d\d[a-z]?\)\. (?:(?! - )[^.!?]){0,160}\Z"
)


class Match(NamedTuple):
    """A phrase found: its group (a variant, or a number), and where it stands in its passage."""

    group: str
    passage: Passage
    start: int
    end: int


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each phrase of the rule that the article says itself."""
    found = (match for match in matches(document, rule) if not is_linked_title(document, match))
    yield from capped(map(hit_of, found), int(rule.params.get("most", 0)))


def is_linked_title(document: Document, match: Match) -> bool:
    """Tell whether a match stands in the title of another page, or of a work.

    The one is a long link that an item begins with, with the number of a reference before it or not, or all
    of a lower heading, as on a card; the other has a colon and capitals, and a sentence around it.
    """
    block = match.passage.block
    link = link_around(document, match.passage.span(match.start, match.end))
    if link is None or "//" not in link.url or len(link.text.split()) < _TITLE:
        return False
    if block.kind == "item" and _NUMBER.sub("", block.text, count=1).startswith(link.text[:_BEGINNING]):
        return True
    if block.kind == "heading":
        return block.level >= _CARD and block.text.strip() == link.text.strip()
    within = block.kind in ("paragraph", "item") and len(block.text) > len(link.text) + _BEGINNING
    return within and ": " in link.text and is_capitalised(link.text)


def capped(hits: Iterable[Hit], most: int) -> list[Hit]:
    """Return the first `most` hits (0: all), the last of which lists where the others are."""
    told = list(hits)
    if most and len(told) > most:
        rest = tuple(Related(hit.span, "here too") for hit in told[most:])
        told = [*told[: most - 1], told[most - 1]._replace(related=rest)]
    return told


def matches(
    document: Document, rule: Rule, *, only: Container[str] | None = None, **changed: object
) -> Iterator[Match]:
    """Yield what the phrases of a rule match and its exceptions leave, in the order of the text.

    `only` names groups of phrases: what others match hides nothing of theirs. `changed` parameters stand
    in for the rule's own.
    """
    text = reading(document)
    found: list[Match] = []
    for said in (text, headline(document)) if rule.params.get("headline") else (text,):
        for candidate in said.candidates(rule.id):
            group = candidate.group
            if (only is None or group in only) and (pieces := _likely(candidate)):
                pattern = rule.params["compiled"].pattern(group, candidate.at)
                found += (Match(group, *place) for place in search(pattern, pieces))
    if not found or says_anywhere(text, rule.params["compiled"], "-not-on"):
        return
    params = {**rule.params, **changed}
    found.sort(key=lambda match: (match.passage.block.span, match.start, -match.end))
    end = (-1, -1)
    for match in found:
        place = (match.passage.block.span.start, match.start)
        if place < end or not holds(match, text, params, rule.params["compiled"]):
            continue
        if _is_in_contents(document, match.passage):
            continue
        end = (place[0], match.end)
        yield match


def in_turn(
    document: Document,
    rule: Rule,
    first: Iterable[str],
    second: Iterable[str],
    counts: Callable[[Match], bool],
) -> list[Match]:
    """Return what phrases of the first groups match, and elsewhere those of the second that count."""
    found = list(matches(document, rule, only=frozenset(first)))
    told = [hit_of(match).span for match in found]
    found += [
        match
        for match in matches(document, rule, only=frozenset(second))
        if not any(overlap(hit_of(match).span, span) for span in told) and counts(match)
    ]
    return sorted(found, key=lambda match: hit_of(match).span)


def _is_in_contents(document: Document, passage: Passage) -> bool:
    """Tell whether a passage is an entry of the table of contents: a link to a heading, in its words."""
    if passage.block.kind == "heading":
        return False
    link = link_around(document, passage.span(0, len(passage.text)))
    return link is not None and link.url.startswith("#") and passage.text.strip() in _headings(document)


@of_latest
def _headings(document: Document) -> frozenset[str]:
    blocks = ((passage.block.kind, passage.text.strip()) for passage in reading(document).passages)
    return frozenset(text for kind, text in blocks if kind == "heading")


def _likely(candidate: Candidate) -> list[Piece]:
    """Return the pieces in which a phrase is worth looking for: those that have its words in order.

    To see that takes less than to compile a pattern, but more than to look for one that has been compiled:
    all are worth it once this process has seen its words in order, or has looked several times.
    """
    number = candidate.number
    asked = _asked.get(number, 0)
    if number < 0 or asked == _ENOUGH:
        return candidate.pieces
    said = ((piece, WORD.findall(piece[1].text, *piece[2:])) for piece in candidate.pieces)
    kept = [piece for piece, words in said if book().is_in_order(number, words)]
    _asked[number] = _ENOUGH if kept else asked + 1
    return kept


def holds(match: Match, text: Reading, params: Mapping[str, Any], groups: Groups) -> bool:
    """Tell whether a match is none of a rule's exceptions."""
    passage, start, end = match.passage, match.start, match.end
    if passage.role in params.get("not-in", ELSEWHERE) or _is_of_paper(passage.text, start, end):
        return False
    if "-" in passage.text[start:end] and _SLUG.search(passage.block.text, max(0, start - _SHOWN * 2), end):
        return False
    if covered(groups, "-except", passage.text, start, end):
        return False
    if groups.get("-unless"):
        first, last = context(passage, start, end, text.language)
        if says(groups, "-unless", passage.text, first, last):
            return False
    if groups.get("-weighed") and _is_weighed(match, text, groups):
        return False
    if says(groups, "-not-under", passage.above) or says(groups, "-not-under", passage.lead):
        return False
    if params.get("unnamed") and _is_named(passage, start, end):
        return False
    stances = params.get("stances", ("asserted",))
    return "any" in stances or stance(passage, start, end, text.language) in stances


def _is_weighed(match: Match, text: Reading, groups: Groups) -> bool:
    """Tell whether the sentence of a match, or the next one, says that evidence is wanting."""
    words = match.passage.text
    first, last = sentence(words, match.start, text.language)
    last = sentence(words, last, text.language)[1] if last < len(words) else last
    return says(groups, "-weighed", words, max(first, match.start - _FAR), min(last, match.end + _FAR))


def _is_of_paper(text: str, start: int, end: int) -> bool:
    """Tell whether a match stands in the title of a paper, as a list of references has it."""
    if ";" in text and _PAPER.search(text, end, end + _FAR):
        return True
    return "(" in text and _CITED.search(text, max(0, start - _SHOWN * 4), start) is not None


def _is_named(passage: Passage, start: int, end: int) -> bool:
    """Tell whether people are named right behind a place; where all words have capitals, that is no name."""
    written = passage.block.prose.text
    return written[start:end].islower() and _NAMES.match(written, end) is not None


def context(passage: Passage, start: int, end: int, language: str) -> tuple[int, int]:
    """Return where the sentence of a match begins and ends, with what it cannot be understood without.

    That is what leads it in before a colon, and what follows a run-in heading: a few words at the beginning
    of a passage.
    """
    text = passage.text
    first, last = sentence(text, start, language)
    if not first and last < len(text) and text.count(" ", 0, last) <= _RUN_IN:
        last = sentence(text, last + 1, language)[1]
    if text[max(0, first - 2) : first].rstrip().endswith(":"):
        first = sentence(text, first - 2, language)[0]
    # A sentence without end would be read again for each match in it.
    return max(first, start - _FAR), min(last, end + _FAR)


def covered(groups: Groups, name: str, text: str, start: int, end: int) -> bool:
    """Tell whether a phrase of a group, an exception, overlaps `[start, end)` of a folded text."""
    first, last = max(0, start - _SHOWN), min(len(text), end + _SHOWN)
    return any(
        found.start() < end and found.end() > start
        for pattern in candidates(groups, name, text, first, last)
        for found in pattern.finditer(text, first, last)
    )


def hit_of(match: Match) -> Hit:
    """Return the hit for a phrase; its group, if it has a name, is the variant of the message."""
    end = whole(match.passage, match.end)
    start = begun(match.passage, match.start)
    span = match.passage.span(start, end)
    variant = "" if match.group.isdecimal() else match.group
    return Hit(span, variant, {"text": shown(match.passage, start, end)})


def begun(passage: Passage, start: int) -> int:
    """Return where the fraction or range begins whose last number a phrase begins with: "1 1/2 teaspoons"."""
    # As it is written: of the text that is searched a dash may be another sign.
    text = passage.block.text
    if not text[start : start + 1].isdecimal():
        return start
    figure = _FRACTION if text[start - 1 : start] == "/" else _RANGE
    before = figure.search(text, max(0, start - _SHOWN), start)
    return before.start() if before else start


def whole(passage: Passage, end: int) -> int:
    """Return where the compound ends that words up to `end` are cut out of: "secret of stress-free"."""
    # Of the text as it is written: there a dash is no hyphen.
    compound = _COMPOUND.match(passage.block.prose.text, end)
    return compound.end() if compound else end


def shown(passage: Passage, start: int, end: int) -> str:
    """Return the words of a place as they are written, cut if they are many."""
    text = passage.block.text[start:end]
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
