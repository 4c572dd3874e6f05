"""Tells whether a page's text goes on beside its `<article>`, and where it begins then."""

from __future__ import annotations

from collections.abc import Sequence

from medlint.document import Block
from medlint.parse.html.blocks import Leaf, Region, is_title

_OF_TEXT = frozenset(("", "article", "content", "main"))
_SENTENCE_WORDS = 15
_ENOUGH_WORDS = 100
_SHARE = 5
"""The text beside an article is part of it from a fifth of its words on."""
_MOST = 2
"""The text behind a `<main>` is part of it only if it has this many times its words."""
_LINKED = 4
"""Text of which a quarter is links leads to other pages."""


def around(regions: Sequence[Region], leaves: Sequence[Leaf], part: int) -> int:
    """Return the wider region if the text goes on beside an `<article>` or `<main>`, else the part itself.

    Beside it stand sentences under headings, few of them links: further columns, questions and answers.
    """
    wider = regions[part].parent
    while wider > 0 and regions[wider].kind not in ("main", "content"):
        wider = regions[wider].parent
    if wider < 0:
        return part
    stands = _beside(regions, part, wider)
    beside = [leaf for leaf in leaves if stands[leaf.region]]
    words = sum(count for leaf in beside if (count := _running(leaf.block)) >= _SENTENCE_WORDS)
    if regions[part].kind == "main" and any(is_title(leaf.block) for leaf in beside):
        return part
    total = regions[part].total
    least = total * _MOST if regions[part].kind == "main" else total / _SHARE
    if words < max(_ENOUGH_WORDS, least):
        return part
    among = [regions[index] for index in {leaf.region for leaf in beside}]
    linked, all_words = (sum(counts) for counts in zip(*((r.linked, r.words) for r in among), strict=True))
    headed = any(leaf.block.kind == "heading" and not leaf.block.inferred for leaf in beside)
    return wider if headed and linked * _LINKED < all_words else part


def opening(regions: Sequence[Region], leaves: Sequence[Leaf], part: int, wider: int) -> int:
    """Return the offset from which the wider region itself is text: that of its title, else of the article.

    What bounds the text, a `<main>` or what an id names, is all text.
    """
    if regions[wider].kind in ("main", "content"):
        return 0
    within = _within(regions, part)
    first = next(n for n, leaf in enumerate(leaves) if within[leaf.region])
    titles = [n for n in range(first) if _is_named(leaves[n], wider)]
    return leaves[titles[-1] if titles else first].block.span.start


def _is_named(leaf: Leaf, wider: int) -> bool:
    """Tell whether a leaf is a title of the wider region itself."""
    return leaf.region == wider and is_title(leaf.block) and bool(leaf.block.text)


def _running(block: Block) -> int:
    """Return the number of words of running text."""
    return block.text.count(" ") + 1 if block.kind in ("paragraph", "item") and block.text else 0


def _beside(regions: Sequence[Region], part: int, wider: int) -> list[bool]:
    """Tell for each region whether it stands in the wider one, not in the part, page furniture or a card."""
    found = [False] * len(regions)
    for index, region in enumerate(regions):
        card = region.kind == "article" and region.total < _ENOUGH_WORDS
        inside = region.parent >= wider and found[region.parent]
        found[index] = index == wider or (inside and index != part and not card and region.kind in _OF_TEXT)
    return found


def _within(regions: Sequence[Region], part: int) -> list[bool]:
    """Tell for each region whether it is the part or stands in it."""
    found = [False] * len(regions)
    for index, region in enumerate(regions):
        found[index] = index == part or (region.parent >= part and found[region.parent])
    return found
