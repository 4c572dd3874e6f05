"""How far a word is from another one, as slips of the pen and the keyboard go."""

from __future__ import annotations

from collections.abc import Sequence

_SOUNDS = ("aeiouy", "bp", "ckqsxz", "dt", "fvp", "gj", "mn", "lr")
_ALIKE = frozenset(x + y for sound in _SOUNDS for x in sound for y in sound)
_ENDINGS = ("ing", "ion")
_PEOPLE = ("ist", "ists")


def slips_by_word(words: Sequence[str], others: Sequence[str], everyday: frozenset[str]) -> int | None:
    """Return how many slips part two names of as many words; only one word may have any."""
    if len(words) != len(others):
        return None
    if len(words) == 1:
        return slips(words[0], others[0])
    different = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(different) != 1:
        return None
    word, other = different[0]
    return None if word in everyday else slips(word, other, shortest=4)


def slips(word: str, other: str, shortest: int = 5) -> int | None:
    """Return the number of slips that make `word` of `other`, or None if too many to be a slip.

    Up to seven letters there is one at most, in longer words there are two, an ending that both share
    not counted: `painting` is no slip for `parenting`. The first letter is right or swapped.
    """
    length = len(other)
    if length < shortest or len(word) < shortest - 1 or abs(len(word) - length) > 2:
        return None
    if word[0] != other[0] and word[:2] != other[1::-1]:
        return None
    # An orthodontist is somebody, orthodontics is something.
    if word.endswith(_PEOPLE) != other.endswith(_PEOPLE):
        return None
    if word[-3:] == other[-3:] and word.endswith(_ENDINGS):
        length -= 3
    most = 1 if length < 8 else 2
    found = distance(word, other, most)
    return found if found <= most else None


def distance(a: str, b: str, most: int) -> int:
    """Return the slips between two words, or `most + 1` if there are more.

    A letter too many or missing is one, neighbours swapped are one, another letter is one if it sounds
    alike (both are vowels, or like `s` and `c`), else two.
    """
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        oldest, before = before, row
        row = [i]
        for j, y in enumerate(b, 1):
            cost = before[j - 1] if x == y else before[j - 1] + (1 if x + y in _ALIKE else 2)
            cost = min(cost, before[j] + 1, row[-1] + 1)
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
