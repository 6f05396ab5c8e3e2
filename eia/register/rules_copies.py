"""Rules on what one assessment took over from another."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from eia.findings import Severity
from eia.register.copies import Likeness, candidates, marks, runs
from eia.register.records import Record, narrative_of
from eia.register.register import Register
from eia.register.rule import Trouble, at, rule
from eia.text import Runs, percent, quote, repeated

SHARE = 0.6
"""The share of the shorter narrative from which on it counts as taken over."""
FEWEST = 50
"""Runs of eight words that the shorter narrative must have: of less, a few common sentences are most."""
MOST_COMPARED = 100
"""Pairs that are compared word for word; of more it is told about how much they share, or a check would take long."""
_QUOTED = 90


@rule("TXT011", Severity.WARNING, basis="Brown principle 3: in substance, with rigour")
def copied_assessment(register: Register) -> Iterator[Trouble]:
    """Most of what an assessment says also stands in another.

    ## Why it matters
    What was written of another activity, or of the same one years ago, says little of the people affected now. Regard
    is had in substance and with rigour, or not at all (R (Brown) v SSWP [2008], principle 3); a text that fits two
    activities has hardly been thought about for either.

    Answers of 25 words or more are compared. 60% of the shorter narrative counts. An assessment that replaces
    another, also by way of others, may keep what is still true; so may a screening and the full assessment of the same
    strategy, and a cumulative assessment and those that it adds up.

    ## What to do
    Say what is true of this activity and of the people it affects. If the assessment replaces the other, say so with
    `supersedes:`. A text that is shared on purpose, such as a paragraph on the borough, can be kept once, in a file
    that `eia.yaml` names under `shared`.

    ## Flagged
    ```yaml
    # assessments/libraries-2024.yaml
    status: approved
    approvals: [{role: approver, date: 2024-05-02}]
    summary: |
      The evening hours are used by people who work in the day and by students who have no quiet room at home. Nothing
      we were told shows that any group would lose by a later closing time, as long as the lift is kept on and the path
      to the bus stop is lit. We will look again at who comes after the first three months, with the readers' group and
      the people who clean the building, and change the hours if fewer women come than before.
    # assessments/museum-2025.yaml
    activity:
      title: Museum opening hours  # TXT011
    summary: |
      The evening hours are used by people who work in the day and by students who have no quiet room at home. Nothing
      we were told shows that any group would lose by a later closing time, as long as the lift is kept on and the path
      to the bus stop is lit. We will look again at who comes after the first three months, with the readers' group and
      the people who clean the building, and change the hours if fewer women come than before.
    ```

    ## Accepted
    ```yaml
    # assessments/libraries-2024.yaml
    status: superseded
    summary: |
      The evening hours are used by people who work in the day and by students who have no quiet room at home. Nothing
      we were told shows that any group would lose by a later closing time, as long as the lift is kept on and the path
      to the bus stop is lit. We will look again at who comes after the first three months, with the readers' group and
      the people who clean the building, and change the hours if fewer women come than before.
    # assessments/libraries-2025.yaml
    supersedes: libraries-2024
    summary: |
      The evening hours are used by people who work in the day and by students who have no quiet room at home. Nothing
      we were told shows that any group would lose by a later closing time, as long as the lift is kept on and the path
      to the bus stop is lit. We will look again at who comes after the first three months, with the readers' group and
      the people who clean the building, and change the hours if fewer women come than before.
    ```
    """
    shared = register.found.shared
    records = sorted(register.records, key=lambda record: (record.approved_on or date.max, record.name))
    chains = _chains(register)
    compare = _Comparing(register)
    for place, earlier in candidates([b64decode(record.marks) for record in records], marks(shared)):
        record = records[place]
        if record.is_put_aside:
            continue
        for likeness in earlier:
            other = records[likeness.other]
            if not _may_share(record, other, chains) and (told := compare(record, other, likeness)):
                hint = "Say what is true of this activity and of the people it affects."
                if other.id:
                    hint += f" If it replaces the other, say so: `supersedes: {other.id}`."
                yield at(record.sheet, ("activity",), told, hint)
                break


@dataclass(frozen=True)
class TakenOver:
    """What one narrative has of another."""

    share: float
    """How much of the shorter one stands in the longer, 0 to 1."""
    is_shorter: bool
    """Whether it is the shorter one itself, or they are equally long."""
    longest: str
    """The longest stretch that stands in both; empty when that is not enough to tell of."""


class _Comparing:
    """Two narratives compared word for word, as long as there are not very many of them."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._number = 0

    def __call__(self, record: Record, other: Record, likeness: Likeness) -> str:
        """What the one has of the other, in words; empty when it is not enough."""
        self._number += 1
        if self._number > MOST_COMPARED:
            about = likeness.share if likeness.share >= SHARE else 0
            return _words(f"about {percent(about)}", other, likeness.is_shorter) if about else ""
        texts = self._register.written(record), self._register.written(other)
        question: tuple[str | bytes, ...] = ("taken over", *texts, *self._register.found.shared)
        taken = self._register.known(TakenOver, question, lambda: self._taken_over(*texts))
        if not taken.longest:
            return ""
        return f"{_words(percent(taken.share), other, taken.is_shorter)} ({quote(taken.longest, _QUOTED)})"

    def _taken_over(self, own: bytes, theirs: bytes) -> TakenOver:
        mine, original = narrative_of(own), narrative_of(theirs)
        own_runs, their_runs = runs(mine, self._common), runs(original, self._common)
        shorter, both = min(len(own_runs), len(their_runs)), len(own_runs & their_runs)
        is_shorter = len(own_runs) <= len(their_runs)
        if shorter < FEWEST or both < SHARE * shorter:
            return TakenOver(0, is_shorter, "")
        whole = "\n\n".join(original)
        longest = max((repeated(text, whole) for text in mine), default=(0, ""))[1]
        return TakenOver(both / shorter, is_shorter, longest)

    @cached_property
    def _common(self) -> Runs:
        return runs(self._register.found.shared)


def _words(share: str, other: Record, is_shorter: bool) -> str:
    if is_shorter:
        return f"{share[0].upper()}{share[1:]} of what the assessment says also stands in {other.name}"
    return f"The assessment repeats {share} of what {other.name} says"


def _may_share(one: Record, other: Record, chains: dict[str, str]) -> bool:
    """Whether two assessments are of the same matter, so that what is true of one is true of the other."""
    if one.id and other.id and chains.get(one.id, one.id) == chains.get(other.id, other.id):
        return True
    if one.id in other.related or other.id in one.related:
        return True
    return bool(one.policy) and one.policy == other.policy and one.kind != other.kind


def _chains(register: Register) -> dict[str, str]:
    """The `id` of an assessment → one that stands for all that replace one another."""
    first: dict[str, str] = {}

    def root(name: str) -> str:
        while name in first:
            name = first[name]
        return name

    for record in register.records:
        if record.id and record.supersedes and (one := root(record.id)) != (other := root(record.supersedes)):
            first[one] = other
    return {name: root(name) for name in first}
