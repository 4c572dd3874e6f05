"""Takes a line of metadata apart: labels, names, dates, reading times, tags."""

from __future__ import annotations

import re
from collections.abc import Container

from medlint._records import NamedTuple
from medlint.parse.dates import find_dates
from medlint.parse.mastheads import is_author, is_person
from medlint.parse.meta.sentences import (
    begins_sentence,
    can_check,
    leads,
    leads_to_minutes,
    name_end,
    trimmed,
    whole_sentences,
)
from medlint.parse.meta.words import CHECKER, DATES, LISTS, PEOPLE, WORD, Item, hashtags, meta_words
from medlint.parse.minutes import figure_end, find_minutes, may_say_minutes, read_minutes
from medlint.parse.names import keeps_dot
from medlint.parse.names.roles import qualification
from medlint.parse.names.shapes import introduced, is_called, is_name
from medlint.parse.wording import fold
from medlint.source import Span

_EMOJI = "\u2190-\u21ff\u2300-\u2bff\u3030\U0001f000-\U0001faff\ufe0f\u200d"
_SIGNS = " ·|•–—-"
_BARS = ("", "|", "•", "·")
_SIGN = re.compile(r"[·|•]|\s[–—-]\s")
_CUT = re.compile(rf"\s?(?:[•·|‧∙●▪⋅‣◆∣{_EMOJI}]\s?)+| (?://?|[–—-]) ")
_PARTED = re.compile(r"\s[|·•]\s")
_BESIDE = 2
_MINUTES = re.compile(r"\d{1,2} ?(?:mins?|minutes?)\.?", re.I)
_TAG = re.compile(r"[^,;|·•#\n]+")
_SAID_LAST = frozenset(("published", "updated"))
_YEAR = re.compile("[12][0-9]{3}")
_LAST_WORD = re.compile(r", ([^\W\d_]{2,10})[,.]? ?\Z")
_DURATION = re.compile(r"\s{0,8}(\w{1,20})")
# "By Jane Roe © 2006": whose text it is, and since when.
_RIGHTS = re.compile(r"[\s,]{0,3}(?:©|\(c\)(?= ?\d{4})|\bcopyright\b)", re.I)
_ARROW = re.compile(r"\s?[→»›➔➜⟶]")
_FORM = re.compile(r"[_.\s…-]*")
_NO_NAME = re.compile(r"[_.\s…-]*|\W*\d[\d\W]*")  # a form's blank, or what follows "Phone/Text:"
# "[Current Date]", "<date>": what a template has for somebody to fill in.
_GAP = re.compile(r"\s{0,4}(\[[^\[\]]{0,60}\]|<[^<>]{0,60}>|\{[^{}]{0,60}\})\s{0,4}")
_CLOSING = "\"'”’)*_ "


class Told(NamedTuple):
    """What a line states, and whether it says nothing else."""

    items: list[Item]
    only: bool = True


class _Line:
    """The line that is being read: what was found, and the words that are no metadata."""

    def __init__(self, text: str, top: bool, loose: bool, sites: Container[str]) -> None:
        self.text = text
        self.sites = sites
        self.words = meta_words()
        self.top = top
        self.folded = fold(text)
        self.loose = loose
        self.items: list[Item] = []
        self.rest: list[tuple[int, str]] = []
        self.mixed = False
        """A sentence of other words stands before what may be metadata."""
        # A single character is looked for fifty times as fast as one of two.
        dated = ("1" in text or "2" in text) and _YEAR.search(text) is not None
        self.dates = [(start, end) for _, start, end in find_dates(text)] if dated else []
        minutes = find_minutes(text) if may_say_minutes(self.folded) else None
        self.minutes = (minutes[1], minutes[2]) if minutes is not None else (-1, -1)
        self.dated = bool(self.dates) or minutes is not None


