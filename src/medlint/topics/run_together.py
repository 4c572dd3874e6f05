"""Words written together without a separator, taken apart by a list of known words."""

from __future__ import annotations

from collections.abc import Sequence, Set

from medlint._records import NamedTuple

LONGEST = 200
"""A longer text is not looked at."""

_Known = Sequence[Sequence[tuple[int, bool]]]

_SHORT = 4  # a known word with fewer letters is a chance find in a longer word
_REST = 4  # an unknown word has at least as many letters
_BRAND = 30  # and at most as many


class Pieces(NamedTuple):
    """Known words (slugs), and the length of the longest."""

    words: Set[str]
    longest: int

    @classmethod
    def of(cls, words: Set[str]) -> Pieces:
        """Return the words with what is worth knowing of them all."""
        return cls(words, max(map(len, words), default=0))

    def at(self, text: str, start: int) -> list[tuple[int, bool]]:
        """Return the ends of the known words of three letters or more that begin at `start`.

        Each with whether it adds an `s` to the word.
        """
        found: list[tuple[int, bool]] = []
        for end in range(start + 3, min(start + self.longest, len(text)) + 1):
            if text[start:end] in self.words:
                found.append((end, False))
                if text[end : end + 1] == "s" and text[end - 1] != "s" and end - start >= _SHORT:
                    found.append((end + 1, True))
        return found


class _Cost(NamedTuple):
    """What makes a split worse, the first thing most: less is better."""

    swallowed: int  # unknown words that end with a known one
    unknown: int  # letters of unknown words
    words: int


class _Best(NamedTuple):
    """The best way to a place in the text: its cost, where its last word begins, in which state."""

    cost: _Cost
    start: int
    state: int
    unique: bool


_PLAIN, _PLURAL, _UNKNOWN, _SHORTS = 0, 1, 2, 3
"""States of a split: long known words only; the same, the last one with an `s` that may belong to what
follows; one unknown word among them; some short ones, then none unknown."""


def fold(text: str) -> str:
    """Return a text of the same length in lower case, with `-` for a space or underscore."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lower.replace(" ", "-").replace("_", "-")


def best_split(text: str, known: Pieces) -> tuple[tuple[int, int], ...] | None:
    """Return the ranges of the words in a folded text, or None if no split is the best one.

    Fewest unknown letters win, then the fewest words. An unknown word may end the text with a known
    one and up to three letters more (a brand made from it), or begin it the other way round.
    """
    size = len(text)
    known_at = [known.at(text, start) for start in range(size)]
    table: list[dict[int, _Best]] = [{} for _ in range(size + 1)]
    table[0][_PLAIN] = _Best(_Cost(0, 0, 0), 0, _PLAIN, True)
    for start in range(size):
        for state, best in table[start].items():
            cost = best.cost
            for end, plural in known_at[start]:
                after = state
                if end - start < _SHORT:
                    after = _SHORTS
                elif state in (_PLAIN, _PLURAL):
                    after = _PLURAL if plural else _PLAIN
                if after != _SHORTS or state != _UNKNOWN:
                    more = cost._replace(words=cost.words + 1)
                    _offer(table[end], after, _Best(more, start, state, best.unique))
            if state == _PLAIN:
                for end, swallowed in _unknown_words(text, start, known_at):
                    more = _Cost(swallowed, end - start, cost.words + 1)
                    _offer(table[end], _UNKNOWN, _Best(more, start, state, best.unique))
    pieces = _walk_back(table)
    return tuple(pieces) if pieces and _is_sure(text, pieces, known, known_at) else None


def _offer(row: dict[int, _Best], state: int, way: _Best) -> None:
    """Keep a way to a place if it is better than the one known, and note a tie."""
    best = row.get(state)
    if best is None or way.cost < best.cost:
        row[state] = way
    elif way.cost == best.cost:
        row[state] = best._replace(unique=False)


def _unknown_words(text: str, start: int, known_at: _Known) -> list[tuple[int, int]]:
    """Return where an unknown word that begins at `start` may end, and 1 if a known one ends it.

    No known word of five letters or more stands inside it, unless as a part between hyphens.
    """
    if not text[start].isalnum():
        return []
    found: list[tuple[int, int]] = []
    tails: set[int] = set()  # where a known word ends that begins within the first letters
    limit = min(len(text), start + _BRAND)
    for end in range(start + 1, limit + 1):
        inner = end - 1
        if inner > start and text[inner - 1].isalnum():
            ends = [other for other, plural in known_at[inner] if other - inner > _SHORT and not plural]
            if ends:
                limit = min(limit, ends[0] - 1)
                if inner - start < _REST:
                    tails.update(ends)
        if end > limit:
            break
        if end - start >= _REST and text[end - 1].isalnum():
            found.append((end, 0))
    return found + [(end, 1) for end in sorted(tails) if end - start >= _REST]


def _walk_back(table: list[dict[int, _Best]]) -> list[tuple[int, int]]:
    """Return the words of the best whole split, none if there is no split or more than one is best."""
    at = len(table) - 1
    ranking = sorted((best.cost, state) for state, best in table[at].items())
    if not ranking or (len(ranking) > 1 and ranking[0][0] == ranking[1][0]):
        return []
    state = ranking[0][1]
    if not table[at][state].unique:
        return []
    pieces: list[tuple[int, int]] = []
    while at > 0:
        best = table[at][state]
        pieces.append((best.start, at))
        at, state = best.start, best.state
    return pieces[::-1]


def _is_sure(text: str, pieces: list[tuple[int, int]], known: Pieces, known_at: _Known) -> bool:
    """Tell whether two long words are known, and to which side all other letters belong."""
    long = 0
    for start, end in pieces:
        ends = [other for other, _ in known_at[start] if other - start >= _SHORT]
        if end in ends:
            long += 1
        elif end - start >= _SHORT:
            begins = any(end - _REST < other < end for other in ends)
            closes = any(text[inner:end] in known.words for inner in range(start + 1, start + _REST))
            if (begins and end < len(text)) or (closes and start > 0):
                return False
    return long >= 2
