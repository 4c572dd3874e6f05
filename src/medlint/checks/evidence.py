"""Claims and what bears them out: studies without a name, figures without a source, benefits only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice

from medlint.catalogue import builtin as catalogue
from medlint.checks.cards import is_on_card, is_on_study, leads_elsewhere
from medlint.checks.figures import figures
from medlint.document import Document, of_latest
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, capped, covered, hit_of, matches, shown
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.phrases.book import Groups
from medlint.reading import ELSEWHERE, Passage, reading, sentence
from medlint.reading.cited import cited_near
from medlint.reading.hosts import is_errand
from medlint.reading.polarity import stance
from medlint.reading.references import citations, names_study, rests_on_study
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_span, title_text
from medlint.vocabulary import load

_Phrases = Iterable[tuple[str, list[str]]]
_ASIDE = (*ELSEWHERE, "disclaimer", "professional-help")

_NEAR = 400

_SPEAKERS = 2
"""Blocks behind "experts say" in which they may be named."""

_SEVERAL = 2
"""Studies that are named, from which on an article leans on them."""

_OFFERED = 3
"""Mentions of care that is not proven, from which on it is on offer."""

_SLOGAN = 6
"""Words up to which a block is a slogan."""

_LABEL = 60
"""Characters up to which the words before an item's colon are its label."""

_SITE = re.compile(r"\b[\w-]{2,40}\.(?:org|com|net|gov|edu|info|co|ac|nhs|ie|ca|au|nz|in|eu)\b")

_SOME = 24
"""Characters before experts in which stands how many of them."""

_ENOUGH = 20
"""Benefits in the same words that are looked at: more prove no more."""


