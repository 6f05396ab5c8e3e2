"""Rules about how the impact table agrees with the rest, beyond what their pages show."""

from collections.abc import Mapping

import pytest

from tests.rules.checking import findings, lines, told
from tests.rules.impact import impact, said

GAIN = impact("age", "Children gain.")
EMPLOYER: dict[str, object] = {"activity": {"capacity": ["employer"]}}


class TestLossToNobody:
    """IMP010"""

    @pytest.mark.parametrize(
        ("activity", "beginning"),
        [
            ({"type": "closure"}, "The activity is a closure"),
            ({"newness": "ending"}, "The activity is coming to an end"),
            ({"budget": {"saving": "120000"}}, "The activity saves £120,000"),
            ({"budget": {"saving": 499.6}}, "The activity saves £500"),
        ],
    )
    def test_what_is_taken_away_is_told(self, activity: dict[str, object], beginning: str) -> None:
        assert said("IMP010", GAIN | {"activity": activity}) == [
            f"{beginning}, yet no group is said to lose by it"
        ]

    @pytest.mark.parametrize(
        "activity", [{"type": "strategy"}, {"budget": {"saving": 0}}, {"budget": {"saving": -5}}, {}]
    )
    def test_not_every_activity_takes_away(self, activity: dict[str, object]) -> None:
        assert said("IMP010", GAIN | {"activity": activity}) == []

    @pytest.mark.parametrize("direction", ["negative", "unknown", ""])
    def test_a_possible_loss_or_no_answer_at_all_is_not_told(self, direction: str) -> None:
        data = impact("age", "Children", direction)
        assert said("IMP010", data | {"activity": {"type": "closure"}}) == []


class TestWordNotOnTheForm:
    """IMP014"""

    @pytest.mark.parametrize(
        ("fragment", "message"),
        [
            ("impacts: {gender: [{direction: none}]}", "“gender” is not a group on this form"),
            ("duty: {gender: {eliminate: Because.}}", "“gender” is not a group on this form"),
            ("duty: {sex: {promote: Because.}}", "“promote” is not an aim of the duty on this form"),
            (
                "duty: {sex: {advance: {explanation: Because., limbs: [tackle_prejudice]}}}",
                "“tackle_prejudice” is not a part of the aim “Advance equality of opportunity” on this form",
            ),
            ("duty: {not_relevant: {promote: Because.}}", "“promote” is not an aim of the duty on this form"),
            ("evidence: [{title: Census, groups: [gender]}]", "“gender” is not a group on this form"),
            ("evidence: [{title: Census, figures: [{group: men}]}]", "“men” is not a group on this form"),
            ("evidence_gaps: [{groups: [gender]}]", "“gender” is not a group on this form"),
            ("engagement: [{groups: [gender]}]", "“gender” is not a group on this form"),
            ("scope: {groups_affected: [gender]}", "“gender” is not a group on this form"),
            ("actions: [{groups: [gender]}]", "“gender” is not a group on this form"),
            ("monitoring: {measures: [{groups: [gender]}]}", "“gender” is not a group on this form"),
            ("intersections: [{groups: [gender]}]", "“gender” is not a group on this form"),
            ("intersections: [{direction: good}]", "“good” is not a direction on this form"),
            ("impacts: {sex: [{aim: promote}]}", "“promote” is not an aim of the duty on this form"),
            ("impacts: {sex: [{level: huge}]}", "“huge” is not a level on this form"),
            ("impacts: {sex: [{residual: {direction: good}}]}", "“good” is not a direction on this form"),
            ("impacts: {sex: [{residual: {level: huge}}]}", "“huge” is not a level on this form"),
        ],
    )
    def test_every_place_is_looked_at(self, fragment: str, message: str) -> None:
        assert told("IMP014", f"{fragment}\n") == [(1, message)]

    def test_it_counts_in_a_draft(self) -> None:
        (found,) = findings("IMP014", "impacts: {gender: [{direction: none}]}\n", status="draft")
        assert found.blocks

    @pytest.mark.parametrize("kind", ["screening", "cumulative"])
    def test_it_counts_for_every_kind(self, kind: str) -> None:
        assert lines("IMP014", "scope: {groups_affected: [gender]}\n", kind=kind) == [1]

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("Gender reassignment", "gender_reassignment"),
            ("religion", "religion_belief"),
            ("sexual orientaton", "sexual_orientation"),
        ],
    )
    def test_what_was_meant_is_offered(self, written: str, meant: str) -> None:
        (found,) = findings("IMP014", f"scope: {{groups_affected: [{written}]}}\n")
        assert found.hint == f"Did you mean `{meant}`? Write it as it stands there."

    def test_a_scale_that_the_form_does_not_have_is_not_asked_for(self) -> None:
        (found,) = findings("IMP014", "impacts: {sex: [{level: high}]}\n", form="bedford")
        assert found.hint == "The form does not ask for it: delete the line."

    def test_a_group_of_the_councils_own_form_is_a_group(self) -> None:
        fragment = "impacts: {other: [{direction: none}]}\n"
        assert lines("IMP014", fragment, form="bedford") == []
        assert lines("IMP014", fragment, form="england") == [1]


