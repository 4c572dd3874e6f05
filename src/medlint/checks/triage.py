"""Whether the line that governs a sign sends readers to help soon enough.

A list is governed by the line that leads it in, by the heading above, or by the paragraph behind it ("For
any of these, call …"); a sentence by its paragraph. In doubt the most urgent of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import shown
from medlint.locales import locale_of, route_phrase, routes
from medlint.phrases import pattern_of
from medlint.polarity import stance
from medlint.reading import Passage, reading, sentence, sentences
from medlint.red_flags import RANK, Flag, Sign, flags_of, help_passages, signs, topics_of
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.vocabulary import load

_TIERS = {"emergency": 3, "crisis": 3, "poison": 3, "urgent": 2, "routine": 1}
_SOON = {"emergency": 3, "urgent": 2}


_NOT_SAID = ("denied", "reported", "quoted")


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
    code = locale_of(document, settings).code
    done: list[Sign] = []
    for sign in _in_order(_signs(document)):
        flag = sign.flag
        if any(_same(sign, other) for other in done):
            continue
        line = governing(document, sign.passage, code)
        if line is None or line.rank >= RANK[flag.tier] or (sign.partial and line.rank > 1):
            continue
        if not _is_reason(sign, line) or stance(sign.passage, sign.start, sign.end, "en") in _NOT_SAID:
            continue
        done.append(sign)
        span = sign.passage.span(sign.start, sign.end)
        values = {
            "text": shown(sign.passage, sign.start, sign.end),
            "sign": flag.named(code),
            "route": route_phrase(code, flag.tier),
            "source": flag.source,
        }
        variant = "partial" if sign.partial else flag.tier
        yield Hit(span, variant, values, (Related(line.span, "this line tells readers what to do about it"),))


def _same(sign: Sign, other: Sign) -> bool:
    """Tell whether two signs of one passage are one sign, or share words."""
    if sign.passage is not other.passage:
        return False
    return sign.flag is other.flag or (sign.start < other.end and other.start < sign.end)


def _is_reason(sign: Sign, line: Line) -> bool:
    """Tell whether a sign is why to follow a line: "a therapist who understands self-harm" names none."""
    if line.passage is not sign.passage:
        return True
    start, end = sentence(sign.passage.text, sign.start, "en")
    return bool(_pattern("reasons").search(sign.passage.text, start, end))


def mixed(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED306: signs for an ambulance and signs that can wait stand in one list."""
    code = locale_of(document, settings).code
    told: set[Span] = set()
    found = list(_in_order(_signs(document)))
    flagged = {sign.passage.block.span for sign in found}
    for sign in found:
        if sign.flag.tier != "emergency" or sign.passage.block.kind != "item":
            continue
        line = governing(document, sign.passage, code)
        if line is None or line.passage.block.span == sign.passage.block.span or line.span in told:
            continue
        group = _list(document, sign.passage)
        waits = next((item for item in group if _waits(item) and item.block.span not in flagged), None)
        if waits is None or any(_rank(item.text, code) for item in group):
            continue
        told.add(line.span)
        values = {"sign": shown(sign.passage, sign.start, sign.end), "waits": _cut(waits.block.text)}
        related = (
            Related(sign.passage.span(sign.start, sign.end), "this may need help at once"),
            Related(waits.block.span, "this can wait"),
        )
        yield Hit(line.span, "", values, related)


def _signs(document: Document) -> Iterator[Sign]:
    """Yield where the help sections name an emergency or urgent flag of the article's topics."""
    topics = topics_of(document) if document.help else ()
    if not topics:
        return
    flags: list[Flag] = [flag for topic in topics for flag in flags_of(topic.id) if flag.tier != "routine"]
    yield from signs(flags, help_passages(document), partial=True)


def _in_order(found: Iterator[Sign]) -> list[Sign]:
    """Return signs in the order of the text; at one place the fullest of the most urgent stands first."""
    return sorted(
        found,
        key=lambda s: (s.passage.block.span, s.partial, -RANK[s.flag.tier], s.start, s.start - s.end),
    )


# --- what governs a sign ----------------------------------------------------------------------------


def governing(document: Document, passage: Passage, locale: str) -> Line | None:
    """Return the line that tells readers of a passage what to do, or None if there is none."""
    passages = reading(document).passages
    at = next(index for index, other in enumerate(passages) if other is passage)
    near = [passage]
    lead = None
    if passage.block.kind in ("item", "cell"):
        first, last = _ends(passages, at)
        lead = passages[first - 1] if first else None
        if last + 1 < len(passages) and passages[last + 1].block.kind == "paragraph":
            near.append(passages[last + 1])
        if passage.block.kind == "cell":
            near += passages[first : last + 1]
    headings = [other for other in passages[:at] if other.block.kind == "heading"]
    if lead is not None:
        near.append(lead)
    if headings and headings[-1] is not lead:
        near.append(headings[-1])
    lines = [line for line in (_line(other, locale) for other in near) if line.rank]
    if not lines and len(headings) > 1 and headings[-2].block.level < headings[-1].block.level:
        lines = [line for line in (_line(headings[-2], locale),) if line.rank]
    return max(lines, key=lambda line: line.rank, default=None)


def _ends(passages: Sequence[Passage], at: int) -> tuple[int, int]:
    """Return the numbers of the first and last passage of the list or table that one belongs to."""
    group = passages[at].block.group
    first = last = at
    while first and passages[first - 1].block.group == group:
        first -= 1
    while last + 1 < len(passages) and passages[last + 1].block.group == group:
        last += 1
    return first, last


def _list(document: Document, passage: Passage) -> Sequence[Passage]:
    passages = reading(document).passages
    at = next(index for index, other in enumerate(passages) if other is passage)
    first, last = _ends(passages, at)
    return passages[first : last + 1]


def _line(passage: Passage, locale: str) -> Line:
    """Return the sentence of a passage that says most urgently where to turn."""
    best = Line(_NO_LINE, passage, 0, len(passage.text))
    for start, end in sentences(passage.text, "en"):
        rank = _rank(passage.text[start:end], locale)
        if rank > best.rank:
            best = Line(rank, passage, start, end)
    return best


def _rank(text: str, locale: str) -> int:
    """Return how soon a text sends readers to help (`RANK`), 0 if nowhere."""
    found = list(routes(text, ""))
    here = {(route.start, route.end) for route in found if not locale or locale in route.locales}
    ranks = [
        _TIERS[route.tier]
        for route in found
        # Of a number that means two things the meaning in the readers' country counts.
        if locale in route.locales or (route.start, route.end) not in here or not locale
    ]
    if ranks or _pattern("routine").search(text):
        ranks += (rank for name, rank in _SOON.items() if _pattern(name).search(text))
        return max(ranks, default=RANK["routine"])
    return 0


def _waits(passage: Passage) -> bool:
    return bool(_pattern("waiting").search(passage.text))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = load("signs")
    return re.compile(pattern_of(data["urgency"][name] if name in data["urgency"] else data[name]))
