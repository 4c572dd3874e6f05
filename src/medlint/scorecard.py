"""Published quality scores of an article, item by item, with what each point rests on.

JAMA benchmarks: Silberg et al., JAMA 1997;277:1244-1245, four points. QUEST: Robillard et al., BMC Med Inform
Decis Mak 2018;18:87, 28 points; it was made for human raters, so that what comes out here is an estimate. The
disclaimer is counted by its components, the help section by the tiers of care that it names (NHS care cards).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from medlint._records import NamedTuple
from medlint.catalogue import builtin
from medlint.checks.disclaimer import best
from medlint.checks.disclosure import paid_links, stated_funding
from medlint.cited import cited_near
from medlint.document import Document
from medlint.finding import Item, Score
from medlint.hosts import is_strong
from medlint.kinds.existence import Match, matches
from medlint.locales import locale_of
from medlint.parse.dates import read_date
from medlint.parse.wording import wording
from medlint.phrases import pattern_of
from medlint.readability import Readability, readability
from medlint.reading import Passage, reading
from medlint.red_flags import help_passages
from medlint.references import citations
from medlint.routes import routes
from medlint.settings import Settings
from medlint.source import Span
from medlint.vocabulary import load

_COMPONENTS = (
    "informational", "not-substitute", "consult", "dont-delay", "emergency", "no-relationship", "individual",
)  # fmt: skip
_TIERS = (("emergency", "in an emergency"), ("urgent", "the same day"), ("routine", "when it can wait"))
_ASIDE = ("references", "related", "author", "disclaimer")
_STUDIES = ("MED405", "MED423")
_FIGURES = ("MED407",)
_FEW_YEARS = 5


class Scorecard(NamedTuple):
    """All scores of an article; `grade` is None where the text is too short or no English."""

    scores: tuple[Score, ...]
    grade: Readability | None


def scorecard(document: Document, settings: Settings) -> Scorecard | None:
    """Return the scores of an article; None for one whose wording medlint cannot judge."""
    if document.language.partition("-")[0] not in load("scorecard"):
        return None
    facts = _Facts(document, settings)
    scores = (
        Score("jama", "JAMA benchmarks", tuple(_jama(facts))),
        Score("quest", "QUEST (an estimate)", tuple(_quest(facts))),
        Score("disclaimer", "Disclaimer", tuple(_disclaimer(facts))),
        Score("care", "Tiers of care", tuple(_care(facts))),
    )
    return Scorecard(scores, readability(document))


class _Facts:
    """What several items ask of an article."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self.document = document
        self.settings = settings
        self.citations = citations(document)
        self.text = [passage for passage in reading(document).passages if passage.role not in _ASIDE]
        self.language = document.language.partition("-")[0]

    def line(self, span: Span) -> int:
        return self.document.source.position(span.start).line

    def first(self, name: str) -> tuple[Passage, re.Match[str]] | None:
        """Return the first place that says one of the phrases `name`."""
        pattern = _pattern(self.language, name)
        # A disclosure may well stand in small print, which belongs to no part of the text.
        passages = reading(self.document).passages if name == "disclosure" else self.text
        return next(((p, found) for p in passages if (found := pattern.search(p.text))), None)

    def count(self, name: str) -> int:
        pattern = _pattern(self.language, name)
        return sum(len(pattern.findall(passage.text)) for passage in self.text)

    def line_of(self, found: tuple[Passage, re.Match[str]]) -> int:
        return self.line(found[0].span(*found[1].span()))

    def claims(self, rules: tuple[str, ...]) -> Iterator[Match]:
        """Yield where the article leans on evidence, by the words of the rules about that."""
        for code in rules:
            rule = builtin().find(code)
            if rule is not None and "packed" in rule.params:
                yield from matches(self.document, rule)


@cache
def _pattern(language: str, name: str) -> re.Pattern[str]:
    return re.compile(pattern_of(load("scorecard")[language][name]))


