"""Reports made by hand, so that tests of printing do not depend on what is checked."""

from eia import source
from eia.findings import START, Finding, Position, Severity, Span, State
from eia.project import Report

TEXT = b"""eia: 1
evidence:
  - title: Resident survey
    finding: Fewer visits on Mondays.
"""


def report(*findings: Finding, name: str = "library.yaml", text: bytes = TEXT) -> Report:
    return Report(name, source.parse(text, name), findings)


def finding(
    code: str = "EVD004",
    severity: Severity = Severity.ERROR,
    *,
    span: Span | None = None,
    message: str = "Evidence source “Resident survey” has no date",
    hint: str = "Add the year or month it was published, such as `date: 2025-03`.",
    state: State = State.OPEN,
    due: str = "",
) -> Finding:
    place = span or Span(Position(3, 5), Position(3, 27))
    path = () if place == START else ("evidence", 0, "date")
    return Finding(code, severity, place, path, message, hint, state, due)
