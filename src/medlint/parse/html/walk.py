"""Walks the tags of a page and gathers what it holds: blocks, links, images, and who says what.

Nothing is judged here but what is visible: which part of the page is the article is decided when
all is read (`page`), so everything remembers the region of the page that it stands in.
"""

from __future__ import annotations

from collections import Counter

from medlint._records import NamedTuple
from medlint.document import Comment, Image, Link, Value
from medlint.parse.html import names
from medlint.parse.html.blocks import Leaf, Open, Region, Writer
from medlint.parse.html.regions import hides, region_kind
from medlint.parse.html.said import Said, Statements
from medlint.parse.html.tokens import Attribute, Token, attributes, closes_itself, tokens, unescaped
from medlint.source import Source, Span

_LOOK_BACK = 64
_LINK_TEXT = 2000
_SHORT = 100
_NESTED = 4
_NO_ATTRIBUTES: dict[str, Attribute] = {}
# Side by side without white space these may be boxes that a style sheet sets apart.
_BOXES = frozenset(("span", "time", "a", "label"))
_STRONG = frozenset(("b", "strong"))


class Gathered(NamedTuple):
    """All that a page holds, in document order."""

    regions: list[Region]
    leaves: list[Leaf]
    links: list[tuple[Link, int]]
    images: list[tuple[Image, int]]
    comments: list[Comment]
    said: list[Said]
    metas: list[dict[str, Attribute]]
    scripts: list[Span]
    head: list[Value]
    language: str


def gather(source: Source, start: int, end: int) -> Gathered:
    """Return all that the HTML in a range of a source holds."""
    walk = _Walk(source)
    for token in tokens(source.text, start, end):
        walk.take(token)
    walk.close(0, end, -1)
    walk.writer.finish(None, -1)
    return walk.page._replace(language=walk.language)


