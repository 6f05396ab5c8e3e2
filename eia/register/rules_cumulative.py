"""Rules on several proposals together: what each does may be small, and their sum not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from eia.findings import Severity
from eia.form import in_a_sentence
from eia.register.records import Record
from eia.register.register import Register
from eia.register.rule import Trouble, at, rule
from eia.text import quote

MANY = 3
"""Proposals with a negative effect on one group from which on their sum has to be looked at."""
FAIR = "EHRC, Making fair financial decisions: look at the cumulative impact of decisions"


@rule("CUM001", Severity.ERROR, basis="R (JG & MB) v Lancashire [2011] EWHC 2295", family="cumulative")
def unassessed_proposal(register: Register) -> Iterator[Trouble]:
    """A cumulative assessment lists a proposal that has neither an assessment nor a screening.

    ## Why it matters
    In JG & MB v Lancashire [2011] the council could agree its budget first because each policy was still to be
    assessed and could still change. A proposal that is summed up and never assessed has no such answer, and the sum
    is wrong without it.

    ## What to do
    Start an assessment or a screening of the proposal with that `id`, or correct the reference.

    ## Flagged
    ```yaml
    # assessments/budget.yaml
    kind: cumulative
    cumulative:
      related:
        - id: day-centres
        - id: libraries  # CUM001
    # assessments/day-centres.yaml
    kind: screening
    ```

    ## Accepted
    ```yaml
    # assessments/budget.yaml
    kind: cumulative
    cumulative:
      related:
        - id: day-centres
    # assessments/day-centres.yaml
    kind: screening
    ```
    """
    for whole in _cumulative(register):
        for index, name in enumerate(whole.related):
            other = register.by_id.get(name)
            if name and (other is None or other.is_put_aside):
                state = f"is {other.status}" if other else "is not there"
                yield at(
                    whole.sheet,
                    ("cumulative", "related", index, "id"),
                    f"The assessment {quote(name)} that is added up here {state}",
                    "Start an assessment or a screening of the proposal with that reference, or correct it.",
                )


@rule("CUM002", Severity.WARNING, basis=FAIR, family="cumulative")
def unsummed_harm(register: Register) -> Iterator[Trouble]:
    """A group loses by three or more proposals, and nowhere is it said what they do together.

    ## Why it matters
    Three small losses may fall on the same people: the bus, the day centre and the advice line. Assessed one by one
    each is bearable. The Equality and Human Rights Commission asks authorities to look at decisions together.

    ## What to do
    In the cumulative assessment say what the proposals together do to the group, under `impacts` or in the
    statement. If there is none, start one (`kind: cumulative`) and list the budget proposals under
    `cumulative.related`.

    ## Flagged
    ```yaml
    # assessments/a.yaml
    impacts:
      disability: [{direction: negative, description: The bus to the hospital no longer runs at weekends.}]
    # assessments/b.yaml
    impacts:
      disability: [{direction: negative, description: The day centre closes one day earlier in the week.}]
    # assessments/c.yaml
    impacts:
      disability: [{direction: negative, description: The advice line is answered only in the mornings.}]
    # assessments/budget.yaml
    kind: cumulative
    cumulative:  # CUM002
      related: [{id: a}, {id: b}, {id: c}]
    ```
    Three budget proposals that no cumulative assessment lists.
    ```yaml
    # eia.yaml  # CUM002
    strategies: [strategies/*]
    # assessments/a.yaml
    activity: {type: budget_proposal}
    impacts:
      age: [{direction: negative, description: The bus to the hospital no longer runs at weekends.}]
    # assessments/b.yaml
    activity: {type: budget_proposal}
    impacts:
      age: [{direction: negative, description: The day centre closes one day earlier in the week.}]
    # assessments/c.yaml
    activity: {type: budget_proposal}
    impacts:
      age: [{direction: negative, description: The advice line is answered only in the mornings.}]
    ```

    ## Accepted
    ```yaml
    # assessments/a.yaml
    impacts:
      disability: [{direction: negative, description: The bus to the hospital no longer runs at weekends.}]
    # assessments/b.yaml
    impacts:
      disability: [{direction: negative, description: The day centre closes one day earlier in the week.}]
    # assessments/c.yaml
    impacts:
      disability: [{direction: negative, description: The advice line is answered only in the mornings.}]
    # assessments/budget.yaml
    kind: cumulative
    cumulative:
      statement: Disabled people who live alone may lose the bus, the centre and the advice line in one year.
      related: [{id: a}, {id: b}, {id: c}]
    ```
    """
    listed: set[str] = set()
    for whole in _cumulative(register):
        listed.update(whole.related)
        members = _members(register, whole)
        for group, losing in _losses(members).items():
            if len(losing) >= MANY and group not in whole.details().stated:
                label = losing[0].label(group)
                yield at(
                    whole.sheet,
                    ("cumulative", "statement"),
                    f"{label}: {len(losing)} of the proposals are negative, and nothing is said of their sum",
                    f"Say what {_names(losing)} together do to the group.",
                )
    alone = [
        item for item in register.records if item.budget and not item.is_put_aside and item.id not in listed
    ]
    for group, losing in _losses(alone).items():
        if len(losing) >= MANY:
            label = losing[0].label(group)
            yield at(
                register.settings,
                (),
                f"{label}: {len(losing)} budget proposals are negative, and no cumulative assessment lists them",
                f"Start one with `kind: cumulative`, and list under `cumulative.related` {_names(losing)}.",
            )


@rule("CUM003", Severity.ERROR, basis="Brown principle 3: in substance, with rigour", family="cumulative")
def miscounted_proposals(register: Register) -> Iterator[Trouble]:
    """A cumulative assessment gives another number of proposals than there are.

    ## Why it matters
    Members read the sentence, not the assessments behind it. “Five proposals” where there are seven understates the
    harm, and shows that nobody counted again after the last change.

    Only a sentence that can mean one thing is looked at: one number of proposals, one group, and positive or
    negative.

    ## What to do
    Count again, and correct the sentence or the list under `cumulative.related`.

    ## Flagged
    ```yaml
    # assessments/a.yaml
    impacts:
      disability: [{direction: negative, description: The bus to the hospital no longer runs at weekends.}]
    # assessments/b.yaml
    impacts:
      disability: [{direction: negative, description: The day centre closes one day earlier in the week.}]
    # assessments/budget.yaml
    kind: cumulative
    cumulative:
      statement: Three proposals are negative for disabled people.  # CUM003
      related: [{id: a}, {id: b}]
    ```

    ## Accepted
    ```yaml
    # assessments/a.yaml
    impacts:
      disability: [{direction: negative, description: The bus to the hospital no longer runs at weekends.}]
    # assessments/b.yaml
    impacts:
      disability: [{direction: negative, description: The day centre closes one day earlier in the week.}]
    # assessments/budget.yaml
    kind: cumulative
    cumulative:
      statement: Two of the proposals are negative for disabled people.
      related: [{id: a}, {id: b}]
    ```
    """
    for whole in _cumulative(register):
        members = _members(register, whole)
        for quoted in whole.details().quoted:
            counted = [
                item
                for item in members
                if quoted.direction in (item.details().effects or {}).get(quoted.group, ())
            ]
            if len(counted) != quoted.number:
                label = next((item.label(quoted.group) for item in members), quoted.group)
                behind = f": {_names(counted)}" if counted else ""
                yield at(
                    whole.sheet,
                    ("cumulative", "statement"),
                    f"“{quoted.words}” are said to be {quoted.direction} for {label}, but there are {len(counted)}",
                    f"Count again{behind}.",
                )


def _cumulative(register: Register) -> Iterator[Record]:
    """The assessments that add up others, and that somebody relies on."""
    return (record for record in register.records if record.related and not record.is_put_aside)


def _members(register: Register, whole: Record) -> list[Record]:
    found = (register.by_id.get(name) for name in dict.fromkeys(whole.related))
    return [
        record for record in found if record is not None and not record.is_put_aside and record is not whole
    ]


def _losses(records: Iterable[Record]) -> Mapping[str, list[Record]]:
    """Group → the proposals that are negative for it, in the order of the groups' names."""
    gathered: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        for group in record.negative:
            gathered[group].append(record)
    return dict(sorted(gathered.items()))


def _names(records: Iterable[Record]) -> str:
    return in_a_sentence(f"`{record.id}`" for record in records)
