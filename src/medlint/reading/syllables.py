"""How many syllables an English word has: counted by its vowels, with a list of words where that fails."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from medlint.vocabulary import load

_GROUP = re.compile("[aeiouy]+")
# Each is one syllable fewer than there are groups of vowels: a silent e, at the end or before an ending.
_SILENT_AT_END = re.compile(
    r"(?:[^aeiouy]e|(?:[^aeiouyscxzgh]|[^cs]h)es|[^aeiouydt]ed)$(?<![^aeiouylr]le)(?<![^aeiouylr]le[sd])"
)
_SILENT_WITHIN = re.compile(r"[^aeiouy]e(?=(?:ful|less|ment|ly|ness|some)(?:s|ly|ness)?$)(?<![^aeiouylr]le)")
_LAST_OF_SILENT = ("e", "es", "ed")
_LAST_OF_ENDINGS = ("l", "s", "t", "y", "e")
# Each is one syllable more: vowels that stand side by side and are spoken apart, or an m after an s.
_APART = re.compile(
    r"(?<![ctsgx])i[aou](?!us$)|(?<=[ctsg])ia(?=[tc])|eo(?!u)(?<!peo)|(?<![gq])u(?:[ao]|e(?=n[ct]))"
    r"|(?<!^)y[aeiou](?=.)|[aeo]i[nz]g|[aeiouy]ing$|[dlmnprt]ier$|eally|iet|oe[tm]|nuit|creat"
    r"|[^aeiouy]ea(?=ti(?:on|ve))|nea$|rhea$|oed|ism$|[^aeiouy]sms?$"
)


def count_syllables(word: str) -> int:
    """Return the number of syllables of a folded English word, 1 at least."""
    known = _counted.get(word)
    if known is None:
        known = _counted[word] = _exceptions().get(word) or by_vowels(word)
    return known


_counted: dict[str, int] = {}
"""Words of all articles of a run: the same few thousand make most of any text."""


def by_vowels(word: str) -> int:
    """Return what the vowels alone tell of the number of syllables."""
    if word.endswith("n't"):
        # "isn't" has one more than "is", "aren't" has not.
        return by_vowels(word[:-3]) + (word[-4:-3] in "sdt")
    word = word.replace("'", "")
    groups = _GROUP.findall(word)
    count = len(groups)
    # Patterns are asked only where they can match: a run on one article has each word to count once.
    if len("".join(groups)) > count or "sm" in word:
        count += len(_APART.findall(word))
    if word.endswith(_LAST_OF_SILENT) and _SILENT_AT_END.search(word):
        count -= 1
    if word.endswith(_LAST_OF_ENDINGS):
        count -= len(_SILENT_WITHIN.findall(word))
    return max(1, count)


@cache
def _exceptions() -> Mapping[str, int]:
    exceptions: dict[str, int] = {}
    for count, words in load("syllables")["en"].items():
        exceptions |= dict.fromkeys(words.split(), int(count))
    return exceptions
