"""Whether an article that says how much a risk changes says how big it is, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.phrases import regex
from medlint.reading import Passage, Reading
from medlint.rule import Rule

_BEFORE, _BEHIND = 1, 2
"""Passages around one in which any share of people may tell how big a risk is."""
_STEPS = 12
"""Passages either way under the same headings in which a base rate is looked for."""
_WORD = re.compile(r"[^\W\d_]{5,}")
_AROUND = 60
"""Letters either side of a figure in which its outcome is named."""
_CELLS = 60
"""Cells of a table either way: in one of thousands a rate further off is that of something else."""


def is_told(text: Reading, passage: Passage, rule: Rule) -> bool:
    """Tell whether a base rate stands close to a passage.

    Words such as "prevalence: 2%" (`rate`) say what they are, and count under the same headings. A share of
    people (`baseline`) may be one of anything: it counts in the passages next to this one, and in its table.
    """
    baseline, rate = regex(str(rule.params["baseline"])), regex(str(rule.params["rate"]))
    if any(baseline.search(near.text) or rate.search(near.text) for near in _beside(text, passage)):
        return True
    return any(rate.search(near.text) for near in _under_same(text, passage))


def told_of(text: Reading, rule: Rule) -> frozenset[str]:
    """Return the words of passages that give the shares of two groups of people (`shares`)."""
    shares = regex(str(rule.params["shares"]))
    told = (_WORD.findall(passage.text) for passage in text.numbered if shares.search(passage.text))
    return frozenset(word for words in told for word in words).difference(rule.params["any-outcome"])


def outcomes(passage: Passage, start: int, end: int) -> frozenset[str]:
    """Return the words beside a figure: what it is about is among them."""
    return frozenset(_WORD.findall(passage.text, max(0, start - _AROUND), end + _AROUND))


def _beside(text: Reading, passage: Passage) -> Iterator[Passage]:
    index, passages = text.place(passage), text.passages
    first, last = index, index
    if passage.block.kind == "cell":
        group = passage.block.group
        while first > max(0, index - _CELLS) and passages[first - 1].block.group == group:
            first -= 1
        while last + 1 < min(len(passages), index + _CELLS) and passages[last + 1].block.group == group:
            last += 1
    yield from passages[max(0, first - _BEFORE) : last + 1 + _BEHIND]


def _under_same(text: Reading, passage: Passage) -> Iterator[Passage]:
    index = text.place(passage)
    for near in text.passages[max(0, index - _STEPS) : index + _STEPS]:
        if near.above == passage.above and near.block.kind != "heading":
            yield near
