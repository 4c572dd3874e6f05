"""Text that only describes another page, of the site or with a study: the cards of an overview."""

from __future__ import annotations

from bisect import bisect_left

from medlint.document import Document, of_latest
from medlint.reading import Passage, reading
from medlint.reading.hosts import host_of, is_errand, is_strong
from medlint.reading.references import citations
from medlint.tree import links_in

_CARDS = 3
"""Pages of the site to which headings link, or studies that titles link to, from which on these are cards."""

_STEPS = 12
"""Passages that the card of a study may have below its title."""


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


def is_on_study(document: Document, passage: Passage) -> bool:
    """Tell whether a block stands on the card of a study, below a title that links to it."""
    titles = _study_titles(document)
    if not titles:
        return False
    known = citations(document)
    index = bisect_left(known.starts, passage.block.span.start)
    for above in reversed(known.passages[max(0, index - _STEPS) : index]):
        if above.block.span.start in titles:
            return True
        if above.block.kind == "heading":
            return False
    return False


@of_latest
def _study_titles(document: Document) -> frozenset[int]:
    """Return where titles stand that are links to studies, if there are several."""
    titles: dict[str, int] = {}
    for passage in reading(document).passages:
        if passage.block.kind in ("heading", "paragraph") and passage.role != "references":
            for link in links_in(document, passage.block.span):
                # An address that stands alone closes what it bears out.
                titled = link.text != link.url and " ".join(link.text.split()) == passage.block.text
                if titled and is_strong(link.url):
                    titles.setdefault(link.url, passage.block.span.start)
    return frozenset(titles.values()) if len(titles) >= _CARDS else frozenset()
