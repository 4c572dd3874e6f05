"""Words that many readers do not know or do not need, where an article is dense with them.

The words and plainer ones are in `rules/_vocabulary/jargon.yaml`. One term more or less does no harm, so the
rate is judged, and one finding names the worst.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate

from medlint._records import NamedTuple
from medlint.checks.spelling import is_quoted
from medlint.document import Document
from medlint.finding import Hit, Related
from medlint.parse.wording import fold
from medlint.phrases import pattern_of
from medlint.reading import ELSEWHERE, Passage, Reading, reading
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import title_text
from medlint.vocabulary import load

_WORD = re.compile(r"[^\W_]+")
_IN_WORD = re.compile(r"[\w-]")
_NOT_READ = (*ELSEWHERE, "disclaimer")
_NEAR = 60
_SHOWN = 5
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:]\s|[\n•])\W*\Z")


class _Term(NamedTuple):
    """A term in one of its forms: its number, its weight and the plainer words."""

    number: int
    hard: bool
    plain: str


class _Terms(NamedTuple):
    forms: Mapping[str, _Term]
    starts: Mapping[str, list[str]]
    """The forms by their first word."""
    after: re.Pattern[str]
    before: re.Pattern[str]


class _Use(NamedTuple):
    """A place where an article uses a term."""

    term: _Term
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self.passage.block.text[self.start : self.end]


def dense(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED504: at least `least` terms, and `rate` in 100 words, that are neither the topic nor explained."""
    text = reading(document)
    # Hardly an article has many of the words that terms begin with.
    starts: Mapping[str, list[str]] = load("jargon").get(text.language, {}).get("starts", {})
    present = text.words.intersection(starts)
    if len(present) < rule.params["different"]:
        return
    terms = _terms(text.language)
    topic = _topic(document)
    known = _known(settings.readability.allow_terms, terms)
    uses: dict[int, list[_Use]] = {}
    for use in sorted(_uses(text, terms, present, known), key=_place):
        uses.setdefault(use.term.number, []).append(use)
    kept = [found for found in uses.values() if not _is_excused(found, topic, terms)]
    count, words = sum(map(len, kept)), sum(passage.text.count(" ") + 1 for passage in text.passages)
    hard = sum(found[0].term.hard for found in kept)
    if len(kept) < rule.params["different"] or hard < rule.params["medical"] or count < rule.params["least"]:
        return
    if count * 100 < rule.params["rate"] * words:
        return
    kept.sort(key=lambda found: (not found[0].term.hard, -len(found)))
    worst = [found[0] for found in kept[:_SHOWN]]
    spans = [use.passage.span(use.start, use.end) for use in worst]
    values = {
        "count": count,
        "rate": f"{count * 100 / words:.1f}",
        "worst": ", ".join(fold(use.text) for use in worst),
        "plainer": "; ".join(f"'{use.term.plain}' for '{fold(use.text)}'" for use in worst),
    }
    related = tuple(
        Related(span, f"plainer: {use.term.plain}") for span, use in zip(spans[1:], worst[1:], strict=True)
    )
    yield Hit(spans[0], "", values, related)


def _place(use: _Use) -> tuple[int, int]:
    return use.passage.block.span.start, use.start


def _known(allowed: Iterable[str], terms: _Terms) -> frozenset[str]:
    """Return the terms that a site's readers know; of a term of the vocabulary, all its forms."""
    known = {" ".join(fold(term).split()) for term in allowed} - {""}
    numbers = {terms.forms[form].number for form in known if form in terms.forms}
    return frozenset(known | {form for form, term in terms.forms.items() if term.number in numbers})


def _uses(text: Reading, terms: _Terms, present: Iterable[str], known: frozenset[str]) -> Iterator[_Use]:
    """Yield each use of a term in running text, but none that is known, part of a name or quoted."""
    passages = [passage for passage in text.passages if _is_read(passage)]
    starts = list(accumulate((len(passage.text) + 1 for passage in passages), initial=0))
    joined = "\n".join(passage.text for passage in passages)
    taken: set[int] = set()
    # Longer forms first: "adverse effect" is not "adverse" as well.
    forms = known.union(*(terms.starts[word] for word in present))
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        for at, end in _alone(joined, form):
            if at in taken:
                continue
            taken.update(range(at, end))
            if form not in known:
                index = bisect_right(starts, at) - 1
                use = _Use(terms.forms[form], passages[index], at - starts[index], end - starts[index])
                if not _is_other(use, text.language):
                    yield use


def _alone(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Yield where a form stands as a word, or words, of its own."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (at and _IN_WORD.match(text, at - 1)) and not _IN_WORD.match(text, end):
            yield at, end
        at = text.find(form, end)


def _is_read(passage: Passage) -> bool:
    block = passage.block
    return passage.role not in _NOT_READ and block.kind != "heading" and block.place != "quote"


def _is_other(use: _Use, language: str) -> bool:
    """Tell whether a term is not the article's own: part of a name, or quoted."""
    if _is_named(use.passage.block.text, use.start):
        return True
    return is_quoted(use.passage, use.start, use.end, language)


def _is_named(text: str, start: int) -> bool:
    """Tell whether a word is part of a name: it has a capital, and no sentence begins with it."""
    return text[start].isupper() and not _OPENS_SENTENCE.search(text[max(0, start - 8) : start])


def _topic(document: Document) -> frozenset[str]:
    """Return the words of the title, the tags and the description: what an article is about."""
    values = (value.text for name in ("title", "tags", "categories") for value in document.field(name))
    headings = (passage.text for passage in reading(document).passages if passage.block.kind == "heading")
    return frozenset(_WORD.findall(fold(" ".join((title_text(document), *values, *headings)))))


def _is_excused(uses: list[_Use], topic: frozenset[str], terms: _Terms) -> bool:
    """Tell whether a term is what the article is about, or explained where it is first used."""
    if any(topic.issuperset(_WORD.findall(fold(use.text))) for use in uses):
        return True
    first = uses[0]
    text = first.passage.text
    before, after = text[max(0, first.start - _NEAR) : first.start], text[first.end : first.end + _NEAR]
    if after.startswith((" (", ": ", " - ")) or (before.endswith("(") and ")" in after):
        return True
    if terms.after.match(after) or terms.before.search(before):
        return True
    return first.term.plain in before or first.term.plain in after


@cache
def _terms(language: str) -> _Terms:
    data = load("jargon")[language]
    forms: dict[str, _Term] = {}
    for weight in data["weights"]:
        for entry in data[weight]:
            term = _Term(len(forms), weight == "medical", entry["plain"])
            forms |= dict.fromkeys(entry["words"], term)
    return _Terms(
        forms,
        data["starts"],
        re.compile(rf",? (?:{pattern_of(data['explained-after'])})"),
        re.compile(rf"(?:{pattern_of(data['explained-before'])})(?: an?| the)? ['\"]?\Z"),
    )
