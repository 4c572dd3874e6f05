"""When the article was published, updated and reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Document, Value
from medlint.finding import Edit, Fix, Hit, Related
from medlint.parse.dates import Date, find_dates, read_date
from medlint.reading.locales import locale_of
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import where_missing

_FIELDS = ("published", "updated", "reviewed", "next-review")
_NAMES = {
    "published": "date of publication",
    "updated": "date of the update",
    "reviewed": "date of the review",
    "next-review": "date of the next review",
}
_ORDER = (("published", "updated"), ("reviewed", "next-review"))
"""Not publication and review: an article is reviewed before it is published."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_FIRST = ("US", "CA", "PH")
"""Countries where dates also begin with the month."""
_LINE = 200
_Day = tuple[int, int, int]


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED209: no date of any kind."""
    if not any(value.text.strip() for field in _FIELDS for value in document.field(field)):
        yield from (Hit(span, whole=True) for span in where_missing(document))


def ambiguous(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED210: a date of numbers that reads two ways, or that readers of other countries misread."""
    for value, date in _dates(document):
        if date.style != "numeric" or not date.valid or value.origin not in ("page", "front-matter"):
            continue
        if date.other is not None:
            one, other = _long(_day(date)), _long(date.other)
            yield Hit(value.span, "two-ways", {"date": value.text, "one": one, "other": other})
            continue
        written = _long(_day(date))
        if value.origin == "front-matter":
            written = f"{date.year:04}-{date.month:02}-{date.day:02}"
        fix = _rewritten(document, value, written)
        if _month_first(value.text, date) and _expects_day_first(document, settings):
            yield Hit(value.span, "foreign-order", {"date": value.text, "written": written}, fix=fix)
        else:
            yield Hit(value.span, "numeric", {"date": value.text, "written": written}, fix=fix)


def _expects_day_first(document: Document, settings: Settings) -> bool:
    """Tell whether it is certain that readers are where the day comes first."""
    country = locale_of(document, settings).known
    return country != "" and not country.endswith(_MONTH_FIRST)


def incoherent(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED211: a day that does not exist or is yet to come, or an order that cannot be."""
    now = today(settings)
    first: dict[str, tuple[Value, Date]] = {}
    for value, date in _dates(document):
        if not date.valid:
            yield Hit(value.span, "impossible", {"date": value.text})
            continue
        first.setdefault(value.field, (value, date))
        if value.field != "next-review" and min(_day(date), date.other or _day(date)) > now:
            yield Hit(value.span, "future", {"date": shown(value.text), "name": _NAMES[value.field]})
    for earlier, later in _ORDER:
        if earlier in first and later in first:
            before, after = first[earlier], first[later]
            if _is_history(document, after[0], before[0], rule):
                continue
            if _comparable(before[1], after[1]) and _day(after[1]) < _day(before[1]):
                values = {
                    "later": _NAMES[later],
                    "earlier": _NAMES[earlier],
                    "date": shown(after[0].text),
                    "first": shown(before[0].text),
                }
                related = (Related(before[0].span, f"the {_NAMES[earlier]}"),)
                yield Hit(after[0].span, "order", values, related)


def _is_history(document: Document, later: Value, earlier: Value, rule: Rule) -> bool:
    """Tell whether a line gives the history of a paper, which is revised before it is published."""
    between = document.source.text[later.span.end : min(earlier.span.start, later.span.end + _LINE)].lower()
    return any(word in between for word in rule.params["history"])


def _dates(document: Document) -> Iterator[tuple[Value, Date]]:
    for field in _FIELDS:
        for value in document.field(field):
            date = read_date(value.text)
            if date is not None:
                yield value, date


def _rewritten(document: Document, value: Value, written: str) -> Fix | None:
    """Return the edit that replaces the date and leaves what stands around it."""
    found = next(find_dates(value.text), None)
    if found is None or document.source.text[slice(*value.span)] != value.text:
        return None
    if value.origin == "page" and document.language.partition("-")[0] != "en":
        return None  # The months are spelled out in English.
    span = Span(value.span.start + found[1], value.span.start + found[2])
    return Fix(f"Write it as {written}", (Edit(span, written),), "safe")


def shown(text: str) -> str:
    """Return a date as readers write it where it is written for machines: "2024-01-01T10:00:00.000Z"."""
    date = read_date(text)
    if date is None or not date.valid or not text.strip()[:4].isdigit():
        return text
    if date.style == "iso":
        return _long(_day(date))
    return f"{_MONTHS[date.month - 1]} {date.year}" if date.style == "year-month" else text


def _month_first(text: str, date: Date) -> bool:
    """Tell whether a date of numbers begins with its month."""
    digits = "".join(character if character.isdigit() else " " for character in text).split()
    return bool(digits) and int(digits[0]) == date.month and len(digits[0]) < 4


def _comparable(one: Date, other: Date) -> bool:
    """Tell whether both say a day and neither reads two ways."""
    return bool(one.day and other.day and one.other is None and other.other is None)


def _day(date: Date) -> _Day:
    return date.year, date.month, date.day


def _long(day: _Day) -> str:
    return f"{day[2]} {_MONTHS[day[1] - 1]} {day[0]}"


def today(settings: Settings) -> _Day:
    """Return the day after which a date is in the future; a day ahead of UTC it has begun somewhere."""
    year, month, day = settings.latest_day().split("-")
    return int(year), int(month), int(day)