class TestProhibitedConductLeftStanding:
    """IMP017"""

    @pytest.mark.parametrize("conduct", ["direct", "harassment", "victimisation"])
    def test_each_kind_of_conduct_is_told(self, conduct: str) -> None:
        (message,) = said("IMP017", {"discrimination": {conduct: "yes"}})
        assert message.endswith("is answered “yes”, yet no legal advice is recorded")

    def test_the_recommendation_is_told_in_the_words_of_the_form(self) -> None:
        data = {"discrimination": {"direct": "yes"}, "recommendation": {"outcome": "no_change"}}
        assert said("IMP017", data) == [
            (
                "“Direct discrimination” is answered “yes”, yet the recommendation is “No major change required”, and no"
                " legal advice is recorded"
            )
        ]

    def test_to_stop_is_an_answer(self) -> None:
        data = {"discrimination": {"direct": "yes"}, "recommendation": {"outcome": "stop"}}
        assert said("IMP017", data) == []

    @pytest.mark.parametrize("answer", ["no", "unsure"])
    def test_other_answers_are_not_told(self, answer: str) -> None:
        assert said("IMP017", {"discrimination": {"direct": answer}}) == []

    def test_advice_that_is_to_follow_is_no_advice(self) -> None:
        assert len(said("IMP017", {"discrimination": {"direct": "yes", "legal_advice": "TBC"}})) == 1


class TestUnjustifiedIndirectDiscrimination:
    """IMP018"""

    def test_everything_that_is_missing_is_told_at_once(self) -> None:
        assert said("IMP018", {"discrimination": {"indirect": "yes", "legitimate_aim": "N/A"}}) == [
            (
                "“Indirect discrimination” is answered “yes”, but nothing stands under “Legitimate aim”, “Proportionality”"
                " or “Options considered”"
            )
        ]

    def test_an_empty_option_is_none(self) -> None:
        told_fully = {"indirect": "yes", "legitimate_aim": "To save.", "proportionality": "It is small."}
        data: dict[str, object] = {"discrimination": told_fully}
        assert len(said("IMP018", data | {"options": [{"id": "a"}]})) == 1
        assert said("IMP018", data | {"options": [{"title": "A deposit"}]}) == []

    def test_what_is_stopped_needs_no_justification(self) -> None:
        data = {"discrimination": {"indirect": "yes"}, "recommendation": {"outcome": "stop"}}
        assert said("IMP018", data) == []


class TestScopeAndImpactsDisagree:
    """IMP019"""

    @staticmethod
    def both(scope: list[str], impacts: Mapping[str, object]) -> list[str]:
        return said("IMP019", {"scope": {"groups_affected": scope}, "impacts": impacts}, form="england")

    def test_a_scope_not_answered_cannot_disagree(self) -> None:
        assert self.both([], {"age": [{"direction": "negative"}]}) == []

    def test_a_row_with_words_but_no_direction_counts_as_affected(self) -> None:
        row = {"age": [{"direction": "positive"}], "sex": [{"description": "Boys fall behind."}]}
        assert self.both(["age"], row) == [
            "“Groups likely to be affected” leaves out Sex, which the impact table finds affected"
        ]

    def test_a_missing_row_or_direction_is_told_by_other_rules(self) -> None:
        assert self.both(["age", "race"], {"age": [{"evidence": ["a"]}]}) == []

    def test_not_yet_known_does_not_disagree(self) -> None:
        assert self.both(["age"], {"age": [{"direction": "unknown"}]}) == []

    def test_a_group_that_needs_no_row_needs_one_when_it_is_in_scope(self) -> None:
        data = {"scope": {"groups_affected": ["age", "other"]}, **GAIN}
        assert said("IMP019", data) == [
            (
                "“Which particular protected equality groups are likely / will be affected?” names Other relevant groups,"
                " but the impact table has no row for this group"
            )
        ]

    def test_the_group_that_disagrees_is_pointed_at(self) -> None:
        fragment = """
            scope:
              groups_affected:
                - age
                - race
            impacts:
              age: [{direction: positive}]
              race: [{direction: none}]
        """
        assert told("IMP019", fragment) == [
            (4, "“Groups likely to be affected” names Race, but the impact table says “No impact”")
        ]


