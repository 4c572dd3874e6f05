"""YAML front matter with places: PyYAML's events, built into plain values by the YAML 1.2 core rules.

PyYAML's own constructors follow YAML 1.1 (`no` is False, `12:30` is 750, a date is a date and 30 February
a crash), let the last of two equal keys win in silence, and expand aliases without a limit.
"""

from __future__ import annotations

import re
from typing import Any

from medlint._records import NamedTuple
from medlint.document import KeySpan, Problem
from medlint.parse.frontmatter import (
    MAX_DEPTH,
    TOO_DEEP,
    Broken,
    Parsed,
    Pointers,
    pointer_part,
    syntax_problem,
)
from medlint.parse.frontmatter.plain import plain_value
from medlint.parse.frontmatter.reasons import explain
from medlint.source import Source, Span, trimmed

_MAX_ALIASED = 10_000
_MAX_CHUNKS = 300
_NOT_YAML = "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_PROPERTY = re.compile(r"(?:[&!][^\s,\[\]{}]{0,500}\s{0,500}){1,2}")
_CHUNK = re.compile(r"""^(?:[^\s#:{\[>|&*!%@`'"-][^:\n]{0,80}|"[^"\n]{1,80}"):(?=\s|\Z)""", re.M)


class _Node(NamedTuple):
    value: Any
    span: Span
    end: int
    size: int = 1
    depth: int = 0


class _Frame:
    """A collection that is being read."""

    __slots__ = (
        "anchor",
        "depth",
        "end",
        "flow",
        "key",
        "key_span",
        "odd",
        "pointer",
        "size",
        "start",
        "value",
    )

    def __init__(self, value: Any, pointer: str | None, start: int, anchor: str | None, flow: bool) -> None:
        self.value = value
        self.pointer = pointer
        self.start = self.end = start
        self.anchor = anchor
        self.flow = flow
        self.key: str | None = None
        self.key_span = Span(start, start)
        self.odd = False
        self.size = 1
        self.depth = 0


def read_yaml(source: Source, start: int, end: int) -> Parsed:
    """Return what the YAML in `[start, end)` says. Never raises.

    After an error the block is read again key by key, so that one broken value hides no other.
    """
    text = source.text[start:end]
    problems: tuple[Problem, ...] = ()
    # To compile so large a class takes 3 ms; text of printable characters has none that is forbidden.
    printable = text.replace("\n", " ").replace("\t", " ").isprintable()
    bad = None if printable else re.search(_NOT_YAML, text)
    if bad is not None:
        reason = f"the character U+{ord(bad[0]):04X} is not allowed here"
        problems = (syntax_problem(source, start + bad.start(), reason),)
        text = re.sub(_NOT_YAML, "\ufffd", text)
    reader = _Reader(text, start)
    try:
        root = reader.read()
    except Broken as error:
        data, spans = _recover(text, start)
        if not problems:
            problems = (_problem(source, start, error),)
        return Parsed(data, spans, problems)
    if root is not None and not isinstance(root, dict):
        problems = problems or (syntax_problem(source, start, "it must be made of `key: value` lines"),)
        return Parsed({}, {}, problems)
    found = tuple(
        Problem("front-matter-duplicate-key", again, {"key": key, "line": source.position(first.start).line})
        for key, first, again in reader.duplicates
    )
    return Parsed(root or {}, reader.spans, problems + found)


def _problem(source: Source, start: int, error: Broken) -> Problem:
    if error.kind == "front-matter-syntax":
        return syntax_problem(source, start + error.at, error.reason, error.length)
    return Problem(error.kind, Span(start + error.at, start + error.at + error.length), {})


