"""Answers too short, pasted twice, or with the form's own words in them: what the rules' pages do not show."""

import pytest

from tests.rules.finding import find

PARAGRAPH = (
    "Schools are visited each term and asked about the progress of every group and the help it gets, and where a gap"
    " widens the adviser and the head teacher agree within a month what is to be done about it."
)


@pytest.mark.parametrize("direction", ["none", "unknown"])
def test_reasons_for_no_impact_are_left_to_their_own_rule(direction: str) -> None:
    assert find("TXT002", f"impacts:\n  age:\n    - {{direction: {direction}, description: No effect}}") == []


@pytest.mark.parametrize(
    ("words", "is_short"),
    [
        ("Deaf users lose the signed tour.", False),
        ("Women gain a reading group after work.", False),
        ("Users lose out.", True),
        ("This is good for women.", True),
        ("Positive impact for all the women there.", True),
        ("The women who come after work are pleased.", False),
    ],
)
def test_an_explanation_may_be_brief_when_it_tells_an_effect(words: str, is_short: bool) -> None:
    found = find("TXT002", f"impacts:\n  sex:\n    - {{direction: positive, description: {words}}}")
    assert [told.line for told in found] == ([3] if is_short else [])


@pytest.mark.parametrize("words", ["TBC", "N/A", "To follow", "See above"])
def test_what_stands_in_for_an_answer_is_not_told_as_short(words: str) -> None:
    assert find("TXT002", f"activity: {{description: {words}}}\nsummary: {words}") == []


def test_a_screening_has_no_summary_to_be_short() -> None:
    assert find("TXT002", "kind: screening\nsummary: Nothing found.") == []
    assert len(find("TXT002", "summary: Nothing found.")) == 1


def test_a_short_answer_is_quoted_with_its_number_of_words() -> None:
    [told] = find("TXT002", "impacts:\n  sex:\n    - direction: positive\n      description: Positive")
    assert (told.line, told.message) == (4, "“Sex: Explanation” has only 1 word (“Positive”)")


@pytest.mark.parametrize(
    "words",
    [
        "WHAT IS PROPOSED, why and what changes from today! Four libraries close.",
        "What is proposed,\n    why, and what changes from today",
        "Women and men; girls and boys. Women who are pregnant or who have given birth in the last 26 weeks.",
        "Residents (please describe) gain.",
    ],
)
def test_guidance_is_known_whatever_its_capitals_and_line_ends(words: str) -> None:
    [told] = find("TXT003", f"activity:\n  description: |\n    {words}")
    assert told.message.startswith("“Description of the activity” has words of the form in it")


@pytest.mark.parametrize(
    "words",
    [
        "What is proposed changes little from today.",
        "Letters to residents say what will be done, by whom and when.",
        "People of a particular age were asked.",
    ],
)
def test_words_that_the_form_also_uses_are_the_officer_s_own(words: str) -> None:
    assert find("TXT003", f"activity:\n  description: {words}") == []


def test_the_question_of_another_form_is_no_guidance_here() -> None:
    text = "scope:\n  affected: Who is / will be impacted by the activity's aims and outcomes? Residents."
    assert len(find("TXT003", text, form="bedford")) == 1
    assert find("TXT003", text, form="england") == []


def test_a_paragraph_is_told_at_the_later_answer_with_every_earlier_one() -> None:
    text = f"""
        scope:
          explanation: {PARAGRAPH}
        engagement:
          - findings: {PARAGRAPH}
        summary: |
          Something else comes first.

          {PARAGRAPH}
    """
    first, second = find("TXT004", text)
    assert (first.line, second.line) == (4, 8)
    assert (
        "“What people said” (number 1) repeats a paragraph of “How those groups are affected”"
        in first.message
    )
    assert (
        "paragraph of “How those groups are affected” and “What people said” (number 1): “Schools"
        in second.message
    )


def pasted(one: str, other: str) -> str:
    return f"{one}\n{other}".replace("PARAGRAPH", PARAGRAPH)


@pytest.mark.parametrize(
    "text",
    [
        pasted("impacts:\n  age:\n    - description: PARAGRAPH", "  sex:\n    - description: PARAGRAPH"),
        pasted("actions:\n  - description: PARAGRAPH", "  - description: PARAGRAPH"),
        pasted("activity: {description: 'PARAGRAPH'}", "actions:\n  - description: PARAGRAPH"),
        pasted("summary: PARAGRAPH", "monitoring: {statement: 'PARAGRAPH'}"),
        pasted("duty:\n  age: {advance: 'PARAGRAPH'}", "  sex: {advance: 'PARAGRAPH'}"),
    ],
)
def test_what_other_rules_tell_is_not_told_again(text: str) -> None:
    assert find("TXT004", text) == []


def test_short_paragraphs_and_the_duty_itself_may_be_said_twice() -> None:
    duty = (
        "Regard was had to the need to eliminate discrimination, harassment, victimisation and any other conduct"
        " prohibited by the Act, to advance equality of opportunity and to foster good relations between people."
    )
    for words in (duty, "The visits are made each term by the adviser of the school."):
        assert find("TXT004", f"scope: {{explanation: '{words}'}}\nsummary: {words}") == []


def test_a_paragraph_with_other_words_here_and_there_is_still_the_same() -> None:
    changed = PARAGRAPH.replace("every group", "all groups")
    assert len(find("TXT004", f"scope: {{explanation: '{PARAGRAPH}'}}\nsummary: {changed}")) == 1
