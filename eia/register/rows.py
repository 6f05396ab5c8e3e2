"""The register as a table: one row a strategy, then one for each assessment that is of none of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from eia.findings import Finding, Path
from eia.register.records import Record
from eia.register.register import Register
from eia.register.standing import Standing, State

Worst = Callable[[str, Path], Finding | None]
"""The finding that matters most in a file, by its name, at an answer or inside it; None when nothing counts now."""


@dataclass(frozen=True)
class Row:
    """One row of the register."""

    strategy: str
    """What the strategy is called; empty for an assessment of something else."""
    name: str
    """Its path from the project's folder, or its reference."""
    file: str
    """Where it stands, as the reader names it: its file, or `eia.yaml`."""
    status: str
    owner: str
    assessment: str
    """The file of the assessment that counts; empty when there is none."""
    assessment_id: str
    state: str
    """How it stands, in one word: `missing`, `exempt`, `approved`…"""
    words: str
    """The same in words."""
    is_answered: bool
    """Whether nothing is wanting."""
    review: date | None
    """The day by which the assessment has to be looked at again."""
    open_actions: int
    overdue_actions: int
    finding: Finding | None = None
    """What matters most among what was found, in the strategy or in its assessment."""


def rows(register: Register, worst: Worst) -> tuple[Row, ...]:
    """The rows of the register: strategies in their order, then other assessments by name."""
    return (*_of_strategies(register, worst), *_of_others(register, worst))


def _of_strategies(register: Register, worst: Worst) -> Iterator[Row]:
    for item in register.standings:
        strategy, record = item.strategy, item.relied_on
        yield Row(
            strategy=strategy.title,
            name=strategy.name,
            file=strategy.home.sheet.name,
            status=strategy.facts.status,
            owner=strategy.facts.owner,
            assessment=record.name if record else "",
            assessment_id=record.id if record else "",
            state=item.state.value,
            words=item.words,
            is_answered=item.is_answered,
            review=None if item.state is State.ENDED else _review(record),
            open_actions=len(record.dues) if record else 0,
            overdue_actions=_overdue(record, register.today),
            finding=_worse(*_found(item, worst)),
        )


def _of_others(register: Register, worst: Worst) -> Iterator[Row]:
    for record in register.unattached:
        yield Row(
            strategy="",
            name="",
            file=record.name,
            status="",
            owner="",
            assessment=record.name,
            assessment_id=record.id,
            state=record.status or "draft",
            words=_words(record),
            is_answered=True,
            review=_review(record),
            open_actions=len(record.dues),
            overdue_actions=_overdue(record, register.today),
            finding=_told(worst(record.name, ()), record),
        )


def _found(item: Standing, worst: Worst) -> Iterator[Finding]:
    """What matters most in the strategy's file or at its entry, and in the assessment that counts."""
    home = item.strategy.home
    places = [(home.sheet.name, home.path)]
    places += [
        (fact.sheet.name, fact.path) for fact in item.strategy.given.values() if fact.sheet is not home.sheet
    ]
    found = [worst(*place) for place in places]
    if item.relied_on is not None:
        found.append(_told(worst(item.relied_on.name, ()), item.relied_on))
    yield from (finding for finding in found if finding is not None)


def _told(finding: Finding | None, record: Record) -> Finding | None:
    """The finding without its words, which quote the assessment, where part of that is not for publication."""
    if finding is None or not record.keeps_back:
        return finding
    return replace(
        finding, message=f"Part of {record.name} is not for publication: `eia check` says what it is"
    )


def _worse(*found: Finding) -> Finding | None:
    return max(found, key=lambda finding: finding.severity, default=None)


def _words(record: Record) -> str:
    status = record.status or "draft"
    if record.kind == "screening" and record.is_approved:
        return "screened out" if record.is_screened_out else "screened: a full assessment is needed"
    return f"{record.kind} {status}" if record.kind in ("screening", "cumulative") else status


def _review(record: Record | None) -> date | None:
    if record is None or record.is_put_aside or record.review is None:
        return None
    return record.review.last


def _overdue(record: Record | None, today: date) -> int:
    dues = record.dues if record else ()
    return sum(bool(due and due.last and due.last < today) for due in dues)
