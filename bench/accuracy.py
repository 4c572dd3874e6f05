"""Measures medlint against hand labels: precision, recall and every disagreement.

    python bench/accuracy.py FOLDER [--all] [--quiet | --markdown]

FOLDER holds `labels.csv` and the articles, in it or in `articles/`. Columns used: file, lang,
label_depth, is_health_article, has_disclaimer (none, present-weak, present-adequate), disclaimer_line,
has_help_section (none, inline-only, section), help_line, author_kind (none, person,
person+credentials, organisation), has_reviewer, published, updated, stated_reading_min, body_words. By
default only fully labelled health articles count.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections.abc import Iterator
from typing import NamedTuple

from medlint.checks.disclaimer import best
from medlint.document import Document
from medlint.metrics import count_words
from medlint.parse import judged_languages, parse
from medlint.parse.dates import read_date
from medlint.parse.minutes import read_minutes
from medlint.settings import Settings


class Answer(NamedTuple):
    """One question about one article: what the label says, what medlint says, and where."""

    criterion: str
    file: str
    expected: str
    found: str
    line: str


def main() -> None:
    """Run the bench from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder")
    options.add_argument("--all", action="store_true", help="skimmed labels too")
    options.add_argument("--quiet", action="store_true", help="only the table")
    options.add_argument("--markdown", action="store_true", help="only the table, as docs/accuracy.md has it")
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
        answers += _answers(label, document)
        if label["body_words"].isdigit() and int(label["body_words"]):
            wanted = int(label["body_words"])
            words.append(((count_words(document) - wanted) / wanted, label["file"]))
    if not answers:
        raise SystemExit("no labelled articles found")
    if arguments.markdown:
        print("\n".join(_markdown(answers)))
        return
    _print_table(answers)
    errors = sorted(abs(error) for error, _ in words)
    close = sum(error <= 0.05 for error in errors)
    worst = max(words, key=lambda entry: abs(entry[0]))
    print(
        f"\nbody words: median error {errors[len(errors) // 2]:.1%}, within 5 % in {close} of {len(errors)}, "
        f"worst {worst[0]:+.0%} ({worst[1]})"
    )
    print(f"slowest file: {slowest[1]}, {slowest[0]:.2f} s")
    if not arguments.quiet:
        _print_disagreements(answers)
        for error, file in sorted(words, key=lambda entry: -abs(entry[0])):
            if abs(error) > 0.05:
                print(f"words            {file:28} {error:+.0%}")


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
    kind = label["author_kind"]
    authors = [b for b in document.bylines if b.role == "author" and b.kind != "placeholder"]
    yield answer("author present", kind != "none", bool(authors), authors[0].name if authors else "")
    person = any(author.kind == "person" for author in authors)
    yield answer("author is a person", kind.startswith("person"), person, authors[0].name if authors else "")
    reviewers = [b for b in document.bylines if b.role == "reviewer" and b.kind == "person"]
    yield answer("reviewer named", label["has_reviewer"] == "y", bool(reviewers))
    for field in ("published", "updated"):
        fields = (field, "reviewed") if field == "updated" else (field,)
        dates = [_iso(value.text) for name in fields for value in document.field(name) if value.text]
        right = label[field] in dates if label[field] else not dates
        wanted = label[field] or "-"
        yield Answer(field, label["file"], wanted, wanted if right else str(dates), "")
    stated = [read_minutes(value.text) for value in document.field("reading-time")]
    minutes = {str(entry.high) for entry in stated if entry} | {str(entry.low) for entry in stated if entry}
    expected = label["stated_reading_min"] if label["stated_reading_min"] != "none" else ""
    right = expected in minutes if expected else not minutes
    found = expected or "-" if right else str(sorted(minutes))
    yield Answer("reading time", label["file"], expected or "-", found, "")


def _wording_answers(label: dict[str, str], document: Document) -> Iterator[Answer]:
    disclaimer = best(document, Settings())
    line = str(_line(document, disclaimer.span.start)) if disclaimer else label["disclaimer_line"]
    has = disclaimer.components.keys() if disclaimer else ()
    file = label["file"]
    wanted = label["has_disclaimer"]
    yield Answer("disclaimer present", file, str(wanted != "none"), str(disclaimer is not None), line)
    adequate = {"not-substitute", "consult"} <= set(has)
    yield Answer("disclaimer adequate", file, str(wanted == "present-adequate"), str(adequate), line)
    helps = [block for block in document.help if block.actions or block.named]
    line = str(_line(document, helps[0].span.start)) if helps else label["help_line"]
    yield Answer("help section", file, str(label["has_help_section"] == "section"), str(bool(helps)), line)


def _line(document: Document, offset: int) -> int:
    return document.source.position(offset).line


def _iso(text: str) -> str:
    date = read_date(text)
    return f"{date.year:04}-{date.month:02}-{date.day or 1:02}" if date else text


class Score(NamedTuple):
    """How often medlint is right about one criterion; `wanted` articles have what is asked for."""

    criterion: str
    files: int
    wanted: int
    right: float
    precision: float
    recall: float
    f1: float


def _scores(answers: list[Answer]) -> Iterator[Score]:
    """Yield a score a criterion. Where nothing is found, or to be found, the share is 1."""
    for criterion in dict.fromkeys(answer.criterion for answer in answers):
        rows = [answer for answer in answers if answer.criterion == criterion]
        right = sum(row.expected == row.found for row in rows)
        hits = sum(row.expected == row.found and row.expected not in ("False", "-") for row in rows)
        wanted = sum(row.expected not in ("False", "-") for row in rows)
        given = sum(row.found not in ("False", "-") for row in rows)
        precision = hits / given if given else 1.0
        recall = hits / wanted if wanted else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        yield Score(criterion, len(rows), wanted, right / len(rows), precision, recall, f1)


def _print_table(answers: list[Answer]) -> None:
    print(f"{'criterion':22} {'files':>5} {'right':>6} {'precision':>10} {'recall':>7} {'F1':>6}")
    for score in _scores(answers):
        figures = f"{score.right:6.1%} {score.precision:10.3f} {score.recall:7.3f} {score.f1:6.3f}"
        print(f"{score.criterion:22} {score.files:5} {figures}")
    total = sum(answer.expected == answer.found for answer in answers)
    print(f"{'all':22} {len(answers):5} {total / len(answers):6.1%}")


def _markdown(answers: list[Answer]) -> Iterator[str]:
    """Yield the lines of the table in docs/accuracy.md."""
    yield "| Criterion | Articles | Have it | Right | Precision | Recall | F1 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for score in _scores(answers):
        figures = " | ".join(f"{figure:.3f}" for figure in (score.precision, score.recall, score.f1))
        name = score.criterion.capitalize()
        yield f"| {name} | {score.files} | {score.wanted} | {score.right:.1%} | {figures} |"


def _print_disagreements(answers: list[Answer]) -> None:
    print()
    for answer in answers:
        if answer.expected != answer.found:
            print(
                f"{answer.criterion:20} {answer.file:24} label {answer.expected:6} "
                f"medlint {answer.found:6} {answer.line}"
            )


if __name__ == "__main__":
    main()
