"""What a page says of itself for machines: `<meta>`, and JSON-LD with the place of each string."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from medlint._records import NamedTuple
from medlint.document import FrontMatter, Origin, Problem, Value
from medlint.parse.credentials import qualifications
from medlint.parse.frontmatter import pointer_part
from medlint.parse.html.names import Names, is_address, is_template, names, trimmed
from medlint.parse.html.tokens import Attribute, unescaped
from medlint.source import Source, Span
from medlint.vocabulary import load

_DEPTH = 60
_CONTEXT = '"@context"'
_OPENING = re.compile(r"[{\[]")
_GAP = re.compile(r"[ \t\n\r]*+")
_SCALAR = re.compile(r"-?[0-9.]++(?:[eE][+-]?[0-9]++)?|true|false|null")
_WRAPPER = re.compile(r"\s*+(?:<!--|(?://\s*+)?<!\[CDATA\[)?\s*+")
_ROLES = ("jobTitle", "@type")
"""Members of a person's entry that say what they are: a `Physician` is one."""
PEOPLE = frozenset(("author", "editor", "reviewer", "publisher"))


class Claim(NamedTuple):
    """A field that something on the page states: by which means, and under which name."""

    field: str
    origin: Origin
    key: str
    key_span: Span | None
    inferred: bool = False

    def value(self, text: str, span: Span) -> Value:
        """Return what is stated, now that it is known."""
        return Value(self.field, text, span, self.origin, self.key, self.key_span, self.inferred)


class Text(NamedTuple):
    """A JSON string or number: what it says and where, without quotes."""

    text: str
    span: Span


class Member(NamedTuple):
    """A member of a JSON object: where its name stands, and its value."""

    key: Span
    value: Node


Node = Text | list["Node"] | dict[str, Member]


