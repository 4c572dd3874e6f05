"""Text for a terminal: harmless, measured and wrapped."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.report.screen import cells, columns, count, cut, link, paint, printable, wrap

CONTROLS = ("Cc", "Cf", "Cs", "Zl", "Zp")


@pytest.mark.parametrize(
    ("text", "shown", "wide"),
    [
        ("plain", "plain", 5),
        ("naïve", "naïve", 5),
        ("nai\u0308ve", "nai\u0308ve", 5),
        ("健康", "健康", 4),
        ("ｆｕｌｌ", "ｆｕｌｌ", 8),
        ("a\tb", "a    b", 6),
        ("\x1b[31mred", "\\x1b[31mred", 11),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b", 12),
        ("a\u202eb", "a\\u202eb", 8),
        ("\ufeff", "\\ufeff", 6),
        ("a\u2028b", "a\\u2028b", 8),
        ("\udc80", "\\udc80", 6),
        ("a\xa0b", "a b", 3),
        ("💊", "💊", 2),
        ("👩‍⚕️!", "👩‍⚕️!", 3),
        ("👍🏽", "👍🏽", 2),
        ("❤️", "❤️", 2),
        ("🇳🇿", "🇳🇿", 2),
        ("soft\xadhyphen", "soft\\xadhyphen", 14),
    ],
    ids=range(19),
)
def test_printable(text: str, shown: str, wide: int) -> None:
    assert printable(text) == shown
    assert sum(cell.width for cell in cells(text)) == columns(text) == wide


def test_wrap() -> None:
    assert wrap("aa bb cc", 5) == ["aa bb", "cc"]
    assert wrap("aa\n\n bb", 80) == ["aa bb"]
    assert wrap("longer-than-this b", 5) == ["longer-than-this", "b"]
    assert wrap("健康 健康", 8) == ["健康", "健康"]
    assert wrap("", 5) == [""]
    assert wrap("aa bb cc dd", 5, hanging=2) == ["aa bb", "cc", "dd"]


def test_cut() -> None:
    assert cut("neck pain", 9) == "neck pain"
    assert cut("neck pain", 8) == "neck pa…"
    assert cut("neck pain", 6) == "neck…"
    assert cut("健康健康", 6) == "健康…"
    assert cut("健康", 1) == "…"


def test_styles() -> None:
    assert paint("x", "error", False) == "x"
    assert paint("x", "error", True) == "\x1b[1;31mx\x1b[0m"
    assert paint("", "error", True) == ""
    assert link("x", "https://a.example/", False) == "x"
    assert link("x", "https://a.example/", True) == "\x1b]8;;https://a.example/\x1b\\x\x1b]8;;\x1b\\"
    assert link("x", "https://a\x1b\\", True) == "x"


def test_count() -> None:
    assert (count(1, "article"), count(0, "article"), count(1200, "article")) == (
        "1 article",
        "0 articles",
        "1,200 articles",
    )


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_nothing_reaches_the_terminal_but_text(text: str) -> None:
    shown = printable(text)
    assert all(character in "\u200c\u200d" or category(character) not in CONTROLS for character in shown)
    assert all(line == printable(line) for line in wrap(text, 20))
