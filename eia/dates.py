"""Dates as officers write them: a day, a month or a year, in ISO 8601 order."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


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
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = first if day else date(year, last_month, calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return When(text)
    return When(text, first, last)


def in_words(moment: When) -> str:
    """The date as it is printed: `12 September 2018`, `September 2018`, `2018`; other words unchanged."""
    if moment.first is None or moment.last is None:
        return moment.text
    if moment.is_day:
        return f"{moment.first.day} {calendar.month_name[moment.first.month]} {moment.first.year}"
    if moment.first.month == moment.last.month:
        return f"{calendar.month_name[moment.first.month]} {moment.first.year}"
    return str(moment.first.year)
