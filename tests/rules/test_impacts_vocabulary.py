"""The rule about words that the form does not have, beyond what its page shows."""

import pytest

from tests.rules.checking import findings, lines, told


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
            (
                "impacts: {sex: [{aim: promote, direction: none}]}",
                "“promote” is not an aim of the duty on this form",
            ),
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
