"""Rules about the columns of the action table, beyond what their pages show."""

import pytest

from eia import source
from eia.check import Settings, check
from tests.rules.checking import TODAY, findings, library, lines, told
from tests.rules.impact import said

WHOLE = {
    "description": "Build a ramp.",
    "owner": {"job_title": "Head of Estates"},
    "due": "2026-09",
    "outcome": "Wheelchair users come in without ringing.",
}

APPROVED: dict[str, object] = {
    "approvals": [{"role": "approver", "result": "approved", "date": "2026-03-10"}]
}

END: dict[str, object] = {"activity": {"end": "2026-08"}}

REVIEW: dict[str, object] = {"monitoring": {"review_date": "2026-08-31"}}


def one(**changed: object) -> dict[str, object]:
    """Plain data with one action that has everything, but for what is changed; None leaves it out."""
    action = {key: value for key, value in (WHOLE | changed).items() if value is not None}
    return {"actions": [action]}


class TestIncompleteAction:
    """ACT001"""

    @pytest.mark.parametrize(
        ("column", "label", "called"),
        [
            ("description", "What will be done?", "Action 1"),
            ("owner", "Who?", "Action 1 (“Build a ramp.”)"),
            ("due", "When?", "Action 1 (“Build a ramp.”)"),
            ("outcome", "What will be the outcome?", "Action 1 (“Build a ramp.”)"),
        ],
    )
    def test_each_column_is_asked_for_by_the_name_on_the_form(
        self, column: str, label: str, called: str
    ) -> None:
        assert said("ACT001", one(**{column: None})) == [f"{called} does not answer “{label}”"]

    def test_all_that_is_missing_is_told_at_once(self) -> None:
        fragment = """
            actions:
              - {id: ramp, category: other}
              - {description: Build a ramp., due: 2026-09}
        """
        assert told("ACT001", fragment) == [
            (2, "Action 1 does not answer “What will be done”, “Who”, “When” or “What will be the outcome”"),
            (3, "Action 2 (“Build a ramp.”) does not answer “Who” or “What will be the outcome”"),
        ]

    @pytest.mark.parametrize("owner", [{"organisation": "A trust"}, {"email": "x@example.org"}, {"name": ""}])
    def test_an_owner_without_name_or_post_is_nobody(self, owner: dict[str, str]) -> None:
        assert len(said("ACT001", one(owner=owner))) == 1

    @pytest.mark.parametrize("words", ["See the delivery plan", "As for the strategy", "Refer to page 4."])
    def test_a_reference_is_not_an_action(self, words: str) -> None:
        assert said("ACT001", one(description=words)) == [
            f"Action 1 (“{words}”) does not answer “What will be done?”"
        ]

    @pytest.mark.parametrize(
        "words", ["See that the ramp is built before the winter sets in.", "TBC", "See actions above"]
    )
    def test_a_task_that_begins_alike_and_a_placeholder_are_not_told_here(self, words: str) -> None:
        assert said("ACT001", one(description=words)) == []

    def test_a_due_date_that_is_none_is_told_by_another_rule(self) -> None:
        assert said("ACT001", one(due="Ongoing")) == []
        assert len(said("ACT002", one(due="Ongoing"))) == 1

    def test_what_was_dropped_need_not_be_complete(self) -> None:
        assert said("ACT001", one(status="dropped", owner=None)) == []
        assert len(said("ACT001", one(status="done", owner=None))) == 1

    def test_what_is_of_the_wrong_kind_is_told_once(self) -> None:
        """A list where a date belongs is told by the shape of the form, and not as a missing date too."""
        text = "eia: 1\nid: a\nform: england\nkind: full\nstatus: submitted\nactions: [{due: [2026]}]\n"
        document = source.parse(text.encode(), name="a.yaml")
        found = check(
            document,
            library().form("england"),
            library().checker("england").faults,
            Settings(today=TODAY, select=("ACT", "SCH")),
        )
        assert [finding.code for finding in found if finding.path[-1:] == ("due",)] == ["SCH003"]


class TestUndatedAction:
    """ACT002"""

    @pytest.mark.parametrize("due", ["2026-09", "2026-09-30", "2026-02-28"])
    def test_a_month_or_a_day_is_a_date(self, due: str) -> None:
        assert said("ACT002", one(due=due)) == []

    @pytest.mark.parametrize(
        ("due", "ending"),
        [
            ("Ongoing", "“When?” is “Ongoing”, which is not a date"),
            ("Now until 2021", "“When?” is “Now until 2021”, which is not a date"),
            ("TBC", "“When?” is “TBC”, which is not a date"),
            ("2026-02-31", "“When?” is “2026-02-31”, and there is no such date"),
            ("2026-13", "“When?” is “2026-13”, and there is no such date"),
            ("2026", "“When?” is “2026”, which is a year"),
            ("30/09/2026", "“When?” is “30/09/2026”, which is not in the order year, month, day"),
        ],
    )
    def test_anything_else_is_told_for_what_it_is(self, due: str, ending: str) -> None:
        assert said("ACT002", one(due=due)) == [f"Action 1 (“Build a ramp.”): {ending}"]

    @pytest.mark.parametrize(
        ("due", "hint"),
        [
            ("September 2026", "Write it as `2026-09`."),
            ("30/09/2026", "Write it as `2026-09-30`."),
            ("ongoing", "For work without an end, name the next step that has one."),
        ],
    )
    def test_the_hint_says_how_to_write_what_was_meant(self, due: str, hint: str) -> None:
        (found,) = findings("ACT002", f"actions: [{{description: Build a ramp., due: {due}}}]\n")
        assert found.hint.endswith(hint)

    def test_no_other_rule_tells_of_the_same_date(self) -> None:
        assert lines("GOV008", "actions: [{due: Ongoing}]\n") == []


