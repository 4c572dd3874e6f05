"""How a tag is written: as a slug, with accents, in another script; and which are the same but for that."""

from __future__ import annotations

import re

from medlint.topics import SLUG, slugify

_ACCENTED = re.compile(r"[^\W_]+(?:-[^\W_]+){0,4}")
_BETWEEN = re.compile(r"[\W_]+")


def name_of(text: str) -> str:
    """Return a tag for comparison: as a slug, or as it is where letters would be lost."""
    return text.casefold().strip() if is_foreign(text) else slugify(text)


def is_slug(text: str, language: str) -> bool:
    """Tell whether a tag is a slug; but for English ones its letters may have accents."""
    if SLUG.fullmatch(text):
        return True
    return language != "en" and not text.isascii() and text.islower() and bool(_ACCENTED.fullmatch(text))


def as_slug(text: str, language: str) -> str:
    """Return a tag as a slug, with the accents that a language other than English writes."""
    slug = slugify(text)
    if language == "en" or text.isascii():
        return slug
    kept = _BETWEEN.sub("-", text.lower()).strip("-")
    return kept if slugify(kept) == slug else slug


def is_foreign(text: str) -> bool:
    """Tell whether a tag has letters of another script, which a slug cannot have."""
    if text.isascii():
        return False
    from unicodedata import name

    return any(letter.isalpha() and not name(letter, "").startswith("LATIN") for letter in text)


def are_alike(one: str, other: str) -> bool:
    """Tell whether two tags differ in nothing but case, hyphens, spaces or number."""
    first, second = (name_of(text).replace("-", "").removesuffix("s") for text in (one, other))
    return first == second
