"""Rules about what the explanations in the impact table say, beyond what their pages show."""

import pathlib
from dataclasses import replace

import pytest

from eia import source
from tests.rules.checking import findings, library, messages_on, told
from tests.rules.impact import impact, said

EXPLANATIONS = pathlib.Path(__file__).with_name("explanations.yaml")


def explanations(kind: str) -> list[tuple[str, str]]:
    """The group and the text of each explanation that tells effects, or activities."""
    data = source.parse(EXPLANATIONS.read_bytes(), EXPLANATIONS.name).data
    assert data is not None
    return [(group, text) for case in data[kind] for group, text in case.items()]


class TestActivityToldAsImpact:
    """IMP007"""

    @pytest.mark.parametrize(("group", "text"), explanations("activities"))
    def test_activities_are_told(self, group: str, text: str) -> None:
        assert len(said("IMP007", impact(group, text))) == 1

    @pytest.mark.parametrize(("group", "text"), explanations("effects"))
    def test_effects_are_not(self, group: str, text: str) -> None:
        assert said("IMP007", impact(group, text)) == []

    def test_the_words_that_tell_activities_are_shown(self) -> None:
        text = "Continue to support schools. Extend training. Share good practice. Monitor the take-up."
        assert said("IMP007", impact("age", text)) == [
            (
                "Age: the explanation tells what is done (“Continue to support schools.”, “Extend training.”, “Share good"
                " practice.” and 1 more), not what changes for people"
            )
        ]

    def test_a_list_that_lost_its_bullets_is_still_a_list(self) -> None:
        text = "Maximise the funds available in key areas Extend training to all governors Support leaders of schools"
        (message,) = said("IMP007", impact("race", text))
        assert (
            "“Maximise the funds available…”, “Extend training to all…”, “Support leaders of schools”"
            in message
        )

    def test_capitals_in_a_name_do_not_begin_a_task(self) -> None:
        text = "The share of children at SEN Support achieving the standard rises by 6 points."
        assert said("IMP007", impact("disability", text)) == []

    def test_one_effect_among_many_activities_is_an_effect(self) -> None:
        text = "Extend training. Share good practice. Monitor take-up. Deaf pupils will miss fewer lessons."
        assert said("IMP007", impact("disability", text)) == []
        assert len(said("IMP007", impact("race", text))) == 1

    @pytest.mark.parametrize("direction", ["none", "unknown"])
    def test_where_nothing_is_felt_no_effect_is_asked_for(self, direction: str) -> None:
        text = "Continue to provide the same meals at the same hours to everybody who comes."
        assert said("IMP007", impact("religion_belief", text, direction)) == []

    def test_how_much_is_too_much_is_for_the_form_to_say(self) -> None:
        text = "Extend training. The hall is warm. The hall is dry."
        form = library().form("england")
        setting = replace(form.rules["IMP007"], parameters={"activity_percent": 30})
        strict = replace(form, rules={**form.rules, "IMP007": setting})
        assert said("IMP007", impact("age", text)) == []
        assert len(messages_on(strict, "IMP007", impact("age", text))) == 1


LONG = (
    "The new hours mean that residents can come before work and after school, that the reading room is open when the"
    " schools are closed, and that nobody has to wait outside for the bus any more in winter."
)


