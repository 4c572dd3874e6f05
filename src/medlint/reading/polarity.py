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
from typing import Literal

from medlint._records import NamedTuple
from medlint.reading import Passage, sentence
from medlint.vocabulary import load

Stance = Literal["asserted", "denied", "asked", "quoted", "reported", "supposed"]
"""What a text does with a statement; a myth that it names is `reported`."""

_OPENS_QUOTE = re.compile(r"(?<!\w)'(?=[a-z])")
_OPENS = re.compile(r'(?:^|(?<=[\s(\[/:=-]))"(?=[^\s"])')
_LEADS_IN = re.compile(r"(?:^|[:,]|[^\w\s.!?)])\s?\Z")
_CLOSES_QUOTE = re.compile(r"(?<=[\w.,!?])'(?!\w)")
_LONGEST_QUOTE = 80
_STOPS = (". ", "! ", "? ")
_OWN_VERB = re.compile(r"\b(?:no|none|nothing|neither|nobody)\b")
_JOINED = re.compile(r" and (?:also |even |then |really )?\Z")
# So far, in characters, a sentence and a quotation are looked at, lest endless ones take endless time.
_FAR = 400
_FARTHEST = 4000
_LABEL = 60
_REFUTATION = 120
_PIECE = re.compile(r"[^\W_]+")
_BREAK = re.compile("[;:]|(?<= )- ")
_ASKED = re.compile(r"[\w'-]{0,20}: ([^.!?:]{1,60}\?)")
_RELATIVE = re.compile(rf", (?:which|who)\b[^,]{{0,{_REFUTATION}}},")


class _Said(NamedTuple):
    """A statement: the words of its sentence before and after it, its own, and what stands around."""

    before: str
    own: str
    after: str
    label: str
    """What stands before a colon that leads the sentence in."""
    next: str
    """What follows its sentence in the passage."""


class _Heard:
    """The patterns whose triggers stand in or around a statement, by the name of their list."""

    __slots__ = ("_asked", "_found", "language", "reach")

    def __init__(self, language: str, texts: Iterable[str]) -> None:
        data = load("polarity")[language]
        self.language = language
        self.reach: int = data["reach"]
        self._found: dict[str, set[int]] = {}
        self._asked: dict[str, list[re.Pattern[str]]] = {}
        triggered = data["words"]
        for word in {piece for text in texts for piece in _PIECE.findall(text)}:
            for key, index in triggered.get(word, ()):
                self._found.setdefault(key, set()).add(index)

    def of(self, key: str) -> Iterable[re.Pattern[str]]:
        """Return the patterns of a list that may match."""
        if key not in self._found:
            return ()
        if key not in self._asked:
            # In the order of the file: that of a set changes from run to run, and they depend on each other.
            indexes = sorted(self._found[key])
            self._asked[key] = [_pattern(self.language, key, index) for index in indexes]
        return self._asked[key]

    def says(self, key: str, text: str) -> bool:
        """Tell whether a phrase of a list stands in a text."""
        return any(pattern.search(text) for pattern in self.of(key))

    def opens(self, key: str, text: str) -> bool:
        """Tell whether a text begins with a phrase of a list."""
        return any(pattern.match(text) for pattern in self.of(key))

    def without(self, key: str, text: str) -> str:
        """Return a text of the same length, without the phrases of a list."""
        for pattern in self.of(key):
            text = pattern.sub(blank, text)
        return text


def stance(passage: Passage, start: int, end: int, language: str) -> Stance:
    """Return what a passage does with what stands at `[start, end)` of its text.

    Headings above and the lead-in of a list count: under "Myths" all is reported. In a language without
    such words everything counts as asserted.
    """
    if language not in load("polarity"):
        return "asserted"
    if passage.block.place == "quote" or is_in_quotes(passage, start, end):
        return "quoted"
    text = passage.text
    first, last = sentence(text, start, language)
    last = max(last, end)
    label = _label(text, first, language)
    before, after = text[max(first, start - _FAR) : start], text[end : min(last, end + _FAR)]
    said = _Said(before, text[start:end], after, label, text[last : last + _REFUTATION].lstrip())
    heard = _Heard(language, (*said, passage.above, passage.lead))
    around = (before, said.own, after, label, passage.above)
    listed = not text[:first].strip() and (passage.block.kind == "item" or _opens_in_bold(passage, end))
    if any(heard.says("myths", part) for part in around) or _is_under(passage, said, heard, listed=listed):
        return "reported"
    if _is_denied(said, heard):
        return "denied"
    if _is_asked(passage, said, heard, end):
        return "asked"
    if _is_reported(said, heard):
        return "reported"
    otherwise: Stance = "supposed" if _is_supposed(said, heard) else "asserted"
    return _led_in(passage, said, heard) or otherwise


