"""Reviewdog's format: a published schema, columns in bytes, and suggestions that can be taken as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import Edit, Excerpt, FileReport, Finding, Fix, Note, Wanted
from medlint.plan import Plan, Step
from medlint.report import Options, render
from medlint.settings import Settings
from medlint.source import Position, Source, Span

SCHEMA = Path(__file__).parents[2] / ".cache" / "published" / "rdformat.schema.json"
needs_schema = pytest.mark.skipif(
    not SCHEMA.exists(), reason="the published schemas are not here: run python tests/published.py"
)
PLAN = Plan(tuple(Step(rule, None) for rule in builtin()), Settings())
ARTICLE = """\
---
title: "Ünïcødé 💊: neck ache"
tags: [nëck 💊, neck-pain, neck-pain, migrane]
reading_time: 99
---

# Ünïcødé 💊: neck ache

## Warmth

## Warmth

A warm towel helps 💊 some people.
"""


def made(source: Source, marked: str, **changes: Any) -> Finding:
    at = source.text.index(marked)
    span = Span(at, at + len(marked))
    found = Finding(
        rule="MED105",
        name="disclaimer-missing",
        severity="error",
        message="the article has no\nmedical disclaimer",
        hint="Add a short section.",
        why="Because.",
        url="https://a.example/standard",
        span=span,
        start=source.position(span.start),
        end=source.position(span.end),
        excerpt=Excerpt("line", 0, 1),
        related=(),
        fix=None,
    )
    return found._replace(**changes)


def report(source: Source | None, *findings: Finding, **changes: Any) -> FileReport:
    return FileReport("guides/neck.md", "markdown", "en", 9, findings, source=source)._replace(**changes)


def document(*reports: FileReport, **options: Any) -> dict[str, Any]:
    text = "".join(render("rdjson", reports, Options(**options)))
    assert text.isascii()
    data: dict[str, Any] = json.loads(text)
    lines = "".join(render("rdjsonl", reports, Options(**options))).splitlines()
    sourced = [{**entry, "source": data["source"]} for entry in data["diagnostics"]]
    assert [json.loads(line) for line in lines] == sourced
    return data


def diagnostic(source: Source | None, finding: Finding) -> dict[str, Any]:
    (entry,) = document(report(source, finding))["diagnostics"]
    return dict(entry)


def place(entry: dict[str, Any]) -> tuple[int, int, int, int]:
    start, end = entry["range"]["start"], entry["range"]["end"]
    return start["line"], start["column"], end["line"], end["column"]


@needs_schema
def test_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    linted = lint_bytes("neck.md", ARTICLE.encode(), PLAN, Wanted(source=True))
    data = document(linted, FileReport("gone.md", error="no such file"))
    entries = data["diagnostics"]
    assert any("suggestions" in entry for entry in entries)
    assert any("related_locations" in entry for entry in entries)
    validator.validate(data)
    validator.validate(document())
    for line in "".join(render("rdjsonl", [linted], Options())).splitlines():
        validator.validate(json.loads(line))
    entries[0]["severity"] = "error"
    assert not validator.is_valid(data)


def test_one_in_full() -> None:
    source = Source("a", "Ünïcødé 💊 dose\nmore\n")
    note = Note("the first\ntime", Position(2, 1), Position(2, 5), Excerpt("more", 0, 4))
    fix = Fix("Write 5 mg", (Edit(Span(10, 14), "5 mg"),), "unsafe")
    found = made(source, "dose", related=(note,), fix=fix)
    where = {"start": {"line": 1, "column": 18}, "end": {"line": 1, "column": 22}}
    assert document(report(source, found), prefix="site/") == {
        "source": {"name": "medlint"},
        "diagnostics": [
            {
                "message": "the article has no medical disclaimer. Add a short section.",
                "location": {"path": "site/guides/neck.md", "range": where},
                "severity": "ERROR",
                "code": {"value": "MED105", "url": "https://a.example/standard"},
                "related_locations": [
                    {
                        "message": "the first time",
                        "location": {
                            "path": "site/guides/neck.md",
                            "range": {"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 5}},
                        },
                    }
                ],
                "suggestions": [{"range": where, "text": "5 mg"}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("plain dose", "dose", (1, 7, 1, 11)),
        ("é dose", "dose", (1, 4, 1, 8)),
        ("é\nå dose", "dose", (2, 4, 2, 8)),
        ("💊 💊", "💊", (1, 1, 1, 5)),
        ("é\nå", "é\nå", (1, 1, 2, 3)),
        ("é\n", "é\n", (1, 1, 2, 1)),
        ("\udc80 dose", "dose", (1, 3, 1, 7)),
    ],
)
def test_columns_count_bytes(text: str, marked: str, expected: tuple[int, int, int, int]) -> None:
    source = Source("a", text)
    assert place(diagnostic(source, made(source, marked))["location"]) == expected


def test_a_byte_order_mark_is_part_of_the_first_line() -> None:
    source = Source("a", "one\ntwo", bom=b"\xef\xbb\xbf")
    assert place(diagnostic(source, made(source, "one"))["location"]) == (1, 4, 1, 7)
    assert place(diagnostic(source, made(source, "two"))["location"]) == (2, 1, 2, 4)


def test_without_the_text() -> None:
    source = Source("a", "é dose")
    fix = Fix("Mend", (Edit(Span(0, 1), "e"),), "safe")
    entry = diagnostic(None, made(source, "dose", fix=fix))
    assert place(entry["location"]) == (1, 3, 1, 7)
    assert "suggestions" not in entry


@pytest.mark.parametrize(
    ("severity", "expected"), [("error", "ERROR"), ("warning", "WARNING"), ("note", "INFO")]
)
def test_severities(severity: str, expected: str) -> None:
    source = Source("a", "a")
    assert diagnostic(source, made(source, "a", severity=severity))["severity"] == expected


def test_no_address() -> None:
    source = Source("a", "a")
    assert diagnostic(source, made(source, "a", url=""))["code"] == {"value": "MED105"}


def applied(raw: bytes, suggestion: dict[str, Any]) -> bytes:
    """Take a suggestion as its format says: lines, and bytes in them."""
    lines = raw.split(b"\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first, column, last, after = place(suggestion)
    start, end = starts[first - 1] + column - 1, starts[last - 1] + after - 1
    return raw[:start] + suggestion["text"].encode() + raw[end:]


class TestSuggestions:
    @pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
    def test_taken_they_make_the_same_file_as_the_fix(self, bom: bytes) -> None:
        raw = bom + ARTICLE.encode()
        linted = lint_bytes("neck.md", raw, PLAN, Wanted(source=True))
        entries = document(linted)["diagnostics"]
        source = linted.source
        assert source is not None
        taken = 0
        for finding, entry in zip(linted.findings, entries, strict=True):
            for suggestion in entry.get("suggestions", ()):
                assert finding.fix is not None
                edits = tuple((edit.span, edit.text) for edit in finding.fix.edits)
                assert applied(raw, suggestion) == source.encode(edits)
                taken += 1
        assert taken > 2

    def test_edits_of_one_fix_stay_together(self) -> None:
        source = Source("a", "é one\ntwo\nthree")
        edits = (Edit(Span(6, 9), "2"), Edit(Span(2, 5), "1"), Edit(Span(10, 10), "+"))
        entry = diagnostic(source, made(source, "one", fix=Fix("Count", edits, "safe")))
        (suggestion,) = entry["suggestions"]
        assert suggestion["text"] == "1\n2\n+"
        assert applied(source.encode(), suggestion) == source.encode(tuple((e.span, e.text) for e in edits))

    def test_edits_far_apart_are_not_suggested(self) -> None:
        for lines, number in ((49, 1), (50, 0)):
            source = Source("a", "a" + "\n" * lines + "b")
            edits = (Edit(Span(0, 1), "A"), Edit(Span(lines + 1, lines + 2), "B"))
            entry = diagnostic(source, made(source, "a", fix=Fix("Capitals", edits, "safe")))
            assert len(entry.get("suggestions", ())) == number

    def test_what_is_only_to_be_shown(self) -> None:
        source = Source("a", "a")
        for fix in (Fix("See", (Edit(Span(0, 1), "b"),), "display"), Fix("None", (), "safe")):
            assert "suggestions" not in diagnostic(source, made(source, "a", fix=fix))


def test_only_what_is_open() -> None:
    source = Source("a", "a")
    found = made(source, "a")
    assert document(report(source, suppressed=(found,), accepted=(found,)))["diagnostics"] == []
    assert "".join(render("rdjsonl", [report(source)], Options())) == ""


def test_a_file_that_could_not_be_opened() -> None:
    (entry,) = document(FileReport("gone.md", error="no such file"))["diagnostics"]
    assert entry == {
        "message": "The file could not be checked: no such file",
        "location": {"path": "gone.md"},
        "severity": "ERROR",
    }


@pytest.mark.parametrize("name", ["rdjson", "rdjsonl"])
def test_a_piece_for_each_report(name: str) -> None:
    source = Source("a", "a")
    taken: list[FileReport] = []
    given = iter((report(source), report(source, made(source, "a")), report(source)))
    pieces = render(name, (taken.append(entry) or entry for entry in given), Options())  # type: ignore[func-returns-value]
    for number in range(1, 4):
        while len(taken) < number:
            next(pieces)
        assert len(taken) == number
