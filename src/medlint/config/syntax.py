"""What is said of a configuration file that is no TOML: `tomllib` speaks to those who know its rules."""

from __future__ import annotations

import re

from medlint.source import Position, Source

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SET = re.compile(r"""^[ \t]*([\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*=""", re.M)
_TWICE = re.compile(r"Cannot declare \((.*)\) twice")
_INLINE = re.compile(r"Duplicate inline table key '(.*)'")
_WORD = re.compile(r"[A-Za-z][\w./-]*")
_TRUTH = {**dict.fromkeys(("true", "yes", "on"), "true"), **dict.fromkeys(("false", "no", "off"), "false")}


def explained(text: str, message: str) -> tuple[str, Position]:
    """Return what is wrong with a text, by the message of `tomllib`, and where."""
    place = _PLACE.search(message)
    said = message[: place.start()] if place else message
    position = Position(text.count("\n") + 1, len(text) - text.rfind("\n"))
    if place and place[1]:
        position = Position(int(place[1]), int(place[2]))
    at = sum(map(len, text.splitlines(keepends=True)[: position.line - 1])) + position.column - 1
    if said == "Invalid value":
        return f"invalid value{_meant(text, at)}", position
    if said == "Cannot overwrite a value" and (key := _set_twice(text[:at])):
        return f"{key[1]} is set twice", Source("", text).position(key.start(1))
    if twice := _TWICE.match(said):
        name = ".".join(re.findall("'([^']*)'", twice[1]))
        return f"[{name}] stands here a second time: put all its keys under the first", position
    if inline := _INLINE.match(said):
        return f"{inline[1]} is set twice", position
    return f"{said[:1].lower()}{said[1:]}", position


def _meant(text: str, at: int) -> str:
    """Return what to write instead of a bare word, or ""."""
    word = _WORD.match(text, at)
    if not word:
        return ""
    truth = _TRUTH.get(word[0].lower())
    return f"; write {truth}" if truth else f'; a text needs quotation marks: "{word[0]}"'


def _set_twice(before: str) -> re.Match[str] | None:
    """Return where the last key of a text is set, if the same was set before, in whichever table."""
    keys = list(_SET.finditer(before))
    last = keys.pop() if keys else None
    return last if last is not None and any(key[1] == last[1] for key in keys) else None