class TestUnconsideredIntersection:
    """IMP020"""

    def test_two_losses_on_one_group_are_not_two_groups(self) -> None:
        assert said("IMP020", {"impacts": {"age": [{"direction": "negative"}] * 2}}) == []

    def test_all_groups_that_lose_are_named(self) -> None:
        rows = {group: [{"direction": "negative"}] for group in ("sex", "age", "race")}
        assert said("IMP020", {"impacts": rows}) == [
            (
                "Age, Race and Sex all have a negative impact, but nothing is said about people who belong to more than"
                " one of them"
            )
        ]


class TestPeopleNamedAndThenForgotten:
    """IMP021"""

    @pytest.mark.parametrize(
        "text",
        [
            "Travellers on two sites.",
            "Young carers and their schools.",
            "Care leavers up to 25.",
            "Looked-after children.",
            "Families on low incomes.",
            "Pupils on free school meals.",
            "Veterans and service families.",
            "EAL pupils.",
            "Refugees placed in the borough.",
            "People who are homeless.",
        ],
    )
    def test_each_kind_of_people_is_looked_for(self, text: str) -> None:
        assert len(said("IMP021", GAIN | {"scope": {"affected": text}})) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "Parents and carers were written to.",
            "The Parent Carer Forum was asked, with families and carers.",
            "Bus travellers wait longer; rail travellers do not.",
        ],
    )
    def test_others_with_the_same_name_are_not(self, text: str) -> None:
        assert said("IMP021", GAIN | {"scope": {"affected": text}}) == []

    @pytest.mark.parametrize(
        "more",
        [
            {"activity": {"description": "A plan for Travellers."}},
            {"relevance": {"rationale": "A plan for Travellers."}},
            {"evidence": [{"finding": "Travellers wait longest."}]},
            {"evidence_gaps": [{"description": "How many Travellers there are."}]},
            {"engagement": [{"findings": "Travellers asked for a tap."}]},
            {"duty": {"race": {"advance": "Travellers have no tap."}}},
            {"summary": "Travellers gain a tap."},
        ],
    )
    def test_they_may_be_named_anywhere(self, more: dict[str, object]) -> None:
        assert len(said("IMP021", GAIN | more)) == 1

    def test_they_are_told_once_where_they_are_named_first(self) -> None:
        fragment = """
            activity: {description: A new site for Travellers.}
            summary: Travellers and Gypsies gain a site.
            impacts: {age: [{direction: positive, description: Children gain.}]}
        """
        assert told("IMP021", fragment) == [
            (
                1,
                (
                    "“Description of the activity” names people of whom no row of the impact table speaks: “A new site"
                    " for Travellers.”"
                ),
            )
        ]

    def test_the_words_are_shown_where_they_stand(self) -> None:
        text = "Everybody was written to, parents and carers too. Then two groups of young\ncarers met in the town hall."
        (message,) = said("IMP021", GAIN | {"summary": text})
        assert message.endswith(": “…too. Then two groups of young carers met in the town hall.”")

    @pytest.mark.parametrize(
        "row",
        [
            {"description": "Gypsy and Roma families gain a site."},
            {"description": "They gain.", "subgroups": ["Irish Travellers"]},
        ],
    )
    def test_any_row_that_speaks_of_them_will_do(self, row: dict[str, object]) -> None:
        data = {"impacts": {"race": [{"direction": "positive", **row}]}, "summary": "Travellers gain."}
        assert said("IMP021", data) == []

    def test_the_row_of_the_form_for_such_groups_is_named(self) -> None:
        fragment = "summary: Carers gain.\nimpacts: {age: [{direction: positive}]}\n"
        assert "“Other relevant groups”" in findings("IMP021", fragment, form="bedford")[0].hint
        assert "in a row of the table" in findings("IMP021", fragment, form="england")[0].hint

    def test_an_empty_table_forgets_everybody(self) -> None:
        assert said("IMP021", {"summary": "Carers gain."}) == []


class TestForgottenStaff:
    """IMP023"""

    @pytest.mark.parametrize("population", ["staff", "both"])
    def test_one_effect_on_staff_is_enough(self, population: str) -> None:
        assert said("IMP023", EMPLOYER | impact("age", "Children gain.", population=population)) == []

    def test_staff_named_in_an_explanation_are_not_forgotten(self) -> None:
        text = "Employees over 55 lose a day's leave."
        assert said("IMP023", EMPLOYER | impact("age", text)) == []
        assert len(said("IMP023", EMPLOYER | impact("age", text, population="public"))) == 1

    def test_who_employs_nobody_is_not_asked(self) -> None:
        assert said("IMP023", {"activity": {"capacity": ["service_provider"]}, **GAIN}) == []
