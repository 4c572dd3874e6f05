"""What reading findings on real pages came to: docs/readings.csv, by the pages of docs/pools.toml."""

from __future__ import annotations

import csv
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

FOLDER = os.path.dirname(os.path.abspath(__file__))
NEWEST = (
    "pool-5",
    "pool-6",
    "pool-7",
    "labelled",
    "pool-8",
    "pool-9",
    "pool-10",
    "pool-11",
    "pool-12",
    "pool-13",
    "pool-14",
)
"""The pools that each rule is judged by: pages of the kind that medlint is for, met late."""
WITH_ARGUABLE = "pool-9"
"""The pool from which on *arguable* is a verdict of its own."""
FEW = 10
"""With fewer readings, a share says nothing of a rule."""
WEAK = 0.8
"""A rule with a lower share of findings that are right or arguable is to be read with care."""
CORPUS = "corpus"
MET_EARLY = (CORPUS, "further")
"""Pages on which nothing was read at first sight only."""


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
    counted: Sequence[int] = ()
    """Read, right and arguable of all rules together, where only what was not right is told by rule."""


class Counts(NamedTuple):
    """How many findings were read at first sight, and how many of them were right or arguable."""

    read: int = 0
    right: int = 0
    arguable: int = 0
    then_read: int = 0
    """How many were read after what was wrong had been mended, of the same pages or of more."""
    then_right: int = 0

    @property
    def wrong(self) -> int:
        """How many were wrong at first sight."""
        return self.read - self.right - self.arguable

    @property
    def kept(self) -> float:
        """The share that was right or arguable at first sight."""
        return (self.right + self.arguable) / self.read if self.read else 0.0


class Reading(NamedTuple):
    """What one rule said on one set of pages."""

    rule: str
    pages: str
    how: str
    """"search" where all findings were searched for what might be wrong; else they were read."""
    counts: Counts
    note: str


def pools() -> Mapping[str, Pool]:
    """Return the sets of pages by their keys, in the order in which they were met."""
    with open(os.path.join(FOLDER, "pools.toml"), "rb") as stream:
        return {key: Pool(**entry) for key, entry in tomllib.load(stream).items()}


def readings() -> Iterator[Reading]:
    """Yield the lines of the file, by rule and in the order of the pools; an empty number counts as none."""
    with open(os.path.join(FOLDER, "readings.csv"), encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            counts = Counts(*(int(row[name] or 0) for name in Counts._fields))
            yield Reading(row["rule"], row["pages"], row["how"], counts, row["note"])


def reasons() -> Mapping[str, str]:
    """Return why rules that are to be read with care stay on, by their codes."""
    with open(os.path.join(FOLDER, "read-with-care.toml"), "rb") as stream:
        return {key: str(entry) for key, entry in tomllib.load(stream).items()}


def total(chosen: Iterable[Reading]) -> Counts:
    """Return the counts of some readings together."""
    return Counts(*map(sum, zip(*(row.counts for row in chosen), strict=True)))
