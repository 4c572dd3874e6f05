"""Words with a text each, stored as a few long texts.

A run on one article looks some hundred words up. To make a mapping of all, thousands of them, takes longer
than to search a text for each of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_OPENS, _PARTS = "\n", "\t"
_MOST = 20_000


def pack(entries: Mapping[str, str], buckets: int) -> list[str]:
    """Return words with their texts as `buckets` texts; neither has a tab or the end of a line."""
    packed = [_OPENS] * buckets
    for word, text in entries.items():
        packed[_bucket(word, buckets)] += f"{word}{_PARTS}{text}{_OPENS}"
    return packed


class Packed(Mapping[str, str]):
    """What `pack` made: a mapping that is read word by word."""

    def __init__(self, buckets: list[str]) -> None:
        self._buckets = buckets
        self._known: dict[str, str | None] = {}

    def __getitem__(self, word: str) -> str:
        """Return the text of a word."""
        text = self.get(word)
        if text is None:
            raise KeyError(word)
        return text

    def get(self, word: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Return the text of a word, or the default; articles share most of their words, so it is kept."""
        known = self._known
        if word not in known:
            if len(known) > _MOST:
                known.clear()
            known[word] = self._found(word)
        text = known[word]
        return default if text is None else text

    def __contains__(self, word: object) -> bool:
        """Tell whether a word is there."""
        return isinstance(word, str) and self.get(word) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield all words."""
        for bucket in self._buckets:
            for entry in bucket.split(_OPENS)[1:-1]:
                yield entry.partition(_PARTS)[0]

    def __len__(self) -> int:
        """Return the number of words."""
        return sum(bucket.count(_PARTS) for bucket in self._buckets)

    def _found(self, word: str) -> str | None:
        bucket = self._buckets[_bucket(word, len(self._buckets))]
        at = bucket.find(f"{_OPENS}{word}{_PARTS}")
        if at < 0:
            return None
        start = at + len(word) + 2
        return bucket[start : bucket.index(_OPENS, start)]


def _bucket(word: str, buckets: int) -> int:
    return int.from_bytes(word.encode("utf-8", "surrogatepass")) % buckets
