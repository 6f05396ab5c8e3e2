"""Days as people in Britain write them into ISO 8601, where only one day or month can be meant."""

import calendar
import re
from collections.abc import Iterator
from functools import cache

from eia.dates import When, when


def iso(words: str) -> str:
    """The day or month that the words mean, as `2019-03-31` or `2019-03`; empty when there is any doubt.

    The day comes before the month: `01/02/2019` is 1 February, and `13/25/2019` is no date. A year has four
    digits, since nobody knows the century of two. A weekday has to be that day's. `2018/19` and `2018-9` are
    left alone, because a financial year is written like that.
    """
    for shape in _shapes():
        found = shape.fullmatch(words.strip().lower())
        if found:
            parts = found.groupdict()
            written = parts["month"]
            month = int(written) if written.isdecimal() else _MONTHS[written]
            day = parts.get("day")
            moment = when(f"{parts['year']}-{month:02}" + (f"-{int(day):02}" if day else ""))
            return moment.text if moment and _falls_on(moment, parts.get("weekday")) else ""
    return ""


def _falls_on(moment: When, weekday: str | None) -> bool:
    if not weekday or moment.first is None:
        return True
    return calendar.day_name[moment.first.weekday()].lower().startswith(weekday)


def _names() -> Iterator[tuple[str, int]]:
    for number in range(1, 13):
        yield calendar.month_name[number].lower(), number
        yield calendar.month_abbr[number].lower(), number
    yield "sept", 9


_MONTHS = dict(_names())
_DAY = r"(?P<day>\d{1,2})"
_NUMBER = r"(?P<month>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    word = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
    weekday = rf"(?:(?P<weekday>{'|'.join(name.lower() + '|' + name[:3].lower() for name in calendar.day_name)}),?\s+)?"
    spoken = rf"{_DAY}(?:st|nd|rd|th)?"
    shapes = (
        rf"{_DAY}(?P<between>[/.-]){_NUMBER}(?P=between){_YEAR}",
        rf"{_YEAR}(?P<between>[/.-]){_NUMBER}(?P=between){_DAY}",
        rf"{weekday}{spoken}(?:\s+of)?\s+{word},?\s+{_YEAR}",
        rf"{_DAY}(?P<between>[/.-]){word}(?P=between){_YEAR}",
        rf"{weekday}{word}\s+{spoken},?\s+{_YEAR}",
        rf"{word},?\s+{_YEAR}",
        rf"{_NUMBER}/{_YEAR}",
    )
    return tuple(re.compile(shape, re.ASCII) for shape in shapes)
