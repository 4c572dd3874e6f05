"""Pages about a therapy: what they say of "it" and of what "we treat", they say of the therapy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from medlint.document import Document
from medlint.kinds.existence import Match
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import Passage, reading, sentence
from medlint.reading.said import says, says_anywhere
from medlint.rule import Rule
from medlint.tree import said_titles

LISTED = "listed"
"""The group of illnesses that count only in a list of what is treated."""
_TREATED, _NOT_HERE, _CRITICAL, _DENIED = "-treated-here", "-not-here", "-critical", "-denied"
_ANOTHER, _IT, _GOOD = "-another", "-it", "-good"
_SEVERAL = 5
"""Passages that name a therapy on a page that is about it."""
_SHORT = 12
"""Words of a paragraph that is an entry of a list."""


class Therapies:
    """The therapies that a page names, and those that it is about."""

    def __init__(self, document: Document, rule: Rule, named: Iterable[str]) -> None:
        self._groups: Groups = rule.params["compiled"]
        self._sources: dict[str, Any] = rule.params["therapies"]
        self._pages: dict[str, frozenset[str]] = {
            group: frozenset(names) for group, names in rule.params["pages"].items()
        }
        self._named = tuple(named)
        self._about = self._subjects(document)
        self.is_denied = says_anywhere(reading(document), self._groups, _DENIED)
        """Whether the page says that there is no evidence of what it names."""

    def _subjects(self, document: Document) -> frozenset[str] | None:
        """Return what a page is about: its titles name it, or several passages; None if nothing is said here.

        Pages that look at a therapy from outside, and places where other treatment is given, say nothing.
        """
        text = reading(document)
        titles = said_titles(document)
        if says(self._groups, _NOT_HERE, titles) or says_anywhere(text, self._groups, _CRITICAL):
            return None
        count = dict.fromkeys(self._named, 0)
        for passage in text.passages:
            if passage.block.kind == "paragraph":
                for name in self._in(passage.text):
                    count[name] += 1
        several = {name for name, passages in count.items() if passages >= _SEVERAL}
        return frozenset(several.union(self._in(titles)))

    def _in(self, text: str) -> Iterator[str]:
        return (name for name in self._named if says(self._groups, f"-{name}", text))

    def may_say(self, group: str) -> bool:
        """Tell whether phrases of a group may count here at all."""
        names = self._pages.get(group)
        return not group.startswith("-") and (
            names is None or (self._about is not None and not names.isdisjoint(self._named))
        )

    def holds(self, match: Match) -> bool:
        """Tell whether a match names its therapy, or stands where one is spoken of."""
        if match.group not in self._pages:
            return True
        if match.group == LISTED and not self._is_entry(match.passage):
            return False
        return bool(self._meant(match)) and (match.group == LISTED or self._is_subject(match))

    def _is_subject(self, match: Match) -> bool:
        """Tell whether it is the therapy that acts: nothing else is named before."""
        passage = match.passage
        first = sentence(passage.text, match.start, "en")[0]
        if says(self._groups, _ANOTHER, passage.text, first, match.start):
            return False
        if not match.group.endswith(_GOOD) or not passage.text[first : match.start].strip():
            return True
        near = passage.text[first : match.end]
        return says(self._groups, _IT, near) or any(True for _ in self._in(near))

    def _is_entry(self, passage: Passage) -> bool:
        if passage.block.kind == "paragraph" and passage.text.count(" ") >= _SHORT:
            return False
        return any(says(self._groups, _TREATED, around) for around in (passage.lead, passage.above))

    def _meant(self, match: Match) -> list[str]:
        names, about = self._pages[match.group], self._about or frozenset()
        near = self._in(f"{match.passage.above}\n{match.passage.lead}\n{match.passage.text}")
        return [name for name in (*near, *self._sources) if name in names and (name in about or name in near)]

    def source(self, match: Match) -> str:
        """Return who looked at the evidence for the therapy that is meant."""
        if match.group in self._pages:
            return str(self._sources[self._meant(match)[0]])
        words = match.passage.text[match.start : match.end]
        return str(self._sources[next(self._in(words), self._named[0])])


def therapies_of(document: Document, rule: Rule) -> Therapies | None:
    """Return the therapies that a page names; None if it names none."""
    groups: Groups = rule.params["compiled"]
    text = reading(document)
    stated = fold("\n".join(value.text for key in ("title", "description") for value in document.field(key)))
    named = [
        name
        for name in rule.params["therapies"]
        if says_anywhere(text, groups, f"-{name}") or says(groups, f"-{name}", stated)
    ]
    return Therapies(document, rule, named) if named else None


def as_lists(found: Iterable[Match]) -> Iterator[tuple[Match, list[Match]]]:
    """Yield matches, the first of those in lists with the others."""
    matches = list(found)
    listed = [match for match in matches if match.group == LISTED]
    for match in matches:
        if match.group != LISTED:
            yield match, []
        elif match is listed[0]:
            yield match, listed[1:]
