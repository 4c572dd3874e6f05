"""Claims that need more than phrases: what cures, and how fast weight goes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from medlint.catalogue import builtin
from medlint.checks.advice import around
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, capped, covered, hit_of, matches
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import is_title, reading, sentence
from medlint.reading.cited import cited_near
from medlint.reading.hosts import is_strong
from medlint.reading.references import citations
from medlint.reading.said import candidates, is_all, last_said, says, without
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import link_around, links_in, title_text

_MEDICAL, _WITHOUT, _REMEDY, _MEASURED = "-medical", "-without", "-remedy", "-measured"
_THERAPY = "-therapy"
_FOOD, _OTHERS, _AVOIDED, _BEHIND, _SUBJECT = "-food", "-others", "-avoided", "-behind", "-subject"
_CLOSE, _LABELLED, _THEM, _ILL, _HEDGED, _EXCEPT = "close", "labelled", "them", "-ill", "-hedged", "-except"
_MEASURE, _CAUTIONED, _BEHIND_HERB = "measure", "-cautioned", "-behind-herb"
_HERB, _HERBS = "-herb", ("herb", _MEASURE)
_HEADED, _ANIMALS = "headed", "-animals"
_NAMED, _UNNAMED = ("cancer", "food", "remedy", _HEADED, _CLOSE), (_LABELLED, *_HERBS, _THEM)
"""Groups of phrases that name the food, and that do not."""
_FAR = 400
_NEAR = 100
_BESIDE = 3
_LABEL = 60
_TITLE = 5
_FEW = 3
_LINE = 12
_PAGE, _OWN, _ABOUT = "page", "-own", "-about"
_WITH_REMEDY = "remedy"
_ALWAYS = ("incurable", "reverse")
_REVERSED = "reverse"
_CURES = ("cancer", "incurable", "reverse", "cure", "good")
"""Groups of phrases that are claims without a remedy beside them."""
_CANCER, _AIMED = "cancer", "-aimed"
_STUDIED = "-studied"
_WORKS = "-works"
_AUTHOR = re.compile(r",? by (?:(?:Dr|Prof|Professor|Doctor)\b\.? )?[A-Z]")


def cure(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED401: something is said to cure a disease, and the sentence names no treatment that does.

    Where it names a food, plant or exercise as well, the treatment excuses nothing; nor does it where the
    disease has no cure at all, or in a list of what an alternative therapy does. In how many a disease was
    reversed may be said where the study is cited. What the rule `of-foods` says of the same words is not
    said again.
    """
    groups: Groups = rule.params["compiled"]
    # What is a claim only beside a remedy, and may turn out to be none, hides nothing that always is.
    kinds = [list(matches(document, rule, only=names)) for names in (_CURES, (_WITH_REMEDY,), (_PAGE,))]
    other = builtin().find(rule.params["of-foods"]) if any(kinds) else None
    places = [_place(claim) for claim in foods(document, other)] if other else []
    claims: list[Match] = []
    for cures in kinds:
        told = [found for found in cures if not _is_among(found, places) and _cures(document, found, groups)]
        claims += told
        places = sorted([*places, *map(_place, told)])
    yield from map(hit_of, sorted(claims, key=_place))


def _cures(document: Document, found: Match, groups: Groups) -> bool:
    """Tell whether what a phrase of MED401 matches is a claim."""
    if is_title(found.passage, _TITLE) or _is_teaser(document, found) or _is_work(document, found, groups):
        return False
    words = _sentence(found, reading(document).language)
    if found.group not in _ALWAYS:
        remedy = says(groups, _REMEDY, words) or _is_about_therapy(document, found, groups)
        if found.group == _PAGE:
            return _is_sold(document, groups, words, remedy=remedy)
        if not remedy and (found.group == _WITH_REMEDY or _is_treated(groups, words)):
            return False
        if not remedy and found.group == _CANCER and says(groups, _AIMED, words):
            near = around(reading(document), found.passage, found.start, beyond=False)
            return not _is_treated(groups, near)
    measured = found.group == _REVERSED and says(groups, _MEASURED, words)
    return not (measured and cited_near(document, found.passage, found.start, found.end))


def _is_work(document: Document, found: Match, groups: Groups) -> bool:
    """Tell whether a claim ends the title of a book, by its capitals, the author and what is said around."""
    passage = found.passage
    written = passage.block.prose.text
    words = [word for word in written[found.start : found.end].split() if len(word) > _FEW]
    if not (words and all(word[0].isupper() for word in words) and _AUTHOR.match(written, found.end)):
        return False
    if words[-1].endswith("ed"):  # "Cancer Cured by Dr Roe"
        return False
    text = reading(document)
    place = text.place(passage)
    around = text.passages[max(0, place - 1) : place + 1]
    return any(says(groups, _WORKS, near.text[:_FAR]) for near in around)


