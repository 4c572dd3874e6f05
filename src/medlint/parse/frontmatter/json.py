"""JSON front matter with places: a reader that notes where each value stands."""

from __future__ import annotations

import re
from typing import Any

from medlint.document import KeySpan, Problem
from medlint.parse.frontmatter import (
    MAX_DEPTH,
    TOO_DEEP,
    Broken,
    Parsed,
    Pointers,
    number_as_typed,
    pointer_part,
    syntax_problem,
)
from medlint.source import Source, Span

_SPACE = re.compile(r"[ \t\n]*")
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,9})?")
_CONSTANTS = {"true": True, "false": False, "null": None}
_MEMBER = re.compile(
    r'(?:^|[{,])[ \t]{0,40}"((?:[^"\\\n]|\\.){1,80})"[ \t]{0,40}:[ \t]{0,40}"((?:[^"\\\n]|\\.){0,500})"', re.M
)


class _Reader:
    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.pointers = Pointers(len(text))
        self.spans: dict[str, KeySpan] = {}
        self.duplicates: list[tuple[str, Span, Span]] = []

    def value(self, at: int, pointer: str, depth: int) -> tuple[object, Span, int]:
        """Return the value at `at`, its span in the file, and where the text goes on."""
        text = self.text
        character = text[at : at + 1]
        if character == '"':
            string, end = self.string(at)
            return string, self.place(at + 1, end - 1), end
        if character in {"{", "["} and depth >= MAX_DEPTH:
            raise Broken(at, TOO_DEEP)
        if character == "{":
            found, end = self.members(at + 1, pointer, depth)
            return found, self.place(at, end), end
        if character == "[":
            items, end = self.items(at + 1, pointer, depth)
            return items, self.place(at, end), end
        number = _NUMBER.match(text, at)
        if number is not None:
            return number_as_typed(number[0]), self.place(at, number.end()), number.end()
        for word, constant in _CONSTANTS.items():
            if text.startswith(word, at):
                return constant, self.place(at, at + len(word)), at + len(word)
        reason = "use double quotation marks" if character == "'" else "a value is expected here"
        raise Broken(at, reason)

    def members(self, at: int, pointer: str, depth: int, closing: str = "}") -> tuple[dict[str, object], int]:
        """Return the members of an object up to `closing` (empty: up to the end of the text)."""
        found: dict[str, object] = {}
        at = self.skip(at)
        while not self._ends(at, closing):
            if self.text[at : at + 1] != '"':
                raise Broken(at, "a key in double quotation marks is expected here")
            key, end = self.string(at)
            key_span = self.place(at + 1, end - 1)
            at = self.skip(end)
            if self.text[at : at + 1] != ":":
                raise Broken(at, "a colon is expected after the key")
            step = self.pointers.below(pointer, key)
            if key in found:
                self.duplicates.append((key, self.spans[step].key, key_span))
            found[key], span, at = self.value(self.skip(at + 1), step, depth + 1)
            self.spans[step] = KeySpan(key_span, span)
            at = self._next(at, closing)
        return found, at + len(closing)

    def items(self, at: int, pointer: str, depth: int) -> tuple[list[object], int]:
        """Return the elements of an array."""
        found: list[object] = []
        at = self.skip(at)
        while not self._ends(at, "]"):
            step = self.pointers.below(pointer, len(found))
            value, span, at = self.value(at, step, depth + 1)
            found.append(value)
            self.spans[step] = KeySpan(span, span)
            at = self._next(at, "]")
        return found, at + 1

    def _next(self, at: int, closing: str) -> int:
        """Return where the next element starts, or the closing bracket stands."""
        at = self.skip(at)
        if self.text[at : at + 1] == ",":
            after = self.skip(at + 1)
            if self._ends(after, closing):
                raise Broken(at, "there is a comma after the last value")
            return after
        if not self._ends(at, closing):
            raise Broken(at, "a comma is missing here")
        return at

    def _ends(self, at: int, closing: str) -> bool:
        if at >= len(self.text):
            if closing:
                raise Broken(at, f"a closing {closing} is missing")
            return True
        return bool(closing) and self.text[at] == closing

    def string(self, at: int) -> tuple[str, int]:
        """Return the string that opens at `at`, decoded, and where it ends."""
        from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

        try:
            string, end = scanstring(self.text, at + 1, False)
        except JSONDecodeError as error:
            unclosed = error.msg.startswith("Unterminated")
            reason = "this quotation mark is never closed" if unclosed else r"a backslash is written \\"
            raise Broken(at if unclosed else error.pos, reason) from None
        return string, end

    def skip(self, at: int) -> int:
        """Return the offset of the next character that is no white space."""
        match = _SPACE.match(self.text, at)
        return match.end() if match is not None else at

    def place(self, start: int, end: int) -> Span:
        """Return a range of this text as a span of the file."""
        return Span(self.base + start, self.base + end)


def read_json(source: Source, start: int, end: int, *, whole: bool = True) -> Parsed:
    """Return what the JSON object in `[start, end)` says. Never raises.

    The braces may be missing (Hexo's `;;;` form). Unless `whole`, text may follow the object;
    `Parsed.end` is where the object ends, and 0 after an error. An error keeps the simple members.
    """
    reader = _Reader(source.text[start:end], start)
    try:
        at = reader.skip(0)
        if reader.text[at : at + 1] == "{":
            data, at = reader.members(at + 1, "", 1)
            rest = reader.skip(at)
            if whole and rest < len(reader.text):
                raise Broken(rest, "there is text after the closing }")
        else:
            data, at = reader.members(at, "", 1, "")
    except Broken as error:
        data, spans = _recover(reader.text, start)
        return Parsed(data, spans, (syntax_problem(source, start + error.at, error.reason),))
    problems = tuple(
        Problem("front-matter-duplicate-key", again, {"key": key, "line": source.position(first.start).line})
        for key, first, again in reader.duplicates
    )
    return Parsed(data, reader.spans, problems, start + at)


def _recover(text: str, base: int) -> tuple[dict[str, object], dict[str, KeySpan]]:
    data: dict[str, object] = {}
    spans: dict[str, KeySpan] = {}
    for match in _MEMBER.finditer(text):
        key: Any = match[1]
        if key not in data:
            data[key] = match[2]
            places = [Span(base + match.start(group), base + match.end(group)) for group in (1, 2)]
            spans[f"/{pointer_part(key)}"] = KeySpan(*places)
    return data, spans
