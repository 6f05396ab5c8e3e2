"""Rules about the evidence, beyond what their pages show."""

import pytest

from tests.rules.checking import findings, library, lines, told

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


class TestOutdatedEvidence:
    """EVD005"""

    @pytest.mark.parametrize(
        ("source", "is_old"),
        [
            ("{title: Survey, date: 2020-01-14}", True),
            ("{title: Survey, date: 2020-01-15}", False),
            ("{title: Survey, date: 2020}", False),
            ("{title: Survey, date: 2019}", True),
            ("{title: Survey, period: from 2012 to 2016}", True),
            ("{title: Survey of 2012, period: from 2012 to 2024}", False),
            ("{title: Survey 2012, date: 2024}", False),
            ("{title: Workforce 2018/19}", True),
            ("{title: Census 2011, kind: census}", True),
            ("{title: Census 2021, kind: census}", False),
            ("{title: Census figures, kind: census, date: 2014-01-15}", False),
            ("{title: Survey}", False),
        ],
    )
    def test_age_is_counted_from_the_last_day_it_can_mean(self, source: str, is_old: bool) -> None:
        fragment = f"decision: {{meeting_date: 2025-01-15}}\nevidence:\n  - {source}\n"
        assert lines("EVD005", fragment) == ([3] if is_old else [])

    def test_an_assessment_in_hand_is_held_to_the_day_of_the_check(self) -> None:
        ((_, message),) = told("EVD005", "evidence:\n  - {title: Survey, date: 2020-12}\n")
        assert message == "“Survey” is from December 2020: more than 5 years old on 15 January 2026"

    def test_an_old_assessment_without_a_day_is_left_alone(self) -> None:
        assert lines("EVD005", "evidence:\n  - {title: Survey, date: 2012}\n", status="published") == []

    def test_a_decision_long_ago_may_rest_on_sources_of_its_time(self) -> None:
        fragment = "decision: {taken_on: 2014-03-04}\nevidence:\n  - {title: Survey, date: 2012}\n"
        assert lines("EVD005", fragment) == []


class TestSourceWithoutFinding:
    """EVD006"""

    def test_a_source_without_a_title_is_told_by_its_number(self) -> None:
        found = told("EVD006", "evidence:\n  - {title: Survey, finding: Half walk.}\n  - {date: 2025}\n")
        assert found == [(3, "Source 2 is listed, but not what it shows")]


class TestDeniedGap:
    """EVD007"""

    def test_a_reason_does_when_every_group_is_covered(self) -> None:
        groups = ", ".join(library().form("england").groups)
        fragment = f"evidence:\n  - {{id: a, title: Census 2021, groups: [{groups}]}}\n"
        reason = "evidence_gaps_none_reason: The census covers all nine.\n"
        assert lines("EVD007", fragment + reason) == []
        assert lines("EVD007", fragment.replace("race, ", "") + reason) == [3]

    def test_evidence_cited_for_a_group_is_held_about_it(self) -> None:
        groups = ", ".join(group for group in library().form("england").groups if group != "race")
        fragment = (
            f"evidence:\n  - {{id: a, title: Census 2021, groups: [{groups}]}}\n"
            "evidence_gaps_none_reason: The census covers all nine.\n"
        )
        assert lines("EVD007", fragment) == [3]
        assert lines("EVD007", fragment + "impacts: {race: [{direction: none, evidence: [a]}]}\n") == []

    def test_an_admitted_gap_is_no_denial(self) -> None:
        gap = "evidence_gaps: [{groups: [race], description: Not asked.}]\n"
        assert lines("EVD007", SOURCE + gap) == []

    @pytest.mark.parametrize("text", ["", "evidence_gaps: []\n", "evidence_gaps: [{groups: [race]}]\n"])
    def test_silence_is_no_denial_either(self, text: str) -> None:
        assert lines("EVD007", SOURCE + text) == []

    def test_without_any_evidence_that_is_told_first(self) -> None:
        assert lines("EVD007", "evidence_gaps_none_reason: N/A\n") == []


class TestGapWithoutPlan:
    """EVD008"""

    def test_each_gap_is_held_on_its_own(self) -> None:
        gaps = "evidence_gaps:\n  - {description: Not asked., plan: Ask in May.}\n  - {description: Not counted.}\n"
        assert told("EVD008", gaps) == [(3, "Nothing says what will be done about the gap “Not counted.”")]

    def test_a_gap_that_says_nothing_needs_no_plan(self) -> None:
        assert lines("EVD008", "evidence_gaps:\n  - {description: N/A}\n  - {groups: [race]}\n") == []


class TestImplausibleFigure:
    """EVD009"""

    @pytest.mark.parametrize(
        ("figure", "is_told"),
        [
            ("{value: 100, unit: '%'}", False),
            ("{value: 100.5, unit: '%'}", True),
            ("{value: -2, unit: per cent}", True),
            ("{value: 190, unit: people}", False),
            ("{value: 190}", False),
            ("{label: Rise in visits, value: 190, unit: '%'}", False),
            ("{value: 10, unit: '%', comparator: {value: 60}}", False),
            ("{value: 10, unit: '%', comparator: {value: 60.5}}", True),
            ("{unit: '%', comparator: {value: 60.5}}", False),
        ],
    )
    def test_only_what_cannot_be_or_is_far_off_is_told(self, figure: str, is_told: bool) -> None:
        fragment = f"evidence:\n  - title: Survey 2025\n    figures:\n      - {figure}\n"
        assert lines("EVD009", fragment) == ([4] if is_told else [])

    @pytest.mark.parametrize(
        ("finding", "is_told"),
        [
            ("It rose to 66.7% (National 4.4%).", True),
            ("It rose to 12 per cent (in England: 71 per cent).", True),
            ("It rose to 66.7% (National 64.4%).", False),
            ("It rose to 60% (National 10%).", False),
            ("It rose to 66.7% (of 4.4 thousand).", False),
            ("It rose to 66.7% and then fell to 4.4%.", False),
        ],
    )
    def test_a_share_beside_another_in_the_words_is_read(self, finding: str, is_told: bool) -> None:
        fragment = f'evidence:\n  - {{title: Survey 2025, finding: "{finding}"}}\n'
        assert lines("EVD009", fragment) == ([2] if is_told else [])


