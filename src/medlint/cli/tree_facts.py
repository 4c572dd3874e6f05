"""What `medlint tree` says of an article's metadata and safety parts: a table, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from medlint._records import NamedTuple

if TYPE_CHECKING:
    from medlint.document import Byline, Disclaimer, Document, HelpBlock, Value

_ORIGINS = {
    "front-matter": "front matter",
    "page": "page",
    "meta": "<meta>",
    "json-ld": "JSON-LD",
    "microdata": "microdata",
    "file-name": "file name",
    "config": "settings",
}
_PLACES = {"article": "article", "footer": "page footer", "linked": "linked page", "component": "template"}
_KINDS = {
    "person": "a person",
    "organisation": "a team or organisation",
    "anonymous": "nobody in particular",
    "placeholder": "a placeholder",
    "ai": "an AI",
}
_DATES = frozenset(("published", "updated", "reviewed", "next-review"))
_LISTS = frozenset(("tags", "categories"))
_EXPECTED = {
    "author": ("author",),
    "date": ("published", "updated", "reviewed"),
    "reading time": ("reading-time",),
    "tags": ("tags", "categories"),
}
"""What each article should state, by the fields that state it."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST = 300


class Fact(NamedTuple):
    """One thing that the article says: what it is, the line (0: none), where it stands, and the words."""

    name: str
    line: int
    where: str
    text: str
    guessed: bool = False


def facts_of(document: Document) -> Iterator[Fact]:
    """Yield the metadata in the order of preference, then disclaimers and help blocks."""
    people: dict[Value, list[Byline]] = {}
    for byline in document.bylines:
        people.setdefault(byline.value, []).append(byline)
    rows: list[Fact] = []
    previous = None
    for value in document.values:
        line = document.source.position(value.span.start).line
        told = _told(value, people.get(value, ()))
        # The entries of a list share a row.
        place = (value.field, value.origin, line) if value.field in _LISTS else None
        if place is not None and place == previous:
            rows[-1] = rows[-1]._replace(text=f"{rows[-1].text}, {told}")
        else:
            name = value.field.replace("-", " ")
            rows.append(Fact(name, line, _ORIGINS[value.origin], told, value.inferred))
        previous = place
    yield from rows
    from medlint.parse.disclaimers import component_names

    names = component_names(document.language)
    for disclaimer in document.disclaimers:
        line = document.source.position(disclaimer.span.start).line
        yield Fact("disclaimer", line, _PLACES[disclaimer.place], _of_disclaimer(disclaimer, names))
    for block in document.help:
        line = document.source.position(block.span.start).line
        yield Fact("help", line, "article", _of_help(block))
    yield from _not_found(document)


def _not_found(document: Document) -> Iterator[Fact]:
    """Yield what an article should say and was not found to."""
    said = {value.field for value in document.values}
    for name, fields in _EXPECTED.items():
        if said.isdisjoint(fields):
            yield Fact(name, 0, "", "none found")
    for name, found in (("disclaimer", document.disclaimers), ("help", document.help)):
        if not found:
            yield Fact(name, 0, "", "none found")


def _told(value: Value, bylines: Sequence[Byline]) -> str:
    """Return a value as it is read; as it is written too where that differs."""
    written = " ".join(value.text[:_LONGEST].split()) or "(empty)"
    read = _as_read(value, bylines)
    key = "" if value.origin == "page" or _same(value.key, value.field) else f" in `{value.key}`"
    if value.field in _DATES or value.field == "reading-time":
        if read != written:
            return f"{read} (written {written}{key})"
        return f"{read} ({key.strip()})" if key else read
    more = f"{read}{key}".strip()
    return f"{written} ({more})" if more else written


def _same(key: str, field: str) -> bool:
    """Tell whether a key of the article needs no mention: none, or its field's own name."""
    plain = "".join(character for character in key.lower() if character.isalpha())
    return plain in ("", field.replace("-", ""))


def _as_read(value: Value, bylines: Sequence[Byline]) -> str:
    if value.field in _DATES:
        return _date(value.text)
    if value.field == "reading-time":
        return _minutes(value.text)
    if len(bylines) > 1:
        return "; ".join(f"{byline.role} {byline.name}, {_of_byline(byline)}" for byline in bylines)
    return "".join(map(_of_byline, bylines))


def _of_byline(byline: Byline) -> str:
    """Return what somebody is, and what qualifies them."""
    held = ", ".join(byline.credentials)
    return _KINDS[byline.kind] + (f" with {held}" if held else "")


def _date(text: str) -> str:
    """Return a date in words; both readings of one that can be read two ways."""
    from medlint.parse.dates import read_date

    date = read_date(text)
    if date is None:
        return "no date that can be read"
    if not date.valid or not 1 <= date.month <= len(_MONTHS):
        return "no such day"
    first = _day(date.year, date.month, date.day)
    return f"{first}, or {_day(*date.other)}" if date.other else first


def _day(year: int, month: int, day: int) -> str:
    return f"{day} {_MONTHS[month - 1]} {year}" if day else f"{_MONTHS[month - 1]} {year}"


def _minutes(text: str) -> str:
    from medlint.parse.minutes import read_minutes
    from medlint.report.screen import count

    read = read_minutes(text)
    if read is None:
        return "no figure that can be read"
    return count(read.high, "minute") if read.low == read.high else f"{read.low} to {read.high} minutes"


def _of_disclaimer(disclaimer: Disclaimer, names: Mapping[str, str]) -> str:
    """Return what a disclaimer says, in the words of the vocabulary."""
    if disclaimer.place in ("component", "linked") and not disclaimer.components:
        return "medical; its words are not in the article"
    if not disclaimer.components:
        return "says nothing that a medical disclaimer must say"
    said = "; ".join(names.get(name, name) for name in disclaimer.components)
    return f"medical; says {said}" if disclaimer.kind == "medical" else f"not a medical one; {said}"


def _of_help(block: HelpBlock) -> str:
    from medlint.report.screen import count

    heading = f'"{" ".join(block.heading.text[:_LONGEST].split())}": ' if block.heading else ""
    promotions = f", {count(len(block.promotions), 'offer')} of the site" if block.promotions else ""
    return f"{heading}{count(len(block.triggers), 'sign')}, {count(len(block.actions), 'action')}{promotions}"


def facts_table(facts: list[Fact], columns: int, *, narrow: bool, color: bool) -> Iterator[str]:
    """Yield a header and the facts, long texts wrapped; a narrow screen goes without the places."""
    from medlint.report.screen import cut, paint, wrap

    names = max(4, *(len(fact.name) for fact in facts))
    lines = max(4, *(len(str(fact.line)) for fact in facts))
    places = 0 if narrow else max(5, *(len(fact.where) for fact in facts))
    place = "" if narrow else f"{'where':<{places}}  "
    yield paint(f"{'says':<{names}}  {'line':>{lines}}  {place}what", "bold", color)
    indent = names + lines + 4 + (places + 2 if places else 0)
    for fact in facts:
        text = fact.text + ("*" if fact.guessed else "")
        told = [cut(line, columns - indent) for line in wrap(text, columns - indent)]
        where = "" if narrow else f"{fact.where:<{places}}  "
        yield f"{fact.name:<{names}}  {fact.line or '-':>{lines}}  {where}{told[0]}"
        for line in told[1:]:
            yield " " * indent + line
