import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse.minutes import find_minutes, read_minutes


@pytest.mark.parametrize(
    ("text", "low", "high", "figure"),
    [
        ("4", 4, 4, "4"),
        ("4 min read", 4, 4, "4"),
        ("4-minute read", 4, 4, "4"),
        ("4 min estimated", 4, 4, "4"),
        ("4min", 4, 4, "4"),
        ("18 minutes", 18, 18, "18"),
        ("PT4M", 4, 4, "4"),
        ("PT1H5M", 65, 65, "1H5"),
        ("4–6 min", 4, 6, "4–6"),
        ("4 to 6 minutes", 4, 6, "4 to 6"),
        ("1 hour 5 minutes", 65, 65, "1 hour 5"),
        ("~4 min", 4, 4, "4"),
        ("⏱ 4\u00a0min", 4, 4, "4"),
        ("ESTIMATED READING TIME: 3 MINUTES", 3, 3, "3"),
        ("12 хвилин", 12, 12, "12"),
        ("4 Min. Lesezeit", 4, 4, "4"),
        ("lecture : 4 min", 4, 4, "4"),
        ("5 minutos de lectura", 5, 5, "5"),
        ("Published 2024 · 7 min read", 7, 7, "7"),
    ],
)
def test_figures_and_their_places(text, low, high, figure):
    minutes = read_minutes(text)
    assert (minutes.low, minutes.high, text[minutes.start : minutes.end]) == (low, high, figure)
    assert not minutes.odd


@pytest.mark.parametrize(
    ("text", "low", "high", "odd"),
    [
        ("<1 min", 0, 1, "below"),
        ("about three minutes", 3, 3, "words"),
        ("two to three minutes", 2, 3, "words"),
        ("Twenty-five-minute read", 25, 25, "words"),
        ("one hour and ten minutes", 70, 70, "words"),
        ("zwölf Minuten", 12, 12, "words"),
        ("less than 1 minute", 0, 1, "below"),
        ("4.5 min", 4, 5, "fraction"),
        ("1 hour", 60, 60, "hours"),
        ("PT1H", 60, 60, "hours"),
        ("90 seconds", 1, 2, "seconds"),
    ],
)
def test_figures_that_a_plain_number_cannot_replace(text, low, high, odd):
    minutes = read_minutes(text)
    assert (minutes.low, minutes.high, minutes.odd) == (low, high, odd)


def test_wording_that_says_it_twice():
    assert read_minutes("Reading time: 4 min read").redundant
    assert read_minutes("Lecture : 4 min de lecture").redundant
    assert not read_minutes("Reading time: 4 minutes").redundant
    assert not read_minutes("4 min read").redundant


@pytest.mark.parametrize("text", ["", "none", "a few minutes", "PT", "12345678901 min"])
def test_no_figure(text):
    assert read_minutes(text) is None


def test_a_reading_time_without_a_label_needs_the_word_read():
    text = "Sleep · 4–6 min read"
    _, start, end = find_minutes(text)
    assert text[start:end] == "4–6 min read"
    assert find_minutes("wait 10 minutes") is None


@settings(max_examples=100)
@given(st.text(alphabet="0123456789-–<. ,:minreadPTHMSlо\u00a0\ud800", max_size=60))
def test_never_raises_and_places_lie_in_the_text(text):
    minutes = read_minutes(text)
    if minutes is not None:
        assert 0 <= minutes.start < minutes.end <= len(text)
        assert 0 <= minutes.low <= minutes.high
    find_minutes(text)
