"""Metadata that an MDX file states in JavaScript: `export const author = "…"`, or in an object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from medlint.document import Value
from medlint.parse.jsx import esm_end
from medlint.parse.metadata import field_of
from medlint.source import Span

_EXPORT = re.compile(
    r"^export[ \t]+(?:const|let|var)[ \t]+([A-Za-z_$][\w$]*)[ \t]*(?::[^=\n]{1,60})?=\s*", re.M
)
_TOKEN = re.compile(
    r"""(?P<key>[A-Za-z_$][\w$]*|"[\w:.-]{1,40}"|'[\w:.-]{1,40}')\s*:(?=\s*[\[{"'`\d])"""
    r"""|"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'|`(?P<back>(?:[^`\\$]|\\.)*)`"""
    r"""|(?P<open>[\[{(])|(?P<close>[\]})])|(?P<comma>,)"""
)
_HOLDERS = frozenset(("metadata", "meta", "frontmatter", "article", "post", "page", "seo", "opengraph"))
# What the card for a social network says again.
_ONCE = frozenset(("title", "description", "published", "updated"))
_DEEPEST = 4
_LONGEST = 20_000
_FAILURES = 20
"""Statements without an end behind which no further one is read."""


def export_values(text: str, start: int) -> tuple[Value, ...]:
    """Return what the exports of an MDX file say of the article; text only, no figures."""
    if "export" not in text:
        return ()
    found: list[Value] = []
    for match, end in _exports(text, start):
        told = {value.field for value in found if value.field in _ONCE}
        for value in _strings(text, match, end):
            if value.field not in told:
                found.append(value)
                told |= {value.field} & _ONCE
    return tuple(found)


def _exports(text: str, start: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the statements that export a value, and up to where each is read."""
    closed, failures = start, 0
    for match in _EXPORT.finditer(text, start):
        if match.start() < closed:
            continue  # Inside another statement none begins.
        closed = esm_end(text, match.start(), mdx=True)
        if closed > match.start():
            yield match, min(closed, match.start() + _LONGEST)
            continue
        # Each of them was looked for up to the end of the file.
        failures += 1
        if failures > _FAILURES:
            return


def _strings(text: str, export: re.Match[str], end: int) -> Iterator[Value]:
    """Yield the strings of one export that a known key, or the name of the export, stands for."""
    keys: list[tuple[str, Span]] = []
    key = (export[1], Span(*export.span(1)))
    for token in _TOKEN.finditer(text, export.end(), end):
        kind = token.lastgroup
        if kind == "key":
            key = (token["key"].strip("\"'"), Span(*token.span("key")))
        elif kind == "open":
            keys.append(key if token["open"] != "(" else ("", key[1]))
            if len(keys) > _DEEPEST:
                return
        elif kind == "close":
            key = keys.pop() if keys else key
        elif kind in ("double", "single", "back"):
            names = [*keys, key]
            field = _field(names)
            span = Span(*token.span(kind))
            if field and text[span.start : span.end].strip():
                yield Value(field, text[span.start : span.end], span, "page", names[-1][0], names[-1][1])


def _field(keys: list[tuple[str, Span]]) -> str:
    """Return the field that a path of keys states: `author`, `metadata.authors.name`, or nothing."""
    path = [key for key, _ in groupby(key for key, _ in keys)]
    if len(path) > 1 and path[0].lower() in _HOLDERS:
        del path[0]
    if len(path) > 1 and path[0].lower() in _HOLDERS:
        del path[0]
    if len(path) == 2 and path[1].lower() == "name":
        return field_of(path[0]) if field_of(path[0]) in ("author", "reviewer", "editor") else ""
    return field_of(path[0]) if len(path) == 1 else ""
