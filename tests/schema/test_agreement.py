"""The fast validator and the reference agree: the same verdict, and errors at the same paths."""

import copy
import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eia import resources
from eia.library import Library
from eia.schema import Checker
from eia.schema.reference import errors
from eia.schema.tree import untold

Data = dict[str, Any]
GOOD: Data = {
    "eia": 1,
    "form": "bedford",
    "id": "library-hours-2026",
    "kind": "full",
    "status": "submitted",
    "version": "1.10",
    "activity": {
        "title": "Library opening hours",
        "type": "service_change",
        "aims": ["Keep both libraries", "Save £45,000"],
        "start": "2026-09",
        "capacity": ["employer", "service_provider"],
        "strategic": "No",
        "budget": {"ref": 12, "saving": "45000.50", "fte": 2},
    },
    "people": {"lead_officer": {"job_title": "Head of Libraries"}, "team": [{"name": "A B"}]},
    "decision": {"meeting_date": "2026-03-12", "report_url": "https://example.org/a?b=c#d"},
    "approvals": [{"role": "approver", "date": "2026-02-01", "result": "approved"}],
    "relevance": {
        "answers": {"impacts_people": "yes", "adverse": {"answer": "no", "reason": "None found"}},
        "outcome": "full_needed",
        "no_relevance_statement": False,
    },
    "scope": {"groups_affected": ["age", "disability"], "service_users": 4000},
    "evidence": [
        {
            "id": "visits",
            "title": "Visits to libraries",
            "date": 2025,
            "figures": [{"label": "Visits", "value": "12.5", "comparator": {"value": 14}}],
        }
    ],
    "duty": {
        "age": {"advance": "Older people come in the morning"},
        "race": {"foster": {"explanation": "Classes", "limbs": ["promote_understanding"]}},
        "not_relevant": {"eliminate": "No conduct that the Act prohibits"},
    },
    "impacts": {
        "age": [
            {"direction": "negative", "description": "Fewer mornings", "reach": 300, "evidence": ["visits"]}
        ],
        "marriage_civil_partnership": [{"direction": "none", "description": "No difference"}],
    },
    "actions": [{"id": "van", "category": "lessen_negative", "owner": {"job_title": "X"}, "due": "2026-12"}],
    "recommendation": {"outcome": "adjust", "rationale": "Mornings are kept on two days"},
    "waivers": [{"rule": "IMP016", "reason": "None held", "by": "Director", "expires": "2027-01-01"}],
}
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    "",
    " ",
    "yes",
    "yes\n",
    "YES",
    "Maybe",
    "library-hours",
    "Library Hours",
    "2026-09-30",
    "2026-09-30\n",
    "٢٠٢٦-٠٩-٣٠",
    "30/09/2026",
    "12.50",
    "javascript:alert(1)",
    "mailto:team@example.org",
    "https://example.org/\u00a0x",
    "x" * 81,
    "🙂" * 80,
    "age",
    [],
    ["age"],
    ["age", "age"],
    [1, True],
    [[]],
    {},
    {"job_title": "X"},
    {"unknown": "x"},
    {"answer": "perhaps"},
)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(data, dict | list):
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(item, (*path, key))


PLACES = list(places(GOOD))[1:]


def put(data: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    made = copy.deepcopy(data)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    change(inner, path[-1])
    return made


def replaced(path: tuple[Any, ...], value: Any) -> Any:
    return put(GOOD, path, lambda inner, key: inner.__setitem__(key, copy.deepcopy(value)))


def renamed(path: tuple[Any, ...]) -> Any:
    return put(GOOD, path, lambda inner, key: inner.__setitem__(f"{key}x", inner.pop(key)))


def removed(path: tuple[Any, ...]) -> Any:
    return put(GOOD, path, lambda inner, key: inner.pop(key))


SCHEMAS = {name: Library().schema(name) for name in Library().names()}
SCHEMAS["core"] = resources.schema("assessment")
FAST = {
    (name, told): jsonschema_rs.Draft202012Validator(untold(schema) if told else schema)
    for name, schema in SCHEMAS.items()
    for told in (True, False)
}


def named(path: Iterable[Any]) -> tuple[Any, ...]:
    """The path without empty names, which the fast validator leaves out, and with numbers, as which it reads “0”."""
    return tuple(
        int(step) if isinstance(step, str) and step.isascii() and step.isdigit() else step
        for step in path
        if step != ""
    )


def agree(name: str, data: Any) -> bool:
    """Whether the data fits, when both say the same of it."""
    for told in (True, False):
        fast = FAST[name, told]
        reference = list(errors(untold(SCHEMAS[name]) if told else SCHEMAS[name], data))
        assert fast.is_valid(data) is (not reference)
        ours = {(named(error.absolute_path), str(error.validator)) for error in reference}
        theirs = {(named(error.instance_path), error.kind.name) for error in fast.iter_errors(data)}
        assert ours == theirs
    return not reference


def test_both_accept_what_is_right() -> None:
    assert agree("bedford", GOOD)
    assert agree("core", GOOD)


def test_both_say_the_same_of_every_answer_replaced_removed_or_misspelt() -> None:
    refused = 0
    for number, path in enumerate(PLACES):
        changed = [replaced(path, value) for value in ODD[number % 4 :: 4]]
        changed.append(removed(path))
        if isinstance(path[-1], str):
            changed.append(renamed(path))
        refused += sum(not agree("bedford", data) for data in changed)
    assert refused > 400


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.sampled_from(PLACES),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(ODD),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    ),
    name=st.sampled_from(sorted(SCHEMAS)),
)
def test_both_say_the_same_of_anything(path: tuple[Any, ...], value: Any, name: str) -> None:
    agree(name, replaced(path, value))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.sampled_from(PLACES),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(ODD),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    ),
)
def test_whatever_is_wrong_is_told_without_failing(path: tuple[Any, ...], value: Any) -> None:
    data = replaced(path, value)
    faults = Checker(SCHEMAS["bedford"], Library().form("bedford").label).faults(data)
    assert len({fault.problem.path for fault in faults}) == len(faults)
    for fault in faults:
        assert fault.problem.message
        assert fault.problem.hint


def test_without_the_fast_one_the_faults_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = SCHEMAS["bedford"]
    wrong = [GOOD, *(replaced(path, 7) for path in PLACES[::2])]
    quick = Checker(schema)
    expected = [quick.faults(data) for data in wrong]
    monkeypatch.setitem(importlib.import_module("sys").modules, "jsonschema_rs", None)
    slow = Checker(schema)
    assert slow._fast is None
    assert [slow.faults(data) for data in wrong] == expected
    assert sum(map(len, expected)) > 20