def read_line(text: str, *, top: bool, loose: bool, sites: Container[str] = ()) -> Told:
    """Return what a line states; if much of it is no metadata, what whole sentences at the ends of a text do.

    `top`: the line stands near the title, so that a date without a label is its own, and a person's name
    or that of the site (`sites`, folded) beside it the author's. `loose`: near either end, so that
    "By Jane Roe" is a byline.
    """
    found = hashtags(text)
    if found:
        return Told(found)
    line = _Line(text, top, loose, sites)
    words = line.words
    told = line.dates or line.minutes[1] > 0
    if not (told or words.label.search(line.folded) or words.by.search(line.folded)):
        return Told([])
    start = 0
    for match in _CUT.finditer(text):
        if match.start() > start:
            _chunk(line, start, match.start())
        start = max(start, match.end())
    if start < len(text):
        _chunk(line, start, len(text))
    rest = [at for at, word in line.rest if not line.words.is_filler(word)]
    named = any(item.key.end > item.key.start for item in line.items)
    if line.mixed and rest and (said := list(whole_sentences(text, line.items, rest))):
        return Told(said, only=False)
    if len(rest) > (6 if top else 3) or (rest and not named and not top):
        parts = [item for item in line.items if top and _fills_its_part(line, item)]
        if parts or not (loose and (top or named)):
            return Told(parts)
        return Told(list(whole_sentences(text, line.items, rest)), only=False)
    if not named and len(line.items) == 1 and line.items[0].field == "published" and rest:
        return Told([])
    return Told([_as_reviewer(line, item) for item in line.items])


def _fills_its_part(line: _Line, item: Item) -> bool:
    """Tell whether a byline, a dated label or "4 min read" is all there is between two bars."""
    labelled = item.key.end > item.key.start and (
        item.field == "author" or (item.colon and item.field in DATES)
    )
    if not labelled and item.value != line.minutes:
        return False
    start = item.key.start if labelled else item.value.start
    before, after = line.text[:start].rstrip(), line.text[item.value.end :].lstrip()
    return bool(before or after) and before[-1:] in _BARS and after[:1] in _BARS


def _as_reviewer(line: _Line, item: Item) -> Item:
    """Return a name behind a sign as the reviewer's where the part before it says so."""
    if item.field != "author" or item.key.end > item.key.start:
        return item
    before = _SIGN.split(line.folded[: item.value.start].rstrip(_SIGNS))[-1]
    return item._replace(field="reviewer") if line.words.reviewing.fullmatch(before.strip()) else item


def label_alone(text: str) -> Item | None:
    """Return the label of a line that holds nothing but a label for what follows ("Written by")."""
    if len(text) > 60:
        return None
    folded = fold(text).strip(" *")
    match = meta_words().label.fullmatch(folded) or meta_words().label.fullmatch(f"{folded}:")
    if match is None:
        return None
    field = _field(match)
    colon = text.rstrip(" *").endswith(":")
    if field in LISTS or not (colon or field in PEOPLE or " " in folded) or (field == CHECKER and not colon):
        return None
    field = "reviewer" if field == CHECKER else field
    at = text.lower().find(folded[:1])
    return Item(field, Span(0, 0), Span(max(0, at), len(text.rstrip(" *:"))), colon=True)


def value_alone(text: str, label: Item) -> Item | None:
    """Return the value on a line of its own for the label before it; None if it does not fit."""
    if label.field in DATES:
        counted = meta_words().counted
        for _, start, end in find_dates(text[:80]):
            if not counted(text[:start]) and len(counted(text[end:])) <= 2:
                return label._replace(value=Span(start, end))
            break
        return None
    if label.field == "reading-time":
        minutes = read_minutes(text[:40])
        told = minutes is not None and leads(text, minutes.start)
        return label._replace(value=Span(0, len(text[:40]))) if told else None
    start, end = trimmed(text, 0, len(text))
    if label.field in PEOPLE and end - start <= 100 and is_name(text[start:end], strict=True):
        return label._replace(field=label.field.partition("+")[0], value=Span(start, end))
    return None


def _chunk(line: _Line, start: int, end: int) -> None:
    """Read a part of the line that stands between separators."""
    at, clean = start, True
    while at < end:
        if line.folded[at] == " ":
            at += 1
            continue
        after = _statement(line, at, end, clean)
        if after > at:
            at, clean = after, True
            continue
        after = _next(line, at, end)
        part = line.text[at:after]
        if at == start and after == end and line.items and _qualifies(line, part, end):
            return
        if at == start and line.top and _unannounced(line, at, after):
            at = after
            continue
        if after != line.minutes[0] or not leads_to_minutes(part):
            line.rest += ((at + word.start(), word.group()) for word in WORD.finditer(part.lower()))
        clean = clean and not line.words.counted(part)
        if not clean and begins_sentence(line.text, after):
            clean = line.mixed = True
        at = after


