"""Rules on monitoring and review."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words, months_after
from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.rules import rule
from eia.rules.written_dates import misdated
from eia.text import quote

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
    Give one day or month. How often figures are looked at belongs in the monitoring statement or under `measures`.

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
    Review it: hold what happened against what was expected, record what has changed, have it approved again and
    set the next date. If another assessment has replaced this one, set `status: superseded`.

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