def _opens_in_bold(passage: Passage, end: int) -> bool:
    """Tell whether a passage begins with words in bold up to `end`, as an item of a list without bullets."""
    strong = passage.block.strong
    return bool(strong) and strong[0].start == 0 and end <= strong[0].end


def _label(text: str, first: int, language: str) -> str:
    """Return the words before a colon that lead a sentence in, or ""."""
    lead = text[max(0, first - 2) : first].rstrip()
    if not lead.endswith(":"):
        return ""
    return text[max(sentence(text, first - 2, language)[0], first - _FAR) : first].rstrip()


def is_in_quotes(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a quotation is open; marks of inches and minutes stand behind digits."""
    raw, first = passage.block.prose.text, max(0, start - _FARTHEST)
    mark = raw.rfind("“", first, start)
    if mark > raw.rfind("”", first, start) and _is_open(raw, mark, start, end):
        return True
    if _is_open_straight(passage.text, first, start, end):
        return True
    near = max(0, start - _LONGEST_QUOTE)
    if passage.text.find("'", near, start + 1) < 0:
        return False
    opened = [match.end() for match in _OPENS_QUOTE.finditer(passage.text, near, start + 1)]
    if not opened or _CLOSES_QUOTE.search(passage.text, opened[-1], start):
        return False
    return bool(_CLOSES_QUOTE.search(passage.text, end, end + _LONGEST_QUOTE))


def _is_open(raw: str, opened: int, start: int, end: int) -> bool:
    """Tell whether a quotation that begins at `opened` goes on up to `end`.

    One of several paragraphs is closed in the last of them only: it begins its paragraph, or speech is led
    in. Elsewhere a mark without its fellow holds for its sentence.
    """
    closed = raw.find("”", end, end + _FARTHEST)
    if closed >= 0 and raw.find("“", end, closed) < 0:
        return True
    if _LEADS_IN.search(raw, max(0, opened - 2), opened):
        return True
    return not any(stop in raw[opened:start] for stop in _STOPS)


def _is_open_straight(text: str, first: int, start: int, end: int) -> bool:
    """Tell whether a quotation between straight marks is open; one that opens within another ends that."""
    opened = False
    at = text.find('"', first, start)
    while at >= 0:
        opens = _OPENS.match(text, at) is not None
        opened = opens or (not opened and text[at - 1].isspace())
        at = text.find('"', at + 1, start)
    closed = text.find('"', end, end + _FARTHEST) if opened else -1
    return closed >= 0 and _OPENS.match(text, closed) is None


def _is_under(passage: Passage, said: _Said, heard: _Heard, *, listed: bool) -> bool:
    """Tell whether a label, a heading or a lead-in says that what follows is not the article's own.

    Of what is `listed` among mistakes, only the first sentence tells one.
    """
    nearest = passage.heading
    if listed and any(heard.says("mistakes", part) for part in (nearest, passage.lead)):
        return True
    if said.label and (_is_label(said.label, heard) or heard.says("headings", said.label)):
        return True
    if heard.says("headings", passage.above):
        return True
    if passage.block.kind == "cell":
        return heard.says("myths", passage.lead) or heard.says("labels", passage.lead)
    return False


def _is_label(label: str, heard: _Heard) -> bool:
    words = label[-_LABEL:].strip(": ").lstrip("*-# ")
    return any(pattern.fullmatch(words) for pattern in heard.of("labels"))


def _is_denied(said: _Said, heard: _Heard) -> bool:
    scope = _scope(said, heard)
    window = " ".join((*scope.split()[-heard.reach :], ""))
    # Two negations make a claim; the second may be a word of the statement: "nothing that it cannot cure".
    kept = heard.without("false-negations", window + said.own)
    if heard.says("negations", kept[: len(window)]):
        return True
    after = heard.without("false-negations", said.after.lstrip(" ,("))
    if heard.opens("denials-after", after) or heard.says("denials-anywhere-after", after):
        return True
    return heard.opens("refutations", said.next)


def blank(match: re.Match[str]) -> str:
    """Return blanks in the place of what was found, so that what stands behind it keeps its place."""
    return " " * len(match.group())


def _scope(said: _Said, heard: _Heard) -> str:
    """Return the part of the words before a statement that can deny or suppose it."""
    scope = _RELATIVE.sub(blank, heard.without("openers", said.before))
    ends = [match.end() for match in _BREAK.finditer(scope)]
    for key in ("breaks", "breaks-after-comma"):
        ends += (match.end() for pattern in heard.of(key) for match in pattern.finditer(scope))
    scope = scope[max(ends, default=0) :]
    joined = _JOINED.search(scope)
    # In "does not hurt and cures colds" the ending shows that `cures` has a subject of its own.
    if joined and said.own.split(" ", 1)[0].endswith("s") and not _OWN_VERB.search(scope):
        return ""
    return scope


def _is_asked(passage: Passage, said: _Said, heard: _Heard, end: int) -> bool:
    if said.after.rstrip("\"') ").endswith("?") or said.own.endswith("?"):
        if passage.block.kind == "heading" and _announced(heard.language).match(said.before):
            return False
        own = heard.opens("rhetorical", said.before) or heard.says("asked-behind", said.after)
        return not (own or heard.opens("answers", said.next))
    # A title that asks behind its colon: "Herbs for colds: do they work?"
    asked = _ASKED.match(passage.text, end)
    if asked and heard.opens("question-openers", asked[1]):
        return True
    return passage.block.kind == "heading" and heard.opens("question-openers", said.before)


def _is_reported(said: _Said, heard: _Heard) -> bool:
    before = heard.without("own-reports", said.before)
    return heard.says("reports", before) or heard.opens("reports-after", said.after.lstrip(" ,"))


def _is_supposed(said: _Said, heard: _Heard) -> bool:
    scope = _scope(said, heard)
    return heard.says("attempts", scope) or heard.says(
        "suppositions", heard.without("false-suppositions", scope)
    )


def _led_in(passage: Passage, said: _Said, heard: _Heard) -> Stance | None:
    """Return the stance that a lead-in, of a list or before a colon, gives to what follows."""
    leads = [said.label]
    if passage.block.kind == "item" and passage.heading.endswith(":"):
        leads.append(passage.heading)  # a line in bold, "It will NOT:", is a heading
    if passage.block.kind == "item" and passage.lead:
        lead = passage.lead.rstrip(": ")[-_FAR:]
        leads.append(lead[sentence(lead, max(len(lead) - 1, 0), heard.language)[0] :])
    for lead in filter(None, leads):
        text = heard.without("false-negations", lead.rstrip(": "))
        if any(heard.says(key, text) for key in ("myths", "headings", "reports")):
            return "reported"
        if heard.says("lead-denials", text) or heard.says("last-denials", text):
            return "denied"
    return None


@cache
def _announced(language: str) -> re.Pattern[str]:
    """Return how a heading begins that ends with a question mark and tells how something is done."""
    return re.compile(load("polarity")[language]["announced"])


@cache
def _pattern(language: str, key: str, index: int) -> re.Pattern[str]:
    """Return a phrase's pattern with what its list asks for around it."""
    data = load("polarity")[language]
    phrase: str = data["patterns"][key][index]
    # A denial may begin a few words behind the statement, so its pattern skips them.
    skip = rf"(?:(?!(?:{data['not-between']})\b)[\w'%-]+{{}}){{{{0,{data['reach-after']}}}}}?"
    around = {
        "openers": f"(?:{phrase})[^,]{{0,{_REFUTATION}}},",
        "breaks-after-comma": f", (?:{phrase})",
        "denials-after": f"{skip.format(' ')}(?:{phrase})",
        "reports-after": f"{skip.format(',? ')}(?:{phrase})",
        "refutations": f"(?:{phrase})(?=[.,;:!?]|$)",
        "answers": f"(?:{phrase})(?=[.!]|$)",
        "labels": rf"(?:{phrase})(?: \d+)?",
        "attempts": rf"(?:{phrase})(?: [\w'-]+)?\W*\Z",
        "last-denials": rf"(?:{phrase})\W*\Z",
        "lead-denials": rf"(?:{phrase})(?: [\w'-]+){{0,{data['reach-lead']}}}\W*\Z",
    }
    return re.compile(around.get(key, phrase))
