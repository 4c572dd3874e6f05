"""The article as a tree: its JSON form, and where things are in it.

The JSON data is what `medlint tree` prints and `article.schema.json` describes. The places of its JSON
pointers are told apart from it, as only a schema error asks for them. Rules ask here for headings, for the
links in a place, and for where to report what an article lacks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from medlint.document import Block, Byline, Document, HelpBlock, KeySpan, Link, Section, of_latest
from medlint.metrics import block_words, is_counted
from medlint.parse.dates import read_date
from medlint.parse.minutes import read_minutes
from medlint.parse.wording import fold
from medlint.source import Span

SCHEMA_VERSION = 1
_DATES = ("published", "updated", "reviewed", "next-review")
_TEXTS = ("title", "description", "publisher", "canonical-url", "language")
_LISTS = ("tags", "categories")
_LONGEST_TITLE = 200


def article(document: Document) -> dict[str, Any]:
    """Return the article as `article.schema.json` describes it."""
    return _Writer(document).article()


def outline_of(document: Document) -> dict[str, Any]:
    """Return only what an article itself can get wrong in `article`: metadata and headings.

    The rest is counted and placed by medlint, and is as `article.schema.json` says whatever a writer does.
    """
    rows = [
        {"heading": section.heading.text, "level": section.level}
        for section in document.root.walk()
        if section.heading is not None
    ]
    return {"metadata": _Writer(document).metadata(), "outline": rows}


def places(document: Document) -> dict[str, KeySpan]:
    """Return where each JSON pointer into the article stands: key and value, or one place twice."""
    writer = _Writer(document)
    writer.article()
    return writer.places


class _Writer:
    """Builds the data and the places side by side."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places: dict[str, KeySpan] = {}
        self.words: Mapping[int, int] = {}

    def article(self) -> dict[str, Any]:
        document = self.document
        self.words = block_words(document)
        start = title_span(document)
        for pointer in ("", "/outline", "/sections", "/introduction", "/disclaimers", "/help"):
            self._at(pointer, start)
        data: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "path": document.source.path,
            "format": document.format,
            "language": document.language,
            "words": self._count(document.blocks),
            "metadata": self.metadata(),
            "outline": self._outline(),
            "sections": self._sections(document.root.sections, "/sections"),
            "introduction": self._blocks(document.root.blocks, "/introduction"),
            "disclaimers": [self._disclaimer(index) for index in range(len(document.disclaimers))],
            "help": [self._help(index) for index in range(len(document.help))],
        }
        if document.front is not None:
            data["front_matter"] = document.front.data
            self._at("/front_matter", metadata_span(document))
            for pointer, place in document.front.spans.items():
                self.places[f"/front_matter{pointer}"] = place
        return data

    def _at(self, pointer: str, span: Span) -> None:
        self.places[pointer] = KeySpan(span, span)

    def _count(self, blocks: Iterable[Block]) -> int:
        return sum(self.words[id(block)] for block in blocks if is_counted(block))

    def metadata(self) -> dict[str, Any]:
        document = self.document
        self._at("/metadata", metadata_span(document))
        data: dict[str, Any] = {}
        for field in (*_TEXTS, *_DATES):
            stated = [value for value in document.field(field) if value.text.strip()]
            if stated:
                name = field.replace("-", "_")
                data[name] = _iso(stated[0].text) if field in _DATES else stated[0].text
                self._at(f"/metadata/{name}", stated[0].span)
        heading = next((block for block in headings(document) if block.level == 1 and block.text), None)
        if "title" not in data and heading is not None:
            data["title"] = heading.text
            self._at("/metadata/title", heading.span)
        for field in _LISTS:
            values = [value for value in document.field(field) if value.text.strip()]
            if values:
                data[field] = [value.text for value in values]
                self._at(f"/metadata/{field}", values[0].key_span or values[0].span)
                for index, value in enumerate(values):
                    self._at(f"/metadata/{field}/{index}", value.span)
        minutes = [value for value in document.field("reading-time") if value.text.strip()]
        if minutes:
            read = read_minutes(minutes[0].text)
            data["reading_minutes"] = minutes[0].text if read is None else read.high
            self._at("/metadata/reading_minutes", minutes[0].span)
        for name, role in (("authors", "author"), ("reviewers", "reviewer")):
            people = [b for b in document.bylines if b.role == role and b.kind != "placeholder"]
            if people:
                data[name] = [
                    self._person(person, f"/metadata/{name}/{i}") for i, person in enumerate(people)
                ]
                self._at(f"/metadata/{name}", people[0].span)
        return data

    def _person(self, person: Byline, pointer: str) -> dict[str, Any]:
        self._at(pointer, person.span)
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
            self._at(f"/outline/{len(rows)}", section.heading.span)
            row = self._section(section)
            row["after"] = list(before)
            rows.append(row)
            # Each role once: thousands of sections with roles would fill the memory otherwise.
            if section.role is not None and section.role not in before:
                before.append(section.role)
        return rows

    def _sections(self, sections: tuple[Section, ...], pointer: str) -> list[dict[str, Any]]:
        rows = []
        for index, section in enumerate(sections):
            here = f"{pointer}/{index}"
            if section.heading is not None:
                self._at(here, section.heading.span)
            row = self._section(section)
            row["blocks"] = self._blocks(section.blocks, f"{here}/blocks")
            row["sections"] = self._sections(section.sections, f"{here}/sections")
            rows.append(row)
        return rows

    def _section(self, section: Section) -> dict[str, Any]:
        heading = section.heading
        row: dict[str, Any] = {
            "heading": heading.text if heading is not None else "",
            "level": section.level,
            "line": self._line(section.span),
            "words": sum(self._count(part.blocks) for part in section.walk()),
        }
        if heading is not None and heading.inferred:
            row["inferred"] = True
        if section.role is not None:
            row["role"] = section.role
        return row

    def _blocks(self, blocks: tuple[Block, ...], pointer: str) -> list[dict[str, Any]]:
        rows = []
        for index, block in enumerate(blocks):
            self._at(f"{pointer}/{index}", block.span)
            row: dict[str, Any] = {
                "kind": block.kind,
                "line": self._line(block.span),
                "words": self.words[id(block)],
            }
            if block.place != "body":
                row["place"] = block.place
            rows.append(row)
        return rows

    def _disclaimer(self, index: int) -> dict[str, Any]:
        disclaimer = self.document.disclaimers[index]
        self._at(f"/disclaimers/{index}", disclaimer.span)
        return {
            "kind": disclaimer.kind,
            "place": disclaimer.place,
            "line": self._line(disclaimer.span),
            "components": sorted(disclaimer.components),
        }

    def _help(self, index: int) -> dict[str, Any]:
        block = self.document.help[index]
        self._at(f"/help/{index}", block.span)
        return {
            "heading": block.heading.text if block.heading is not None else "",
            "line": self._line(block.span),
            "triggers": len(block.triggers),
            "actions": len(block.actions),
        }

    def _line(self, span: Span) -> int:
        return self.document.source.position(span.start).line


