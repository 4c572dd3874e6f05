"""Where the lines of a block end, which its prose does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Prose
from medlint.parse.dates import find_dates
from medlint.source import Span

SHORT = 300
"""The longest line that may be metadata."""
_MAX_LINES = 40
_DATE = 24
_WRAPPED = ("markdown", "mdx")
_BREAK = re.compile(r"<br\b", re.I)


def lines_of(text: str, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of the lines that end at `ends`, without the space around them."""
    start = 0
    for end in (*ends[:_MAX_LINES], len(text)):
        line = text[start:end]
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start = end


def line_ends(prose: Prose, text: str, kind: str = "markdown") -> list[int]:
    """Return where the lines of a block end: prose offsets of its line ends and `<br>`s.

    In HTML a line end is a space, but between tags, which may be boxes side by side.
    """
    found: list[int] = []
    starts = prose.starts
    for run, start in enumerate(starts):
        span = prose.spans[run]
        end = starts[run + 1] if run + 1 < len(starts) else len(prose.text)
        if end - start == span.end - span.start:
            at = text.find("\n", span.start, span.end)
            while at != -1:
                if kind != "html" or _is_between_tags(text, Span(at, at + 1)):
                    found.append(start + at - span.start)
                at = text.find("\n", at + 1, span.end)
        elif "\n" in text[span.start : span.end] and (kind != "html" or _is_between_tags(text, span)):
            found.append(start)
        if run and _BREAK.search(text, prose.spans[run - 1].end - 1, span.end):
            found.append(start)
        if len(found) > _MAX_LINES * 10:
            break
    cuts = sorted(set(found))
    # Where somebody wraps a paragraph of Markdown, a date may go on below; lines of text are what they are.
    return [cut for cut in cuts if not _parts_a_date(prose.text, cut)] if kind in _WRAPPED else cuts


def _parts_a_date(text: str, cut: int) -> bool:
    first = max(0, cut - _DATE)
    return any(first + start < cut < first + end for _, start, end in find_dates(text[first : cut + _DATE]))


def _is_between_tags(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] == ">" or text[span.end : span.end + 1] == "<"


def with_lines(prose: Prose, text: str, kind: str = "markdown") -> str:
    """Return a short text with its lines parted by line ends, also where the source has a `<br>`."""
    shown = prose.text
    if len(shown) <= SHORT:
        for end in line_ends(prose, text, kind):
            at = end if shown[end : end + 1] == " " else end - 1
            if shown[at : at + 1] == " ":
                shown = f"{shown[:at]}\n{shown[at + 1 :]}"
    return shown
