"""Metadata from front matter: the spellings of the wild as canonical fields.

The spellings are those of `rules/_vocabulary/metadata.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from medlint._records import NamedTuple
from medlint.document import FrontMatter, KeySpan, Value
from medlint.parse.frontmatter import pointer_part
from medlint.source import Span
from medlint.vocabulary import load

_JOINTS = str.maketrans("", "", "-_ ")
# `published: true` and `read_time: false` tell a site generator what to show; they state nothing.
_SWITCHED = frozenset(
    ("published", "updated", "reviewed", "next-review", "reading-time", "author", "reviewer")
)
_LISTS = frozenset(("tags", "categories"))
_PEOPLE = frozenset(("author", "reviewer", "editor", "fact-checker"))
_ELEMENT = re.compile(r"[^,;|\n]+")
_WORD = re.compile(r"[^ ]+")
_SPACED = re.compile(r"(?=.*[a-z]{3}-[a-z]{3})(?:[a-z0-9-]++ ++)+[a-z0-9-]++")
"""Words with hyphens and spaces between: tags as Jekyll reads them, of which each is one."""
_WORDS = re.compile(r"[a-z0-9-]{2,30}(?: ++[a-z0-9-]{2,30}){3,30}")
"""Four words and more without a comma: tags in a post for Jekyll, unless they make a phrase."""
_LAYOUT = re.compile(r"[\w-]{1,40}")
_SLUG = re.compile(r"(?:[A-Z]?[a-z]{1,20}|[A-Z]{2,8})(?:[-_](?:[A-Z]?[a-z]{1,20}|[A-Z]{1,8})){0,6}")
_JOINT = re.compile("[-_]")
_KEY_WORD = re.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MAX_VALUES = 1000
_LONGEST_KEY = 60
_ROLE = "role"
"""The member of an entry that says which part a contributor had."""


_AFTER = 1000
"""What spellings of other languages count from: they come after the English ones of a field."""


class _Spellings(NamedTuple):
    fields: Mapping[str, tuple[str, int]]
    fallbacks: Mapping[str, tuple[str, int]]
    slugs: frozenset[str]
    spaced: frozenset[str]
    phrasing: frozenset[str]
    containers: frozenset[str]
    embedded: frozenset[str]
    embedded_fields: frozenset[str]
    names: tuple[str, ...]
    credentials: tuple[str, ...]
    contributors: frozenset[str]
    parts: Mapping[str, str]


class _Found(NamedTuple):
    rank: tuple[int, int, int]
    values: tuple[Value, ...]


@cache
def _spellings() -> _Spellings:
    data = load("metadata")

    def table(name: str, first: int = 0) -> dict[str, tuple[str, int]]:
        return {
            fold_key(spelling): (field, index)
            for field, spellings in data[name].items()
            for index, spelling in enumerate(spellings, first)
        }

    members = data["members"]
    return _Spellings(
        {**table("fields-elsewhere", _AFTER), **table("fields")},
        table("fallbacks"),
        frozenset(map(fold_key, data["slugs"])),
        frozenset(data["spaced"]["keys"]),
        frozenset(data["spaced"]["not-with"]),
        frozenset(map(fold_key, data["containers"])),
        frozenset(map(fold_key, data["embedded"]["keys"])),
        frozenset(data["embedded"]["fields"]),
        tuple(map(fold_key, members["name"])),
        tuple(map(fold_key, members["credentials"])),
        frozenset(map(fold_key, data["contributors"]["keys"])),
        {said: part for part, sayings in data["contributors"]["parts"].items() for said in sayings},
    )


def fold_key(key: str) -> str:
    """Return a metadata key for comparison: lower case, without hyphens, underscores and spaces."""
    return key.translate(_JOINTS).lower()


def field_of(key: str) -> str:
    """Return the canonical field of a metadata key in one of its known spellings, or nothing."""
    known, folded = _spellings(), fold_key(key)
    return (known.fields.get(folded) or known.fallbacks.get(folded) or (_compound(key, folded), 0))[0]


def _compound(key: str, folded: str) -> str:
    """Return the field of a key that is made of known words, and stands in no list: "estReadMins"."""
    if not ("read" in folded or "key" in folded) or len(key) > _LONGEST_KEY:
        return ""
    words = " ".join(_KEY_WORD.findall(key)).lower()
    return next((field for field, pattern in _compounds().items() if pattern.fullmatch(words)), "")


@cache
def _compounds() -> Mapping[str, re.Pattern[str]]:
    return {field: re.compile(pattern) for field, pattern in load("metadata")["compounds"].items()}


def is_credentials_key(key: str) -> bool:
    """Tell whether a member of a person's entry says what they are: `role`, `jobTitle`."""
    return fold_key(key) in _spellings().credentials


