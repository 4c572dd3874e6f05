"""Colour, width and what a bug says."""

from __future__ import annotations

import io

import pytest

from medlint.cli.console import bug, for_programs, set_up, wants_color, width


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


class _Pipe(io.TextIOWrapper):
    """A stream as Windows opens it for a pipe, or, if that is said, for a terminal."""

    def __init__(self, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="cp1252", newline="\r\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def carried(self) -> bytes:
        self.write("é → 1\n")
        self.flush()
        return self.buffer.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("windows", "terminal", "environment", "carried"),
    [
        (True, False, {}, "é → 1\n".encode()),
        (True, False, {"PYTHONIOENCODING": "cp1252"}, b"\xe9 \\u2192 1\r\n"),
        (True, True, {}, b"\xe9 \\u2192 1\r\n"),
        (False, False, {}, b"\xe9 \\u2192 1\r\n"),
    ],
    ids=["Windows pipe", "as asked for", "Windows terminal", "elsewhere"],
)
def test_what_streams_carry(
    windows: bool, terminal: bool, environment: dict[str, str], carried: bytes
) -> None:
    pipe = _Pipe(terminal=terminal)
    set_up(pipe, environment, windows=windows)
    assert pipe.carried() == carried


def test_programs_get_utf_8() -> None:
    pipe = _Pipe()
    for_programs(pipe)
    assert pipe.carried() == "é → 1\r\n".encode()


def test_a_bug_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDLINT_DEBUG", raising=False)
    line = bug(KeyError("x\ny"))
    assert line == "internal error: KeyError: 'x\\ny' (this is a bug in medlint, please report it)"
    monkeypatch.setenv("MEDLINT_DEBUG", "1")
    assert bug(KeyError("x")).split("\n")[-1] == "KeyError: 'x'"
