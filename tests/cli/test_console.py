"""Colour, width and what a bug says."""

from __future__ import annotations

import pytest

from medlint.cli.console import bug, wants_color, width


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("auto", {"CLICOLOR": "1"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
    ],
    ids=range(14),
)
def test_colour(choice: str, environment: dict[str, str], terminal: bool, wanted: bool) -> None:
    assert wants_color(choice, environment, terminal) is wanted


@pytest.mark.parametrize(
    ("columns", "expected"),
    [("120", 120), ("0", 80), ("-3", 80), ("x", 80), ("²", 80), ("", 80)],
    ids="abcdef",
)
def test_width(columns: str, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == expected


def test_a_bug_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDLINT_DEBUG", raising=False)
    line = bug(KeyError("x\ny"))
    assert line == "internal error: KeyError: 'x\\ny' (this is a bug in medlint, please report it)"
    monkeypatch.setenv("MEDLINT_DEBUG", "1")
    assert bug(KeyError("x")).split("\n")[-1] == "KeyError: 'x'"
