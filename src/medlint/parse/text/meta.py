"""Reads the metadata that a plain-text page shows: bylines, dates, reading time, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.document import Problem, Value
from medlint.parse.text.lines import EMOJI, Unit, ends_sentence
from medlint.parse.text.words import text_words
from medlint.parse.wording import fold
from medlint.source import Span

_PEOPLE = frozenset(("author", "reviewer"))
_DATES = frozenset(("published", "updated", "reviewed", "next-review"))
_LISTS = frozenset(("tags", "categories"))
_LONGEST = {"reading-time": 40, "author": 120, "reviewer": 160, "tags": 300, "categories": 200}
_PARTS = re.compile(rf"[{EMOJI}][\ufe0f\u200d{EMOJI}]*|[|·•∣]")
_WORTH_A_LOOK = re.compile("[:：0-9]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_DATE = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d)")
_DATE_ONLY = re.compile(r"(?:[^\W\d_]{3,12}\.?,? ){0,2}\d{1,4}[\w.,/ -]{3,24}")
_DATE_BEHIND = re.compile(r",?\s(?:on|:)\s(?=[^\n]{0,12}\d)")
_TOKEN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIST_ITEM = re.compile(r"[^,;#|]+")


class MetaLine(NamedTuple):
    """What one line of metadata states, and what had to be guessed for it."""

    values: tuple[Value, ...]
    problems: tuple[Problem, ...] = ()


def read_meta_line(text: str, unit: Unit, after: Unit | None, *, head: bool) -> tuple[MetaLine, bool] | None:
    """Return what a line states, or None if it is no line of metadata.

    The second part tells whether the value stands on the next line, `after`. `head` is set for lines
    around the title, where less is needed to believe in a byline.
    """
    if not unit.text or unit.lines > 1 or unit.mark:
        return None
    if not head and unit.text[0] != "#" and not _WORTH_A_LOOK.search(unit.text):
        return None
    hashtags = _hashtags(unit)
    if hashtags:
        return MetaLine(hashtags), False
    label = text_words().label.match(unit.text)
    if head and label and label["colon"] and label.end() == len(unit.text) and after and after.text:
        field = text_words().fields[label["key"].lower()]
        if after.lines == 1 and not after.mark and _fits(field, after.text):
            key = Span(unit.start + label.start("key"), unit.start + label.end("key"))
            return MetaLine(tuple(_values(text, field, after.start, after.end, key))), True
    values: list[Value] = []
    for part in _segments(unit.text):
        found = _segment(text, unit, part, head=head, first=not values)
        if found is None:
            return None
        values += found
    return (MetaLine(tuple(values)), False) if values else None


def read_tag_line(unit: Unit, known: tuple[Value, ...]) -> MetaLine | None:
    """Return the tags of a line of small letters without spaces, or None if it is no such line.

    `known` is what the page has stated so far: a site likes to use its own name as a tag.
    """
    line = unit.text
    if unit.lines > 1 or unit.mark or len(line) < 12 or not _TOKEN.fullmatch(line):
        return None
    from medlint.topics import split

    parts = split(line)
    if parts is None:
        names = {word for value in known if value.field == "author" for word in value.text.lower().split()}
        parts = split(line, extra=frozenset(name for name in names if len(name) > 3)) if names else None
    span = Span(unit.start, unit.end)
    if parts is None:
        # Several words joined by hyphens, where tags are printed: one tag, or tags nobody can part.
        return MetaLine((Value("tags", line, span, "page", inferred=True),)) if "-" in line else None
    tags = tuple(
        Value("tags", line[a:b], Span(unit.start + a, unit.start + b), "page", inferred=True)
        for a, b in parts
    )
    return MetaLine(tags, (Problem("tags-split", span, {"tags": ", ".join(tag.text for tag in tags)}),))


def _hashtags(unit: Unit) -> tuple[Value, ...]:
    """Return the tags of a line that holds nothing but `#tags`."""
    if not unit.text.startswith("#"):
        return ()
    found: list[Value] = []
    for word in re.finditer(r"[^\s,]+", unit.text):
        tag = word.group()
        if tag[0] != "#" or tag.isdigit() or not any(map(str.isalpha, tag)):
            return ()
        start, end = unit.start + word.start() + 1, unit.start + word.end()
        found.append(Value("tags", tag[1:], Span(start, end), "page", "#", Span(start - 1, start)))
    return tuple(found)


def _segments(line: str) -> Iterator[Span]:
    """Yield the ranges of a line between pictures, bars and dots, and before each label."""
    cuts = [(0, 0), *(match.span() for match in _PARTS.finditer(line))]
    labels = text_words().label.finditer(line)
    cuts += [(label.start(),) * 2 for label in labels if label["colon"] and label["key"][0].isupper()]
    cuts.sort()
    for (_, start), (end, _) in zip(cuts, [*cuts[1:], (len(line), 0)], strict=True):
        kept = line[start:end].strip(" \t\u00a0\ufe0f\u200d,;-–—")
        if kept:
            at = line.index(kept, start)
            yield Span(at, at + len(kept))


def _segment(text: str, unit: Unit, span: Span, *, head: bool, first: bool) -> list[Value] | None:
    """Return the values of a part of a line; None if a line with this part is not metadata."""
    words = text_words()
    part = unit.text[span.start : span.end]
    at = unit.start + span.start
    label = words.label.match(part)
    if label is not None:
        field = words.fields[label["key"].lower()]
        value = part[label.end() :].strip()
        if _fits(field, value) and (label["colon"] or _fits_bare(field, value, head=head)):
            key = Span(at + label.start("key"), at + label.end("key"))
            start = at + part.index(value, label.end())
            return list(_values(text, field, start, start + len(value), key))
    if words.reading.match(fold(part)):
        return [Value("reading-time", part, Span(at, at + len(part)), "page")]
    if head and len(part) <= 30 and _YEAR.search(part) and _DATE_ONLY.fullmatch(part):
        return [Value("published", part, Span(at, at + len(part)), "page", inferred=True)]
    # Something else on the line: let it be if a value stands before it.
    return None if first or len(part) > 60 else []


def _fits(field: str, value: str) -> bool:
    """Tell whether a text can be the value of a field."""
    if not value or len(value) > _LONGEST.get(field, 60):
        return False
    if field in _DATES:
        return bool(_YEAR.search(value) or _SHORT_DATE.search(value))
    if field == "reading-time":
        return value[0].isdigit() or any(map(str.isdigit, value[:20]))
    if field in _PEOPLE:
        return not value[0].islower() and not _is_sentence(value)
    return field in _LISTS and not _is_sentence(value)


def _fits_bare(field: str, value: str, *, head: bool) -> bool:
    """Tell whether a label without a colon may stand before a value."""
    if field in _DATES:
        return head and len(value) <= 40
    return head and field in _PEOPLE and value[0].isupper() and len(value.split()) <= 12 and ":" not in value


def _is_sentence(value: str) -> bool:
    return (
        len(value) > 40 and ends_sentence(value, len(value)) and not value.endswith(("Dr.", "Ph.D.", "M.D."))
    )


def _values(text: str, field: str, start: int, end: int, key: Span) -> Iterator[Value]:
    """Yield the values that stand behind a label."""
    spelt = text[key.start : key.end]
    if field in _LISTS:
        for match in _LIST_ITEM.finditer(text[start:end]):
            name = match.group().strip()
            if name:
                at = start + match.start() + match.group().index(name)
                yield Value(field, name, Span(at, at + len(name)), "page", spelt, key)
        return
    if field in _PEOPLE:
        behind = _DATE_BEHIND.search(text, start, end)
        if behind and _YEAR.search(text, behind.end(), end):
            date = "reviewed" if field == "reviewer" else "published"
            yield Value(field, text[start : behind.start()], Span(start, behind.start()), "page", spelt, key)
            start, field = behind.end(), date
    yield Value(field, text[start:end], Span(start, end), "page", spelt, key)
