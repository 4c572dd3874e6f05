"""Measures medlint against hand labels: precision, recall and every disagreement.

    python bench/accuracy.py FOLDER [--all] [--by format|publisher|language] [--quiet | --markdown]

Prints a table, the right answers by format, and each disagreement with its file and line.

FOLDER holds `labels.csv` and the articles, in it or in `articles/`. Columns used: file, lang,
label_depth, is_health_article, has_disclaimer (none, present-weak, present-adequate), disclaimer_line,
has_help_section (none, inline-only, section), help_line, author_kind (none, person,
person+credentials, organisation), has_reviewer, published, updated, stated_reading_min, body_words. By
default only fully labelled health articles count. The publisher is a column of that name, or what stands
before `--` in the name of the file. F1 is given twice: over all articles, where a publisher with many of
them counts for much, and as the mean over publishers of which any article has what is asked for, or is
said to (macro).
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections.abc import Iterator
from typing import NamedTuple

from medlint.checks.disclaimer import best
from medlint.document import Byline, Document
from medlint.metrics import count_words
from medlint.parse import parse
from medlint.parse.dates import read_date
from medlint.parse.minutes import read_minutes
from medlint.parse.wording import judged_languages
from medlint.settings import Settings

NOTHING = ("False", "-")
"""What stands for "it has none" on either side."""
CLOSE = 0.05


class Group(NamedTuple):
    """What an article belongs to."""

    format: str
    publisher: str
    language: str


class Answer(NamedTuple):
    """One question about one article: what the label says, what medlint says, and where."""

    criterion: str
    file: str
    expected: str
    found: str
    line: str
    group: Group = Group("", "", "")


def main() -> None:
    """Run the bench from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder")
    options.add_argument("--all", action="store_true", help="skimmed labels too")
    options.add_argument("--quiet", action="store_true", help="only the table")
    options.add_argument(
        "--markdown", action="store_true", help="only the table, as docs/accuracy-record.md has it"
    )
    options.add_argument("--by", choices=Group._fields, help="the share of right answers a group instead")
    arguments = options.parse_args()
    answers: list[Answer] = []
    words: list[tuple[float, str]] = []
    slowest = (0.0, "")
    for label in _labels(arguments.folder, everything=arguments.all):
        path = _path(arguments.folder, label["file"])
        with open(path, "rb") as stream:
            data = stream.read()
        started = time.perf_counter()
        document = parse(path, data, Settings())
        slowest = max(slowest, (time.perf_counter() - started, label["file"]))
        group = _group(label, document)
        answers += (answer._replace(group=group) for answer in _answers(label, document))
        if label.get("body_words", "").isdigit() and int(label["body_words"]):
            wanted = int(label["body_words"])
            words.append(((count_words(document) - wanted) / wanted, label["file"]))
    if not answers:
        raise SystemExit("no labelled articles found")
    if arguments.by:
        print("\n".join(_by(answers, arguments.by)))
    elif arguments.markdown:
        print("\n".join((*_markdown(answers), "", *_about_words(words, named=False))))
    else:
        _print_table(answers)
        print(
            "",
            *_about_words(words, named=True),
            f"slowest file: {slowest[1]}, {slowest[0]:.2f} s",
            "",
            sep="\n",
        )
        print("\n".join(_by(answers, "format")))
        if not arguments.quiet:
            _print_disagreements(answers)


def _group(label: dict[str, str], document: Document) -> Group:
    publisher = label.get("publisher") or label["file"].rpartition("/")[2].partition("--")[0]
    return Group(document.format, publisher, label["lang"])


