"""Annotations, read back the way the runner of GitHub Actions reads a line of output."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reports import finding, report

from medlint.finding import FileReport
from medlint.report import Options, render
from medlint.source import Position

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


def printed(*reports: FileReport, **options: object) -> str:
    return "".join(render("github", reports, Options(**options)))  # type: ignore[arg-type]


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the command, the properties and the message of each line."""
    found = []
    for line in re.split("\r\n|\r|\n", text.removesuffix("\n")) if text else []:
        assert line.startswith("::")
        head, _, message = line[2:].partition("::")
        name, _, rest = head.partition(" ")
        properties = dict(part.split("=", 1) for part in rest.split(","))
        plain = {
            key: unescaped(value.replace("%3A", ":").replace("%2C", ",")) for key, value in properties.items()
        }
        found.append((name, plain, unescaped(message)))
    return found


def unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_a_finding() -> None:
    made = finding("---\n\n# Back pain\n", "Back pain")
    assert printed(report(made)) == (
        "::error file=articles/back-pain.md,line=3,col=3,endLine=3,endColumn=12,"
        "title=MED105 disclaimer-missing"
        "::articles/back-pain.md:3:3: no medical disclaimer found%0AAdd a short section.\n"
    )


def test_nothing_found_prints_nothing() -> None:
    assert printed(report(), report()) == ""


@pytest.mark.parametrize(
    ("text", "marked", "lines"),
    [
        ("one\ntwo\nthree", "one\ntwo", ("1", "2")),
        ("one\ntwo\nthree", "one\n", ("1", "1")),
        ("one\ntwo\n", "two\n", ("2", "2")),
    ],
)
def test_no_columns_over_more_than_one_line(text: str, marked: str, lines: tuple[str, str]) -> None:
    [(_, properties, _)] = commands(printed(report(finding(text, marked))))
    assert (properties["line"], properties["endLine"]) == lines
    assert not {"col", "endColumn"} & set(properties)


def test_an_empty_place_keeps_its_columns() -> None:
    [(_, properties, _)] = commands(printed(report(finding("ab", ""))))
    assert (properties["line"], properties["col"], properties["endColumn"]) == ("1", "1", "1")


def test_errors_then_warnings_and_notes_on_request() -> None:
    error = finding("a", "a")
    given = report(error._replace(severity="note"), error._replace(severity="warning"), error)
    assert [name for name, _, _ in commands(printed(given, given))] == ["error"] * 2 + ["warning"] * 2
    told = commands(printed(given, given, show_notes=True))
    assert [name for name, _, _ in told] == ["error"] * 2 + ["warning"] * 2 + ["notice"] * 2


def test_errors_come_while_the_run_goes_on() -> None:
    taken = []

    def reports():  # type: ignore[no-untyped-def]
        for number in range(3):
            taken.append(number)
            yield report(finding("a", "a"))

    pieces = render("github", reports(), Options())
    while not next(pieces):
        pass
    assert taken == [0]


@pytest.mark.parametrize(
    ("errors", "warnings", "notes", "told"),
    [
        (10, 10, 10, None),
        (11, 10, 0, "1 error more"),
        (12, 13, 0, "2 errors and 3 warnings more"),
        (0, 0, 11, "2 notes more"),
        (11, 0, 10, "1 error and 1 note more"),
        (11, 0, 9, "1 error more"),
        (1010, 12, 12, "1,000 errors, 2 warnings and 3 notes more"),
    ],
)
def test_says_what_github_drops(errors: int, warnings: int, notes: int, told: str | None) -> None:
    made = finding("a", "a")
    numbers = ((errors, "error"), (warnings, "warning"), (notes, "note"))
    findings = [made._replace(severity=severity) for number, severity in numbers for _ in range(number)]
    said = commands(printed(report(*findings), show_notes=True))
    closing = [message for _, properties, message in said if properties["title"] == "medlint"]
    assert len(said) == errors + warnings + notes + len(closing)
    if told is None:
        assert closing == []
    else:
        assert closing == [
            f"{told} than can be shown here: the log of this step lists all. "
            "GitHub shows 10 annotations of a kind for each step."
        ]
        notices = [properties["title"] for name, properties, _ in said if name == "notice"]
        assert notices[0] == "medlint"


def test_a_file_that_cannot_be_read() -> None:
    assert printed(FileReport("gone.md", error="no such file")) == (
        "::error file=gone.md,title=medlint%3A not checked::gone.md: no such file\n"
    )


def test_paths_from_the_root_of_the_repository() -> None:
    [(_, properties, message)] = commands(printed(report(finding("a", "a")), prefix="site/"))
    assert properties["file"] == "site/articles/back-pain.md"
    assert message.startswith("site/articles/back-pain.md:1:1: ")


def test_text_of_the_article_is_no_command() -> None:
    made = finding("a", "a", message="says\n::stop-commands::x", hint="\r\n::set-output name=a::b % 100%25")
    [(name, _, message)] = commands(printed(report(made, path="a,b:c%3A.md")))
    assert name == "error"
    assert message == "a,b:c%3A.md:1:1: says ::stop-commands::x\n::set-output name=a::b % 100%25"


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_whatever_a_text_says(path: str, name: str, message: str, hint: str) -> None:
    made = finding("a", "a", name=name, message=message, hint=hint, end=Position(1, 2))
    text = printed(report(made, path=path), FileReport(path, error=message or "x"))
    text.encode()
    assert [name for name, _, _ in commands(text)] == ["error", "error"]
    (_, first, _), (_, second, _) = commands(text)
    shown = path.encode("utf-8", "backslashreplace").decode()
    assert first["file"] == second["file"] == shown
    assert list(first) == ["file", "line", "col", "endLine", "endColumn", "title"]
    assert first["title"] == f"MED105 {name}".encode("utf-8", "backslashreplace").decode()
