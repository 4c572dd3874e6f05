"""What is said for therapies beside medicine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.catalogue import builtin
from medlint.checks import claims
from medlint.checks.therapy_pages import LISTED, Therapies, as_lists, therapies_of
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, capped, context, hit_of, in_turn, is_linked_title
from medlint.reading import is_title, reading
from medlint.reading.references import citations
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span, overlap

_TITLE = 5
_EASED, _HELPS, _IDLE, _MEDICAL, _RANGES = "-eased", "-helps", "idle", "-medical", "ranges"
_JUST_BEHIND = 25


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
        for match in in_turn(document, rule, named, set(ours).difference(named), page.holds)
        # The title of a critical page only names what it looks into.
        if not (page.is_denied and match.passage.block.kind == "heading" and match.passage.block.level == 1)
        and _counts(document, match, rule, language)
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
