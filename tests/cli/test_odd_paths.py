"""Paths that are empty or lead to no file: what is said of them is true, and names them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from running import BAD, Run

from medlint._files import refusal

EMPTY = 'error: "": no such file or folder; check the path\n'
ODD = "is not a file or folder; pass the text with `-` to read it from a pipe\n"


@pytest.mark.parametrize("command", ["check", "fix", "baseline", "tree", "score"])
def test_an_empty_path(run: Run, site: Path, command: str) -> None:
    (site / "a.md").write_text(BAD)
    ended = run(command, "")
    assert (ended.code, ended.err.startswith(EMPTY)) == (2, True)


@pytest.mark.parametrize("command", ["tree", "score"])
def test_a_folder_is_told_from_a_pipe(run: Run, site: Path, command: str) -> None:
    told = "error: .: is a folder; name an article (`medlint check` takes folders)\n"
    assert run(command, ".").err == told
    if hasattr(os, "mkfifo"):
        os.mkfifo(site / "pipe")
        assert run(command, "pipe").err == f"error: pipe: {ODD}"
        assert run("check", "pipe").err.startswith(f"error: pipe: {ODD}")


def test_the_bare_command_prints_its_help(run: Run) -> None:
    ended = run()
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: medlint [OPTIONS] COMMAND [ARGS]...\n")
    assert ended.err.rstrip("\n") == run("--help").out.rstrip("\n")


def test_what_may_not_be_read_comes_with_what_to_do() -> None:
    told = "permission denied; give yourself the right to read it, or exclude it"
    assert refusal(PermissionError(13, "Permission denied")) == told
    assert refusal(OSError(40, "Too many levels")) == "too many levels"
