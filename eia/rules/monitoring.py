"""Rules on monitoring and review."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words, months_after
from eia.findings import Path, Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.parts import after
from eia.rules import rule
from eia.rules.written_dates import misdated
from eia.text import overlap, quote, word_count

CONTINUING = "Brown principle 5: the duty is a continuing one"
KINDS = ("full", "cumulative")


@rule("MON001", Severity.ERROR, due="approved", basis=CONTINUING, kinds=KINDS)
def no_review_date(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """No day or month is set for the review.

    ## Why it matters
    The duty does not end with the decision (R (Brown) v SSWP [2008]): what was expected has to be held against
    what happened. “Ongoing” and “monthly and termly” say how often figures are looked at, not when somebody will
    read this assessment again; a review without a date is a review that nobody misses.

    ## What to do
    Give one day or month for the review. How often figures are looked at belongs in the monitoring statement or
    under `measures`.

    ## Flagged
    ```yaml
    monitoring:  # MON001
      statement: Attendance is looked at every term by the Early Years Reference Group.
    ```
    ```yaml
    monitoring:
      statement: Attendance is looked at every term by the Early Years Reference Group.
      review_date: Monthly and termly until 2028  # MON001
    ```

    ## Accepted
    ```yaml
    monitoring:
      statement: Attendance is looked at every term by the Early Years Reference Group.
      review_date: 2027-02
    ```
    """
    monitoring = assessment.monitoring
    path = monitoring.at("review_date")
    label = quote(form.label(path))
    how_often = f"how often figures are looked at under {quote(form.label(monitoring.at('statement')))}"
    if monitoring.review_date is None:
        yield Problem(
            path,
            f"{label} is not answered",
            "Write under `monitoring` the day or month of the next look at this assessment, as `review_date: 2027-02`.",
        )
    elif fault := misdated(monitoring.review_date, "month", otherwise=f"; say {how_often}"):
        what, hint = fault
        yield Problem(path, f"{label} is {what}", hint)


@rule("MON002", Severity.ERROR, due="approved", basis=CONTINUING, kinds=KINDS)
def overdue_review(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The day of the review has passed, and the activity goes on.

    ## Why it matters
    A policy that is in force is held to the duty every day (R (Brown) v SSWP [2008]), and an assessment ages: in
    Hough v Home Secretary [2022] the one relied on had been made for an earlier end date. Once the review date
    has passed, nobody can say that this assessment still describes what the activity does.

    Only an assessment that is approved or published, or whose activity was adopted, is held to its review date;
    one whose activity has ended, or that has been superseded or withdrawn, is not.

    ## What to do
    Review the assessment now: hold what happened against what was expected, record what has changed, have it approved
    again and set the next date. If another assessment has replaced this one, set `status: superseded`.

    ## Flagged
    ```yaml
    decision:
      maker: Cabinet
      meeting_date: 2023-03-14
      result: adopted
    monitoring:
      review_date: 2025-03  # MON002
    ```

    ## Accepted
    ```yaml
    decision:
      maker: Cabinet
      meeting_date: 2023-03-14
      result: adopted
    monitoring:
      review_date: 2026-03
    ```
    The activity is over.
    ```yaml
    activity:
      start: 2020-09
      end: 2023-08
    decision:
      maker: Cabinet
      meeting_date: 2020-03-10
      result: adopted
    monitoring:
      review_date: 2022-03
    ```
    """
    review, end = assessment.monitoring.review_date, assessment.activity.end
    is_over = assessment.status in ("superseded", "withdrawn") or bool(end and end.last and end.last < today)
    in_force = assessment.status in ("approved", "published") or assessment.decision.is_to_go_ahead
    if review and review.last and review.last < today and in_force and not is_over:
        path = assessment.monitoring.at("review_date")
        yield Problem(
            path,
            f"{quote(form.label(path))} ({in_words(review)}) has passed",
            "Review the assessment, have it approved again and set the next date; or mark it as `superseded`.",
        )


