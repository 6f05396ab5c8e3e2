"""Rules about the general equality duty, beyond what their pages show."""

from dataclasses import replace

import pytest

from eia.form import RuleSetting
from tests.rules.checking import findings, library, lines, messages_on, told

REASONS = "{eliminate: No conduct changes., advance: No chances change., foster: Nobody meets.}"


class TestUnsettledAim:
    """DTY001"""

    def test_a_duty_left_out_is_told_once(self) -> None:
        ((line, message),) = told("DTY001", "activity: {title: Bins}\n")
        assert line == 1
        assert message.startswith("Nothing is said about the aims of the equality duty: “Eliminate")

    def test_reasons_for_all_three_settle_them(self) -> None:
        assert lines("DTY001", f"duty: {{not_relevant: {REASONS}}}\n") == []

    def test_what_is_missing_has_the_place_of_its_reason(self) -> None:
        found = findings("DTY001", "duty:\n  not_relevant:\n    foster: Nobody meets.\n")
        assert [finding.path for finding in found] == [
            ("duty", "not_relevant", "advance"),
            ("duty", "not_relevant", "eliminate"),
        ]
        assert {finding.span.start.line for finding in found} == {2}

    @pytest.mark.parametrize("blank", ["TBC", "n/a", "'-'", "to follow"])
    def test_words_that_hold_the_place_settle_nothing(self, blank: str) -> None:
        assert lines("DTY001", f"duty: {{not_relevant: {REASONS.replace('Nobody meets.', blank)}}}\n") == [1]
        assert len(lines("DTY001", f"duty: {{age: {{advance: {blank}}}}}\n")) == 1

    def test_a_part_of_an_aim_marks_it(self) -> None:
        fragment = (
            "duty:\n"
            "  race: {foster: {limbs: [tackle_prejudice]}}\n"
            "  not_relevant: {eliminate: No conduct changes., advance: No chances change.}\n"
        )
        assert lines("DTY001", fragment) == []

    def test_the_groups_marked_are_named_when_the_aim_is_ruled_out(self) -> None:
        fragment = (
            "duty:\n"
            "  race: {foster: Neighbours will meet at the open day.}\n"
            "  age: {foster: Young and old share the hall.}\n"
            f"  not_relevant: {REASONS}\n"
        )
        assert told("DTY001", fragment) == [
            (4, "“Foster good relations” is explained as not relevant, but it is marked for Age and Race")
        ]

    def test_a_form_asks_for_its_own_aims(self) -> None:
        form = library().form("england")
        welsh = replace(form, aims={"foster": form.aims["foster"]})
        assert messages_on(welsh, "DTY001", {"duty": {"race": {"foster": "Neighbours will meet."}}}) == []
        assert messages_on(replace(form, aims={}), "DTY001", {}) == []

    @pytest.mark.parametrize("kind", ["screening", "cumulative"])
    def test_other_kinds_are_not_asked(self, kind: str) -> None:
        assert lines("DTY001", "activity: {title: Bins}\n", kind=kind) == []


class TestAimOutsideTheDuty:
    """DTY002"""

    def test_the_aim_that_applies_is_named(self) -> None:
        ((line, message),) = told("DTY002", "duty:\n  marriage_civil_partnership: {advance: Couples gain.}\n")
        assert line == 2
        assert message.endswith("covers it only for “Eliminate discrimination, harassment and victimisation”")

    def test_a_group_outside_the_act_is_told_so(self) -> None:
        ((_, message),) = told("DTY002", "duty: {other: {eliminate: Carers lose.}}\n", form="bedford")
        assert message.endswith("but the equality duty does not cover it")

    @pytest.mark.parametrize("aim", ["eliminate", "advance", "foster"])
    def test_the_eight_have_all_three(self, aim: str) -> None:
        groups = [key for key in library().form("england").groups if key != "marriage_civil_partnership"]
        cells = "".join(f"  {group}: {{{aim}: It matters.}}\n" for group in groups)
        assert len(groups) == 8
        assert lines("DTY002", f"duty:\n{cells}") == []

    def test_a_cell_that_says_nothing_marks_nothing(self) -> None:
        assert lines("DTY002", "duty: {marriage_civil_partnership: {foster: N/A}}\n") == []

    def test_a_group_the_form_does_not_know_is_told_by_its_own_rule(self) -> None:
        assert (
            messages_on(library().form("england"), "DTY002", {"duty": {"pets": {"foster": "Dogs meet."}}})
            == []
        )


