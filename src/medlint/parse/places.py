"""Where the characters of a block's text stand in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from medlint._records import NamedTuple
from medlint.document import Prose
from medlint.parse.prose import ProseBuilder, is_even
from medlint.source import Span


class Places(NamedTuple):
    """Where the characters of a block's text stand in the source.

    The character at `p` stands at `p + shifts[k]`, `starts[k]` being the last start not after `p`. An
    expanded tab makes a line longer than it is in the source: what then would stand before
    `floors[k]`, where the line begins, stands there.
    """

    starts: Sequence[int]
    shifts: Sequence[int]
    floors: Sequence[int] = (0,)

    def of(self, offset: int) -> int:
        """Return the source offset of a character of the text."""
        line = bisect_right(self.starts, offset) - 1 if len(self.starts) > 1 else 0
        return max(offset + self.shifts[line], self.floors[line])

    def end(self, offset: int) -> int:
        """Return the source offset where the text before `offset` ends."""
        return self.of(offset - 1) + 1 if offset else self.of(0)


def plain_prose(text: str, places: Places, page: str) -> Prose:
    """Return the visible text of a text that holds no markup; `page` is what it is taken from."""
    if len(places.starts) == 1:
        span = Span(places.shifts[0], places.shifts[0] + len(text))
        piece = page[slice(*span)]
        if piece and is_even(piece):
            return Prose(piece, (0,), (span,))
    builder = ProseBuilder(page)
    add_range(builder, text, Span(0, len(text)), places)
    return builder.build()


def add_range(builder: ProseBuilder, text: str, part: Span, places: Places) -> None:
    """Add a range of the text as it stands, its line breaks as spaces."""
    last = -1
    for start, end in _side_by_side(text, part.start, part.end, places):
        at = places.of(start)
        if last >= 0:
            builder.space(Span(last, at))
        last = at + end - start
        builder.add(at, last)


def _side_by_side(text: str, start: int, end: int, places: Places) -> list[tuple[int, int]]:
    """Return the parts of a range whose characters stand side by side in the source."""
    if len(places.starts) == 1:
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    line = bisect_right(places.starts, start) - 1
    while True:
        newline = text.find("\n", start, end)
        # Blanks that an expanded tab stands for have no place of their own.
        start = max(start, min(places.floors[line] - places.shifts[line], end if newline == -1 else newline))
        if newline == -1:
            return [*parts, (start, end)]
        parts.append((start, newline))
        start = newline + 1
        line += 1
