"""The recommendation and the decision: what the rules' pages do not show."""

from dataclasses import replace
from textwrap import dedent

import pytest

from eia.form import Choice, Form
from tests.rules.finding import find, library

LOSS = """
impacts:
  disability:
    - direction: negative
      description: Wheelchair users lose the step-free entrance.
      actions: [ramp]
"""


def recommending(outcome: str, *parts: str) -> str:
    """An assessment that recommends `outcome`, on the first two lines; then the parts."""
    return f"recommendation:\n  outcome: {outcome}\n" + "\n".join(dedent(part).strip("\n") for part in parts)


def form_with(name: str, **changes: object) -> Form:
    return replace(library().form(name), **changes)  # type: ignore[arg-type]  # fields of a form, by name


# DEC001


def test_every_outcome_of_the_form_is_offered_when_none_is_chosen() -> None:
    [told] = find("DEC001", "summary: A summary.", form="bedford")
    assert told.line == 1
    for choice in library().form("bedford").outcomes.values():
        assert f"`{choice.key}` ({choice.label})" in told.hint


def test_a_form_without_outcomes_asks_for_none() -> None:
    assert find("DEC001", "summary: A summary.", form=form_with("england", outcomes={})) == []


def test_a_screening_recommends_nothing() -> None:
    assert find("DEC001", "kind: screening") == []


# DEC002 and DEC003


def test_a_loss_that_nothing_answers_contradicts_no_change() -> None:
    [told] = find("DEC002", recommending("no_change", LOSS.replace("actions: [ramp]", "reach: 40")))
    assert told.line == 2
    assert told.message == (
        "The recommendation is “No major change needed”, but a negative impact remains for Disability"
    )
    assert "“Adjust the activity” or “Continue despite a negative impact”" in told.hint


def test_the_form_s_own_words_are_used() -> None:
    [told] = find("DEC002", recommending("no_change", LOSS), form="bedford")
    assert "“No major change required”" in told.message


def test_a_gain_that_turns_into_a_loss_counts_and_an_unknown_does_not() -> None:
    turned = """
        impacts:
          age:
            - {direction: positive, description: More visits., residual: {direction: negative}}
          race:
            - {direction: unknown, description: Nothing is known.}
    """
    [told] = find("DEC002", recommending("no_change", turned))
    assert "remains for Age" in told.message
    assert "Race" not in told.message


def test_each_group_whose_loss_is_not_justified_is_named_once() -> None:
    losses = """
        impacts:
          sex:
            - {direction: negative, description: Women wait longer., justification: It buys forty more places.}
            - {direction: negative, description: Women travel further., justification: N/A}
          age:
            - {direction: negative, description: Older people wait longer.}
            - {direction: negative, description: Older people travel further.}
          race:
            - {direction: negative, description: Letters are in English., residual: {direction: none}}
    """
    [told] = find("DEC003", recommending("justify_continue", losses))
    assert told.line == 2
    assert told.message == (
        "The recommendation is “Continue despite a negative impact”,"
        " but the negative impact on Age and Sex is not justified"
    )


def test_a_justification_is_not_asked_for_when_the_activity_is_adjusted() -> None:
    assert find("DEC003", recommending("adjust", LOSS)) == []


# DEC004 and DEC005


@pytest.mark.parametrize(
    "done",
    ["changes_made: [The desk opens at nine.]", "changes_made: []\nactions: [{description: Move the desk.}]"],
)
def test_either_a_change_or_an_action_is_an_adjustment(done: str) -> None:
    text = "recommendation:\n  outcome: adjust\n  " + done
    assert find("DEC004", text) == []


def test_blank_changes_are_no_changes() -> None:
    [told] = find("DEC004", 'recommendation:\n  outcome: adjust\n  changes_made: ["", " "]')
    assert told.line == 3


def test_an_activity_adopted_with_amendments_was_not_stopped_either() -> None:
    [told] = find("DEC005", recommending("stop", "decision:\n  result: amended"))
    assert told.line == 4
    assert told.message.endswith("but the decision was to adopt it with amendments")


