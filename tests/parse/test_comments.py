# ruff: noqa: E501 - one text a line
"""What readers wrote below an article is no part of it."""

import pytest
from growth import LINEAR, growth

from medlint.document import Document
from medlint.parse import parse
from medlint.settings import Settings

TEXT = "# Warm feet\n\nThick socks keep the feet of most people warm at night.\n\n## What helps\n\nA warm bath does, too.\n\n"
CARL = "### Carl\n*May 3, 2014 at 8:06 PM*\n\nMine never are! [Look](https://example.org/feet).\n\n"
OLGA = "### Olga P.\n\n2014-05-04 07:12\n\nTry wool.\n\n"


def read(text: str, name: str = "a.md") -> Document:
    return parse(name, text.encode(), Settings())


def body(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.place != "chrome"]


@pytest.mark.parametrize(
    "heading",
    ["Comments", "2 Comments", "Comments (2)", "Responses", "Kommentare", "2 Gedanken zu „Warme Füße“"],
)
def test_names_and_dates_under_a_heading_that_says_so(heading: str) -> None:
    document = read(f"{TEXT}## {heading}\n\n{CARL}{OLGA}## Sources\n\nA book.\n")
    assert body(document)[-3:] == ["A warm bath does, too.", "Sources", "A book."]
    assert not document.links


@pytest.mark.parametrize(
    "rest",
    [
        "## Comments\n\nWe write them for every guide.\n",
        "## Comments\n\n### On socks\n\nWool is best.\n\n### On baths\n\nNot too hot.\n",
        f"## Comments\n\n{CARL}### On baths\n\nNot too hot.\n",
        f"## Case reports\n\n{CARL}{OLGA}",
    ],
)
def test_another_section_stays(rest: str) -> None:
    text = TEXT + rest
    assert not [block for block in read(text).blocks if block.place == "chrome"]


def test_an_element_that_is_called_so_in_markdown() -> None:
    box = '<div id="comment-box">\n<h2>From the old site</h2>\n\n<div class="one">\n<p>Mine never are!</p>\n</div>\n\n</div>\n'
    assert body(read(TEXT + box))[-1] == "A warm bath does, too."
    assert "Mine never are!" in body(read(TEXT + box.replace("comment-box", "case-box")))


@pytest.mark.parametrize("marked", ['id="comment-box"', 'class="comment-list"', 'class="comments-list"'])
def test_an_element_that_is_called_so_in_html(marked: str) -> None:
    page = (
        "<body><h1>Warm feet</h1><p>Thick socks keep the feet of most people warm at night, and wool is best of all.</p>"
        f"<p>A warm bath does, too.</p><div {marked}><h2>Old ones</h2><p>Mine never are!</p></div></body>"
    )
    assert body(read(page, "a.html"))[-1] == "A warm bath does, too."


def test_a_date_far_down_does_not_outdo_the_front_matters() -> None:
    foot = "Socks and more\n2014-05-04 07:12\n"
    stated = read(f"---\ndate: 2013-02-01\n---\n{TEXT}{foot}").field("published")
    assert [value.text for value in stated] == ["2013-02-01"]


@pytest.mark.parametrize(
    "piece", ["## Comments\n\n" + CARL, "### Carl\n3 May 2014\n", '<div class="comment-box">\n']
)
def test_comments_take_linear_time(piece: str) -> None:
    assert growth(read, lambda size: TEXT + "## Comments\n\n" + piece * size, most=4000) < LINEAR
