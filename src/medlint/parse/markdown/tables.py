"""Reads pipe tables as GitHub's Markdown has them."""

from __future__ import annotations

import re

from mistune.core import BlockState

from medlint.source import Span, trimmed

TABLE = r"^(?=[^\n]*\|)[^\n]*\n {0,3}[-:|][-:| \t]*$"
"""What opens a table: a line with a bar, and one that parts the header from the rows."""
BLANK = " \r\n\t\f"
"""What is white space to CommonMark, at the ends of a block."""
_DELIMITER = re.compile(r":?-+:?|")


def parse_table(m: re.Match[str], state: BlockState) -> int | None:
    """Read a pipe table as GFM has it: a row may have fewer or more cells than the header."""
    head = m.start()
    line = state.find_line_end_at(head)
    delimiter = state.find_line_end_at(line)
    columns = _cells(state.src, line, delimiter)
    if not all(_DELIMITER.fullmatch(state.src, *cell) for cell in columns):
        return None
    first = _cells(state.src, head, line)
    if len(first) != len(columns):
        return None
    rows = [first]
    end = delimiter
    breaks = _table_breaks()
    while end < state.cursor_max:
        after = state.find_line_end_at(end)
        if state.src[end:after].isspace() or breaks.match(state.src, end):
            break
        rows.append(_cells(state.src, end, after)[: len(columns)])
        end = after
    state.append_token({"type": "table", "rows": rows})
    return end


def _table_breaks() -> re.Pattern[str]:
    """Return what ends a table besides a blank line: the start of another block."""
    return re.compile(
        r" {0,3}(?:>|#{1,6}[ \t\n]|`{3}|~{3}|[-*+][ \t]|\d{1,9}[.)][ \t]|</?[a-z])|(?: {4}|\t)\S", re.I
    )


def _cells(src: str, start: int, end: int) -> list[Span]:
    """Return the ranges of a row's cells, without the white space around them."""
    start, end = trimmed(src, start, end, BLANK)
    if src.startswith("|", start, end):
        start += 1
    cells: list[Span] = []
    at = start
    while True:
        bar = src.find("|", at, end)
        if bar == -1:
            break
        slashes = bar
        while slashes > start and src[slashes - 1] == "\\":
            slashes -= 1
        at = bar + 1
        if (bar - slashes) % 2 == 0:
            cells.append(trimmed(src, start, bar, BLANK))
            start = at
    if start < end or not cells:
        cells.append(trimmed(src, start, end, BLANK))
    return cells
