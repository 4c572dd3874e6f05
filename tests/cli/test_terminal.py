"""What `check` shows at a terminal, where findings and summary stand under one another."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest
from running import BAD, CLEAN, OFFER, Run

SUMMARY = f"1 error in 1 article.\n{OFFER}"
_LONGEST = 60


def seen(*arguments: str) -> str:
    """Return what a terminal shows of `medlint check`."""
    pty = pytest.importorskip("pty", reason="there are no terminals to be had here")
    child, terminal = pty.fork()
    if not child:
        options = ("--color", "never", "--select", "MED105")
        os.execv(sys.executable, [sys.executable, "-m", "medlint", "check", *options, *arguments])
    said = b""
    while select.select([terminal], [], [], _LONGEST)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        said += piece
    else:
        os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return said.decode().replace("\r\n", "\n")


@pytest.fixture(autouse=True)
def articles(site: Path) -> None:
    (site / "a.md").write_text(BAD)
    (site / "b.md").write_text(CLEAN)


@pytest.mark.parametrize("more", [(), ("--no-cache",), (".", "--exclude", "b.md")])
def test_an_empty_line_parts_the_summary_from_the_last_finding(more: tuple[str, ...]) -> None:
    said = seen(*(more if "." in more else ("a.md", *more)))
    assert said.endswith(f"\n\n{SUMMARY}")
    assert not said.endswith(f"\n\n\n{SUMMARY}")


def test_no_line_is_spent_where_there_is_nothing_to_part(run: Run) -> None:
    assert seen("b.md") == "No errors or warnings in 1 article.\n"
    concise = seen("a.md", "--output-format", "concise")
    assert concise.count("\n") == 1 + SUMMARY.count("\n")
    assert concise.endswith(f"\n{SUMMARY}")
    assert not seen("a.md", "--quiet").endswith("\n\n")
    assert run("check", "--select", "MED105", "a.md").err == SUMMARY, "a pipe gets the summary alone"
