"""What authorities warn of: remedies that harm, and illnesses that medicine does not recognise.

Both are closed lists with a source for each entry (`rules/_vocabulary/remedies.yaml` and `diagnoses.yaml`).
The phrases of the rules find where an article recommends or diagnoses; this tells what is meant, and whether
the article warns of it anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from medlint._records import NamedTuple
from medlint.checks.advice import around, unsafe
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import Match, context, is_linked_title, matches, shown
from medlint.parse.wording import fold
from medlint.phrases import regex
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading, reading
from medlint.rule import Rule
from medlint.said import says, without
from medlint.settings import Settings
from medlint.tree import title_text
from medlint.vocabulary import load

_WARNS, _HARMLESS = "-warns", "-harmless"
_NOT = re.compile(r"\b(?:not|never|cannot|nor|neither)\b|n't\b")
"""What denies within the words of advice: "tanning beds give off rays that do not make vitamin D"."""
_SHORT = 600
"""Characters of a passage in which a warning counts wherever it stands."""
_MOST = 20
"""Places in a longer passage around which a warning is looked for."""


class _Entry(NamedTuple):
    """One thing that is warned of."""

    values: Mapping[str, str]
    variant: str
    pattern: str
    unless: str
    """What makes a sentence harmless."""
    not_in: str
    """What makes an article harmless."""
    about: tuple[tuple[str, tuple[str, ...]], ...]
    """What names it: patterns, and words of which one stands where it matches."""


@cache
def _entries(words: str) -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            {key: entry[key] for key in ("name", "harm", "by", "url")},
            entry["variant"],
            entry["pattern"],
            entry["unless"],
            entry["not-in"],
            tuple((pattern, tuple(triggers)) for pattern, triggers in entry["about"]),
        )
        for entry in load(words)["entries"]
    )


def remedies(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED324: an article recommends, doses or sells what authorities warn against as a remedy.

    Advice counts as `advice.told` says. Groups that `same-message` names share a message.
    """
    same = rule.params.get("same-message", {})
    found = (match for match in unsafe(document, rule) if not _NOT.search(_text(match)))
    for match, entry in _each(document, rule, "remedies", found):
        yield _hit(match, entry, same.get(match.group, match.group))


def diagnoses(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED431: an article uses the name of an illness that medicine does not recognise as a fact.

    The message is that of the entry's variant.
    """
    for match, entry in _each(document, rule, "diagnoses", matches(document, rule)):
        yield _hit(match, entry, entry.variant or "unrecognised")


def _text(match: Match) -> str:
    return match.passage.text[match.start : match.end]


def _hit(match: Match, entry: _Entry, variant: str) -> Hit:
    span = match.passage.span(match.start, match.end)
    text = shown(match.passage, match.start, match.end)
    return Hit(span, variant, {"text": text, **entry.values})


def _each(
    document: Document, rule: Rule, words: str, found: Iterable[Match]
) -> Iterator[tuple[Match, _Entry]]:
    """Yield the first place that means each entry, unless the article warns of that."""
    text = reading(document)
    groups: Groups = rule.params["compiled"]
    done: set[str] = set()
    for match in found:
        entry = _meant(match, text, words)
        if entry is None or entry.pattern in done or is_linked_title(document, match):
            continue
        done.add(entry.pattern)
        if not regex(entry.not_in).search(text.text) and not _warns(document, text, entry, groups):
            yield match, entry


def _meant(match: Match, text: Reading, words: str) -> _Entry | None:
    """Return what a match names, unless its sentence shows that something else is meant."""
    passage = match.passage
    first, last = context(passage, match.start, match.end, text.language)
    for entry in _entries(words):
        if regex(entry.pattern).search(passage.text, match.start, match.end):
            return None if regex(entry.unless).search(passage.text, first, last) else entry
    return None


def _warns(document: Document, text: Reading, entry: _Entry, groups: Groups) -> bool:
    """Tell whether an article warns of an entry: in its title, or near a place that names it."""
    if says(groups, _WARNS, fold(title_text(document))):
        return True
    return any(
        says(groups, _WARNS, without(groups, _HARMLESS, near))
        for place, starts in _named(text, entry).items()
        for near in _near(text, text.passages[place], starts)
    )


def _named(text: Reading, entry: _Entry) -> dict[int, list[int]]:
    """Return where an article names an entry, by the index of the passage."""
    places: dict[int, list[int]] = {}
    for pattern, triggers in entry.about:
        for passage, start, _ in text.find(pattern, triggers):
            places.setdefault(text.place(passage), []).append(start)
    return places


def _near(text: Reading, passage: Passage, starts: Iterable[int]) -> Iterator[str]:
    """Yield what stands near some places of a passage: around each, or all of a short one, and above."""
    yield passage.above
    if len(passage.text) <= _SHORT:
        yield passage.text
    for start in islice(starts, _MOST):
        yield around(text, passage, start)
