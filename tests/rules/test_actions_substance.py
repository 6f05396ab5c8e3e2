"""Rules about the substance of actions, beyond what their pages show."""

from collections.abc import Mapping

import pytest

from tests.rules.checking import findings, told
from tests.rules.impact import impact, said

LONG = (
    "Visit each of the eleven branches with two wheelchair users and two blind users before the self-service desks are"
    " bolted down, and change the height and the signs where they cannot be used."
)

LESSEN: dict[str, object] = {"id": "a", "category": "lessen_negative", "description": "Build a ramp."}

OTHER: dict[str, object] = {"category": "other", "description": "Print a plan."}


def actions(*given: Mapping[str, object]) -> dict[str, object]:
    """Plain data with these actions."""
    return {"actions": [dict(action) for action in given]}


def described(*descriptions: str) -> dict[str, object]:
    """Plain data with actions that say this."""
    return actions(*({"description": description} for description in descriptions))


class TestRepeatedAction:
    """ACT005"""

    def test_the_same_words_are_the_same_at_any_length(self) -> None:
        assert said("ACT005", described("Build a ramp.", "Ask users.", "build a RAMP")) == [
            "Action 3 (“build a RAMP”) says the same as action 1"
        ]

    def test_long_actions_need_not_be_the_same_to_the_letter(self) -> None:
        assert len(said("ACT005", described(LONG, LONG.replace("eleven", "twelve")))) == 1

    def test_short_actions_that_differ_in_a_word_are_two(self) -> None:
        assert said("ACT005", described("Train staff in the north.", "Train staff in the south.")) == []

    def test_what_was_dropped_or_says_nothing_does_not_count(self) -> None:
        assert said("ACT005", described("", "")) == []
        dropped = {"description": "Build a ramp.", "status": "dropped"}
        assert said("ACT005", actions(dropped, {"description": "Build a ramp."})) == []


class TestActionPastedFromElsewhere:
    """ACT006"""

    def test_the_answer_most_like_it_is_named_in_the_words_of_the_form(self) -> None:
        data = described(LONG) | impact("disability", LONG) | {"activity": {"description": LONG[:120]}}
        assert said("ACT006", data) == [
            (
                "Action 1 (“Visit each of the eleven branches with…”): of its 33 words 33 also stand under “Disability:"
                " Explanation” (“Visit each of the eleven branches with two wheelchair users…”)"
            )
        ]

    def test_short_actions_may_repeat_a_phrase(self) -> None:
        assert said("ACT006", described("Build a ramp.") | impact("disability", "Build a ramp.")) == []

    def test_a_long_action_of_its_own_is_not_told(self) -> None:
        assert said("ACT006", described(LONG) | impact("disability", LONG[:60] + "x " * 40)) == []


class TestWishForAnAction:
    """ACT007"""

    @pytest.mark.parametrize(
        "words",
        [
            "Continue to engage with communities.",
            "We will look to improve access.",
            "The team is keen to promote a safe environment.",
            "Where possible, provide interpreters.",
            "Explore opportunities for joint working.",
        ],
    )
    def test_wishes_are_told(self, words: str) -> None:
        assert len(said("ACT007", described(words))) == 1

    @pytest.mark.parametrize(
        "words",
        [
            "Build a ramp at the side door.",
            "Continue the reading hour every Tuesday.",
            "Aim to train 40 drivers by the end of May.",
            "Explore with three schools whether their halls can be used.",
            "Hold a workshop with the Deaf Club, where possible in its own rooms.",
        ],
    )
    def test_what_can_be_seen_is_not(self, words: str) -> None:
        assert said("ACT007", described(words)) == []

    def test_a_measure_makes_a_wish_an_action(self) -> None:
        wish: dict[str, object] = {"description": "Continue to support disabled residents."}
        assert said("ACT007", actions({**wish, "measure": "Calls answered, by month"})) == []
        assert said("ACT007", actions(wish)) == [
            (
                "Action 1 (“Continue to support disabled residents.”): “Continue” is a wish; nobody could see that it has"
                " been done"
            )
        ]


