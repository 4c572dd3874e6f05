"""SARIF: held against the published schema, the official validator, and what GitHub's upload computes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from medlint.catalogue import builtin
from medlint.cli.group import cli
from medlint.engine import lint_bytes
from medlint.finding import Edit, Excerpt, FileReport, Finding, Fix, Note, Wanted, fingerprints
from medlint.plan import Plan, Step
from medlint.report import Options, render
from medlint.report.line_hash import line_hashes
from medlint.report.sarif import render as render_most
from medlint.report.sarif import uri_of
from medlint.settings import Settings
from medlint.source import Position, Source, Span

PUBLISHED = Path(__file__).parents[2] / ".cache" / "published"
SCHEMA = PUBLISHED / "sarif-2.1.0.json"
MULTITOOL = PUBLISHED / "Sarif.Multitool"
HOW = "the published validators are not here: run python tests/published.py"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason=HOW)
needs_multitool = pytest.mark.skipif(not MULTITOOL.exists(), reason=HOW)

STEPS = tuple(Step(rule, None) for rule in builtin())
OPTIONS = Options(steps=STEPS)
PLAN = Plan(STEPS, Settings())
# One article with a safe fix, an unsafe one, a related place, a suppression, and letters of every width.
ARTICLE = """\
---
title: "Ünïcødé 💊: neck ache"
tags: [neck-pain, neck-pain, migrane]
reading_time: 99
---

# Ünïcødé 💊: neck ache

Move it a little every hour.

## Warmth

<!-- medlint: ignore[MED108] the pictures follow next week -->

## Warmth

