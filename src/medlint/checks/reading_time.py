"""The stated reading time against the length of the article.

Any figure that a mainstream tool would print is right. Tools differ in speed (Medium 265 words a
minute, npm reading-time 200, WordPress 189) and in rounding; Brysbaert (2019) finds that most adults
read non-fiction at 175 to 300 words a minute. Words are counted by `medlint.metrics` without metadata,
reference list and code; pictures add Medium's 12, 11, 10 … 3 seconds at the upper end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from medlint._records import NamedTuple
from medlint.checks.parts import parts_of
from medlint.document import Document, Value
from medlint.finding import Edit, Fix, Hit
from medlint.metrics import block_words, is_counted
from medlint.parse.minutes import Minutes, read_minutes
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import where_missing

_USUAL = 238
"""Words a minute of silent non-fiction reading in English (Brysbaert 2019, J Mem Lang 109:104047)."""
_ON_A_LIST = 3
_TEASER = 100
"""A page that states times of three articles or more, and has fewer words for each, lists them."""
_CARD, _NEAR = 2, 300
"""The level from which on a heading can be that of a card, and characters from its time to it."""
# What goes on with a time: "½", " 1/2", ":30", "h30", " min 30 sec".
_REST = re.compile(
    r"\s?[¼-¾⅐-⅞]|\s\d{1,2}/\d|[:h]\d|\s?m(?:in\w{0,5})?\.?,?\s(?:and\s)?\d{1,2}\s?s", re.IGNORECASE
)
# The unit that a figure governs; "a 5 minute read" does not.
_UNIT = re.compile(r"[ \u00a0]minute(s?)(?![\w-])( read)?")
_OTHER_UNITS = ("hours", "seconds", "words")
"""Where a stated time is in these, minutes cannot stand in the place of its figure."""


class Band(NamedTuple):
    """Minutes, inclusive: what tools print, what an adult may need, and the figure to suggest."""

    words: int
    low: int
    high: int
    lowest: int
    highest: int
    usual: int


def missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED214: no reading time is stated anywhere."""
    stated = document.field("reading-time")
    if any(value.text.strip() for value in stated):
        return
    band = band_of(document, settings)
    if not band.words:
        return
    length = "1 word takes" if band.words == 1 else f"{band.words} words take"
    values = {"minutes": _minutes(band.usual), "length": length}
    if stated:
        # A second key of that name would be one too many.
        yield Hit(stated[0].key_span or stated[0].span, values=values)
    else:
        fix = _insertion(document, settings, band.usual)
        yield from (Hit(span, values=values, fix=fix, whole=True) for span in where_missing(document))


