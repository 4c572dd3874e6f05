"""Who reviewed the article, how long ago, and when the next review is due."""

from __future__ import annotations

from collections.abc import Iterator

from medlint._records import NamedTuple
from medlint.checks.credentials import MOST_PEOPLE, is_shown, name_of, people
from medlint.checks.dates import shown, today
from medlint.document import Byline, Document, Value
from medlint.finding import Hit, Related
from medlint.parse.dates import Date, read_date
from medlint.parse.wording import bare, fold
from medlint.phrases import regex
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import metadata_span, title_text, where_missing

_Day = tuple[int, int, int]
_NEAR = 60
_LAST = 31  # of a month that is stated without a day
_IN_YEARS = 24  # months from which on an age is told in years


class Dated(NamedTuple):
    """A stated date, and the day it means: of two readings, and of a month, the later one."""

    value: Value
    day: _Day


def reviewer_missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED206: nobody with a clinical qualification is named as reviewer or author."""
    found = people(document)
    if any(person.is_clinical for person in found):
        return
    reviewers = [person for person in found if person.byline.role == "reviewer"]
    if reviewers:
        # What is doubtful about a title or a qualification is for MED205 to say.
        first = reviewers[0].byline
        told = any(person.stated or person.byline.honorific for person in reviewers)
        if not told and not any(is_shown(person, document) for person in reviewers[:MOST_PEOPLE]):
            yield Hit(first.span, "unqualified", {"name": first.name})
        return
    dated = latest(document, "reviewed")
    if dated is not None:
        yield Hit(dated.value.span, "unnamed", {"date": shown(dated.value.text)})
    elif not any(byline.role == "reviewer" for byline in document.bylines):
        yield from (Hit(span, "missing", whole=True) for span in where_missing(document))


def not_independent(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED207: the reviewer is the author, or the publisher itself."""
    reviewers = [
        byline
        for byline in document.bylines
        if byline.role == "reviewer" and byline.kind in ("person", "organisation")
    ]
    authors = {name_of(byline): byline for byline in document.bylines if byline.role == "author"}
    own = {bare(fold(value.text)) for value in document.field("publisher")} | {
        name for name, byline in authors.items() if byline.kind == "organisation"
    }
    hits: list[Hit] = []
    for reviewer in reviewers:
        hit = _dependent(reviewer, authors, own)
        if hit is None:
            return  # One who is independent is enough.
        hits.append(hit)
    yield from hits[:1]


def _dependent(reviewer: Byline, authors: dict[str, Byline], own: set[str]) -> Hit | None:
    name = name_of(reviewer)
    if name in own:
        return Hit(reviewer.span, "publisher", {"name": reviewer.name})
    if name not in authors:
        return None
    author = authors[name]
    related = () if author.span == reviewer.span else (Related(author.span, "named as author here"),)
    return Hit(reviewer.span, "same-person", {"name": reviewer.name}, related)


def stale(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED212: the review is old, or the next one is overdue."""
    now = today(settings)
    reviewed, due = latest(document, "reviewed"), latest(document, "next-review")
    if reviewed is None and due is not None and _is_past(due.value, document, rule):
        reviewed, due = due, None
    overdue = due is not None and due.day < now
    if reviewed is not None:
        part = 2 if _is_volatile(document, rule) else 1
        limits = settings.review
        age = {"date": shown(reviewed.value.text), "age": _spoken(_months(reviewed.day, now))}
        for variant, months in (("too-old", limits.withdraw), ("old", limits.warn), ("ageing", limits.fine)):
            if _later(reviewed.day, -(-months // part)) >= now or (variant == "ageing" and overdue):
                continue
            related = (Related(due.value.span, "the next review was due"),) if due and overdue else ()
            yield Hit(reviewed.value.span, variant, age, related)
            return
    if due is not None and overdue:
        yield Hit(due.value.span, "overdue", {"date": shown(due.value.text)})


def _is_past(value: Value, document: Document, rule: Rule) -> bool:
    """Tell whether "Review date" is when it was reviewed: behind it stands who did that."""
    if fold(value.key).strip(" :") not in rule.params["either"]:
        return False
    behind = fold(document.source.text[value.span.end : value.span.end + _NEAR])
    return any(words in behind for words in rule.params["behind"])


def dates_missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED213: nothing says when the article was last reviewed, or when it will be."""
    reviewed = [value for value in document.field("reviewed") if value.text.strip()]
    due = [value for value in document.field("next-review") if value.text.strip()]
    if reviewed:
        if not due:
            yield Hit(reviewed[0].span, "next", {"date": shown(reviewed[0].text)})
        return
    published, updated = latest(document, "published"), latest(document, "updated")
    newest = max(
        (dated for dated in (published, updated) if dated), key=lambda dated: dated.day, default=None
    )
    # Without any date MED209 speaks, and a new article needs no review yet.
    if due or newest is None or _later(newest.day, rule.params["fresh"]) >= today(settings):
        return
    reviewer = next((byline for byline in document.bylines if byline.role == "reviewer"), None)
    if reviewer is not None:
        yield Hit(reviewer.span, "undated", {"name": reviewer.name})
    elif updated is not None:
        yield Hit(updated.value.span, "updated-only", {"date": shown(updated.value.text)})
    else:
        yield Hit(metadata_span(document), "missing", {"date": shown(newest.value.text)}, whole=True)


def latest(document: Document, field: str) -> Dated | None:
    """Return the latest date that is stated for a field and that a calendar has."""
    found = [
        Dated(value, _day(date))
        for value in document.field(field)
        if (date := read_date(value.text)) is not None and date.valid
    ]
    return max(found, key=lambda dated: dated.day, default=None)


def _day(date: Date) -> _Day:
    day = date.year, date.month, date.day or _LAST
    return max(day, date.other) if date.other else day


def _later(day: _Day, months: int) -> _Day:
    year, month = divmod(day[1] - 1 + months, 12)
    return day[0] + year, month + 1, day[2]


def _months(day: _Day, now: _Day) -> int:
    """Return the number of full months from a day to today."""
    return (now[0] - day[0]) * 12 + now[1] - day[1] - (now[2] < day[2])


def _spoken(months: int) -> str:
    """Return an age as people say it: from two years on in years and months."""
    years, left = divmod(months, 12) if months >= _IN_YEARS else (0, months)
    parts = [f"{n} {name}{'s' if n > 1 else ''}" for n, name in ((years, "year"), (left, "month")) if n]
    return " and ".join(parts) or "0 months"


def _is_volatile(document: Document, rule: Rule) -> bool:
    """Tell whether the title or a tag names a topic in which advice changes fast."""
    tags = (value.text.replace("-", " ") for value in document.field("tags"))
    text = fold("\n".join((title_text(document), *tags)))
    return any(
        any(word in text for word in triggers) and regex(pattern).search(text)
        for pattern, triggers in rule.params["compiled"]["volatile"]
    )
