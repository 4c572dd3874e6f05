"""Abstracts of papers that a page has taken in: what they say is the paper's, not the article's.

An abstract stands under a line "Abstract" or begins with a label in capitals ("BACKGROUND:"), and ends at the
number of the paper ("PMID: 12345678"). Without that number only the blocks count that such labels part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from medlint.document import Block

_REACH = 60
"""Blocks of an abstract, at most: a page that was copied may have one for each line of text."""
_OPENS = r"BACKGROUND|OBJECTIVES?|AIMS?|PURPOSE|INTRODUCTION|CONTEXT|IMPORTANCE|(?:MATERIALS? AND )?METHODS?"
_CLOSES = r"RESULTS?|FINDINGS|CONCLUSIONS?|INTERPRETATION"
_LABEL = re.compile(rf"(?<![\w-])(?:({_OPENS})|({_CLOSES})) ?:")
_ENTITLED = re.compile(r"\W{0,3}abstract\W{0,3}", re.IGNORECASE)
_NUMBER = re.compile(r"\W{0,3}(?:PMC?ID|PubMed PMID|doi)\b.{0,4}\d|.{0,80}\[PubMed\b", re.IGNORECASE)


def with_abstracts(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a page; those of abstracts of other papers are marked as quoted."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if at in found or block.place != "body" or block.kind == "heading":
            continue
        entitled = _ENTITLED.fullmatch(block.text) is not None
        if entitled or _LABEL.search(block.text):
            start = at + 1 if entitled else at
            found.update(range(start, _end(blocks, start) or (at if entitled else _parted(blocks, at))))
    return tuple(
        block._replace(place="quote") if index in found and block.place == "body" else block
        for index, block in enumerate(blocks)
    )


def _end(blocks: Sequence[Block], start: int) -> int:
    """Return where the number of the paper stands that an abstract is of, or 0."""
    for at in range(start, min(len(blocks), start + _REACH)):
        if blocks[at].kind == "heading":
            return 0
        if _NUMBER.match(blocks[at].text):
            return at
    return 0


def _parted(blocks: Sequence[Block], start: int) -> int:
    """Return where the blocks end that have labels, if both what was done and what came of it have."""
    opens, closes, at = False, False, start
    while at < min(len(blocks), start + _REACH) and blocks[at].kind != "heading":
        labels = _LABEL.findall(blocks[at].text)
        if not labels:
            break
        opens |= any(first for first, _ in labels)
        closes |= any(last for _, last in labels)
        at += 1
    return at if opens and closes else start
