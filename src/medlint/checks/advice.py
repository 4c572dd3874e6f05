"""Advice to do without a professional: to stop a medicine, to put off care, to diagnose oneself.

Advice counts only if the article gives it itself, to its reader, and does not send the reader to a
professional first. What such advice sounds like is in the rule files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from medlint.document import Document, Section, of_latest
from medlint.finding import Hit
from medlint.kinds.existence import Match, capped, matches, shown
from medlint.parse.wording import FAR
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading, reading, sentence, sentences
from medlint.reading.said import all_said, says, without
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.source import Span
from medlint.tree import link_around, said_titles

_OFTEN = 3
"""So often an article that offers something speaks of it."""
_STOP = re.compile("[,;:.!?()–—]| - ")


def told(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each piece of a rule's advice that no professional has a say in.

    An article with none of the words of `about`, if there are some, is not looked at. The groups of phrases
    in `told` are advice only where they open a sentence or follow one of `leads`, or one of `joins` in a
    sentence that opens with one of `openers` or has one of `modals` before. In the sentence, the one before
    or the one after, a phrase of `-net` makes advice safe, in the sentence itself one of `-net-within` too,
    unless one of `-against` is there as well, which turns the reader from the professional, and is not
    forbidden as `-forbids` says. What a phrase of `-not-asked`
    says does not count: "the tablets that your doctor gave you". Of the paragraph behind one with advice only
    a phrase of `-net-behind` counts, if a rule has that. `said-before` names, for groups of phrases
    about "it", the group of which a phrase has to stand before; `same-message` names, for groups without a
    message, whose they share. Of those in `flat` none counts for which `-limited` says when, around it up to
    the next comma, or `-reason` says why, in the sentences around. The groups in `beside` count in any
    article, but only near a phrase of the group that each names, and none of `-help`, or of the help of that
    group's own: `-help-treatment`; in its own sentence, none of `-doubt-treatment`. For those in `by-title`
    the title may say that phrase, for those in `by-article` the article, if it says it again and again.
    """
    yield from capped(_hits(document, rule), int(rule.params.get("most", 0)))


def _hits(document: Document, rule: Rule) -> Iterator[Hit]:
    for match in unsafe(document, rule):
        span = match.passage.span(match.start, match.end)
        variant = rule.params.get("same-message", {}).get(match.group, match.group)
        yield Hit(span, variant, {"text": shown(match.passage, match.start, match.end)})


def around(text: Reading, passage: Passage, start: int, *, behind: bool = True, beyond: bool = True) -> str:
    """Return a sentence with the one before (an item's lead-in) and, if `behind`, the one after.

    If it is the last of its passage, the one after is the first of the next, unless `beyond` says no.
    """
    own = list(sentences(passage.text, text.language))
    index = next((k for k, (_, end) in enumerate(own) if start < end), 0)
    place = text.place(passage)
    first_of = max(0, index - (1 if behind else 2))
    # A sentence without end would be read again for each match in it.
    pieces = [
        passage.text[max(first, start - FAR) : min(last, start + FAR)]
        for first, last in own[first_of : index + 1 + behind]
    ]
    if index == 0 and place > 0:
        pieces.insert(0, lead_in(text, place))
    if behind and beyond and index + 1 >= len(own):
        pieces.append(_next(text, place))
    return " ".join(pieces)


def _next(text: Reading, place: int) -> str:
    """Return the first sentence of the passage behind another, if that is no heading."""
    after = text.passages[place + 1] if place + 1 < len(text.passages) else None
    if after is None or after.block.kind == "heading":
        return ""
    return after.text[slice(*sentence(after.text, 0, text.language))]


def part(document: Document, at: int) -> Span:
    """Return the largest part below the title that a place belongs to: a section with all its subsections."""
    spans = _parts(document)
    return spans[max(0, bisect_right(spans, at, key=lambda span: span.start) - 1)]


@of_latest
def _parts(document: Document) -> tuple[Span, ...]:
    return tuple(_parts_of(document.root))