class _Reader:
    """Builds plain values and their places from YAML events, without recursion."""

    def __init__(self, text: str, base: int) -> None:
        self.text = text
        self.base = base
        self.pointers = Pointers(len(text))
        self.spans: dict[str, KeySpan] = {}
        self.duplicates: list[tuple[str, Span, Span]] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[_Node, str | None]] = {}
        self._aliased = 0
        self._last: Any = None

    def read(self) -> Any:
        """Return the value of the first document, or None if there is none; raises `Broken`."""
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        root: list[Any] = []
        try:
            events = loader(self.text)
            while True:
                event = events.get_event()
                name = type(event).__name__
                if name == "ScalarEvent":
                    self._last = event
                    self._done(self._scalar(event), event.anchor, root)
                elif name in {"MappingStartEvent", "SequenceStartEvent"}:
                    self._open(event, {} if name == "MappingStartEvent" else [])
                elif name in {"MappingEndEvent", "SequenceEndEvent"}:
                    self._close(event, root)
                elif name == "AliasEvent":
                    self._done(self._alias(event), None, root)
                elif event is None or name in {"DocumentEndEvent", "StreamEndEvent"}:
                    break
            if event is not None and name == "DocumentEndEvent":
                events.get_event()  # what stands behind the last key is an error if it is no new document
        except yaml.YAMLError as error:
            raise Broken(*explain(error, self.text, self._last, bool(self._stack))) from None
        return root[0] if root else None

    def _open(self, event: Any, value: Any) -> None:
        start = self._start(event)
        if len(self._stack) >= MAX_DEPTH:
            raise Broken(start, TOO_DEEP)
        self._stack.append(_Frame(value, self._pointer(), start, event.anchor, bool(event.flow_style)))

    def _close(self, event: Any, root: list[Any]) -> None:
        frame = self._stack.pop()
        end = event.end_mark.index if frame.flow else max(frame.end, frame.start)
        value = frame.value
        if frame.odd:
            # `author: {{ name }}`: a template that YAML reads as a mapping with a mapping for a key.
            value = self.text[frame.start : end]
        span = Span(self.base + frame.start, self.base + end)
        self._done(_Node(value, span, end, frame.size, frame.depth + 1), frame.anchor, root)

    def _scalar(self, event: Any) -> _Node:
        start, end = self._start(event), event.end_mark.index
        style = event.style
        value: object = event.value
        if style in {"'", '"'}:
            start, inner = start + 1, max(start + 1, end - 1)
        elif style in {"|", ">"}:
            line = self.text.find("\n", start, end)
            first = end if line == -1 else line + 1
            body = self.text[first:end]
            start = first + len(body) - len(body.lstrip(" \n"))
            inner = max(start, first + len(body.rstrip()))
        else:
            inner = end
            if event.implicit[0]:
                value = plain_value(event.value)
        return _Node(
            value, Span(self.base + start, self.base + inner), max(inner, end if style in {"'", '"'} else 0)
        )

    def _alias(self, event: Any) -> _Node:
        start, end = event.start_mark.index, event.end_mark.index
        name = event.anchor
        known = self._anchors.get(name)
        if any(frame.anchor == name for frame in self._stack):
            raise Broken(start, "recursive", "front-matter-alias-bomb", end - start)
        if known is None:
            raise Broken(start, "a value that begins with * needs quotes around it", length=end - start)
        node, origin = known
        self._aliased += node.size
        if self._aliased > _MAX_ALIASED or len(self._stack) + node.depth > MAX_DEPTH:
            raise Broken(start, "too much", "front-matter-alias-bomb", end - start)
        pointer = self._pointer()
        if origin is not None and pointer is not None:
            self._copy_spans(node.value, origin, pointer)
        span = Span(self.base + start, self.base + end)
        return _Node(node.value, span, end, node.size, node.depth)

    def _copy_spans(self, value: Any, origin: str, pointer: str) -> None:
        todo = [(value, origin, pointer)]
        while todo:
            value, origin, pointer = todo.pop()
            pairs = (
                value.items()
                if isinstance(value, dict)
                else enumerate(value)
                if isinstance(value, list)
                else ()
            )
            for key, child in pairs:
                old, new = f"{origin}/{pointer_part(str(key))}", self.pointers.below(pointer, key)
                if old in self.spans:
                    self.spans[new] = self.spans[old]
                todo.append((child, old, new))

    def _pointer(self) -> str | None:
        """Return the pointer of the value that comes next; None inside a key that is no scalar."""
        if not self._stack:
            return ""
        top = self._stack[-1]
        if top.pointer is None:
            return None
        if isinstance(top.value, list):
            return self.pointers.below(top.pointer, len(top.value))
        return None if top.key is None else self.pointers.below(top.pointer, top.key)

    def _done(self, node: _Node, anchor: str | None, root: list[Any]) -> None:
        """Put a finished value where it belongs."""
        pointer = self._pointer()
        if anchor:
            self._anchors[anchor] = (node, pointer)
        if not self._stack:
            root.append(node.value)
            return
        top = self._stack[-1]
        top.end = max(top.end, node.end)
        top.size += node.size
        top.depth = max(top.depth, node.depth)
        if isinstance(top.value, list):
            if pointer is not None:
                self.spans[pointer] = KeySpan(node.span, node.span)
            top.value.append(node.value)
        elif top.key is None:
            self._key(top, node)
        else:
            if pointer is not None:
                self.spans[pointer] = KeySpan(top.key_span, node.span)
            top.value[top.key] = node.value
            top.key = None

    def _key(self, frame: _Frame, node: _Node) -> None:
        start, end = node.span
        frame.key_span = node.span
        frame.key = self.text[start - self.base : end - self.base]
        if isinstance(node.value, str):
            frame.key = node.value
        elif isinstance(node.value, dict | list):
            frame.odd = True
        if frame.key in frame.value and frame.pointer is not None:
            first = self.spans.get(self.pointers.below(frame.pointer, frame.key))
            if first is not None:
                self.duplicates.append((frame.key, first.key, node.span))

    def _start(self, event: Any) -> int:
        """Return where a node starts, behind its anchor and tag."""
        start: int = event.start_mark.index
        if event.anchor or event.tag:
            scalar = hasattr(event, "value")
            match = _PROPERTY.match(self.text, start, event.end_mark.index if scalar else len(self.text))
            if match is not None:
                return match.end()
        return start


