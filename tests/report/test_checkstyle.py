"""Checkstyle's XML, parsed back."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from test_reports import finding, report

from medlint.finding import FileReport
from medlint.report import Options, render
from medlint.report.xml_text import attributes, content, legal

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


def parsed(*reports: FileReport, **options: object) -> ElementTree.Element:
    text = "".join(render("checkstyle", reports, Options(**options)))  # type: ignore[arg-type]
    return ElementTree.fromstring(text.encode())


def test_layout() -> None:
    made = finding("a\n<b> c", "<b>", message='says "<b>"')
    reports = [report(made), report(path="fine.md")]
    assert "".join(render("checkstyle", reports, Options())) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<checkstyle version="4.3">\n'
        '  <file name="articles/back-pain.md">\n'
        '    <error line="2" column="1" severity="error" '
        """message='says "&lt;b&gt;". Add a short section.' source="medlint.MED105"/>\n"""
        "  </file>\n"
        '  <file name="fine.md"/>\n'
        "</checkstyle>\n"
    )


def test_severities_and_messages() -> None:
    error = finding("a", "a")
    given = report(
        error,
        error._replace(severity="warning", message="is this so?"),
        error._replace(severity="note", hint=""),
    )
    assert [(entry.get("severity"), entry.get("message")) for entry in parsed(given).iter("error")] == [
        ("error", "no medical disclaimer found. Add a short section."),
        ("warning", "is this so? Add a short section."),
        ("info", "no medical disclaimer found"),
    ]


def test_what_does_not_count_is_not_there() -> None:
    made = finding("a", "a")
    given = report(suppressed=(made._replace(suppressed="agreed"),), accepted=(made,))
    assert list(parsed(given).iter("error")) == []


def test_a_file_that_cannot_be_read() -> None:
    [entry] = parsed(FileReport("gone.md", error="no such file")).iter("error")
    assert entry.attrib == {
        "line": "1",
        "column": "1",
        "severity": "error",
        "message": "no such file",
        "source": "medlint.unreadable",
    }


def test_paths_from_the_root_of_the_repository() -> None:
    [entry] = parsed(report(), prefix="site/")
    assert entry.get("name") == "site/articles/back-pain.md"


def test_an_empty_run() -> None:
    assert (parsed().tag, len(parsed())) == ("checkstyle", 0)


def test_characters_that_xml_forbids() -> None:
    assert legal("a\x00\x0b\x1b\x1f\ud800\udfff\ufffe\uffffb") == "ab"
    allowed = "\t\n\r \x7f\x85\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    assert legal(allowed) == allowed


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_every_legal_text_comes_back(one: str, two: str) -> None:
    element = ElementTree.fromstring(f"<a{attributes({'b': one, 'c': 1})}>{content(two)}</a>".encode())
    assert element.attrib == {"b": legal(one), "c": "1"}
    assert (element.text or "") == legal(two)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_whatever_a_text_says(path: str, message: str) -> None:
    made = finding("a", "a", message=message, hint="")
    root = parsed(report(made, path=path), FileReport(path, error=message or "x"))
    assert [entry.get("name") for entry in root] == [legal(path)] * 2
    said = legal(" ".join(message.split()) or made.name)
    assert [entry.get("message") for entry in root.iter("error")] == [said, legal(message or "x")]
