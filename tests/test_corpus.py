"""Real articles beside the checkout; nothing of them is part of the project."""

import csv
import html
import re
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.parse import parse
from medlint.plan import make_plan
from medlint.settings import Settings
from medlint.tree import article

SHARED = Path(__file__).parents[2] / "shared"
ARTICLES = sorted((SHARED / "corpus" / "articles").glob("*"))
SEED = SHARED / "seed" / "hamstring-tightness.txt"
needs_corpus = pytest.mark.skipif(not ARTICLES, reason="the real articles are not beside this checkout")
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside this checkout")
SETTINGS = Settings(today="2026-11-23")


@needs_corpus
def test_every_real_article_is_read_and_every_finding_lies_in_it():
    plan = make_plan(builtin(), SETTINGS, select=("ALL",))
    for path in ARTICLES:
        data = path.read_bytes()
        report = lint_bytes(path.name, data, plan)
        document = parse(path.name, data, SETTINGS)
        text = document.source.text
        for finding in (*report.findings, *report.suppressed):
            assert 0 <= finding.span.start <= finding.span.end <= len(text), path.name
            quoted = finding.excerpt.text[finding.excerpt.start : finding.excerpt.end]
            assert text[slice(*finding.span)].startswith(quoted), (path.name, finding.rule)
        for block in document.blocks:
            assert 0 <= block.span.start <= block.span.end <= len(text), path.name


@needs_corpus
def test_the_metadata_spans_quote_the_metadata():
    for path in ARTICLES:
        document = parse(path.name, path.read_bytes(), SETTINGS)
        for value in document.values:
            written = document.source.text[slice(*value.span)]
            if value.origin == "front-matter" and value.text and "\n" not in written:
                assert value.text in written or written in value.text, (path.name, value)


@needs_corpus
def test_labels_are_met():
    with (SHARED / "corpus" / "labels.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            row
            for row in csv.DictReader(stream)
            if row["label_depth"] == "full" and row["is_health_article"] == "y" and row["lang"] == "en"
        ]
    right = {"disclaimer": 0, "help": 0, "author": 0, "reading time": 0}
    for row in rows:
        path = SHARED / "corpus" / "articles" / row["file"]
        document = parse(path.name, path.read_bytes(), SETTINGS)
        medical = any(d.kind == "medical" and d.components for d in document.disclaimers)
        right["disclaimer"] += medical == (row["has_disclaimer"] != "none")
        helps = any(block.actions or block.named for block in document.help)
        right["help"] += helps == (row["has_help_section"] == "section")
        author = any(b.role == "author" and b.kind != "placeholder" for b in document.bylines)
        right["author"] += author == (row["author_kind"] != "none")
        stated = any(value.text for value in document.field("reading-time"))
        right["reading time"] += stated == (row["stated_reading_min"] != "none")
    shares = {name: count / len(rows) for name, count in right.items()}
    assert min(shares.values()) >= 0.97, shares


@needs_corpus
def test_headings_agree_with_another_parser():
    """Markdown is read again by markdown-it-py, HTML by Beautiful Soup; inferred headings are left out.

    Above and below an article medlint leaves out headings that a reader does not see at first.
    """
    compared = 0
    for path in ARTICLES:
        document = parse(path.name, path.read_bytes(), SETTINGS)
        text = document.source.text
        if document.format == "markdown":
            expected = markdown_headings(text[document.front.span.end if document.front else 0 :])
        elif document.format == "html":
            expected = html_headings(text)
        else:
            continue
        expected = [row for row in expected if row[1]]
        headings = [block for block in document.blocks if block.kind == "heading" and not block.inferred]
        found = [(block.level, letters(block.text)) for block in headings if letters(block.text)]
        rest = iter(expected)
        assert all(row in rest for row in found), path.name
        own = [(b.level, letters(b.text)) for b in headings if letters(b.text) and b.place != "chrome"]
        if own:
            assert between(found, own) == between(expected, own), path.name
        assert len(expected) - len(found) <= (4 if document.format == "html" else 0), path.name
        in_tree = {section.heading.span for section in document.root.walk() if section.heading}
        assert in_tree >= {block.span for block in headings if block.place != "chrome"}, path.name
        compared += len(found)
    assert compared > 500


