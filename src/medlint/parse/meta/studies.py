"""Tells what a box states of a study from what a page states of itself: "Authors: … Journal: … DOI: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from medlint.document import Block
from medlint.parse.meta.words import meta_words
from medlint.parse.wording import fold

_REACH = 8
"""How many lines of a box may stand before and behind one."""
_LONGEST = 600
_LABELLED = re.compile(r"\W{0,6}[^\W\d_][^:\n]{1,40}:")


def of_studies(blocks: Sequence[Block], stating: Iterable[int]) -> frozenset[int]:
    """Return those of the blocks that state something, by their indexes, in which that is said of a study.

    That is so in a run of labels under a heading of its own where one label is a study's only.
    """
    return frozenset(index for index in stating if _is_of_study(blocks, index))


def _is_of_study(blocks: Sequence[Block], index: int) -> bool:
    if blocks[index].kind == "heading" or not _LABELLED.match(blocks[index].prose.text):
        return False
    if not any(meta_words().study.search(fold(block.prose.text)) for block in _run(blocks, index)):
        return False
    before = (blocks[at] for at in range(index - 1, -1, -1))
    above = next((block for block in before if block.kind == "heading"), None)
    return above is not None and above.level > 1


def _run(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """Yield a block and those beside it that open with labels too."""
    yield blocks[index]
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(blocks) and abs(at - index) <= _REACH:
            text = blocks[at].prose.text
            if len(text) > _LONGEST or blocks[at].kind != blocks[index].kind or not _LABELLED.match(text):
                break
            yield blocks[at]
            at += step
