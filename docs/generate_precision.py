"""Makes docs/precision.md, how often each rule was right, and the table of it for the page of a rule."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from readings import (
    CORPUS,
    FEW,
    FOLDER,
    MET_EARLY,
    NEWEST,
    WEAK,
    WITH_ARGUABLE,
    Counts,
    Pool,
    Reading,
    pools,
    readings,
    reasons,
    total,
)
from weights import weight

from medlint.catalogue import builtin
from medlint.rule import Rule

SOURCE = (
    "<!-- Made from docs/readings.csv, docs/pools.toml and docs/read-with-care.toml by docs/generate.py:"
    " change it there. -->\n"
)
RECORD = os.path.join(FOLDER, "accuracy-record.md")
_BLIND = re.compile(r"^\| (MED\d+) [^|]+\|[^|]+\|[^|]+\| (\d+ of [1-9]\d*) \|", re.MULTILINE)
"""A line of the table that bench/recall.py makes: the rule, and what it finds of the last batch."""


class Judged(NamedTuple):
    """A rule, what was read of it on the newer pools, and on the newest of them."""

    rule: Rule
    counts: Counts
    newest: str
    newest_counts: Counts

    @property
    def link(self) -> str:
        """The rule as a table names it."""
        return f"[{self.rule.id}](rules/{self.rule.name}.md) {self.rule.name}"

    @property
    def weak(self) -> bool:
        """Whether it is on and was right or arguable too seldom."""
        on = weight(self.rule, "core") != "off"
        return on and self.counts.read >= FEW and self.counts.kept < WEAK


def judged() -> tuple[Judged, ...]:
    """Return all rules with what was read of them."""
    rows = [row for row in readings() if row.pages in NEWEST and not row.how]
    return tuple(_judge(rule, [row for row in rows if row.rule == rule.id]) for rule in builtin().rules)


def _judge(rule: Rule, rows: list[Reading]) -> Judged:
    read = [row for row in rows if row.counts.read]
    newest = max((row.pages for row in read), key=NEWEST.index, default="")
    return Judged(rule, total(read), newest, total(row for row in read if row.pages == newest))


def with_care() -> tuple[Judged, ...]:
    """Return the rules that are on though they were wrong too often on new pages, the weakest first."""
    return tuple(sorted((each for each in judged() if each.weak), key=lambda each: each.counts.kept))


def of_rule(rows: Iterable[Reading], told: Mapping[str, Pool]) -> Iterator[str]:
    """Yield the lines of a table of what was read of a rule."""
    yield from OF_RULE.strip().splitlines()
    yield ""
    yield "| Pages | Read | Right | Arguable | Wrong | After corrections | What was wrong, and notes |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for row in rows:
        counts = _counts(row.counts) if row.counts.read or row.pages == CORPUS else "– | – | – | –"
        title = told[row.pages].title
        name = f"*{title}*" if row.how else title
        yield f"| {name} | {counts} | {_then(row.counts)} | {_note(row, told[row.pages])} |"


def _counts(of: Counts) -> str:
    return f"{of.read} | {of.right} | {of.arguable} | {of.wrong}"


def _then(of: Counts) -> str:
    return f"{of.then_right} of {of.then_read}" if of.then_read else "–"


def _note(row: Reading, pages: Pool) -> str:
    searched = "searched for words, not read" if row.how else ""
    partly = "the right ones were not recorded by rule" if pages.counted and row.counts.read else ""
    note = row.note.replace("|", "\\|")
    return "; ".join(filter(None, (searched, partly, note.removeprefix("wrong: "))))


def page() -> str:
    """Return the page on how often each rule was right."""
    told, known = pools(), tuple(readings())
    shown = {key: pool for key, pool in told.items() if key not in MET_EARLY}
    counted = {key: _of_pool(key, pool, known) for key, pool in shown.items()}
    number = sum(pool.pages for pool in shown.values())
    read = sum(counts.read for counts in counted.values())
    before = list(shown)[: list(shown).index(WITH_ARGUABLE)]
    return "\n".join(
        (
            SOURCE,
            "# How often each rule is right",
            "",
            *INTRODUCTION.format(read=f"{read:,}", number=f"{number:,}").strip().splitlines(),
            "",
            "## Rules to read with care",
            "",
            *CARE.format(number=len(with_care()), weak=f"{WEAK:.0%}".replace("%", ""), few=FEW)
            .strip()
            .splitlines(),
            "",
            *_care_rows(),
            "",
            "## By rule",
            "",
            *BY_RULE.format(few=FEW).strip().splitlines(),
            "",
            *_rule_rows(),
            "## By pool",
            "",
            "### From the ninth pool on",
            "",
            "*Arguable* is a verdict of its own.",
            "",
            *_pool_rows({key: pool for key, pool in shown.items() if key not in before}, counted),
            "",
            "### Before",
            "",
            "What is arguable counted as right, mostly, so these cannot be compared with those above.",
            "",
            *_pool_rows({key: shown[key] for key in before}, counted),
            "",
            "## What they taught",
            "",
            *TAUGHT.strip().splitlines(),
            "",
        )
    )


def _of_pool(key: str, pool: Pool, known: Iterable[Reading]) -> Counts:
    return Counts(*pool.counted) if pool.counted else total(r for r in known if r.pages == key and not r.how)


def _pool_rows(shown: Mapping[str, Pool], counted: Mapping[str, Counts]) -> Iterator[str]:
    yield "| Set | What kind of pages | Pages | Publishers | Findings read | Right | Arguable | Wrong |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for key, pool in shown.items():
        size = f"{pool.pages:,} | {pool.publishers}"
        yield f"| {pool.title} | {pool.what} | {size} | {_counts(counted[key])} |"


def _care_rows() -> Iterator[str]:
    why = reasons()
    yield "| Rule | `core` | `nhs` | Read | Right | Arguable | Wrong | Newest pool | Why it stays on |"
    yield "| --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- |"
    for each in with_care():
        if each.rule.id not in why:
            raise ValueError(f"{each.rule.id}: docs/read-with-care.toml has to say why it stays on")
        cells = (each.link, *_weights(each.rule), *_shares(each.counts), _newest(each), why[each.rule.id])
        yield f"| {' | '.join(cells)} |"


def care_in_short() -> str:
    """Return the same list without the reasons."""
    lines = [
        "| Rule | `core` | `nhs` | Right | Arguable | Wrong | Of |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for each in with_care():
        read, *shares = _shares(each.counts)
        lines.append(f"| {' | '.join((each.link, *_weights(each.rule), *shares, read))} |")
    return "\n".join(lines)


def _rule_rows() -> Iterator[str]:
    found = blind()
    first: dict[str, str] = {}
    for each in judged():
        first.setdefault(each.rule.category, each.rule.id)
    ordered = sorted(judged(), key=lambda each: (first[each.rule.category], each.rule.id))
    for category, members in groupby(ordered, key=lambda each: each.rule.category):
        yield f"### {category.replace('-', ' ').capitalize()}"
        yield ""
        yield "| Rule | `core` | `nhs` | Read | Right | Arguable | Wrong | Newest pool | Blind texts found |"
        yield "| --- | --- | --- | ---: | ---: | ---: | ---: | --- | ---: |"
        for each in members:
            name = f"{each.link}: [with care](#rules-to-read-with-care)" if each.weak else each.link
            cells = (
                name,
                *_weights(each.rule),
                *_shares(each.counts),
                _newest(each),
                found.get(each.rule.id, "–"),
            )
            yield f"| {' | '.join(cells)} |"
        yield ""


def _weights(rule: Rule) -> tuple[str, str]:
    return weight(rule, "core"), weight(rule, "nhs")


def _shares(of: Counts) -> tuple[str, ...]:
    if of.read < FEW:
        return str(of.read), "too few", "", ""
    return str(of.read), *(
        f"{part / of.read:.0%}".replace("%", " %") for part in (of.right, of.arguable, of.wrong)
    )


def _newest(each: Judged) -> str:
    if not each.newest:
        return "–"
    of = each.newest_counts
    return f"{ordinal(each.newest)}: {of.right}/{of.arguable}/{of.wrong} of {of.read}"


def ordinal(key: str) -> str:
    """Return what a pool is called in a narrow column."""
    number = key.removeprefix("pool-")
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number, "th") if number.isdigit() else key


def blind() -> Mapping[str, str]:
    """Return what each rule finds of the last batch of texts written to test it, as the record has it."""
    with open(RECORD, encoding="utf-8") as stream:
        return dict(_BLIND.findall(stream.read()))


def taught() -> str:
    """Return what reading the findings on each set of pages taught."""
    parts: list[str] = []
    for key, pool in pools().items():
        if key in MET_EARLY:
            continue
        words = f", {pool.words} million words" if pool.words else ""
        size = f"{pool.pages:,} pages of {pool.publishers} publishers{words}"
        told = textwrap.fill(f"{size}: {pool.what}.", 120, break_on_hyphens=False, break_long_words=False)
        parts += [f"### {pool.title}", "", told, ""]
        parts += [*pool.learnt.strip().splitlines(), ""] if pool.learnt else []
    return "\n".join(parts).strip()


OF_RULE = """
All sets of pages, the oldest first; [precision.md](../precision.md) counts the fifth to the fourteenth pool
only. Where the name is in italics, all findings were searched for words that would make them wrong, and not
read.
"""
INTRODUCTION = """
On {number} pages of publishers that medlint had not met before, {read} findings were read. *Right* means
that what is said is true, and fits. *Arguable* is true by the letter, but many editors would let it stand.
All figures here are those before corrections: what the readings taught was corrected afterwards, pool by
pool, so today's rules should do better than these tables. How much better, nobody knows until they meet new
pages.

