"""Tags as slugs: `back-pain`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,4}")
"""What a tag looks like (use `fullmatch`): one to five words of ASCII letters and digits."""

NARROWER = "<"
"""What stands after a name that means less than its topic, where all names of the topic are one text."""

_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HUMP = re.compile(r"(?<=[a-z]{2})(?=[A-Z])")
_DROPPED = re.compile("['’‘`\u00ad.]")
_OTHER = re.compile("[^a-z0-9]+")
_VOWEL = re.compile("[aeiouy]")
_LIGATURES = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"}


def slugify(text: str) -> str:
    """Return a tag as a slug: `Back Pain`, `BackPain`, `#back_pain` and `back--pain` are `back-pain`.

    Accents go, `&` becomes "and", apostrophes and full stops vanish, all else that is not a letter or
    digit of ASCII becomes a hyphen. The result is empty where nothing is left.
    """
    slug = text.replace(" ", "-")
    if _WORDS.fullmatch(slug):
        return slug
    text = _HUMP.sub("-", text).lower()
    if not text.isascii():
        import unicodedata

        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(_LIGATURES.get(c, c) for c in decomposed if not unicodedata.combining(c)).lower()
    text = _DROPPED.sub("", text.replace("&", " and "))
    return _OTHER.sub("-", text).strip("-")


def joined(names: Iterable[str]) -> dict[str, str]:
    """Return names of several words by what they are written as one word."""
    return {name.replace("-", ""): name for name in names if "-" in name}


def by_topic(aliases: Mapping[str, str], narrower: Collection[str] = ()) -> dict[str, str]:
    """Return each topic's names as one text: sorted, parted by spaces, `NARROWER` after narrower ones."""
    topics: dict[str, list[str]] = {}
    for alias in sorted(aliases):
        topics.setdefault(aliases[alias], []).append(f"{alias}{NARROWER}" if alias in narrower else alias)
    return {topic: " ".join(names) for topic, names in topics.items()}


def numbers(slug: str) -> tuple[str, ...]:
    """Return the regular singulars or plurals of a slug's last word; `crp` is no singular of `crps`."""
    if not _VOWEL.search(slug, slug.rfind("-") + 1):
        return ()
    if slug.endswith("ies"):
        return (slug[:-3] + "y", slug[:-1])
    if slug.endswith("s") and not slug.endswith(("ss", "us", "is")):
        return (slug[:-1], slug[:-2]) if slug.endswith(("ches", "shes", "sses", "xes")) else (slug[:-1],)
    if slug.endswith("y") and slug[-2:-1] not in ("a", "e", "o", "u"):
        return (slug[:-1] + "ies",)
    if slug.endswith(("ch", "sh", "ss", "x")):
        return (slug + "es",)
    return (slug + "s",)
