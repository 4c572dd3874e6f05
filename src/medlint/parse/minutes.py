"""Reading times as articles write them."""

from __future__ import annotations

import re
from functools import cache, cached_property

from medlint._records import NamedTuple
from medlint.vocabulary import load

_PERIOD = re.compile(
    r"\bPT(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})(?:\.[0-9]{1,6})?S)?(?![A-Za-z0-9])", re.I
)
_FAR = 1000
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
    def after(self) -> re.Pattern[str]:
        return re.compile(_after(), re.I)


_words = cache(_Words)


@cache
def _lists() -> dict[str, set[str]]:
    lists: dict[str, set[str]] = {}
    for language in load("metadata").values():
        if isinstance(language, dict):
            for name, words in language.get("reading", {}).items():
                lists.setdefault(name, set()).update(words)
    return lists


def _any_of(name: str) -> str:
    words = sorted(_lists().get(name, ()), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s{1,3}") for word in words)


def _figure() -> str:
    number = r"[0-9]{1,6}(?:[.,][0-9]{1,3})?(?![0-9])"
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
    return rf"{_GAP}-?{_GAP}(?:{_any_of('after')})(?![^\W_])"


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
    for match in words.figure.finditer(text):
        if match["minutes"] or match["hours"] or match["seconds"]:
            best = match
            break
        best = best or match
    return None if best is None else _read(best, text)


def find_minutes(text: str) -> tuple[Minutes, int, int] | None:
    """Return a reading time that needs no label ("4 min read"), with the place of all its words.

    Only the first 1,000 characters count.
    """
    match = _words().phrase.search(text, 0, _FAR)
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
    if match["below"]:
        low, odd, start = 0, "below", match.start("below")
    if match["hours"]:
        low, high, odd = low * 60, high * 60, "hours"
        more = words.figure.match(text, _skip(text, match.end()))
        if more is not None and more["minutes"] and not match["high"]:
            low, high = low + _number(more["low"]), high + _number(more["low"])
            end, odd = more.end("low"), ""
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
    return float(text.replace(",", "."))
