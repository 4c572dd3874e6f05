"""What an article leans on: citations in the text, and the list of references.

A citation is a link to a source, a marker (`[1]`, a superscript number, a footnote), an author and a year in
brackets, an identifier (DOI, PMID, trial number) or a component that prints one. A source that is only named
("according to the World Health Organization") tells a reader where to look as well, in its own sentence.
Hosts, names and components are in `rules/_vocabulary/sources.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from medlint.document import Block, Document, Link, of_latest
from medlint.reading import Passage, reading
from medlint.reading.affiliates import pays
from medlint.reading.hosts import host_of, is_errand, is_strong, leads_to_source
from medlint.reading.numbered import in_keys, in_plain_numbers, keyed_by
from medlint.source import Span
from medlint.vocabulary import load

_ASIDE = ("related", "author", "disclaimer")
_FEW, _LONG = 3, 10
"""Fewer citations in the text than that, beside a list of so many references, say nothing of the others."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:", re.MULTILINE)
_SUPERSCRIPT = re.compile(
    r"(?<![\d^])(?<!\bm)(?<!\b[ckm]m)<sup[^>]{0,200}>\s{0,9}(?:<a\b[^>]{0,400}>)?\s{0,9}[\[(]?\d{1,3}\b", re.I
)
_CLASSED = re.compile(
    r"<(?:span|a)\b[^<>]{0,200}?\bclass=[\"']?[^\"'<>]{0,60}?(?:ref|cite|citation|footnote)[^<>]{0,200}>\s{0,9}[\[(]?\d{1,3}[\])]?\s{0,9}</",
    re.I,
)
_CITE = re.compile(r"<cite\b", re.I)
_NUMBERS = r"\[\d{1,3}(?: ?[,;–-] ?\d{1,3}){0,20}\]"
_BRACKETED = re.compile(rf"(?<![\w\]]){_NUMBERS}|(?<=[\w.,;)”\"]){_NUMBERS}")
_LABEL = re.compile(r"\[(\w[\w.:-]{2,60})\]")
_IDENTIFIED = re.compile(r"(?:pmid|pmc|doi)[-:]?\d", re.I)
_RAISED = re.compile(r"(?:(?<=[^\W\d]{3})|(?<=[.,;:)”\"]))[¹²³⁰⁴-⁹]+")
_IDENTIFIER = re.compile(r"\b(?:10\.\d{4,9}/\S|PMID:? ?\d|PMC\d{4}|NCT\d{8}|ISRCTN\d{8})", re.I)
_HINTS = ("pmid", "pmc", "nct", "isrctn")
_YEAR = re.compile(r"(?<![\d-])(?:19[5-9]|20[0-4])\d(?![\d-])")
_REFERENCE = re.compile(r"\((?:19|20)\d\d[a-z]?\)\. [\"“A-Z]")
_NUMBERED = re.compile(r"\[?\d{1,3}\]?")
_VOLUME = re.compile(r"\b(?:19|20)\d\d; ?\d{1,4} ?[(:]")
_OPENS_SOURCE = re.compile(r"\W{0,3}\d{1,3}[.)\]]{1,2} ?[A-Z]|[A-Z][\w’'-]{1,40} [A-Z]{1,3}[,.]")
_LEAST_LISTED = 3
"""Sources in the form of journals, from which on they are a list though no heading says so."""
_HOME = re.compile(r"https?://(?:www\.)?([^/?#]+)/?", re.I)
# What structured data cite: by a name or an address, in an object that may hold others; not by nothing.
_CITED = re.compile(
    r'"citation"\s*:\s*(?:\[\s*)?(?:"[^"]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}?"(?:name|headline|url|@id)"\s*:\s*"[^"])'
)
_ADDRESS = re.compile(r"://|\.pdf\b")


