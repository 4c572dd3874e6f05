"""Checks the article against its JSON Schema and the site's own, and words failures for a writer."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from medlint.document import Document
from medlint.finding import Hit
from medlint.rule import Rule
from medlint.schema import SchemaError, builtin, errors, read_schema
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import article_and_places

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of keys",
    "null": "nothing",
}
_PARENT_KEYWORDS = frozenset(("required", "contains", "minContains", "minItems", "minProperties"))


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each failing keyword under the pointers of `params["under"]`.

    An error whose `x-medlint` names another rule is yielded for that rule.
    """
    under = tuple(rule.params["under"])
    failures, places = _failures(document, settings)
    seen: set[tuple[Span, str]] = set()
    for error in failures:
        if not (error.pointer + "/").startswith(under) and not (error.pointer == "" and "" in under):
            continue
        hit = _hit(error, places, rule)
        # The tree and the outline say the same of a section: one finding is enough.
        key = (hit.span, str(hit.values["message"]))
        if key not in seen:
            seen.add(key)
            yield hit


_latest: list[tuple[Document, Settings, list[SchemaError], dict[str, Span]]] = []


def _failures(document: Document, settings: Settings) -> tuple[list[SchemaError], dict[str, Span]]:
    """Return what fails, and all places. Two rules ask in turn, so the latest answer is kept."""
    if not _latest or _latest[0][0] is not document or _latest[0][1] is not settings:
        data, places = article_and_places(document)
        schemas = [builtin("article"), *(read_schema(path) for path in _bound(document, settings))]
        failures = [error for schema in schemas for error in errors(data, schema)]
        _latest[:] = [(document, settings, failures, places)]
    return _latest[0][2:]


def _bound(document: Document, settings: Settings) -> Iterator[str]:
    """Yield the schema files whose path pattern covers the article."""
    if not settings.schemas:
        return
    from pathspec import GitIgnoreSpec

    path = os.path.relpath(os.path.abspath(document.source.path), settings.root or os.curdir)
    for pattern, schema in settings.schemas:
        if GitIgnoreSpec.from_lines([pattern]).match_file(path.replace(os.sep, "/")):
            yield schema


def _hit(error: SchemaError, places: Mapping[str, Span], rule: Rule) -> Hit:
    said = error.subschema.get("x-medlint", {})
    note = said.get(error.keyword, said.get("*", {})) if isinstance(said, Mapping) else {}
    message, hint = _words(error)
    value = error.value if isinstance(error.value, str | int | float) else ""
    values: dict[str, object] = {
        "message": str(note.get("message", message)).replace("{value}", str(value)),
        "hint": str(note.get("hint", hint)),
    }
    return Hit(_place(error, places), "schema", values, rule=str(note.get("rule", "")))


def _place(error: SchemaError, places: Mapping[str, Span]) -> Span:
    pointer = error.pointer
    if error.keyword == "additionalProperties" and isinstance(error.value, Mapping):
        known = error.subschema.get("properties", {})
        extra = next((key for key in error.value if key not in known), "")
        pointer = f"{pointer}/{extra}"
    while pointer not in places and pointer:
        pointer = pointer.rpartition("/")[0]
    return places[pointer]


def _words(error: SchemaError) -> tuple[str, str]:
    """Return what is wrong and what to do, in words for a writer."""
    name = _name(error.pointer)
    worded = _WORDS.get(error.keyword)
    if worded is not None:
        message, hint = worded(error, name)
        return message, hint
    return f"{name} does not fit the schema ({error.keyword})", str(error.subschema.get("description", ""))


def _name(pointer: str) -> str:
    parts = [part for part in pointer.split("/") if part]
    if not parts:
        return "the article"
    if parts[0] in ("outline", "sections"):
        return "the article's sections" if len(parts) == 1 else "this section"
    if parts[-1].isdigit():
        return f"an entry of `{parts[-2]}`"
    return {"metadata": "the article", "front_matter": "the front matter"}.get(parts[-1], f"`{parts[-1]}`")


def _required(error: SchemaError, name: str) -> tuple[str, str]:
    present = error.value if isinstance(error.value, Mapping) else {}
    missing = next((key for key in error.expected if key not in present), "")
    described = error.subschema.get("properties", {}).get(missing, {})
    hint = described.get("description", "") if isinstance(described, Mapping) else ""
    if name == "this section" and missing == "role":
        return "this section has no role that medlint can tell", hint
    return f"{name} does not state `{missing}`", hint or f"Add `{missing}`."


