"""Whether an article itself says what a phrase says, or denies, asks, quotes or reports it.

"There is no cure for asthma" is no cure claim, nor is "Can turmeric cure cancer?" or "Sellers claim that it
cures everything". The words are in `rules/_vocabulary/polarity.yaml`; the method is that of NegEx
(Chapman et al., J Biomed Inform 2001), widened to questions, quotations, reports, myths, and to the headings
and lead-ins under which a statement stands.
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

_OPENS_QUOTE = re.compile(r"(?<!\w)'(?=[a-z])")
_CLOSES_QUOTE = re.compile(r"(?<=[\w.,!?])'(?!\w)")
_LONGEST_QUOTE = 80
_OWN_VERB = re.compile(r"\b(?:no|none|nothing|neither|nobody)\b")
_JOINED = re.compile(r" and (?:also |even |then |really )?\Z")
# So far, in characters, a sentence and a quotation are looked at, lest endless ones take endless time.
_FAR = 400
_FARTHEST = 4000
_LABEL = 60
_REFUTATION = 120
_LONGEST_CLAUSE = 120


class _Words(NamedTuple):
    negations: re.Pattern[str]
    false_negations: re.Pattern[str]
    openers: re.Pattern[str]
    breaks: re.Pattern[str]
    denials_after: re.Pattern[str]
    denials_anywhere_after: re.Pattern[str]
    refutations: re.Pattern[str]
    reports: re.Pattern[str]
    own_reports: re.Pattern[str]
    reports_after: re.Pattern[str]
    myths: re.Pattern[str]
    labels: re.Pattern[str]
    headings: re.Pattern[str]
    suppositions: re.Pattern[str]
    false_suppositions: re.Pattern[str]
    rhetorical: re.Pattern[str]
    question_openers: re.Pattern[str]
    lead_denials: re.Pattern[str]
    reach: int


class _Said(NamedTuple):
    """A statement: the words of its sentence before and after it, its own, and what stands around."""

    before: str
    own: str
    after: str
    label: str
    """What stands before a colon that leads the sentence in."""
    next: str
    """What follows its sentence in the passage."""


def stance(passage: Passage, start: int, end: int, language: str) -> Stance:
    """Return what a passage does with what stands at `[start, end)` of its text.

    Headings above and the lead-in of a list count: under "Myths" all is reported. In a language without
    such words everything counts as asserted.
    """
    words = _words(language)
    if words is None:
        return "asserted"
    text = passage.text
    first, last = sentence(text, start, language)
    last = max(last, end)
    label = _label(text, first, language)
    before, after = text[max(first, start - _FAR) : start], text[end : min(last, end + _FAR)]
    said = _Said(before, text[start:end], after, label, text[last : last + _REFUTATION].lstrip())
    if passage.block.place == "quote" or _is_in_quotes(passage, start, end):
        return "quoted"
    around = (said.before, said.own, said.after, said.label, passage.above)
    if any(words.myths.search(part) for part in around) or _is_under(passage, said, words):
        return "reported"
    if _is_denied(said, words):
        return "denied"
    if _is_asked(passage, said, words):
        return "asked"
    if _is_reported(said, words):
        return "reported"
    otherwise: Stance = "supposed" if _is_supposed(said, words) else "asserted"
    return _led_in(passage, said, words, language) or otherwise


def _label(text: str, first: int, language: str) -> str:
    """Return the words before a colon that lead a sentence in, or ""."""
    lead = text[max(0, first - 2) : first].rstrip()
    if not lead.endswith(":"):
        return ""
    return text[max(sentence(text, first - 2, language)[0], first - _FAR) : first].rstrip()


def _is_in_quotes(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a quotation is open; marks of inches and minutes stand behind digits."""
    raw, first = passage.block.prose.text, max(0, start - _FARTHEST)
    # A quotation of several paragraphs is closed in the last of them only.
    if raw.rfind("“", first, start) > raw.rfind("”", first, start):
        return True
    before, after = passage.text[first:start], passage.text[end : end + _FARTHEST]
    if '"' in after and len(re.findall(r'(?<!\d)"', before)) % 2 == 1:
        return True
    near = max(0, start - _LONGEST_QUOTE)
    opened = [match.end() for match in _OPENS_QUOTE.finditer(passage.text, near, start + 1)]
    if not opened or _CLOSES_QUOTE.search(passage.text, opened[-1], start):
        return False
    return bool(_CLOSES_QUOTE.search(passage.text, end, end + _LONGEST_QUOTE))


