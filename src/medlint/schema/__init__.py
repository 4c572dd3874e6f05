"""JSON Schemas: a quick proof that data are valid, and jsonschema for everything else."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from medlint import _shelf
from medlint._files import time_and_size
from medlint._places import folder
from medlint._records import NamedTuple


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
    path = os.path.join(folder("schemas"), f"{name}.schema.json")
    schema: Mapping[str, Any] = _shelf.data(path, lambda: read_schema(path))
    return schema


def read_schema(path: str) -> Mapping[str, Any]:
    """Return the JSON Schema in a file, as it is now.

    Raises:
        BrokenSchemaError: the file cannot be read, is not JSON, or not a schema.
    """
    return _read(path, time_and_size(path))


@lru_cache(maxsize=64)
def _read(path: str, _changed: tuple[int, int]) -> Mapping[str, Any]:
    import json

    try:
        with open(path, encoding="utf-8-sig") as stream:
            schema = json.load(stream, object_hook=_spelt_out, parse_constant=_number, parse_float=_number)
    except OSError as error:
        raise BrokenSchemaError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except (ValueError, RecursionError) as error:
        raise BrokenSchemaError(f"{path}: not valid JSON: {error}") from error
    if not isinstance(schema, dict):
        raise BrokenSchemaError(f"{path}: a schema is a JSON object")
    return schema


def _number(text: str) -> float:
    """Return a number; what Python takes besides for one, such as NaN, is none in JSON."""
    from math import isfinite

    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is not a number")
    return number


def _spelt_out(part: dict[str, Any]) -> dict[str, Any]:
    """Write `"key": false` of `properties` in full: jsonschema does not say where the short form fails."""
    inner = part.get("properties")
    if isinstance(inner, dict) and False in inner.values():
        full = {key: {"not": {}} if value is False else value for key, value in inner.items()}
        return {**part, "properties": full}
    return part


def errors(data: object, schema: Mapping[str, Any]) -> list[SchemaError]:
    """Return the failing keywords of `data`; none if it is valid.

    Raises:
        BrokenSchemaError: the schema itself is not valid.
    """
    if proves(data, schema):
        return []
    from jsonschema.exceptions import best_match

    found = []
    for error in validator(schema).iter_errors(data):
        best = best_match([error]) if error.context else error
        pointer = "".join(f"/{escaped(part)}" for part in best.absolute_path)
        subschema = best.schema if isinstance(best.schema, Mapping) else {}
        found.append(
            SchemaError(pointer, str(best.validator), best.validator_value, best.instance, subschema)
        )
    return found


_validators: dict[int, tuple[Mapping[str, Any], Any]] = {}
_KEPT = 32


def validator(schema: Mapping[str, Any]) -> Any:
    """Return jsonschema's validator, which may refer to the built-in schemas by name.

    It never looks anywhere else for what a `$ref` names, least of all on the network.
    """
    known = _validators.get(id(schema))
    if known is not None and known[0] is schema:
        return known[1]
    import jsonschema
    from referencing.jsonschema import DRAFT202012

    kind = jsonschema.Draft202012Validator
    try:
        kind.check_schema(schema)
    except jsonschema.SchemaError as broken:
        where = "".join(f"/{escaped(part)}" for part in broken.absolute_path)
        raise BrokenSchemaError(f"{where}: {broken.message}" if where else broken.message) from broken
    registry = registered(schema)
    root = DRAFT202012.create_resource(schema)
    _resolve(root, registry.resolver(root.id() or ""))
    made = kind(schema, registry=registry, format_checker=jsonschema.FormatChecker())
    if len(_validators) >= _KEPT:
        _validators.clear()
    _validators[id(schema)] = schema, made
    return made


def registered(schema: Mapping[str, Any]) -> Any:
    """Return what a `$ref` in a schema may name: the schema itself, and the built-in one."""
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    article = DRAFT202012.create_resource(builtin("article"))
    root = DRAFT202012.create_resource(schema)
    return Registry().with_resource("article.schema.json", article).with_resource(root.id() or "", root)


def _resolve(resource: Any, resolver: Any) -> None:
    """Look up every `$ref` of a schema; `BrokenSchemaError` if one leads nowhere."""
    from referencing.exceptions import Unresolvable

    if isinstance(resource.contents, Mapping):
        for keyword in ("$ref", "$dynamicRef"):
            named = resource.contents.get(keyword)
            try:
                if named is not None:
                    resolver.lookup(named)
            except Unresolvable:
                raise BrokenSchemaError(f"nothing is found at {keyword} {named!r}") from None
    for inner in resource.subresources():
        _resolve(inner, resolver.in_subresource(inner))


def escaped(part: object) -> str:
    """Return one step of a JSON pointer."""
    return str(part).replace("~", "~0").replace("/", "~1")


# --- the quick proof ------------------------------------------------------------------------------

_Test = Callable[[Any], bool]
_compiled: dict[int, tuple[Mapping[str, Any], _Test]] = {}


def proves(data: object, schema: Mapping[str, Any]) -> bool:
    """Tell whether `data` is plainly valid. False proves nothing: the schema may use rarer keywords.

    It knows the keywords of the built-in schemas, so that an article in order costs no import of
    jsonschema (about 60 ms); a test holds it against jsonschema.
    """
    known = _compiled.get(id(schema))
    try:
        if known is None or known[0] is not schema:
            if len(_compiled) >= _KEPT:
                _compiled.clear()
            known = _compiled[id(schema)] = (schema, _Compiler(schema).test(schema))
        return known[1](data)
    except (TypeError, AttributeError, RecursionError):
        # The schema is not one: jsonschema says so better.
        return False


_IGNORED = frozenset(("$schema", "$id", "$defs", "title", "description", "examples", "default", "x-medlint"))


def _never(_: Any) -> bool:
    return False


class _Compiler:
    """Makes one function of a schema; its parts are made once, however often they are referred to."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.targets: dict[str, _Test] = {}

    def test(self, schema: object) -> _Test:
        if schema is True:
            return lambda _: True
        if not isinstance(schema, Mapping):
            return _never
        tests: list[_Test] = []
        for keyword, expected in schema.items():
            if keyword in _IGNORED:
                continue
            made = None
            if keyword in _PLAIN:
                made = _PLAIN[keyword](expected)
            elif keyword in _NESTED:
                made = _NESTED[keyword](expected, schema, self)
            if made is None:
                return _never
            tests.append(made)
        if len(tests) == 1:
            return tests[0]
        return lambda data: all(test(data) for test in tests)

    def target(self, ref: str) -> None:
        """Make the test of what a `$ref` names."""
        if ref in self.targets:
            return
        found: Any = self.root
        for part in ref[2:].split("/"):
            found = found.get(part) if isinstance(found, Mapping) else None
        self.targets[ref] = _never
        self.targets[ref] = self.test(found)


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda data: isinstance(data, str),
    "object": lambda data: isinstance(data, dict),
    "array": lambda data: isinstance(data, list),
    "boolean": lambda data: isinstance(data, bool),
    "null": lambda data: data is None,
    "number": lambda data: isinstance(data, int | float) and not isinstance(data, bool),
    "integer": lambda data: (
        (isinstance(data, int) and not isinstance(data, bool))
        or (isinstance(data, float) and data.is_integer())
    ),
}
_is_number = _TYPES["number"]


