"""Articles about suicide, self-harm, eating disorders and abuse: whom a reader can call, and what harms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.checks.routes import group_matches, is_link
from medlint.checks.triage import is_linked
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, shown
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import Passage, reading, sentence
from medlint.reading.locales import locale_of, place_name, route_phrase
from medlint.reading.routes import article_routes, numbers, routes
from medlint.reading.said import says
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import covers, merged
from medlint.tree import title_text

_LONGEST = 120
"""So many letters has a heading; what has more is text that is marked up as one."""
_FAR = 400
_SPOKEN = ("asserted", "supposed", "asked", "denied")
_PHONE = re.compile(r"(?<![\w.,])\(?\d{3,5}\)?(?:[ -]\d{2,6}){1,4}(?!\w)")


def line_missing(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED307: the article is about something that people call a crisis line for, and names none there."""
    found = subject(document, rule) or _lived(document, rule)
    if found is None or _is_linked(document, rule):
        return
    locale = locale_of(document, settings)
    code = locale.known
    values = {
        "subject": rule.params["subjects"].get(found.group, "suicide"),
        "route": route_phrase(locale.told, "crisis"),
    }
    # Who wants to die is an emergency, too: an ambulance is a way to help, but not all that a subject needs.
    lived = found.group in rule.params["one-sentence"]
    tiers = ("crisis", "emergency") if lived else ("crisis",)
    named = [place for place in article_routes(document, tiers) if not place[1].vague]
    if not named and (_is_out_of_use(document) or _is_own_line(document, rule)):
        return
    if not named:
        variant = found.group if lived else "missing"
        values["text"] = shown(found.passage, found.start, found.end)
        yield Hit(found.passage.span(found.start, found.end), variant, values, whole=True)
    elif code and not any(code in route.locales for _, route in named):
        passage, route = named[0]
        values |= {"text": shown(passage, route.start, route.end), "place": place_name(code)}
        yield Hit(passage.span(route.start, route.end), "elsewhere", values)


def subject(document: Document, rule: Rule) -> Match | None:
    """Return the place that shows an article to be about one of a rule's subjects, or None.

    It is if its title says so, or a heading or sentences in several paragraphs do, and they are not few for
    the length of the article; of several subjects it is the one most spoken of. A mention in a list, as of
    side effects, does not make a subject, nor does the title of another page.
    """
    title = fold(title_text(document))
    groups = rule.params["compiled"]
    best: tuple[int, Match] | None = None
    for name in rule.params["subjects"]:
        found = list(group_matches(document, rule, name, stances=("any",)))
        titled = (match for match in found if match.passage.text[match.start : match.end] in title)
        if first := next(titled, None):
            return first
        found = [
            match
            for match in found
            if not (is_link(document, match.passage) or _is_biography(match.passage, match.start, groups))
        ]
        weight = _weight(document, rule, found)
        if weight > (best[0] if best is not None else 0):
            best = (weight, found[0])
    return best[1] if best is not None else None


def _is_biography(passage: Passage, at: int, groups: Groups) -> bool:
    """Tell whether running text near a place speaks of what a clinician has learnt or offers."""
    near = passage.text[max(0, at - _FAR) : at + _FAR]
    return passage.block.kind != "heading" and says(groups, "-biography", near)


def _lived(document: Document, rule: Rule) -> Match | None:
    """Return where an article first speaks of people who want to die or to hurt themselves, or None.

    A mention in a list, as of side effects, or in the title of another page is none, unless the list tells
    when to get help, or the article is about what makes people think of death.
    """
    groups = rule.params["compiled"]
    names = rule.params["one-sentence"]
    helping = merged(block.span for block in document.help)
    mental = says(groups, "-mental", fold(title_text(document)))
    for match in (each for name in names for each in group_matches(document, rule, name, stances=_SPOKEN)):
        passage = match.passage
        linked = is_linked(document, passage.span(match.start, match.end))
        # In a list of when to get help, or of what they are asked, such thoughts are the readers' own.
        spoken = passage.block.kind in ("paragraph", "heading") or (
            passage.block.kind == "item"
            and (
                mental
                or covers(helping, passage.block.span.start)
                or _tells_when(groups, passage)
                or _is_put_to_readers(passage, groups)
            )
            and not (_is_answered(match) or says(groups, "-private", passage.lead))
        )
        if spoken and not linked:
            clinical = says(groups, "-clinical", passage.text, *sentence(passage.text, match.start, "en"))
            if not clinical and not any(
                says(groups, "-elsewhere", p.text) for p in reading(document).passages
            ):
                return match
    return None