def front_values(
    front: FrontMatter, spellings: Mapping[str, str], *, post: bool = False
) -> tuple[Value, ...]:
    """Return what the front matter states, under canonical field names, the preferred spelling first.

    Structured data that the front matter embeds (`jsonLd:`) has the origin `json-ld`.

    `spellings` maps a site's own keys to canonical fields and comes before the known ones. A list, and
    a comma list of tags, gives one value an element. A key without a value gives a value with the text
    "" at the key; it comes after what other keys say of the field. Jekyll splits tags at spaces: so are they
    here in a `post` by its file's name, and where a layout is named.
    """
    known = _spellings()
    post = post or _LAYOUT.fullmatch(str(front.data.get("layout", ""))) is not None
    own = {fold_key(spelling): field for spelling, field in spellings.items()}
    found: dict[str, list[_Found]] = {}
    spare: dict[str, list[_Found]] = {}
    rare: dict[str, list[_Found]] = {}
    for level, pointer, data in _levels(front):
        for key, value in data.items():
            folded = fold_key(key)
            place = front.spans.get(f"{pointer}/{pointer_part(key)}")
            if place is None:
                continue
            prefix = pointer[1:].replace("/", ".") + "." if pointer else ""
            origin: Literal["front-matter", "json-ld"] = "json-ld" if level > 1 else "front-matter"
            step = f"{pointer}/{pointer_part(key)}"
            spaced = post and level < 2 and folded in known.spaced
            statement = _Statement(front.spans, step, prefix + key, place, origin, spaced=spaced)
            if level > 1 and folded in known.fields and known.fields[folded][0] not in known.embedded_fields:
                continue
            if folded in own:
                _note(found, own[folded], (level, 0, 0), statement, value)
            elif folded in known.fields:
                field, rank = known.fields[folded]
                _note(found, field, (level, 1, rank), statement, value)
            elif level < 2:
                _note_rest((found, spare, rare), key, level, statement, value)
    for field, entries in (*spare.items(), *rare.items()):
        found.setdefault(field, entries)
    values: list[Value] = []
    for entries in found.values():
        for entry in sorted(entries, key=lambda entry: (not entry.values[0].text, entry.rank)):
            values += entry.values
    return tuple(values[:_MAX_VALUES])


def _note_rest(
    notes: tuple[dict[str, list[_Found]], ...], key: str, level: int, statement: _Statement, value: object
) -> None:
    """Note what a key states that counts where no other does, and what a compound of known words states."""
    found, spare, rare = notes
    known, folded = _spellings(), fold_key(key)
    if folded in known.fallbacks:
        field, rank = known.fallbacks[folded]
        if folded not in known.slugs:
            _note(spare, field, (level, 2, rank), statement, value)
        elif name := _called(value):
            _note(spare, field, (level, 2, rank), statement._replace(inferred=True), name)
    elif value and not isinstance(value, bool | dict) and (field := _compound(key, folded)):
        _note(rare if field in _LISTS else found, field, (level, 2, _AFTER), statement, value)