@rule("MON003", Severity.WARNING, due="approved", basis=CONTINUING, kinds=KINDS)
def odd_review_date(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The review is set so soon that nothing can have happened yet, or so late that it comes too late.

    ## Why it matters
    A review a few weeks after the sign-off has no effects to look at; one many years later finds harm that could
    have been stopped. Three years is a common ceiling. The form sets both limits, counted from the last sign-off.

    ## What to do
    Choose a date by which the effects can be seen: after a school year, a first contract year, a winter. If an event
    matters more than a date, name it under `triggers` as well.

    ## Flagged
    ```yaml
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2026-01-12
    monitoring:
      review_date: 2026-02-18  # MON003
    ```

    ## Accepted
    ```yaml
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2026-01-12
    monitoring:
      review_date: 2027-02
      triggers: [A change of contractor]
    ```
    """
    earliest = form.parameter("MON003", "earliest_days")
    latest = form.parameter("MON003", "latest_months")
    review = assessment.monitoring.review_date
    approved = assessment.approved_on
    if approved is None or not review or review.first is None or review.last is None:
        return
    path = assessment.monitoring.at("review_date")
    label = f"{quote(form.label(path))} ({in_words(review)})"
    if review.last < approved:
        yield Problem(
            path, f"{label} is before the last sign-off", "Set a date at which effects can be seen."
        )
    elif (days := (review.last - approved).days) < earliest:
        yield Problem(
            path,
            f"{label} is only {days} day{'' if days == 1 else 's'} after the last sign-off",
            f"Set a date at which effects can be seen: {earliest} days after the sign-off or later.",
        )
    elif review.first > months_after(approved, latest):
        yield Problem(
            path,
            f"{label} is more than {latest} months after the last sign-off",
            f"Set a date within {latest} months of the sign-off.",
        )


@rule(
    "MON004",
    Severity.WARNING,
    due="approved",
    basis=f"{CONTINUING}; in Wales, WSI 2011/1064, regulation 8",
    kinds=KINDS,
)
def unmeasured_effect(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nothing is measured: no indicator with somebody who looks at it and how often.

    ## Why it matters
    The duty continues after the decision (R (Brown) v SSWP [2008]), and the Welsh regulations ask outright for the
    effect to be monitored. “Progress will be reviewed” cannot be seen to be done; an indicator that a named post
    reads every term can.

    ## What to do
    Give at least one measure that says what is counted, who looks at it and how often.

    ## Flagged
    ```yaml
    monitoring:
      statement: The strategy will be monitored through termly meetings.
      measures:  # MON004
        - indicator: Attendance
    ```

    ## Accepted
    ```yaml
    monitoring:
      statement: The senior team looks at attendance each term and reports it to the Executive in July.
      measures:
        - indicator: Attendance, by sex and special educational needs
          source: School census
          frequency: each term
          owner: {job_title: Head of Inclusion}
          groups: [sex, disability]
    ```
    """
    measures = assessment.monitoring.measures
    if any(item.indicator and item.frequency and item.owner for item in measures):
        return
    path = assessment.monitoring.at("measures", after(measures))
    label = quote(form.label(path))
    hint = "Give at least one measure with its `indicator`, its `frequency` and its `owner`."
    if not measures:
        yield Problem(path, f"{label}: nothing is measured", hint)
        return
    lacking = [
        words
        for words, given in (
            ("what is measured", any(item.indicator for item in measures)),
            ("how often", any(item.frequency for item in measures)),
            ("by whom", any(item.owner for item in measures)),
        )
        if not given
    ]
    what = in_a_sentence(lacking) or "at once what is measured, how often and by whom"
    yield Problem(path, f"{label}: no measure says {what}", hint)


@rule(
    "MON005",
    Severity.WARNING,
    due="approved",
    basis="Equality Commission for Northern Ireland, step 7: monitor for adverse impact",
    kinds=KINDS,
)
def undivided_measures(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """What is measured is not broken down by the groups that are affected.

    ## Why it matters
    A total can rise while a group falls behind. Whether the effect came about that the assessment expected for a
    group can only be seen in that group's own figures. (A group that loses is told by MON008.)

    ## What to do
    Break the measures down, and list the groups of each under `groups`; or say which figures cannot be had.

    ## Flagged
    ```yaml
    impacts:
      race:
        - direction: positive
          description: Pupils new to English are more likely to be helped by somebody who speaks their language.
    monitoring:
      measures:  # MON005
        - indicator: Pupils at the expected standard
          frequency: each autumn
          owner: {job_title: Head of School Improvement}
    ```

    ## Accepted
    ```yaml
    impacts:
      race:
        - direction: positive
          description: Pupils new to English are more likely to be helped by somebody who speaks their language.
    monitoring:
      measures:
        - indicator: Pupils at the expected standard, by first language
          frequency: each autumn
          owner: {job_title: Head of School Improvement}
          groups: [race]
    ```
    """
    monitoring = assessment.monitoring
    losing = {effect.group for effect in assessment.lasting_negative_effects}
    unseen = (assessment.felt_groups & form.groups.keys()) - losing - _measured(assessment)
    if monitoring.measures and unseen:
        yield Problem(
            monitoring.at("measures", after(monitoring.measures)),
            f"No measure is broken down for {form.group_labels(unseen)}, although an impact is expected",
            "List under `groups` of a measure the groups that its figures are broken down by.",
        )


@rule("MON006", Severity.WARNING, due="approved", basis=CONTINUING, kinds=KINDS)
def review_after_the_end(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The review comes after the activity has ended.

    ## Why it matters
    A review is there to change what goes wrong. Once the activity is over, nothing can be changed for the people
    it affected; the duty was owed while it ran (R (Brown) v SSWP [2008]).

    ## What to do
    Set the review while there is time to act, and a second look at the end for what comes next.

    ## Flagged
    ```yaml
    activity:
      start: 2026-04
      end: 2027-03
    monitoring:
      review_date: 2027-09  # MON006
    ```

    ## Accepted
    ```yaml
    activity:
      start: 2026-04
      end: 2027-03
    monitoring:
      review_date: 2026-10
    ```
    """
    review, end = assessment.monitoring.review_date, assessment.activity.end
    if review and end and review.first and end.last and review.first > end.last:
        path = assessment.monitoring.at("review_date")
        other = form.label(assessment.activity.at("end"))
        yield Problem(
            path,
            f"{quote(form.label(path))} ({in_words(review)}) is after {quote(other)} ({in_words(end)})",
            "Set the review while the activity still runs and can be changed.",
        )


@rule(
    "MON007",
    Severity.WARNING,
    due="approved",
    basis="Brown principle 3: in substance, with rigour",
    kinds=KINDS,
)
def copied_monitoring(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The monitoring statement is the text of another answer.

    ## Why it matters
    How something is bought, what will be done and how its effect will be watched are three questions. One text
    pasted under all of them answers at most one, and the reader has to find out which.

    Texts are compared by the runs of eight words they share; short ones are left alone. The form sets both limits.

    ## What to do
    Say here who looks at which figures, how often, and what happens when a group falls behind. Where a statement
    belongs to two questions, give it once and point to it.

    ## Flagged
    ```yaml
    commissioning:
      cycle_steps: |
        Maintained schools are held to account at meetings each term, at which they are challenged about the progress
        of protected groups and the support they are given. Academies are challenged in a conversation each year.
    monitoring:
      statement: |  # MON007
        Maintained schools are held to account at meetings each term, at which they are challenged about the progress
        of protected groups and the support they are given. Academies are challenged in a conversation each year.
    ```

    ## Accepted
    ```yaml
    commissioning:
      cycle_steps: |
        Needs are drawn from results by group; the Parent Carer Forum helps to write the specification, and each
        contract is reviewed with the forum every July.
    monitoring:
      statement: |
        The Head of School Improvement looks at results by group each autumn, and at attendance of autistic pupils each
        term. Where a gap widens, the school is visited within a month and the Executive is told.
    ```
    """
    monitoring = assessment.monitoring
    most = form.parameter("MON007", "overlap_percent")
    fewest = form.parameter("MON007", "minimum_words")
    if word_count(monitoring.statement) < fewest:
        return
    same = {
        form.label(path): path
        for path, written in _other_answers(assessment)
        if word_count(written) >= fewest and overlap(monitoring.statement, written) * 100 >= most
    }
    if same:
        path = monitoring.at("statement")
        labels = in_a_sentence(quote(label, limit=80) for label in same)
        yield Problem(
            path,
            f"{quote(form.label(path))} has the same text as {labels}",
            "Say here who looks at which figures, how often, and what happens when a group falls behind.",
        )


@rule(
    "MON008",
    Severity.WARNING,
    due="approved",
    basis="Equality Commission for Northern Ireland, step 7: monitor for adverse impact",
    kinds=KINDS,
)
def unwatched_harm(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group loses, and nothing measures how much.

    ## Why it matters
    To go ahead despite a negative impact is to promise that it stays as small as was said. The last of the seven
    steps of an equality impact assessment in Northern Ireland is to monitor for adverse impact; without a figure
    for the group nobody will know that the promise was broken.

    ## What to do
    Add a measure for the group, or name it under the `groups` of one there is. A few conversations each year are
    a measure too, where numbers are too small.

    ## Flagged
    ```yaml
    impacts:
      age:
        - direction: negative  # MON008
          description: Older residents who do not drive are cut off from the day centre in the evening.
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: negative
          description: Older residents who do not drive are cut off from the day centre in the evening.
    monitoring:
      measures:
        - indicator: Visits to the day centre after six, by age and whether the visitor came by bus
          frequency: each month
          owner: {job_title: Day Services Manager}
          groups: [age]
    ```
    """
    measured = _measured(assessment)
    told: set[str] = set()
    for effect in assessment.lasting_negative_effects:
        if effect.group not in measured | told:
            told.add(effect.group)
            yield Problem(
                effect.at("direction"),
                f"{form.group_label(effect.group)} is expected to lose, but nothing is measured for the group",
                f"Add a measure under `monitoring` with `{effect.group}` among its `groups`.",
            )


def _measured(assessment: Assessment) -> set[str]:
    """The groups for which some measure is broken down."""
    return {group for item in assessment.monitoring.measures for group in item.groups}


def _other_answers(assessment: Assessment) -> Iterator[tuple[Path, str]]:
    """The longer answers that a monitoring statement could have been copied from or to, with their places."""
    commissioning, recommendation = assessment.commissioning, assessment.recommendation
    yield assessment.activity.at("description"), assessment.activity.description
    yield commissioning.at("contract_measures"), commissioning.contract_measures
    yield commissioning.at("cycle_steps"), commissioning.cycle_steps
    yield recommendation.at("rationale"), recommendation.rationale
    yield assessment.at("summary"), assessment.summary
    for action in assessment.actions:
        yield action.at("description"), action.description
        yield action.at("outcome"), action.outcome
    for item in assessment.engagement:
        yield item.at("findings"), item.findings
        yield item.at("influence"), item.influence
    for effect in assessment.effects:
        yield effect.at("description"), effect.description
