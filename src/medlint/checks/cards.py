"""Text that only describes another page of the site: the cards of an overview."""

from __future__ import annotations

from bisect import bisect_left

from medlint.document import Document, of_latest
from medlint.hosts import host_of, is_errand
from medlint.reading import Passage, reading
from medlint.references import citations
from medlint.tree import links_in

_CARDS = 3
"""Pages of the site to which headings link, from which on these are cards."""


def leads_elsewhere(document: Document, passage: Passage) -> bool:
    """Tell whether a block links to another page of the site, which its words may then describe."""
    return any(
        not link.url.startswith("#") and not host_of(link.url) and not is_errand(link.url, link.text)
        for link in links_in(document, passage.block.span)
    )


def is_on_card(document: Document, passage: Passage) -> bool:
    """Tell whether a block is the text of a card, one of several whose headings link to pages of the site."""
    if passage.block.kind == "heading":
        above = passage
    else:
        known = citations(document)
        above = known.passages[max(bisect_left(known.starts, passage.block.span.start) - 1, 0)]
    return above.block.kind == "heading" and leads_elsewhere(document, above) and _has_cards(document)


@of_latest
def _has_cards(document: Document) -> bool:
    """Tell whether headings link to several pages of the site: one alone may be the article's own title."""
    urls: set[str] = set()
    for passage in reading(document).passages:
        if passage.block.kind == "heading" and leads_elsewhere(document, passage):
            urls.update(link.url for link in links_in(document, passage.block.span))
            if len(urls) >= _CARDS:
                return True
    return False