def _unannounced(line: _Line, start: int, end: int) -> bool:
    """Read a part without a label that is nothing but the author, or minutes beside a date."""
    first, last = trimmed(line.text, start, end)
    # "Join Community →" leads on.
    if is_author(line.text[first:last], line.sites) and not _ARROW.match(line.text, last):
        line.items.append(Item("author", Span(first, last), inferred=True))
        return True
    if line.dates and line.minutes[1] < 0 and _MINUTES.fullmatch(line.text, first, last):
        line.items.append(Item("reading-time", Span(first, last), inferred=True))
        return True
    return False


def _statement(line: _Line, at: int, end: int, clean: bool) -> int:
    """Read the statement that begins at `at`; return where it ends, or `at` if none does."""
    match = line.words.label.match(line.folded, at, end)
    if match is not None and (clean or ":" in match.group()):
        after = _labelled(line, match, end)
        if after > at:
            return after
    for start, stop in line.dates:
        if start == at and stop <= end:
            return _date(line, start, stop)
    if line.minutes[0] == at and line.minutes[1] <= end:
        line.items.append(Item("reading-time", Span(*line.minutes)))
        return line.minutes[1]
    by = line.words.by.match(line.folded, at, end)
    if by is not None and clean and (line.loose or line.items):
        stop = _person_end(line, by.end(), end)
        first, last = trimmed(line.text, by.end(), stop)
        name = line.text[first:last]
        # "By age:" leads in a list.
        if (
            any(map(str.isalnum, name))
            and not line.text.startswith(":", last)
            and (is_called(name) or _is_introduced(line, name) or _is_handle(line, first, last))
            and not line.words.is_time(line.folded[first:last])
        ):
            role = _done_by(line, at)
            _person(line, role, (first, last), Span(at, at + len(by.group().rstrip())), colon=False)
            return stop
    return at


def _done_by(line: _Line, at: int) -> str:
    """Return what somebody did who stands right behind a date: "Medically reviewed on 3 March by Ann Lee"."""
    before = line.items[-1] if line.items else None
    if before is None or before.inferred or at - before.value.end > _BESIDE:
        return "author"
    return {"reviewed": "reviewer", "updated": "editor"}.get(before.field, "author")


def _is_introduced(line: _Line, name: str) -> bool:
    """Tell whether a name behind "by" goes on with what its bearer is; a guess must not end as a sentence."""
    how = introduced(name)
    open_ended = not line.text.rstrip(_CLOSING).endswith((".", "!", "?", ":"))
    return how == "sure" or (how == "guess" and line.top and (open_ended or line.dated))


def _is_handle(line: _Line, start: int, end: int) -> bool:
    """Tell whether a word behind "by" is a nickname, right before a date: "By max, 2 May 2026"."""
    name = line.text[start:end]
    beside = any(name and start < first <= end + 8 for first, _ in line.dates)
    return line.top and beside and name.isalnum() and not name.isdigit()


def _labelled(line: _Line, match: re.Match[str], end: int) -> int:
    """Read the value of a label; return where it ends, or where the label starts if there is none."""
    field, start = _field(match), match.end()
    label = match.group()
    colon = ":" in label
    key = Span(match.start(), match.start() + len(label.rstrip(" :")))
    if field in PEOPLE:
        stop = _person_end(line, start, end)
        first, last = trimmed(line.text, start, stop)
        gap = _GAP.fullmatch(line.text, start, stop)
        if gap is not None and not is_person(line.text[first:last]):
            first, last = gap.span(1)  # The brackets say that it is nobody's name.
        name = line.text[first:last]
        told = field != CHECKER or colon or can_check(name, last, line.dates)
        if name and not _NO_NAME.fullmatch(name) and is_name(name, strict=not colon) and told:
            _person(line, "reviewer" if field == CHECKER else field, (first, last), key, colon)
            return stop
    elif field in DATES:
        return _labelled_date(line, Item(field, Span(start, end), key, colon)) or match.start()
    elif field == "reading-time":
        minutes = read_minutes(line.text[start : min(end, start + 40)])
        if minutes is not None and leads(line.text[start:], minutes.start):
            begin = start + minutes.start
            stop = figure_end(line.text[:end], begin)
            if stop <= begin:  # a duration such as PT5M
                word = _DURATION.match(line.text, start, end)
                begin, stop = word.span(1) if word is not None else (begin, start + minutes.end)
            line.items.append(Item(field, Span(begin, stop), key, colon))
            return stop
    elif line.text[start:end].strip():
        _tags(line, Item(field, Span(start, end), key, colon=True))
        return end
    return match.start()