def _parts_of(section: Section) -> Iterator[Span]:
    """Yield what stands before the first section, then each section; a title alone is no part."""
    first = min((below.span.start for below in section.sections), default=section.span.end)
    yield Span(section.span.start, first)
    only = section.sections[0] if len(section.sections) == 1 else None
    if only is not None and only.level == 1 and only.sections:
        yield from _parts_of(only)
    else:
        yield from (below.span for below in section.sections)


def unsafe(document: Document, rule: Rule) -> tuple[Match, ...]:
    """Return a rule's advice; a second rule asks for it in turn."""
    known = _advice(document)
    if rule.id not in known:
        known[rule.id] = tuple(_found(document, rule))
    return known[rule.id]


@of_latest
def _advice(_: Document) -> dict[str, tuple[Match, ...]]:
    """Return what is known of an article's advice, by the rule: nothing yet."""
    return {}


def _found(document: Document, rule: Rule) -> Iterator[Match]:
    params = rule.params
    groups: Groups = params["compiled"]
    text = reading(document)
    beside: Mapping[str, str] = params.get("beside", {})
    found: list[Match] = []
    if "about" not in params or not text.words.isdisjoint(params["about"]):
        told = frozenset(groups) - frozenset(beside)
        found += (match for match in matches(document, rule, only=told) if _is_advice(match, text, params))
    if beside:
        title = said_titles(document)
        # What one gate leaves out must not hide what another lets through: "avoid surgery".
        for gate in sorted(set(beside.values())):
            again: str | None = None
            for match in matches(document, rule, only=[name for name in beside if beside[name] == gate]):
                named = title if match.group in params.get("by-title", ()) else ""
                if match.group in params.get("by-article", ()):
                    again = _spoken_of(text, groups, gate) if again is None else again
                    named = f"{title}. {again}"
                if not (is_told(match, text, params) and is_beside(match, text, groups, gate, named)):
                    continue
                # The title of another page is nobody's advice here.
                if link_around(document, match.passage.span(0, len(match.passage.text))) is None:
                    found.append(match)
    found.sort(key=lambda match: (match.passage.block.span, match.start))
    end = (-1, -1)
    for match in found:
        place = (match.passage.block.span.start, match.start)
        if place >= end:
            end = (place[0], match.end)
            yield match


def _is_advice(match: Match, text: Reading, params: Mapping[str, Any]) -> bool:
    """Tell whether a phrase advises the reader, with nothing around it that makes the advice safe."""
    groups: Groups = params["compiled"]
    if not is_told(match, text, params):
        return False
    needed = params.get("said-before", {}).get(match.group)
    if needed is not None and not says(groups, needed, _before(text, match)):
        return False
    strict = "-net-behind" in groups and match.passage.block.kind == "paragraph"
    near = without(groups, "-not-asked", around(text, match.passage, match.start, beyond=not strict))
    if strict and says(groups, "-net-behind", _behind(text, match)):
        return False
    if match.group in params.get("flat", ()) and _is_limited(match, text, groups, near):
        return False
    safe = says(groups, "-net", near) or _is_said_safe(match, text, groups)
    return not safe or says(groups, "-against", without(groups, "-forbids", near))


def _is_said_safe(match: Match, text: Reading, groups: Groups) -> bool:
    """Tell whether the sentence of advice itself names somebody: near it, a mention says little."""
    if "-net-within" not in groups:
        return False
    words = match.passage.text
    first, last = sentence(words, match.start, text.language)
    own = words[max(first, match.start - FAR) : min(last, match.end + FAR)]
    return says(groups, "-net-within", without(groups, "-not-asked", own))


def _is_limited(match: Match, text: Reading, groups: Groups, near: str) -> bool:
    """Tell whether a sentence that forbids something says for whom or when, or one near by says why."""
    words = match.passage.text
    first, last = sentence(words, match.start, text.language)
    rest = _STOP.split(words[match.end : min(last, match.end + FAR)], maxsplit=1)[0]
    before = words[max(first, match.start - FAR) : match.start]
    above = match.passage.above.replace("\n", ". ")
    reasons = any(says(groups, "-reason", part) for part in (near, above, match.passage.lead))
    return reasons or any(says(groups, "-limited", part) for part in (before, rest))


