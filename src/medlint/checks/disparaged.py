"""What is said against medicine and doctors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from medlint.catalogue import builtin
from medlint.checks.advice import unsafe
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, capped, context, hit_of, in_turn, is_linked_title
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import is_title, reading
from medlint.reading.references import citations
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_text

_TITLE = 5
_OTHER, _OTHER_MEDICINE, _SOURCED = "-other", "-other-medicine", "sourced"
_SLOGAN, _NAMED = "slogan", "-named"
_SEVERAL = 3
"""Passages that name another way of healing on a page that is about it."""


def medicine(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED430: medicine or doctors are talked down."""
    yield from capped(_disparaged(document, rule), int(rule.params["most"]))


def _disparaged(document: Document, rule: Rule) -> Iterator[Hit]:
    """Yield what is said against medicine or doctors.

    What may be true of a medicine counts only on a page that is about another way of healing; criticism that
    is cited is none. What the rule `of-advice` says of the same words is not said again.
    """
    groups: Groups = rule.params["compiled"]
    cited: Iterable[str] = rule.params[_SOURCED]
    beside: Iterable[str] = rule.params["only-beside"]
    medicine: Iterable[str] = rule.params["only-beside-medicine"]
    about: dict[str, bool] = {}

    def is_beside(match: Match) -> bool:
        name = _OTHER_MEDICINE if match.group in medicine else _OTHER
        if name not in about:
            about[name] = _is_about_other(document, groups, name)
        passage = match.passage
        return about[name] or any(says(groups, name, text) for text in (passage.text, passage.above))

    everywhere = set(groups).difference(beside, medicine)
    for match in in_turn(document, rule, everywhere, (*beside, *medicine), is_beside):
        passage = match.passage
        if is_title(passage, _TITLE) or is_linked_title(document, match):
            continue
        if _is_advice(document, match, rule.params["of-advice"]):
            continue
        if match.group in cited and citations(document).within(passage.block):
            continue
        hit = hit_of(match)
        told = rule.params["told-as"].get(hit.variant, hit.variant)
        if told == _SLOGAN and _names_treatment(match, groups, reading(document).language):
            told = "masks"
        yield hit._replace(variant=told if told in rule.messages else "masks")


def _is_advice(document: Document, match: Match, other: str) -> bool:
    """Tell whether words lead readers away from treatment as another rule's advice does."""
    found = builtin().find(other)
    advice = unsafe(document, found) if found else ()
    return any(
        each.passage is match.passage and each.start < match.end and match.start < each.end for each in advice
    )


def _names_treatment(match: Match, groups: Groups, language: str) -> bool:
    """Tell whether the sentence of a match, or one that it cannot be understood without, names treatment."""
    return says(groups, _NAMED, match.passage.text, *context(match.passage, match.start, match.end, language))


def _is_about_other(document: Document, groups: Groups, name: str) -> bool:
    """Tell whether a page is about another way of healing: its title names one, or several passages do."""
    if says(groups, name, fold(title_text(document))):
        return True
    named = (True for passage in reading(document).passages if says(groups, name, passage.text))
    return len(list(islice(named, _SEVERAL))) == _SEVERAL
