"""Whether each action is complete: what, who, when and to what end."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words, meant
from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.rules.effects import called, is_empty
from eia.rules.owners import fault_of_owner
from eia.rules.placeholders import is_placeholder
from eia.rules.written_dates import misdated
from eia.text import found, quote, word_count

SETTLED = ("done", "dropped")
"""The states in which nothing more will be done."""


@rule(
    "ACT001", Severity.ERROR, due="submitted", basis="every form asks what, who, when and with what outcome"
)
def incomplete_action(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action does not say what will be done, who will do it, by when, or with what outcome.

    ## Why it matters
    An action that nobody owns and that has no date is a wish. A decision maker who relies on it to lessen a negative
    impact relies on nothing, and at the review nobody can say whether it was done.

    ## What to do
    Fill in the missing columns: one thing that will be done, one post that answers for it, a month, and what will be
    different for whom. “See above” is not an action; write it out.

    ## Flagged
    ```yaml
    actions:
      - description: We are keen to meet the needs of all groups in everything the team does. # ACT001
      - description: See the strategy # ACT001
        owner: {job_title: Head of Libraries}
        due: 2026-09
        outcome: Blind users can borrow in person again.
      - description: Train two volunteers to read to blind users. # ACT001
        owner: {job_title: Library Access Officer}
        due: 2026-09
    ```

    ## Accepted
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        owner: {job_title: Library Access Officer}
        due: 2026-09
        outcome: The 14 blind users who came to the reading hour are rung every week.
      - description: Ask the bus company to stop at the library after six.
        status: dropped
        note: The company ends the late service in March.
    ```
    """
    for action in assessment.actions:
        if action.status == "dropped" or is_empty(action):  # a row with nothing in it is ACT013's
            continue
        missing = [
            name
            for name, answer in (
                ("description", action.description and not _is_reference(action.description, form)),
                ("owner", action.owner),
                ("due", action.due is not None),
                ("outcome", action.outcome),
            )
            if not answer
        ]
        if missing:
            labels = [quote(form.label(action.at(name))) for name in missing]
            yield Problem(
                action.at(missing[0]) if len(missing) == 1 else action.path,
                f"{called(action)} does not answer {in_a_sentence(labels, last='or')}",
                _how_to_complete(missing),
            )


