"""`medlint check` as its users run it: exit codes, streams, selection, stdin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from running import BAD, CLEAN, OFFER, Run

from medlint import engine
from medlint._places import folder
from medlint.cli.group import cli
from medlint.finding import FileReport

ONE = ("--select", "MED105")
LINE = "a.md:1:1: error[MED105] the article has no medical disclaimer\n"


def write(path: Path, text: str = BAD) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


class TestExitCodes:
    def test_clean(self, run: Run, site: Path) -> None:
        write(site / "a.md", CLEAN)
        assert run("check", *ONE) == (0, "", "No errors or warnings in 1 article.\n")

    def test_findings(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / "b.md", CLEAN)
        ended = run("check", *ONE, "--output-format", "concise")
        assert ended == (1, LINE, "1 error in 1 of 2 articles.\n" + OFFER)

    def test_fail_on(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / ".medlint.toml", "severity.MED105 = 'warning'")
        assert run("check", *ONE).code == 0
        assert run("check", *ONE, "--fail-on", "warning").code == 1
        assert run("check", *ONE, "--fail-on", "note").code == 1
        write(site / ".medlint.toml", "severity.MED105 = 'note'\nfail-on = 'note'")
        assert run("check", *ONE).code == 1
        assert run("check", *ONE, "--fail-on", "never").code == 0

    def test_notes_that_fail_are_printed(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / "strict" / "b.md")
        write(site / ".medlint.toml", "severity.MED105 = 'note'")
        note = LINE.replace("error", "note")
        for style, told in (("concise", note), ("github", "::notice file=a.md"), ("full", "note[MED105]")):
            for again in ((), (), ("--no-cache",)):
                ended = run("check", *ONE, "--fail-on", "note", "--output-format", style, *again)
                assert (ended.code, told in ended.out) == (1, True), style
                assert ended.err.startswith(
                    "No errors or warnings in 2 articles.\n2 notes, which fail this run.\n"
                )
            assert told not in run("check", *ONE, "--output-format", style).out

        part = "\n[[overrides]]\nfiles = ['strict/**']\nfail-on = 'note'"
        write(site / ".medlint.toml", f"severity.MED105 = 'note'{part}")
        for again in ((), (), ("--no-cache",)):
            ended = run("check", *ONE, "--output-format", "concise", *again)
            assert (ended.code, ended.out) == (1, note.replace("a.md", "strict/b.md"))
            assert "2 notes, 1 of which fails this run (show all with --show-notes).\n" in ended.err

    def test_too_many_warnings_fail_and_it_says_so(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / ".medlint.toml", "severity.MED105 = 'warning'\nmax-warnings = 0")
        ended = run("check", *ONE)
        assert ended.code == 1
        assert (
            "1 warning in 1 article.\nToo many warnings: at most 0 are allowed (--max-warnings).\n"
            in ended.err
        )
        assert run("check", *ONE, "--fail-on", "never").code == 1
        for options in (("--max-warnings", "1"), ("--exit-zero",)):
            ended = run("check", *ONE, *options)
            assert (ended.code, "Too many warnings" in ended.err) == (0, False)

    def test_exit_zero_forgives_findings_only(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        assert run("check", *ONE, "--exit-zero").code == 0
        assert run("check", *ONE, "--exit-zero", "a.md", "gone.md").code == 2
        assert run("check", "--select", "MED999", "--exit-zero").code == 2

    def test_nothing_checked_is_not_green(self, run: Run) -> None:
        ended = run("check")
        assert (ended.code, ended.out) == (2, "")
        assert "no article found: looked for *.md" in ended.err
        assert ended.err.endswith("Nothing was checked.\n")

    def test_missing_path_does_not_stop_the_others(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        ended = run("check", *ONE, "--output-format", "concise", "gone.md", "a.md")
        assert (ended.code, ended.out) == (2, LINE)
        assert "error: gone.md: no such file or folder; check the path\n" in ended.err

    def test_the_nearest_file_is_named(self, run: Run, site: Path) -> None:
        write(site / "in" / "sleep.md")
        said = 'error: in/sleeep.md: no such file or folder; did you mean "sleep.md"?\n'
        assert run("check", "in/sleeep.md").err == f"{said}Nothing was checked.\n"
        assert run("fix", "in/sleeep.md").err == f"{said}Nothing was checked.\n"
        assert run("tree", "in/sleeep.md").err == said

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--select", "MED999"), '--select: no rule, category or beginning of a code is called "MED999"'),
            (("--ignore", "disclaimer-mising"), 'did you mean "disclaimer-missing"'),
            (("--profile", "srict"), 'did you mean "strict"?'),
            (("--config", "gone.toml"), "gone.toml: cannot read the configuration"),
            (("--config", "a.toml", "--isolated"), "contradict"),
            (("--output-format", "xml"), "'xml' is not one of"),
            (("--fail-on", "x"), "'x' is not one of"),
            (("--jobs", "-1"), "--jobs"),
            (("--nonsense",), "error: no such option"),
            (("--job", "2"), '; did you mean "--jobs"?'),
            (("--jobs", "x"), "it must be a whole number, 0 or more, not 'x'"),
            (("--ignore", "ALL"), "no rule is left"),
            (("--diff", "--output-format", "json"), "write it with `--output-file json:PATH`"),
            (("--statistics", "--output-format", "github"), "with `--statistics` no github report goes"),
            (("--stdin-filename", "x.md", "a.md"), "give `-` as the path too"),
        ],
        ids=range(15),
    )
    def test_bad_usage(self, run: Run, site: Path, arguments: tuple[str, ...], said: str) -> None:
        write(site / "a.md")
        ended = run("check", *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.err
        assert "Traceback" not in ended.err

    def test_bad_configuration(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / ".medlint.toml", "\nselct = []\n")
        ended = run("check")
        path = site / ".medlint.toml"
        assert ended == (2, "", f'error: {path}:2:1: unknown key "selct"; did you mean "select"?\n')

    def test_a_file_that_is_no_text_is_a_finding(self, run: Run, site: Path) -> None:
        (site / "a.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
        ended = run("check", "--output-format", "concise")
        assert ended.code == 1
        assert ended.out.startswith("a.md:1:1: error[MED900]")

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_unreadable_file(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / "b.md")
        (site / "b.md").chmod(0)
        ended = run("check", *ONE, "--output-format", "concise")
        assert (ended.code, ended.out) == (2, LINE)
        assert "b.md: permission denied; give yourself the right to read it" in ended.err

    @pytest.mark.parametrize("error", [ValueError("odd"), RecursionError(), MemoryError()], ids="vrm")
    def test_a_crash_in_one_file_does_not_stop_the_others(
        self, site: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        write(site / "a.md")
        write(site / "b.md")
        real = engine.lint_bytes

        def lint_bytes(path: str, data: bytes, *more: object, **named: object) -> FileReport:
            if path == "a.md":
                raise error
            return real(path, data, *more, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(engine, "lint_bytes", lint_bytes)
        ended = CliRunner().invoke(cli, ["check", *ONE, "--output-format", "concise"])
        assert ended.exit_code == 2
        assert ended.stdout.startswith("b.md:1:1")
        assert f"error: a.md: internal error: {type(error).__name__}" in ended.stderr
        assert "please report it" in ended.stderr
        assert "Traceback" not in ended.stderr

    def test_a_crash_in_a_worker(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for number in range(100):
            write(site / f"{number:03}.md")
        real = engine.lint_bytes

        def lint_bytes(path: str, data: bytes, *more: object, **named: object) -> FileReport:
            if path == "050.md":
                raise ValueError("odd")
            return real(path, data, *more, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(engine, "lint_bytes", lint_bytes)
        ended = CliRunner().invoke(cli, ["check", *ONE, "--output-format", "concise", "--jobs", "2"])
        assert ended.exit_code == 2
        names = [line.split(":")[0] for line in ended.stdout.splitlines()]
        assert names == [f"{number:03}.md" for number in range(100) if number != 50]
        assert ended.stderr.count("internal error") == 1

    def test_a_crash_anywhere_else(self, run: Run, site: Path) -> None:
        code = (
            "import sys, medlint.discover\n"
            "def discover(*_, **__): raise ValueError('odd')\n"
            "medlint.discover.discover = discover\n"
            "from medlint.__main__ import run\n"
            "sys.exit(run(['check']))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert (
            done.stderr
            == "error: internal error: ValueError: odd (this is a bug in medlint, please report it)\n"
        )

    @pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
    @pytest.mark.parametrize(("error", "code"), [("KeyboardInterrupt", 130), ("BrokenPipeError", 2)])
    def test_stopped(self, site: Path, error: str, code: int) -> None:
        program = (
            "import sys, medlint.discover\n"
            f"def discover(*_, **__): raise {error}\n"
            "medlint.discover.discover = discover\n"
            "from medlint.__main__ import main\n"
            "sys.argv = ['medlint', 'check']; main()"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert done.returncode == code
        assert "Traceback" not in done.stderr

    @pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
    def test_a_closed_pipe_ends_quietly(self, site: Path) -> None:
        write(site / "a.md", BAD * 4000)
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-m", "medlint", "check", *ONE],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        os.close(writing)
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr

    @pytest.mark.skipif(os.name == "nt", reason="there is no shell to close it")
    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("check a.md", 2),
            ('check a.md >r.txt; "$0" -m medlint check a.md', 2),  # what is stored
            ("check --output-format json a.md", 2),
            ("fix --diff --unsafe-fixes a.md", 2),
            ("rules", 2),
            ("--version", 2),
            ("check -qq a.md", 1),
        ],
    )
    def test_a_closed_stdout_is_told(self, site: Path, line: str, code: int) -> None:
        (site / "a.md").write_text(BAD)
        ended = subprocess.run(
            ["sh", "-c", f'"$0" -m medlint {line} >&-', sys.executable],
            stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
        told = "error: the output is not complete: bad file descriptor"
        assert (ended.returncode, told in ended.stderr) == (code, code == 2)
        assert "Traceback" not in ended.stderr
        assert "internal error" not in ended.stderr

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk to write to")
    @pytest.mark.parametrize("text", [BAD, BAD * 4000])
    def test_a_full_disk_is_told_and_is_no_bug(self, site: Path, text: str) -> None:
        write(site / "a.md", text)
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "medlint", "check", *ONE, "-q"],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr == "error: the output is not complete: no space left on device\n"


class TestStreams:
    def test_quiet(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        assert run("check", *ONE, "-q", "--output-format", "concise") == (1, LINE, "")
        assert run("check", *ONE, "-qq") == (1, "", "")
        missing = (2, "", "error: gone.md: no such file or folder; check the path\n")
        assert run("check", *ONE, "-qq", "gone.md") == missing
        (site / "empty").mkdir()
        assert "error: empty: no article found: " in run("check", *ONE, "-qq", "empty").err

    def test_verbose(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        ended = run("check", *ONE, "-v", "--output-format", "concise")
        assert ended.out == LINE
        assert "configuration: " in ended.err
        assert "a.md: " in ended.err
        assert " ms, " in ended.err

    def test_json_alone_on_stdout(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        ended = run("check", *ONE, "--output-format", "json", "a.md", "gone.md")
        data = json.loads(ended.out)
        schema = json.loads((Path(folder("schemas")) / "report.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator(schema).validate(data)
        found = data["files"][0]["findings"][0]
        assert (found["start"], found["end"]) == (
            {"line": 1, "column": 1, "offset": 0},
            {"line": 1, "column": 22, "offset": 21},
        )
        assert data["summary"]["errors"] == 1

    def test_json_of_nothing_is_still_json(self, run: Run) -> None:
        ended = run("check", "--output-format", "json")
        assert (ended.code, json.loads(ended.out)["files"]) == (2, [])

    def test_colour(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        plain = run("check", *ONE).out
        assert "\x1b" not in plain
        assert "\x1b[1;31merror[MED105]" in run("check", *ONE, FORCE_COLOR="1").out
        assert "\x1b[1;31merror[MED105]" in run("check", *ONE, "--color", "always").out
        assert "\x1b[1;31merror[MED105]" in run("--color", "always", "check", *ONE).out
        assert run("--color", "always", "check", "--color", "never", *ONE).out == plain
        assert run("check", *ONE, MEDLINT_COLOR="always").out != plain
        assert run("check", *ONE, NO_COLOR="1", FORCE_COLOR="1").out == plain

    def test_ascii_terminals(self, run: Run, site: Path) -> None:
        write(site / "a.md", BAD.replace("neck", "neck, the naïve way"))
        ended = run("check", *ONE, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
        assert ended.code == 1
        assert ended.out.isascii()
        assert "stiff neck, the na\\xefve way" in ended.out

    @pytest.mark.parametrize("form", ["json", "html", "junit"])
    def test_programs_get_utf_8_whatever_the_terminal_has(self, form: str, run: Run, site: Path) -> None:
        write(site / "a.md", BAD.replace("neck", "neck, the naïve way → β 😀"))
        asked = ("check", *ONE, "--output-format", form)
        assert run(*asked, PYTHONIOENCODING="latin-1", PYTHONUTF8="0").out == run(*asked).out

    def test_statistics(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / "b.md")
        table = "errors  warnings  notes  rule\n     2         0      0  MED105  disclaimer-missing\n"
        counted = (1, table)
        assert run("check", *ONE, "--statistics")[:2] == counted
        write(site / ".medlint.toml", 'output-format = "json"')
        assert run("check", *ONE, "--statistics")[:2] == counted

    def test_show_files(self, run: Run, site: Path) -> None:
        for name in ("b.md", "README.md", "a/c.txt"):
            write(site / name)
        assert run("check", "--show-files") == (0, "a/c.txt\nb.md\n", "")
        assert run("check", "--show-files", "gone").code == 2

    def test_the_summary_counts_files_that_are_no_articles(self, run: Run, site: Path) -> None:
        write(site / "contact.md", "# Contact us\n\nRing us before noon.\n")
        told = "1 file is no article, and was not judged as one (MED907).\n"
        assert told in run("check").err
        assert told in run("check").err, "from what is stored"
        write(site / "about.md", "# About us\n\nWe live behind the station.\n")
        assert "2 files are no articles, and were not judged as such (MED907).\n" in run("check").err


class TestConfiguration:
    def test_environment(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        ended = run("check", MEDLINT_SELECT="MED105", MEDLINT_OUTPUT_FORMAT="concise", MEDLINT_VERSION="9")
        assert ended.out == LINE
        assert run("rules", MEDLINT_OUTPUT_FORMAT="concise").code == 0

    def test_command_line_wins(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / ".medlint.toml", 'ignore = ["MED105"]\noutput-format = "concise"')
        assert run("check", "--select", "MED105,MED106").out == LINE
        assert "MED105" not in run("check", "--extend-select", "MED106").out
        assert LINE in run("check", "--extend-select", "MED1").out
        assert LINE in run("check", "--isolated", "--output-format", "concise").out

    def test_nearest_configuration_for_each_file(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / "in" / "b.md")
        write(site / "in" / "medlint.toml", "severity.MED105 = 'warning'")
        ended = run("check", *ONE, "--output-format", "concise")
        assert ended.out == LINE + LINE.replace("a.md", "in/b.md").replace("error", "warning")
        assert run("check", *ONE, "in").code == 0

    def test_per_file_ignores(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        write(site / "news" / "b.md")
        write(site / ".medlint.toml", "[per-file-ignores]\n'news/' = ['disclaimer-missing']")
        assert run("check", *ONE, "--output-format", "concise").out == LINE

    def test_named_but_excluded(self, run: Run, site: Path) -> None:
        write(site / "drafts" / "a.md")
        write(site / ".medlint.toml", "extend-exclude = ['drafts/']")
        assert run("check", *ONE, "drafts/a.md").code == 1
        ended = run("check", *ONE, "--force-exclude", "drafts/a.md")
        assert (ended.code, ended.out) == (0, "")
        assert ended.err == "Nothing to check: 1 file is excluded.\n"

    def test_no_cache_is_known(self, run: Run, site: Path) -> None:
        write(site / "a.md", CLEAN)
        assert run("check", *ONE, "--no-cache").code == 0


class TestStdin:
    def test_name_decides_format_and_configuration(self, run: Run, site: Path) -> None:
        write(site / "in" / "medlint.toml", "severity.MED105 = 'warning'")
        text = "<h1>Stiff neck</h1><p>Move it.</p>"
        ended = run(
            "check", "-", "--stdin-filename", "in/x.html", *ONE, "--output-format", "json", stdin=text
        )
        entry = json.loads(ended.out)["files"][0]
        assert (entry["path"], entry["format"]) == ("in/x.html", "html")
        assert entry["findings"][0]["severity"] == "warning"

    def test_without_a_name(self, run: Run) -> None:
        ended = run("check", "-", *ONE, "--output-format", "concise", stdin=BAD)
        assert ended == (1, LINE.replace("a.md", "<stdin>"), "1 error in 1 article.\n" + OFFER)

    def test_with_files(self, run: Run, site: Path) -> None:
        write(site / "a.md")
        ended = run("check", "a.md", "-", *ONE, "--output-format", "concise", stdin=CLEAN)
        assert (ended.code, ended.out) == (1, LINE)

    def test_bytes_and_windows_line_ends(self, run: Run) -> None:
        data = b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode()
        ended = run("check", "-", *ONE, "--output-format", "concise", stdin=data)
        assert ended.out == LINE.replace("a.md", "<stdin>")

    def test_nothing(self, run: Run) -> None:
        ended = run("check", "-", "--output-format", "concise")
        assert ended.code == 1
        assert "error[MED900] the file is empty" in ended.out


@pytest.mark.skipif(os.name == "nt", reason="POSIX names")
def test_names_that_hurt(run: Run, site: Path) -> None:
    write(site / "new\nline \x1b[2J.md")
    try:
        (site / os.fsdecode(b"\xff.md")).write_text(BAD)
    except OSError:
        pytest.skip("this file system wants UTF-8")
    ended = run("check", *ONE, "--output-format", "concise")
    assert ended.code == 1
    assert sorted(line.split(":")[0] for line in ended.out.splitlines()) == [
        "\\udcff.md",
        "new\\x0aline \\x1b[2J.md",
    ]
    paths = {
        entry["path"] for entry in json.loads(run("check", *ONE, "--output-format", "json").out)["files"]
    }
    assert paths == {"\\udcff.md", "new\nline \x1b[2J.md"}


def test_stdin_is_left_out_as_its_file_would_be(run: Run, site: Path) -> None:
    given = ("--force-exclude", "--stdin-filename", "node_modules/x/a.md", "-")
    ended = run("check", *given, stdin=BAD)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "Nothing to check: 1 file is excluded.\n"
    assert run("fix", "--unsafe-fixes", *given, stdin=BAD).out == BAD
    assert run("check", *given[1:], stdin=BAD).code == 1
    assert run("check", "--force-exclude", "--stdin-filename", "x/a.md", "-", stdin=BAD).code == 1


def test_files_that_a_tool_names_are_treated_as_found_in_a_folder(run: Run, site: Path) -> None:
    text = "# Contact us\n\nRing us before noon.\n"
    write(site / "contact.md", text)
    assert run("check", "contact.md").code == 1
    assert run("check", "--force-exclude", "contact.md").code == 0
    named = ("--stdin-filename", "contact.md", "-")
    assert run("check", *named, stdin=text).code == 1
    assert run("check", "--force-exclude", *named, stdin=text).code == 0
