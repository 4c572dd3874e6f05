"""Reads lists as mistune does, at less than half the cost: most items are one line, and hold no tab.

mistune makes the patterns for what may follow an item anew for each, looks for tabs character by character,
and tries all patterns at every line. What remains to be asked, its own functions answer, which are private to
it: `pyproject.toml` holds to the version that has them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from mistune.block_parser import BlockParser
from mistune.core import BlockState
from mistune.list_parser import (
    _clean_list_item_text,
    _compile_continue_width,
    _compile_list_break_sc,
    _compile_list_item_pattern,
    _expand_leading_tabs,
    _get_list_bullet,
    _has_continuation_indent,
    _is_loose_list,
    _transform_tight_list,
)
from mistune.util import strip_end

from medlint._records import NamedTuple

_CONTAINERS = ("list", "block_quote")
_RULED = "*-_ \t\n"
"""What a thematic break is made of."""
_DEEPEST = 3
"""Blanks before what is no code yet."""


class _Marker(NamedTuple):
    """The first line of an item: how wide its mark is, with the blanks before it, and what follows."""

    width: int
    text: str


class _Lines(NamedTuple):
    """The lines of an item behind the first, and what ends it.

    That is the marker of the `following` item, which is `apart` if an empty line stands before it; or a block
    that ends the list at `end`, and as many tokens stand `before` it; or whatever ends a list.
    """

    text: str
    following: _Marker | None = None
    apart: bool = False
    end: int = 0
    before: int = 0


class _List(NamedTuple):
    """The list that is being read."""

    parser: BlockParser
    state: BlockState
    token: dict[str, Any]
    bullet: str
    rules: list[str]


def read_list(parser: BlockParser, m: re.Match[str], state: BlockState) -> int:
    """Read the list whose first marker a pattern has found; return where it ends."""
    mark, text = m["list_2"], m["list_3"]
    ordered = len(mark) > 1
    if not text.strip() or (ordered and int(mark[:-1]) != 1):
        # Such a list cannot interrupt a paragraph.
        end = state.append_paragraph()
        if end:
            return end
    state.cursor = m.end() + 1
    rules = parser.list_rules
    if state.depth() >= parser.max_nested_level - 1:
        rules = [rule for rule in rules if rule not in _CONTAINERS]
    token: dict[str, Any] = {"type": "list", "children": [], "tight": True, "attrs": {"ordered": ordered}}
    around = _List(parser, state, token, _get_list_bullet(mark[-1]), rules)
    marker: _Marker | None = _Marker(len(m["list_1"]) + len(mark), text)
    lines = _Lines("")
    while marker is not None:
        lines = _read_item(around, marker)
        marker = lines.following
    _transform_tight_list(token)
    if lines.end:
        state.tokens.insert(lines.before, token)
        return lines.end
    state.append_token(token)
    return state.cursor


def _read_item(around: _List, marker: _Marker) -> _Lines:
    """Read an item, and the blocks in it; return its lines."""
    state, token = around.state, around.token
    first, columns = _first_line(marker)
    lines = _read_lines(around, marker.width, first, columns)
    child = state.child_state(strip_end(first + _cleaned(lines.text, columns)))
    around.parser.parse(child, around.rules)
    if lines.apart or _is_loose_list(child.tokens):
        token["tight"] = False
    token["children"].append({"type": "list_item", "children": child.tokens})
    return lines


def _first_line(marker: _Marker) -> tuple[str, int]:
    """Return the text behind a mark, and by how many columns the lines below are set in."""
    text = marker.text
    if "\t" in text or not text.strip():
        return _compile_continue_width(text, marker.width)
    blanks = len(text) - len(text.lstrip(" "))
    # From five blanks on the item begins with code.
    blanks = 1 if blanks > _DEEPEST + 1 else blanks
    return text[blanks:] + "\n", marker.width + blanks


def _read_lines(around: _List, width: int, first: str, columns: int) -> _Lines:
    """Read the lines behind the `first` of an item; the cursor is left behind them."""
    parser, state = around.parser, around.state
    found: list[str] = []
    blank = False
    while state.cursor < state.cursor_max:
        line = state.get_line(state.cursor)
        after = state.cursor + len(line)
        if line[0].isspace() and parser.BLANK_LINE.match(line):
            found.append("\n")
            blank = True
            state.cursor = after
            continue
        if line[0] in " \t" and _has_continuation_indent(line, columns):
            if blank and not first and not any(map(str.strip, found)):
                break  # An item can begin with one empty line at most.
            found.append(line)
            blank = False
            state.cursor = after
            continue
        # No other block begins with a letter.
        kind, m = ("", None) if line[0].isalpha() else _break(around, width, line)
        if m is not None and kind == "list_item":
            state.cursor = after
            following = _Marker(len(m["listitem_1"]) + len(m["listitem_2"]), m["listitem_3"])
            return _Lines("".join(found), following, apart=blank)
        if kind == "list":
            break
        if m is not None:
            before = len(state.tokens)
            end = parser.parse_method(m, state)
            if end:
                return _Lines("".join(found), end=end, before=before)
        if blank:
            break
        found.append(line)
        state.cursor = after
    return _Lines("".join(found))


def _break(around: _List, width: int, line: str) -> tuple[str, re.Match[str] | None]:
    """Return what begins at the cursor and ends an item: the next item, another block, or nothing."""
    line = _expand_leading_tabs(line) if line[0] in " \t" else line
    item = _item_pattern(around.bullet, min(width, _DEEPEST)).match(line)
    if item is not None and line.strip(_RULED):
        return "list_item", item
    m = _break_pattern(around.parser, min(width, _DEEPEST)).match(around.state.src, around.state.cursor)
    kind = m.lastgroup or "" if m is not None else ""
    if item is not None and kind != "thematic_break":
        return "list_item", item
    return kind, m


@lru_cache(maxsize=32)
def _item_pattern(bullet: str, width: int) -> re.Pattern[str]:
    return re.compile(_compile_list_item_pattern(bullet, width))


@lru_cache(maxsize=32)
def _break_pattern(parser: BlockParser, width: int) -> re.Pattern[str]:
    return _compile_list_break_sc(parser, width)


def _cleaned(text: str, columns: int) -> str:
    """Return the lines of an item without what sets them in."""
    if "\t" in text:
        return _clean_list_item_text(text, columns)
    blanks = " " * columns
    return "\n".join(line[columns:] if line.startswith(blanks) else line for line in text.split("\n"))
