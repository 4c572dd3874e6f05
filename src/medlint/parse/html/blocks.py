"""Writes the leaves of a page: which text makes a block, of what kind, and where it stands."""

from __future__ import annotations

from medlint._records import NamedTuple
from medlint.document import Block, BlockKind, Place, Prose
from medlint.parse.html import names
from medlint.parse.html.tokens import Attribute, Token, entities
from medlint.parse.prose import ProseBuilder
from medlint.source import Source, Span

_LONGEST_HEADING = 200


class Region:
    """A part of the page that may be the article or page furniture, and how much text it holds."""

    __slots__ = ("kind", "linked", "parent", "total", "words")

    def __init__(self, kind: str, parent: int) -> None:
        self.kind = kind
        self.parent = parent
        self.words = 0
        self.linked = 0
        self.total = 0


class Leaf(NamedTuple):
    """A block, the region it stands in, and the number of the element around it."""

    block: Block
    region: int
    parent: int


def is_title(block: Block) -> bool:
    """Tell whether a block is a heading of the first level that is marked as one."""
    return block.kind == "heading" and block.level == 1 and not block.inferred


class Open:
    """An open element: where its tag stands, what it holds so far, and what to undo at its end."""

    __slots__ = ("after", "attributes", "effects", "images", "led", "name", "serial", "start", "used")

    def __init__(self, name: str, token: Token, serial: int, found: dict[str, Attribute]) -> None:
        self.name = name
        self.start = token.start
        self.after = token.end
        self.serial = serial
        self.attributes = found
        self.effects: list[tuple[str, int]] = []
        self.images = 0
        self.led = False
        self.used = False


