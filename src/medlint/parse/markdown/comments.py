"""Finds what readers wrote below an article: names with dates under a heading "Comments"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from medlint.document import Block, Page
from medlint.parse.markdown.headings import DATE_LINE
from medlint.source import Span, covers

_WHEN = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")
_TAG = 300
_LONGEST = 120
_BOX = re.compile(
    r"<(?:div|section|aside|[ou]l)\b[^<>]{0,200}?\b(?:class|id)=[\"']([^\"'<>]{0,200})[\"'][^<>]{0,200}>\s*\Z"
)


def without_comments(page: Page, text: str) -> Page:
    """Return a page whose readers' comments are chrome.

    They stand under a heading that is called so, and below it under nothing but names that a date
    follows at once; or in an element whose class or id says that it holds comments, under its heading.
    """
    spans = tuple(_comments(page.blocks, text))
    if not spans:
        return page
    return page._replace(
        blocks=tuple(
            block._replace(place="chrome") if covers(spans, block.span.start) else block
            for block in page.blocks
        ),
        links=tuple(link for link in page.links if not covers(spans, link.span.start)),
        images=tuple(image for image in page.images if not covers(spans, image.span.start)),
        problems=tuple(problem for problem in page.problems if not covers(spans, problem.span.start)),
    )


def _comments(blocks: Sequence[Block], text: str) -> Iterator[Span]:
    at = 0
    while at < len(blocks):
        block, end = blocks[at], at + 1
        if block.kind == "heading" and (_in_box(block, text) or _may_open(blocks, at)):
            while end < len(blocks) and not (
                blocks[end].kind == "heading" and blocks[end].level <= block.level
            ):
                end += 1
            if _in_box(block, text) or (_is_named(block) and _all_dated(blocks[at + 1 : end])):
                yield Span(block.span.start, blocks[end - 1].span.end)
            else:
                end = at + 1
        at = end


def _in_box(heading: Block, text: str) -> bool:
    """Tell whether a heading opens an element that holds comments."""
    before = text[max(0, heading.span.start - _TAG) : heading.span.start]
    if "omment" not in before:
        return False
    from medlint.parse.html.names import class_kind

    box = _BOX.search(before)
    tokens = box[1].lower().split() if box is not None else ()
    return any("comment" in token and class_kind(token) == "chrome" for token in tokens)


def _may_open(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a heading is followed by another, deeper one, and that by a line with a date."""
    follow = blocks[at + 1 : at + 3]
    return (
        len(follow) == 2
        and follow[0].kind == "heading"
        and follow[0].level > blocks[at].level
        and _is_dated(follow[1])
    )


def _all_dated(blocks: Sequence[Block]) -> bool:
    """Tell whether a line with a date follows each heading of a section."""
    level = blocks[0].level
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading" and block.level == level]
    return all(index + 1 < len(blocks) and _is_dated(blocks[index + 1]) for index in heads)


def _is_dated(block: Block) -> bool:
    line = block.text.partition("\n")[0]
    return block.kind == "paragraph" and len(line) <= DATE_LINE and _WHEN.search(line) is not None


def _is_named(heading: Block) -> bool:
    """Tell whether a heading is what a list of comments is called, in any language."""
    from medlint.parse.wording import fold, named

    return len(heading.text) <= _LONGEST and _words().fullmatch(named(fold(heading.text))) is not None


@cache
def _words() -> re.Pattern[str]:
    from medlint.vocabulary import load

    return re.compile("|".join(data["comments"] for name, data in load("html").items() if name != "markup"))
