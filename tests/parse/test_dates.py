import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse.dates import Date, find_dates, is_valid, read_date


@pytest.mark.parametrize(
    ("text", "date", "style"),
    [
        ("2025-10-16", (2025, 10, 16), "iso"),
        ("12-May-2026", (2026, 5, 12), "day-first"),
        ("2025‑11‑10", (2025, 11, 10), "iso"),
        ("2025/10/16", (2025, 10, 16), "iso"),
        ("2024-01-22T05:42:47-08:00", (2024, 1, 22), "iso"),
        ("2024-01-22 05:42:47 +0200", (2024, 1, 22), "iso"),
        ("2024-01-22T05:42:47.123Z", (2024, 1, 22), "iso"),
        ("Jul 20, 2026", (2026, 7, 20), "month-first"),
        ("Feb. 23, 2015", (2015, 2, 23), "month-first"),
        ("20 July 2026", (2026, 7, 20), "day-first"),
        ("16th October 2025", (2025, 10, 16), "day-first"),
        ("Thu 27 Jul\u00a02017", (2017, 7, 27), "day-first"),
        ("1. Mai 2019", (2019, 5, 1), "day-first"),
        ("1er mai 2019", (2019, 5, 1), "day-first"),
        ("1 de mayo de 2019", (2019, 5, 1), "day-first"),
        ("08.04.2015 12:46", (2015, 4, 8), "day-first"),
        ("October 2025", (2025, 10, 0), "year-month"),
        ("2025-10", (2025, 10, 0), "year-month"),
        ("publishDate: 2025-09-04", (2025, 9, 4), "iso"),
        ("10/16/2025", (2025, 10, 16), "numeric"),
        ("16/10/2025", (2025, 10, 16), "numeric"),
    ],
)
def test_dates_as_articles_write_them(text, date, style):
    found = read_date(text)
    assert found == Date(*date, style)


def test_figures_that_can_be_read_two_ways():
    assert read_date("10/06/2025") == Date(2025, 6, 10, "numeric", other=(2025, 10, 6))
    assert read_date("06/06/2025").other is None


@pytest.mark.parametrize("text", ["2025-02-29", "31/11/2025", "30 February 2024", "2025-13-01", "2025-01-00"])
def test_days_that_no_calendar_has(text):
    assert read_date(text).valid is False


@pytest.mark.parametrize(
    "text", ["", "2024", "in 2019", "version 1.2", "mayonnaise 2020", "may be", "20260720"]
)
def test_what_is_no_date(text):
    assert read_date(text) is None


def test_the_place_of_a_date_covers_its_time_of_day():
    text = "Posted 2024-01-22T05:42:47Z, updated 3 May 2024."
    assert [text[a:b] for _, a, b in find_dates(text)] == ["2024-01-22T05:42:47Z", "3 May 2024"]


def test_leap_years():
    assert is_valid(2024, 2, 29)
    assert is_valid(2000, 2, 29)
    assert not is_valid(1900, 2, 29)


@settings(max_examples=100)
@given(st.text(alphabet="0123456789-/. ,:TZ+ajnymşſİmrx\ud800\u00a0", max_size=60))
def test_never_raises_and_places_lie_in_the_text(text):
    for date, start, end in find_dates(text):
        assert 0 <= start < end <= len(text)
        assert date.year >= 1000
        assert date.valid is False or is_valid(date.year, date.month, date.day)
