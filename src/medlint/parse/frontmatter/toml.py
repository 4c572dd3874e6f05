"""TOML front matter with places: values from the standard library, places from a scan of the text."""

from __future__ import annotations

import re
from typing import Any

from medlint.document import KeySpan
from medlint.parse.frontmatter import (
    MAX_DEPTH,
    TOO_DEEP,
    Broken,
    Parsed,
    Pointers,
    number_as_typed,
    syntax_problem,
)
from medlint.source import Source, Span

_BASIC, _LITERAL = r'"(?:[^"\\\n]|\\.)*+"', r"'[^'\n]*+'"
_LONG_BASIC, _LONG_LITERAL = r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}', r"'''(?:[^']|'(?!''))*+'{3,5}"
_KEY = rf"(?:{_BASIC}|{_LITERAL}|[\w-]++)[ \t]*+"
# What a walk through the text meets: a key of more parts than `tomllib` reads in linear time, and a quotation
# mark that is never closed, behind which it does not read on.
_TOKEN = re.compile(
    rf"{_LONG_BASIC}|{_LONG_LITERAL}|(?P<unclosed>\"\"\"|''')"
    rf"|(?P<long>(?:{_KEY}\.[ \t]*+){{{MAX_DEPTH}}})|{_KEY}(?:\.[ \t]*+{_KEY})*+"
    r"|#[^\n]*+|[^\"'#\w-]++|(?P<open>[\"'])",
    re.S,
)
_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_PART = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+)""")
_BARE = re.compile(r"[^,\]}#\n]*")
_STRINGS = tuple(re.compile(string, re.S) for string in (_LONG_BASIC, _LONG_LITERAL, _BASIC, _LITERAL))
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_LINE = re.compile(r"^([\w-]{1,60})[ \t]{0,40}=[ \t]{0,40}(.*)$", re.M)


class _Lost(Exception):  # noqa: N818 - it never leaves this module
    """The scan met what it does not know."""


class _Scan:
    """Finds the places of the keys and values of a text that is known to be good TOML."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.pointers = Pointers(2 * len(text))  # `run` needs each once, `_plain` once more
        self.spans: dict[str, KeySpan] = {}
        self._tables: dict[str, int] = {}

    def run(self) -> None:
        """Fill `spans`; raises `_Lost`."""
        prefix = ""
        at = self._match(_BLANK, 0)
        while at < len(self.text):
            if self.text[at] == "[":
                prefix, at = self._header(at)
            else:
                at = self._pair(at, prefix, 1)
            at = self._match(_BLANK, at)

    def _header(self, at: int) -> tuple[str, int]:
        start = at
        double = self.text.startswith("[[", at)
        parts, at = self._key(at + (2 if double else 1))
        at = self._match(_SPACE, at)
        if not self.text.startswith("]]" if double else "]", at):
            raise _Lost
        at += 2 if double else 1
        pointer = self.pointers.below(self._inside(parts[:-1], ""), parts[-1][0])
        key, whole = parts[-1][1], self._place(start, at)
        self.spans.setdefault(pointer, KeySpan(key, whole))
        if double:
            count = self._tables[pointer] = self._tables.get(pointer, 0) + 1
            pointer = self.pointers.below(pointer, count - 1)
            self.spans[pointer] = KeySpan(whole, whole)
        return pointer, at

    def _inside(self, parts: list[tuple[str, Span]], pointer: str) -> str:
        """Follow a dotted key; a list of tables means its last table."""
        for name, span in parts:
            pointer = self.pointers.below(pointer, name)
            self.spans.setdefault(pointer, KeySpan(span, span))
            if pointer in self._tables:
                pointer = self.pointers.below(pointer, self._tables[pointer] - 1)
        return pointer

    def _pair(self, at: int, prefix: str, depth: int) -> int:
        parts, at = self._key(at)
        at = self._match(_SPACE, at)
        if self.text[at : at + 1] != "=":
            raise _Lost
        pointer = self.pointers.below(self._inside(parts[:-1], prefix), parts[-1][0])
        span, at = self._value(self._match(_SPACE, at + 1), pointer, depth)
        self.spans[pointer] = KeySpan(parts[-1][1], span)
        return at

    def _key(self, at: int) -> tuple[list[tuple[str, Span]], int]:
        parts: list[tuple[str, Span]] = []
        while True:
            at = self._match(_SPACE, at)
            match = _PART.match(self.text, at)
            if match is None:
                raise _Lost
            group = match.lastindex or 0
            name = match[group]
            if group == 1 and "\\" in name:
                import tomllib

                name = next(iter(tomllib.loads(f"{match[0]} = 1")))
            parts.append((name, self._place(*match.span(group))))
            at = match.end()
            after = self._match(_SPACE, at)
            if self.text[after : after + 1] != ".":
                return parts, at
            at = after + 1

    def _value(self, at: int, pointer: str, depth: int) -> tuple[Span, int]:
        if depth > MAX_DEPTH:
            raise _Lost
        character = self.text[at : at + 1]
        if character in {'"', "'"}:
            for pattern, quotes in zip(_STRINGS, (3, 3, 1, 1), strict=True):
                match = pattern.match(self.text, at)
                if match is not None:
                    inner = self._place(at + quotes, match.end() - quotes)
                    return inner, match.end()
            raise _Lost
        if character in {"[", "{"}:
            return self._collection(at, pointer, depth)
        match = _BARE.match(self.text, at)
        end = at + len((match[0] if match else "").rstrip())
        return self._place(at, end), end

    def _collection(self, start: int, pointer: str, depth: int) -> tuple[Span, int]:
        closing = "]" if self.text[start] == "[" else "}"
        at = self._match(_BLANK, start + 1)
        index = 0
        while not self.text.startswith(closing, at):
            if closing == "]":
                step = self.pointers.below(pointer, index)
                span, at = self._value(at, step, depth + 1)
                self.spans[step] = KeySpan(span, span)
            else:
                at = self._pair(at, pointer, depth + 1)
            at = self._match(_BLANK, at)
            if self.text[at : at + 1] == ",":
                at = self._match(_BLANK, at + 1)
            elif not self.text.startswith(closing, at):
                raise _Lost
            index += 1
        return self._place(start, at + 1), at + 1

    def _match(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        return match.end() if match is not None else at

    def _place(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)


def read_toml(source: Source, start: int, end: int) -> Parsed:
    """Return what the TOML in `[start, end)` says; dates stay as typed. Never raises.

    After an error the simple `key = value` lines still count.
    """
    import tomllib

    text = source.text[start:end]
    if text.count(".") >= MAX_DEPTH and _has_long_key(text):
        return Parsed({}, {}, (syntax_problem(source, start, TOO_DEEP),))
    scan = _Scan(text, start)
    try:
        data = tomllib.loads(text)
        try:
            scan.run()
        except _Lost:
            pass
        plain = _plain(data, "", scan, source.text, 0)
    except RecursionError:
        return Parsed({}, {}, (syntax_problem(source, start, TOO_DEEP),))
    except Broken as error:
        return Parsed(*_recover(text, start), (syntax_problem(source, start, error.reason),))
    except ValueError as error:
        found, spans = _recover(text, start)
        at, reason = _explain(str(error), text)
        return Parsed(found, spans, (syntax_problem(source, start + at, reason),))
    return Parsed(plain, scan.spans)


def _has_long_key(text: str) -> bool:
    told = next((match.lastgroup for match in _TOKEN.finditer(text) if match.lastgroup), None)
    return told == "long"


def _plain(value: Any, pointer: str, scan: _Scan, text: str, depth: int) -> Any:
    """Return plain values: dates and odd numbers as they are typed."""
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, dict):
        return {
            key: _plain(child, scan.pointers.below(pointer, key), scan, text, depth + 1)
            for key, child in value.items()
        }
    if isinstance(value, list):
        below = scan.pointers.below
        return [_plain(child, below(pointer, i), scan, text, depth + 1) for i, child in enumerate(value)]
    if isinstance(value, str | bool):
        return value
    place = scan.spans.get(pointer)
    typed = text[slice(*place.value)] if place is not None else str(value)
    return number_as_typed(typed) if isinstance(value, int | float) else typed


