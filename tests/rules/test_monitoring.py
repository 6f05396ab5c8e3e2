"""Monitoring and review: what the rules' pages do not show."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.finding import find, library


def review(when: str, *more: str) -> str:
    """An assessment with a review date, on the second line; then the rest."""
    return "\n".join([f"monitoring:\n  review_date: {when}", *more])


# MON001


def test_without_any_monitoring_the_finding_stands_at_the_start() -> None:
    [told] = find("MON001", "summary: A summary.")
    assert (told.line, told.message) == (1, "“Review date” is not answered")


@pytest.mark.parametrize(
    ("written", "what", "hint"),
    [
        (
            "Ongoing",
            "“Ongoing”, which is not a date",
            "say how often figures are looked at under “How the impact",
        ),
        (
            "30/09/2027",
            "“30/09/2027”, which is not in the order year, month, day",
            "Write it as `2027-09-30`.",
        ),
        ("September 2027", "“September 2027”, which is not in the order", "Write it as `2027-09`."),
        ("2027", "“2027”, which is a year", "Give the month too, such as `2027-12`."),
        ("2027-09-31", "“2027-09-31”, and there is no such date", "Look the date up"),
    ],
)
def test_what_is_wrong_with_the_review_date_is_told(written: str, what: str, hint: str) -> None:
    [told] = find("MON001", review(written))
    assert told.line == 2
    assert told.message.startswith(f"“Review date” is {what}")
    assert hint in told.hint


def test_a_cumulative_assessment_is_reviewed_and_a_screening_is_not() -> None:
    assert len(find("MON001", "kind: cumulative")) == 1
    assert find("MON001", "kind: screening") == []


# MON002


@pytest.mark.parametrize("status", ["approved", "published"])
def test_an_assessment_in_force_is_held_to_its_review_date(status: str) -> None:
    [told] = find("MON002", review("2025-12", f"status: {status}"))
    assert (told.line, told.message) == (2, "“Review date” (December 2025) has passed")


@pytest.mark.parametrize("result", ["adopted", "amended"])
def test_so_is_one_whose_activity_was_adopted_before_it_was_approved(result: str) -> None:
    text = review("2025-12", f"decision: {{result: {result}}}", "status: submitted")
    assert len(find("MON002", text)) == 1
    assert find("MON002", text.replace(result, "deferred")) == []


@pytest.mark.parametrize("status", ["superseded", "withdrawn"])
def test_a_record_of_the_past_is_not(status: str) -> None:
    assert find("MON002", review("2025-12", "decision: {result: adopted}", f"status: {status}")) == []


def test_the_review_is_due_until_the_day_or_month_is_over() -> None:
    assert find("MON002", review("2026-01-15"), today=date(2026, 1, 15)) == []
    assert len(find("MON002", review("2026-01-15"), today=date(2026, 1, 16))) == 1
    assert find("MON002", review("2026-01"), today=date(2026, 1, 31)) == []
    assert len(find("MON002", review("2026-01"), today=date(2026, 2, 1))) == 1


def test_an_activity_that_goes_on_after_its_review_was_missed_is_told() -> None:
    assert len(find("MON002", review("2025-06", "activity: {end: 2026-02}"))) == 1
    assert len(find("MON002", review("2025-06", "activity: {end: 2026-01-15}"), today=date(2026, 1, 15))) == 1
    assert find("MON002", review("2025-06", "activity: {end: 2025-12}")) == []


# MON003


def signed(*days: str, result: str = "approved") -> str:
    return "\n".join(
        ["approvals:", *(f"  - {{role: approver, result: {result}, date: {day}}}" for day in days)]
    )


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("2026-03-12", "is only 59 days after the last sign-off"),
        ("2026-01-13", "is only 1 day after the last sign-off"),
        ("2026-01-12", "is only 0 days after the last sign-off"),
        ("2026-01-11", "is before the last sign-off"),
        ("2025", "is before the last sign-off"),
        ("2029-01-13", "is more than 36 months after the last sign-off"),
        ("2029-02", "is more than 36 months after the last sign-off"),
    ],
)
def test_a_review_too_soon_or_too_late_is_told(when: str, message: str) -> None:
    [told] = find("MON003", review(when, signed("2026-01-12")))
    assert told.line == 2
    assert told.message.endswith(message)


@pytest.mark.parametrize("when", ["2026-03-13", "2026-03", "2027-01", "2029-01", "2029-01-12", "whenever"])
def test_a_review_between_the_limits_is_left_alone(when: str) -> None:
    assert find("MON003", review(when, signed("2026-01-12"))) == []


def test_the_last_sign_off_that_approves_counts() -> None:
    assert len(find("MON003", review("2026-02-18", signed("2025-06-01", "2026-01-12")))) == 1
    assert find("MON003", review("2026-02-18", signed("2026-01-12", result="returned"))) == []
    assert find("MON003", review("2026-02-18", signed("soon"))) == []


def test_the_form_sets_the_limits() -> None:
    form = library().form("england")
    parameters = {"earliest_days": 10, "latest_months": 12}
    form = replace(form, rules={**form.rules, "MON003": replace(form.rules["MON003"], parameters=parameters)})
    assert find("MON003", review("2026-02-18", signed("2026-01-12")), form=form) == []
    [told] = find("MON003", review("2027-02", signed("2026-01-12")), form=form)
    assert told.message.endswith("is more than 12 months after the last sign-off")
    assert told.hint == "Set a date within 12 months of the sign-off."


# MON004, MON005 and MON008


def measuring(*measures: str) -> str:
    return "\n".join(["monitoring:", "  measures:", *(f"    - {{{measure}}}" for measure in measures)])


WHOLE = "indicator: Visits, frequency: each month, owner: {job_title: Manager}"


@pytest.mark.parametrize(
    ("measures", "message"),
    [
        (["indicator: Visits"], "“Measures”: no measure says how often and by whom"),
        (["indicator: Visits, frequency: monthly"], "“Measures”: no measure says by whom"),
        (
            ["frequency: monthly", "owner: {job_title: Manager}"],
            "“Measures”: no measure says what is measured",
        ),
        (
            ["indicator: Visits, frequency: monthly", "owner: {job_title: Manager}"],
            "“Measures”: no measure says at once what is measured, how often and by whom",
        ),
    ],
)
def test_what_no_measure_says_is_told(measures: list[str], message: str) -> None:
    [told] = find("MON004", measuring(*measures))
    assert (told.line, told.message) == (2, message)


def test_one_whole_measure_is_enough_and_none_at_all_is_told() -> None:
    assert find("MON004", measuring("indicator: Complaints", WHOLE)) == []
    [told] = find("MON004", "monitoring: {statement: We look at it.}", form="bedford")
    assert told.message == "“Measures”: nothing is measured"


EFFECTS = """
impacts:
  age:
    - {direction: negative, description: The late bus is lost.}
    - {direction: negative, description: The early bus is lost.}
  race:
    - {direction: positive, description: Signs come in six languages.}
  sex:
    - {direction: none, description: Nothing changes.}
  disability:
    - {direction: negative, description: Ramps are closed for a month., residual: {direction: none}}
