"""What warns of a remedy, refuses one, or tells what others say, in the words of those rules."""

import pytest
from one_rule import marked

PAGE = "---\ntitle: {title}\nlang: en\n---\n\n{text}\n"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("MED324", "Bloodroot paste destroys healthy tissue just as it destroys the rest."),
        ("MED324", "Cansema burns the skin for days."),
        ("MED309", "Leave out the tablets that stop the runs while you have a fever."),
        ("MED309", "Skip the medicine that slows the bowel if you see blood."),
        ("MED401", "An uncle wrote to tell me what would have cured me without chemo."),
    ],
)
def test_no_advice(rule: str, text: str) -> None:
    assert marked(rule, PAGE.format(title="A question", text=text)) == []


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        ("MED324", "Bloodroot paste destroys tumours.", "Bloodroot paste destroys"),
        ("MED324", "Cansema burns off moles in a week.", "Cansema burns"),
        ("MED309", "Leave out the tablets and drink the tea.", "Leave out the tablets"),
        ("MED401", "Apricot kernels cured me without chemo.", "cured me"),
    ],
)
def test_still_found(rule: str, text: str, said: str) -> None:
    assert marked(rule, PAGE.format(title="A question", text=text)) == [said]
