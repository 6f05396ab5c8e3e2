"""Rules about the evidence, beyond what their pages show."""

import pytest

from tests.rules.checking import findings, lines, told

SOURCE = """
evidence:
  - {id: members-2025, title: Library members, date: 2025-06, groups: [age]}
"""


class TestAssessmentWithoutEvidence:
    """EVD001"""

    def test_a_missing_section_is_told_once(self) -> None:
        assert told("EVD001", "activity: {title: Bins}\n") == [(1, "No evidence is named")]

    @pytest.mark.parametrize("kind", ["screening", "cumulative"])
    def test_other_kinds_are_not_asked_for_it(self, kind: str) -> None:
        assert lines("EVD001", "evidence: []\n", kind=kind) == []


class TestUnsupportedImpact:
    """EVD002"""

    def test_without_any_evidence_the_whole_is_told_and_not_each_impact(self) -> None:
        fragment = "impacts: {sex: [{direction: positive, evidence: []}]}\n"
        assert lines("EVD002", fragment) == []
        assert lines("EVD001", fragment) == [1]

    def test_a_gap_may_name_the_group_in_its_words(self) -> None:
        impact = "impacts: {disability: [{direction: negative}]}\n"
        gap = "evidence_gaps:\n  - description: How many wheelchair users come is not counted.\n"
        assert len(lines("EVD002", SOURCE + impact)) == 1
        assert lines("EVD002", SOURCE + impact + gap) == []

    def test_a_gap_about_another_group_does_not_serve(self) -> None:
        impact = "impacts: {disability: [{direction: negative}]}\n"
        gap = (
            "evidence_gaps:\n  - {groups: [race], description: Languages spoken at home are not recorded.}\n"
        )
        assert len(lines("EVD002", SOURCE + impact + gap)) == 1

    def test_each_effect_on_a_group_is_held_on_its_own(self) -> None:
        found = told(
            "EVD002",
            SOURCE
            + """
impacts:
  sex:
    - {direction: positive, evidence: [members-2025]}
    - {direction: negative}
""",
        )
        assert [line for line, _ in found] == [7]
        assert found[0][1].startswith("“Negative impact” on Sex rests on no evidence")

    def test_what_is_unknown_needs_no_source(self) -> None:
        assert lines("EVD002", SOURCE + "impacts: {sex: [{direction: unknown}]}\n") == []

    def test_the_hint_names_the_sources_that_speak_of_the_group(self) -> None:
        (found,) = findings("EVD002", SOURCE + "impacts: {age: [{direction: negative}]}\n")
        assert "`members-2025` may say something about Age" in found.hint

    def test_a_reference_that_leads_nowhere_is_told_by_its_own_rule_only(self) -> None:
        fragment = SOURCE + "impacts: {sex: [{direction: positive, evidence: [gone]}]}\n"
        assert lines("EVD002", fragment) == []
        assert lines("EVD014", fragment) == [3]


class TestUnsupportedNoImpact:
    """EVD003"""

    @pytest.mark.parametrize(
        "held",
        [
            "evidence:\n  - {title: Survey 2025, groups: [religion_belief]}\n",
            "evidence:\n  - {title: Survey 2025, finding: Congregations at the mosque use the same car park.}\n",
            "evidence:\n  - {title: Survey 2025, figures: [{label: Share, value: 12, group: religion_belief}]}\n",
            "evidence:\n  - {title: Survey 2025}\nevidence_gaps:\n  - {groups: [religion_belief]}\n",
            "evidence:\n  - {title: Survey 2025}\nengagement:\n  - {title: Talks, groups: [religion_belief]}\n",
            "evidence:\n  - {title: Survey 2025}\nengagement:\n  - {title: Talks, audience: The faith forum}\n",
        ],
    )
    def test_whatever_is_held_about_the_group_will_do(self, held: str) -> None:
        assert lines("EVD003", held + "impacts: {religion_belief: [{direction: none}]}\n") == []

    def test_a_source_about_other_groups_does_not_serve(self) -> None:
        fragment = SOURCE + "impacts: {religion_belief: [{direction: none}], age: [{direction: none}]}\n"
        ((line, message),) = told("EVD003", fragment)
        assert (line, message.startswith("“No impact” on Religion or belief")) == (3, True), message

    def test_it_is_a_warning(self) -> None:
        (found,) = findings("EVD003", SOURCE + "impacts: {sex: [{direction: none}]}\n")
        assert (found.severity.word, found.blocks) == ("warning", False)


