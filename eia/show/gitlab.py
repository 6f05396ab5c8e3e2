"""Findings as a GitLab Code Quality report: GitLab shows in a merge request what it brought and what it mended.

The shape is the part of the Code Climate specification that GitLab reads (GitLab, “Code Quality”, “Code Quality
report format”). What is not due yet and what a person accepted is left out: GitLab shows all it is given as a fault.
"""

import json

from eia.findings import Finding, Severity
from eia.fingerprint import fingerprints
from eia.show.outcome import Outcome
from eia.show.plain import message

_SEVERITIES = {Severity.ERROR: "blocker", Severity.WARNING: "major", Severity.INFO: "info"}


def document(outcome: Outcome) -> str:
    """A JSON array with one object for each finding that counts now."""
    found = [(outcome.where(report.name), finding) for report, finding in outcome.found()]
    return json.dumps(
        [
            {
                "description": f"{finding.code}: {message(_words(finding))}",
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": name,
                    "lines": {"begin": finding.span.start.line, "end": finding.span.end.line},
                },
            }
            for (name, finding), fingerprint in zip(found, fingerprints(found), strict=True)
        ]
    )


def _words(finding: Finding) -> str:
    return f"{finding.place}: {finding.message}" if finding.place else finding.message