def _recover(text: str, base: int) -> tuple[dict[str, object], dict[str, KeySpan]]:
    """Read a broken block key by key: what parses alone, and simple lines as they stand."""
    data: dict[str, object] = {}
    spans: dict[str, KeySpan] = {}
    starts: list[re.Match[str]] = []
    for match in _CHUNK.finditer(text):
        starts.append(match)
        if len(starts) > _MAX_CHUNKS:
            break
    for index, match in enumerate(starts[:_MAX_CHUNKS]):
        start = match.start()
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        reader = _Reader(text[start:end], base + start)
        try:
            value = reader.read()
        except Broken:
            key = match.group()[:-1].strip("\" '")
            at = base + start + match.group().find(key)
            _simple_line(text, match.end(), base, (key, Span(at, at + len(key))), (data, spans))
            continue
        if isinstance(value, dict):
            data.update(value)
            spans.update(reader.spans)
    return data, spans


def _simple_line(
    text: str,
    start: int,
    base: int,
    key: tuple[str, Span],
    found: tuple[dict[str, object], dict[str, KeySpan]],
) -> None:
    """Take the rest of a line as the value of `key`: a text, or a list in brackets."""
    data, spans = found
    end = text.find("\n", start)
    end = len(text) if end == -1 else end
    span = trimmed(text, start, end, " \t")
    value = text[slice(*span)]
    pointer = f"/{pointer_part(key[0])}"
    if value.startswith("["):
        items: list[str] = []
        at = span.start
        for part in text[span.start : span.end].split(","):
            first, last = trimmed(text, at, at + len(part), " \t[]\"'")
            if first < last:
                place = Span(base + first, base + last)
                spans[f"{pointer}/{len(items)}"] = KeySpan(place, place)
                items.append(text[first:last])
            at += len(part) + 1
        data[key[0]] = items
    else:
        inner = trimmed(text, *span, " \t\"'")
        span = inner if inner.start < inner.end else span
        data[key[0]] = text[slice(*span)]
    spans[pointer] = KeySpan(key[1], Span(base + span.start, base + span.end))
