"""What a text says beside a finding: phrases of a group are found by the words that they need."""

from medlint.phrases import compile_phrase
from medlint.reading.said import Groups, first_said, says, without

LISTS = {"doctor": ["(doctor|gp|nurse)[s]"]}


def groups(*phrases: str) -> Groups:
    made = [compile_phrase(phrase, LISTS) for phrase in phrases]
    return {"-net": [(phrase.pattern, list(phrase.triggers)) for phrase in made]}


NET = groups("ask (a|your) {doctor}", "on the label", "{doctor} first")


def test_a_phrase_is_said_in_a_part_of_a_text() -> None:
    text = "take two tablets, but ask your nurse. that is all."
    assert says(NET, "-net", text)
    assert says(NET, "-net", text, 18, 36)
    assert not says(NET, "-net", text, 0, 20)
    assert not says(NET, "-net", text, 37)
    assert not says(NET, "-other", text)
    assert not says(NET, "-net", "a label, a nurse and a doctor")


def test_what_is_said_first_and_what_is_left() -> None:
    text = "see the gp first, then ask a doctor"
    assert first_said(NET, "-net", text) == "gp first"
    assert first_said(NET, "-net", "nothing") == ""
    assert without(NET, "-net", text) == "see the  , then  "
