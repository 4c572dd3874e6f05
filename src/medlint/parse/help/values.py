"""What is found on the way to the help blocks of an article."""

from __future__ import annotations

import re
from bisect import bisect_right

from medlint._records import NamedTuple
from medlint.document import Block
from medlint.source import Span, covers

SENTENCE_END = re.compile(r"[.!?\n](?=\s)")


class Action(NamedTuple):
    """One instruction: where it stands and its folded words."""

    span: Span
    words: str


class Around(NamedTuple):
    """What else lies in the article: the disclaimers, and the links in their order."""

    taken: tuple[Span, ...]
    links: tuple[Span, ...]

    def takes(self, at: int) -> bool:
        """Tell whether a disclaimer holds the character at `at`."""
        return covers(self.taken, at)

    def links_to(self, start: int, end: int) -> bool:
        """Tell whether one link holds all characters of a range."""
        place = bisect_right(self.links, start, key=lambda link: link.start) - 1
        return place >= 0 and end <= self.links[place].end

    def is_link(self, block: Block) -> bool:
        """Tell whether a block is nothing but a link."""
        spans = block.prose.spans
        return bool(spans) and self.links_to(spans[0].start, spans[-1].end)


class Said(NamedTuple):
    """The instructions of a block to turn to anybody else, and to the publisher's own staff."""

    others: tuple[Action, ...]
    own: tuple[Span, ...]
    own_line: bool


class Advice(NamedTuple):
    """What one section tells a reader to do, and when."""

    triggers: tuple[Span, ...]
    actions: tuple[Action, ...]
    promotions: tuple[Span, ...]
    lead_in: bool
    """A line tells whom to contact if one of the items under it holds."""


def within(inner: Span, outer: Span) -> bool:
    """Tell whether a place lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end
