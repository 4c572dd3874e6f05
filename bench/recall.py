"""Measures how many faults rules find in texts that somebody wrote who had not seen them.

    python bench/recall.py [FILE ...] [--markdown] [--missed]

A FILE (all of `tests/blind/` by default) has one JSON object a line: `rule`, `bad` (the text breaks the rule,
or only looks as if), `text` in Markdown, `span` (the words at fault) and perhaps the `title` of the article
that the text stands in, or that it is a `whole` one. Prints, a rule: how many bad texts are found, and how
many others are reported. A finding counts anywhere in the text; for a rule that tells what is missing,
anywhere in the article. A bad text is also found by a sister rule, which says the same of other words.
"""

from __future__ import annotations

import argparse
import glob
import json
import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.plan import Plan

BLIND = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests", "blind")
BEFORE = """---
title: "{title}"
author: Dr Jane Roe, MBBS
date: 2026-03-01
---

# {title}

This page is about health and what people can do for it. Many people ask about it every year.

## What to know

"""
AFTER = """

## More on this subject

Read on if you want to know how the body works and what daily life may look like for people who live with it.
"""
OF_THE_ARTICLE = frozenset(("MED303", "MED307", "MED310", "MED315"))
"""Rules that may point at another place of the article than at the words that call for what is missing."""
SISTERS = {
    "MED105": "MED107",
    "MED202": "MED203",
    "MED401": "MED415",
    "MED415": "MED401",
    "MED506": "MED507",
    "MED507": "MED506",
}
"""What is missing, or of another kind; cures by treatments, and by foods; words about people."""


class Text(NamedTuple):
    """A text, the article it stands in, and where: `start` to `end`."""

    batch: str
    rule: str
    bad: bool
    article: str
    start: int
    end: int


class Score(NamedTuple):
    """What a rule finds of the texts of a batch."""

    bad: int
    found: int
    other: int
    reported: int


def main() -> None:
    """Run the bench from the command line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("files", nargs="*", metavar="FILE")
    options.add_argument("--markdown", action="store_true", help="the table of docs/accuracy-record.md")
    options.add_argument("--missed", action="store_true", help="each text that is judged wrongly as well")
    given = options.parse_args()
    texts = list(read(given.files or sorted(glob.glob(os.path.join(BLIND, "*.jsonl")))))
    if not texts:
        raise SystemExit("no texts found")
    plan = plan_for({text.rule for text in texts})
    told = [(text, is_told(text, plan)) for text in texts]
    print("\n".join(table(told) if given.markdown else lines(told)))
    if given.missed:
        for text, found in told:
            if found != text.bad:
                print("\n" + ("MISSED " if text.bad else "REPORTED ") + text.rule)
                print(text.article[text.start : text.end])


def read(files: list[str]) -> Iterator[Text]:
    """Yield the texts of files, each in its article."""
    for file in files:
        batch = os.path.basename(file).rpartition(".")[0].rpartition("-")[2]
        with open(file, encoding="utf-8") as stream:
            for line in stream:
                entry: dict[str, Any] = json.loads(line)
                if entry.get("whole"):
                    yield Text(batch, entry["rule"], entry["bad"], entry["text"], 0, len(entry["text"]))
                    continue
                title = (entry.get("title") or "Notes on health").replace('"', "'")
                before = BEFORE.replace("{title}", title)
                end = len(before) + len(entry["text"])
                article = before + entry["text"] + AFTER
                yield Text(batch, entry["rule"], entry["bad"], article, len(before), end)


def plan_for(rules: set[str]) -> Plan:
    """Return the plan of the rules that are on by default, and of some more."""
    config = finder(isolated=True, profile="core")(".")
    return plan_of(config, builtin(), Selection(extend_select=tuple(sorted(rules))))


def is_told(text: Text, plan: Plan) -> bool:
    """Tell whether the rule, or its sister, has a finding in the text."""
    report = lint_bytes("article.md", text.article.encode(), plan)
    rules = {text.rule, SISTERS.get(text.rule) if text.bad else None}
    return any(
        finding.rule in rules
        and (text.rule in OF_THE_ARTICLE or (finding.span.start < text.end and finding.span.end > text.start))
        for finding in report.findings
    )


def score(told: list[tuple[Text, bool]]) -> Score:
    """Count."""
    bad = [found for text, found in told if text.bad]
    other = [found for text, found in told if not text.bad]
    return Score(len(bad), sum(bad), len(other), sum(other))


def by_rule(told: list[tuple[Text, bool]]) -> Iterator[tuple[str, dict[str, Score]]]:
    """Yield rules, each with its scores by batch."""
    batches = sorted({text.batch for text, _ in told})
    for rule in sorted({text.rule for text, _ in told}):
        mine = [entry for entry in told if entry[0].rule == rule]
        yield rule, {batch: score([entry for entry in mine if entry[0].batch == batch]) for batch in batches}


def lines(told: list[tuple[Text, bool]]) -> Iterator[str]:
    """Yield a line a rule, and one for all."""
    for rule, scores in by_rule(told):
        parts = [f"{batch}: {_cell(each)}" for batch, each in scores.items()]
        yield f"{rule} {_name(rule):26} {'; '.join(parts)}"
    yield f"all: {_cell(score(told))}"


def _name(code: str) -> str:
    rule = builtin().find(code)
    return rule.name if rule is not None else ""


def _cell(each: Score) -> str:
    return f"{each.found} of {each.bad} found, {each.reported} of {each.other} others reported"


def table(told: list[tuple[Text, bool]]) -> Iterator[str]:
    """Yield the lines of the table in docs/accuracy-record.md."""
    batches = sorted({text.batch for text, _ in told})
    yield f"| Rule | {' | '.join(f'Batch {batch}' for batch in batches)} | Near misses reported |"
    yield f"| --- | {' | '.join('---:' for _ in batches)} | ---: |"
    total = [score([entry for entry in told if entry[0].batch == batch]) for batch in batches]
    rows = [(f"{rule} {_name(rule)}", list(scores.values())) for rule, scores in by_rule(told)]
    for name, scores in (*rows, ("All", total)):
        found = " | ".join(f"{each.found} of {each.bad}" for each in scores)
        others, reported = sum(each.other for each in scores), sum(each.reported for each in scores)
        yield f"| {name} | {found} | {reported} of {others} |"


if __name__ == "__main__":
    main()
