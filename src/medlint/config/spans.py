"""Where a key or value stands in a TOML file: needed only to report what is wrong with it.

`tomllib` gives values without places. The text scanned here has been read by `tomllib` already, so it
is valid TOML and the scanner need not judge it; where it loses its way it gives the nearest place known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.source import Position, Source

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.S)
_LONG_LITERAL = re.compile(r"'''(?:[^']|'(?!''))*'{3,5}")
_PLAIN = re.compile(r"[^,\]}#\n]*")


class Place(NamedTuple):
    """Offsets of a key (-1 for an element of a list) and of its value."""

    path: Path
    key: int
    value: int


def locate(text: str, path: Path, *, key: bool = False) -> Position:
    """Return where the value (or, with `key`, the key) at `path` stands; the nearest parent if unknown."""
    best, length, inside = 0, -1, -1
    counts: dict[Path, int] = {}
    try:
        for place in _places(text, counts):
            at = place.key if place.key >= 0 and (key or len(place.path) < len(path)) else place.value
            if place.path == path:
                return Source("", text).position(at)
            if len(place.path) > length and path[: len(place.path)] == place.path:
                best, length = at, len(place.path)
            elif inside < 0 and place.path[: len(path)] == path:
                inside = place.key  # `a.b = 1` is all that there is of `a`
    except RecursionError:  # what `tomllib` can still nest may be too deep here
        pass
    return Source("", text).position(inside if inside >= 0 else best)


def _places(text: str, counts: dict[Path, int]) -> Iterator[Place]:
    """Yield the places of all keys and values in the order of the text."""
    table: Path = ()
    at = _skip(text, 0)
    while at < len(text):
        start = at
        if text[at] == "[":
            many = text.startswith("[[", at)
            names, at = _key(text, at + (2 if many else 1))
            at = _line_end(text, at)
            table = _resolve(names, counts, many)
            yield Place(table, start, start)
        else:
            names, at = _key(text, at)
            at = _skip(text, at + 1)  # the equals sign
            yield Place(table + names, start, at)
            for place in _value(text, at, table + names):
                at = max(at, place.value)
                if place.path:
                    yield place
        if at <= start:
            return
        at = _skip(text, at)


def _resolve(names: tuple[str, ...], counts: dict[Path, int], many: bool) -> Path:
    """Return the path of a table header: an array of tables on the way stands for its last element."""
    table: Path = ()
    for number, name in enumerate(names):
        table += (name,)
        if many and number == len(names) - 1:
            counts[table] = counts.get(table, -1) + 1
        if table in counts:
            table += (counts[table],)
    return table


def _value(text: str, at: int, path: Path) -> Iterator[Place]:
    """Yield the places inside a value; last, with an empty path, where the value ends."""
    opener = text[at : at + 1]
    if opener not in ("[", "{"):
        yield Place((), -1, _scalar_end(text, at))
        return
    end = "]" if opener == "[" else "}"
    at = _skip(text, at + 1)
    index = 0
    while at < len(text) and text[at] != end:
        before, key = at, -1
        child: Path = (*path, index)
        if opener == "{":
            key = at
            names, at = _key(text, at)
            at = _skip(text, at + 1)
            child = path + names
        yield Place(child, key, at)
        for place in _value(text, at, child):
            if place.path:
                yield place
            at = max(at, place.value)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        index += 1
        if at <= before:
            break
    yield Place((), -1, at + 1)


def _key(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Return the parts of a dotted key and where it ends, blanks after it included."""
    names: list[str] = []
    while True:
        at = _skip(text, at)
        match = _BASIC.match(text, at) or _LITERAL.match(text, at) or _BARE.match(text, at)
        if match is None:
            return tuple(names), at
        part = match.group()
        names.append(_unquote(part) if part[0] in "\"'" else part)
        at = _skip(text, match.end())
        if text[at : at + 1] != ".":
            return tuple(names), at
        at += 1


def _unquote(part: str) -> str:
    if part[0] == "'" or "\\" not in part:
        return part[1:-1]
    import tomllib

    try:
        return str(tomllib.loads(f"key = {part}")["key"])
    except tomllib.TOMLDecodeError:
        return part[1:-1]


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end == -1 else end


def _scalar_end(text: str, at: int) -> int:
    for pattern in (_LONG_BASIC, _LONG_LITERAL, _BASIC, _LITERAL, _PLAIN):
        match = pattern.match(text, at)
        if match:
            return match.end()
    return at
