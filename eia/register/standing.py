"""How a strategy stands: which assessment it relies on, and whether that one is approved and current."""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eia.dates import When, in_words
from eia.register.records import Record
from eia.register.strategies import Strategy

Digest = Callable[[Path], str]
"""The fingerprint of what a strategy's file says, as a sign-off records it."""


class State(enum.StrEnum):
    """How a strategy stands, in one word for programs."""

    MISSING = "missing"
    """It has neither an assessment nor a valid exemption."""
    EXEMPT = "exempt"
    """A reasoned exemption covers it, and has not run out."""
    TO_ASSESS = "to_assess"
    """It was screened, and the full assessment that is needed is not there."""
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCREENED_OUT = "screened_out"
    """An approved screening says that no full assessment is needed."""
    APPROVED = "approved"
    """It has an approved assessment, which is current as far as can be told."""
    STALE = "stale"
    """It changed after its assessment was approved."""
    OVERDUE = "overdue"
    """The review of its assessment is overdue."""
    SUPERSEDED = "superseded"
    """Its assessments have all been replaced or withdrawn."""
    ENDED = "ended"
    """It is no longer in force, and needs none."""


ANSWERED = frozenset({State.APPROVED, State.SCREENED_OUT, State.EXEMPT, State.ENDED})
"""The states in which a strategy is as it should be."""


@dataclass(frozen=True)
class Standing:
    """How one strategy stands."""

    strategy: Strategy
    state: State
    words: str
    """The same for people, such as `exempt until 31 March 2027`."""
    relied_on: Record | None = None
    """The assessment that counts."""
    others: tuple[Record, ...] = ()
    """Its other assessments: replaced ones, withdrawn ones, drafts of the next."""
    changed: str = ""
    """How the strategy changed since that assessment was approved; empty when it did not, or nobody can tell."""
    is_overdue: bool = False
    """Whether the review of that assessment is overdue."""

    @property
    def is_answered(self) -> bool:
        """Whether nothing is wanting."""
        return self.state in ANSWERED

    @property
    def is_approved(self) -> bool:
        """Whether an approved assessment, or an approved screening that ends the matter, is relied on."""
        return self.relied_on is not None and self.relied_on.is_approved and not self.relied_on.wants_more


def standing(
    strategy: Strategy,
    records: Iterable[Record],
    replaced: Callable[[Record], bool],
    today: date,
    digest: Digest,
) -> Standing:
    """How a strategy stands on a day.

    Args:
        strategy: the strategy.
        records: the assessments that name it.
        replaced: whether another assessment that was approved replaces this one.
        today: the day.
        digest: what makes the fingerprint of a strategy's file.
    """
    every = sorted(records, key=lambda record: record.name)
    alive = [record for record in every if not record.is_put_aside and not replaced(record)]
    chosen = max(alive, key=_weight, default=None)
    others = tuple(record for record in every if record is not chosen)
    if not strategy.is_live:
        signed = chosen is not None and chosen.is_approved
        words = f"{'approved, and' if signed else 'not needed:'} the strategy is {strategy.facts.status}"
        return Standing(strategy, State.ENDED, words, chosen, others)
    if chosen is not None and chosen.is_approved and not chosen.wants_more:
        return _approved(strategy, chosen, others, today, digest)
    if strategy.facts.exempt.is_valid(today) and strategy.facts.exempt.until:
        words = f"exempt until {in_words(strategy.facts.exempt.until)}"
        return Standing(strategy, State.EXEMPT, words, chosen, others)
    if chosen is None:
        return _without(strategy, others)
    if chosen.is_approved:
        later = chosen.outcome == "needed_later"
        words = f"screened: a full assessment is {'to follow' if later else 'needed'}"
        return Standing(strategy, State.TO_ASSESS, words, chosen, others)
    state = State.SUBMITTED if chosen.status == "submitted" else State.DRAFT
    what = "screening " if chosen.kind == "screening" else ""
    return Standing(strategy, state, f"{what}{state.value}", chosen, others)


def _weight(record: Record) -> tuple[int, bool, date, str]:
    """What makes one assessment count before another: approved, full, and the last to be approved."""
    ranks = {"submitted": 2}
    rank = (0 if record.wants_more else 3) if record.is_approved else ranks.get(record.status, 1)
    return rank, record.kind == "full", record.approved_on or date.min, record.name


def _approved(
    strategy: Strategy, chosen: Record, others: tuple[Record, ...], today: date, digest: Digest
) -> Standing:
    changed = _change(strategy, chosen, digest)
    overdue = _has_passed(chosen.review, today)
    if changed:
        state, words = State.STALE, f"stale: {changed}"
    elif overdue and chosen.review:
        state, words = State.OVERDUE, f"overdue: to be reviewed by {in_words(chosen.review)}"
    elif chosen.is_screened_out:
        state, words = State.SCREENED_OUT, "screened out"
    else:
        state, words = State.APPROVED, "approved and current" if _can_tell(strategy, chosen) else "approved"
    return Standing(strategy, state, words, chosen, others, changed, overdue)


def _without(strategy: Strategy, others: tuple[Record, ...]) -> Standing:
    if others:
        withdrawn = all(record.status == "withdrawn" for record in others)
        words = (
            "withdrawn, with nothing in its place" if withdrawn else "superseded, with nothing in its place"
        )
        return Standing(strategy, State.SUPERSEDED, words, None, others)
    until = strategy.facts.exempt.until
    if strategy.facts.exempt and until and until.last:
        return Standing(strategy, State.MISSING, f"missing: not exempt after {in_words(until)}")
    if strategy.facts.eia_promised:
        return Standing(strategy, State.MISSING, "missing, though promised")
    return Standing(strategy, State.MISSING, "missing")


def _change(strategy: Strategy, chosen: Record, digest: Digest) -> str:
    """How the strategy differs from the one assessed; empty when it does not, or nobody can tell."""
    facts = strategy.facts
    if facts.version and facts.assessed_version and _is_later(facts.version, facts.assessed_version):
        return (
            f"the strategy is at version {facts.version}, and version {facts.assessed_version} was assessed"
        )
    if chosen.fingerprint and strategy.file is None:
        return "the file of the strategy that was approved is gone"
    now = digest(strategy.file) if chosen.fingerprint and strategy.file is not None else ""
    if now and now != chosen.fingerprint:
        return "the strategy was changed after the approval"
    return ""


def _can_tell(strategy: Strategy, chosen: Record) -> bool:
    """Whether anything shows that the strategy is the one that was assessed."""
    facts = strategy.facts
    return bool((chosen.fingerprint and strategy.file) or (facts.version and facts.assessed_version))


def _is_later(version: str, assessed: str) -> bool:
    """Whether a version comes after another: by its numbers, or, when it has other marks, by being another."""
    one, other = (_numbers(text) for text in (version, assessed))
    return one > other if one and other else version.strip() != assessed.strip()


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.strip().lower().removeprefix("v").split(".")
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) < 10]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers) if len(parts) >= len(numbers) and all(part.isdecimal() for part in parts) else ()


def _has_passed(moment: When | None, today: date) -> bool:
    return bool(moment and moment.last and moment.last < today)