class JsonError(ValueError):
    """Text that is not JSON, with the place where that shows."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def read_json(text: str, start: int, end: int) -> Node:
    """Return the JSON value in `text[start:end]`, each string with its place.

    Raises:
        JsonError: it is not JSON, is followed by something else, or nests deeper than 60.
    """
    reader = _Reader(text, end)
    at = reader.gap(start)
    node, at = reader.value(at, 0)
    at = reader.gap(at)
    if at < end:
        raise JsonError("something follows the end of the data", at)
    return node


class _Reader:
    def __init__(self, text: str, end: int) -> None:
        from json import JSONDecoder

        self.text = text
        self.end = end
        self.decode = JSONDecoder().raw_decode

    def gap(self, at: int) -> int:
        match = _GAP.match(self.text, at, self.end)
        return match.end() if match else at

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        opening = self.text[at] if at < self.end else ""
        if opening == '"':
            return self.string(at)
        if opening in ("{", "[") and depth >= _DEPTH:
            raise JsonError("the data nest too deeply", at)
        if opening == "{":
            return self.members(at, depth)
        if opening == "[":
            return self.elements(at, depth)
        match = _SCALAR.match(self.text, at, self.end)
        if match is None:
            raise JsonError("a value is missing here" if opening else "the data break off", at)
        said = match.group() if match.group()[0] in "-.0123456789" else ""
        return Text(said, Span(at, match.end())), match.end()

    def string(self, at: int) -> tuple[Text, int]:
        if at >= self.end or self.text[at] != '"':
            raise JsonError("a name in quotation marks is missing here", at)
        try:
            said, after = self.decode(self.text, at)
        except ValueError as error:
            place = min(getattr(error, "pos", at), self.end)
            reason = str(getattr(error, "msg", "a string is broken"))
            raise JsonError(reason[:1].lower() + reason[1:].removesuffix(" at"), place) from None
        if after > self.end:
            raise JsonError("a string has no end", at)
        return Text(said, Span(at + 1, after - 1)), after

    def members(self, at: int, depth: int) -> tuple[Node, int]:
        found: dict[str, Member] = {}
        at = self.gap(at + 1)
        if self.text.startswith("}", at, self.end):
            return found, at + 1
        while True:
            name, at = self.string(at)
            at = self.expect(":", self.gap(at))
            node, at = self.value(self.gap(at), depth + 1)
            found.setdefault(name.text, Member(name.span, node))
            at = self.gap(at)
            if self.text.startswith("}", at, self.end):
                return found, at + 1
            at = self.gap(self.expect(",", at))

    def elements(self, at: int, depth: int) -> tuple[Node, int]:
        found: list[Node] = []
        at = self.gap(at + 1)
        if self.text.startswith("]", at, self.end):
            return found, at + 1
        while True:
            node, at = self.value(at, depth + 1)
            found.append(node)
            at = self.gap(at)
            if self.text.startswith("]", at, self.end):
                return found, at + 1
            at = self.gap(self.expect(",", at))

    def expect(self, mark: str, at: int) -> int:
        if not self.text.startswith(mark, at, self.end):
            raise JsonError(f"a `{mark}` is missing here", at)
        return at + 1


def read_json_ld(source: Source, start: int, end: int) -> tuple[tuple[Value, ...], tuple[Problem, ...]]:
    """Return what a JSON-LD script says of the page, the article before the web page.

    A script that is not JSON gives one problem and no values; one that a template fills in gives
    neither.
    """
    text = source.text
    opening = _WRAPPER.match(text, start, end)
    start = opening.end() if opening else start
    end = _unwrapped(text, start, end)
    if start >= end:
        return (), ()
    try:
        root = read_json(text, start, end)
    except JsonError as error:
        if is_template(text[start:end]):
            return (), ()
        place = Span(min(error.at, end), min(error.at + 1, end))
        return (), (Problem("structured-data-broken", place, {"reason": error.reason}),)
    known = names()
    nodes = list(_nodes(root, 0))
    people = {
        node["@id"].value.text: node
        for node in nodes
        if "@id" in node and isinstance(node["@id"].value, Text) and "name" in node
    }
    ranked = sorted(
        ((rank, node) for node in nodes if (rank := _rank(node, known)) is not None),
        key=lambda pair: pair[0],
    )
    values: list[Value] = []
    for _, node in ranked:
        _read_node(text, node, people, known, values)
    seen: dict[tuple[str, str], Value] = {}
    for value in values:
        seen.setdefault((value.field, value.text), value)
    return tuple(seen.values()), ()


def front_json_ld(source: Source, front: FrontMatter) -> Iterator[Value]:
    """Yield who and when, where a key of the front matter holds JSON-LD as text, for a template to print."""
    fields = (*load("metadata")["embedded"]["fields"], "credentials")
    for key, value in front.data.items():
        if not isinstance(value, str) or _CONTEXT not in value:
            continue
        place = front.spans.get(f"/{pointer_part(key)}")
        opening = _OPENING.search(source.text, *place.value) if place is not None else None
        if place is not None and opening is not None:
            found, _ = read_json_ld(source, opening.start(), place.value.end)
            yield from (value for value in found if value.field in fields)


def _unwrapped(text: str, start: int, end: int) -> int:
    """Return the end of a script's data, before white space, a closing comment or CDATA mark."""
    end = trimmed(text, start, end).end
    for mark in ("-->", "]]>"):
        if text.endswith(mark, start, end):
            end = trimmed(text, start, end - len(mark)).end
            if text.endswith("//", start, end):
                end = trimmed(text, start, end - 2).end
    return end


def _nodes(node: Node, depth: int) -> Iterator[dict[str, Member]]:
    if isinstance(node, list):
        for element in node:
            yield from _nodes(element, depth + 1)
    elif isinstance(node, dict):
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if key in node:
                yield from _nodes(node[key].value, depth + 1)


def _rank(node: Mapping[str, Member], known: Names) -> int | None:
    """Return how close a node is to being the article (0 is closest), or None if it is none."""
    if "@type" not in node:
        return None
    ranks = [
        known.types[kind]
        for text in _texts(node["@type"].value)
        if (kind := text.text.rpartition("/")[2]) in known.types
    ]
    return min(ranks, default=None)


