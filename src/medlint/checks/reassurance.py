"""Reassurance that could keep a reader with a dangerous sign at home."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import matches, shown
from medlint.reading import Passage, reading
from medlint.red_flags import Topic, flags_of, named, topics_of
from medlint.rule import Rule
from medlint.settings import Settings

_NEAR = 2
"""Passages before and after that belong to the same thought: 200 words or fewer, mostly."""


def false(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED322: all is well, says the article, of a topic with dangerous signs, and names no exception."""
    found = [
        match
        for match in matches(document, rule.id, rule.params)
        if match.group == "absolute" or not document.help
    ]
    topics = topics_of(document) if found else ()
    if not topics:
        return
    exceptions = [re.compile(pattern) for pattern, _ in rule.params["compiled"]["-exceptions"]]
    passages = reading(document).passages
    for match in found:
        at = next(index for index, other in enumerate(passages) if other is match.passage)
        behind = passages[at + 1 : at + 1 + _NEAR]
        text = match.passage.text
        said = (
            text[: match.start],
            text[match.end :],
            *(passage.text for passage in behind if passage.block.kind != "heading"),
        )
        if any(pattern.search(part) for pattern in exceptions for part in said):
            continue
        topic = _topic(document, topics, passages[max(0, at - _NEAR) : at + 1 + _NEAR])
        if topic is not None:
            span = match.passage.span(match.start, match.end)
            yield Hit(span, "", {"text": shown(match.passage, match.start, match.end), "topic": topic.name})


def _topic(document: Document, topics: tuple[Topic, ...], near: tuple[Passage, ...]) -> Topic | None:
    """Return the topic of which a dangerous sign, or else the first, stands near by."""
    for topic in topics:
        flags = [flag for flag in flags_of(topic.id) if flag.tier != "routine"]
        if named(document, flags, near):
            return topic
    return topics[0]
