"""Tells the language of an article: as stated, unless its words plainly say otherwise."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from medlint.vocabulary import load

UNKNOWN = "und"
"""The tag for an undetermined language (BCP 47)."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ENOUGH = 20


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, entry in load("languages").items():
        for word in entry["words"]:
            found[word] = (*found.get(word, ()), language)
    return found


def language_name(language: str) -> str:
    """Return the English name of a primary language tag, or "" if it is not known."""
    entry = load("languages").get(language)
    return str(entry["name"]) if entry else ""


def detect_language(text: str) -> tuple[str, bool]:
    """Return the likeliest language of a text, and whether it is plain; `und` if nothing tells.

    It counts function words; it is plain if they make up a twelfth of at least 20 words, and are
    half as many again as those of the next language.
    """
    counts: dict[str, int] = {}
    table = _languages_of()
    # Most of what stands between spaces is a word, and stands there again and again.
    words = Counter(text[:_SAMPLE].lower().split())
    for token in [token for token in words if not token.isalpha()]:
        times = words.pop(token)
        for word in _WORD.findall(token):
            words[word] = words.get(word, 0) + times
    number = words.total()
    for word in table.keys() & words.keys():
        for language in table[word]:
            counts[language] = counts.get(language, 0) + words[word]
    if not counts:
        return UNKNOWN, False
    ranked = sorted(counts, key=lambda language: (-counts[language], language))
    best = counts[ranked[0]]
    second = counts[ranked[1]] if len(ranked) > 1 else 0
    plain = number >= _ENOUGH and best * 12 >= number and best * 2 >= second * 3
    return ranked[0], plain


def settle_language(stated: str, configured: str, text: str) -> str:
    """Return the language to judge by, as a primary tag (`en`, not `en-GB`).

    Plain evidence of the words outweighs what a page's template states. A text too short to tell is
    taken for the likeliest language, and for English if no word tells; a longer one that fits no known
    language is told by its first half, or is `und`.
    """
    detected, plain = detect_language(text)
    if plain:
        return detected
    for tag in (stated, configured):
        primary = re.split(r"[-_]", tag.strip().lower())[0]
        if re.fullmatch(r"[a-z]{2,3}", primary):
            return primary
    if len(_WORD.findall(text[:_SAMPLE])) >= _ENOUGH:
        # What an article cites, at its end, may be in another language than the article.
        opening, plain = detect_language(text[: len(text) // 2])
        return opening if plain else UNKNOWN
    if detected == UNKNOWN and text.isascii() and _WORD.search(text):
        return "en"
    return detected