def _texts(node: Node) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, list):
        yield from (element for element in node if isinstance(element, Text))


def _read_node(
    text: str,
    node: Mapping[str, Member],
    people: Mapping[str, Mapping[str, Member]],
    known: Names,
    values: list[Value],
) -> None:
    for name, (key, content) in node.items():
        field = known.properties.get(name)
        if not field:
            continue
        claim = Claim(field, "json-ld", name, key)
        for element in content if isinstance(content, list) else [content]:
            if isinstance(element, Text) and element.text:
                values += statements(text, element.span, claim)
            elif field in PEOPLE and isinstance(element, dict):
                values += _person(element, people, claim)
            elif field == "categories" and isinstance(element, dict) and "name" in element:
                for said in _texts(element["name"].value):
                    values += statements(text, said.span, claim)


def _person(
    person: Mapping[str, Member], people: Mapping[str, Mapping[str, Member]], claim: Claim
) -> Iterator[Value]:
    """Yield the name of a person or an organisation, which may be told elsewhere under its `@id`."""
    if "name" not in person and "@id" in person and isinstance(person["@id"].value, Text):
        person = people.get(person["@id"].value.text, person)
    claims = [("name", claim)]
    if claim.field in ("author", "reviewer"):
        prefix = "" if claim.field == "author" else f"{claim.field} "
        claims += (
            (member, Claim("credentials", claim.origin, prefix + member, person[member].key))
            for member in ("honorificSuffix", *_ROLES)
            if member in person
        )
    for name, told in claims:
        for said in _texts(person[name].value) if name in person else ():
            shown = " ".join(unescaped(said.text).split())
            if name in _ROLES and all(found.level == "other" for found in qualifications(shown)):
                continue  # "Founder" is no qualification, and "Person" is none.
            if shown and not is_template(shown) and not is_address(shown):
                yield told.value(shown, said.span)


def statements(text: str, span: Span, claim: Claim) -> Iterator[Value]:
    """Yield the values that a range of source text states: one, or one for each tag of a list."""
    spans = [span]
    if claim.field == "tags":
        spans, at = [], span.start
        for piece in text[span.start : span.end].split(","):
            spans.append(Span(at, at + len(piece)))
            at += len(piece) + 1
    for start, end in spans:
        place = trimmed(text, start, end)
        said = text[place.start : place.end]
        if claim.origin == "json-ld" and "\\" in said:
            said = _decoded(said)
        said = " ".join(unescaped(said).split())
        if said and not is_template(said) and not (claim.field in PEOPLE and is_address(said)):
            yield claim.value(said, place)


def _decoded(written: str) -> str:
    from json import loads

    try:
        return str(loads(f'"{written}"', strict=False))
    except ValueError:
        return written


def meta_values(text: str, metas: list[dict[str, Attribute]]) -> tuple[Value, ...]:
    """Return what `<meta>` tags say of the page; `text` is the whole source text."""
    known = names()
    values: list[Value] = []
    labels: dict[str, str] = {}
    for tag in metas:
        name = tag.get("name") or tag.get("property") or tag.get("http-equiv")
        content = tag.get("content")
        if name is None or content is None:
            continue
        spelling = name.text.strip().lower()
        field = known.meta.get(spelling)
        if spelling.startswith("twitter:label"):
            labels[spelling.removeprefix("twitter:label")] = content.text
        elif spelling.startswith("twitter:data"):
            field = _labelled(labels.get(spelling.removeprefix("twitter:data"), ""), content.text, known)
        if field:
            values += statements(text, content.span, Claim(field, "meta", name.text.strip(), name.span))
    return tuple(values)


def _labelled(label: str, content: str, known: Names) -> str:
    """Return the field that a Twitter card's label and text name, or nothing."""
    if known.read.search(label) or (not label and known.read.search(content)):
        return "reading-time"
    return "author" if known.written.search(label) else ""
