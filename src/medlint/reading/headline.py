"""What a page shows of itself elsewhere: the title and description of its front matter.

Site generators print the title at the head of the page, and search engines show both. They are no blocks
of the article, so that most rules do not read them; claims count there as anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from medlint.document import Block, BlockKind, Document, Prose, Value, of_latest
from medlint.parse.wording import fold
from medlint.reading import WORD, Passage, Reading, reading
from medlint.source import Span

_SHOWN: tuple[tuple[str, BlockKind], ...] = (("title", "heading"), ("description", "paragraph"))

_OPENING = 60
"""Characters that a passage begins with, from which on a description is taken from it."""


@of_latest
def headline(document: Document) -> Reading:
    """Return title and description as running text."""
    return Reading(_passages(document), reading(document).language)


def may_hold(document: Document, phrases: str) -> bool:
    """Tell whether an article, or a title or description that it states, has all words that a phrase needs.

    `phrases` are parted by `;`, the sets of words of which each needs one by `+`, words by spaces.
    """
    words = _words(document)
    needs = _needs(phrases)
    return any(
        all(not words.isdisjoint(some) for some in more)
        for word in words.intersection(needs)
        for more in needs[word]
    )


@cache
def _needs(phrases: str) -> dict[str, list[list[list[str]]]]:
    """Return for each word of a phrase's first set the other sets, of each of which it needs a word, too."""
    needs: dict[str, list[list[list[str]]]] = {}
    for phrase in phrases.split(";"):
        first, *more = (words.split(" ") for words in phrase.split("+"))
        for word in first:
            needs.setdefault(word, []).append(more)
    return needs


@of_latest
def _words(document: Document) -> frozenset[str]:
    stated = "\n".join(value.text for field, _ in _SHOWN for value in document.field(field))
    return reading(document).words.union(WORD.findall(fold(stated)))


def _passages(document: Document) -> Iterator[Passage]:
    """Yield what the article does not say again in the same words, nor begins a passage with."""
    said: set[str] | None = None
    for field, kind in _SHOWN:
        for value in document.field(field):
            if value.origin != "front-matter" or not value.text.strip():
                continue
            block = Block(kind, value.span, _prose(value, document.source.text), level=int(kind == "heading"))
            text = fold(block.text)
            if said is None:
                texts = [passage.text for passage in reading(document).passages]
                said = {*texts, *(text[:_OPENING] for text in texts if len(text) > _OPENING)}
            # A heading that holds the title says what that is: 'Myth 1: "…"'.
            if kind == "heading" and any(text in heading for heading in _headings(document)):
                continue
            # Generators cut a description out of the first paragraph: "… However, one huge…".
            if text not in said and (len(text) < _OPENING or text[:_OPENING] not in said):
                said.add(text)
                yield Passage(block, text, "")


def _headings(document: Document) -> Iterator[str]:
    return (passage.text for passage in reading(document).passages if passage.block.kind == "heading")


def _prose(value: Value, source: str) -> Prose:
    """Return a value's words, each with its place; one that is spelt otherwise there has the value's own."""
    starts, spans = [], []
    text, at = "", value.span.start
    for word in value.text.split():
        found = source.find(word, at, value.span.end)
        if found < 0:
            whole = " ".join(value.text.split())
            return Prose(whole, (0,), (value.span,))
        if text:
            starts.append(len(text))
            spans.append(Span(at, found))
            text += " "
        starts.append(len(text))
        at = found + len(word)
        spans.append(Span(found, at))
        text += word
    return Prose(text, tuple(starts), tuple(spans))
