"""How credentials and roles are looked up: `rules/_vocabulary/credentials.yaml` as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_WORD = re.compile(r"[\w-]+")


def compact(text: str) -> str:
    """Return a credential without the dots, spaces and hyphens that do not matter in it."""
    return re.sub(r"[.\s/’'-]", "", text)


def opening(text: str) -> str:
    """Return the first word of a role, up to a hyphen."""
    word = _WORD.match(text)
    return word.group().partition("-")[0] if word else ""


def tables(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `Credentials`: what stands first of several with the same name is meant."""
    exact: dict[str, str] = {}
    professions: dict[str, str] = {}
    for level, listed in data["credentials"].items():
        for name, profession in _by_profession(listed):
            exact.setdefault(compact(name), level)
            professions.setdefault(compact(name).lower(), profession)
    roles: dict[str, str] = {}
    for language in data.values():
        for level, listed in language.get("roles", {}).items():
            for name, profession in _by_profession(listed):
                roles.setdefault(name, level)
                professions.setdefault(name, profession)
    return {
        "exact": exact,
        "folded": {name.lower(): level for name, level in exact.items()},
        "roles": roles,
        "heads": sorted({role.split()[-1] for role in roles}),
        "openings": sorted({opening(role) for role in roles}),
        "widest": max(len(role.split()) for role in roles),
        "professions": professions,
        **{name: sorted(_of_all(data, name)) for name in ("doctors", "fields")},
    }


def _of_all(data: Mapping[str, Any], name: str) -> set[str]:
    """Return a list of words of all languages."""
    return {word for language in data.values() for word in language.get(name, ())}


def _by_profession(listed: Mapping[str, list[str]] | list[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of a plain list, or of lists by profession, with the profession."""
    for profession, names in listed.items() if isinstance(listed, dict) else (("", listed),):
        for name in names:
            yield name, profession
