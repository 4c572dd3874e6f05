"""Tags and the topics they name: spellings, near misses, and lists that lost their separators.

The words themselves are data: `rules/_vocabulary/tags.yaml`, or a site's own vocabulary of the same
shape (`medlint.topics.site`). A *name* is any accepted spelling of a topic, as a slug: the topic's own slug,
a synonym, or a narrower name, of a kind, a part or a neighbour of the topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, KeysView, Mapping
from functools import cache
from typing import Any, Literal, cast

from medlint import slugs
from medlint._packed import Packed
from medlint._records import NamedTuple
from medlint.slugs import NARROWER, SLUG, by_topic, numbers, slugify
from medlint.topics.misspelling import slips, slips_by_word
from medlint.topics.run_together import LONGEST, Pieces, best_split, fold

__all__ = [
    "SLUG",
    "Resolution",
    "Topics",
    "builtin",
    "near",
    "slugify",
    "split",
]

_SEPARATED = re.compile(r"[.,;:!?|•·\n]")

How = Literal["canonical", "synonym", "deprecated", "generic", "unknown"]


class Resolution(NamedTuple):
    """What a tag means: the slug to use instead (None if unknown), and how it was found."""

    slug: str | None
    how: How


_UNKNOWN = Resolution(None, "unknown")


class Topics:
    """A vocabulary of tags in use. Treat it as frozen.

    `aliases` maps a name's slug to its topic, `deprecated` an outdated name to its replacement,
    `parents` a topic to the wider one of which it is a kind, so that carrying both says nothing more.
    `synonyms` maps a topic to all its names (`slugs.by_topic`), and `joined` a name written as one word to
    the name; what is not given is made.
    `everyday` holds words that only look like a misspelt topic.
    """

    __slots__ = (
        "_joined",
        "_names",
        "_pieces",
        "_synonyms",
        "aliases",
        "deprecated",
        "everyday",
        "generic",
        "kinds",
        "labels",
        "parents",
    )

    def __init__(  # noqa: PLR0913 -- plain data, passed by name
        self,
        kinds: Mapping[str, str],
        aliases: Mapping[str, str],
        *,
        labels: Mapping[str, str] | None = None,
        parents: Mapping[str, str] | None = None,
        deprecated: Mapping[str, str] | None = None,
        generic: frozenset[str] = frozenset(),
        everyday: frozenset[str] = frozenset(),
        synonyms: Mapping[str, str] | None = None,
        joined: Mapping[str, str] | None = None,
    ) -> None:
        self.kinds = kinds
        self.aliases = aliases
        self.labels = labels or {}
        self.parents = parents or {}
        self.deprecated = deprecated or {}
        self.generic = generic
        self.everyday = everyday
        self._joined = joined
        self._names: tuple[str, ...] | None = None
        self._pieces: Pieces | None = None
        self._synonyms = by_topic(aliases) if synonyms is None else synonyms

    @property
    def canonical(self) -> KeysView[str]:
        """The topics' own slugs."""
        return self.kinds.keys()

    @property
    def names(self) -> tuple[str, ...]:
        """Topics, synonyms, narrower, outdated and generic names."""
        if self._names is None:
            self._names = (*self.kinds, *self.aliases, *self.deprecated, *sorted(self.generic))
        return self._names

    def resolve(self, tag: str) -> Resolution:
        """Return what a tag means, whatever its case, hyphens, spaces, accents or regular plural.

        Words written as one (`backpain`) or apart (`head-ache`) count as synonyms, and so do narrower names.
        """
        return self._found(tag)[1]

    def narrower(self, tag: str) -> str | None:
        """Return the name of which a tag is a spelling if it is a narrower one of its topic, else None."""
        name, found = self._found(tag)
        names = self._synonyms.get(found.slug or "", "").split()
        return name if f"{name}{NARROWER}" in names else None

    def _found(self, tag: str) -> tuple[str, Resolution]:
        """Return the name that a tag is a spelling of, and what that means."""
        slug = slugify(tag)
        found = self._named(slug)
        if found.slug is not None or len(slug) < 4:
            return slug, found
        for name in numbers(slug):
            found = self._named(name)
            if found.slug is not None:
                return name, _inexact(found)
        joined = slug.replace("-", "")
        if len(joined) < 4:
            return slug, _UNKNOWN
        for name in (joined, *numbers(joined)):
            for known in (name, self.joined.get(name, name)):
                found = self._named(known)
                if found.slug is not None:
                    return known, _inexact(found)
        return slug, _UNKNOWN

    def _named(self, slug: str) -> Resolution:
        if slug in self.kinds:
            return Resolution(slug, "canonical")
        if slug in self.deprecated:
            return Resolution(self.deprecated[slug], "deprecated")
        if slug in self.generic:
            return Resolution(slug, "generic")
        topic = self.aliases.get(slug)
        return _UNKNOWN if topic is None else Resolution(topic, "synonym")

    @property
    def joined(self) -> Mapping[str, str]:
        """Names of several words written as one, and those names."""
        if self._joined is None:
            self._joined = slugs.joined(self.names)
        return self._joined

    @property
    def pieces(self) -> Pieces:
        """The names that `split` looks for."""
        if self._pieces is None:
            words = {*self.names, *self.joined}
            words.update([word[:-1] + "ies" for word in words if word[-1] == "y"])
            self._pieces = Pieces.of(words)
        return self._pieces

    def alike(self, slug: str) -> Iterator[str]:
        """Yield the names that a slip could have made `slug` of: as many words, the same first letter.

        Or the same as the second, for neighbours may be swapped; and no more than two letters longer or
        shorter, as `slips` has it.
        """
        first, hyphens, length = slug[:2], slug.count("-"), len(slug)
        for name in self.names:
            near = name[0] in first and -2 <= len(name) - length <= 2
            if near and name.count("-") == hyphens and name not in self.deprecated:
                yield name

    def label(self, slug: str) -> str:
        """Return a topic's name for people: `COPD`, `Back pain`."""
        return self.labels.get(slug) or slug.replace("-", " ").capitalize()

    def spellings(self, slug: str) -> tuple[str, ...]:
        """Return a topic's slug and its other names (as slugs, sorted); nothing of what is no topic."""
        own = (slug,) if slug in self.kinds else ()
        return (*own, *self._synonyms.get(slug, "").replace(NARROWER, "").split())

    def parent_of(self, slug: str) -> str | None:
        """Return the wider topic of which `slug` is a kind, or None."""
        return self.parents.get(slug)

    def related(self, a: str, b: str) -> bool:
        """Tell whether one of two different topics is a kind of the other, at any distance."""
        return a != b and (b in self._above(a) or a in self._above(b))

    def _above(self, slug: str) -> list[str]:
        above: list[str] = []
        while (parent := self.parents.get(slug)) is not None and parent not in above:
            above.append(parent)
            slug = parent
        return above


