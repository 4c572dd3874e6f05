"""Words with a text each, stored as one long text.

A run on one article looks some hundred words up. To make a mapping of all, thousands of them, takes longer
than to search a part of a text for each of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

_END, _TAB = "\n", "\t"
_MOST = 20_000


def pack(entries: Mapping[str, str], parts: int) -> tuple[list[int], str]:
    """Return where each of `parts` parts opens, in bytes of UTF-8, and the text of all parts.

    Neither words nor their texts hold a tab or the end of a line.
    """
    packed = [""] * parts
    for word, text in entries.items():
        packed[_part_of(word.encode(), parts)] += f"{word}{_TAB}{text}{_END}"
    ends = accumulate(len(part.encode()) for part in packed)
    return [0, *ends], _END + "".join(packed)


class Packed(Mapping[str, str]):
    """What `pack` made: a mapping that is read word by word."""

    def __init__(self, starts: Sequence[int], data: bytes | memoryview) -> None:
        self._starts = starts
        self._data = data
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
        text = known.get(word, "")
        if text == "":
            if len(known) > _MOST:
                known.clear()
            text = known[word] = self._found(word.encode("utf-8", "surrogatepass"))
        return default if text is None else text

    def __contains__(self, word: object) -> bool:
        """Tell whether a word is there."""
        return isinstance(word, str) and self.get(word) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield all words."""
        yield from str(self._data, "utf-8").replace(_TAB, _END).split(_END)[1:-1:2]

    def __len__(self) -> int:
        """Return the number of words."""
        return bytes(self._data).count(_TAB.encode())

    def _found(self, word: bytes) -> str | None:
        part = _part_of(word, len(self._starts) - 1)
        data = bytes(self._data[self._starts[part] : self._starts[part + 1] + 1])
        at = data.find(b"\n%b\t" % word)
        if at < 0:
            return None
        start = at + len(word) + 2
        return data[start : data.index(b"\n", start)].decode()


def _part_of(word: bytes, parts: int) -> int:
    return int.from_bytes(word) % parts