@pytest.mark.parametrize("result", ["deferred", "rejected"])
def test_an_activity_that_does_not_go_ahead_was_stopped(result: str) -> None:
    assert find("DEC005", recommending("stop", f"decision: {{result: {result}}}")) == []


def test_any_other_recommendation_may_be_adopted() -> None:
    assert find("DEC005", recommending("adjust", "decision: {result: adopted}")) == []


# DEC006


def test_missing_reasons_are_told_once_there_is_a_recommendation() -> None:
    [told] = find("DEC006", recommending("no_change"))
    assert told.line == 1
    assert told.message == "“Reasons for the recommendation” is not answered"
    assert find("DEC006", "summary: A summary.") == []


def test_reasons_of_the_asked_for_length_are_enough_and_the_form_sets_it() -> None:
    nineteen = "recommendation:\n  outcome: no_change\n  rationale: " + " ".join(["word"] * 19)
    assert len(find("DEC006", nineteen)) == 1
    assert find("DEC006", f"{nineteen} word") == []
    assert len(find("DEC006", f"{nineteen} word", form=with_parameter("DEC006", "minimum_words", 30))) == 1


def test_a_placeholder_is_left_to_the_rule_on_placeholders() -> None:
    text = "recommendation:\n  outcome: no_change\n  rationale: TBC"
    assert find("DEC006", text) == []
    assert len(find("TXT001", text)) == 1


def with_parameter(code: str, name: str, value: int) -> Form:
    form = library().form("england")
    setting = replace(form.rules[code], parameters={**form.rules[code].parameters, name: value})
    return replace(form, rules={**form.rules, code: setting})


# DEC007

MIXED = """
impacts:
  age:
    - {direction: negative, description: Older people lose the late bus.}
  disability:
    - {direction: negative, description: Ramps are closed for a month., residual: {direction: none}}
  gender_reassignment:
    - {direction: none, description: Nothing changes.}
  marriage_civil_partnership:
    - {direction: none, description: Nothing changes.}
  pregnancy_maternity:
    - {direction: unknown, description: Nobody has counted.}
  race:
    - {direction: positive, description: Signs come in six languages.}
  religion_belief:
    - {direction: none, description: Nothing changes.}
  sex:
    - {direction: positive, description: Women feel safer at the stop.}
  sexual_orientation:
    - {direction: none, description: Nothing changes.}
"""
GAINS = MIXED.replace("direction: negative", "direction: positive").replace(
    "direction: unknown", "direction: positive"
)


@pytest.mark.parametrize(
    ("summary", "fact"),
    [
        ("There is no negative impact.", "a negative impact remains for Age"),
        ("No one will be disadvantaged by the change.", "a negative impact remains for Age"),
        ("The change will not have an adverse effect on any group.", "a negative impact remains for Age"),
        ("No adverse impact on older people was found.", "a negative impact remains for Age"),
        ("The impact is wholly positive.", "a negative impact remains for Age"),
        ("It will have a positive effect on protected groups.", "a negative impact remains for Age"),
        ("It will have a positive impact on all groups.", "there is no impact on Gender reassignment"),
        ("No negative impact on pregnant women.", "the impact on Pregnancy and maternity is not yet known"),
        ("The new route benefits everyone and is good for everyone.", "a negative impact remains for Age"),
        ("No negative impact except on disabled people.", "a negative impact remains for Age"),
        ("Fares rise, but no group will be disadvantaged.", "a negative impact remains for Age"),
    ],
)
def test_a_claim_that_the_impacts_do_not_bear_out_is_told_with_what_stands_against_it(
    summary: str, fact: str
) -> None:
    [told] = find("DEC007", f"summary: {summary}\n{MIXED.strip()}")
    assert told.line == 1
    assert "“Summary of the analysis” says “" in told.message
    assert fact in told.message


