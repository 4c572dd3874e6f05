"""Failures of a JSON Schema in words for a writer: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from medlint.schema import SchemaError

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of keys",
    "null": "nothing",
}
_NAMES = {
    "": "the article",
    "/metadata": "the article",
    "/front_matter": "the front matter",
    "/words": "the number of words",
    "/outline": "the list of sections",
    "/sections": "the list of main sections",
    "/introduction": "the introduction",
    "/disclaimers": "the list of disclaimers",
    "/help": "the list of help sections",
    "/language": "the language",
    "/format": "the format",
}
_OF_SECTION = {
    "words": "the number of words of this section",
    "level": "the level of this heading",
    "heading": "this heading",
    "role": "the role of this section",
    "sections": "the list of subsections",
    "blocks": "the content of this section",
    "after": "the list of roles before this section",
}
_LONGEST = 60
_Worded = Callable[[SchemaError, str], tuple[str, str]]


def words(error: SchemaError) -> tuple[str, str]:
    """Return what is wrong and what to do."""
    name = _name(error.pointer)
    worded = _WORDS.get(error.keyword)
    if worded is not None:
        return worded(error, name)
    described = str(error.subschema.get("description", ""))
    return f"{name} does not fit the site's schema ({error.keyword})", described


def quoted(value: object) -> str:
    """Return a value as a message shows it: as it is typed, and short."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a group of keys"
    text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"


def missing_keys(error: SchemaError) -> list[str]:
    """Return the keys that `required` misses."""
    present = error.value if isinstance(error.value, Mapping) else {}
    return [key for key in error.expected if key not in present]


def _name(pointer: str) -> str:
    if pointer in _NAMES:
        return _NAMES[pointer]
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    if parts[0] in ("outline", "sections"):
        return _OF_SECTION.get(parts[-1], "an entry of this section" if "blocks" in parts else "this section")
    if parts[-1].isdigit():
        owner = {"disclaimers": "this disclaimer", "help": "this help section"}
        return owner.get(parts[0], f"an entry of `{parts[-2]}`")
    if parts[0] == "metadata" and len(parts) == 2 and parts[1] == "reading_minutes":
        return "the reading time in minutes"
    return f"`{parts[-1]}`"


def _is(error: SchemaError, name: str) -> str:
    """Return "`status` is 'new'": a list or group is not quoted."""
    shown = quoted(error.value)
    return f"{name} is '{shown}'" if isinstance(error.value, str) else f"{name} is {shown}"


def _required(error: SchemaError, name: str) -> tuple[str, str]:
    missing = str(next(iter(missing_keys(error)), ""))
    described = error.subschema.get("properties", {}).get(missing, {})
    hint = described.get("description", "") if isinstance(described, Mapping) else ""
    if name == "this section" and missing == "role":
        return "it is not clear what this section is for", hint or "Give it one of the usual headings."
    if error.pointer == "" and missing == "front_matter":
        return "the article has no front matter", hint or "Add one, between two lines `---`, at the top."
    return f"{name} does not state `{missing}`", hint or f"Add `{missing}`."


def _dependent(error: SchemaError, name: str) -> tuple[str, str]:
    stated = error.value if isinstance(error.value, Mapping) else {}
    for key, wanted in error.expected.items():
        missing = [other for other in wanted if key in stated and other not in stated]
        if missing:
            return f"{name} states `{key}`, but not `{missing[0]}`", f"Add `{missing[0]}`."
    return f"{name} lacks a key that another one needs", ""


def _enum(error: SchemaError, name: str) -> tuple[str, str]:
    from difflib import get_close_matches

    allowed = [quoted(value) for value in error.expected]
    folded = {value.lower(): value for value in reversed(error.expected) if isinstance(value, str)}
    near = get_close_matches(error.value.lower(), folded, 1) if isinstance(error.value, str) else []
    listed = ", ".join(allowed[:8]) + (" …" if len(allowed) > 8 else "")
    hint = f"Did you mean '{folded[near[0]]}'?" if near else f"Choose one of: {listed}."
    return f"{_is(error, name)}, which is not one of the values allowed", hint


def _const(error: SchemaError, name: str) -> tuple[str, str]:
    wanted = quoted(error.expected)
    wanted = f"'{wanted}'" if isinstance(error.expected, str) else wanted
    return f"{_is(error, name)}, but must be {wanted}", f"Write {wanted}."


def _type(error: SchemaError, name: str) -> tuple[str, str]:
    wanted = error.expected if isinstance(error.expected, list) else [error.expected]
    listed = " or ".join(_TYPES.get(str(kind), str(kind)) for kind in wanted)
    return f"{_is(error, name)}, but must be {listed}", f"Write {listed}."


def _pattern(error: SchemaError, name: str) -> tuple[str, str]:
    described = error.subschema.get("description", f"It must match `{error.expected}`.")
    return f"{_is(error, name)}, which does not have the form asked for", str(described)


def _format(error: SchemaError, name: str) -> tuple[str, str]:
    return f"{_is(error, name)}, which is not a valid {error.expected}", f"Write a valid {error.expected}."