class _Statement(NamedTuple):
    """A key with its value: where it stands, and under which name it is reported."""

    spans: Mapping[str, KeySpan]
    pointer: str
    key: str
    place: KeySpan
    origin: Literal["front-matter", "json-ld"] = "front-matter"
    inferred: bool = False
    spaced: bool = False

    def value(self, field: str, text: str, span: Span | None = None, key: str = "") -> Value:
        span = self.place.value if span is None else span
        if not text and span.start == span.end:
            span = self.place.key
        return Value(field, text, span, self.origin, key or self.key, self.place.key, self.inferred)


def _called(slug: object) -> str:
    """Return the name that a slug was made of, as long as the slug; nothing of numbers and keys."""
    if not isinstance(slug, str) or _SLUG.fullmatch(slug) is None:
        return ""
    return " ".join(word.capitalize() if word.islower() else word for word in _JOINT.split(slug))


def _levels(front: FrontMatter) -> Iterator[tuple[int, str, Mapping[str, object]]]:
    """Yield the mappings that hold metadata: the block, containers such as `params`, structured data."""
    yield 0, "", front.data
    known = _spellings()
    for key, value in front.data.items():
        folded = fold_key(key)
        pointer = f"/{pointer_part(key)}"
        if folded in known.containers and isinstance(value, dict):
            yield 1, pointer, value
        elif folded in known.embedded:
            nodes = value if isinstance(value, list) else [value]
            for index, node in enumerate(nodes[:20]):
                if isinstance(node, dict):
                    yield 2, f"{pointer}/{index}" if isinstance(value, list) else pointer, node


def _note(
    found: dict[str, list[_Found]],
    field: str,
    rank: tuple[int, int, int],
    statement: _Statement,
    value: object,
) -> None:
    if isinstance(value, bool) and field in _SWITCHED:
        return
    if field == "medlint":
        values = tuple(_suppressions(statement, value))
    else:
        values = tuple(_values(field, statement, value))
    if values:
        found.setdefault(field, []).append(_Found(rank, values))


def _values(field: str, statement: _Statement, value: object) -> Iterator[Value]:
    """Yield the values of a field: one of a scalar, one an element of a list."""
    if isinstance(value, list):
        if not value:
            yield statement.value(field, "")
        for index, element in enumerate(value[:_MAX_VALUES]):
            yield from _element(field, statement, index, element)
    elif isinstance(value, dict):
        named = tuple(_mapping(field, statement, value, statement.pointer, statement.key))
        yield from named
        if field in _LISTS and not named:
            yield from _grouped(field, statement, value)
    else:
        text = _text(value)
        if field in _LISTS and any(mark in text for mark in ",;|\n"):
            yield from _split(field, statement, text)
        elif field in _LISTS and statement.origin == "front-matter" and _is_spaced(text, statement):
            yield from _split(field, statement, text, _WORD)
        else:
            yield statement.value(field, text.strip(), _stripped(text, statement.place.value))


def _is_spaced(text: str, statement: _Statement) -> bool:
    """Tell whether spaces part the tags in a text, as they do for Jekyll."""
    text = text.strip()
    if _SPACED.fullmatch(text):
        return True
    return (
        statement.spaced and bool(_WORDS.fullmatch(text)) and _spellings().phrasing.isdisjoint(text.split())
    )


def _grouped(field: str, statement: _Statement, value: Mapping[str, object]) -> Iterator[Value]:
    """Read the lists of a mapping: `tags: {condition: [...]}`, `categories: {category: [...]}`."""
    for member, inner in value.items():
        pointer = f"{statement.pointer}/{pointer_part(member)}"
        place = statement.spans.get(pointer)
        if isinstance(inner, list) and inner and place is not None:
            nested = statement._replace(pointer=pointer, key=f"{statement.key}.{member}", place=place)
            yield from _values(field, nested, inner)


def _element(field: str, statement: _Statement, index: int, element: object) -> Iterator[Value]:
    pointer = f"{statement.pointer}/{index}"
    if isinstance(element, dict):
        yield from _mapping(field, statement, element, pointer, f"{statement.key}.{index}")
    elif not isinstance(element, list):
        place = statement.spans.get(pointer)
        text = _text(element)
        span = statement.place.value if place is None else place.value
        yield statement.value(field, text.strip(), _stripped(text, span))


