"""Refuses a site's schema that could not be used on every article, before any is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from medlint.schema import BrokenSchemaError, escaped, read_schema, registered, validator

_NOTE = frozenset(("message", "hint", "rule"))
_PLAIN = frozenset(("const", "enum", "default", "examples", "x-medlint"))
"""Keywords whose values are no schemas."""
_SAME = frozenset(("allOf", "anyOf", "oneOf", "not", "if", "then", "else"))
"""Keywords whose schemas judge the value that the schema around them judges."""
_DEEPEST = 100


def check_schema(path: str, is_rule: Callable[[str], bool]) -> None:
    """Refuse a site's schema that could not be used on every article.

    `is_rule` tells whether `x-medlint` may hand a finding to the rule of that code or name.

    Raises:
        BrokenSchemaError: the file, or a part of it that is then named, is wrong.
    """
    schema = read_schema(path)
    try:
        _check(schema, is_rule)
    except BrokenSchemaError as error:
        raise BrokenSchemaError(f"{path}: {error}") from None
    except RecursionError:
        raise BrokenSchemaError(f"{path}: it is nested too deeply") from None
    except ValueError as error:
        # What `$id` and `$ref` hold is taken apart as an address.
        raise BrokenSchemaError(f"{path}: an address in it cannot be read: {error}") from None


def _check(schema: Mapping[str, Any], is_rule: Callable[[str], bool]) -> None:
    parts = list(_parts(schema, ""))
    for pointer, key, value in parts:
        for pattern in _patterns(key, value):
            wrong = _wrong_pattern(pattern)
            if wrong:
                raise BrokenSchemaError(f"{pointer}: {wrong}")
    validator(schema)
    for pointer, key, value in parts:
        wrong = _wrong_note(value, is_rule) if key == "x-medlint" else ""
        if wrong:
            raise BrokenSchemaError(f"{pointer}: {wrong}")
    _refuse_circles(schema)


def _parts(part: object, pointer: str, depth: int = 0) -> Iterator[tuple[str, str, object]]:
    """Yield pointer, keyword and value of all keywords of a schema."""
    if depth > _DEEPEST:
        raise BrokenSchemaError(f"it is nested too deeply, more than {_DEEPEST} levels")
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from _parts(item, f"{pointer}/{index}", depth + 1)
    elif isinstance(part, dict):
        for key, value in part.items():
            place = f"{pointer}/{escaped(key)}"
            yield place, key, value
            if key not in _PLAIN:
                yield from _parts(value, place, depth + 1)


def _patterns(key: str, value: object) -> Iterator[str]:
    if key == "pattern" and isinstance(value, str):
        yield value
    elif key == "patternProperties" and isinstance(value, dict):
        yield from value


def _wrong_pattern(pattern: str) -> str:
    """Return what is wrong with a regular expression, or ""."""
    from medlint.schema.runaway import runs_away

    try:
        re.compile(pattern)
        if not runs_away(pattern):
            return ""
    except (re.error, OverflowError) as error:
        return f"{pattern[:60]!r} is not a regular expression: {error}"
    except RecursionError:
        return f"{pattern[:60]!r} is not a regular expression: it is nested too deeply"
    return f"{pattern[:60]!r} repeats what is a repetition itself, which can take for ever"


def _refuse_circles(schema: Mapping[str, Any]) -> None:
    """Refuse a schema of which a part says of a value that it must satisfy that very part."""
    from referencing.jsonschema import DRAFT202012

    root = DRAFT202012.create_resource(schema)
    done: set[int] = set()
    waiting = [(root, registered(schema).resolver(root.id() or ""))]
    while waiting:
        resource, resolver = waiting.pop()
        _follow(resource.contents, resolver, (), done)
        waiting += ((inner, resolver.in_subresource(inner)) for inner in resource.subresources())


def _follow(part: object, resolver: Any, above: tuple[int, ...], done: set[int]) -> None:
    """Go through all parts that judge the same value as `part`; `above` are those that led here."""
    if id(part) in above:
        raise BrokenSchemaError("it refers to itself without end")
    if not isinstance(part, dict) or id(part) in done:
        return
    if len(above) > _DEEPEST:
        raise BrokenSchemaError(f"it refers on too often, more than {_DEEPEST} times")
    for key, value in part.items():
        if key in ("$ref", "$dynamicRef") and isinstance(value, str):
            found = resolver.lookup(value)
            _follow(found.contents, found.resolver, (*above, id(part)), done)
        elif key in _SAME:
            for inner in value if isinstance(value, list) else (value,):
                _follow(inner, resolver, (*above, id(part)), done)
        elif key == "dependentSchemas" and isinstance(value, dict):
            for inner in value.values():
                _follow(inner, resolver, (*above, id(part)), done)
    done.add(id(part))


def _wrong_note(note: object, is_rule: Callable[[str], bool]) -> str:
    """Return what is wrong with an `x-medlint`, or ""."""
    if not isinstance(note, dict) or not all(isinstance(entry, dict) for entry in note.values()):
        return 'maps each keyword (or "*") to an object with any of message, hint, rule'
    for keyword, entry in note.items():
        for key, value in entry.items():
            if key not in _NOTE or not isinstance(value, str):
                return f'"{keyword}" takes texts called message, hint and rule, not "{key}": {value!r}'
        if "rule" in entry and not is_rule(entry["rule"]):
            return f'no rule is called "{entry["rule"]}"'
    return ""