def _jama(facts: _Facts) -> Iterator[Item]:
    points, said, line = _authorship(facts)
    yield Item("authorship", float(points == 2), 1, said, line)
    if facts.citations:
        yield Item("attribution", 1, 1, "sources are named", _first_line(facts))
    else:
        yield Item("attribution", 0, 1, "no reference, and no link to a source")
    said, line = _disclosure(facts)
    yield Item("disclosure", float(bool(line)), 1, said, line)
    dates = {field: facts.document.field(field) for field in ("published", "updated", "reviewed")}
    stated = [field for field, values in dates.items() if values]
    if not stated:
        yield Item("currency", 0, 1, "no date")
        return
    both = bool(dates["published"]) and len(stated) > 1
    told = " and ".join(stated) if both else f"{stated[0]}, but not {_other(stated[0])}"
    yield Item("currency", 1 if both else 0.5, 1, told, facts.line(dates[stated[0]][0].span))


def _other(stated: str) -> str:
    return "when it was last updated" if stated == "published" else "when it was first published"


def _authorship(facts: _Facts) -> tuple[int, str, int]:
    """Return QUEST's points for authorship, and why: a name with a qualification is two."""
    authors = [byline for byline in facts.document.bylines if byline.role in ("author", "reviewer")]
    people = [byline for byline in authors if byline.kind == "person"]
    qualified = next((person for person in people if person.credentials), None)
    if qualified is not None:
        titles = ", ".join(qualified.credentials)
        return 2, f"{qualified.name}, {titles}", facts.line(qualified.span)
    if people:
        return 1, f"{people[0].name}, no qualification given", facts.line(people[0].span)
    if authors:
        return 1, f"{authors[0].name or authors[0].kind}, no person", facts.line(authors[0].span)
    return 0, "nobody is named", 0


def _disclosure(facts: _Facts) -> tuple[str, int]:
    stated = stated_funding(facts.document)
    if stated is not None:
        return f"the front matter says `{facts.document.source.text[slice(*stated)]}`", facts.line(stated)
    found = facts.first("disclosure")
    if found is None:
        return "nothing on funding, advertising or conflicts of interest", 0
    passage, match = found
    return f'"{passage.block.text[match.start() : match.end()]}"', facts.line_of(found)


def _first_line(facts: _Facts) -> int:
    """Return the line of the first source: in the list of references, or else in the text."""
    if facts.citations.entries:
        return facts.line(facts.citations.entries[0].block.span)
    places = facts.citations.inline or [link.span.start for link in facts.citations.links]
    return facts.document.source.position(places[0]).line if places else 0


def _quest(facts: _Facts) -> Iterator[Item]:
    points, said, line = _authorship(facts)
    yield Item("authorship", points, 2, said, line)
    attribution, said, line = _attribution(facts)
    yield Item("attribution", attribution * 3, 9, said, line)
    yield _study_type(facts, attribution)
    yield _conflict(facts)
    yield _currency(facts)
    supports = best(facts.document, facts.settings)
    place = supports.span if supports is not None else next((h.span for h in facts.document.help), None)
    if place is not None:
        yield Item("complementarity", 1, 1, "it sends readers to a professional", facts.line(place))
    else:
        yield Item("complementarity", 0, 1, "it does not send readers to a professional")
    yield _tone(facts)


def _attribution(facts: _Facts) -> tuple[int, str, int]:
    """Return QUEST's level: 0 no source, 1 vague ones, 2 one that can be found, 3 for most claims."""
    if not facts.citations:
        first = next(facts.claims(_STUDIES), None)
        if first is None:
            return 0, "no source", 0
        return 1, "studies or experts without a name", facts.line(first.passage.span(first.start, first.end))
    claims = list(facts.claims((*_STUDIES, *_FIGURES)))
    cited = sum(cited_near(facts.document, match.passage, match.start, match.end) for match in claims)
    line = _first_line(facts)
    if claims and cited * 2 > len(claims):
        return 3, f"{cited} of {len(claims)} statements about evidence are cited", line
    told = f", but only {cited} of {len(claims)} statements about evidence are cited" if claims else ""
    return 2, f"a source that can be found{told}", line