"""


def test_groups_that_gain_and_groups_that_lose_are_told_apart_and_once() -> None:
    text = EFFECTS.strip() + "\n" + measuring(WHOLE)
    [gain] = find("MON005", text)
    assert gain.message == "No measure is broken down for Disability and Race, although an impact is expected"
    [loss] = find("MON008", text)
    assert (loss.line, loss.message) == (3, "Age is expected to lose, but nothing is measured for the group")


def test_a_measure_for_the_group_settles_it() -> None:
    text = EFFECTS.strip() + "\n" + measuring(f"{WHOLE}, groups: [age, race]", "groups: [disability]")
    assert find("MON005", text) == []
    assert find("MON008", text) == []


def test_without_any_measure_only_the_loss_is_told_by_group() -> None:
    assert find("MON005", EFFECTS) == []
    assert len(find("MON008", EFFECTS)) == 1


# MON006 and MON007


def test_a_review_in_the_last_month_is_in_time() -> None:
    assert find("MON006", review("2027-03-31", "activity: {end: 2027-03}")) == []
    [told] = find("MON006", review("2027-04", "activity: {end: 2027-03-30}"))
    assert told.message == "“Review date” (April 2027) is after “End of the activity” (30 March 2027)"


LONG = (
    "Schools are held to account at meetings each term at which they are challenged about the progress of protected"
    " groups and about the support that they are given by their own staff"
)


@pytest.mark.parametrize(
    "other",
    [
        f"summary: {LONG}",
        f"actions: [{{description: {LONG}}}]",
        f"engagement: [{{influence: {LONG}}}]",
        f"impacts: {{age: [{{description: {LONG}, direction: positive}}]}}",
        f"recommendation: {{rationale: {LONG} and more follows in the next year or the one after that}}",
    ],
)
def test_the_answer_that_the_statement_was_copied_from_is_named(other: str) -> None:
    [told] = find("MON007", f"monitoring:\n  statement: {LONG}\n{other}")
    assert told.line == 2
    assert told.message.startswith("“How the impact will be monitored” has the same text as “")


def test_short_texts_and_different_ones_are_left_alone() -> None:
    short = " ".join(LONG.split()[:24])
    enough = " ".join(LONG.split()[:25])
    assert len(find("MON007", f"monitoring: {{statement: {enough}}}\nsummary: {enough}")) == 1
    assert find("MON007", f"monitoring: {{statement: {enough}}}\nsummary: {short}") == []
    assert find("MON007", f"monitoring: {{statement: {short}}}\nsummary: {short}") == []
    assert (
        find("MON007", f"monitoring: {{statement: {LONG}}}\nsummary: {' '.join(reversed(LONG.split()))}")
        == []
    )
