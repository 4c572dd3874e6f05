"""An article as running text for rules about wording: passages, the words in them, and sentences.

Text is folded (lower case, straight quotes, plain hyphens), character by character, so that a place in
a passage is a place in its block's prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate

from medlint._records import NamedTuple
from medlint.document import Block, Document, Section, of_latest
from medlint.metrics import ADDRESS, is_capitalised, is_counted
from medlint.parse.reference_marks import without_marks
from medlint.parse.wording import fold
from medlint.phrases import NUMBER, crosses_sentences, names_brand, regex
from medlint.phrases.book import word_set
from medlint.rule import book
from medlint.source import Span
from medlint.vocabulary import load

# Latin letters and digits: those of all phrases; plain ranges are more than twice as fast as `\w`.
WORD = re.compile("[a-z0-9\u00aa\u00b5\u00ba\u00c0-\u024f]+")
# A search begins at the first of some stops only: from each of them, it would be as long as their square.
# All that may end one is in one class at its beginning, for which `re` looks by itself.
_END = re.compile(r"""[.!?…:](?:(?<=:)|(?<=[.!?…])(?<![.!?…]{2})[.!?…]*["')\]]*)(?=\s|$)""")
BULLETS = ("•", "●", "▪", "‣")
_BULLET = re.compile(f"(?<= )(?=[{''.join(BULLETS)}] )")
_FIRST_ROW = 40
_FAR = 1000  # characters of a lead-in or a heading that count for what stands below
_DIGIT = re.compile("[0-9]")
_ANY_DIGIT = re.compile(r"\d")
_STOPS = ".!?…:"
_SHORTENS = (".", ".)", ".]")  # a sentence that ends in brackets has its own stop behind them
_STOP = re.compile(r"""[.!?…]["')\]]*\s""")
_HIDDEN = "`"  # Folding leaves none in a text, and no phrase matches one.
_TAG = 80
_LABEL = 30
_ABOUT = 6
"""The label above what is said of the author, and the passages under it that may be: name, role, words."""
_IN_TURN = 8
"""Texts whose sentences are asked for in turn: a passage, those beside it, what leads its list in."""
_WINDOW = 1000
"""Pieces of text that are bits of one number: of more, the words of a large file would fill the memory."""


class Passage(NamedTuple):
    """One block of running text, folded."""

    block: Block
    text: str
    role: str
    """The role of the section it stands in, or of the nearest one around that has a role; else ""."""
    above: str = ""
    """The folded headings above it, a line each."""
    lead: str = ""
    """The folded words that lead an item's list in, or the first cells of a cell's table; else ""."""

    @property
    def heading(self) -> str:
        """The nearest of the headings above, folded; "" if there is none."""
        return self.above.rstrip("\n").rpartition("\n")[2]

    def span(self, start: int, end: int) -> Span:
        """Return where a piece of the text stands in the source."""
        return self.block.prose.span(start, end)


ELSEWHERE = ("references", "related", "author")
"""Roles of sections in which an article does not speak about its subject."""
Piece = tuple[int, Passage, int, int]
"""What no phrase reaches across, a sentence or less: index of its passage, that, and where in its text."""


class Candidate(NamedTuple):
    """A phrase that may stand in an article, its number (-1: it may cross sentences), and pieces for it."""

    group: str
    at: int
    number: int
    pieces: list[Piece]


class Reading:
    """The passages of an article, and all words that occur in them."""

    def __init__(self, passages: Iterable[Passage], language: str) -> None:
        self.language = language
        self.passages = tuple(passages)
        self._pieces = list(_pieces(self.passages))
        self._windows = [
            _where(self._pieces[start : start + _WINDOW]) for start in range(0, len(self._pieces), _WINDOW)
        ]
        self.words = frozenset().union(*self._windows)
        self._candidates: dict[str, list[tuple[str, int, int, list[int]]]] | None = None
        self._of_rule: dict[str, list[Candidate]] = {}

    @cached_property
    def text(self) -> str:
        """The passages as one text, a line each: one look into it tells what none of them holds."""
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def _vocabulary(self) -> str:
        return "\n".join(self.words)

    def holds(self, sign: str) -> bool:
        """Tell whether a text stands in the article; one without blanks or marks is part of a word of it."""
        return sign in (self._vocabulary if sign.isascii() and sign.isalnum() else self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where in `text` each passage begins."""
        return list(accumulate((len(passage.text) + 1 for passage in self.passages[:-1]), initial=0))

    @cached_property
    def numbered(self) -> tuple[Passage, ...]:
        """The passages with a digit: a few of all, which is asked far faster than where a number begins."""
        held = {at for at, *_ in self._held([_any(window, (NUMBER,)) for window in self._windows])}
        return tuple(
            passage
            for at, passage in enumerate(self.passages)
            if at in held or (not passage.text.isascii() and _ANY_DIGIT.search(passage.text))
        )

    @cached_property
    def before_list(self) -> list[int]:
        """For each passage which one stands before it; for an item or a cell, before its list or table."""
        before = [0] * len(self.passages)
        for at in range(1, len(before)):
            last, group = self.passages[at - 1].block.group, self.passages[at].block.group
            before[at] = before[at - 1] if group and group == last else at - 1
        return before

    def place(self, passage: Passage) -> int:
        """Return the index of one of the passages; -1 for what stands before them, in the front matter."""
        return self._place_of.get(id(passage), -1)

    @cached_property
    def _place_of(self) -> dict[int, int]:
        return {id(passage): index for index, passage in enumerate(self.passages)}

    def holding(self, words: Iterable[str]) -> Iterator[Passage]:
        """Yield the passages that have one of some words."""
        return (passage for _, passage, *_ in self._wholes([frozenset(words)]))

    def find(self, pattern: str, triggers: Iterable[str]) -> Iterator[tuple[Passage, int, int]]:
        """Yield each place where a pattern matches, in the order of the text.

        Only sentences are looked at that hold a trigger. Without any, the pattern is not even compiled: that
        takes longer than looking for it.
        """
        if crosses_sentences(pattern):
            yield from search(pattern, self._wholes([frozenset(triggers)]))
        else:
            yield from search(pattern, self._held([_any(window, triggers) for window in self._windows]))

    def candidates(self, rule: str) -> list[Candidate]:
        """Return the phrases of a rule that the article may hold, in the order of the rule's file.

        What all rules look for is found in one go, when the first of them asks. Some ask group by group.
        """
        if rule not in self._of_rule:
            self._of_rule[rule] = list(self._held_of(rule))
        return self._of_rule[rule]

    def _held_of(self, rule: str) -> Iterator[Candidate]:
        if self._candidates is None:
            self._candidates = self._looked_up()
        for group, index, number, masks in sorted(self._candidates.get(rule, ())):
            yield Candidate(group, index, number, self._held(masks))
        for place, needs in book().whole(rule):
            if pieces := self._wholes([word_set(words) for words in needs]):
                yield Candidate(place.group, place.at, -1, pieces)

    def _looked_up(self) -> dict[str, list[tuple[str, int, int, list[int]]]]:
        phrases = book()
        found: dict[int, list[int]] = {}
        for window, where in enumerate(self._windows):
            for number, pieces in phrases.look_up(where):
                found.setdefault(number, [0] * len(self._windows))[window] = pieces
        candidates: dict[str, list[tuple[str, int, int, list[int]]]] = {}
        for number, masks in found.items():
            rule, group, at = phrases.place(number)
            candidates.setdefault(rule, []).append((group, at, number, masks))
        return candidates

    def _held(self, masks: Iterable[int]) -> list[Piece]:
        """Return the pieces that masks stand for, one a window."""
        held = []
        for window, mask in enumerate(masks):
            while mask:
                low = mask & -mask
                held.append(self._pieces[window * _WINDOW + low.bit_length() - 1])
                mask ^= low  # noqa: PLW2901 - one less
        return held

    def _wholes(self, needs: Sequence[frozenset[str]]) -> list[Piece]:
        """Return the passages, each as one piece, that have a word of each set."""
        if any(map(self.words.isdisjoint, needs)):
            return []
        held: set[int] | None = None
        for words in needs:
            pieces = self._held([_any(window, words & self.words) for window in self._windows])
            indices = {index for index, *_ in pieces}
            held = indices if held is None else held & indices
        return [(at, self.passages[at], 0, len(self.passages[at].text)) for at in sorted(held or ())]


def search(pattern: str, pieces: Iterable[Piece]) -> Iterator[tuple[Passage, int, int]]:
    """Yield each place where a pattern matches in some pieces of text."""
    for _, passage, start, end in pieces:
        for match in regex(pattern).finditer(passage.text, start, end):
            if not match.re.groups or names_brand(passage.block.prose.text, match):
                yield passage, match.start(), match.end()


def _where(pieces: Iterable[Piece]) -> dict[str, int]:
    """Return which pieces each word stands in, a bit for each; `NUMBER` stands for any digit."""
    where: dict[str, int] = {}
    for at, (_, passage, start, end) in enumerate(pieces):
        bit = 1 << at
        for word in set(WORD.findall(passage.text, start, end)):
            where[word] = where.get(word, 0) | bit
    # To ask the words takes less than to ask each piece: few are not of letters alone.
    if numbered := _any(where, [word for word in where if not word.isalpha() and _DIGIT.search(word)]):
        where[NUMBER] = numbered
    return where


def _any(where: Mapping[str, int], words: Iterable[str]) -> int:
    """Return the pieces that hold one of some words."""
    held = 0
    for word in words:
        held |= where.get(word, 0)
    return held


def _pieces(passages: Iterable[Passage]) -> Iterator[Piece]:
    for index, passage in enumerate(passages):
        start = 0
        for match in _STOP.finditer(passage.text):
            yield index, passage, start, match.end()
            start = match.end()
        if start < len(passage.text):
            yield index, passage, start, len(passage.text)


def is_title(passage: Passage, least: int) -> bool:
    """Tell whether an item of a list is the title of something else, by its capitals."""
    return passage.block.kind == "item" and is_capitalised(passage.block.prose.text, least)


@of_latest
def reading(document: Document) -> Reading:
    """Return an article's reading."""
    return Reading(_passages(document), document.language.partition("-")[0])


def sentence(text: str, at: int, language: str) -> tuple[int, int]:
    """Return start and end of the sentence that a place in a folded text belongs to.

    A colon ends one: what follows it, a list above all, is said by itself.
    """
    ends = _ends(text, language)
    index = bisect_right(ends, at)
    start = ends[index - 1] if index else 0
    end = ends[index] if index < len(ends) else len(text)
    while start < end and text[start] == " ":
        start += 1
    return start, end


def count_sentences(texts: list[str], language: str) -> int:
    """Return the number of sentences in folded texts; a text without a stop is one."""
    joined = "\n".join(texts)
    stops = sum(1 for match in _END.finditer(joined) if not _is_abbreviation(joined, match, language))
    return stops + sum(1 for text in texts if text.rstrip("\"')]")[-1:] not in _STOPS)


def sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of a folded text."""
    start = 0
    for end in (*_ends(text, language), len(text)):
        while start < end and text[start] == " ":
            start += 1
        if start < end:
            yield start, end
        start = end


@cache
def _abbreviations(language: str, kind: str = "abbreviations") -> frozenset[str]:
    return frozenset(load("sentences").get(language, {}).get(kind, ()))


@lru_cache(maxsize=_IN_TURN)
def _ends(text: str, language: str) -> list[int]:
    """Return where sentences end; kept for the latest texts, as checks ask again and again."""
    ends = [match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match, language)]
    # Bullets that are typed part the lines of a paragraph.
    return ends if text.isascii() else sorted({*ends, *(match.end() for match in _BULLET.finditer(text))})


def _is_abbreviation(text: str, match: re.Match[str], language: str) -> bool:
    """Tell whether a full stop ends a short form ("e.g.", "(Roe et al.)") rather than a sentence."""
    return match.group() in _SHORTENS and _is_short(text, match.start(), language)


def _is_short(text: str, stop: int, language: str) -> bool:
    """Tell whether the full stop at a place of a text ends a short form."""
    before = text[max(0, stop - 12) : stop]
    word = before[before.rfind(" ") + 1 :].lstrip("(['\"")
    if word in _abbreviations(language, "before-numbers"):
        return text[stop + 1 : stop + 3].strip()[:1].isdecimal()
    return word in _abbreviations(language) or "." in word


def _passages(document: Document) -> Iterator[Passage]:
    places = dict(_places(document.root, "", ""))
    source = document.source.text
    has_code = "`" in source or "<code" in source
    has_address = "://" in source
    leads: dict[int, str] = {}
    lead = ""
    about = 0
    language = document.language.partition("-")[0]
    is_short = partial(_is_short, language=language)
    for block in document.blocks:
        if not is_counted(block) or not block.prose.text:
            continue
        text = without_marks(fold(block.prose.text), is_short)
        if has_code:
            text = _without_code(block, text, source)
        if has_address and "://" in text:
            # An address that is written out says nothing either: ".../natural-cures-for-sleep".
            text = ADDRESS.sub(lambda match: _HIDDEN * len(match.group()), text)
        role, above = places.get(block.span.start, ("", ""))
        about = _left_of_author(block, text, about, language)
        if about and role in ("", "title"):
            role = "author"
        if block.kind == "item":
            yield Passage(block, text, role, above, lead)
        elif block.kind == "cell":
            row = leads.setdefault(block.group, "")
            if len(row) < _FIRST_ROW and len(text) < _FIRST_ROW:
                leads[block.group] = f"{row}{text}|"
            yield Passage(block, text, role, above, row)
        else:
            lead = text[-_FAR:] if block.kind == "paragraph" and text[-1] not in ".!?" else ""
            yield Passage(block, text, role, above)


def _left_of_author(block: Block, text: str, left: int, language: str) -> int:
    """Return how many passages are about the author, from a label on that is no heading to the next one."""
    if block.kind == "heading":
        return 0
    if len(text) <= _LABEL and block.kind == "paragraph" and text.strip(" :") in _about_author(language):
        return _ABOUT
    return max(left - 1, 0)


@cache
def _about_author(language: str) -> frozenset[str]:
    return frozenset(load("sentences").get(language, {}).get("about-author", ()))


def _without_code(block: Block, text: str, source: str) -> str:
    """Return a passage with its inline code made unreadable, as long as it was: code says nothing.

    The marks around code are not visible, so that it is a run of its own between two of them.
    """
    closed = -1  # where the latest code ended: the mark behind it opens nothing
    for start, span in zip(block.prose.starts, block.prose.spans, strict=True):
        before = source[max(0, span.start - _TAG) : span.start]
        tag = before.rfind("<")
        marked = before.rstrip(" ").endswith("`") and source[span.end : span.end + 2].lstrip(" ")[:1] == "`"
        if marked and (closed < 0 or source[closed : span.start].strip("` ")):
            closed = span.end
        elif not (before.endswith(">") and tag >= 0 and before.startswith(("<code>", "<code "), tag)):
            continue
        end = start + span.end - span.start
        text = f"{text[:start]}{_HIDDEN * (end - start)}{text[end:]}"
    return text


def _places(section: Section, around: str, above: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield where each block starts, with the role around it and the headings above it."""
    role = section.role or around
    if section.heading is not None:
        yield section.heading.span.start, (role, above)
        above = f"{above}{fold(section.heading.text[:_FAR])}\n"
    for block in section.blocks:
        yield block.span.start, (role, above)
    for below in section.sections:
        yield from _places(below, role, above)