class Writer:
    """Writes the leaves: collects visible text until a block ends.

    `begin` to `finish` is one leaf; what element it belongs to is known when its text begins.
    """

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.regions = [Region("page", -1)]
        self.leaves: list[Leaf] = []
        self.region = 0
        self.strong = self.small = self.quote = self.linked = 0
        self.groups: list[int] = []
        self.lists: list[str] = []
        self.level = 0
        self.asked = False
        self.builder: ProseBuilder | None = None
        self.owner: Open | None = None
        self.context: Open | None = None
        self.whole = False
        self.parent = 0
        self.inline_at = -1
        self.text_end = 0
        self.broke = False
        self.all_small = False
        self.strong_from = -1
        self.ranges: list[Span] = []
        self.linked_words = 0

    def begin(self, at: int, blocks: list[Open], context: Open | None) -> None:
        """Start a leaf whose first text or inline tag stands at `at`, inside these block elements."""
        self.builder = ProseBuilder(self.text)
        owner = blocks[-1] if blocks else None
        self.owner, self.context = owner, context
        self.whole = owner is not None and not owner.used and owner.name not in ("body", "html")
        around = blocks[-2:-1] if self.whole else blocks[-1:]
        self.parent = around[0].serial if around else 0
        if owner is not None:
            owner.used = True
        if self.inline_at < 0:
            self.inline_at = at
        self.all_small = True
        self.strong_from = 0 if self.strong else -1
        self.ranges = []
        self.linked_words = 0

    def write(self, start: int, end: int) -> None:
        """Add visible source text to the leaf, its character references resolved."""
        builder = self.builder
        if builder is None:
            return
        if not self.small:
            self.all_small = False
        if self.linked:
            self.linked_words += self.text.count(" ", start, end) + 1
        if self.text.find("&", start, end) != -1:
            for at, after, visible in entities(self.text, start, end):
                builder.add(start, at)
                if visible and visible not in "\u00ad\u200b\u2060\ufeff":
                    builder.put(visible, Span(at, after))
                start = after
        builder.add(start, end)

    def draw(self, mark: str, start: int, end: int) -> None:
        """Write a mark that browsers draw for a tag, if its leaf goes on."""
        if self.builder is not None:
            self.builder.put(mark, Span(start, max(start, end)))

    def undo(self, effect: str) -> None:
        """End what an element meant for the blocks in it."""
        if effect == "group":
            self.groups.pop()
        elif effect == "list":
            self.lists.pop()
        elif effect == "small":
            self.small -= 1
        elif effect == "quote":
            self.quote -= 1

    def line_break(self, span: Span, *, parts: bool) -> None:
        """Write a line break: a space; two in a row part paragraphs, where something `parts` there.

        In a heading nothing does, unless all the text stands in one.
        """
        if self.builder is None:
            return
        led = self.context is not None and self.context.led
        if self.broke and (parts or led or self.builder.length > _LONGEST_HEADING):
            self.finish(None, -1)
        else:
            self.builder.space(span)
            self.broke = True

    def end_inline(self, span: Span, *, empty: bool) -> None:
        """Note that an inline element ends; an `empty` one is drawn, and parts what stands around it."""
        self.text_end = span.end
        around = self.text[span.start - 1 : span.start], self.text[span.end : span.end + 1]
        if empty and self.builder is not None and all(map(str.isalnum, around)):
            self.builder.space(span)

    def embolden(self) -> None:
        """Note that bold text begins."""
        self.strong += 1
        if self.strong == 1 and self.builder is not None:
            self.strong_from = self.builder.length

    def unembolden(self) -> None:
        """Note that bold text ends."""
        self.strong -= 1
        if not self.strong and self.builder is not None and self.strong_from >= 0:
            self.ranges.append(Span(self.strong_from, self.builder.length))
            self.strong_from = -1

    def finish(self, closing: Open | None, at: int) -> None:
        """End the leaf; `closing` is the element that ends with a tag up to `at`, if one does."""
        builder, start = self.builder, self.inline_at
        self.inline_at, self.broke, self.builder = -1, False, None
        if builder is None:
            return
        length = builder.length
        prose = builder.build()
        if not prose.text:
            return
        if self.strong and self.strong_from >= 0:
            self.ranges.append(Span(self.strong_from, length))
        owner, end = self.owner, self.text_end
        if self.whole and owner is not None:
            if owner is closing:
                start, end = owner.start, at
            elif owner.name == "p" or owner.name in names.CONTEXTS:
                start = owner.start
        self._append(prose, Span(start, end))

    def empty_heading(self, level: int, span: Span) -> None:
        """Write a heading that holds no text."""
        self.leaves.append(Leaf(Block("heading", span, Prose(), level), self.region, 0))

    def rule(self, span: Span) -> None:
        """Write a thematic break."""
        self.leaves.append(Leaf(Block("rule", span, Prose()), self.region, 0))

    def _append(self, prose: Prose, span: Span) -> None:
        context = self.context
        kind, level, inferred, region = self._kind(prose.text)
        listed = kind == "item"
        group = self.groups[-1] if self.groups and (listed or kind == "cell") else 0
        place: Place = "quote" if self.quote else "body"
        block = Block(
            kind=kind,
            span=span,
            prose=prose,
            level=level,
            place=place,
            ordered=listed and self.lists[-1:] == ["ol"],
            group=group,
            strong=() if self.ranges and _is_slogan(self.owner) else _within(prose.text, self.ranges),
            small=self.all_small,
            inferred=inferred,
        )
        if context is not None:
            context.led = True
        self.leaves.append(Leaf(block, region, self.parent))
        words = prose.text.count(" ") + 1
        self.regions[region].words += words
        self.regions[region].linked += min(words, self.linked_words)

    def _kind(self, text: str) -> tuple[BlockKind, int, bool, int]:
        """Return what kind of block the leaf is: kind, level, whether inferred, and its region."""
        context, region = self.context, self.region
        name = "" if context is None else context.name
        if context is None or context.led:
            return ("code" if name == "pre" else "paragraph"), 0, False, region
        if name in names.HEADINGS:
            self.level = names.HEADINGS[name]
            return "heading", self.level, False, region
        if name == "summary":
            return "heading", min(max(self.level, 1) + 1, 6), True, region
        if name == "button" and text.endswith("?") and _discloses(context):
            above = self.regions[region].parent
            return "heading", min(max(self.level, 1) + 1, 6), True, max(above, 0)
        if name == "dt":
            # "What is it for?": a question and its answer, not a term and its meaning.
            self.asked = text.endswith("?") and bool(self.groups)
            if self.asked:
                return "heading", min(max(self.level, 1) + 1, 6), True, region
        if name == "dd" and self.asked:
            return "paragraph", 0, False, region
        if name == "li":
            return "item", max(len(self.lists), 1), False, region
        if name in ("td", "th", "dt", "dd") and self.groups:
            return "cell", 0, False, region
        return ("code" if name == "pre" else "paragraph"), 0, False, region


def _is_slogan(owner: Open | None) -> bool:
    """Tell whether the class of a leaf's element says that it is there to be seen, in bold or not."""
    found = {} if owner is None else owner.attributes
    tokens = found["class"].text.lower().replace("_", "-").split() if "class" in found else ()
    return any(len(token) <= 60 and names.names().slogan.fullmatch(token) for token in tokens)


def _discloses(button: Open) -> bool:
    found = button.attributes
    if "aria-expanded" in found or "aria-controls" in found:
        return True
    pattern = names.names().disclosure
    return any(
        len(token) <= 60 and pattern.fullmatch(token.lower())
        for token in (found["class"].text.split() if "class" in found else ())
    )


def _within(text: str, ranges: list[Span]) -> tuple[Span, ...]:
    """Return ranges cut to the text, without white space at their ends and without empty ones."""
    found: list[Span] = []
    for start, end in ranges:
        span = names.trimmed(text, start, min(end, len(text)))
        if span.end > span.start:
            found.append(span)
    return tuple(found)
