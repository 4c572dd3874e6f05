"""Real articles beside the checkout; nothing of them is part of the project."""

import csv
import time
from pathlib import Path

import pytest

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
        started = time.perf_counter()
        report = lint_bytes(path.name, data, plan)
        # Not a benchmark: a file that takes this long has met a pattern that is not linear.
        assert time.perf_counter() - started < 20, path.name
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
def test_labels_are_met_on_nine_articles_in_ten():
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
    assert min(shares.values()) >= 0.9, shares


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
