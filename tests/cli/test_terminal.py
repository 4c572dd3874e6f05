"""What `check` shows at a terminal, where findings and summary stand under one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import BAD, CLEAN, OFFER, Run
from terminal import at_terminal

SUMMARY = f"1 error in 1 article.\n{OFFER}"


def seen(*arguments: str) -> str:
    """Return what a terminal shows of `medlint check`."""
    return at_terminal("check", "--color", "never", "--select", "MED105", *arguments)[1]


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
