"""What stands behind the names of authors and reviewers: bylines as people write them."""

from __future__ import annotations

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.parse.credentials import credential_class, credential_table, qualifications

PLAN = plan_of(finder(isolated=True)("."), builtin(), Selection(select=("MED205", "MED206", "MED207")))


def lint(*lines: str) -> list[Finding]:
    text = "\n\n".join(("# Colds", *lines, "Rest.")) + "\n"
    return list(lint_bytes("a.md", text.encode(), PLAN).findings)


def codes(*lines: str) -> list[str]:
    return [finding.rule for finding in lint(*lines)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Medically reviewed by Michael Young II, MA", "not a clinical qualification"),
        ("Medically reviewed by Ann Lee, PhD", "not a clinical qualification"),
        ("Clinically reviewed by Ann Lee, MSc, MPH", "not a clinical qualification"),
        ("Medically reviewed by Ann Lee, medical writer", "not a clinical qualification"),
        ("Medically reviewed by Dr. Arti Rao, BAMS", "stands for Ayurveda"),
        ("Medically reviewed by Arti Rao, B.H.M.S.", "stands for homeopathy"),
        ("Reviewed by Ann Lee, naturopath", "stands for naturopathy"),
        ("Reviewed by Ann Lee, ND", "stands for naturopathy"),
        ("Medically reviewed by John Smith, chiropractor", "stands for chiropractic"),
        ("Medically reviewed by Ann Lee, LAc", "stands for acupuncture"),
        ("Reviewed by Ann Lee, MA, nutritionist", "anyone may use"),
        ("Reviewed by Ann Lee, certified health coach", "anyone may use"),
        ("Medically reviewed by Dr Ann Lee", "nothing but 'Dr' shows"),
        ("Reviewed by Dr. Ann Lee", "nothing but 'Dr' shows"),
        ("By Ann Lee, homeopath", "stands for homeopathy"),
        ("By Dr Ann Lee, ND", "stands for naturopathy"),
        ("Written by Ann Lee, life coach", "anyone may use"),
    ],
)
def test_doubtful(line: str, said: str) -> None:
    (finding,) = [finding for finding in lint(line) if finding.rule == "MED205"]
    assert said in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "Medically reviewed by Dr Ann Lee, MRCGP",
        "Medically reviewed by Ann Lee, MD, PhD",
        "Medically reviewed by Ann Lee, MA, RN",
        "Medically reviewed by Ann Lee, PT, DPT",
        "Medically reviewed by Ann Lee, Pharm D",
        "Medically reviewed by Ann Lee, M.D",
        "Medically reviewed by Ann Lee, PhD, clinical psychologist",
        "Medically reviewed by Ann Lee, MS, RDN, LD",
        "Reviewed by Ann Lee, Registered Dietitian Nutritionist",
        "Reviewed by Ann Lee, BSc, registered nutritionist",
        "Medically reviewed by Consultant Physiotherapist Ann Lee",
        "Medically reviewed by Dr Ann Lee, GP and health coach",
        "Written and medically reviewed by Dr. Ann Lee, MBBS, MS",
        "Reviewed by Ann Lee, MA",
        "Reviewed by Ann Lee",
        "By Dr Ann Lee",
        "By Dr Ann Lee, PhD",
        "By Ann Lee, chiropractor",
        "By Ann Lee, MA",
        "Fact checked by Ann Lee, nutritionist",
        "Medically reviewed by our team of experts",
        "Medically reviewed by Dr. med. Anna Schmidt",
    ],
)
def test_sound(line: str) -> None:
    assert "MED205" not in codes(line)


def test_a_clinician_beside_an_author() -> None:
    assert codes("By Ann Lee, health coach", "Medically reviewed by Jane Roe, RN") == []
    assert codes("By Jane Roe, RN", "Reviewed by Ann Lee, health coach") == ["MED205"]


def test_one_who_wrote_and_reviewed_is_told_of_once() -> None:
    found = codes("Written by Ann Lee, ND", "Medically reviewed by Ann Lee, ND")
    assert found.count("MED205") == 1
    assert "MED207" in found


