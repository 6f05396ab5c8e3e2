"""Rules about how the impact table agrees with the rest, beyond what their pages show."""

from collections.abc import Mapping

import pytest

from tests.rules.checking import findings, told
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
