"""Rules about what the impact table must hold, beyond what their pages show."""

from dataclasses import replace

import pytest

from tests.rules.checking import findings, library, lines, messages_on, told
from tests.rules.impact import impact, said


class TestUnassessedGroup:
    """IMP001"""

    def test_an_empty_table_is_told_once_in_the_words_of_the_form(self) -> None:
        assert told("IMP001", "activity: {title: Bins}\n", form="bedford") == [
            (
                1,
                (
                    "“What positive and negative impact will your activity have on equality?” is not answered for any"
                    " group"
                ),
            )
        ]

    def test_each_group_without_a_row_is_told_where_the_table_begins(self) -> None:
        found = findings("IMP001", "impacts:\n  age: [{direction: none}]\n", form="bedford")
        assert {finding.span.start.line for finding in found} == {1}
        assert {finding.path[1] for finding in found} == {
            "disability", "gender_reassignment", "pregnancy_maternity", "race", "religion_belief", "sex",
            "sexual_orientation", "marriage_civil_partnership",
        }  # fmt: skip

    def test_a_group_that_need_not_be_answered_is_not_asked_for(self) -> None:
        assert not any("Other relevant groups" in message for message in said("IMP001", impact("age", "")))

    def test_a_misspelt_row_is_not_told_as_a_missing_one_too(self) -> None:
        fragment = "impacts: {sexual_orientaton: [{direction: none}]}\n"
        assert not any("Sexual orientation" in message for _, message in told("IMP001", fragment))
        assert lines("IMP014", fragment) == [1]

    def test_the_groups_of_a_merged_row_are_told_as_merged_only(self) -> None:
        fragment = "impacts: {religion_belief_sex: [{direction: none}]}\n"
        missing = " ".join(message for _, message in told("IMP001", fragment))
        assert "Race" in missing
        assert "Religion or belief" not in missing
        assert "Sex" not in missing.replace("Sexual", "")
        (found,) = findings("IMP014", fragment)
        assert found.hint == "Give Religion or belief and Sex a row each: `religion_belief` and `sex`."

    @pytest.mark.parametrize("kind", ["screening", "cumulative"])
    def test_other_kinds_have_no_impact_table(self, kind: str) -> None:
        assert lines("IMP001", "activity: {title: Bins}\n", kind=kind) == []


class TestImpactWithoutDirection:
    """IMP002"""

    def test_each_effect_needs_its_own(self) -> None:
        fragment = """
            impacts:
              age:
                - direction: positive
                  description: Children gain a story time.
                - description: Older residents lose the late evening.
                - evidence: [survey]
        """
        assert told("IMP002", fragment) == [
            (5, "Age: no direction is chosen (“Older residents lose the late evening.”)"),
            (6, "Age: no direction is chosen"),
        ]

    def test_a_word_that_is_no_direction_is_told_once(self) -> None:
        fragment = "impacts: {age: [{direction: Positiv, description: Children gain.}]}\n"
        assert lines("IMP002", fragment) == []
        (found,) = findings("IMP014", fragment)
        assert found.message == "“Positiv” is not a direction on this form"
        assert found.hint == "Did you mean `positive`? Write it as it stands there."


class TestUnexplainedNoImpact:
    """IMP003"""

    @pytest.mark.parametrize("reason", ["", "None", "N/A", "No impact.", "There is no impact on this group"])
    def test_a_short_reason_is_none(self, reason: str) -> None:
        assert len(said("IMP003", impact("race", reason, "none"))) == 1

    def test_words_and_not_characters_are_counted(self) -> None:
        assert said("IMP003", impact("race", "Gypsies may stay as long as they do now", "none")) == []
        assert said("IMP003", impact("race", "Intercultural communication-strategies remain", "none"))

    def test_how_many_words_is_for_the_form_to_say(self) -> None:
        form = library().form("england")
        setting = replace(form.rules["IMP003"], parameters={"minimum_words": 3})
        lenient = replace(form, rules={**form.rules, "IMP003": setting})
        assert messages_on(lenient, "IMP003", impact("race", "Roma keep pitches", "none")) == []
        assert messages_on(lenient, "IMP003", impact("race", "Nothing changes", "none")) == [
            "Race is marked “No impact”, and “Nothing changes” is all the reason given"
        ]

    def test_a_missing_reason_is_told_without_quoting_nothing(self) -> None:
        assert said("IMP003", impact("race", "", "none")) == [
            "Race is marked “No impact”, and no reason is given"
        ]


