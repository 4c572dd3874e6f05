"""Cuts plain text into units: lines, and lines that belong together, without their list marks."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from medlint._records import NamedTuple
from medlint.source import trimmed

EMOJI = "\u2190-\u24ff\u2580-\u27bf\u2900-\u2bff\U0001f000-\U0001faff"
"""Ranges of pictures and signs, for use inside a character class."""

SHORT = 400
"""What is longer than this (in code points) is running text: no line of metadata, no heading."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufeff\x00"
_EDGES = _INVISIBLE + (
    " \t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_BULLET = re.compile(
    r"(?P<mark>[•◦▪▫‣⁃∙●○■□◆◇➤➢►▶❖✓✔✅☑❌✗✘→]\ufe0f?)\s*(?=\S)"
    r"|(?P<dash>[-–*+·]|o(?=\s))\s+(?=\S)"
    r"|(?P<number>\(?\d{1,3}[.)])\s+(?=\S)"
)
_RULE = re.compile(r"[-=_*~─—–]{3,}")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?] ")
_WORD = re.compile(r"\S{1,40}")
_CLOSING = "\"'”’»*_" + _INVISIBLE
_WIDEST = 120


class Unit(NamedTuple):
    """One line, or lines joined, from `start` to `end`: the mark of a list item is left out.

    `text` is the unit's text, empty where that is longer than `SHORT`. `mark` is the item's mark
    ("•", "1."), `indent` the column of the mark or text (from 0), `blanks` the number of empty lines
    before the unit, `lines` how many lines it was made of.
    """

    start: int
    end: int
    text: str
    mark: str
    indent: int
    blanks: int
    lines: int = 1

    @property
    def numbered(self) -> bool:
        """Tell whether the mark is a number."""
        return self.mark[-1:] in (".", ")")

    @property
    def is_rule(self) -> bool:
        """Tell whether the unit is a line drawn with hyphens or the like."""
        return self.lines == 1 and _RULE.fullmatch(self.text) is not None


def read_units(text: str, start: int, stands_alone: Callable[[Unit], bool]) -> list[Unit]:
    """Return the units of `text[start:]` in order.

    `stands_alone` tells of a line whether nothing can be the rest of it, such as a line of metadata.
    """
    lines = _lines(text, start)
    widths = _wrap_widths(text, lines)
    units: list[Unit] = []
    last: Unit | None = None
    listing = False  # in a list of lines that begin with a small letter
    for line, width in zip(lines, widths, strict=True):
        low = starts_low(text, line.start) and not line.mark
        listing = (
            low and last is not None and (ends_with_colon(text, last.end) or (listing and not line.blanks))
        )
        if (
            last is not None
            and not (line.blanks or line.mark or line.is_rule or last.is_rule)
            and _goes_on(text, units, last, line, _Measure(width, _narrow(text, units, listing=listing)))
            and not (units[-1].lines == 1 and units[-1].text and stands_alone(units[-1]))
        ):
            before = units[-1]
            joined = text[before.start : line.end] if line.end - before.start <= SHORT else ""
            units[-1] = before._replace(end=line.end, text=joined, lines=before.lines + 1)
        else:
            units.append(line)
        last = line
    return units


def ends_sentence(text: str, end: int) -> bool:
    """Tell whether a sentence ends at `end`, before closing quotes and brackets."""
    return _last(text, end) in ".!?…。！？"


def ends_with_colon(text: str, end: int) -> bool:
    """Tell whether a colon stands at `end`."""
    return _last(text, end) in ":："


def starts_low(text: str, start: int) -> bool:
    """Tell whether the text at `start` begins with a small letter."""
    return text[start : start + 1].islower()


def _last(text: str, end: int) -> str:
    """Return the last character that counts, or a space."""
    for at in range(end - 1, max(end - 9, -1), -1):
        if text[at] not in _CLOSING:
            return text[at]
    return " "


