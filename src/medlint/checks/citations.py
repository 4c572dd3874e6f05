"""Citations that lead nowhere, and references that are old or thin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.checks.identifiers_works import visible_text, wrong_identifiers
from medlint.document import Document, Link
from medlint.finding import Hit, Related
from medlint.reading import Passage, reading
from medlint.reading.hosts import host_of, is_shown, is_strong, is_weak
from medlint.reading.references import (
    Citations,
    citations,
    definitions,
    is_under_evidence,
    numbered_under,
    years,
)
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged

_NUMBERS = r"\d{1,3}(?: ?[,;–-] ?\d{1,3}){0,20}"
_MARKER = re.compile(
    rf"(?<![\w\]])\[({_NUMBERS})\](?!\()|(?<=[\w.,;)”\"%])\[({_NUMBERS})\]|(?<=\d\])\[({_NUMBERS})\]"
)
_SUPERSCRIPT = re.compile(rf"<sup[^>]{{0,200}}>\s{{0,9}}[\[(]?({_NUMBERS})[\])]?\s{{0,9}}</sup>", re.I)
_ALL_NUMBERS = re.compile(rf"(?<!\d){_NUMBERS}(?!\d)")
_RAISED = re.compile(r"<sup[^>]{0,200}>(.{0,400}?)</sup>", re.I | re.S)
_MARKUP = re.compile(r"<[^>]*>|\]\([^)]*\)|\]\[[^\]]*\]|[\[\]()]")
_USED = re.compile(r"\[\^([^\]\s]{1,60})\]")
_LEADING = re.compile(r"\s*[\[(]?(\d{1,3})[\]).:]")
_NEXT = re.compile(r"(?<=[\w.)\]]) [\[(]?(\d{1,3})[\]).:]+ ?[^\W\d_]")
_NOTE = re.compile(r"^[ \t]{0,9}<sup>\s?\[?1\]?\s?</sup>", re.MULTILINE)
_FEW = 2
_ANCHOR = 600


class _Marker(NamedTuple):
    """A number in the text that stands for a reference."""

    number: int
    span: Span


def malformed(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED420: a DOI or another identifier of a work that is none."""
    yield from wrong_identifiers(document)


