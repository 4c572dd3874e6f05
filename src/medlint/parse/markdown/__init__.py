"""Reads Markdown and MDX: blocks with exact places, links, images and comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from mistune.core import InlineState
from mistune.inline_parser import InlineParser
from mistune.markdown import Markdown
from mistune.plugins.formatting import strikethrough

from medlint._records import NamedTuple
from medlint.document import Block, Comment, Image, Link, Page, Place, Problem, Prose, Value
from medlint.parse.inline import FOOTNOTE, LOOSE_IMAGE, Context, read_inline
from medlint.parse.markdown.blocks import Leaf, SpanBlockParser, State, read_leaves
from medlint.parse.markdown.dump import find_article, without_chrome
from medlint.parse.markdown.headings import DATE_LINE, infer_bold_headings, mend_headings
from medlint.parse.places import Places
from medlint.parse.templates import Prepared, prepare
from medlint.source import Source, Span

_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMENT_ONLY = re.compile(r"<!--(?!-?>)")
_SMALL_TAG = re.compile(r"<(/?)small\b", re.I)


@lru_cache(maxsize=4)
def _block_parser(mdx: bool, tables: bool) -> SpanBlockParser:
    return SpanBlockParser(indented_code=not mdx, tables=tables)


@lru_cache(maxsize=1)
def inline_parser() -> InlineParser:
    """Return mistune's inline parser with strikethrough and footnote marks."""
    markdown = Markdown(renderer=None)
    strikethrough(markdown)
    markdown.inline.register("footnote", FOOTNOTE, _parse_footnote, before="link", start_chars="[")
    markdown.inline.register("loose_image", LOOSE_IMAGE, _parse_loose_image, before="link", start_chars="!")
    return markdown.inline


