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
