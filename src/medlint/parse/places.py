"""Where the characters of a block's text stand in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from medlint.document import Prose
from medlint.parse.prose import ProseBuilder
from medlint.source import Span

# What a prose builder would change, besides two blanks together: one character class is much faster.
_UNEVEN = re.compile(
    "[\t-\r\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"
)


class Places(NamedTuple):
    """Where the characters of a block's text stand in the source.

    The character at `p` stands at `p + shifts[k]`, `starts[k]` being the last start not after `p`.
    """

    starts: Sequence[int]
    shifts: Sequence[int]

    def of(self, offset: int) -> int:
        """Return the source offset of a character of the text."""
        if len(self.starts) == 1:
            return offset + self.shifts[0]
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def end(self, offset: int) -> int:
        """Return the source offset where the text before `offset` ends."""
        return self.of(offset - 1) + 1 if offset else self.of(0)


def plain_prose(text: str, places: Places, page: str) -> Prose:
    """Return the visible text of a text that holds no markup; `page` is what it is taken from."""
    if len(places.starts) == 1 and "  " not in text and not _UNEVEN.search(text):
        span = Span(places.shifts[0], places.shifts[0] + len(text))
        return Prose(page[slice(*span)], (0,), (span,)) if text else Prose()
    builder = ProseBuilder(page)
    for start, end in side_by_side(text, 0, len(text), places):
        if start:
            builder.space(Span(places.end(start - 1), places.of(start)))
        builder.add(places.of(start), places.of(start) + end - start)
    return builder.build()


def side_by_side(text: str, start: int, end: int, places: Places) -> list[tuple[int, int]]:
    """Return the parts of a range whose characters stand side by side in the source."""
    if len(places.starts) == 1:
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    while True:
        newline = text.find("\n", start, end)
        if newline == -1:
            return [*parts, (start, end)]
        parts.append((start, newline))
        start = newline + 1