def unmatched(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED429: a marker without its reference, a reference without a marker."""
    yield from _footnotes(document)
    yield from _markers(document)


def _footnotes(document: Document) -> Iterator[Hit]:
    """Yield footnotes of Markdown that are marked and not written, or written and not marked."""
    text = document.source.text
    if "[^" not in text or document.format == "html":
        return
    defined = {match.start(1) - 2: match for match in definitions(document)}
    names = {match[1] for match in defined.values()}
    used = [match for match in _USED.finditer(text) if match.start() not in defined]
    hidden, marks = _hidden(document), _code_marks(document)

    def is_prose(at: int) -> bool:
        return not covers(hidden, at) and not _is_code(document, at, marks)

    for match in used:
        if match[1] not in names and is_prose(match.start()):
            yield Hit(Span(*match.span()), "dangling-marker", {"text": match.group()})
    marked = {match[1] for match in used}
    for at, match in defined.items():
        if match[1] not in marked and is_prose(at):
            span = Span(at, match.end() - 1)
            yield Hit(span, "unused-reference", {"text": text[span.start : span.end]})


def _hidden(document: Document) -> tuple[Span, ...]:
    """Return where code, metadata and comments stand."""
    spans = [block.span for block in document.blocks if block.kind in ("code", "html")]
    spans += (comment.span for comment in document.comments)
    return merged([*spans, document.front.span] if document.front is not None else spans)


def _code_marks(document: Document) -> list[int]:
    """Return where the marks around code within a line stand."""
    return [match.start() for match in re.finditer("`", document.source.text)]


def _is_code(document: Document, at: int, marks: list[int]) -> bool:
    """Tell whether an odd number of `marks` stands before a place in its line."""
    before = bisect_left(marks, at)
    line = at - document.source.position(at).column + 1 if before else 0
    return (before - bisect_left(marks, line)) % 2 == 1


def _markers(document: Document) -> Iterator[Hit]:
    """Yield numbers in the text beyond the list of references, and references that no number stands for."""
    if not _may_hold_markers(document):
        return
    known = citations(document)
    markers = _numbers(document, known)
    if not markers:
        return
    led = _leading(document)
    listed = _numbered(document, known)
    used = {marker.number for marker in markers} | _raised(document, known) | known.plain.keys()
    if not listed:
        # One number in brackets may be anything; several that count from 1 are markers.
        markers = [marker for marker in markers if marker.span not in led]
        opened = any(passage.block.text.lstrip().startswith("[1] ") for passage in known.passages)
        opened = opened or _NOTE.search(document.source.text) is not None
        if not (known.listed or opened) and {1, 2} <= {marker.number for marker in markers}:
            yield Hit(markers[0].span, "dangling-marker", {"text": _shown(document, markers[0].span)})
        return
    told: set[int] = set()
    for marker in markers:
        if marker.number > max(listed) and marker.number not in told and marker.span not in led:
            told.add(marker.number)
            yield Hit(marker.span, "dangling-marker", {"text": _shown(document, marker.span)})
    unused = [number for number in listed if number not in used]
    if unused and len(unused) < len(listed):
        related = tuple(Related(listed[number].block.span, "nor is this") for number in unused[1:])
        yield Hit(listed[unused[0]].block.span, "unused-reference", {"text": str(unused[0])}, related)


def _may_hold_markers(document: Document) -> bool:
    """Tell at a glance whether an article may hold a marker: few do, and the rest is work."""
    return "[" in visible_text(document) or "<sup" in document.source.text or bool(_linked(document))


def _numbers(document: Document, known: Citations) -> list[_Marker]:
    """Return the markers of the text, outside the list, in the order of the text."""
    found: list[_Marker] = []
    entries = {passage.block.span.start for passage in known.entries}
    text = document.source.text
    raised = "<sup" in text.lower()
    marks = _code_marks(document)
    for passage in known.passages:
        block = passage.block
        if passage.role == "references" or block.span.start in entries:
            continue
        if "[" in block.text:
            for match in _MARKER.finditer(block.text):
                span = block.prose.span(*match.span())
                # "[[1](https://...)]" leads where the link leads.
                linked = "](" in text[slice(*span)] or _is_in_anchor(text, span.start)
                if not linked and not _is_code(document, span.start, marks):
                    found += (_Marker(number, span) for number in _expanded(match[1] or match[2] or match[3]))
        if raised:
            for match in _SUPERSCRIPT.finditer(text, block.span.start, block.span.end):
                if _is_after_word(text, match.start()) and not _is_in_anchor(text, match.start()):
                    found += (_Marker(number, Span(*match.span())) for number in _expanded(match[1]))
    for link in _linked(document):
        around = known.around(link.span.start)
        if around is not None and around.role != "references":
            found += (_Marker(number, link.span) for number in _expanded(link.text.strip(" []()")))
    return sorted(found, key=lambda marker: (marker.span, marker.number))


def _raised(document: Document, known: Citations) -> set[int]:
    """Return all raised numbers of the text: one behind a short word can be a unit's, or a marker."""
    text = document.source.text
    entries = {passage.block.span.start for passage in known.entries}
    raised: set[int] = set()
    for match in _RAISED.finditer(text) if "<sup" in text.lower() else ():
        around = known.around(match.start())
        if around is None or (around.role != "references" and around.block.span.start not in entries):
            for numbers in _ALL_NUMBERS.findall(_MARKUP.sub("", match[1])):
                raised.update(_expanded(numbers))
    return raised


def _is_in_anchor(text: str, at: int) -> bool:
    """Tell whether a number is a link itself, or opens a note: it leads where it leads."""
    opened = text.rfind("<a", max(0, at - _ANCHOR), at)
    return opened >= 0 and text.find("</a", opened, at) < 0


def _linked(document: Document) -> list[Link]:
    """Return the links within the page whose text is a number."""
    return [
        link
        for link in document.links
        if link.url.startswith("#") and len(link.url) > 1 and link.text.strip(" []()").isdigit()
    ]


def _leading(document: Document) -> set[Span]:
    """Return the numbers that are links to something on the page."""
    text = document.source.text
    return {
        link.span
        for link in _linked(document)
        if any(f"{name}={quote}{link.url[1:]}{quote}" in text for name in ("id", "name") for quote in "\"'")
    }


def _is_after_word(text: str, at: int) -> bool:
    """Tell whether a raised number follows a word or a stop, not a number or a unit (10³, cm²)."""
    before = re.search(r"([A-Za-zÀ-ɏ]+|[.,;:)”\"’'%])\s?\Z", text[max(0, at - 30) : at])
    return before is not None and (len(before[1]) > _FEW + 1 or not before[1].isalpha())


def _expanded(numbers: str) -> Iterator[int]:
    """Yield the numbers of "1, 3-5"."""
    for part in re.split(r" ?[,;] ?", numbers):
        first, _, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
        if first.isdigit():
            yield from range(
                int(first), min(int(last), int(first) + 50) + 1 if last.isdigit() else int(first) + 1
            )


def _numbered(document: Document, known: Citations) -> dict[int, Passage]:
    """Return the references of the last list that is numbered, by their numbers."""
    listed: dict[int, Passage] = {}
    heading = ""
    for passage in known.passages:
        block = passage.block
        if block.kind == "heading":
            heading = passage.text.strip(" :")
            if passage.role == "references" and numbered_under(heading):
                listed = {}
        elif passage.role == "references" and numbered_under(heading):
            number = _number_of(passage, document, listed)
            if number:
                listed.setdefault(number, passage)
                listed |= {n: passage for n in _run_on(passage, number) if n not in listed}
    return listed


def _run_on(passage: Passage, number: int) -> Iterator[int]:
    """Yield the numbers of the references that follow the first in one paragraph: "1. Lee B. 2. Ray C."."""
    if passage.block.kind == "paragraph":
        for match in _NEXT.finditer(passage.block.text):
            if int(match[1]) == number + 1:
                number += 1
                yield number


def _number_of(passage: Passage, document: Document, listed: dict[int, Passage]) -> int:
    """Return the number a reference goes by, or 0 if it has none."""
    block = passage.block
    if block.kind == "item":
        if not block.ordered or block.level > 1:
            return 0
        written = re.search(
            r"(\d{1,3})[.)]\s*\Z", document.source.text[max(0, block.span.start - 8) : block.span.start]
        )
        return int(written[1]) if written and not listed else len(listed) + (min(listed) if listed else 1)
    match = _LEADING.match(block.text)
    return int(match[1]) if match and block.kind == "paragraph" else 0


def _shown(document: Document, span: Span) -> str:
    text = document.source.text[span.start : span.end]
    return re.sub(r"<[^>]*>", "", text)[:40]


def dated(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED421: every reference is older than `oldest` years.

    Nothing is said where one has no year, or where the text links to a publisher that keeps its pages up to
    date: what is cited there may be new.
    """
    if not any(passage.role == "references" for passage in reading(document).passages):
        return
    known = citations(document)
    if len(known.entries) < rule.params["least"]:
        return
    # Under "Evidence" not all that a text has to say is a reference.
    if any(map(is_under_evidence, known.entries)):
        return
    found = [years(passage.block.text) for passage in known.entries]
    listed = {passage.block.span.start for passage in known.entries}
    if not all(found) or any(is_strong(link.url) for link in known.links if not _is_in(link, known, listed)):
        return
    newest = max(map(max, found))
    if newest < int(settings.day()[:4]) - int(rule.params["oldest"]):
        values = {"newest": newest, "oldest": rule.params["oldest"]}
        yield Hit(known.entries[0].block.span, "", values)


def _is_in(link: Link, known: Citations, listed: set[int]) -> bool:
    passage = known.around(link.span.start)
    return passage is not None and passage.block.span.start in listed


def weak(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED422: all that the article cites are wikis, blogs, videos or sellers."""
    if not any(is_weak(link.url) for link in document.links):
        return
    known = citations(document)
    sources = {link.span for link in known.links if not is_shown(link.url)}
    cited = [link for link in document.links if link.span in sources or _is_sale(link, known)]
    if not cited or not all(is_weak(link.url) for link in cited):
        return
    holders = {passage.block.span.start for link in cited if (passage := known.around(link.span.start))}
    if any(passage.block.span.start not in holders for passage in known.entries):
        return
    related = tuple(Related(link.span, "another") for link in cited[1:4])
    yield Hit(cited[0].span, "", {"host": host_of(cited[0].url)}, related)


def _is_sale(link: Link, known: Citations) -> bool:
    """Tell whether a reference leads to a shop; elsewhere such links cite nothing."""
    passage = known.around(link.span.start)
    return passage is not None and passage.role == "references" and is_weak(link.url)