class TestPastedExplanation:
    """IMP008"""

    @staticmethod
    def rows(**texts: str) -> dict[str, object]:
        return {"impacts": {group: [{"description": text}] for group, text in texts.items()}}

    def test_the_later_row_is_told_with_the_earlier(self) -> None:
        fragment = f"""
            impacts:
              sex:
                - description: {LONG}
              age:
                - description: {LONG}
        """
        assert told("IMP008", fragment) == [
            (
                5,
                (
                    "Age: all its 38 words also stand under Sex (“The new hours mean that residents can come before work"
                    " and…”)"
                ),
            )
        ]

    def test_a_row_is_told_once_with_every_row_it_repeats(self) -> None:
        own = " Gypsy families lose the car park in which they stay for the fair in June and again in September."
        messages = said("IMP008", self.rows(age=LONG, sex=LONG[:120], race=LONG + own))
        assert messages == [
            (
                "Race: of its 57 words 38 also stand under Age (“The new hours mean that residents can come before work"
                " and…”)"
            )
        ]

    def test_all_rows_repeated_are_named_the_most_alike_first(self) -> None:
        shorter = LONG[: LONG.index(" for the bus")]
        messages = said("IMP008", self.rows(age=shorter, sex=LONG, race=LONG))
        assert messages[1].startswith("Race: all its 38 words also stand under Sex and 31 under Age (“")

    def test_case_marks_and_lines_make_no_difference(self) -> None:
        disguise = LONG.upper().replace(",", " –").replace(" THE ", "\n\n* **the** ")
        assert len(said("IMP008", self.rows(age=LONG, sex=disguise))) == 1

    def test_exchanged_names_of_groups_make_no_difference(self) -> None:
        women = LONG.replace("residents", "women").replace("nobody", "no woman")
        elders = LONG.replace("residents", "older people").replace("nobody", "no elderly person")
        (message,) = said("IMP008", self.rows(sex=women, age=elders))
        assert message.startswith("Age: apart from the names of people, all its ")
        assert message.endswith(" also stand under Sex")

    def test_what_two_groups_are_not_asked_for_may_be_one_reason(self) -> None:
        reason = (
            "Nobody is asked for {0} when joining, {0} plays no part in fees, and of 412 people who answered none gave"
            " {0} as a reason, so that the hours suit those of any {0} alike."
        )
        rows = {
            group: [{"direction": "none", "description": reason.format(name)}]
            for group, name in (("sex", "sex"), ("race", "race"))
        }
        assert said("IMP008", {"impacts": rows}) == []
        rows["sex"][0]["direction"] = "positive"
        assert len(said("IMP008", {"impacts": rows})) == 1

    def test_short_texts_may_be_alike_by_chance(self) -> None:
        assert said("IMP008", self.rows(age="Nothing changes.", sex="Nothing changes.")) == []

    def test_two_effects_on_one_group_may_share_their_words(self) -> None:
        data: dict[str, object] = {"impacts": {"age": [{"description": LONG}, {"description": LONG}]}}
        assert said("IMP008", data) == []

    def test_the_effect_that_repeats_is_the_one_pointed_at(self) -> None:
        fragment = f"""
            impacts:
              sex: [{{description: "{LONG}"}}]
              age:
                - description: Pupils preparing for exams gain a quiet room.
                - description: {LONG}
        """
        (found,) = findings("IMP008", fragment)
        assert found.path == ("impacts", "age", 1, "description")

    def test_half_a_text_is_not_a_pasted_one(self) -> None:
        own = (
            " But few older residents use the bus, and those who come on foot find the path icy and dark before"
            " eight, so that most of them will go on coming at noon, as the survey of last autumn has shown us."
        )
        assert said("IMP008", self.rows(sex=LONG, age=LONG[:95] + own)) == []

    def test_how_alike_and_how_long_is_for_the_form_to_say(self) -> None:
        form = library().form("england")
        setting = replace(form.rules["IMP008"], parameters={"overlap_percent": 60, "minimum_words": 50})
        lenient = replace(form, rules={**form.rules, "IMP008": setting})
        assert messages_on(lenient, "IMP008", self.rows(age=LONG, sex=LONG)) == []


class TestGroupNotMentioned:
    """IMP009"""

    def test_what_the_text_speaks_of_instead_is_told(self) -> None:
        text = "Children and their mothers will find it easier to come."
        assert said("IMP009", impact("race", text)) == [
            "Race: the explanation speaks of Age (“Children”) and Sex (“mothers”), and has no word about this group"
        ]

    @pytest.mark.parametrize(
        ("group", "text"),
        [
            ("age", "Residents over 65 gain a seat at the stop."),
            ("marriage_civil_partnership", "Nobody's marital status is recorded."),
            ("race", "Parents new to English can bring an interpreter."),
            ("religion_belief", "The hall is closed during Ramadan."),
            ("sex", "Girls’ changing rooms stay open."),
        ],
    )
    def test_any_word_for_the_group_will_do(self, group: str, text: str) -> None:
        assert said("IMP009", impact(group, text)) == []

    def test_a_subgroup_names_the_group_too(self) -> None:
        text = "They lose the only place that is open after six."
        assert len(said("IMP009", impact("disability", text))) == 1
        assert said("IMP009", impact("disability", text, subgroups=["blind residents"])) == []

    def test_one_effect_of_a_row_may_name_the_group_for_the_others(self) -> None:
        row = [{"description": "Older residents lose the evening."}, {"description": "They gain a morning."}]
        assert said("IMP009", {"impacts": {"age": row}}) == []

    def test_a_row_for_other_groups_can_name_anybody(self) -> None:
        assert said("IMP009", impact("other", "Prison leavers gain a room in which to meet.")) == []

    def test_what_another_rule_tells_is_not_told_again(self) -> None:
        assert said("IMP009", impact("race", "No impact.", "none")) == []
        assert said("IMP009", impact("race", "TBC")) == []
        assert said("IMP009", impact("race", "See Disability")) == []

    def test_the_hint_says_who_is_in_the_group(self) -> None:
        (found,) = findings("IMP009", "impacts: {race: [{direction: positive, description: All is well}]}\n")
        assert found.hint == (
            "Name the people and say what is different for them. Race: People of a particular colour, nationality, or"
            " ethnic or national origin (section 9)."
        )


