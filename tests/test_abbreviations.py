"""Which capitals are abbreviations, and where they count as explained."""

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding

OPENING = "# Help\n\nThis page is about what helps, and about where people can turn to for help with it.\n\n"


def findings(text: str, locale: str = "") -> list[Finding]:
    config = finder(isolated=True)(".")
    config = config._replace(settings=config.settings._replace(locale=locale))
    plan = plan_of(config, builtin(), Selection(select=("MED505",)))
    report = lint_bytes("article.md", text.encode(), plan)
    assert not report.error
    return list(report.findings)


def words(text: str, locale: str = "") -> list[str]:
    source = OPENING + text
    return [source[slice(*finding.span)] for finding in findings(source, locale)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You may be offered CBT.", ["CBT"]),
        ("Ask about SSRIs. SSRIs take weeks to work.", ["SSRIs"]),
        ("GERD and IBS often come together.", ["GERD", "IBS"]),
        ("A GLP-1 medicine may help.", ["GLP-1"]),
        ("Tell the nurse about your LDL, please.", ["LDL"]),
        ("(e.g. COPD)", ["COPD"]),
    ],
)
def test_unknown_letters_are_reported_once(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chronic obstructive pulmonary disease (COPD) is common. COPD gets worse.",
        "COPD (chronic obstructive pulmonary disease) is common.",
        "Gastro-oesophageal reflux disease, or GORD, is common. GORD hurts.",
        "Cognitive behavioural therapy, also known as CBT, helps.",
        "A test called an EMG measures the muscles.",
        "TIA stands for transient ischaemic attack. A TIA is a warning.",
        "Lung disease (most often hepatopulmonary syndrome, HPS) is rare. HPS is treated.",
        "Polycystic ovary syndrome is common. PCOS runs in families.",
        "An MSU, short for midstream specimen of urine, is tested.",
        "Selective serotonin reuptake inhibitors (SSRIs) help. SSRIs take weeks.",
        'An <abbr title="irritable bowel syndrome">IBS</abbr> clinic. IBS is common.',
        "## Thoracic outlet syndrome\n\nTOS is rare.",
    ],
)
def test_explained_letters_are_left_alone(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The NHS, your GP and GPs in the UK offer an MRI or CT scan for HIV, AIDS and DNA.",
        "World War II, type III, stage IV and grade IIIB.",
        "Blood group AB, vitamin B12, CO2, NaCl, H2O, pH and 5 ML of it.",
        "DO NOT take more. NEVER mix them, and DO ask. IMPORTANT NOTICE.",
        "Written by Ann Lee, RN, MSN and Tom Ray, MD, PhD.",
        "The clinic is in Boston, MA, and opens at 9 AM on Mondays.",
        'Text "HELLO" to 741741.',
        "Changes in the FLNA and HEXA genes cause it.",
        "See our [guide to COPD](/copd) for more.",
        "Say it like this: DEP-rih-VA-shun.",
        "Smith JA, Lee K. Sleep. J Sleep 2019;4:1-9. doi:10.1/x. See also COPD et al.",
        "> My COPD is bad, says Tom.",
        "RFC Silver Cups and JJ Nagar are names. XXXXX is a place-holder.",
        "The FAQ is a PDF. Call the BBC, the WHO or NASA.",
    ],
)
def test_what_needs_no_explanation(text: str) -> None:
    assert words(text) == []


def test_what_one_country_knows() -> None:
    assert words("Go to the ER, or ask an HMO.", "en-US") == []
    assert words("Go to the ER, or ask an HMO.", "en-GB") == ["ER", "HMO"]
    assert words("Go to the ER, or ask an HMO.") == []


def test_an_explanation_that_comes_late() -> None:
    text = f"{OPENING}Ask about CPAP.\n\nContinuous positive airway pressure (CPAP) helps.\n"
    (finding,) = findings(text)
    assert finding.severity == "note"
    assert [note.message for note in finding.related] == ["explained here"]


def test_a_heading_may_use_the_letters_first() -> None:
    assert words("## What is COPD?\n\nChronic obstructive pulmonary disease (COPD) is common.") == []


def test_at_most_five_findings() -> None:
    shorts = ("CBT", "GERD", "IBS", "IBD", "LDL", "HDL", "OCD")
    text = " ".join(f"Ask about {short}." for short in shorts)
    found = findings(OPENING + text)
    assert len(found) == 5
    assert len(found[-1].related) == 2


@pytest.mark.parametrize("piece", ["ABC ", "(ABC ", "AB-", "ABC (", "Q", "A B ", "AB\n\n"])
def test_hostile_text_costs_what_its_length_does(piece: str) -> None:
    assert growth(findings, lambda size: OPENING + piece * size) < LINEAR
