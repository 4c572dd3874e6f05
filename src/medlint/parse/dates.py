"""Dates as articles write them: ISO, words in several languages, and figures that may be read two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from medlint._records import NamedTuple
from medlint.vocabulary import load

DateStyle = Literal["iso", "day-first", "month-first", "numeric", "year-month"]

_FAR = 1000
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2212", "----")
_YEAR = re.compile("[12][0-9]{3}")
_COUNTED = re.compile(r"[ ]{0,8}(1[0-9]{9})(?:[0-9]{3})?[ ]{0,8}")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Date(NamedTuple):
    """A calendar date; `day` is 0 where only year and month are stated.

    `other` is the second reading (year, month, day) of figures such as 10/06/2025, which are read day
    first here. `valid` is False for a day that no calendar has; year, month and day are then as written.
    """

    year: int
    month: int
    day: int
    style: DateStyle
    other: tuple[int, int, int] | None = None
    valid: bool = True


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in load("metadata").values():
        if isinstance(language, dict):
            for number, spellings in enumerate(language.get("months", ()), 1):
                for spelling in spellings:
                    names.setdefault(spelling.casefold(), number)
    return names


@cache
def _pattern() -> re.Pattern[str]:
    # Any word may be the month; `_read` looks it up. A pattern of all names takes 6 ms to compile.
    month = rf"[^\W\d_]{{{min(map(len, _months()))},{max(map(len, _months()))}}}"
    # "1stycznia" is the first of a month that begins as an ordinal ends.
    ordinals = (
        ending + "".join(f"(?!{name.removeprefix(ending)})" for name in _months() if name.startswith(ending))
        for ending in ("st", "nd", "rd", "th", "er")
    )
    day = rf"[0-9]{{1,2}}(?:{'|'.join(ordinals)}|\.|º)?"
    gap = r"[ \t\u00a0]{1,3}"
    year = r"[12][0-9]{3}(?![0-9])"
    zone = rf"(?:(?:{gap})?(?:Z\b|[+-][0-9]{{2}}:?[0-9]{{2}}))?"
    time = rf"(?:[T ]{{1,2}}[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?{zone})?"
    iso = r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])"
    numeric = rf"(?P<a>[0-9]{{1,2}})(?P<t>[-/.])(?P<b>[0-9]{{1,2}})(?P=t)(?P<ny>{year})"
    of = rf"(?:(?:of|de){gap})?"
    day_first = (
        rf"(?P<dd>{day})(?:{gap}|-)?{of}(?P<dm>{month})(?:-|\.?,?{gap})(?:(?:de|del){gap})?(?P<dy>{year})"
    )
    month_first = rf"(?P<mm>{month})\.?{gap}(?P<md>{day})(?:,?{gap}|,)(?P<my>{year})"
    named = rf"(?P<wm>{month})\.?,?{gap}(?:de{gap})?(?P<wy>{year})"
    return re.compile(
        rf"(?<![0-9])(?P<iso>{iso}{time})"
        rf"|(?<![0-9])(?<![0-9][./-])(?P<numeric>{numeric})"
        rf"|(?<![0-9])(?P<df>{day_first})"
        rf"|(?<![^\W_])(?P<mf>{month_first})"
        rf"|(?<![^\W_])(?P<ym>{named})"
        rf"|(?<![0-9-])(?P<yn>(?P<yy>[12][0-9]{{3}})-(?P<mn>0[1-9]|1[0-2]))(?![0-9-])",
        re.I,
    )


def read_date(text: str) -> Date | None:
    """Return the first date in a text, or None if there is none in its first 1,000 characters.

    A text that is nothing but the seconds or milliseconds since 1970, as programs count them, is a day too.
    """
    counted = _COUNTED.fullmatch(text)
    if counted is not None:
        return _counted(int(counted[1]))
    return next((date for date, _, _ in find_dates(text[:_FAR])), None)


def find_dates(text: str) -> Iterator[tuple[Date, int, int]]:
    """Yield each date of a text with its start and end; a time of day belongs to an ISO date."""
    if not _YEAR.search(text):
        return
    if not text.isascii():
        text = text.translate(_HYPHENS)
    pattern, at = _pattern(), 0
    while (match := pattern.search(text, at)) is not None:
        month = match["dm"] or match["mm"] or match["wm"]
        if month and month.casefold() not in _months():
            at = match.start() + 1
            continue
        yield _read(match), match.start(), match.end()
        at = match.end()


def is_valid(year: int, month: int, day: int) -> bool:
    """Tell whether a calendar has the date (day 0: the month)."""
    if not 1 <= month <= 12 or not 0 <= day <= _DAYS[month - 1]:
        return False
    return not (month == 2 and day == 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _read(match: re.Match[str]) -> Date:
    kind = match.lastgroup
    if kind == "iso":
        return _checked(match["y"], match["m"], match["d"], "iso")
    if kind == "numeric":
        return _numeric(int(match["ny"]), int(match["a"]), int(match["b"]), match["t"])
    if kind == "df":
        return _checked(match["dy"], match["dm"], match["dd"], "day-first")
    if kind == "mf":
        return _checked(match["my"], match["mm"], match["md"], "month-first")
    if kind == "ym":
        return Date(int(match["wy"]), _month(match["wm"]), 0, "year-month")
    return Date(int(match["yy"]), int(match["mn"]), 0, "year-month")


def _counted(seconds: int) -> Date:
    import time

    day = time.gmtime(seconds)
    return Date(day.tm_year, day.tm_mon, day.tm_mday, "iso")


def _checked(year: str, month: str, day: str, style: DateStyle) -> Date:
    number = int(month) if month.isdigit() else _month(month)
    date = int(year), number, int(re.sub(r"[^0-9]", "", day))
    return Date(*date, style, valid=date[2] > 0 and is_valid(*date))


def _numeric(year: int, first: int, second: int, separator: str) -> Date:
    """Read figures; only points fix the order (day first)."""
    day_first, month_first = (year, second, first), (year, first, second)
    good = [d for d in (day_first, month_first) if d[2] > 0 and is_valid(*d)]
    if separator == ".":
        return Date(*day_first, "day-first", valid=day_first in good)
    if not good:
        return Date(*day_first, "numeric", valid=False)
    other = good[1] if len(good) == 2 and good[0] != good[1] else None
    return Date(*good[0], "numeric", other)


def _month(name: str) -> int:
    # Case-insensitive patterns also match letters such as the long s; those that stay unknown are month 0.
    return _months().get(name.casefold(), 0)
