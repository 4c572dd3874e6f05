"""Reads the inline Markdown of a block: its visible text, with the place of each character.

mistune parses; the walk over its tokens goes along the text with one cursor and needs no search,
because each token says how many characters of markup stand around its text.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from mistune.helpers import parse_link_href, parse_link_label, parse_link_title
from mistune.inline_parser import InlineParser
from mistune.util import unescape

from medlint._records import NamedTuple
from medlint.document import Comment, Image, Link, Prose
from medlint.parse.links import attributes, bare_links
from medlint.parse.places import Places, add_range, plain_prose
from medlint.parse.prose import ProseBuilder
from medlint.source import Span

Token = dict[str, Any]

_MARKUP = re.compile(r"[\\`*_\[<&~]")
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_BREAK = re.compile(r"(?:\\| *)\n\s*")
FOOTNOTE = r"\[\^[^\]\[\s]{1,100}\]"
# CommonMark wants angle brackets around a target with blanks; drafts and many site builders do not.
LOOSE_IMAGE = (
    r"!\[[^\]\[\n]{0,500}\]\((?=[^\s()<>\"]{1,1000} )"
    r"[^()<>\"\n]{1,1000}\.(?:avif|gif|jpe?g|png|svg|webp)\)"
)
_LOOSE_IMAGE_PARTS = re.compile(r"!\[([^\]]*)\]\(([^()]*)\)")
_FOOTNOTE_MARK = re.compile(FOOTNOTE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_TARGET = re.compile(r"\(([^\s()<\\\x00-\x20\x7f]+)\)")
_CLOSE = re.compile(r"[ \t\n\r\f]*\)")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_LETTERS = r"[^\\`*_\[\]<&~\n!]"
_PLAIN = rf"(?:{_LETTERS}|!(?!\[))(?:{_LETTERS}++|!(?!\[)|& )*+"
_TO = r"[^\s()<\\`\x00-\x20\x7f]++(?: \"[^\"\\`&<>\n]*+\")?"
# What most texts with markup are made of: lines of plain words, some of them stressed, links and
# pictures. Where less is sure of what asterisks begin or end, mistune tells.
_SIMPLE = re.compile(
    rf"(?P<text>{_PLAIN})(?<! (?=\n))"
    rf"|(?<![^ \n])\*\*(?=\S)(?P<strong>{_PLAIN})(?:(?<=[^\W_])\*\*(?![\w*])|(?<=\S)\*\*(?![^ \n]))"
    rf"|(?<![^ \n])\*(?=\S)(?P<emphasis>{_PLAIN})(?:(?<=[^\W_])\*(?![\w*])|(?<=\S)\*(?![^ \n]))"
    rf"|(?<!!)\[(?!\^)(?P<link>{_PLAIN})\]\({_TO}\)"
    rf"|!\[(?!\^)(?P<image>{_PLAIN})\]\({_TO}\)"
    r"|(?P<softbreak>\n\s*+)"
)
_STRONG = frozenset(("b", "strong"))
_SILENT = frozenset(("script", "style", "textarea", "template"))
# More marks than this in one paragraph, and mistune would need more than linear time to pair them.
_MANY = 10_000
_COSTLY = "*_[]`<~&\\"


class Inline(NamedTuple):
    """What the inline text of one block holds; `plain` tells that its markup was left unread."""

    prose: Prose
    strong: tuple[Span, ...] = ()
    small: bool = False
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    plain: bool = False


class _LostError(Exception):
    """The tokens do not tell the text: never seen, but no reason to fail."""


class Context(NamedTuple):
    """What all blocks of a file share.

    `page` is the source without template code, of the same length; visible text is taken from it and
    link targets from `source`, as they are written there. `env` holds mistune's link definitions.
    """

    page: str
    source: str
    parser: InlineParser
    env: MutableMapping[str, Any]


def read_inline(text: str, places: Places, context: Context) -> Inline:
    """Return the visible text, links and images of a block's inline Markdown."""
    page = context.page
    if not _MARKUP.search(text):
        prose = plain_prose(text, places, page)
        return Inline(prose, links=bare_links(prose, [])) if "://" in text else Inline(prose)
    if len(text) > _MANY and sum(map(text.count, _COSTLY)) > _MANY:
        return Inline(plain_prose(text, places, page), plain=True)
    walk = _Walk(text, places, context)
    try:
        walk.run(simple_tokens(text) or context.parser(text, context.env))
    except (_LostError, IndexError, RecursionError):
        return Inline(plain_prose(text, places, page), plain=True)
    return walk.done()


