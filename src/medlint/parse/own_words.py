"""Disclaimers in words that no list has: the writer limits the text, and says whom to ask.

"I've never watched you walk, so treat these as a starting point. If in doubt, book in with a physio."
Looked for only in an article that has no other disclaimer. The patterns, `own-words` in the word lists of a
language, are about how such a sentence is built: what speaks of the text or of who wrote it, is denied or
spoken of people in general, and comes to the reader's own case.
"""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Block, Disclaimer, Section
from medlint.parse.wording import Wording
from medlint.source import Span

_BEFORE = 40
_LONGEST = 450
_LEAST = 50
"""Characters between which such a paragraph is long."""
_OF_TEXT = ("named", "about-this")
"""What a paragraph must say to be of the text, the rarer first."""


def in_own_words(root: Section, chrome: tuple[Block, ...], wording: Wording) -> Iterator[Disclaimer]:
    """Yield the paragraphs of an article that limit it and name a professional to ask."""
    for section in root.walk():
        for block in section.blocks:
            if block.kind == "paragraph" and block.place == "body":
                yield from _read(block, wording)
    for block in chrome:
        yield from _read(block, wording)


def said_in_own_words(block: Block, wording: Wording) -> dict[str, Span]:
    """Return what a short paragraph says in such words, `informational` or `consult`, with its place."""
    if not _may_be_said(block, wording):
        return {}
    text = wording.fold(block.text)
    return {**_limit(text, block, wording), **_whom_to_ask(text, block, wording)}


def _may_be_said(block: Block, wording: Wording) -> bool:
    return "own-words" in wording.data["disclaimer"] and _LEAST <= len(block.text) <= _LONGEST


def _limit(text: str, block: Block, wording: Wording) -> dict[str, Span]:
    limit = wording.pattern("disclaimer", "own-words").search(text)
    return {"informational": block.prose.span(*limit.span())} if limit is not None else {}


def _no_substitute(text: str, block: Block, wording: Wording) -> dict[str, Span]:
    """Return where a paragraph that speaks of the text says whom it does not replace, if only in a part."""
    if not all(wording.pattern("disclaimer", name).search(text) for name in _OF_TEXT):
        return {}
    if wording.pattern("disclaimer", "reporting").search(text):
        return {}
    said = wording.component("not-substitute").search(text)
    return {"not-substitute": block.prose.span(*said.span())} if said is not None else {}


def _whom_to_ask(text: str, block: Block, wording: Wording) -> dict[str, Span]:
    negated = wording.pattern("help", "negated")
    for asked in wording.pattern("disclaimer", "own-words-ask").finditer(text):
        if not negated.search(text[max(0, asked.start() - _BEFORE) : asked.start()]):
            return {"consult": block.prose.span(*asked.span())}
    return {}


def _read(block: Block, wording: Wording) -> Iterator[Disclaimer]:
    if not _may_be_said(block, wording):
        return
    text = wording.fold(block.text)
    if not wording.is_anchored(text, "help"):
        return
    # Few paragraphs limit the text, and only of those it matters whom they name.
    limit = _limit(text, block, wording) or _no_substitute(text, block, wording)
    asked = _whom_to_ask(text, block, wording) if limit else {}
    if not asked and "not-substitute" not in limit:
        return
    if not wording.pattern("disclaimer", "no-own-words").search(text):
        yield Disclaimer(
            block.span, "medical", "footer" if block.place == "chrome" else "article", {**limit, **asked}
        )
