"""The wording of one language, compiled when first used (`rules/_vocabulary/sections-<language>.yaml`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, ClassVar, Literal

from medlint.document import Block, Prose
from medlint.phrases.inserts import Inserts
from medlint.source import Span
from medlint.vocabulary import load

_Components = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
"""Names of disclaimer components, each with sets of words: without one of each it cannot be there."""
WordingRead = Literal["all", "requirements", "none"]
_READ_IN_FULL = "en"
"""The language of the rules about safety, claims and language."""
_FOLDED = {
    **dict.fromkeys("‘’‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "\n": " ",
}
# Twenty times as fast as `str.translate`, which asks for every character.
_TO_FOLD = re.compile(f"[{''.join(_FOLDED)}]")
FAR = 1000
"""How far the beginning or end of a sentence is looked for; where there is none, cost stays linear."""
_BEFORE = 40
_BREAKS = ("- ", "‐ ", "‑ ")
_ASIDE = re.compile(r"(?<=\w)\s*\([^()]{1,60}\)(?=[\W_]*$)")
_PART = re.compile(r"\s?\S+\s?")
_NUMBERING = re.compile(r"[\W_]*(?:\d{1,3}[.)]\s*)?[\W_]*")


def fold(text: str) -> str:
    """Return text for matching: lower case, straight quotes, plain hyphens; as long as it was."""
    if text.isascii():
        # Of all that is folded ASCII has these two, and its small letters take no more room.
        return text.lower().replace("\n", " ").replace("`", "'")
    folded = _TO_FOLD.sub(_folded, text)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in folded)


def _folded(match: re.Match[str]) -> str:
    return _FOLDED[match.group()]


def bare(heading: str) -> str:
    """Return a folded heading without numbering, emoji and end punctuation."""
    # Most have none.
    if heading[:1].isalpha() and heading[-1:].isalnum():
        return heading
    numbering = _NUMBERING.match(heading)
    start, end = numbering.end() if numbering else 0, len(heading)
    while end > start and not heading[end - 1].isalnum():
        end -= 1
    return heading[start:end]


def named(heading: str) -> str:
    """Return what a folded heading calls its section, without a remark in brackets: "Disclaimer (short)"."""
    return bare(_ASIDE.sub("", heading) if "(" in heading else heading)


def unbroken(block: Block, wording: Wording) -> Block:
    """Return a block whose words are whole again where the end of a line had parted them."""
    text = block.text
    if not any(map(text.__contains__, _BREAKS)):
        return block
    prose = block.prose
    kept: list[str] = []
    starts: list[int] = []
    spans: list[Span] = []
    at = length = 0
    for match in (*wording.pattern("help", "broken").finditer(wording.fold(prose.text)), None):
        end = match.start() if match else len(prose.text)
        for start, stop in _runs(prose, at, end):
            kept.append(prose.text[start:stop])
            starts.append(length)
            spans.append(prose.span(start, stop))
            length += stop - start
        at = match.end() if match else end
    return (
        block
        if length == len(prose.text)
        else block._replace(prose=Prose("".join(kept), tuple(starts), tuple(spans)))
    )


@cache
def _with_parts(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return words, each with the longest part of it that holds no space but at its ends."""
    return tuple((word, max(_PART.findall(word), key=len, default=word)) for word in words)


