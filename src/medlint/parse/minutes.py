"""Reading times as articles write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from medlint._records import NamedTuple
from medlint.vocabulary import load

_PERIOD = re.compile(
    r"\bPT(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})(?:\.[0-9]{1,6})?S)?(?![A-Za-z0-9])", re.I
)
_FAR = 1000
_LONG = 5
_PARTED = re.compile(r"[a-z]{5}\. {1,3}[A-Z]")
_DIGIT = re.compile("[0-9]")
_GAP = r"[\s\u00a0]{0,3}"


class Minutes(NamedTuple):
    """A stated reading time, in minutes; `low` and `high` differ for a range such as 4–6.

    `[start, end)` is the place of the figure, so that putting whole minutes there is a fix; that does
    not work where `odd` is set: `hours` or `seconds` (the unit would be wrong) or `words` (no figure).
    `odd` is also set for a figure that no reader takes as it stands: `fraction`, `below` (<1 min).
    `redundant`: the wording says twice that this is a reading time ("Reading time: 4 min read").
    """

    low: int
    high: int
    start: int
    end: int
    redundant: bool = False
    odd: str = ""


class _Words:
    """The wording of all languages together; a pattern is compiled when it is first used."""

    @cached_property
    def figure(self) -> re.Pattern[str]:
        return re.compile(_figure(), re.I)

    @cached_property
    def phrase(self) -> re.Pattern[str]:
        return re.compile(_figure() + _after(), re.I)

    @cached_property
    def before(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_])(?:{_any_of('before')})(?![^\W_])", re.I)

    @cached_property
    def lead(self) -> re.Pattern[str]:
        """What says nothing but that a reading time follows."""
        leads = "|".join(sorted(_lists()["lead"]))
        return re.compile(rf"(?:(?:{leads})\s)?(?:(?:{_any_of('about')})[\s-])?", re.I)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The words for numbers."""
        languages = (data for data in load("metadata").values() if isinstance(data, dict))
        readings = [data.get("reading", {}) for data in languages]
        return {word: number for reading in readings for word, number in reading.get("numbers", {}).items()}

    @cached_property
    def long_units(self) -> tuple[str, ...]:
        """Words for a minute that are no part of many others."""
        return tuple(sorted(unit for unit in _lists()["units"] if len(unit) >= _LONG))

    @cached_property
    def after(self) -> re.Pattern[str]:
        return re.compile(_after(), re.I)


_words = cache(_Words)


@cache
def _lists() -> dict[str, set[str]]:
    lists: dict[str, set[str]] = {}
    for language in load("metadata").values():
        if isinstance(language, dict):
            for name, words in language.get("reading", {}).items():
                lists.setdefault(name, set()).update(words if name != "numbers" else ())
    return lists


