"""Checks the article against its JSON Schema and the site's own, and words failures for a writer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from medlint.catalogue import builtin as catalogue
from medlint.document import Document, KeySpan, of_latest
from medlint.finding import Hit
from medlint.patterns import matches
from medlint.phrases import regex
from medlint.rule import Rule
from medlint.schema import SchemaError, builtin, errors, escaped, proves, read_schema
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import article, outline_of, places

_METADATA = ("/metadata/", "/front_matter/")
_AT_KEY = frozenset(
    (
        *("additionalProperties", "required", "dependentRequired", "contains", "minContains", "maxContains"),
        *("minItems", "maxItems", "minProperties", "maxProperties", "propertyNames"),
    )
)
"""Keywords that find too little or too much in a list or group: their place is its key."""

_FILLED = re.compile(r"!\[[^\]\s]|<img\b|\{\{|\{%|<%|\{\s?[A-Za-z_$]")
"""A picture with a description, or what a template prints: a heading that holds it has words for a reader."""
_NAMED = re.compile(r"<h[1-6]\b[^<>]{0,200}\bid=", re.IGNORECASE)
_EMPTY = r"<(\w{1,20})\b[^<>]{0,200}\bid=[^<>]{0,200}>\s{0,80}</\1\s{0,8}>\s{0,80}"
_EMPTY_BEHIND = re.compile(rf"(?:</h[1-6]>)?\s{{0,80}}{_EMPTY}", re.IGNORECASE)
_LIVE = re.compile(r"\baria-live=[\"'](?:polite|assertive)", re.IGNORECASE)
_NEAR = 300


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each failing keyword under the pointers of `params["under"]`; "" is all but metadata.

    An error whose `x-medlint` names another rule is yielded for that rule. `params["on-page"]` has messages
    for values that are wrong in front matter only, by their patterns: on a page people can read them.
    """
    under = tuple(pointer for pointer in rule.params["under"] if pointer)
    failures = _failures(document, settings)
    if not failures:
        return
    where = places(document)
    seen: set[tuple[Span, str]] = set()
    for error in failures:
        pointer = f"{error.pointer}/"
        if not pointer.startswith(under) and (
            pointer.startswith(_METADATA) or "" not in rule.params["under"]
        ):
            continue
        hit = _hit(error, where)
        variant = _on_page(error, rule)
        if variant and not _in_front(document, hit.span):
            hit = Hit(hit.span, variant, {**hit.values, "value": error.value})
        if error.keyword == "minLength" and _is_filled(document.source.text, hit.span):
            continue
        # The tree and the outline say the same of a section: one finding is enough.
        key = (hit.span, str(hit.values["message"]))
        if key not in seen:
            seen.add(key)
            yield hit


def _is_filled(text: str, heading: Span) -> bool:
    """Tell whether a heading without words gets some: from a template, or from a script that fills its box.

    Then it has an id, as what stands behind it has, which is as empty; or its box says that it changes.
    """
    if _FILLED.search(text, *heading):
        return True
    if not _NAMED.match(text, *heading):
        return False
    before = max(0, heading.start - _NEAR)
    return bool(_EMPTY_BEHIND.match(text, heading.end) or _LIVE.search(text, before, heading.start))


def _on_page(error: SchemaError, rule: Rule) -> str:
    """Return the message for a value that fails its pattern, if it stands on the page; else ""."""
    if error.keyword != "pattern" or not isinstance(error.value, str):
        return ""
    named = rule.params.get("on-page", {}).items()
    return next((name for name, pattern in named if regex(pattern).fullmatch(error.value)), "")


def _in_front(document: Document, span: Span) -> bool:
    return document.front is not None and span.end <= document.front.span.end


def _failures(document: Document, settings: Settings) -> list[SchemaError]:
    """Return what fails; two rules ask in turn."""
    known = _known(document)
    bound = tuple(_bound(document, settings))
    if bound not in known:
        failures: list[SchemaError] = []
        if bound or not proves(outline_of(document), outline_schema()):
            data = article(document)
            schemas = [builtin("article"), *map(read_schema, bound)]
            failures = [each for schema in schemas for error in errors(data, schema) for each in _each(error)]
        known[bound] = failures
    return known[bound]


@of_latest
def _known(_: Document) -> dict[tuple[str, ...], list[SchemaError]]:
    """Return what is known to fail, by the schemas of the site: nothing yet."""
    return {}


@cache
def outline_schema() -> Mapping[str, Any]:
    """Return the part of the built-in schema that `outline_of` can break."""
    schema = builtin("article")
    outlined = {**schema["$defs"]["outlined"], "required": ["heading", "level"]}
    parts = {name: schema["properties"][name] for name in ("metadata", "outline")}
    return {"$defs": {**schema["$defs"], "outlined": outlined}, "properties": parts}


def _each(error: SchemaError) -> Iterator[SchemaError]:
    """Yield an error for each key that is missing, or one too many: a writer mends one at a time."""
    if error.keyword == "required":
        from medlint.kinds.schema_words import missing_keys

        for key in missing_keys(error):
            yield error._replace(expected=[key])
    elif error.keyword == "additionalProperties" and isinstance(error.value, Mapping):
        known = error.subschema.get("properties", {})
        patterns = [re.compile(pattern) for pattern in error.subschema.get("patternProperties", {})]
        for key, value in error.value.items():
            if key not in known and not any(pattern.search(key) for pattern in patterns):
                pointer = f"{error.pointer}/{escaped(key)}"
                yield error._replace(pointer=pointer, expected=key, value=value)
    else:
        yield error


def _bound(document: Document, settings: Settings) -> Iterator[str]:
    """Yield the schema files whose path pattern covers the article."""
    if not settings.schemas:
        return
    path = os.path.abspath(document.source.path)
    for pattern, schema in settings.schemas:
        if matches((pattern,), path, os.path.abspath(settings.root or os.curdir)):
            yield schema


def _hit(error: SchemaError, where: Mapping[str, KeySpan]) -> Hit:
    from medlint.kinds.schema_words import quoted, words

    said = error.subschema.get("x-medlint", {})
    note = said.get(error.keyword, said.get("*", {})) if isinstance(said, Mapping) else {}
    message, hint = words(error)
    values: dict[str, object] = {
        "message": str(note.get("message", message)).replace("{value}", quoted(error.value)),
        "hint": str(note.get("hint", hint)),
    }
    owner = catalogue().find(note["rule"]) if "rule" in note else None
    # What the page as a whole lacks has no place of its own.
    whole = error.keyword in ("required", "contains") and error.pointer.count("/") < 2
    rule = owner.id if owner is not None else ""
    return Hit(_place(error, where), "schema", values, rule=rule, whole=whole)


def _place(error: SchemaError, where: Mapping[str, KeySpan]) -> Span:
    pointer = error.pointer
    at_key = error.keyword in _AT_KEY or error.expected == {}
    while pointer not in where and pointer:
        pointer = pointer.rpartition("/")[0]
    place = where[pointer]
    # A value without text, such as an empty one, has no place of its own.
    return place.key if at_key or place.value.start == place.value.end else place.value