def _enum(error: SchemaError, name: str) -> tuple[str, str]:
    from difflib import get_close_matches

    allowed = [str(value) for value in error.expected]
    near = get_close_matches(str(error.value), allowed, 1)
    listed = ", ".join(allowed[:8]) + (" …" if len(allowed) > 8 else "")
    hint = f"Did you mean '{near[0]}'?" if near else f"Choose one of: {listed}."
    return f"{name} is '{error.value}', which is not one of its values", hint


def _type(error: SchemaError, name: str) -> tuple[str, str]:
    wanted = error.expected if isinstance(error.expected, list) else [error.expected]
    listed = " or ".join(_TYPES.get(str(kind), str(kind)) for kind in wanted)
    return f"{name} must be {listed}", f"Write {listed}."


def _contains(error: SchemaError, name: str) -> tuple[str, str]:
    expected = error.subschema.get("contains", {})
    what = _described(expected if isinstance(expected, Mapping) else {})
    if error.pointer.endswith("/after"):
        return f"{what} must stand before this section", f"Move or add {what} above it."
    return f"{name} lack {what}" if name.endswith("s") else f"{name} lacks {what}", f"Add {what}."


def _described(schema: Mapping[str, Any]) -> str:
    """Say what a `contains` looks for: a section with a role, or a value."""
    if "const" in schema:
        return f"a section with the role `{schema['const']}`"
    properties = schema.get("properties", {})
    role = properties.get("role", {}) if isinstance(properties, Mapping) else {}
    if isinstance(role, Mapping) and "const" in role:
        return f"a section with the role `{role['const']}`"
    if isinstance(role, Mapping) and "enum" in role:
        return "a section with one of the roles " + ", ".join(f"`{name}`" for name in role["enum"])
    return str(schema.get("description") or schema.get("title") or "an entry of the kind that is asked for")


def _bound_of(less: str) -> Any:
    def worded(error: SchemaError, name: str) -> tuple[str, str]:
        return f"{name} is {error.value}, {less} {error.expected}", f"The limit is {error.expected}."

    return worded


def _count_of(less: str) -> Any:
    def worded(error: SchemaError, name: str) -> tuple[str, str]:
        have = len(error.value) if isinstance(error.value, str | list | dict) else 0
        return f"{name} has {have}, {less} {error.expected}", f"The limit is {error.expected}."

    return worded


def _extra(error: SchemaError, name: str) -> tuple[str, str]:
    from difflib import get_close_matches

    known = list(error.subschema.get("properties", {}))
    extra = next((key for key in error.value if key not in known), "")
    near = get_close_matches(str(extra), known, 1)
    hint = f"Did you mean `{near[0]}`?" if near else f"Remove it, or use one of: {', '.join(known[:8])}."
    return f"`{extra}` is not a key of {name}", hint


_WORDS: Mapping[str, Any] = {
    "required": _required,
    "enum": _enum,
    "const": lambda error, name: (f"{name} must be '{error.expected}'", f"Write '{error.expected}'."),
    "type": _type,
    "pattern": lambda error, name: (
        f"{name} is '{error.value}', which does not have the form asked for",
        str(error.subschema.get("description", f"The form is `{error.expected}`.")),
    ),
    "format": lambda error, name: (
        f"{name} is '{error.value}', which is not a valid {error.expected}",
        f"Write a {error.expected}.",
    ),
    "contains": _contains,
    "minimum": _bound_of("less than"),
    "maximum": _bound_of("more than"),
    "exclusiveMinimum": _bound_of("not more than"),
    "exclusiveMaximum": _bound_of("not less than"),
    "minLength": _count_of("fewer characters than"),
    "maxLength": _count_of("more characters than"),
    "minItems": _count_of("fewer entries than"),
    "maxItems": _count_of("more entries than"),
    "uniqueItems": lambda error, name: (f"{name} names an entry twice", "Name each entry once."),
    "additionalProperties": _extra,
    "not": lambda error, name: (
        f"{name} is something that the schema rules out",
        str(error.subschema.get("description", "")),
    ),
}
