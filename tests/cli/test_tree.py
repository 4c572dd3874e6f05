"""`medlint tree`: the drawing, the facts under it, the JSON, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from running import Run

from medlint._places import folder
from medlint.report.screen import columns

ARTICLE = """\
---
title: Easing a stiff neck
author: Jane Roe
date: 2026-03-05
readTime: 4 min read
tags: [neck-pain, self-care]
---

A first word.

# Easing a stiff neck

Gentle movement helps.

## When to see a doctor

Call your doctor if the pain lasts for more than a week.

### At night

Sleep on your side.

## Disclaimer

This is general information and no substitute for medical advice. Ask your doctor.
"""
DRAWN = """\
a.md · Markdown · English · 47 words

section                     role               line  words
(before the first heading)                        9      3
Easing a stiff neck         title                11     32
├── When to see a doctor    professional-help    15     16
│   └── At night                                 19      4
└── Disclaimer              disclaimer           23     13
words: the text under a heading and its subheadings. The 47 words above count
the headings too.

says          line  where         what
title            2  front matter  Easing a stiff neck
author           3  front matter  Jane Roe (a person)
published        4  front matter  5 March 2026 (written 2026-03-05 in `date`)
reading time     5  front matter  4 minutes (written 4 min read in `readTime`)
tags             6  front matter  neck-pain, self-care
disclaimer      23  article       medical; says that it is general information;
                                  that it does not replace medical advice; to
                                  ask a health professional
help            15  article       "When to see a doctor": 1 sign, 1 action
"""
DUMP = """\
Easing a Stiff Neck

Published: 10/06/2025 Reading time: 4-6 min read By: Neck Care Team

Introduction

Gentle movement helps most people within a week, and rest is seldom needed for longer than a day.

When to Seek Professional Help

See a doctor if the pain lasts for more than a week or if your arm becomes weak.
"""


@pytest.fixture
def article(site: Path) -> str:
    (site / "a.md").write_text(ARTICLE)
    return "a.md"


def test_the_whole_drawing(run: Run, article: str) -> None:
    assert run("tree", article) == (0, DRAWN, "")


def test_without_colour_it_says_the_same(run: Run, article: str) -> None:
    import re

    colored = run("--color", "always", "tree", article).out
    assert "\x1b[1;36mdisclaimer\x1b[0m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == DRAWN


def test_guesses_are_marked_and_dates_read_two_ways(run: Run, site: Path) -> None:
    (site / "a.txt").write_text(DUMP)
    lines = run("tree", "a.txt").out.split("\n")
    assert lines[0].startswith("a.txt · plain text · English · ")
    rows = [line for line in lines if line.startswith(("Easing", "├", "└"))]
    assert [row[:40].rstrip().removesuffix("  ")[:36].split("*")[0] for row in rows] == [
        "Easing a Stiff Neck",
        "├── Introduction",
        "└── When to Seek Professional Help",
    ]
    assert all("*" in row for row in rows)
    assert "* No markup says so: medlint infers it from the look of the text." in lines
    said = {line.split("  ")[0]: line for line in lines}
    assert "10 June 2025, or 6 October 2025 (written" in said["published"]
    assert "4 to 6 minutes (written 4-6 min read" in said["reading time"]
    assert "Neck Care Team (a team or organisation)" in said["author"]
    assert "*" not in run("tree", "-", stdin=ARTICLE).out


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("author: admin", "admin (a placeholder)"),
        ("author: Jane Roe, RN", "Jane Roe, RN (a person with RN)"),
        ("writtenBy: Jane Roe", "Jane Roe (a person in `writtenBy`)"),
        ("date: 2026-02-31", "no such day (written 2026-02-31 in `date`)"),
        ("date: soon", "no date that can be read (written soon in `date`)"),
        ("reading_time: long", "no figure that can be read (written long)"),
        ("reading_time: 1", "1 minute (written 1)"),
        ("published: October 2025", "October 2025"),
        ("title: ''", "(empty)"),
    ],
)
def test_metadata_as_read(run: Run, front: str, told: str) -> None:
    out = run("tree", "-", stdin=f"---\n{front}\n---\n\nRest helps.\n", COLUMNS="100").out
    rows = [line for line in out.split("\n") if "front matter" in line]
    assert [row.partition("front matter  ")[2] for row in rows] == [told]


def test_what_was_not_found_is_said(run: Run) -> None:
    out = run("tree", "-", stdin="---\nauthor: Jane Roe\n---\n\nRest helps.\n").out
    missing = [line.split("  ")[0] for line in out.split("\n") if line.endswith("none found")]
    assert missing == ["date", "reading time", "tags", "disclaimer", "help"]


def test_disclaimers_that_are_none(run: Run) -> None:
    text = "# Sleep\n\nRest.\n\n## Disclaimer\n\nWe earn affiliate commissions from links on this page.\n"
    assert "not a medical one; about affiliate links" in run("tree", "-", stdin=text).out
    text = "# Sleep\n\nRest.\n\n## Medical disclaimer\n"
    assert "says nothing that a medical disclaimer must say" in run("tree", "-", stdin=text).out


@pytest.mark.parametrize("wide", [40, 60, 80, 100])
def test_fits_the_screen(run: Run, site: Path, wide: int) -> None:
    depth = "".join(f"<h{n % 6 + 1}>{'Long 健康 words ' * 40}\x1b</h{n % 6 + 1}><p>a</p>" for n in range(300))
    head = f'<meta name="author" content="{"Jane Roe " * 60}"><meta name="keywords" content="{"x" * 300}">'
    (site / "a.html").write_text(f"<html><head>{head}</head><body>{depth}</body></html>", encoding="utf-8")
    ended = run("tree", "a.html", COLUMNS=str(wide))
    assert ended.code == 0
    assert "\x1b" not in ended.out
    lines = ended.out.split("\n")
    assert len(lines) > 300
    assert max(map(columns, lines)) <= wide


def test_an_article_without_a_word(run: Run) -> None:
    assert run("tree", "-", stdin="---\ntags: [sleep]\n---\n").out.endswith("The article has no text.\n")


def test_json_is_the_article(run: Run, article: str) -> None:
    ended = run("tree", article, "--output-format", "json")
    data = json.loads(ended.out)
    schema = json.loads((Path(folder("schemas")) / "article.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["path"] == "a.md"
    assert data["sections"][0]["sections"][0]["role"] == "professional-help"
    assert data["metadata"]["published"] == "2026-03-05"


def test_stdin(run: Run) -> None:
    assert run("tree", "-", stdin=ARTICLE).out.startswith("<stdin> · Markdown")
    assert run("tree", "-", "--stdin-filename", "x.txt", stdin=ARTICLE).out.startswith("x.txt · plain text")
    for command in ("tree", "score"):
        ended = run(command, "a.md", "--stdin-filename", "x.txt")
        assert (ended.code, "give `-` as the path too" in ended.err) == (2, True)


@pytest.mark.parametrize("name", ["gone.md", ".", "nul.md"])
def test_what_cannot_be_read(run: Run, site: Path, name: str) -> None:
    (site / "nul.md").write_bytes(b"\0\0")
    ended = run("tree", name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"error: {name}: ")
    assert "internal" not in ended.err


def test_ascii_terminals(run: Run, article: str) -> None:
    ended = run("tree", article, PYTHONIOENCODING="ascii")
    assert "|-- When to see a doctor" in ended.out