def _mapping(
    field: str, statement: _Statement, value: Mapping[str, object], pointer: str, key: str
) -> Iterator[Value]:
    """Read a mapping that stands for one value: `{name: …, credentials: …}`, `{text: "4 min"}`."""
    known = _spellings()
    members = {fold_key(member): member for member in value}
    part = _part_in(statement, value, members)
    field = part or field
    for folded in known.names:
        text = value.get(members.get(folded, ""))
        if folded in members and not isinstance(text, dict | list):
            yield _member(field, statement, (pointer, key, members[folded]), _text(text))
            break
    else:
        return
    if field not in _PEOPLE:
        return
    for folded in known.credentials:
        if part and folded == _ROLE:
            continue  # "author" is no qualification
        text = value.get(members.get(folded, ""))
        texts = text if isinstance(text, list) else [text]
        for index, entry in enumerate(texts):
            if isinstance(entry, str) and entry.strip():
                member = members[folded]
                place = (
                    (pointer, key, member) if texts is not text else (f"{pointer}/{member}", key, str(index))
                )
                yield _member("credentials", statement, place, entry, f"{key}.{member}")


def _part_in(statement: _Statement, value: Mapping[str, object], members: Mapping[str, str]) -> str:
    """Return which part one of several contributors had, `reviewer` say, if that is told."""
    known = _spellings()
    if fold_key(statement.key.rpartition(".")[2]) not in known.contributors or _ROLE not in members:
        return ""
    return known.parts.get(_text(value[members[_ROLE]]).strip().lower(), "")


def _member(
    field: str, statement: _Statement, place: tuple[str, str, str], text: str, key: str = ""
) -> Value:
    pointer, path, member = place
    where = statement.spans.get(f"{pointer}/{pointer_part(member)}", statement.place)
    span = where.value if text or where.value.end > where.value.start else where.key
    return Value(
        field, text.strip(), _stripped(text, span), statement.origin, key or f"{path}.{member}", where.key
    )


def _split(
    field: str, statement: _Statement, text: str, element_of: re.Pattern[str] = _ELEMENT
) -> Iterator[Value]:
    """Yield the elements of a list on one line, each with its own place where the text is as typed."""
    span = statement.place.value
    exact = len(text) == span.end - span.start
    for match in element_of.finditer(text):
        element = match.group().strip()
        if element:
            start = span.start + match.start() + len(match.group()) - len(match.group().lstrip())
            yield statement.value(field, element, Span(start, start + len(element)) if exact else span)


def _suppressions(statement: _Statement, value: object) -> Iterator[Value]:
    """Read `medlint: [MED105]`, `{ignore: …}`, `{MED105: reason}` and `{MED105: {reason: …, until: …}}`."""
    if isinstance(value, dict):
        for member, inner in value.items():
            pointer = f"{statement.pointer}/{pointer_part(member)}"
            place = statement.spans.get(pointer, statement.place)
            nested = _Statement(statement.spans, pointer, f"{statement.key}.{member}", place)
            terms = isinstance(inner, dict) and inner.keys() <= {"reason", "until"}
            if fold_key(member) == "ignore" or (isinstance(inner, dict | list) and not terms):
                yield from _suppressions(nested, inner)
            else:
                span = Span(place.key.start, max(place.key.end, place.value.end))
                reason = "" if terms else _text(inner)
                yield nested.value("medlint", f"{member} {reason}".strip(), span)
    elif isinstance(value, str) and "," in value and " " not in value.split(",", maxsplit=1)[0].strip():
        yield from _split("medlint", statement, value)
    else:
        yield from _values("medlint", statement, value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _stripped(text: str, span: Span) -> Span:
    """Return the span of a text without white space at its ends, where the text is as typed."""
    if len(text) != span.end - span.start or text == text.strip():
        return span
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