A warm towel helps 💊 some people.
"""


def made(text: str, marked: str, **changes: Any) -> Finding:
    source = Source("a.md", text)
    span = Span(text.index(marked), text.index(marked) + len(marked))
    start, end = source.position(span.start), source.position(span.end)
    found = Finding(
        rule="MED105",
        name="disclaimer-missing",
        severity="error",
        message="the article has no medical disclaimer",
        hint="Add a short section.",
        why="Because.",
        url="https://a.example/standard",
        span=span,
        start=start,
        end=end,
        excerpt=Excerpt(source.line(start.line), start.column - 1, start.column),
        related=(),
        fix=None,
    )
    return found._replace(**changes)


def report(text: str, *findings: Finding, path: str = "articles/neck.md", **changes: Any) -> FileReport:
    source = Source(path, text)
    return FileReport(path, "markdown", "en", 9, findings, source=source)._replace(**changes)


def log(*reports: FileReport, options: Options = OPTIONS) -> dict[str, Any]:
    text = "".join(render("sarif", reports, options))
    assert text.isascii()
    assert text.endswith("}\n")
    data: dict[str, Any] = json.loads(text)
    return data


def run_of(*reports: FileReport, options: Options = OPTIONS) -> dict[str, Any]:
    (run,) = log(*reports, options=options)["runs"]
    return dict(run)


def result_of(given: FileReport, options: Options = OPTIONS) -> dict[str, Any]:
    (result,) = run_of(given, options=options)["results"]
    return dict(result)


def region_of(result: dict[str, Any]) -> tuple[int, int, int, int]:
    region = result["locations"][0]["physicalLocation"]["region"]
    return region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]


def everything() -> dict[str, Any]:
    """Return a log with all that a log can hold."""
    linted = lint_bytes("guides/nëck ache#1.md", ARTICLE.encode(), PLAN, Wanted(source=True))
    baselined = linted._replace(path="guides/old.md", findings=(), suppressed=(), accepted=linted.findings)
    gone = FileReport("guides/gone.md", error="no such file or directory")
    whole = log(linted, baselined, gone, options=OPTIONS._replace(prefix="site/"))
    results = whole["runs"][0]["results"]
    for key in ("fixes", "relatedLocations", "suppressions"):
        assert any(key in result for result in results), key
    return whole


class TestValidators:
    @needs_schema
    def test_schema(self) -> None:
        schema = json.loads(SCHEMA.read_text("utf-8"))
        validator = jsonschema.validators.validator_for(schema)(schema)
        validator.validate(everything())
        validator.validate(log())
        validator.validate(log(options=Options()))
        wrong = everything()
        wrong["runs"][0]["results"][0]["level"] = "fatal"
        assert not validator.is_valid(wrong)

    @staticmethod
    def complaints(data: dict[str, Any], folder: Path) -> set[str]:
        """Return the rules of the official validator that a log breaks; it exits with 0 in any case."""
        given, told = folder / "given.sarif", folder / "told.sarif"
        given.write_text(json.dumps(data), "utf-8")
        command = [str(MULTITOOL), "validate", str(given), "--rule-kind", "Sarif;Ghas", "-o", str(told)]
        printed = subprocess.run(
            [*command, "--log", "ForceOverwrite"], check=True, capture_output=True, text=True
        )
        assert "1 files scanned" in printed.stdout
        (run,) = json.loads(told.read_text("utf-8-sig"))["runs"]
        # A result without a level is a warning.
        levels = ("error", "warning")
        return {r["ruleId"] for r in run.get("results", ()) if r.get("level", "warning") in levels}

    @needs_multitool
    def test_rules_of_the_standard_and_of_github(self, tmp_path: Path) -> None:
        # SARIF2005 asks for `informationUri`, an address of the tool; the project names none yet.
        assert self.complaints(everything(), tmp_path) <= {"SARIF2005"}
        assert self.complaints(log(), tmp_path) <= {"SARIF2005"}

    @needs_multitool
    def test_the_validator_would_complain(self, tmp_path: Path) -> None:
        wrong = everything()
        wrong["runs"][0]["results"][0]["locations"] = []
        assert {name[:2] for name in self.complaints(wrong, tmp_path) - {"SARIF2005"}} == {"GH"}

    @needs_multitool
    def test_fingerprints_are_those_of_another_implementation(self, tmp_path: Path) -> None:
        texts = {
            "one.md": ARTICLE,
            "two.md": ARTICLE.replace("\n", "\r\n"),
            "three.md": "\t \r\rword  word\r" + "the same line again\n" * 12,
            "four.md": "💊é" * 200 + "\n\n" + "x",
        }
        reports = []
        for name, text in texts.items():
            raw = text.encode()
            (tmp_path / name).write_bytes(raw)
            source = Source(name, text)
            numbers = range(1, len(source.line_starts) + 1)
            places = [Position(number, 1) for number in numbers]
            found = [made("a", "a", start=place, end=place) for place in places]
            reports.append(FileReport(name, "markdown", "en", 9, tuple(found), source=source))
        data = log(*reports)
        ours = [r["partialFingerprints"].pop("primaryLocationLineHash") for r in data["runs"][0]["results"]]
        assert len(ours) == sum(len(given.findings) for given in reports) > 50
        for result in data["runs"][0]["results"]:
            del result["partialFingerprints"]
        data["runs"][0]["originalUriBaseIds"] = {"%SRCROOT%": {"uri": f"{tmp_path.as_uri()}/"}}
        given, filled = tmp_path / "given.sarif", tmp_path / "filled.sarif"
        given.write_text(json.dumps(data), "utf-8")
        insert = ["--insert", "RollingHashPartialFingerprints"]
        command = [str(MULTITOOL), "rewrite", str(given), "-o", str(filled), *insert]
        subprocess.run(command, check=True, capture_output=True)
        results = json.loads(filled.read_text("utf-8-sig"))["runs"][0]["results"]
        assert [r["partialFingerprints"]["primaryLocationLineHash"] for r in results] == ours


class TestResults:
    def test_one_in_full(self) -> None:
        text = "Ünïcødé 💊 dose\nmore\n"
        fix = Fix("Write 5 mg", (Edit(Span(10, 14), "5 mg\n"), Edit(Span(15, 19), "")), "unsafe")
        note = Note("the first [time]", Position(2, 1), Position(2, 5), Excerpt("more", 0, 4))
        given = report(text, made(text, "dose", related=(note,), fix=fix))
        artifact = {"uri": "articles/neck.md", "uriBaseId": "%SRCROOT%"}
        first = {"startLine": 1, "startColumn": 11, "endLine": 1, "endColumn": 15}
        second = {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 5}
        index = [step.rule.id for step in STEPS].index("MED105")
        assert result_of(given) == {
            "ruleId": "MED105",
            "ruleIndex": index,
            "level": "error",
            "message": {
                "text": "The article has no medical disclaimer. Add a short section."
                " Related: [the first \\[time\\]](1)."
            },
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": first}}],
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {"artifactLocation": artifact, "region": second},
                    "message": {"text": "The first [time]."},
                }
            ],
            "fixes": [
                {
                    "description": {"text": "Write 5 mg."},
                    "artifactChanges": [
                        {
                            "artifactLocation": artifact,
                            "replacements": [
                                {"deletedRegion": first, "insertedContent": {"text": "5 mg\n"}},
                                {"deletedRegion": second},
                            ],
                        }
                    ],
                    "properties": {"safety": "unsafe"},
                }
            ],
            "partialFingerprints": {
                "medlint/v1": fingerprints(given)[given.findings[0]],
                "primaryLocationLineHash": line_hashes(text, {1})[1],
            },
        }

    def test_the_run(self) -> None:
        run = run_of()
        assert run["columnKind"] == "unicodeCodePoints"
        assert run["automationDetails"] == {"id": "medlint/"}
        assert run["results"] == []
        assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]

    def test_paths_as_seen_from_the_root(self) -> None:
        given = report("a", made("a", "a"), path="../notes/nëck ache#1%.md")
        result = result_of(given, OPTIONS._replace(prefix="site/content/"))
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": "site/notes/n%C3%ABck%20ache%231%25.md", "uriBaseId": "%SRCROOT%"}

    @pytest.mark.parametrize(
        ("path", "uri"),
        [
            ("a:b/c?.md", "a%3Ab/c%3F.md"),
            ("/home/x y.md", "file:///home/x%20y.md"),
            ("C:/x y.md", "file:///C:/x%20y.md"),
            ("caf\udce9.md", "caf%E9.md"),
            ("\ud800.md", "%ED%A0%80.md"),
            ("back\\slash.md", "back%5Cslash.md"),
        ],
    )
    def test_addresses(self, path: str, uri: str) -> None:
        assert uri_of(path) == uri

    def test_a_file_outside_has_no_base(self) -> None:
        given = report("a", made("a", "a"), path="/elsewhere/a.md")
        location = result_of(given)["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": "file:///elsewhere/a.md"}

    def test_the_line_after_a_marked_line_end_is_not_meant(self) -> None:
        text = "one\ntwo\nthree\n"
        assert region_of(result_of(report(text, made(text, "two\n")))) == (2, 1, 2, 4)
        assert region_of(result_of(report(text, made(text, "one\ntwo\n")))) == (1, 1, 2, 4)
        assert region_of(result_of(report(text, made(text, "one\ntw")))) == (1, 1, 2, 3)

    def test_what_concerns_the_whole_article_stands_on_one_line(self) -> None:
        text = "---\ntitle: x\n---\n"
        assert region_of(result_of(report(text, made(text, text[:-1], whole=True)))) == (1, 1, 1, 4)
        bare = report(text, made(text, text[:-1], whole=True), source=None)
        assert region_of(result_of(bare)) == (1, 1, 1, 1)

    def test_the_articles_words_make_no_link(self) -> None:
        result = result_of(report("a", made("a", "a", message="'[x](1)' is no tag", hint="")))
        assert result["message"]["text"] == "'\\[x\\](1)' is no tag."
        result = result_of(report("a", made("a", "a", message="\n", hint="")))
        assert result["message"]["text"] == "disclaimer-missing."

    def test_fixes_that_are_only_to_be_shown_stay_out(self) -> None:
        fix = Fix("See", (Edit(Span(0, 1), "b"),), "display")
        assert "fixes" not in result_of(report("a", made("a", "a", fix=fix)))
        assert "fixes" in result_of(report("a", made("a", "a", fix=fix._replace(safety="safe"))))
        assert "fixes" not in result_of(report("a", made("a", "a", fix=fix), source=None))

    def test_a_fix_takes_the_line_end_of_the_file(self) -> None:
        text = "a\r\nb\r\n"
        fix = Fix("Add", (Edit(Span(2, 2), "x\n"),), "safe")
        result = result_of(report(text, made("a", "a", fix=fix)))
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        assert replacement["insertedContent"] == {"text": "x\r\n"}
        assert replacement["deletedRegion"]["startLine"] == 2

    def test_many_related_places(self) -> None:
        note = Note("here", Position(1, 1), Position(1, 2), Excerpt("a", 0, 1))
        result = result_of(report("a", made("a", "a", related=(note,) * 1200)))
        assert len(result["relatedLocations"]) == 999
        assert result["message"]["text"].count("[here](") == 5

    def test_suppressed_and_accepted(self) -> None:
        one = made("a", "a")
        given = report(
            "a",
            suppressed=(one._replace(suppressed="agreed"), one._replace(suppressed="", rule="MED202")),
            accepted=(one,),
        )
        results = run_of(given)["results"]
        assert [result["suppressions"] for result in results] == [
            [{"kind": "inSource", "status": "accepted", "justification": "agreed"}],
            [{"kind": "inSource", "status": "accepted"}],
            [{"kind": "external", "status": "accepted", "justification": "Accepted in the baseline."}],
        ]
        assert "suppressions" not in result_of(report("a", one))

    def test_notes_are_always_there(self) -> None:
        assert result_of(report("a", made("a", "a", severity="note")))["level"] == "note"

    def test_a_file_that_could_not_be_opened(self) -> None:
        run = run_of(FileReport("a b.md", error="permission denied"), report("a", made("a", "a")))
        assert len(run["results"]) == 1
        location = {"artifactLocation": {"uri": "a%20b.md", "uriBaseId": "%SRCROOT%"}}
        assert run["invocations"] == [
            {
                "executionSuccessful": False,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": "The file could not be checked: permission denied."},
                        "locations": [{"physicalLocation": location}],
                    }
                ],
            }
        ]

    def test_what_is_no_text_has_no_line_hash(self) -> None:
        linted = lint_bytes("a.md", b"\x00\x01\x02" * 99, PLAN, Wanted(source=True))
        assert linted.format == "unreadable"
        assert set(result_of(linted)["partialFingerprints"]) == {"medlint/v1"}


class TestLimits:
    @staticmethod
    def rendered(most: int, *reports: FileReport) -> dict[str, Any]:
        data = json.loads("".join(render_most(reports, OPTIONS, most=most)))
        return dict(data["runs"][0])

    def test_the_gravest_come_first(self) -> None:
        error = made("a", "a")
        warning, note = error._replace(severity="warning"), error._replace(severity="note")
        many = report("a", note, warning, error, accepted=(error,), suppressed=(error,))
        run = self.rendered(3, many, report("a", error, path="b.md"))
        assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
        (told,) = run["invocations"][0]["toolExecutionNotifications"]
        assert told["level"] == "warning"
        assert told["message"]["text"].startswith("3 results were left out: GitHub takes 3 a run")
        assert run["invocations"][0]["executionSuccessful"] is True

    def test_none_is_dropped_below_the_limit(self) -> None:
        error = made("a", "a")
        run = self.rendered(3, report("a", error._replace(severity="note"), error, accepted=(error,)))
        assert [result["level"] for result in run["results"]] == ["note", "error", "error"]
        assert run["invocations"][0]["toolExecutionNotifications"] == []

    def test_a_piece_for_each_report(self) -> None:
        taken: list[int] = []

        def reports() -> Iterator[FileReport]:
            for number in range(3):
                taken.append(number)
                yield report("a", made("a", "a"))

        pieces = render("sarif", reports(), OPTIONS)
        next(pieces)
        assert taken == []
        for number in range(3):
            next(pieces)
            assert len(taken) == number + 1


def test_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "neck.md").write_text(ARTICLE, "utf-8")
    arguments = ["check", "--isolated", "--select", "tags", "--output-format", "sarif", "neck.md", "gone.md"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 2
    (run,) = json.loads(done.stdout)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(builtin().select("tags"))
    by_rule = {result["ruleId"]: result for result in run["results"]}
    assert region_of(by_rule["MED604"]) == (3, 30, 3, 37)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
