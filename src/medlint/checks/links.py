"""Links: their words must say where they lead."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator

from medlint.document import Document, Link
from medlint.finding import Hit
from medlint.kinds.existence import capped
from medlint.parse.wording import bare, fold
from medlint.reading import reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged
from medlint.tree import block_around

_TITLE = 150
"""Characters of the words of a link that are the title of a page, not its text."""
_BEFORE = 2
"""Links among which the title of a card is: a category or a name may stand between."""
_CARD = 2000
_CARD_WORDS = 100
_OPENS = "<article"
_NOWHERE = re.compile(r"#?|javascript:.*", re.IGNORECASE)
_NAMED = re.compile(r"\baria-label(?:ledby)?\s*=|\btitle\s*=", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
_HEADED = re.compile(r"<h[2-6]\b", re.IGNORECASE)


def text(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED514: the words of a link mean nothing away from the sentence around it."""
    empty = frozenset(rule.params["empty"])
    hits = [
        Hit(link.span, "", {"text": link.text.strip()})
        for link in document.links
        if link.text and len(link.text) <= rule.params["longest"] and bare(fold(link.text)) in empty
        if not _is_named(document, link) and not _NOWHERE.fullmatch(link.url)
    ]
    if hits:
        # Cards of other pages, and the site's own foot, are made by the site.
        made = merged([*_around(document), *_on_cards(document, empty)])
        hits = [hit for hit in hits if not covers(made, hit.span.start)]
    yield from capped(hits, rule.params["most"])


def _around(document: Document) -> Iterator[Span]:
    """Yield what is no text of the article: page furniture, and what leads to related pages."""
    yield from (block.span for block in document.blocks if block.place == "chrome")
    for passage in reading(document).passages:
        if passage.role == "related":
            yield passage.block.span


def _on_cards(document: Document, empty: Collection[str]) -> Iterator[Span]:
    """Yield links of cards: soon behind one of the same address that has a title, or in a short article."""
    titled: deque[str] = deque(maxlen=_BEFORE)
    cards = document.format == "html" and document.source.text.count(_OPENS) > 1
    for link in document.links:
        name = bare(fold(link.text))
        if name not in empty:
            titled.append(link.url if name and len(link.text) <= _TITLE else "")
        elif (link.url in titled and _is_alone(document, link)) or (cards and _is_in_card(document, link)):
            yield link.span


def _is_alone(document: Document, link: Link) -> bool:
    """Tell whether a link is a block of its own, not a word of a sentence."""
    block = block_around(document, link.span)
    return block is not None and bare(fold(block.text)) == bare(fold(link.text))


def _is_in_card(document: Document, link: Link) -> bool:
    """Tell whether a link stands in an `<article>` that holds no more than a title and a teaser."""
    text, at = document.source.text, link.span.start
    start = text.rfind(_OPENS, max(0, at - _CARD), at)
    end = text.find("</article", start, at + _CARD) if start >= 0 else -1
    return (
        end > at
        and len(_TAG.sub(" ", text[start:end]).split()) < _CARD_WORDS
        and _HEADED.search(text, start, at) is not None
    )


def _is_named(document: Document, link: Link) -> bool:
    """Tell whether an attribute gives a screen reader better words than those that are seen."""
    source = document.source.text
    if not source.startswith("<", link.span.start):
        return False
    end = source.find(">", link.span.start, link.span.end)
    return _NAMED.search(source, link.span.start, max(end, link.span.start)) is not None
