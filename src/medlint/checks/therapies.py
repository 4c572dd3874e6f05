"""What is said for therapies beside medicine, and against medicine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from medlint.catalogue import builtin
from medlint.checks import claims
from medlint.checks.therapy_pages import LISTED, Therapies, as_lists, therapies_of
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, capped, context, hit_of, is_linked_title, matches
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import is_title, reading
from medlint.references import citations
from medlint.rule import Rule
from medlint.said import says
from medlint.settings import Settings
from medlint.source import Span, overlap
from medlint.tree import title_text

_TITLE = 5
_EASED, _HELPS, _IDLE, _MEDICAL, _RANGES = "-eased", "-helps", "idle", "-medical", "ranges"
_JUST_BEHIND = 25
_OTHER, _OTHER_MEDICINE, _SOURCED = "-other", "-other-medicine", "sourced"
_SEVERAL = 3
"""Passages that name another way of healing on a page that is about it."""


def claimed(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED432: a therapy is said to act on an illness, and reviews found nothing of it.

    A citation in the paragraph excuses it, and so does a sentence on what the therapy may ease in people who
    are ill. What the rules on cures and on foods say of the same words is not said again.
    """
    if not (page := therapies_of(document, rule)):
        return
    language = reading(document).language
    ours = [group for group in rule.params["compiled"] if page.may_say(group)]
    named = [group for group in ours if group not in rule.params["pages"]]
    found = [
        match
        for match in _in_turn(document, rule, named, set(ours).difference(named), page.holds)
        if _counts(document, match, rule, language)
    ]
    if not found:
        return
    rules = builtin()
    cures, foods = rules.find(rule.params["of-cures"]), rules.find(rule.params["of-foods"])
    others = [hit.span for hit in claims.cure(document, settings, cures)] if cures else []
    others += [hit.span for hit in claims.food(document, settings, foods)] if foods else []
    told = (match for match in as_lists(found) if not _is_told(match[0], others))
    hits = (_hit(match, rest, page) for match, rest in told)
    yield from capped(hits, int(rule.params["most"]))


def _is_told(match: Match, others: Iterable[Span]) -> bool:
    """Tell whether other rules speak of the same words."""
    return any(overlap(hit_of(match).span, other) for other in others)


def _hit(match: Match, rest: Iterable[Match], page: Therapies) -> Hit:
    """Return the finding for a match, and for the rest of the list that it begins."""
    hit = hit_of(match)
    related = tuple(Related(hit_of(other).span, "listed too") for other in rest)
    return hit._replace(variant="", values={**hit.values, "source": page.source(match)}, related=related)


def _counts(document: Document, match: Match, rule: Rule, language: str) -> bool:
    """Tell whether a match is the article's own claim, and of what the therapy does not ease."""
    passage, groups = match.passage, rule.params["compiled"]
    if citations(document).within(passage.block) or is_linked_title(document, match):
        return False
    if match.group == LISTED:
        return True
    if is_title(passage, _TITLE):
        return False
    if match.group.startswith(_IDLE) or match.group == _RANGES:
        return True
    first, last = context(passage, match.start, match.end, language)
    if match.group in rule.params["given-in-medicine"] and says(groups, _MEDICAL, passage.text, first, last):
        return False
    if not match.group.endswith(_HELPS):
        first, last = match.start, min(last, match.end + _JUST_BEHIND)
    return not says(groups, _EASED, passage.text, first, last)


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
    medicine: Iterable[str] = rule.params["only-beside-medicine"]
    about: dict[str, bool] = {}

    def is_beside(match: Match) -> bool:
        name = _OTHER_MEDICINE if match.group in medicine else _OTHER
        if name not in about:
            about[name] = _is_about_other(document, groups, name)
        passage = match.passage
        return about[name] or any(says(groups, name, text) for text in (passage.text, passage.above))

    everywhere = set(groups).difference(beside, medicine)
    for match in _in_turn(document, rule, everywhere, (*beside, *medicine), is_beside):
        passage = match.passage
        if is_title(passage, _TITLE) or is_linked_title(document, match):
            continue
        if match.group in cited and citations(document).within(passage.block):
            continue
        hit = hit_of(match)
        told = rule.params["told-as"].get(hit.variant, hit.variant)
        yield hit._replace(variant=told if told in rule.messages else "masks")


def _in_turn(
    document: Document,
    rule: Rule,
    first: Iterable[str],
    second: Iterable[str],
    holds: Callable[[Match], bool],
) -> list[Match]:
    """Return what phrases of the first groups match, and where they do not, those of the second that hold."""
    found = list(matches(document, rule, only=frozenset(first)))
    told = [hit_of(match).span for match in found]
    found += [
        match
        for match in matches(document, rule, only=frozenset(second))
        if not any(overlap(hit_of(match).span, span) for span in told) and holds(match)
    ]
    return sorted(found, key=lambda match: hit_of(match).span)


def _is_about_other(document: Document, groups: Groups, name: str) -> bool:
    """Tell whether a page is about another way of healing: its title names one, or several passages do."""
    if says(groups, name, fold(title_text(document))):
        return True
    named = (True for passage in reading(document).passages if says(groups, name, passage.text))
    return len(list(islice(named, _SEVERAL))) == _SEVERAL
