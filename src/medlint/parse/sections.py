"""Makes the section tree from the blocks, and names each section's role."""

from __future__ import annotations

from medlint.document import Block, Section
from medlint.parse.wording import Wording, bare
from medlint.source import Span


class _Open:
    """A section whose end is not reached yet."""

    __slots__ = ("blocks", "heading", "level", "sections")

    def __init__(self, heading: Block | None, level: int) -> None:
        self.heading = heading
        self.level = level
        self.blocks: list[Block] = []
        self.sections: list[Section] = []

    def close(self) -> Section:
        spans = [block.span for block in self.blocks]
        spans += (section.span for section in self.sections)
        if self.heading is not None:
            spans.append(self.heading.span)
        span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)
        return Section(self.heading, self.level, None, span, tuple(self.blocks), tuple(self.sections))


def make_tree(blocks: tuple[Block, ...]) -> Section:
    """Return the root of the section tree; blocks of page chrome belong to no section."""
    stack = [_Open(None, 0)]
    for block in blocks:
        if block.place == "chrome":
            continue
        if block.kind != "heading":
            stack[-1].blocks.append(block)
            continue
        while stack[-1].level >= block.level:
            closed = stack.pop().close()
            stack[-1].sections.append(closed)
        stack.append(_Open(block, block.level))
    while len(stack) > 1:
        closed = stack.pop().close()
        stack[-1].sections.append(closed)
    return stack[0].close()


def with_roles(
    root: Section, shown: dict[Span, str], held: dict[Span, str], wording: Wording | None
) -> Section:
    """Return the tree with a role for each section that has one.

    Both name sections by the span of their heading. What heading and body together have `shown` a
    section to be outweighs what its heading is called; what a section merely has `held` inside it,
    such as a care card, is its role only if the heading names none.
    """
    title = _title(root)
    roles = {title.span: "title"} if title is not None else {}
    return _named(root, roles | shown, held, wording)


def _named(
    section: Section, shown: dict[Span, str], held: dict[Span, str], wording: Wording | None
) -> Section:
    heading, role = section.heading, None
    if heading is not None:
        role = shown.get(heading.span)
        if role is None and wording is not None:
            role = _role_of(heading, wording)
        role = role or held.get(heading.span)
    sections = tuple(_named(inner, shown, held, wording) for inner in section.sections)
    return section._replace(role=role, sections=sections)


def _title(root: Section) -> Block | None:
    """Return the heading that titles the article: the first one, if it is of level 1."""
    if root.sections and root.sections[0].level == 1:
        return root.sections[0].heading
    return None


def _role_of(heading: Block, wording: Wording) -> str | None:
    text = bare(wording.fold(heading.text))
    return next((role for role, pattern in wording.roles if pattern.match(text)), None)
