"""How often each rule speaks on a folder of articles, and what it says there.

`python bench/rates.py FOLDER` prints a line a rule: findings, articles with any, findings per 1,000 words.
`--rule CODE` prints each finding of a rule with the words around it, to be read and judged by a person;
`--every N` only each N-th. `--all` runs the rules too that are off by default. `--markdown` prints the table
of docs/accuracy-record.md: every rule that is on by default, how often it speaks, and how many of the
findings that were read were right (docs/readings.csv).
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterator

from medlint.catalogue import builtin
from medlint.cli.work import Work, lint
from medlint.config import Selection, finder, plan_of
from medlint.discover import discover
from medlint.finding import FileReport, Wanted

AROUND = 160
READ = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "readings.csv")


def main() -> int:
    """Print the table, or the findings of the rules that are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--rule", action="append", default=[], metavar="CODE")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--profile", default="core")
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    config = finder(isolated=True, profile=given.profile)(given.folder)
    select = ("ALL",) if given.all else tuple(given.rule)
    plan = plan_of(config, builtin(), Selection(select=select))
    found = discover([given.folder], lambda _: config, respect_gitignore=False)
    work = Work(tuple((article.path, 0) for article in found.articles), (plan,), (config.fail_on,))
    reports = [report for report in lint(work, Wanted(source=True)) if not report.error]
    if given.rule:
        for code in given.rule:
            show(reports, code.upper(), given.every)
    elif given.markdown:
        print("\n".join(precision(reports)))
    else:
        table(reports)
    return 0


def table(reports: list[FileReport]) -> None:
    """Print findings, articles and rate a rule."""
    words = sum(report.words for report in reports)
    print(f"{len(reports)} articles, {words:,} words\n")
    print("| Rule | Findings | Articles | Per 1,000 words |")
    print("| --- | ---: | ---: | ---: |")
    for rule in builtin():
        counts = [sum(finding.rule == rule.id for finding in report.findings) for report in reports]
        if sum(counts):
            rate = sum(counts) / words * 1000
            print(f"| {rule.id} {rule.name} | {sum(counts)} | {sum(map(bool, counts))} | {rate:.2f} |")


def precision(reports: list[FileReport]) -> Iterator[str]:
    """Yield the lines of a table of the default rules: rate, and what reading their findings came to."""
    with open(READ, encoding="utf-8", newline="") as stream:
        read = {row["rule"]: row for row in csv.DictReader(stream) if row["pages"] == "corpus"}
    words = sum(report.words for report in reports)
    yield "| Rule | Findings | Per 1,000 words | Read | Right | Precision |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for rule in builtin():
        if not rule.enabled:
            continue
        found = sum(finding.rule == rule.id for report in reports for finding in report.findings)
        row = read.get(rule.id)
        seen, right = (int(row["read"]), int(row["right"])) if row else (0, 0)
        share = f"{right / seen:.2f}" if seen else "–"
        counts = f"{seen} | {right}" if row else "– | –"
        yield f"| {rule.id} {rule.name} | {found} | {found / words * 1000:.2f} | {counts} | {share} |"


def show(reports: list[FileReport], code: str, every: int) -> None:
    """Print findings of one rule with the text around them."""
    number = 0
    for report in reports:
        for finding in report.findings:
            if finding.rule != code:
                continue
            number += 1
            if number % every or report.source is None:
                continue
            text, (start, end) = report.source.text, finding.span
            before = " ".join(text[max(0, start - AROUND) : start].split())
            after = " ".join(text[end : end + AROUND].split())
            marked = " ".join(text[start : min(end, start + AROUND)].split())
            print(f"{report.path}:{finding.start.line}: {finding.severity} {finding.message}")
            print(f"    {before} >>>{marked}<<< {after}\n")
    print(f"{code}: {number} findings", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