def _is_put_to_readers(passage: Passage, groups: Groups) -> bool:
    """Tell whether an item is a question of a test that readers take: "Have you felt ...?"."""
    return passage.text.endswith("?") and says(groups, "-reader", passage.text, 0, len(passage.text))


def _is_answered(match: Match) -> bool:
    """Tell whether an item asks and goes on, as what another page is called: "…? How to stay safe"."""
    text = match.passage.text
    _, last = sentence(text, match.start, "en")
    return text[:last].rstrip().endswith("?") and bool(text[last:].strip())


def _tells_when(groups: Groups, passage: Passage) -> bool:
    """Tell whether an item stands under words that say when to get help."""
    above = passage.heading
    return any(says(groups, "-when", said) for said in (above, passage.lead))


def _weight(document: Document, rule: Rule, found: list[Match]) -> int:
    """Return how many sentences speak of a subject, a heading for some; 0 if that is passing mention."""
    headings = sum(
        match.passage.block.kind == "heading" and len(match.passage.text) <= _LONGEST for match in found
    )
    said = {
        (match.passage.block.span.start, sentence(match.passage.text, match.start, "en")[0])
        for match in found
        if match.passage.block.kind == "paragraph"
    }
    weight: int = len(said) + rule.params["sentences"] * headings
    length = sum(block.kind == "paragraph" for block in document.blocks) if weight else 0
    paragraphs = len({start for start, _ in said})
    enough = (
        weight >= max(rule.params["sentences"], length * rule.params["share"] // 100)
        and (headings or paragraphs >= rule.params["paragraphs"])
        and (headings or 100 * paragraphs >= length * rule.params["spread"])
        and weight * rule.params["letters"] >= _letters(document)
    )
    return weight if enough else 0


def _letters(document: Document) -> int:
    return sum(len(block.text) for block in document.blocks if block.place == "body")


def _is_linked(document: Document, rule: Rule) -> bool:
    """Tell whether an article links to a crisis line, or the page around it names one."""
    if any(host in link.url for link in document.links for host in rule.params["hosts"]):
        return True
    around = (block for block in document.blocks if block.place in ("chrome", "meta"))
    return any(next(routes(fold(block.text), "", ("crisis",)), None) is not None for block in around)


def _is_out_of_use(document: Document) -> bool:
    """Tell whether an article names a line whose number is out of use: that is what MED308 says of it."""
    return any(
        next(numbers(passage.text, "retired"), None) is not None for passage in reading(document).passages
    )


def _is_own_line(document: Document, rule: Rule) -> bool:
    """Tell whether an article gives a number of some line of its own: "SafeHome's hotline, 512-555-0100"."""
    groups = rule.params["compiled"]
    texts = [passage.text for passage in reading(document).passages]
    texts += [fold(block.text) for block in document.blocks if block.place in ("chrome", "meta")]
    return any(
        _PHONE.search(text)
        and (
            says(groups, "-line", text)
            or all(says(groups, name, text) for name in ("-for-whom", "-answers", "-at-once"))
        )
        for text in texts
    )


def unsafe(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED319: words about suicide that guidelines for the media advise against."""
    for name in rule.params["whoever-says-it"]:
        yield from map(_hit, group_matches(document, rule, name, stances=("any",)))
    for name in rule.params["own-words"]:
        for match in group_matches(document, rule, name, stances=("asserted", "quoted")):
            of_suicide = name in rule.params["of-suicide"]
            if _is_of_suicide(document, rule, match) if of_suicide else not _is_felt(document, rule, match):
                yield _hit(match)


def _hit(match: Match) -> Hit:
    values = {"text": shown(match.passage, match.start, match.end)}
    return Hit(match.passage.span(match.start, match.end), match.group, values)


def _is_of_suicide(document: Document, rule: Rule, match: Match) -> bool:
    """Tell whether a sentence speaks of suicide, by its words or the title, and does not console anybody."""
    groups, text = rule.params["compiled"], match.passage.text
    first, last = sentence(text, match.start, "en")
    first = sentence(text, max(0, first - 2), "en")[0]
    near = text[max(first, match.start - _FAR) : min(last, match.end + _FAR)]
    if says(groups, "-consoles", near):
        return False
    return says(groups, "-suicide", near) or says(groups, "-suicide", fold(title_text(document)))


def _is_felt(document: Document, rule: Rule, match: Match) -> bool:
    """Tell whether the sentence says what people feel or believe, not what is so."""
    first, last = sentence(match.passage.text, match.start, "en")
    return any(
        other.passage is match.passage and first <= other.start < last
        for other in group_matches(document, rule, "felt", stances=("any",))
    )
