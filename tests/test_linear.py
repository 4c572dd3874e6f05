"""The cost of reading grows with the text, not with its square.

Counted are the function calls that the profiler sees, and the time of the processor is compared with itself:
what is quadratic would be at the sixteenfold of a text four times as long.
"""

from __future__ import annotations

import cProfile
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from growth import LINEAR, TIMES, growth

from medlint.parse import parse
from medlint.settings import Settings

ROOT = Path(__file__).parents[1]
SETTINGS = Settings()
SMALL = 8_000

PIECES = {
    "words.md": "if you have pain see a doctor or ",
    "lead-ins.md": "See a doctor if\n\n",
    "disclaimers.md": "this is not a substitute for medical advice or ",
    "statements.md": "This is not a substitute for medical advice.\n\nMore text stands here.\n\n",
    "reported.md": '"many sites say this is not a substitute for medical advice or ',
    "letters.md": "a",
    "lines.md": "plain text on a line\n",
    "bold-lines.md": "**bold** text on a line\n",
    "emphasis.md": "*a **b _c ",
    "brackets.md": "[",
    "asterisks.md": "*",
    "breaks.md": "- ",
    "backticks.md": "` `` ``` ",
    "links-open.md": "[a](",
    "items.md": "- a\n",
    "quotes.md": "> a\n",
    "headings.md": "# a\n\nb\n\n",
    "table.md": "| a | b |\n|---|---|\n| a | b |\n| a | b |\n| a | b |\n",
    "setext.md": "a\n===\n",
    "labels.md": "Author: Jane Roe\n\n",
    "divs.html": "<div>a",
    "lists.html": "<ul><li>a",
    "lines.txt": "A line of text\n",
}


def text(piece: str, size: int) -> bytes:
    return (piece * (size // len(piece) + 1)).encode()


def calls(task: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(task)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("path", PIECES)
def test_calls_grow_with_the_text(path: str):
    parse(path, text(PIECES[path], 100), SETTINGS)  # word lists and patterns are loaded once
    small, large = (
        calls(lambda size=size: parse(path, text(PIECES[path], size), SETTINGS))  # type: ignore[misc]
        for size in (SMALL, TIMES * SMALL)
    )
    assert large < 1.5 * TIMES * small + 2_000


@pytest.mark.parametrize("path", PIECES)
def test_time_grows_with_the_text(path: str):
    cost = growth(
        lambda data: parse(path, data, SETTINGS), lambda size: text(PIECES[path], size), enough=0.02
    )
    assert cost < LINEAR


@pytest.mark.parametrize("path", ["article.md", "article.html", "article.txt", "long-lines.md"])
def test_no_function_is_called_more_often_a_byte(path: str, monkeypatch: pytest.MonkeyPatch):
    """Generators count each time they go on, so that a search through a list for each block is seen."""
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    import linear

    make, check = linear.ordinary()[path], linear.checking()
    for _ in range(5):  # some articles pass before all patterns are compiled
        check(path, make(SMALL).encode())
    small, large = (
        calls_by_function(check, path, make(size).encode()) for size in (5 * SMALL, 5 * TIMES * SMALL)
    )
    growth = {name: count / small.get(name, 1) for name, count in large.items() if count > 2_000}
    assert {name: grown for name, grown in growth.items() if grown > 1.5 * TIMES} == {}


def calls_by_function(check: Callable[[str, bytes], object], path: str, data: bytes) -> dict[str, int]:
    profile = cProfile.Profile()
    profile.runcall(check, path, data)
    return {str(entry.code): entry.callcount for entry in profile.getstats()}


def test_counting_finds_what_is_quadratic():
    def quadratic(size: int) -> None:
        for start in range(size):
            for _ in range(start):
                len("")

    small, large = (calls(lambda size=size: quadratic(size)) for size in (50, TIMES * 50))  # type: ignore[misc]
    assert large > 2 * TIMES * small


def test_the_bench_prints_a_row_a_family(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    import linear

    monkeypatch.setattr(sys, "argv", ["linear.py", "--parse", "--most", "10000", "letters.md", "article.md"])
    linear.main()
    rows = capsys.readouterr().out.splitlines()[-2:]
    assert [row.split()[0] for row in rows] == ["letters.md", "article.md"]
    assert all(row.endswith("1.0 ×") for row in rows)
