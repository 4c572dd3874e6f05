"""Words in capitals and rows of exclamation marks, but no names, labels, buttons or what others wrote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, pairwise

from medlint._records import NamedTuple
from medlint.checks.routes import is_link
from medlint.checks.sentences import is_in_quoted_box
from medlint.document import Document
from medlint.finding import Hit
from medlint.kinds.existence import capped
from medlint.phrases import regex
from medlint.reading import ELSEWHERE, Passage, reading
from medlint.reading.hosts import host_of
from medlint.reading.polarity import is_in_quotes
from medlint.rule import Rule
from medlint.settings import Settings
from medlint.tree import link_around, links_in

_NAME = 24
_DIALLED = re.compile(r"\d-[A-Z]*\Z")
_TITLED = re.compile(r" (?:Act|Program|Programme|Study|Trial|Campaign|Foundation)\b")
_SKILL = re.compile(r" (?:technique|method|skill|acronym|practice)\b", re.I)
_STEP = re.compile(r"(?:\A|(?<=\s))([A-Z]) ?[-–—:=] ?(?=[A-Z])")
_FEWEST_STEPS = 3
_MOST_STEPS = 400
_DATED = re.compile(r"\((?:19|20)\d\d[a-z]?\)[.,]?\Z")
_FULL_NAME = (2, 3)
_QUESTION = 90
_BUTTON = 4
_BUTTONS = 2
_TITLED_NAME = re.compile(r"(?:DR|PROF|MRS?|MS)\b\.? ", re.I)
_ENDING = "'’,.;:)"
_LEAST_NAME = 5
_VOLUME = re.compile(r"(?:\bVol\.? ?|, )\d{1,4} ?\(\d{1,4}\)[,:]")
_COMPARED = re.compile(r"[<>≤≥] ?\d")
_QUOTES = ('"', "“", "‘", "«")
_CAPITALS = re.compile(
    r"(?<![\w@#/.&'’-])(?!(?<=\d )(?:AM|PM)\b)[A-Z]{2,}(?:['’-][A-Z]+)*"
    r"(?:(?: & |[ ,:;]{1,2})(?:[A-Z]{2,}(?:['’-][A-Z]+)*|(?!I [a-z])[A-Z]\b))*(?![\w/@&-])"
)
# Spelt out, for then `re` goes from capital to capital.
_TWO_CAPITALS = re.compile("[A-Z][A-Z]")
_CAPITAL_WORD = re.compile(r"[A-Z]+(?:['’-][A-Z]+)*")
_MARKS = re.compile(r"!(?: ?!)+")
_LEAST_ALONE = 3
_SHOWN = 40
_LETTERS = re.compile(r"[a-z][a-z'-]*")


def shouting(document: Document, settings: Settings, rule: Rule) -> Iterator[Hit]:
    """MED513: words in capitals, or more than one exclamation mark."""
    hits: list[Hit] = []
    words = frozenset(rule.params["words"])
    names: _Names | None = None
    steps: str | None = None
    for passage in reading(document).passages:
        text = passage.block.text
        marked = "!!" in text or "! !" in text
        if not (marked or _TWO_CAPITALS.search(text)) or _is_of_others(document, passage):
            continue
        if marked:
            hits += (
                Hit(passage.span(*match.span()), "marks", {"text": match[0]})
                for match in _MARKS.finditer(text)
                if match.start() and not is_in_quotes(passage, *match.span())
            )
        # What another page or a paper is called is its own, in a list of links or sources.
        if not _TWO_CAPITALS.search(text) or (
            passage.block.kind == "item" and (_VOLUME.search(text) or is_link(document, passage))
        ):
            continue
        heading = passage.block.kind == "heading"
        for match in _runs(document, passage):
            named = _may_be_a_name(match[0], words)
            if not _is_shouted(match[0], words, rule) or (named and not (heading and _is_untitled(text))):
                continue
            if named:
                names = names or _Names.of(document)
                if names.holds(match[0]):
                    continue
            # In lists of goods a brand stands behind what it is: "Snacks, OATY BAR".
            if passage.block.kind == "cell" and text[: match.start()].endswith(", "):
                continue
            if not (
                _is_called_so(text, *match.span(), rule, heading=heading)
                or is_in_quotes(passage, *match.span())
            ):
                if match[0].isalpha() and len(match[0]) >= _FEWEST_STEPS:
                    steps = _steps(document) if steps is None else steps
                    if match[0] in steps:
                        continue
                shown = match[0] if len(match[0]) <= _SHOWN else f"{match[0][: _SHOWN - 1]}…"
                hits.append(Hit(passage.span(*match.span()), "capitals", {"text": shown}))
    yield from capped(sorted(hits, key=lambda hit: hit.span), rule.params["most"])


def _runs(document: Document, passage: Passage) -> Iterator[re.Match[str]]:
    """Yield each run of capitals; one that goes over several links is cut there, and these are left out."""
    text, where = passage.block.text, passage.block.prose
    for match in _CAPITALS.finditer(text):
        first, last = match.span()
        span = passage.span(first, last)
        links = [*links_in(document, span)] if " " in match[0] else []
        if len(links) < _BUTTONS:
            yield match
            continue
        edges = sorted(edge for link in links for edge in link.span if span.start < edge < span.end)
        places = range(first, last)
        cuts = [bisect_left(places, edge, key=lambda at: where.span(at, at + 1).start) for edge in edges]
        for start, end in pairwise((first, *(first + cut for cut in cuts), last)):
            piece = _CAPITALS.search(text, start, end)
            if piece and link_around(document, passage.span(*piece.span())) is None:
                yield piece


def _is_of_others(document: Document, passage: Passage) -> bool:
    """Tell whether a passage is written as others write: a source, what a patient said, a plain heading."""
    if passage.role in ELSEWHERE:
        return True
    return _is_marked_so(document, passage) or is_in_quoted_box(document, passage.block)


def _is_marked_so(document: Document, passage: Passage) -> bool:
    """Tell whether capitals mark a heading: plain text has little else for that."""
    return document.format == "text" and passage.block.kind == "heading" and passage.block.text.isupper()


def _steps(document: Document) -> str:
    """Return the letters by which an article lists what they stand for: "S - Stop", "T - Take …"."""
    texts = (passage.block.text for passage in reading(document).passages)
    return "".join(islice((letter for text in texts for letter in _STEP.findall(text)), _MOST_STEPS))


def _is_called_so(text: str, start: int, end: int, rule: Rule, *, heading: bool) -> bool:
    """Tell whether capitals are what something is called, or what to send: "1-800-QUIT NOW", "Reply STOP"."""
    before = text[max(0, start - _NAME) : start].rstrip()
    if text[end : end + 2].strip()[:1] in ("™", "®") or before.endswith("U.S.") or _DIALLED.search(before):
        return True
    # "**CAUTION:** ..."
    if text[start:end].lower() in rule.params["labels"] and text[end : end + 1] == ":":
        return not before or before[-1] in ".!?" or not before[-1].isascii()
    if regex(str(rule.params["exam"])).search(text[max(0, start - _QUESTION) : start].lower()):
        return True
    # "Lee B (2021). THE TITLE OF A PAPER."
    if _DATED.search(before):
        return True
    # A warning that is quoted as it stands on a label; "the Long Name (LONG) trial"; "[!NOTE]"; a button.
    if start and (text[start - 1] in _QUOTES or text[start - 1 : end + 1] == f"({text[start:end]})"):
        return True
    if text[max(0, start - 2) : start] == "[!" and text[end : end + 1] == "]":
        return True
    if not heading and text.strip(" ›»→>") == text[start:end] and text.count(" ") < _BUTTON:
        return True
    if text[start:end].isalpha() and _TITLED.match(text, end):
        return before[-1:] not in (".", ":", "!", "?")
    if _SKILL.match(text, end) and text[start:end].partition(" ")[0].lower() in rule.params["skills"]:
        return True
    if text[start:end].lower() in rule.params["joins"] and _COMPARED.search(text):
        return True
    behind = rule.params["brands"].get(text[start:end].lower())
    if behind and text[end + 1 :].partition(" ")[0].lower().rstrip(_ENDING) in behind:
        return True
    word = before.rpartition(" ")[2].lower()
    return word in rule.params["send"]


def _may_be_a_name(text: str, words: frozenset[str]) -> bool:
    """Tell whether a few words in capitals may be a name: "ANN LEE: I think so", "BRIGHT PATH Clinics"."""
    said = [word.lower() for word in _CAPITAL_WORD.findall(text.partition(":")[0])]
    return len(said) in _FULL_NAME and words.isdisjoint(said)


def _is_untitled(heading: str) -> bool:
    return _TITLED_NAME.match(heading) is None


class _Names(NamedTuple):
    """The hosts that a page links to, in order, and the words that its text says in small letters."""

    hosts: list[str]
    words: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> _Names:
        """Return those of a document."""
        texts = (passage.block.text for passage in reading(document).passages)
        words = frozenset(word for text in texts for word in _LETTERS.findall(text))
        return cls(sorted({host_of(link.url) for link in document.links}), words)

    def holds(self, heading: str) -> bool:
        """Tell whether a heading begins as the name of a site does, and not with a word of the text."""
        first = heading.split(" ", 1)[0].lower()
        at = bisect_left(self.hosts, first)
        linked = at < len(self.hosts) and self.hosts[at].startswith(first)
        return linked and len(first) >= _LEAST_NAME and first not in self.words


def _is_shouted(text: str, words: frozenset[str], rule: Rule) -> bool:
    """Tell whether words in capitals are words: a known one, or several in which abbreviations are few."""
    if " & " in text:
        return any(_is_shouted(part, words, rule) for part in text.split(" & "))
    said = [word.replace("’", "'").lower() for word in _CAPITAL_WORD.findall(text)]
    if len(said) == 1:
        return len(said[0]) >= _LEAST_ALONE and said[0] in words
    known = sum(word in words for word in said)
    names, least = rule.params["names"], rule.params["long"]
    long = sum(max(map(len, word.split("-"))) >= least and word not in names for word in said)
    # "IADPSG, ADIPS" lists two names.
    if not known and "," in text:
        return False
    enough: bool = known + long >= 2 and (known + long) * 2 > len(said)
    return enough
