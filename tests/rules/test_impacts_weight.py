"""Rules about how an impact is weighed, beyond what their pages show."""

from dataclasses import replace

import pytest

from eia.form import Choice
from tests.rules.checking import library, lines, messages_on
from tests.rules.impact import impact, said


class TestUnansweredNegativeImpact:
    """IMP006"""

    LOSS = "Blind users lose the reading hour."

    @pytest.mark.parametrize("justification", ["N/A", "none", "TBC", "???"])
    def test_a_placeholder_justifies_nothing(self, justification: str) -> None:
        assert said("IMP006", impact("disability", self.LOSS, "negative", justification=justification)) == [
            (
                "The negative impact on Disability (“Blind users lose the reading hour.”) has neither an action that"
                " lessens it nor a justification"
            )
        ]

    def test_an_action_that_was_dropped_lessens_nothing(self) -> None:
        data = impact("disability", self.LOSS, "negative", actions=["reading"])
        assert said("IMP006", data | {"actions": [{"id": "reading"}]}) == []
        assert said("IMP006", data | {"actions": [{"id": "reading", "status": "dropped"}]}) == [
            (
                "The negative impact on Disability (“Blind users lose the reading hour.”): the action on it was dropped"
                " and no justification is given"
            )
        ]

    def test_what_is_stopped_harms_nobody(self) -> None:
        data = impact("disability", self.LOSS, "negative")
        assert said("IMP006", data | {"recommendation": {"outcome": "stop"}}) == []
        assert len(said("IMP006", data | {"recommendation": {"outcome": "adjust"}})) == 1

    def test_each_of_two_losses_is_told_apart(self) -> None:
        fragment = """
            impacts:
              disability:
                - {direction: negative, description: Blind users lose the reading hour.}
                - {direction: negative, description: Deaf users lose the signed tour.}
        """
        assert lines("IMP006", fragment) == [3, 4]


class TestUnmeasuredImpact:
    """IMP013"""

    def test_each_scale_of_the_form_is_asked(self) -> None:
        form = library().form("england")
        scaled = replace(form, likelihoods={"possible": Choice("possible", "Possible")})
        assert messages_on(scaled, "IMP013", impact("age", "Children gain.")) == [
            "Age: “Level of the impact” is not answered (“Children gain.”)",
            "Age: “Likelihood of the impact” is not answered (“Children gain.”)",
        ]

    def test_a_form_without_scales_does_not_ask(self) -> None:
        assert said("IMP013", impact("age", "Children gain."), form="bedford") == []

    @pytest.mark.parametrize("direction", ["none", "unknown", ""])
    def test_what_is_not_felt_has_no_size(self, direction: str) -> None:
        assert said("IMP013", impact("age", "Children", direction), form="england") == []


class TestUnclearRemainingImpact:
    """IMP015"""

    @pytest.mark.parametrize(
        ("before", "left", "worse"),
        [
            ({"direction": "negative", "level": "low"}, {"direction": "negative", "level": "high"}, True),
            ({"direction": "negative", "level": "high"}, {"direction": "negative", "level": "low"}, False),
            ({"direction": "negative", "level": "low"}, {"direction": "negative"}, False),
            ({"direction": "negative", "level": "low"}, {"direction": "none"}, False),
            ({"direction": "none"}, {"direction": "negative"}, True),
            ({"direction": "positive"}, {"direction": "positive"}, False),
            ({"direction": "unknown"}, {"direction": "negative"}, False),
        ],
    )
    def test_more_harm_than_before_is_a_slip(
        self, before: dict[str, str], left: dict[str, str], *, worse: bool
    ) -> None:
        data: dict[str, object] = {"impacts": {"age": [{**before, "residual": left}]}}
        assert bool(said("IMP015", data, form="england")) is worse

    def test_both_sizes_are_told(self) -> None:
        data = impact(
            "age", "", "negative", level="low", residual={"direction": "negative", "level": "medium"}
        )
        assert said("IMP015", data, form="england") == [
            (
                "Age: what remains after the actions, “Negative impact, Medium”, is worse than the impact itself,"
                " “Negative impact, Low”"
            )
        ]

    def test_actions_that_were_all_dropped_are_told_by_another_rule(self) -> None:
        data = impact("age", "Older residents lose.", "negative", actions=["bus"])
        data["actions"] = [{"id": "bus", "status": "dropped"}]
        assert said("IMP015", data) == []
        assert len(said("IMP006", data)) == 1


class TestUncountedNegativeImpact:
    """IMP016"""

    @pytest.mark.parametrize(
        "explanation",
        [
            "About 40 residents a week lose the late evening.",
            "Between 30-40 users come in the evening.",
            "1,200 households lose their collection.",
            "Eighteen of our older tenants lose the warden.",
            "A dozen wheelchair users come on Thursdays.",
        ],
    )
    def test_a_number_of_people_in_the_explanation_counts(self, explanation: str) -> None:
        assert said("IMP016", impact("age", explanation, "negative")) == []

    @pytest.mark.parametrize(
        "explanation",
        [
            "Residents over 75 lose the late evening.",
            "In 2024 residents lost the bus; it was £40 for residents.",
            "40% of residents lose the hour from 5 pm.",
            "The walk takes residents 20 minutes more.",
            "Two late evenings end.",
        ],
    )
    def test_a_price_a_share_a_year_or_an_age_is_no_count(self, explanation: str) -> None:
        assert len(said("IMP016", impact("age", explanation, "negative"))) == 1

    def test_nobody_is_a_number(self) -> None:
        assert said("IMP016", impact("age", "Lost", "negative", reach=0)) == []
