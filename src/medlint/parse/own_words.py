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

_PARTS = (("informational", "own-words"), ("consult", "own-words-ask"))
_LONGEST = 450
_LEAST = 50
"""Characters between which such a paragraph is long."""


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
    if "own-words" not in wording.data["disclaimer"] or not _LEAST <= len(block.text) <= _LONGEST:
        return {}
    text = wording.fold(block.text)
    found = {name: wording.pattern("disclaimer", part).search(text) for name, part in _PARTS}
    return {name: block.prose.span(*match.span()) for name, match in found.items() if match is not None}


def _read(block: Block, wording: Wording) -> Iterator[Disclaimer]:
    text = wording.fold(block.text)
    if not wording.holds(text, wording.anchors("help")):
        return
    components = said_in_own_words(block, wording)
    if len(components) == len(_PARTS) and not wording.pattern("disclaimer", "no-own-words").search(text):
        yield Disclaimer(
            block.span, "medical", "footer" if block.place == "chrome" else "article", components
        )
