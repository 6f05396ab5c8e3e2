"""Dates as officers write them, and what they mean by the dates they write otherwise."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.dates import in_words, meant, months_after, when


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-09-12", date(2018, 9, 12), date(2018, 9, 12)),
    ],
)
def test_a_year_a_month_or_a_day_is_a_date(text: str, first: date, last: date) -> None:
    moment = when(text)
    assert (moment.first, moment.last) == (first, last)
    assert moment
    assert moment.is_day == (first == last)


@pytest.mark.parametrize(
    "text",
    ["2019-02-31", "2018-13", "2018-00", "2018-03-00", "0000", "18-09-12", "2018-9", "٢٠١٨", "Ongoing", ""],
)
def test_anything_else_is_not_a_date_but_keeps_its_words(text: str) -> None:
    moment = when(text)
    assert not moment
    assert moment.text == text
    assert in_words(moment) == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("31/03/2019", "2019-03-31"),
        ("03/04/2019", "2019-04-03"),
        ("03/31/2019", "2019-03-31"),
        ("31.3.19", "2019-03-31"),
        ("2019/3/31", "2019-03-31"),
        ("31 March 2019", "2019-03-31"),
        ("Sunday 31st of March, 2019", "2019-03-31"),
        ("March 31, 2019", "2019-03-31"),
        ("3 Sept 2018", "2018-09-03"),
        ("March 2019", "2019-03"),
        ("03/2019", "2019-03"),
        ("2018-9", "2018-09"),
    ],
)
def test_a_date_in_another_order_is_understood(text: str, iso: str) -> None:
    assert meant(text) == when(iso)
    assert meant(text)


@pytest.mark.parametrize("text", ["31/02/2019", "2019-02-31", "2018-13", "00/00/0000"])
def test_a_day_that_does_not_exist_is_told_from_words_that_are_no_date(text: str) -> None:
    moment = meant(text)
    assert moment is not None
    assert not moment


@pytest.mark.parametrize(
    "text",
    ["TBC", "summer 2019", "2018", "2018-2021", "Now until 2021", "1/2", "5 May", "12 foo 2018", "²/3/2019"],
)
def test_other_words_mean_no_date(text: str) -> None:
    assert meant(text) is None


@given(st.text(max_size=30) | st.from_regex(r"\d{1,4}[/. -]\w{1,9}([/. -]\d{1,4})?", fullmatch=True))
def test_no_words_are_too_odd(text: str) -> None:
    understood = meant(text)
    assert understood is None or re.fullmatch(r"\d{4,}-\d\d(-\d\d)?", understood.text)
    moment = when(text)
    assert in_words(moment) == text or moment.first is not None


@given(st.dates())
def test_every_day_is_understood_as_it_is_written_in_britain(day: date) -> None:
    assert meant(f"{day.day}/{day.month}/{day.year:04}") == when(day.isoformat())


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 12), 36, date(2029, 1, 12)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(9999, 6, 1), 36, date.max),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later
