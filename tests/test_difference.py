"""What changed between two versions: items are found again wherever they stand, and nothing is missed."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.difference import Kind, differences, of_substance, rewording
from eia.findings import dotted
from eia.substance import fingerprint, tree
from tests.mutations import example

EXAMPLE = "school-improvement-2018"


def told(old: Any, new: Any) -> list[tuple[str, str]]:
    return [(change.kind.value, dotted(change.path)) for change in differences(old, new)]


def test_the_same_answers_set_out_otherwise_are_the_same() -> None:
    data = example(EXAMPLE)
    assert differences(data, dict(reversed(data.items()))) == ()
    assert of_substance(tree(data), data) == of_substance(data, tree(data)) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"summary": "a"}, [("added", "summary")]),
        ({"summary": "a"}, {"summary": " "}, [("removed", "summary")]),
        ({"summary": "a"}, {"summary": "b"}, [("changed", "summary")]),
        ({"summary": "a – b."}, {"summary": "a - b"}, []),
        ({"summary": "a"}, {"summary": ["a"]}, [("changed", "summary")]),
        ({}, {"monitoring": {"review_date": "2027", "statement": ""}}, [("added", "monitoring.review_date")]),
        ({"groups": ["a", "b"]}, {"groups": ["b", "a"]}, []),
        ({"groups": ["a"]}, {"groups": ["b", "a"]}, [("changed", "groups")]),
        ({"groups": ["a"]}, {"groups": []}, [("removed", "groups")]),
        ({"aims": ["a b c", "d e f"]}, {"aims": ["d e f", "a b c"]}, [("moved", "aims")]),
        ({"aims": ["a b c", "d e f"]}, {"aims": ["x y z", "a b c", "d e f"]}, [("added", "aims.0")]),
        ({"aims": ["a b c", "d e f"]}, {"aims": ["d e g"]}, [("changed", "aims.0"), ("removed", "aims.1")]),
        (
            {"relevance": {"answers": {"adverse": "no"}}},
            {"relevance": {"answers": {"adverse": {"answer": "no", "reason": "It is so"}}}},
            [("added", "relevance.answers.adverse.reason")],
        ),
    ],
)
def test_each_answer_is_told_once_at_its_place(old: Any, new: Any, expected: Any) -> None:
    assert told(old, new) == expected


def test_evidence_and_actions_are_found_again_by_their_id() -> None:
    old = {"actions": [{"id": "a", "description": "One thing"}, {"id": "b", "description": "Another"}]}
    new = {
        "actions": [
            {"id": "b", "description": "Another", "due": "2027"},
            {"id": "a", "description": "All new words"},
        ]
    }
    assert told(old, new) == [
        ("added", "actions.0.due"),
        ("changed", "actions.1.description"),
        ("moved", "actions"),
    ]


def test_an_id_used_twice_is_no_guide() -> None:
    old = {
        "actions": [
            {"id": "a", "description": "Ramps for the hall"},
            {"id": "a", "description": "Letters to all"},
        ]
    }
    new = {
        "actions": [
            {"id": "a", "description": "Letters to all"},
            {"id": "a", "description": "Ramps for the hall"},
        ]
    }
    assert told(old, new) == [("moved", "actions")]


def test_an_item_with_another_id_and_other_words_is_another() -> None:
    old = {"actions": [{"id": "a", "description": "Put a ramp at the door of the hall"}]}
    assert told(old, {"actions": [{"id": "b", "description": "Write to every household"}]}) == [
        ("added", "actions.0"),
        ("removed", "actions.1"),
    ]
    assert told(old, {"actions": [{"id": "b", "description": "Put a ramp at the door of the hall"}]}) == [
        ("changed", "actions.0.id")
    ]


def test_the_only_effect_on_a_group_is_the_same_whatever_it_says() -> None:
    old = {"impacts": {"disability": [{"direction": "none", "description": "Nothing changes for anybody"}]}}
    new = {"impacts": {"disability": [{"direction": "negative", "description": "The lift is off after six"}]}}
    assert told(old, new) == [
        ("changed", "impacts.disability.0.direction"),
        ("changed", "impacts.disability.0.description"),
    ]


def test_effects_are_paired_by_what_they_say() -> None:
    first = {"direction": "positive", "description": "Evening readers gain three hours in each week"}
    second = {
        "direction": "negative",
        "description": "The lift is switched off after six for wheelchair users",
    }
    old = {"impacts": {"disability": [first, second]}}
    new = {
        "impacts": {"disability": [{**second, "reach": 40}, {**first, "reach": 90}, {"direction": "none"}]}
    }
    assert told(old, new) == [
        ("added", "impacts.disability.0.reach"),
        ("added", "impacts.disability.1.reach"),
        ("added", "impacts.disability.2"),
        ("moved", "impacts.disability"),
    ]


def test_the_old_place_is_kept_for_what_moved() -> None:
    old = {"evidence": [{"id": "a", "finding": "x"}, {"id": "b", "finding": "y"}]}
    new = {"evidence": [{"id": "b", "finding": "z"}]}
    changed, removed = differences(old, new)
    assert (changed.path, changed.old_path) == (("evidence", 0, "finding"), ("evidence", 1, "finding"))
    assert (removed.kind, removed.old_path) == (Kind.REMOVED, ("evidence", 0))


def test_many_items_are_paired_soon() -> None:
    old = {"aims": [f"aim number {number} of many" for number in range(3_000)]}
    new = {"aims": [f"goal number {number} of many" for number in range(3_000)]}
    assert len(differences(old, new)) == 3_000


def test_what_is_only_recorded_is_no_change_of_substance() -> None:
    data = example(EXAMPLE)
    later = copy.deepcopy(data)
    later["status"] = "superseded"
    later["actions"][0] |= {"status": "dropped", "note": "Not funded"}
    later["decision"]["result"] = "amended"
    assert len(differences(data, later)) == 4
    assert of_substance(data, later) == ()
    assert len(of_substance(data, {**later, "summary": "Other"})) == 1


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 3)
    | st.sampled_from(["a", "b", "a b c", "A", "a-b", " ", "- a."]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "groups", "status", "aims", "email", "impacts", "actions", "duty", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_something_is_told_exactly_when_the_fingerprint_changes(old: Any, new: Any) -> None:
    old, new = (value if isinstance(value, dict) else {"actions": value} for value in (old, new))
    assert bool(of_substance(old, new)) == (fingerprint(old) != fingerprint(new))
    assert differences(old, old) == ()


def test_only_the_words_that_changed_are_shown() -> None:
    told = rewording("It helps all groups a lot – in time.", "It helps disabled pupils a lot, in good time")
    assert told.pieces == (("all groups", "disabled pupils"), ("lot", "lot,"), ("", "good"))
    assert (told.changed, told.total) == (4, 9)


def test_typography_is_no_rewording() -> None:
    assert rewording("“One” – two…", "'One' - two ...").changed == 0


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    told = rewording(old, new)
    assert 0 <= told.changed <= told.total


def test_long_texts_are_compared_soon() -> None:
    old = " ".join(f"word{number % 50} the" for number in range(20_000))
    assert rewording(old, old.replace("word7 ", "word8 ")).changed