def is_beside(match: Match, text: Reading, groups: Groups, name: str, title: str = "") -> bool:
    """Tell whether a phrase of a group leads to advice, stands above or in `title`, and none of `-help`."""
    # The words of advice themselves, such as "no need for an ambulance", make nothing safe.
    near = around(text, match.passage, match.start)
    rest = near.replace(match.passage.text[match.start : match.end], " ", 1)
    above = match.passage.heading
    own = f"-help{name}"
    if own in groups:
        safe = says(groups, own, near)
    else:
        safe = any(says(groups, help_, rest) for help_ in ("-help", f"-help-{match.group}"))
    doubt = f"-doubt{name}"
    if doubt in groups:
        first, last = sentence(match.passage.text, match.start, text.language)
        first, last = max(first, match.start - FAR), min(last, match.end + FAR)
        safe = safe or says(groups, doubt, match.passage.text, first, last)
    leading = around(text, match.passage, match.start, behind=False)
    return not safe and any(says(groups, name, place) for place in (leading, above, title))


def _spoken_of(text: Reading, groups: Groups, name: str) -> str:
    """Return what an article says of a group, if it says that more than once, or ""."""
    places = (place for at in all_said(text, groups, name) for place in text.find(*groups[name][at]))
    several = [passage.text[start:end] for passage, start, end in islice(places, _OFTEN)]
    return several[0] if len(several) == _OFTEN else ""


def _behind(text: Reading, match: Match) -> str:
    """Return the first sentence of the next passage, if a phrase stands in the last one of its own.

    Behind a phrase that leads a list in, or stands in the sentence before, that is the one after the list.
    """
    words, place = match.passage.text.rstrip(), text.place(match.passage)
    last = sentence(words, match.start, text.language)[1]
    if words.endswith(":"):
        last = sentence(words, last, text.language)[1] if last < len(words) else last
        place = _end_of_list(text, place)
    return _next(text, place) if last >= len(words) else ""


def _end_of_list(text: Reading, place: int) -> int:
    """Return the place of the last item of the list that a passage leads in; its own, if there is none."""
    while place + 1 < len(text.passages) and text.passages[place + 1].block.kind == "item":
        place += 1
    return place


def _before(text: Reading, match: Match) -> str:
    """Return what stands before a phrase in its sentence, and the sentence before."""
    passage = match.passage
    first, _ = sentence(passage.text, match.start, text.language)
    start = sentence(passage.text, max(0, first - 2), text.language)[0] if first else 0
    lead = lead_in(text, text.place(passage)) if not first else ""
    return f"{lead} {passage.text[max(start, match.start - FAR) : match.start]}"


def is_told(match: Match, text: Reading, params: Mapping[str, Any]) -> bool:
    """Tell whether a phrase is an instruction to the reader: by what stands before it in its sentence."""
    if match.group not in params.get("told", ()):
        return True
    passage = match.passage
    first, _ = sentence(passage.text, match.start, text.language)
    words = re.findall(r"[\w']+|[,;:(-]", passage.text[max(first, match.start - FAR) : match.start])
    while words and words[-1] in params["adverbs"]:
        words.pop()
    if not words or words[-1] in (",", ";", ":", "(", "-"):
        return True
    before = " ".join(words)
    # "Take two a day and stop …", "you should rest and stop …": what is joined to advice is advice.
    joined = words[-1] in params["joins"]
    if joined and (words[0] in params["openers"] or _is_in_advice(before, params)):
        return True
    return any(before == lead or before.endswith(f" {lead}") for lead in params["leads"])


def _is_in_advice(before: str, params: Mapping[str, Any]) -> bool:
    """Tell whether words before a phrase have begun to advise: one of `modals`."""
    return any(f" {modal} " in f" {before}" for modal in params.get("modals", ()))


def lead_in(text: Reading, place: int) -> str:
    """Return the last sentence before a passage; before a list's item, that which leads its list in."""
    if place <= 0:
        return ""
    before = text.passages[text.before_list[place]].text
    return before[slice(*sentence(before, max(len(before.rstrip()) - 1, 0), text.language))]
