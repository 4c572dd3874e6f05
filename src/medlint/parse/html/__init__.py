"""Parses HTML: a whole page, a template, or a fragment inside Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Block, Page, Problem, Value
from medlint.parse.html.names import in_order
from medlint.parse.html.page import Choice, choose, infer_headings, masthead, page_values, place_blocks
from medlint.parse.html.structured import meta_values, read_json_ld
from medlint.parse.html.walk import Gathered, gather
from medlint.source import Source, Span, covers, merged

_NEVER_TEXT = frozenset(("nav", "form", "button"))


def parse_html(source: Source, start: int = 0) -> Page:
    """Return the visible text of an HTML page and what the page says of itself.

    The article is the largest `<article>`, with what its text goes on in beside it, else `<main>`, else what
    an id names the content, else the body; all other visible text is kept with the place `chrome`. Positions
    are exact; a page without `<html>` or `<body>`, or with template tags in it, is read alike. Never raises.
    """
    found = gather(source, start, len(source.text))
    choice = choose(found.regions, found.leaves)
    title = next((value.text for value in found.head if value.key == "title"), "")
    placed = place_blocks(found.leaves, choice, title)
    blocks, inferred = infer_headings(placed)
    stated, broken = _linked_data(source, found)
    stated += meta_values(source.text, found.metas)
    stated += found.head
    stated += page_values(list(_own_values(found, choice, placed)))
    return Page(
        blocks=tuple(blocks),
        values=in_order(stated),
        links=tuple(
            link for link, at in found.links if choice.holds(at, link.span.start) or choice.footer[at]
        ),
        images=tuple(image for image, at in found.images if choice.holds(at, image.span.start)),
        comments=tuple(found.comments),
        problems=(*inferred, *broken),
        language=found.language,
    )


def _own_values(found: Gathered, choice: Choice, placed: list[Block]) -> Iterator[Value]:
    """Yield what elements state of the article: within it, and in the lines above it that are its own.

    Its tags may stand in the article's own footer. A label by whose class alone it is one (a chip) counts
    beside the title only: further down there are labels of other articles.
    """
    lines = merged(block.span for block in placed if block.place != "chrome")
    top: Span | None = None
    for value, region in found.said:
        own = choice.article[region] or covers(lines, value.span.start)
        chip = value.inferred and value.field == "categories"
        if chip and own:
            top = top or masthead(placed)
            own = top.start <= value.span.start < top.end
        elif value.field in ("tags", "categories") and not own:
            around = found.regions[region]
            own = around.kind in ("footer", "foot") and around.parent >= 0 and choice.article[around.parent]
        if own or value.origin != "page":
            yield value


def parse_fragment(source: Source, start: int, end: int) -> Page:
    """Return what a piece of HTML inside an article holds: all its visible text is the article's.

    Of metadata only JSON-LD is read. Navigation, forms and buttons are `chrome`. Never raises.
    """
    found = gather(source, start, end)
    chrome: list[bool] = []
    for region in found.regions:
        above = region.parent >= 0 and chrome[region.parent]
        chrome.append(above or region.kind in _NEVER_TEXT)
    blocks: list[Block] = [
        leaf.block._replace(place="chrome") if chrome[leaf.region] else leaf.block for leaf in found.leaves
    ]
    blocks, inferred = infer_headings(blocks)
    stated, broken = _linked_data(source, found)
    return Page(
        blocks=tuple(blocks),
        values=in_order(stated),
        links=tuple(link for link, at in found.links if not chrome[at]),
        images=tuple(image for image, at in found.images if not chrome[at]),
        comments=tuple(found.comments),
        problems=(*inferred, *broken),
    )


def _linked_data(source: Source, found: Gathered) -> tuple[list[Value], list[Problem]]:
    values: list[Value] = []
    problems: list[Problem] = []
    for start, end in found.scripts:
        said, broken = read_json_ld(source, start, end)
        values += said
        problems += broken
    return values, problems
