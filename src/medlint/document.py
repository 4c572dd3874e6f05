"""An article as medlint sees it: frozen values in which every part knows its place in the source.

Every format parser gives a `Page`; `medlint.parse.parse` completes it to a `Document` with a section
tree, roles, normalised metadata, disclaimers and help blocks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Literal, TypeVar

from medlint._records import NamedTuple
from medlint.source import Source, Span

_About = TypeVar("_About")
_Made = TypeVar("_Made")

Place = Literal["body", "quote", "meta", "chrome"]
"""Where a block stands: running text (call-outs and captions too), a block quotation, a line that
states metadata (byline, date, tags), or page chrome (navigation, site header and footer)."""

BlockKind = Literal["heading", "paragraph", "item", "cell", "code", "html", "rule"]
Origin = Literal["front-matter", "page", "meta", "json-ld", "microdata", "config", "file-name"]


class Prose(NamedTuple):
    """The visible text of a block, and where its characters stand in the source.

    `text` is made of runs. Run `k` covers `text[starts[k]:starts[k + 1]]` and comes from the source
    range `spans[k]`. A run as long as its range maps character by character; any other run (an
    entity, a collapsed line break) maps as a whole. White space is collapsed, ends are stripped.
    """

    text: str = ""
    starts: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the source range of `text[start:end]`; an empty range maps to a point."""
        if not self.starts:
            return Span(0, 0)
        if end <= start:
            at = self._first(min(start, len(self.text) - 1))
            return Span(at, at)
        return Span(self._first(start), self._last(end - 1))

    def within(self, span: Span) -> str:
        """Return what is visible of a source range; a run that maps as a whole is in it or not."""
        first = bisect_right(self.spans, span.start, key=_end)
        last = bisect_left(self.spans, span.end, key=_start) - 1
        if first > last:
            return ""
        start, place, exact = self._run(self.starts[first])
        start += max(0, span.start - place.start) if exact else 0
        end, place, exact = self._run(self.starts[last])
        following = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text)
        return self.text[start : min(following, end + span.end - place.start) if exact else following]

    def _run(self, index: int) -> tuple[int, Span, bool]:
        run = bisect_right(self.starts, index) - 1
        start, span = self.starts[run], self.spans[run]
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return start, span, end - start == span.end - span.start

    def _first(self, index: int) -> int:
        start, span, exact = self._run(index)
        return span.start + (index - start if exact else 0)

    def _last(self, index: int) -> int:
        start, span, exact = self._run(index)
        return span.start + index - start + 1 if exact else span.end


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


class Block(NamedTuple):
    """A leaf of the page: one heading, paragraph, list item, table cell or code block.

    `level` is a heading's level (1 to 6) or an item's nesting depth (from 1), else 0. `span` covers
    the block with its own markup, but not the markers of the containers around it. `strong` holds
    ranges of `prose.text` in bold. `small` is text in `<small>`. `group` numbers the list or table
    that an item or cell belongs to (0: none). `inferred` is a heading that no markup declares.
    """

    kind: BlockKind
    span: Span
    prose: Prose
    level: int = 0
    place: Place = "body"
    ordered: bool = False
    group: int = 0
    strong: tuple[Span, ...] = ()
    small: bool = False
    inferred: bool = False

    @property
    def text(self) -> str:
        """The visible text."""
        return self.prose.text


class Link(NamedTuple):
    """A link of the page: its target as written, its visible text, and the span of the whole."""

    url: str
    text: str
    span: Span
    rel: str = ""


class Image(NamedTuple):
    """An image: `alt` is None where the page gives none."""

    url: str
    alt: str | None
    span: Span


class Comment(NamedTuple):
    """A comment (HTML, MDX or Liquid): the text between its marks, and the span with them."""

    text: str
    span: Span


class Value(NamedTuple):
    """One statement of metadata: what was written, exactly where, and who says so.

    `field` is the canonical name (`author`, `published`, `reading-time`, `tags` …), `key` the spelling
    that the article uses (`readTime`, `By:`, `article:published_time`). A list in front matter gives
    one value an element. `inferred` marks what a parser had to guess.
    """

    field: str
    text: str
    span: Span
    origin: Origin
    key: str = ""
    key_span: Span | None = None
    inferred: bool = False


class KeySpan(NamedTuple):
    """Where a front-matter key and its value stand; a list element has its value's span twice."""

    key: Span
    value: Span