def _any_of(name: str) -> str:
    words = sorted(_lists().get(name, ()), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s{1,3}") for word in words)


def _figure() -> str:
    # Any word right before a unit may be a number; it is looked up, which takes less than a long pattern.
    far = rf"(?:[\s\u00a0-]{{1,3}}(?:{_any_of('to')})[\s\u00a0-]{{1,3}}[^\W\d_]{{2,10}})?"
    unit = f"{_any_of('units')}|{_any_of('hours')}"
    word = rf"(?<!-)[^\W\d_]{{2,10}}(?:-[^\W\d_]{{4,5}})?(?={far}[\s\u00a0-]{{1,3}}(?:{unit})(?![^\W_]))"
    number = rf"(?:[0-9]{{1,6}}(?:[.,][0-9]{{1,3}})?(?![0-9])|{word})"
    units = "|".join(
        f"(?P<{group}>{_any_of(name)})"
        for group, name in (("hours", "hours"), ("minutes", "units"), ("seconds", "seconds"))
    )
    return (
        rf"(?:(?P<below><|≤|(?:{_any_of('below')})\s){_GAP})?(?<![\w.,])(?P<low>{number})"
        rf"(?:{_GAP}(?:[–—-]|{_any_of('to')}){_GAP}(?P<high>{number}))?\+?"
        rf"(?:{_GAP}-?{_GAP}(?:{units})(?![^\W_])\.?)?"
    )


def _after() -> str:
    return rf"['’]?{_GAP}-?{_GAP}(?:{_any_of('after')})(?![^\W_])"


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern of `_figure` finds, without words that are no numbers: "few minutes"."""
    at, numbers = 0, _words().numbers
    while (match := pattern.search(text, at)) is not None:
        at = match.end()
        if all(number is None or number[0].isdigit() or number.lower() in numbers for number in _ends(match)):
            yield match
        else:
            at = match.end("low")


def _ends(match: re.Match[str]) -> tuple[str | None, str | None]:
    return match["low"], match["high"]


def may_say_minutes(text: str) -> bool:
    """Tell whether a folded text can state a reading time: it has a figure, or the word for a minute."""
    return _DIGIT.search(text) is not None or any(map(text.__contains__, _words().long_units))


def lead_of(text: str) -> bool:
    """Tell whether a text says nothing but that a reading time follows: "It takes about"."""
    match = _words().lead.match(text)
    return match is not None and match.end() >= len(text.rstrip()) and bool(text.strip())


def read_minutes(text: str) -> Minutes | None:
    """Return the reading time that a text states, or None where it has no figure.

    A figure with a unit of time counts before one without. Only the first 1,000 characters count.
    """
    text = text[:_FAR]
    period = _PERIOD.search(text)
    if period is not None and period.lastindex:
        return _period(period)
    words = _words()
    best: re.Match[str] | None = None
    for match in _matches(words.figure, text):
        if match["minutes"] or match["hours"] or match["seconds"]:
            best = match
            break
        best = best or match
    return None if best is None else _read(best, text)


def find_minutes(text: str) -> tuple[Minutes, int, int] | None:
    """Return a reading time that needs no label ("4 min read"), with the place of all its words.

    Only the first 1,000 characters count.
    """
    # "Brush for two minutes. Read the label."
    found = (match for match in _matches(_words().phrase, text[:_FAR]) if not _PARTED.search(match.group()))
    match = next(found, None)
    if match is None or not (match["minutes"] or match["hours"]):
        return None
    return _read(match, text), match.start(), match.end()


def figure_end(text: str, at: int) -> int:
    """Return where the reading time ends whose figure begins at `at`, with its unit and "read"."""
    words = _words()
    match = words.phrase.match(text, at) or words.figure.match(text, at)
    return at if match is None else match.end()


def _period(match: re.Match[str]) -> Minutes:
    """Read an ISO 8601 duration: schema.org's timeRequired."""
    hours, minutes, seconds = (int(group or 0) for group in match.groups())
    low = hours * 60 + minutes
    high = low + (seconds + 59) // 60
    groups = [group for group in (1, 2, 3) if match[group]]
    odd = "" if match[2] and not seconds else "hours" if match[1] and not match[2] else "seconds"
    return Minutes(
        low if low or not seconds else seconds // 60,
        high,
        match.start(groups[0]),
        match.end(groups[-1]),
        odd=odd,
    )


def _read(match: re.Match[str], text: str) -> Minutes:
    words = _words()
    low, high = _number(match["low"]), _number(match["high"] or match["low"])
    start, end = match.start("low"), match.end("high" if match["high"] else "low")
    odd = "fraction" if int(low) != low or int(high) != high else ""
    if not match["low"][0].isdigit() or not (match["high"] or "1")[0].isdigit():
        odd = "words"
    if match["below"]:
        low, odd, start = 0, "below", match.start("below")
    if match["hours"]:
        low, high, odd = low * 60, high * 60, "hours"
        more = words.figure.match(text, _skip(text, match.end()))
        if more is not None and more["minutes"] and not match["high"]:
            low, high = low + _number(more["low"]), high + _number(more["low"])
            end, odd = more.end("low"), "" if more["low"][0].isdigit() else "words"
    elif match["seconds"]:
        low, high, odd = low / 60, high / 60, "seconds"
    if low > high:
        low, high = high, low
    # Nothing stands around most figures: then it needs no pattern to see what does.
    label = words.before.search(text, 0, match.start()) if match.start() else None
    redundant = label is not None and words.after.match(text, _unit_end(match)) is not None
    return Minutes(int(low), int(-(-high // 1)), start, end, redundant, odd)


def _unit_end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("low", "high", "hours", "minutes", "seconds"))


def _skip(text: str, at: int) -> int:
    for joint in (*(f" {word} " for word in sorted(_lists().get("and", ()))), ", ", " "):
        if text.startswith(joint, at):
            return at + len(joint)
    return at


def _number(text: str) -> float:
    number = _words().numbers.get(text.lower())
    return float(text.replace(",", ".")) if number is None else number
