"""A rule on the duty about socio-economic disadvantage, where and since when it applies."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.rules import Where, rule
from eia.rules.days import day_of_use

DUTY = "socio_economic"
STRATEGIC_TYPES = ("strategy",)
"""The kinds of activity that are strategic by their nature; of any other the assessment has to say so."""
WITH_DUTY = Where("has the socio-economic duty", lambda form: DUTY in form.duties)


@rule(
    "DTY011",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.1: in force in Scotland from 1 April 2018 and in Wales from 31 March 2021",
    only=WITH_DUTY,
)
def unanswered_socio_economic_duty(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A strategic decision does not say what it does to inequalities that come of disadvantage.

    ## Why it matters
    Section 1 asks bodies in Scotland and Wales, when they decide on something strategic, for due regard to the
    desirability of reducing the unequal outcomes that socio-economic disadvantage brings. It is a duty beside section
    149: people on low incomes share no protected characteristic, and an assessment of the nine may not mention them.
    It came into force on 1 April 2018 in Scotland (the Fairer Scotland Duty) and on 31 March 2021 in Wales. England
    has not brought it into force; a council that adopted it can add it to its form, under `duties`.

    A strategy is taken to be strategic. Of anything else the assessment says so, with `strategic: yes`.

    ## What to do
    Say under `socio_economic` who is at a disadvantage and what the decision does to it. Add what the evidence shows, and
    what was changed because of that, or why nothing was. If the decision is not strategic, say so (`strategic: no`).

    ## Flagged
    ```yaml
    form: wales
    activity:
      type: strategy
    decision: {meeting_date: 2025-06-10}
    socio_economic: # DTY011
    ```
    ```yaml
    form: scotland
    activity:
      strategic: yes
    decision: {meeting_date: 2025-06-10}
    socio_economic: # DTY011
      affected: About 4,100 households in the three towns have no car and an income below the poverty line.
      finding: They reach a job centre in 70 minutes on average, others in 25.
      description: The later buses bring two thirds of them within 40 minutes.
    ```

    ## Accepted
    ```yaml
    form: wales
    activity:
      type: strategy
    decision: {meeting_date: 2021-03-02}
    ```
    ```yaml
    form: scotland
    activity:
      strategic: yes
    decision: {meeting_date: 2025-06-10}
    socio_economic:
      affected: About 4,100 households in the three towns have no car and an income below the poverty line.
      finding: They reach a job centre in 70 minutes on average, others in 25.
      description: The later buses bring two thirds of them within 40 minutes.
      changes_made: [The day ticket costs no more in the evening.]
    ```
    ```yaml
    form: england
    activity:
      type: strategy
    ```
    """
    duty = form.duty_on(DUTY, day_of_use(assessment, today))
    activity, answer = assessment.activity, assessment.socio_economic
    is_strategic = activity.strategic or (activity.strategic is None and activity.type in STRATEGIC_TYPES)
    if duty is None or not is_strategic or answer.not_required_reason:
        return
    if not answer.is_answered:
        yield Problem(
            answer.path,
            f"The decision is strategic, and nothing is said about socio-economic disadvantage ({duty.label})",
            "Say under `socio_economic` who is at a disadvantage, what the evidence shows, what the decision does to it"
            " and what was changed. If the decision is not strategic, write `strategic: no` under `activity`.",
        )
        return
    missing = [
        *([] if answer.affected else ["which people and places are at a disadvantage"]),
        *([] if answer.finding or answer.evidence else ["what the evidence shows"]),
        *([] if answer.description else ["what the decision does to unequal outcomes"]),
        *([] if answer.changes_made or answer.no_change_reason else ["what was changed, or why nothing was"]),
    ]
    if missing:
        yield Problem(
            answer.path,
            f"The answer on socio-economic disadvantage does not say {in_a_sentence(missing)}",
            "Add it under `socio_economic`: `affected`, `finding`, `description`, and `changes_made` or"
            " `no_change_reason`.",
            at_name=True,
        )
