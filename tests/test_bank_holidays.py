"""Bank holidays, and the working and clear days between two days."""

from datetime import date

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.bank_holidays import bank_holidays, clear_days, last_day_before, working_days

NATIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
YEARS = range(1996, 2061)


@pytest.mark.parametrize("nation", NATIONS)
def test_bank_holidays_fall_where_another_program_has_them(nation: str) -> None:
    theirs = holidays.country_holidays("GB", subdiv=NATIONS[nation], years=YEARS)
    too_early = date(2006, 11, 30)  # the St Andrew's Day Bank Holiday (Scotland) Act is of 2007
    weekdays = {day for day in theirs if day.weekday() < 5} - {too_early}
    ours = {day for year in YEARS for day in bank_holidays(year, nation)}
    assert ours == weekdays


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2025, 11, 3), date(2025, 11, 3), 0),  # a Monday
        (date(2025, 11, 3), date(2025, 11, 7), 4),
        (date(2025, 11, 7), date(2025, 11, 9), 0),
        (date(2025, 11, 7), date(2025, 11, 10), 1),
        (date(2025, 11, 8), date(2025, 11, 22), 10),
        (date(2025, 10, 30), date(2025, 11, 11), 8),
        (date(2025, 11, 10), date(2025, 11, 3), 0),
        (date(2025, 12, 24), date(2025, 12, 29), 1),  # over Christmas Day and Boxing Day
        (date(2021, 12, 24), date(2021, 12, 29), 1),  # both fall on the weekend, and are kept after it
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # over Easter
    ],
)
def test_weekends_and_bank_holidays_are_no_working_days(start: date, end: date, days: int) -> None:
    assert working_days(start, end) == days


@pytest.mark.parametrize(
    ("goes_out", "meeting", "days"),
    [
        (date(2018, 9, 4), date(2018, 9, 12), 5),  # Tuesday to the Wednesday after next
        (date(2018, 9, 5), date(2018, 9, 12), 4),
        (date(2018, 9, 11), date(2018, 9, 12), 0),
        (date(2018, 9, 12), date(2018, 9, 12), 0),
        (date(2018, 8, 21), date(2018, 8, 30), 5),  # the bank holiday of 27 August does not count
        (date(2018, 8, 22), date(2018, 8, 30), 4),
    ],
)
def test_neither_the_day_papers_go_out_nor_that_of_the_meeting_is_clear(
    goes_out: date, meeting: date, days: int
) -> None:
    assert clear_days(goes_out, meeting) == days


def test_summer_ends_earlier_in_scotland() -> None:
    assert clear_days(date(2018, 8, 22), date(2018, 8, 30), "scotland") == 5


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 10), st.sampled_from(list(NATIONS)))
def test_the_last_day_leaves_as_many_clear_days_and_the_next_day_fewer(
    meeting: date, clear: int, nation: str
) -> None:
    day = last_day_before(meeting, clear, nation)
    assert clear_days(day, meeting, nation) >= clear
    later = date.fromordinal(day.toordinal() + 1)
    assert later == meeting or clear_days(later, meeting, nation) < clear
