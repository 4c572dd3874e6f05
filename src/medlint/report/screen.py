"""Text for a terminal: made harmless, measured in columns, wrapped and coloured."""

from __future__ import annotations

from collections.abc import Iterator

from medlint._records import NamedTuple

COLORS = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "dim": "2", "frame": "34"}
_JOINERS = "\u200c\u200d"
_TAB = "    "


class Cell(NamedTuple):
    """One character of the source as it is shown, and how many columns that takes."""

    text: str
    width: int


def cells(text: str) -> Iterator[Cell]:
    """Yield how each character is shown: controls and lone surrogates as escapes, a tab as 4 spaces."""
    if text.isascii() and text.isprintable():
        for character in text:
            yield Cell(character, 1)
        return
    from unicodedata import category, combining, east_asian_width

    joined, last = False, 0
    for character in text:
        kind = category(character)
        if character == "\t":
            cell = Cell(_TAB, len(_TAB))
        elif kind == "Zs":
            cell = Cell("\u3000", 2) if character == "\u3000" else Cell(" ", 1)
        elif character in _JOINERS:
            cell = Cell(character, 0)
        elif kind in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            shown = _escape(character)
            cell = Cell(shown, len(shown))
        elif character == "\ufe0f":
            cell = Cell(character, 1 if last == 1 else 0)
        elif (
            joined
            or combining(character)
            or kind in ("Mn", "Me")
            or "\U0001f3fb" <= character <= "\U0001f3ff"
        ):
            cell = Cell(character, 0)
        else:
            cell = Cell(character, 2 if east_asian_width(character) in "WF" else 1)
        joined = character == "\u200d"
        last = cell.width or last
        yield cell


def printable(text: str) -> str:
    """Return text that no terminal can take for a command, on one line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cell.text for cell in cells(text))


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(cell.width for cell in cells(text))


def wrap(text: str, width: int, hanging: int = 0) -> list[str]:
    """Return a text as lines of at most `width` columns, made harmless; a longer word stays whole.

    Lines after the first leave room for `hanging` columns before them.
    """
    lines: list[str] = []
    current, size = "", 0
    for word in text.split():
        shown = printable(word)
        wide = columns(shown)
        if current and size + 1 + wide > width - (hanging if lines else 0):
            lines.append(current)
            current, size = shown, wide
        else:
            current, size = (f"{current} {shown}", size + 1 + wide) if current else (shown, wide)
    return [*lines, current] if current or not lines else lines


def cut(text: str, width: int) -> str:
    """Return a printable text of at most `width` columns, with an ellipsis where something is left out."""
    if columns(text) <= width:
        return text
    kept: list[str] = []
    used = 1
    for cell in cells(text):
        used += cell.width
        if used > width:
            break
        kept.append(cell.text)
    return "".join(kept).rstrip() + "…"


def paint(text: str, style: str, color: bool) -> str:
    """Return a text in one of the styles, or as it is without colour."""
    return f"\x1b[{COLORS[style]}m{text}\x1b[0m" if color and text else text


def link(text: str, url: str, links: bool) -> str:
    """Return a text that leads to a page, for terminals that can follow (OSC 8)."""
    if not links or not url.isascii() or not url.isprintable():
        return text
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"


def count(number: int, name: str, plural: str = "") -> str:
    """Return `1 article`, `2 articles`."""
    return f"{number:,} {name if number == 1 else plural or name + 's'}"
