"""`--changed`, `--since` and `--changed-lines` as their users run them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from running import BAD, CLEAN, OFFER, Run

if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

TWO = ("--select", "MED105,MED104", "--fail-on", "note", "--show-notes", "--output-format", "concise")
EMPTY = "\n## Rest\n\n## Movement\n\nMove gently.\n"
NO_DISCLAIMER = "a.md:1:1: error[MED105] the article has no medical disclaimer\n"


@pytest.fixture
def repo(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site as a repository: a clean article, a bad one, and one with an empty section in line 5."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.org")
    git("init", "-q", "-b", "main")
    (site / "clean.md").write_text(CLEAN)
    (site / "bad.md").write_text(BAD)
    (site / "empty.md").write_text(CLEAN + EMPTY)
    commit()
    git("checkout", "-qb", "branch")
    return site


def git(*command: str) -> None:
    done = subprocess.run(["git", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "x")


def test_only_changed_files(run: Run, repo: Path) -> None:
    (repo / "a.md").write_text(BAD)
    assert run("check", *TWO, "--changed") == (1, NO_DISCLAIMER, "1 error in 1 article.\n" + OFFER)
    assert run("check", *TWO).out.count("\n") == 3


def test_nothing_changed_is_green_and_says_so(run: Run, repo: Path) -> None:
    ended = run("check", *TWO, "--changed")
    assert ended == (0, "", "Nothing to check: no article differs from the last commit.\n")
    ended = run("check", *TWO, "--since", "main")
    assert ended == (0, "", "Nothing to check: no article differs from main.\n")


def test_since_leaves_out_what_main_did(run: Run, repo: Path) -> None:
    (repo / "a.md").write_text(BAD)
    commit()
    git("checkout", "-q", "main")
    (repo / "other.md").write_text(BAD)
    commit()
    git("checkout", "-q", "branch")
    git("merge", "-q", "--no-edit", "main")
    ended = run("check", *TWO, "--since", "main")
    assert (ended.code, ended.out) == (1, NO_DISCLAIMER)
    assert run("check", *TWO, MEDLINT_SINCE="main").out == NO_DISCLAIMER


def test_changed_lines(run: Run, repo: Path) -> None:
    text = (repo / "empty.md").read_text()
    (repo / "empty.md").write_text(text + "\n## Sleep\n")
    ended = run("check", *TWO, "--changed", "--changed-lines")
    assert ended.code == 1
    (line,) = ended.out.splitlines()
    assert line.startswith("empty.md:11:1: note[MED104]")
    assert "1 finding on lines that were not changed.\n" in ended.err
    assert len(run("check", *TWO, "--changed").out.splitlines()) == 2


def test_what_concerns_the_whole_article_stays(run: Run, repo: Path) -> None:
    (repo / "bad.md").write_text(BAD + "\nAnd rest.\n")
    ended = run("check", *TWO, "--changed", "--changed-lines")
    assert (ended.code, ended.out) == (1, NO_DISCLAIMER.replace("a.md", "bad.md"))


def test_old_findings_alone_do_not_fail(run: Run, repo: Path) -> None:
    text = (repo / "empty.md").read_text()
    (repo / "empty.md").write_text(text.replace("Move gently.", "Move slowly."))
    ended = run("check", *TWO, "--changed", "--changed-lines")
    assert (ended.code, ended.out) == (0, "")
    assert "1 finding on lines that were not changed.\n" in ended.err


def test_a_renamed_article(run: Run, repo: Path) -> None:
    git("mv", "empty.md", "renamed.md")
    assert run("check", *TWO, "--changed", "--changed-lines").code == 0
    assert run("check", *TWO, "--changed").out.startswith("renamed.md:5:")


def test_from_a_subfolder_and_with_paths(run: Run, repo: Path) -> None:
    (repo / "sub").mkdir()
    (repo / "sub" / "a.md").write_text(BAD)
    (repo / "b.md").write_text(BAD)
    ended = run("check", *TWO, "--changed", "sub")
    assert ended.out == NO_DISCLAIMER.replace("a.md", "sub/a.md")
    assert run("check", *TWO, "--changed", "clean.md").code == 0


def test_show_files(run: Run, repo: Path) -> None:
    (repo / "a.md").write_text(BAD)
    assert run("check", "--changed", "--show-files").out == "a.md\n"


def test_json(run: Run, repo: Path) -> None:
    (repo / "a.md").write_text(BAD)
    ended = run("check", "--select", "MED105", "--changed", "--output-format", "json")
    assert [file["path"] for file in json.loads(ended.out)["files"]] == ["a.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "mian"), 'git knows no commit "mian": did you mean main?\n'),
        (("--since", "main..HEAD"), "give one branch, tag or hash"),
        (("--changed", "--since", "main"), "both say what changed"),
        (("--changed-lines",), "needs `--changed` or `--since REF`"),
        (("--changed", "-"), "git knows nothing of stdin"),
        (("--changed", "--changed-lines", "--fix"), "fixes move lines"),
    ],
)
def test_what_cannot_be_told_exits_with_2(
    run: Run, repo: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = run("check", "--exit-zero", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_outside_of_a_repository(run: Run, site: Path) -> None:
    (site / "a.md").write_text(BAD)
    ended = run("check", "--changed", GIT_CEILING_DIRECTORIES=str(site.parent))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: this folder is in no git repository")


def test_a_file_of_another_repository_is_not_passed_over(run: Run, repo: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text(BAD)
    ended = run("check", *TWO, "--changed", str(tmp_path / "elsewhere.md"))
    assert (ended.code, ended.out) == (2, "")
    assert "run medlint in its repository" in ended.err
