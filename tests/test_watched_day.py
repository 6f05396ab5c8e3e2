"""A watched day answers as any day does, and knows until when it would answer so."""

import operator
import pickle
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eia import rules
from eia.watched_day import SPARED, WatchedDay, WatchedSpan

DAY = date(2026, 5, 5)
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]
NEAR = some.dates(date(2026, 4, 1), date(2026, 6, 10))
Question = Callable[[Any], Any]


def stretch(ask: Question, day: date = DAY) -> tuple[date, date]:
    watched = WatchedDay.of(day)
    assert ask(watched) == ask(day)
    return date.fromordinal(watched.stretch.first), date.fromordinal(watched.stretch.last)


questions = some.one_of(
    some.tuples(some.sampled_from(COMPARISONS), NEAR, some.booleans()).map(
        lambda drawn: lambda day: drawn[0](drawn[1], day) if drawn[2] else drawn[0](day, drawn[1])
    ),
    some.tuples(some.sampled_from(COMPARISONS), NEAR, some.integers(-40, 40)).map(
        lambda drawn: lambda day: drawn[0](day - drawn[1], timedelta(days=drawn[2]))
    ),
    NEAR.map(lambda other: lambda day: min(day, other) == other),
    NEAR.map(lambda other: lambda day: sorted([other, day, DAY])[1] < other),
    NEAR.map(lambda other: lambda day: (day - other).days),
    some.sampled_from([str, hash, operator.attrgetter("year"), "{:%d}".format]),
)


@given(some.lists(questions, min_size=1, max_size=4), NEAR)
def test_on_every_day_of_the_stretch_all_answers_are_the_same(asked: list[Question], today: date) -> None:
    watched = WatchedDay.of(today)
    answers = [ask(watched) for ask in asked]
    assert answers == [ask(today) for ask in asked]
    first, last = (
        max(watched.stretch.first, today.toordinal() - 90),
        min(watched.stretch.last, today.toordinal() + 90),
    )
    assert first <= today.toordinal() <= last
    for number in range(first, last + 1):
        assert [ask(date.fromordinal(number)) for ask in asked] == answers


def test_a_comparison_holds_until_its_day_comes() -> None:
    assert stretch(lambda day: date(2026, 6, 1) < day) == (date.min, date(2026, 6, 1))
    assert stretch(lambda day: day >= date(2026, 5, 5)) == (date(2026, 5, 5), date.max)
    assert stretch(lambda day: day - date(2026, 5, 1) > timedelta(days=10)) == (date.min, date(2026, 5, 11))


@pytest.mark.parametrize(
    "ask",
    [
        *(lambda day: day.year, lambda day: day.day, lambda day: f"{day}", lambda day: f"{day:%Y}"),
        *(lambda day: day + timedelta(1), lambda day: timedelta(1) + day, lambda day: day - timedelta(1)),
        *(lambda day: date(2026, 1, 1) - day, lambda day: day in {DAY}, lambda day: day.toordinal()),
        *(lambda day: (day - DAY).days, lambda day: abs(day - DAY), lambda day: -(day - DAY)),
        *(lambda day: bool(day - DAY), lambda day: (day - DAY) * 2, lambda day: day.replace(day=3)),
        *(lambda day: (day - DAY) < timedelta(hours=5), lambda day: day.timetuple(), lambda day: day == "x"),
    ],
)
def test_whatever_else_is_asked_is_true_of_that_day_alone(ask: Question) -> None:
    assert stretch(ask) == (DAY, DAY)


@pytest.mark.parametrize(("watched", "base"), [(WatchedDay, date), (WatchedSpan, timedelta)])
def test_nothing_that_can_be_asked_was_forgotten(watched: type, base: type) -> None:
    """A Python of the future may have more to ask: it is watched too."""
    assert {name for name in dir(base) if name not in vars(watched)} <= SPARED


def test_a_watched_day_cannot_slip_away_by_way_of_copies() -> None:
    watched = WatchedDay.of(DAY)
    assert pickle.loads(pickle.dumps([watched]))[0] == DAY
    assert watched.stretch.first == watched.stretch.last == DAY.toordinal()


def test_no_rule_gives_the_day_to_what_looks_into_it_unseen() -> None:
    """`datetime.combine` is written in C and reads the day without asking it."""
    package = Path(rules.__file__).parent.parent
    asking = [
        *(package / "rules").glob("*.py"),
        *(package / f"{name}.py" for name in ("waivers", "check", "dates")),
    ]
    assert not [file.name for file in asking if "combine(" in file.read_text(encoding="utf-8")]
