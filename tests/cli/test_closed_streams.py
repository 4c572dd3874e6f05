"""Streams that are closed, a folder that is gone, a run that is stopped early: the right code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import BAD, CLEAN

NO_SHELL = pytest.mark.skipif(os.name == "nt", reason="there is no shell to close it")


def in_shell(line: str) -> tuple[int, str, str]:
    """Run medlint in a shell, which can close streams; return the exit code, stdout and stderr."""
    ended = subprocess.run(
        ["sh", "-c", f'"$0" -m medlint {line}', sys.executable],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return ended.returncode, ended.stdout, ended.stderr


@NO_SHELL
@pytest.mark.parametrize(
    ("line", "code", "out"),
    [
        ("check --select MED105 clean.md", 0, False),
        ("check --select MED105 a.md", 1, True),
        ("check --output-file json:r.json a.md", 1, True),
        ("check gone.md", 2, False),
        ("check --select MED999 a.md", 2, False),
        ("check --no-such-option a.md", 2, False),
        ("rules", 0, True),
        ("tree a.md", 0, True),
        ("score a.md gone.md", 2, True),
        ("--version", 0, True),
        ("--version >&-", 2, False),
    ],
)
def test_a_closed_stderr_changes_no_exit_code(site: Path, line: str, code: int, out: bool) -> None:
    (site / "a.md").write_text(BAD)
    (site / "clean.md").write_text(CLEAN)
    ended = in_shell(f"{line} 2>&-")
    assert (ended[0], bool(ended[1])) == (code, out)


@pytest.mark.parametrize("step", ["lend", "keep"])
def test_ctrl_c_before_the_run_or_after_it(site: Path, step: str) -> None:
    (site / "clean.md").write_text(CLEAN)
    program = (
        "import sys, medlint._shelf as shelf\n"
        "def stopped(): raise KeyboardInterrupt\n"
        f"shelf.{step} = stopped\n"
        "from medlint.__main__ import main\n"
        "sys.argv = ['medlint', 'check', '--select', 'MED105', 'clean.md']; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


@NO_SHELL
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("check -", "error: <stdin>: stdin cannot be read\n1 file could not be checked.\n"),
        ("fix -", "error: <stdin>: stdin cannot be read\n1 file could not be checked.\n"),
        ("fix --force-exclude --exclude x.md --stdin-filename x.md -", "error: stdin cannot be read\n"),
        ("tree -", "error: stdin cannot be read\n"),
        ("score -", "error: stdin cannot be read\n"),
    ],
)
def test_a_closed_stdin_is_told(site: Path, line: str, told: str) -> None:
    assert in_shell(f"{line} <&-") == (2, "", told)


@NO_SHELL
def test_what_else_is_wrong_loses_no_text_of_stdin(site: Path) -> None:
    program = (
        "import medlint.engine as engine\n"
        "def failing(*_, **__): raise ValueError\n"
        "engine.lint_bytes = failing\n"
        "from medlint.__main__ import main\n"
        "import sys; sys.argv = ['medlint', 'fix', '-']; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], input=BAD, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, BAD)


@NO_SHELL
@pytest.mark.parametrize("line", ["check {}/a.md", "check -", "fix {}/a.md", "baseline", "tree -", "rules"])
def test_a_working_folder_that_is_gone(site: Path, line: str) -> None:
    (site / "a.md").write_text(BAD)
    (site / "gone").mkdir()
    told = "error: the folder that medlint was started in is gone; change to another one\n"
    command = f'cd gone; rmdir ../gone; "$0" -m medlint {line.format(site)}'
    ended = subprocess.run(
        ["sh", "-c", command, sys.executable], input=BAD, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", told)
    assert (site / "a.md").read_text() == BAD