class TestSameOutcomeThroughout:
    """ACT008"""

    def test_the_actions_are_named_and_the_second_is_pointed_at(self) -> None:
        fragment = """
            actions:
              - {description: Build a ramp., outcome: Access is better}
              - {description: Ask users., outcome: More is known}
              - {description: Train staff., outcome: access is BETTER.}
              - {description: Print a plan., outcome: Access is better}
        """
        assert told("ACT008", fragment) == [
            (4, "Actions 1, 3 and 4 have the same outcome, “Access is better”")
        ]

    def test_two_actions_may_lead_to_one_outcome(self) -> None:
        pair = [{"description": text, "outcome": "Access is better"} for text in ("Build.", "Train.")]
        assert said("ACT008", {"actions": pair}) == []


class TestActionAgainstNoImpact:
    """ACT009"""

    def test_an_action_for_a_group_that_does_not_lose_is_told_with_the_group(self) -> None:
        data = impact("disability", "", "negative") | actions({**LESSEN, "groups": ["age", "sex"]})
        assert said("ACT009", data) == [
            (
                "Action 1 (“Build a ramp.”) is under “Actions to lessen negative impact”, but no negative impact on Age and"
                " Sex is recorded"
            )
        ]

    @pytest.mark.parametrize("groups", [[], ["disability"], ["age", "disability"]])
    def test_an_action_for_a_group_that_loses_is_not(self, groups: list[str]) -> None:
        data = impact("disability", "", "negative") | actions({**LESSEN, "groups": groups})
        assert said("ACT009", data) == []

    def test_an_action_that_a_negative_impact_names_is_not(self) -> None:
        data = impact("disability", "", "negative", actions=["a"]) | actions({**LESSEN, "groups": ["age"]})
        assert said("ACT009", data) == []

    def test_an_impact_not_yet_known_may_turn_out_negative(self) -> None:
        assert said("ACT009", impact("disability", "", "unknown") | actions(LESSEN)) == []

    def test_without_directions_the_relevance_test_decides(self) -> None:
        data = actions(LESSEN)
        assert said("ACT009", data) == []
        assert len(said("ACT009", data | {"relevance": {"answers": {"adverse": "no"}}})) == 1
        assert said("ACT009", data | {"relevance": {"answers": {"adverse": "yes"}}}) == []


class TestKindOfActionLeftEmpty:
    """ACT013"""

    @pytest.mark.parametrize(
        ("reason", "message"),
        [
            (
                impact("age", "Lost", "negative", justification="The branch stays open."),
                "Nothing stands under “Actions to lessen negative impact”, though a negative impact is only justified",
            ),
            (
                impact("age", "Gained", "positive"),
                "Nothing stands under “Actions to increase positive impact”, though positive impacts are recorded",
            ),
            (
                {"evidence_gaps": [{"description": "How many come"}]},
                ("Nothing stands under “Actions to develop equality evidence, information and data”, though a gap in the"
                " evidence is recorded"),
            ),
            (
                {"commissioning": {"applies": "yes"}},
                ("Nothing stands under “Actions to improve equality in procurement / commissioning”, though the activity"
                " is commissioned"),
            ),
        ],
    )  # fmt: skip
    def test_each_reason_asks_for_its_kind(self, reason: dict[str, object], message: str) -> None:
        assert said("ACT013", actions(OTHER) | reason) == [message]

    def test_an_action_linked_to_the_reason_serves_in_any_category(self) -> None:
        linked = actions({**OTHER, "id": "a"})
        assert said("ACT013", linked | impact("age", "Gained", actions=["a"])) == []
        assert said("ACT013", linked | {"evidence_gaps": [{"action": "a"}]}) == []

    def test_an_action_of_the_kind_serves_unless_it_was_dropped(self) -> None:
        more: dict[str, object] = {"category": "increase_positive", "description": "Build a ramp."}
        gain = impact("age", "Gained")
        assert said("ACT013", actions(more) | gain) == []
        assert len(said("ACT013", actions(OTHER, {**more, "status": "dropped"}) | gain)) == 1

    def test_without_a_reason_no_kind_is_missed(self) -> None:
        assert said("ACT013", actions(OTHER)) == []

    def test_who_does_not_sort_actions_is_not_asked_to(self) -> None:
        assert said("ACT013", described("Print a plan.") | impact("age", "Gained")) == []

    def test_it_is_a_note_and_blocks_nothing(self) -> None:
        fragment = "impacts: {age: [{direction: positive}]}\n"
        assert not any(found.blocks for found in findings("ACT013", fragment))
