"""Nothing after a colon or a dash is the same as no line at all; only what is essential must be there."""

from collections.abc import Iterator
from typing import Any

import pytest

from eia import resources
from eia.findings import Path
from eia.library import Library
from eia.schema import Checker
from eia.schema.tree import Node, Tree
from eia.source import parse
from eia.specimen import kind_of

LIBRARY = Library()
FORMS = LIBRARY.names()
HEAD = {"eia": 1, "form": "bedford", "id": "x", "kind": "full", "status": "draft"}


def head(form: str) -> dict[str, object]:
    """What a file on the form cannot do without."""
    return {**HEAD, "form": form, "kind": kind_of(LIBRARY.form(form))}


WAIVER = {"rule": "IMP016", "reason": "None held", "by": "Director", "expires": "2027-01-01"}


def answers(tree: Tree, node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every answer that the schema knows, with its path; the first item of each list."""
    for key, part in tree.properties(node).items():
        yield (*path, key), part
        yield from answers(tree, part, (*path, key))
    item = tree.child(node, 0)
    if item is not None:
        yield (*path, 0), item
        yield from answers(tree, item, (*path, 0))


def within(path: Path, value: Any) -> Any:
    """Data with `value` at `path`, and nothing else but what the things around it cannot do without."""
    for key in reversed(path):
        value = [value] if isinstance(key, int) else {key: value}
    return value


@pytest.mark.parametrize("form", FORMS)
def test_every_answer_but_the_essential_may_be_blank(form: str) -> None:
    tree, checker = Tree(LIBRARY.schema(form)), LIBRARY.checker(form)
    tried = 0
    for path, node in answers(tree, tree.root):
        if len(path) == 1 and path[0] in HEAD:
            continue
        tried += 1
        assert tree.may_be_blank(node) is not (path[:1] == ("waivers",) and path[-1] in WAIVER), path
        assert checker.faults({**head(form), **within(path, None)}) == (), path
    assert tried > 250


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", HEAD)
def test_what_a_file_cannot_do_without_is_missing_when_it_is_blank(form: str, name: str) -> None:
    (fault,) = LIBRARY.checker(form).faults({**head(form), name: None})
    assert (fault.code, fault.problem.path) == ("SCH002", (name,))
    assert fault.problem.message.endswith(" is missing")
    assert f"`{name}:" in fault.problem.hint
    assert not {"null", "None"} & set(f"{fault.problem.message} {fault.problem.hint}".split())


def test_it_is_told_on_its_own_line() -> None:
    document = parse(b"eia: 1\nform: bedford\nid: x\nkind:\nstatus: draft\n", "")
    (fault,) = LIBRARY.checker("bedford").faults(document.data)
    assert document.span_of(fault.problem.path).start.line == 4


@pytest.mark.parametrize("name", WAIVER)
def test_a_waiver_with_a_blank_in_it_is_told(name: str) -> None:
    (fault,) = LIBRARY.checker("bedford").faults({**HEAD, "waivers": [{**WAIVER, name: None}]})
    assert (fault.code, fault.problem.path) == ("SCH002", ("waivers", 0, name))


@pytest.mark.parametrize(
    "more",
    [
        {"waivers": [dict.fromkeys(WAIVER), WAIVER]},
        {"waivers": [{"rule": None}, {}, None, {"rule": "", "reason": " "}]},
        {"approvals": [{}, {"role": None, "person": {"job_title": None}}]},
        {"relevance": {"answers": {"adverse": {"answer": None}}}},
        {"evidence": [None, None, {"id": None, "groups": [None, None, "age"]}]},
        {"scope": {"groups_affected": [None, "age", None]}},
        {"impacts": {"age": [None], "sex": None, "race": [{"direction": None, "actions": []}]}},
    ],
    ids=lambda more: "-".join(more),
)
def test_what_waits_to_be_filled_in_is_not_told(more: dict[str, Any]) -> None:
    assert LIBRARY.checker("bedford").faults(HEAD | more) == ()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"evidence": [{"id": None, "titel": None}]}, [("SCH001", ("evidence", 0, "titel"))]),
        ({"waivers": [{"rul": None}]}, [("SCH001", ("waivers", 0, "rul"))]),
        (
            {"scope": {"groups_affected": [None, "age", None, "age"]}},
            [("SCH006", ("scope", "groups_affected", 3))],
        ),
        ({"actions": [{"status": "later"}]}, [("SCH004", ("actions", 0, "status"))]),
        ({"approvals": [{"result": "noted"}]}, [("SCH002", ("approvals", 0, "role"))]),
    ],
)
def test_what_is_wrong_beside_a_blank_is_told(more: dict[str, Any], told: list[tuple[str, Path]]) -> None:
    faults = LIBRARY.checker("bedford").faults(HEAD | more)
    assert [(fault.code, fault.problem.path) for fault in faults] == told


def test_the_settings_of_a_form_and_of_a_project_keep_their_own_blanks() -> None:
    """In a form a blank takes away what is inherited, where that can be done; elsewhere it is told."""
    form, project = (Checker(resources.schema(name)) for name in ("form", "project"))
    assert form.faults({"form": "x", "levels": None}) == ()
    assert [fault.code for fault in form.faults({"form": "x", "extends": None})] == ["SCH003"]
    assert [fault.code for fault in project.faults({"eia": 1, "assessments": None})] == ["SCH003"]
    assert [fault.code for fault in project.faults({"eia": 1, "assessments": [None]})] == ["SCH003"]


def test_an_editor_puts_in_a_value_of_the_kind_that_belongs_and_names_the_blank_last() -> None:
    tree = Tree(LIBRARY.schema("bedford"))
    for _, node in answers(tree, tree.root):
        kinds = tree.get(node, "type")
        assert kinds is None or kinds[0] != "null"
        choices = tree.get(node, "enum") or ()
        assert None not in choices[:-1]


def test_the_core_schema_itself_is_as_strict_as_ever() -> None:
    core = Tree(resources.schema("assessment"))
    assert not any(core.may_be_blank(node) for _, node in answers(core, core.root))
