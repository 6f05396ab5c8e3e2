"""Findings as JSON for other programs: schemas/findings.schema.json, version 1."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from eia import __version__
from eia.findings import Finding, Position, Severity, dotted
from eia.project import ASSESSMENT, PUBLICATION, Report
from eia.show import overview
from eia.show.next_steps import Describe, Step, steps
from eia.show.outcome import Outcome
from eia.show.tally import Tally

VERSION = 1
"""The version of the shape; it changes only when a reader of the old one would be misled."""


def document(outcome: Outcome) -> str:
    """All reports as one JSON document. Only ASCII is written, so that no terminal or pipe can spoil it."""
    reports, describe = outcome.reports, outcome.describe
    tally = Tally.of_reports(reports)
    head = {
        "version": VERSION,
        "eia": __version__,
        "today": outcome.today.isoformat(),
        "for": outcome.stage or None,
        "blocks": any(report.blocks for report in reports),
        "counts": {"assessments": tally.assessments, **_counts(tally)},
        "next": [_step(step) for step in steps(reports, describe)],
        "statistics": [_row(row) for row in overview.rows(reports, describe)],
    }
    parts = {
        "assessments": (_assessment(report, describe) for report in reports if report.kind == ASSESSMENT),
        "register": (
            _of_the_register(report, describe)
            for report in reports
            if report.kind not in (ASSESSMENT, PUBLICATION)
        ),
        "publications": (_publication(report, describe) for report in reports if report.kind == PUBLICATION),
    }
    # One report after the other: as plain data, tens of thousands would take gigabytes.
    written = json.dumps(head, indent=2).removesuffix("\n}")
    lists = "".join(f',\n  "{name}": {_listed(items)}' for name, items in parts.items())
    return f"{written}{lists}\n}}"


def _listed(items: Iterable[dict[str, Any]]) -> str:
    """A list one level deep; a line break in what JSON writes is always one of its own."""
    written = ",\n    ".join(json.dumps(item, indent=2).replace("\n", "\n    ") for item in items)
    return f"[\n    {written}\n  ]" if written else "[]"


def _assessment(report: Report, describe: Describe) -> dict[str, Any]:
    data = report.document.data or {}
    return {
        "file": report.name,
        "id": _words(data, "id"),
        "form": _words(data, "form"),
        "status": _words(data, "status"),
        "blocks": report.blocks,
        "counts": _counts(Tally.of([report.findings])),
        "findings": list(findings(report.findings, describe)),
    }


def _of_the_register(report: Report, describe: Describe) -> dict[str, Any]:
    return {
        "file": report.name,
        "kind": report.kind,
        "strategies": report.strategies,
        "blocks": report.blocks,
        "counts": _counts(Tally.of([report.findings])),
        "findings": list(findings(report.findings, describe)),
    }


def _publication(report: Report, describe: Describe) -> dict[str, Any]:
    return {
        "file": report.name,
        "blocks": report.blocks,
        "counts": _counts(Tally.of([report.findings])),
        "findings": list(findings(report.findings, describe)),
    }


def _counts(tally: Tally) -> dict[str, int]:
    return {
        "error": tally.errors,
        "warning": tally.warnings,
        "info": tally.notes,
        "not_yet": tally.not_yet,
        "waived": tally.waived,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "code": step.code,
        "severity": step.severity.word,
        "what": step.what,
        "places": [
            {"file": name, "answer": dotted(finding.path), "line": finding.span.start.line}
            for name, finding in step.findings
        ],
    }


def _row(row: overview.Row) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name or None,
        **{severity.word: row.counts[severity] for severity in reversed(Severity)},
        "files": row.files,
    }


def _words(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    return value if isinstance(value, str) else None


def findings(found: Iterable[Finding], describe: Describe) -> Iterable[dict[str, Any]]:
    """Each finding as plain data: `$defs/finding` of the schema."""
    for finding in found:
        known = describe(finding.code)
        yield {
            "code": finding.code,
            "name": known.name if known else None,
            "severity": finding.severity.word,
            "state": finding.state.value.replace(" ", "_"),
            "due": finding.due or None,
            "blocks": finding.blocks,
            "path": list(finding.path),
            "answer": dotted(finding.path),
            "start": _position(finding.span.start),
            "end": _position(finding.span.end),
            "place": finding.place or None,
            "message": finding.message,
            "hint": finding.hint or None,
            "basis": (known.basis if known else "") or None,
        }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
