"""Headings and sentences beyond the examples of their rules: fixes, counts, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.reading import count_sentences, sentences
from medlint.source import Source

RULES = ("MED102", "MED103", "MED112", "MED113", "MED117", "MED502", "MED503", "MED510", "MED513", "MED519")


def findings(text: str, folder: Path, code: str, name: str = "article.md", config: str = "") -> list[Finding]:
    """Return what one rule says of a text."""
    path = folder / "medlint.toml"
    path.write_text(config, "utf-8")
    plan = plan_of(finder(config=str(path))(str(folder)), builtin(), Selection(select=(code,)))
    return [f for f in lint_bytes(name, text.encode(), plan).findings if f.rule == code]


def fixed(text: str, found: list[Finding]) -> str:
    """Return a text after the fix of its first finding."""
    assert found[0].fix is not None
    edits = tuple((edit.span, edit.text) for edit in found[0].fix.edits)
    return Source("", text).encode(edits).decode()


def outline(levels: str) -> str:
    return "".join(f"{'#' * int(level)} Part {number}\n\nText.\n\n" for number, level in enumerate(levels, 1))


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ("1232321", []),
        ("123432", []),
        ("13", [2]),
        ("1333", [2]),
        ("1244244", [3, 6]),
        ("125542", [3]),
        ("12464", [3, 4]),
        ("2242", [3]),
        ("33", []),
        ("335", [3]),
        ("222", []),
        ("21", []),
        ("321", []),
    ],
)
def test_the_first_of_headings_side_by_side_is_told(levels: str, told: list[int], tmp_path: Path) -> None:
    found = findings(outline(levels), tmp_path, "MED103")
    assert [int(finding.excerpt.text.split()[-1]) for finding in found] == told


@pytest.mark.parametrize(
    ("levels", "after"),
    [
        ("1244244", "1233233"),
        ("1356", "1234"),
        ("33", "22"),
        ("12464", "12343"),
        ("125542", "123332"),
        ("124342", "123342"),
    ],
)
def test_fixes_close_every_gap_in_turn(levels: str, after: str, tmp_path: Path) -> None:
    text = outline(levels)
    for _ in range(len(levels)):
        found = findings(text, tmp_path, "MED103")
        if not found or found[0].fix is None:
            break
        text = fixed(text, found)
    marks = "".join(str(line.count("#")) for line in text.splitlines() if line.startswith("#"))
    assert marks == after or not findings(text, tmp_path, "MED103")
    assert found == []


def test_in_html_the_fix_changes_both_tags_and_is_not_safe(tmp_path: Path) -> None:
    text = '<h1>Colds</h1><h4 id="h4">What <b>h4</b> is</h4><p>Rest.</p><h4>More</h4><p>Drink.</p>'
    found = findings(text, tmp_path, "MED103", "article.html")
    assert found[0].fix is not None
    assert found[0].fix.safety == "unsafe"
    assert fixed(text, found) == text.replace("<h4", "<h2").replace("</h4", "</h2")


def test_titles_are_counted_and_those_of_the_page_are_not(tmp_path: Path) -> None:
    (found,) = findings(outline("12121"), tmp_path, "MED102")
    assert "3 headings" in found.message
    assert len(found.related) == 2
    page = (
        "<header><h1>My site</h1></header><main><h1>Colds</h1><p>" + "Rest and drink. " * 30 + "</p></main>"
    )
    assert findings(page, tmp_path, "MED102", "article.html") == []


def test_a_help_section_that_is_merely_held_is_not_late(tmp_path: Path) -> None:
    text = "# Colds\n\n" + "Most colds pass in a week, so rest. " * 60
    late = text + "\n\n## When to see a doctor\n\nSee a doctor if you:\n\n- cannot breathe\n- feel confused\n"
    assert len(findings(late, tmp_path, "MED112")) == 1
    assert (
        findings(text + "\n\n## Fertility\n\nSee a doctor if you:\n\n- cannot breathe\n", tmp_path, "MED112")
        == []
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Is it safe? The answer is no. Ask first.", 3),
        ("Take cap. 2 at night, as in fig. 3 and no. 12.", 1),
        ("It wears a cap. It is red.", 2),
    ],
)
def test_a_short_form_before_a_number_ends_no_sentence(text: str, number: int) -> None:
    assert count_sentences([text.lower()], "en") == number
    assert len(list(sentences(text.lower(), "en"))) == number


def test_limits_of_the_site_hold(tmp_path: Path) -> None:
    text = "# Colds\n\nRest and drink. Sleep well at night. Stay at home. Ask for help.\n"
    long = (
        "# Colds\n\nRest, and drink as much as you can of what you like best, hot or cold, by day or night. "
        "Sleep with your head raised if a cough keeps you awake. Stay at home while you still feel unwell. "
        "Ask a neighbour for help with the shopping. Nobody can tell you when it will be over.\n"
    )
    assert findings(long, tmp_path, "MED503") == []
    assert len(findings(long, tmp_path, "MED503", config="[readability]\nparagraph-sentences = 3")) == 1
    assert len(findings(text, tmp_path, "MED502", config="[readability]\nsentence-words = 3")) == 1


def test_a_sentence_is_long_from_the_word_after_the_limit(tmp_path: Path) -> None:
    half = "Most colds pass in a week and so you can"
    words = f"{half} rest and drink and sleep and wait until it is all well again at "
    assert findings(f"# Colds\n\n{words}last.\n", tmp_path, "MED502") == []
    (found,) = findings(f"# Colds\n\n{words}very last.\n", tmp_path, "MED502")
    assert found.message.startswith("26 words")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Do NOT stop.", ["NOT"]),
        ("CALL 999 NOW.", ["CALL", "NOW"]),
        ("NHS, MRI and CT.", []),
        ("NHS England and the BBC say so.", []),
        ("A CT SCAN SHOWS NOTHING.", ["CT SCAN SHOWS NOTHING"]),
        ("By the rules of the IADPSG, ADIPS and others.", []),
        ("See README-FIRST.md and QUICK-START.", []),
        ("Ask about ACE AND ARB drugs.", []),
        ("HIV, HPV, STI, PID, UTI, IUD, LARC, PrEP.", []),
        ("This is great!! Really.", ["!!"]),
        ("Is it safe? Yes! It is! Truly!", []),
        ("VITAMIN D AND CALCIUM", ["VITAMIN D AND CALCIUM"]),
        ("IT IS IMPORTANT TO REST", ["IT IS IMPORTANT TO REST"]),
    ],
)
def test_shouting(text: str, told: list[str], tmp_path: Path) -> None:
    found = findings(f"# Colds\n\nRest. {text}\n", tmp_path, "MED513")
    assert [f"# Colds\n\nRest. {text}\n"[slice(*finding.span)] for finding in found] == told


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("🌿 Drink tea.", "Drink tea."),
        ("Drink tea 🍵 now.", "Drink tea now."),
        ("👩🏽‍⚕️ Ask a nurse.", "Ask a nurse."),
    ],
)
def test_an_emoji_goes_with_the_space_behind_it(text: str, after: str, tmp_path: Path) -> None:
    assert fixed(text, findings(text, tmp_path, "MED519")) == after


@pytest.mark.parametrize("text", ["✅ Drink", "⚠️ Ask a nurse", "1️⃣ Rest"])
def test_an_emoji_that_says_something_is_never_taken_away(text: str, tmp_path: Path) -> None:
    assert all(finding.fix is None for finding in findings(f"# Colds\n\n{text}\n", tmp_path, "MED519"))


@pytest.mark.parametrize(
    "piece", ["AA ", "AA-", "! ", "!", "🌿", "# A\n\n#### B\n\n", "A'", "<h1>", "- a\n", "a: "]
)
def test_hostile_text_costs_what_its_length_does(piece: str) -> None:
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=RULES))

    def check(data: bytes) -> None:
        lint_bytes("article.md", data, plan)

    assert growth(check, lambda size: (piece * size + "a").encode()) < LINEAR


@pytest.mark.parametrize(
    ("name", "front", "told"),
    [
        ("_posts/2024-03-01-tea-for-colds.md", "image: tea.jpg", 0),
        ("site/_posts/colds/2024-03-01-tea.md", "image: tea.jpg", 0),
        ("_posts/2024-03-01-tea-for-colds.md", "title: ''", 1),
        ("posts/2024-03-01-tea-for-colds.md", "image: tea.jpg", 1),
        ("_posts/tea-for-colds.md", "image: tea.jpg", 1),
    ],
)
def test_a_dated_post_has_its_title_from_its_name(name: str, front: str, told: int, tmp_path: Path) -> None:
    text = f"---\n{front}\n---\nTea is warm, and most colds pass in a week.\n"
    assert len(findings(text, tmp_path, "MED101", name)) == told


SKIPPED = "<h4>Somebody</h4><p>It helped.</p>"


@pytest.mark.parametrize(
    ("box", "told"),
    [
        (f"<aside><div>{SKIPPED}</div></aside>", 0),
        (f'<div class="testimonial-card"><span>A</span>{SKIPPED}</div>', 0),
        (f'<section class="quick-links"><div>{SKIPPED}</div></section>', 0),
        ('<h5 class="link-drop-title">Hours</h5><p>9 to 5</p>', 0),
        (f'<aside><p>x</p></aside><div class="testimonial"><p>Good.</p></div>{SKIPPED}', 1),
        (f'<div class="card"><span class="testimonial">A</span>{SKIPPED}</div>', 1),
        (f'{SKIPPED}<aside>Related</aside>', 1),
    ],
)  # fmt: skip
def test_what_stands_beside_an_article_skips_no_level(box: str, told: int, tmp_path: Path) -> None:
    page = f"<main><h1>Colds</h1><p>Rest.</p><h2>Rest</h2><p>Sleep.</p>{box}</main>"
    assert len(findings(page, tmp_path, "MED103", "article.html")) == told


def test_a_heading_without_text_is_reported_as_such_alone(tmp_path: Path) -> None:
    page = "<main><h1>Colds</h1><p>Rest.</p><h2>Rest</h2><h4><li>Sleep.</li><li>Drink.</li></h4></main>"
    assert not findings(page, tmp_path, "MED103", "article.html")
    assert not findings(page, tmp_path, "MED113", "article.html")
    (empty,) = findings(page, tmp_path, "MED118", "article.html")
    assert "around a list" in empty.hint
    # It is there all the same: what follows is not told to follow the title.
    text = "# Colds\n\nRest.\n\n##\n\nDrink.\n\n### Tea\n\nHot.\n"
    assert not findings(text, tmp_path, "MED103")


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("When to seek help", "See a doctor if:", 0),
        ("When to worry", "🔴 Call 999", 0),
        ("When to seek help", "Routine tests", 1),
        ("Common worries", '"Will it hurt?"', 0),
        ("Common worries", "Pain?! Not here", 1),
        ("Common worries", "See a doctor if:", 1),
    ],
)
def test_a_call_to_get_help_and_a_question_need_no_leading_in(
    above: str, below: str, told: int, tmp_path: Path
) -> None:
    text = f"# Colds\n\nRest.\n\n## {above}\n\n### {below}\n\n- you have a high fever\n- your chest hurts\n"
    assert len(findings(text, tmp_path, "MED113")) == told


@pytest.mark.parametrize(
    ("first", "told"), [("A. Tablets", 0), ("I) Tablets", 0), ("Tablets", 1), ("A tablet", 1)]
)
def test_a_heading_leads_lettered_headings_of_its_level_in(first: str, told: int, tmp_path: Path) -> None:
    text = f"# Colds\n\nRest.\n\n## Treatment\n\n## {first}\n\nTake one.\n"
    assert len(findings(text, tmp_path, "MED104")) == told