def _type(expected: Any) -> _Test | None:
    names = expected if isinstance(expected, list) else [expected]
    tests = [_TYPES[name] for name in names if name in _TYPES]
    if len(tests) < len(names):
        return None
    return tests[0] if len(tests) == 1 else lambda data: any(test(data) for test in tests)


def _properties(expected: Any, _: Any, compiler: _Compiler) -> _Test | None:
    parts = [(key, compiler.test(value)) for key, value in expected.items()]

    def test(data: Any) -> bool:
        if not isinstance(data, dict):
            return True
        return all(key not in data or part(data[key]) for key, part in parts)

    return test


def _closed(expected: Any, schema: Any, _: _Compiler) -> _Test | None:
    if expected is not False or "patternProperties" in schema:
        return None
    known = frozenset(schema.get("properties", ()))
    return lambda data: not isinstance(data, dict) or known.issuperset(data)


def _required(expected: Any) -> _Test | None:
    keys = frozenset(expected)
    return lambda data: not isinstance(data, dict) or keys <= data.keys()


def _items(expected: Any, schema: Any, compiler: _Compiler) -> _Test | None:
    if "prefixItems" in schema:
        return None
    part = compiler.test(expected)
    return lambda data: not isinstance(data, list) or all(map(part, data))


def _contains(expected: Any, schema: Any, compiler: _Compiler) -> _Test | None:
    if "minContains" in schema or "maxContains" in schema:
        return None
    part = compiler.test(expected)
    return lambda data: not isinstance(data, list) or any(map(part, data))


