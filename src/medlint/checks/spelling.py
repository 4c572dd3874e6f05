"""How words are spelt: short forms, and the words of two countries in one article.

The words are in the rule files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from medlint._records import NamedTuple
from medlint.document import Document
from medlint.finding import Edit, Fix, Hit, Related
from medlint.reading import ELSEWHERE, Passage, Reading, reading
from medlint.reading.locales import locale_of, place_name
from medlint.reading.polarity import stance
from medlint.rule import Rule
from medlint.settings import Settings

_OPENS_SENTENCE = re.compile(r"(?:^|[.!?]\s|•)\W*\Z")
_QUOTE = re.compile(r"\"|(?<!\w)'")
# "J Affect Disord. 2014;7:6", "et al.", an address: a line of a list of sources, wherever it stands.
_SOURCE = re.compile(r"\b(?:19|20)\d\d ?[;:] ?\d|\bet al\b|\bdoi\b|\bPMID\b|\b\d+\(\d+\):\d")
_INVERTED = re.compile(r" (\w+)")


def shortened(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED509, MED512: a short form for which there are words; the fix puts them in.

    `full` gives the words for each form as it is folded, "" where a sentence has to be written anew. A form
    is left alone where one of `subjects` follows it ("Can't you …"), `as-written` ones unless written so.
    """
    text = reading(document)
    full: Mapping[str, str] = rule.params["full"]
    if text.words.isdisjoint(rule.params["words"]):
        return
    pattern, subjects = _either(tuple(full)), rule.params.get("subjects", ())
    for passage in text.passages:
        if passage.role in ELSEWHERE or not any(mark in passage.text for mark in rule.params["marks"]):
            continue
        for match in pattern.finditer(passage.text):
            start, end = match.span()
            written, better = passage.block.text[start:end], full[match.group()]
            if match.group() in rule.params.get("as-written", ()) and not written.islower():
                continue
            if is_quoted(passage, start, end, text.language):
                continue
            follows = _INVERTED.match(passage.text, end)
            asked = follows is not None and follows[1] in subjects
            better = better.capitalize() if written[0].isupper() else better
            fix = None
            if better and not asked:
                fix = Fix(f"Write '{better}'", (Edit(passage.span(start, end), better),), "safe")
            values = {"text": written, "better": better or "other words"}
            yield Hit(passage.span(start, end), "plain" if better else "rewrite", values, fix=fix)


def is_quoted(passage: Passage, start: int, end: int, language: str) -> bool:
    """Tell whether words are somebody else's: most passages hold no quotation mark at all."""
    return _has_quotes(passage.text) and stance(passage, start, end, language) == "quoted"


@lru_cache(maxsize=2)
def _has_quotes(text: str) -> bool:
    return _QUOTE.search(text) is not None


def says_word(word: str, text: str) -> bool:
    """Tell whether a text says a word written just so; far faster than a pattern that is new each time."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[end : end + 1].isalnum() and not (at and text[at - 1].isalnum()):
            return True
        at = text.find(word, end)
    return False


def _is_source(passage: Passage) -> bool:
    """Tell whether a passage is what another text is called, and is spelt as that is."""
    return bool(_SOURCE.search(passage.block.prose.text))


class _Word(NamedTuple):
    """A word that is spelt, or used, in one country only; `better` is what the other one says."""

    word: str
    better: str
    passage: Passage
    start: int

    def hit(self, variant: str, values: Mapping[str, object]) -> Hit:
        """Return the hit on it."""
        end = self.start + len(self.word)
        said = {"text": self.passage.block.text[self.start : end], "better": self.better, **values}
        return Hit(self.passage.span(self.start, end), variant, said)


def mixed(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED511: words of two countries in one article, or words that are foreign where its readers are.

    `pairs` holds British words and spellings and the American ones for the same; `terms` likewise words that
    name a thing or person of the health service, which count only where it is certain that it is `served` so.
    """
    text = reading(document)
    pairs, terms = rule.params["pairs"], rule.params["terms"]
    british, american = set(pairs), set(pairs.values())
    found_british, found_american = text.words & british, text.words & american
    locale = locale_of(document, settings)
    if locale.certain:
        home = "american" if locale.code in rule.params["american"] else "british"
        if locale.code in rule.params["both"]:
            return
        foreign = found_british if home == "american" else found_american
        served = terms if locale.code in rule.params["served"] else {}
        words = _swapped(pairs, served, american=home == "british")
        yield from _foreign(text, words, foreign, place_name(locale.code))
        return
    least = int(rule.params["least"])
    if not found_british or not found_american or max(len(found_british), len(found_american)) < least:
        return
    if len(found_british) == len(found_american):
        return
    fewer = found_british if len(found_british) < len(found_american) else found_american
    words = _swapped(pairs, {}, american=fewer is found_american)
    hits = [place.hit("mixed", {}) for place in _places(text, fewer, words)]
    if hits:
        name = "American" if fewer is found_american else "British"
        others = tuple(Related(hit.span, "here too") for hit in hits[1:])
        yield hits[0]._replace(related=others, values={**hits[0].values, "country": name})


def _swapped(pairs: Mapping[str, str], terms: Mapping[str, str], *, american: bool) -> Mapping[str, str]:
    """Return the words of one country with those of the other; `american`: the American ones are keys."""
    both = {**pairs, **terms}
    return {there: here for here, there in both.items()} if american else both


def _foreign(text: Reading, words: Mapping[str, str], present: Iterable[str], country: str) -> Iterator[Hit]:
    """Yield a hit for the first place of each foreign word."""
    longer = [word for word in words if " " in word and not text.words.isdisjoint(word.split())]
    seen: dict[str, Hit] = {}
    for place in _places(text, (*present, *longer), words):
        if place.word not in seen:
            seen[place.word] = place.hit("foreign", {"country": country})
    yield from seen.values()


def _places(text: Reading, present: Iterable[str], words: Mapping[str, str]) -> Iterator[_Word]:
    """Yield the places of words, but not in names or quotations."""
    wanted = tuple(sorted(present))
    if not wanted:
        return
    pattern = _either(wanted)
    for passage in text.passages:
        if passage.role in ELSEWHERE or passage.block.place == "quote" or _is_source(passage):
            continue
        for match in pattern.finditer(passage.text):
            start, end = match.span()
            written = passage.block.text
            opens = _OPENS_SENTENCE.search(written[max(0, start - 8) : start])
            if written[start].isupper() and (passage.block.kind == "heading" or not opens):
                continue
            if not is_quoted(passage, start, end, text.language):
                yield _Word(match.group(), words[match.group()], passage, start)


@cache
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w.'-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
