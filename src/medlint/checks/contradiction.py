"""Advice in the text that the article's own disclaimer says it does not give."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.catalogue import builtin
from medlint.checks.advice import unsafe
from medlint.checks.doses import unprotected
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, shown
from medlint.rule import Rule
from medlint.settings import Settings


def contradicted(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit at the first advice that a medical disclaimer of the article cannot make up for.

    `advice-rules` are the rules that find such advice, `dose-rule` the one that finds doses to take.
    """
    disclaimers = [found for found in document.disclaimers if found.kind == "medical"]
    if not disclaimers:
        return
    found: list[Match] = []
    for code in rule.params["advice-rules"]:
        other = builtin().find(code)
        found += unsafe(document, other) if other else ()
    doses = builtin().find(rule.params["dose-rule"])
    found += (match for match, _ in unprotected(document, doses)) if doses else ()
    spans = [(match.passage.span(match.start, match.end), match) for match in found]
    # What a disclaimer itself says of stopping or waiting is part of what it limits.
    spans = [
        (span, match)
        for span, match in spans
        if not any(each.span.start <= span.start < each.span.end for each in disclaimers)
    ]
    if not spans:
        return
    spans.sort(key=lambda pair: pair[0])
    (span, first), *rest = spans
    related = [
        Related(disclaimers[0].span, "the disclaimer"),
        *(Related(each, "here too") for each, _ in rest),
    ]
    yield Hit(span, "", {"text": shown(first.passage, first.start, first.end)}, tuple(related))