def _parse_loose_image(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    state.append_token({"type": "loose_image", "raw": m.group()})
    return m.end()


def _parse_footnote(_: InlineParser, m: re.Match[str], state: InlineState) -> int:
    state.append_token({"type": "footnote_ref", "raw": m.group()})
    return m.end()


def parse_markdown(source: Source, start: int = 0, *, mdx: bool = False) -> Page:
    """Return what stands in a Markdown file from offset `start` on; never raises for any text.

    Imports, JSX tags and template code are no text, what stands between them is. `mdx` adds what only
    MDX has: `{expressions}`, and indentation that means nothing.
    """
    prepared = prepare(source.text, start, mdx=mdx)
    markdown = prepared.markdown
    if not markdown.isascii():
        # mistune encodes link targets, which half characters do not survive.
        markdown = _SURROGATE.sub("\ufffd", markdown)
    leaves, env = read_leaves(markdown, _block_parser(mdx, "|" in markdown))
    reader = Reader(source, start, prepared, env)
    for leaf in mend_headings(leaves):
        reader.read(leaf)
    page = reader.page()
    if _may_hold_comments(page.blocks, source.text):
        from medlint.parse.markdown.comments import without_comments

        page = without_comments(page, source.text)
    article = None if mdx else find_article(source, start)
    return page if article is None else without_chrome(page, article, source.text)


def _may_hold_comments(blocks: Sequence[Block], text: str) -> bool:
    """Tell whether to look for readers' comments: two headings over a short line, or markup that says so."""
    if "omment" in text and "<" in text:
        return True
    # Names with dates stand under a heading of their own.
    kinds = [block.kind for block in blocks]
    return any(
        kinds[at] == "heading" and kinds[at + 1] == "heading" and len(blocks[at + 2].text) <= DATE_LINE
        for at in range(len(kinds) - 2)
    )


class _Html(NamedTuple):
    """A block of raw HTML, to be read when all are known, and what in it is not HTML."""

    span: Span
    masks: tuple[Span, ...]
    place: Place


class Reader:
    """Turns leaves into blocks in the order of the text."""

    def __init__(self, source: Source, start: int, prepared: Prepared, env: dict[str, Any]) -> None:
        self.source, self.start, self.prepared = source, start, prepared
        self.context = Context(prepared.visible, source.text, inline_parser(), env)
        self.first_line = source.position(start).line - 1 if start else 0
        self.blocks: list[Block | _Html] = []
        self.bold: set[int] = set()
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.comments: list[Comment] = list(prepared.comments)
        self.problems: list[Problem] = []
        self.values: list[Value] = []
        self.small = False

    def read(self, leaf: Leaf) -> None:
        """Add the block that a leaf is."""
        place = _place(leaf)
        if leaf.kind == "html":
            self._html(leaf, self._span(leaf))
            return
        if leaf.kind in ("code", "rule"):
            self.blocks.append(Block(leaf.kind, self._span(leaf), Prose(), place=place))
            return
        places = self._places(leaf.state, leaf.at, leaf.text)
        span = self._span(leaf) if leaf.kind == "heading" else _span_by(places, leaf)
        found = read_inline(leaf.text, places, self.context)
        self.links += found.links
        self.images += found.images
        self.comments += found.comments
        if found.plain:
            self.problems.append(Problem("too-complex", span, {}))
        if not found.prose.text and leaf.kind != "heading":
            return
        inferred = leaf.style == "inferred"
        kind, level, strong = leaf.kind, leaf.level, found.strong
        if kind == "heading" and found.prose.spans[:1] and found.prose.spans[0].start in self.prepared.titles:
            kind, level, strong = "paragraph", 0, (Span(0, len(found.prose.text)),)
            span = Span(found.prose.spans[0].start, span.end)
        if inferred:
            self.problems.append(Problem("heading-inferred", span, {"text": found.prose.text}))
        if kind == "paragraph" and leaf.top and strong and "\n" not in leaf.text:
            self.bold.add(len(self.blocks))
        small = found.small or self.small
        self.blocks.append(
            Block(kind, span, found.prose, level, place, leaf.ordered, leaf.group, strong, small, inferred)
        )

    def _span(self, leaf: Leaf) -> Span:
        if leaf.state.parent is None and self.prepared.same:
            return Span(self.start + leaf.start, min(self.start + leaf.end, len(self.source.text)))
        start = self._offset(leaf.state, leaf.start)
        end = self._offset(leaf.state, leaf.end - 1) + 1 if leaf.end > leaf.start else start
        return Span(start, max(start, end))

    def _offset(self, state: State, offset: int) -> int:
        """Return the source offset of a character of a state's text."""
        if state.parent is None and self.prepared.same:
            return min(self.start + offset, len(self.source.text))
        shift, floor = self._shift(state, state.line_of(offset))
        return max(offset + shift, floor)

    def _shift(self, state: State, line: int) -> tuple[int, int]:
        """Return how far a line of a state's text is from the source, their tails being the same.

        The second offset is where the line begins in the source.
        """
        starts, known = state.starts, self.source.line_starts
        end = starts[line + 1] - 1 if line + 1 < len(starts) else len(state.src)
        number = min(self.first_line + state.base + line, len(known) - 1)
        source_end = known[number + 1] - 1 if number + 1 < len(known) else len(self.source.text)
        return source_end - end, known[number]

    def _places(self, state: State, at: int, text: str) -> Places:
        """Return where the characters of a text stand that begins at `at` in a state's text."""
        if state.parent is None and self.prepared.same:
            return Places((0,), (self.start + at,))
        first = state.line_of(at)
        starts = [0]
        newline = text.find("\n")
        while newline != -1:
            starts.append(newline + 1)
            newline = text.find("\n", newline + 1)
        lines = [self._shift(state, line) for line in range(first, first + len(starts))]
        return Places(starts, [shift + at for shift, _ in lines], [floor for _, floor in lines])

    def _html(self, leaf: Leaf, span: Span) -> None:
        """Note a block of HTML; a lone comment needs no HTML parser."""
        text = self.source.text
        if _COMMENT_ONLY.match(text, span.start) and text.find("-->", span.start, span.end) == span.end - 3:
            self.comments.append(Comment(text[span.start + 4 : span.end - 3], span))
            self.blocks.append(Block("html", span, Prose(), place=_place(leaf)))
            return
        masks: list[Span] = []
        if leaf.state.quoted:
            state = leaf.state
            first, last = state.line_of(leaf.start) + 1, state.line_of(max(leaf.start, leaf.end - 1))
            for line in range(first, last + 1):
                begin = self.source.line_starts[
                    min(self.first_line + state.base + line, len(self.source.line_starts) - 1)
                ]
                masks.append(Span(begin, self._offset(state, state.starts[line])))
        self.blocks.append(_Html(span, tuple(masks), _place(leaf)))
        for match in _SMALL_TAG.finditer(self.prepared.page, span.start, span.end):
            self.small = not match[1]

    def page(self) -> Page:
        """Return the page, its HTML read and its bold lines judged."""
        blocks, bold = self._with_html()
        blocks, inferred = infer_bold_headings(blocks, bold, self.prepared.titles)
        self.problems += inferred
        return Page(
            tuple(blocks),
            tuple(self.values),
            tuple(sorted(self.links, key=_start)),
            tuple(sorted(self.images, key=_start)),
            tuple(sorted(self.comments, key=_start)),
            tuple(sorted(self.problems, key=_start)),
        )

    def _with_html(self) -> tuple[list[Block], set[int]]:
        """Return the blocks with those of raw HTML among them, and which may be bold headings."""
        known = [block for block in self.blocks if isinstance(block, Block)]
        if len(known) == len(self.blocks):
            return known, self.bold
        from medlint.parse.html import parse_fragment

        source = self._html_source()
        group = max((block.group for block in known), default=0)
        blocks: list[Block] = []
        bold: set[int] = set()
        level = 0
        for index, block in enumerate(self.blocks):
            if isinstance(block, Block):
                if index in self.bold:
                    bold.add(len(blocks))
                blocks.append(block)
                level = block.level if block.kind == "heading" else level
                continue
            page = parse_fragment(source, *block.span)
            inner = _adopted(page.blocks, block, group, level)
            group = max([group, *(part.group for part in inner)])
            level = next((part.level for part in reversed(inner) if part.kind == "heading"), level)
            blocks += inner
            self.values += page.values
            self.links += page.links
            self.images += page.images
            self.comments += page.comments
            self.problems += page.problems
        return blocks, bold

    def _html_source(self) -> Source:
        """Return the source for the HTML parser: without template code and quotation marks."""
        page = self.prepared.page
        masks = [mask for block in self.blocks if isinstance(block, _Html) for mask in block.masks]
        if masks:
            pieces: list[str] = []
            last = 0
            for start, end in masks:
                pieces += (page[last:start], " " * (end - start))
                last = end
            page = "".join((*pieces, page[last:]))
        return self.source if page == self.source.text else Source(self.source.path, page)


def _adopted(inner: tuple[Block, ...], html: _Html, group: int, level: int) -> list[Block]:
    """Return the blocks of an HTML fragment as blocks of the page around it."""
    if not inner:
        return [Block("html", html.span, Prose(), place=html.place)]
    adopted: list[Block] = []
    own = False
    for part in inner:
        changes: dict[str, Any] = {}
        if part.group:
            changes["group"] = part.group + group
        if part.place == "body":
            changes["place"] = html.place
        if part.kind == "heading":
            own = own or not part.inferred
            if part.inferred and not own:
                changes["level"] = min(level + 1, 6) if level else max(part.level, 2)
        adopted.append(part._replace(**changes) if changes else part)
    return adopted


def _span_by(places: Places, leaf: Leaf) -> Span:
    """Return the span of a leaf that begins and ends on the lines that its text does."""
    return Span(places.shifts[0] + leaf.start - leaf.at, places.shifts[-1] + leaf.end - leaf.at)


def _place(leaf: Leaf) -> Place:
    return "quote" if leaf.state.quoted else "body"


def _start(item: Link | Image | Comment | Problem) -> int:
    return item.span.start
