"""Findings as JSON, one a line, for programs that read as they go: the keys are those of the JSON document."""

import json

from eia.show.json import findings
from eia.show.outcome import Outcome


def document(outcome: Outcome) -> str:
    """Every finding on a line of its own, with the name of its file first; empty when there is none."""
    return "\n".join(
        json.dumps({"file": report.name, **told})
        for report in outcome.reports
        for told in findings(report.findings, outcome.describe)
    )
