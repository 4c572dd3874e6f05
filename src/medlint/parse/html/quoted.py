"""Boxes of a page in which others speak: what patients say, in words that are theirs."""

from __future__ import annotations

import re

from medlint.document import Document, of_latest
from medlint.parse.html import names
from medlint.parse.html.tokens import Token, attributes, closes_itself, tokens
from medlint.source import Span

# Its first letter is spelt out: `re` looks for that by itself.
_SIGN = re.compile(r"[Cc](?<=\b.)(?i:lass\s{0,9}=[^<>]{0,400}?(?:testimonial|quotes?[-_]))")
_LONGEST_CLASS = 60
_MOST = 2
"""A box of more than this part of a page is the page."""


@of_latest
def quoted_boxes(document: Document) -> tuple[Span, ...]:
    """Return the boxes of an HTML page whose class marks them as what somebody else said, in order."""
    text = document.source.text
    if not _SIGN.search(text):
        return ()
    found: list[Span] = []
    opened: Token | None = None
    depth = 0
    for token in tokens(text, 0, len(text)):
        if opened is None:
            if token.kind == "start" and _is_quoted(text, token):
                opened, depth = token, 1
        elif token.name == opened.name and not closes_itself(text, token):
            depth += (token.kind == "start") - (token.kind == "end")
            if not depth:
                if (token.end - opened.start) * _MOST < len(text):
                    found.append(Span(opened.start, token.end))
                opened = None
    return tuple(found)


def _is_quoted(text: str, token: Token) -> bool:
    name = attributes(text, token.inner).get("class")
    if name is None or token.name in names.VOID:
        return False
    classes = name.text.lower().replace("_", "-").split()
    return any(len(word) <= _LONGEST_CLASS and names.names().quoted.fullmatch(word) for word in classes)