class TestMergedGroups:
    """IMP012"""

    @pytest.mark.parametrize(
        ("group", "text", "ending"),
        [
            ("disability", "Applies to all groups.", "speaks for all groups at once"),
            ("race", "All protected groups are treated the same.", "speaks for all groups at once"),
            ("disability", "Venues have ramps. Hours suit families (applicable to all strands)", "at once"),
            ("other", "All other groups: no impact identified.", "speaks for all groups at once"),
            ("race", "As above for Age.", "“As above for Age.” sends the reader to another group"),
            ("sex", "Please refer to the row on race.", "sends the reader to another row"),
            ("age", "See the row on children with disabilities.", "sends the reader to another row"),
            ("disability", "See the row above.", "sends the reader to another row"),
            ("race", "Please see the box on faith, where all of it is set out in full.", "to another row"),
            ("disability", "Same as age", "“Same as age” sends the reader to another group"),
            ("religion_belief", "Religion or belief Sex: no impact.", "puts two groups into one row"),
            ("sex", "Sex / Sexual orientation – no impact.", "puts two groups into one row"),
            ("age", "Children gain.\nSex: women lose out.", "“Sex:” puts two groups into one row"),
        ],
    )
    def test_one_row_for_several_is_told(self, group: str, text: str, ending: str) -> None:
        (message,) = said("IMP012", impact(group, text, "none"))
        assert message.endswith(ending)

    @pytest.mark.parametrize(
        ("group", "text"),
        [
            ("race", "Attendance of all groups rose by two points, that of Black Caribbean boys by five."),
            ("disability", "Disabled people lose more than all other groups."),
            ("age", "Age and disability often go together: 40% of people over 75 have an impairment."),
            ("sex", "See the survey: women use the late bus twice as often as men."),
            ("sex", "Women gain the same hours as men across all groups."),
            ("sex", "Women see fewer rows at the gate, since boys and girls leave at other times."),
            ("age", "Everyone gains an hour, older people most of all."),
            ("race", "Race equality groups were asked; Somali families wait longer for an interpreter."),
            (
                "sexual_orientation",
                "Sexual orientation and gender identity are not recorded for gay members.",
            ),
            ("marriage_civil_partnership", "Marriage and civil partnership: nobody is asked who is married."),
        ],
    )
    def test_other_groups_may_be_spoken_of(self, group: str, text: str) -> None:
        assert said("IMP012", impact(group, text, "none")) == []

    def test_a_group_is_no_subgroup_of_another(self) -> None:
        fragment = """
            impacts:
              religion_belief:
                - direction: none
                  description: Mosques and churches keep their hours.
                  subgroups: [Muslims, Sex]
        """
        assert told("IMP012", fragment) == [(5, "Religion or belief: “Sex” is a group with a row of its own")]


class TestUndividedDisability:
    """IMP022"""

    @pytest.mark.parametrize("direction", ["none", "unknown", ""])
    def test_it_is_asked_only_where_something_is_felt(self, direction: str) -> None:
        assert said("IMP022", impact("disability", "Disabled people keep the lift.", direction)) == []

    def test_it_is_told_once_a_row(self) -> None:
        row = [{"direction": "positive", "description": "Disabled people gain."} for _ in range(2)]
        assert said("IMP022", {"impacts": {"disability": row}}) == [
            "Disability: the explanation does not say which disabled people are meant"
        ]

    def test_a_subgroup_or_an_impairment_says_who(self) -> None:
        assert said("IMP022", impact("disability", "They gain.", subgroups=["stroke survivors"])) == []
        assert said("IMP022", impact("disability", "Autistic pupils gain.")) == []
