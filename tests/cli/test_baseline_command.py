"""`medlint baseline`, and `check` with a baseline, as their users run them."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import jsonschema
import pytest
from running import CLEAN, Run

from medlint._places import folder

FILE = "medlint-baseline.json"
ONE = ("--select", "MED105,MED603,MED905")
LEGACY = """\
---
title: Easing a stiff neck
tags: [Back Pain]
---

Gentle movement helps most people within a week.
"""
MED105 = "error[MED105] the article has no medical disclaimer"
MED603 = "MED603"


def write(path: Path, text: str = LEGACY) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def entries(site: Path, name: str = FILE) -> list[tuple[str, str]]:
    data = json.loads((site / name).read_text("utf-8"))
    schema = json.loads((Path(folder("schemas")) / "baseline.schema.json").read_text("utf-8"))
    jsonschema.validate(data, schema)
    return [(entry["path"], entry["rule"]) for entry in data["accepted"]]


@pytest.fixture
def check(run: Run, site: Path):
    """Return a function that checks the site, and returns exit code, findings and summary."""

    def check(*arguments: str) -> tuple[int, list[str], str]:
        ended = run("check", *ONE, "--output-format", "concise", *arguments)
        assert "internal error" not in ended.err
        return ended.code, ended.out.splitlines(), ended.err

    return check


def test_the_life_of_a_baseline(run: Run, site: Path, check) -> None:
    git = ["git", "-C", str(site), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "-q"], check=True)
    article = site / "content" / "neck.md"
    write(article)
    write(site / "content" / "clean.md", CLEAN)
    assert check()[0] == 1

    ended = run("baseline", *ONE)
    assert ended == (
        0,
        "",
        f"Wrote {FILE}: 2 findings accepted in 1 article. "
        "Commit it; `medlint check` now reports only new findings.\n",
    )
    assert entries(site) == [("content/neck.md", "MED105"), ("content/neck.md", MED603)]
    code, lines, summary = check()
    assert (code, lines) == (0, [])
    assert "2 findings accepted by the baseline." in summary

    write(article, LEGACY.replace("---\ntitle", "---\ndraft: false\ntitle").replace("stiff", "very stiff"))
    assert check()[:2] == (0, [])

    write(site / "content" / "new.md", "# Sleeping well\n\nRest.\n")
    code, lines, _ = check()
    assert (code, lines) == (1, [f"content/new.md:1:1: {MED105}"])
    (site / "content" / "new.md").unlink()

    write(article, LEGACY.replace("Back Pain", "back-pain"))
    code, lines, summary = check()
    assert code == 0
    assert lines == [
        f"{FILE}:5:5: warning[MED905] MED603 is accepted in content/neck.md but no longer found there"
    ]
    assert "1 warning in the baseline." in summary
    assert check("--fail-on", "warning")[0] == 1

    before = (site / FILE).read_text("utf-8").splitlines()
    ended = run("baseline", "--update", *ONE)
    assert ended == (0, "", f"Updated {FILE}: 1 entry removed; 1 finding accepted.\n")
    assert [
        line.rstrip(",") for line in before if line.rstrip(",") not in (site / FILE).read_text("utf-8")
    ] == [before[4]]
    assert check()[:2] == (0, [])

    subprocess.run([*git, "add", "."], check=True)
    (site / "archive").mkdir()
    subprocess.run([*git, "mv", "content/neck.md", "archive/necks.md"], check=True)
    assert check()[:2] == (0, [])
    ended = run("baseline", "--update", *ONE)
    assert ended.err == f"Updated {FILE}: 1 entry moved with the file; 1 finding accepted.\n"
    assert entries(site) == [("archive/necks.md", "MED105")]
    assert run("baseline", "--update", *ONE).err == f"{FILE} is up to date: 1 finding accepted.\n"

    (site / "archive" / "necks.md").unlink()
    assert check()[1] == [
        f"{FILE}:4:5: warning[MED905] MED105 is accepted in archive/necks.md, which no longer exists"
    ]
    ended = run("baseline", "--update", *ONE)
    assert (
        ended.err == f"Updated {FILE}: 1 entry removed; it no longer accepts anything and can be deleted.\n"
    )
    assert entries(site) == []


class TestCheck:
    def test_the_json_report_lists_what_is_accepted(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        run("baseline", *ONE)
        ended = run("check", *ONE, "--output-format", "json")
        data = json.loads(ended.out)
        assert [(f["rule"], f["severity"]) for f in data["files"][0]["accepted"]] == [
            ("MED105", "error"),
            ("MED603", "error"),
        ]
        assert data["files"][0]["findings"] == []
        assert data["summary"]["accepted"] == 2
        stored = json.loads((site / FILE).read_text("utf-8"))["accepted"]
        assert [f["fingerprint"] for f in data["files"][0]["accepted"]] == [e["fingerprint"] for e in stored]

    def test_a_stale_entry_is_a_file_of_the_json_report(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        run("baseline", *ONE)
        write(site / "a.md", CLEAN)
        data = json.loads(run("check", *ONE, "--output-format", "json").out)
        schema = json.loads((Path(folder("schemas")) / "report.schema.json").read_text("utf-8"))
        jsonschema.validate(data, schema)
        last = data["files"][-1]
        assert (last["path"], last["format"]) == (FILE, "baseline")
        text = (site / FILE).read_text("utf-8")
        for found in last["findings"]:
            part = text[found["start"]["offset"] : found["end"]["offset"]]
            assert json.loads(part)["path"] == "a.md"
        assert len(last["findings"]) == 2
        assert data["summary"]["articles"] == 1
        assert data["summary"]["with_findings"] == 0

    def test_only_some_files_or_rules(self, run: Run, site: Path, check) -> None:
        write(site / "in" / "a.md")
        write(site / "b.md")
        run("baseline", *ONE)
        write(site / "b.md", CLEAN)
        assert check("in")[:2] == (0, [])
        assert check("in/a.md")[:2] == (0, [])
        assert (
            run("check", "--select", "MED905,MED601", "b.md", "--output-format", "concise").out.count(
                "MED905"
            )
            == 0
        )
        assert len(check("b.md")[1]) == 2
        (site / "b.md").unlink()
        assert check("in")[1] == []
        assert check("in/a.md")[1] == []
        assert len(check(".")[1]) == 2

    def test_from_below_the_site(self, run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(site / "in" / "a.md")
        run("baseline", *ONE)
        assert run("check", *ONE, str(site / "in")).code == 0
        assert run("check", *ONE, "-", "--stdin-filename", "in/a.md", stdin=LEGACY).code == 0
        assert run("check", *ONE, "-", "--stdin-filename", "in/b.md", stdin=LEGACY).code == 1

    def test_options_and_configuration(self, run: Run, site: Path, check) -> None:
        write(site / "a.md")
        assert run("baseline", *ONE, "-o", "all/accepted.json").err.startswith(
            "Wrote all/accepted.json: 2 findings accepted in 1 article. "
            "Commit it; `medlint check --baseline all/accepted.json`"
        )
        assert entries(site, "all/accepted.json")[0] == ("../a.md", "MED105")
        assert check()[0] == 1
        assert check("--baseline", "all/accepted.json")[0] == 0
        write(site / ".medlint.toml", 'baseline = "all/accepted.json"\n')
        assert check()[0] == 0
        assert check("--no-baseline")[0] == 1
        assert check("--baseline", "all/accepted.json", "--no-baseline")[0] == 2
        assert (
            run("baseline", "--update", *ONE).err == "all/accepted.json is up to date: 2 findings accepted.\n"
        )
        (site / "all" / "accepted.json").unlink()
        code, _, said = check()
        assert code == 2
        assert said.startswith(
            "error: all/accepted.json: there is no such baseline; `medlint baseline -o all/acc"
        )

    def test_a_baseline_with_a_conflict(self, run: Run, site: Path, check) -> None:
        write(site / "a.md")
        write(site / FILE, '{\n  "version": 1,\n  "accepted": [\n<<<<<<< HEAD\n=======\n>>>>>>> b\n]}\n')
        code, lines, said = check()
        assert (code, lines) == (2, [])
        assert said.startswith(
            f"error: {FILE}:4:1: there is a merge conflict here; keep the entries of both sides"
        )
        assert run("baseline", "--update", *ONE).code == 2
        assert run("baseline", "--force", *ONE).code == 0
        assert len(entries(site)) == 2

    def test_rules_ignored_in_some_files(self, run: Run, site: Path, check) -> None:
        for name in ("a.md", "b.md"):
            write(site / name)
        run("baseline", *ONE)
        write(site / ".medlint.toml", '[per-file-ignores]\n"a.md" = ["MED105"]\n')
        write(site / "b.md", CLEAN)
        assert ["accepted in b.md but" in line for line in check()[1]] == [True, True]

    def test_fixes_come_first(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        run("baseline", *ONE)
        ended = run("fix", *ONE, "--output-format", "concise")
        assert "tags: [back-pain]" in (site / "a.md").read_text("utf-8")
        assert ended.out.splitlines() == [
            f"{FILE}:5:5: warning[MED905] MED603 is accepted in a.md but no longer found there"
        ]
        assert ended.code == 0

    def test_many_files(self, run: Run, site: Path, check) -> None:
        for number in range(70):
            write(site / f"{number}.md", LEGACY.replace("stiff", f"stiff{number}"))
        assert "140 findings accepted in 70 articles" in run("baseline", *ONE).err
        assert check("--jobs", "2")[:2] == (0, [])


class TestCommand:
    def test_an_existing_file_stays(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / FILE, "mine")
        ended = run("baseline", *ONE)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"error: {FILE} already exists; `--update` removes what is fixed")
        assert (site / FILE).read_text() == "mine"

    def test_update_adds_only_what_it_is_told_to(self, run: Run, site: Path, check) -> None:
        write(site / "a.md", CLEAN)
        assert run("baseline", *ONE).err == f"Wrote {FILE}: there was nothing to accept.\n"
        write(site / "a.md")
        ended = run("baseline", "--update", *ONE)
        assert ended == (
            0,
            "",
            f"{FILE} is up to date: it accepts nothing.\n"
            "2 new findings not accepted: fix them, or accept them with `--update --add`.\n",
        )
        assert check()[0] == 1
        ended = run("baseline", "--update", "--add", *ONE)
        assert ended.err == f"Updated {FILE}: 2 findings added; 2 findings accepted.\n"
        assert check()[0] == 0

    def test_parts_of_a_site_leave_the_rest(self, run: Run, site: Path) -> None:
        write(site / "in" / "a.md")
        write(site / "b.md")
        run("baseline", *ONE)
        every = entries(site)
        assert run("baseline", "--update", *ONE, "in").err.endswith("up to date: 4 findings accepted.\n")
        write(site / "b.md", CLEAN)
        assert run("baseline", "--update", *ONE, "in").err.endswith("up to date: 4 findings accepted.\n")
        assert run("baseline", "--update", "--select", "MED105").err.endswith(
            "1 entry removed; 3 findings accepted.\n"
        )
        assert entries(site) == [entry for entry in every if entry != ("b.md", "MED105")]
        run("baseline", "--force", *ONE, "in")
        assert entries(site) == [("in/a.md", "MED105"), ("in/a.md", "MED603")]

    def test_the_same_bytes_each_time(self, run: Run, site: Path) -> None:
        for name in ("b.md", "a/z.md", "a.md"):
            write(site / name)
        run("baseline")
        first = (site / FILE).read_bytes()
        run("baseline", "--force", "b.md", "a.md", "a")
        assert (site / FILE).read_bytes() == first
        assert first.endswith(b"\n")
        assert b"\r" not in first

    def test_suppressed_findings_and_notes_are_left_out(self, run: Run, site: Path) -> None:
        write(site / "a.md", LEGACY + "\n<!-- medlint: file-ignore[MED105] footer -->\n")
        run("baseline", *ONE)
        assert entries(site) == [("a.md", "MED603")]
        write(site / ".medlint.toml", "severity.MED603 = 'note'\n")
        assert run("check", *ONE).code == 0
        run("baseline", "--force", *ONE)
        assert entries(site) == []
        write(site / ".medlint.toml", "severity.MED603 = 'note'\nfail-on = 'note'\n")
        assert run("check", *ONE).code == 1
        run("baseline", "--force", *ONE)
        assert entries(site) == [("a.md", "MED603")]
        assert run("check", *ONE).code == 0

    def test_all_that_is_counted_is_accepted(self, run: Run, site: Path) -> None:
        write(site / "a.md", "If you suffer from back pain, crazy people may say that it goes away.\n")
        rule = ("--select", "MED506")
        assert "1 finding accepted" in run("baseline", *rule).err
        ended = run("check", *rule, "--fail-on", "warning")
        assert (ended.code, ended.out) == (0, "")
        assert "1 finding accepted by the baseline.\n1 note" in ended.err

    def test_what_no_baseline_accepts(self, run: Run, site: Path) -> None:
        (site / "a.md").write_bytes(b"a\0b")
        write(site / "b.md", CLEAN)
        ended = run("baseline", "--select", "MED105,MED9")
        assert ended.code == 0
        assert ended.err.endswith("1 finding that no baseline accepts (MED900, MED901, MED905): fix it.\n")
        assert entries(site) == []

    @pytest.mark.parametrize("arguments", [("gone.md", "a.md"), ("empty",), ("gone.md",)])
    def test_nothing_is_written_if_something_was_not_checked(
        self, run: Run, site: Path, arguments: tuple[str, ...]
    ) -> None:
        write(site / "a.md")
        (site / "empty").mkdir()
        ended = run("baseline", *ONE, *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"error: {arguments[0]}: no ")
        assert ended.err.endswith("thing was written.\n")
        assert not (site / FILE).exists()

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_an_unreadable_file(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        (site / "a.md").chmod(0)
        ended = run("baseline", *ONE)
        told = "permission denied; give yourself the right to read it, or exclude it"
        assert ended == (2, "", f"error: a.md: {told}\nNothing was written.\n")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--add",), "`--add` needs `--update`"),
            (("--update", "--force"), "contradict"),
            (("--update",), f"{FILE}: there is no baseline to update"),
            (("-",), "leave out `-`"),
            (("--select", "MED999"), 'is called "MED999"'),
            (("-o", "."), "already exists"),
            (("-o", ".", "--force"), ".: the baseline cannot be written: is a directory"),
            (("-o", "a.md/x.json"), "a.md/x.json: the baseline cannot be written: "),
        ],
        ids=range(8),
    )
    def test_bad_usage(self, run: Run, site: Path, arguments: tuple[str, ...], said: str) -> None:
        write(site / "a.md")
        ended = run("baseline", *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.err
        assert "Traceback" not in ended.err
        assert sorted(os.listdir(site)) == [".medlint.toml", "a.md"]

    @pytest.mark.skipif(os.name == "nt", reason="links and modes are those of POSIX")
    def test_a_link_stays_a_link_and_others_may_read(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        (site / "shared").mkdir()
        (site / FILE).symlink_to("shared/real.json")
        assert run("baseline", "--force", *ONE).code == 0
        assert (site / FILE).is_symlink()
        assert stat.S_IMODE((site / "shared" / "real.json").stat().st_mode) & 0o444 == 0o444
        assert os.listdir(site / "shared") == ["real.json"]
        assert run("check", *ONE).code == 0