def _all_of(expected: Any, _: Any, compiler: _Compiler) -> _Test | None:
    parts = [compiler.test(part) for part in expected]
    return lambda data: all(part(data) for part in parts)


def _any_of(expected: Any, _: Any, compiler: _Compiler) -> _Test | None:
    parts = [compiler.test(part) for part in expected]
    return lambda data: any(part(data) for part in parts)


def _ref(expected: Any, _: Any, compiler: _Compiler) -> _Test | None:
    if not isinstance(expected, str) or not expected.startswith("#/"):
        return None
    compiler.target(expected)
    targets = compiler.targets

    def test(data: Any) -> bool:
        # Looked up when it is asked for: a schema that holds itself is still being made here.
        return targets[expected](data)

    return test


def _enum(expected: Any) -> _Test | None:
    if all(isinstance(value, str) for value in expected):
        texts = frozenset(expected)
        return lambda data: isinstance(data, str) and data in texts
    if any(isinstance(value, list | dict) for value in expected):
        return None
    return lambda data: any(
        data == value and isinstance(data, bool) == isinstance(value, bool) for value in expected
    )


def _const(expected: Any) -> _Test | None:
    return _enum([expected])


def _pattern(expected: Any) -> _Test | None:
    try:
        search = re.compile(expected).search
    except (re.error, TypeError, RecursionError, OverflowError):
        return None
    return lambda data: not isinstance(data, str) or search(data) is not None


def _bound(holds: Callable[[Any, Any], bool]) -> Any:
    def make(expected: Any) -> _Test | None:
        return lambda data: not _is_number(data) or holds(data, expected)

    return make


def _length(kind: type[Any], holds: Callable[[int, Any], bool]) -> Any:
    def make(expected: Any) -> _Test | None:
        return lambda data: not isinstance(data, kind) or holds(len(data), expected)

    return make


_NESTED: Mapping[str, Callable[[Any, Any, _Compiler], _Test | None]] = {
    "properties": _properties,
    "additionalProperties": _closed,
    "items": _items,
    "contains": _contains,
    "allOf": _all_of,
    "anyOf": _any_of,
    "$ref": _ref,
}
"""Keywords that hold schemas, or depend on those beside them."""
_PLAIN: Mapping[str, Callable[[Any], _Test | None]] = {
    "type": _type,
    "required": _required,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _bound(lambda value, least: value >= least),
    "maximum": _bound(lambda value, most: value <= most),
    "minLength": _length(str, lambda size, least: size >= least),
    "maxLength": _length(str, lambda size, most: size <= most),
    "minItems": _length(list, lambda size, least: size >= least),
    "maxItems": _length(list, lambda size, most: size <= most),
}