def _is_sold(document: Document, groups: Groups, words: str, *, remedy: bool) -> bool:
    """Tell whether a cure is that of a remedy, and of nothing that medicine does.

    The remedy is in its sentence, or what the page is about is a therapy; what its sellers call it is then
    no treatment that cures.
    """
    about = says(groups, _ABOUT, fold(title_text(document)))
    if not (remedy or about):
        return False
    return not _is_treated(groups, without(groups, _OWN, words))


def _apart(claims: Iterable[Match]) -> Iterator[Match]:
    """Yield claims in the order of the text, of those that overlap the first."""
    last = (-1, -1)
    for claim in sorted(claims, key=_place):
        block, start, end = _place(claim)
        if (block, start) >= last:
            last = (block, end)
            yield claim


def _place(found: Match) -> tuple[int, int, int]:
    return found.passage.block.span.start, found.start, found.end


def _is_among(found: Match, places: list[tuple[int, int, int]]) -> bool:
    """Tell whether a match overlaps one of the places, which are in order and overlap none of each other."""
    block, start, end = _place(found)
    index = bisect_left(places, (block, end, 0)) - 1
    return index >= 0 and places[index][0] == block and places[index][2] > start


def _is_about_therapy(document: Document, found: Match, groups: Groups) -> bool:
    """Tell whether a heading, or an item of a list, begins with a claim, and a therapy is named above it."""
    passage = found.passage
    if passage.block.kind not in ("item", "heading") or passage.text[: found.start].strip(" -*"):
        return False
    above = (passage.lead, passage.above, fold(title_text(document)))
    return any(says(groups, _THERAPY, text) for text in above)


