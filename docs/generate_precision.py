"""Makes docs/precision.md, how often each rule was right, and the table of it for the page of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from readings import CORPUS, MET_EARLY, NEWEST, Counts, Pool, Reading, pools, readings, total

from medlint.catalogue import builtin

SOURCE = "<!-- Made from docs/readings.csv and docs/pools.toml by docs/generate.py: change it there. -->\n"


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
    counts = _counts(
        Counts(*pool.counted)
        if pool.counted
        else total(row for row in known if row.pages == key and not row.how)
    )
    return f"| {pool.title} | {pool.pages:,} | {pool.publishers} | {counts} |"


def _rule_rows(known: tuple[Reading, ...]) -> Iterator[str]:
    for rule in builtin():
        if not rule.enabled:
            continue
        of = total(row for row in known if row.rule == rule.id and row.pages in NEWEST and not row.how)
        share = f"{(of.right + of.arguable) / of.read:.2f}" if of.read else "–"
        yield f"| [{rule.id}](rules/{rule.name}.md) {rule.name} | {_counts(of)} | {share} | {_then(of)} |"


OF_RULE = """
All sets of pages, the oldest first; [precision.md](../precision.md) counts the fifth to the fourteenth pool
only. Where the name is in italics, all findings were searched for words that would make them wrong, and not
read.
"""
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
All pools from the fifth to the fourteenth together, at first sight. Each rule was corrected after each pool,
so this looks back: its newest pool is on its own page.
"""
