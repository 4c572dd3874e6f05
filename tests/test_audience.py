"""Whom an article says that it is written for."""

from functools import cache

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import FileReport
from medlint.parse import parse
from medlint.plan import Plan
from medlint.reading.audience import is_for_professionals
from medlint.settings import Settings

TEXT = "You can stop taking your antidepressants. Take 500 mg of turmeric three times a day for a month."
PAGE = (
    '<html lang="en"><head><title>Pain</title>{head}</head>'
    "<body><main><h1>Pain</h1><p>{text}</p></main></body></html>"
)
LINKED = (
    '<script type="application/ld+json">'
    '{{"@type": "MedicalWebPage", "name": "Pain", "audience": {0}}}</script>'
)

FOR_PROFESSIONALS = (
    f"# Pain: a guide for busy clinicians\n\n{TEXT}",
    f"# Pain: a prescriber's handbook\n\n{TEXT}",
    f"# Pain\n\nFor prescribing clinicians\n\n{TEXT}",
    f"# Pain\n\n**PHYSICIAN USE ONLY**\n\n{TEXT}",
    f"# Pain\n\n*A clinical review for prescribers*\n\n{TEXT}",
    f"# Pain\n\nFor healthcare providers, understanding pain matters. {TEXT}",
    f"# Pain\n\n{TEXT}\n\n## More\n\nThis article is intended for licensed healthcare professionals.",
    f"---\ntitle: Pain\naudience: clinicians\n---\n\n{TEXT}",
)
FOR_ANYBODY = (
    f"# Pain\n\n{TEXT}",
    f"# Pain\n\nFor patients and clinicians\n\n{TEXT}",
    f"# Pain\n\n[For health professionals](https://example.org/pro)\n\n{TEXT}",
    f"# Pain\n\n{TEXT}\n\n## More\n\nThis article is not intended for healthcare professionals.",
    f"# Pain\n\n{TEXT}\n\n## For clinicians\n\nThis page is no substitute for healthcare professionals.",
    f"---\ntitle: Pain\naudience: patients and clinicians\n---\n\n{TEXT}",
)
AUDIENCES = (
    ('{"@type": "MedicalAudience", "audienceType": "Clinician"}', True),
    ('"https://schema.org/MedicalResearcher"', True),
    ('{"@type": "MedicalAudience", "audienceType": "Patient"}', False),
    ('[{"@type": "Patient"}, {"@type": "Clinician"}]', False),
)


@cache
def plan() -> Plan:
    return plan_of(
        finder(isolated=True)("."), builtin(), Selection(select=("MED106", "MED309", "MED310", "MED312"))
    )


def report(text: str, name: str = "article.md") -> FileReport:
    return lint_bytes(name, text.encode(), plan())


@pytest.mark.parametrize("text", FOR_PROFESSIONALS)
def test_an_article_says_that_it_is_for_professionals(text: str) -> None:
    assert is_for_professionals(parse("article.md", text.encode(), Settings()))
    assert not {finding.rule for finding in report(text).findings} & {"MED309", "MED310"}


@pytest.mark.parametrize("text", FOR_ANYBODY)
def test_other_articles_are_for_patients_too(text: str) -> None:
    assert not is_for_professionals(parse("article.md", text.encode(), Settings()))


def test_patients_are_told_whom_to_ask() -> None:
    assert {finding.rule for finding in report(FOR_ANYBODY[0]).findings} == {"MED309", "MED310"}


@pytest.mark.parametrize(("audience", "wanted"), AUDIENCES)
def test_the_data_of_a_page_name_its_audience(audience: str, wanted: bool) -> None:
    page = PAGE.format(head=LINKED.format(audience), text=TEXT)
    assert is_for_professionals(parse("page.html", page.encode(), Settings())) is wanted


def test_what_can_be_misread_is_told_to_professionals_too() -> None:
    half = "## Disclaimer\n\nThis article is for informational purposes only."
    text = f"{FOR_PROFESSIONALS[0]} It holds 5 µg.\n\n{half}\n"
    found = {finding.rule: finding.severity for finding in report(text).findings}
    assert found == {"MED106": "note", "MED312": "warning"}


def test_half_a_disclaimer_weighs_less_where_professionals_read_it() -> None:
    text = "# Pain\n\nRest.\n\n## Disclaimer\n\nThis article is for informational purposes only.\n"
    assert [finding.severity for finding in report(text).findings] == ["error"]