class TestMarriageOutsideWork:
    """DTY003"""

    @pytest.mark.parametrize("capacity", ["", "activity: {capacity: [public_function]}\n"])
    def test_an_effect_on_the_public_is_told(self, capacity: str) -> None:
        fragment = f"impacts: {{marriage_civil_partnership: [{{direction: negative}}]}}\n{capacity}"
        assert lines("DTY003", fragment) == [1]

    @pytest.mark.parametrize("effect", ["{direction: none}", "{direction: unknown}", "{}"])
    def test_what_is_not_felt_is_not(self, effect: str) -> None:
        assert lines("DTY003", f"impacts: {{marriage_civil_partnership: [{effect}]}}\n") == []

    @pytest.mark.parametrize("population", ["staff", "both"])
    def test_staff_are_people_at_work(self, population: str) -> None:
        effect = f"{{direction: positive, population: {population}}}"
        assert lines("DTY003", f"impacts: {{marriage_civil_partnership: [{effect}]}}\n") == []

    def test_it_is_for_information(self) -> None:
        (found,) = findings("DTY003", "impacts: {marriage_civil_partnership: [{direction: positive}]}\n")
        assert found.severity.word == "info"

    def test_other_groups_are_protected_everywhere(self) -> None:
        assert lines("DTY003", "impacts: {sex: [{direction: positive}]}\n") == []


class TestCopiedReason:
    """DTY004"""

    CELLS = "duty:\n  age: {advance: Close gaps}\n  race: {advance: Close gaps.}\n  sex: {advance: 'Close gaps!'}\n"

    def test_each_copy_is_told_with_the_first(self) -> None:
        found = told("DTY004", self.CELLS)
        assert [line for line, _ in found] == [3, 4]
        assert found[0][1] == (
            "Race under “Advance equality of opportunity” has the same explanation as Age under “Advance equality of"
            " opportunity”, as have 3 cells in all: “Close gaps.”"
        )

    def test_two_alike_may_be_chance(self) -> None:
        assert lines("DTY004", self.CELLS.replace("Close gaps.", "Fewer speak English at home")) == []

    def test_copies_across_aims_count(self) -> None:
        fragment = "duty:\n  age: {eliminate: Close gaps, advance: Close gaps, foster: Close gaps}\n"
        assert lines("DTY004", fragment) == [2, 2]

    def test_the_form_says_how_many(self) -> None:
        form = library().form("england")
        strict = replace(form, rules={**form.rules, "DTY004": RuleSetting(parameters={"minimum_cells": 2})})
        data: dict[str, object] = {
            "duty": {"age": {"advance": "Close gaps"}, "sex": {"advance": "Close gaps"}}
        }
        assert len(messages_on(strict, "DTY004", data)) == 1
        assert messages_on(form, "DTY004", data) == []

    def test_words_that_hold_the_place_are_no_explanation(self) -> None:
        assert lines("DTY004", self.CELLS.replace("Close gaps", "TBC")) == []


class TestUnnamedPart:
    """DTY005"""

    def test_each_aim_is_told_once_for_all_its_groups(self) -> None:
        fragment = "duty:\n  age: {advance: A., foster: B.}\n  sex: {advance: C.}\n"
        found = told("DTY005", fragment)
        assert [line for line, _ in found] == [2, 2]
        assert "is marked for Age and Sex" in found[0][1]

    def test_an_aim_that_has_no_parts_needs_none(self) -> None:
        assert lines("DTY005", "duty: {age: {eliminate: Drivers are rude.}}\n") == []


class TestEffectOutsideTheAims:
    """DTY006"""

    AIMS = "duty: {age: {advance: They go out less.}}\n"

    def test_a_duty_left_blank_is_told_by_its_own_rule(self) -> None:
        fragment = "impacts: {sex: [{direction: positive}]}\n"
        assert lines("DTY006", fragment) == []
        assert lines("DTY006", self.AIMS + fragment) == [2]

    def test_aims_ruled_out_for_all_contradict_an_effect(self) -> None:
        fragment = f"duty: {{not_relevant: {REASONS}}}\nimpacts: {{sex: [{{direction: positive}}]}}\n"
        assert lines("DTY006", fragment) == [2]

    @pytest.mark.parametrize("direction", ["none", "unknown"])
    def test_what_is_not_felt_concerns_no_aim(self, direction: str) -> None:
        assert lines("DTY006", self.AIMS + f"impacts: {{sex: [{{direction: {direction}}}]}}\n") == []

    def test_groups_outside_the_act_need_no_aim(self) -> None:
        fragment = self.AIMS + "impacts: {other: [{direction: negative}]}\n"
        assert lines("DTY006", fragment, form="bedford") == []

    def test_marriage_concerns_an_aim_only_at_work(self) -> None:
        effect = "impacts: {marriage_civil_partnership: [{direction: negative}]}\n"
        assert lines("DTY006", self.AIMS + effect) == []
        assert lines("DTY006", self.AIMS + effect.replace("}]", ", population: staff}]")) == [2]

    def test_a_group_is_told_once_however_many_effects_it_feels(self) -> None:
        fragment = self.AIMS + "impacts: {sex: [{direction: positive}, {direction: negative}]}\n"
        assert lines("DTY006", fragment) == [2]


