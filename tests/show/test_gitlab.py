"""GitLab's Code Quality report, in the shape that GitLab documents."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eia.findings import Position, Severity, Span, State
from eia.show import gitlab
from eia.show.outcome import Outcome
from tests.show.outcomes import HOSTILE, outcome
from tests.show.reports import finding, report

SHAPE = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer"}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}
"""“Code Quality report format” in GitLab's documentation, as a schema: the path must not begin with `./`."""


def read(found: Outcome) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(gitlab.document(found))
    Draft202012Validator(SHAPE).validate(told)
    assert len({item["fingerprint"] for item in told}) == len(told)
    return told


def test_a_finding_is_told() -> None:
    (told,) = read(outcome(report(finding())))
    assert re.fullmatch("[0-9a-f]{32}", told.pop("fingerprint"))
    assert told == {
        "description": "EVD004: Evidence source “Resident survey” has no date",
        "check_name": "EVD004",
        "severity": "blocker",
        "location": {"path": "library.yaml", "lines": {"begin": 3, "end": 3}},
    }


def test_only_what_counts_now_is_told_and_each_weight_differs() -> None:
    found = (
        finding(severity=Severity.INFO),
        finding(severity=Severity.WARNING),
        finding(),
        finding(state=State.NOT_YET, due="approved"),
        finding(state=State.WAIVED),
    )
    assert [item["severity"] for item in read(outcome(report(*found)))] == ["blocker", "major", "info"]


def test_the_fingerprint_stays_when_lines_move() -> None:
    moved = Span(Position(90, 5), Position(90, 27))
    (before,), (after,) = (read(outcome(report(finding(span=span)))) for span in (None, moved))
    assert before["fingerprint"] == after["fingerprint"]
    assert before["location"] != after["location"]


def test_the_same_twice_has_two_fingerprints() -> None:
    told = read(outcome(report(finding(), finding()), report(finding(), name="parks.yaml")))
    assert len(told) == 3


def test_nothing_found_is_an_empty_list() -> None:
    assert read(outcome(report())) == []


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_from_a_file_are_on_one_line(words: str) -> None:
    told = gitlab.document(outcome(report(finding(message=words))))
    assert told.isascii()
    (item,) = json.loads(told)
    assert not re.search("[\x00-\x1f]", item["description"])
