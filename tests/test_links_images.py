"""Links, pictures and tags beyond the examples of their rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding


def findings(text: str, folder: Path, code: str, name: str = "article.md", config: str = "") -> list[Finding]:
    """Return what one rule says of a text."""
    path = folder / "medlint.toml"
    path.write_text(config, "utf-8")
    plan = plan_of(finder(config=str(path))(str(folder)), builtin(), Selection(select=(code,)))
    return [f for f in lint_bytes(name, text.encode(), plan).findings if f.rule == code]


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("[here](/a)", 1),
        ("[**Click here**](/a)", 1),
        ("[Learn more >](/a)", 1),
        ("[“Read more”…](/a)", 1),
        ("<a href='/a'>this page</a>", 1),
        ("<a href='/a' title='Neck pain'>this page</a>", 0),
        ("[Here's how to sleep](/a)", 0),
        ("[read more about sleep](/a)", 0),
        ("[NHS website](/a)", 0),
        ("<https://example.org/here>", 0),
        ("[![Neck](neck.jpg)](/a)", 0),
        ("[](/a)", 0),
    ],
)
def test_link_texts(link: str, told: int, tmp_path: Path) -> None:
    assert len(findings(f"# Sleep\n\nMost people sleep at night. {link}\n", tmp_path, "MED514")) == told


def test_many_empty_links_are_told_once(tmp_path: Path) -> None:
    found = findings("# Sleep\n\nSleep well at night.\n\n" + "[here](/a) and\n" * 30, tmp_path, "MED514")
    assert len(found) == 10
    assert len(found[-1].related) == 20


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("<img src=neck.jpg>", "no alternative text"),
        ("<img src='neck.jpg' data-x='1' />", "no alternative text"),
        ("<img src='neck.jpg' alt=''>", ""),
        ("<img alt=\"A neck\" src='neck.jpg'>", ""),
        ("<img src='p.gif' height=1 width=1>", ""),
        ("<img src='neck.jpg' width=100 height=10>", "no alternative text"),
        ("<img src='x' role='none'>", ""),
        ("<img src='x' aria-label='A neck'>", ""),
        ("<img src='x.jpg' alt='DSC_0042'>", "does not say"),
        ("<img src='x.jpg' alt='Image 3'>", "does not say"),
        ("<img src='x.jpg' alt='neck-stretch.png'>", "does not say"),
        ("<img src='/a/neck_stretch.jpg?w=1' alt='neck_stretch'>", "does not say"),
        ("<img src='neck.jpg' alt='neck'>", ""),
        ("<img src='B12.jpg' alt='B12'>", ""),
        ("<img src='x.jpg' alt='Photo of a woman who stretches her neck'>", ""),
        (f"<img src='x.jpg' alt='{'A ' * 62}B'>", ""),
        (f"<img src='x.jpg' alt='{'A ' * 63}'>", ""),
        (f"<img src='x.jpg' alt='{'A ' * 101}B'>", "203 characters"),
    ],
)
def test_pictures(picture: str, told: str, tmp_path: Path) -> None:
    text = f"<h1>Neck</h1><p>Turn your head slowly. {picture}</p>"
    found = findings(text, tmp_path, "MED515", "article.html")
    assert bool(found) == bool(told)
    assert all(told in finding.message for finding in found)


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("diabetes", 1),
        ("migraine", 1),
        ("metformin", 1),
        ("back-pain", 0),
        ("backache", 0),
        ("sciatica", 0),
        ("depression", 0),
        ("physiotherapy", 0),
        ("pfizer", 0),
        ("older-people", 0),
        ("osteoarthritis", 0),
    ],
)
def test_unsupported_tags(tag: str, told: int, tmp_path: Path) -> None:
    body = "Back pain, sciatic pain and arthritis can make people depressed."
    text = f"---\ntitle: Your back\ntags: [{tag}]\n---\n{body}\n"
    assert len(findings(text, tmp_path, "MED609")) == told


@pytest.mark.parametrize(
    ("title", "tags", "told"),
    [
        ("Migraine in women", "women, diet", 1),
        ("Migraine in women", "migraine", 0),
        ("Migraine in women", "migraines-and-me", 0),
        ("Migraine in women", "headache", 0),
        ("A talk about women", "diet", 0),
        ("Diet, with a word on acne", "diet", 0),
        ("Stress and migraine", "stress", 1),
    ],
)
def test_untagged_topics(title: str, tags: str, told: int, tmp_path: Path) -> None:
    body = "Migraine hurts. A migraine passes. Dark rooms help with migraine."
    text = f"---\ntitle: {title}\ntags: [{tags}]\n---\n{body}\n"
    assert len(findings(text, tmp_path, "MED610")) == told


def test_a_sites_own_topics_count(tmp_path: Path) -> None:
    config = "[tags.vocabulary]\nzog = {kind = 'condition'}\ndiet = {kind = 'nutrition'}"
    text = "---\ntitle: Living with zog\ntags: [diet]\n---\nZog hurts. Zog passes. Eat well with zog.\n"
    (found,) = findings(text, tmp_path, "MED610", config=config)
    assert "'zog'" in found.message
    assert "the tag zog" in found.hint


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("epileptics", 1),
        ("Cancer Victims", 1),
        ("migraine_sufferers", 1),
        ("committed-suicide", 1),
        ("epilepsy", 0),
        ("diabetic-foot", 0),
        ("people-with-cancer", 0),
        ("cancer", 0),
        ("breast-cancer", 0),
        ("addiction", 0),
        ("suicide-prevention", 0),
        ("walking-aids", 0),
    ],
)
def test_tags_that_label(tag: str, told: int, tmp_path: Path) -> None:
    text = f"---\ntitle: Care\ntags: [{tag}]\n---\nSome words.\n"
    assert len(findings(text, tmp_path, "MED611")) == told
