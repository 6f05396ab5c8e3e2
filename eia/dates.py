"""Dates as officers write them: a day, a month or a year, in ISO 8601 order."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """A date field: the words that stand there, and the days they mean, if they mean any."""

    text: str
    """What the officer wrote, such as `2018-09-12`, `2018-09` or `Ongoing`."""
    first: date | None = None
    """The first day meant, or None when the words are not a date."""
    last: date | None = None
    """The last day meant: for `2018-09`, 30 September 2018."""

    def __bool__(self) -> bool:
        """Whether the words are a date."""
        return self.first is not None

    @property
    def is_day(self) -> bool:
        """Whether a single day is meant, not a whole month or year."""
        return self.first is not None and self.first == self.last


def when(text: str) -> When:
    """The date that `text` means: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601), and nothing else."""
    match = _ISO.match(text)
    if not match:
        return When(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern has a year; this tells the type checker
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        last_month = 12 if month is None else month
        last = first if day else date(year, last_month, calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return When(text)
    return When(text, first, last)


_MONTHS = {
    word: number
    for number, name in enumerate(calendar.month_name)
    for word in (name.lower(), name[:3].lower())
    if word
} | {"sept": 9}


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bof\b|,")


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    shapes = (
        r"(?P<day>\d{1,2})~(?P<month>\d{1,2}|[a-z]+)~(?P<year>\d{4}|\d{2})",
        r"(?P<month>[a-z]+)~(?P<day>\d{1,2})~(?P<year>\d{4})",
        r"(?P<year>\d{4})~(?P<month>\d{1,2}|[a-z]+)(?:~(?P<day>\d{1,2}))?",
        r"(?P<month>\d{1,2}|[a-z]+)~(?P<year>\d{4})",
    )
    return tuple(re.compile(shape.replace("~", r"[\s/.-]+"), re.ASCII) for shape in shapes)


def meant(text: str) -> When | None:
    """The date that `text` means in another order or in words, as `when` would tell it; None for other words.

    `31/03/2019` and `31st March 2019` are 31 March 2019: days stand before months, as in Britain. What is not
    in the calendar, such as `31/02/2019`, is a `When` without days.
    """
    flat = " ".join(_noise().sub(" ", text.lower()).split())
    found = next((match for shape in _shapes() if (match := shape.fullmatch(flat))), None)
    parts = found.groupdict() if found else {"month": ""}
    month = int(parts["month"]) if parts["month"].isdecimal() else _MONTHS.get(parts["month"])
    if month is None:
        return None
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if not parts.get("day"):
        return when(f"{year:04}-{month:02}")
    day = int(parts["day"])
    if month > 12 >= day:
        day, month = month, day
    return when(f"{year:04}-{month:02}-{day:02}")


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last of that month if it is shorter."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def in_words(moment: When) -> str:
    """The date as it is printed: `12 September 2018`, `September 2018`, `2018`; other words unchanged."""
    if moment.first is None or moment.last is None:
        return moment.text
    if moment.is_day:
        return f"{moment.first.day} {calendar.month_name[moment.first.month]} {moment.first.year}"
    if moment.first.month == moment.last.month:
        return f"{calendar.month_name[moment.first.month]} {moment.first.year}"
    return str(moment.first.year)
