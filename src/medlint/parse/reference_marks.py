"""Reference marks behind the stop of a sentence: "It helps.[2] Rest." and "It helps.² Rest."."""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBERS = r"\d{1,3}(?: ?[,;-] ?\d{1,3}){0,20}"
_BARE = r"\d{1,2}(?: ?[,-] ?\d{1,2}){0,20}"
_MARK = re.compile(
    r"(?<=[.!?])(?P<close>[\"')]{0,2})(?P<marks>"
    rf"(?:,? ?\[(?:{_NUMBERS}|\^[^\s\[\]]{{1,60}}|(?:note |n )?[a-z\d]{{1,2}})\]){{1,20}}"
    rf"|\({_NUMBERS}\)|\^{_NUMBERS}\^|[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹⁻,-]{{0,20}}"
    # A bare number was raised: behind a word, so that it is none of "v.2" and "1.5", and not as long as 911.
    rf"|(?:(?<=[^\W\d_]{{3}}[.!?])|(?<=[)%\"][.!?])|(?<=[.!?][\")])){_BARE}"
    r")(?=[\"')]?(?:\s|$))"
)
# What begins so may hold one. Few texts do, and `re` looks for a stop by itself.
_BEGUN = re.compile(r"[.!?][\"')]{0,2}(?:,? ?\[|[(^\d¹²³⁰⁴-⁹])")
_HIDDEN = "]"
"""What a mark is read as: it is no word, and may stand between a stop and the blank behind it."""


def without_marks(text: str, is_short: Callable[[str, int], bool]) -> str:
    """Return a folded text, as long as it was, in which no reference mark parts a stop from what follows.

    `is_short` tells of a text and the place of a full stop whether that ends a short form ("et al.[2] saw").
    """

    def hide(match: re.Match[str]) -> str:
        stop = match.start() - 1
        if text[stop] == "." and is_short(text, stop):
            return match.group()
        return match["close"] + _HIDDEN * len(match["marks"])

    return _MARK.sub(hide, text) if _BEGUN.search(text) else text
