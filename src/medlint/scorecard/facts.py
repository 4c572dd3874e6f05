"""What several items of the scorecard ask of an article: its words, sources, sales and routes to help."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from medlint._records import NamedTuple
from medlint.catalogue import builtin
from medlint.checks import citations as citing
from medlint.checks import claims, prescriptions
from medlint.document import Document, HelpBlock, Link
from medlint.finding import Hit
from medlint.kinds import existence
from medlint.kinds.existence import Match, matches, shown
from medlint.phrases import pattern_of
from medlint.reading import ELSEWHERE, Passage, reading, sentence
from medlint.reading.affiliates import paid_links
from medlint.reading.hosts import is_errand, is_shown, is_weak, leads_to_source
from medlint.reading.locales import locale_of
from medlint.reading.polarity import stance
from medlint.reading.red_flags import help_passages
from medlint.reading.references import Citations, citations
from medlint.reading.routes import routes
from medlint.settings import Settings
from medlint.source import Span, covers, merged
from medlint.vocabulary import load

_ASIDE = (*ELSEWHERE, "disclaimer")
_CURES, _SALES, _PAID, _MARKS = "MED401", "MED416", "MED222", "MED429"
_CLAIMS = ("MED402", "MED403", "MED404", "MED411", "MED424")
_CODE = "code"
_DANGLING = "dangling-marker"
_DATED = re.compile(r"\b(2\d\d\d)(?=;)|\((2\d\d\d)\)|(?<=[.,] )(2\d\d\d)(?=\.(?:\s|$))")
_NUMBER = re.compile(r"\s?(?:\[\^?\d|<sup|\(\d|\d)", re.I)
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]")
_NOTE = re.compile(r"\s*\[\d{1,3}\] ")
_MARKED = re.compile(r"[ (,](2\d\d\d)[a-z]?[),;\]]")
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_Place = tuple[Passage, int, int]
_NEAR = 60
_TITLED = 5
"""Words of a reference without a year or an address from which on it names a work."""


class Shown(NamedTuple):
    """A place that shows something, as it is written."""

    text: str
    span: Span


class Facts:
    """What several items ask of an article."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self.document = document
        self.settings = settings
        self.citations: Citations = citations(document)
        self.passages = reading(document).passages
        self.text = [passage for passage in self.passages if passage.role not in _ASIDE]
        self.links = sorted(document.links, key=lambda link: link.span)
        self.link_starts = [link.span.start for link in self.links]
        self.language = document.language.partition("-")[0]

    def line(self, span: Span) -> int:
        """Return the line of a place."""
        return self.document.source.position(span.start).line

    def said(
        self, name: str, passages: Iterable[Passage] | None = None
    ) -> Iterator[tuple[Passage, int, int]]:
        """Yield where the text says one of the phrases `name`."""
        found = pattern(self.language, name)
        for passage in self.text if passages is None else passages:
            yield from ((passage, *match.span()) for match in found.finditer(passage.text))

    def first(self, name: str, passages: Iterable[Passage] | None = None) -> Shown | None:
        """Return the first place that says one of the phrases `name`."""
        return next((self.shown(*place) for place in self.said(name, passages)), None)

    def shown(self, passage: Passage, start: int, end: int) -> Shown:
        """Return a place with its words as they are written."""
        return Shown(shown(passage, start, end), passage.span(start, end))

    def asserts(self, passage: Passage, start: int, end: int) -> bool:
        """Tell whether the article says a place itself, and does not deny, ask or quote it."""
        return stance(passage, start, end, self.language) == "asserted"

    def around(self, passage: Passage, start: int) -> str:
        """Return the sentence of a place."""
        first, last = sentence(passage.text, start, self.language)
        return passage.text[first:last]

    def evidence(self, rules: tuple[str, ...]) -> Iterator[Match]:
        """Yield where the article leans on evidence, by the words of the rules about that."""
        for code in rules:
            rule = builtin().find(code)
            if rule is not None and "packed" in rule.params:
                yield from matches(self.document, rule)


@cache
def pattern(language: str, name: str) -> re.Pattern[str]:
    """Return the phrases `name` of the scorecard as one pattern."""
    return re.compile(pattern_of(load("scorecard")[language][name]))


# --- tone -------------------------------------------------------------------------------------------


def claimed(facts: Facts) -> list[Span]:
    """Return what promises or accuses, as the rules about claims find it, in the order of the text."""
    hits: list[Hit] = []
    for code in (_CURES, *_CLAIMS):
        rule = builtin().find(code)
        if rule is not None:
            check = claims.cure if code == _CURES else existence.check
            hits += check(facts.document, facts.settings, rule)
    return sorted({hit.span for hit in hits})


