"""Text in XML: quoted, and free of what no XML document may contain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache


def attributes(values: Mapping[str, object]) -> str:
    """Return ` name="value"` for each value, ready to stand in a tag."""
    from xml.sax.saxutils import quoteattr

    return "".join(f" {name}={quoteattr(legal(str(value)))}" for name, value in values.items())


def content(text: str) -> str:
    """Return a text to stand between two tags."""
    from xml.sax.saxutils import escape

    # A parser would read a lone carriage return as a line feed.
    return escape(legal(text), {"\r": "&#13;"})


def legal(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids, even escaped (section 2.2)."""
    return _forbidden().sub("", text)


@cache
def _forbidden() -> re.Pattern[str]:
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