def simple_tokens(text: str) -> list[Token]:
    """Return the tokens of a text whose only markup are plain words in bold and plain links, else none."""
    tokens: list[Token] = []
    at = 0
    for match in _SIMPLE.finditer(text):
        if match.start() != at:
            return []
        at = match.end()
        kind = match.lastgroup or ""
        if kind == "softbreak":
            tokens.append({"type": kind})
            continue
        words = {"type": "text", "raw": match[kind]}
        tokens.append(words if kind == "text" else {"type": kind, "children": [words]})
    return tokens if at == len(text) else []


class _Walk:
    """Goes along a text with its tokens and collects what is seen."""

    __slots__ = (
        "anchors", "builder", "comments", "env", "hidden", "images", "links", "places", "pos",
        "ranges", "silent", "small", "small_from", "source", "strong_from", "text",
    )  # fmt: skip

    def __init__(self, text: str, places: Places, context: Context) -> None:
        self.text, self.places, self.source, self.env = text, places, context.source, context.env
        self.pos = 0
        self.builder = ProseBuilder(context.page)
        self.ranges: list[tuple[int, int]] = []
        self.strong_from: list[int] = []
        self.small = 0
        self.small_from: int | None = None
        self.links: list[tuple[str, int, int, Span, str]] = []
        self.anchors: list[tuple[str, int, int, str]] = []
        self.images: list[Image] = []
        self.comments: list[Comment] = []
        self.hidden: list[str] | None = None
        self.silent = ""

    def run(self, tokens: list[Token]) -> None:
        for token in tokens:
            getattr(self, "_" + token["type"])(token)

    def done(self) -> Inline:
        while self.strong_from:
            self.ranges.append((self.strong_from.pop(), self.builder.length))
        self._small_end()
        prose = self.builder.build()
        length = len(prose.text)
        strong = tuple(Span(a, min(b, length)) for a, b in sorted(self.ranges) if a < min(b, length))
        links = [
            Link(url, prose.text[start:end].strip(), span, rel) for url, start, end, span, rel in self.links
        ]
        if "://" in prose.text:
            taken = [(start, end) for _, start, end, _, _ in self.links]
            links += bare_links(prose, taken)
        small = self.small * 2 > length > 0
        parts = (tuple(links), tuple(self.images), tuple(self.comments))
        return Inline(prose, strong, small, *parts)

    def _expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.pos):
            raise _LostError
        self.pos += len(mark)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.places.of(start), self.places.end(end))

    def _show(self, start: int, end: int) -> None:
        """Add a range of the text as it stands, entities resolved."""
        if "&" in self.text[start:end]:
            for match in _ENTITY.finditer(self.text, start, end):
                visible = unescape(match.group())
                if visible != match.group():
                    self._add(start, match.start())
                    self._put(visible, match.start(), match.end())
                    start = match.end()
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        if self.silent:
            return
        if self.hidden is not None:
            self.hidden.append(self.source[slice(*self._span(start, end))])
            return
        add_range(self.builder, self.text, Span(start, end), self.places)

    def _put(self, visible: str, start: int, end: int) -> None:
        if self.silent:
            return
        if self.hidden is not None:
            self.hidden.append(visible)
        elif visible:
            self.builder.put(visible, self._span(start, end))

    def _text(self, token: Token) -> None:
        raw = token["raw"]
        end = self.pos + len(raw)
        if "\\" not in raw and self.text.startswith(raw, self.pos):
            self._show(self.pos, end)
            self.pos = end
            return
        done = 0
        while done < len(raw):
            done += self._escaped(raw, done)

    def _escaped(self, raw: str, done: int) -> int:
        """Go on to the next backslash or over it; return how many characters of `raw` that shows."""
        text, pos = self.text, self.pos
        slash = text.find("\\", pos, pos + len(raw) - done)
        if slash == pos:
            after = text[pos + 1 : pos + 2]
            if after in _ESCAPED and after == raw[done]:
                self._put(after, pos, pos + 2)
                self.pos = pos + 2
                return 1
            slash = pos + 1
        end = pos + len(raw) - done if slash == -1 else slash
        if text[pos:end] != raw[done : done + end - pos]:
            raise _LostError
        self._show(pos, end)
        self.pos = end
        return end - pos

    def _emphasis(self, token: Token) -> None:
        self._marks(1)
        self.run(token["children"])
        self._marks(1)

    def _strong(self, token: Token) -> None:
        self._marks(2)
        start = self.builder.length
        self.run(token["children"])
        self.ranges.append((start, self.builder.length))
        self._marks(2)

    def _marks(self, count: int) -> None:
        mark = self.text[self.pos]
        if mark not in "*_":
            raise _LostError
        self._expect(mark * count)

    def _strikethrough(self, token: Token) -> None:
        self._expect("~~")
        self.run(token["children"])
        self._expect("~~")

    def _codespan(self, token: Token) -> None:
        text, raw, pos = self.text, token["raw"], self.pos
        start = pos
        while text.startswith("`", start):
            start += 1
        marker = text[pos:start]
        end = start + len(raw)
        # One blank at either end belongs to the marks.
        if text[start:end].replace("\n", " ") != raw or not text.startswith(marker, end):
            end += 2
        self._add(start, end)
        self.pos = end
        self._expect(marker)

    def _linebreak(self, _: Token) -> None:
        match = _BREAK.match(self.text, self.pos)
        if match is None:
            raise _LostError
        self._put(" ", *match.span())
        self.pos = match.end()

    _softbreak = _linebreak

    def _footnote_ref(self, _: Token) -> None:
        match = _FOOTNOTE_MARK.match(self.text, self.pos)
        if match is None:
            raise _LostError
        self.pos = match.end()

    def _link(self, token: Token) -> None:
        start, shown = self.pos, self.builder.length
        if self.text.startswith("<", start):
            self.pos += 1
            end = self.text.find(">", self.pos)
            self._add(self.pos, end)
            url = self.text[self.pos : end]
            self.pos = end + 1
            url = url if ":" in url else "mailto:" + url
        else:
            self._expect("[")
            self.run(token["children"])
            url = self._tail(token)
        if self.hidden is None and not self.silent:
            self.links.append((url, shown, self.builder.length, self._span(start, self.pos), ""))

    def _image(self, token: Token) -> None:
        start, outer = self.pos, self.hidden
        self.hidden = []
        self._expect("![")
        self.run(token["children"])
        alt = "".join(self.hidden)
        self.hidden = outer
        url = self._tail(token)
        if outer is not None:
            outer.append(alt)
        self.images.append(Image(url, alt, self._span(start, self.pos)))

    def _loose_image(self, _: Token) -> None:
        match = _LOOSE_IMAGE_PARTS.match(self.text, self.pos)
        if match is None:
            raise _LostError
        alt, url = (self.source[slice(*self._span(*match.span(part)))] for part in (1, 2))
        self.images.append(Image(url, alt, self._span(*match.span())))
        self.pos = match.end()

    def _tail(self, token: Token) -> str:
        """Go over `](target "title")`, `][label]` or `]` and return the target as written."""
        self._expect("]")
        text, pos = self.text, self.pos
        if "ref" in token:
            if text.startswith("[", pos):
                _, end = parse_link_label(text, pos + 1)
                self.pos = end or pos
            known = self.env.get("ref_links", {}).get(token["ref"], {})
            return str(known.get("written", token["attrs"].get("url", "")))
        simple = _TARGET.match(text, pos)
        if simple:
            self.pos = simple.end()
            return self.source[slice(*self._span(*simple.span(1)))]
        href, end = parse_link_href(text, pos + 1)
        if href is None or end is None:
            raise _LostError
        _, title_end = parse_link_title(text, end, len(text))
        close = _CLOSE.match(text, title_end or end)
        if close is None:
            raise _LostError
        self.pos = close.end()
        # In angle brackets the target ends one character before.
        stop = end - (not text.startswith(href, end - len(href)))
        return self.source[slice(*self._span(stop - len(href), stop))] if href else ""

    def _inline_html(self, token: Token) -> None:
        raw, start = token["raw"], self.pos
        self._expect(raw)
        span = self._span(start, self.pos)
        if raw.startswith("<!--"):
            self.comments.append(
                Comment(self.source[span.start + 4 : max(span.start + 4, span.end - 3)], span)
            )
            return
        match = _TAG_NAME.match(raw)
        if match:
            self._tag(match[1].lower(), raw, span)

    def _tag(self, name: str, raw: str, span: Span) -> None:
        closing = raw.startswith("</")
        if name in _SILENT:
            self.silent = "" if closing else self.silent or name
        elif self.silent or self.hidden is not None:
            return
        elif name == "br":
            self.builder.space(span)
        elif name == "q":
            # Browsers draw the marks.
            self.builder.put("”" if closing else "“", span)
        elif name in _STRONG:
            if not closing:
                self.strong_from.append(self.builder.length)
            elif self.strong_from:
                self.ranges.append((self.strong_from.pop(), self.builder.length))
        elif name == "small":
            self._small_end()
            self.small_from = None if closing else self.builder.length
        elif name == "img":
            given = attributes(raw)
            self.images.append(Image(given.get("src", ""), given.get("alt"), span))
        elif name == "a":
            self._anchor(raw, span, closing=closing)

    def _small_end(self) -> None:
        if self.small_from is not None:
            self.small += self.builder.length - self.small_from
            self.small_from = None

    def _anchor(self, raw: str, span: Span, *, closing: bool) -> None:
        if not closing:
            given = attributes(raw)
            self.anchors.append(
                (given.get("href", ""), self.builder.length, span.start, given.get("rel", ""))
            )
        elif self.anchors:
            url, shown, start, rel = self.anchors.pop()
            if url:
                self.links.append((url, shown, self.builder.length, Span(start, span.end), rel))