def _inexact(found: Resolution) -> Resolution:
    """Return what was found by another spelling than its own."""
    return Resolution(found.slug, "synonym") if found.how == "canonical" else found


# --- the vocabulary that medlint brings ------------------------------------------------------------


@cache
def builtin() -> Topics:
    """Return the vocabulary that medlint brings; it is in English."""
    from medlint import vocabulary

    return _unchecked(vocabulary.load("tags")["en"])


def _unchecked(vocabulary: Mapping[str, Any]) -> Topics:
    """Return a vocabulary that the tests have checked; `resources.word_lists` made its names slugs."""
    sets = {name: frozenset(vocabulary[name]) for name in ("generic", "everyday")}
    maps = {
        name: Packed(starts, text.encode())
        for name in ("kinds", "aliases", "synonyms", "joined")
        for starts, text in (vocabulary[name],)
    }
    return Topics(**{**vocabulary, **sets, **maps})


# --- near misses ----------------------------------------------------------------------------------


def near(topics: Topics, tag: str) -> str | None:
    """Return the topic (or generic tag) that an unknown tag misspells, or None.

    Cautious, as an unknown tag is mostly a good one: five letters at least; one slip in five to
    seven, two in more, a swap of neighbours counting as one; the same first letter unless swapped;
    and no word that `everyday` lists.
    """
    slug = slugify(tag)
    found = topics.resolve(slug)
    if found.slug is not None:
        return found.slug
    if not 5 <= len(slug) <= 60 or not topics.everyday.isdisjoint((slug, *numbers(slug))):
        return None
    words = slug.split("-")
    near_ones = [
        (wrong, cast("str", topics.resolve(name).slug))
        for name in topics.alike(slug)
        if (wrong := slips_by_word(words, name.split("-"), topics.everyday)) is not None
    ]
    if not near_ones and len(words) == 1:
        near_ones = [
            (wrong, cast("str", topics.resolve(name).slug))
            for joined, name in topics.joined.items()
            if (wrong := slips(slug, joined)) is not None
        ]
    return min(near_ones)[1] if near_ones else None


# --- lists that lost their separators --------------------------------------------------------------


def split(
    text: str, topics: Topics | None = None, extra: frozenset[str] = frozenset()
) -> tuple[tuple[int, int], ...] | None:
    """Return the ranges of the tags in a list that lost its separators, or None if it is no such list.

    `back-painpain-reliefhealth` is three tags. The whole text is used up by names of `topics` (the
    built-in ones by default), by those in `extra` (a site's own, such as its brand) and at most one
    unknown word of four letters or more. At least two names of four letters or more are known, and
    only one way of splitting is the best. Two names without any hyphen or space are split only where
    both are conditions or symptoms, as English writes many a compound as one word.
    """
    start = len(text) - len(text.lstrip())
    word = text.strip()
    topics = topics or builtin()
    if not 8 <= len(word) <= LONGEST or _SEPARATED.search(word) or topics.resolve(word).slug is not None:
        return None
    folded = fold(word)
    known = topics.pieces
    if extra:
        slugs = {slugify(name) for name in extra}
        known = Pieces.of({*known.words, *slugs, *(slug.replace("-", "") for slug in slugs)})
    pieces = best_split(folded, known)
    if pieces is None:
        return None
    if any(" " in word[a:b] and topics.resolve(word[a:b]).slug is None for a, b in pieces):
        return None
    meanings = [topics.resolve(folded[a:b]).slug or folded[a:b] for a, b in pieces]
    if len(set(meanings)) < len(meanings):
        return None
    if len(pieces) == 2 and "-" not in folded:
        kinds = {topics.kinds.get(meaning) for meaning in meanings}
        if not kinds <= {"condition", "symptom"}:
            return None
    return tuple((start + a, start + b) for a, b in pieces)
