"""Shares and ranges: how they are to be written, and what a fix makes of them."""

from __future__ import annotations

import pytest
from one_rule import HEAD, findings


@pytest.mark.parametrize(("share", "told"), [("99.5", "995 in 1,000"), ("95.3", "953 in 1,000")])
def test_a_share_of_nearly_all_is_told_as_such(share: str, told: str) -> None:
    text = f"{HEAD}{share}% of people who had the vaccine were protected.\n"
    (finding,) = findings("MED516", text)
    assert told in f"{finding.message} {finding.hint}"


@pytest.mark.parametrize("text", ["A 2-3-day course helps.", "It is for 10-20-year-old people."])
def test_a_range_within_a_compound_is_not_rewritten(text: str) -> None:
    assert all(finding.fix is None for finding in findings("MED518", f"{HEAD}{text}\n"))