class TestOverdueAction:
    """ACT003"""

    @pytest.mark.parametrize(
        ("due", "late"), [("2025-12", True), ("2026-01-14", True), ("2026-01-15", False), ("2026-01", False)]
    )
    def test_the_last_day_meant_is_what_counts(self, due: str, *, late: bool) -> None:
        assert bool(said("ACT003", one(due=due))) is late

    @pytest.mark.parametrize("status", ["done", "dropped"])
    def test_what_is_settled_is_not_late(self, status: str) -> None:
        assert said("ACT003", one(due="2025-06", status=status)) == []
        assert len(said("ACT003", one(due="2025-06", status="open"))) == 1

    def test_before_the_approval_is_told_with_both_days(self) -> None:
        assert said("ACT003", one(due="2026-02") | APPROVED) == [
            (
                "Action 1 (“Build a ramp.”) was due by February 2026, before the approval on 10 March 2026, and is not"
                " marked as done"
            )
        ]
        assert said("ACT003", one(due="2026-03") | APPROVED) == []

    def test_an_assessment_that_was_returned_is_not_approved(self) -> None:
        returned = {"approvals": [{"role": "approver", "result": "returned", "date": "2026-03-10"}]}
        assert said("ACT003", one(due="2026-02") | returned) == []

    @pytest.mark.parametrize("due", [None, "Ongoing", "2025-13"])
    def test_what_is_no_date_is_told_by_another_rule(self, due: str | None) -> None:
        assert said("ACT003", one(due=due)) == []


class TestSharedOwnership:
    """ACT004"""

    def test_the_title_is_pointed_at(self) -> None:
        fragment = """
            actions:
              - description: Build a ramp.
                owner:
                  job_title: Estates Team
        """
        assert told("ACT004", fragment) == [
            (4, "Action 1 (“Build a ramp.”): “Estates Team” is not one person or post")
        ]

    def test_a_missing_owner_is_told_by_another_rule(self) -> None:
        assert said("ACT004", one(owner=None)) == []

    def test_what_was_dropped_needs_no_owner(self) -> None:
        assert said("ACT004", one(owner={"job_title": "Everyone"}, status="dropped")) == []


class TestDoneWithoutADay:
    """ACT010"""

    def test_today_has_come(self) -> None:
        assert said("ACT010", one(status="done", done_on="2026-01-15")) == []
        assert said("ACT010", one(status="done", done_on="2026-01-16")) == [
            "Action 1 (“Build a ramp.”) is marked as done on 16 January 2026, which is still to come"
        ]

    def test_a_day_that_is_no_date_is_told_by_another_rule(self) -> None:
        fragment = "actions: [{description: Build a ramp., status: done, done_on: last week}]\n"
        assert lines("ACT010", fragment) == []
        assert lines("GOV008", fragment) == [1]

    @pytest.mark.parametrize("status", [None, "open", "dropped"])
    def test_what_is_not_done_needs_no_day(self, status: str | None) -> None:
        assert said("ACT010", one(status=status)) == []


class TestActionThatComesTooLate:
    """ACT012"""

    @pytest.mark.parametrize(("due", "late"), [("2026-08", False), ("2026-08-31", False), ("2026-09", True)])
    def test_the_month_of_the_end_is_in_time(self, due: str, *, late: bool) -> None:
        assert bool(said("ACT012", one(due=due) | END)) is late
        assert bool(said("ACT012", one(due=due) | REVIEW)) is late

    def test_it_is_told_once_with_the_end_first(self) -> None:
        assert said("ACT012", one() | END | REVIEW) == [
            "Action 1 (“Build a ramp.”) is due by September 2026, after the activity ends (August 2026)"
        ]
        assert said("ACT012", one() | REVIEW) == [
            "Action 1 (“Build a ramp.”) is due by September 2026, after the review (31 August 2026)"
        ]

    @pytest.mark.parametrize("status", ["done", "dropped"])
    def test_what_is_settled_is_not_late(self, status: str) -> None:
        assert said("ACT012", one(status=status) | END) == []

    def test_dates_that_are_none_cannot_be_compared(self) -> None:
        assert said("ACT012", one() | {"activity": {"end": "some day"}}) == []
        assert said("ACT012", one(due="some day") | END) == []
