"""What hints say in the format and the language of the article, and that to do so helps."""

from __future__ import annotations

import pytest

from medlint.catalogue import builtin
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.parse.wording import judged_languages
from medlint.plan import make_plan
from medlint.settings import Settings

PAGE = (
    '<!doctype html><html lang="en"><head>{head}</head><body><main>{title}\n{line}\n'
    "<p>Most colds pass in a week, and there is little to do about them but rest.</p></main></body></html>"
)
DUMP = "{title}\n\n{line}\n\nMost colds pass in a week, and there is little to do about them but rest.\n"
DATA = '<script type="application/ld+json">{"@type": "Article", %s}</script>'


def found(path: str, text: str, code: str) -> list[Finding]:
    plan = make_plan(builtin(), Settings(today="2026-06-01"), select=(code,))
    return list(lint_bytes(path, text.encode(), plan).findings)


@pytest.mark.parametrize(
    ("code", "said", "head", "line"),
    [
        ("MED202", "`By Jane Roe, RN`", "", "<p>By Jane Roe, RN</p>"),
        ("MED202", '`<meta name="author" content="…">`', '<meta name="author" content="Jane Roe">', ""),
        ("MED209", '"Published 2 March 2026"', "", "<p>Published 2 March 2026</p>"),
        ("MED209", "`datePublished`", DATA % '"datePublished": "2026-03-02"', ""),
        ("MED214", '"4 min read"', "", "<p>4 min read</p>"),
        ("MED214", "`timeRequired`", DATA % '"timeRequired": "PT4M"', ""),
        ("MED601", '`<meta name="keywords" content="…">`', '<meta name="keywords" content="colds">', ""),
        ("MED101", "`<title>`", "<title>Colds</title>", ""),
        ("MED101", "`<h1>`", "", "<h1>Colds</h1>"),
    ],
)
def test_in_a_page(code: str, said: str, head: str, line: str) -> None:
    title = "" if code == "MED101" else "<h1>Colds</h1>"
    (finding,) = found("a.html", PAGE.format(head="", title=title, line=""), code)
    assert said in finding.hint
    assert "front matter" not in finding.hint
    assert found("a.html", PAGE.format(head=head, title=title, line=line), code) == []


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("MED202", "By Jane Roe, RN"),
        ("MED209", "Published 2 March 2026"),
        ("MED214", "4 min read"),
        ("MED601", "Tags: back-pain, stretching"),
    ],
)
def test_in_plain_text(code: str, line: str) -> None:
    (finding,) = found("a.txt", DUMP.format(title="Colds", line=""), code)
    assert line in finding.hint
    assert "front matter" not in finding.hint
    assert found("a.txt", DUMP.format(title="Colds", line=line), code) == []


@pytest.mark.parametrize("code", ["MED202", "MED209", "MED214", "MED601"])
def test_in_markdown_it_is_the_front_matter(code: str) -> None:
    (finding,) = found("a.md", "---\ntitle: Colds\n---\n\nRest and drink.\n", code)
    assert "front matter" in finding.hint


TEXTS = {
    "en": "A cold is a mild infection of the nose. Drink a lot of water and stay at home for a few days.",
    "de": "Eine Erkältung ist eine leichte Infektion der Nase. Trinken Sie viel und bleiben Sie zu Hause.",
    "fr": "Le rhume est une infection légère du nez. Buvez beaucoup et restez chez vous quelques jours.",
    "es": "El resfriado es una infección leve de la nariz. Beba mucha agua y descanse en casa unos días.",
}
"""The beginning of an article in each language that is judged."""


@pytest.mark.parametrize("language", sorted(judged_languages() | {"en"}))
@pytest.mark.parametrize("code", ["MED105", "MED109"])
def test_a_heading_is_named_in_the_language_and_is_the_one_that_a_fix_writes(
    language: str, code: str
) -> None:
    text = f"---\nlang: {language}\n---\n\n# A\n\n{TEXTS[language]}\n"
    (finding,) = found("a.md", text, code)
    assert finding.fix is not None
    assert f'"{finding.fix.edits[0].text.split("## ")[1].splitlines()[0]}"' in finding.hint


def test_a_sentence_of_a_disclaimer_is_quoted_in_the_language() -> None:
    text = (
        "---\nlang: es\n---\n\n# A\n\n{}\n\n## Aviso médico\n\nEste artículo es solo información general.\n"
    )
    (finding,) = found("a.md", text.format(TEXTS["es"]), "MED106")
    assert "Consulte" in finding.hint or "Pregunte" in finding.hint
