"""What hostile text costs the rules about wording: as much a byte, however long a passage or sentence is."""

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.document import Document
from medlint.engine import lint_bytes, lint_document
from medlint.parse import parse
from medlint.plan import make_plan
from medlint.settings import Settings

SETTINGS = Settings()._replace(max_file_size=10**9)
PLAN = make_plan(builtin(), Settings(), select=("MED3", "MED4", "MED224", "MED227", "MED229"))
# Each holds what many phrases of some rules look for, again and again.
PIECES = {
    "signs": "crushing chest pain and slurred speech, see your doctor in a few days",
    "claims": "turmeric cures arthritis and works wonders without side effects, studies show",
    "doses": "take 500 mg of ibuprofen twice daily, stop your tablets and wait a week",
    "people": "our patient mr john smith, born 3 may 1960, of 4 mill lane",
    "risk": "it doubles your risk by 50% and two thirds of people say that experts agree",
    "death": "i thought about ending my life, and they kill themselves",
    "offers": "buy botox and ozempic for £100 and order viagra online",
    "conspiracy": "big pharma hides the truth that they do not want you to know",
}


@pytest.mark.parametrize("end", [" and ", ". "], ids=["one sentence", "sentences"])
@pytest.mark.parametrize("piece", PIECES)
def test_cost_grows_with_the_text(piece: str, end: str) -> None:
    def make(size: int) -> Document:
        text = (PIECES[piece] + end) * (size // len(PIECES[piece]) + 1)
        source = f"# Health\n\nThis page is about health for you and the people around you.\n\n{text}\n"
        return parse("article.md", source.encode(), Settings())

    assert growth(lambda document: lint_document(document, PLAN), make, enough=0.05) < LINEAR


def test_a_long_heading_is_read_once_for_all_its_signs() -> None:
    plan = make_plan(builtin(), Settings(), select=("MED305",))

    def make(size: int) -> Document:
        return parse("article.md", f"# Health: {(PIECES['signs'] + '. ') * size}\n".encode(), Settings())

    assert growth(lambda document: lint_document(document, plan), make, enough=0.05) < LINEAR


@pytest.mark.parametrize("above", ["# {}\n\n", "# Health\n\n{}:\n\n"], ids=["heading", "lead-in"])
def test_what_stands_above_many_statements_is_read_in_part(above: str) -> None:
    def make(size: int) -> Document:
        text = above.format("plain words that say nothing of note " * (size // 80))
        items = f"- {PIECES['claims']}\n" * (size // 160)
        return parse("article.md", f"{text}{items}".encode(), Settings())

    assert growth(lambda document: lint_document(document, PLAN), make, enough=0.05) < LINEAR


def test_equal_tags_cost_what_their_number_does() -> None:
    plan = make_plan(builtin(), Settings(), select=("MED6",))

    def make(size: int) -> Document:
        return parse("article.txt", ("Tags: a\n" * (size // 8)).encode(), Settings())

    assert growth(lambda document: lint_document(document, plan), make, enough=0.05) < LINEAR


@pytest.mark.parametrize("piece", ["help the disabled, ", "diabetics and addicts and the mentally ill "])
def test_words_with_better_ones_cost_what_their_number_does(piece: str) -> None:
    plan = make_plan(builtin(), Settings(), select=("MED506",))

    def make(size: int) -> Document:
        return parse("article.md", f"{COLDS}{piece * size}\n".encode(), Settings())

    assert growth(lambda document: lint_document(document, plan), make, enough=0.05) < LINEAR
    (finding, *_) = lint_document(make(200), plan).findings
    assert len(finding.related) == 50


DOSES = "Take 500 mg of paracetamol every 4 to 6 hours. "


def test_an_item_of_many_doses_costs_what_its_length_does() -> None:
    plan = make_plan(builtin(), Settings(), select=("MED310",))

    def make(size: int) -> Document:
        return parse("article.md", f"# Pain\n\n- Take it so.\n- {DOSES * size}\n".encode(), Settings())

    assert growth(lambda document: lint_document(document, plan), make, enough=0.05) < LINEAR


def test_whether_a_page_has_classes_is_looked_up_once() -> None:
    plan = make_plan(builtin(), Settings(), select=("MED116",))

    def make(size: int) -> Document:
        return parse("article.html", f"{'<h2>a' * size}<!-- {'c' * 4_000 * size} -->".encode(), SETTINGS)

    assert growth(lambda document: lint_document(document, plan), make, enough=0.02, most=4_000) < LINEAR


@pytest.mark.parametrize("label", ["Author: ", "Reviewed by Dr "])
def test_many_people_cost_what_their_number_does(label: str) -> None:
    plan = make_plan(builtin(), Settings(), select=("MED2",))

    def make(size: int) -> bytes:
        letters = (
            (chr(97 + at % 26), chr(97 + at // 26 % 26), chr(97 + at // 676)) for at in range(30 * size)
        )
        return "".join(f"{label}{a.upper()}{b}{c}b R{a}{b}{c}oe\n\n" for a, b, c in letters).encode()

    assert growth(lambda text: lint_bytes("article.txt", text, plan), make, enough=0.05, most=120) < LINEAR


COLDS = "# Colds\n\nText about colds.\n\n"
DOSE = "Take 1.0 mg of ibuprofen.\n\n"
SUPPRESSIONS = {
    "ignore": ("", "<!-- medlint: ignore[MED311] -->\n\n" + DOSE, ""),
    "ignore in one line": ("A ", "<!-- medlint: ignore[MED311] -->", ""),
    "ignore in a line of HTML": ("", "<!-- medlint: ignore[MED311] -->", ""),
    "file-ignore": ("", "<!-- medlint: file-ignore[MED311] -->\n\n" + DOSE, ""),
    "disable": ("", "<!-- medlint: disable[MED311] -->\n\n" + DOSE, ""),
    "disable and one enable": (
        "",
        "<!-- medlint: disable[MED311] -->\n\n",
        "<!-- medlint: enable[MED311] -->",
    ),
    "disable and enable": (
        "",
        "<!-- medlint: disable[MED311] -->\n\n<!-- medlint: enable[MED311] -->\n\n",
        "",
    ),
    "enable of another": (
        "",
        "<!-- medlint: disable[MED311] -->\n\n<!-- medlint: enable[MED312] -->\n\n",
        "",
    ),
    "a code again and again": ("<!-- medlint: disable[", "MED311,", "] -->\n\n" + DOSE),
    "unused codes": ("<!-- medlint: disable[", "MED313,", "] -->\n\n" + DOSE),
    "categories": ("<!-- medlint: disable[", "safety,", "] -->\n\n" + DOSE),
}


@pytest.mark.parametrize("form", SUPPRESSIONS)
def test_suppressions_cost_what_their_number_does(form: str) -> None:
    start, piece, end = SUPPRESSIONS[form]
    plan = make_plan(builtin(), Settings(), select=("MED311", "MED313", "MED901", "MED902"))

    def make(size: int) -> Document:
        text = COLDS + start + piece * size + end + "\n\n" + "1.0 mg " * size
        return parse("article.md", text.encode(), Settings())

    assert growth(lambda document: lint_document(document, plan), make, enough=0.05) < LINEAR


def test_only_the_first_unknown_codes_are_compared_with_all_rules() -> None:
    plan = make_plan(builtin(), Settings(), select=("MED901",))
    codes = ", ".join(f"MED31{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    text = f"{COLDS}<!-- medlint: disable[{codes}] -->\n"
    report = lint_document(parse("article.md", text.encode(), Settings()), plan)
    assert sum(finding.hint.startswith("Did you mean") for finding in report.findings) == 20
    assert len(report.findings) == 26
