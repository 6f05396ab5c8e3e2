"""Rules about the relevance test, beyond what their pages show."""

from dataclasses import replace

import pytest

from eia.form import Form, RuleSetting
from tests.rules.checking import findings, library, lines, messages_on, told

ANSWERED = """
relevance:
  answers: {impacts_people: yes, differential: no, adverse: no, known_inequality: no, significant_change: no, aims: no}
  outcome: not_needed
"""
BEDFORD_QUESTIONS = len(library().form("bedford").questions)


class TestUnanswered:
    """REL001"""

    def test_a_whole_test_left_out_is_told_once(self) -> None:
        assert told("REL001", "activity: {title: Bins}\n") == [
            (1, "None of the questions of the relevance test is answered")
        ]

    def test_each_question_of_the_form_is_asked_for_in_its_own_words(self) -> None:
        found = findings(
            "REL001", "relevance:\n  answers: {adverse: no}\n  outcome: not_needed\n", form="bedford"
        )
        assert len(found) == BEDFORD_QUESTIONS - 1
        assert {finding.span.start.line for finding in found} == {2}
        assert ("relevance", "answers", "required") in {finding.path for finding in found}
        assert any("“An equality analysis of this activity is required.”" in item.message for item in found)

    @pytest.mark.parametrize("answer", ["yes", "no", "YES", "No", "true", "{answer: no, reason: Looked at.}"])
    def test_an_answer_may_be_written_in_several_ways(self, answer: str) -> None:
        assert lines("REL001", ANSWERED.replace("aims: no", f"aims: {answer}")) == []

    def test_another_word_is_quoted_with_the_question(self) -> None:
        assert told("REL001", ANSWERED.replace("aims: no", "aims: perhaps")) == [
            (2, "“perhaps” does not answer “Is it relevant to any of the three aims of the equality duty?”")
        ]

    def test_a_draft_is_told_but_not_stopped(self) -> None:
        found = findings("REL001", "relevance: {answers: {aims: yes}}\n", status="draft")
        assert found
        assert not any(finding.blocks for finding in found)

    def test_a_form_without_questions_asks_for_nothing(self) -> None:
        assert messages_on(replace(library().form("england"), questions={}), "REL001", {}) == []


class TestDeniedDifference:
    """REL002"""

    def test_opposite_directions_are_told_with_their_groups(self) -> None:
        (found,) = told(
            "REL002",
            """
            relevance:
              answers: {differential: no}
            impacts:
              age: [{direction: positive}]
              disability: [{direction: negative}, {direction: positive}]
              gender_reassignment: [{direction: unknown}]
              marriage_civil_partnership: [{direction: positive}]
              pregnancy_maternity: [{direction: positive}]
              race: [{direction: positive}]
              religion_belief: [{direction: positive}]
              sex: [{direction: positive}]
              sexual_orientation: [{direction: positive}]
            """,
        )
        assert found[0] == 2
        assert "“Negative impact” with “Positive impact” for Disability" in found[1]
        assert "Gender reassignment" not in found[1]

    @pytest.mark.parametrize("direction", ["positive", "none", "unknown"])
    def test_groups_that_fare_alike_are_no_difference(self, direction: str) -> None:
        rows = "".join(
            f"  {group}: [{{direction: {direction}}}]\n" for group in library().form("england").groups
        )
        assert lines("REL002", f"relevance: {{answers: {{differential: no}}}}\nimpacts:\n{rows}") == []

    def test_naming_every_group_as_affected_is_no_difference(self) -> None:
        named = ", ".join(library().form("england").groups)
        fragment = f"relevance: {{answers: {{differential: no}}}}\nscope:\n  groups_affected: [{named}]\n"
        assert lines("REL002", fragment) == []
        assert lines("REL002", fragment.replace("age, ", "")) == [1]

    @pytest.mark.parametrize(
        ("blank", "said"),
        [
            (("race", "sex"), "and nothing for Race and Sex"),
            (("age", "race", "sex"), "and nothing for Age, Race and Sex"),
            (("age", "disability", "race", "sex"), "and nothing for 4 groups"),
        ],
    )
    def test_a_few_groups_left_blank_are_named(self, blank: tuple[str, ...], said: str) -> None:
        named = [group for group in library().form("england").groups if group not in blank]
        rows = "".join(f"  {group}: [{{direction: positive}}]\n" for group in named)
        ((_, message),) = told("REL002", f"relevance: {{answers: {{differential: no}}}}\nimpacts:\n{rows}")
        assert message.endswith(said)

    def test_an_answer_of_yes_contradicts_nothing(self) -> None:
        fragment = "relevance: {answers: {differential: yes}}\nscope: {groups_affected: [age]}\n"
        assert lines("REL002", fragment) == []