class TestUnknownImpactLeftOpen:
    """IMP004"""

    UNKNOWN = impact("sexual_orientation", "Users are not asked.", "unknown")

    def test_a_gap_about_another_group_does_not_serve(self) -> None:
        gaps = [{"groups": ["sex"], "description": "How many men come", "plan": "Count them"}]
        assert said("IMP004", self.UNKNOWN | {"evidence_gaps": gaps}) == [
            "Sexual orientation is marked “Not yet known”, but no gap in the evidence names this group"
        ]

    def test_a_gap_may_name_the_group_in_its_words(self) -> None:
        gaps = [{"description": "How many gay residents use the service", "plan": "Ask in May"}]
        assert said("IMP004", self.UNKNOWN | {"evidence_gaps": gaps}) == []

    def test_a_gap_that_nothing_will_fill_is_told(self) -> None:
        gaps = [{"groups": ["sexual_orientation"], "description": "How many gay residents use the service"}]
        assert said("IMP004", self.UNKNOWN | {"evidence_gaps": gaps}) == [
            "Sexual orientation is marked “Not yet known”, and nothing will be done to find out"
        ]


class TestNoImpactBesideAnImpact:
    """IMP005"""

    @staticmethod
    def both(first: dict[str, object], second: dict[str, object]) -> list[str]:
        row = [{"direction": "none", **first}, {"direction": "negative", **second}]
        return said("IMP005", {"impacts": {"disability": row}})

    def test_both_are_told_in_the_words_of_the_form(self) -> None:
        assert self.both({}, {}) == ["Disability is marked “No impact” and also “Negative impact”"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"population": "staff"}, {"population": "public"}),
            ({"aim": "foster"}, {"aim": "advance"}),
            ({"duration": "from 2027"}, {"duration": "during building works"}),
            ({"subgroups": ["deaf people"]}, {"subgroups": ["blind people"]}),
            ({"subgroups": ["deaf people"]}, {}),
        ],
    )
    def test_each_may_be_true_of_others(self, first: dict[str, object], second: dict[str, object]) -> None:
        assert self.both(first, second) == []

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"population": "both"}, {"population": "public"}),
            ({"population": "staff"}, {}),
            ({"subgroups": ["deaf people"]}, {"subgroups": ["blind people", "deaf people"]}),
            ({}, {"subgroups": ["blind people"]}),
        ],
    )
    def test_both_cannot_be_true_of_the_same(
        self, first: dict[str, object], second: dict[str, object]
    ) -> None:
        assert len(self.both(first, second)) == 1

    def test_positive_and_negative_stand_side_by_side(self) -> None:
        row = [{"direction": "positive"}, {"direction": "negative"}]
        assert said("IMP005", {"impacts": {"disability": row}}) == []


class TestUniformImpacts:
    """IMP011"""

    @staticmethod
    def nine(direction: str, **others: str) -> dict[str, object]:
        form = library().form("bedford")
        return {
            "impacts": {
                group.key: [{"direction": others.get(group.key, direction)}] for group in form.required_groups
            }
        }

    @pytest.mark.parametrize(
        ("direction", "label"),
        [("none", "No impact"), ("positive", "Positive impact"), ("negative", "Negative impact")],
    )
    def test_nine_times_the_same_is_told(self, direction: str, label: str) -> None:
        assert said("IMP011", self.nine(direction)) == [f"All 9 groups have the same answer, “{label}”"]

    def test_nine_times_not_yet_known_is_honest(self) -> None:
        assert said("IMP011", self.nine("unknown")) == []

    def test_one_other_answer_is_enough(self) -> None:
        assert said("IMP011", self.nine("none", sex="positive")) == []

    def test_what_is_missing_is_not_the_same(self) -> None:
        assert said("IMP011", impact("age", "", "none")) == []

    def test_another_level_is_another_answer(self) -> None:
        form = library().form("england")
        rows = {group.key: [{"direction": "positive", "level": "low"}] for group in form.required_groups}
        assert messages_on(form, "IMP011", {"impacts": rows}) == [
            "All 9 groups have the same answer, “Positive impact, Low”"
        ]
        rows["age"] = [{"direction": "positive", "level": "high"}]
        assert messages_on(form, "IMP011", {"impacts": rows}) == []


class TestUnexplainedImpact:
    """IMP024"""

    @pytest.mark.parametrize("direction", ["positive", "negative", "unknown"])
    def test_a_placeholder_explains_nothing(self, direction: str) -> None:
        (message,) = said("IMP024", impact("age", "TBC", direction))
        assert message.endswith("with no explanation but “TBC”")

    def test_no_impact_has_a_rule_of_its_own(self) -> None:
        assert said("IMP024", impact("age", "", "none")) == []
        assert len(said("IMP003", impact("age", "", "none"))) == 1

    def test_a_row_without_a_direction_is_told_once(self) -> None:
        data: dict[str, object] = {"impacts": {"age": [{"evidence": ["survey"]}]}}
        assert said("IMP024", data) == []
        assert len(said("IMP002", data)) == 1