def _study_type(facts: _Facts, attribution: int) -> Item:
    if attribution < 2:
        return Item("type of study", 0, 2, "counts only with a source that can be found")
    for name, points, said in (
        ("strong-studies", 2, "trials or reviews"),
        ("studies", 1, "some kind of study"),
    ):
        found = facts.first(name)
        if found is not None:
            return Item("type of study", points, 2, f"{said} named", facts.line_of(found))
    strong = next((link for link in facts.citations.links if is_strong(link.url)), None)
    if strong is not None:
        return Item("type of study", 1, 2, "a guideline or review is linked", facts.line(strong.span))
    return Item("type of study", 0, 2, "no kind of study is named")


def _conflict(facts: _Facts) -> Item:
    promoted = next((span for block in facts.document.help for span in block.promotions), None)
    bought = next(paid_links(facts.document), None)
    if bought is not None or promoted is not None:
        span = bought.span if bought is not None else promoted
        assert span is not None
        return Item("conflict of interest", 0, 6, "a product or service is promoted", facts.line(span))
    found = facts.first("education")
    if found is not None:
        return Item("conflict of interest", 3, 6, "something to learn with is offered", facts.line_of(found))
    return Item("conflict of interest", 6, 6, "nothing is promoted")


def _currency(facts: _Facts) -> Item:
    for field in ("reviewed", "updated", "published"):
        for value in facts.document.field(field):
            date = read_date(value.text)
            if date is not None:
                old = _this_year(facts.settings) - date.year >= _FEW_YEARS
                said = f"{field} {date.year}" + (f", {_FEW_YEARS} years ago or more" if old else "")
                return Item("currency", 1 if old else 2, 2, said, facts.line(value.span))
    return Item("currency", 0, 2, "no date")


def _this_year(settings: Settings) -> int:
    if settings.today:
        return int(settings.today[:4])
    from datetime import date

    return date.today().year


def _tone(facts: _Facts) -> Item:
    limits, cautious = facts.first("limits"), facts.count("hedges") > facts.count("boosters")
    if limits is not None and cautious:
        return Item("tone", 6, 6, "cautious, and it names limits or harms", facts.line_of(limits))
    if cautious:
        return Item("tone", 3, 6, "cautious, but no limits or harms are named")
    boosted = facts.first("boosters")
    line = facts.line_of(boosted) if boosted is not None else 0
    return Item("tone", 0, 6, "certain, without limits or harms", line)


def _disclaimer(facts: _Facts) -> Iterator[Item]:
    found = best(facts.document, facts.settings)
    words = wording(facts.language)
    entries = words.data["disclaimer"]["components"] if words is not None else {}
    for name in _COMPONENTS:
        said = str(entries.get(name, {}).get("name", name))
        place = found.components.get(name) if found is not None else None
        yield Item(name, float(place is not None), 1, said, facts.line(place) if place is not None else 0)


def _care(facts: _Facts) -> Iterator[Item]:
    """Yield whether the help section says whom to turn to now, today, and when it can wait."""
    locale = locale_of(facts.document, facts.settings).code
    found: dict[str, tuple[str, int]] = {}
    # "When to seek help" says less than the instruction below it.
    for passage in sorted(help_passages(facts.document), key=lambda passage: passage.block.kind == "heading"):
        for route in routes(passage.text, locale):
            if route.vague:
                continue
            said = passage.block.text[route.start : route.end]
            found.setdefault(route.tier, (f'"{said}"', facts.line(passage.span(route.start, route.end))))
    for tier, told in _TIERS:
        said, line = found.get(tier, (f"no route for help {told}", 0))
        yield Item(tier, float(tier in found), 1, said, line)