def inaccurate(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED215: the stated reading time is not one that the length of the article allows."""
    for value in document.field("reading-time"):
        stated = read_minutes(value.text)
        if stated is None:
            continue
        band = band_of(document, settings)
        if _is_listing(document, band.words) or _is_on_card(document, value):
            return
        if stated.high >= band.low and stated.low <= band.high:
            return
        start = value.span.start + stated.start
        end = value.span.start + stated.end
        exact = document.source.text[start:end] == value.text[stated.start : stated.end]
        span = Span(start, end) if exact else value.span
        values = {
            "stated": _minutes(stated.high),
            "words": band.words,
            "range": _range(band),
            "minutes": _minutes(band.usual),
            "speed": settings.reading_time.house,
        }
        usual = stated.high >= band.lowest and stated.low <= band.highest
        variant = "house" if settings.reading_time.house else "unusual" if usual else "wrong"
        fix = None
        if exact and stated.odd not in _OTHER_UNITS and not _is_a_part(document, span):
            figure = _figure(document, span, band.usual)
            edits = (*figure, *_repeated(document, value, stated, band.usual))
            fix = Fix(f"Say {_minutes(band.usual)}", edits, "safe")
        yield Hit(span, variant, values, fix=fix)
        return


def _is_listing(document: Document, words: int) -> bool:
    """Tell whether a page states times of several articles, of which it has not much more than the titles."""
    read = (read_minutes(value.text) for value in document.field("reading-time"))
    figures = [minutes.high for minutes in read if minutes is not None]
    return len(figures) >= _ON_A_LIST and len(set(figures)) > 1 and words < _TEASER * len(figures)


def _is_on_card(document: Document, value: Value) -> bool:
    """Tell whether a time stands on a card, over a heading that leads to the article that it is of."""
    if document.format != "html":
        return False
    parts = parts_of(document)
    heading = next((block for block in parts.headings if block.span.start >= value.span.end), None)
    if heading is None or heading.level < _CARD or heading.span.start - value.span.end > _NEAR:
        return False
    return parts.leads(heading)


def _repeated(document: Document, first: Value, stated: Minutes, minutes: int) -> Iterator[Edit]:
    """Yield the edits for other places that agree with the time, and would contradict the new one."""
    told = {first.span}
    for value in document.field("reading-time"):
        other = read_minutes(value.text)
        if value.span in told or other is None or other.odd in _OTHER_UNITS:
            continue
        told.add(value.span)
        span = Span(value.span.start + other.start, value.span.start + other.end)
        exact = document.source.text[slice(*span)] == value.text[other.start : other.end]
        exact = exact and not _is_a_part(document, span)
        if exact and other.low <= stated.high and stated.low <= other.high:
            yield from _figure(document, span, minutes)


def _is_a_part(document: Document, span: Span) -> bool:
    """Tell whether a figure is only a part of a time: "4½", "9 1/2", "1:30", "5 min 30 sec"."""
    text = document.source.text
    return text.startswith("/", span.start - 1) or _REST.match(text, span.end) is not None


def _figure(document: Document, span: Span, minutes: int) -> Iterator[Edit]:
    """Yield the edits that write another figure, and its unit as that asks: "1 minute", "2 minutes"."""
    yield Edit(span, str(minutes))
    unit = _UNIT.match(document.source.text, span.end)
    if unit is not None and minutes == 1 and unit[1]:
        yield Edit(Span(*unit.span(1)), "")
    elif unit is not None and minutes > 1 and not unit[1] and not unit[2]:
        yield Edit(Span(unit.end(), unit.end()), "s")


def odd_format(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED216: the wording says "reading" twice, or structured data is not an ISO 8601 duration."""
    for value in document.field("reading-time"):
        stated = read_minutes(value.text)
        if stated is None:
            continue
        # A key of the front matter is not printed, whatever it looks like.
        twice = value.origin != "front-matter" and _says_twice(value.key, value.text)
        if stated.redundant or twice:
            yield Hit(value.span, "redundant", {"text": value.text})
        elif value.origin in ("json-ld", "microdata") and not value.text.strip().upper().startswith("PT"):
            duration = f"PT{stated.high}M"
            around = document.source.text[value.span.start - 1 : value.span.start]
            around += document.source.text[value.span.end : value.span.end + 1]
            # Text between tags is for readers, and a number needs quotes first.
            quoted = around in ('""', "''")
            fix = Fix(f"Write {duration}", (Edit(value.span, duration),), "safe") if quoted else None
            yield Hit(value.span, "not-iso", {"text": value.text, "duration": duration}, fix=fix)


def _round_up(minutes: float) -> int:
    """Do as `math.ceil`, for which a run would load a library."""
    return -int(-minutes // 1)


def band_of(document: Document, settings: Settings) -> Band:
    """Return the reading times that are right for an article."""
    speeds = settings.reading_time
    words = counted_words(document, settings)
    pictures = _picture_minutes(len(document.images)) if speeds.count_images else 0.0
    if speeds.house:
        house = max(1, _round_up(words / speeds.house))
        return Band(words, house, house, house, house, house)
    low = max(1, round(words / speeds.fastest))
    high = max(low, _round_up(words / speeds.slowest + pictures))
    return Band(
        words=words,
        low=low,
        high=high,
        lowest=round(words / speeds.fastest_reader),
        highest=max(1, _round_up(words / speeds.slowest_reader + pictures)),
        usual=min(max(low, _round_up(words / _USUAL)), high),
    )


def counted_words(document: Document, settings: Settings) -> int:
    """Return the words that count as reading: no metadata, reference list or code."""
    counts = settings.reading_time
    skipped = [
        section.span for section in document.root.walk() if section.role == "references" and section.heading
    ]
    if not counts.count_disclaimer:
        skipped += (disclaimer.span for disclaimer in document.disclaimers if disclaimer.place == "article")
    skipped.sort()
    starts = [span.start for span in skipped]
    # Sections and disclaimers nest, so what matters is how far those before a block reach.
    reach = list(accumulate((span.end for span in skipped), max))
    total = 0
    words = block_words(document)
    for block in document.blocks:
        if not is_counted(block) or (block.kind == "heading" and not counts.count_headings):
            continue
        before = bisect_right(starts, block.span.start)
        if before == 0 or block.span.start >= reach[before - 1]:
            total += words[id(block)]
    return total


def _picture_minutes(count: int) -> float:
    """Return Medium's time for pictures: 12 seconds for the first, a second less each, 3 at least."""
    return sum(max(3, 12 - number) for number in range(min(count, 500))) / 60


def _range(band: Band) -> str:
    return _minutes(band.low) if band.low == band.high else f"{band.low} to {band.high} minutes"


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"


def _says_twice(key: str, text: str) -> bool:
    """Tell whether label and value both say "read": "Reading time: 4 min read"."""
    return "read" in key.lower() and " read" in text.lower() and " " in key.strip(" :")


def _insertion(document: Document, settings: Settings, minutes: int) -> Fix | None:
    """Return the edit that adds the reading time as the last key of plain YAML front matter."""
    front = document.front
    if front is None or front.syntax != "yaml" or not front.data or not front.spans:
        return None
    text = document.source.text
    closing = text.rfind("\n", front.span.start, front.span.end) + 1
    first = min(place.key.start for place in front.spans.values())
    indent = text[text.rfind("\n", 0, first) + 1 : first].rstrip("\"'")
    if text[closing : front.span.end].rstrip() not in ("---", "...") or indent.strip(" "):
        return None
    spelled = (key for key, field in settings.spellings.items() if field == "reading-time")
    line = f"{next(spelled, 'reading_time')}: {minutes}"
    edit = Edit(Span(closing, closing), f"{indent}{line}\n")
    return Fix(f"Add `{line}`", (edit,), "unsafe")
