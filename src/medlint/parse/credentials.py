"""Credentials: what stands behind a name, and what it is worth (`rules/_vocabulary/credentials.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal, NamedTuple

from medlint.vocabulary import load

CredentialClass = Literal["clinical", "academic", "other", "questionable"]

_MAX_TEXT = 600
_TOKEN = re.compile(r"[^\s,()]+")


class Credentials(NamedTuple):
    """Known credentials by exact and by folded spelling, and roles with the words they end in."""

    exact: dict[str, CredentialClass]
    folded: dict[str, CredentialClass]
    roles: dict[str, CredentialClass]
    heads: frozenset[str]
    role: re.Pattern[str]


@cache
def credential_table() -> Credentials:
    """Return `rules/_vocabulary/credentials.yaml`, loaded once."""
    data: Any = load("credentials")
    exact: dict[str, CredentialClass] = {}
    for level, names in data["credentials"].items():
        for name in names:
            exact.setdefault(_bare(name), level)
    roles: dict[str, CredentialClass] = {}
    for language in data.values():
        for level, names in language.get("roles", {}).items():
            for name in names:
                roles.setdefault(name, level)
    longest = sorted(roles, key=len, reverse=True)
    pattern = rf"(?<![\w-])(?:{'|'.join(re.escape(role) for role in longest)})(?:e?s|in)?(?![\w-])"
    folded = {name.lower(): level for name, level in exact.items()}
    heads = frozenset(word for role in roles for word in role.split()[-1:])
    return Credentials(exact, folded, roles, heads, re.compile(pattern, re.I))


def credential_class(text: str) -> CredentialClass | None:
    """Return what kind of qualification a credential or a role is; None if it is not known.

    A role counts by its last known words: a "Licensed Clinical Psychologist" is clinical, as is a
    "BSc (Hons) Physiotherapist".
    """
    table = credential_table()
    level = table.exact.get(_bare(text)) or table.folded.get(_bare(text).lower())
    if level is not None:
        return level
    found: CredentialClass | None = None
    for match in table.role.finditer(text[:_MAX_TEXT]):
        found = table.roles.get(singular(match.group().lower()), found)
    return found


def is_credential(token: str) -> bool:
    """Tell whether a token behind a name is a credential; capitals must be right ("Ma" is a surname)."""
    bare = _bare(token.strip(",;()"))
    return bare in credential_table().exact and (len(bare) > 1 and not bare.islower())


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
            bare = _bare(text) if exact else _bare(text).lower()
            if len(group) == width and bare in known and (width == 1 or not _is_pair(group)):
                found.append((_shown(text), group[0].start(), group[-1].end()))
                index += width
                break
        else:
            index += 1
    return found


def _is_pair(group: list[re.Match[str]]) -> bool:
    """Tell whether two tokens are credentials each: `MB BS` is one, `MD MS` are two."""
    folded = credential_table().folded
    return all(_bare(token.group()).lower() in folded for token in group)


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


def _bare(text: str) -> str:
    return re.sub(r"[.\s/’'-]", "", text)
