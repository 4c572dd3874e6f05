"""White space is one space to a reader, however the source spells it: no rule tells the spellings apart."""

import pytest
from one_rule import HEAD, plan

from medlint.engine import lint_document
from medlint.finding import Finding
from medlint.parse import parse
from medlint.settings import Settings

GAPS = ("  ", "\u00a0", "\u202f", "&nbsp;", "&#32;", "&#x20;", "&ensp;")
IN_HTML = (*GAPS, "\n        ", " <wbr>", "<br>\n")


def findings(rule: str, text: str, path: str = "a.md") -> list[Finding]:
    document = parse(path, text.encode(), Settings())
    return [finding for finding in lint_document(document, plan(rule)).findings if finding.rule == rule]


def page(text: str, head: str = "") -> str:
    return (
        f"<html lang=en><head><title>Sleep</title>{head}</head><body><h1>Sleep</h1>\n"
        f"<p>A dark room helps.</p>\n{text}\n</body></html>\n"
    )


def place(text: str, words: str) -> tuple[int, int]:
    """Return line and column of some words."""
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def both(text: str, gap: str) -> list[tuple[str, str]]:
    """Return a text as a page of each format that may spell a gap so."""
    pages = [("a.html", page(f"<p>{text}</p>"))]
    return pages if "\n" in gap or "<" in gap else [*pages, ("a.md", f"{HEAD}{text}\n")]


@pytest.mark.parametrize("gap", IN_HTML)
def test_what_a_disclaimer_speaks_of(gap: str) -> None:
    said = f"This{gap}page is no substitute for a visit in person."
    for path, text in both(said, gap):
        (found,) = findings("MED106", text, path)
        assert said in text[slice(*found.span)]
        assert findings("MED105", text, path) == []
    other = f"This{gap}ointment is no substitute for a visit in person."
    for path, text in both(f"A warm bath is nice. {other}", gap):
        assert [found.severity for found in findings("MED105", text, path)] == ["error"]


@pytest.mark.parametrize("gap", IN_HTML)
def test_a_professional_who_is_named_in_a_disclaimer(gap: str) -> None:
    said = f"This page should not replace{gap}talks{gap}with a{gap}qualified healthcare{gap}provider."
    for path, text in both(said, gap):
        (found,) = findings("MED106", text, path)
        assert "names a professional" in found.message


@pytest.mark.parametrize("gap", IN_HTML)
def test_a_sentence_that_sends_for_help(gap: str) -> None:
    said = f"Talk{gap}to{gap}your{gap}doctor if you snore."
    for path, text in both(f"A cool room helps most of us. {said}", gap):
        (found,) = findings("MED109", text, path)
        assert found.message.startswith("a sentence mentions professional help")
        (related,) = found.related
        assert (related.start.line, related.start.column) == place(text, "Talk")
    told = f"I had to talk{gap}to{gap}my{gap}doctor, she said."
    for path, text in both(f"A cool room helps most of us. {told}", gap):
        (found,) = findings("MED109", text, path)
        assert found.related == ()


def test_letters_spelt_as_entities_send_for_help_too() -> None:
    (found,) = findings("MED109", page("<p>Ask your d&#111;ctor if you snore.</p>"), "a.html")
    assert found.related


def test_what_an_item_goes_on_with_is_said_of_its_lead_in_html_too() -> None:
    items = "<ul>\n  <li>not a substitute for a visit in person</li>\n</ul>"
    assert findings("MED105", page(f"<p>Sleep apps should be:</p>\n{items}"), "a.html")
    assert findings("MED105", page(f"<p>This page is:</p>\n{items}"), "a.html") == []
    assert findings("MED105", f"{HEAD}This page is:\n\n- not a substitute for a visit in person\n") == []


@pytest.mark.parametrize("gap", [*GAPS, "\n        "])
def test_what_an_article_says_of_its_author(gap: str) -> None:
    head = "<meta name=author content='Jane Roe'>"
    for said in (
        f"Jane{gap}Roe is{gap}the{gap}founder of Neck Nook.",
        f"Jane{gap}Roe is{gap}a{gap}registered{gap}nurse.",
        f"We asked our{gap}practice{gap}nurse{gap}Jane Roe for help.",
    ):
        assert findings("MED204", page(f"<p>{said}</p>", head), "a.html") == []
    text = page(f"<p>Jane{gap}Roe is{gap}the{gap}owner of a cat.</p>", head)
    (found,) = findings("MED204", text, "a.html")
    assert text[slice(*found.span)] == "Jane Roe"


SLEEP = "A cool and dark room helps {} sleep well."


@pytest.mark.parametrize("gap", [" ", "\n", "\n      ", "\u2028", "\x0b"])
def test_lines_of_source_do_not_part_a_paragraph_of_a_page(gap: str) -> None:
    said = " ".join(SLEEP.format(who) for who in ("you", "us", "them", "cats", "dogs", "babies", "teens") * 2)
    wall = said.replace(" ", gap)
    text = page(f"<p>{wall}</p>")
    (found,) = findings("MED503", text, "a.html")
    assert text[slice(*found.span)] == wall
    # What breaks of the line part into short runs of sentences a reader takes for paragraphs.
    parted = said
    for who in ("cats", "teens"):
        parted = parted.replace(f"{who} sleep well. ", f"{who} sleep well.<br>")
    assert findings("MED503", page(f"<p>{parted.replace(' ', gap)}</p>"), "a.html") == []
    assert findings("MED503", page(f"<p>{said}<br></p>"), "a.html")


@pytest.mark.parametrize("gap", [" ", "\n", "\n    "])
def test_lines_of_source_are_no_bylines_of_a_page(gap: str) -> None:
    text = page("<p>Rest.</p>").replace("<h1>Sleep</h1>", f"<h1>Sleep classes run{gap}by{gap}a nurse.</h1>")
    assert findings("MED203", text, "a.html") == []
    assert len(findings("MED202", text, "a.html")) == 1
    # Boxes side by side are lines, whatever stands between them.
    text = page(f"<p><span>12 May 2026</span>{gap}<span>By Jane Roe</span></p>")
    assert findings("MED202", text, "a.html") == []


@pytest.mark.parametrize("date", ["2 March\n2026", "2\nMarch 2026", "March\n2, 2026", "March 2,\n2026"])
def test_a_date_goes_on_below_the_end_of_a_line(date: str) -> None:
    text = f"# Sleep\n\nLast updated: {date}\n\nA cool room helps.\n"
    document = parse("a.md", text.encode(), Settings())
    (updated,) = document.field("updated")
    assert updated.text == date.replace("\n", " ")
    assert text[slice(*updated.span)] == date
    assert findings("MED201", text) == findings("MED209", text) == []


def test_dates_on_two_lines_stay_two() -> None:
    text = "# Sleep\n\nPublished: 2 March 2025\nUpdated: May 2026\nBy Jane Roe\n\nA cool room helps.\n"
    document = parse("a.md", text.encode(), Settings())
    told = [(value.field, value.text) for value in document.values if value.origin == "page"]
    assert told == [("published", "2 March 2025"), ("updated", "May 2026"), ("author", "Jane Roe")]
