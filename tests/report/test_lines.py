"""JSON lines: each is valid by `$defs/line` of the report's schema, and says the same as the JSON report."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reports import SCHEMA, finding, report

from medlint import __version__
from medlint.finding import FileReport
from medlint.report import Options, render

LINE = jsonschema.Draft202012Validator({"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]})
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


def lines(*reports: FileReport, **options: object) -> list[dict[str, Any]]:
    """Return the lines of a report, each held against the schema."""
    text = "".join(render("jsonl", reports, Options(**options)))  # type: ignore[arg-type]
    assert text.isascii()
    assert text.endswith("\n")
    read = [json.loads(line) for line in text.removesuffix("\n").split("\n")]
    for line in read:
        LINE.validate(line)
    assert [line["type"] for line in read].count("summary") == 1
    assert read[-1]["type"] == "summary"
    return read


def test_the_same_as_the_json_report() -> None:
    made = finding("a b", "b")
    hidden = made._replace(suppressed="agreed")
    given = report(made, suppressed=(hidden,), accepted=(made._replace(rule="MED202"),))
    gone = FileReport("gone.md", error="no such file")
    whole = json.loads("".join(render("json", [given, gone], Options())))
    head = {"path": "articles/back-pain.md"}
    [file, _] = whole["files"]
    assert lines(given, gone) == [
        {"type": "finding", **head, **file["findings"][0]},
        {"type": "suppressed", **head, **file["suppressed"][0]},
        {"type": "accepted", **head, **file["accepted"][0]},
        {"type": "unreadable", "path": "gone.md", "error": "no such file"},
        {"type": "summary", "schema_version": 1, "version": __version__, **whole["summary"]},
    ]


def test_a_clean_run_has_a_summary_only() -> None:
    [summary] = lines(report(), report(), fail_on="never")
    assert (summary["articles"], summary["fail_on"]) == (2, "never")


def test_notes_are_there_and_lines_can_be_searched() -> None:
    made = finding("a", "a", severity="note")
    text = "".join(render("jsonl", [report(made)], Options()))
    assert len(re.findall('^{"type": "finding", "path": "articles/back-pain.md", ', text, re.MULTILINE)) == 1


def test_paths_are_those_of_the_json_report() -> None:
    given = report(finding("a", "a"))
    whole = json.loads("".join(render("json", [given], Options(prefix="site/"))))
    assert lines(given, prefix="site/")[0]["path"] == whole["files"][0]["path"]


def test_the_schema_refuses_other_lines() -> None:
    [line, summary] = lines(report(finding("a", "a")))
    for wrong in (
        {**line, "type": "other"},
        {**line, "type": "unreadable"},
        {**line, "rule": "105"},
        {key: value for key, value in line.items() if key != "path"},
        {key: value for key, value in line.items() if key != "fingerprint"},
        {**summary, "schema_version": 2},
        {key: value for key, value in summary.items() if key != "articles"},
        {"type": "unreadable", "path": "a.md", "error": None},
    ):
        assert not LINE.is_valid(wrong)


def test_lines_come_while_the_run_goes_on() -> None:
    taken = []

    def reports():  # type: ignore[no-untyped-def]
        for number in range(3):
            taken.append(number)
            yield report(finding("a", "a"))

    pieces = render("jsonl", reports(), Options())
    assert next(pieces)
    assert taken == [0]


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_whatever_a_text_says(path: str, message: str) -> None:
    read = lines(
        report(finding("a", "a", message=message), path=path), FileReport(path, error=message or "x")
    )
    assert [line["type"] for line in read] == ["finding", "unreadable", "summary"]
    if path.isascii() and message.isascii():
        assert (read[0]["path"], read[0]["message"]) == (path, message)
