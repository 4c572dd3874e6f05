"""Builds the visible text of a block, run by run, with its place in the source."""

from __future__ import annotations

import re

from medlint.document import Prose
from medlint.source import Span

# A single plain space needs no run of its own; soft hyphens and zero-width characters are not visible.
_IRREGULAR = re.compile("[^\\S ]\\s*| \\s+|[\u00ad\u200b\u2060\ufeff]+")
# What of that is a single character: one character class is much faster.
_UNEVEN = re.compile(
    "[\t-\r\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"
)
_LONG = 4096


def is_even(text: str) -> bool:
    """Tell whether all of a text is seen as it stands, its spaces but for those at its ends."""
    return "  " not in text and not _UNEVEN.search(text)


class ProseBuilder:
    """Collects the visible text of one block.

    White space of any kind and length becomes one space, none at either end; soft hyphens and
    zero-width characters are dropped.
    """

    __slots__ = ("_length", "_parts", "_spans", "_starts", "_text")

    def __init__(self, text: str) -> None:
        """Start with nothing; `text` is the whole source text."""
        self._text = text
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._spans: list[Span] = []
        self._length = 0

    @property
    def length(self) -> int:
        """How many characters stand so far: where the next visible character will be."""
        return self._length

    def add(self, start: int, end: int) -> None:
        """Add the source range `[start, end)` as it stands."""
        text = self._text
        piece = text[start:end]
        if is_even(piece):
            self._run(piece, Span(start, end))
            return
        for match in _IRREGULAR.finditer(text, start, end):
            at, after = match.span()
            self._run(text[start:at], Span(start, at))
            if text[at].isspace():
                self.space(Span(at, after))
            start = after
        self._run(text[start:end], Span(start, end))

    def put(self, visible: str, span: Span) -> None:
        """Add text that the source spells otherwise, such as an entity; `span` is its spelling."""
        if visible.isspace():
            self.space(span)
        else:
            self._push(visible, span)

    def space(self, span: Span) -> None:
        """Add one space for `span`, unless nothing or a space stands before it."""
        if self._parts and not self._parts[-1].endswith(" "):
            self._push(" ", span)

    def build(self) -> Prose:
        """Return what was collected, without white space at its end."""
        if self._parts and self._parts[-1].endswith(" "):
            last = self._parts[-1][:-1]
            start, span = self._starts[-1], self._spans[-1]
            if last:
                self._parts[-1] = last
                self._spans[-1] = Span(span.start, span.end - 1)
            else:
                for pieces in (self._parts, self._starts, self._spans):
                    pieces.pop()
            self._length = start + len(last)
        return Prose("".join(self._parts), tuple(self._starts), tuple(self._spans))

    def _run(self, visible: str, span: Span) -> None:
        if visible.startswith(" ") and (not self._parts or self._parts[-1].endswith(" ")):
            visible, span = visible[1:], Span(span.start + 1, span.end)
        if visible:
            self._push(visible, span)

    def _push(self, visible: str, span: Span) -> None:
        if self._joins(visible, span):
            self._parts[-1] += visible
            self._spans[-1] = Span(self._spans[-1].start, span.end)
        else:
            self._parts.append(visible)
            self._starts.append(self._length)
            self._spans.append(span)
        self._length += len(visible)

    def _joins(self, visible: str, span: Span) -> bool:
        """Tell whether the text goes on the last run; long runs end, or joining would be quadratic."""
        return (
            bool(self._spans)
            and span.start == self._spans[-1].end
            and len(visible) == span.end - span.start
            and len(self._parts[-1]) < _LONG
            and self._exact()
        )

    def _exact(self) -> bool:
        span = self._spans[-1]
        return len(self._parts[-1]) == span.end - span.start


def plain(text: str, start: int, end: int) -> Prose:
    """Return the prose of a source range that holds no markup."""
    builder = ProseBuilder(text)
    builder.add(start, end)
    return builder.build()
