"""JSON Schemas: a quick proof that data are valid, and jsonschema for everything else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from medlint._resources import folder


class SchemaError(NamedTuple):
    """One failing keyword: where in the data, which keyword, and the subschema that holds it."""

    pointer: str
    keyword: str
    expected: Any
    value: Any
    subschema: Mapping[str, Any]


class BrokenSchemaError(ValueError):
    """A schema file cannot be read or is not a valid JSON Schema; the text says why."""


@cache
def builtin(name: str) -> Mapping[str, Any]:
    """Return `schemas/<name>.schema.json`."""
    return read_schema(os.path.join(folder("schemas"), f"{name}.schema.json"))


@cache
def read_schema(path: str) -> Mapping[str, Any]:
    """Return the JSON Schema in a file.

    Raises:
        BrokenSchemaError: the file cannot be read, is not JSON, or not a schema.
    """
    try:
        with open(path, encoding="utf-8-sig") as stream:
            schema = json.load(stream)
    except (OSError, ValueError) as error:
        raise BrokenSchemaError(f"{path}: {error}") from error
    if not isinstance(schema, dict):
        raise BrokenSchemaError(f"{path}: a schema is a JSON object")
    return schema


def errors(data: object, schema: Mapping[str, Any]) -> list[SchemaError]:
    """Return the failing keywords of `data`, most specific first in each place; none if it is valid.

    Raises:
        BrokenSchemaError: the schema itself is not valid.
    """
    if proves(data, schema):
        return []
    import jsonschema
    from jsonschema.exceptions import best_match

    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    try:
        validator.check_schema(schema)
    except jsonschema.SchemaError as broken:
        raise BrokenSchemaError(broken.message) from broken
    found = []
    for error in validator.iter_errors(data):
        best = best_match([error]) if error.context else error
        pointer = "".join(f"/{_escaped(part)}" for part in best.absolute_path)
        subschema = best.schema if isinstance(best.schema, Mapping) else {}
        found.append(
            SchemaError(pointer, str(best.validator), best.validator_value, best.instance, subschema)
        )
    return found


def _escaped(part: object) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def proves(data: object, schema: Mapping[str, Any]) -> bool:
    """Tell whether `data` is plainly valid. False proves nothing: the schema may use rarer keywords.

    It knows the keywords of the built-in schemas, so that an article in order costs no import of
    jsonschema (about 60 ms); a test holds it against jsonschema.
    """
    return _proves(data, schema, schema, 0)


_IGNORED = frozenset(("$schema", "$id", "$defs", "title", "description", "examples", "default", "x-medlint"))
_DEPTH = 60


def _proves(data: object, schema: object, root: Mapping[str, Any], depth: int) -> bool:
    if schema is True:
        return True
    if not isinstance(schema, Mapping) or depth > _DEPTH:
        return False
    for keyword, expected in schema.items():
        if keyword in _IGNORED:
            continue
        known = _KEYWORDS.get(keyword)
        if known is None or not known(data, expected, schema, root, depth + 1):
            return False
    return True


def _is_type(data: object, name: object) -> bool:
    if name == "integer":
        return isinstance(data, int) and not isinstance(data, bool)
    if name == "number":
        return isinstance(data, int | float) and not isinstance(data, bool)
    kinds: dict[object, type | tuple[type, ...]] = {
        "string": str,
        "object": dict,
        "array": list,
        "boolean": bool,
        "null": type(None),
    }
    return name in kinds and isinstance(data, kinds[name])


_Keyword = Callable[[Any, Any, Mapping[str, Any], Mapping[str, Any], int], bool]


def _type(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    names = expected if isinstance(expected, list) else [expected]
    return any(_is_type(data, name) for name in names)


def _properties(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return not isinstance(data, dict) or all(
        _proves(data[key], value, root, depth) for key, value in expected.items() if key in data
    )


def _required(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return not isinstance(data, dict) or all(key in data for key in expected)


def _items(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    if "prefixItems" in schema:
        return False
    return not isinstance(data, list) or all(_proves(item, expected, root, depth) for item in data)


def _ref(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    if not isinstance(expected, str) or not expected.startswith("#/"):
        return False
    target: Any = root
    for part in expected[2:].split("/"):
        if not isinstance(target, Mapping) or part not in target:
            return False
        target = target[part]
    return _proves(data, target, root, depth)


def _enum(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return any(data == value and isinstance(data, bool) == isinstance(value, bool) for value in expected)


def _const(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return bool(data == expected) and isinstance(data, bool) == isinstance(expected, bool)


def _pattern(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return not isinstance(data, str) or re.search(expected, data) is not None


def _minimum(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return not _is_type(data, "number") or data >= expected


def _maximum(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return not _is_type(data, "number") or data <= expected


def _min_length(data: Any, expected: Any, schema: Any, root: Any, depth: int) -> bool:
    return not isinstance(data, str) or len(data) >= expected


_KEYWORDS: Mapping[str, _Keyword] = {
    "type": _type,
    "properties": _properties,
    "required": _required,
    "items": _items,
    "$ref": _ref,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _minimum,
    "maximum": _maximum,
    "minLength": _min_length,
}
