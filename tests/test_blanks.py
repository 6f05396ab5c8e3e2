"""A question with nothing after its colon is an unanswered question: to the model, to the rules and on the page."""

import copy
import random
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eia import source
from eia.check import Settings, check
from eia.findings import Path, Problem, Severity
from eia.library import Library
from eia.model import Assessment
from eia.parts import Part, is_blank
from eia.placing import placed
from eia.schema.tree import Node, Tree
from tests.conftest import ROOT

LIBRARY = Library()
SETTINGS = Settings(date(2026, 11, 22))
ASSESSMENTS = [source.read(file).data for file in sorted((ROOT / "examples" / "assessments").glob("*.yaml"))]
TREES = {name: Tree(LIBRARY.schema(name)) for name in LIBRARY.names()}


@pytest.mark.parametrize("value", [None, "", " \n", [], {}, [None, ""], {"a": None, "b": [{"c": " "}]}])
def test_names_and_dashes_alone_are_blank(value: object) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, False, 0.0, "-", "no", [None, "x"], {"a": [{"b": False}]}])
def test_any_answer_is_not(value: object) -> None:
    assert not is_blank(value)


def bare(value: object) -> object:
    """What a part says, without where it stands."""
    if isinstance(value, Part):
        said = {item.name: bare(getattr(value, item.name)) for item in fields(value) if item.name != "path"}
        return type(value).__name__, said
    if isinstance(value, tuple):
        return [bare(item) for item in value]
    return {key: bare(item) for key, item in value.items()} if isinstance(value, dict) else value


def told(data: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every finding, without where it stands, for which “Action 4” may speak too."""
    document = source.parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode(), "x.yaml")
    assert document.data == data
    form = str(data["form"])
    found = check(document, LIBRARY.form(form), LIBRARY.checker(form).faults, SETTINGS)
    said = ((item.code, item.severity.name, item.state.name, item.message, item.hint) for item in found)
    return sorted(tuple(re.sub(r"\d+", "#", words) for words in row) for row in said)


def nothing(tree: Tree, node: Node, chance: random.Random) -> Any:
    """A blank of the shape that belongs there: as good as nothing, however much of it there is."""
    kinds = tree.kinds(node)
    if chance.random() < 0.4:
        return None
    if "array" in kinds:
        item = tree.child(node, 0) or {}
        return [nothing(tree, item, chance) for _ in range(chance.randint(0, 2))]
    if "object" in kinds:
        names = tree.properties(node)
        return {key: nothing(tree, part, chance) for key, part in names.items() if chance.random() < 0.5}
    return chance.choice((None, ""))


def add_blanks(tree: Tree, value: Any, path: Path, chance: random.Random) -> Iterator[Path]:
    """Put blanks in, anywhere in the data; yields where."""
    node = tree.at(path)
    assert node is not None, path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from add_blanks(tree, item, (*path, key), chance)
        for key, part in tree.properties(node).items():
            if key not in value and chance.random() < 0.3:
                value[key] = nothing(tree, part, chance)
                yield (*path, key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from add_blanks(tree, item, (*path, index), chance)
        while chance.random() < 0.3:
            value.insert(chance.randint(0, len(value)), nothing(tree, tree.child(node, 0) or {}, chance))
            yield path


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(ASSESSMENTS), st.integers(0, 10**9))
def test_blanks_anywhere_change_neither_the_assessment_nor_its_findings(
    data: dict[str, Any], seed: int
) -> None:
    filled = copy.deepcopy(data)
    places = list(add_blanks(TREES[data["form"]], filled, (), random.Random(seed)))
    assert places
    assert bare(Assessment.build(filled)) == bare(Assessment.build(data))
    assert told(filled) == told(data)


def test_what_is_answered_keeps_its_address_beside_what_waits() -> None:
    assessment = Assessment.build(
        {
            "evidence": [{"id": None, "groups": []}, {"id": "visits"}, None],
            "impacts": {"age": [{"direction": None}, {"direction": "none"}], "sex": [{"direction": ""}]},
            "duty": {"age": {"advance": "x", "foster": None}, "race": {"foster": {"limbs": [None]}}},
            "relevance": {"answers": {"a": None, "b": {"answer": None, "reason": " "}, "c": "no"}},
            "answers": {"welsh": None, "signs": "x"},
            "waivers": [{"rule": None, "expires": None}],
        }
    )
    assert [item.path for item in assessment.evidence] == [("evidence", 1)]
    assert list(assessment.impacts) == ["age"]
    assert [effect.path for effect in assessment.effects] == [("impacts", "age", 1)]
    assert [cell.path for cell in assessment.duty.cells] == [("duty", "age", "advance")]
    assert list(assessment.relevance.answers) == ["c"]
    assert assessment.answers == {"signs": "x"}
    assert assessment.waivers == ()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("decision",), 2),
        (("decision", "maker"), 3),
        (("decision", "taken_on"), 2),
        (("evidence",), 4),
        (("evidence", 0), 5),
        (("evidence", 0, "title"), 6),
        (("summary",), 7),
        (("impacts", "age"), 10),
        (("people",), 14),
        (("scope",), 1),
    ],
)
def test_a_question_that_waits_is_told_at_its_own_line(path: Path, line: int) -> None:
    text = (
        "# 1\ndecision:\n  maker:\nevidence:\n  - id:\n    title: ''\nsummary: |\n\nimpacts:\n  age:\n    - direction:\n"
        "# 12\npeople:\n  service_area: Libraries\n"
    )
    document = source.parse(text.encode(), "x.yaml")
    problem = Problem(path, "It is not answered", "Answer it.")
    assert placed(document, "GOV001", Severity.ERROR, problem).span.start.line == line
