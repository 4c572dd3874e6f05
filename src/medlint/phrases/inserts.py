"""Words that the patterns of a language insert by name, `{doctor}`, so that each list stands once."""

from __future__ import annotations

import re
from collections.abc import Mapping

_INSERT = re.compile(r"\{([a-z]+)\}")


class Inserts:
    """The words that the patterns of a language insert by name, and the letters that writers leave bare."""

    def __init__(self, words: Mapping[str, str], letters: Mapping[str, str]) -> None:
        self._letters = str.maketrans(dict(letters))
        self.words: dict[str, str] = {}
        for name, pattern in words.items():
            # A folded YAML block puts a space behind each line end; none belongs to these lists.
            self.words[name] = self.expand(str(pattern).replace("| ", "|"))

    def expand(self, pattern: str) -> str:
        """Return a pattern with words in the place of their names."""
        pattern = pattern.translate(self._letters) if self._letters else pattern
        return _INSERT.sub(lambda match: self.words.get(match[1], match.group()), pattern)
