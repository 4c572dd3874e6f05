"""Reassurance that could keep a reader with a dangerous sign at home."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, matches, shown
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.reading import Passage, reading, sentence
from medlint.reading.red_flags import Topic, flags_of, named, topics_of
from medlint.reading.said import first_said, says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_text

_TOPICAL, _OF_A_SIGN = ("absolute", "hedged"), "of-a-sign"
_SUBJECT = 16
"""So many letters of a sentence hold what it speaks of, if that is "it"."""
_NEAR = 2
"""Passages before and after that belong to the same thought: 200 words or fewer, mostly."""


def false(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED322: all is well, says the article, of a dangerous sign or topic, and names no exception."""
    found: list[Match] = []
    for groups in (_TOPICAL, (_OF_A_SIGN,)):
        # What is found of one kind does not hide the other.
        for match in matches(document, rule, only=groups):
            if not any(_overlap(match, other) for other in found):
                found.append(match)
    topics = topics_of(document) if found else ()
    title = fold(title_text(document)) if found else ""
    for match in found:
        sign = _sign(match, rule, title)
        topical = match.group == "absolute" or (match.group == "hedged" and not document.help)
        way_out = "-way-out" if sign else "-exceptions"
        if not (sign or (topical and topics)) or _has_exception(match, document, rule, way_out):
            continue
        values = {"text": shown(match.passage, match.start, match.end)}
        span = match.passage.span(match.start, match.end)
        if sign:
            yield Hit(span, "sign", {**values, "sign": sign})
            continue
        text = reading(document)
        passages, at = text.passages, text.place(match.passage)
        topic = _topic(document, topics, passages[max(0, at - _NEAR) : at + 1 + _NEAR])
        if topic is not None:
            yield Hit(span, "topic", {**values, "topic": topic.name})


def _opening(text: str, first: int) -> int:
    """Return where a question or a label begins that a sentence answers, at most two sentences before it."""
    at = first
    for _ in range(2):
        if not at:
            break
        ends_open = text[:at].rstrip().endswith(("?", ":"))
        at = sentence(text, at - 2, "en")[0]
        if ends_open:
            return at
    return first


def _overlap(one: Match, other: Match) -> bool:
    return one.passage is other.passage and one.start < other.end and other.start < one.end


def _has_exception(match: Match, document: Document, rule: Rule, name: str) -> bool:
    """Tell whether what stands before, or up to two passages behind, says when it does matter."""
    exceptions = [regex(pattern) for pattern, _ in rule.params["compiled"][name]]
    passages, at = reading(document).passages, reading(document).place(match.passage)
    text = match.passage.text
    said = (
        text[: match.start],
        text[match.end :],
        *(passage.text for passage in passages[at + 1 : at + 1 + _NEAR] if passage.block.kind != "heading"),
    )
    return any(pattern.search(part) for pattern in exceptions for part in said)


def _sign(match: Match, rule: Rule, title: str) -> str:
    """Return the dangerous sign that reassurance is about, in the article's words; "" if it is about none.

    It stands in the same sentence, in a question just before, or in the heading above; of a sentence that
    begins with "it" or the like (`-this`), also in the sentence before or in the title.
    """
    passage, groups = match.passage, rule.params["compiled"]
    first, last = sentence(passage.text, match.start, "en")
    last = max(last, match.end)
    pointing = passage.block.kind == "item" or says(groups, "-this", passage.text, first, first + _SUBJECT)
    before = sentence(passage.text, first - 2, "en")[0] if pointing and first else first
    first = min(before, _opening(passage.text, first))
    if says(groups, "-feelings", passage.text, first, last):
        return ""
    above = passage.heading
    places = (passage.text[first:last], above, title if pointing else "")
    return next((sign for place in places if (sign := first_said(groups, "-sign", place))), "")


def _topic(document: Document, topics: tuple[Topic, ...], near: tuple[Passage, ...]) -> Topic | None:
    """Return the topic of which a dangerous sign, or else the first, stands near by."""
    for topic in topics:
        flags = [flag for flag in flags_of(topic.id) if flag.tier != "routine"]
        if named(document, flags, near):
            return topic
    return topics[0]
