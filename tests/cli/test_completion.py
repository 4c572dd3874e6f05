"""Completion: the script of each shell, what is offered, and a real bash that asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import Run

from medlint.catalogue import builtin
from medlint.cli.completion import SHELLS
from medlint.report import FORMATS

ASK = """
source medlint.bash
COMP_WORDS=("$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_medlint_completion ./medlint
printf '%s\\n' "${COMPREPLY[@]}"
"""


def modern_bash() -> str:
    """Return why bash cannot be asked, or ""."""
    if os.name == "nt" or not shutil.which("bash"):
        return "bash is not installed"
    version = "echo ${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}"
    done = subprocess.run(["bash", "-c", version], capture_output=True, check=True)
    return "" if int(done.stdout) >= 44 else "bash is older than 4.4, which completion needs"


def offered(run: Run, line: str) -> list[str]:
    """Return `type,value` for what is offered behind a line; its last word is the one to be completed."""
    words = line.split(" ")
    done = run(COMP_WORDS=line, COMP_CWORD=str(len(words) - 1), _MEDLINT_COMPLETE="bash_complete")
    assert (done.code, done.err) == (0, "")
    return done.out.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_script(run: Run, shell: str) -> None:
    done = run("completion", shell, PATH="")
    assert (done.code, done.err) == (0, "")
    assert f"{shell}_complete" in done.out
    assert "_MEDLINT_COMPLETE" in done.out


def test_unknown_shell(run: Run) -> None:
    done = run("completion", "csh")
    assert done.code == 2
    assert "powershell" in done.err


def test_options_and_commands(run: Run) -> None:
    assert offered(run, "medlint check --output-f") == ["plain,--output-format", "plain,--output-file"]
    assert offered(run, "medlint ba") == ["plain,baseline"]
    assert offered(run, "medlint completion p") == ["plain,powershell"]


def test_rules(run: Run) -> None:
    codes = [rule.id for rule in builtin()]
    assert offered(run, "medlint explain MED1") == [f"plain,{c}" for c in codes if c.startswith("MED1")]
    assert offered(run, "medlint explain ") == [f"plain,{code}" for code in codes]
    names = [rule.name for rule in builtin() if rule.name.startswith("disclaimer-m")]
    assert offered(run, "medlint explain disclaimer-m") == [f"plain,{name}" for name in names]
    assert offered(run, "medlint explain nothing-is-called-so") == []


def test_several_selectors(run: Run) -> None:
    codes = [rule.id for rule in builtin() if rule.id.startswith("MED2")]
    assert offered(run, "medlint check --select MED105,med2") == [f"plain,MED105,{code}" for code in codes]
    assert "plain,attribution" in offered(run, "medlint check --ignore attr")
    assert offered(run, "medlint baseline --select AL") == ["plain,ALL"]


def test_formats_and_profiles(run: Run) -> None:
    found = offered(run, "medlint check --output-format j")
    assert found == [f"plain,{name}" for name in FORMATS if name.startswith("j")]
    assert offered(run, "medlint check --profile st") == ["plain,strict"]


@pytest.mark.parametrize("before", ["check", "fix", "baseline", "tree", "check --config"])
def test_files_are_left_to_the_shell(run: Run, before: str) -> None:
    assert offered(run, f"medlint {before} ar") == ["file,ar"]


def test_a_broken_configuration_does_not_disturb(run: Run, site: Path) -> None:
    (site / ".medlint.toml").write_text("profile = ")
    assert offered(run, "medlint check --profile c") == ["plain,core"]


@pytest.mark.skipif(bool(modern_bash()), reason=modern_bash() or "bash can be asked")
def test_bash(run: Run, site: Path) -> None:
    (site / "medlint.bash").write_text(run("completion", "bash").out)
    program = site / "medlint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m medlint "$@"\n')
    program.chmod(0o755)

    def bash(*arguments: str) -> list[str]:
        done = subprocess.run(
            ["bash", "--norc", "-c", *arguments], cwd=site, capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        return done.stdout.splitlines()

    def ask(*words: str) -> list[str]:
        return bash(ASK, "bash", *words)

    assert ask("medlint", "check", "--output-f") == ["--output-format", "--output-file"]
    codes = [rule.id for rule in builtin() if rule.id.startswith("MED1")]
    assert ask("medlint", "explain", "MED1") == codes
    assert ask("medlint", "check", "--select", "MED105,MED60")[0] == "MED105,MED601"
    assert bash("source medlint.bash; complete -p medlint")[0].endswith("-F _medlint_completion medlint")