def _lines(text: str, start: int) -> list[Unit]:
    """Return each line that is not empty as a unit."""
    units: list[Unit] = []
    blanks = 0
    at = start
    while at <= len(text):
        end = text.find("\n", at)
        if end == -1:
            end = len(text)
        first, last = trimmed(text, at, end, _EDGES)
        if first >= last:
            blanks += 1
        else:
            units.append(_unit(text, at, first, last, blanks))
            blanks = 0
        at = end + 1
    return units


def _unit(text: str, line: int, first: int, last: int, blanks: int) -> Unit:
    indent = len(text[line:first].expandtabs(4)) if first - line < SHORT else first - line
    mark = ""
    head = text[first : first + 60]
    found = _BULLET.match(head)
    if found and found.end() < last - first and not _RULE.fullmatch(text, first, last):
        mark = found.group(found.lastgroup or 0)
        first += found.end()
    kept = text[first:last] if last - first <= SHORT else ""
    return Unit(first, last, kept, mark, indent, blanks)


def _wrap_widths(text: str, lines: list[Unit]) -> list[int]:
    """Return, for each line, the width at which its paragraph is hard-wrapped (0 if it is not).

    Text is wrapped where the first word of a line would not have fitted on the line before. A page on
    which most lines are such is wrapped as a whole; else only a paragraph that shows it by itself.
    """
    widths = [0] * len(lines)
    chunks: list[tuple[range, int, bool]] = []
    full = pairs = 0
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and not lines[end].blanks and not lines[end].mark:
            end += 1
        chunk = range(at, end)
        at = end
        width = max(_width(lines[index]) for index in chunk)
        if len(chunk) < 2 or not 45 <= width <= _WIDEST:
            continue
        fits = [_is_full(text, lines[i], lines[i + 1], width) for i in chunk[:-1]]
        flows = any(starts_low(text, lines[i].start) for i in chunk[1:])
        # A heading in front of its paragraph is the one short line that is allowed.
        alone = flows and len(fits) >= 2 and fits.count(False) <= int(len(fits) >= 5)
        chunks.append((chunk, width, alone))
        full += sum(fits)
        pairs += len(fits)
    wrapped = pairs >= 3 and full >= 0.6 * pairs
    page = sorted(width for _, width, alone in chunks if alone) if wrapped else []
    if page:
        widths = [page[len(page) // 2]] * len(lines)
    for chunk, width, alone in chunks:
        if alone or page:
            for index in chunk:
                widths[index] = min(width, widths[index] or width)
    return widths


def _width(line: Unit) -> int:
    return line.end - line.start + line.indent + (len(line.mark) + 1 if line.mark else 0)


def _is_full(text: str, line: Unit, after: Unit, width: int) -> bool:
    """Tell whether the first word of `after` would not have fitted on `line`."""
    word = _WORD.match(text, after.start, after.end)
    return _width(line) + 1 + (len(word.group()) if word else 0) > width


class _Measure(NamedTuple):
    """The width at which text is wrapped (0: it is not), and that of a line too narrow to go on."""

    width: int
    narrow: int


def _narrow(text: str, units: list[Unit], *, listing: bool) -> int:
    """Return the least width of a line that goes on in a line with a small letter, at this place."""
    if listing:
        return sys.maxsize
    if len(units) < 2 or units[-1].blanks or units[-1].lines > 1 or units[-2].mark:
        return 40
    before = units[-2].end
    return 40 if ends_sentence(text, before) or ends_with_colon(text, before) else 60


def _goes_on(text: str, units: list[Unit], last: Unit, line: Unit, measure: _Measure) -> bool:
    """Tell whether a line goes on with the last unit, whose last line is `last`."""
    before = units[-1]
    colon = ends_with_colon(text, last.end)
    if before.mark and line.indent > before.indent and not colon:
        return True
    ended = colon or ends_sentence(text, last.end)
    if not ended and starts_low(text, line.start):
        unfinished = before.mark or _SENTENCE.search(last.text)
        if unfinished or _width(last) >= measure.narrow:
            return True
    if not measure.width:
        return False
    if before.lines > 1 and not ended:
        return True
    full = _is_full(text, last, line, int(0.9 * measure.width))
    return full and not (ended and line.indent > before.indent)
