"""Front matter and structured data against what the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from medlint.document import Byline, Document, Value
from medlint.finding import Hit, Related
from medlint.parse.dates import read_date
from medlint.parse.minutes import Minutes, read_minutes
from medlint.parse.wording import bare, fold
from medlint.reading import reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import headings


def disagreeing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED904: a visible statement differs from the one in the front matter or structured data."""
    yield from _authors(document)
    yield from _dates(document)
    yield from _minutes(document)
    yield from _title(document)


def structured(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED219: structured data name other people or other days than the page, or its front matter, does."""
    data = [value for value in document.values if value.origin in _DATA and value.text.strip()]
    if not data:
        return
    for role in ("author", "reviewer"):
        yield from _people(document, role)
    for field in _DAYS:
        yield from _days(document, [value for value in data if value.field == field], field)


_DATA = ("json-ld", "microdata")
_DAYS = ("published", "updated", "reviewed")


def _people(document: Document, role: str) -> Iterator[Hit]:
    people = [byline for byline in document.bylines if byline.role == role and byline.kind != "placeholder"]
    said = [byline for byline in people if byline.value.origin in _DATA]
    shown = [byline for byline in people if byline.value.origin in _SEEN and not byline.value.inferred]
    if said and shown and not any(_same_people(one, other) for one in said for other in shown):
        related = (Related(shown[0].span, "readers see this"),)
        yield Hit(said[0].span, role, {"said": said[0].name, "shown": shown[0].name}, related)


_SEEN = ("page", "front-matter")
_LONG_WORD = 4
_PARTS = re.compile(r"[\W_]+")


def _same_people(one: Byline, other: Byline) -> bool:
    """Tell whether two bylines name the same; of organisations the first word tells ("Acme", "Acme Team")."""
    first, second = _name(one), _name(other)
    if (
        one.kind == other.kind == "organisation"
        and _PARTS.split(first)[0] == _PARTS.split(second)[0] != "the"
    ):
        return True
    return _same(first, second)


def _days(document: Document, said: list[Value], field: str) -> Iterator[Hit]:
    shown = [value for value in document.field(field) if value.origin in _SEEN and value.text.strip()]
    for value in said[:1]:
        # A page that shows one date may show that of its update.
        elsewhere = [other for name in _DAYS if name != field for other in document.field(name)]
        also = [other for other in elsewhere if other.origin in _DATA and other.text.strip()]
        differing = [
            other for other in shown if not any(_may_be_same_day(one, other) for one in (value, *also))
        ]
        if differing and len(differing) == len(shown):
            related = (Related(shown[0].span, "readers see this"),)
            yield Hit(value.span, field, {"said": value.text, "shown": shown[0].text}, related)


def _may_be_same_day(value: Value, other: Value) -> bool:
    """Tell whether two dates can mean the same; an unreadable one and a month without a day can.

    A day of difference is what time zones make of midnight.
    """
    one, two = read_date(value.text), read_date(other.text)
    if one is None or two is None or not (one.valid and two.valid):
        return True
    if 0 in (one.day, two.day):
        return one[:2] == two[:2]
    first, second = (one.year, one.month, one.day), (two.year, two.month, two.day)
    return first in (second, two.other) or second == one.other or _next_to(first, second)


_WHERE = {"front-matter": "the front matter", "json-ld": "the structured data", "meta": "a meta tag"}


def _split(document: Document, field: str) -> tuple[list[Value], list[Value]]:
    """Return what is stated out of sight, and what the page shows."""
    values = [value for value in document.field(field) if value.text.strip()]
    stated = [value for value in values if value.origin in _WHERE]
    return stated, [value for value in values if value.origin == "page"]


def _authors(document: Document) -> Iterator[Hit]:
    authors = [
        byline for byline in document.bylines if byline.role == "author" and byline.kind != "placeholder"
    ]
    stated = [byline for byline in authors if byline.value.origin == "front-matter"]
    shown = [byline for byline in authors if byline.value.origin == "page" and not _describes(byline)]
    if not stated or not shown:
        return
    names = {_name(byline) for byline in stated}
    if any(_same(_name(byline), name) for byline in shown for name in names):
        return
    related = (Related(stated[0].span, "the front matter says this"),)
    values = {"stated": stated[0].name, "shown": shown[0].name}
    yield Hit(shown[0].span, "author", values, related)


def _describes(byline: Byline) -> bool:
    """Tell whether a sentence says what kind of people wrote it, and names none: "by parents and nurses"."""
    return byline.value.inferred and byline.kind != "person" and byline.name[:1].islower()


def _name(byline: Byline) -> str:
    """Return a name for comparison: a site's short name for an author ("jane-roe") is the author's."""
    return bare(fold(byline.name).replace("-", " ").replace("_", " "))


def _same(one: str, other: str) -> bool:
    """Tell whether two names can be the same; a middle name or an initial may be left out of one of them."""
    short, long = sorted((one.split(), other.split()), key=len)
    rest = iter(long)
    return one in other or other in one or all(any(_is_short_for(word, of) for of in rest) for word in short)


def _is_short_for(word: str, other: str) -> bool:
    """Tell whether two parts of names are the same, or one is the initial of the other ("J.", "Jane")."""
    one, two = word.rstrip("."), other.rstrip(".")
    return one == two or (1 in (len(one), len(two)) and one[:1] == two[:1])


def _dates(document: Document) -> Iterator[Hit]:
    for field in ("published", "updated"):
        stated, shown = _split(document, field)
        shown = [value for value in shown if not value.inferred]
        written = [value for value in stated if value.origin == "front-matter"]
        if not written or not shown:
            continue
        one, other = read_date(written[0].text), read_date(shown[0].text)
        if one is None or other is None or 0 in (one.day, other.day):
            continue
        first, second = (one.year, one.month, one.day), (other.year, other.month, other.day)
        if first in (second, other.other) or second == one.other:
            continue
        if not ("T" in written[0].text and _next_to(first, second)):
            related = (Related(written[0].span, "the front matter says this"),)
            values = {"stated": written[0].text, "shown": shown[0].text}
            yield Hit(shown[0].span, field, values, related)


def _next_to(first: tuple[int, int, int], second: tuple[int, int, int]) -> bool:
    """Tell whether two days follow each other: with a time of day, the zone of the reader decides."""
    from datetime import date

    try:
        return abs((date(*first) - date(*second)).days) <= 1
    except ValueError:
        return False


def _minutes(document: Document) -> Iterator[Hit]:
    stated, shown = _split(document, "reading-time")
    if not stated or not shown:
        return
    one, other = read_minutes(stated[0].text), read_minutes(shown[0].text)
    if one is not None and other is not None and (one.low > other.high or other.low > one.high):
        related = (Related(stated[0].span, "this says otherwise"),)
        values = {"where": _WHERE[stated[0].origin], "stated": _figure(one), "shown": _figure(other)}
        yield Hit(shown[0].span, "reading-time", values, related)


def _figure(minutes: Minutes) -> str:
    figure = f"{minutes.low} to {minutes.high}" if minutes.low < minutes.high else f"{minutes.high}"
    return f"{figure} {'minute' if minutes.high == 1 else 'minutes'}"


def _long_words(text: str) -> list[str]:
    return [word for word in _PARTS.split(fold(text)) if len(word) >= _LONG_WORD]


def _title(document: Document) -> Iterator[Hit]:
    stated = next((value for value in document.field("title") if value.origin == "front-matter"), None)
    first = [block for block in headings(document) if block.level == 1]
    # Several are parts of a page whose title stands in the front matter, as is one that text stands before.
    if stated is None or len(first) != 1 or not stated.text.strip():
        return
    shown = first[0]
    if any(block.place == "body" and block.text for block in takewhile(shown.__ne__, document.blocks)):
        return
    # A page may call its subject otherwise than lists do; a title of which it says no word is another's.
    if not reading(document).words.isdisjoint(_long_words(stated.text)):
        return
    one, other = bare(fold(stated.text)), bare(fold(shown.text))
    if one and other and not _same(one, other) and not set(one.split()) & set(other.split()):
        related = (Related(stated.span, "the front matter says this"),)
        yield Hit(shown.span, "title", {"stated": stated.text, "shown": shown.text}, related)
