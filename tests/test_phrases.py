"""The notation of phrases: what it matches, what it does not, and which words trigger the search."""

from __future__ import annotations

import re

import pytest
from growth import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from medlint.phrases import (
    OPENING,
    PhraseError,
    compile_phrase,
    crosses_sentences,
    know_parts,
    pattern_of,
    regex,
)
from medlint.phrases.shortening import shortened

LISTS = {"medicine": ("medicine[s]", "{tablet}"), "tablet": ("(blood pressure|sleeping) (tablet|pill)s",)}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cures", "it cures all", "cures"),
        ("cures", "a secured place, cures-all", "cures"),
        ("cure", "cured and secure", None),
        ("cur(e|es|ed|ing) ... cancer", "curing all of your cancer", "curing all of your cancer"),
        ("cur(e|es|ed|ing) ... cancer", "cure a b c d e cancer", None),
        ("cur(e|es|ed|ing) ... cancer", "a cure. cancer", None),
        ("cure ...1 cancer", "cure all cancer", "cure all cancer"),
        ("cure ...1 cancer", "cure all the cancer", None),
        ("side effect[s]", "no side-effects here", "side-effects"),
        ("safe effective", "a safe, effective cure", "safe, effective"),
        ("#% safe", "it is 99.9% safe", "99.9% safe"),
        ("#% safe", "it is % safe", None),
        (
            "stop taking [all] [of] your {medicine}",
            "stop taking your medicines",
            "stop taking your medicines",
        ),
        ("stop {medicine}", "stop blood pressure tablets", "stop blood pressure tablets"),
        ("[really] works every time", "it works every time", "works every time"),
        ("[really] works every time", "it really works every time", "really works every time"),
        ("detox* tea", "a detoxifying tea", "detoxifying tea"),
        ("don't want you to know", "they don't want you to know", "don't want you to know"),
        ("doctor['s|s] hate[s]", "what doctors hate", "doctors hate"),
        ("e.g.", "a drug, e.g. this one", "e.g."),
        ("50/50", "a 50/50 chance", "50/50"),
        ("^ no side effects $", "- no side effects!", "- no side effects!"),
        ("^ no side effects $", "no side effects were seen", None),
        ("^ no side effects", "there are no side effects", None),
        ("side effects $", "it has no side effects.", "side effects."),
        ("dentists choose @", "dentists choose flexibrush", "dentists choose flexibrush"),
    ],
)
def test_what_a_phrase_matches(phrase: str, text: str, found: str | None) -> None:
    match = re.search(compile_phrase(phrase, LISTS).pattern, text)
    assert (match and match.group()) == found


@pytest.mark.parametrize(
    ("phrase", "triggers"),
    [
        ("the cure", {"cure"}),
        ("cur(e|es) of [all] cancer", {"cancer"}),
        ("(works|acts) every time", {"every"}),
        ("side-effect[s]", {"effect", "effects"}),
        ("don't worry", {"worry", "don"}),
        ("{medicine} (a|the)", {"medicine", "medicines", "pressure", "sleeping", "blood"}),
        ("detox* tea", {"tea"}),
        ("#% safe", {"safe"}),
    ],
)
def test_triggers(phrase: str, triggers: set[str]) -> None:
    found = set(compile_phrase(phrase, LISTS).triggers)
    assert found
    assert found <= triggers


@pytest.mark.parametrize(
    "phrase", ["(a|b", "a)", "[a", "{nobody}", "detox*", "[cure]", "... #", "", "cu...re"]
)
def test_what_is_no_phrase(phrase: str) -> None:
    with pytest.raises(PhraseError):
        compile_phrase(phrase, LISTS)


def test_a_list_cannot_hold_itself() -> None:
    with pytest.raises(PhraseError):
        compile_phrase("{a}", {"a": ("b", "{a} c")})


def test_phrases_without_triggers_can_be_looked_for_in_place() -> None:
    assert re.search(pattern_of(["no*", "[x] #%"]), "nothing")
    assert not re.search(pattern_of([]), "anything")


def test_what_begins_all_phrases_stands_once() -> None:
    pattern = pattern_of(["cure[s] all", "(no|a) cure"])
    assert pattern.count(OPENING) == 1
    assert [match.group() for match in re.finditer(pattern, "no cure cures all, secures all")] == [
        "no cure",
        "cures all",
    ]
    assert re.search(pattern_of(["^ cures", "no cure"]), "here is no cure")


WORDS = st.lists(st.sampled_from(["safe", "cure", "no", "the", "cancer", "all", "a-b", "x"]), max_size=12)


@given(
    WORDS,
    st.sampled_from(["cure ... cancer", "(no|a) cure", "[the] cancer [all]", "cure[s] (all|no cancer)"]),
)
def test_whatever_matches_holds_a_trigger(words: list[str], phrase: str) -> None:
    text = " ".join(words)
    made = compile_phrase(phrase, {})
    for match in re.finditer(made.pattern, text):
        assert set(re.findall(r"[^\W_]+", match.group())) & set(made.triggers)


@pytest.mark.parametrize(
    ("start", "piece"), [("", "cure "), ("cure", "-a"), ("", "cure,"), ("cure ", "a1.5%")]
)
def test_hostile_text_costs_what_its_length_does(start: str, piece: str) -> None:
    pattern = re.compile(compile_phrase("cur(e|es) ...8 [of] ...8 cancer", {}).pattern)
    assert not pattern.search(start + piece * 2000)
    assert growth(pattern.search, lambda size: start + piece * size) < LINEAR


def test_shortened_patterns_are_the_same_patterns() -> None:
    lists = {
        "food": ["(apple|pear|plum|cherry|quince|medlar|damson|greengage|mulberry|elderberry|gooseberry)[s]"]
    }
    phrases = ["{food} cure[s] everything", "eat {food} daily", "no {food} at all", "a word alone"]
    patterns = [compile_phrase(phrase, lists).pattern for phrase in phrases]
    short, parts = shortened(patterns)
    assert parts
    assert sum(map(len, short)) < sum(map(len, patterns))
    assert short[3] == patterns[3]
    know_parts(parts)
    for pattern, made in zip(patterns, short, strict=True):
        assert regex(made).pattern == pattern
    assert regex(short[0]).search("medlars cure everything")
    assert crosses_sentences(short[0]) is False


def test_phrases_that_reach_across_the_end_of_a_sentence_are_known() -> None:
    phrases = ("side effects? none", "^ no risk", "no risk $")
    assert all(crosses_sentences(compile_phrase(phrase, {}).pattern) for phrase in phrases)
    assert not crosses_sentences(compile_phrase("side effects ... none", {}).pattern)