def uncited(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED405, MED409, MED423: the article says so itself, and cites nothing there or close by.

    Where references are listed and none of them is marked in the text, one may well be meant (`unmarked`).
    What nobody in particular says (`unnamed`) may be told to take it back (`-refuted`).
    """
    hits: list[Hit] = []
    for match in _own(document, rule):
        if match.group == "unnamed" and _is_refuted(document, match, rule.params["compiled"]):
            continue
        if match.group == "experts" and _names_expert(document, match, rule, behind=_SPEAKERS):
            continue
        if _is_told_behind(document, match, rule):
            continue
        # Researchers who have no name may be those of the study that was just named.
        before = match.group == "experts" and not _are_others(match, rule)
        if not (_is_borne_out(document, match, before=before) or _is_linked(document, match)):
            unmarked = "unmarked" in rule.messages and citations(document).is_unmarked
            hits.append(_hit(match, "unmarked") if unmarked else hit_of(match))
    yield from capped(hits, int(rule.params["most"]))


def _is_told_behind(document: Document, match: Match, rule: Rule) -> bool:
    """Tell whether the study follows the claim (`told-behind`), and the article lists where to find it."""
    if "told-behind" not in rule.params or not citations(document).listed:
        return False
    return regex(str(rule.params["told-behind"])).match(match.passage.text, match.end) is not None


def _are_others(match: Match, rule: Rule) -> bool:
    """Tell whether experts are some (`others`), and so not those of the sentence before."""
    others = rule.params.get("others")
    text = match.passage.text[max(0, match.start - _SOME) : match.end]
    return others is not None and regex(str(others)).search(text) is not None


def _is_borne_out(document: Document, match: Match, *, before: bool = False) -> bool:
    """Tell whether a match is cited, stands on the card of a study or of another page, or retells a book.

    The sentence `before` may name the source as well.
    """
    if cited_near(document, match.passage, match.start, match.end, figure=before):
        return True
    return any(is_on(document, match.passage) for is_on in (is_on_card, is_on_study)) or _retells(document)


def _own(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield what a rule matches, but for items of a list of what readers are to ask for (`asked-for`).

    Nor is it theirs what an item says of another publisher, whom its label names.
    """
    asked = regex(str(rule.params["asked-for"])) if "asked-for" in rule.params else None
    for match in matches(document, rule):
        passage = match.passage
        above = (passage.lead.rstrip(": "), passage.heading) if passage.block.kind == "item" else ()
        if asked and any(map(asked.search, above)):
            continue
        if not (above and "resources" in rule.params and _is_of_resource(match, rule)):
            yield match


def _is_of_resource(match: Match, rule: Rule) -> bool:
    """Tell whether an item describes what its label names: a site, or one of the `resources`."""
    label = match.passage.text[: match.start].rstrip()
    if not label.endswith(":") or len(label) > _LABEL:
        return False
    return bool(_SITE.search(label) or regex(str(rule.params["resources"])).search(match.passage.heading))


def _is_refuted(document: Document, match: Match, groups: Groups) -> bool:
    """Tell whether the sentence of a match, or the next one, takes back what it says."""
    text, language = match.passage.text, reading(document).language
    first, last = sentence(text, match.start, language)
    if last < len(text):
        last = sentence(text, last, language)[1]
    return says(groups, "-refuted", text, max(first, match.start - _NEAR), min(last, match.end + _NEAR))


def unreferenced(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED406: the article calls what it says evidence-based, or expert, and leans on no source."""
    found = list(_own(document, rule))
    # What rests on studies that are named can be looked up.
    if not found or citations(document) or names_study(document, _SEVERAL):
        return
    expert = any(
        byline.kind == "person" and (byline.credentials or byline.honorific or byline.role == "reviewer")
        for byline in document.bylines
    )
    whole, groups, language = reading(document).text, rule.params["compiled"], reading(document).language
    offers = regex(str(rule.params["offers"])).search(whole) is not None
    # One note on the care on offer is enough, and none where all of it is of a kind that is proven.
    unproven = islice(regex(str(rule.params["unproven"])).finditer(whole), _OFFERED)
    told = offers and len(list(unproven)) < _OFFERED
    hits: list[Hit] = []
    said: tuple[Passage, int] | None = None
    for match in found:
        if said and match.passage is said[0] and match.start < said[1]:
            continue  # Two labels in one sentence say it once.
        if match.group == "expert" and (expert or _names_expert(document, match, rule)):
            continue
        if any(rests(document, match.passage) for rests in (leads_elsewhere, is_on_card, rests_on_study)):
            continue
        if match.group == "evidence" and (
            cited_near(document, *match[1:]) or _is_of_proven_care(match, rule, language)
        ):
            continue
        own = match.group == "evidence" and _is_own_care(match, groups, language, offers=offers)
        if not (own and told):
            hits.append(_hit(match, "own" if own else match.group))
            said = match.passage, sentence(match.passage.text, match.start, language)[1]
        told = told or own
    yield from capped(hits, int(rule.params["most"]))


def _is_of_proven_care(match: Match, rule: Rule, language: str) -> bool:
    """Tell whether a label is that of a treatment that guidelines name, and that is named before it."""
    text = match.passage.text
    if not regex(str(rule.params["of-care"])).match(text, match.end):
        return False
    first = sentence(text, match.start, language)[0]
    if first > 1 and text[first : match.start].strip() in ("this", "these"):
        first = sentence(text, first - 2, language)[0]
    proven = regex(str(rule.params["proven"]))
    return proven.search(text, max(first, match.start - _NEAR), match.start) is not None


def _is_own_care(match: Match, groups: Groups, language: str, *, offers: bool) -> bool:
    """Tell whether the label praises care of the publisher: so the words say, or the page `offers` care."""
    text = match.passage.text
    first, last = sentence(text, match.start, language)
    if offers and last < len(text) and len(text[first:last].split()) <= _SLOGAN:
        # "Evidence-based, always. We do not offer …"
        last = sentence(text, last, language)[1]
    words = text[max(first, match.start - _NEAR) : min(last, match.end + _NEAR)]
    if not says(groups, "-service", words):
        return False
    around = (words, match.passage.above, match.passage.lead if offers else "")
    if any(says(groups, "-ours", told) for told in around):
        return True
    return offers and (says(groups, "-care", words) or len(text.split()) <= _SLOGAN)


def _is_care_on_offer(document: Document, match: Match, rule: Rule) -> bool:
    """Tell whether a label praises the care that the page offers, as another rule defines that."""
    text = reading(document)
    if not _is_own_care(match, rule.params["compiled"], text.language, offers=True):
        return False
    return regex(str(rule.params["offers"])).search(text.text) is not None


def _names_expert(document: Document, match: Match, rule: Rule, behind: int = 1) -> bool:
    """Tell whether the block of a match, or one of those behind it, names a person with a title."""
    if "named" not in rule.params:
        return False
    text = reading(document)
    passages, at = text.passages, text.place(match.passage)
    named = str(rule.params["named"])
    # Who is named before a nameless expert may be another.
    if _last(named, match.passage.block.text) >= match.start:
        return True
    return any(_last(named, passage.block.text) >= 0 for passage in passages[at + 1 : at + behind + 1])


@lru_cache(maxsize=16)  # a long passage is asked for each of its matches
def _last(pattern: str, text: str) -> int:
    """Return where the last match of a pattern begins, -1 if there is none."""
    return max((match.start() for match in regex(pattern).finditer(text)), default=-1)


@of_latest
def _retells(document: Document) -> bool:
    """Tell whether the title says that an article retells a book or a film, in which its sources are."""
    return regex(load("sources")["retold"]).search(fold(title_text(document))) is not None


def references_missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED114: the article speaks of evidence, but neither lists a source nor links to one."""
    found = list(_own(document, rule))
    if not found or citations(document):
        return
    own = catalogue().find(str(rule.params["own-care"]))
    claims = [
        match
        for match in found
        if not _is_borne_out(document, match) and not (own and _is_care_on_offer(document, match, own))
    ]
    # Where one study is named, the others are a matter for MED405 and MED423.
    if claims and not names_study(document):
        first = claims[0]
        related = tuple(
            Related(match.passage.span(match.start, match.end), "this rests on evidence")
            for match in claims[:3]
        )
        values = {"text": shown(first.passage, first.start, first.end)}
        yield Hit(title_span(document), "", values, related, whole=True)


def statistics(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED407: a figure about people or effects that no source is given for.

    `figures` are signs and patterns of what can be one; `variants` say in which words a figure speaks of
    people or effects (`figure`), or of multitudes (`vague`). Where the article lists references but marks
    none of them in the text, the figure may well stand in one of them.
    """
    hits: list[Hit] = []
    for match in figures(document, rule):
        if _is_sourced(document, match):
            continue
        unmarked = citations(document).is_unmarked
        variant = "vague" if match.group == "vague" else "unmarked" if unmarked else "uncited"
        if not (variant == "vague" and unmarked):
            hits.append(_hit(match, variant))
    yield from capped(hits, int(rule.params["most"]))


def _is_sourced(document: Document, match: Match) -> bool:
    """Tell whether a figure is cited, or is a link, if only to another page of the site."""
    return _is_borne_out(document, match, before=True) or _is_linked(document, match, whole=True)


def _is_linked(document: Document, match: Match, *, whole: bool = False) -> bool:
    """Tell whether a match, or half of it, is a link to a page that may cite."""
    start, end = match.passage.span(match.start, match.end)
    least = end - start if whole else (end - start) / 2
    return any(
        min(end, link.span.end) - max(start, link.span.start) >= least
        and not link.url.startswith("#")
        and not is_errand(link.url, link.text)
        for link in document.links
    )


def relative_risk(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED425: how much a risk changes, where no paragraph close by says (`baseline`) how big it is."""
    hits: list[Hit] = []
    text = reading(document)
    told: dict[int, bool] = {}  # many figures may stand in one passage
    elsewhere: frozenset[str] | None = None
    before: Match | None = None
    found = list(figures(document, rule))
    if not found:
        return
    from medlint.checks.base_rates import is_told, outcomes, told_of

    for match in found:
        # "Doubled risk of a stroke: they are twice as likely to have one" says it once.
        again = before is not None and match.passage is before.passage and _is_label(before)
        before = match
        index = text.place(match.passage)
        if index not in told:
            told[index] = is_told(text, match.passage, rule)
        if again or told[index] or _is_between(match, rule, text.language):
            continue
        # An article may say at the end how many of how many it was.
        elsewhere = told_of(text, rule) if elsewhere is None else elsewhere
        if elsewhere.isdisjoint(outcomes(*match[1:])):
            hits.append(_hit(match, ""))
    yield from capped(hits, int(rule.params["most"]))


def _is_between(match: Match, rule: Rule, language: str) -> bool:
    """Tell whether a figure only compares women with men, and names nothing that changes the risk."""
    words, groups = match.passage.text, rule.params["compiled"]
    first, last = sentence(words, match.start, language)
    first, last = max(first, match.start - _NEAR), min(last, match.end + _NEAR)
    return says(groups, "-sexes", words, first, last) and not says(groups, "-habit", words, first, last)


def _is_label(match: Match) -> bool:
    """Tell whether a match stands in the label with which an item begins."""
    label = match.passage.text.partition(": ")[0]
    return match.passage.block.kind == "item" and match.end <= len(label) <= _LABEL


def one_sided(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED418: the article recommends a remedy and tells its benefits, but no harm, limit or doubt.

    `variants` are the words of remedies, benefits and limits; at least `least` benefits make it a promotion,
    `of-remedies` of them in a sentence that names a remedy.
    Disclaimers and help sections do not count: they say nothing of the remedy.
    """
    text = reading(document)
    groups = rule.params["compiled"]
    least = rule.params["least"]
    for pattern, triggers in groups["limits"]:
        for passage, start, end in text.find(pattern, triggers):
            if passage.role not in _ASIDE and not covered(groups, "-except", passage.text, start, end):
                return
    benefits = _said(document, groups["benefits"])
    remedies = [*_remedies(groups["remedies"], benefits, text.language)] if len(benefits) >= least else []
    if len(remedies) >= rule.params["of-remedies"]:
        first = benefits[0]
        spans = [match.passage.span(match.start, match.end) for match in benefits[1:4]]
        related = tuple(Related(span, "another benefit") for span in spans)
        where = Related(first.passage.span(first.start, first.end), "a benefit")
        values = {"text": shown(first.passage, first.start, first.end)}
        yield Hit(title_span(document), "", values, (where, *related), whole=True)


def _remedies(phrases: _Phrases, benefits: Iterable[Match], language: str) -> Iterator[str]:
    """Yield the remedy that stands in the sentence of each benefit."""
    remedy = _union(tuple(pattern for pattern, _ in phrases))
    for match in benefits:
        first, last = sentence(match.passage.text, match.start, language)
        found = remedy.search(match.passage.text, first, last)
        if found is not None:
            yield shown(match.passage, found.start(), found.end())


def supervised(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED426: a page that sells offers to treat a condition that needs a doctor's supervision."""
    offers = list(matches(document, rule))
    if not offers:
        return
    data = document.front.data if document.front is not None else {}
    selling = regex(str(rule.params["selling"]))
    if data.get("commercial") is True or any(
        selling.search(passage.text) for passage in reading(document).passages
    ):
        yield from capped(map(hit_of, offers), int(rule.params["most"]))


def _said(document: Document, phrases: _Phrases) -> list[Match]:
    """Return where the article itself says one of the phrases, in the order of the text."""
    text = reading(document)
    found: dict[tuple[int, int], Match] = {}
    for pattern, triggers in phrases:
        for passage, start, end in islice(text.find(pattern, triggers), _ENOUGH):
            if passage.role not in _ASIDE and stance(passage, start, end, text.language) == "asserted":
                found.setdefault((passage.block.span.start, end), Match("", passage, start, end))
    return [found[place] for place in sorted(found)]


def _hit(match: Match, variant: str) -> Hit:
    return hit_of(match)._replace(variant=variant)


@cache
def _union(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(regex(pattern).pattern for pattern in patterns))
