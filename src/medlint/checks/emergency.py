"""Emergencies of which an article tells anywhere in its text, without a number to call or a place to go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.checks import routes, triage
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, shown
from medlint.parse.wording import fold
from medlint.reading import Passage, reading, sentence
from medlint.reading.locales import locale_of, route_phrase
from medlint.reading.red_flags import flags_of, signs, topics_of
from medlint.reading.routes import article_routes
from medlint.reading.said import is_all, says, without
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import said_titles, title_text

_ROUTES = ("emergency", "crisis", "poison")
_SAID = ("asserted", "supposed", "denied")
"""A rash that does not fade is an emergency: what denies the emergency itself is told by `-denied`."""
_JOINED = re.compile(r",| or ")
"""Words that need "a review or emergency care" name no emergency."""
_FAR = 400
_HEAD = 40
"""Passages among which an article's name may stand."""
_NAME = 8
"""Spaces in a line that is no more than an illness's name."""
_MANY = 3
_TELLING = 2
"""So many signs of an article's own topic tell of an emergency."""


def unrouted(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED303: the article names an emergency, in its help section or elsewhere, but no way to get help."""
    told = list(routes.missing(document, settings, rule))
    yield from told
    if told or not reading(document).language.startswith("en"):
        return
    found = _first(document, rule)
    if found is None or _speaks_of_patients(document, rule):
        return
    if any(not route.vague for _, route in article_routes(document, _ROUTES)):
        return
    if routes.is_own_number(document, rule):
        return
    locale = locale_of(document, settings)
    values = {
        "text": shown(found.passage, found.start, found.end),
        "route": route_phrase(locale.told, "emergency"),
    }
    variant = "watched" if found.group in ("watched", "sign", "symptom") else "told"
    yield Hit(found.passage.span(found.start, found.end), variant, values)


def _first(document: Document, rule: Rule) -> Match | None:
    """Return where an article first tells of an emergency."""
    found: list[Match] = []
    for name in ("plain", "pressing", "deadly", "sign"):
        for match in routes.group_matches(document, rule, name, stances=_SAID):
            if _is_here(document, match) and _is_one(match, document, rule):
                found.append(match)
                break
    found += _watched(document, rule)
    found += _vague(document, rule)
    found += _suffered(document, rule)
    return min(found, key=lambda match: match.passage.block.span, default=None)


def _vague(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield the first words that send readers to help at once, and say not where: "seek immediate help"."""
    for passage, route in article_routes(document, ("emergency",), vague=True):
        said = passage.text[slice(*sentence(passage.text, route.start, "en"))].rstrip()
        match = Match("plain", passage, route.start, route.end)
        groups, words = rule.params["compiled"], passage.text[route.start : route.end]
        if passage.role in rule.params["not-in"] or not _is_here(document, match) or _JOINED.search(words):
            continue
        medical = says(groups, "-medical", words) or any(says(groups, n, said) for n in ("-sign", "-danger"))
        others = any(says(groups, name, said) for name in ("-of-others", "-others"))
        if medical and not (others or said.endswith("?")):
            yield match
            return


def _is_here(document: Document, match: Match) -> bool:
    """Tell whether a match is running text of the article."""
    at = match.passage.span(match.start, match.end)
    return match.passage.block.kind != "heading" and not triage.is_linked(document, at)


def _is_one(match: Match, document: Document, rule: Rule) -> bool:
    """Tell whether words mean an emergency: by themselves, or by a sign of one in a sentence near by.

    Where the article's title names a danger, how bad that can get is enough.
    """
    text = match.passage.text
    begins, ends = sentence(text, match.start, "en")
    first = sentence(text, max(0, begins - 2), "en")[0]
    last = sentence(text, min(len(text) - 1, ends + 1), "en")[1]
    # A sentence without end would be read again for each match in it.
    first, last = max(first, match.start - _FAR), min(last, match.end + _FAR)
    here = text[max(begins, first) : min(ends, last)]
    if any(says(rule.params["compiled"], name, here) for name in ("-others", "-denied")):
        return False
    if match.group == "plain":
        return True
    if here.endswith("?"):
        return False
    groups, near = rule.params["compiled"], text[first:last]
    if match.group == "pressing" and says(groups, "-danger", here):
        return True
    if match.group == "sign":
        return says(groups, "-grave", near) and says(groups, "-readers", near)
    return says(groups, "-sign", near) or says(groups, "-danger", fold(title_text(document)))


def _watched(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield the first sign of an article's topic, where a passage tells readers to watch for several."""
    groups = rule.params["compiled"]
    flags = [
        flag for topic in topics_of(document) for flag in flags_of(topic.id, "") if flag.tier == "emergency"
    ]
    if not flags:
        return
    near: dict[int, list[tuple[str, int, int, Passage]]] = {}
    for sign in signs(document, flags, reading(document).passages):
        passage = sign.passage
        if passage.block.kind == "paragraph" and says(groups, "watched", passage.text):
            near.setdefault(passage.block.span.start, []).append(
                (sign.flag.id, sign.start, sign.end, passage)
            )
    for found in near.values():
        if len({name for name, *_ in found}) >= _TELLING:
            _, start, end, passage = min(found, key=lambda sign: sign[1])
            yield Match("watched", passage, start, end)
            return


def _suffered(document: Document, rule: Rule) -> Iterator[Match]:
    """Yield the first of several signs of an illness that is an emergency, if nothing tells of help.

    The title names the illness, or a heading over a list of its signs.
    """
    groups = rule.params["compiled"]
    told = list(routes.group_matches(document, rule, "symptom", stances=_SAID))
    if len(told) < _TELLING:
        return
    needed = _needed(document, rule)
    near: dict[str, dict[str, Match]] = {}
    first: dict[str, Match] = {}
    for match in told:
        passage = match.passage
        above = passage.heading
        if passage.block.kind == "heading" or says(groups, "-past", above):
            continue
        listed = any(says(groups, "-symptoms", said) for said in (above, passage.lead))
        listed = listed and passage.block.kind == "item"
        if needed or (listed and says(groups, "-illness", above)):
            key = "" if needed else above
            near.setdefault(key, {}).setdefault(passage.text[match.start : match.end], match)
            if listed:
                first.setdefault(key, match)
    found = next((key for key in near if len(near[key]) >= (needed or _TELLING)), None)
    if found is not None and not _is_helped(document, rule):
        yield first.get(found) or next(iter(near[found].values()))


def _needed(document: Document, rule: Rule) -> int:
    """Return how many signs of the illness that an article is about tell of an emergency; 0: of none.

    Where the title is that of any page of a site, a name that stands alone may be its title.
    """
    groups = rule.params["compiled"]
    title = said_titles(document)
    if not says(groups, "-illness", title):
        passages = reading(document).passages[:_HEAD]
        alone = [
            passage.text
            for passage in passages
            if passage.text.count(" ") <= _NAME
            and is_all(groups, "-illness", passage.text.strip())
            and not routes.is_link(document, passage)
        ]
        title = f"{title}. {alone[0]}" if len(alone) == 1 else title
    # "Causes, symptoms and prevention of …" is about the illness itself.
    if says(groups, "-past", title) and not says(groups, "-symptoms", title):
        return 0
    if says(groups, "-illness", title):
        return _TELLING
    return _MANY if says(groups, "-illness-too", title) else 0


def _is_helped(document: Document, rule: Rule) -> bool:
    """Tell whether an article has a word of help: an ambulance, a hospital, that there is no time to lose."""
    groups = rule.params["compiled"]
    return any(
        says(groups, "-helped", without(groups, "-no-help", passage.text))
        for passage in reading(document).passages
    )


def _speaks_of_patients(document: Document, rule: Rule) -> bool:
    """Tell whether an article speaks of patients more than to its readers."""
    counts = dict.fromkeys(("patients", "readers"), 0)
    words = rule.params["audience"]
    for passage in reading(document).passages:
        for word in passage.text.split():
            for who, named in words.items():
                counts[who] += word.strip(".,;:()'\"") in named
    few: int = rule.params["few"]
    return counts["patients"] > max(counts["readers"], few)
