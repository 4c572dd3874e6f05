"""Checks a configuration against `config.schema.json` without jsonschema, whose import costs 90 ms.

Knows the keywords which that schema uses; a test holds it against jsonschema itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from medlint._records import NamedTuple
from medlint.config.spans import Path

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}
_SPOKEN = {
    "string": "a text in quotes",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}
_OFF = (False, "off", "none", "ignore", "never", "disable", "disabled")
"""What people give a rule as its severity to switch it off; 0 is False."""


class Wrong(NamedTuple):
    """What is wrong at `path`; `at_key` says that the key is, not its value."""

    path: Path
    message: str
    at_key: bool = False


def check(data: object, schema: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with plain data (a date as ISO text), in the order of the data."""
    yield from _check(data, schema, schema, ())


def _check(data: object, schema: Mapping[str, Any], root: Mapping[str, Any], path: Path) -> Iterator[Wrong]:
    if "$ref" in schema:
        schema = {**_referred(schema["$ref"], root), **schema}
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    if kinds and not any(_is(data, kind) for kind in kinds):
        spoken = " or ".join(_SPOKEN[kind] for kind in kinds)
        yield Wrong(path, f"{_name(path)} must be {spoken}, not {_shown(data)}{_elsewhere(data, path)}")
        return
    if "enum" in schema and data not in schema["enum"]:
        choices = ", ".join(f'"{choice}"' for choice in schema["enum"])
        more = _elsewhere(data, path) or suggestion(data, schema["enum"])
        yield Wrong(path, f"{_name(path)} must be one of {choices}, not {_shown(data)}{more}")
        return
    if isinstance(data, str):
        if "\0" in data:
            yield Wrong(path, f"{_name(path)} holds a NUL character")
        elif len(data) < schema.get("minLength", 0):
            yield Wrong(path, f"{_name(path)} must not be empty")
        elif "pattern" in schema and not re.search(schema["pattern"], data):
            yield Wrong(path, f"{_name(path)} must look like 2026-11-23, not {_shown(data)}")
    elif isinstance(data, (int, float)) and not isinstance(data, bool):
        if data < schema.get("minimum", data):
            yield Wrong(path, f"{_name(path)} must be {schema['minimum']} or more, not {data}")
        elif data > schema.get("maximum", data):
            yield Wrong(path, f"{_name(path)} must be {schema['maximum']} or less, not {_shown(data)}")
    elif isinstance(data, list):
        yield from _check_list(data, schema, root, path)
    elif isinstance(data, dict):
        yield from _check_table(data, schema, root, path)


def _elsewhere(data: object, path: Path) -> str:
    """Return where a rule is switched off, if that is what its severity was meant to do; else ""."""
    if path[-2:-1] != ("severity",) or data not in _OFF:
        return ""
    return f'; to switch it off, put "{path[-1]}" into `ignore`'


def _referred(pointer: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what `#/…` points to, references followed."""
    found: Any = root
    for step in pointer.split("/")[1:]:
        found = found[step]
    return {**_referred(found["$ref"], root), **found} if "$ref" in found else found


def _check_list(
    data: list[object], schema: Mapping[str, Any], root: Mapping[str, Any], path: Path
) -> Iterator[Wrong]:
    if len(data) < schema.get("minItems", 0):
        yield Wrong(path, f"{_name(path)} must not be empty")
    if schema.get("uniqueItems"):
        twice = [one for at, one in enumerate(data) if any(_same(one, other) for other in data[:at])]
        if twice:
            yield Wrong(path, f"{_name(path)} must name nothing twice, but has {_shown(twice[0])} again")
    for index, element in enumerate(data) if "items" in schema else ():
        yield from _check(element, schema["items"], root, (*path, index))


def _same(one: object, other: object) -> bool:
    """Tell whether two values are equal as JSON: 1 is 1.0, but not true."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _check_table(
    data: Mapping[str, object], schema: Mapping[str, Any], root: Mapping[str, Any], path: Path
) -> Iterator[Wrong]:
    known: Mapping[str, Any] = schema.get("properties", {})
    more = schema.get("additionalProperties", True)
    for key in schema.get("required", ()):
        if key not in data:
            yield Wrong(path, f'"{key}" is missing here')
    names = schema.get("propertyNames", {}).get("enum")
    for key, value in data.items():
        if "\0" in key:
            yield Wrong((*path, key), "this key holds a NUL character", at_key=True)
        if names is not None and key not in names:
            yield _unknown_key(key, path, names)
        if key in known:
            yield from _check(value, known[key], root, (*path, key))
        elif more is False:
            yield _unknown_key(key, path, known)
        elif isinstance(more, dict):
            yield from _check(value, more, root, (*path, key))


def _unknown_key(key: str, path: Path, known: Iterable[str]) -> Wrong:
    where = f" in {_table_name(path)}" if path else ""
    return Wrong((*path, key), f'unknown key "{key}"{where}{suggestion(key, known)}', at_key=True)


def suggestion(wrong: object, names: Iterable[str]) -> str:
    """Return `; did you mean "…"?` with the nearest of the names, or nothing."""
    from difflib import get_close_matches

    plain = {name.replace("-", "").replace("_", "").lower(): name for name in names}
    given = str(wrong).replace("-", "").replace("_", "").lower()
    near = get_close_matches(given, plain, 1, 0.6)
    return f'; did you mean "{plain[near[0]]}"?' if near else ""


def _is(data: object, kind: str) -> bool:
    if kind == "integer" and isinstance(data, float):
        return data.is_integer()  # JSON Schema, 6.1.1: 1.0 is an integer
    return isinstance(data, _TYPES[kind]) and (kind != "integer" or not isinstance(data, bool))


def _name(path: Path) -> str:
    """Return the path as a person names it: `"tags.minimum"`, or `"select", item 2`."""
    parts: list[str] = []
    keys: list[str] = []
    for step in path:
        if isinstance(step, str):
            keys.append(step)
            continue
        parts += [f'"{".".join(keys)}"'] if keys else []
        parts.append(f"item {step + 1}")
        keys = []
    parts += [f'"{".".join(keys)}"'] if keys else []
    return ", ".join(parts) or "the configuration"


def _table_name(path: Path) -> str:
    """Return a table as its header names it: `[tags]`, or `[[overrides]]` for one of a list."""
    name = ".".join(step for step in path if isinstance(step, str))
    return f"[[{name}]]" if path and isinstance(path[-1], int) else f"[{name}]"


def _shown(data: object) -> str:
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, str):
        return f'"{data[:60]}"'
    if isinstance(data, (list, dict)):
        return "a list" if isinstance(data, list) else "a table"
    return str(data)[:60]