def _labels(folder: str, *, everything: bool) -> Iterator[dict[str, str]]:
    with open(os.path.join(folder, "labels.csv"), encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["is_health_article"] == "y" and (everything or row["label_depth"] == "full"):
                yield row


def _path(folder: str, name: str) -> str:
    inside = os.path.join(folder, "articles", name)
    return inside if os.path.exists(inside) else os.path.join(folder, name)


def _answers(label: dict[str, str], document: Document) -> Iterator[Answer]:
    def answer(criterion: str, expected: object, found: object, line: str = "") -> Answer:
        return Answer(criterion, label["file"], str(expected), str(found), line)

    if label["lang"] in judged_languages():
        yield from _wording_answers(label, document)
    yield answer("language", label["lang"], document.language or "-", "1")
    kind = label["author_kind"]
    authors = [b for b in document.bylines if b.role == "author" and b.kind != "placeholder"]
    line = str(_line(document, authors[0].span.start)) if authors else label.get("author_line") or "1"
    yield answer("author present", kind != "none", bool(authors), line)
    person = any(author.kind == "person" for author in authors)
    yield answer("author is a person", kind.startswith("person"), person, line)
    yield answer("author kind", kind.replace("none", "-"), _author_kind(document, authors), line)
    reviewers = [b for b in document.bylines if b.role == "reviewer" and b.kind == "person"]
    line = str(_line(document, reviewers[0].span.start)) if reviewers else "1"
    yield answer("reviewer named", label["has_reviewer"] == "y", bool(reviewers), line)
    for field in ("published", "updated"):
        fields = (field, "reviewed") if field == "updated" else (field,)
        values = [value for name in fields for value in document.field(name) if value.text]
        dates = [_iso(value.text) for value in values]
        right = label[field] in dates if label[field] else not dates
        wanted = label[field] or "-"
        found = wanted if right else ", ".join(dates) or "-"
        yield answer(field, wanted, found, str(_line(document, values[0].span.start)) if values else "1")
    times = document.field("reading-time")
    stated = [read_minutes(value.text) for value in times]
    minutes = {str(entry.high) for entry in stated if entry} | {str(entry.low) for entry in stated if entry}
    expected = label["stated_reading_min"] if label["stated_reading_min"] != "none" else ""
    right = expected in minutes if expected else not minutes
    found = expected or "-" if right else ", ".join(sorted(minutes)) or "-"
    line = str(_line(document, times[0].span.start)) if times else "1"
    yield answer("reading time", expected or "-", found, line)
    if label.get("body_words", "").isdigit() and int(label["body_words"]):
        told, counted = int(label["body_words"]), count_words(document)
        close = abs(counted - told) <= CLOSE * told
        yield answer("words within 5 %", told, told if close else counted, "1")


def _author_kind(document: Document, authors: list[Byline]) -> str:
    people = [author for author in authors if author.kind == "person"]
    if people:
        credited = any(author.credentials for author in people) or bool(document.field("credentials"))
        return "person+credentials" if credited else "person"
    return "organisation" if authors else "-"


def _wording_answers(label: dict[str, str], document: Document) -> Iterator[Answer]:
    disclaimer = best(document, Settings())
    line = str(_line(document, disclaimer.span.start)) if disclaimer else label.get("disclaimer_line") or "1"
    has = disclaimer.components.keys() if disclaimer else ()
    file = label["file"]
    wanted = label["has_disclaimer"]
    yield Answer("disclaimer present", file, str(wanted != "none"), str(disclaimer is not None), line)
    adequate = {"not-substitute", "consult"} <= set(has)
    yield Answer("disclaimer adequate", file, str(wanted == "present-adequate"), str(adequate), line)
    helps = [block for block in document.help if block.actions or block.named]
    line = str(_line(document, helps[0].span.start)) if helps else label.get("help_line") or "1"
    yield Answer("help section", file, str(label["has_help_section"] == "section"), str(bool(helps)), line)


def _line(document: Document, offset: int) -> int:
    return document.source.position(offset).line


def _iso(text: str) -> str:
    date = read_date(text)
    return f"{date.year:04}-{date.month:02}-{date.day or 1:02}" if date else text


class Score(NamedTuple):
    """How often medlint is right about one criterion; `wanted` articles have what is asked for.

    `macro` is the mean of the F1 of the `publishers` that have it, or are said to.
    """

    criterion: str
    files: int
    wanted: int
    right: float
    precision: float
    recall: float
    f1: float
    macro: float
    publishers: int


def _scores(answers: list[Answer]) -> Iterator[Score]:
    """Yield a score a criterion. Where nothing is found, or to be found, the share is 1."""
    for criterion in dict.fromkeys(answer.criterion for answer in answers):
        rows = [answer for answer in answers if answer.criterion == criterion]
        right = sum(row.expected == row.found for row in rows)
        publishers: dict[str, list[Answer]] = {}
        for row in rows:
            if row.expected not in NOTHING or row.found not in NOTHING:
                publishers.setdefault(row.group.publisher, []).append(row)
        each = [_shares(some)[2] for some in publishers.values()]
        macro = sum(each) / len(each) if each else 1.0
        wanted = sum(row.expected not in NOTHING for row in rows)
        yield Score(criterion, len(rows), wanted, right / len(rows), *_shares(rows), macro, len(each))


def _shares(rows: list[Answer]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hits = sum(row.expected == row.found and row.expected not in NOTHING for row in rows)
    wanted = sum(row.expected not in NOTHING for row in rows)
    given = sum(row.found not in NOTHING for row in rows)
    precision = hits / given if given else 1.0
    recall = hits / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _print_table(answers: list[Answer]) -> None:
    print(
        f"{'criterion':22} {'files':>5} {'right':>6} {'precision':>10} {'recall':>7} {'F1':>6} {'macro':>6}"
    )
    for score in _scores(answers):
        figures = f"{score.right:6.1%} {score.precision:10.3f} {score.recall:7.3f} {score.f1:6.3f}"
        print(f"{score.criterion:22} {score.files:5} {figures} {score.macro:6.3f}")
    total = sum(answer.expected == answer.found for answer in answers)
    print(f"{'all':22} {len(answers):5} {total / len(answers):6.1%}")


def _about_words(words: list[tuple[float, str]], *, named: bool) -> Iterator[str]:
    """Yield a line on how far the counted words are from the labels."""
    if not words:
        return
    errors = sorted(abs(error) for error, _ in words)
    close = sum(error <= CLOSE for error in errors)
    worst = max(words, key=lambda entry: abs(entry[0]))
    median, where = errors[len(errors) // 2], f" ({worst[1]})" if named else ""
    yield (
        f"Body words: median error {median:.1%}, within {CLOSE:.0%} in {close} of {len(errors)} articles, "
        f"worst {worst[0]:+.0%}{where}."
    )


def _markdown(answers: list[Answer]) -> Iterator[str]:
    """Yield the lines of the table in docs/accuracy-record.md."""
    yield "| Criterion | Articles | Have it | Right | Precision | Recall | F1 | Macro F1 | Publishers |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for score in _scores(answers):
        shares = (score.precision, score.recall, score.f1, score.macro)
        figures = " | ".join(f"{figure:.3f}" for figure in shares)
        name = score.criterion.capitalize()
        counts = f"{score.files} | {score.wanted} | {score.right:.1%}"
        yield f"| {name} | {counts} | {figures} | {score.publishers} |"


def _by(answers: list[Answer], field: str) -> Iterator[str]:
    """Yield the lines of a table: a row a criterion, a column a group, the right answers in each."""
    groups = sorted({getattr(answer.group, field) for answer in answers})
    yield f"| Criterion | {' | '.join(groups)} |"
    yield f"| --- |{' ---: |' * len(groups)}"
    for criterion in dict.fromkeys(answer.criterion for answer in answers):
        cells = []
        for group in groups:
            rows = [a for a in answers if a.criterion == criterion and getattr(a.group, field) == group]
            cells.append(f"{sum(a.expected == a.found for a in rows)} of {len(rows)}" if rows else "–")
        yield f"| {criterion.capitalize()} | {' | '.join(cells)} |"


def _print_disagreements(answers: list[Answer]) -> None:
    print()
    for answer in answers:
        if answer.expected != answer.found:
            where = f"{answer.file}:{answer.line}"
            print(f"{answer.criterion:20} {where:28} label {answer.expected:6} medlint {answer.found}")


if __name__ == "__main__":
    main()