@pytest.mark.parametrize(
    ("lines", "same"),
    [
        (("By Jane Roe, RN", "Reviewed by Jane Roe"), True),
        (("By Jane Roe, RN", "Medically reviewed by Dr Jane Roe"), True),
        (("By Jane Roe, RN", "Reviewed by Ann Lee, RN, and Jane Roe, RN"), False),
        (("By Jane Roe, RN and Ann Lee, RN", "Reviewed by Ann Lee, RN"), True),
        (("By Jane Roe, RN", "Reviewed by Janet Roe, RN"), False),
        (("By Clear Lungs Trust", "Reviewed by Clear Lungs Trust"), True),
        (("By Clear Lungs Trust", "Reviewed by the Royal College of Nursing"), False),
        (("By Clear Lungs Trust", "Reviewed by a doctor"), False),
    ],
)
def test_independence(lines: tuple[str, ...], same: bool) -> None:
    assert ("MED207" in codes(*lines)) is same


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Naturopathic Doctor", [("questionable", "naturopathy")]),
        ("Licensed Clinical Psychologist", [("clinical", "")]),
        ("m.b.b.s.", [("clinical", "medicine")]),
        ("Registered Dietitian Nutritionist", [("clinical", "")]),
        ("Award-winning author", [("other", "")]),
        ("mother of two", []),
    ],
)
def test_what_a_text_is_worth(text: str, worth: list[tuple[str, str]]) -> None:
    found = list(qualifications(text))
    assert [(one.level, one.profession) for one in found] == worth
    assert credential_class(text) == (worth[-1][0] if worth else None)


def test_what_is_not_of_medicine_says_of_what_it_is() -> None:
    table = credential_table()
    unnamed = [name for name, level in table.folded.items() if not table.professions[name]]
    assert unnamed == []


REVIEWED = "Medically reviewed by Dr Ann Lee"


@pytest.mark.parametrize(
    "lines",
    [
        (REVIEWED, "Principal Physician", "MBBS (Leeds), MRCP (UK)"),
        (REVIEWED, "Medical Director", "MBBS (Leeds), MRCP (UK)"),
        (f"{REVIEWED}  \nMBBS, MRCP",),
        (REVIEWED, "Book with our cardiologist, Dr Ann Lee, at the house by the sea."),
        (REVIEWED, "Dr Ann Lee is a heart surgeon in Leeds."),
    ],
)
def test_a_qualification_below_a_reviewers_name_is_read(lines: tuple[str, ...]) -> None:
    assert "MED205" not in codes(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        (REVIEWED, "A cold goes by itself, with tea or without."),
        (REVIEWED, "Dr Ann Lee, the founder of Roe House, likes tea."),
        (REVIEWED, "Dr Ann Lee is a naturopath."),
        (REVIEWED, "Ask your doctor. Dr Ann Lee wrote a book on tea."),
    ],
)
def test_what_is_no_qualification_leaves_a_bare_title_alone(lines: tuple[str, ...]) -> None:
    assert "MED205" in codes(*lines)


def test_a_qualification_below_a_reviewers_name_in_a_page() -> None:
    indented = "\n" + " " * 24
    box = indented.join(
        (
            "<div><p>Reviewed by Dr. Ann Lee</p>",
            '<p class="small text-muted">Practice Lead</p>',
            "<p>MBBS (Leeds), MRCP</p></div>",
        )
    )
    html = f"<html><body><article><h1>Colds</h1>{box}<p>Rest.</p></article></body></html>"
    assert not [f for f in lint_bytes("a.html", html.encode(), PLAN).findings if f.rule == "MED205"]


def test_a_reviewer_is_qualified_by_the_line_below() -> None:
    assert "MED206" not in codes("Reviewed by Ann Lee", "Physiotherapist")
    assert "MED206" in codes("Reviewed by Ann Lee", "Rest and drink.")
