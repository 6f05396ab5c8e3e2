"""Who answers for the assessment, and in which order things happened: what the rules' pages do not show."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from eia import model, resources
from eia.form import Form
from eia.rules.governance import EXACTNESS, TOLD_ELSEWHERE, not_a_date
from tests.rules.finding import TODAY, find, library

EVERYTHING = """
activity: {title: Bus route 4, description: The last bus leaves at nine.}
people: {service_area: Transport, lead_officer: {job_title: Transport Manager}}
decision: {maker: Cabinet}
"""


# GOV001


@pytest.mark.parametrize(
    ("taken_out", "label"),
    [
        ("title: Bus route 4, ", "Title of the activity"),
        (", description: The last bus leaves at nine.", "Description of the activity"),
        ("service_area: Transport, ", "Service area"),
        (", lead_officer: {job_title: Transport Manager}", "Lead officer"),
        ("maker: Cabinet", "Decision maker"),
    ],
)
def test_each_detail_is_missed_by_its_own_name(taken_out: str, label: str) -> None:
    assert find("GOV001", EVERYTHING) == []
    [told] = find("GOV001", EVERYTHING.replace(taken_out, ""))
    assert told.message == f"“{label}” is not answered"


def test_an_address_alone_does_not_name_an_officer() -> None:
    [told] = find("GOV001", EVERYTHING.replace("job_title: Transport Manager", "email: lead@example.org"))
    assert told.message == "“Lead officer” is not answered"
    assert find("GOV001", EVERYTHING.replace("job_title: Transport Manager", "name: A. Sample")) == []


@pytest.mark.parametrize("kind", ["screening", "cumulative"])
def test_every_kind_of_assessment_names_who_decides(kind: str) -> None:
    [told] = find("GOV001", EVERYTHING.replace("maker: Cabinet", "") + f"kind: {kind}")
    assert told.message == "“Decision maker” is not answered"


# GOV002 and GOV003


def test_without_any_sign_off_the_finding_stands_at_the_start() -> None:
    [told] = find("GOV002", "summary: A summary.")
    assert (told.line, told.message) == (1, "“Approved by”: nobody has signed")


def test_what_a_sign_off_lacks_is_told_one_by_one() -> None:
    nobody, undated = find("GOV002", "approvals:\n  - role: approver")
    assert nobody.message == "“Approved by”: the sign-off does not say who gave it"
    assert undated.message == "“Approved by”: the sign-off has no date"
    [postless] = find("GOV002", "approvals: [{role: approver, person: {name: A. Sample}, date: 2026-01-12}]")
    assert postless.message == "“Approved by”: the sign-off does not say in which post A. Sample gave it"


@pytest.mark.parametrize("result", ["returned", "noted"])
def test_a_sign_off_that_does_not_approve_does_not_count(result: str) -> None:
    [told] = find(
        "GOV002",
        f"""
        approvals:
          - role: approver
            person: {{job_title: Director}}
            date: 2026-01-12
            result: {result}
        """,
    )
    assert (told.line, told.message) == (5, f"“Approved by”: the sign-off is only “{result}”, not approved")


def test_one_complete_sign_off_makes_up_for_an_earlier_return() -> None:
    text = """
        approvals:
          - {role: approver, person: {job_title: Director}, date: 2026-01-05, result: returned}
          - {role: approver, person: {job_title: Director}, date: 2026-01-12, result: approved}
    """
    assert find("GOV002", text) == []


def test_a_sign_off_with_an_unreadable_date_is_left_to_the_rule_on_dates() -> None:
    text = "approvals: [{role: approver, person: {job_title: Director}, date: TBC}]"
    assert find("GOV002", text) == []
    assert len(find("GOV008", text)) == 1


def approved_by(approver: str, people: str) -> str:
    return f"""
        people: {people}
        approvals:
          - role: approver
            person: {approver}
            date: 2026-01-12
    """


@pytest.mark.parametrize(
    ("approver", "people"),
    [
        ("{name: a. sample, job_title: Director}", "{lead_officer: {name: A Sample, job_title: Manager}}"),
        ("{job_title: head of Transport}", "{lead_officer: {name: A. Sample, job_title: Head of transport}}"),
        ("{job_title: Planner}", "{authors: [{job_title: Analyst}, {job_title: Planner}]}"),
    ],
)
def test_the_same_person_is_known_by_name_or_else_by_post(approver: str, people: str) -> None:
    [told] = find("GOV003", approved_by(approver, people))
    assert told.line == 4
    assert told.message.startswith("“Approved by” names “")


@pytest.mark.parametrize(
    ("approver", "people"),
    [
        ("{name: A. Sample, job_title: Manager}", "{lead_officer: {name: B. Other, job_title: Manager}}"),
        ("{job_title: Director}", "{lead_officer: {name: A. Sample}}"),
        ("{name: A. Sample}", "{lead_officer: {job_title: Director}}"),
        ("{job_title: Director}", "{team: [{job_title: Director}]}"),
    ],
)
def test_different_people_may_write_and_approve(approver: str, people: str) -> None:
    assert find("GOV003", approved_by(approver, people)) == []


def test_only_roles_that_the_form_calls_independent_are_held_apart() -> None:
    text = approved_by("{job_title: Manager}", "{lead_officer: {job_title: Manager}}")
    assert find("GOV003", text.replace("role: approver", "role: equality_adviser")) == []
    assert (
        find("GOV003", text.replace("- role: approver", "- role: approver\n            result: returned"))
        == []
    )


# GOV004, GOV006 and GOV007


def test_a_decision_outside_a_meeting_has_the_day_it_was_taken() -> None:
    assert find("GOV004", "decision: {maker: Director, taken_on: 2026-01-12}") == []
    [told] = find("GOV004", "decision: {maker: Director}", form="bedford")
    assert told.message == "“Committee meeting date” is not answered"


def test_the_day_the_decision_was_taken_outweighs_the_day_of_the_meeting() -> None:
    text = """
        decision: {meeting_date: 2025-11-11, taken_on: 2025-12-09}
        approvals: [{role: approver, date: 2025-12-01}]
    """
    assert find("GOV004", text) == []
    [told] = find("GOV004", text.replace("2025-12-01", "2025-12-10"))
    assert told.line == 2
    assert told.message == (
        "“Date of approval” (10 December 2025) is after “Date the decision was taken” (9 December 2025)"
    )


@pytest.mark.parametrize("date", ["2025-11-11", "soon"])
def test_approval_on_the_day_or_on_an_unreadable_day_is_not_late(date: str) -> None:
    text = f"decision: {{meeting_date: 2025-11-11}}\napprovals: [{{role: approver, date: {date}}}]"
    assert find("GOV004", text) == []


def test_an_unreadable_meeting_date_is_not_a_missing_one() -> None:
    assert find("GOV004", "decision: {meeting_date: TBC}") == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "dates:\n  completed: 2025-09-01\n  submitted: 2025-08-01",
            3,
            "“Date submitted” (1 August 2025) is before “Date completed” (1 September 2025)",
        ),
        (
            "dates:\n  started: 2025-09-01\napprovals:\n  - {role: approver, date: 2025-08-31}",
            4,
            "“Date of approval” (31 August 2025) is before “Date started” (1 September 2025)",
        ),
        (
            "dates:\n  published: 2025-08-01\napprovals:\n  - {role: approver, date: 2025-08-31}",
            2,
            "“Date published” (1 August 2025) is before “Date of approval” (31 August 2025)",
        ),
        (
            "activity:\n  start: 2025-09\n  end: 2025-08-31",
            3,
            "“End of the activity” (31 August 2025) is before “Start of the activity” (September 2025)",
        ),
        (
            "engagement:\n  - start: 2025-09-02\n    end: 2025-09-01",
            3,
            "“End of the consultation” (1 September 2025) is before “Start of the consultation” (2 September 2025)",
        ),
        (
            "dates:\n  started: 2025-12-01\n  completed: 2025-12-09\ndecision: {taken_on: 2025-11-30}",
            2,
            "“Date started” (1 December 2025) is after “Date the decision was taken” (30 November 2025)",
        ),
    ],
)
def test_the_two_dates_that_contradict_each_other_are_named(text: str, line: int, message: str) -> None:
    [told] = find("GOV006", text)
    assert (told.line, told.message) == (line, message)


@pytest.mark.parametrize(
    "text",
    [
        "dates: {started: 2025-09-01, completed: 2025-09-01, submitted: 2025-09-01}",
        "dates: {published: 2025-10-27}\ndecision: {meeting_date: 2025-11-04}",
        "dates: {started: 2025-09-01, completed: soon, submitted: 2025-09-02}",
        "activity: {start: 2025-09, end: 2025-09}",
        "engagement: [{start: 2025, end: 2025-03}]",
        "dates: {completed: 2025-09-10}\napprovals: [{role: equality_adviser, date: 2025-09-01}]",
        "dates: {completed: 2025-09-10}\napprovals: [{role: approver, date: 2025-09-01, result: returned}]",
    ],
)
def test_dates_that_can_be_true_together_are_left_alone(text: str) -> None:
    assert find("GOV006", text) == []


def test_approval_after_the_decision_is_told_once() -> None:
    text = """
        dates: {completed: 2025-11-12}
        approvals: [{role: approver, date: 2025-11-20}]
        decision: {meeting_date: 2025-11-04}
    """
    assert find("GOV006", text) == []
    assert len(find("GOV004", text)) == 1


@pytest.mark.parametrize("newness", ["existing", "ending"])
def test_an_activity_under_review_has_started_long_ago(newness: str) -> None:
    text = f"activity: {{newness: {newness}, start: 2019-04}}\ndates: {{completed: 2025-11-10}}"
    assert find("GOV007", text) == []


def test_an_assessment_that_replaces_another_may_come_after_the_start() -> None:
    assert (
        find("GOV007", "supersedes: first\nactivity: {start: 2019-04}\ndates: {completed: 2025-11-10}") == []
    )


def test_an_assessment_finished_in_the_month_of_the_start_is_not_late() -> None:
    assert find("GOV007", "activity: {start: 2025-11}\ndates: {completed: 2025-11-30}") == []


def test_without_the_day_of_completion_the_next_step_tells() -> None:
    [told] = find("GOV007", "activity: {start: 2025-10-01}\napprovals: [{role: approver, date: 2025-10-02}]")
    assert told.line == 2
    assert told.message == (
        "“Date of approval” (2 October 2025) is after “Start of the activity” (1 October 2025)"
    )


# GOV008


@pytest.mark.parametrize(
    ("written", "what", "hint"),
    [
        (
            "31/03/2019",
            "“31/03/2019”, which is not in the order year, month, day",
            "Write it as `2019-03-31`.",
        ),
        (
            "31 March 2019",
            "“31 March 2019”, which is not in the order year, month, day",
            "Write it as `2019-03-31`.",
        ),
        ("March 2019", "“March 2019”, which is not in the order", "Give the day too, such as `2019-03-31`."),
        ("2019-02", "“2019-02”, which is a month", "Give the day too, such as `2019-02-28`."),
        ("2019", "“2019”, which is a year", "Give the day too, such as `2019-12-31`."),
        ("2019-02-31", "“2019-02-31”, and there is no such date", "Look the date up"),
        ("31/02/2019", "“31/02/2019”, and there is no such date", "Look the date up"),
        ("TBC", "“TBC”, which is not a date", "leave the question out until the date is known."),
        ("summer", "“summer”, which is not a date", "Write the day as `2026-09-30` (year, month, day)"),
    ],
)
def test_what_is_wrong_with_a_date_is_told_as_exactly_as_it_can_be(
    written: str, what: str, hint: str
) -> None:
    [told] = find("GOV008", f"dates:\n  completed: {written}")
    assert told.line == 2
    assert told.message.startswith(f"“Date completed” is {what}")
    assert hint in told.hint


def test_a_month_is_asked_for_where_a_month_is_enough() -> None:
    [told] = find("GOV008", "activity:\n  start: 2019")
    assert told.message == "“Start of the activity” is “2019”, which is a year"
    assert told.hint == "Give the month too, such as `2019-12`."


def test_a_draft_is_told_too() -> None:
    assert len(find("GOV008", "status: draft\nactivity:\n  start: spring")) == 1


def test_dates_with_a_rule_of_their_own_are_left_to_it() -> None:
    assert find("GOV008", "actions: [{due: Ongoing}]\nmonitoring: {review_date: Ongoing}") == []


def date_fields() -> Iterator[tuple[str, str]]:
    """Every date in the schema: its dotted path pattern, and the name of its definition."""
    core = json.loads((resources.schemas() / "assessment.schema.json").read_text(encoding="utf-8"))

    def walk(node: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
        name = node.get("$ref", "").rpartition("/")[2]
        if name in ("date", "month", "period"):
            yield path, name
        elif name:
            yield from walk(core["$defs"][name], path)
        for key, item in node.get("properties", {}).items():
            yield from walk(item, f"{path}.{key}".lstrip("."))
        if "items" in node:
            yield from walk(node["items"], f"{path}.0")

    yield from walk(core, "")


EXACT = {"date": "day", "month": "month", "period": "year"}


@pytest.mark.parametrize(("path", "definition"), sorted(date_fields()))
def test_every_date_of_the_schema_is_checked_as_exactly_as_the_schema_has_it(
    path: str, definition: str
) -> None:
    value: Any = "around Easter"
    for key in reversed(path.split(".")):
        value = [value] if key == "0" else {key: value}
    assessment = model.Assessment.build(value)
    steps = path.split(".")
    address = tuple(int(step) if step.isdecimal() else step for step in steps)
    [part] = [part for part in assessment.parts() if part.at(steps[-1]) == address]
    told = [problem.path for problem in not_a_date(assessment, library().form("england"), TODAY)]
    if (type(part), steps[-1]) in TOLD_ELSEWHERE:
        assert told == []
    else:
        assert told == [address]
        assert EXACTNESS.get((type(part), steps[-1]), "day") == EXACT[definition]


# GOV010, GOV011, GOV013 and GOV014


def meeting(approved: str, day: str = "2025-11-11") -> str:
    return f"decision: {{meeting_date: {day}}}\napprovals:\n  - {{role: approver, date: {approved}}}"


@pytest.mark.parametrize(
    ("approved", "told"),
    [
        ("2025-10-31", "“Date of approval” (31 October 2025) is only 7 working days before the meeting"),
        ("2025-11-10", "“Date of approval” (10 November 2025) is only 1 working day before the meeting"),
        ("2025-11-11", "“Date of approval” (11 November 2025) is only the day of the meeting"),
    ],
)
def test_an_approval_too_late_for_the_papers_is_told(approved: str, told: str) -> None:
    [finding] = find("GOV010", meeting(approved))
    assert (finding.line, finding.message) == (3, told)


@pytest.mark.parametrize("approved", ["2025-10-30", "2025-11-12", "soon", "2025-11"])
def test_an_early_a_late_or_an_unreadable_approval_is_left_alone(approved: str) -> None:
    assert find("GOV010", meeting(approved)) == []


def test_a_decision_outside_a_meeting_has_no_papers() -> None:
    assert find("GOV010", meeting("2025-11-10").replace("meeting_date", "taken_on")) == []


HIGH = "impacts: {age: [{direction: negative, level: high, description: Help is lost.}]}"


def test_a_high_impact_weighed_by_nobody_is_told_at_the_start() -> None:
    [told] = find("GOV011", f"summary: A summary.\n{HIGH}")
    assert told.line == 1
    assert told.message == (
        "The negative impact on Age is rated high, but nobody is named as having weighed it"
    )


def test_the_same_post_twice_is_one_person() -> None:
    people = "people: {authors: [{job_title: Planner}], team: [{job_title: planner}]}"
    assert len(find("GOV011", f"{people}\n{HIGH}")) == 1
    assert find("GOV011", f"{people.replace('planner', 'Nurse')}\n{HIGH}") == []


def test_a_form_without_a_scale_knows_no_high_impact() -> None:
    row = HIGH.replace("level: high, ", "")
    assert find("GOV011", row, form="bedford") == []
    assert find("GOV011", row) == []


def used(first: str = "", last: str = "") -> Form:
    return replace(library().form("england"), valid_from=first, valid_to=last)


@pytest.mark.parametrize(
    ("form", "day", "told"),
    [
        (
            used("2018-01-01"),
            "2017-12-31",
            "31 December 2017, but the form “Equality impact assessment” is used from 1 January 2018",
        ),
        (
            used("2011-01-01", "2017-12-31"),
            "2018-01-01",
            "1 January 2018, but the form “Equality impact assessment” is used until 31 December 2017",
        ),
    ],
)
def test_a_form_is_used_from_its_first_day_to_its_last(form: Form, day: str, told: str) -> None:
    [finding] = find("GOV013", f"dates:\n  completed: {day}", form=form)
    assert (finding.line, finding.message) == (2, f"“Date completed” is {told}")
    [finding] = find("GOV013", f"dates:\n  started: 2010-01-01\n  submitted: {day}", form=form)
    assert (finding.line, finding.message) == (3, f"“Date submitted” is {told}")


@pytest.mark.parametrize("form", [used(), used("2018-01-01"), used("", "2018-01-01"), used("soon", "later")])
def test_a_day_on_which_the_form_was_used_is_no_finding(form: Form) -> None:
    assert find("GOV013", "dates: {completed: 2018-01-01}", form=form) == []
    assert (
        find("GOV013", "dates: {completed: 2010-01-01, submitted: 2018-01-01}", form=used("2011-01-01")) != []
    )
    assert find("GOV013", "dates: {started: 2009-01-01}", form=form) == []


@pytest.mark.parametrize(
    ("people", "count"),
    [
        ("{lead_officer: {job_title: Adviser, organisation: Example Advisers}}", 1),
        (
            "{lead_officer: {job_title: Adviser, organisation: X}, owner: {job_title: Adviser, organisation: X}}",
            1,
        ),
        ("{lead_officer: {job_title: Adviser, organisation: X}, owner: {job_title: Head of Leisure}}", 0),
        ("{lead_officer: {job_title: Head of Leisure, organisation: Bedford Borough Council}}", 0),
        ("{authors: [{job_title: Adviser, organisation: X}]}", 0),
    ],
)
def test_an_officer_of_the_council_has_to_answer(people: str, count: int) -> None:
    assert len(find("GOV014", f"people: {people}", form="bedford")) == count
