"""Words that are packed into one text are found there, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint._packed import Packed, pack

WORDS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=("Cs",)), min_size=1, max_size=6)


@given(st.dictionaries(WORDS, WORDS | st.just("")), st.lists(WORDS), st.integers(1, 7))
def test_it_is_the_mapping_that_was_packed(entries: dict[str, str], others: list[str], parts: int) -> None:
    starts, text = pack(entries, parts)
    packed = Packed(starts, text.encode())
    assert dict(packed) == entries
    assert len(packed) == len(entries)
    for word in (*entries, *others):
        assert packed.get(word) == entries.get(word)
        assert (word in packed) == (word in entries)


def test_what_is_not_there_is_missing() -> None:
    starts, text = pack({"back": "pain", "backs": ""}, 2)
    packed = Packed(starts, memoryview(text.encode()))
    assert packed["backs"] == ""
    for word in ("bac", "ack", "pain", "back\tpain", "\n", "", "\ud800", 5):
        assert word not in packed
    with pytest.raises(KeyError):
        packed["pain"]