class TestDeniedDisadvantage:
    """REL003"""

    def test_every_group_that_loses_is_named_once(self) -> None:
        ((line, message),) = told(
            "REL003",
            """
            relevance:
              answers:
                adverse: {answer: no, reason: Nobody complained.}
            impacts:
              sex: [{direction: negative}, {direction: negative}]
              age: [{direction: negative}]
            """,
        )
        assert line == 3
        assert message.endswith("is no, but the assessment records “Negative impact” for Age and Sex")

    @pytest.mark.parametrize("direction", ["positive", "none", "unknown"])
    def test_other_directions_are_no_disadvantage(self, direction: str) -> None:
        fragment = (
            f"relevance: {{answers: {{adverse: no}}}}\nimpacts: {{age: [{{direction: {direction}}}]}}\n"
        )
        assert lines("REL003", fragment) == []

    def test_a_negative_impact_that_actions_will_remove_still_counts(self) -> None:
        fragment = """
            relevance: {answers: {adverse: no}}
            impacts: {age: [{direction: negative, residual: {direction: none}}]}
            """
        assert lines("REL003", fragment) == [1]


class TestDeniedEffect:
    """REL004"""

    def test_an_impact_not_yet_known_cannot_be_ruled_out(self) -> None:
        fragment = "relevance: {answers: {affects_groups: no}}\nimpacts: {race: [{direction: unknown}]}\n"
        assert lines("REL004", fragment, form="bedford") == [1]

    def test_no_impact_agrees(self) -> None:
        fragment = "relevance: {answers: {affects_groups: no}}\nimpacts: {race: [{direction: none}]}\n"
        assert lines("REL004", fragment, form="bedford") == []

    def test_a_form_that_asks_about_groups_is_held_to_that_question(self) -> None:
        fragment = "relevance: {answers: {impacts_people: no}}\nimpacts: {race: [{direction: positive}]}\n"
        assert lines("REL004", fragment, form="bedford") == []
        assert lines("REL004", fragment, form="england") == [1]


class TestDeniedInequality:
    """REL005"""

    NO = "relevance: {answers: {known_inequality: no}}\n"

    @pytest.mark.parametrize(
        "description",
        [
            "There are no known inequalities in who uses the rooms.",
            "The change does not fall disproportionately on anyone.",
            "The survey found neither a gap between boys and girls nor any other.",
            "There is a gap of ten minutes between the two meetings.",
            "Costs are lower than last year.",
        ],
    )
    def test_what_is_denied_or_about_something_else_is_no_inequality(self, description: str) -> None:
        assert lines("REL005", f'activity: {{description: "{description}"}}\n{self.NO}') == []

    @pytest.mark.parametrize(
        "description",
        [
            "Disabled residents are under-represented among the members.",
            "Boys do well; results are lower than in the county for pupils new to the English language.",
            "The plan will close the gap between pupils in care and others.",
            "Not everybody is well, and health inequalities are growing.",
        ],
    )
    def test_what_is_said_of_groups_is_told(self, description: str) -> None:
        assert lines("REL005", f'activity: {{description: "{description}"}}\n{self.NO}') == [2]

    def test_a_sentence_over_two_lines_is_quoted_whole(self) -> None:
        ((_, message),) = told(
            "REL005",
            """
            relevance: {answers: {known_inequality: no}}
            activity:
              description: |
                Attendance is good. The gap
                for disabled pupils is wide.
            """,
        )
        assert message.endswith(
            "“Description of the activity” speaks of “gap”: “The gap for disabled pupils is wide.”"
        )

    def test_an_answer_about_a_group_need_not_name_it(self) -> None:
        fragment = f"{self.NO}duty: {{age: {{advance: Raise achievement and close gaps.}}}}\n"
        assert lines("REL005", fragment) == [1]

    def test_a_gap_in_the_evidence_is_no_inequality(self) -> None:
        fragment = (
            f"{self.NO}evidence_gaps:\n  - {{groups: [age], description: A gap in the figures by age.}}\n"
        )
        assert lines("REL005", fragment) == []

    def test_it_is_told_once_however_often_it_is_said(self) -> None:
        fragment = """
            activity: {description: Health inequalities grow. Inequalities in housing grow.}
            relevance: {answers: {known_inequality: no}}
            """
        assert lines("REL005", fragment) == [2]


