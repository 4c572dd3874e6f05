"""The simplest YAML front matter, read without a YAML parser: `key: value` lines and flat lists.

To load PyYAML takes longer than to read and check an article, and most articles need none of it. This
reader takes only what it reads just as PyYAML does, places included; all else it leaves alone.
"""

from __future__ import annotations

import re

from medlint._records import NamedTuple
from medlint.document import KeySpan
from medlint.parse.frontmatter import Parsed, number_as_typed
from medlint.source import Span

_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]{0,80}): *")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,3})?\Z")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SPECIAL = frozenset(",[]{}:#&*!|>'\"%@`?\\")


class _Scalar(NamedTuple):
    """A value, the place of its text, and where it ends with its quotes."""

    value: object
    span: Span
    end: int


def read_plain(text: str, start: int, end: int) -> Parsed | None:
    """Return what the YAML in `[start, end)` says, or None where that takes a YAML parser to know."""
    data: dict[str, object] = {}
    spans: dict[str, KeySpan] = {}
    at = start
    while at < end:
        stop = _line_end(text, at, end)
        line = text[at:stop]
        # What is printable in the sense of Unicode neither breaks a line nor is forbidden in YAML.
        if not line.isprintable():
            return None
        if not line.strip(" ") or line.startswith("#"):
            at = stop + 1
            continue
        match = _KEY.match(text, at, stop)
        if match is None or match[1] in data or (match.end() < stop and text[match.end() - 1] != " "):
            return None
        key, pointer = match[1], f"/{match[1]}"
        if match.end() == stop:
            items, span, at = _block_list(text, stop + 1, end)
        elif text[match.end()] == "[":
            items, span = _flow_list(text, match.end(), stop)
            at = stop + 1
        else:
            scalar = _scalar(text, match.end(), stop)
            if scalar is None:
                return None
            data[key], span, items = scalar.value, scalar.span, []
            at = stop + 1
        if items is None:
            return None
        if key not in data:
            data[key] = [item.value for item in items]
        for index, item in enumerate(items):
            spans[f"{pointer}/{index}"] = KeySpan(item.span, item.span)
        spans[pointer] = KeySpan(Span(*match.span(1)), span)
    return Parsed(data, spans) if data else None


def plain_value(text: str) -> object:
    """Return what a text without quotes means by the YAML 1.2 core rules, a number only if as typed."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in "+-.0123456789" and _NUMBER.match(text):
        return number_as_typed(text)
    return text


def _line_end(text: str, at: int, end: int) -> int:
    stop = text.find("\n", at, end)
    return end if stop == -1 else stop


def _block_list(text: str, at: int, end: int) -> tuple[list[_Scalar] | None, Span, int]:
    """Read the lines `- item` from `at`, all indented alike; return them, their span and what follows."""
    items: list[_Scalar] = []
    first, indent = at, -1
    while at < end:
        stop = _line_end(text, at, end)
        line = text[at:stop]
        bare = line.lstrip(" ")
        if not bare.startswith("- "):
            break
        depth = len(line) - len(bare)
        indent = depth if indent < 0 else indent
        item = _scalar(text, stop - len(bare[2:].lstrip(" ")), stop)
        if item is None or depth != indent or not line.isprintable():
            return None, Span(0, 0), at
        items.append(item)
        at = stop + 1
    if not items:
        return None, Span(0, 0), at
    return items, Span(first + indent, items[-1].end), at


def _flow_list(text: str, start: int, stop: int) -> tuple[list[_Scalar] | None, Span]:
    """Read `[one, two]`, which takes up the rest of its line."""
    whole = text[start:stop].rstrip(" ")
    span = Span(start, start + len(whole))
    items: list[_Scalar] = []
    if not whole.endswith("]"):
        return None, span
    at = start + 1
    for piece in whole[1:-1].split(","):
        after = at + len(piece)
        item = _scalar(text, after - len(piece.lstrip(" ")), after)
        if item is None or (text[item.span.start - 1] not in "\"'" and not _SPECIAL.isdisjoint(piece)):
            return None, span
        items.append(item)
        at = after + 1
    return items, span


def _scalar(text: str, start: int, stop: int) -> _Scalar | None:
    piece = text[start:stop].rstrip(" ")
    end = start + len(piece)
    if not piece:
        return None
    if piece[0] in "\"'":
        inner = piece[1:-1]
        if len(piece) < 2 or piece[-1] != piece[0] or piece[0] in inner or "\\" in inner:
            return None
        return _Scalar(inner, Span(start + 1, end - 1), end)
    if not (piece[0].isalnum() or piece[0] in "(/") or ": " in piece or " #" in piece or piece[-1] == ":":
        return None
    return _Scalar(plain_value(piece), Span(start, end), end)
