"""What follows from the nation of a form and from the days of an assessment, beyond what the rules' pages show."""

import textwrap

import pytest

from eia import rules
from tests.rules.checking import library, lines, told

STRATEGY = "activity: {{type: strategy}}\ndecision: {{meeting_date: {day}}}\n"


class TestSocioEconomicDuty:
    """DTY011"""

    @pytest.mark.parametrize(
        ("form", "day", "applies"),
        [
            ("wales", "2021-03-30", False),
            ("wales", "2021-03-31", True),
            ("scotland", "2018-03-31", False),
            ("scotland", "2018-04-01", True),
            ("england", "2025-01-01", False),
            ("bedford", "2025-01-01", False),
        ],
    )
    def test_it_applies_from_the_day_on_which_the_nation_brought_it_in(
        self, form: str, day: str, applies: bool
    ) -> None:
        found = told("DTY011", STRATEGY.format(day=day), form=form)
        assert len(found) == applies

    def test_the_days_of_the_assessment_count_where_no_decision_has_one(self) -> None:
        old = "activity: {type: strategy}\ndates: {completed: 2018-01-15}\n"
        assert told("DTY011", old, form="scotland") == []
        assert lines("DTY011", old.replace("2018", "2019"), form="scotland") == [1]

    def test_a_draft_without_days_is_held_to_the_law_of_today(self) -> None:
        assert lines("DTY011", "activity: {type: strategy}\n", form="wales", status="draft") == [1]

    def test_the_form_says_what_the_duty_is_called(self) -> None:
        ((_, message),) = told("DTY011", STRATEGY.format(day="2024-05-01"), form="scotland")
        assert message.endswith("(Fairer Scotland Duty)")

    @pytest.mark.parametrize(
        ("answers", "found"),
        [
            ("activity: {type: strategy, strategic: no}", 0),
            ("activity: {type: policy}", 0),
            ("activity: {type: policy, strategic: yes}", 1),
            ("activity: {type: strategy}\nsocio_economic: {not_required_reason: It renews a lease.}", 0),
        ],
    )
    def test_only_strategic_decisions_are_asked(self, answers: str, found: int) -> None:
        assert (
            len(told("DTY011", f"{answers}\ndecision: {{meeting_date: 2024-05-01}}\n", form="wales")) == found
        )

    def test_half_an_answer_is_told_by_what_it_lacks(self) -> None:
        fragment = (
            STRATEGY.format(day="2024-05-01") + "socio_economic: {affected: Households without a car.}\n"
        )
        ((line, message),) = told("DTY011", fragment, form="wales")
        assert line == 3
        assert message == (
            "The answer on socio-economic disadvantage does not say what the evidence shows, what the decision does to"
            " unequal outcomes and what was changed, or why nothing was"
        )


class TestGroupsOfTheirTime:
    """IMP001 and DTY001"""

    ROW = "impacts: {race: [{direction: none, description: Nobody who speaks Polish waits longer than others do.}]}\n"

    @pytest.mark.parametrize(
        ("day", "missing"),
        [
            ("2006-12-03", 0),  # race alone had a duty
            ("2006-12-04", 1),  # disability
            ("2007-04-06", 2),  # sex
            ("2011-04-05", 8),  # the Equality Act
        ],
    )
    def test_a_group_is_asked_about_from_the_day_of_its_duty(self, day: str, missing: int) -> None:
        fragment = f"decision: {{meeting_date: {day}}}\n{self.ROW}"
        assert len(told("IMP001", fragment)) == missing

    def test_section_75_asked_about_its_nine_categories_from_the_start(self) -> None:
        fragment = f"decision: {{meeting_date: 2006-12-03}}\n{self.ROW}"
        assert len(told("IMP001", fragment, form="northern_ireland")) == 8

    def test_the_three_aims_are_asked_about_from_the_day_of_the_act(self) -> None:
        assert told("DTY001", "decision: {meeting_date: 2011-04-04}\n") == []
        assert len(told("DTY001", "decision: {meeting_date: 2011-04-05}\n")) == 1


class TestEachNeed:
    """NAT002 and NAT003"""

    def test_a_group_without_any_answer_is_told_once_by_another_rule(self) -> None:
        fragment = "impacts: {age: [{aim: eliminate, direction: none}]}\n"
        messages = [message for _, message in told("NAT003", fragment, form="scotland")]
        assert messages == [
            "Age: nothing is recorded for “Advance equality of opportunity”",
            "Age: nothing is recorded for “Foster good relations”",
        ]

    def test_marriage_is_asked_about_the_first_need_only(self) -> None:
        fragment = "impacts: {marriage_civil_partnership: [{aim: eliminate, direction: none}]}\n"
        assert told("NAT003", fragment, form="scotland") == []

    def test_good_relations_are_owed_to_three_categories(self) -> None:
        rows = "\n".join(
            f"  {key}: [{{aim: equality_of_opportunity, direction: none}}]"
            for key in library().form("northern_ireland").groups
        )
        labels = [
            message.partition(":")[0]
            for _, message in told("NAT002", f"impacts:\n{rows}\n", form="northern_ireland")
        ]
        assert labels == ["Religious belief", "Political opinion", "Racial group"]

    def test_a_form_that_does_not_ask_is_not_held_to_it(self) -> None:
        fragment = "impacts: {age: [{direction: none}]}\n"
        assert told("NAT003", fragment) == []
        assert told("NAT002", fragment, form="wales") == []


