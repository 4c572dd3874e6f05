"""Schemas of a site's own: what they find, in which words, and exactly where."""

import json
from pathlib import Path
from typing import Any

import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import FileReport
from medlint.plan import make_plan
from medlint.settings import Settings

ARTICLE = """\
---
title: Stretching a stiff hip
author:
  name: Ida Noor
  role: physiotherapist
date: 2026-03-01
status: pubished
audience: [adults]
weight: 12
notes: ""
---
# Stretching a stiff hip

A short introduction.

## When to see a doctor

See a doctor if the pain wakes you up at night, or if you cannot stand on the leg.

## Step-by-step guide

1. Lie down.
2. Pull the knee up.
"""


def lint(schema: dict[str, Any], folder: Path, text: str = ARTICLE, pattern: str = "*.md") -> FileReport:
    path = folder / "site.schema.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    settings = Settings(schemas=((pattern, str(path)),), root=str(folder), today="2026-06-01")
    plan = make_plan(builtin(), settings, select=("MED118", "MED201"))
    return lint_bytes(str(folder / "article.md"), text.encode(), plan)


def front(**properties: Any) -> dict[str, Any]:
    return {"properties": {"front_matter": {"properties": properties}}}


HELP = {"properties": {"role": {"const": "professional-help"}}, "required": ["role"]}
STEPS_FIRST = {
    "properties": {
        "outline": {
            "items": {
                "if": HELP,
                "then": {"properties": {"after": {"contains": {"const": "steps"}}}},
            }
        }
    }
}
HELP_LAST = {
    "properties": {
        "outline": {
            "items": {
                "if": {"properties": {"role": {"const": "steps"}}, "required": ["role"]},
                "then": {"properties": {"after": {"not": {"contains": {"const": "professional-help"}}}}},
            }
        }
    }
}
ROLE = {"properties": {"role": {"const": "key-points"}}, "required": ["role"]}
CASES: dict[str, tuple[dict[str, Any], str, str, str, str]] = {
    "order": (
        STEPS_FIRST,
        "MED118",
        "## When to see a doctor",
        "a section with the role `steps` must come before this section",
        "Move or add a section with the role `steps` above it.",
    ),
    "order-not": (
        HELP_LAST,
        "MED118",
        "## Step-by-step guide",
        "a section with the role `professional-help` must not come before this section",
        "Move a section with the role `professional-help` below it.",
    ),
    "required-key": (
        {"properties": {"front_matter": {"required": ["title", "reviewer"]}}},
        "MED201",
        "---",
        "the front matter does not state `reviewer`",
        "Add `reviewer`.",
    ),
    "required-described": (
        {
            "properties": {
                "front_matter": {
                    "required": ["reviewer"],
                    "properties": {"reviewer": {"description": "Name who checked the article."}},
                }
            }
        },
        "MED201",
        "---",
        "the front matter does not state `reviewer`",
        "Name who checked the article.",
    ),
    "required-nested": (
        front(author={"required": ["orcid"]}),
        "MED201",
        "author",
        "`author` does not state `orcid`",
        "Add `orcid`.",
    ),
    "required-metadata": (
        {"properties": {"metadata": {"required": ["title", "description"]}}},
        "MED201",
        "---",
        "the article does not state `description`",
        "Add `description`.",
    ),
    "dependent": (
        {"properties": {"front_matter": {"dependentRequired": {"status": ["owner"]}}}},
        "MED201",
        "---",
        "the front matter states `status`, but not `owner`",
        "Add `owner`.",
    ),
    "enum": (
        front(status={"enum": ["Draft", "Published"]}),
        "MED201",
        "pubished",
        "`status` is 'pubished', which is not one of the values allowed",
        "Did you mean 'Published'?",
    ),
    "enum-far": (
        front(weight={"enum": [1, 2, None, True]}),
        "MED201",
        "12",
        "`weight` is 12, which is not one of the values allowed",
        "Choose one of: 1, 2, nothing, true.",
    ),
    "const": (
        front(status={"const": "published"}),
        "MED201",
        "pubished",
        "`status` is 'pubished', but must be 'published'",
        "Write 'published'.",
    ),
    "pattern": (
        front(date={"pattern": "^2025-"}),
        "MED201",
        "2026-03-01",
        "`date` is '2026-03-01', which does not have the form asked for",
        "It must match `^2025-`.",
    ),
    "format": (
        front(status={"format": "date"}),
        "MED201",
        "pubished",
        "`status` is 'pubished', which is not a valid date",
        "Write a valid date.",
    ),
    "type": (
        front(weight={"type": ["string", "null"]}),
        "MED201",
        "12",
        "`weight` is 12, but must be text or nothing",
        "Write text or nothing.",
    ),
    "type-list": (
        front(audience={"type": "string"}),
        "MED201",
        "[adults]",
        "`audience` is a list, but must be text",
        "Write text.",
    ),
    "contains": (
        {"properties": {"outline": {"contains": ROLE}}},
        "MED118",
        "# Stretching a stiff hip",
        "the article has no section with the role `key-points`",
        "Add a section with the role `key-points`.",
    ),
    "contains-value": (
        front(audience={"contains": {"const": "children"}}),
        "MED201",
        "audience",
        "`audience` has no entry 'children'",
        "Add an entry 'children'.",
    ),
    "min-items": (
        front(audience={"minItems": 2}),
        "MED201",
        "audience",
        "`audience` has 1 entry, fewer than 2",
        "The least is 2.",
    ),
    "min-sections": (
        {"properties": {"outline": {"minItems": 4}}},
        "MED118",
        "# Stretching a stiff hip",
        "the list of sections has 3 entries, fewer than 4",
        "The least is 4.",
    ),
    "max-contains": (
        {
            "properties": {
                "outline": {"contains": {"required": ["role"], "description": "a part"}, "maxContains": 2}
            }
        },
        "MED118",
        "# Stretching a stiff hip",
        "the article has more than 2 times a part",
        "The limit is 2.",
    ),
    "minimum": (
        front(weight={"maximum": 10}),
        "MED201",
        "12",
        "`weight` is 12, more than 10",
        "The most is 10.",
    ),
    "min-length": (
        front(notes={"minLength": 5}),
        "MED201",
        "notes",
        "`notes` has 0 characters, fewer than 5",
        "The least is 5.",
    ),
    "section-words": (
        {
            "properties": {
                "outline": {"items": {"if": HELP, "then": {"properties": {"words": {"minimum": 40}}}}}
            }
        },
        "MED118",
        "## When to see a doctor",
        "the number of words of this section is 19, less than 40",
        "The least is 40.",
    ),
    "article-words": (
        {"properties": {"words": {"minimum": 300}}},
        "MED118",
        "# Stretching a stiff hip",
        "the number of words is 39, less than 300",
        "The least is 300.",
    ),
    "extra-key": (
        {
            "properties": {
                "front_matter": {
                    "properties": {
                        key: {} for key in ["title", "author", "date", "state", "audience", "notes"]
                    },
                    "patternProperties": {"^wei": {}},
                    "additionalProperties": False,
                }
            }
        },
        "MED201",
        "status",
        "`status` is not a key of the front matter",
        "Did you mean `state`?",
    ),
    "false": (front(weight=False), "MED201", "weight", "`weight` must not be stated", "Remove it."),
    "not-required": (
        {"properties": {"front_matter": {"not": {"required": ["weight"]}}}},
        "MED201",
        "---",
        "the front matter must not state `weight`",
        "Remove it.",
    ),
    "if-then": (
        {
            "properties": {
                "front_matter": {
                    "if": {"properties": {"weight": {"minimum": 10}}},
                    "then": {"required": ["sponsor"]},
                }
            }
        },
        "MED201",
        "---",
        "the front matter does not state `sponsor`",
        "Add `sponsor`.",
    ),
    "own-words": (
        front(
            status={
                "enum": ["draft"],
                "x-medlint": {"enum": {"message": "'{value}' is no stage", "hint": "Ask the desk."}},
            }
        ),
        "MED201",
        "pubished",
        "'pubished' is no stage",
        "Ask the desk.",
    ),
    "own-rule": (
        {
            "properties": {
                "outline": {
                    "contains": ROLE,
                    "x-medlint": {"*": {"rule": "front-matter-schema", "message": "no key points"}},
                }
            }
        },
        "MED201",
        "# Stretching a stiff hip",
        "no key points",
        "Add a section with the role `key-points`.",
    ),
    "built-in-parts": (
        front(date={"$ref": "article.schema.json#/$defs/line"}),
        "MED201",
        "2026-03-01",
        "`date` is '2026-03-01', but must be a whole number",
        "Write a whole number.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_failure_is_one_finding_at_its_place(name: str, tmp_path: Path) -> None:
    schema, rule, at, message, hint = CASES[name]
    (finding,) = lint(schema, tmp_path).findings
    assert (finding.rule, finding.message, finding.hint) == (rule, message, hint)
    assert ARTICLE[slice(*finding.span)] == at
    assert finding.span.start == ARTICLE.index(at)


def test_each_missing_and_each_extra_key_is_told(tmp_path: Path) -> None:
    schema = {
        "properties": {
            "front_matter": {
                "required": ["reviewer", "title", "owner"],
                "properties": {key: {} for key in ["title", "author", "date", "audience"]},
                "additionalProperties": False,
            }
        }
    }
    found = lint(schema, tmp_path).findings
    assert [(ARTICLE[slice(*finding.span)], finding.message) for finding in found] == [
        ("---", "the front matter does not state `owner`"),
        ("---", "the front matter does not state `reviewer`"),
        ("status", "`status` is not a key of the front matter"),
        ("weight", "`weight` is not a key of the front matter"),
        ("notes", "`notes` is not a key of the front matter"),
    ]


def test_an_article_that_fits_gives_nothing(tmp_path: Path) -> None:
    text = ARTICLE.replace("pubished", "published")
    steps, help_section = text.index("## Step"), text.index("## When")
    text = text[:help_section] + text[steps:] + "\n" + text[help_section:steps]
    schema = {"allOf": [STEPS_FIRST, HELP_LAST, front(status={"enum": ["published"]})]}
    assert lint(schema, tmp_path, text).findings == ()


def test_without_front_matter_the_whole_is_missing(tmp_path: Path) -> None:
    (finding,) = lint({"required": ["front_matter"]}, tmp_path, "# Colds\n\nRest.\n").findings
    assert (finding.rule, finding.message) == ("MED118", "the article has no front matter")
    assert finding.span == (0, len("# Colds"))


def test_a_failure_in_metadata_is_told_once_and_by_one_rule(tmp_path: Path) -> None:
    plan = make_plan(builtin(), Settings(today="2026-06-01"), select=("ALL",))
    report = lint_bytes("a.md", b"---\ntitle: Colds\nreading_time: soon\n---\nRest.\n", plan)
    found = [f.rule for f in report.findings if f.message == "the reading time 'soon' holds no number"]
    assert found == ["MED201"]


def test_a_schema_holds_for_its_files_only(tmp_path: Path) -> None:
    assert lint(CASES["enum"][0], tmp_path, pattern="guides/").findings == ()
    assert len(lint(CASES["enum"][0], tmp_path, pattern="/*.md").findings) == 1