def _contains(error: SchemaError, name: str) -> tuple[str, str]:
    what = _described(error.subschema.get("contains", {}), of_roles=error.pointer.endswith("/after"))
    if error.pointer.endswith("/after"):
        return f"{what} must come before this section", f"Move or add {what} above it."
    return f"{_owner(error, name)} has no {what.removeprefix('a ').removeprefix('an ')}", f"Add {what}."


def _number_of(less: str) -> _Worded:
    def worded(error: SchemaError, name: str) -> tuple[str, str]:
        what = _described(error.subschema.get("contains", {}))
        count = error.expected
        return f"{_owner(error, name)} has {less} {count} times {what}", f"The limit is {count}."

    return worded


def _owner(error: SchemaError, name: str) -> str:
    return "the article" if error.pointer in ("/outline", "/sections", "/disclaimers", "/help") else name


def _described(schema: object, *, of_roles: bool = False) -> str:
    """Say what a `contains` looks for: a section with a role, a value, or what its description says.

    `of_roles` tells that the list holds the roles of sections.
    """
    if not isinstance(schema, Mapping):
        return "an entry of the kind that is asked for"
    said = schema.get("description") or schema.get("title")
    if said:
        return str(said)
    properties = schema.get("properties", {})
    role = properties.get("role", {}) if isinstance(properties, Mapping) else {}
    role = schema if of_roles else role if isinstance(role, Mapping) else {}
    if "const" in role:
        return f"a section with the role `{role['const']}`"
    if "enum" in role:
        return "a section with one of the roles " + ", ".join(f"`{name}`" for name in role["enum"])
    if "const" in schema:
        return f"an entry '{quoted(schema['const'])}'"
    if "enum" in schema:
        return "an entry of " + ", ".join(f"'{quoted(value)}'" for value in schema["enum"][:8])
    return "an entry of the kind that is asked for"


def _bound_of(less: str, limit: str) -> _Worded:
    def worded(error: SchemaError, name: str) -> tuple[str, str]:
        return f"{name} is {quoted(error.value)}, {less} {error.expected}", f"{limit} {error.expected}."

    return worded


def _count_of(unit: str, less: str, limit: str) -> _Worded:
    def worded(error: SchemaError, name: str) -> tuple[str, str]:
        have = len(error.value) if isinstance(error.value, str | list | Mapping) else 0
        one = {"entries": "entry", "characters": "character", "keys": "key"}[unit]
        number = f"{have} {one if have == 1 else unit}"
        return f"{name} has {number}, {less} {error.expected}", f"{limit} {error.expected}."

    return worded


def _extra(error: SchemaError, _: str) -> tuple[str, str]:
    from difflib import get_close_matches

    known = [str(key) for key in error.subschema.get("properties", {})]
    owner = _name(error.pointer.rpartition("/")[0])
    near = get_close_matches(str(error.expected), known, 1)
    if near:
        hint = f"Did you mean `{near[0]}`?"
    elif known:
        hint = f"Remove it, or use one of: {', '.join(known[:8])}{' …' if len(known) > 8 else ''}."
    else:
        hint = "Remove it."
    return f"`{error.expected}` is not a key of {owner}", hint


def _not(error: SchemaError, name: str) -> tuple[str, str]:
    described = str(error.subschema.get("description", ""))
    if error.pointer.endswith("/after") and isinstance(error.expected, Mapping):
        what = _described(error.expected.get("contains", {}), of_roles=True)
        return f"{what} must not come before this section", f"Move {what} below it."
    if error.expected == {}:
        return f"{name} must not be stated", described or "Remove it."
    if isinstance(error.expected, Mapping) and "required" in error.expected:
        keys = ", ".join(f"`{key}`" for key in error.expected["required"])
        return f"{name} must not state {keys}", described or "Remove it."
    return f"{name} is something that the site's schema rules out", described


_WORDS: Mapping[str, _Worded] = {
    "required": _required,
    "dependentRequired": _dependent,
    "enum": _enum,
    "const": _const,
    "type": _type,
    "pattern": _pattern,
    "format": _format,
    "contains": _contains,
    "minContains": _number_of("fewer than"),
    "maxContains": _number_of("more than"),
    "minimum": _bound_of("less than", "The least is"),
    "maximum": _bound_of("more than", "The most is"),
    "exclusiveMinimum": _bound_of("not more than", "It must be more than"),
    "exclusiveMaximum": _bound_of("not less than", "It must be less than"),
    "minLength": _count_of("characters", "fewer than", "The least is"),
    "maxLength": _count_of("characters", "more than", "The most is"),
    "minItems": _count_of("entries", "fewer than", "The least is"),
    "maxItems": _count_of("entries", "more than", "The most is"),
    "minProperties": _count_of("keys", "fewer than", "The least is"),
    "maxProperties": _count_of("keys", "more than", "The most is"),
    "uniqueItems": lambda _, name: (f"{name} names an entry twice", "Name each entry once."),
    "additionalProperties": _extra,
    "not": _not,
}
