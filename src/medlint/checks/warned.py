"""What authorities warn of: remedies that harm, and illnesses that medicine does not recognise.

Both are closed lists with a source for each entry (`rules/_vocabulary/remedies.yaml` and `diagnoses.yaml`).
The phrases of the rules find where an article recommends or diagnoses; this tells what is meant, and whether
the article warns of it (`warned_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medlint.checks.advice import unsafe
from medlint.checks.remedy_pages import promoted
from medlint.checks.warned_of import Entry, denies, entries, fits, warns
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.kinds.existence import Match, context, is_linked_title, matches, shown
from medlint.phrases import regex
from medlint.phrases.book import Groups
from medlint.reading import Reading, reading, sentence
from medlint.rule import Rule
from medlint.settings import Settings

_FAR = 300
"""Characters of the sentence before that are read."""


def remedies(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED324: an article recommends, doses or sells what authorities warn against as a remedy.

    Advice counts as `advice.told` says, and on a page about the remedy as `remedy_pages.promoted` does.
    Groups that `same-message` names share a message.
    """
    same = rule.params.get("same-message", {})
    found = (match for match in unsafe(document, rule) if not denies(match))
    places = {place.entry.pattern: place for place in promoted(document, rule)}
    for match, entry in _each(document, rule, "remedies", found):
        place = places.get(entry.pattern)
        # What a page says under a heading such as "How to eat kernels" tells more than the heading.
        if place is None or match.passage.block.kind != "heading":
            places.pop(entry.pattern, None)
            yield _hit(match, entry, same.get(match.group, match.group))
    for place in places.values():
        yield _hit(place.match, place.entry, same[place.match.group], place.more)


def diagnoses(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED431: an article uses the name of an illness that medicine does not recognise as a fact.

    The message is that of the entry's variant.
    """
    for match, entry in _each(document, rule, "diagnoses", matches(document, rule)):
        yield _hit(match, entry, entry.variant or "unrecognised")


def _hit(match: Match, entry: Entry, variant: str, more: Iterable[Match] = ()) -> Hit:
    span = match.passage.span(match.start, match.end)
    text = shown(match.passage, match.start, match.end)
    rest = tuple(Related(other.passage.span(other.start, other.end), "here too") for other in more)
    return Hit(span, variant, {"text": text, **entry.values}, rest)


def _each(
    document: Document, rule: Rule, words: str, found: Iterable[Match]
) -> Iterator[tuple[Match, Entry]]:
    """Yield the first place that means each entry, unless the article warns of that."""
    text = reading(document)
    groups: Groups = rule.params["compiled"]
    done: set[str] = set()
    for match in found:
        entry = _meant(match, text, words)
        if entry is None or entry.pattern in done or is_linked_title(document, match):
            continue
        done.add(entry.pattern)
        if fits(entry, text) and not warns(document, text, entry, groups):
            yield match, entry


def _meant(match: Match, text: Reading, words: str) -> Entry | None:
    """Return what a match names, unless its sentence shows that something else is meant.

    For an illness, the sentence before may show it as well: "This is called acidosis. The acid blood …".
    """
    passage = match.passage
    first, last = context(passage, match.start, match.end, text.language)
    if words == "diagnoses" and first:
        before = sentence(passage.text, max(first - 2, 0), text.language)[0]
        first = max(before, first - _FAR)
    for entry in entries(words):
        if regex(entry.pattern).search(passage.text, match.start, match.end):
            return None if regex(entry.unless).search(passage.text, first, last) else entry
    return None
