"""What pages say about their author beside the name, on the line below it, and of reviewers behind a dash."""

from __future__ import annotations

import pytest

from medlint.parse import parse
from medlint.settings import Settings

BODY = (
    "<p>Heels hurt for many reasons, and most of them get better with rest, with good shoes and with time, "
    "so there is no need to give up walking for good, nor to buy anything.</p>"
)


def authors(html: str) -> list[tuple[str, str, tuple[str, ...]]]:
    document = parse("a.html", f"<html><body>{html}</body></html>".encode(), Settings())
    return [(byline.kind, byline.name, byline.credentials) for byline in document.bylines]


def test_a_title_on_the_line_below_the_name():
    html = f"<h1>Sore heels</h1><p>Dr. Jane Roe,</p><p>ENT Surgeon, Leeds Hospital.</p>{BODY}"
    assert authors(html) == [("person", "Jane Roe", ("ENT Surgeon",))]


@pytest.mark.parametrize(
    "line", ["Nurses can look at your heels.", "Heels, toes and more", "Our surgeons, day by day"]
)
def test_other_lines_below_a_name_are_no_title(line):
    html = f"<h1>Sore heels</h1><p>Dr. Jane Roe,</p><p>{line}</p>{BODY}"
    assert authors(html) == [("person", "Jane Roe", ())]


NAMES = "Dr. Jane Roe, DPM, <a href='x'>Dr. Colin Frost, DPM, PhD</a>"
MORE = " Our podiatrists care for feet and ankles in Leeds. This article is no substitute for a visit." * 3


@pytest.mark.parametrize("more", ["", MORE])
def test_reviewers_listed_behind_a_dash(more):
    said = f"<p><b>Medically reviewed by the podiatrists at Leeds Foot Clinic</b> — {NAMES}.{more}</p>"
    document = parse("a.html", f"<h1>Sore heels</h1>{BODY}{said}".encode(), Settings())
    found = [(byline.role, byline.name, byline.credentials) for byline in document.bylines]
    assert found == [("reviewer", "Jane Roe", ("DPM",)), ("reviewer", "Colin Frost", ("DPM", "PhD"))]


def test_a_dash_in_a_sentence_on_reviews_names_nobody():
    said = "<p>It was reviewed by many people over the years – Dr. Roe is fond of it – and sold well.</p>"
    document = parse("a.html", f"<h1>Sore heels</h1>{BODY}{said}".encode(), Settings())
    assert document.bylines == ()