@pytest.mark.parametrize(
    "summary",
    [
        "Older people lose the late bus.",
        "It will have a positive effect on people who do not read English.",
        "There is no negative impact on race.",
        "No adverse impact was found for women, but older people lose the late bus.",
        "Older people lose out, although no disadvantage to other faiths, such as Sikhs, was found.",
        "The effect on protected groups is not only positive.",
        "There is no positive effect on protected groups.",
        "Apart from older people and pregnant women, no group will be disadvantaged.",
        "No disabled person will be worse off once the ramps are open; no adverse impact on disability remains.",
        "Positive feedback came from all groups.",
        "Apart from a few who said so themselves, no group will be disadvantaged.",
        "A positive outcome depends on all groups being told.",
    ],
)
def test_a_sentence_that_the_impacts_bear_out_is_left_alone(summary: str) -> None:
    assert find("DEC007", f"summary: {summary}\n{MIXED.strip()}") == []


def test_what_is_said_of_everybody_may_be_said_when_it_is_true() -> None:
    text = "summary: No negative impact was found, and the change is good for protected groups.\n"
    assert find("DEC007", text + GAINS.strip()) == []


def test_the_reasons_for_the_recommendation_are_held_to_the_impacts_too() -> None:
    text = "recommendation:\n  outcome: adjust\n  rationale: No adverse impact was found.\n"
    [told] = find("DEC007", text + MIXED.strip())
    assert told.line == 3
    assert told.message.startswith("“Reasons for the recommendation” says “No adverse impact was found”, but")


def test_the_very_sentence_is_pointed_at() -> None:
    text = """
        summary: |
          The route changes in May.

          Members asked for it, although the operator’s trial was short, and no negative
          impact is expected for anybody.
    """
    [told] = find("DEC007", dedent(text) + MIXED.strip())
    assert told.line == 4
    assert "“the operator’s trial was short, and no negative impact is expected for anybody”" in told.message


def test_a_group_that_the_form_does_not_require_need_not_be_assessed() -> None:
    rows = GAINS.strip()
    assert (
        find("DEC007", f"summary: No negative impact was found for any group.\n{rows}", form="bedford") == []
    )


# DEC008


def test_an_effect_that_actions_bring_down_is_no_longer_high() -> None:
    row = """
        impacts:
          age:
            - {direction: negative, level: high, description: Help is lost.,
               residual: {direction: negative, level: low}}
    """
    assert find("DEC008", recommending("adjust", row)) == []
    assert len(find("DEC008", recommending("adjust", row.replace("level: low", "level: high")))) == 1


def test_on_a_scale_of_five_the_two_highest_are_high() -> None:
    levels = {f"l{weight}": Choice(f"l{weight}", str(weight), weight=weight) for weight in range(1, 6)}
    form = form_with("england", levels=levels)
    assert [key for key in levels if form.is_high(key)] == ["l4", "l5"]
    assert not form.is_high("medium-ish")


def test_one_option_is_not_a_choice_and_an_empty_one_is_none() -> None:
    one = 'options:\n  - title: Do it\n  - id: blank\n    title: ""'
    [told] = find("DEC008", recommending("justify_continue", LOSS, one))
    assert told.message.endswith("but only one way is described")
    assert "2 or more ways" in told.hint


def test_no_alternative_is_asked_for_when_nobody_loses_in_the_end() -> None:
    row = LOSS.replace("actions: [ramp]", "residual: {direction: none}")
    assert find("DEC008", recommending("justify_continue", row)) == []


# DEC010 and DEC011


@pytest.mark.parametrize("chosen", ["stop", "adjust"])
def test_what_changed_is_not_asked_for_twice(chosen: str) -> None:
    assert find("DEC010", recommending(chosen)) == []


def test_continuing_despite_a_loss_has_to_say_what_changed_or_why_nothing_did() -> None:
    [told] = find("DEC010", recommending("justify_continue", LOSS))
    assert told.line == 1


def test_each_consultation_that_is_not_over_is_told() -> None:
    rounds = """
        engagement:
          - {title: Survey, status: planned}
          - {title: Meetings, status: done}
          - {status: open}
    """
    first, second = find("DEC011", recommending("adjust", rounds))
    assert (first.line, first.message) == (4, "A recommendation is made, but “Survey” is still to come")
    assert (second.line, second.message) == (6, "A recommendation is made, but a consultation is still open")


def test_a_consultation_may_be_open_before_anything_is_recommended() -> None:
    assert find("DEC011", "engagement: [{title: Survey, status: open}]") == []