class Citations:
    """The citations of an article: where they stand, what is listed, and the links to sources."""

    __slots__ = ("_unmarked", "entries", "inline", "links", "listed", "named", "passages", "plain", "starts")

    def __init__(self, document: Document) -> None:
        self.passages = reading(document).passages
        self.starts = [passage.block.span.start for passage in self.passages]
        self.named: dict[int, list[int]] = {}
        entries: dict[int, Passage] = {}
        found: list[int] = []
        links: list[Link] = []
        own = _own_hosts(document)
        placed = [(link, self.around(link.span.start)) for link in document.links]
        furniture = frozenset(_home(link.url) for link, passage in placed if passage is None)
        for link, passage in placed:
            if passage is None or passage.role in _ASIDE:
                continue
            if _is_marker(link):
                found.append(link.span.start)
            elif _bears_out(link, own) and not _is_of_network(link, furniture):
                links.append(link)
                if passage.role == "references":
                    entries.setdefault(passage.block.span.start, passage)
                else:
                    found.append(link.span.start)
        defined = (
            {match.end() for match in _DEFINITION.finditer(document.source.text)}
            if "[^" in document.source.text
            else ()
        )
        words = reading(document).words
        identified = "10" in words or any(word.startswith(_HINTS) for word in words)
        link_starts = sorted(link.span.start for link in document.links)
        opened, untitled, labels = False, _untitled(self.passages), _labels(document)
        for passage in self.passages:
            start = passage.block.span.start
            opened = _is_opened(passage, opened=opened)
            listed = passage.role == "references"
            told = _is_entry(passage, link_starts) if listed else opened and _is_source(passage.block)
            if told or _is_defined(document, start, defined) or _is_list(passage) or start in untitled:
                entries.setdefault(start, passage)
            elif passage.role not in _ASIDE and (not listed or is_under_evidence(passage)):
                found += _in_text(passage.block, labels, identified=identified)
        self.plain = in_plain_numbers(self.passages, entries) if entries else {}
        found += (at for places in self.plain.values() for at in places)
        # The words, which are known, tell whether a search is worth while.
        if entries and not words.isdisjoint(keyed_by()):
            found += in_keys(self.passages, entries)
        found += (at for at in _in_markup(document, self.passages) if self._counts(at, entries))
        self.inline = sorted(found)
        self.entries = tuple(sorted(entries.values(), key=lambda passage: passage.block.span))
        self.links = tuple(links)
        self.listed = bool(self.entries) or _lists_elsewhere(document)
        self._unmarked: bool | None = None

    def __bool__(self) -> bool:
        return self.listed or bool(self.inline or self.links)

    def around(self, at: int) -> Passage | None:
        """Return the passage that a place in the source belongs to."""
        index = bisect_right(self.starts, at) - 1
        if index < 0 or at >= self.passages[index].block.span.end:
            return None
        return self.passages[index]

    def _counts(self, at: int, entries: Mapping[int, Passage]) -> bool:
        """Tell whether markup at a place is a citation in the text rather than a part of the list."""
        passage = self.around(at)
        return passage is None or (passage.role != "references" and passage.block.span.start not in entries)

    @property
    def is_unmarked(self) -> bool:
        """Tell whether references are listed, but the text says nowhere, or hardly ever, which is meant."""
        if self._unmarked is None:  # many claims ask
            # What the metadata list has no number that could stand in the text.
            least = _FEW if not self.entries or len(self.entries) >= _LONG else 1
            self._unmarked = self.listed and self._marks() < least
        return self._unmarked

    def _marks(self) -> int:
        """Return how many citations of the text may say which of the references is meant.

        A link to a thing to use says of none, nor does one that stands behind the list.
        """
        end = self.entries[-1].block.span.end if self.entries else None
        idle = {
            link.span.start
            for link in self.links
            if (end is not None and link.span.start >= end) or pattern_of("things").search(link.text)
        }
        return sum(at not in idle for at in self.inline)

    def within(self, block: Block) -> bool:
        """Tell whether a citation stands in a block."""
        index = bisect_left(self.inline, block.span.start)
        return index < len(self.inline) and self.inline[index] < block.span.end

    def names_source(self, passage: Passage, start: int, end: int) -> bool:
        """Tell whether a source is named between two places of a passage."""
        key = passage.block.span.start
        if key not in self.named:
            self.named[key] = [match.start() for match in _names().finditer(passage.block.text)]
        found = self.named[key]
        index = bisect_left(found, start)
        return index < len(found) and found[index] < end


@of_latest
def citations(document: Document) -> Citations:
    """Return an article's citations."""
    return Citations(document)


def definitions(document: Document) -> list[re.Match[str]]:
    """Return where Markdown defines footnotes; group 1 is the name."""
    text = document.source.text
    return list(_DEFINITION.finditer(text)) if "[^" in text and document.format != "html" else []