class TestAimWithoutEffect:
    """DTY007"""

    @pytest.mark.parametrize(
        "effects",
        ["{direction: none}, {direction: positive}", "{direction: unknown}", "{description: None.}", ""],
    )
    def test_anything_but_no_impact_agrees(self, effects: str) -> None:
        fragment = f"duty: {{age: {{advance: They go out less.}}}}\nimpacts: {{age: [{effects}]}}\n"
        assert lines("DTY007", fragment) == []

    def test_every_cell_of_the_group_is_told(self) -> None:
        fragment = (
            "duty:\n  age:\n    advance: They go out less.\n    foster: They seldom meet.\n"
            "impacts: {age: [{direction: none}, {direction: none}]}\n"
        )
        assert lines("DTY007", fragment) == [3, 4]


class TestExceptionToTheDuty:
    """DTY008"""

    def test_an_effect_without_a_cell_counts_where_the_whole_duty_is_excepted(self) -> None:
        effect = "impacts:\n  age:\n    - direction: positive\n      description: Pupils read better.\n"
        assert lines("DTY008", "activity: {sectors: [childrens_homes]}\n" + effect) == [5]
        assert lines("DTY008", "activity: {sectors: [immigration]}\n" + effect) == []

    def test_only_the_second_aim_is_excepted_for_immigration(self) -> None:
        fragment = "activity: {sectors: [immigration]}\nduty: {race: {AIM: Some wait longer.}}\n"
        assert lines("DTY008", fragment.replace("AIM", "advance")) == [2]
        assert lines("DTY008", fragment.replace("AIM", "eliminate")) == []

    @pytest.mark.parametrize("group", ["sex", "disability"])
    def test_other_groups_are_not_excepted(self, group: str) -> None:
        fragment = f"activity: {{sectors: [schools, immigration]}}\nduty: {{{group}: {{advance: Behind.}}}}\n"
        assert lines("DTY008", fragment) == []

    def test_an_effect_that_mentions_it_is_enough(self) -> None:
        fragment = (
            "activity: {sectors: [schools]}\n"
            "duty: {age: {advance: The youngest are behind.}}\n"
            "impacts: {age: [{direction: positive, description: Excepted for pupils by Sch. 18.}]}\n"
        )
        assert lines("DTY008", fragment) == []
        assert lines("DTY008", fragment.replace("Sch. 18", "law")) == [2]


class TestMisquotedDuty:
    """DTY009"""

    @pytest.mark.parametrize(
        "sentence",
        [
            "We gave careful consideration to what parents said.",
            "Due consideration was given to parking. The equality duty was met with due regard.",
            "The plan fosters good relations and equality of opportunity.",
            "It helps to end discrimination, harassment and victimisation and to promote good relations and opportunities.",
            "Regard was had to the need to eliminate discrimination.",
        ],
    )
    def test_other_words_are_left_alone(self, sentence: str) -> None:
        assert lines("DTY009", f"summary: {sentence}\n") == []

    @pytest.mark.parametrize(
        ("sentence", "said"),
        [
            ("Proper consideration of the public sector equality duty was given.", "“Proper consideration”"),
            (
                "It ends discrimination and victimisation, and serves opportunity and good relations.",
                "harassment",
            ),
        ],
    )
    def test_the_words_at_fault_are_told(self, sentence: str, said: str) -> None:
        ((line, message),) = told("DTY009", f"recommendation:\n  rationale: {sentence}\n")
        assert line == 2
        assert said in message
        assert "victimisation" not in message

    def test_the_place_is_that_of_the_words(self) -> None:
        (found,) = findings(
            "DTY009",
            "summary: |\n  Older residents gain.\n  We gave due consideration to section 149.\n",
        )
        assert (found.span.start.line, found.span.start.column) == (3, 11)


class TestRepealedDuty:
    """DTY010"""

    DDA = "summary: The doors meet the Disability Discrimination Act.\n"

    def test_an_assessment_of_its_time_may_cite_the_law_of_its_time(self) -> None:
        assert lines("DTY010", "decision: {taken_on: 2010-06-01}\n" + self.DDA) == []
        assert lines("DTY010", "decision: {taken_on: 2011-04-05}\n" + self.DDA) == [2]

    def test_history_is_no_fault(self) -> None:
        assert lines("DTY010", "summary: The former Disability Discrimination Act asked for less.\n") == []

    def test_northern_ireland_keeps_it(self) -> None:
        data: dict[str, object] = {"summary": "The doors meet the Disability Discrimination Act 1995."}
        form = library().form("england")
        assert len(messages_on(form, "DTY010", data)) == 1
        assert messages_on(library().form("northern_ireland"), "DTY010", data) == []