class FrontMatter(NamedTuple):
    """The block of metadata that opens an article.

    `data` holds plain values (`str`, `int`, `float`, `bool`, `None`, lists, mappings with string keys;
    dates stay strings as typed). `spans` maps a JSON pointer (`/author/name`) to where its key and
    value stand.
    `data` is empty where the block does not parse; `span` covers it with its fences.
    """

    syntax: Literal["yaml", "toml", "json"]
    data: Mapping[str, object]
    spans: Mapping[str, KeySpan]
    span: Span


class Problem(NamedTuple):
    """What a parser could not read, or had to guess.

    `kind` names the message of the rule that reports it, `values` fill that message. Kinds:
    front-matter-syntax, front-matter-duplicate-key, front-matter-alias-bomb (reported by MED201);
    encoding-guessed, chrome-stripped, heading-inferred, bold-heading, tags-split … (MED903).
    """

    kind: str
    span: Span
    values: Mapping[str, object] = {}


class Page(NamedTuple):
    """What a format parser hands on: blocks in reading order, and what the page says of itself."""

    blocks: tuple[Block, ...] = ()
    values: tuple[Value, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()
    front: FrontMatter | None = None
    language: str = ""


class Section(NamedTuple):
    """A heading and what stands under it; the root has no heading and level 0.

    `blocks` are the section's own, without those of its subsections and without the heading.
    `role` is a name of `rules/_vocabulary/sections-en.yaml`, or None.
    """

    heading: Block | None
    level: int
    role: str | None
    span: Span
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in document order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Disclaimer(NamedTuple):
    """A statement set apart that limits the use of the text.

    `components` maps each component found (`informational`, `not-substitute`, `consult` …) to where.
    """

    span: Span
    kind: Literal["medical", "other"]
    place: Literal["article", "footer", "linked", "component"]
    components: Mapping[str, Span]
    heading: Block | None = None


class HelpBlock(NamedTuple):
    """The part of an article that says when and where to get professional help.

    Contiguous care cards form one block. `triggers` are the signs or circumstances, `actions` what
    the reader is told to do and whom to contact, `promotions` the site's own sales routes. `named` is
    set where the heading itself says whom to turn to ("When to see a doctor"). `promising` is set where
    the heading announces signs, or when to act: a section on tests that says "See a doctor if …" in
    passing is a help block too, but nobody looks for warning signs under its heading.
    """

    span: Span
    heading: Block | None
    triggers: tuple[Span, ...]
    actions: tuple[Span, ...]
    promotions: tuple[Span, ...] = ()
    named: bool = False
    promising: bool = False


class Byline(NamedTuple):
    """Who wrote or checked the article.

    Kinds: `person`; `organisation` (a team, brand or site too); `anonymous` (an unnamed "doctor" or
    "expert"); `placeholder` (empty, TBD, admin …), which counts as missing; `ai`.
    """

    role: Literal["author", "reviewer", "editor", "fact-checker"]
    kind: Literal["person", "organisation", "anonymous", "placeholder", "ai"]
    name: str
    honorific: str
    credentials: tuple[str, ...]
    value: Value
    span: Span


class Document(NamedTuple):
    """An article, read: the section tree and what the article says of itself."""

    source: Source
    format: Literal["markdown", "mdx", "html", "text", "unreadable"]
    language: str
    front: FrontMatter | None
    root: Section
    blocks: tuple[Block, ...] = ()
    values: tuple[Value, ...] = ()
    bylines: tuple[Byline, ...] = ()
    disclaimers: tuple[Disclaimer, ...] = ()
    help: tuple[HelpBlock, ...] = ()
    advice: tuple[Span, ...] = ()
    """Instructions to turn to a professional that stand outside the help blocks."""
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()

    def field(self, name: str) -> tuple[Value, ...]:
        """Return what the article states for a canonical field, in the order of preference."""
        return tuple(value for value in self.values if value.field == name)


def of_latest(make: Callable[[_About], _Made]) -> Callable[[_About], _Made]:
    """Return a function that keeps what it has made of its latest argument: rules ask for it in turn.

    The argument is known by its identity, and kept with the result so that its identity stays its own. This
    is why articles can be checked in several processes at once, but only by one thread in each.
    """
    latest: _About | None = None
    made: _Made

    @wraps(make)
    def kept(about: _About) -> _Made:
        nonlocal latest, made
        if about is not latest:
            made = make(about)
            latest = about
        return made

    return kept
