"""Who wrote and who checked: bylines as persons and organisations with credentials."""

from __future__ import annotations

import re
from typing import Literal

from medlint.document import Byline, Value
from medlint.parse.credentials import credential_tokens
from medlint.parse.meta.words import CHECKER, meta_words
from medlint.parse.names import Name, read_names
from medlint.parse.names.kinds import Kind, is_personal
from medlint.parse.names.words import name_words
from medlint.parse.wording import fold
from medlint.source import Span

Role = Literal["author", "reviewer", "editor", "fact-checker"]

_ROLES: dict[str, Role] = {
    "author": "author",
    "reviewer": "reviewer",
    "editor": "editor",
    "fact-checker": "fact-checker",
    CHECKER: "reviewer",
}
_MAX_TEXT = 600
_SHORTENED = 6


def read_bylines(values: tuple[Value, ...]) -> tuple[Byline, ...]:
    """Return the people and organisations that the metadata names, in the order of preference.

    A name that is stated twice for one role counts once, with all its credentials. A credentials
    value belongs to the person in the same mapping, else to the first person of its role. E-mail
    addresses, links and handles (`@jane`) name no person and count as organisations.
    """
    found: dict[tuple[Role, str], Byline] = {}
    for value in values:
        role = _ROLES.get(value.field)
        if role is None or (value.origin == "meta" and _names_template(value.text)):
            continue
        for told in map(_without_stop, read_names(value.text)):
            part, name = _with_own_label(told)
            span = _span(value, name)
            byline = Byline(part or role, name.kind, name.name, name.honorific, name.credentials, value, span)
            _add(found, byline)
    bylines = list(found.values())
    for value in values:
        if value.field == "credentials" and value.text.strip():
            _attach(bylines, value)
    return tuple(bylines)


def _with_own_label(name: Name) -> tuple[Role | None, Name]:
    """Read the label that one name of several has: "By Jane Roe · Medically reviewed by Dr Poole"."""
    if " by " not in name.name:
        return None, name
    match = meta_words().label.match(fold(name.name))
    role = _ROLES.get(meta_words().fields[(match.lastindex or 1) - 1]) if match is not None else None
    if match is None or role is None:
        return None, name
    label = len(name.name) - len(name.name[match.end() :].lstrip(" :"))
    bare = read_names(name.name[label:])[0]
    credentials = (*bare.credentials, *name.credentials)
    kind: Kind = "person" if credentials and is_personal(bare.name) else bare.kind
    return role, bare._replace(kind=kind, credentials=credentials, start=name.start + label, end=name.end)


def _names_template(text: str) -> bool:
    """Tell whether a page's head names what its template came with: nobody has put an author there."""
    folded = text.lower()
    return any(re.search(rf"\b{re.escape(name)}\b", folded) for name in name_words().templates)


def _without_stop(name: Name) -> Name:
    """Leave out the full stop that ends a sentence; one that shortens a word ("Inc.") belongs to the name."""
    last = name.name.rpartition(" ")[2]
    if name.kind == "person" or not name.name.endswith(".") or len(last) < _SHORTENED:
        return name
    return name._replace(name=name.name[:-1], end=name.end - 1)


def _add(found: dict[tuple[Role, str], Byline], byline: Byline) -> None:
    key = byline.role, byline.name.casefold()
    known = found.get(key, byline)
    more = tuple(text for text in byline.credentials if text not in known.credentials)
    honorific = known.honorific or byline.honorific
    found[key] = known._replace(credentials=known.credentials + more, honorific=honorific)


def _attach(bylines: list[Byline], value: Value) -> None:
    """Give a credentials value to its person."""
    prefix, dot, _ = value.key.rpartition(".")
    role = "reviewer" if "review" in value.key.lower() else "author"
    for index, byline in enumerate(bylines):
        owner = byline.value.key.rpartition(".")[0]
        fits = owner == prefix if dot else byline.role == role and byline.value.origin == value.origin
        if fits and byline.kind in {"person", "organisation"}:
            found = tuple(text for text in _stated(value.text) if text not in byline.credentials)
            kind: Kind = "person" if found and is_personal(byline.name) else byline.kind
            bylines[index] = byline._replace(credentials=byline.credentials + found, kind=kind)
            return


def _stated(text: str) -> tuple[str, ...]:
    """Return the credentials in a value that holds nothing else."""
    found: list[str] = []
    for piece in re.split(r"[,;|·•/]\s|\s-\s|\n", text[:_MAX_TEXT]):
        part = piece.strip(" ,;.")
        # "BSc (Nutrition)" keeps its brackets, "(RN)" does not.
        if part[:1] == "(" or part.count("(") != part.count(")"):
            part = part.strip(" ,;.()")
        if not part:
            continue
        tokens = [token for token, _, _ in credential_tokens(part, 0, len(part), exact=False)]
        found += tokens if tokens and _covers(part, tokens) else [part]
    return tuple(found)


def _covers(part: str, tokens: list[str]) -> bool:
    return sum(len(token) for token in tokens) + len(tokens) >= len(part)


def _span(value: Value, name: Name) -> Span:
    start, end = value.span
    if end - start == len(value.text):
        return Span(start + name.start, start + name.end)
    return value.span