def names_study(document: Document, least: int = 1) -> bool:
    """Tell whether an article names a study or a journal anywhere, in so many places."""
    named = (True for passage in reading(document).passages if named_studies().search(passage.block.text))
    return len(list(islice(named, least))) == least


def rests_on_study(document: Document, passage: Passage) -> bool:
    """Tell whether the passage right before names a study with its year, or any does as a reference would."""
    passages, at = reading(document).passages, reading(document).place(passage)
    before = passages[at - 1].block.text if at and passages[at - 1].block.kind != "heading" else ""
    if named_studies().search(before) and _YEAR.search(before):
        return True
    texts = (near.block.text for near in passages)
    return any("). " in text and _REFERENCE.search(text) and named_studies().search(text) for text in texts)


def numbered_under(heading: str) -> bool:
    """Tell whether a folded heading opens the list that numbers in the text refer to."""
    return pattern_of("numbered-under").fullmatch(heading) is not None


def years(text: str) -> list[int]:
    """Return the years that a reference may have been published in."""
    return [int(year) for year in _YEAR.findall(text)]


def _bears_out(link: Link, own: frozenset[str]) -> bool:
    """Tell whether a link leads to a page that can bear out a statement, and not to a shop or a booking."""
    return leads_to_source(link.url, own) and not (is_errand(link.url, link.text) or pays(link))


def _is_of_network(link: Link, furniture: frozenset[str]) -> bool:
    """Tell whether a link leads to the home page of a site that the page's `furniture` links to, too."""
    home = _home(link.url)
    return bool(home) and home in furniture and not is_strong(link.url)


def _home(url: str) -> str:
    """Return the host of an address that is a home page, "" for any other."""
    match = _HOME.fullmatch(url)
    return match[1].lower() if match else ""


def _own_hosts(document: Document) -> frozenset[str]:
    return frozenset(filter(None, (host_of(value.text) for value in document.field("canonical-url"))))


@cache
def named_studies() -> re.Pattern[str]:
    """Return how a text names a single study or its journal."""
    return re.compile(load("sources")["studies"])


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(load('sources')['names'])})")


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """Return a pattern of the vocabulary, for any case."""
    return re.compile(load("sources")[name], re.I)


@cache
def credited() -> re.Pattern[str]:
    """Return what "(Source: Cochrane Review, 2017)" and "[Sources: NHS, WHO]" have in common."""
    return re.compile(load("sources")["credited"])


@cache
def _author_year() -> re.Pattern[str]:
    """Return what "(Smith 2020)", "[WHO, 2021]" and "Smith and Jones (2020)" have in common."""
    name = r"[A-Z][\w’'-]{1,40}"
    opening = rf"(?:see |e\.g\.,? |cf\. )?(?!(?:{load('sources')['dated']}))[A-Z]"
    year = r"[ ,](?:19|20)\d\d[a-z]?\b"
    return re.compile(
        rf"\({opening}[^()]{{1,120}}?{year}[^()]{{0,200}}\)"
        rf"|\[{opening}[^\[\]]{{1,120}}?{year}[^\[\]]{{0,200}}\]"
        rf"|\b{name}(?: et al\.?,?| and colleagues| (?:and|&) {name}),? \(?(?:19|20)\d\d"
    )


def _is_marker(link: Link) -> bool:
    return bool(_NUMBERED.fullmatch(link.text.strip()))


def _is_defined(document: Document, start: int, defined: Iterable[int]) -> bool:
    """Tell whether a block is the text of a footnote."""
    if not defined:
        return False
    text = document.source.text
    at = start
    while at > 0 and text[at - 1] in " \t":
        at -= 1
    return at in defined or start in defined


def _is_list(passage: Passage) -> bool:
    """Tell whether a paragraph is a list of sources by itself, or an item of one that a line leads in."""
    if (
        passage.block.kind == "item"
        and passage.lead
        and pattern_of("lead").fullmatch(f"{passage.lead.strip(' :')}:")
    ):
        return _YEAR.search(passage.block.text) is not None
    lead = pattern_of("lead").match(passage.text)
    return lead is not None and lead.end() < len(passage.text)