def promising(document: Document) -> list[HelpBlock]:
    """Return the help sections under whose headings readers look for warning signs."""
    return [block for block in document.help if block.promising]


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


def title_text(document: Document) -> str:
    """Return what the article is called: its heading, else what its metadata say, else its first words."""
    named = (block.text for block in headings(document) if block.level == 1)
    stated = (value.text for value in document.field("title"))
    body = (block.text for block in document.blocks if block.place == "body")
    text = next((text for text in chain(named, stated, body) if text), "")
    return " ".join(text[:_LONGEST_TITLE].split())


def said_titles(document: Document) -> str:
    """Return all titles of an article, folded, with a stop between: its heading's and the stated ones."""
    return fold(". ".join((title_text(document), *(value.text for value in document.field("title")))))


def metadata_span(document: Document) -> Span:
    """Return where a finding about missing metadata points: the front matter's fence, else the title."""
    if document.front is not None:
        return _first_line(document, document.front.span)
    return title_span(document)


def where_missing(document: Document) -> Iterator[Span]:
    """Yield where a finding about missing metadata points; nothing where the front matter cannot be read.

    What it was meant to state is not known then, and the finding that it is broken is the one to mend.
    """
    if not any(problem.kind == "front-matter-syntax" for problem in document.problems):
        yield metadata_span(document)


def headings(document: Document) -> Iterator[Block]:
    """Yield the headings of the article in the order of the text."""
    return (block for block in document.blocks if block.kind == "heading" and block.place != "chrome")


def blocks_in(document: Document, at: Span) -> Sequence[Block]:
    """Return the blocks that begin in a place."""
    first = bisect_left(document.blocks, at.start, key=_begin)
    return document.blocks[first : bisect_left(document.blocks, at.end, first, key=_begin)]


def block_around(document: Document, at: Span) -> Block | None:
    """Return the block that a place lies in."""
    index = bisect_right(document.blocks, at.start, key=_begin) - 1
    return document.blocks[index] if index >= 0 and document.blocks[index].span.end >= at.end else None


def _begin(block: Block) -> int:
    return block.span.start


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


def link_around(document: Document, at: Span) -> Link | None:
    """Return the link that a place lies in."""
    links = _in_order(document)
    index = bisect_right(links, at.start, key=lambda link: link.span.start) - 1
    return links[index] if index >= 0 and links[index].span.end >= at.end else None


def links_in(document: Document, at: Span) -> Iterator[Link]:
    """Yield the link that a place lies in, and those that begin in it."""
    links = _in_order(document)
    index = bisect_left(links, at.start, key=lambda link: link.span.start)
    if index and links[index - 1].span.end > at.start:
        yield links[index - 1]
    while index < len(links) and links[index].span.start < at.end:
        yield links[index]
        index += 1


@of_latest
def _in_order(document: Document) -> list[Link]:
    """Return a document's links in the order of the text."""
    return sorted(document.links, key=lambda link: link.span)
