"""The article as plain JSON data: what `medlint tree` prints and `article.schema.json` describes.

`places` gives the place of each JSON pointer, so that a schema error can point at the exact text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medlint.document import Block, Byline, Document, Section
from medlint.metrics import count_words, section_words, words_in
from medlint.parse.dates import read_date
from medlint.parse.minutes import read_minutes
from medlint.source import Span

SCHEMA_VERSION = 1
_DATES = ("published", "updated", "reviewed", "next-review")
_TEXTS = ("title", "description", "publisher", "canonical-url", "language")
_LISTS = ("tags", "categories")


def article(document: Document) -> dict[str, Any]:
    """Return the article as `article.schema.json` describes it."""
    return _Writer(document).article()


def article_and_places(document: Document) -> tuple[dict[str, Any], dict[str, Span]]:
    """Return the article and the place in the source of each JSON pointer into it."""
    writer = _Writer(document)
    return writer.article(), writer.places


class _Writer:
    """Builds the data and the places side by side."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places: dict[str, Span] = {}

    def article(self) -> dict[str, Any]:
        document = self.document
        start = title_span(document)
        self.places |= {"": start, "/outline": start, "/sections": start}
        data: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "path": document.source.path,
            "format": document.format,
            "language": document.language,
            "words": count_words(document),
            "metadata": self._metadata(),
            "outline": self._outline(),
            "sections": self._sections(document.root.sections, "/sections"),
            "introduction": [self._block(block) for block in document.root.blocks],
            "disclaimers": [self._disclaimer(index) for index in range(len(document.disclaimers))],
            "help": [self._help(index) for index in range(len(document.help))],
        }
        if document.front is not None:
            data["front_matter"] = document.front.data
            self.places["/front_matter"] = document.front.span
            for pointer, place in document.front.spans.items():
                self.places[f"/front_matter{pointer}"] = place.value
        return data

    def _metadata(self) -> dict[str, Any]:
        document = self.document
        self.places["/metadata"] = metadata_span(document)
        data: dict[str, Any] = {}
        for field in (*_TEXTS, *_DATES):
            stated = [value for value in document.field(field) if value.text.strip()]
            if stated:
                name = field.replace("-", "_")
                data[name] = _iso(stated[0].text) if field in _DATES else stated[0].text
                self.places[f"/metadata/{name}"] = stated[0].span
        for field in _LISTS:
            values = [value for value in document.field(field) if value.text.strip()]
            if values:
                data[field] = [value.text for value in values]
                self.places[f"/metadata/{field}"] = Span(values[0].span.start, values[0].span.end)
                for index, value in enumerate(values):
                    self.places[f"/metadata/{field}/{index}"] = value.span
        minutes = [value for value in document.field("reading-time") if value.text.strip()]
        if minutes:
            read = read_minutes(minutes[0].text)
            data["reading_minutes"] = minutes[0].text if read is None else read.high
            self.places["/metadata/reading_minutes"] = minutes[0].span
        for name, role in (("authors", "author"), ("reviewers", "reviewer")):
            people = [b for b in document.bylines if b.role == role and b.kind != "placeholder"]
            if people:
                data[name] = [
                    self._person(person, f"/metadata/{name}/{i}") for i, person in enumerate(people)
                ]
                self.places[f"/metadata/{name}"] = people[0].span
        return data

    def _person(self, person: Byline, pointer: str) -> dict[str, Any]:
        self.places[pointer] = self.places[f"{pointer}/name"] = person.span
        return {
            "name": person.name,
            "kind": person.kind,
            "honorific": person.honorific,
            "credentials": list(person.credentials),
            "origin": person.value.origin,
            "line": self._line(person.span),
        }

    def _outline(self) -> list[dict[str, Any]]:
        """Return the headed sections in the order of the text; `after` names the roles before each."""
        rows: list[dict[str, Any]] = []
        before: list[str] = []
        for section in self.document.root.walk():
            if section.heading is None:
                continue
            pointer = f"/outline/{len(rows)}"
            self._place_section(section.heading, pointer)
            row = self._section(section)
            row["after"] = list(before)
            rows.append(row)
            if section.role is not None:
                before.append(section.role)
        return rows

    def _sections(self, sections: tuple[Section, ...], pointer: str) -> list[dict[str, Any]]:
        rows = []
        for index, section in enumerate(sections):
            here = f"{pointer}/{index}"
            if section.heading is not None:
                self._place_section(section.heading, here)
            row = self._section(section)
            row["blocks"] = [self._block(block) for block in section.blocks]
            row["sections"] = self._sections(section.sections, f"{here}/sections")
            rows.append(row)
        return rows

    def _place_section(self, heading: Block, pointer: str) -> None:
        for name in ("", "/heading", "/level", "/role", "/words", "/sections", "/blocks", "/after"):
            self.places[pointer + name] = heading.span

    def _section(self, section: Section) -> dict[str, Any]:
        heading = section.heading
        row: dict[str, Any] = {
            "heading": heading.text if heading is not None else "",
            "level": section.level,
            "line": self._line(section.span),
            "words": section_words(section),
        }
        if heading is not None and heading.inferred:
            row["inferred"] = True
        if section.role is not None:
            row["role"] = section.role
        return row

    def _block(self, block: Block) -> dict[str, Any]:
        row: dict[str, Any] = {
            "kind": block.kind,
            "line": self._line(block.span),
            "words": words_in(block.text),
        }
        if block.place != "body":
            row["place"] = block.place
        return row

    def _disclaimer(self, index: int) -> dict[str, Any]:
        disclaimer = self.document.disclaimers[index]
        self.places[f"/disclaimers/{index}"] = disclaimer.span
        return {
            "kind": disclaimer.kind,
            "place": disclaimer.place,
            "line": self._line(disclaimer.span),
            "components": sorted(disclaimer.components),
        }

    def _help(self, index: int) -> dict[str, Any]:
        block = self.document.help[index]
        self.places[f"/help/{index}"] = block.span
        return {
            "heading": block.heading.text if block.heading is not None else "",
            "line": self._line(block.span),
            "triggers": len(block.triggers),
            "actions": len(block.actions),
        }

    def _line(self, span: Span) -> int:
        return self.document.source.position(span.start).line


def title_span(document: Document) -> Span:
    """Return where a finding about the whole article points: its title, else its first words."""
    for block in headings(document):
        if block.level == 1:
            return block.span
    stated = document.field("title")
    if stated and stated[0].text and stated[0].origin == "front-matter":
        return stated[0].span
    first = next((block for block in document.blocks if block.place == "body" and block.text), None)
    return _first_line(document, first.span) if first is not None else Span(0, 0)


def metadata_span(document: Document) -> Span:
    """Return where a finding about missing metadata points: the front matter's fence, else the title."""
    if document.front is not None:
        return _first_line(document, document.front.span)
    return title_span(document)


def headings(document: Document) -> Iterator[Block]:
    """Yield the headings of the article in the order of the text."""
    return (block for block in document.blocks if block.kind == "heading" and block.place != "chrome")


def _first_line(document: Document, span: Span) -> Span:
    end = document.source.text.find("\n", span.start, span.end)
    return Span(span.start, end if end > span.start else span.end)


def _iso(text: str) -> str:
    """Return a date as year-month-day, or year-month; unreadable ones stay as written."""
    date = read_date(text)
    if date is None:
        return text
    if date.day == 0:
        return f"{date.year:04}-{date.month:02}"
    return f"{date.year:04}-{date.month:02}-{date.day:02}"