def _untitled(passages: Iterable[Passage]) -> frozenset[int]:
    """Return where three sources or more stand under no heading: "1. Lee B. Naps. J Rest. 2019;4:3-9"."""
    found: dict[int, int] = {}
    for passage in passages:
        text = passage.block.text
        if ";" in text and _OPENS_SOURCE.match(text):
            found[passage.block.span.start] = len(_VOLUME.findall(text))
    return frozenset(start for start in found if found[start] and sum(found.values()) >= _LEAST_LISTED)


def _is_opened(passage: Passage, *, opened: bool) -> bool:
    """Tell whether a passage is a line such as "References:", or belongs to the list that one opens."""
    if passage.text.endswith(":") and passage.block.kind == "paragraph":
        return pattern_of("lead").fullmatch(passage.text) is not None
    return opened and passage.block.kind != "heading" and _is_source(passage.block)


def _is_source(block: Block) -> bool:
    """Tell whether a block has what tells a source: a year, an identifier, an address or a document."""
    return any(pattern.search(block.text) for pattern in (_YEAR, _IDENTIFIER, _ADDRESS))


def is_under_evidence(passage: Passage) -> bool:
    """Tell whether a heading such as "Evidence" stands above, under which texts say what was found, too."""
    return pattern_of("found-or-listed").fullmatch(passage.heading.strip(" :*")) is not None


def _is_entry(passage: Passage, links: list[int]) -> bool:
    """Tell whether a block in a section of references is one, and no mere link within the site.

    `links` tells where links start, in order.
    """
    block = passage.block
    if block.kind not in ("item", "paragraph", "cell"):
        return False
    if _is_source(block):
        return True
    if block.kind != "item" or is_under_evidence(passage):
        return False
    following = bisect_left(links, block.span.start)
    return not (following < len(links) and links[following] < block.span.end)


def _in_text(block: Block, labels: frozenset[str], *, identified: bool) -> Iterator[int]:
    """Yield where a block cites, as places in the source; by an identifier only if one may be there.

    `labels` are those of the sources in the metadata: "[lee-2020]".
    """
    text = block.text
    if "ource" in text or "itation" in text or "ef" in text:
        yield from (block.prose.span(*match.span()).start for match in credited().finditer(text))
    if "[" in text:
        yield from (block.prose.span(*match.span()).start for match in _BRACKETED.finditer(text))
        for match in _LABEL.finditer(text):
            if match[1] in labels or _IDENTIFIED.match(match[1]):
                yield block.prose.span(*match.span()).start
    if not text.isascii():
        yield from (block.prose.span(*match.span()).start for match in _RAISED.finditer(text))
    if "19" in text or "20" in text:
        yield from (block.prose.span(*match.span()).start for match in _author_year().finditer(text))
    if identified:
        yield from (block.prose.span(*match.span()).start for match in _IDENTIFIER.finditer(text))


def _in_markup(document: Document, passages: Iterable[Passage]) -> Iterator[int]:
    """Yield where markup that the visible text does not show cites."""
    text = document.source.text
    patterns = [pattern for sign, pattern in (("<sup", _SUPERSCRIPT), ("[^", _FOOTNOTE)) if sign in text]
    if document.format == "html":
        # Most of a web page is no article, and components do not outlive its making.
        classed = _CLASSED.search(text) is not None
        spans = [passage.block.span for passage in passages] if patterns or "<cite" in text or classed else []
        patterns += [_CITE, _CLASSED]
    else:
        spans = [Span(0, len(text))]
        patterns += [pattern_of("components")] if any(sign in text for sign in "<{@") else []
    for start, end in spans:
        for pattern in patterns:
            yield from (match.start() for match in pattern.finditer(text, start, end))


def _in_metadata(document: Document) -> list[object]:
    """Return what the metadata hold under each of the keys that list references."""
    data = document.front.data if document.front is not None else {}
    return [data[key] for key in load("sources")["keys"] if data.get(key)]


def _labels(document: Document) -> frozenset[str]:
    """Return what the metadata call the references that they list: their `id`."""
    lists = (listed for listed in _in_metadata(document) if isinstance(listed, list))
    sources = (source for listed in lists for source in listed if isinstance(source, Mapping))
    return frozenset(str(source["id"]) for source in sources if "id" in source)


def _lists_elsewhere(document: Document) -> bool:
    """Tell whether the metadata list references."""
    if _in_metadata(document):
        return True
    text = document.source.text
    return document.format == "html" and '"citation"' in text and _CITED.search(text) is not None
