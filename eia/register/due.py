"""What falls due: reviews, actions, promised assessments and the ends of exemptions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from eia.dates import When, months_after, when
from eia.register.records import Record
from eia.register.register import Register
from eia.register.standing import State

KINDS = {
    "review": "Review of an assessment",
    "action": "Action",
    "assessment": "Assessment promised",
    "exemption": "End of an exemption",
}
"""Each kind of thing that falls due, with what it is called."""
_SPAN = re.compile(r"(\d{1,4})\s*([dwmy])\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """One thing that falls due."""

    day: date
    kind: str
    """One of `KINDS`."""
    what: str
    """What is to be done, in words."""
    who: str
    """Who does it, as far as that is known."""
    file: str
    """Where it is written, as the reader names the file."""
    key: tuple[str, ...]
    """What makes it the same thing from one day to the next, whatever its day and words: kind and references."""
    is_overdue: bool


def until(text: str, today: date) -> date | None:
    """The last day of a span from today, such as `90d`, `12w`, `6m` or `1y`, or a day itself; None for other words."""
    moment = when(text.strip())
    if moment.is_day:
        return moment.first
    span = _SPAN.match(text.strip())
    if not span:
        return None
    number, unit = int(span[1]), span[2].lower()
    if unit in "my":
        return months_after(today, number * (12 if unit == "y" else 1))
    try:
        return today + timedelta(days=number * (7 if unit == "w" else 1))
    except OverflowError:
        return date.max


def everything(register: Register) -> tuple[Due, ...]:
    """Everything that will fall due or is overdue, the earliest first."""
    listed = (*_in_assessments(register), *_of_strategies(register))
    return tuple(sorted(listed, key=lambda item: (item.day, item.kind, item.what, item.key)))


def within(register: Register, last: date) -> tuple[Due, ...]:
    """What falls due up to and with a day, and what is overdue already; the earliest first."""
    return tuple(item for item in everything(register) if item.day <= last)


def _in_assessments(register: Register) -> Iterator[Due]:
    ended = {
        standing.relied_on.name
        for standing in register.standings
        if standing.state is State.ENDED and standing.relied_on is not None
    }
    for record in register.records:
        if record.is_put_aside or register.is_replaced(record):
            continue
        title = record.title or record.id or record.name
        day = _day(record.review)
        if day and record.is_approved and record.name not in ended:
            yield _due(register, day, "review", f"Review the assessment of {title}", "", record)
        for number, action in enumerate(record.actions):
            day = _day(action.due)
            if day:
                what = " ".join(action.what.split()) or action.id or f"Action {number + 1}"
                key = action.id or str(number + 1)
                yield _due(register, day, "action", what, action.owner, record, key)


def _due(register: Register, day: date, kind: str, what: str, who: str, record: Record, *key: str) -> Due:
    mark = (kind, record.id or record.name, *key)
    return Due(day, kind, what, who, record.name, mark, day < register.today)


def _of_strategies(register: Register) -> Iterator[Due]:
    for item in register.standings:
        strategy = item.strategy
        facts = strategy.facts
        days = (
            (
                "assessment",
                _day(facts.eia_due),
                f"Have the assessment of {strategy.title} approved",
                "eia_due",
            ),
            ("exemption", _day(facts.exempt.until), f"Assess {strategy.title}, or decide again", "exempt"),
        )
        for kind, day, what, fact in days:
            if day and not item.is_approved and item.state is not State.ENDED:
                place = strategy.where(fact).sheet.name
                yield Due(day, kind, what, facts.owner, place, (kind, strategy.name), day < register.today)


def _day(moment: When | None) -> date | None:
    return moment.last if moment else None
