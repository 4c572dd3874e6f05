"""Rules as SARIF describes them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from medlint.catalogue import builtin
from medlint.plan import Step
from medlint.report import Options, render
from medlint.report.sarif_rules import rule_object, sentence
from medlint.rule import Page
from medlint.rule_page import help_page

STEPS = tuple(Step(rule, None) for rule in builtin())


def test_all_that_were_enabled() -> None:
    text = "".join(render("sarif", (), Options(steps=STEPS)))
    rules = json.loads(text)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [step.rule.id for step in STEPS]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.rule.id)
def test_within_the_limits(step: Step) -> None:
    described: dict[str, Any] = rule_object(step)
    assert re.fullmatch(r"([A-Z][a-z0-9]*)+", described["name"])
    for key in ("shortDescription", "fullDescription"):
        assert 0 < len(described[key]["text"]) <= 1024
    assert described["help"]["text"].strip()
    assert len(described["properties"]["tags"]) <= 10
    assert "security-severity" not in described["properties"]
    assert described.get("helpUri", "https://").startswith(("https://", "http://"))


def test_the_severity_of_the_run() -> None:
    rule = builtin().rules[0]
    described: dict[str, Any] = rule_object(Step(rule, "note"))
    assert described["defaultConfiguration"] == {"level": "note"}
    assert described["properties"]["problem.severity"] == "recommendation"


def test_help() -> None:
    rule = builtin().find("disclaimer-missing")
    assert rule is not None
    page = help_page(rule)
    for heading in ("Why", "What to do", "Breaks the rule", "Keeps the rule", "Sources"):
        assert f"\n## {heading}\n" in page
    assert rule.why in page
    assert all(source.title in page for source in rule.sources)
    markdown = rule_object(Step(rule, None))["help"]["markdown"]  # type: ignore[index]
    assert markdown.startswith(page)
    assert f"<!-- medlint: ignore[{rule.id}]" in markdown


def test_no_help_has_a_control_character() -> None:
    pages = {rule.id: help_page(rule) for rule in builtin()}
    assert "\na\\x00b\n" in pages["MED900"]
    assert [code for code, page in pages.items() if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)] == []


def test_long_texts_are_cut_at_a_sentence() -> None:
    rule = builtin().rules[0]
    many = rule._replace(page=Page("It matters very much. " * 80, (), ()))
    text = rule_object(Step(many, None))["fullDescription"]["text"]  # type: ignore[index]
    assert 1000 < len(text) <= 1024
    assert text.endswith("very much.")
    one = rule._replace(page=Page("x" * 2000, (), ()))
    text = rule_object(Step(one, None))["fullDescription"]["text"]  # type: ignore[index]
    assert len(text) == 1024
    assert text.endswith("x…")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("nobody is named", "Nobody is named."),
        ("Is it\n  so?", "Is it so?"),
        ("`author` is empty", "`author` is empty."),
        ("readingTime is not a number", "readingTime is not a number."),
        ("99 min read", "99 min read."),
        (" \n", ""),
    ],
)
def test_sentence(phrase: str, expected: str) -> None:
    assert sentence(phrase) == expected
