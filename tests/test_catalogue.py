"""Rule files: valid, unique, lawful in their words; and the look-up of rules."""

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from medlint import resources
from medlint._places import LISTS, vocabulary
from medlint.catalogue import UnknownRuleError, builtin, profile, profile_names
from medlint.config import Selection, finder, plan_of
from medlint.resources import from_yaml
from medlint.rule import from_data

ROOT = Path(__file__).parents[1]
FILES = sorted(path for path in (ROOT / "rules").glob("[!_]*/*.yaml") if path.parent.name != "red-flags")
ALL = sorted((ROOT / "rules").glob("**/*.yaml"))
NAMES = [name for name in resources.names() if name != "pages"]
SCHEMA = json.loads((ROOT / "schemas" / "rule.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
VALID: dict[str, Any] = {
    "id": "MED999",
    "name": "example-rule",
    "summary": "Shows the form of a rule file.",
    "severity": "warning",
    "since": "0.1.0",
    "kind": "check",
    "params": {"check": "example.check"},
    "message": "'{match}' says nothing",
    "why": "A reader learns nothing from it.",
    "sources": [{"title": "A guideline, clause 1"}],
    "examples": [{"bad": "Text.", "at": "Text"}, {"good": "More text."}],
}


def read(path: Path) -> Any:
    return from_yaml.read_yaml(str(path))


def faults(data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert faults(VALID) == []


@pytest.mark.parametrize(
    "change",
    [
        {"id": "MED99"},
        {"name": "no-example"},
        {"name": "require-example"},
        {"name": "Example"},
        {"name": "example_rule"},
        {"severity": "fatal"},
        {"kind": "magic"},
        {"params": {}},
        {"sources": []},
        {"kind": "schema"},
        {"message": "Ends with a stop."},
        {"message": "x" * 101},
        {"messages": {"a": {"text": "two kinds of message"}}},
        {"sources": [{"url": "https://example.org"}]},
        {"sources": [{"title": "Title", "url": "example.org"}]},
        {"examples": [{"good": "Text."}, {"good": "More."}]},
        {"examples": [{"bad": "Text.", "at": "Text"}, {"bad": "More.", "at": "More"}]},
        {"examples": [{"bad": "Text."}, {"good": "More."}]},
        {"examples": [{"bad": "Text.", "at": "Text"}, {"good": "More.", "at": "More"}]},
        {"examples": [{"bad": "Text.", "at": "Text", "format": "docx"}, {"good": "More."}]},
        {"colour": "red"},
    ],
)
def test_schema_refuses(change: dict[str, Any]) -> None:
    assert faults(VALID | change)


def test_every_rule_about_articles_has_examples() -> None:
    without = {key: value for key, value in VALID.items() if key != "examples"}
    assert faults(without)
    assert faults(without | {"kind": "baseline", "params": {}}) == []


def test_schema_knows_every_kind() -> None:
    modules = (ROOT / "src/medlint/kinds").glob("[!_]*.py")
    kinds = {path.stem for path in modules if "\ndef check(" in path.read_text(encoding="utf-8")}
    assert {*kinds, "check", "suppression", "baseline"} == set(SCHEMA["properties"]["kind"]["enum"])


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_rule_file(path: Path) -> None:
    data = read(path)
    assert faults(data) == []
    assert data["name"] == path.stem
    rule = from_data(data, path.parent.name)
    assert len(rule.reason) <= 120, "the first sentence of `why` is too long to stand under a finding"
    for message in rule.messages.values():
        assert len(message.text) <= 100
        assert message.text[0] not in " \t"
        for said in (message.text, message.hint, *message.hints.values()):
            assert said.count("{") == len(re.findall(r"\{[a-z_]+\}", said)), "a place-holder is not {a_name}"
    for example in rule.examples:
        assert not example.variant or example.variant in rule.messages


def test_rules_are_where_the_catalogue_finds_them() -> None:
    assert {(path.parent.name, path.stem) for path in FILES} == {
        (rule.category, rule.name) for rule in builtin()
    }


def test_every_list_of_phrases_is_inserted_somewhere() -> None:
    said = "".join(str(read(path)) for path in ALL)
    shared = [name for words in LISTS for name in from_yaml.read_yaml(vocabulary(words))["en"]]
    own = [name for path in FILES for name in read(path).get("params", {}).get("lists", {})]
    assert [name for name in (*shared, *own) if f"{{{name}}}" not in said] == []


def test_codes_and_names_are_unique() -> None:
    for key in ("id", "name"):
        counted = Counter(getattr(rule, key) for rule in builtin())
        assert [value for value, count in counted.items() if count > 1] == []
    categories = {rule.category for rule in builtin()}
    assert not categories & {rule.name for rule in builtin()}, "a selector would mean two things"


def test_select_by_code_name_beginning_category_and_all() -> None:
    catalogue = builtin()
    if not catalogue.rules:
        pytest.skip("there are no rules yet")
    rule = catalogue.rules[0]
    assert catalogue.select(rule.id.lower()) == catalogue.select(rule.name.upper()) == {rule.id}
    assert rule.id in catalogue.select(rule.id[:4])
    assert rule.id in catalogue.select(rule.category)
    assert catalogue.select("all") == {each.id for each in catalogue}


def test_unknown_rule_names_the_nearest() -> None:
    catalogue = builtin()
    if not catalogue.rules:
        pytest.skip("there are no rules yet")
    rule = catalogue.rules[0]
    with pytest.raises(UnknownRuleError) as error:
        catalogue.select(rule.name + "x")
    assert rule.name in error.value.suggestions


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        # A letter too few shifts all that follow: only as a whole is the name the nearest one.
        ("disclamer-missing", "disclaimer-missing"),
        ("authr-missing", "author-missing"),
        ("medicaton-stop-advice", "medication-stop-advice"),
        ("saftey", "safety"),
        ("MED1O4", "MED104"),
        ("med1055", "MED105"),
    ],
)
def test_the_nearest_comes_first(slip: str, meant: str) -> None:
    with pytest.raises(UnknownRuleError) as error:
        builtin().select(slip)
    assert error.value.suggestions[0] == meant


@pytest.mark.parametrize("name", ["core", "nhs", "strict", "us"])
def test_profile_makes_a_plan(name: str) -> None:
    assert name in profile_names()
    assert profile(name) is not None
    config = finder(isolated=True, profile=name)(str(ROOT))
    plan = plan_of(config, builtin(), Selection())
    assert plan.rule_ids() <= {rule.id for rule in builtin()}


@pytest.mark.parametrize("name", NAMES)
def test_compiled_form_says_the_same(name: str) -> None:
    data = from_yaml.from_yaml(name)
    assert resources.from_bytes(resources.to_bytes(data)) == data
    assert resources.read_compiled(name) == data


def test_keys_are_not_taken_for_booleans_or_dates() -> None:
    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                assert isinstance(key, str), f"quote the key {key!r}"
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        else:
            assert value is None or isinstance(value, str | bytes | int | float | bool)

    for name in NAMES:
        walk(from_yaml.from_yaml(name))


def test_rule_files_have_no_stray_neighbours() -> None:
    for folder, _, names in os.walk(ROOT / "rules"):
        assert [name for name in names if not name.endswith((".yaml", ".md"))] == [], folder


@pytest.mark.parametrize("path", ALL, ids=[f"{path.parent.name}/{path.stem}" for path in ALL])
def test_both_yaml_loaders_read_a_file_alike(path):
    text = path.read_text(encoding="utf-8")
    if path.name == "tags.yaml":
        # The slow loader takes seconds for a thousand topics, one a line: every tenth shows the form.
        lines = text.splitlines(keepends=True)
        topics = [line for line in lines if re.fullmatch(r"    [\w-]+: \{.*\}\n", line)]
        text = "".join(line for line in lines if line not in topics or topics.index(line) % 10 == 0)
    fast = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    assert yaml.load(text, Loader=yaml.BaseLoader) == yaml.load(text, Loader=fast)


def test_strict_fails_on_what_core_warns_of() -> None:
    strict = plan_of(finder(isolated=True, profile="strict")(str(ROOT)), builtin())
    weights = {step.rule.id: step.severity or step.rule.severity for step in strict.steps}
    lenient = {rule.id for rule in builtin() if rule.enabled and rule.severity == "warning"} - {
        code for code, severity in weights.items() if severity == "error"
    }
    assert not lenient
