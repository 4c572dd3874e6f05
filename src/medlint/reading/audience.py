"""Whom an article says that it is written for: professionals know what a patient has to be told.

The words are in `rules/_vocabulary/audience.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint.document import Block, Document, of_latest
from medlint.parse.wording import fold
from medlint.vocabulary import load

_LINE = 100
"""Characters of a line that names a site, or whom an article is for; a longer one is text."""
_TITLE = 200
_INTRODUCTION = 3
"""Paragraphs under the title that may say it."""
_FIELD = re.compile(r'"audience(?:Type)?"\s{0,4}:([^{}]{0,40}\{[^{}]{0,160}|[^{}]{0,120})')
_KEYS = ("audience", "targetAudience", "target_audience", "audienceType")


@of_latest
def is_for_professionals(document: Document) -> bool:
    """Tell whether an article says that it is for professionals, in words or in the data for machines."""
    if document.language.partition("-")[0] not in load("audience"):
        return False
    return _is_named(document) or any(_says(name, text) for name, text in _texts(document))


def _is_named(document: Document) -> bool:
    """Tell whether the field of the page's audience names professionals and nobody else."""
    named, others = _patterns("named")[0], _patterns("others")[0]
    fields = [match.group(1) for match in _FIELD.finditer(document.source.text)]
    if document.front is not None:
        fields += [str(document.front.data.get(key, "")) for key in _KEYS]
    said = " ".join(fields)
    return named.search(said) is not None and others.search(said) is None


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what may say it, with the list of the vocabulary that holds how it is said there."""
    for value in (*document.field("title"), *document.field("description")):
        yield "titles", value.text[:_TITLE]
    yield from _top(document)
    # Of these no pattern reaches from block to block, and folding leaves the mark between them.
    yield "statements", "\0".join([b.text for b in document.blocks if b.kind in ("paragraph", "item")])


def _top(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what stands above the article, its title, and what stands under that before the next heading."""
    titled = False
    told = 0
    linked = {link.text for link in document.links}
    for block in document.blocks:
        if not block.text or block.place == "quote" or _is_elsewhere(block, titled):
            continue
        if block.kind == "heading" and not block.inferred:
            if titled or told or block.level > 1:
                return
            titled = True
            yield "titles", block.text[:_TITLE]
        elif len(block.text) <= _LINE:
            yield "titles", block.text
            if block.place != "chrome" and block.text not in linked:
                yield "lines", block.text
        elif block.place == "body":
            yield "introductions", block.text
            told += 1
            if told == _INTRODUCTION:
                return


def _is_elsewhere(block: Block, titled: bool) -> bool:
    """Tell whether a block is an entry of a menu, or part of the page's frame behind the title."""
    return block.kind == "item" or (block.place == "chrome" and (titled or block.kind == "heading"))


def _says(name: str, text: str) -> bool:
    said = fold(text)
    # Most texts have none of the words without which no pattern matches.
    return any(map(said.__contains__, load("audience")["en"]["signs"][name])) and any(
        _patterns("refused")[0].search(match.group()) is None
        for pattern in _patterns(name)
        for match in pattern.finditer(said)
    )


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("audience")["en"][name])
