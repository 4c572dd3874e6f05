"""Amounts of a vitamin in the units of its packets: whether a text says how much of it to have."""

from __future__ import annotations

import re

from medlint.checks.dose_figures import Dose, units_of
from medlint.checks.dose_sentences import LONGEST
from medlint.document import Document
from medlint.parse.wording import fold
from medlint.phrases.book import Groups
from medlint.reading import Passage, Reading, reading, sentence
from medlint.reading.said import says
from medlint.tree import title_text

_BEFORE = 40
_LABEL = 60  # letters at most
_SAME = re.compile(r"[ (=\u2248/]*(?:or )?")
"""Between an amount and the same in another unit."""
_SIBLINGS = 12
"""Passages before one, among which what it stands under is looked for."""


def is_on_packets(document: Document, dose: Dose, groups: Groups) -> bool:
    """Tell whether a sentence says how much of a vitamin to have, in the unit of its packets."""
    if dose.sign() != "iu":
        return False
    text, passage = reading(document), dose.passage
    if _is_converted(dose, text):
        return True
    first, last = sentence(passage.text, dose.start, text.language)
    before = passage.text[max(0, dose.start - LONGEST) : dose.start]
    said = passage.text[max(first, dose.start - LONGEST) : min(last, dose.end + LONGEST)]
    lead, label = passage.lead[-LONGEST:], _label(passage, text)
    above = parent(passage, text)[-LONGEST:]
    around = (said, before, passage.above, fold(title_text(document)), lead, label, above)
    if says(groups, "-injected", said) or not any(says(groups, "-vitamin", words) for words in around):
        return False
    named = passage.text[: first if first <= _LABEL else 0]
    return any(says(groups, "-intake", words) for words in (said, named, lead)) or any(
        says(groups, "-supplements", words) for words in (label, above)
    )


def _is_converted(dose: Dose, text: Reading) -> bool:
    """Tell whether an amount stands beside the same in micrograms: "400 IU (10 mcg)"."""
    said, units = dose.passage.text, units_of(text.language)
    same = _SAME.match(said, dose.end)
    behind = units.pattern.match(said, same.end()) if same else None
    before = said[max(0, dose.start - _BEFORE) : dose.start]
    others = (found for found in units.pattern.finditer(before) if _SAME.fullmatch(before, found.end()))
    return any(found is not None and found[2] in (*units.micrograms, "mcg") for found in (behind, *others))


def _label(passage: Passage, text: Reading) -> str:
    """Return the few words, or the paragraph before a list, that stand before a passage; else ""."""
    at = text.place(passage)
    before = text.passages[max(0, at - _SIBLINGS) : at][::-1]
    if passage.block.kind == "item":
        listed = passage.block.group
        first = next((near for near in before if near.block.group != listed), None)
        return first.text[-LONGEST:] if first is not None and first.block.kind == "paragraph" else ""
    return before[0].text if before and len(before[0].text) <= _LABEL else ""


def parent(passage: Passage, text: Reading) -> str:
    """Return the words of the item that an item stands in; "" of any other passage."""
    block = passage.block
    if block.kind != "item" or block.level < 2:
        return ""
    at = text.place(passage)
    for near in reversed(text.passages[max(0, at - _SIBLINGS) : at]):
        if near.block.kind != "item":
            return ""
        if near.block.level < block.level:
            return near.text
    return ""