def limits(facts: Facts, claimed: list[Span]) -> Shown | None:
    """Return where the text names harms or limits; "no side effects" names none."""
    none, some = (pattern(facts.language, name) for name in ("no-limits", "some-limits"))
    told = merged(claimed)
    for passage, start, end in facts.said("limits"):
        span = passage.span(start, end)
        if covers(told, span.start) or covers(told, span.end - 1):
            continue
        first = max(0, start - _NEAR)
        around = passage.text[first : end + _NEAR]
        denied = any(no.end() > start - first for no in none.finditer(around))
        if denied and not some.search(around):  # "Not without risks" has some.
            continue
        return facts.shown(passage, start, end)
    return None


# --- what is sold -----------------------------------------------------------------------------------


def promotion(facts: Facts) -> Shown | None:
    """Return where the article sells something: the first place of the first kind that there is."""
    bought = next(paid_links(facts.document), None)
    if bought is not None:
        return Shown(bought.text or bought.url, bought.span)
    codes, sales = builtin().find(_PAID), builtin().find(_SALES)
    for match in matches(facts.document, codes, only=(_CODE,)) if codes is not None else ():
        if match.group == _CODE:
            return facts.shown(*match[1:])
    for hit in prescriptions.promotion(facts.document, facts.settings, sales) if sales is not None else ():
        return Shown(facts.document.source.text[slice(*hit.span)], hit.span)
    warning = pattern(facts.language, "not-promotion")
    passages = [passage for passage in facts.passages if passage.role != "references"]
    for place in facts.said("promotion", passages):
        if facts.asserts(*place) and not warning.search(facts.around(*place[:2])):
            return facts.shown(*place)
    return next(_own_goods(facts, passages), None) or next(_own_services(facts), None)


def _own_goods(facts: Facts, passages: Iterable[Passage]) -> Iterator[Shown]:
    """Yield where the publisher's own goods are named in a sentence with a link that leaves the page."""
    for passage, start, end in facts.said("goods", passages):
        around = passage.span(*sentence(passage.text, start, facts.language))
        linked = any(
            link.span.start < around.end and link.span.end > around.start and not link.url.startswith("#")
            for link in _links_of(facts, passage)
        )
        if linked and facts.asserts(passage, start, end):
            yield facts.shown(passage, start, end)


def _own_services(facts: Facts) -> Iterator[Shown]:
    """Yield where a help section offers the publisher's own services, whatever the reader has."""
    conditions = pattern(facts.language, "conditions")
    for span in (span for block in facts.document.help for span in block.promotions):
        passage = facts.citations.around(span.start)
        text = facts.document.source.text[slice(*span)]
        start = 0 if passage is None else passage.block.text.find(text)
        if passage is None or start < 0 or not conditions.search(facts.around(passage, start)):
            yield Shown(text, span)


# --- sources ----------------------------------------------------------------------------------------


class Sources(NamedTuple):
    """The sources of an article: the first of them, whether one can be found, marks that stand for none."""

    first: Span | None
    solid: bool
    dangling: tuple[str, ...]
    elsewhere: bool = False

    def __bool__(self) -> bool:
        """Tell whether there are any; a list in the metadata has no place in the text."""
        return self.first is not None or self.elsewhere


def sources(facts: Facts, year: int) -> Sources:
    """Return the sources of an article, wherever they stand."""
    known = facts.citations
    entries = {passage.block.span.start for passage in known.entries}
    strong = any(not _is_weak_entry(facts, passage, year) for passage in known.entries)
    linked = [link for link in _links(facts) if not _is_in(facts, link, entries)]
    marks, numbers = _marks(facts)
    places = [passage.block.span for passage in known.entries] or [*marks, *(link.span for link in linked)]
    elsewhere = known.listed and not entries
    notes = [] if entries else [passage for passage in facts.passages if _NOTE.match(passage.block.text)]
    strong = strong or any(not _is_weak_entry(facts, passage, year) for passage in notes)
    if not places and numbers and not elsewhere and not notes:
        # Numbers that no list explains.
        return Sources(numbers[0], False, ("the numbers",))
    found = any(not (is_weak(link.url) or is_shown(link.url)) for link in linked)
    first = places[0] if entries else min(places + numbers, default=None)
    # Where there is a list, author and year only point to it.
    named = not entries and any(not _is_to_come(facts, mark, year) for mark in marks)
    return Sources(first, strong or elsewhere or found or named, _dangling(facts), elsewhere)


def _is_to_come(facts: Facts, mark: Span, year: int) -> bool:
    """Tell whether a mark such as "(Roe, 2091)" has a year that is yet to come."""
    found = _MARKED.search(facts.document.source.text, mark.start, mark.start + _NEAR)
    return found is not None and int(found[1]) > year + 1


