"""Plain measures of an article's text.

A word is a run of letters and digits; apostrophes, hyphens, full stops and commas inside it do not
part it ("didn't", "self-care", "1.5"). Chinese, Japanese and Thai are written without spaces: there
each character counts as half a word, as word segmenters find about that many.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from medlint.document import Block, Document, Section, of_latest

_WORD = re.compile(r"[^\W_]+(?:['’.,\-‐‑][^\W_]+)*")
_RUNS = "".join(sign if sign.isalnum() else " " for sign in map(chr, range(128)))
"""What becomes of each character of ASCII where only runs of letters and digits are wanted."""
_WITHIN = re.compile(r"['.,-](?<=[A-Za-z0-9].)(?=[A-Za-z0-9])")
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"')\]]+")
_LONG_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{5,}")
_FIRST_DENSE = "\u0e00"
_DENSE = (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
COUNTED = frozenset(("heading", "paragraph", "item", "cell"))


def words_in(text: str) -> int:
    """Return the number of words in a text; a web address written out is not read as words."""
    if "://" in text:
        text = ADDRESS.sub(" ", text)
    if text.isascii():
        # To count runs, and take off what joins two of them, is twice as fast as to find words.
        return len(text.translate(_RUNS).split()) - len(_WITHIN.findall(text))
    if not any(map(_is_dense, set(text))):
        return len(_WORD.findall(text))
    spaced = "".join(" " if _is_dense(character) else character for character in text)
    dense = sum(map(_is_dense, text))
    return len(_WORD.findall(spaced)) + (dense + 1) // 2


def _is_dense(character: str) -> bool:
    return character >= _FIRST_DENSE and any(first <= character <= last for first, last in _DENSE)


def is_capitalised(text: str, least: int = 1) -> bool:
    """Tell whether nearly all long words of a text have capitals; fewer than `least` tell nothing."""
    words = _LONG_WORD.findall(text)
    return len(words) >= least and 4 * sum(word[0].isupper() for word in words) >= 3 * len(words)


def is_counted(block: Block) -> bool:
    """Tell whether a block's words belong to the article: not metadata, page chrome or code."""
    return block.kind in COUNTED and block.place in ("body", "quote")


@of_latest
def block_words(document: Document) -> Mapping[int, int]:
    """Return the number of words of each block, by its identity."""
    return {id(block): words_in(block.prose.text) for block in document.blocks}


def count_words(document: Document) -> int:
    """Return the number of words a reader of the article reads."""
    words = block_words(document)
    return sum(words[id(block)] for block in document.blocks if is_counted(block))


def section_words(section: Section) -> int:
    """Return the number of words of a section and those below it, without their headings."""
    return sum(
        words_in(block.prose.text) for part in section.walk() for block in part.blocks if is_counted(block)
    )