def _labelled_date(line: _Line, item: Item) -> int:
    """Read the date in the range of `item`; return where it ends, or 0 if there is none."""
    start, end = item.value
    if _GAP.fullmatch(line.text, start, end):
        return 0
    for first, last in line.dates:
        if start <= first < end and not line.words.counted(line.text[start:first]):
            line.items.append(item._replace(value=Span(first, last)))
            return last
    first, last = trimmed(line.text, start, end)
    value = line.text[first:last]
    # "Published: TBC" states a date that is none; a form's blank states nothing.
    if item.colon and value and len(value) <= 24 and not _FORM.fullmatch(value) and len(value.split()) <= 3:
        line.items.append(item._replace(value=Span(first, last)))
        return end
    return 0


def _date(line: _Line, start: int, end: int) -> int:
    """Take a date without a label: it belongs to the statement before it, else it is the article's."""
    before = line.items[-1] if line.items else None
    reviewed = before is not None and before.field == "reviewer" and start - before.value.end <= 12
    if before is not None and reviewed and _PARTED.search(line.text, before.value.end, start):
        # "By Jane Roe | Reviewed by Dr Poole | 5 March 2026": it is the line's, like the author.
        reviewed = not any(item.field == "author" for item in line.items)
    if reviewed:
        line.items.append(Item("reviewed", Span(start, end), inferred=True))
    elif line.top or before is not None:
        line.items.append(Item("published", Span(start, end), inferred=True))
    else:
        return start
    return end


def _person(line: _Line, field: str, value: tuple[int, int], key: Span, colon: bool) -> None:
    start, end = value
    if end - start > 1 and line.text[end - 1] == "." and not keeps_dot(line.text[start : end - 1]):
        value = start, end - 1
    for role in field.split("+"):
        line.items.append(Item(role, Span(*value), key, colon))


def _person_end(line: _Line, start: int, end: int) -> int:
    """Return where a name ends: at the next label, date or reading time."""
    stop = name_end(line.text, start, _next(line, start, end))
    rights = _RIGHTS.search(line.text, start + 1, stop)
    stop = rights.start() if rights is not None else stop
    filed = line.words.after_name.search(line.text, start, stop)
    if filed is not None and len(line.text[start : filed.start()].split()) > 1:
        return filed.start()
    weekday = _LAST_WORD.search(line.folded, start, stop) if stop < end else None
    if weekday is not None and weekday[1] in line.words.days:
        stop = weekday.start()
    joint = line.words.before_date.search(line.folded[start:stop])
    return start + joint.start() if joint is not None and stop < end else stop


def _next(line: _Line, at: int, end: int) -> int:
    """Return where the next statement may begin behind `at`: at a word, in the order of the line."""
    candidates = [start for start, _ in line.dates if at < start < end]
    if at < line.minutes[0] < end:
        candidates.append(line.minutes[0])
    match = line.words.label.search(line.folded, at + 1, end)
    if match is not None and (
        line.text[match.start()].isupper() or ":" in match.group() or _goes_on(line, match)
    ):
        candidates.append(match.start())
    return min(candidates, default=end)


def _goes_on(line: _Line, match: re.Match[str]) -> bool:
    """Tell whether a label in small letters goes on with a line: "Written by Jane Roe, updated …"."""
    return _field(match) in _SAID_LAST and line.text.endswith(", ", 0, match.start())


def _tags(line: _Line, item: Item) -> None:
    """Take the range of `item` as tags."""
    for match in _TAG.finditer(line.text, *item.value):
        first, last = trimmed(line.text, *match.span())
        if first < last:
            line.items.append(item._replace(value=Span(first, last)))


def _qualifies(line: _Line, part: str, end: int) -> bool:
    """Tell whether a part is the credentials of the person before it, and if so add it to the name."""
    last = line.items[-1]
    if last.field in PEOPLE and qualification(part.strip()) is not None:
        line.items[-1] = last._replace(value=Span(last.value.start, end))
        return True
    if last.field in LISTS and len(part) <= 40:
        first, stop = trimmed(line.text, end - len(part), end)
        if first < stop:
            line.items.append(last._replace(value=Span(first, stop)))
        return True
    return False


def _field(match: re.Match[str]) -> str:
    return meta_words().fields[(match.lastindex or 1) - 1]
