"""Abstracts of papers that a page has taken in are quoted."""

from __future__ import annotations

import pytest

from medlint.parse import parse
from medlint.settings import Settings

TAIL = "\n\nRunners have a 30% lower risk of a stroke.\n"
ENTITLED = "# Sun\n\nRoe J, Doe A.\n\nAbstract\n\nSunbathers had a 40% lower risk.\n\nThey were old.\n\n"
PARTED = "BACKGROUND: Little is known. METHODS: We asked 30 people. RESULTS: Swimmers had a 50% lower risk."


def quoted(text: str) -> list[str]:
    """Return the blocks of a Markdown article that are quoted."""
    document = parse("a.md", text.encode(), Settings())
    return [block.text for block in document.blocks if block.place == "quote"]


@pytest.mark.parametrize("number", ["PMID: 12345678 [PubMed - indexed for MEDLINE]", "doi: 10.1000/made.up"])
def test_abstract_up_to_its_number(number: str) -> None:
    assert quoted(ENTITLED + number + TAIL) == ["Sunbathers had a 40% lower risk.", "They were old."]


def test_own_abstract_is_the_article_s() -> None:
    assert quoted(ENTITLED + TAIL) == []
    assert quoted(ENTITLED + "## More\n\nPMID: 12345678" + TAIL) == []


@pytest.mark.parametrize("text", [PARTED, PARTED.replace(". ", ".\n\n")])
def test_labels_in_capitals(text: str) -> None:
    assert quoted("# Sun\n\n" + text + TAIL) == text.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "RESULTS: our guests lose weight.",
        "METHODS: we cook.\n\nMore.\n\nRESULTS: joy.",
        PARTED.title(),
    ],
)
def test_labels_that_make_no_abstract(text: str) -> None:
    assert quoted("# Sun\n\n" + text + TAIL) == []