class _Walk:
    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.writer = Writer(source)
        self.statements = Statements(source)
        self.page = Gathered(
            self.writer.regions, self.writer.leaves, [], [], [], self.statements.said, [], [], [], ""
        )
        self.stack: list[Open] = []
        self.blocks: list[Open] = []
        self.contexts: list[Open] = []
        self.counts: Counter[str] = Counter()
        self.hidden = self.serial = self.group = 0
        self.controlled: set[str] = set()
        self.language = ""
        self.linked_data = False
        self.seam = self.opened = -1
        self.written = self.foot = False

    def take(self, token: Token) -> None:
        kind = token.kind
        if kind == "text":
            if not self.hidden:
                self.words(token.start, token.end)
        elif kind == "start":
            self.start(token)
        elif kind == "end":
            self.end(token)
        elif kind == "raw":
            self.raw(token)
        elif kind == "comment":
            self.foot = names.opens_foot(self.text, token.inner)
            self.page.comments.append(
                Comment(self.text[token.inner.start : token.inner.end], Span(token.start, token.end))
            )

    def words(self, start: int, end: int) -> None:
        """Write text, or a space where there is nothing but white space."""
        writer = self.writer
        piece = self.text[start:end]
        bare = piece.strip()
        if not bare or (bare[0] == "&" and len(bare) < 60 and unescaped(bare).isspace()):
            if writer.builder is not None:
                writer.builder.space(Span(start, end))
            return
        if writer.builder is None:
            at = start + len(piece) - len(piece.lstrip())
            writer.begin(at, self.blocks, self.contexts[-1] if self.contexts else None)
        elif self.opened == start and self.written and piece[0].isalnum() and not piece[0].islower():
            # No "20257" of "<span>In 2025</span><span>7 min</span>", no "Why?Ann"; a drop cap goes on small.
            writer.builder.space(Span(start, start))
        self.written = piece[-1].isalnum() or piece[-1] in "?!"
        writer.broke = False
        writer.write(start, end)
        writer.text_end = end - len(piece) + len(piece.rstrip())

    def raw(self, token: Token) -> None:
        """Read the text of an element in which tags are not tags."""
        if token.name == "#cdata":
            if not self.hidden:
                self.words(*token.inner)
        elif token.name == "title" and not self.hidden and not any(v.key == "title" for v in self.page.head):
            said, span = names.visible(self.text, *token.inner)
            if said and not names.is_template(self.text[span.start : span.end]):
                self.page.head.append(Value("title", said, span, "meta", "title"))
        elif token.name == "script" and self.linked_data:
            self.page.scripts.append(token.inner)
        self.linked_data = False

    def start(self, token: Token) -> None:
        name = token.name
        inner = token.inner
        found = attributes(self.text, inner) if inner.start < inner.end else _NO_ATTRIBUTES
        if name in names.VOID:
            self.void(token, found)
            return
        if name in ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"):
            kind = found.get("type")
            self.linked_data = kind is not None and "ld+json" in kind.text.lower()
            return
        self.imply_ends(name, token.start)
        inline = name in names.INLINE or (name == "button" and self._in_text())
        if not inline:
            self.boundary(name, token.start)
        self.serial += 1
        element = Open(name, token, self.serial, found)
        element.images = len(self.page.images)
        if closes_itself(self.text, token):
            return
        self.stack.append(element)
        self.counts[name] += 1
        if inline:
            if self.writer.inline_at < 0:
                self.writer.inline_at = token.start
            beside = token.start in (self.seam, self.opened)
            if name in _BOXES and (beside or (self.in_heading() and names.ends_low(self.text, token.start))):
                self.opened = token.end
        elif name in names.HEADING_ENDS or not self.in_heading():
            if self.blocks:
                self.blocks[-1].used = True
            self.blocks.append(element)
            element.effects.append(("block", 0))
        if self.hidden:
            if hides(element, self.controlled):
                self.hide(element)
            return
        self.apply(element, inline)

    def _in_text(self) -> bool:
        return self.writer.builder is not None or self.in_heading()

    def in_heading(self) -> bool:
        return bool(self.contexts) and self.contexts[-1].name in names.HEADED

    def boundary(self, name: str, at: int) -> None:
        """End the leaf before a block element; inside a heading a division is only a space."""
        if not self.in_heading():
            self.writer.finish(None, -1)
        elif name not in names.HEADING_ENDS:
            if name in names.IN_HEADING and self.writer.builder is not None:
                self.writer.builder.space(Span(at, at))
        else:
            index = len(self.stack) - 1
            while self.stack[index] is not self.contexts[-1]:
                index -= 1
            self.close(index, at, -1)

    def imply_ends(self, name: str, at: int) -> None:
        """Close the elements whose end tags may be left out before this one."""
        if name in names.PARAGRAPH_ENDS and self.counts["p"] and not self.in_heading():
            self._close_through(frozenset(("p",)), frozenset(), at)
        if name in names.ENDS:
            closed, barrier = names.ENDS[name]
            if any(self.counts[one] for one in closed):
                self._close_through(closed, barrier, at)

    def _close_through(self, closed: frozenset[str], barrier: frozenset[str], at: int) -> None:
        """Close the lowest element of `closed` with no barrier above it, or nothing but inline elements."""
        target = -1
        for index in range(len(self.stack) - 1, max(-1, len(self.stack) - 1 - _LOOK_BACK), -1):
            name = self.stack[index].name
            if name in closed:
                target = index
            if name in barrier or (not barrier and (target >= 0 or name not in names.INLINE)):
                break
        if target >= 0:
            self.close(target, at, -1)

    def end(self, token: Token) -> None:
        name = token.name
        if name in names.HEADINGS and not self.counts[name] and self.in_heading():
            name = self.contexts[-1].name  # Any end of a heading ends the one that is open.
        if name in names.VOID:
            if name == "br":
                self.void(token, _NO_ATTRIBUTES)
            return
        if not self.counts[name]:
            if name not in names.INLINE and not self.in_heading():
                self.writer.finish(None, -1)
            return
        inline = name in names.INLINE
        index = len(self.stack) - 1
        lowest = max(0, len(self.stack) - _LOOK_BACK)
        while index >= lowest and self.stack[index].name != name:
            above = self.stack[index].name
            if inline and above not in names.INLINE:
                self._cancel(token, index, lowest)
                return
            if above in ("td", "th", "table") and name not in names.GROUPS | {"tr", "tbody", "body", "html"}:
                return
            index -= 1
        if index < lowest:
            if inline:
                return
            while index >= 0 and self.stack[index].name != name:
                index -= 1
        self.close(index, token.start, token.end)
        if name in _BOXES:
            self.seam = token.end

    def _cancel(self, token: Token, index: int, lowest: int) -> None:
        """End an inline element that a block inside it outlives."""
        for below in range(index, lowest - 1, -1):
            element = self.stack[below]
            if element.name == token.name:
                self.undo(element, token.start, token.end)
                self.counts[token.name] -= 1
                element.name = ""
                return

    def close(self, index: int, at: int, after: int) -> None:
        """Close the elements from `index` up; the tag that does so covers `[at, after)`, if any."""
        writer = self.writer
        while len(self.stack) > index:
            element = self.stack[-1]
            own = after >= 0 and len(self.stack) == index + 1
            block = bool(element.effects) and element.effects[0][0] == "block"
            if block:
                writer.finish(element if own else None, after)
                self._empty_heading(element, at, after if own else at)
            elif own and writer.builder is not None:
                writer.end_inline(Span(element.start, after), empty=element.after == at)
            self.undo(element, at, after if own else at)
            self.stack.pop()
            self.counts[element.name] -= 1

    def _empty_heading(self, element: Open, at: int, after: int) -> None:
        level = names.HEADINGS.get(element.name)
        if level is None or element.led or self.hidden or element.images != len(self.page.images):
            return
        if not self.text[element.after : at].strip() and not names.is_put_away(element.attributes):
            self.writer.empty_heading(level, Span(element.start, after))

    def hide(self, element: Open) -> None:
        self.hidden += 1
        element.effects.append(("hidden", 0))

    def apply(self, element: Open, inline: bool) -> None:
        """Do what an element means for the text in it."""
        name, writer = element.name, self.writer
        if "aria-controls" in element.attributes:
            self.controlled.update(element.attributes["aria-controls"].text.split())
        inner_button = name == "button" and inline
        if hides(element, self.controlled) or (inner_button and not self.in_heading()):
            self.hide(element)
            return
        if element.attributes:
            self.statements.open(element, writer)
        if not inline or writer.builder is None:
            kind = "" if inner_button else region_kind(element, inline, self.counts, told=self.foot)
            self.foot = self.foot and inline
            if kind:
                element.effects.append(("region", writer.region))
                writer.regions.append(Region(kind, writer.region))
                writer.region = len(writer.regions) - 1
        if inline:
            self._apply_inline(element)
        else:
            self._apply_block(element)

    def _apply_inline(self, element: Open) -> None:
        name, writer = element.name, self.writer
        if name in _STRONG:
            writer.embolden()
            element.effects.append(("strong", 0))
        elif name == "small":
            writer.small += 1
            element.effects.append(("small", 0))
        elif name == "a" and "href" in element.attributes:
            writer.linked += 1
            element.effects.append(("link", 0))
        elif name == "q":
            if writer.builder is None:
                writer.begin(element.start, self.blocks, self.contexts[-1] if self.contexts else None)
            writer.draw("“", element.start, element.after)
            element.effects.append(("mark", 0))

    def _apply_block(self, element: Open) -> None:
        name, writer = element.name, self.writer
        if name in names.CONTEXTS:
            self.contexts.append(element)
            element.effects.append(("context", 0))
        if name in names.GROUPS:
            self.group += 1
            writer.groups.append(self.group)
            element.effects.append(("group", 0))
            if name in names.LISTS:
                writer.lists.append(name)
                element.effects.append(("list", 0))
        elif name == "blockquote":
            writer.quote += 1
            element.effects.append(("quote", 0))
        elif name == "html" and "lang" in element.attributes:
            self.language = element.attributes["lang"].text.strip()

    def undo(self, element: Open, at: int, after: int) -> None:
        """Undo what `apply` did, now that the element ends: its content reaches up to `at`."""
        writer = self.writer
        for effect, before in element.effects:
            if effect == "region":
                writer.finish(None, -1)
                writer.region = before
            elif effect == "strong":
                writer.unembolden()
            elif effect == "link":
                writer.linked -= 1
                self.link(element, at, after)
            elif effect == "mark":
                writer.draw("”", at, after)
            elif effect in ("scope", "claim"):
                self.statements.close(element, effect, at, writer.region)
            else:
                self._undo_block(effect)
        element.effects = []

    def _undo_block(self, effect: str) -> None:
        writer = self.writer
        if effect == "block":
            self.blocks.pop()
        elif effect == "context":
            self.contexts.pop()
        elif effect == "hidden":
            self.hidden -= 1
        else:
            writer.undo(effect)

    def link(self, element: Open, at: int, after: int) -> None:
        limit = _LINK_TEXT if self.writer.linked < _NESTED else _SHORT
        said, _ = names.visible(self.text, element.after, min(at, element.after + limit))
        rel = element.attributes.get("rel")
        link = Link(
            element.attributes["href"].text.strip(),
            said,
            Span(element.start, max(after, at)),
            "" if rel is None else rel.text,
        )
        self.page.links.append((link, self.writer.region))

    def void(self, token: Token, found: dict[str, Attribute]) -> None:
        name, writer = token.name, self.writer
        if name == "meta" and not (self.hidden and self.counts["svg"]):
            if "itemprop" in found:
                self.statements.meta(found, writer.region)
            else:
                self.page.metas.append(found)
        elif name == "link" and "href" in found and "rel" in found:
            if "canonical" in found["rel"].text.lower().split() and found["href"].text:
                address = found["href"]
                self.page.head.append(
                    Value("canonical-url", address.text.strip(), address.span, "meta", "canonical")
                )
        elif self.hidden:
            return
        elif name == "br":
            writer.line_break(Span(token.start, token.end), parts=not self.in_heading())
        elif name == "hr":
            self.imply_ends(name, token.start)
            writer.finish(None, -1)
            writer.rule(Span(token.start, token.end))
        elif name == "img":
            alt = found.get("alt")
            source = found.get("src") or found.get("data-src")
            url = "" if source is None else source.text.strip()
            image = Image(url, None if alt is None else alt.text, Span(token.start, token.end))
            self.page.images.append((image, writer.region))
