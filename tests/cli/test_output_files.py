"""`--output-file`: several reports of one run, each as stdout would have it, whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from running import BAD, CLEAN, Run

from medlint.report import FORMATS

ONE = ("--select", "MED105", "--output-format", "concise")
LINE = "a.md:1:1: error[MED105] the article has no medical disclaimer\n"
ENDINGS = {"json": ".json", "jsonl": ".jsonl", "sarif": ".sarif", "html": ".html", "summary": ".md"}


@pytest.fixture(autouse=True)
def articles(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (site / "a.md").write_text(BAD)
    (site / "b.md").write_text(CLEAN)


def left(site: Path) -> list[str]:
    return sorted(path.name for path in site.iterdir() if path.name != ".medlint_cache")


def test_all_formats_in_one_run(run: Run, site: Path) -> None:
    wanted = [f"{name}:out/{name}" for name in FORMATS]
    ended = run("check", "a.md", "b.md", *ONE, *(part for to in wanted for part in ("--output-file", to)))
    assert (ended.code, ended.out) == (1, LINE)
    for name in FORMATS:
        if name in ("full", "html", "junit"):  # fitted to the terminal, or with a time
            continue
        alone = run("check", "a.md", "b.md", "--select", "MED105", "--output-format", name)
        assert (site / "out" / name).read_text("utf-8") == alone.out, name
    assert "the article has no medical disclaimer" in (site / "out" / "full").read_text()
    assert ElementTree.parse(site / "out" / "junit").getroot().tag == "testsuites"
    assert (site / "out" / "html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(("name", "ending"), ENDINGS.items())
def test_the_ending_says_the_format(run: Run, site: Path, name: str, ending: str) -> None:
    run("check", "a.md", *ONE, "--output-file", f"x{ending}", "--output-file", f"{name}:y")
    if name != "html":
        assert (site / f"x{ending}").read_text("utf-8") == (site / "y").read_text("utf-8") != ""
    assert (site / f"x{ending}").stat().st_size > 100


def test_nothing_is_coloured_in_a_file(run: Run, site: Path) -> None:
    ended = run("check", "a.md", "--select", "MED105", "--color", "always", "--output-file", "full:x")
    assert "\x1b[" in ended.out
    assert "\x1b[" not in (site / "x").read_text()


def test_quiet_and_exit_zero_leave_files_alone(run: Run, site: Path) -> None:
    ended = run("check", "a.md", *ONE, "-qq", "--exit-zero", "--output-file", "x.json")
    assert ended == (0, "", "")
    assert json.loads((site / "x.json").read_text())["summary"]["errors"] == 1


def test_a_report_takes_the_place_of_an_older_one(run: Run, site: Path) -> None:
    (site / "x.json").write_text("old " * 10_000)
    run("check", "a.md", *ONE, "--output-file", "x.json")
    assert json.loads((site / "x.json").read_text())["summary"]["articles"] == 1


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_it_can_be_read_by_whom_the_umask_lets(run: Run, site: Path) -> None:
    before = os.umask(0o027)
    try:
        run("check", "a.md", *ONE, "--output-file", "x.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE((site / "x.json").stat().st_mode) == 0o640


def test_the_summary_of_a_step_is_added_to(run: Run, site: Path) -> None:
    (site / "step").write_text("before\n")
    run("check", "a.md", *ONE, "--output-file", "summary:step", GITHUB_STEP_SUMMARY=str(site / "step"))
    assert (site / "step").read_text().startswith("before\n")
    assert "medlint fails: 1 error" in (site / "step").read_text()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (("json:.",), "error: .: the report cannot be written: is a directory\n"),
        (("json:a.md/x",), "error: a.md/x: the report cannot be written: "),
        (("x",), "`--output-file x` names no format; say FORMAT:PATH"),
        (("sarf:x",), "`--output-file sarf:x` names no format"),
        (("json:",), "`--output-file json:` names no file; say json:PATH."),
        ((":x",), "`--output-file :x` names no format"),
        (("sarif:-",), "`--output-file` writes files; for stdout say `--output-format sarif`."),
        (("json:x", "sarif:./x"), "`--output-file` names ./x twice."),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the system words its errors in another way")
def test_what_cannot_be_written(run: Run, site: Path, wanted: tuple[str, ...], said: str) -> None:
    before = left(site)
    wanted = ("first.json", *wanted)
    ended = run("check", "a.md", *ONE, *(part for to in wanted for part in ("--output-file", to)))
    assert ended.code == 2
    assert said in ended.err
    assert "internal error" not in ended.err
    assert left(site) == before, "no other report, and no half one, is left behind"
    assert (site / "a.md").read_text() == BAD


@pytest.mark.skipif(os.name == "nt", reason="links take rights there")
def test_a_link_stays_and_its_target_is_written(run: Run, site: Path, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (site / "link.json").symlink_to(tmp_path / "real.json")
    run("check", "a.md", *ONE, "--output-file", "link.json")
    assert (site / "link.json").is_symlink()
    assert "MED105" in (tmp_path / "real.json").read_text()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".medlint-")]


@pytest.fixture
def read(site: Path) -> dict[str, bytes]:
    """Return the files that a run reads besides the articles of `articles`, by their names."""
    (site / ".medlint.toml").write_text(
        "extends = 'base.toml'\nbaseline = 'known.json'\ntags.vocabulary = 'tags.txt'\n"
        "[[schemas]]\nfiles = ['*.md']\nschema = 'own.json'\n"
        "[[overrides]]\nfiles = ['news/**']\ntags.vocabulary = 'news.txt'\n"
    )
    (site / "base.toml").write_text("[severity]\nMED2 = 'note'\n")
    (site / "known.json").write_text('{"version": 1, "accepted": []}')
    (site / "tags.txt").write_text("back-pain\n")
    (site / "news.txt").write_text("sleep\n")
    (site / "own.json").write_text("{}")
    (site / ".gitignore").write_text("drafts/\n")
    (site / "news").mkdir()
    (site / "news" / "c.md").write_text(CLEAN)
    (site / "news" / "medlint.toml").write_text("extends = '../.medlint.toml'\n")
    return {
        str(path.relative_to(site)).replace(os.sep, "/"): path.read_bytes()
        for path in site.rglob("*") if path.is_file()
    }  # fmt: skip


def test_what_the_run_reads_is_not_replaced(run: Run, site: Path, read: dict[str, bytes]) -> None:
    for name in (*read, "./a.md"):
        ended = run("check", ".", *ONE, "--output-file", f"json:{name}")
        told = f"error: {name}: the report would replace a file that this run reads; name another one\n"
        assert ended == (2, "", told)
    assert {name: (site / name).read_bytes() for name in read} == read


def test_what_the_run_does_not_read_is_replaced(run: Run, site: Path, read: dict[str, bytes]) -> None:
    for name in ("known.json", "base.toml", "tags.txt"):
        assert run("check", "a.md", "--isolated", *ONE, "--output-file", f"json:{name}").code == 1
        assert b"MED105" in (site / name).read_bytes() != read[name]


@pytest.mark.parametrize("how", ["", "--force", "--update"])
def test_a_baseline_takes_no_place_either(run: Run, site: Path, read: dict[str, bytes], how: str) -> None:
    for name in ("a.md", "news/c.md", "base.toml", "news/medlint.toml", "tags.txt", "own.json", ".gitignore"):
        ended = run("baseline", "-o", name, *filter(None, (how,)))
        told = f"error: {name}: the baseline would replace a file that this run reads; name another one\n"
        assert ended == (2, "", told)
    assert {name: (site / name).read_bytes() for name in read} == read
    assert run("baseline", "--force", "-o", "known.json", "--select", "MED105").code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("how", [(), ("--force",)])
def test_a_baseline_goes_into_a_pipe_and_not_in_its_place(run: Run, site: Path, how: tuple[str, ...]) -> None:
    os.mkfifo(site / "pipe")
    with subprocess.Popen(["cat", str(site / "pipe")], stdout=subprocess.PIPE) as reader:
        assert run("baseline", "-o", "pipe", "--select", "MED105", *how).code == 0
        written, _ = reader.communicate(timeout=20)
    assert json.loads(written)["accepted"][0]["path"] == "a.md"
    assert stat.S_ISFIFO((site / "pipe").stat().st_mode)
    assert "there is no baseline to update" in run("baseline", "-o", "pipe", "--update").err


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_leaves_nothing_behind(site: Path, name: str) -> None:
    number = getattr(signal, name)
    for index in range(300):
        (site / f"c{index}.md").write_text(BAD)
    command = [sys.executable, "-m", "medlint", "check", "--no-cache", "-q", "--output-file", "r.json", "."]
    # Under `nohup` this process is deaf to SIGHUP, and what it starts would be so too.
    before = signal.signal(number, signal.SIG_DFL)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    signal.signal(number, before)
    while not list(site.glob(".medlint-*")) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(number)
    assert process.wait(60) == -number
    assert not list(site.glob(".medlint-*"))
    assert not (site / "r.json").exists()
