"""Findings as annotations of GitHub Actions: each is shown at its line in the change.

The runner shows only the first ten errors and ten warnings of a step (GitHub, “Workflow commands for GitHub
Actions”, and the limits of the checks API); the heaviest come first, and what is not due yet is left out.
"""

from eia.findings import START, Finding, Severity
from eia.show.outcome import Outcome
from eia.show.plain import message, plain, visible
from eia.show.tally import Tally

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_WORDS = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_WORDS, ":": "%3A", ",": "%2C"}
"""What the runner's own toolkit writes otherwise (actions/toolkit, `core/src/command.ts`)."""


def document(outcome: Outcome) -> str:
    """A workflow command for each finding that counts now, then the count.

    No line begins with words from a file, so that nothing an officer writes can be a command of its own.
    """
    told = [_command(outcome, report.name, finding) for report, finding in outcome.found()]
    return "\n".join([*told, Tally.of_reports(outcome.reports).sentence])


def _command(outcome: Outcome, name: str, finding: Finding) -> str:
    known = outcome.describe(finding.code)
    title = f"{finding.code} {known.name}" if known else finding.code
    start, end = finding.span.start, finding.span.end
    properties: dict[str, str | int] = {"file": outcome.where(name), "line": start.line}
    if finding.span != START:
        properties["endLine"] = end.line
        if end.line == start.line:  # columns across lines are refused
            properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = title
    told = ",".join(f"{key}={_escaped(str(value), _IN_PROPERTIES)}" for key, value in properties.items())
    words = "\n".join(filter(None, (message(finding.message), plain(finding.hint))))
    return f"::{_COMMANDS[finding.severity]} {told}::{_escaped(words, _IN_WORDS)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(character) or visible(character) for character in text)
