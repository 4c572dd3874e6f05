"""Whether an article itself says what a phrase says, or denies, asks, quotes or reports it.

"There is no cure for asthma" is no cure claim, nor is "Can turmeric cure cancer?" or "Sellers claim that it
cures everything". The words are in `rules/_vocabulary/polarity.yaml`; the method is that of NegEx
(Chapman et al., J Biomed Inform 2001), widened to questions, quotations, reports and myths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from medlint._records import NamedTuple
from medlint.phrases import pattern_of
from medlint.reading import Passage, sentence
from medlint.vocabulary import load

Stance = Literal["asserted", "denied", "asked", "quoted", "reported", "supposed"]
"""What a text does with a statement; a myth that it names is `reported`."""


class _Words(NamedTuple):
    negations: re.Pattern[str]
    false_negations: re.Pattern[str]
    breaks: re.Pattern[str]
    denials_after: re.Pattern[str]
    reports: re.Pattern[str]
    myths: re.Pattern[str]
    suppositions: re.Pattern[str]
    reach: int
    reach_after: int


def stance(passage: Passage, start: int, end: int, language: str, *, headings: str = "") -> Stance:
    """Return what a passage does with what stands at `[start, end)` of its text.

    `headings` are the folded headings above the passage: under "Myths" all is reported. In a language
    without such words everything counts as asserted.
    """
    words = _words(language)
    if words is None:
        return "asserted"
    first, last = sentence(passage.text, start, language)
    before, after = passage.text[first:start], passage.text[end : max(last, end)]
    if passage.block.place == "quote" or _is_in_quotes(passage.text[:start], passage.text[end:]):
        return "quoted"
    around = (_label(passage.text, first) + before, after, headings)
    if any(words.myths.search(text) for text in around if text):
        return "reported"
    window = _last_words(_from_break(before, words), words.reach)
    bare = words.false_negations.sub(" ", window)
    if words.negations.search(bare) or words.denials_after.match(_first_words(after, words.reach_after)):
        return "denied"
    if after.rstrip("\"') ").endswith("?"):
        return "asked"
    if words.reports.search(before) or words.reports.match(after.lstrip(" ,")):
        return "reported"
    return "supposed" if words.suppositions.search(_from_break(before, words)) else "asserted"


def _label(text: str, start: int) -> str:
    """Return the words before a colon that leads a sentence in ("Myth: ...")."""
    lead = text[:start].rstrip()
    return lead[-40:] + " " if lead.endswith(":") else ""


def _from_break(before: str, words: _Words) -> str:
    """Return what stands behind the last word that begins another statement."""
    cut = 0
    for match in words.breaks.finditer(before):
        cut = match.end()
    return before[cut:]


def _last_words(text: str, number: int) -> str:
    return " ".join(text.split()[-number:])


def _first_words(text: str, number: int) -> str:
    return " ".join(text.split()[: number + 3]).lstrip(" ,")


def _is_in_quotes(before: str, after: str) -> bool:
    """Tell whether a quotation mark is open; marks of inches and minutes stand behind digits."""
    return '"' in after and len(re.findall(r'(?<!\d)"', before)) % 2 == 1


@cache
def _words(language: str) -> _Words | None:
    data: dict[str, Any] | None = load("polarity").get(language)
    if data is None:
        return None
    # A denial may begin a few words behind the phrase, so its pattern skips them.
    skip = rf"(?:[\w'%-]+,? ){{0,{data['reach-after']}}}?"
    return _Words(
        _any(data["negations"]),
        _any(data["false-negations"]),
        re.compile(f"[;:]|(?<= )- |{pattern_of(data['breaks'])}"),
        re.compile(f"{skip}(?:{pattern_of(data['denials-after'])})"),
        _any(data["reports"]),
        _any(data["myths"]),
        _any(data["suppositions"]),
        data["reach"],
        data["reach-after"],
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(pattern_of(phrases))
