"""One form's schema: its groups, questions, choices, labels and guidance in the core's places."""

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eia import resources
from eia.form import Choice, Field, Form, Group, OwnQuestion, Question, Role
from eia.library import Library
from eia.schema import Checker, compose
from eia.schema.tree import Tree, parts

CORE = resources.schema("assessment")
FORM = Form(
    key="trust",
    name="Trust’s form",
    groups={
        "age": Group("age", "Age", "statutory", ("eliminate", "advance"), definition="People of an age."),
        "staff": Group("staff", "Our staff", aims=()),
    },
    aims={
        "eliminate": Choice("eliminate", "Eliminate", "Section 149(1)(a)."),
        "advance": Choice("advance", "Advance"),
    },
    limbs={"advance": {"meet_needs": Choice("meet_needs", "Meet needs")}},
    directions={"negative": Choice("negative", "Loss", "People lose.")},
    questions={"people": Question("people", "Does it affect people?", guidance="Think of carers.")},
    relevance_outcomes={"full_needed": Choice("full_needed", "Go on")},
    outcomes={"stop": Choice("stop", "Stop it")},
    action_categories={"other": Choice("other", "Other actions")},
    roles={"board": Role("board", "The board")},
    kinds={"full": Choice("full", "Whole form"), "mini": Choice("mini", "Unknown to the core")},
    statuses={"draft": Choice("draft", "In work"), "approved": Choice("approved", "Signed")},
    fields={
        "summary": Field("In short", "A page at most."),
        "impacts.*.*.description": Field("What happens"),
        "impacts.staff.*.description": Field("What happens to staff"),
        "evidence.*.title": Field("Where from", "Name it."),
        "actions.*.owner": Field("By whom"),
    },
    answers={"welsh": OwnQuestion("Effect on the Welsh language", "Good or bad.")},
)


@pytest.fixture(scope="module")
def tree() -> Tree:
    return Tree(compose(CORE, FORM))


def said(tree: Tree, *path: str | int) -> tuple[str, str]:
    node = tree.at(path)
    assert node is not None
    return tree.title(node), tree.get(node, "description")


def enum(tree: Tree, *path: str | int) -> tuple[Any, Any]:
    """The choices with what is said of each; the blank that stands last among them left out."""
    node = tree.at(path)
    assert node is not None
    keys, labels = tree.get(node, "enum"), tree.get(node, "enumDescriptions")
    if keys and keys[-1] is None:
        assert labels is None or labels[-1] == "Not answered yet"
        return keys[:-1], labels and labels[:-1]
    return keys, labels


def test_the_core_is_not_changed_and_the_result_is_always_the_same() -> None:
    before = copy.deepcopy(CORE)
    first, second = compose(CORE, FORM), compose(CORE, FORM)
    assert before == CORE
    assert json.dumps(first) == json.dumps(second)
    Draft202012Validator.check_schema(first)


def test_a_label_takes_the_place_of_the_title_and_guidance_joins_the_teaching(tree: Tree) -> None:
    title, description = said(tree, "summary")
    assert title == "In short"
    assert description == f"{CORE['properties']['summary']['description']}\n\nA page at most."
    assert said(tree, "evidence", 0, "title")[0] == "Where from"
    assert said(tree, "actions", 0, "owner")[0] == "By whom"
    assert said(tree, "actions", 0, "owner", "name") == said(tree, "people", "owner", "name")


def test_an_answer_can_be_called_otherwise_for_one_group(tree: Tree) -> None:
    assert said(tree, "impacts", "age", 0, "description")[0] == "What happens"
    assert said(tree, "impacts", "staff", 0, "description")[0] == "What happens to staff"
    assert said(tree, "impacts", "staff", 0, "level") == said(tree, "impacts", "age", 0, "level")


def test_each_group_is_a_name_an_editor_can_offer(tree: Tree) -> None:
    impacts = tree.at(("impacts",))
    assert impacts is not None
    assert list(tree.properties(impacts)) == ["age", "staff"]
    assert impacts["additionalProperties"] is False
    assert impacts["x-told-by"] == "IMP014"
    title, description = said(tree, "impacts", "age")
    assert title == "Age"
    assert description.endswith("\n\nPeople of an age.")


