"""GitLab Code Quality: the fields that its documentation asks for, and fingerprints that do not collide."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import Excerpt, FileReport, Finding
from medlint.plan import Plan, Step
from medlint.report import Options, render
from medlint.settings import Settings
from medlint.source import Position, Span

PLAN = Plan(tuple(Step(rule, None) for rule in builtin()), Settings())
ARTICLE = "---\ntags: [migrane, pain, pain]\n---\n# Neck ache\n\n## Rest\n\n## Rest\n"


def made(line: int = 3, **changes: Any) -> Finding:
    found = Finding(
        rule="MED105",
        name="disclaimer-missing",
        severity="error",
        message="the article has no\nmedical disclaimer",
        hint="Add a short section.",
        why="Because.",
        url="",
        span=Span(0, 1),
        start=Position(line, 1),
        end=Position(line, 2),
        excerpt=Excerpt("line", 0, 1),
        related=(),
        fix=None,
    )
    return found._replace(**changes)


def report(*findings: Finding, path: str = "guides/neck.md", **changes: Any) -> FileReport:
    return FileReport(path, "markdown", "en", 9, findings)._replace(**changes)


def issues(*reports: FileReport, **options: Any) -> list[dict[str, Any]]:
    text = "".join(render("gitlab", reports, Options(**options)))
    assert text.isascii()
    assert text.endswith("]\n")
    data: list[dict[str, Any]] = json.loads(text)
    return data


def test_one() -> None:
    (issue,) = issues(report(made()), prefix="site/")
    assert re.fullmatch("[0-9a-f]{32}", issue.pop("fingerprint"))
    assert issue == {
        "description": "MED105 disclaimer-missing: the article has no medical disclaimer."
        " Add a short section.",
        "check_name": "MED105",
        "severity": "major",
        "location": {"path": "site/guides/neck.md", "lines": {"begin": 3, "end": 3}},
    }


def test_an_empty_run_is_an_empty_list() -> None:
    assert "".join(render("gitlab", (), Options())) == "[]\n"
    assert issues(report(), report()) == []
    assert issues(report(suppressed=(made(),), accepted=(made(),))) == []


def test_clean_files_between_others() -> None:
    found = issues(report(), report(made()), report(path="b.md"), report(made(), path="c.md"))
    assert [issue["location"]["path"] for issue in found] == ["guides/neck.md", "c.md"]


@pytest.mark.parametrize(
    ("severity", "expected"), [("error", "major"), ("warning", "minor"), ("note", "info")]
)
def test_severities(severity: str, expected: str) -> None:
    (issue,) = issues(report(made(severity=severity)))
    assert issue["severity"] == expected


@pytest.mark.parametrize(
    ("end", "last"), [(Position(3, 9), 3), (Position(4, 1), 3), (Position(4, 2), 4), (Position(3, 1), 3)]
)
def test_last_line(end: Position, last: int) -> None:
    (issue,) = issues(report(made(end=end)))
    assert issue["location"]["lines"] == {"begin": 3, "end": last}


def test_fingerprints_are_unique() -> None:
    reports = [lint_bytes(f"{name}.md", ARTICLE.encode(), PLAN) for name in "abc"]
    found = issues(*reports)
    assert len(found) == sum(len(entry.findings) for entry in reports) > 20
    assert len({issue["fingerprint"] for issue in found}) == len(found)


def test_fingerprints_outlive_new_lines_above() -> None:
    def prints(text: str) -> set[str]:
        return {issue["fingerprint"] for issue in issues(lint_bytes("a.md", text.encode(), PLAN))}

    moved = ARTICLE.replace("# Neck ache", "\n\n# Neck ache")
    assert prints(ARTICLE) == prints(moved)


def test_equal_findings_are_told_once() -> None:
    assert len(issues(report(made(), made()))) == 1
    assert len(issues(report(made(), made(line=4)))) == 2


def test_a_file_that_could_not_be_opened() -> None:
    (issue,) = issues(FileReport("gone.md", error="no such file"))
    assert issue["description"] == "The file could not be checked: no such file"
    assert (issue["severity"], issue["location"]["lines"]["begin"]) == ("major", 1)


def test_streams() -> None:
    pieces = render("gitlab", iter((report(made()), report(), report(made()))), Options())
    assert len(list(pieces)) == 5
