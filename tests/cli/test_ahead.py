"""Runs over a folder with stored results, of which another process lints the first that changed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medlint import engine
from medlint.cli import ahead
from medlint.cli.group import cli
from medlint.cli.work import DIED
from medlint.finding import FileReport

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux only")

BAD = b"---\ntitle: Stiff neck\nauthor: admin\n---\n\n# Stiff neck\n\nMove it gently.\n"
NAMES = ("a.md", "b.md", "c.md", "d.md")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MEDLINT_CACHE_DIR", raising=False)
    monkeypatch.setattr(ahead, "_PAYS_FROM", 3)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    root = tmp_path / "site"
    root.mkdir()
    (root / ".medlint.toml").write_text("today = '2026-05-01'\n")
    for name in NAMES:
        (root / name).write_bytes(BAD.replace(b"Stiff", name[0].upper().encode() + b"-stiff"))
    monkeypatch.chdir(root)
    return root


def check(*arguments: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(cli, ["check", *arguments])
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("--output-format", "concise"), ("--output-format", "json"), ("-q",), ("--statistics",)]
)
def test_the_first_that_changed_is_linted_beside(
    site: Path, linted: list[str], arguments: tuple[str, ...]
) -> None:
    check(*arguments)
    (site / "b.md").write_bytes(BAD + b"More.\n")
    (site / "d.md").write_bytes(BAD + b"Less.\n")
    linted.clear()
    changed = check(*arguments)
    assert linted == ["d.md"]
    assert check(*arguments) == changed
    assert linted == ["d.md"], "what it made was not stored"
    assert check("--no-cache", *arguments) == changed


def test_another_folder_is_left_alone(site: Path, linted: list[str]) -> None:
    inner = site / "inner"
    inner.mkdir()
    for name in NAMES:
        (inner / name).write_bytes(BAD)
    check()
    for changed in (site / "a.md", inner / "b.md"):
        changed.write_bytes(BAD + b"More.\n")
    linted.clear()
    assert check("inner") == check("inner", "--no-cache")
    assert linted == [f"inner/{name}" for name in NAMES], "the first run linted b.md beside"
    check()
    assert linted[len(NAMES) :] == []


def test_one_job_is_one_process(site: Path, linted: list[str]) -> None:
    check()
    (site / "b.md").write_bytes(BAD + b"More.\n")
    linted.clear()
    assert check("--jobs", "1") == check("--no-cache")
    assert linted == ["b.md", *NAMES]


def test_an_article_that_ends_its_process_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check()
    real, here = engine.lint_bytes, os.getpid()

    def lint_bytes(*given: Any, **named: Any) -> FileReport:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)

    monkeypatch.setattr(engine, "lint_bytes", lint_bytes)
    (site / "b.md").write_bytes(BAD + b"More.\n")
    code, out, told = check("--output-format", "concise")
    assert code == 2
    assert f"error: b.md: {DIED}" in told
    assert {line.split(":")[0] for line in out.splitlines()} == {"a.md", "c.md", "d.md"}


def test_what_cannot_be_handed_over_is_made_here(site: Path, linted: list[str]) -> None:
    (site / ".medlint.toml").write_text("today = '2026-05-01'\nmax-file-size = 1000\n")
    check()
    (site / "b.md").write_bytes(BAD + b"More. " * 300)
    changed = check()
    assert "b.md" in changed[1] + changed[2]
    assert changed == check("--no-cache")


@pytest.mark.parametrize("gone", ["b.md", "a.md"])
def test_an_article_that_is_gone(site: Path, linted: list[str], gone: str) -> None:
    check()
    (site / gone).unlink()
    (site / "c.md").write_bytes(BAD + b"More.\n")
    linted.clear()
    changed = check()
    assert linted == []
    assert changed == check("--no-cache")


def test_an_article_that_is_not_to_be_checked_any_more(site: Path, linted: list[str]) -> None:
    check()
    (site / "b.md").write_bytes(BAD + b"More.\n")
    linted.clear()
    without = check("--exclude", "b.md")
    assert "b.md" not in without[1]
    assert linted == []
    assert without == check("--exclude", "b.md", "--no-cache")


def test_an_article_with_settings_of_its_own(site: Path, linted: list[str]) -> None:
    (site / ".medlint.toml").write_text(
        "today = '2026-05-01'\n[[overrides]]\nfiles = ['b.md']\nignore = ['MED105']\n"
    )
    check()
    for name in ("b.md", "c.md"):
        (site / name).write_bytes(BAD + b"More.\n")
    linted.clear()
    changed = check()
    assert linted == ["b.md"]
    assert changed == check("--no-cache")


def test_a_baseline_accepts_what_was_made_beside(site: Path, linted: list[str]) -> None:
    CliRunner().invoke(cli, ["baseline", "."])
    check()
    (site / "b.md").write_bytes(BAD + b"This cures asthma.\n")
    linted.clear()
    changed = check()
    assert linted == []
    assert "b.md" in changed[1]
    assert changed == check("--no-cache")


def test_a_wrong_rule_is_told_as_ever(site: Path) -> None:
    check()
    assert check("--select", "MED999") == check("--select", "MED999", "--no-cache")
