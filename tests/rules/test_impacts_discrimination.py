"""Rules about discrimination, beyond what their pages show."""

import pytest

from tests.rules.impact import said


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