class TestScreeningDecision:
    """DEC009"""

    @pytest.mark.parametrize(
        ("direction", "level", "outcome", "ending"),
        [
            ("negative", "major", "not_needed", "“Screened in: an equality impact assessment will be made”"),
            (
                "negative",
                "major",
                "not_needed_mitigated",
                "“Screened in: an equality impact assessment will be made”",
            ),
            (
                "negative",
                "minor",
                "not_needed",
                "“Screened out with mitigation, or an alternative policy adopted”",
            ),
            ("negative", "minor", "not_needed_mitigated", "and no action lessens it"),
            ("negative", "major", "full_needed", ""),
            ("negative", "minor", "full_needed", ""),
            ("positive", "major", "not_needed", ""),
        ],
    )
    def test_the_level_leads_to_the_decision(
        self, direction: str, level: str, outcome: str, ending: str
    ) -> None:
        fragment = textwrap.dedent(f"""\
            kind: screening
            relevance: {{outcome: {outcome}}}
            impacts: {{age: [{{aim: equality_of_opportunity, direction: {direction}, level: {level}}}]}}
        """)
        found = told("DEC009", fragment, form="northern_ireland")
        assert [line for line, _ in found] == ([2] if ending else [])
        assert all(message.endswith(ending) for _, message in found)


class TestConsultationOfTwelveWeeks:
    """CON007"""

    @pytest.mark.parametrize(("end", "found"), [("2025-05-21", 1), ("2025-05-24", 0), ("2025-05-26", 0)])
    def test_a_friday_instead_of_a_monday_is_no_fault(self, end: str, found: int) -> None:
        fragment = f"engagement: [{{title: Consultation, start: 2025-03-03, end: {end}}}]\n"
        assert len(told("CON007", fragment, form="northern_ireland")) == found

    def test_meetings_beside_a_long_one_may_be_short(self) -> None:
        fragment = """
            engagement:
              - {title: Meeting, start: 2025-03-03, end: 2025-03-03}
              - {title: Consultation, start: 2025-03-03, end: 2025-06-30}
        """
        assert told("CON007", fragment, form="northern_ireland") == []

    def test_a_form_without_weeks_does_not_ask(self) -> None:
        assert told("CON007", "engagement: [{title: Meeting, start: 2025-03-03, end: 2025-03-03}]\n") == []


class TestContents:
    """PUB004 and PUB007"""

    def test_what_is_missing_is_called_as_the_form_calls_it(self) -> None:
        messages = [message for _, message in told("PUB004", "summary: Nobody loses.\n", form="wales")]
        assert {message.partition(", which")[0] for message in messages} == {
            "The assessment does not state the purpose of the policy",
            "The assessment does not state the information taken into account",
            "The assessment does not state the decisions about those results",
        }

    def test_a_question_that_the_form_requires_anyway_is_told_once(self) -> None:
        asked = told("GOV015", "summary: Nobody loses.\n", form="wales")
        assert any("Steps taken to carry out the assessment" in message for _, message in asked)

    def test_a_placeholder_states_nothing(self) -> None:
        messages = [message for _, message in told("PUB004", "summary: TBC\n", form="wales")]
        assert any("does not state the results of the assessment" in message for message in messages)

    def test_what_is_not_published_need_not_be_translated(self) -> None:
        assert told("PUB007", "publication: {publish: no}\n", form="wales") == []
        assert len(told("PUB007", "publication: {publish: full}\n", form="wales")) == 1

    def test_an_assessment_in_welsh_needs_its_title_in_english(self) -> None:
        ((_, message),) = told("PUB007", "language: cy\n", form="wales")
        assert message == "The published assessment has no title in English"


class TestFormQuestions:
    """GOV015"""

    def test_a_question_of_the_other_kind_is_not_asked(self) -> None:
        screening = [message for _, message in told("GOV015", "kind: screening\n", form="northern_ireland")]
        full = [message for _, message in told("GOV015", "kind: full\n", form="northern_ireland")]
        assert (len(screening), len(full)) == (4, 2)
        assert not any("opportunities" in message for message in full)


class TestForms:
    """Which rules are for which form."""

    @pytest.mark.parametrize(
        ("form", "only"),
        [
            ("england", set()),
            ("bedford", set()),
            ("scotland", {"DTY011", "NAT003"}),
            ("wales", {"DTY011", "GOV015", "NAT004", "PUB004", "PUB007"}),
            ("northern_ireland", {"CON007", "DEC009", "GOV015", "NAT002", "NAT003", "PUB004"}),
        ],
    )
    def test_a_nations_rules_are_for_the_forms_that_ask(self, form: str, only: set[str]) -> None:
        own = library().form(form)
        assert {item.code for item in rules.all_rules() if item.only and item.applies(own)} == only
