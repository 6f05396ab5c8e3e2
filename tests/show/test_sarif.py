"""SARIF, against the schema of the standard."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema_rs import Draft7Validator

from eia import codes
from eia.findings import START, Position, Severity, Span, State
from eia.show import sarif
from eia.show.outcome import Outcome
from tests.show.outcomes import HOSTILE, outcome, unknown
from tests.show.reports import finding, report

WAIVED = b"""eia: 1
waivers:
  - rule: EVD004
    reason: The survey is repeated in May | see minute 4.
    by: Head of Libraries
    date: 2026-01-01
    expires: 2025-12-31
  - rule: EVD004
    reason: It is repeated | see minute 4.
    by: Head of Libraries
    date: 2026-01-01
    expires: 2026-12-31
"""
HOSTILE_NAMES = (
    "a b/c.yaml",
    "it's “so”.yaml",
    "a\nb.yaml",
    "cafe\u0301 ŵ 学校 مدرسة.yaml",
    "50%.yaml",
    "a:b?c#d.yaml",
    "//server/x.yaml",
    "[x](y).yaml",
    "\\back\\slash.yaml",
)


@cache
def schema() -> Draft7Validator:
    text = (Path(__file__).parent / "schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8")
    standard = json.loads(text)
    # A bracket is closed twice in this pattern, which strict readers of regular expressions refuse.
    for part in ("run", "toolComponent"):
        del standard["definitions"][part]["properties"]["language"]["pattern"]
    return Draft7Validator(standard, validate_formats=True)


def run(found: Outcome) -> dict[str, Any]:
    told = sarif.document(found)
    assert told.isascii()
    read = json.loads(told)
    schema().validate(read)
    (only,) = read["runs"]
    rules = only["tool"]["driver"]["rules"]
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return dict(only)


def test_the_schema_is_that_of_the_standard_and_refuses_what_is_wrong() -> None:
    assert not schema().is_valid({"version": "2.1.0"})
    told = json.loads(sarif.document(outcome(report(finding()))))
    told["runs"][0]["results"][0]["level"] = "fatal"
    assert not schema().is_valid(told)


def test_a_finding_is_a_result_at_its_place() -> None:
    told = run(outcome(report(finding())))
    (result,) = told["results"]
    assert len(result.pop("partialFingerprints")["findingHash/v1"]) == 32
    assert result == {
        "ruleId": "EVD004",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {
            "text": "Evidence source “Resident survey” has no date. "
            "Add the year or month it was published, such as `date: 2025-03`."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "library.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 27},
                },
                "logicalLocations": [{"fullyQualifiedName": "evidence.0.date"}],
            }
        ],
    }
    assert told["columnKind"] == "unicodeCodePoints"
    assert told["invocations"] == [{"executionSuccessful": True}]


def test_each_rule_found_carries_its_page() -> None:
    told = run(outcome(report(finding(), finding("IMP001"), finding()), describe=codes.every().get))
    rules = told["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["EVD004", "IMP001"]
    known = codes.every()["EVD004"]
    (rule, _) = rules
    assert rule["name"] == known.name
    assert rule["shortDescription"]["text"] == known.summary
    assert rule["help"]["markdown"].startswith(known.page.strip())
    assert rule["help"]["markdown"].endswith(f"## Basis\n{known.basis}")
    assert rule["fullDescription"]["text"] in " ".join(known.page.split())
    assert "helpUri" not in rule


def test_every_page_there_is_can_be_carried() -> None:
    told = run(outcome(report(*(finding(code) for code in codes.every())), describe=codes.every().get))
    assert [rule["id"] for rule in told["tool"]["driver"]["rules"]] == sorted(codes.every())


def test_a_code_that_is_not_known_is_told_without_a_page() -> None:
    told = run(outcome(report(finding()), describe=unknown))
    assert told["tool"]["driver"]["rules"] == [{"id": "EVD004"}]


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")]
)
def test_each_weight_has_its_level(severity: Severity, level: str) -> None:
    (result,) = run(outcome(report(finding(severity=severity))))["results"]
    assert result["level"] == level


def test_what_a_waiver_accepts_is_suppressed_with_the_reason_that_holds_today() -> None:
    accepted = finding(severity=Severity.WARNING, state=State.WAIVED)
    told = run(outcome(report(accepted, finding("IMP001"), text=WAIVED)))
    counts, suppressed = told["results"]
    assert "suppressions" not in counts
    assert suppressed["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "It is repeated | see minute 4."}
    ]


def test_what_is_not_due_yet_is_counted_but_no_result() -> None:
    told = run(outcome(report(finding(state=State.NOT_YET, due="approved")), stage="submitted"))
    assert told["results"] == []
    assert told["properties"] == {"today": "2026-09-30", "for": "submitted", "notDueYet": 1}
    assert told["artifacts"][0]["location"]["uri"] == "library.yaml"


def test_a_fingerprint_stays_when_lines_move_and_is_never_shared() -> None:
    later = Span(Position(90, 5), Position(90, 27))
    found = run(outcome(report(finding(), finding(span=later)), report(finding(), name="parks.yaml")))
    marks = [result["partialFingerprints"]["findingHash/v1"] for result in found["results"]]
    assert len(set(marks)) == 3
    (moved,) = run(outcome(report(finding(span=later))))["results"]
    assert moved["partialFingerprints"]["findingHash/v1"] == marks[0]


def test_what_is_missing_from_the_whole_file_is_at_its_first_line() -> None:
    (result,) = run(outcome(report(finding(span=START))))["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 1}
    assert "logicalLocations" not in place


def test_a_form_that_cannot_be_used_makes_the_run_unsuccessful() -> None:
    form = report(finding("SCH001", message="No such name"), name="templates/house/form.yaml")
    told = run(outcome(report(), broken=(form,)))
    (invocation,) = told["invocations"]
    assert invocation["executionSuccessful"] is False
    (notice,) = invocation["toolConfigurationNotifications"]
    assert notice["associatedRule"] == {"id": "SCH001"}
    assert notice["message"]["text"].startswith("No such name. ")
    assert told["results"] == []


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_is_a_relative_address_that_reads_back(name: str) -> None:
    (result,) = run(outcome(report(finding()), where=lambda _: f"folder/{name}"))["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]
    parts = urlsplit(address["uri"])
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert unquote(parts.path) == f"folder/{name}"
    assert address["uri"].isascii()


def test_a_name_that_begins_like_a_scheme_is_still_relative() -> None:
    (result,) = run(outcome(report(finding()), where=lambda _: "file:x.yaml"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file%3Ax.yaml"


def test_a_file_outside_the_repository_has_an_absolute_address() -> None:
    (result,) = run(outcome(report(finding()), where=lambda _: "/srv/a b.yaml"))["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address == {"uri": "file:///srv/a%20b.yaml"}


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_from_a_file_stay_words(words: str) -> None:
    found = report(finding(message=words, hint=words), name=words)
    (result,) = run(outcome(found, where=lambda name: name.encode(errors="replace").decode()))["results"]
    text = result["message"]["text"]
    assert len(text.splitlines()) == 1
    assert "](" not in text  # 3.11.6: it would be a link
