"""Advice in the text that the article's own disclaimer says it does not give."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.catalogue import builtin
from medlint.checks.advice import unsafe
from medlint.checks.doses import unprotected
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, matches, shown
from medlint.reading import reading, sentence
from medlint.reading.said import candidates, says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span

_OWN = ("advice", "diagnosis", "instead")


def contradicted(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit at the first advice that a medical disclaimer of the article cannot make up for.

    `advice-rules` are the rules that find such advice, `dose-rule` the one that finds doses to take; the
    rule's own phrases offer a diagnosis, a prescription or a page in a professional's place. A sentence of
    `-limits` is a disclaimer, too.
    """
    found = sorted(_advice(document, rule), key=lambda pair: pair[0])
    limits = [each.span for each in document.disclaimers if each.kind == "medical"] if found else []
    # What a disclaimer itself says of stopping or waiting is part of what it limits.
    found = [
        (span, match)
        for span, match in found
        if match.group in _OWN or not any(each.start <= span.start < each.end for each in limits)
    ]
    if not limits:
        # A few words are no disclaimer that every dose must be held against.
        plain = _plain(document, rule) if found else frozenset()
        found = [pair for pair in found if pair[1].group in _OWN or pair[1] in plain]
        limits = _limits(document, rule) if found else []
    if not found or not limits:
        return
    (span, first), *rest = found
    others = [each for each in dict.fromkeys(each for each, _ in rest) if each != span]
    related = [Related(limits[0], "the disclaimer"), *(Related(each, "here too") for each in others)]
    variant = first.group if first.group in _OWN else "advice"
    yield Hit(span, variant, {"text": shown(first.passage, first.start, first.end)}, tuple(related))


def _advice(document: Document, rule: Rule) -> Iterator[tuple[Span, Match]]:
    """Yield what the rule's own phrases and the other rules find, each with its place."""
    found: list[Match] = []
    for code in rule.params["advice-rules"]:
        other = builtin().find(code)
        found += unsafe(document, other) if other else ()
    doses = builtin().find(rule.params["dose-rule"])
    found += (match for match, _ in unprotected(document, doses)) if doses else ()
    groups = rule.params["compiled"]
    for match in matches(document, rule):
        start, end = sentence(match.passage.text, match.start, "en")
        # "This is not medical advice, but you have to …"
        start = max(start, match.passage.text.rfind(rule.params["turn"], start, match.start))
        if not any(says(groups, name, match.passage.text, start, end) for name in ("-limits", "-safe")):
            found.append(match)
    for match in found:
        yield match.passage.span(match.start, match.end), match


def _plain(document: Document, rule: Rule) -> frozenset[Match]:
    """Return advice that contradicts even a few words: what rules find that leave no doubt."""
    others = (builtin().find(code) for code in rule.params["plain-rules"])
    return frozenset(match for other in others if other for match in unsafe(document, other))


def _limits(document: Document, rule: Rule) -> list[Span]:
    """Return the places where an article limits what it is, in a few words."""
    return [
        passage.span(match.start(), match.end())
        for passage in reading(document).passages
        for pattern in candidates(rule.params["compiled"], "-limits", passage.text, 0, len(passage.text))
        for match in pattern.finditer(passage.text)
    ]
