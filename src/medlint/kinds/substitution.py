"""`kind: substitution`: words for which there are better ones.

`swap` lists what to avoid (a phrase) and what to prefer (for people), with the variant of the message; the
other parameters are those of `kind: existence`, but a word counts in any stance that is the article's own.
What is preferred stands in brackets where it is advice to the writer ("(give the ages)") and not words to put
in. Words to put in are fitted into their place (`medlint.kinds.agreement`), or not offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from medlint.document import Document
from medlint.finding import Edit, Fix, Hit, Related
from medlint.kinds.existence import Match, matches, shown
from medlint.reading import is_title, reading, sentence
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.vocabulary import load

# A source, in which others chose the words, also where no heading says that it is one.
_CITED = re.compile(r"\bdoi:|\bet al\.|(?<!\d)(?:19|20)\d\d(?: [a-z]{3}(?: \d\d?)?)? ?; ?\d+ ?[(:]")
# "Sleep in elderly people: a cohort study" is a title, in running text too.
_TITLED = re.compile(
    r"[^.!?:]{0,120}: an? (?:[\w-]+ ){0,3}(?:(?:cohort|case-control|cross-sectional) study"
    r"|systematic review|meta-analysis|(?:controlled|clinical|pilot) trial)\b"
)
_TITLE = 3
"""Long words of an item that make a title of it if nearly all have capitals."""
_MOST_RELATED = 50
_OWN_WORDS = ("asserted", "denied", "asked", "supposed")


def check(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for the first place of each phrase that has a better one; the next places are related."""
    stances = rule.params.get("stances", _OWN_WORDS)
    swap = rule.params["swap"]
    hits: dict[str, Hit] = {}
    more: dict[str, list[Related]] = {}
    own: dict[int, bool] = {}
    language = reading(document).language
    for found in matches(document, rule, stances=stances):
        passage = found.passage
        if ", " in passage.text[found.start : found.end]:
            continue  # "In Down syndrome, children": words for people stand together.
        if id(passage) not in own:
            own[id(passage)] = not (_CITED.search(passage.text) or is_title(passage, _TITLE))
        if not own[id(passage)] or _TITLED.match(passage.text, found.end):
            continue
        span = passage.span(found.start, found.end)
        if found.group in hits:
            others = more.setdefault(found.group, [])
            if len(others) < _MOST_RELATED:
                others.append(Related(span, "here too"))
            continue
        entry = swap[int(found.group)]
        better, fix = _offer(entry, found, document.source.text, language)
        values = {"text": shown(passage, found.start, found.end), "prefer": better}
        hits[found.group] = Hit(span, entry.get("variant", ""), values, fix=fix)
    for group, hit in hits.items():
        yield hit._replace(related=tuple(more.get(group, ())))


def _offer(entry: Mapping[str, Any], found: Match, source: str, language: str) -> tuple[str, Fix | None]:
    """Return the better words as they would stand at a place, or advice; words are shown, never put in."""
    better: str = entry["prefer"]
    if better.startswith("("):
        return better[1:-1], None
    from medlint.kinds.agreement import cased, fitted

    words = load("agreement")[language.partition("-")[0]]
    passage = found.passage
    place = fitted(entry, passage.text, found.start, found.end, words)
    if place is None:
        return words["otherwise"]["verb" if "verb" in entry else "noun"], None
    old = passage.block.text[place.start : place.end]
    first = sentence(passage.text, place.start, language)[0]
    begins = not any(map(str.isalnum, passage.text[first : place.start]))
    put = cased(place.text, old, sentence=begins, words=words)
    span = passage.span(place.start, place.end)
    if source[span.start : span.end].split() != old.split():
        return put.strip(), None  # Markup stands between the words, and half of it would go.
    return put.strip(), Fix(f"Say {put.strip()!r}", (Edit(span, put),), "display")
