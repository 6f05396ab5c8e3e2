"""What a checker promises, beyond the words in `told/`."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from eia.library import Library
from eia.schema import Checker, Fault
from eia.schema.reference import errors
from eia.schema.tell import Teller
from eia.schema.tree import Tree
from eia.source import Document
from tests.started import loaded_by

Whole = Callable[[str], Document]


def codes(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.code, ".".join(map(str, fault.problem.path))) for fault in faults]


def test_the_reference_is_imported_only_when_there_is_something_to_tell() -> None:
    checker = (
        "from eia.schema import Checker\n"
        "checker = Checker({'type': 'object', 'title': 'X', 'description': 'X.'})\n"
    )
    assert "jsonschema" not in loaded_by(f"{checker}checker.faults({{}})")
    assert "jsonschema" in loaded_by(f"{checker}checker.faults([])")


def test_nothing_heavy_is_imported_before_the_first_check() -> None:
    loaded = loaded_by("import eia.schema")
    assert "eia.schema" in loaded
    assert not {"jsonschema", "jsonschema_rs"} & loaded


def test_words_that_a_rule_tells_of_are_left_to_the_rule(whole: Whole, library: Library) -> None:
    document = whole(
        "actions: [{due: Ongoing}]\n"
        "monitoring: {review_date: Monthly and termly}\n"
        "dates: {started: summer}\n"
        "evidence: [{date: last year, groups: [agee]}]\n"
        "relevance: {answers: {adverse: perhaps, aims: {answer: perhaps}}}\n"
        "impacts: {agee: [{direction: sideways}], age: [{direction: sideways, level: x, aim: y}]}\n"
        "duty: {agee: {advance: x}, age: {advanced: x, advance: {limbs: [z]}}, not_relevant: {x: y}}\n"
    )
    assert library.checker("bedford").faults(document.data) == ()


def test_the_wrong_kind_of_thing_is_told_even_where_a_rule_tells_the_words(
    whole: Whole, library: Library
) -> None:
    document = whole(
        "actions: [{due: [2026]}]\n"
        "monitoring: {review_date: {month: 5}}\n"
        "relevance: {answers: {adverse: [perhaps], aims: {answer: 3}}}\n"
        "impacts: {age: [{direction: [negative]}]}\n"
        "duty: {age: {advance: {limbs: meet_needs}}}\n"
    )
    assert codes(library.checker("bedford").faults(document.data)) == [
        ("SCH003", "actions.0.due"),
        ("SCH003", "monitoring.review_date"),
        ("SCH003", "relevance.answers.adverse"),
        ("SCH003", "relevance.answers.aims.answer"),
        ("SCH003", "impacts.age.0.direction"),
        ("SCH003", "duty.age.advance.limbs"),
    ]


def test_a_misspelt_name_is_not_told_a_second_time_as_missing(library: Library) -> None:
    data = {"eia": 1, "form": "bedford", "id": "x", "Kind": "full", "stauts": "draft"}
    faults = library.checker("bedford").faults(data)
    assert codes(faults) == [("SCH001", "Kind"), ("SCH001", "stauts")]
    assert [fault.problem.at_name for fault in faults] == [True, True]


def test_faults_come_in_the_order_of_the_file(library: Library) -> None:
    data: dict[str, Any] = {"status": "x", "summary": [], "kind": "y", "eia": 1, "form": "bedford", "zz": 1}
    assert [path for _, path in codes(library.checker("bedford").faults(data))] == [
        "status",
        "summary",
        "kind",
        "zz",
        "id",
    ]


def test_data_is_not_changed(library: Library) -> None:
    data = {"eia": 1, "form": "bedford", "id": "x", "kind": "full", "status": "draft", "actions": [{"x": 1}]}
    before = repr(data)
    library.checker("bedford").faults(data)
    assert repr(data) == before


@pytest.mark.parametrize("data", [[], "text", None, 3, True])
def test_a_whole_that_is_no_assessment_is_told_at_the_top(data: object, library: Library) -> None:
    assert codes(library.checker("bedford").faults(data)) == [("SCH003", "")]


def test_text_that_is_not_unicode_and_deep_nesting_do_not_fail(library: Library) -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    data = {"eia": 1, "form": "bedford", "id": "x", "kind": "full", "status": "draft"}
    checker = library.checker("bedford")
    assert codes(checker.faults(data | {"summary": deep})) == [("SCH003", "summary")]
    assert checker.faults(data | {"summary": "\ud800"}) == ()
    assert codes(checker.faults(data | {"\ud800": "x"})) == [("SCH001", "\ud800")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"actions": [{f"name{number}": "x" for number in range(20)} for _ in range(2000)]},
        {"evidence": [{"groups": [{"a": number % 1990} for number in range(2000)]}]},
        {"k" * 900_000: "x"},
        {"recommendation": {"outcome": "no change " * 90_000}},
        {"people": {"lead_officer": "a@" * 400_000}},
        {"scope": {"staff": "1," * 400_000}},
    ],
    ids=["names", "repeated", "name", "choice", "person", "number"],
)
def test_the_largest_files_are_told_in_good_time_and_not_without_end(
    wrong: dict[str, Any], library: Library
) -> None:
    data = {"eia": 1, "form": "bedford", "id": "x", "kind": "full", "status": "draft", **wrong}
    checker = library.checker("bedford")
    started = time.process_time()
    faults = checker.faults(data)
    assert time.process_time() - started < 5
    assert 1 <= len(faults) <= 101
    if len(faults) == 101:
        assert faults[-1].problem.message == "More is wrong than is told here"
    assert all(len(fault.problem.message) < 400 for fault in faults)


@pytest.mark.parametrize(
    ("rules", "value"),
    [
        ({"multipleOf": 5}, 7),
        ({"format": "date", "not": {"const": "x"}}, "x"),
        ({"contains": {"const": "a"}}, ["b"]),
        ({"minContains": 1, "contains": {"const": 1}}, []),
        ({"exclusiveMinimum": 5}, 5),
        ({"propertyNames": {"not": {"const": "a"}}}, {"a": 1}),
        ({"pattern": "^[0-9]{2}$"}, "x"),
    ],
)
def test_a_keyword_without_words_of_its_own_still_makes_a_sentence(rules: dict[str, Any], value: Any) -> None:
    teaching = "Write it as the example shows."
    schema = {"properties": {"a": {"title": "Amount", "description": teaching, **rules}}}
    told = Teller(Tree(schema)).told(errors(schema, {"a": value}), {"a": value})
    assert len(told) == 1
    assert told[0].code == "SCH005"
    assert "does not fit under" in told[0].problem.message
    assert told[0].problem.hint


@pytest.mark.parametrize(
    ("rules", "value", "message"),
    [
        ({"maximum": 5}, 7, "Amount cannot be 7; the most is 5"),
        ({"minItems": 2}, [1], "Amount needs at least 2, and has 1"),
        ({"maxItems": 1}, [1, 2], "Amount can have at most 1, and has 2"),
        ({"minProperties": 1}, {}, "Amount is empty"),
        ({"maxProperties": 1}, {"x": 1, "y": 2}, "Amount can have at most 1, and has 2"),
        ({"minLength": 3}, "x", "Amount has fewer than 3 characters"),
        ({"uniqueItems": True}, [{"x": 1}, {"x": 1}], "Amount has the same item twice, as items 1 and 2"),
    ],
)
def test_bounds_that_the_schemas_may_yet_use_are_told(
    rules: dict[str, Any], value: Any, message: str
) -> None:
    schema = {"properties": {"a": {"title": "Amount", "description": "How much.", **rules}}}
    told = Checker(schema).faults({"a": value})
    assert [(fault.code, fault.problem.message) for fault in told] == [("SCH006", message)]


def test_a_label_comes_from_the_form_and_else_from_the_schema(library: Library) -> None:
    data = {"eia": 1, "form": "bedford", "id": "x", "kind": "full", "status": "draft", "summary": []}
    named = Checker(library.schema("bedford"), lambda path: "Overview" if path else "Form")
    assert named.faults(data)[0].problem.message == "Overview should be text, not a list"
    bare = Checker(library.schema("bedford"))
    assert bare.faults(data)[0].problem.message == "Summary of analysis should be text, not a list"
