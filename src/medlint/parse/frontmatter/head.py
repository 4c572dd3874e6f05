"""Front matter without fences, as Pelican and MultiMarkdown have it: `Title: …` lines up to a blank one."""

from __future__ import annotations

import re

from medlint.document import FrontMatter, KeySpan
from medlint.source import Source, Span

_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,40}):(?:[ \t]{1,8}(\S[^\n]{0,2000}))?[ \t\r]*(?:\n|\Z)")
_MORE = re.compile(r"(?: {4}|\t)[^\n]{0,2000}(?:\n|\Z)")
_BLANK = re.compile(r"[ \t\r]*(?:\n|\Z)")
_MOST = 40
_FEWEST = 2
_SURE = 4
"""Keys from which on a head with `_SAID` ends with its last key, as Pelican reads it."""
_SAID = {"title", "date"}


def read_head(source: Source) -> tuple[FrontMatter, int] | None:
    """Return the head of a file that opens with a title, and where the text below begins; None if it is none.

    It has another key; each of its lines is a key, or goes on with one. A blank line ends it or, where title,
    date and two more keys stand in it, any other line.
    """
    text = source.text
    if not source.path.lower().endswith(_ENDINGS):
        return None
    data: dict[str, object] = {}
    spans: dict[str, KeySpan] = {}
    at = 0
    for _ in range(_MOST):
        line = _LINE.match(text, at)
        if line is None:
            more = _MORE.match(text, at)
            if more is None or not more.group().strip():
                break
            at = more.end()
            continue
        key = line[1].lower()
        value = (line[2] or "").rstrip()
        start = line.start(2) if line[2] else line.end(1) + 1
        if key not in data:
            data[key] = value
            spans[f"/{key}"] = KeySpan(Span(*line.span(1)), Span(start, start + len(value)))
        at = line.end()
    blank = _BLANK.match(text, at)
    if len(data) < _FEWEST or (blank is None and not (len(data) >= _SURE and data.keys() >= _SAID)):
        return None
    return FrontMatter("yaml", data, spans, Span(0, at)), blank.end() if blank else at
