"""Whether the line that governs a sign sends readers to help soon enough.

A list is governed by the line that leads it in, by the heading above, or by the paragraph behind it ("For
any of these, call …"); a sentence by its paragraph. In doubt the most urgent of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from medlint._records import NamedTuple
from medlint.document import Document, of_latest
from medlint.finding import Hit, Related
from medlint.kinds.existence import shown
from medlint.phrases import pattern_of
from medlint.reading import Passage, reading, sentence, sentences
from medlint.reading.locales import locale_of, route_phrase
from medlint.reading.polarity import stance
from medlint.reading.red_flags import RANK, Flag, Sign, flags_of, help_passages, signs, topics_of
from medlint.reading.routes import routes
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, covers, merged
from medlint.tree import link_around, promising
from medlint.vocabulary import load

_TIERS = {"emergency": 3, "crisis": 3, "poison": 3, "urgent": 2, "routine": 1}
_SOON = {"emergency": 3, "urgent": 2}


_ROW = 4
"""Cells before and after that can be in one row."""
_NOT_SAID = ("denied", "reported", "quoted")
_BEHIND = 40
"""Characters behind a sign in which it can be said not to end."""


class Line(NamedTuple):
    """A piece of a passage that tells readers where to turn, and how soon (`RANK`)."""

    rank: int
    passage: Passage
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.passage.span(self.start, self.end)


_NO_LINE = 0


def undertriaged(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED305: a sign that cannot wait stands under advice that lets readers wait."""
    where = locale_of(document, settings)
    code = where.known
    done: list[Sign] = []
    told: dict[tuple[str, bool], bool] = {}
    promised = merged(block.span for block in promising(document))
    for sign in _in_order(_signs(document, code)):
        flag = sign.flag
        if done and done[-1].passage is not sign.passage:
            done.clear()
        if any(_same(sign, other) for other in done):
            continue
        line = governing(document, sign.passage, code)
        if line is None or line.rank >= RANK[flag.tier] or (sign.partial and line.rank > 1):
            continue
        if not _is_reason(sign, line) or not _is_meant(sign, line):
            continue
        key = (flag.id, sign.partial)
        if key not in told:
            told[key] = _is_told_at_once(flag, document, code, partial=sign.partial)
        if told[key] or not _is_led_to(sign, line, promised):
            continue
        done.append(sign)
        span = sign.passage.span(sign.start, sign.end)
        values = {
            "text": shown(sign.passage, sign.start, sign.end),
            "sign": flag.named(where.code),
            "route": route_phrase(where.told, flag.route),
            "source": flag.source,
        }
        variant = "partial" if sign.partial else "emergency"
        yield Hit(span, variant, values, (Related(line.span, "this line tells readers what to do about it"),))


def _is_led_to(sign: Sign, line: Line, promised: Sequence[Span]) -> bool:
    """Tell whether a sign stands where readers look for one: in a section that promises them, or led in."""
    if covers(promised, sign.passage.block.span.start):
        return True
    return line.passage is sign.passage or leads(line)


def leads(line: Line) -> bool:
    """Tell whether a line ends as one that leads a list in."""
    return line.passage.text.rstrip(" *_").endswith(tuple(load("signs")["leads"]))


def _is_told_at_once(flag: Flag, document: Document, locale: str, *, partial: bool = False) -> bool:
    """Tell whether the article says somewhere of a sign, or of a `partial` one, that it cannot wait."""
    for sign in signs(document, (flag,), reading(document).passages, partial=partial):
        line = governing(document, sign.passage, locale)
        if line is not None and line.rank >= RANK[flag.tier] and _is_reason(sign, line):
            return True
    return False


def _same(sign: Sign, other: Sign) -> bool:
    """Tell whether two signs of one passage are the same, or share words."""
    return sign.flag is other.flag or (sign.start < other.end and other.start < sign.end)


def _is_reason(sign: Sign, line: Line) -> bool:
    """Tell whether a sign is why to follow a line: "a therapist who understands self-harm" names none."""
    if line.passage is not sign.passage and sign.passage.block.kind in ("item", "cell"):
        return True
    start, end = sentence(sign.passage.text, sign.start, "en")
    return bool(_pattern("reasons").search(sign.passage.text, start, end))


