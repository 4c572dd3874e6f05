"""Signs that mean the same in an article of any topic, under advice that lets readers wait.

`medlint.checks.triage` judges the help section of an article whose topic is known. Here a sign is said so
fully that nothing harmless can be meant, and counts wherever it stands: in a list, or in one breath with what
to do about it. Signs and the words around them are those of the rule.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from medlint._records import NamedTuple
from medlint.checks import triage
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, matches, shown
from medlint.phrases.book import Groups
from medlint.reading import Passage, reading, sentence, sentences
from medlint.reading.locales import locale_of, route_phrase
from medlint.reading.polarity import stance
from medlint.reading.red_flags import RANK
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, overlap

_TIERS = ("emergency", "urgent")
_NOT_SAID = ("denied", "reported", "quoted")
_BEHIND = 40
_NEAR = 300


class _Advice(NamedTuple):
    """What stands around a sign: the passage that says what to do, where, and the sentences themselves."""

    passage: Passage
    start: int
    end: int
    text: str


def told(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED305: a sign that cannot wait stands under advice that lets readers wait."""
    known: list[Span] = []
    for hit in triage.undertriaged(document, settings, rule):
        known.append(hit.span)
        yield hit
    where = locale_of(document, settings)
    code = where.known
    found = list(matches(document, rule, stances=("any",)))
    # What the article sends to an ambulance in one place, it need not in all.
    at_once = {match.group for match in found if _rank(document, match, rule, code) >= RANK["emergency"]}
    done: set[tuple[int, str]] = set()
    for match in found:
        soon, variant = match.group in rule.params["soon"], "anywhere"
        key = (match.passage.block.span.start, match.group)
        if match.group in at_once or key in done or not _is_said(match, rule.params["compiled"]):
            continue
        span = match.passage.span(match.start, match.end)
        if triage.is_linked(document, span) or any(overlap(span, other) for other in known):
            continue
        advice = _advice(document, match, rule, code)
        if advice is None or not _lets_wait(match, advice, rule, delayed_only=soon):
            continue
        done.add(key)
        words = match.passage.text[match.start : match.end]
        if soon:
            variant = "now" if says(rule.params["compiled"], "-now", words) else "soon"
        values = {
            "text": shown(match.passage, match.start, match.end),
            "sign": rule.params["signs"][match.group],
            "route": route_phrase(
                where.told, rule.params["routes"].get(match.group) or _TIERS[variant == "soon"]
            ),
        }
        related = Related(
            advice.passage.span(advice.start, advice.end), "this tells readers what to do about it"
        )
        yield Hit(span, variant, values, (related,))


def _rank(document: Document, match: Match, rule: Rule, code: str) -> int:
    line = triage.governing(document, match.passage, code)
    return line.rank if line is not None and _put_off(document, match, rule, code) is None else 0


def _put_off(document: Document, match: Match, rule: Rule, code: str) -> _Advice | None:
    """Return the line that leads a list in, or stands behind it, and has its readers wait for office hours.

    "In an emergency call 911" below such a list speaks of something else.
    """
    if match.passage.block.kind != "item":
        return None
    groups = rule.params["compiled"]
    before, behind = triage.around_list(document, match.passage)
    leads = before is not None and before.text.rstrip().endswith(":")
    points = behind is not None and says(groups, "-these", behind.text)
    other = behind is not None and not says(groups, "-in-emergency", behind.text)
    for line, counts in ((before, leads), (behind, points)):
        if line is None or not counts or triage.rank(line.text, code) > RANK["routine"]:
            continue
        if says(groups, "-sees", line.text) and says(groups, "-delay", line.text):
            urgent = line is before and other and behind is not None and triage.rank(behind.text, code)
            return None if urgent else _Advice(line, 0, len(line.text), line.text)
    return None


