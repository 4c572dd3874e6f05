"""How a phrase is read and turned into a pattern and trigger words (notation: `medlint.phrases`).

A run needs this only for phrases that no earlier one has compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from medlint._records import NamedTuple
from medlint.phrases import NUMBER, OPENING, SEPARATOR, PhraseError, expanded

_GAP = 4
_PIECE = re.compile(r"[^\W_]+")
# A hyphen parts words here, so that there is one way only to count them. Up to Python 3.11.4 a possessive
# group that fails half-way keeps what it has taken (gh-106052): hence the look ahead.
_WORD = r"[\w'%/]++(?:(?=\.\d)\.\d++)?+"
_NUMBER = r"\d[\d,.]*"
# The only group in a pattern that captures: what it holds is looked at as it is written (`medlint.reading`).
_BRAND = r"(\w+)"
_BEGINS, _ENDS = r"\A\W{0,4}", r"\W{0,4}\Z"
_MOST_FORMS = 4000
_SHORT = 3
_TELLING = 16
_COMMON = frozenset(
    (
        *("a", "all", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does"),
        *("for", "from", "get", "had", "has", "have", "if", "in", "into", "is", "it", "its", "like", "may"),
        *("more", "most", "no", "not", "of", "on", "one"),
        *("only", "or", "other", "out", "people", "so", "some"),
        *("such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to"),
        *("up", "use", "used", "was", "we", "what", "when", "which", "who", "will", "with", "you", "your"),
    )
)
"""Words that stand in nearly every article, and so are poor triggers."""
_FREQUENT = frozenset(
    (
        *("about", "after", "also", "back", "because", "before", "best", "better", "care", "common", "day"),
        *("days", "down", "each", "early", "every", "find", "first", "good", "help", "helps", "high", "home"),
        *("hours", "how", "just", "know", "life", "long"),
        *("low", "make", "many", "much", "need", "new", "now"),
        *("off", "often", "once", "our", "over", "own", "same", "see", "side", "since", "small", "start"),
        *("stop", "support", "take", "time", "too", "two", "way", "week", "weeks", "well", "while", "why"),
        *("without", "work", "works", "yes"),
        # What articles about health hold, whatever their topic.
        *("advice", "benefits", "blood", "body", "cause", "causes", "condition", "conditions", "daily"),
        *("disease", "doctor", "effective", "exercise", "feel", "healing", "health", "healthy", "heart"),
        *("improve", "information", "medical", "medicine", "natural", "pain", "prevent", "professional"),
        *("recommended", "reduce", "relief", "research", "risk", "safe", "skin", "sleep", "stress"),
        *("studies", "study", "symptoms", "therapy", "treat", "treatment", "treatments", "weight"),
    )
)
"""Words that stand in every second to fifth article about health, whatever its topic."""


class _Part(NamedTuple):
    """A piece of a phrase.

    Kinds: text, any (`*`), number, brand (`@`), gap, choice and option (both with branches).
    """

    kind: str
    text: str = ""
    branches: tuple[tuple[tuple[_Part, ...], ...], ...] = ()


_Words = tuple[tuple[_Part, ...], ...]
"""A sequence of words; each is a sequence of parts without a space between."""


def compiled(
    phrase: str, lists: Mapping[str, Iterable[str]]
) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...], int]:
    """Return the fields of a `Phrase`.

    Raises:
        PhraseError: the phrase breaks the notation, names an unknown list, or has no trigger.
    """
    words = _parsed(_inner(phrase), lists)
    choices = _choices(words)
    rarest = min(choices, key=_frequency, default=frozenset((NUMBER,)))
    if NUMBER in rarest:
        raise PhraseError(f"{phrase!r}: no word in it must be there as it stands")
    at = choices.index(rarest)
    before, after = (
        [words for words in map(tuple, map(sorted, some)) if _is_telling(words)]
        for some in (choices[:at], choices[at + 1 :])
    )
    return _anchored(phrase, words), tuple(sorted(rarest)), (*before, *after), len(before)


def pattern_alone(phrase: str, lists: Mapping[str, Iterable[str]]) -> str:
    """Return the pattern of a phrase that needs no trigger.

    Raises:
        PhraseError: the phrase breaks the notation or names an unknown list.
    """
    return _anchored(phrase, _parsed(_inner(phrase), lists))


def _inner(phrase: str) -> str:
    """Return a phrase without the marks of where a passage begins and ends."""
    return phrase.strip().removeprefix("^").removesuffix("$")


def _anchored(phrase: str, words: _Words) -> str:
    """Return the pattern of whole words, at the ends of a passage where the phrase says so."""
    phrase = phrase.strip()
    first = _BEGINS if phrase.startswith("^") else ""
    last = _ENDS if phrase.endswith("$") else ""
    return rf"{first}{OPENING}{_sequence(words)}(?!\w){last}"


def _parsed(phrase: str, lists: Mapping[str, Iterable[str]]) -> _Words:
    tokens = expanded(phrase, lists, ())
    words, rest = _read(tokens, 0, "")
    if rest != len(tokens):
        raise PhraseError(f"{phrase!r}: a bracket is closed that was not opened")
    return words


def _read(tokens: list[str], at: int, closing: str) -> tuple[_Words, int]:
    """Read words up to a closing bracket or a bar; return them and where the reading stopped."""
    words: list[tuple[_Part, ...]] = []
    parts: list[_Part] = []
    while at < len(tokens):
        token = tokens[at]
        if token in ")]" or (token == "|" and closing):
            break
        if token == " ":
            if parts:
                words.append(tuple(parts))
            parts = []
        elif token in "([":
            part, at = _bracket(tokens, at)
            parts.append(part)
        elif token.startswith("..."):
            parts.append(_Part("gap", token[3:] or str(_GAP)))
        else:
            kind = {"#": "number", "*": "any", "@": "brand"}.get(token, "text")
            parts.append(_Part(kind, token))
        at += 1
    if parts:
        words.append(tuple(parts))
    return tuple(words), at


def _bracket(tokens: list[str], at: int) -> tuple[_Part, int]:
    opened = tokens[at]
    closing = ")" if opened == "(" else "]"
    branches: list[_Words] = []
    while True:
        words, at = _read(tokens, at + 1, closing)
        branches.append(words)
        if at == len(tokens) or (tokens[at] != "|" and tokens[at] != closing):
            raise PhraseError(f"{''.join(tokens)!r}: a bracket is not closed")
        if tokens[at] == closing:
            return _Part("choice" if opened == "(" else "option", "", tuple(branches)), at


def _sequence(words: _Words) -> str:
    """Return the pattern of a sequence of words."""
    made = ""
    open_start = True  # nothing stands yet before which a separator would have to stand
    for word in words:
        if len(word) == 1 and word[0].kind == "gap":
            made += rf"(?:{SEPARATOR}{_WORD}){{0,{word[0].text}}}?"
        elif len(word) == 1 and word[0].kind == "option":
            inner = _branches(word[0])
            made += f"(?:{inner}{SEPARATOR})?" if open_start else f"(?:{SEPARATOR}{inner})?"
        else:
            made += ("" if open_start else SEPARATOR) + "".join(map(_part, word))
            open_start = False
    return made


def _part(part: _Part) -> str:
    if part.kind == "choice":
        return _branches(part)
    if part.kind == "option":
        return f"{_branches(part)}?"
    if part.kind == "number":
        return _NUMBER
    if part.kind == "any":
        return r"\w*"
    if part.kind == "brand":
        return _BRAND
    if part.kind == "gap":
        raise PhraseError("`...` stands between two spaces")
    return re.escape(part.text) if part.text not in "'\"-%/&" else part.text


def _branches(part: _Part) -> str:
    return f"(?:{'|'.join(_sequence(branch) for branch in part.branches)})"


def _triggers(words: _Words) -> frozenset[str]:
    """Return words of which one must stand in any match: the choice that is rarest in English."""
    return min(_choices(words), key=_frequency, default=frozenset())


def _choices(words: _Words) -> list[frozenset[str]]:
    """Return sets of words, of each of which one stands in any match."""
    return [found for word in words if (found := _of_word(word))]


def _is_telling(words: tuple[str, ...]) -> bool:
    """Tell whether many sentences hold none of the words, however many they are."""
    return NUMBER in words or _commonness(words) < _TELLING


def _frequency(triggers: frozenset[str]) -> tuple[float, int]:
    """Rank triggers by how many articles hold one of them, roughly."""
    if NUMBER in triggers:
        return float("inf"), 0
    return _commonness(triggers) + 0.02 * len(triggers), len(triggers)


def _commonness(words: Iterable[str]) -> float:
    common = frequent = 0
    for word in words:
        common += word in _COMMON or len(word) < _SHORT
        frequent += word in _FREQUENT
    return 4 * common + 0.3 * frequent


def _of_word(word: tuple[_Part, ...]) -> frozenset[str]:
    """Return the triggers of one word, or nothing if it may be absent or end in any way.

    A word that holds a number and nothing else that is telling gives `NUMBER`.
    """
    if len(word) == 1 and word[0].kind == "choice":
        each = [_triggers(branch) for branch in word[0].branches]
        return frozenset().union(*each) if all(each) else frozenset()
    if len(word) == 1 and word[0].kind in ("option", "gap", "any", "brand"):
        return frozenset()
    forms = _forms(word)
    pieces = [_PIECE.findall(form.replace("\0", " \0")) for form in forms]
    # A piece that touches `*` or a number has no end of its own.
    whole = [[piece for piece in of if piece] for of in pieces]
    if any("\0" in form for form in forms):
        whole = [_closed(form) for form in forms]
    if not all(whole):
        return frozenset((NUMBER,)) if any(part.kind == "number" for part in word) else frozenset()
    return frozenset(max(of, key=len) for of in whole)


def _closed(form: str) -> list[str]:
    """Return the pieces of a form that do not touch an open end, a NUL."""
    return [
        match.group()
        for match in _PIECE.finditer(form)
        if form[match.end() : match.end() + 1] != "\0" and form[match.start() - 1 : match.start()] != "\0"
    ]


def _forms(word: tuple[_Part, ...]) -> list[str]:
    """Return all forms of a word without spaces; a NUL stands for an open end."""
    forms = [""]
    for part in word:
        if part.kind in ("choice", "option"):
            ends = [" ".join(form) for branch in part.branches for form in _all(branch)]
            if part.kind == "option":
                ends.append("")
        else:
            ends = [part.text if part.kind == "text" else "\0"]
        forms = [form + end for form in forms for end in ends]
        if len(forms) > _MOST_FORMS:
            raise PhraseError("a word with too many forms")
    return forms


def _all(branch: _Words) -> list[list[str]]:
    made: list[list[str]] = [[]]
    for word in branch:
        made = [[*done, form] for done in made for form in _forms(word)]
    return made