def _links(facts: Facts) -> list[Link]:
    """Return links to sources, also in the section that holds the disclaimer, but not who made the site."""
    found = [*facts.citations.links]
    for link in facts.document.links:
        passage = facts.citations.around(link.span.start)
        if passage is not None and passage.role == "disclaimer" and _is_page(link.url):
            found += [link] if leads_to_source(link.url) and not is_errand(link.url, link.text) else []
    made = pattern(facts.language, "credits")
    return [
        link
        for link in found
        if (passage := facts.citations.around(link.span.start)) is None or not made.search(passage.text)
    ]


def _marks(facts: Facts) -> tuple[list[Span], list[Span]]:
    """Return what cites in the text besides links to sources: author and year and the like, and numbers."""
    linked = {link.span.start for link in facts.citations.links}
    leads = {link.span.start for link in facts.document.links if "//" in link.url}
    named: list[Span] = []
    numbers: list[Span] = []
    text = facts.document.source.text
    for at in facts.citations.inline:
        # "Mg²⁺" is no citation; where there is a list, that counts anyway.
        if at not in linked and not _RAISED.match(text, at):
            is_number = at not in leads and _NUMBER.match(text, at)
            (numbers if is_number else named).append(Span(at, at))
    return named, numbers


def _links_of(facts: Facts, passage: Passage) -> list[Link]:
    first = bisect_left(facts.link_starts, passage.block.span.start)
    last = bisect_left(facts.link_starts, passage.block.span.end)
    return facts.links[first:last]


def _is_page(url: str) -> bool:
    """Tell whether an address is more than that of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return len(parts.path) > 1


def _is_in(facts: Facts, link: Link, entries: set[int]) -> bool:
    passage = facts.citations.around(link.span.start)
    return passage is not None and passage.block.span.start in entries


def _is_weak_entry(facts: Facts, passage: Passage, year: int) -> bool:
    """Tell whether a reference is a wiki, a newspaper, one of the future, or leads to no work at all."""
    links = _links_of(facts, passage)
    if links and all(is_weak(link.url) for link in links):
        return True
    if pattern(facts.language, "weak-sources").search(passage.text):
        return True
    dated = [int(next(filter(None, found))) for found in _DATED.findall(passage.block.text)]
    if dated and max(dated) > year + 1:
        return True
    if _YEAR.search(passage.block.text) or any(_is_page(link.url) for link in links):
        return False
    return len(passage.text.split()) < _TITLED


def _dangling(facts: Facts) -> tuple[str, ...]:
    """Return the marks that stand for no reference, if the article lists any."""
    rule = builtin().find(_MARKS)
    if rule is None or not facts.citations.entries:
        return ()
    hits = citing.unmatched(facts.document, facts.settings, rule)
    return tuple(str(hit.values["text"]) for hit in hits if hit.variant == _DANGLING)


# --- whom to turn to --------------------------------------------------------------------------------


def tiers(facts: Facts) -> dict[str, Shown]:
    """Return whom the help section says to turn to, by how soon."""
    locale = locale_of(facts.document, facts.settings).code
    found: dict[str, Shown] = {}
    filled = merged(block.span for block in facts.document.help if is_filled(facts, block))
    passages = [p for p in help_passages(facts.document) if covers(filled, p.block.span.start)]
    # "When to seek help" says less than the instruction below it.
    for headings in (False, True):
        part = [passage for passage in passages if (passage.block.kind == "heading") is headings]
        for passage in part:
            for route in routes(passage.text, locale):
                if not route.vague:
                    found.setdefault(route.tier, facts.shown(passage, route.start, route.end))
        for passage in part:
            for tier, start, end in _named(facts, passage):
                found.setdefault(tier, facts.shown(passage, start, end))
    return found


def support(facts: Facts) -> Shown | None:
    """Return where the text, or its small print, sends readers to a professional."""
    passages = [passage for passage in facts.passages if passage.role not in ELSEWHERE]
    places = facts.said("support", [passage for passage in passages if passage.block.kind != "heading"])
    return next((facts.shown(*place) for place in places if facts.asserts(*place)), None)


def _named(facts: Facts, passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield where a passage sends readers to those who wrote it, or to an appointment, and how soon."""
    conditions = pattern(facts.language, "conditions")
    end = 0
    for tier in ("urgent", "routine"):
        for _, start, last in facts.said(f"tier-{tier}", (passage,)):
            around = facts.around(passage, start)
            if start >= end and conditions.search(around) and facts.asserts(passage, start, last):
                yield tier, start, last
                end = last if tier == "urgent" else end


def is_filled(facts: Facts, block: HelpBlock) -> bool:
    """Tell whether a help section says anything below its heading."""
    first = bisect_left(facts.citations.starts, block.span.start)
    last = bisect_left(facts.citations.starts, block.span.end)
    return any(facts.passages[number].block.kind != "heading" for number in range(first, last))