def _is_under(passage: Passage, said: _Said, words: _Words) -> bool:
    """Tell whether a label, a heading or a lead-in says that what follows is not the article's own."""
    if said.label and (
        words.labels.fullmatch(said.label[-_LABEL:].rstrip(": ")) or words.headings.search(said.label)
    ):
        return True
    if words.headings.search(passage.above):
        return True
    if passage.block.kind == "cell":
        return bool(words.myths.search(passage.lead) or words.labels.search(passage.lead))
    return False


def _is_denied(said: _Said, words: _Words) -> bool:
    scope = _scope(said, words)
    window = " ".join((*scope.split()[-words.reach :], ""))
    # Two negations make a claim; the second may be a word of the statement: "nothing that it cannot cure".
    kept = words.false_negations.sub(_blank, window + said.own)
    if words.negations.search(kept[: len(window)]):
        return True
    after = said.after.lstrip(" ,")
    if words.denials_after.match(after) or words.denials_anywhere_after.search(after):
        return True
    return bool(words.refutations.match(said.next))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _scope(said: _Said, words: _Words) -> str:
    """Return the part of the words before a statement that can deny or suppose it."""
    scope = words.openers.sub(" ", said.before)
    cut = 0
    for match in words.breaks.finditer(scope):
        cut = match.end()
    scope = scope[cut:]
    joined = _JOINED.search(scope)
    # In "does not hurt and cures colds" the ending shows that `cures` has a subject of its own.
    if joined and said.own.split(" ", 1)[0].endswith("s") and not _OWN_VERB.search(scope):
        return ""
    return scope


def _is_asked(passage: Passage, said: _Said, words: _Words) -> bool:
    if said.after.rstrip("\"') ").endswith("?") or said.own.endswith("?"):
        return not words.rhetorical.match(said.before)
    return passage.block.kind == "heading" and bool(words.question_openers.match(said.before))


def _is_reported(said: _Said, words: _Words) -> bool:
    before = words.own_reports.sub(" ", said.before)
    return bool(words.reports.search(before) or words.reports_after.match(said.after.lstrip(" ,")))


def _is_supposed(said: _Said, words: _Words) -> bool:
    return bool(words.suppositions.search(words.false_suppositions.sub(" ", _scope(said, words))))


def _led_in(passage: Passage, said: _Said, words: _Words, language: str) -> Stance | None:
    """Return the stance that a list's lead-in, or words before a colon, give to what follows."""
    leads = [said.label]
    if passage.block.kind == "item" and passage.lead:
        lead = passage.lead.rstrip(": ")
        leads.append(lead[sentence(lead, len(lead) - 1, language)[0] :])
    for lead in filter(None, leads):
        text = words.false_negations.sub(" ", lead.rstrip(": "))
        if words.myths.search(text) or words.headings.search(text) or words.reports.search(text):
            return "reported"
        if words.lead_denials.search(text):
            return "denied"
    return None


@cache
def _words(language: str) -> _Words | None:
    data: dict[str, Any] | None = load("polarity").get(language)
    if data is None:
        return None
    # A denial may begin a few words behind the phrase, so its pattern skips them.
    barred = "|".join(data["not-between"])
    skip = rf"(?:(?!(?:{barred})\b)[\w'%-]+ ){{0,{data['reach-after']}}}?"
    return _Words(
        _any(data["negations"]),
        _any(data["false-negations"]),
        re.compile(rf"(?:, (?:which|who)\b|{pattern_of(data['openers'])})[^,]{{0,{_LONGEST_CLAUSE}}},"),
        re.compile(
            f"[;:]|(?<= )- |, (?:{pattern_of(data['breaks-after-comma'])})|{pattern_of(data['breaks'])}"
        ),
        re.compile(f"{skip}(?:{pattern_of(data['denials-after'])})"),
        _any(data["denials-anywhere-after"]),
        re.compile(f"(?:{pattern_of(data['refutations'])})(?=[.,;:!?]|$)"),
        _any(data["reports"]),
        _any(data["own-reports"]),
        re.compile(f"{skip.replace(' )', ',? )')}(?:{pattern_of(data['reports-after'])})"),
        _any(data["myths"]),
        re.compile(rf"(?:\W*)(?:{pattern_of(data['labels'])})(?: \d+)?"),
        _any(data["headings"]),
        _any(data["suppositions"]),
        _any(data["false-suppositions"]),
        _any(data["rhetorical"]),
        _any(data["question-openers"]),
        re.compile(rf"(?:{pattern_of(data['lead-denials'])})(?: [\w'-]+){{0,{data['reach-lead']}}}\W*\Z"),
        data["reach"],
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(pattern_of(phrases))