def _is_meant(sign: Sign, line: Line) -> bool:
    """Tell whether an article itself names a sign; "that does not go away" behind it denies nothing."""
    text = sign.passage.text
    first, last = sentence(text, sign.start, "en")
    # What explains under a heading, asks, or tells who falls ill, is no reason to follow it.
    if sign.passage.block.kind in ("heading", "item") and text.rstrip().endswith("?"):
        return False
    if line.passage.block.kind == "heading" and line.passage is not sign.passage:
        explains = sign.passage.block.kind in ("paragraph", "heading")
        if explains and not _pattern("conditions").search(text, first, last):
            return False
        if _pattern("aside").search(sign.passage.lead):
            return False
    end = lasting(text, sign.end, min(last, sign.end + _BEHIND))
    return stance(sign.passage, sign.start, end, "en") not in _NOT_SAID


def lasting(text: str, start: int, end: int) -> int:
    """Return where words behind a sign end that deny that it ends; `start` if there are none up to `end`."""
    stays = _pattern("stays").search(text, start, end)
    return stays.end() if stays else start


def mixed(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED306: signs for an ambulance and signs that can wait stand in one list."""
    where = locale_of(document, settings)
    code = where.known
    found = [sign for sign in _signs(document, code) if sign.passage.block.kind == "item"]
    if not any(sign.flag.tier == "emergency" for sign in found):
        return
    outline = _outline(document)
    flagged = {sign.passage.block.span for sign in found}
    told: set[tuple[int, int]] = set()
    at_once: dict[tuple[str, bool], bool] = {}
    for sign in _in_order(found):
        first, last = outline[sign.passage.block.span].ends
        if sign.flag.tier != "emergency" or (first, last) in told:
            continue
        told.add((first, last))
        key = (sign.flag.id, sign.partial)
        if key not in at_once:
            at_once[key] = _is_told_at_once(sign.flag, document, code, partial=sign.partial)
        if at_once[key]:
            continue
        items = reading(document).passages[first : last + 1]
        waits = next((item for item in items if item.block.span not in flagged and _waits(item)), None)
        line = governing(document, sign.passage, code)
        # Items that say themselves what to do are no mixture.
        if (
            waits is None
            or line is None
            or line.rank == RANK["emergency"]
            or any(rank(item.text, code) for item in items)
            or _pattern("emergency").search(sign.passage.text)
        ):
            continue
        values = {"sign": shown(sign.passage, sign.start, sign.end), "waits": _cut(waits.block.text)}
        related = (
            Related(sign.passage.span(sign.start, sign.end), "this may need help at once"),
            Related(waits.block.span, "this can wait"),
        )
        yield Hit(line.span, "", values, related)


def _signs(document: Document, code: str) -> Iterator[Sign]:
    """Yield where the help sections name an emergency flag of the article's topics."""
    topics = topics_of(document) if document.help else ()
    if not topics:
        return
    flags: list[Flag] = [
        flag for topic in topics for flag in flags_of(topic.id, code) if flag.tier == "emergency"
    ]
    for sign in signs(document, flags, help_passages(document), partial=True):
        linked = is_linked(document, sign.passage.span(sign.start, sign.end))
        if not linked and not _is_in_name(sign):
            yield sign


def is_linked(document: Document, at: Span) -> bool:
    """Tell whether a place lies in a link, which tells what another page is about."""
    return link_around(document, at) is not None


def _is_in_name(sign: Sign) -> bool:
    """Tell whether the words of a sign are part of what a service is called."""
    text = sign.passage.text
    near = _pattern("names").finditer(text, max(0, sign.start - 40), sign.end + 40)
    return any(match.start() <= sign.start < match.end() for match in near)


def _in_order(found: Iterable[Sign]) -> list[Sign]:
    """Return signs in the order of the text; at one place the fullest of the most urgent stands first."""
    return sorted(
        found,
        key=lambda s: (s.passage.block.span, s.partial, -RANK[s.flag.tier], s.start, s.start - s.end),
    )


# --- what governs a sign ----------------------------------------------------------------------------


class _Place(NamedTuple):
    """Where a passage stands: its number, the ends of its list or table, the headings above (-1: none)."""

    at: int
    ends: tuple[int, int]
    heading: int
    above: int


def governing(document: Document, passage: Passage, locale: str) -> Line | None:
    """Return the line that tells readers of a passage what to do, or None if there is none."""
    passages = reading(document).passages
    place = _outline(document)[passage.block.span]
    first, last = place.ends
    near = [place.at]
    if passage.block.kind in ("item", "cell"):
        near.append(first - 1)
        behind = passages[last + 1] if last + 1 < len(passages) else None
        # "For what is not urgent, see …" speaks of something else, as does what leads a list of its own in.
        if behind is not None and behind.block.kind == "paragraph" and not behind.text.rstrip().endswith(":"):
            near += () if _pattern("not-urgent").search(behind.text) else (last + 1,)
        if passage.block.kind == "cell":
            near += range(max(first, place.at - _ROW), min(last, place.at + _ROW) + 1)
    near.append(place.heading)
    lines = [_line(passages[index], locale) for index in dict.fromkeys(near) if index >= 0]
    if not any(line.rank for line in lines) and place.above >= 0:
        # "Immediate concerns" under "When to call your doctor" says how soon.
        soon = _soon(passages[place.heading].text) if place.heading >= 0 else 0
        above = _line(passages[place.above], locale)
        lines = [above._replace(rank=max(above.rank, soon)) if above.rank else above]
    best = max(lines, key=lambda line: line.rank)
    return best if best.rank else None


def around_list(document: Document, passage: Passage) -> tuple[Passage | None, Passage | None]:
    """Return the passages before and behind the list or table that a passage belongs to."""
    passages = reading(document).passages
    first, last = _outline(document)[passage.block.span].ends
    return (passages[first - 1] if first else None, passages[last + 1] if last + 1 < len(passages) else None)


@of_latest
def _outline(document: Document) -> dict[Span, _Place]:
    """Return where each passage stands, by its block."""
    return dict(_placed(reading(document).passages))


def _placed(passages: Sequence[Passage]) -> Iterator[tuple[Span, _Place]]:
    heading = above = -1
    at = 0
    for _, together in groupby(passages, key=lambda passage: passage.block.group or passage.block.span):
        run = list(together)
        ends = (at, at + len(run) - 1)
        for passage in run:
            block = passage.block
            if block.kind == "heading":
                if heading < 0 or passages[heading].block.level < block.level:
                    above = heading
                elif above >= 0 and passages[above].block.level >= block.level:
                    above = -1
                yield block.span, _Place(at, ends, at, above)
                heading = at
            else:
                yield block.span, _Place(at, ends, heading, above)
            at += 1


def _line(passage: Passage, locale: str) -> Line:
    """Return the sentence of a passage that says most urgently where to turn."""
    best, start, end = _most_urgent(passage.text, locale)
    if best and passage.block.kind == "heading":
        best = min(best, _rank_without_help(passage.text, locale))
    line = Line(best, passage, start, end)
    # "Emergency signs" above a list says how soon, and nothing else.
    above = best < RANK["emergency"] and (passage.block.kind == "heading" or leads(line))
    if above and _names_emergency(passage.text):
        return Line(RANK["emergency"], passage, 0, len(passage.text))
    return line


@lru_cache(maxsize=32)  # many signs may stand in one passage
def _names_emergency(text: str) -> bool:
    return _pattern("names-emergency").search(_pattern("not-urgent").sub("", text)) is not None


@lru_cache(maxsize=32)
def _rank_without_help(text: str, locale: str) -> int:
    return rank(_pattern("bare-help").sub("", text), locale)


@lru_cache(maxsize=32)
def _most_urgent(text: str, locale: str) -> tuple[int, int, int]:
    """Return rank, start and end of the sentence of a text that ranks highest; else the whole text."""
    best = _NO_LINE, 0, len(text)
    for start, end in sentences(text, "en"):
        here = rank(text[start:end], locale)
        if here > best[0]:
            best = here, start, end
    return best


@lru_cache(maxsize=512)
def rank(text: str, locale: str) -> int:
    """Return how soon a text sends readers to help (`RANK`), 0 if nowhere."""
    text = _pattern("not-urgent").sub("", text)
    found = list(routes(text, ""))
    here = {(route.start, route.end) for route in found if not locale or locale in route.locales}
    ranks = [
        _TIERS[route.tier]
        for route in found
        # Of a number that means two things the meaning in the readers' country counts.
        if locale in route.locales or (route.start, route.end) not in here or not locale
    ]
    if ranks or any(_pattern(name).search(text) for name in ("routine", "pressing")):
        return max((*ranks, _soon(text)), default=0) or RANK["routine"]
    return 0


def _soon(text: str) -> int:
    """Return how soon a text says that something is needed, 0 if it does not say."""
    text = _pattern("not-urgent").sub("", text)
    return max((tier for name, tier in _SOON.items() if _pattern(name).search(text)), default=0)


def _waits(passage: Passage) -> bool:
    return bool(_pattern("waiting").search(passage.text))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = load("signs")
    return re.compile(pattern_of(data["urgency"][name] if name in data["urgency"] else data[name]))
