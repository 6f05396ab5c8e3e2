"""Findings as programs read them: the shape is that of schemas/findings.schema.json."""

import json
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from eia import codes, resources
from eia.findings import START, Severity, State
from eia.project import Report
from eia.show import json as shown
from eia.show.outcome import Outcome
from tests.show.reports import finding, report

TODAY = date(2026, 9, 30)


def document(*reports: Report, stage: str = "") -> dict[str, Any]:
    written = shown.document(Outcome(reports, codes.every().get, TODAY, stage))
    assert written.isascii()
    read: dict[str, Any] = json.loads(written)
    assert written == json.dumps(read, indent=2)
    Draft202012Validator(resources.schema("findings")).validate(read)
    return read


def test_a_finding_is_told_whole() -> None:
    (told,) = document(report(finding()))["assessments"][0]["findings"]
    assert told == {
        "code": "EVD004",
        "name": codes.every()["EVD004"].name,
        "severity": "error",
        "state": "open",
        "due": None,
        "blocks": True,
        "path": ["evidence", 0, "date"],
        "answer": "evidence.0.date",
        "start": {"line": 3, "column": 5},
        "end": {"line": 3, "column": 27},
        "place": None,
        "message": "Evidence source “Resident survey” has no date",
        "hint": "Add the year or month it was published, such as `date: 2025-03`.",
        "basis": codes.every()["EVD004"].basis,
    }


def test_counts_add_up() -> None:
    read = document(
        report(finding(), finding("IMP001", Severity.WARNING)),
        report(finding(state=State.NOT_YET, due="approved"), finding(state=State.WAIVED)),
        stage="submitted",
    )
    assert read["counts"] == {
        "assessments": 2,
        "error": 1,
        "warning": 1,
        "info": 0,
        "not_yet": 1,
        "waived": 1,
    }
    assert [item["counts"]["error"] for item in read["assessments"]] == [1, 0]
    assert read["assessments"][1]["counts"]["waived"] == 1
    assert [(row["code"], row["error"], row["warning"], row["files"]) for row in read["statistics"]] == [
        ("EVD004", 1, 0, 1),
        ("IMP001", 0, 1, 1),
    ]
    assert [(step["code"], step["severity"]) for step in read["next"]] == [
        ("EVD004", "error"),
        ("IMP001", "warning"),
    ]
    assert read["next"][0]["places"] == [{"file": "library.yaml", "answer": "evidence.0.date", "line": 3}]
    assert read["blocks"] is True
    assert read["for"] == "submitted"
    assert read["today"] == "2026-09-30"
    assert [item["blocks"] for item in read["assessments"]] == [True, False]


def test_what_could_not_be_read_has_no_reference() -> None:
    unreadable = report(finding("SRC004", span=START), text=b"")
    (told,) = document(unreadable)["assessments"]
    assert (told["id"], told["form"], told["status"]) == (None, None, None)
    assert told["findings"][0]["path"] == []
    assert told["findings"][0]["answer"] == ""
    assert told["findings"][0]["basis"] is None


def test_answers_of_the_wrong_kind_are_not_passed_on() -> None:
    (told,) = document(report(text=b"id: 7\nform: [a]\nstatus: draft\n"))["assessments"]
    assert (told["id"], told["form"], told["status"]) == (None, None, "draft")


def test_the_schema_teaches_every_property() -> None:
    def walk(node: dict[str, Any]) -> None:
        for name, item in node.get("properties", {}).items():
            assert item.get("title"), name
            assert item.get("description"), name
            walk(item)

    schema = resources.schema("findings")
    Draft202012Validator.check_schema(schema)
    walk(schema)
    for item in schema["$defs"].values():
        walk(item)
