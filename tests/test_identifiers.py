"""Register numbers: the check digits, and what must not be taken for a number."""

from __future__ import annotations

import pytest
from growth import LINEAR, growth

from medlint.catalogue import builtin
from medlint.checks.identifiers_people import luhn_npi, mod_11_2
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes

PLAN = plan_of(finder(isolated=True)("."), builtin(), Selection(select=("MED217",)))


def found(text: str, name: str = "a.md") -> list[str]:
    """Return what is marked."""
    return [text[slice(*finding.span)] for finding in lint_bytes(name, text.encode(), PLAN).findings]


@pytest.mark.parametrize("number", ["1234567893", "1993999998", "1245319599"])
def test_npi(number: str) -> None:
    assert luhn_npi(number)
    for place in range(10):
        other = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert not luhn_npi(other)


@pytest.mark.parametrize("number", ["0000000218250097", "000000021694233X", "0000000151093700"])
def test_orcid(number: str) -> None:
    assert mod_11_2(number)
    for place in range(15):
        other = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert not mod_11_2(other)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Dr Ann Lee, GMC 123456", ["123456"]),
        ("Dr Ann Lee, GMC 1234567", []),
        ("Dr Ann Lee (GMC no. 12-34567)", []),
        ("Dr Ann Lee, GMC Reference Number: 12345", ["12345"]),
        ("Dr Ann Lee, GMC registered since 2005", []),
        ("Dr Ann Lee, registered with the GMC (2005)", []),
        ("The GMC wrote to 12000 doctors", []),
        ("A GMC 15000 truck", []),
        ("A GMC Sierra 1500", []),
        ("Jane Roe, NMC: 05G1755E", []),
        ("Jane Roe, NMC 05G175E", ["05G175E"]),
        ("The NMC Code 2018", []),
        ("Sam Ito, HCPC: PH95159", []),
        ("Sam Ito, HCPC PYL12345", []),
        ("Sam Ito, HCPC reg PH1234567", ["PH1234567"]),
        ("HCPC standards of 2016, HCPC K0001", []),
        ("Pharmacy registration: GPhC 9012345", []),
        ("Superintendent: GPhC number 20334", ["20334"]),
        ("NPI 1245319598", ["1245319598"]),
        ("NPI #3245319599", ["3245319599"]),
        ("ORCID iD: 0000-0002-1825-0097", []),
        ("ORCID: 0000-0002-1825-0098", ["0000-0002-1825-0098"]),
        ("ORCID iD: 0000-0002-1825-009", ["0000-0002-1825-009"]),
        ("<https://orcid.org/0000-0002-1694-233x>", []),
        ("<https://orcid.org/0000-0002-1694-2333>", ["0000-0002-1694-2333"]),
        ("[me](https://orcid.org/my-orcid?orcid=0000) and [x](https://example.org/gmc/123456)", []),
    ],
)
def test_in_an_article(text: str, wrong: list[str]) -> None:
    assert found(f"# Colds\n\n{text}\n") == wrong


def test_in_structured_data() -> None:
    page = '<script type="application/ld+json">{"sameAs": "https://orcid.org/0000-0002-1825-0079"}</script><p>Rest.'
    assert found(page, "a.html") == ["0000-0002-1825-0079"]


@pytest.mark.parametrize(("start", "piece"), [("GMC ", "number "), ("", "NPI"), ("", "GMC reg no id ")])
def test_hostile_text_costs_what_its_length_does(start: str, piece: str) -> None:
    assert growth(found, lambda size: start + piece * size) < LINEAR
