"""The reports for people and the JSON report, from hand-made reports; what all formats have in common."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint._places import folder
from medlint.finding import Edit, Excerpt, FileReport, Finding, Fix, Note, fingerprints
from medlint.report import FORMATS, Options, from_root, render
from medlint.report.contract import carried
from medlint.report.summary import Tally, sentences, spoken, statistics
from medlint.source import Position, Source, Span

SCHEMA = json.loads((Path(folder("schemas")) / "report.schema.json").read_text("utf-8"))


def finding(text: str, marked: str, **changes: object) -> Finding:
    """Return a finding at the first `marked` in `text`."""
    source = Source("a.md", text)
    span = Span(text.index(marked), text.index(marked) + len(marked))
    start, end = source.position(span.start), source.position(span.end)
    line = source.line(start.line)
    made = Finding(
        rule="MED105",
        name="disclaimer-missing",
        severity="error",
        message="no medical disclaimer found",
        hint="Add a short section.",
        why="Readers may take general information for advice about their own case.",
        url="https://a.example/standard",
        span=span,
        start=start,
        end=end,
        excerpt=Excerpt(line, start.column - 1, min(start.column - 1 + len(marked), len(line))),
        related=(),
        fix=None,
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def report(*findings: Finding, **changes: object) -> FileReport:
    made = FileReport("articles/back-pain.md", "markdown", "en", 120, findings)
    return made._replace(**changes)  # type: ignore[arg-type]


def full(*findings: Finding, **options: object) -> str:
    return "".join(render("full", [report(*findings)], Options(**options)))  # type: ignore[arg-type]


class TestFull:
    def test_layout(self) -> None:
        made = finding("---\n\n# Back pain: what helps\n", "# Back pain: what helps")
        assert full(made) == (
            "error[MED105] disclaimer-missing: no medical disclaimer found\n"
            " --> articles/back-pain.md:3:1\n"
            "  |\n"
            "3 | # Back pain: what helps\n"
            "  | ^^^^^^^^^^^^^^^^^^^^^^^\n"
            "  = why: Readers may take general information for advice about their own case.\n"
            "  = do:  Add a short section.\n"
        )

    def test_why_and_what_to_do_are_told_once_an_article(self) -> None:
        made = finding("a b", "a")
        other = finding("a b", "b", hint="Write it.")
        text = "".join(render("full", [report(made, other, made), report(made)], Options()))
        assert [line.split(":", 1)[0].strip() for line in text.split("\n") if line.startswith("  = ")] == [
            *("= why", "= do", "= do"),
            *("= why", "= do"),
        ]
        assert text.count("Write it.") == 1

    def test_an_empty_line_between_two_and_files_after_one_another(self) -> None:
        made = finding("a", "a", why="", hint="")
        text = "".join(render("full", [report(made, made), report(), report(made)], Options()))
        assert text.count("\n\n") == 2
        assert not text.endswith("\n\n")

    @pytest.mark.parametrize(
        ("text", "marked", "before", "carets"),
        [
            ("dose 5 mg", "5 mg", 5, 4),
            ("健康 dose", "dose", 5, 4),
            ("a 健康", "健康", 2, 4),
            ("nai\u0308ve dose", "dose", 6, 4),
            ("\tdose", "dose", 4, 4),
            ("💊👩‍⚕️ dose", "dose", 5, 4),
            ("\x1b dose", "dose", 5, 4),
            ("ab", "", 0, 1),
        ],
        ids=range(8),
    )
    def test_carets_stand_under_the_text(self, text: str, marked: str, before: int, carets: int) -> None:
        lines = full(finding(text, marked, why="", hint="")).split("\n")
        assert lines[4] == "  | " + " " * before + "^" * carets

    def test_no_line_to_show(self) -> None:
        assert full(finding("", "", why="", hint="Write it.")) == (
            "error[MED105] disclaimer-missing: no medical disclaimer found\n"
            " --> articles/back-pain.md:1:1\n"
            "  = do:  Write it.\n"
        )

    def test_more_than_one_line(self) -> None:
        made = finding("one\ntwo\nthree", "one\ntwo")
        assert "\n  | ^^^ … to line 2\n" in full(made)
        assert "\n  | ^^^\n" in full(finding("one\ntwo", "one\n"))
        assert "\n  | ^^^ ... to line 2\n" in full(made, ascii_only=True)

    def test_wraps_words_but_cuts_the_source_line(self) -> None:
        text = "word " * 30 + "HERE " + "word " * 30
        made = finding(text, "HERE", message="much to say " * 12, why="because " * 30)
        lines = full(made, width=60).split("\n")
        assert all(len(line) <= 60 for line in lines)
        source = next(line for line in lines if line.startswith("1 |"))
        mark = next(line for line in lines if "^" in line)
        assert source[mark.index("^") :].startswith("HERE")
        assert source[4] == source[-1] == "…"

    def test_a_window_of_the_engine(self) -> None:
        made = finding("x" * 50 + "HERE", "HERE")._replace(excerpt=Excerpt("xxHERE", 2, 6))
        lines = full(made).split("\n")
        assert (lines[3], lines[4]) == ("1 | …xxHERE", "  |    ^^^^")

    def test_a_mark_longer_than_the_screen(self) -> None:
        lines = full(finding("y" * 500, "y" * 500), width=50).split("\n")
        assert all(len(line) <= 50 for line in lines)
        assert sum(line.count("^") for line in lines) in range(40, 47)

    def test_related_places(self) -> None:
        note = Note("the body says so", Position(12, 3), Position(12, 5), Excerpt("in it", 3, 5))
        text = full(finding("a", "a", related=(note,), why="", hint=""))
        assert text.endswith(
            "note: the body says so\n  --> articles/back-pain.md:12:3\n   |\n12 | in it\n   |    ^^\n"
        )

    def test_fixes_in_words(self) -> None:
        text = "time: 99 min"
        made = finding(text, "99 min", why="", hint="")
        for edit, told in (
            (Edit(Span(6, 8), "4"), 'Mend (replace "99" with "4")'),
            (Edit(Span(6, 8), ""), 'Mend (delete "99")'),
            (Edit(Span(6, 6), "~\n"), 'Mend (insert "~\\n")'),
            (Edit(Span(6, 6), "\n<h2>A</h2>\n<p>B</p>"), "Mend"),
            (Edit(Span(900, 901), "x"), "Mend"),
        ):
            assert f"= fix: {told}\n" in full(made._replace(fix=Fix("Mend", (edit,), "safe")))

    def test_notes_on_request(self) -> None:
        made = finding("a", "a", severity="note")
        assert full(made) == ""
        assert full(made, show_notes=True).startswith("note[MED105]")

    def test_colour_and_links(self) -> None:
        text = full(finding("a", "a"), color=True)
        assert "\x1b[1;31merror[MED105]\x1b[0m" in text
        assert re.sub(r"\x1b\[[\d;]*m", "", text) == full(finding("a", "a"))
        assert "\x1b]8;;https://a.example/standard\x1b\\" in full(finding("a", "a"), color=True, links=True)

    def test_text_of_the_article_cannot_steer_the_terminal(self) -> None:
        made = finding("a \x1b[2J b", "a", message="says \x1b[2J", why="\x1b]0;x\x07")
        assert "\x1b" not in full(made)
        path = "bad\x1b[2J\nname.md"
        for name in ("full", "concise"):
            text = "".join(render(name, [report(made, path=path)], Options()))
            assert "bad\\x1b[2J\\x0aname.md:1:1" in text


@pytest.mark.parametrize(
    ("path", "prefix", "seen"),
    [
        ("a.md", "", "a.md"),
        ("a.md", "site/", "site/a.md"),
        ("../a.md", "site/", "a.md"),
        ("../../a.md", "site/", "../../a.md"),
        ("/abroad/a.md", "site/", "/abroad/a.md"),
        ("C:/a.md", "site/", "C:/a.md"),
        ("<stdin>", "site/", "<stdin>"),
    ],
)
def test_paths_from_the_root(path: str, prefix: str, seen: str) -> None:
    assert from_root(path, Options(prefix=prefix)) == seen


def test_concise() -> None:
    made = finding("a\nbc", "c", message="no\ndisclaimer")
    reports = [report(made, made._replace(severity="note"))]
    line = "articles/back-pain.md:2:2: error[MED105] no\\x0adisclaimer\n"
    assert "".join(render("concise", reports, Options())) == line
    assert "".join(render("concise", reports, Options(show_notes=True))).count("\n") == 2


class TestJson:
    @staticmethod
    def read(*reports: FileReport) -> dict[str, Any]:
        text = "".join(render("json", reports, Options()))
        assert text.isascii()
        data: dict[str, Any] = json.loads(text)
        jsonschema.Draft202012Validator(SCHEMA).validate(data)
        return data

    def test_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_empty(self) -> None:
        data = self.read()
        assert (data["schema_version"], data["files"]) == (1, [])

    def test_everything(self) -> None:
        fix = Fix("Mend", (Edit(Span(6, 8), "4"),), "safe")
        note = Note("there", Position(1, 1), Position(1, 2), Excerpt("time", 0, 1))
        made = finding("é\ntime: 99", "99", fix=fix, related=(note,), url="")
        hidden = made._replace(suppressed="agreed", severity="warning")
        known = made._replace(rule="MED202", whole=True)
        given = report(made, suppressed=(hidden,), accepted=(known,), elsewhere=3)
        data = self.read(given, FileReport("gone.md", error="no such file"))
        entry = {
            "rule": "MED105",
            "name": "disclaimer-missing",
            "severity": "error",
            "message": "no medical disclaimer found",
            "why": "Readers may take general information for advice about their own case.",
            "hint": "Add a short section.",
            "url": None,
            "start": {"line": 2, "column": 7, "offset": 8},
            "end": {"line": 2, "column": 9, "offset": 10},
            "related": [
                {"message": "there", "start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 2}}
            ],
            "fix": {
                "title": "Mend",
                "safety": "safe",
                "edits": [{"start": {"offset": 6}, "end": {"offset": 8}, "text": "4"}],
            },
            "suppressed": None,
            "whole_article": False,
            "fingerprint": fingerprints(given)[made],
        }
        other = {**entry, "severity": "warning", "suppressed": "agreed"}
        other["fingerprint"] = fingerprints(given)[hidden]
        third = {**entry, "rule": "MED202", "whole_article": True}
        third["fingerprint"] = fingerprints(given)[known]
        assert data["files"] == [
            {
                "path": "articles/back-pain.md",
                "format": "markdown",
                "language": "en",
                "wording": "all",
                "words": 120,
                "error": None,
                "findings": [entry],
                "suppressed": [other],
                "accepted": [third],
            },
            {
                "path": "gone.md",
                "format": "",
                "language": "",
                "wording": "none",
                "words": 0,
                "error": "no such file",
                "findings": [],
                "suppressed": [],
                "accepted": [],
            },
        ]
        assert data["summary"] == {
            "articles": 1,
            "with_findings": 1,
            "unreadable": 1,
            "errors": 1,
            "warnings": 0,
            "notes": 0,
            "suppressed": 1,
            "accepted": 1,
            "elsewhere": 3,
            "rules": {"MED105": 1},
            "fail_on": "error",
        }

    def test_the_file_of_accepted_findings(self) -> None:
        data = self.read(report(finding("a", "a", rule="MED905"), format="baseline", language="", words=0))
        assert [entry["format"] for entry in data["files"]] == ["baseline"]
        assert (data["summary"]["articles"], data["summary"]["errors"]) == (0, 1)

    def test_streams(self) -> None:
        taken = []

        def reports() -> Iterator[FileReport]:
            for number in range(3):
                taken.append(number)
                yield report()

        pieces = render("json", reports(), Options())
        next(pieces)
        next(pieces)
        assert taken == [0]

    def test_what_json_cannot_carry(self) -> None:
        data = carried({"a\udc80": ["\ud800x", float("nan"), float("inf"), 1.5, True, None, 1 << 9999]})
        text = json.dumps(data, allow_nan=False)
        assert json.loads(text)["a\\udc80"][:5] == ["\\ud800x", "nan", "inf", 1.5, True]


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.integers(0, 50),
    st.integers(0, 50),
    st.integers(1, 90),
)
def test_no_report_ever_raises(text: str, one: int, two: int, width: int) -> None:
    start, end = sorted((one, two))
    made = finding("a", "a", message=text, excerpt=Excerpt(text, start, end), why=text, name=text or "n")
    for name in FORMATS:
        "".join(render(name, [report(made, path=text)], Options(width=width, show_notes=True))).encode()


class TestSummary:
    @staticmethod
    def said(*reports: FileReport, show_notes: bool = False, forgiven: bool = False) -> list[str]:
        tally = Tally()
        for entry in reports:
            tally.add(entry)
        return list(sentences(tally, show_notes=show_notes, forgiven=forgiven))

    def test_fine(self) -> None:
        assert self.said(report()) == ["No errors or warnings in 1 article."]
        assert self.said(report(), report(), report()) == ["No errors or warnings in 3 articles."]

    def test_counts(self) -> None:
        error = finding("a", "a")
        warning = error._replace(severity="warning")
        assert self.said(report(error)) == ["1 error in 1 article."]
        assert self.said(report(error, error, warning), report(), report(suppressed=(error,))) == [
            "2 errors, 1 warning in 1 of 3 articles (1 finding suppressed)."
        ]

    def test_notes(self) -> None:
        note = finding("a", "a", severity="note")
        said = ["No errors or warnings in 1 article.", "1 note (show with --show-notes)."]
        assert self.said(report(note)) == said
        assert self.said(report(note, note), show_notes=True)[1] == "2 notes."

    def test_notes_that_fail_the_run_say_so(self) -> None:
        note = finding("a", "a", severity="note")
        failing = report(note)._replace(fail_on="note")
        assert self.said(failing)[1] == "1 note, which fails this run."
        assert self.said(failing, failing, show_notes=True)[1] == "2 notes, which fail this run."
        some = "3 notes, 1 of which fails this run (show all with --show-notes)."
        assert self.said(failing, report(note, note))[1] == some
        assert self.said(failing, forgiven=True)[1] == "1 note."

    def test_languages_that_nobody_judged(self) -> None:
        assert self.said(report(language="it"), report(language="xx"), report(language=""))[1:] == [
            "1 article in an unknown language: wording rules were skipped.",
            "1 article in Italian: wording rules were skipped.",
            '1 article in "xx": wording rules were skipped.',
        ]
        assert self.said(report(language="", words=0)) == ["No errors or warnings in 1 article."]
        assert spoken("und") == "an unknown language"
        assert spoken("pt-BR") == "Portuguese"
        assert spoken("en-GB") == "English"

    def test_languages_of_which_only_the_requirements_are_judged(self) -> None:
        told = "only the five requirements were judged, not safety, claims and language."
        assert self.said(report(language="es"), report(language="en"), report(language="es"))[1:] == [
            f"2 articles in Spanish: {told}"
        ]
        for language in ("de", "fr"):
            assert self.said(report(language=language))[1].endswith(told)
        for name in ("html", "summary"):
            assert f"1 article in German: {told}" in "".join(render(name, [report(language="de")], Options()))
        assert f"German ({told[:-1]})" in "".join(render("html", [report(language="de")], Options()))

    def test_what_is_no_text_has_no_language(self) -> None:
        made = report(finding("", ""), format="unreadable", language="und")
        assert self.said(made) == ["1 error in 1 article."]

    def test_accepted_and_elsewhere(self) -> None:
        one = finding("a", "a")
        assert self.said(report(accepted=(one, one), elsewhere=1)) == [
            "No errors or warnings in 1 article.",
            "2 findings accepted by the baseline.",
            "1 finding on lines that were not changed.",
        ]

    def test_unreadable(self) -> None:
        assert self.said(FileReport("x", error="no")) == ["1 file could not be checked."]

    def test_statistics(self) -> None:
        tally = Tally()
        one = finding("a", "a")
        two = one._replace(rule="MED2", name="two", severity="warning")
        tally.add(report(*[two] * 12, two._replace(severity="note"), one))
        assert "".join(statistics(tally)) == (
            "errors  warnings  notes  rule\n"
            "     1         0      0  MED105  disclaimer-missing\n"
            "     0        12      1  MED2  two\n"
        )
        assert not list(statistics(Tally()))


@pytest.mark.parametrize("name", ["checkstyle", "gitlab", "rdjson", "summary", "sarif"])
@pytest.mark.parametrize("message", ["Every page has a date.", "Has it a date?", "The date is missing …"])
def test_a_message_that_ends_with_a_stop_gets_no_other(name: str, message: str) -> None:
    source = Source("a.md", "# Neck ache\n")
    found = finding("# Neck ache\n", "Neck", message=message, hint="Add one.")
    report = FileReport("a.md", "markdown", "en", 2, (found,), source=source)
    text = "".join(render(name, (report,), Options()))
    assert message in text or json.dumps(message)[1:-1] in text
    assert not re.search(r"date(?: is missing)?(?:\.|\?| …| \\u2026)\.", text)
