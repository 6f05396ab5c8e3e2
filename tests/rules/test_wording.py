"""Answers that only stand in for one: what the rule's page does not show."""

import dataclasses
import typing

import pytest

from eia import model
from eia.library import Library
from eia.parts import Part
from eia.rules.placeholders import is_placeholder
from eia.rules.wording import ANSWERS, NOTES, TOLD_ELSEWHERE
from tests.rules.finding import find


@pytest.mark.parametrize(
    "words",
    ["TBC", "tbc.", "n/a", "None", "To follow", "See above", "xxx", "???", "…", "---", "TBC - autumn",
     "[insert summary here]", "<insert>", "Please insert your summary", "Click here to enter text."],
)  # fmt: skip
def test_what_stands_in_for_an_answer_is_told_with_the_words(words: str) -> None:
    [told] = find("TXT001", f'summary: "{words}"')
    assert told.line == 1
    assert told.message.startswith("“Summary of the analysis” says only “")


def test_every_placeholder_of_the_form_is_known_in_whatever_letters() -> None:
    form = Library().form("bedford")
    known = [
        *form.lexicon("placeholders"),
        *(f"{words} and so on" for words in form.lexicon("placeholder_beginnings")),
    ]
    written = [case(words) for words in known for case in (str, str.upper, str.capitalize)]
    assert [words for words in written if not is_placeholder(words, form)] == []


@pytest.mark.parametrize(
    "words",
    [
        "None of the 412 visitors came before nine.",
        "Insert dropped kerbs at both crossings.",
        "TBC staff at the Tidmarsh branch keep their hours.",
        "Unknown to most parents, the library opens on Sundays.",
        "The date is to be confirmed by the governors, but every date in question falls in term time.",
        "See the two groups of parents who answered: both gain.",
    ],
)
def test_an_answer_that_begins_like_a_placeholder_is_an_answer(words: str) -> None:
    assert find("TXT001", f"summary: {words!r}") == []


@pytest.mark.parametrize("mark", ["[insert number]", "[TBC]", "[tbc by Finance]", "XXX", "lorem ipsum"])
def test_a_mark_left_inside_a_text_is_quoted(mark: str) -> None:
    [told] = find("TXT001", f'summary: "Parents gain an hour and {mark} older residents lose one."')
    assert told.message == f"“Summary of the analysis” still has “{mark}” in it"


def test_a_mark_that_is_never_closed_is_told_as_far_as_it_is_known() -> None:
    [told] = find("TXT001", 'summary: "Parents gain [insert number of hours. Nobody loses."')
    assert told.message == "“Summary of the analysis” still has “[insert” in it"


def test_a_mark_is_pointed_at_where_it_stands() -> None:
    [told] = find(
        "TXT001", "summary: |\n  Parents gain an hour.\n  About [insert number] residents lose one."
    )
    assert told.line == 3


def test_not_applicable_can_be_true_of_a_note_and_to_be_confirmed_cannot() -> None:
    text = """
        commissioning:
          contract_measures: N/A
          cycle_steps: None
        actions:
          - resources: nil
            measure: TBC
    """
    [told] = find("TXT001", text)
    assert told.line == 6


def test_every_item_of_a_list_has_its_own_place() -> None:
    text = """
        activity:
          aims:
            - Open later.
            - TBA
    """
    [told] = find("TXT001", text)
    assert told.line == 4


def test_the_reason_of_a_duty_cell_is_an_answer_in_either_spelling() -> None:
    text = """
        duty:
          age:
            advance: TBC
            foster: {explanation: TBC}
          not_relevant:
            eliminate: N/A
    """
    assert [told.line for told in find("TXT001", text)] == [3, 4, 6]


def test_the_owner_of_an_action_is_named_by_the_form_s_word() -> None:
    [told] = find("TXT001", "actions:\n  - owner: {job_title: tbd}", form="bedford")
    assert (told.line, told.message) == (2, "“Who?” says only “tbd”")


def test_an_impact_s_explanation_is_left_to_the_rules_on_impacts_but_not_a_mark_inside_it() -> None:
    row = "impacts:\n  age:\n    - {direction: positive, description: DESCRIPTION}"
    assert find("TXT001", row.replace("DESCRIPTION", "TBC")) == []
    [told] = find("TXT001", row.replace("DESCRIPTION", '"About [insert number] children gain."'))
    assert (told.line, told.message) == (3, "“Age: Explanation” still has “[insert number]” in it")


def test_the_explanation_of_screening_out_is_left_to_its_own_rule() -> None:
    text = "relevance:\n  outcome: not_needed\n  rationale: TBC"
    assert find("TXT001", text) == []
    assert len(find("TXT001", text.replace("not_needed", "full_needed"))) == 1
    assert find("TXT001", text.replace("not_needed", "full_needed").replace("TBC", "N/A")) == []


NAMES = {
    "Assessment": "form id kind status version language supersedes",
    "Change": "version",
    "Person": "email",
    "Activity": "type newness policy capacity sectors",
    "Decision": "report_url result",
    "Approval": "role result fingerprint strategy_fingerprint",
    "Answer": "answer",
    "Relevance": "outcome covered_by",
    "Scope": "groups_affected",
    "Figure": "group",
    "Evidence": "id kind url groups quality",
    "EvidenceGap": "id groups action",
    "Engagement": "id status groups",
    "DutyCell": "group aim limbs",
    "Residual": "direction level",
    "Effect": "direction aim level likelihood population evidence actions",
    "Intersection": "groups direction",
    "Related": "id",
    "Discrimination": "direct indirect harassment victimisation",
    "SocioEconomic": "evidence direction actions",
    "Option": "id",
    "Action": "id category groups status",
    "PreviousAction": "assessment",
    "Recommendation": "outcome",
    "Measure": "groups",
    "Redaction": "answer because",
    "Publication": "publish url",
    "Attachment": "file",
    "Waiver": "rule answer",
}
"""Answers that are names, choices or addresses: the shape of the file is what tells them."""


@pytest.mark.parametrize(
    "part",
    [
        item
        for item in vars(model).values()
        if isinstance(item, type) and issubclass(item, Part) and item is not Part
    ],
    ids=lambda item: item.__name__,
)
def test_every_answer_in_words_is_looked_at_once(part: type[Part]) -> None:
    hints = typing.get_type_hints(part)
    worded = {
        field.name
        for field in dataclasses.fields(part)
        if hints[field.name] in (str, tuple[str, ...], typing.get_type_hints(model.Duty)["not_relevant"])
    }
    looked_at = [*ANSWERS.get(part, ()), *NOTES.get(part, ()), *TOLD_ELSEWHERE.get(part, ())]
    names = NAMES.get(part.__name__, "").split()
    assert sorted([*looked_at, *names]) == sorted(worded)
