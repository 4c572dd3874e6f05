"""`tree`, `explain`, `rules`, `init`, `--version`, and how little they import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from running import BAD, Run

from medlint import __version__
from medlint._resources import folder
from medlint.catalogue import builtin

ARTICLE = """\
---
title: Easing a stiff neck
author: Jane Roe
tags: [neck-pain]
---

A first word.

# Easing a stiff neck

Gentle movement helps.

## When to see a doctor

Call your doctor if the pain lasts for more than a week.

### At night

Sleep on your side.

## Disclaimer

This is general information and no substitute for medical advice. Ask your doctor.
"""


class TestTree:
    def test_drawing(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(ARTICLE)
        ended = run("tree", "a.md")
        assert (ended.code, ended.err) == (0, "")
        lines = ended.out.split("\n")
        assert lines[0].startswith("a.md · markdown · en · ")
        rows = [line for line in lines if line.startswith(("Easing", "├", "└", "│"))]
        assert [row[:27].rstrip() for row in rows] == [
            "Easing a stiff neck",
            "├── When to see a doctor",
            "│   └── At night",
            "└── Disclaimer",
        ]
        assert [row.split()[-2] for row in rows] == ["9", "13", "17", "21"]
        assert "professional-help" in rows[1]
        assert "disclaimer" in rows[3]
        assert any(line.startswith("author") and "Jane Roe" in line and "line 3" in line for line in lines)

    def test_json_is_the_article(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(ARTICLE)
        ended = run("tree", "a.md", "--output-format", "json")
        data = json.loads(ended.out)
        schema = json.loads((Path(folder("schemas")) / "article.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        assert data["path"] == "a.md"
        assert data["sections"][0]["sections"][0]["role"] == "professional-help"

    def test_stdin(self, run: Run) -> None:
        assert run("tree", "-", stdin=ARTICLE).out.startswith("<stdin> · markdown")
        assert run("tree", "-", "--stdin-filename", "x.txt", stdin=ARTICLE).out.startswith("x.txt · text")

    @pytest.mark.parametrize("name", ["gone.md", ".", "nul.md"])
    def test_what_cannot_be_read(self, run: Run, site: Path, name: str) -> None:
        (site / "nul.md").write_bytes(b"\0\0")
        ended = run("tree", name)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"error: {name}: ")
        assert "internal" not in ended.err

    def test_ascii_terminals(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(ARTICLE)
        ended = run("tree", "a.md", PYTHONIOENCODING="ascii")
        assert "|-- When to see a doctor" in ended.out

    def test_very_deep_and_very_long(self, run: Run, site: Path) -> None:
        (site / "a.html").write_text(
            "".join(f"<h{n % 6 + 1}>{'x' * 500} \x1b</h{n % 6 + 1}>" for n in range(300))
        )
        ended = run("tree", "a.html")
        assert ended.code == 0
        assert "\x1b" not in ended.out


class TestExplain:
    @pytest.mark.parametrize("name", ["MED105", "med105", "disclaimer-missing", "Disclaimer-Missing"])
    def test_by_any_name(self, run: Run, name: str) -> None:
        ended = run("explain", name)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.startswith("MED105 disclaimer-missing\n")
        for part in (
            "Why\n",
            "Wrong\n",
            "Right\n",
            "Sources\n",
            "core error",
            "<!-- medlint: ignore[MED105]",
        ):
            assert part in ended.out

    def test_unknown(self, run: Run) -> None:
        assert 'did you mean "MED105"' in run("explain", "MED1055").err
        assert run("explain", "nothing").code == 2
        assert "stands for" in run("explain", "MED10").err

    def test_every_rule_fits_the_screen(self) -> None:
        from medlint.cli.explain import explanation

        for rule in builtin():
            for line in explanation(rule, 80, color=False):
                assert "\n" not in line
                free = line.startswith(("    |", "  http")) or " " not in line.strip()
                assert free or len(line) <= 80, (rule.id, line)


class TestRules:
    def test_table(self, run: Run) -> None:
        ended = run("rules")
        assert (ended.code, ended.err) == (0, "")
        for rule in builtin():
            assert f"{rule.id}  {rule.name}" in ended.out

    def test_json_tells_what_the_configuration_does(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").write_text("ignore = ['MED105']\nseverity.MED109 = 'note'")
        data = json.loads(run("rules", "--output-format", "json").out)
        rows = {row["code"]: row for row in data["rules"]}
        assert list(rows) == [rule.id for rule in builtin()]
        assert rows["MED105"]["enabled"] is False
        assert rows["MED109"]["severity"] == "note"


class TestInit:
    def test_writes_what_check_can_read(self, run: Run, site: Path) -> None:
        (site / ".medlint.toml").unlink()
        assert run("init").code == 0
        (site / "a.md").write_text(BAD)
        assert run("check", "--select", "MED105").code == 1

    @pytest.mark.parametrize("name", ["medlint.toml", ".medlint.toml"])
    def test_never_overwrites(self, run: Run, site: Path, name: str) -> None:
        (site / ".medlint.toml").unlink()
        (site / name).write_text("# mine")
        ended = run("init")
        assert ended.code == 2
        assert "has not been changed" in ended.err
        assert (site / name).read_text() == "# mine"

    def test_a_folder_that_is_not_there(self, run: Run) -> None:
        assert run("init", "gone").code == 2


class TestGroup:
    def test_version(self, run: Run) -> None:
        assert run("--version") == (0, f"medlint, version {__version__}\n", "")

    def test_help(self, run: Run) -> None:
        ended = run("--help")
        assert ended.code == 0
        for name in ("check", "tree", "explain", "rules", "init", "Exit codes"):
            assert name in ended.out
        for name in ("check", "tree", "explain", "rules", "init"):
            assert run(name, "--help").code == 0

    def test_unknown_command(self, run: Run, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        assert run("chek").code == 2
        assert "Did you mean 'check'?" in run("chek").err
        assert "Did you mean `medlint check a.md`?" in run("a.md").err

    @staticmethod
    def imported(*arguments: str) -> set[str]:
        code = (
            "import sys; from medlint.__main__ import run;"
            f"run({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
        return set(done.stderr.split())

    def test_version_needs_click_alone(self) -> None:
        bare = subprocess.run(
            [sys.executable, "-I", "-c", "import sys, click; print(*sys.modules)"],
            capture_output=True,
            text=True,
            check=True,
        )
        more = self.imported("--version") - set(bare.stdout.split()) - {"locale", "_locale"}
        assert {name for name in more if not name.startswith("medlint")} <= {"click._compat"}
        assert {"medlint.engine", "medlint.report", "medlint.config"}.isdisjoint(more)

    def test_check_of_one_file_stays_light(self, site: Path) -> None:
        (site / "a.md").write_text(BAD)
        heavy = {"jsonschema", "pathspec", "tomllib", "importlib.metadata", "logging", "asyncio"}
        heavy |= {"concurrent.futures", "shutil", "tempfile"}
        assert not heavy & self.imported("check", "--isolated", "-q", str(site / "a.md"))