class TestDeniedChange:
    """REL006"""

    @pytest.mark.parametrize(
        ("activity", "said"),
        [
            ("{type: closure}", "the type of activity is “closure”"),
            ("{type: service_change}", "the type of activity is “service change”"),
            ("{type: restructure, newness: existing}", "the type of activity is “restructure”"),
            ("{type: strategy, newness: revised}", "the type of activity is “strategy”"),
            ("{type: strategy}", "the type of activity is “strategy”"),
            ("{type: service, newness: ending}", "the activity is coming to an end"),
            ("{type: policy, budget: {saving: 1500.5}}", "the activity saves £1,500"),
        ],
    )
    def test_what_changes_something_is_said(self, activity: str, said: str) -> None:
        ((line, message),) = told(
            "REL006", f"activity: {activity}\nrelevance: {{answers: {{significant_change: no}}}}\n"
        )
        assert (line, message.endswith(f"is no, but {said}")) == (2, True), message

    @pytest.mark.parametrize(
        "activity",
        ["{type: policy}", "{type: strategy, newness: existing}", "{type: event, budget: {saving: 0}}", "{}"],
    )
    def test_what_changes_nothing_is_not(self, activity: str) -> None:
        fragment = f"activity: {activity}\nrelevance: {{answers: {{significant_change: no}}}}\n"
        assert lines("REL006", fragment) == []


class TestDeniedAims:
    """REL007"""

    def test_a_part_of_an_aim_is_a_mark(self) -> None:
        fragment = "relevance: {answers: {aims: no}}\nduty: {race: {foster: {limbs: [tackle_prejudice]}}}\n"
        assert lines("REL007", fragment) == [1]

    def test_only_the_aims_that_are_marked_are_named(self) -> None:
        fragment = "relevance: {answers: {aims: no}}\nduty: {race: {foster: They meet.}, age: {foster: They help.}}\n"
        ((_, message),) = told("REL007", fragment)
        assert message.endswith("is no, but the assessment marks “Foster good relations” for Age and Race")

    def test_aims_left_open_are_no_contradiction(self) -> None:
        fragment = "relevance: {answers: {aims: yes}}\nduty: {not_relevant: {foster: Nobody meets.}}\n"
        assert lines("REL007", fragment) == []

    def test_no_aim_relevant_agrees_with_no(self) -> None:
        fragment = """
            relevance: {answers: {aims: no}}
            duty: {not_relevant: {eliminate: No conduct., advance: No chances., foster: Nobody meets.}}
            """
        assert lines("REL007", fragment) == []


class TestOutcomeAgainstAnswers:
    """REL008"""

    @pytest.mark.parametrize("outcome", ["covered_by", "needed_later", "full_needed"])
    def test_an_outcome_that_admits_the_need_agrees(self, outcome: str) -> None:
        fragment = f"relevance: {{answers: {{adverse: yes}}, outcome: {outcome}}}\n"
        assert lines("REL008", fragment) == []

    def test_both_ways_of_the_rule_are_held(self) -> None:
        fragment = "relevance:\n  answers: {required: yes}\n  outcome: not_needed\n"
        assert lines("REL008", fragment, form="bedford") == [3]
        assert lines("REL008", fragment.replace("required: yes", "required: no"), form="bedford") == []

    def test_a_form_may_make_its_own_rule(self) -> None:
        form = _with_question_rule(library().form("england"), "known_inequality", when_no="not_needed")
        data: dict[str, object] = {
            "relevance": {"answers": {"known_inequality": "no"}, "outcome": "full_needed"}
        }
        assert len(messages_on(form, "REL008", data)) == 1


