"""What the register shows, and the tables that every format but JSON makes of it."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from eia.dates import When, in_words
from eia.findings import Severity
from eia.register.due import KINDS, Due
from eia.register.rows import Row
from eia.show.plain import plain
from eia.show.tally import counted, in_a_row


@dataclass(frozen=True)
class Shown:
    """The register on one day, and, when it was asked for, what falls due."""

    organisation: str
    today: date
    rows: tuple[Row, ...]
    due: tuple[Due, ...] = ()
    until: date | None = None
    """The last day of what falls due; None when the whole register was asked for."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    words: str
    weight: Severity | None = None
    """How much is wrong; the words say so as well."""


@dataclass(frozen=True)
class Table:
    """One table: its title, the heads of its columns, how wide these are in parts of a hundred, and its rows."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str
    """What is said when there are no rows."""


def tables(shown: Shown) -> Iterator[Table]:
    """What was asked for: what falls due, or the strategies and then the other assessments."""
    if shown.until is not None:
        yield _due(shown)
        return
    strategies = [row for row in shown.rows if row.strategy]
    yield Table(
        "Strategies",
        ("Strategy", "Owner", "Assessment", "State", "Next review", "Open actions", "What matters most"),
        (20, 16, 17, 16, 11, 9, 11),
        tuple(_strategy(row) for row in strategies),
        "There are no strategies in the register.",
    )
    others = [row for row in shown.rows if not row.strategy]
    if others:
        yield Table(
            "Other assessments",
            ("Assessment", "State", "Next review", "Open actions", "What matters most"),
            (36, 20, 14, 12, 18),
            tuple(_other(row) for row in others),
            "",
        )


def summary(shown: Shown) -> str:
    """The whole in a sentence: how many strategies there are, and how they stand."""
    if shown.until is not None:
        late = sum(item.is_overdue for item in shown.due)
        told = f"{counted(len(shown.due), 'thing')} due by {day(shown.until)}"
        return f"{told}, {late:,} of them overdue." if late else f"{told}."
    strategies = [row for row in shown.rows if row.strategy]
    wanting = [row for row in strategies if not row.is_answered]
    told = counted(len(strategies), "strategy")
    if not strategies:
        return f"{told}: `eia.yaml` says under `strategies` where they are."
    if not wanting:
        return f"{told}: each is assessed, screened, exempt or no longer in force."
    kinds: dict[str, int] = {}
    for row in wanting:
        kinds[row.state] = kinds.get(row.state, 0) + 1
    listed = in_a_row(f"{number:,} {STATES.get(state, state)}" for state, number in kinds.items())
    return f"{told}: {len(wanting):,} without a valid, current assessment ({listed})."


STATES = {"to_assess": "still to be assessed in full", "draft": "in draft"}
"""The states whose name is not the word for them."""


def day(moment: date | None) -> str:
    """A day in words; nothing when there is none."""
    return in_words(When(moment.isoformat(), moment, moment)) if moment else ""


def _short(moment: date | None) -> str:
    """A day where there is little room: `30 Sep 2026`."""
    return f"{moment.day} {calendar.month_abbr[moment.month]} {moment.year}" if moment else ""


def actions(row: Row) -> str:
    """How many actions are open: `3`, `3 (1 overdue)`, nothing when none is."""
    if not row.open_actions:
        return ""
    return (
        f"{row.open_actions} ({row.overdue_actions} overdue)"
        if row.overdue_actions
        else f"{row.open_actions}"
    )


def worst(row: Row) -> str:
    """The finding that matters most: `error REG001`; nothing when nothing counts now."""
    return f"{row.finding.severity.word} {row.finding.code}" if row.finding else ""


def _strategy(row: Row) -> tuple[Cell, ...]:
    return (
        Cell(plain(row.strategy)),
        Cell(plain(row.owner)),
        Cell(plain(row.assessment_id or row.assessment)),
        Cell(plain(row.words), None if row.is_answered else Severity.ERROR),
        Cell(_short(row.review)),
        Cell(actions(row), Severity.WARNING if row.overdue_actions else None),
        Cell(worst(row), row.finding.severity if row.finding else None),
    )


def _other(row: Row) -> tuple[Cell, ...]:
    _, _, name, state, *rest = _strategy(row)
    return (name, state, *rest)


def _due(shown: Shown) -> Table:
    rows = tuple(
        (
            Cell(
                f"{_short(item.day)}{' (overdue)' if item.is_overdue else ''}",
                Severity.ERROR if item.is_overdue else None,
            ),
            Cell(KINDS[item.kind]),
            Cell(plain(item.what)),
            Cell(plain(item.who)),
            Cell(plain(item.file)),
        )
        for item in shown.due
    )
    heads = ("Day", "Kind", "What", "Who", "Where")
    return Table(f"Due by {day(shown.until)}", heads, (15, 15, 34, 16, 20), rows, "Nothing falls due.")
