"""Runs the real command line in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from running import Ended, Run

from medlint import engine
from medlint.finding import FileReport
from medlint.plan import Plan


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith("MEDLINT") or name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    root = tmp_path / "site"
    root.mkdir()
    (root / ".medlint.toml").write_text("")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(site: Path) -> Run:
    """Return a function that runs medlint in a process of its own."""

    def run(*arguments: str, stdin: str | bytes = "", **environment: str) -> Ended:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "medlint", *arguments],
            input=data,
            capture_output=True,
            timeout=60,
            check=False,
            cwd=site,
            env={**os.environ, **environment},
        )
        return Ended(done.returncode, done.stdout.decode().replace("\r\n", "\n"), done.stderr.decode())

    return run


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the articles that are linted in this process, in order."""
    names: list[str] = []
    real = engine.lint_bytes

    def watched(path: str, data: bytes, plan: Plan, *more: Any, **named: Any) -> FileReport:
        names.append(path)
        return real(path, data, plan, *more, **named)

    monkeypatch.setattr(engine, "lint_bytes", watched)
    return names
