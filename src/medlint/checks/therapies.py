"""What is said for therapies beside medicine, and against medicine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from medlint.catalogue import builtin
from medlint.checks import claims
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, capped, context, hit_of, is_linked_title, matches
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import is_title, reading
from medlint.references import citations
from medlint.rule import Rule
from medlint.said import says
from medlint.settings import Settings
from medlint.source import overlap
from medlint.tree import title_text

_TITLE = 5
_EASED, _HELPS, _IDLE, _MEDICAL = "-eased", "-helps", "idle", "-medical"
_JUST_BEHIND = 25
_OTHER, _SOURCED = "-other", "sourced"
_SEVERAL = 3
"""Passages that name another way of healing on a page that is about it."""


def claimed(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED432: a therapy is said to act on an illness, and reviews found nothing of it.

    A citation in the paragraph excuses it, and so does a sentence on what the therapy may ease in people who
    are ill. What the rules on cures and on foods say of the same words is not said again.
    """
    language = reading(document).language
    found = [match for match in matches(document, rule) if _counts(document, match, rule, language)]
    if not found:
        return
    rules = builtin()
    cures, foods = rules.find(rule.params["of-cures"]), rules.find(rule.params["of-foods"])
    others = [hit.span for hit in claims.cure(document, settings, cures)] if cures else []
    others += [hit.span for hit in claims.food(document, settings, foods)] if foods else []
    for match in found:
        hit = hit_of(match)
        if any(overlap(hit.span, other) for other in others):
            continue
        words = match.passage.text[match.start : match.end]
        yield hit._replace(variant="", values={**hit.values, "source": _source(rule, words)})


def _counts(document: Document, match: Match, rule: Rule, language: str) -> bool:
    """Tell whether a match is the article's own claim, and of what the therapy does not ease."""
    passage, groups = match.passage, rule.params["compiled"]
    if is_title(passage, _TITLE) or citations(document).within(passage.block):
        return False
    if match.group.startswith(_IDLE):
        return True
    first, last = context(passage, match.start, match.end, language)
    if match.group in rule.params["given-in-medicine"] and says(groups, _MEDICAL, passage.text, first, last):
        return False
    if not match.group.endswith(_HELPS):
        first, last = match.start, min(last, match.end + _JUST_BEHIND)
    return not says(groups, _EASED, passage.text, first, last)


def _source(rule: Rule, words: str) -> str:
    """Return who looked at the evidence for the therapy that words name."""
    groups: Groups = rule.params["compiled"]
    named = (name for name in rule.params["therapies"] if says(groups, f"-{name}", words))
    return str(rule.params["therapies"][next(named)])


def disparaged(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED430: medicine or doctors are talked down."""
    yield from capped(_disparaged(document, rule), int(rule.params["most"]))


def _disparaged(document: Document, rule: Rule) -> Iterator[Hit]:
    """Yield what is said against medicine or doctors.

    What may be true of a medicine counts only on a page that is about another way of healing; criticism that
    is cited is none.
    """
    groups: Groups = rule.params["compiled"]
    cited: Iterable[str] = rule.params[_SOURCED]
    beside: Iterable[str] = rule.params["only-beside"]
    other: bool | None = None
    for match in matches(document, rule):
        passage = match.passage
        if is_title(passage, _TITLE) or is_linked_title(document, match):
            continue
        if match.group in cited and citations(document).within(passage.block):
            continue
        if match.group in beside:
            if other is None:
                other = _is_about_other(document, groups)
            if not (other or any(says(groups, _OTHER, text) for text in (passage.text, passage.above))):
                continue
        hit = hit_of(match)
        told = rule.params["told-as"].get(hit.variant, hit.variant)
        yield hit._replace(variant=told if told in rule.messages else "masks")


def _is_about_other(document: Document, groups: Groups) -> bool:
    """Tell whether a page is about another way of healing: its title names one, or several passages do."""
    if says(groups, _OTHER, fold(title_text(document))):
        return True
    named = (True for passage in reading(document).passages if says(groups, _OTHER, passage.text))
    return len(list(islice(named, _SEVERAL))) == _SEVERAL