class TestUntraceableEvidence:
    """EVD004"""

    @pytest.mark.parametrize(
        "dated",
        [
            "{title: Survey, date: 2025}",
            "{title: Survey, date: 2025-03-01}",
            "{title: Survey, period: spring}",
            "{title: School workforce 2024/25}",
        ],
    )
    def test_a_date_may_be_given_in_several_ways(self, dated: str) -> None:
        assert lines("EVD004", f"evidence:\n  - {dated}\n") == []

    @pytest.mark.parametrize(
        "undated", ["{title: Survey}", "{title: Survey of 1500 homes}", "{title: Form 12025}"]
    )
    def test_a_number_in_the_title_is_not_always_a_year(self, undated: str) -> None:
        assert lines("EVD004", f"evidence:\n  - {undated}\n") == [2]

    def test_an_empty_source_lacks_both(self) -> None:
        assert told("EVD004", "evidence:\n  - {title: Census 2021}\n  - {kind: survey}\n") == [
            (3, "Source 2 has no date"),
            (3, "Source 2 has no title"),
        ]

    def test_a_date_in_other_words_is_told_by_the_rule_on_dates(self) -> None:
        fragment = "evidence:\n  - {title: Survey, date: last spring}\n"
        assert lines("EVD004", fragment) == []

    def test_a_screening_is_held_to_it_too(self) -> None:
        assert lines("EVD004", "evidence:\n  - {title: Survey}\n", kind="screening") == [2]


class TestBrokenReference:
    """EVD014"""

    def test_it_counts_from_the_first_draft_and_for_every_kind(self) -> None:
        fragment = "impacts: {age: [{direction: negative, actions: [gone]}]}\n"
        for kind in ("screening", "full", "cumulative"):
            (found,) = findings("EVD014", fragment, kind=kind, status="draft")
            assert found.blocks

    def test_an_action_among_the_sources_is_recognised(self) -> None:
        (found,) = findings(
            "EVD014",
            """
            impacts:
              age:
                - direction: negative
                  evidence: [home-delivery]
            actions:
              - id: home-delivery
            """,
        )
        assert found.span.start.line == 4
        assert found.hint == "“home-delivery” is an action: name it under `actions` instead."

    def test_a_source_among_the_actions_is_recognised(self) -> None:
        (found,) = findings("EVD014", SOURCE + "impacts: {age: [{actions: [members-2025]}]}\n")
        assert found.hint == "“members-2025” is a source: name it under `evidence` instead."

    def test_a_reference_like_no_other_is_answered_with_those_there_are(self) -> None:
        (found,) = findings("EVD014", SOURCE + "impacts: {age: [{evidence: [zzz]}]}\n")
        assert found.hint == "Name one that is there, such as `members-2025`, or add the source you mean."

    def test_the_action_that_fills_a_gap_must_be_there(self) -> None:
        fragment = "evidence_gaps:\n  - groups: [race]\n    action: survey\n"
        assert told("EVD014", fragment) == [
            (3, "A gap in the evidence names the action “survey”, which is not there")
        ]
        assert lines("EVD014", fragment + "actions:\n  - id: survey\n") == []

    def test_each_item_of_a_list_has_its_own_place(self) -> None:
        fragment = SOURCE + (
            "impacts:\n  age:\n    - evidence:\n        - members-2025\n        - one\n        - members-2025x\n"
        )
        assert lines("EVD014", fragment) == [7, 8]

    def test_a_source_and_a_consultation_cannot_share_a_reference(self) -> None:
        fragment = SOURCE + "engagement:\n  - {id: members-2025, title: Talks}\n"
        assert told("EVD014", fragment) == [(4, "More than one source has the reference “members-2025”")]

    def test_a_source_and_an_action_can(self) -> None:
        assert lines("EVD014", SOURCE + "actions:\n  - {id: members-2025}\n") == []

    def test_items_without_a_reference_share_none(self) -> None:
        assert lines("EVD014", "actions:\n  - {status: open}\n  - {status: open}\n") == []
