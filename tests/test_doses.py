"""Doses: how they are read, judged and mended."""

from functools import cache

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.checks.dose_figures import doses
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.parse import parse
from medlint.plan import Plan
from medlint.reading import reading
from medlint.settings import Settings

CODES = tuple(f"MED{number}" for number in (229, *range(309, 318), 321, 330))


@cache
def plan() -> Plan:
    return plan_of(finder(isolated=True)("."), builtin(), Selection(select=CODES))


def findings(text: str) -> tuple[Finding, ...]:
    article = f"---\nlang: en\n---\n\n# An article\n\n{text}\n"
    return lint_bytes("article.md", article.encode(), plan()).findings


def codes(text: str) -> list[str]:
    return sorted({finding.rule for finding in findings(text)})


FOUND = (
    ("MED310", "Take 2 tablets every four hours."),
    ("MED310", "Take 500 mg of turmeric twice daily."),
    ("MED311", "She was given .5mg."),
    ("MED311", "It holds 5.0 ml of syrup."),
    ("MED312", "It holds 5 µg."),
    ("MED313", "Inject 5U at once."),
    ("MED311", "Take .25 mcg now."),
    ("MED313", "Inject 0.5 cc of the solution under the skin."),
    ("MED310", "The recommended dose is 5 g to 10 mg."),
)
SAFE = (
    "Take 500 mg of turmeric twice daily. Check the label first.",
    "Do not take more than 8 tablets in 24 hours.",
    "In the study, people took 500 mg a day.",
    "Take 5 minutes to relax. Drink 200 ml of water.",
    "Bilirubin was 1.0 mg/dL and creatinine 2.0 mg/dL.",
    "Version 2.0 is out. It weighs 3.0 kg. BMI of 25.0.",
    "Vitamin B12 50 mcg. CoQ10 100 mg. Omega-3 1000 mg.",
    "From 2000 to 2010, 10,000 units were sold. 100000 steps.",
    "We bid 5 pounds. The QD screen is good. Take the 10 U-bend. Drive a 125cc bike.",
    "MS is a disease of the nerves.",
    "Write 1.0 in the box. Score 2.0 out of 10. 1.0 litre of water.",
    "Mean intake was 3.0 mg in the placebo group.",
    "She ran 5.0 km in 25 min.",
    "Call 0845 10000 for units.",
    "Breast implants of 300 cc are common.",
    "Hold the syringe upright. MS nurses help.",
    "The doctor may start with 5 mg.",
)


@pytest.mark.parametrize(("expected", "text"), FOUND)
def test_found(expected: str, text: str) -> None:
    assert codes(text) == expected.split()


@pytest.mark.parametrize("text", SAFE)
def test_safe(text: str) -> None:
    assert codes(text) == []


def doses_of(text: str) -> list[tuple[str, str]]:
    article = f"---\nlang: en\n---\n\n# An article\n\n{text}\n"
    document = parse("article.md", article.encode(), Settings())
    return [(dose.number(), dose.sign()) for dose in doses(reading(document))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 0.5 mg or 1,000mg.", [("0.5", "mg"), ("1,000", "mg")]),
        ("It holds .5 mg", [(".5", "mg")]),
        ("See 2.5.1 mg and end.5 mg", [("2.5.1", "mg")]),
        ("10\u00a0mg, 5-mg tablets", [("10", "mg"), ("5", "mg")]),
        ("5 mgs, 3 mL, 2 µg", [("5", "mgs"), ("3", "ml"), ("2", "µg")]),
        ("10 mgx, 10 m, 44U-QUIT, 1/2 mg", []),
        ("no figures in mg", []),
    ],
)
def test_numbers_withunits_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert doses_of(text) == expected


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Take 1.0 mg now.", "Take 1 mg now."),
        ("Take 10.00mg now.", "Take 10mg now."),
        ("Take .25 mcg now.", "Take 0.25 mcg now."),
        ("Give 1000000 units.", "Give 1,000,000 units."),
        ("Give **1.0 mg** now.", "Give **1 mg** now."),
    ],
)
def test_fixes_keep_the_amount(text: str, better: str) -> None:
    (found,) = (finding for finding in findings(text) if finding.rule == "MED311")
    assert found.fix is not None
    assert found.fix.safety == "safe"
    (edit,) = found.fix.edits
    article = f"---\nlang: en\n---\n\n# An article\n\n{text}\n"
    fixed = article[: edit.span.start] + edit.text + article[edit.span.end :]
    assert fixed.endswith(f"{better}\n")


@pytest.mark.parametrize("text", ["Take 1.0&nbsp;mg now.", "Take 1.0\nmg now."])
def test_no_fix_where_the_text_is_not_as_it_stands(text: str) -> None:
    (found,) = (finding for finding in findings(text) if finding.rule == "MED311")
    assert found.fix is None


def test_a_name_that_runs_into_a_dose_is_not_parted_unasked() -> None:
    (found,) = findings("Ask about Inderal40mg.")
    assert found.fix is not None
    assert found.fix.safety == "unsafe"


@pytest.mark.parametrize(
    ("piece", "end"), [("1", ""), ("1.", ""), ("1 ", "mg"), ("a1", "mg"), (".5 ", ""), ("take 1 ", "")]
)
def test_hostile_text_costs_what_its_length_does(piece: str, end: str) -> None:
    assert growth(findings, lambda size: piece * size + end) < LINEAR
