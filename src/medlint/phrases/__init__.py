"""The notation in which rule files write phrases, and what becomes of it: a pattern and trigger words.

    cur(e|es|ed|ing) ... cancer     alternatives, also within a word; `...` up to four words between
    side effect[s]                  what is in brackets may be absent
    #%                              a number
    (stop|quit) taking {medicine}   a list of `rules/_vocabulary/phrases.yaml`
    detox*                          any ending
    doctors choose @                a name with a capital inside, as brands have: FlexiTape
    ^ no side effects $             a passage begins, or ends, here

A space also matches a hyphen or a comma with a space. Phrases match whole words in folded text
(`medlint.reading`), never across the end of a sentence. Every phrase has *triggers*: words of which at
least one stands in whatever it matches. Most articles hold no trigger of most phrases, and so most
patterns are never even compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from medlint._records import NamedTuple

_TOKEN = re.compile(r"\.\.\.(\d*)|\{([a-z-]+)\}|[()\[\]|#*@ ]|[^()\[\]|#*@{} ]")
SEPARATOR = ",?+[ -]"
"""What stands between two words of a phrase."""
OPENING = r"(?<!\w)"
"""What stands before a phrase that may begin anywhere: it begins with a whole word."""
_CROSSING = (r"\A", r"\Z", *(f"{stop}{SEPARATOR}" for stop in (r"\.", r"\?", "!", "…")))
"""What stands in patterns of phrases that begin or end a passage, or hold the end of a sentence."""
NUMBER = "#"
"""What a phrase with a number needs: it stands for any digit in a passage, and is no trigger by itself."""
# FlexiTape and CeraVe, but not DNA or McGill.
_BRAND = re.compile(r"(?!Ma?c[A-Z])[A-Z][a-z]+[A-Z]")
_MARKS = frozenset("®™")


class PhraseError(ValueError):
    """A phrase breaks the notation, or nothing in it could trigger a look for it."""


class Phrase(NamedTuple):
    """A compiled phrase: the source of its pattern, and its triggers.

    `needs` are further sets of words, of each of which one stands in whatever the phrase matches, in the
    same order; `turn` tells behind how many of them the trigger stands.
    """

    pattern: str
    triggers: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...] = ()
    turn: int = 0


_Made = tuple[Any, ...]
"""The fields of a `Phrase`, or a pattern alone."""
Known = dict[tuple[str, str], _Made]
"""What phrases compile to."""
_known: Known = {}


def compile_phrase(phrase: str, lists: Mapping[str, Iterable[str]]) -> Phrase:
    """Return the pattern and the triggers of a phrase; `lists` holds what `{name}` stands for.

    Raises:
        PhraseError: the phrase breaks the notation, names an unknown list, or has no trigger.
    """
    key = "phrase", _spelled_out(phrase, lists)
    known = _known.get(key)
    if known is None:
        from medlint.phrases.notation import compiled

        known = _known[key] = compiled(phrase, lists)
    return Phrase(*known)


_MARK = re.compile("‹([0-9a-f]{12})›")
_parts: dict[str, str] = {}


def know_parts(parts: Mapping[str, str]) -> None:
    """Take up what the marks in shortened patterns (`medlint.phrases.shortening`) stand for."""
    _parts.update(parts)


def _spelled(pattern: str) -> str:
    while "‹" in pattern:
        pattern = _MARK.sub(lambda match: _parts[match[1]], pattern)
    return pattern


@cache
def regex(pattern: str) -> re.Pattern[str]:
    """Return a pattern, shortened or not, compiled: once, when something first looks for it."""
    return re.compile(_spelled(pattern))


@cache
def crosses_sentences(pattern: str) -> bool:
    """Tell whether a pattern can match across the end of a sentence, or is bound to the ends of a passage."""
    return any(map(_spelled(pattern).__contains__, _CROSSING))


def names_brand(written: str, match: re.Match[str]) -> bool:
    """Tell whether what a phrase takes for a brand has a capital inside, or a mark behind it."""
    held = (match.span(index) for index in range(1, match.re.groups + 1) if match.start(index) >= 0)
    return all(_BRAND.match(written, *place) or written[place[1] : place[1] + 1] in _MARKS for place in held)


def pattern_of(phrases: Iterable[str], lists: Mapping[str, Iterable[str]] | None = None) -> str:
    """Return the source of one pattern for phrases that are only looked for where something else was found.

    Raises:
        PhraseError: a phrase breaks the notation or names an unknown list.
    """
    return either([_pattern_of(phrase, lists or {}) for phrase in phrases]) or "(?!)"


def either(patterns: Sequence[str]) -> str:
    """Return the source of one pattern for some; what begins all phrases stands once, before them.

    Inside a word none of them is tried then, and at its start only those with its first letter.
    """
    if all(pattern.startswith(OPENING) for pattern in patterns) and patterns:
        return f"{OPENING}(?:{either([pattern.removeprefix(OPENING) for pattern in patterns])})"
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _pattern_of(phrase: str, lists: Mapping[str, Iterable[str]]) -> str:
    key = "pattern", _spelled_out(phrase, lists)
    known = _known.get(key)
    if known is None:
        from medlint.phrases.notation import pattern_alone

        known = _known[key] = (pattern_alone(phrase, lists),)
    return str(known[0])


def know(known: Known) -> None:
    """Take what phrases compile to from here, and add to it: what an earlier run has made."""
    global _known  # noqa: PLW0603 - like the functions' own caches, but one that can be kept on disk
    _known = known


def _spelled_out(phrase: str, lists: Mapping[str, Iterable[str]]) -> str:
    """Return a phrase with lists in the place of their names."""
    return "".join(expanded(phrase, lists, ())) if "{" in phrase else phrase


def expanded(phrase: str, lists: Mapping[str, Iterable[str]], inside: tuple[str, ...]) -> list[str]:
    """Return the tokens of a phrase, with lists in the place of their names."""
    tokens: list[str] = []
    for match in _TOKEN.finditer(phrase.strip()):
        name = match[2]
        if not name:
            tokens.append(match.group())
            continue
        if name not in lists or name in inside:
            raise PhraseError(f"{phrase!r}: there is no list {{{name}}}")
        tokens.append("(")
        for index, entry in enumerate(lists[name]):
            tokens += (*(("|",) if index else ()), *expanded(str(entry), lists, (*inside, name)))
        tokens.append(")")
    return tokens