def test_the_duty_has_the_aims_that_each_group_can_have(tree: Tree) -> None:
    duty = tree.at(("duty",))
    assert duty is not None
    assert list(tree.properties(duty)) == ["not_relevant", "age"]
    for row in ("not_relevant", "age"):
        node = tree.at(("duty", row))
        assert node is not None
        assert list(tree.properties(node)) == ["eliminate", "advance"]
    title, description = said(tree, "duty", "age", "eliminate")
    assert title == "Eliminate"
    assert description.startswith(CORE["$defs"]["duty_cell"]["description"])
    assert description.endswith("\n\nSection 149(1)(a).")
    assert enum(tree, "duty", "age", "advance", "limbs", 0) == (["meet_needs"], ["Meet needs"])


def test_each_question_of_the_relevance_test_has_its_text_and_guidance(tree: Tree) -> None:
    answers = tree.at(("relevance", "answers"))
    assert answers is not None
    assert list(tree.properties(answers)) == ["people"]
    assert answers["additionalProperties"] is False
    title, description = said(tree, "relevance", "answers", "people")
    assert title == "Does it affect people?"
    assert description.startswith("Think of carers.\n\n")
    assert "`{answer: no, reason: …}`" in description


def test_a_question_of_the_form_alone_has_its_wording(tree: Tree) -> None:
    assert said(tree, "answers", "welsh") == ("Effect on the Welsh language", "Good or bad.\n\nThe answer.")


@pytest.mark.parametrize(
    ("path", "keys", "labels"),
    [
        (("form",), ["trust"], ["Trust’s form"]),
        (("kind",), ["full"], ["Whole form"]),
        (("status",), ["draft", "approved"], ["In work", "Signed"]),
        (("relevance", "outcome"), ["full_needed"], ["Go on"]),
        (("recommendation", "outcome"), ["stop"], ["Stop it"]),
        (("actions", 0, "category"), ["other"], ["Other actions"]),
        (("approvals", 0, "role"), ["board"], ["The board"]),
        (("impacts", "age", 0, "direction"), ["negative"], ["Loss\n\nPeople lose."]),
        (
            ("impacts", "age", 0, "residual", "direction"),
            ["negative"],
            ["Loss\n\nPeople lose."],
        ),
        (
            ("impacts", "age", 0, "aim"),
            ["eliminate", "advance"],
            ["Eliminate\n\nSection 149(1)(a).", "Advance"],
        ),
        (("evidence", 0, "groups", 0), ["age", "staff"], ["Age\n\nPeople of an age.", "Our staff"]),
    ],
)
def test_choices_are_the_forms_with_their_labels(
    tree: Tree, path: tuple[str | int, ...], keys: list[str], labels: list[str]
) -> None:
    assert enum(tree, *path) == (keys, labels)


def test_a_form_without_a_scale_leaves_it_open(tree: Tree) -> None:
    assert enum(tree, "impacts", "age", 0, "level") == (None, None)
    assert enum(tree, "impacts", "age", 0, "likelihood") == (None, None)


def test_a_form_that_asks_no_questions_of_its_own_takes_no_answers() -> None:
    data = {"eia": 1, "form": "bare", "id": "x", "kind": "full", "status": "draft", "answers": {"a": "b"}}
    faults = Checker(compose(CORE, Form("bare", "Bare"))).faults(data)
    assert [(fault.code, fault.problem.path) for fault in faults] == [("SCH001", ("answers", "a"))]


def test_no_wording_of_the_core_is_lost_where_the_form_adds_none(tree: Tree) -> None:
    core = Tree(CORE)
    for path in (
        ("activity", "title"),
        ("decision", "maker"),
        ("evidence", 0, "finding"),
        ("waivers", 0, "by"),
    ):
        assert said(tree, *path) == said(core, *path)


@pytest.mark.parametrize("name", Library().names())
def test_every_form_offers_its_groups_questions_and_choices(name: str) -> None:
    library = Library()
    form, tree = library.form(name), Tree(library.schema(name))
    impacts, answers = tree.at(("impacts",)), tree.at(("relevance", "answers"))
    assert impacts is not None
    assert answers is not None
    assert list(tree.properties(impacts)) == list(form.groups)
    assert list(tree.properties(answers)) == list(form.questions)
    assert enum(tree, "recommendation", "outcome")[0] == list(form.outcomes)
    for pattern, meaning in form.fields.items():
        if "*" not in pattern:
            assert said(tree, *pattern.split("."))[0] == meaning.label


def test_descriptions_are_plain_text() -> None:
    for name in Library().names():
        for place, part in parts(Library().schema(name)):
            assert "<" not in part.get("description", ""), place
            assert "](" not in part.get("description", ""), place
