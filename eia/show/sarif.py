"""Findings as SARIF 2.1.0, with the page of each rule found (OASIS Standard, errata 01, 2023).

Decisions, since readers differ:

- What counts now is `fail`, as `error`, `warning` or `note`.
- What a waiver accepts carries a `suppressions` entry with its reason (3.35). Readers that know nothing of
  suppressions show it as open.
- What is not due yet is not a result. The kinds that would fit (`informational`, `open`) are shown as faults by
  readers that ignore `kind`, code scanning on GitHub among them; how many there are is in the run's properties.
- A form that cannot be used makes the run unsuccessful, with a notification for each thing wrong with it (3.20.21).
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from eia import __version__
from eia.codes import FAMILIES, Code
from eia.findings import START, Finding, Severity, Span, State, dotted
from eia.fingerprint import fingerprints
from eia.model import Assessment
from eia.project import Report
from eia.show.outcome import Outcome
from eia.show.plain import message, plain
from eia.show.tally import Tally
from eia.waivers import waiver_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOP = "%SRCROOT%"
_FINGERPRINT = "findingHash/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_WHY = "\n## Why it matters\n"


def document(outcome: Outcome) -> str:
    """The log as JSON in ASCII, with one run."""
    found = sorted(
        (
            (report, finding)
            for report in outcome.reports
            for finding in report.findings
            if finding.state is not State.NOT_YET
        ),
        key=lambda item: item[1].state is State.WAIVED,
    )
    codes = sorted({finding.code for _, finding in found} | set(_codes(outcome.broken)))
    indexes = {code: index for index, code in enumerate(codes)}
    marks = fingerprints((outcome.where(report.name), finding) for report, finding in found)
    tally = Tally.of_reports(outcome.reports)
    run = {
        "tool": {
            "driver": {
                "name": "eia",
                "fullName": f"eia {__version__}, a check of equality impact assessments",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code, outcome.describe(code)) for code in codes],
            }
        },
        "invocations": [_invocation(outcome)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top folder of the repository."}}},
        "artifacts": [
            {"location": _artifact(outcome.where(report.name)), "roles": ["analysisTarget"]}
            for report in outcome.reports
        ],
        "results": [
            {
                "ruleId": finding.code,
                "ruleIndex": indexes[finding.code],
                **_result(report, finding, outcome),
                "partialFingerprints": {_FINGERPRINT: mark},
            }
            for (report, finding), mark in zip(found, marks, strict=True)
        ],
        "properties": {
            "today": outcome.today.isoformat(),
            "for": outcome.stage or None,
            "notDueYet": tally.not_yet,
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _codes(reports: Iterable[Report]) -> Iterator[str]:
    return (finding.code for report in reports for finding in report.findings)


def _rule(code: str, known: Code | None) -> dict[str, Any]:
    """What the reader of a result sees about its code: the whole page of the guide."""
    if known is None:
        return {"id": code}
    page = known.page.strip()
    basis = f"\n\n## Basis\n{known.basis}" if known.basis else ""
    why = " ".join(f"\n{page}".partition(_WHY)[2].partition("\n## ")[0].split())
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": known.summary},
        "fullDescription": {"text": why or known.summary},
        "help": {"text": f"{page}{basis}", "markdown": f"{page}{basis}"},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
        "properties": {"tags": ["equality", FAMILIES[known.family]], "due": known.due},
    }


def _result(report: Report, finding: Finding, outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": _words(finding)},
        "locations": [_location(outcome.where(report.name), finding)],
    }
    if finding.state is State.WAIVED:
        told["suppressions"] = [_suppression(report, finding, outcome)]
    return told


def _words(finding: Finding) -> str:
    """The message and what to do, in which nothing from a file can be read as a link (3.11.6)."""
    hint = plain(finding.hint)
    words = f"{message(finding.message)}. {hint}" if hint else f"{message(finding.message)}."
    words = f"{plain(finding.place)}: {words}" if finding.place else words
    return words.replace("](", "] (")


def _location(name: str, finding: Finding) -> dict[str, Any]:
    placed = {"artifactLocation": _artifact(name), "region": _region(finding.span)}
    answer = plain(dotted(finding.path))
    logical = {"logicalLocations": [{"fullyQualifiedName": answer}]} if answer else {}
    return {"physicalLocation": placed, **logical}


def _artifact(name: str) -> dict[str, str]:
    """The file as a URI: from the top of the repository, or absolute when it lies elsewhere (RFC 3986)."""
    if name.startswith("/"):
        return {"uri": f"file://{quote(name)}"}
    return {"uri": quote(name), "uriBaseId": _TOP}


def _region(span: Span) -> dict[str, int]:
    if span == START:  # about the whole file; some readers refuse a place without a line
        return {"startLine": 1}
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }


def _suppression(report: Report, finding: Finding, outcome: Outcome) -> dict[str, str]:
    waiver = waiver_of(finding, Assessment.build(report.document.data or {}), outcome.today)
    reason = plain(waiver.reason) if waiver else ""
    because = {"justification": reason} if reason else {}
    return {"kind": "inSource", "status": "accepted", **because}


def _invocation(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": not outcome.broken}
    if outcome.broken:
        told["toolConfigurationNotifications"] = list(_notifications(outcome.broken, outcome))
    return told


def _notifications(broken: Iterable[Report], outcome: Outcome) -> Iterator[dict[str, Any]]:
    for report in broken:
        for finding in report.findings:
            known = outcome.describe(finding.code)
            yield {
                "associatedRule": {"id": finding.code},
                "level": _LEVELS[finding.severity],
                "message": {"text": _words(finding)},
                "locations": [_location(outcome.where(report.name), finding)],
                **({"properties": {"name": known.name}} if known else {}),
            }
