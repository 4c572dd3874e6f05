"""Links: their words must say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document, Link
from medlint.finding import Hit
from medlint.kinds.existence import capped
from medlint.parse.wording import bare, fold
from medlint.reading import reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged

_NAMED = re.compile(r"\baria-label(?:ledby)?\s*=|\btitle\s*=", re.IGNORECASE)


def text(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED514: the words of a link mean nothing away from the sentence around it."""
    empty = frozenset(rule.params["empty"])
    hits = [
        Hit(link.span, "", {"text": link.text.strip()})
        for link in document.links
        if link.text and len(link.text) <= rule.params["longest"] and bare(fold(link.text)) in empty
        if not _is_named(document, link)
    ]
    if hits:
        # Cards of other pages, and the site's own foot, are made by the site.
        made = merged(_around(document))
        hits = [hit for hit in hits if not covers(made, hit.span.start)]
    yield from capped(hits, rule.params["most"])


def _around(document: Document) -> Iterator[Span]:
    """Yield what is no text of the article: page furniture, and what leads to related pages."""
    yield from (block.span for block in document.blocks if block.place == "chrome")
    for passage in reading(document).passages:
        if passage.role == "related":
            yield passage.block.span


def _is_named(document: Document, link: Link) -> bool:
    """Tell whether an attribute gives a screen reader better words than those that are seen."""
    source = document.source.text
    if not source.startswith("<", link.span.start):
        return False
    end = source.find(">", link.span.start, link.span.end)
    return _NAMED.search(source, link.span.start, max(end, link.span.start)) is not None
