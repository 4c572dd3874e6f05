"""Tells whether a text could be about health at all.

A folder of a site holds other pages beside its articles. Health pages of 300 words or more have three
distinct words of health or more (`rules/_vocabulary/health.yaml`), or one or two again and again: how many
pages that was tried on is told in docs/accuracy.md. Where fewer stand in a text so long, its subject is
another. In doubt, and in languages without such words, a text counts as one about health.
"""

from __future__ import annotations

import re
from functools import cache

from medlint.vocabulary import load

_LEAST = 3
_LONG = 300
_OFTEN, _APART = 8, 100
"""How often words stand that show the subject alone, and within how many words one of them at least."""
_SAMPLE = 100_000
_REPORT = re.compile(
    r"## medlint(?: fails:| passes:| could not finish:|: nothing was checked)"
    r"|(?s:<!doctype html>\n.{0,1000}?<meta name=\"generator\" content=\"medlint )"
)
_TAG = re.compile(r"<[^<>]{0,2000}>|\]\([^()\s]{0,500}\)")
_WORD = re.compile(r"[^\W\d_]+")


def is_about_something_else(text: str, language: str) -> bool:
    """Tell whether a text is long enough to show its subject, and that is not health.

    `text` may hold markup; `language` is a primary tag, and without words for it nothing is told.
    """
    if language not in load("health"):
        return False
    shown = _TAG.sub(" ", text[:_SAMPLE]).lower()
    found: dict[str, int] = {}
    for match in _words(language).finditer(shown):
        found[match.group()] = found.get(match.group(), 0) + 1
        if len(found) >= _LEAST:
            return False
    alone = sum(found.get(word, 0) for word in load("health")[language].get("alone", ()))
    length = len(_WORD.findall(shown))
    return length >= _LONG and (alone < _OFTEN or alone * _APART < length)


def names_health(text: str, language: str) -> bool:
    """Tell whether a text has a word of health; in a language without such words none has."""
    return language in load("health") and _words(language).search(text.lower()) is not None


def is_report(text: str) -> bool:
    """Tell whether a text is a page that medlint wrote about articles, in Markdown or HTML."""
    return _REPORT.match(text) is not None


@cache
def _words(language: str) -> re.Pattern[str]:
    words = sorted(load("health")[language]["words"], key=len, reverse=True)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, words)) + ")")
