"""Tags against the text: what they name must be there, and what the title names must be tagged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from medlint.checks.tags import tags_of, topics_of
from medlint.document import Block, Document
from medlint.finding import Hit, Related
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.reading import reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.slugs import numbers, slugify
from medlint.source import Span
from medlint.topics import Topics
from medlint.tree import title_span, title_text

_NAMES = ("tags", "categories")
_LONGEST_NAME = 5
_ENDING = 3
_SENTENCE = 8
_LEAST_STEM = 4
_PIECE = re.compile(r"[^\W_]+")


def unsupported(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED609: a tag names a topic that the article never mentions."""
    topics = topics_of(settings)
    words: frozenset[str] | None = None
    for tag in tags_of(document):
        if tag.field != "tags" or tag.inferred:
            continue
        slug = topics.resolve(tag.text).slug
        if slug is None or topics.kinds.get(slug) not in rule.params["kinds"]:
            continue
        if slug in rule.params["fields"]:
            continue
        words = words or _words_of(document)
        if words.issuperset(slug.split("-")) or not words.isdisjoint(rule.params["meant"].get(slug, ())):
            continue
        if not _says(words, slug, topics):
            yield Hit(tag.span, "", {"tag": tag.text})


def untagged(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED610: the first condition or symptom that the title names has no tag, nor has anything near it."""
    tags = [tag for tag in tags_of(document) if tag.field == "tags"]
    if not tags:
        return
    topics = topics_of(settings)
    named = _first_topic(title_text(document), topics, rule.params)
    if named is None:
        return
    slug, said = named
    own = {word for name in _spellings(topics, slug) for word in name} - set(rule.params["common"])
    for tag in (*tags, *document.field("categories")):
        found = topics.resolve(tag.text).slug
        if found is not None and (found == slug or topics.related(found, slug)):
            return
        words = {form for word in slugify(tag.text).split("-") for form in (word, *numbers(word))}
        if not own.isdisjoint(words) or _is_joined(tag.text, slug):
            return
    mentions = sum(passage.text.count(fold(said)) for passage in reading(document).passages)
    if mentions >= rule.params["mentions"]:
        values = {"topic": said, "tag": slug}
        yield Hit(title_span(document), "", values, (Related(tags[0].span, "the tags are here"),))


def stigmatising(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED611: a tag labels people; names for which the vocabulary has a replacement are MED604's."""
    topics = topics_of(settings)
    compiled: Mapping[str, Any] = rule.params["compiled"]
    for tag in tags_of(document):
        text = fold(tag.text).replace("-", " ").replace("_", " ")
        words = set(_PIECE.findall(text))
        for index, entry in enumerate(rule.params["swap"]):
            ((pattern, triggers),) = compiled[str(index)]
            if words.isdisjoint(triggers) or not regex(pattern).search(text):
                continue
            if topics.resolve(tag.text).how != "deprecated":
                yield Hit(tag.span, "", {"tag": tag.text, "prefer": entry["prefer"]})
            break


@lru_cache(maxsize=1024)
def _spellings(topics: Topics, topic: str) -> list[list[str]]:
    """Return a topic's names as words: its slug and all synonyms."""
    return [name.split("-") for name in topics.spellings(topic)]


@lru_cache(maxsize=8)
def _narrower(topics: Topics) -> Mapping[str, list[str]]:
    """Return the topics of which each one is the wider one."""
    below: dict[str, list[str]] = {}
    for slug, parent in topics.parents.items():
        below.setdefault(parent, []).append(slug)
    return below


def _words_of(document: Document) -> frozenset[str]:
    """Return the words of an article, of its front matter but for the tags, and of its pictures' texts."""
    texts = [value.text for field in ("title", "description") for value in document.field(field)]
    texts += [image.alt for image in document.images if image.alt]
    texts += [block.text for block in document.blocks if _is_said_too(block)]
    if document.front is not None:
        texts += _beside_tags(document, document.front.span)
    tags = {tag.text for tag in document.field("tags")}
    said = {word for text in texts if text not in tags for word in _PIECE.findall(fold(text))}
    return reading(document).words | said


def _is_said_too(block: Block) -> bool:
    """Tell whether readers see a block that is no text of the article, or a sentence of the page's chrome."""
    if block.place == "chrome":
        return block.text.count(" ") >= _SENTENCE
    return block.kind == "html" or block.place == "meta"


def _beside_tags(document: Document, front: Span) -> Iterator[str]:
    """Yield the front matter around the tags: sites print questions, summaries and captions from it."""
    at = front.start
    for tag in sorted(tag.span for field in _NAMES for tag in document.field(field)):
        if at <= tag.start < front.end:
            yield document.source.text[at : tag.start]
            at = tag.end
    yield document.source.text[at : front.end]


def _says(words: frozenset[str], slug: str, topics: Topics) -> bool:
    """Tell whether all words of one of a topic's names are there in some form, or of a near topic's.

    Near are the narrower ones, and the wider one: an article can be meant for all that it covers.
    """
    asked = [slug]
    for topic in asked:
        asked += (below for below in _narrower(topics).get(topic, ()) if below not in asked)
    asked += [above for above in (topics.parent_of(slug),) if above is not None]
    names = [name for topic in asked for name in _spellings(topics, topic)]
    stems = tuple({_stem(word) for name in names for word in name})
    there = {word for word in words if word.startswith(stems)}
    return any(all(_has(there, word) for word in name) for name in names)


def _has(words: Iterable[str], word: str) -> bool:
    return any(other.startswith(_stem(word)) for other in words)


def _stem(word: str) -> str:
    return word[: max(_LEAST_STEM, len(word) - _ENDING)]


def _first_topic(title: str, topics: Topics, params: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the first topic of a title that is of a kind that counts, and how the title says it."""
    found = list(_PIECE.finditer(fold(title)))
    pieces = [match.group() for match in found]
    at = 0
    while at < len(pieces):
        for length in range(min(_LONGEST_NAME, len(pieces) - at), 0, -1):
            words = pieces[at : at + length]
            name = "-".join(words)
            slug = next((known for n in (name, *numbers(name)) if (known := _named(topics, n))), None)
            if slug is not None and len(name) > 1:
                if topics.kinds.get(slug) in params["kinds"] and name not in params["other-meanings"]:
                    return slug, title[found[at].start() : found[at + length - 1].end()]
                at += length
                break
        else:
            at += 1
    return None


def _named(topics: Topics, name: str) -> str | None:
    return name if name in topics.canonical else topics.aliases.get(name)


def _is_joined(tag: str, slug: str) -> bool:
    """Tell whether a tag written as one word holds the topic: `backpainrelief`."""
    return slug.replace("-", "") in slugify(tag).replace("-", "")