[How often it is right](accuracy.md) has the whole of it in two minutes, and [the
record](accuracy-record.md#what-each-pool-taught) what each pool taught. The figures of each rule on each
pool, before and after corrections, are on the rule's own page; they come from [readings.csv](readings.csv)
and [pools.toml](pools.toml).
"""
CARE = """
These {number} rules are on by default, and fewer than {weak} in 100 of their findings were right or
arguable ({few} or more read). Take what they say as a question, and have a person decide. Where one fails
builds wrongly, `[severity]` in the [configuration](configuration.md) makes it a warning or a note. The
newest pool is given as right/arguable/wrong of the findings read.
"""
BY_RULE = """
The fifth to the fourteenth pool together, up to 30 or 40 findings of each rule on each pool, from as many
publishers as have any (on the thirteenth all of some rules). With fewer than {few} readings there is no
share: *too few*. What is *off* in `core` runs only in profiles or where it is selected; some of these rules
are on trial, and some were wrong too often. *Newest pool*: right/arguable/wrong of the findings read there.
*Blind texts found*: how many faulty texts of the last batch the rule finds, written by people who had not
seen medlint ([the record](accuracy-record.md#texts-written-to-test-it) has all three batches).
"""
TAUGHT = """
- **New publishers bring new causes.** Corrections after the tenth pool took away nine in ten of what was
  wrong there, and moved the next pool not at all.
- **Some rules are weak.** The fourteenth pool was read for the rules that had been wrong most often: 63 in
  100 of their findings were right, 21 arguable, 16 wrong.
- **Pages that debunk are misread.** Of the findings about a claim itself, as many were wrong as not:
  critics name the detox in each paragraph and deny it in one.
- **Publishers who take care are reported wrongly more often** (9 in 100 errors and warnings, against 2 or
  3): where more is there, more is missed.
"""