class TestEvidenceAfterDecision:
    """EVD010"""

    @pytest.mark.parametrize(
        ("day", "is_late"),
        [("2025-02-11", False), ("2025-02-12", True), ("2025-03", True), ("2025-02", False), ("2025", False)],
    )
    def test_only_what_is_surely_later_is_told(self, day: str, is_late: bool) -> None:
        fragment = f"decision: {{meeting_date: 2025-02-11}}\nevidence:\n  - {{title: Survey, date: {day}}}\n"
        assert lines("EVD010", fragment) == ([3] if is_late else [])

    def test_the_day_it_was_taken_counts_before_the_day_of_the_meeting(self) -> None:
        decision = "decision: {meeting_date: 2025-02-11, taken_on: 2025-04-01}\n"
        assert lines("EVD010", decision + "evidence:\n  - {title: Survey, date: 2025-03}\n") == []

    def test_without_a_day_nothing_is_later(self) -> None:
        assert lines("EVD010", "evidence:\n  - {title: Survey, date: 2031}\n") == []


class TestSingleKindOfEvidence:
    """EVD011"""

    SURVEYS = "evidence:\n  - {title: One 2025, kind: survey}\n  - {title: Two 2025, kind: survey}\n"

    def test_two_of_a_kind_are_told(self) -> None:
        assert lines("EVD011", self.SURVEYS) == [2]

    @pytest.mark.parametrize("more", ["engagement: [{title: Talks}]\n", "  - {title: Three 2025}\n"])
    def test_anything_else_will_do(self, more: str) -> None:
        assert lines("EVD011", self.SURVEYS + more) == []

    def test_one_source_is_not_called_one_kind(self) -> None:
        assert lines("EVD011", "evidence:\n  - {title: One 2025, kind: survey}\n") == []


class TestStaffWithoutEvidence:
    """EVD012"""

    @pytest.mark.parametrize(
        "affected",
        [
            "activity: {type: restructure}\n",
            "activity: {capacity: [service_provider, employer]}\n",
            "scope: {staff: 12}\n",
            "impacts: {age: [{direction: negative, population: both}]}\n",
        ],
    )
    def test_staff_may_be_affected_in_several_ways(self, affected: str) -> None:
        assert lines("EVD012", SOURCE.lstrip() + affected) == [2]
        for held in ("{title: Figures 2025, kind: workforce}", "{title: Staff survey 2025, kind: survey}"):
            assert lines("EVD012", f"{SOURCE.lstrip()}  - {held}\n{affected}") == []

    @pytest.mark.parametrize(
        "affected", ["scope: {staff: 0}\n", "impacts: {age: [{direction: none, population: staff}]}\n", ""]
    )
    def test_where_they_are_not_nothing_is_asked(self, affected: str) -> None:
        assert lines("EVD012", SOURCE + affected) == []


class TestGroupWithoutFinding:
    """EVD013"""

    def test_a_group_told_to_have_no_source_is_not_told_again(self) -> None:
        fragment = SOURCE + "scope: {groups_affected: [race]}\nimpacts: {race: [{direction: negative}]}\n"
        assert lines("EVD013", fragment) == []
        assert len(lines("EVD002", fragment)) == 1

    def test_an_effect_without_a_direction_is_a_claim_too(self) -> None:
        fragment = SOURCE + "impacts:\n  sex:\n    - description: Boys catch up in writing.\n"
        assert lines("EVD013", fragment) == [5]

    @pytest.mark.parametrize(
        "effect",
        ["{direction: none, description: Nothing changes.}", "{direction: unknown, description: A.}", "{}"],
    )
    def test_no_effect_is_no_claim(self, effect: str) -> None:
        assert lines("EVD013", SOURCE + f"impacts: {{sex: [{effect}]}}\n") == []

    @pytest.mark.parametrize(
        "source",
        [
            "{title: A 2025, finding: Boys are behind.}",
            "{title: A 2025, groups: [sex], finding: Some are behind.}",
            "{title: A 2025, figures: [{label: Share, value: 3, group: sex}]}",
        ],
    )
    def test_what_speaks_of_the_group_will_do(self, source: str) -> None:
        fragment = f"evidence:\n  - {source}\nscope: {{groups_affected: [sex]}}\n"
        assert lines("EVD013", fragment) == []

    def test_a_list_of_groups_is_not_a_finding(self) -> None:
        source = "{title: A 2025, groups: [age, sex], finding: Some are behind.}"
        assert lines("EVD013", f"evidence:\n  - {source}\nscope:\n  groups_affected: [sex]\n") == [4]

    @pytest.mark.parametrize(
        ("talks", "speaks_of_sex"),
        [
            ("findings: Girls said maths was for boys.", True),
            ("findings: Maths was hard., groups: [sex]", True),
            ("findings: Maths was hard., groups: [age, sex]", False),
            ("groups: [sex]", False),
        ],
    )
    def test_what_people_said_counts(self, talks: str, *, speaks_of_sex: bool) -> None:
        engagement = f"engagement:\n  - {{title: Talks, {talks}}}\n"
        found = lines("EVD013", SOURCE + engagement + "scope: {groups_affected: [sex]}\n")
        assert found == ([] if speaks_of_sex else [5])
