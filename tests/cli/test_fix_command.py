"""`medlint fix` and `medlint check --fix` as their users run them."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from running import BAD, Ended, Run

TAGS = "---\ntags: [Sore Throat, rest]\n---\n\n# Colds\n\nRest – and tea.\n"
MENDED = TAGS.replace("Sore Throat", "sore-throat")
TWO = ("--select", "MED105,MED603", "--output-format", "concise")
LEFT = "a.md:5:1: error[MED105] the article has no medical disclaimer\n"
ONE_LEFT = "1 error in 1 article.\n1 fix applied (1 more with --unsafe-fixes).\n"
PATCH = """\
--- a/a.md
+++ b/a.md
@@ -1,5 +1,5 @@
 ---
-tags: [Sore Throat, rest]
+tags: [sore-throat, rest]
 ---
\x20
 # Colds
"""


@pytest.fixture
def article(site: Path) -> Path:
    path = site / "a.md"
    path.write_bytes(TAGS.encode())
    return path


@pytest.mark.parametrize("command", [("fix",), ("check", "--fix")], ids=["fix", "check"])
def test_mends_and_prints_what_is_left(run: Run, article: Path, command: tuple[str, ...]) -> None:
    assert run(*command, *TWO, "a.md") == (1, LEFT, ONE_LEFT)
    assert article.read_bytes() == MENDED.encode()
    assert run(*command, *TWO, "a.md").err.endswith("Nothing to fix (1 with --unsafe-fixes).\n")
    assert article.read_bytes() == MENDED.encode()


def test_check_says_what_could_be_mended_and_changes_nothing(run: Run, article: Path) -> None:
    ended = run("check", *TWO, "a.md")
    assert ended.err.endswith("1 can be fixed with `medlint fix` (1 more with --unsafe-fixes).\n")
    assert article.read_bytes() == TAGS.encode()


def test_unsafe_fixes(run: Run, article: Path) -> None:
    ended = run("fix", *TWO, "--unsafe-fixes", "a.md")
    assert ended == (0, "", "No errors or warnings in 1 article.\n2 fixes applied.\n")
    text = article.read_text("utf-8")
    assert text.startswith(MENDED + "\n## Medical disclaimer\n\nThis article is general information.")


def test_the_disclaimer_of_the_configuration(run: Run, site: Path, article: Path) -> None:
    text = "Our guides inform, and do not replace medical advice. Ask your GP."
    (site / ".medlint.toml").write_text(f'[disclaimer]\ntext = "{text}"\nheading = "Please note"\n')
    assert run("fix", *TWO, "--unsafe-fixes", "a.md").code == 0
    assert article.read_text("utf-8").endswith(f"\n\n## Please note\n\n{text}\n")


def test_a_disclaimer_that_says_too_little_is_a_mistake_in_the_configuration(run: Run, site: Path) -> None:
    (site / ".medlint.toml").write_text('[disclaimer]\ntext = "We like tea."\n')
    ended = run("check", ".")
    assert ended.code == 2
    assert '.medlint.toml:2:8: "text": this disclaimer does not say that the article is general' in ended.err


class TestExitCodes:
    def test_nothing_left(self, run: Run, article: Path) -> None:
        assert run("fix", "--select", "MED603", "a.md").code == 0

    def test_exit_non_zero_on_fix(self, run: Run, article: Path) -> None:
        options = ("fix", "--select", "MED603", "--exit-non-zero-on-fix", "a.md")
        assert [run(*options).code for _ in range(2)] == [1, 0]


class TestDiff:
    def test_shows_what_git_applies_and_writes_nothing(self, run: Run, site: Path, article: Path) -> None:
        ended = run("check", *TWO, "--diff", "a.md")
        assert ended.out == PATCH
        assert ended.err.endswith("1 fix would be applied (1 more with --unsafe-fixes).\n")
        assert article.read_bytes() == TAGS.encode()
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        subprocess.run(["git", "apply", "-"], input=ended.out.encode(), cwd=site, check=True)
        assert article.read_bytes() == MENDED.encode()

    def test_exits_with_1_if_something_would_change(self, run: Run, article: Path) -> None:
        options = ("fix", "--select", "MED603", "--diff", "a.md")
        assert run(*options)[0::2] == (1, "1 error in 1 article.\n1 fix would be applied.\n")
        article.write_bytes(MENDED.encode())
        assert run(*options) == (
            0,
            "",
            "No errors or warnings in 1 article.\nNothing to fix.\n",
        )

    def test_of_stdin(self, run: Run) -> None:
        ended = run("fix", *TWO, "--diff", "-", "--stdin-filename", "a.md", stdin=TAGS)
        assert (ended.code, ended.out) == (1, PATCH)

    def test_fix_and_diff_together_only_show(self, run: Run, article: Path) -> None:
        assert run("check", *TWO, "--fix", "--diff", "a.md").out == PATCH
        assert article.read_bytes() == TAGS.encode()


class TestStdin:
    def test_the_text_goes_to_stdout_and_the_rest_to_stderr(self, run: Run) -> None:
        ended = run("fix", *TWO, "-", "--stdin-filename", "a.md", stdin=TAGS)
        assert ended == (1, MENDED, LEFT + ONE_LEFT)

    def test_what_needs_no_fix_comes_back(self, run: Run) -> None:
        assert run("fix", "--select", "MED603", "-q", "-", stdin=BAD) == (0, BAD, "")

    @pytest.mark.parametrize("text", ["", " \n\n", "%PDF-1.4\n"])
    def test_what_is_no_article_comes_back(self, run: Run, text: str) -> None:
        assert run("fix", "-", stdin=text).out == text

    def test_beside_files_it_is_refused(self, run: Run, article: Path) -> None:
        assert run("fix", "-", "a.md", stdin=BAD).code == 2


class TestFiles:
    def fix(self, run: Run) -> Ended:
        return run("fix", "--select", "MED603", "a.md")

    def test_every_other_byte_stays(self, run: Run, article: Path) -> None:
        data = b"\xef\xbb\xbf" + TAGS.replace("\n", "\r\n").encode() + b"\r\n \r\nend"
        article.write_bytes(data)
        assert self.fix(run).code == 0
        assert article.read_bytes() == data.replace(b"Sore Throat", b"sore-throat")

    def test_the_mode_stays(self, run: Run, article: Path) -> None:
        if os.name == "nt":
            pytest.skip("Windows has no such modes")
        article.chmod(0o604)
        assert self.fix(run).code == 0
        assert stat.S_IMODE(article.stat().st_mode) == 0o604

    def test_a_protected_file_is_named_and_left(self, run: Run, article: Path) -> None:
        article.chmod(0o444)
        ended = run("fix", *TWO, "a.md")
        assert ended.code == 2
        # It was checked, and so what is wrong in it is told, with what a fix would have mended.
        assert [line.partition(":")[0] for line in ended.out.splitlines()] == ["a.md"] * 2
        assert ended.err == (
            "error: a.md: the fixes cannot be written: the file is write-protected\n"
            "2 errors in 1 article.\n1 file could not be written.\n"
        )
        assert article.read_bytes() == TAGS.encode()
        article.chmod(0o644)

    def test_one_file_that_cannot_be_written_does_not_stop_the_others(self, run: Run, site: Path) -> None:
        for name in ("a.md", "b.md"):
            (site / name).write_bytes(TAGS.encode())
        (site / "a.md").chmod(0o444)
        ended = run("fix", "--select", "MED603", ".")
        assert ended.code == 2
        told = "1 error in 1 of 2 articles.\n1 fix applied.\n1 file could not be written.\n"
        assert ended.err.endswith(told)
        assert (site / "b.md").read_bytes() == MENDED.encode()
        (site / "a.md").chmod(0o644)

    def test_what_a_link_leads_to_is_written(self, run: Run, article: Path, site: Path) -> None:
        article.rename(site / "real.txt")
        try:
            article.symlink_to("real.txt")
        except OSError:
            pytest.skip("this system lets us make no symbolic links")
        assert self.fix(run).code == 0
        assert article.is_symlink()
        assert (site / "real.txt").read_bytes() == MENDED.encode()

    def test_many_files(self, run: Run, site: Path) -> None:
        for number in range(70):
            (site / f"{number}.md").write_bytes(TAGS.encode())
        ended = run("fix", "--select", "MED603", "--jobs", "2", ".")
        assert ended == (0, "", "No errors or warnings in 70 articles.\n70 fixes applied.\n")
        assert {path.read_bytes() for path in site.glob("*.md")} == {MENDED.encode()}

    def test_suppressed_findings_are_left_alone(self, run: Run, article: Path) -> None:
        text = TAGS.replace("tags:", "medlint: [MED603]\ntags:")
        article.write_bytes(text.encode())
        assert self.fix(run).code == 0
        assert article.read_bytes() == text.encode()
