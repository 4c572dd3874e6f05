"""Guesses the levels of headings that no markup ranks."""

from __future__ import annotations

from medlint._records import NamedTuple
from medlint.parse.text.lines import Unit
from medlint.parse.text.words import is_section_name, is_top_level


class Outline(NamedTuple):
    """A heading: its place among the units, and how it is set.

    `stacked` headings stand right before another heading, `spaced` ones before an empty line.
    """

    at: int
    unit: Unit
    picture: bool
    stacked: bool
    spaced: bool

    @property
    def style(self) -> tuple[bool, bool, bool, bool, bool]:
        """What tells two ranks apart on one page, the surest first."""
        text = self.unit.text
        return (self.unit.numbered, self.picture, text.isupper(), text.endswith((":", "：")), self.spaced)


class _Group(NamedTuple):
    """An open heading with headings below it."""

    parent: Outline
    differs: int | None  # the first feature in which the first child is set otherwise
    words: int  # of the longest child so far


def heading_levels(headings: list[Outline]) -> dict[int, int]:
    """Return the level (2 or 3) of each heading, by its place among the units.

    A heading right before another one heads a group. A heading set like the first ends the group;
    where all look alike, one does that is called what only a section is called, that heads a group
    itself, or that is longer than the group's own heading and all in it.
    """
    levels: dict[int, int] = {}
    group: _Group | None = None
    for number, heading in enumerate(headings):
        if group is not None and not _ends(group, heading):
            levels[heading.at] = 3
            group = group._replace(words=max(group.words, _words(heading)))
            continue
        levels[heading.at] = 2
        child = headings[number + 1] if heading.stacked and number + 1 < len(headings) else None
        group = _open(heading, child) if child is not None else None
    return levels


def _open(parent: Outline, child: Outline) -> _Group | None:
    pairs = zip(parent.style, child.style, strict=True)
    differs = next((place for place, (one, other) in enumerate(pairs) if one != other), None)
    if is_section_name(child.unit.text) and differs in (None, 4):
        return None
    return _Group(parent, differs, 0)


def _ends(group: _Group, heading: Outline) -> bool:
    if group.differs is not None:
        alike = heading.style[group.differs] == group.parent.style[group.differs]
        return alike or (not heading.unit.numbered and is_section_name(heading.unit.text))
    words = _words(heading)
    longer = words >= _words(group.parent) and words >= group.words + 2 > 2
    return heading.stacked or is_top_level(heading.unit.text) or longer


def _words(heading: Outline) -> int:
    return len(heading.unit.text.split())