def _runs(prose: Prose, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of `text[start:end]` that each lie in one run."""
    first = bisect_right(prose.starts, start) - 1
    last = bisect_left(prose.starts, end)
    for run in range(first, last):
        after = prose.starts[run + 1] if run + 1 < len(prose.starts) else len(prose.text)
        yield max(start, prose.starts[run]), min(end, after)


class Wording:
    """How one language words the parts of an article."""

    # What may stand between an instruction's verb and whom it names.
    _BETWEEN: ClassVar = r"[^.;!?\n]{0,50}?"

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        letters: Mapping[str, str] = data.get("letters", {})
        inserts = Inserts(data["words"], letters)
        self._words, self._expand = inserts.words, inserts.expand
        self._plain = str.maketrans({letter: pattern[0] for letter, pattern in letters.items()})
        self._folded: dict[str, str] = {}
        self._turns: dict[str, tuple[re.Match[str], ...]] = {}
        self._present: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._anchored: dict[str, tuple[str, ...]] = {}
        self._likely: dict[Container[str], _Components] = {}
        self._article: str | None = None
        self._vocabulary = ""

    def fold(self, text: str) -> str:
        """Return text for matching, its letters without the accents that writers leave out."""
        known = self._folded.get(text)
        if known is None:
            folded = fold(text)
            plain = folded.translate(self._plain) if self._plain and not folded.isascii() else folded
            # Of a block all is asked some ten times, of other texts most only once.
            known = self._folded[text] = plain
        return known

    def take_up(self, texts: Iterable[str]) -> None:
        """Begin with an article, given by the texts of its blocks: most words are in none of them."""
        self.forget()
        self._article = "\n".join(map(self.fold, texts))
        # What holds no space lies in one of the words, and all of these are half as long as the article.
        self._vocabulary = f" {' '.join(set(self._article.split()))} "

    def forget(self) -> None:
        """Let go of the article that has been read."""
        self._folded.clear()
        self._turns.clear()
        self._present.clear()
        self._anchored.clear()
        self._likely.clear()
        self._article = None

    def is_anchored(self, text: str, part: str) -> bool:
        """Tell whether a folded text, a block of the article if one is taken up, needs a closer look.

        It does if it holds one of the words that the `part` of the wording names for that.
        """
        words = self._anchored.get(part)
        if words is None:
            # Looked up once an article: the hash of all these words takes as long as to look for one.
            words = self._anchored[part] = self._in_article(self._stems(self.data[part]["anchors"]))
        return any(map(text.__contains__, words))

    def _in_article(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of some words the article holds; all if none is taken up.

        One that begins or ends with a space may be told to be there although it is not.
        """
        article, vocabulary = self._article, self._vocabulary
        if article is None:
            return words
        present = self._present.get(words)
        if present is None:
            present = self._present[words] = tuple(
                word
                for word, part in _with_parts(words)
                if part in vocabulary and (part == word or word in article)
            )
        return present

    def compile(self, patterns: Iterable[str], *, whole: bool = False, lead: str = "") -> re.Pattern[str]:
        """Return one pattern for all of a list; `whole` matches nothing but the entire text.

        `lead` looks ahead for how they begin: most of a text is passed over for it.
        """
        joined = "|".join(f"(?:{self._expand(pattern)})" for pattern in patterns) or r"(?!)"
        if whole:
            return re.compile(rf"\A(?:{joined})\Z")
        return re.compile(f"{lead}(?:{joined})" if lead else joined)

    @cached_property
    def roles(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Pairs of a role and the pattern of its whole headings, in the order of the file."""
        return tuple(
            (role, self.compile(patterns, whole=True))
            for role, patterns in self.data["roles"].items()
            if patterns
        )

    @cached_property
    def turn(self) -> re.Pattern[str]:
        """Someone to turn to: with group `verb` an instruction, without it an offer ("a nurse can …").

        Group `own` is set for the publisher's own staff. Both are one pattern because the people and
        places are most of it, and compiling them takes longer than reading an article.
        """
        words = self._words
        offers, passives = (
            self._expand("|".join(self.data["help"][name])) for name in ("offers", "passives")
        )
        return re.compile(
            # Said once before all of them, how the word here begins spares most places any closer look.
            rf"(?<!\w)(?={self.data['turn-openings']})"
            rf"(?:\b(?P<verb>{words['verb']})\b{words.get('between', self._BETWEEN)})?"
            rf"(?:(?(verb)(?:\b(?P<own>{words['own']})\b|(?<!\w)(?:{words['care']})(?!\w))|(?!))"
            rf"|(?<!\w)(?:{words['service']}|{words['professional']})(?!\w))"
            rf"(?(verb)| (?:{offers}|(?P<passive>{passives})\b))"
        )

    def instructions(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the instructions of a folded text, in the passive too, that name someone to turn to."""
        return (match for match in self.turns(text) if match["verb"] or match["passive"])

    def turns(self, text: str) -> tuple[re.Match[str], ...]:
        """Return where a folded text names someone to turn to; of a block that is asked several times."""
        known = self._turns.get(text)
        if known is None:
            known = self._turns[text] = tuple(self.turn.finditer(text))
        return known

    def is_noun(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether what looks like an instruction is a noun: "the visit to a doctor"."""
        if match["verb"] is None or self.pattern("help", "only-verbs").match(match["verb"]):
            return False
        start = match.start()
        return self.pattern("help", "nouns").search(text, max(0, start - _BEFORE), start) is not None

    @cached_property
    def components(self) -> _Components:
        """The disclaimer components that have any pattern."""
        entries = self.data["disclaimer"]["components"].items()
        return tuple(
            (name, tuple(self._stems(entry[key]) for key in ("anchors", "also") if key in entry))
            for name, entry in entries
            if entry["patterns"]
        )

    @cache  # noqa: B019 - one Wording a language lives as long as the process
    def component(self, name: str) -> re.Pattern[str]:
        """Return the pattern of a disclaimer component."""
        return self.compile(self.data["disclaimer"]["components"][name]["patterns"])

    @cache  # noqa: B019
    def before(self, name: str) -> re.Pattern[str] | None:
        """Return the pattern of what must not stand before a disclaimer component."""
        never = self.data["disclaimer"]["components"][name].get("never-after")
        return self.compile(f"(?:{pattern}) ?$" for pattern in never) if never else None

    def present(
        self, text: str, names: Container[str] | None = None
    ) -> Iterator[tuple[str, tuple[re.Pattern[str], ...], re.Pattern[str] | None]]:
        """Yield the components that a folded text may hold, of all or some.

        Each by its name, those of its patterns that may match, and that of what must not stand before it.
        """
        # Most blocks are asked only for some without which they are no disclaimer; so few are asked for all
        # that to look for the words in the article takes longer.
        likely = self.components if names is None else self._likely_of(names)
        holds = text.__contains__
        for name, sets in likely:
            for some in sets:
                if not any(map(holds, some)):
                    break
            else:
                patterns = tuple(
                    self._alternative(name, index)
                    for index, texts in enumerate(self.data["disclaimer"]["components"][name]["texts"])
                    if any(map(holds, texts))
                )
                if patterns:
                    yield name, patterns, self.before(name)

    def _likely_of(self, names: Container[str]) -> _Components:
        """Return those of some components that the article may hold, each with the words of it there."""
        likely = self._likely.get(names)
        if likely is None:
            asked = ((name, sets) for name, sets in self.components if name in names)
            told = ((name, tuple(map(self._in_article, sets))) for name, sets in asked)
            likely = self._likely[names] = tuple((name, sets) for name, sets in told if all(sets))
        return likely

    @cache  # noqa: B019
    def _alternative(self, name: str, index: int) -> re.Pattern[str]:
        entry = self.data["disclaimer"]["components"][name]
        return self.compile((entry["patterns"][index],), lead=entry["leads"][index])

    @cache  # noqa: B019
    def pattern(self, part: str, name: str, whole: bool = False) -> re.Pattern[str]:
        """Return the compiled list `name` of the part `disclaimer` or `help`."""
        return self.compile(self.data[part][name], whole=whole, lead=self.data["leads"][part].get(name, ""))

    @cached_property
    def lead_ends(self) -> tuple[str, ...]:
        """Return how lines end behind which signs may follow."""
        return (":", *self.data["help"]["lead-ends"])

    @cached_property
    def someone(self) -> tuple[str, ...]:
        """Return stems of the people, places and kinds of care that a heading may name."""
        return self._stems(self.data["help"]["someone"])

    def _stems(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(word.translate(self._plain) for word in words) if self._plain else tuple(words)


@cache
def wording(language: str) -> Wording | None:
    """Return the wording of a language (`en`, `de` …), or None if medlint does not know it."""
    return Wording(load(f"sections-{language}")) if language in judged_languages() else None


def wording_read(language: str) -> WordingRead:
    """Return what of a language's wording is judged: all, only that of the five requirements, or nothing."""
    if language == _READ_IN_FULL:
        return "all"
    return "requirements" if language in judged_languages() else "none"


@cache
def judged_languages() -> frozenset[str]:
    """Return the languages whose wording medlint knows, at least that of the five requirements."""
    return frozenset(language for language, entry in load("languages").items() if entry.get("judged"))
