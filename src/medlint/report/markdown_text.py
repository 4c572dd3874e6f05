"""Text in Markdown on a code host: shown as it is, whatever it says."""

from __future__ import annotations

import re
from functools import cache

from medlint.report.screen import printable

_LONGEST = 400
_BREAK = "\u200b"
"""Has no width: between a sign and a name it keeps `@name` and `#1` from becoming links."""


def escaped(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line that Markdown shows as it is, cut if it is very long.

    It is also safe in the cell of a table. Neither `@name`, `#1`, `!1` and `GH-1` nor an address in it
    becomes a link. What stands between two backticks becomes code, in which nothing else has a meaning.
    """
    # Every second part was between backticks.
    parts = _coded().split(_cut(text, longest))
    return "".join(f"`{part}`" if index % 2 else _plain(part) for index, part in enumerate(parts))


def _plain(text: str) -> str:
    return html(_special().sub(r"\\\g<0>", _signs().sub(r"\g<0>" + _BREAK, text)), longest=0)


def code(text: str, *, cell: bool = False) -> str:
    """Return a text as code, inside a table's `cell` if so; as plain text where code could not show it."""
    shown = _cut(text, _LONGEST)
    # A pipe cuts a cell even inside code, and a backslash before it would be seen elsewhere.
    if not shown or "`" in shown or (cell and ("|" in shown or "\\" in shown)):
        # Plain text at the start of a line could be taken for the sign of a list.
        return _BREAK + escaped(text)
    return f"`{shown}`"


def html(text: str, longest: int = _LONGEST) -> str:
    """Return a text that HTML shows as it is, on one line."""
    text = _cut(text, longest) if longest else text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str, url: str) -> str:
    """Return Markdown text that leads to a page of the web, or the text alone if that is no such page."""
    if not url.startswith(("https://", "http://")) or len(url) > 4 * _LONGEST:
        return text
    from urllib.parse import quote

    return f"[{text}]({quote(url, safe=_KEPT, errors='replace')})"


_KEPT = ":/?#[]@!$&'*+,;=%~"


def _cut(text: str, longest: int) -> str:
    text = printable(" ".join(text[: longest + 1].split())).strip()
    return text if len(text) <= longest else text[: longest - 1] + "…"


@cache
def _coded() -> re.Pattern[str]:
    # A pipe would cut the cell of a table even inside code.
    return re.compile(r"(?<![`\\])`([^`|\\]+)`(?!`)")


@cache
def _special() -> re.Pattern[str]:
    # Within a word an underscore means nothing.
    return re.compile(r"[\\`*\[\]|~$^]|(?<![^\W_])_|_(?![^\W_])")


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"[@#!](?=\w)|\bGH-(?=\d)|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
