from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medlint import cache, engine
from medlint.cli.group import cli
from medlint.finding import FileReport
from medlint.plan import Plan
from medlint.report import FOR_PEOPLE, FORMATS

BAD = b"---\ntitle: Stiff neck\nauthor: admin\n---\n\n# Stiff neck\n\nMove it gently.\n"


class TestRuns:
    """Whole runs, in one process so that what they lint can be watched."""

    @pytest.fixture
    def site(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
        monkeypatch.delenv("MEDLINT_CACHE_DIR", raising=False)
        root = tmp_path / "site"
        root.mkdir()
        (root / ".medlint.toml").write_text("today = '2026-05-01'\n")
        for name in ("a.md", "b.md", "c.md"):
            (root / name).write_bytes(BAD.replace(b"Stiff", name[0].upper().encode() + b"-stiff"))
        monkeypatch.chdir(root)
        return root

    def check(self, *arguments: str) -> tuple[int, str, str]:
        ended = CliRunner().invoke(cli, ["check", *arguments])
        return ended.exit_code, ended.stdout, ended.stderr

    @pytest.mark.parametrize("style", [(), ("-q",), ("-qq",), ("--statistics",), ("--show-notes",)], ids=str)
    @pytest.mark.parametrize("layout", FORMATS)
    def test_a_second_run_says_the_same(
        self, site: Path, linted: list[str], layout: str, style: tuple[str, ...]
    ) -> None:
        arguments = ("--output-format", layout, *style)
        without = self.check("--no-cache", *arguments)
        runs = [self.check(*arguments) for _ in range(3)]
        if style == ("--statistics",) and layout not in FOR_PEOPLE:
            assert (without[0], linted) == (2, [])
            return
        if layout in ("junit", "html"):
            timed = re.compile(r'time="[^"]*"')
            without, *runs = [(code, timed.sub("", out), err) for code, out, err in (without, *runs)]
        assert runs == [without] * 3
        bypassed = layout in ("sarif", "rdjson", "rdjsonl", "html") and style != ("-qq",)
        assert len(linted) == (12 if bypassed else 6)

    @pytest.mark.parametrize("layout", ["full", "concise", "json", "junit"])
    @pytest.mark.parametrize(
        "forged",
        [
            {"counts": ""},
            {"counts": "a\tb"},
            {"counts": "markdown\ten\t1\t2\t3\t4\t5\tx"},
            {"counts": "markdown\ten" + "\t" + "\t".join(["9" * 5000] * 6)},
            {"result": b"[" * 100_000},
            {"result": b'["markdown","en","x","t",0,[],[]]'},
        ],
    )
    def test_right_checksums_of_wrong_content_cost_only_time(
        self, site: Path, forged: dict[str, Any], layout: str
    ) -> None:
        arguments = ("--output-format", layout)
        without = self.check("--no-cache", *arguments)
        self.check(*arguments)
        (path,) = (site / ".medlint_cache" / "results").glob("*.results")
        key = bytes.fromhex(path.stem)
        store = cache.Store(str(path.parent), key)
        entries = [store.as_is(row, name) for row, name in store.live()]
        store.leave()
        rows = [entry._replace(text=None, **forged) for entry in entries if entry]
        assert len(rows) == 3
        path.write_bytes(cache.encode(rows, key, bytes(16)))
        timed = re.compile(r'time="[^"]*"')
        code, out, err = self.check(*arguments)
        assert (code, timed.sub("", out), err) == (without[0], timed.sub("", without[1]), without[2])

    def test_in_another_layout(self, site: Path, linted: list[str]) -> None:
        wide = self.check("--no-cache")
        assert self.check("--output-format", "concise") != wide
        assert self.check() == wide
        assert self.check() == wide
        assert self.check("-qq") == (1, "", "")
        assert linted == ["a.md", "b.md", "c.md"] * 2

    def test_only_what_changed_is_linted(self, site: Path, linted: list[str]) -> None:
        self.check()
        linted.clear()
        (site / "b.md").write_bytes(BAD + b"More.\n")
        (site / "c.md").touch()
        changed = self.check()
        assert linted == ["b.md"]
        assert changed == self.check("--no-cache")
        (site / "a.md").unlink()
        assert self.check() == self.check("--no-cache")

    def test_times_alone_change_nothing(self, site: Path, linted: list[str]) -> None:
        first = self.check()
        for path in site.glob("*.md"):
            os.utime(path, (1000, 1000))
        copy = site / "copy"
        copy.write_bytes((site / "a.md").read_bytes())
        copy.replace(site / "a.md")
        assert [self.check(), self.check()] == [first, first]
        assert linted == ["a.md", "b.md", "c.md"]

    def test_a_file_that_is_replaced_while_it_is_linted(
        self, site: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = engine.lint_bytes
        clean = BAD.replace(b"admin", b"Mara Ellison, MCSP, physiotherapist")

        def replacing(path: str, data: bytes, plan: Plan, *more: Any, **named: Any) -> FileReport:
            if path == "b.md":
                (site / "b.md").write_bytes(clean)
            return real(path, data, plan, *more, **named)

        with monkeypatch.context() as patch:
            patch.setattr(engine, "lint_bytes", replacing)
            assert "b.md:3:9" in self.check("--output-format", "concise")[1]
        after = self.check("--output-format", "concise")
        assert "b.md:3:9" not in after[1]
        assert after == self.check("--output-format", "concise", "--no-cache")

    def test_another_configuration_is_another_cache(self, site: Path, linted: list[str]) -> None:
        self.check()
        (site / ".medlint.toml").write_text("today = '2026-05-01'\nignore = ['MED105']\n")
        assert "MED105" not in self.check()[1]
        assert len(linted) == 6

    def test_a_baseline_judges_stored_findings(self, site: Path, linted: list[str]) -> None:
        self.check()
        made = CliRunner().invoke(cli, ["baseline"])
        assert made.exit_code == 0, made.output
        linted.clear()
        assert self.check()[:2] == (0, "")
        assert linted == []

    def test_fixes_and_times_need_the_article(self, site: Path, linted: list[str]) -> None:
        self.check()
        linted.clear()
        self.check("--diff")
        self.check("-v")
        assert linted == ["a.md", "b.md", "c.md"] * 2

    def test_nothing_is_stored_if_not_wanted(self, site: Path) -> None:
        self.check("--no-cache")
        CliRunner().invoke(cli, ["check", "-"], input=BAD)
        assert not (site / ".medlint_cache").exists()

    def test_another_folder_for_it(self, site: Path, linted: list[str], tmp_path: Path) -> None:
        for _ in range(2):
            self.check("--cache-dir", str(tmp_path / "elsewhere"))
        assert len(linted) == 3
        assert not (site / ".medlint_cache").exists()
        assert (tmp_path / "elsewhere" / "CACHEDIR.TAG").exists()

    def test_it_lies_beside_the_configuration(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (site / "deep").mkdir()
        (site / "a.md").rename(site / "deep" / "a.md")
        monkeypatch.chdir(site / "deep")
        self.check()
        assert (site / ".medlint_cache" / "results").is_dir()
        assert [path.name for path in (site / "deep").iterdir()] == ["a.md"]

    def test_a_file_where_the_cache_should_be(self, site: Path) -> None:
        (site / ".medlint_cache").write_text("mine")
        assert self.check() == self.check("--no-cache")
        assert (site / ".medlint_cache").read_text() == "mine"

    def test_what_is_no_text(self, site: Path, linted: list[str]) -> None:
        (site / "b.md").write_bytes(b"\0\1\2" * 50)
        first = self.check("a.md", "b.md")
        assert "MED900" in first[1]
        assert first == self.check("a.md", "b.md") == self.check("--no-cache", "a.md", "b.md")

    def test_a_file_that_is_too_large(self, site: Path) -> None:
        (site / ".medlint.toml").write_text("today = '2026-05-01'\nmax-file-size = 20\n")
        assert self.check() == self.check() == self.check("--no-cache")

    def test_what_the_system_says_is_enough(
        self, site: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cache, "TICK", -(10**18))
        first = self.check()
        monkeypatch.setattr(cache.Store, "is_content", None)
        assert self.check() == first
        assert linted == ["a.md", "b.md", "c.md"]
