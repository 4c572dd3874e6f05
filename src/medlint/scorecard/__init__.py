"""Published quality scores of an article, item by item, with what each point rests on.

JAMA benchmarks: Silberg et al., JAMA 1997;277:1244-1245, four points. QUEST: Robillard et al., BMC Med Inform
Decis Mak 2018;18:87, 28 points; it was made for human raters, so that what comes out here is an estimate. The
disclaimer is counted by its components, the help section by the tiers of care that it names (NHS care cards).
"""

from __future__ import annotations

from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.checks.disclaimer import best
from medlint.checks.disclosure import stated_funding
from medlint.document import Document
from medlint.finding import Item, Score
from medlint.parse.dates import read_date
from medlint.parse.wording import wording
from medlint.reading.cited import cited_near
from medlint.reading.hosts import is_strong
from medlint.reading.readability import Readability, readability
from medlint.scorecard.facts import (
    Facts,
    Shown,
    Sources,
    claimed,
    is_filled,
    limits,
    promotion,
    sources,
    support,
    tiers,
)
from medlint.settings import Settings
from medlint.vocabulary import load

_COMPONENTS = (
    "informational", "not-substitute", "consult", "dont-delay", "emergency", "no-relationship", "individual",
)  # fmt: skip
_TIERS = (("emergency", "in an emergency"), ("urgent", "the same day"), ("routine", "when it can wait"))
_STUDIES = ("MED405", "MED423")
_FIGURES = ("MED407",)
_FEW_YEARS = 5
_LONG = 60


class Scorecard(NamedTuple):
    """All scores of an article; `grade` is None where the text is too short or no English."""

    scores: tuple[Score, ...]
    grade: Readability | None


def scorecard(document: Document, settings: Settings) -> Scorecard | None:
    """Return the scores of an article; None for one whose wording medlint cannot judge."""
    if document.language.partition("-")[0] not in load("scorecard"):
        return None
    facts = Facts(document, settings)
    scores = (
        Score("jama", "JAMA benchmarks", tuple(_jama(facts))),
        Score("quest", "QUEST (an estimate)", tuple(_quest(facts))),
        Score("disclaimer", "Disclaimer", tuple(_disclaimer(facts))),
        Score("care", "Tiers of care", tuple(_care(facts))),
    )
    return Scorecard(scores, readability(document))


def _jama(facts: Facts) -> Iterator[Item]:
    points, said, line = _authorship(facts)
    yield Item("authorship", float(points == 2), 1, said, line)
    yield _listed(facts)
    said, line = _disclosure(facts)
    yield Item("disclosure", float(bool(line)), 1, said, line)
    dates = {field: facts.document.field(field) for field in ("published", "updated", "reviewed")}
    stated = [field for field, values in dates.items() if values]
    if not stated:
        yield Item("currency", 0, 1, "no date found")
        return
    both = bool(dates["published"]) and len(stated) > 1
    told = " and ".join(stated) if both else f"{stated[0]}, but not {_other(stated[0])}"
    yield Item("currency", 1 if both else 0.5, 1, told, facts.line(dates[stated[0]][0].span))


def _listed(facts: Facts) -> Item:
    found = _sources(facts)
    if not found:
        return Item("attribution", 0, 1, "no reference and no link to a source found")
    wrong = _wrong(found)
    if wrong:
        return Item("attribution", 0.5, 1, f"sources are named, but {wrong}", _first_line(facts, found))
    return Item("attribution", 1, 1, "sources are named", _first_line(facts, found))


def _sources(facts: Facts) -> Sources:
    return sources(facts, int(facts.settings.day()[:4]))


def _wrong(found: Sources) -> str:
    """Return what keeps sources from showing where a statement comes from."""
    if found.dangling and not found.solid:
        return f"{_some(found.dangling)} in the text stand for no reference"
    if not found.solid:
        return "none of them is a published work or an expert page"
    if found.dangling:
        return f"{_some(found.dangling)} in the text {_verb(found.dangling)} for no reference"
    return ""


def _some(marks: tuple[str, ...]) -> str:
    return ", ".join(marks[:3]) + (" …" if len(marks) > 3 else "")


def _verb(marks: tuple[str, ...]) -> str:
    return "stands" if len(marks) == 1 else "stand"


def _other(stated: str) -> str:
    return "when it was last updated" if stated == "published" else "when it was first published"


def _authorship(facts: Facts) -> tuple[int, str, int]:
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
    return 0, "no author or reviewer found", 0


def _disclosure(facts: Facts) -> tuple[str, int]:
    stated = stated_funding(facts.document)
    if stated is not None:
        return f"the front matter says `{facts.document.source.text[slice(*stated)]}`", facts.line(stated)
    # A disclosure may well stand in small print, which belongs to no part of the text.
    found = facts.first("disclosure", facts.passages)
    if found is None:
        return "nothing found on funding, advertising or conflicts of interest", 0
    return f'"{found.text}"', facts.line(found.span)


def _first_line(facts: Facts, found: Sources) -> int:
    """Return the line of the first source: in the list of references, or else in the text."""
    return facts.line(found.first) if found.first is not None else 0


def _quest(facts: Facts) -> Iterator[Item]:
    points, said, line = _authorship(facts)
    yield Item("authorship", points, 2, said, line)
    attribution, said, line = _attribution(facts)
    yield Item("attribution", attribution * 3, 9, said, line)
    yield _study_type(facts, attribution)
    yield _conflict(facts)
    yield _currency(facts)
    yield _support(facts)
    yield _tone(facts)


