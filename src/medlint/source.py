"""An article's text and where each character stands in its file.

Offsets are code points into `Source.text`, half-open, and never anything else inside medlint;
lines, columns, UTF-16 units and bytes are made from them only where a report needs them.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from medlint._records import NamedTuple

_NEWLINE = re.compile("\r\n?")


class Span(NamedTuple):
    """A half-open range of code points, `start` included and `end` not; `end >= start`."""

    start: int
    end: int


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what spans cover together, as spans in order that neither overlap nor touch."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        elif span.start < span.end:
            apart.append(span)
    return tuple(apart)


def trimmed(text: str, start: int, end: int, blank: str) -> Span:
    """Return a range without the characters at its ends that say nothing."""
    piece = text[start:end]
    kept = piece.lstrip(blank)
    start += len(piece) - len(kept)
    return Span(start, start + len(kept.rstrip(blank)))


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans have text in common."""
    return one.start < other.end and other.start < one.end


def covers(spans: Sequence[Span], at: int) -> bool:
    """Tell whether one of some `merged` spans holds the character at an offset."""
    place = bisect_right(spans, (at, sys.maxsize)) - 1
    return place >= 0 and at < spans[place].end


def path_bytes(path: str) -> bytes:
    """Return the bytes of a path: a lone surrogate in it stands for one that is not UTF-8."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def first_around(spans: Iterable[Span], offsets: Iterable[int]) -> dict[int, int]:
    """Return for each offset the index of the first span that holds it; offsets in none are left out."""
    from heapq import heappop, heappush

    ahead = sorted(((span.start, index, span.end) for index, span in enumerate(spans)), reverse=True)
    begun: list[tuple[int, int]] = []
    found: dict[int, int] = {}
    for at in sorted(offsets):
        while ahead and ahead[-1][0] <= at:
            _, index, end = ahead.pop()
            heappush(begun, (index, end))
        while begun and begun[0][1] <= at:
            heappop(begun)
        if begun:
            found[at] = begun[0][0]
    return found


class Position(NamedTuple):
    """A place for people: line and column, both from 1, the column in code points."""

    line: int
    column: int


class Source:
    r"""The decoded text of one file, with what is needed to write it back byte for byte.

    `text` has `\n` for every line end and no byte-order mark. Only `\n`, `\r\n` and `\r` end a
    line: editors and code hosts count so, while `str.splitlines` cuts at seven more characters.
    """

    __slots__ = ("_line_starts", "_returns", "bom", "encoding", "path", "text")

    def __init__(
        self,
        path: str,
        raw: str,
        *,
        encoding: str = "utf-8",
        bom: bytes = b"",
    ) -> None:
        self.path = path
        self.encoding = encoding
        self.bom = bom
        self._returns: list[tuple[int, str]] = []
        if "\r" in raw:
            shrunk = 0
            for match in _NEWLINE.finditer(raw):
                self._returns.append((match.start() - shrunk, match.group()))
                shrunk += match.end() - match.start() - 1
            raw = _NEWLINE.sub("\n", raw)
        self.text = raw
        self._line_starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """The offset of the first character of each line."""
        if self._line_starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at != -1:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._line_starts = starts
        return self._line_starts

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the text of a line (from 1), without its line end."""
        return self.text[slice(*self.line_span(number))]

    def line_span(self, number: int) -> Span:
        """Return where a line (from 1) stands, without its line end."""
        starts = self.line_starts
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return Span(starts[number - 1], end)

    def encode(self, edits: tuple[tuple[Span, str], ...] = ()) -> bytes:
        """Return the file's bytes with `edits` applied, all else as it was read.

        Edits do not overlap. New text takes the line end that the file uses first.
        """
        newline = "\n"
        if self._returns and self._returns[0][0] == self.text.find("\n"):
            newline = self._returns[0][1]
        parts: list[str] = []
        at = 0
        for (start, end), new in sorted(edits):
            parts += (self._restore(at, start), new.replace("\n", newline))
            at = end
        parts.append(self._restore(at, len(self.text)))
        # A lone surrogate stands for a wrong byte in UTF-8, and for itself in UTF-16 and UTF-32.
        errors = "surrogatepass" if self.encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        return self.bom + "".join(parts).encode(self.encoding, errors)

    def _restore(self, start: int, end: int) -> str:
        """Return `text[start:end]` with its own line ends."""
        first = bisect_right(self._returns, (start - 1, "\r\r"))
        parts: list[str] = []
        for offset, newline in self._returns[first:]:
            if offset >= end:
                break
            parts += (self.text[start:offset], newline)
            start = offset + 1
        parts.append(self.text[start:end])
        return "".join(parts)