def between(rows: list[tuple[int, str]], ends: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the rows from the first of `ends` to the last of them."""
    return rows[rows.index(ends[0]) : len(rows) - rows[::-1].index(ends[-1])]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def markdown_headings(text: str) -> list[tuple[int, str]]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    found = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            parts = (
                part for part in inline.children or () if part.type in ("text", "code_inline", "softbreak")
            )
            found.append((int(token.tag[1]), letters("".join(part.content or " " for part in parts))))
    return found


def html_headings(text: str) -> list[tuple[int, str]]:
    soup = BeautifulSoup(text, "html.parser")
    return [
        (int(heading.name[1]), letters(heading.get_text()))
        for heading in soup.find_all(re.compile(r"^h[1-6]$"))
        if not any(map(hidden, (heading, *heading.parents)))
    ]


def hidden(element: Tag) -> bool:
    style = "".join(str(element.get("style") or "").split())
    return "display:none" in style or element.get("aria-hidden") == "true" or element.has_attr("hidden")


@needs_corpus
def test_what_a_message_quotes_stands_where_it_points():
    """A finding about an article as a whole, and one about what is not there, may quote other places."""
    quote = re.compile(r"'((?:[^'\n]|(?<=\w)'(?=\w)){2,80})'(?!\w)")
    elsewhere = {"MED114", "MED115", "MED418"}
    plan = make_plan(builtin(), SETTINGS, select=("ALL",))
    checked = 0
    for path in ARTICLES:
        data = path.read_bytes()
        text = parse(path.name, data, SETTINGS).source.text
        for finding in lint_bytes(path.name, data, plan).findings:
            quoted = [letters(part) for part in quote.findall(finding.message) if letters(part)]
            if not quoted or finding.rule in elsewhere:
                continue
            at = text[slice(*finding.span)]
            plain = re.sub(r"<[^>]*>|(?<=\])\([^)]*\)?|\[\^\w+\]|\{\{.*?\}\}", "", html.unescape(at))
            assert any(
                part in letters(shown) for part in quoted for shown in (at, html.unescape(at), plain)
            ), (
                path.name,
                finding.start.line,
                finding.message,
                at,
            )
            checked += 1
    assert checked > 1000


def test_the_table_of_precision_is_that_of_the_readings():
    """The rates change with every rule and are not compared; which rules there are, and what was read, is."""
    docs = Path(__file__).parents[1] / "docs"
    with (docs / "readings.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["pages"] == "corpus"]
    read = {row["rule"]: (row["read"], row["right"]) for row in rows}
    page = (docs / "accuracy-record.md").read_text(encoding="utf-8")
    table = page.partition("<!-- table: python bench/rates.py FOLDER --markdown -->")[2].partition("\n\n")[0]
    lines = re.findall(r"^\| (MED\d+) .*$", table, re.MULTILINE)
    rows = re.findall(r"^\| (MED\d+) [^|]*\| \d+ \| [\d.]+ \| (\S+) \| (\S+) \| \S+ \|$", table, re.MULTILINE)
    told = "the table is out of date; make it with `python bench/rates.py FOLDER --markdown`"
    expected = [(rule.id, *read.get(rule.id, ("–", "–"))) for rule in builtin() if rule.enabled]
    assert len(lines) == len(rows), told
    assert rows == expected, told


@needs_seed
def test_the_seed_is_clean_under_core():
    report = lint_bytes(str(SEED), SEED.read_bytes(), make_plan(builtin(), SETTINGS))
    assert [f.rule for f in report.findings if f.severity == "error"] == []
    assert "MED203" in {f.rule for f in report.findings if f.severity == "warning"}


@needs_seed
def test_the_seed_is_read_as_a_reader_reads_it():
    tree = article(parse(str(SEED), SEED.read_bytes(), SETTINGS))
    (title,) = tree["sections"]
    headings = [row["heading"] for row in tree["outline"] if row["level"] > 1]
    assert len(headings) == 11
    anatomy = next(row for row in title["sections"] if row["heading"].startswith("The Anatomy"))
    assert "Understanding the Hamstrings" in [row["heading"] for row in anatomy["sections"]]
    assert tree["metadata"]["tags"] == ["back-pain", "pain-relief", "health", "wellness", "sciaticalm"]
    assert tree["metadata"]["reading_minutes"] == 4
    assert tree["metadata"]["published"] == "2025-10-16"
    assert tree["metadata"]["authors"][0]["kind"] == "organisation"
    assert tree["disclaimers"][-1]["components"] == [
        "consult",
        "individual",
        "informational",
        "not-substitute",
    ]
    assert [block["heading"] for block in tree["help"]] == ["When to Seek Professional Help"]
