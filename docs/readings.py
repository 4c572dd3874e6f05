"""What reading findings on real pages came to: docs/readings.csv, by the pages of docs/pools.toml."""

from __future__ import annotations

import csv
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from medlint.catalogue import builtin

FOLDER = os.path.dirname(os.path.abspath(__file__))
SOURCE = "<!-- Made from docs/readings.csv and docs/pools.toml by docs/generate.py: change it there. -->\n"
NEWEST = ("pool-5", "pool-6", "pool-7", "labelled", "pool-8", "pool-9", "pool-10", "pool-11")
"""The pools that each rule is judged by: pages of the kind that medlint is for, met late."""
CORPUS = "corpus"
MET_EARLY = (CORPUS, "further")
"""Pages on which nothing was read at first sight only."""
ENOUGH = 0.95


class Pool(NamedTuple):
    """A set of pages on which findings were read."""

    title: str
    what: str
    pages: int = 0
    publishers: int = 0
    words: float = 0
    """In millions; 0 if they were not counted."""
    learnt: str = ""
    """What reading them taught, in Markdown."""


class Reading(NamedTuple):
    """What one rule said on one set of pages, and how much of it was right at first sight."""

    rule: str
    pages: str
    how: str
    """"search" where all findings were searched for what might be wrong; else they were read."""
    found: int
    read: int
    right: int
    arguable: int
    then_read: int
    """How many were read after what was wrong had been mended, of the same pages or of more."""
    then_right: int
    note: str

    @property
    def wrong(self) -> int:
        """How many were wrong at first sight."""
        return self.read - self.right - self.arguable


class Sum(NamedTuple):
    """Counts of several readings."""

    read: int = 0
    right: int = 0
    arguable: int = 0
    then_read: int = 0
    then_right: int = 0

    @property
    def wrong(self) -> int:
        """How many were wrong at first sight."""
        return self.read - self.right - self.arguable


def pools(folder: str = FOLDER) -> Mapping[str, Pool]:
    """Return the sets of pages by their keys, in the order in which they were met."""
    with open(os.path.join(folder, "pools.toml"), "rb") as stream:
        return {key: Pool(**entry) for key, entry in tomllib.load(stream).items()}


def readings(folder: str = FOLDER) -> Iterator[Reading]:
    """Yield the lines of the file, by rule and in the order of the pools; an empty number counts as none."""
    counts = ("found", "read", "right", "arguable", "then_read", "then_right")
    with open(os.path.join(folder, "readings.csv"), encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            numbers = {name: int(row[name] or 0) for name in counts}
            yield Reading(rule=row["rule"], pages=row["pages"], how=row["how"], note=row["note"], **numbers)


def total(chosen: Iterable[Reading]) -> Sum:
    """Return the counts of some readings together."""
    rows = tuple(chosen)
    return Sum(*(sum(getattr(row, name) for row in rows) for name in Sum._fields))


def of_rule(rows: Iterable[Reading], told: Mapping[str, Pool]) -> Iterator[str]:
    """Yield the lines of a table of what was read of a rule."""
    yield "| Pages | Read | Right | Arguable | Wrong | After corrections | What was wrong, and notes |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for row in rows:
        counts = _counts(row) if row.read or row.pages == CORPUS else "– | – | – | –"
        yield f"| {told[row.pages].title} | {counts} | {_then(row)} | {_note(row)} |"


def _counts(row: Reading | Sum) -> str:
    return f"{row.read} | {row.right} | {row.arguable} | {row.wrong}"


def _then(row: Reading | Sum) -> str:
    return f"{row.then_right} of {row.then_read}" if row.then_read else "–"


def _note(row: Reading) -> str:
    searched = "searched for words, not read" if row.how else ""
    note = row.note.replace("|", "\\|")
    return "; ".join(filter(None, (searched, note.removeprefix("wrong: "))))


def page() -> str:
    """Return the page on how often each rule was right."""
    told, known = pools(), tuple(readings())
    head = [
        SOURCE,
        "# How often each rule is right",
        "",
        *INTRODUCTION.strip().splitlines(),
        "",
        "## By pool",
        "",
        "| Pages | Number | Publishers | Findings read | Right | Arguable | Wrong |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_pool_row(key, pool, known) for key, pool in told.items() if key not in MET_EARLY),
        "",
        "## By rule",
        "",
        *BY_RULE.strip().splitlines(),
        "",
        "| Rule | Read | Right | Arguable | Wrong | Right or arguable | After corrections |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *_rule_rows(known),
        "",
        "## What each pool taught",
        "",
    ]
    for key, pool in told.items():
        if key in MET_EARLY:
            continue
        words = f", {pool.words} million words" if pool.words else ""
        size = f"{pool.pages:,} pages of {pool.publishers} publishers{words}"
        head += [f"### {pool.title}", "", f"{size}: {pool.what}.", ""]
        head += [*pool.learnt.strip().splitlines(), ""] if pool.learnt else []
    return "\n".join(head)


def _pool_row(key: str, pool: Pool, known: Iterable[Reading]) -> str:
    counts = _counts(total(row for row in known if row.pages == key and not row.how))
    return f"| {pool.title} | {pool.pages:,} | {pool.publishers} | {counts} |"


def _rule_rows(known: tuple[Reading, ...]) -> Iterator[str]:
    for rule in builtin():
        if not rule.enabled:
            continue
        of = total(row for row in known if row.rule == rule.id and row.pages in NEWEST and not row.how)
        share = f"{(of.right + of.arguable) / of.read:.2f}" if of.read else "–"
        yield f"| [{rule.id}](rules/{rule.name}.md) {rule.name} | {_counts(of)} | {share} | {_then(of)} |"


INTRODUCTION = """
Findings were read on real pages of publishers that medlint had not met before, *at first sight*: before
anything was corrected. Then what they taught was corrected, and what was left was read again. So the
figures at first sight tell what to expect on a page of a new publisher, and those after corrections are at
best what can be reached, because they were measured on the pages that taught the corrections.

Up to 30 or 40 findings of each rule were read on each pool, drawn from as many publishers as have any. One
reader judged most pools, knowing the rules. *Arguable* has been a verdict of its own since the ninth pool:
true by the letter, but many editors would let it stand; after corrections it counts as right. Rules that
report something as missing were also searched in full on some pools, for what might have been there; those
counts are on the rules' own pages. The record is [readings.csv](readings.csv) and [pools.toml](pools.toml).
"""
BY_RULE = """
All pools from the fifth to the eleventh together, at first sight. Each rule was corrected after each pool, so
this looks back: its newest pool is on its own page.
"""
