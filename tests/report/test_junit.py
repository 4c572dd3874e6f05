"""JUnit's XML, parsed back, and held against the schema by which Jenkins checks it (`junit-10.xsd`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reports import finding, report

from medlint.finding import FileReport
from medlint.report import Options, render
from medlint.report.xml_text import legal

SCHEMA = Path(__file__).parents[2] / ".cache" / "published" / "junit-10.xsd"
needs_schema = pytest.mark.skipif(
    not SCHEMA.exists(), reason="the published schemas are not here: run python tests/published.py"
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
ALLOWED = {
    "testsuites": (set(), {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"failure", "error", "skipped", "system-out"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message"}, set()),
    "system-out": (set(), set()),
}
"""The attributes that each element has, all of them, and the elements that it may have inside."""


def parsed(*reports: FileReport, **options: object) -> ElementTree.Element:
    """Return the report's root after a check of its shape and its numbers."""
    text = "".join(render("junit", reports, Options(**options)))  # type: ignore[arg-type]
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        names, inside = ALLOWED[element.tag]
        assert set(element.attrib) == names
        assert {child.tag for child in element} <= inside
    for suite in root:
        assert suite.get("tests") == str(len(suite)) != "0"
        for number, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(number) == str(len(list(suite.iter(tag))))
        names = [case.get("name") for case in suite]
        assert len(set(names)) == len(names)
    return root


def outcomes(root: ElementTree.Element) -> list[tuple[str | None, list[str]]]:
    return [(case.get("name"), [child.tag for child in case]) for case in root.iter("testcase")]


@pytest.fixture(scope="module")
def schema() -> Any:
    return pytest.importorskip("xmlschema").XMLSchema(str(SCHEMA))


@needs_schema
def test_schema(schema: Any) -> None:
    made = finding("a\nbc", "c", message='says "<b>" & \x01 more')
    hidden = made._replace(rule="MED2", suppressed="agreed | <b>")
    whole = [
        report(made, made._replace(rule="MED3", severity="warning"), suppressed=(hidden,), seconds=12.3456),
        report(path="fine.md", accepted=(made,), seconds=1234.5),
        FileReport("gone.md", error="no such file"),
    ]
    for reports in (whole, []):
        for fail_on in ("error", "never"):
            text = "".join(render("junit", reports, Options(fail_on=fail_on)))
            assert [str(error) for error in schema.iter_errors(text)] == []
    text = "".join(render("junit", whole, Options()))
    for right, wrong in (
        ('name="gone.md" ', ""),
        ("<skipped ", '<skipped reason="x" '),
        ("testcase", "case"),
    ):
        assert not schema.is_valid(text.replace(right, wrong)), right


def test_layout() -> None:
    made = finding("a\nbc", "c")
    assert "".join(render("junit", [report(made, seconds=0.0126)], Options())) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<testsuites>\n"
        '  <testsuite name="articles/back-pain.md" '
        'tests="1" failures="1" errors="0" skipped="0" time="0.013">\n'
        '    <testcase name="MED105 disclaimer-missing" classname="articles/back-pain.md">'
        '<failure message="no medical disclaimer found" type="error">'
        "articles/back-pain.md:2:2: error: no medical disclaimer found\n"
        "Why: Readers may take general information for advice about their own case.\n"
        "Do: Add a short section.\n"
        "See: https://a.example/standard"
        "</failure></testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_clean_article_is_a_passing_case() -> None:
    assert outcomes(parsed(report(), report(path="b.md"))) == [("No findings", []), ("No findings", [])]


def test_a_run_without_articles_neither_passes_nor_fails() -> None:
    assert outcomes(parsed()) == [("Nothing was checked", ["skipped"])]


def test_a_case_a_rule() -> None:
    one = finding("a b", "a")
    two = finding("a b", "b", message="another one")
    other = one._replace(rule="MED202", name="author-missing")
    root = parsed(report(one, other, two))
    assert outcomes(root) == [
        ("MED105 disclaimer-missing", ["failure"]),
        ("MED202 author-missing", ["failure"]),
    ]
    first = root.find(".//failure")
    assert first is not None
    assert first.get("message") == "no medical disclaimer found (and 1 more)"
    assert [line for line in (first.text or "").split("\n") if line.startswith("articles/")] == [
        "articles/back-pain.md:1:1: error: no medical disclaimer found",
        "articles/back-pain.md:1:3: error: another one",
    ]


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [("error", ["MED1"]), ("warning", ["MED1", "MED2"]), ("note", ["MED1", "MED2", "MED3"]), ("never", [])],
)
def test_cases_fail_where_the_run_fails(fail_on: str, failing: list[str]) -> None:
    made = finding("a", "a", name="n")
    given = report(
        made._replace(rule="MED1"),
        made._replace(rule="MED2", severity="warning"),
        made._replace(rule="MED3", severity="note"),
    )
    told = outcomes(parsed(given, fail_on=fail_on))
    assert told == [
        (f"{code} n", ["failure" if code in failing else "system-out"]) for code in ("MED1", "MED2", "MED3")
    ]


def test_a_weaker_finding_of_a_failing_rule_is_told_too() -> None:
    error = finding("a b", "b")
    warning = finding("a b", "a", severity="warning", message="a weaker one")
    [failure] = parsed(report(warning, error)).iter("failure")
    assert failure.attrib == {"message": "no medical disclaimer found", "type": "error"}
    assert "1:1: warning: a weaker one" in (failure.text or "")


def test_what_does_not_count_is_skipped_with_its_reason() -> None:
    made = finding("a", "a")
    hidden = made._replace(rule="MED2", suppressed="agreed")
    bare = made._replace(rule="MED3", suppressed="")
    root = parsed(report(suppressed=(hidden, bare), accepted=(made, made._replace(rule="MED2"))))
    assert [(case.get("name"), case[0].get("message")) for case in root.iter("testcase")] == [
        ("MED2 disclaimer-missing", "ignored in the article: agreed; accepted by the baseline"),
        ("MED3 disclaimer-missing", "ignored in the article: no reason given"),
        ("MED105 disclaimer-missing", "accepted by the baseline"),
    ]
    assert outcomes(parsed(report(made, accepted=(made,)))) == [("MED105 disclaimer-missing", ["failure"])]


def test_a_file_that_cannot_be_read() -> None:
    root = parsed(FileReport("gone.md", error="no such file"))
    assert outcomes(root) == [("The file can be read", ["error"])]
    assert next(root.iter("error")).get("message") == "no such file"


def test_paths_from_the_root_of_the_repository() -> None:
    root = parsed(report(finding("a", "a")), prefix="site/")
    assert root[0].get("name") == root[0][0].get("classname") == "site/articles/back-pain.md"
    assert (root[0][0][0].text or "").startswith("site/articles/")


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_whatever_a_text_says(path: str, message: str, why: str) -> None:
    made = finding("a", "a", message=message, why=why, suppressed=message)
    root = parsed(report(made, path=path, suppressed=(made._replace(rule="MED2"),)))
    assert root[0].get("name") == legal(path)
    [failure] = root.iter("failure")
    assert failure.get("message") == legal(message)
    assert failure.text is not None
    assert f": error: {legal(message)}\n" in failure.text
