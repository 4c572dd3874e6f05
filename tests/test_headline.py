"""What the front matter shows of a page elsewhere is read by the rules that ask for it, with exact places."""

from __future__ import annotations

import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.parse import parse
from medlint.plan import Plan, Step
from medlint.reading.headline import headline, may_hold
from medlint.settings import Settings

CLAIMS = Plan(tuple(Step(rule, None) for rule in builtin() if rule.params.get("headline")), Settings())
BODY = "Rest and drink. Most coughs pass in three weeks, and there is no cure for a cold.\n"


def found(front: str, body: str = BODY) -> list[tuple[str, str]]:
    text = f"{front}\n{body}"
    report = lint_bytes("a.md", text.encode(), CLAIMS)
    return [(finding.rule, text[slice(*finding.span)]) for finding in report.findings]


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("---\ntitle: Cure your arthritis\n---", [("MED401", "Cure your arthritis")]),
        ('---\ntitle: "Cure your arthritis"\n---', [("MED401", "Cure your arthritis")]),
        ("---\ndescription: >\n  How to cure\n  your arthritis\n---", [("MED401", "cure\n  your arthritis")]),
        ('+++\ntitle = "Cure your arthritis"\n+++', [("MED401", "Cure your arthritis")]),
        ('{"title": "Cure your \\u0061rthritis"}', [("MED401", "Cure your \\u0061rthritis")]),
        ("---\ntitle: Can turmeric cure arthritis?\n---", []),
        ("---\ntitle: There is no cure for arthritis\n---", []),
        ("---\nauthor: Cure your arthritis\n---", []),
    ],
    ids=["plain", "quoted", "folded", "toml", "escaped", "asked", "denied", "another key"],
)
def test_claims_in_the_front_matter(front: str, wanted: list[tuple[str, str]]) -> None:
    assert found(front) == wanted


def test_what_the_article_says_in_the_same_words_is_told_once() -> None:
    front = "---\ntitle: Cure your arthritis\ndescription: Cure your arthritis\n---"
    (only,) = found(front, f"# Cure your arthritis\n\n{BODY}")
    assert only == ("MED401", "Cure your arthritis")
    assert len(found(front)) == 1


def test_a_description_that_is_cut_out_of_the_text_is_told_there() -> None:
    opening = "Last year I tried one thing after another, and then a tea cured my arthritis"
    body = f"{opening} for good, as it seems. Then came the next winter.\n"
    cut = f'---\ndescription: "{opening} for good, as..."\n---'
    assert found(cut, f"# Tea\n\n{body}") == found("", f"# Tea\n\n{body}")
    other = "---\ndescription: How a tea cured my arthritis\n---"
    assert len(found(other, f"# Tea\n\n{body}")) == len(found(cut, f"# Tea\n\n{body}")) + 1


def test_a_page_without_front_matter_has_no_headline() -> None:
    page = b"<html><head><title>Cure your arthritis</title></head><body><p>Rest.</p></body></html>"
    assert headline(parse("a.html", page, Settings())).passages == ()


@pytest.mark.parametrize(
    ("article", "holds"),
    [
        ("# Rest\n\nHomeopathy is old.", True),
        ("# Rest\n\nWe like foot rubs.\n\nTake a bath.", False),
        ("# Rest\n\nWe like foot rubs.\n\nA detox bath.", True),
        ("---\ntitle: Homeopathy\n---\n\n# Rest\n\nRest.", True),
        ("---\ndescription: A homeopathy page\n---\n\n# Rest\n\nRest.", True),
        ("---\nauthor: Homeopathy\n---\n\n# Rest\n\nRest.", False),
    ],
    ids=["text", "one set of two", "both sets", "title", "description", "another key"],
)
def test_an_article_may_hold_a_phrase_if_it_has_a_word_of_each_set(article: str, holds: bool) -> None:
    document = parse("a.md", f"{article}\n".encode(), Settings())
    assert may_hold(document, "homeopathy homoeopathy;detox+foot feet") is holds


def test_the_title_of_a_page_counts_too() -> None:
    page = b"<html><head><title>Reiki</title></head><body><main><p>Rest.</p></main></body></html>"
    assert may_hold(parse("a.html", page, Settings()), "reiki")
