"""Credentials: what stands behind a name, and what it is worth (`rules/_vocabulary/credentials.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from medlint._records import NamedTuple
from medlint.resources.credentials import compact
from medlint.source import Span
from medlint.vocabulary import load

CredentialClass = Literal["clinical", "academic", "other", "questionable"]

_MAX_TEXT = 600
_TOKEN = re.compile(r"[^\s,()]+")
_WORD = re.compile(r"[\w-]+")


class Credentials(NamedTuple):
    """Known credentials by exact and by folded spelling, and roles with the words they end in."""

    exact: dict[str, CredentialClass]
    folded: dict[str, CredentialClass]
    roles: dict[str, CredentialClass]
    heads: frozenset[str]
    openings: frozenset[str]
    """What roles begin with, up to a hyphen: most words of a text begin none."""
    widest: int
    """How many words the longest role has."""
    professions: dict[str, str]
    """The field of a credential (folded) or a role, as far as the word lists name it."""
    doctors: frozenset[str]
    """Titles that do not say what somebody is a doctor of."""
    fields: frozenset[str]
    """Words for a field of medicine, which tell what a "Dr" is a doctor of."""


class Qualification(NamedTuple):
    """What one credential or role is worth, and the field that it belongs to ("" where none is named)."""

    text: str
    level: CredentialClass
    profession: str


@cache
def credential_table() -> Credentials:
    """Return `rules/_vocabulary/credentials.yaml`, loaded once."""
    data: dict[str, Any] = {**load("credentials")}
    for name in ("heads", "openings", "doctors", "fields"):
        data[name] = frozenset(data[name])
    return Credentials(**data)


def credential_class(text: str) -> CredentialClass | None:
    """Return what kind of qualification a credential or a role is; None if it is not known.

    A role counts by its last known words: a "Licensed Clinical Psychologist" is clinical, as is a
    "BSc (Hons) Physiotherapist".
    """
    found: CredentialClass | None = None
    for qualification in qualifications(text):
        found = qualification.level
    return found


def qualifications(text: str) -> Iterator[Qualification]:
    """Yield what a credential, or each role in a text, is worth; nothing where none is known."""
    table = credential_table()
    plain = compact(text)
    level = table.exact.get(plain) or table.folded.get(plain.lower())
    if level is not None:
        yield Qualification(text, level, table.professions.get(plain.lower(), ""))
        return
    for start, end in find_roles(text[:_MAX_TEXT]):
        role = singular(text[start:end].lower())
        role = role if role in table.roles else role.replace("-", " ")
        if role in table.roles:
            yield Qualification(text[start:end], table.roles[role], table.professions.get(role, ""))


def find_roles(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield where roles stand in `text[start:end]`, in the singular or the plural; the longest come first."""
    # Looked up word by word: as one pattern, the list takes 2 ms to compile.
    table = credential_table()
    words = list(_WORD.finditer(text, start, len(text) if end is None else end))
    if words and start and words[0].start() == start and _WORD.match(text, start - 1):
        del words[0]
    index = 0
    while index < len(words):
        first = words[index].start()
        if not _may_begin(words[index].group().lower(), table.openings):
            index += 1
            continue
        for width in range(min(table.widest, len(words) - index), 0, -1):
            last = words[index + width - 1].end()
            if _is_role(text[first:last].lower(), table.roles):
                yield Span(first, last)
                index += width - 1
                break
        index += 1


def _may_begin(word: str, openings: frozenset[str]) -> bool:
    """Tell whether a role may begin with a word, which can be in the plural or of another gender."""
    word = word.partition("-")[0]
    return word in openings or word[:-1] in openings or word[:-2] in openings


def find_role(text: str, start: int = 0, end: int | None = None) -> Span | None:
    """Return where the first role stands in `text[start:end]`, or None."""
    return next(find_roles(text, start, end), None)


def _is_role(text: str, roles: Mapping[str, object]) -> bool:
    if "-" in text and text.replace("-", " ") in roles:
        return True  # "dietitian-nutritionist"
    return text in roles or any(
        text.endswith(ending) and text.removesuffix(ending) in roles for ending in ("s", "es", "in")
    )


def is_credential(token: str) -> bool:
    """Tell whether a token behind a name is a credential; capitals must be right ("Ma" is a surname)."""
    plain = compact(token.strip(",;()"))
    return plain in credential_table().exact and (len(plain) > 1 and not plain.islower())


def credential_tokens(part: str, start: int, end: int, *, exact: bool) -> list[tuple[str, int, int]]:
    """Return the credentials of a part with their places; those of two words ("Pharm D") as one."""
    table = credential_table()
    known = table.exact if exact else table.folded
    tokens = list(_TOKEN.finditer(part, start, end))
    found: list[tuple[str, int, int]] = []
    index = 0
    while index < len(tokens):
        for width in (2, 1):
            group = tokens[index : index + width]
            text = part[group[0].start() : group[-1].end()]
            plain = compact(text) if exact else compact(text).lower()
            if len(group) == width and plain in known and (width == 1 or not _is_pair(group)):
                found.append((_shown(text), group[0].start(), group[-1].end()))
                index += width
                break
        else:
            index += 1
    return found


def _is_pair(group: list[re.Match[str]]) -> bool:
    """Tell whether two tokens are credentials each: `MB BS` is one, `MD MS` are two."""
    folded = credential_table().folded
    return all(compact(token.group()).lower() in folded for token in group)


def _shown(text: str) -> str:
    stripped = text.strip(" ,;")
    return stripped.rstrip(".") if stripped.count(".") == 1 else stripped


def singular(word: str) -> str:
    """Return the singular of a folded word for a role; other words may lose their last letter."""
    if word in credential_table().roles:
        return word
    for ending, instead in (("ies", "y"), ("wives", "wife"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word
