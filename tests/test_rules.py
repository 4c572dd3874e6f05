"""Every example of every rule, through the whole engine with only that rule on."""

import json
from pathlib import Path
from typing import Any

import pytest

from medlint.catalogue import builtin
from medlint.config import Config, Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.plan import Plan
from medlint.resources.from_yaml import from_yaml
from medlint.rule import Example, Rule
from medlint.source import Source

TODAY = "2026-06-01"
DATA = from_yaml("pages")
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}-{'good' if example.at is None else 'bad'}")
    for rule in builtin()
    for number, example in enumerate(rule.examples, 1)
]
FIXED = [case for case in CASES if case.values[1].fixed is not None]
SHOWN = [case for case in CASES if case.values[1].at is None and case.values[1].shown]
SAFETY = tuple(
    rule.id
    for rule in builtin()
    if "MED301" <= rule.id <= "MED322" or "MED401" <= rule.id <= "MED418" or rule.id == "MED330"
)
NOT_ASKED = {
    "MED302": "a few lines of an article name a sign or two, not all that a topic has",
    "MED407": "the figures of an example are made up, so they have no source",
}
ASKED = frozenset(SAFETY) - NOT_ASKED.keys()
EXCEPTED = {("MED229", "MED308"): "ten digits like those of an NHS number have to look like a phone number"}


def toml(value: Any) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def plan_for(rule: Rule, example: Example, folder: Path, more: tuple[str, ...] = ()) -> Plan:
    """Return the plan with the example's settings that runs this rule, those it selects besides, and more."""
    settings = {"today": TODAY, **example.settings}
    also = tuple(DATA[rule.id]["examples"][rule.examples.index(example)].get("select", ()))
    config = folder / "medlint.toml"
    lines = [f"{json.dumps(key)} = {toml(value)}\n" for key, value in settings.items()]
    config.write_text("".join(lines), encoding="utf-8")
    found: Config = finder(config=str(config))(str(folder))
    return plan_of(found, builtin(), Selection(select=(rule.id, *also, *more)))


def findings(rule: Rule, example: Example, text: str, folder: Path) -> list[Finding]:
    name = f"article.{example.format}"
    report = lint_bytes(name, text.encode(), plan_for(rule, example, folder))
    assert not report.error
    return [finding for finding in report.findings if finding.rule == rule.id]


def nth(text: str, part: str, number: int) -> int:
    at = -1
    for _ in range(number):
        at = text.find(part, at + 1)
        assert at >= 0, f"{part!r} does not stand {number} times in the example"
    return at


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example, tmp_path: Path) -> None:
    found = findings(rule, example, example.text, tmp_path)
    if example.at is None:
        assert [(finding.message, example.text[slice(*finding.span)]) for finding in found] == []
        return
    source = Source("", example.text)
    assert [source.text[slice(*finding.span)] for finding in found] == [example.at]
    (finding,) = found
    if example.at:
        assert finding.span.start == nth(source.text, example.at, example.nth)
    for said in (finding.message, finding.hint, *(note.message for note in finding.related)):
        assert "{" not in said
        assert "}" not in said
    assert finding.message
    if not example.variant:
        assert len(rule.messages) == 1, "say which of the messages is meant"
    else:
        expected = rule.messages[example.variant].text
        fixed_parts = [part.partition("}")[2] for part in ("}" + expected).split("{")]
        at = 0
        for part in fixed_parts:
            at = finding.message.find(part, at)
            assert at >= 0, f"{finding.message!r} is not {expected!r}"
            at += len(part)


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_fix(rule: Rule, example: Example, tmp_path: Path) -> None:
    (finding,) = findings(rule, example, example.text, tmp_path)
    assert finding.fix is not None
    edits = tuple((edit.span, edit.text) for edit in finding.fix.edits)
    fixed = Source("", example.text).encode(edits).decode()
    assert fixed == example.fixed
    assert findings(rule, example, fixed, tmp_path) == []


@pytest.mark.parametrize(("rule", "example"), SHOWN)
def test_what_is_shown_as_right_is_safe(rule: Rule, example: Example, tmp_path: Path) -> None:
    """A writer copies what `explain` prints as right: no rule on safety or on claims may object to it."""
    plan = plan_for(rule, example, tmp_path, SAFETY)
    report = lint_bytes(f"article.{example.format}", example.text.encode(), plan)
    unsafe = [
        (finding.rule, finding.message)
        for finding in report.findings
        if finding.rule in ASKED and (rule.id, finding.rule) not in EXCEPTED
    ]
    assert unsafe == []


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in builtin()])
def test_every_message_is_shown_by_an_example(rule: Rule) -> None:
    if rule.kind == "baseline":
        pytest.skip("no article breaks it; tests/test_baseline.py has each message")
    if rule.kind in ("problem", "schema", "metadata"):
        pytest.skip("bytes and broken files do not fit in an example; the parsers' tests have them")
    shown = {example.variant for example in rule.examples if example.at is not None}
    if len(rule.messages) == 1:
        shown.add(next(iter(rule.messages)))
    assert set(rule.messages) <= shown, "a way to break the rule has no example"