def _support(facts: Facts) -> Item:
    """Return whether readers are sent to a professional: by disclaimer, help section or text."""
    said = "the {} sends readers to a professional"
    disclaimer = best(facts.document, facts.settings)
    place = disclaimer.components.get("consult") if disclaimer is not None else None
    if place is not None:
        return Item(
            "complementarity", 1, 1, "the disclaimer sends readers to a professional", facts.line(place)
        )
    for block in facts.document.help:
        if block.actions and is_filled(facts, block):
            return Item("complementarity", 1, 1, said.format("help section"), facts.line(block.actions[0]))
    found = next(iter(tiers(facts).values()), None)
    if found is not None:
        return Item("complementarity", 1, 1, said.format("help section"), facts.line(found.span))
    found = support(facts)
    if found is not None:
        return Item("complementarity", 1, 1, said.format("text"), facts.line(found.span))
    return Item("complementarity", 0, 1, "nothing found that sends readers to a professional")


def _attribution(facts: Facts) -> tuple[int, str, int]:
    """Return QUEST's level: 0 no source, 1 vague ones, 2 one that can be found, 3 for most claims."""
    found = _sources(facts)
    if not found:
        first = next(facts.evidence(_STUDIES), None)
        if first is None:
            return 0, "no source found", 0
        return 1, "studies or experts without a name", facts.line(first.passage.span(first.start, first.end))
    line, wrong = _first_line(facts, found), _wrong(found)
    if not found.solid:
        return 1, f"sources are named, but {wrong}", line
    claims = list(facts.evidence((*_STUDIES, *_FIGURES)))
    cited = sum(cited_near(facts.document, match.passage, match.start, match.end) for match in claims)
    if wrong:
        return 2, f"a source that can be found, but {wrong}", line
    if claims and cited * 2 > len(claims):
        return 3, f"{cited} of {len(claims)} statements about evidence are cited", line
    told = f", but only {cited} of {len(claims)} statements about evidence are cited" if claims else ""
    return 2, f"a source that can be found{told}", line


def _study_type(facts: Facts, attribution: int) -> Item:
    if attribution < 2:
        return Item("type of study", 0, 2, "counts only with a source that can be found")
    for name, points, said in (
        ("strong-studies", 2, "trials or reviews"),
        ("studies", 1, "some kind of study"),
    ):
        found = facts.first(name)
        if found is not None:
            return Item("type of study", points, 2, f"{said} named", facts.line(found.span))
    strong = next((link for link in facts.citations.links if is_strong(link.url)), None)
    if strong is not None:
        return Item("type of study", 1, 2, "a guideline or review is linked", facts.line(strong.span))
    return Item("type of study", 0, 2, "no kind of study found")


def _conflict(facts: Facts) -> Item:
    sold = promotion(facts)
    if sold is not None:
        said = f'a product or service is promoted: "{_short(sold)}"'
        return Item("conflict of interest", 0, 6, said, facts.line(sold.span))
    found = facts.first("education")
    if found is not None:
        return Item(
            "conflict of interest", 3, 6, "something to learn with is offered", facts.line(found.span)
        )
    return Item("conflict of interest", 6, 6, "no promotion was recognised")


def _short(found: Shown) -> str:
    text = " ".join(found.text.split())
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _currency(facts: Facts) -> Item:
    for field in ("reviewed", "updated", "published"):
        for value in facts.document.field(field):
            date = read_date(value.text)
            if date is not None:
                old = int(facts.settings.day()[:4]) - date.year >= _FEW_YEARS
                said = f"{field} {date.year}" + (f", {_FEW_YEARS} years ago or more" if old else "")
                return Item("currency", 1 if old else 2, 2, said, facts.line(value.span))
    return Item("currency", 0, 2, "no date found")


def _tone(facts: Facts) -> Item:
    """Return the item for tone: what promises or accuses counts against it, two such places outright."""
    claims = claimed(facts)
    if claims:
        first = _short(Shown(facts.document.source.text[slice(*claims[0])], claims[0]))
        many = f", and {len(claims) - 1} more" if len(claims) > 1 else ""
        points = 3 if len(claims) == 1 and _is_cautious(facts) else 0
        return Item("tone", points, 6, f'promises or accuses: "{first}"{many}', facts.line(claims[0]))
    named, cautious = limits(facts, claims), _is_cautious(facts)
    if named is not None and cautious:
        return Item("tone", 6, 6, "cautious, and it names limits or harms", facts.line(named.span))
    if cautious:
        return Item("tone", 3, 6, "cautious, but no limits or harms found")
    boosted = facts.first("boosters")
    line = facts.line(boosted.span) if boosted is not None else 0
    return Item("tone", 0, 6, "not cautious, and no limits or harms found", line)


def _is_cautious(facts: Facts) -> bool:
    return len(list(facts.said("hedges"))) > len(list(facts.said("boosters")))


def _disclaimer(facts: Facts) -> Iterator[Item]:
    found = best(facts.document, facts.settings)
    words = wording(facts.language)
    entries = words.data["disclaimer"]["components"] if words is not None else {}
    for name in _COMPONENTS:
        said = str(entries.get(name, {}).get("name", name))
        place = found.components.get(name) if found is not None else None
        if place is None:
            yield Item(name, 0, 1, f"not found: {said}")
        else:
            yield Item(name, 1, 1, f"says {said}", facts.line(place))


def _care(facts: Facts) -> Iterator[Item]:
    """Yield whether the help section says whom to turn to now, today, and when it can wait."""
    found = tiers(facts)
    for tier, told in _TIERS:
        place = found.get(tier)
        if place is None:
            yield Item(tier, 0, 1, f"no route for help {told} found")
        else:
            yield Item(tier, 1, 1, f'"{place.text}"', facts.line(place.span))
