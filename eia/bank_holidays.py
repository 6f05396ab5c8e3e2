"""The bank holidays of each nation, and the working and clear days between two days.

They follow schedule 1 to the Banking and Financial Dealings Act 1971 and the royal proclamations made under it, with
Good Friday and Christmas Day, which are holidays by custom (https://www.gov.uk/bank-holidays).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

_DAY: Final = timedelta(days=1)
_MONDAY: Final = 0

_MOVED: Final = {
    ("early may", 1995): date(1995, 5, 8),
    ("early may", 2020): date(2020, 5, 8),
    ("spring", 2002): date(2002, 6, 4),
    ("spring", 2012): date(2012, 6, 4),
    ("spring", 2022): date(2022, 6, 2),
}
"""Holidays that a proclamation moved in one year."""

_ADDED: Final = frozenset(
    {
        *(date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5)),
        *(date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)),
    }
)
"""Holidays that a proclamation added for one year, in all nations."""

_ADDED_IN_SCOTLAND: Final = frozenset({date(2026, 6, 15)})


def working_days(start: date, end: date, nation: str = "england") -> int:
    """How many days lie after `start`, up to and with `end`, that are neither a weekend nor a bank holiday.

    Args:
        start: the day before the first that may count.
        end: the last day that may count.
        nation: whose bank holidays: `england`, `wales`, `scotland` or `northern_ireland`; any other as England.
    """
    weeks, rest = divmod(max((end - start).days, 0), 7)
    weekdays = weeks * 5 + sum((start.weekday() + day) % 7 < 5 for day in range(1, rest + 1))
    return weekdays - sum(
        start < day <= end and day.weekday() < 5
        for year in range(start.year, end.year + 1)
        for day in bank_holidays(year, nation)
    )


def clear_days(start: date, end: date, nation: str = "england") -> int:
    """How many clear days lie between two days: working days, neither of the two counted.

    Papers that go out on `start` for a meeting on `end` are open for so many clear days before it (section 100B of
    the Local Government Act 1972).
    """
    return working_days(start, end - _DAY, nation)


def last_day_before(end: date, clear: int, nation: str = "england") -> date:
    """The last day that leaves so many clear days before `end`, whether or not it is a working day itself."""
    day = end - _DAY
    while clear_days(day, end, nation) < clear:
        day -= _DAY
    return day


@cache
def bank_holidays(year: int, nation: str = "england") -> frozenset[date]:
    """The bank holidays of a year in a nation; an unknown nation has England's. Later proclamations are not known."""
    return frozenset(_of(year, nation))


def _of(year: int, nation: str) -> Iterator[date]:
    easter = _easter(year)
    scotland = nation == "scotland"
    yield from _instead([date(year, 1, 1), *([date(year, 1, 2)] if scotland else [])])
    yield easter - 2 * _DAY
    if not scotland:
        yield easter + _DAY
    yield _MOVED.get(("early may", year)) or _first_monday(date(year, 5, 1))
    yield _MOVED.get(("spring", year)) or _first_monday(date(year, 5, 25))
    yield _first_monday(date(year, 8, 1 if scotland else 25))
    if scotland and year > 2006:
        yield from _instead([date(year, 11, 30)])
    if nation == "northern_ireland":
        yield from _instead([date(year, 3, 17)])
        yield from _instead([date(year, 7, 12)])
    yield from _instead([date(year, 12, 25), date(year, 12, 26)])
    added = _ADDED | (_ADDED_IN_SCOTLAND if scotland else frozenset())
    yield from (day for day in added if day.year == year)


def _instead(days: list[date]) -> list[date]:
    """Each of the days, or the first weekday after it that is none of them where it falls on a weekend."""
    taken = [day for day in days if day.weekday() < 5]
    for day in days:
        if day.weekday() >= 5:
            while day.weekday() >= 5 or day in taken:
                day += _DAY
            taken.append(day)
    return taken


def _first_monday(day: date) -> date:
    """The first Monday from a day on."""
    return day + (_MONDAY - day.weekday()) % 7 * _DAY


def _easter(year: int) -> date:
    """Easter Sunday (J. Meeus, Astronomical Algorithms, 2nd ed., chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
