"""The wording of metadata lines, compiled when first used (`rules/_vocabulary/metadata.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from medlint.source import Span
from medlint.vocabulary import load

PEOPLE = frozenset(("author", "author+reviewer", "reviewer", "editor", "fact-checker", "publisher"))
DATES = frozenset(("published", "updated", "reviewed", "next-review"))
LISTS = frozenset(("tags", "categories"))


_LEAD = re.compile(r"\W{0,6}")


class Item(NamedTuple):
    """One statement in a line: the places of its value and of its label (empty: none)."""

    field: str
    value: Span
    key: Span = Span(0, 0)
    colon: bool = False
    inferred: bool = False
    spelling: str = ""
    key_span: Span | None = None


class MetaWords(NamedTuple):
    """Patterns over folded text. The groups of `label` are the fields, in the order of `fields`."""

    label: re.Pattern[str]
    fields: tuple[str, ...]
    by: re.Pattern[str]
    statement: tuple[tuple[str, re.Pattern[str]], ...]
    statement_ends: re.Pattern[str]
    about: re.Pattern[str]
    bio: re.Pattern[str]
    calls: re.Pattern[str]
    before_date: re.Pattern[str]
    copyright: re.Pattern[str]
    copyright_ends: re.Pattern[str]
    fillers: frozenset[str]
    days: frozenset[str]
    joints: frozenset[str]
    months: frozenset[str]

    def opens(self, folded: str) -> bool:
        """Tell whether a text opens with a label, perhaps behind a picture."""
        start = _LEAD.match(folded)
        return self.label.match(folded, start.end() if start is not None else 0) is not None


@cache
def meta_words() -> MetaWords:
    """Return the wording of all languages together: a line of metadata comes before its language is known."""
    labels: dict[str, list[str]] = {}
    statements: dict[str, list[str]] = {}
    lists: dict[str, list[str]] = {}
    for language in load("metadata").values():
        if not isinstance(language, dict):
            continue
        for field, patterns in language.get("labels", {}).items():
            labels.setdefault(field, []).extend(patterns)
        for field, patterns in language.get("statements", {}).items():
            statements.setdefault(field, []).extend(patterns)
        for part, patterns in language.get("bio", {}).items():
            lists.setdefault(part, []).extend(patterns)
        for name in ("by", "about", "fillers", "days", "date-joints", "before-date", "statement-ends"):
            lists.setdefault(name, []).extend(language.get(name, ()))
        lists.setdefault("months", []).extend(name for names in language.get("months", ()) for name in names)
        for name in ("copyright", "copyright-ends"):
            if name in language:
                lists.setdefault(name, []).append(language[name])
    groups = "|".join(f"({_any(patterns)})" for patterns in labels.values())
    # A label ends at its colon, or before a space; the colon may stand behind a space.
    label = rf"(?<![\w-])(?:{groups})(?:(?<=:)| ?:|(?= |$)) ?"
    fillers = frozenset(word for filler in lists["fillers"] for word in filler.split())
    return MetaWords(
        re.compile(label),
        tuple(labels),
        re.compile(rf"(?<![\w-])(?:{_any(lists['by'])}) (?=\S)"),
        tuple((field, re.compile(rf"(?<!\w)(?:{_any(p)}) ")) for field, p in statements.items()),
        re.compile(rf"[.;!?](?=\s|\Z)|\s(?:{_any(lists['statement-ends'])})\s|\s-\s|\son\s(?=\d|[A-Z])"),
        re.compile(rf"\W{{0,6}}(?:{_any(lists['about'])})\W{{0,6}}\Z"),
        re.compile(rf",?\s(?:{_any(lists['goes-on'])})\s"),
        re.compile(rf",?\s(?:{_any(lists['calls'])})\s"),
        re.compile(rf"[\s,(]{{1,3}}(?:(?:{_any(lists['before-date'])})[\s:]{{1,2}})?[\s,(]{{0,2}}$"),
        re.compile(_any(lists["copyright"])),
        re.compile(_any(lists["copyright-ends"])),
        fillers,
        frozenset(lists["days"]),
        frozenset(lists["date-joints"]),
        frozenset(lists["months"]),
    )


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
