"""Lines in bold that head a part of an article, and those that only look so."""

import pytest

from medlint.parse import parse
from medlint.parse.bold import is_no_heading
from medlint.settings import Settings

TEXT = "Move it gently, a little further each day, and give it time to get used to that."
NO_HEADINGS = [
    "Ask before you come. You may have to do these things first:",
    "Jane Roe, RN",
    "Dr. Jane Roe",
    "All on stiff necks →",
]
HEADINGS = ["What helps", "Step 1. Rest", "Myth vs. fact", "Rest, ice and time", "Why St. John's wort?"]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_no_headings(text):
    assert is_no_heading(text)


@pytest.mark.parametrize("text", HEADINGS)
def test_headings(text):
    assert not is_no_heading(text)


def inferred(name, text):
    return [block.text for block in parse(name, text.encode(), Settings()).blocks if block.inferred]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_they_head_nothing_in_either_format(text):
    assert not inferred("a.md", f"# A stiff neck\n\n{TEXT}\n\n**{text}**\n\n{TEXT}\n")
    html = f"<h1>A stiff neck</h1><p>{TEXT}</p><p><b>{text}</b></p><p>{TEXT}</p>"
    assert not inferred("a.html", html)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("hl-hero-question", []),
        ("tagline", []),
        ("page_subtitle", []),
        ("hero-title", ["What helps?"]),
        ("heroic", ["What helps?"]),
        ("text", ["What helps?"]),
    ],
)
def test_a_slogan_by_its_class(name, found):
    html = f'<h1>A stiff neck</h1><p>{TEXT}</p><p class="{name}"><b>What helps?</b></p><p>{TEXT}</p>'
    assert inferred("a.html", html) == found