class TestUnexplainedScreeningOut:
    """REL009"""

    def test_one_word_is_counted_as_one(self) -> None:
        ((line, message),) = told("REL009", "relevance:\n  outcome: not_needed\n  rationale: None.\n")
        assert (line, message.endswith("is explained in only 1 word")) == (3, True), message

    def test_the_form_says_how_many_words(self) -> None:
        form = library().form("england")
        short = replace(form, rules={**form.rules, "REL009": RuleSetting(parameters={"minimum_words": 3})})
        data: dict[str, object] = {
            "relevance": {"outcome": "not_needed", "rationale": "Only stationery changes."}
        }
        assert messages_on(short, "REL009", data) == []
        assert len(messages_on(form, "REL009", data)) == 1

    @pytest.mark.parametrize("outcome", ["full_needed", "covered_by", "needed_later"])
    def test_other_outcomes_need_no_explanation(self, outcome: str) -> None:
        assert lines("REL009", f"relevance: {{outcome: {outcome}}}\n") == []


class TestOutcomeAgainstImpacts:
    """REL010"""

    def test_groups_that_feel_nothing_agree_with_a_screening(self) -> None:
        fragment = "relevance: {outcome: not_needed}\nimpacts: {age: [{direction: none}]}\n"
        assert lines("REL010", fragment, kind="screening") == []

    def test_an_impact_not_yet_known_does_not(self) -> None:
        fragment = "relevance: {outcome: not_needed}\nimpacts: {age: [{direction: unknown}]}\n"
        assert lines("REL010", fragment, kind="screening") == [1]

    def test_a_test_without_an_outcome_is_told_elsewhere(self) -> None:
        assert lines("REL010", "impacts: {age: [{direction: negative}]}\n") == []


class TestDeniedRelevance:
    """REL011"""

    def test_a_need_put_off_is_relevance_too(self) -> None:
        fragment = "relevance:\n  outcome: needed_later\n  no_relevance_statement: yes\n"
        assert lines("REL011", fragment) == [3]

    def test_a_statement_not_made_contradicts_nothing(self) -> None:
        fragment = "relevance: {answers: {aims: yes}, outcome: full_needed, no_relevance_statement: no}\n"
        assert lines("REL011", fragment) == []


class TestSameForEveryone:
    """REL012"""

    @pytest.mark.parametrize(
        "rationale",
        [
            "It applies equally to all.",
            "The service is open to everyone, regardless of age, sex or race. It treats all customers alike.",
            "Everyone is treated equally because it is policy.",
            "It applies equally to all. The users of it were asked about.",
        ],
    )
    def test_sameness_alone_is_no_reason(self, rationale: str) -> None:
        fragment = f"relevance:\n  outcome: not_needed\n  rationale: |\n    {rationale}\n"
        assert lines("REL012", fragment) == [4]

    @pytest.mark.parametrize(
        "rationale",
        [
            "It applies equally to all. The forty users of it were asked about.",
            "It applies equally to all because the forty users, who were asked in May, book by telephone as before.",
            "Only the supplier of paper changes. Large print stays on the list, as the two blind officers asked.",
            "",
        ],
    )
    def test_a_reason_is(self, rationale: str) -> None:
        fragment = f"relevance:\n  outcome: not_needed\n  rationale: '{rationale}'\n"
        assert lines("REL012", fragment) == []

    def test_the_reason_for_a_yes_is_not_held_against_it(self) -> None:
        answer = "{answer: yes, reason: The fee is the same for all.}"
        assert lines("REL012", f"relevance: {{answers: {{adverse: {answer}}}}}\n") == []


class TestScreenedOutWithoutEvidence:
    """REL013"""

    def test_a_full_assessment_is_told_by_the_rule_on_evidence(self) -> None:
        fragment = "relevance: {outcome: not_needed}\n"
        assert lines("REL013", fragment, kind="full") == []
        assert lines("EVD001", fragment, kind="full") == [1]
        assert lines("REL013", fragment, kind="screening") == [1]


class TestUncoveredActivity:
    """REL014"""

    def test_a_reference_without_that_outcome_says_nothing(self) -> None:
        assert lines("REL014", "relevance: {outcome: full_needed, covered_by: example}\n") == []

    def test_a_reference_to_itself_is_found(self) -> None:
        assert lines("REL014", "relevance:\n  outcome: covered_by\n  covered_by: example\n") == [3]


def _with_question_rule(form: Form, key: str, **rule: str) -> Form:
    return replace(form, questions={**form.questions, key: replace(form.questions[key], **rule)})