def _explain(message: str, text: str) -> tuple[int, str]:
    """Return where a message of tomllib points, and its reason in words for a writer."""
    place = _PLACE.search(message)
    at = len(text)
    if place is not None:
        at = 0
        for _ in range(int(place[1]) - 1):
            at = text.find("\n", at) + 1
        at = min(at + int(place[2]) - 1, len(text))
    message = message.partition(" (at ")[0]
    if message.startswith(("Invalid value", "Expected newline or end of document after a statement")):
        return at, "a text value needs quotes around it"
    if message.startswith("Cannot overwrite"):
        return at, "this key appears here twice"
    if message.startswith(("Unterminated", "Illegal character '\\n'")):
        return at, "a quotation mark is never closed"
    return at, message[:1].lower() + message[1:]


def _recover(text: str, base: int) -> tuple[dict[str, object], dict[str, KeySpan]]:
    data: dict[str, object] = {}
    spans: dict[str, KeySpan] = {}
    for match in _LINE.finditer(text):
        bare = match[2].strip()
        value = bare.strip("\"'") or bare
        if match[1] not in data and not value.startswith(("[", "{")):
            data[match[1]] = value
            at = base + match.start(2) + match[2].find(value)
            key = Span(base + match.start(1), base + match.end(1))
            spans[f"/{match[1]}"] = KeySpan(key, Span(at, at + len(value)))
    return data, spans
