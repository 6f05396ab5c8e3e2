"""Reports made by hand, so that tests of printing do not depend on what is checked."""

from eia import source
from eia.codes import Code
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


FAMILIES = {
    "SRC": "source",
    "SCH": "schema",
    "EVD": "evidence",
    "IMP": "impacts",
    "DEC": "decision",
    "GOV": "governance",
    "ACT": "actions",
    "TXT": "wording",
}


def described(code: str) -> Code | None:
    """A code with a page that says what to do about it, so that tests do not depend on the pages' words."""
    family = FAMILIES[code[:3]]
    due = "draft" if code in ("EVD014", "GOV008") else "submitted"
    page = f"A fault.\n\n## What to do\nDo {code}. Then do more.\n\n## Flagged\n"
    return Code(code, f"fault-{code.lower()}", family, Severity.ERROR, page, due=due)