def _is_said(match: Match, groups: Groups) -> bool:
    """Tell whether the article itself names a sign; "that does not go away" behind it denies nothing."""
    _, last = sentence(match.passage.text, match.start, "en")
    end = triage.lasting(match.passage.text, match.end, min(last, match.end + _BEHIND))
    said = stance(match.passage, match.start, end, "en")
    # "Look out for", said of claims, ascribes them to others; said of signs, it names them.
    return said not in _NOT_SAID or (said == "reported" and says(groups, "-look-out", match.passage.lead))


def _advice(document: Document, match: Match, rule: Rule, code: str) -> _Advice | None:
    """Return what tells readers what to do about a sign, if nothing near says that it is urgent."""
    passage = match.passage
    if passage.block.kind in ("item", "cell"):
        own = sentence(passage.text, match.start, "en")
        said = passage.text[slice(*own)]
        if triage.rank(said, code) or says(rule.params["compiled"], "-delay", said):
            return _beside(document, match, rule, code)
        if (late := _put_off(document, match, rule, code)) is not None:
            return late
        line = triage.governing(document, passage, code)
        if line is None or line.rank > RANK["routine"]:
            return None
        behind = line.passage.block.kind == "paragraph" and line.passage.block.span > passage.block.span
        points = behind and says(rule.params["compiled"], "-these", line.passage.text)
        if not (points or triage.leads(line)):
            return None
        return _Advice(line.passage, line.start, line.end, line.passage.text)
    return _beside(document, match, rule, code) if passage.block.kind == "paragraph" else None


def _beside(document: Document, match: Match, rule: Rule, code: str) -> _Advice | None:
    """Return a sign's sentence, with those before and after that speak of it."""
    passage = match.passage
    own, rank = _sentences(passage.text, code)
    if rank > RANK["routine"] or _is_urgent_near(document, passage, code):
        return None
    at = bisect_right(own, match.start, key=lambda span: span[1])
    first = last = at
    if at and passage.text[: own[at - 1][1]].rstrip().endswith(":"):
        first = at - 1
    if at + 1 < len(own):
        behind = passage.text[slice(*own[at + 1])]
        if passage.text[: own[at][1]].rstrip().endswith(("?", ":")) or says(
            rule.params["compiled"], "-this", behind
        ):
            last = at + 1
    start, end = own[first][0], own[last][1]
    return _Advice(passage, start, end, passage.text[start:end])


@lru_cache(maxsize=4)
def _sentences(text: str, code: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return where the sentences of a text are, and the highest rank of what they say to do."""
    own = tuple(sentences(text, "en"))
    return own, max((triage.rank(text[start:end], code) for start, end in own), default=0)


def _is_urgent_near(document: Document, passage: Passage, code: str) -> bool:
    """Tell whether the paragraph before or behind sends readers to help at once."""
    text = reading(document)
    passages, at = text.passages, text.place(passage)
    near = (*passages[max(0, at - 1) : at], *passages[at + 1 : at + 2])
    return any(triage.rank(other.text, code) >= RANK["emergency"] for other in near)


def _lets_wait(match: Match, advice: _Advice, rule: Rule, *, delayed_only: bool) -> bool:
    """Tell whether advice lets a reader with a sign wait: it names a later day, or just a doctor."""
    groups = rule.params["compiled"]
    before = match.passage.text[max(0, match.start - _NEAR) : match.start]
    if match.group in rule.params["aftercare-of"] and says(groups, "-aftercare", before):
        return False
    if says(groups, "-other", advice.text) or says(groups, "-no-delay", advice.text):
        return False
    here = advice.passage is match.passage
    reason = not here or "?" in advice.text or says(groups, "-reason", advice.text)
    sees = triage.rank(advice.text, "") > 0 or says(groups, "-sees", advice.text)
    if says(groups, "-delay", advice.text):
        waits = sees or says(groups, "-wait", advice.text)
        at_a_visit = says(groups, "-due", advice.text)
        if delayed_only:
            return reason and (waits or at_a_visit)
        return waits or at_a_visit or says(groups, "-visit", advice.text)
    return reason and sees and not delayed_only