@rule("ACT002", Severity.ERROR, due="submitted", basis="every form asks when; “SMART” actions have an end")
def undated_action(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The time by which an action will be done is not a date.

    ## Why it matters
    “Ongoing” and “now until 2021” cannot be missed and cannot be met. At the review nobody can tell whether the
    action is late, and a reminder has no day to be sent on.

    ## What to do
    Give the month or day by which it will be done. For work without an end, give the next step that has one: the
    first training day, the next report.

    ## Flagged
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        owner: {job_title: Library Access Officer}
        due: Ongoing # ACT002
        outcome: The 14 blind users who came to the reading hour are rung every week.
      - description: Ask users in a survey how the new hours suit them.
        owner: {job_title: Library Service Manager}
        due: 30/09/2026 # ACT002
        outcome: The review knows which groups come less often.
    ```

    ## Accepted
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        owner: {job_title: Library Access Officer}
        due: 2026-06
        outcome: The 14 blind users who came to the reading hour are rung every week.
      - description: Ask users in a survey how the new hours suit them.
        owner: {job_title: Library Service Manager}
        due: 2026-09-30
        outcome: The review knows which groups come less often.
    ```
    """
    for action in assessment.actions:
        fault = misdated(action.due, "month") if action.due is not None else None
        if fault and action.due is not None:
            what, hint = fault
            if not action.due and meant(action.due.text) is None:
                hint = (
                    "Give the month by which it will be done, such as `2026-09`. For work without an end, name the next"
                    " step that has one."
                )
            label = quote(form.label(action.at("due")))
            yield Problem(action.at("due"), f"{called(action)}: {label} is {what}", hint)


@rule("ACT003", Severity.WARNING, due="submitted", basis="Brown principle 5: the duty continues")
def overdue_action(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action was due before today, or before the assessment was approved, and is not marked as done.

    ## Why it matters
    The duty does not end with the decision. An action left open past its day means that a negative impact which was
    going to be lessened may still be felt; one due before approval was overtaken while the form went round.

    ## What to do
    Mark what was done as `status: done`, with the day. If it was not done, agree a new date with the officer who
    owns it. An action that is given up is `dropped`, with a note; look again at the impact it was for.

    ## Flagged
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        owner: {job_title: Library Access Officer}
        due: 2025-06 # ACT003
        outcome: The 14 blind users who came to the reading hour are rung every week.
    ```

    ## Accepted
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        owner: {job_title: Library Access Officer}
        due: 2025-06
        outcome: The 14 blind users who came to the reading hour are rung every week.
        status: done
        done_on: 2025-06-18
      - description: Ask users in a survey how the new hours suit them.
        owner: {job_title: Library Service Manager}
        due: 2026-01
        outcome: The review knows which groups come less often.
    ```
    """
    approved = max(
        (item.date for item in assessment.approvals if item.stands and item.date),
        key=lambda moment: moment.text,
        default=None,
    )
    for action in assessment.actions:
        if not action.due or action.due.last is None or action.status in SETTLED:
            continue
        if action.due.last < today:
            yield Problem(
                action.at("due"),
                f"{called(action)} was due by {in_words(action.due)} and is not marked as done",
                "Write `status: done` and `done_on:` if it was, or agree a new date with whoever owns it.",
            )
        elif approved and approved.first and action.due.last < approved.first:
            yield Problem(
                action.at("due"),
                f"{called(action)} was due by {in_words(action.due)}, before the approval on {in_words(approved)},"
                " and is not marked as done",
                "Write `status: done` and `done_on:` if it was, or agree a new date with whoever owns it.",
            )


@rule("ACT004", Severity.WARNING, due="submitted", basis="one post answers for each action")
def shared_ownership(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action is owned by several posts, by a team or by everybody.

    ## Why it matters
    What several people own, each may leave to the others. A team cannot be asked at a review why the action was not
    done; a post can.

    ## What to do
    Name the one post that answers for it, even if others do the work; say who helps under `resources:` or in the
    description. If two posts each do a part, make two actions.

    ## Flagged
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        owner: {job_title: Library Access Team} # ACT004
        due: 2026-06
        outcome: The 14 blind users who came to the reading hour are rung every week.
      - description: Ask users in a survey how the new hours suit them.
        owner:
          job_title: Library Service Manager, Equality Officer, all branches # ACT004
        due: 2026-09
        outcome: The review knows which groups come less often.
    ```

    ## Accepted
    ```yaml
    actions:
      - description: Train two volunteers, with the access team, to read to blind users by telephone.
        owner: {job_title: Library Access Team Leader}
        due: 2026-06
        outcome: The 14 blind users who came to the reading hour are rung every week.
      - description: Ask users in a survey how the new hours suit them.
        owner: {job_title: "Head of Libraries, Museums and Schools"}
        due: 2026-09
        outcome: The review knows which groups come less often.
    ```
    """
    for action in assessment.actions:
        fault = fault_of_owner(action.owner, form)
        if fault and action.status != "dropped":
            field = "name" if action.owner.name else "job_title"
            yield Problem(
                action.owner.at(field),
                f"{called(action)}: {fault}",
                "Name the one post that answers for it; who helps can stand in the description.",
            )


@rule("ACT010", Severity.ERROR, due="submitted", basis="Brown principle 6: records that can be relied on")
def done_without_a_day(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action is marked as done without the day on which it was, or with a day still to come.

    ## Why it matters
    At the review, “done” is what a mitigation is judged by. Without a day nobody can check it, or see whether it was
    done before people felt the impact that it was meant to lessen.

    ## What to do
    Write the day under `done_on:`. What is not finished is `open`.

    ## Flagged
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        status: done # ACT010
      - description: Ask users in a survey how the new hours suit them.
        status: done
        done_on: 2026-09-30 # ACT010
    ```

    ## Accepted
    ```yaml
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        status: done
        done_on: 2025-06-18
      - description: Ask users in a survey how the new hours suit them.
        status: open
        due: 2026-09
    ```
    """
    for action in assessment.actions:
        if action.status != "done":
            continue
        if action.done_on is None:
            yield Problem(
                action.at("status"),
                f"{called(action)} is marked as done, but not when",
                "Add the day, such as `done_on: 2025-06-18`; if it is not finished, write `status: open`.",
            )
        elif action.done_on.first and action.done_on.first > today:
            yield Problem(
                action.at("done_on"),
                f"{called(action)} is marked as done on {in_words(action.done_on)}, which is still to come",
                "Correct the day; if it is not finished, write `status: open`.",
            )


@rule("ACT012", Severity.WARNING, due="submitted", basis="Brown principle 5: the duty continues")
def action_that_comes_too_late(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action is due after the activity has ended, or after the review that should look at it.

    ## Why it matters
    What is done when the activity is over helps nobody whom it affected. What is done after the review is looked at
    by no review.

    ## What to do
    Bring the action forward, give it a first step before the review, or move the review.

    ## Flagged
    ```yaml
    activity:
      end: 2027-03
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        due: 2027-06 # ACT012
      - description: Ask users in a survey how the new hours suit them.
        due: 2026-12 # ACT012
    monitoring:
      review_date: 2026-09-30
    ```

    ## Accepted
    ```yaml
    activity:
      end: 2027-03
    actions:
      - description: Train two volunteers to read to blind users by telephone.
        due: 2026-06
      - description: Ask users in a survey how the new hours suit them.
        due: 2026-09
    monitoring:
      review_date: 2026-09-30
    ```
    """
    end, review = assessment.activity.end, assessment.monitoring.review_date
    for action in assessment.actions:
        if not action.due or action.due.first is None or action.status in SETTLED:
            continue
        if end and end.last and action.due.first > end.last:
            why = f"after the activity ends ({in_words(end)})"
        elif review and review.last and action.due.first > review.last:
            why = f"after the review ({in_words(review)})"
        else:
            continue
        yield Problem(
            action.at("due"),
            f"{called(action)} is due by {in_words(action.due)}, {why}",
            "Bring it forward, or give it a first step that can be looked at in time.",
        )


def _is_reference(description: str, form: Form) -> bool:
    """Whether the words only send the reader elsewhere: “See actions above”. Placeholders are told by TXT001."""
    if word_count(description) > 6 or is_placeholder(description, form):
        return False
    first = found(description, form.lexicon("see_elsewhere"))[:1]
    return bool(first) and description.startswith(first)


def _how_to_complete(missing: list[str]) -> str:
    """What to do about the missing answers."""
    advice = {
        "description": "Say what will be done: one thing that somebody can be seen to have done.",
        "owner": "Name the one post that answers for it, as `owner: {job_title: …}`.",
        "due": "Give the month by which it will be done, such as `due: 2026-09`.",
        "outcome": "Say what will be different, and for whom, so that it can be checked.",
    }
    if len(missing) == 1:
        return advice[missing[0]]
    keys = in_a_sentence(f"`{name}:`" for name in missing)
    return f"Add {keys}: one thing to do, one post, a month, and what will be different for whom."