def food(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED415: a food, plant or supplement is said to treat, prevent or cure a disease."""
    animals = says(rule.params["compiled"], _ANIMALS, fold(title_text(document)))
    for found in map(_opened, foods(document, rule)):
        variant = found.group if found.group in rule.messages else "food"
        yield hit_of(found)._replace(variant="animals" if animals else variant)


def _opened(found: Match) -> Match:
    """Return a claim with the name that its food explains in brackets: "Haldi (turmeric)"."""
    text = found.passage.text
    if text.count(")", found.start, found.end) <= text.count("(", found.start, found.end):
        return found
    opened = text.rfind("(", max(0, found.start - _NEAR), found.start)
    return found if opened < 0 else found._replace(start=text.rfind(" ", 0, max(0, opened - 1)) + 1)


def foods(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield what MED415 finds.

    What names no food needs one close to it. A citation in the paragraph excuses a claim, or one close by if
    the food is not in the sentence; the title of a work is none.
    """
    # What names no food, and may turn out to be said of none, hides nothing that does.
    found = (match for names in (_NAMED, _UNNAMED) for match in matches(document, rule, only=names))
    yield from _apart(filter(None, (_claimed(document, match, rule) for match in found)))


def _claimed(document: Document, found: Match, rule: Rule) -> Match | None:
    """Return what is said of a food, with the food, where a phrase of MED415 was found; or None."""
    language = reading(document).language
    groups: Groups = rule.params["compiled"]
    words = _sentence(found, language)
    if _is_treated(groups, words) or is_title(found.passage, _TITLE) or _is_teaser(document, found):
        return None
    if found.group == _MEASURE and says(groups, _CAUTIONED, words):
        return None
    if found.group == _HEADED and not _is_headed(found):
        return None
    if found.group == _CLOSE and _is_others(found, groups, language):
        return None
    named = found.group in _NAMED
    whole = found if named else _eaten(document, found, groups, language)
    if whole is None or not _has_sources(document):
        return whole
    if citations(document).within(found.passage.block):
        return None
    return whole if named or whole.start < found.start or not cited_near(document, *found[1:]) else None


def _is_teaser(document: Document, found: Match) -> bool:
    """Tell whether a claim stands in a link behind the picture that links to the same page."""
    at = found.passage.span(found.start, found.end)
    link = link_around(document, at)
    return link is not None and any(
        other.url == link.url and other.span != link.span and not other.text.strip()
        for other in links_in(document, Span(max(0, link.span.start - _BESIDE), at.end))
    )


def _is_headed(found: Match) -> bool:
    """Tell whether a heading offers something, or a short line that begins with it as headings do."""
    text = found.passage.text
    if found.passage.block.kind == "heading":
        return True
    return len(text.split()) <= _LINE and text.count(" ", 0, found.start) <= _FEW


def _has_sources(document: Document) -> bool:
    """Tell whether an article leans on more than links to pages that bear out no claim about a disease."""
    known = citations(document)
    linked = known.links
    return known.listed or len(known.inline) > len(linked) or any(is_strong(link.url) for link in linked)


def _is_others(found: Match, groups: Groups, language: str) -> bool:
    """Tell whether another agent stands in a claim, or its food is one to avoid."""
    text = found.passage.text
    first = max(sentence(text, found.start, language)[0], found.start - _NEAR)
    return says(groups, _OTHERS, text, found.start, found.end) or says(
        groups, _AVOIDED, text, first, found.start
    )


def _eaten(document: Document, found: Match, groups: Groups, language: str) -> Match | None:
    """Return what is said of an illness together with the food that is said to do it, or None.

    The food stands before it in its sentence, with no other agent between, or right behind it; or else in
    what is said before, where the sentence has no other subject: a label, what a list is about, or the
    sentence that "it" takes up. Where the illness is but "it", it is named before.
    """
    text = found.passage.text
    first, last = sentence(text, found.start, language)
    near = max(first, found.start - _NEAR)
    before = text[near : found.start]
    if found.group == _THEM and not says(groups, _ILL, text, max(0, first - _NEAR), found.start):
        return None
    if place := last_said(groups, _named(found), before):
        if says(groups, _OTHERS, before[place[1] :]) or says(groups, _AVOIDED, before[: place[0]]):
            return None
        start = near + place[0]
        return None if covered(groups, _EXCEPT, text, start, found.end) else found._replace(start=start)
    behind = text[found.end : min(last, found.end + _LABEL)].lstrip(" ,")
    named_behind = _BEHIND_HERB if found.group in _HERBS else _BEHIND
    for pattern in candidates(groups, named_behind, behind, 0, len(behind)):
        if match := pattern.match(behind):
            return found._replace(end=min(last, found.end + _LABEL) - len(behind) + match.end())
    whole = text[first : found.start].strip(" -*")
    taken_up = is_all(groups, _SUBJECT, whole)
    if found.group == _THEM or (whole and not taken_up and says(groups, _OTHERS, whole)):
        return None
    if _is_labelled(found, groups, first, whole, taken_up):
        return found
    alone = not whole or taken_up
    titled = alone and not (first or found.passage.lead) and _stands_alone(found)
    return found if titled and says(groups, _named(found), fold(title_text(document))) else None


def _named(found: Match) -> str:
    """Return the group of phrases for what is said to do something: a food, or a herb."""
    return _HERB if found.group in _HERBS else _FOOD


def _is_labelled(found: Match, groups: Groups, first: int, whole: str, taken_up: bool) -> bool:
    """Tell whether a food is named before a sentence that begins at `first`, in a label or above a list.

    What "it" takes up (`taken_up`) may be named anywhere close before, in the heading, and where a short
    paragraph begins; no other subject may stand before (`whole`) but in a sentence that has a label.
    """
    passage = found.passage
    near = passage.text[max(0, first - _NEAR) : first].rstrip(" -*")
    label = near if taken_up else near[-_LABEL:]
    if says(groups, _HEDGED, near) or says(groups, _HEDGED, passage.lead):
        return False
    if (taken_up or label.endswith(":")) and says(groups, _named(found), label):
        return True
    if taken_up and _NEAR < first < _FAR and not says(groups, _MEDICAL, passage.text, 0, first):
        return says(groups, _named(found), passage.text, 0, _LABEL)
    if first or not (taken_up or (passage.block.kind == "item" and not whole)):
        return False
    return says(groups, _named(found), passage.lead or passage.heading)


def _stands_alone(found: Match) -> bool:
    """Tell whether a claim is a heading, or all that a paragraph or item says, as a bold line does."""
    rest = found.passage.text[found.end :]
    return found.passage.block.kind in ("heading", "paragraph", "item") and len(rest.split()) <= _FEW


def _sentence(found: Match, language: str) -> str:
    first, last = sentence(found.passage.text, found.start, language)
    return found.passage.text[max(first, found.start - _FAR) : min(last, found.end + _FAR)]


def _is_treated(groups: Groups, words: str) -> bool:
    """Tell whether a sentence names medical treatment, and not just to say that it failed."""
    return says(groups, _MEDICAL, without(groups, _WITHOUT, words))


def weight_loss_rate(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED414: weight is said to go faster than is safe, or by dress sizes; not what a study has found."""
    groups: Groups = rule.params["compiled"]
    hits: list[Hit] = []
    for found in matches(document, rule):
        words = found.passage.text[found.start : found.end]
        if " " not in words:
            continue  # a tag: "lose-weight-fast"
        if says(groups, _STUDIED, found.passage.text, max(0, found.start - _FAR), found.start):
            continue
        rate = _rate(found, words + _number_after(found))
        if rate is not None and rate > rule.params["fastest"]:
            hits.append(hit_of(found))
    yield from capped(hits, int(rule.params["most"]))


_UNITS = {"lb": 0.4536, "pound": 0.4536, "stone": 6.35, "kg": 1.0, "kilo": 1.0}
_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "morning": 1, "weekend": 2, "week": 7, "fortnight": 14}
_WEEKS = {**{name: days / 7 for name, days in _DAYS.items()}, "month": 4.345}
_COUNTS = {
    name: count
    for count, names in (
        *((1, "a an one"), (0.5, "half-a"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six")),
        *((7, "seven"), (8, "eight"), (9, "nine"), (10, "ten"), (12, "twelve"), (14, "fourteen")),
        *((15, "fifteen"), (20, "twenty"), (21, "twenty-one"), (28, "twenty-eight"), (30, "thirty")),
    )
    for name in names.split()
}
_COUNT = rf"\d+(?:[.,]\d+)?|\b(?:{'|'.join(sorted(_COUNTS, key=len, reverse=True)).replace('-', '[ -]')})\b"
_PERIOD = re.compile(rf"(?:({_COUNT})[ -])?({'|'.join(sorted(_WEEKS, key=len, reverse=True))})(s?)\b")
_COUNTED = re.compile(r"\b(?:by|at) (day|week|month) (\d+)\b")
_NUMBER_AFTER = re.compile(r"(?: \d+)?")
_UPTO = rf"(?:kg|kgs|lbs?|kilos?)?(?:,? ?(?:to|or|and|-) ?({_COUNT}))?"
_UNIT = "|".join(_UNITS)
_AMOUNT = re.compile(rf"({_COUNT}) ?{_UPTO} ?(?:\w+ ){{0,2}}?({_UNIT})")
_BETWEEN = re.compile(rf"({_COUNT}) ?(?:({_UNIT})\w{{0,3}})? to ({_COUNT}) ?({_UNIT})?")


def _kilograms_a_week(words: str) -> float | None:
    """Return the rate that words such as "lose 10 to 12 lb in two weeks" promise at most, if they say one."""
    amount, weeks = _AMOUNT.search(words), _weeks(words)
    if amount is None or not weeks:
        return None
    return max(_number(amount[1]), _number(amount[2])) * _UNITS[amount[3]] / weeks


def _kilograms_between(words: str) -> float | None:
    """Return the rate at which weight goes "from 90 to 80 kg in a month", or "from 14 stone to 11"."""
    amounts, weeks = _BETWEEN.search(words), _weeks(words)
    unit = amounts and (amounts[2] or amounts[4])
    if amounts is None or not unit or not weeks:
        return None
    return (_number(amounts[1]) - _number(amounts[3])) * _UNITS[unit] / weeks


def _rate(found: Match, words: str) -> float | None:
    """Return the rate that words promise, in kilograms a week; endless where they only say how soon."""
    if found.group in _RATES:
        return _RATES[found.group](words)
    counted = _kilograms_a_week(words) if _COUNTED.search(words) else None
    return float("inf") if counted is None else counted


def _number_after(found: Match) -> str:
    """Return the number right behind a match, which may end in "by month"."""
    after = _NUMBER_AFTER.match(found.passage.text, found.end)
    return after.group() if after else ""


def _weeks(words: str) -> float:
    """Return the time that words name, in weeks; 0 if they name none, or "months"."""
    if counted := _COUNTED.search(words):
        return int(counted[2]) * _WEEKS[counted[1]]
    period = _PERIOD.search(words)
    if period is None or (period[3] and not period[1]):
        return 0
    return (_number(period[1]) if period[1] else 1) * _WEEKS[period[2]]


def _number(word: str | None) -> float:
    if not word:
        return 0
    known = _COUNTS.get(word.replace(" ", "-"))
    return float(word.replace(",", ".")) if known is None else known


_RATES = {"rate": _kilograms_a_week, "from-to": _kilograms_between}
