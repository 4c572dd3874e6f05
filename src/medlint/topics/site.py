"""A site's own vocabulary of tags, out of its configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from medlint.slugs import SLUG, by_topic, slugify
from medlint.topics import Topics

_FIELDS = frozenset(("label", "synonyms", "narrower", "parent", "kind", "deprecated"))
_KEPT = 32


class TopicsError(ValueError):
    """A site's vocabulary is wrong: the text names the entry and says what is; `entry` is it, or ""."""

    def __init__(self, message: str, entry: object = "") -> None:
        super().__init__(message)
        self.entry = entry


def from_config(vocabulary: Mapping[str, object] | list[str]) -> Topics:
    """Return a site's own vocabulary.

    Args:
        vocabulary: A list of slugs; or a mapping of slugs to entries, each empty or with any of
            `label`, `synonyms`, `narrower`, `parent`, `kind`, `deprecated` (the slug to use instead); or a
            mapping with `topics` (either of these) and any of `generic`, `deprecated`, `everyday`.

    Raises:
        TopicsError: An entry is wrong.
    """
    rest: Mapping[str, object] = {}
    topics: object = vocabulary
    if isinstance(vocabulary, Mapping) and "topics" in vocabulary:
        rest, topics = vocabulary, vocabulary["topics"]
    kinds: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {"label": {}, "parent": {}, "deprecated": {}}
    names: dict[str, dict[str, object]] = {"synonyms": {}, "narrower": {}}
    for slug, entry in _entries(topics):
        if not isinstance(slug, str) or not SLUG.fullmatch(slug):
            raise TopicsError(_no_slug(slug), slug)
        if slug in kinds:
            raise TopicsError(f"tag {slug!r} is listed twice", slug)
        for field, value in entry.items():
            if field in names:
                names[field][slug] = value
                continue
            text = _text_of(slug, field, value)
            if field != "kind":
                texts[field][slug] = text
        if "deprecated" not in entry:
            kinds[slug] = cast("str", entry.get("kind", ""))
    deprecated = texts["deprecated"] | _outdated(rest.get("deprecated"))
    generic = frozenset(_slugs("generic", rest.get("generic")))
    _check_pointers(kinds, texts["parent"], deprecated, generic)
    taken = {name: name for name in (*kinds, *generic)} | deprecated
    synonyms, narrower = (_aliases(words, taken) for words in names.values())
    _check_once(synonyms, narrower)
    aliases = synonyms | narrower
    return Topics(
        kinds,
        aliases,
        labels=texts["label"],
        parents=texts["parent"],
        deprecated=deprecated,
        generic=generic,
        everyday=frozenset(_slugs("everyday", rest.get("everyday"))),
        synonyms=by_topic(aliases, narrower),
    )


def _text_of(slug: str, field: str, value: object) -> str:
    """Return what an entry says in a field that holds text.

    Raises:
        TopicsError: There is no such field, or it holds something else.
    """
    if field not in _FIELDS:
        raise TopicsError(f"tag {slug!r} has no field {field!r}, only {', '.join(sorted(_FIELDS))}", slug)
    if not isinstance(value, str):
        raise TopicsError(f"tag {slug!r}: its {field} is text, not {value!r}", slug)
    return value


def of_site(vocabulary: Mapping[str, object]) -> Topics:
    """Return a site's own vocabulary, made once; the configuration has checked it.

    Raises:
        TopicsError: An entry is wrong.
    """
    known = _sites.get(id(vocabulary))
    if known is None or known[0] is not vocabulary:
        if len(_sites) >= _KEPT:
            _sites.clear()
        known = _sites[id(vocabulary)] = (vocabulary, from_config(vocabulary))
    return known[1]


_sites: dict[int, tuple[Mapping[str, object], Topics]] = {}


def _no_slug(tag: object) -> str:
    wanted = slugify(tag) if isinstance(tag, str) else ""
    near = f'; write "{wanted}"' if SLUG.fullmatch(wanted) else ""
    return f"tag {tag!r} is not a slug: up to five words of a-z and 0-9 with hyphens between{near}"


def _entries(topics: object) -> Iterator[tuple[object, Mapping[str, object]]]:
    if isinstance(topics, list):
        yield from ((slug, {}) for slug in topics)
        return
    if not isinstance(topics, Mapping):
        raise TopicsError(f"a tag vocabulary is a list of slugs or a mapping, not {topics!r}")
    for slug, entry in topics.items():
        if entry is not None and not isinstance(entry, Mapping):
            raise TopicsError(f"tag {slug!r} takes a mapping of fields, not {entry!r}", slug)
        yield slug, entry or {}


def _outdated(given: object) -> dict[str, str]:
    """Return what is to be used in the place of each tag that is not to be used any more."""
    if not isinstance(given or {}, Mapping):
        raise TopicsError(f"deprecated tags are a mapping of each to its replacement, not {given!r}")
    return {slugify(str(old)): str(new) for old, new in cast("Mapping[object, object]", given or {}).items()}


def _slugs(owner: str, words: object) -> list[str]:
    if not isinstance(words, list | None):
        raise TopicsError(f"{owner!r} takes a list of words, not {words!r}", owner)
    slugs: list[str] = []
    for word in words or ():
        slug = slugify(word) if isinstance(word, str) else ""
        if not slug:
            raise TopicsError(f"{owner!r} takes words, not {word!r}", owner)
        slugs.append(slug)
    return slugs


def _aliases(synonyms: Mapping[str, object], taken: Mapping[str, str]) -> dict[str, str]:
    """Return each synonym's topic; `taken` maps the names already in use to what they mean."""
    aliases: dict[str, str] = {}
    for topic, words in synonyms.items():
        target = taken[topic]
        for alias in _slugs(topic, words):
            other = aliases.setdefault(alias, target)
            if other != target or (alias in taken and alias != topic):
                known = taken.get(alias, other)
                raise TopicsError(f"synonym {alias!r} of {topic!r} already means {known!r}", topic)
            if alias == topic:
                del aliases[alias]
    return aliases


def _check_once(synonyms: Mapping[str, str], narrower: Mapping[str, str]) -> None:
    for name, topic in narrower.items():
        if name in synonyms:
            raise TopicsError(
                f"{name!r} is narrower than {topic!r} and a synonym of {synonyms[name]!r}", topic
            )


def _check_pointers(
    kinds: Mapping[str, str],
    parents: Mapping[str, str],
    deprecated: Mapping[str, str],
    generic: frozenset[str],
) -> None:
    for slug in parents:
        seen = [slug]
        while (parent := parents.get(seen[-1])) is not None:
            if parent not in kinds:
                raise TopicsError(
                    f"tag {seen[-1]!r}: its parent {parent!r} is not in the vocabulary", seen[-1]
                )
            if parent in seen:
                raise TopicsError(f"tag {slug!r} is its own parent: {' > '.join((*seen, parent))}", slug)
            seen.append(parent)
    for slug, replacement in deprecated.items():
        if replacement not in kinds:
            raise TopicsError(f"deprecated tag {slug!r}: {replacement!r} is not in the vocabulary", slug)
    for slug in (*deprecated, *generic):
        if slug in kinds or (slug in deprecated and slug in generic):
            raise TopicsError(f"tag {slug!r} is both in use and generic or deprecated", slug)
