"""Plain command lines are read without click, and mean what they mean to click."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import click
import pytest
from running import Run

from medlint.cli.check import check
from medlint.cli.plain import read

_PIECES = (
    *("a.md", "-", "docs", "--", "-x", "-h", "--isolated", "--isolated=1", "--no-cache", "--no-cach"),
    *(
        "-q",
        "-qq",
        "-qqq",
        "-qv",
        "-v",
        "-q-q",
        "-q-",
        "--quiet",
        "-j",
        "-j2",
        "2",
        "-1",
        "²",
        "--jobs",
        "--jobs=3",
    ),
    *("--select", "--select=MED105,MED2", "--ignore", "MED101,,MED102", "--output-format", "json"),
    *("xml", "--output-format=concise", "--output-file", "json:o.json", "--output-file=sarif:s"),
    *("--fail-on", "note", "--max-warnings", "--max-warnings=7", "--respect-gitignore"),
    *("--no-respect-gitignore", "--today", "2026-01-02", "--today=2026", "--config", "c.toml"),
    *("--config=", "--profile=nhs", "--fix", "--exclude=x", "--color", "never", "--color=always"),
    *("--color=x", "--diff", "--baseline=b", "--show-settings"),
)


def _by_click(arguments: list[str]) -> tuple[tuple[str, ...], dict[str, object], bool] | None:
    try:
        context = check.make_context("check", list(arguments))
    except (click.ClickException, click.exceptions.Exit):
        return None
    options = dict(context.params)
    return options.pop("paths"), options, bool(context.color)


def test_whatever_is_read_plainly_click_reads_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"):
        monkeypatch.delenv(name, raising=False)
    draw = random.Random(4)
    plain = 0
    for _ in range(4000):
        arguments = draw.choices(_PIECES, k=draw.randrange(5))
        if draw.random() < 0.2:
            arguments.append("".join(draw.choices("-qvj=1", k=draw.randint(1, 5))))
        line = read(arguments, {})
        if line is not None:
            assert tuple(line) == _by_click(arguments), arguments
            plain += 1
    assert plain > 600


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a.md", "b.md"),
        ("--isolated", "--no-cache", "docs"),
        ("-qq", "a.md"),
        ("--output-format", "json", "--output-file=sarif:out.sarif", "docs"),
        ("--select=MED1", "--ignore", "MED105", "--fail-on", "warning", "--max-warnings", "3"),
        ("--fix", "--color=always", "-"),
    ],
)
def test_everyday_lines_are_plain(arguments: tuple[str, ...]) -> None:
    assert read(arguments, {"HOME": "/"}) is not None


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--help"], {}),
        (["--slect=MED1"], {}),
        (["--jobs", "-1"], {}),
        (["--interactive", "--fix", "a.md"], {}),
        (["a.md"], {"MEDLINT_FAIL_ON": "warning"}),
        (["a.md"], {"_MEDLINT_COMPLETE": "bash_source"}),
    ],
)
def test_all_else_is_left_to_click(arguments: list[str], environment: dict[str, str]) -> None:
    assert read(arguments, environment) is None


def test_a_plain_line_does_not_load_click(site: Path) -> None:
    (site / "a.md").write_text("# A\n\nText.\n")
    code = (
        "import sys, json; from medlint.__main__ import run; ended = run(['check', '-qq', 'a.md']);"
        "print(json.dumps([ended, [name for name in ('click', 'jsonschema') if name in sys.modules]]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [1, []]


def test_what_cannot_be_meant_is_told_as_ever(run: Run) -> None:
    ended = run("check", "--changed", "--since", "main")
    assert ended.code == 2
    assert ended.err.splitlines() == [
        "Usage: medlint check [OPTIONS] [PATHS]...",
        "Try 'medlint check --help' for help.",
        "",
        "error: `--changed` and `--since` both say what changed; use one.",
    ]
