"""Findings as annotations of GitHub Actions: each is shown at its line in the change.

The runner shows only the first ten errors and ten warnings of a step (GitHub, “Workflow commands for GitHub
Actions”, and the limits of the checks API); the heaviest come first, and what is not due yet is left out.
"""

from eia.findings import START, Finding, Severity
from eia.show.next_steps import Describe
from eia.show.outcome import Outcome
from eia.show.plain import message, plain, visible
from eia.show.tally import Tally

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_WORDS = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_WORDS | str.maketrans({":": "%3A", ",": "%2C"})
"""What the runner's own toolkit writes otherwise (actions/toolkit, `core/src/command.ts`)."""


def document(outcome: Outcome) -> str:
    """A workflow command for each finding that counts now, then the count.

    No line begins with words from a file, so that nothing an officer writes can be a command of its own.
    """
    files = {report.name: _file(outcome.where(report.name)) for report in outcome.everything}
    told = [
        f"::{_COMMANDS[finding.severity]} file={files[report.name]},{_rest(finding, outcome.describe)}"
        for report, finding in outcome.found()
    ]
    return "\n".join([*told, Tally.of_reports(outcome.reports).sentence])


def _file(name: str) -> str:
    """The name as a property; nothing in it that a terminal would obey."""
    seen = "".join(character if character in "\r\n" else visible(character) for character in name)
    return seen.translate(_IN_PROPERTIES)


def _rest(finding: Finding, describe: Describe) -> str:
    """Where in the file it is, its title, and what is wrong."""
    known = describe(finding.code)
    start, end = finding.span.start, finding.span.end
    place = f"line={start.line}"
    if finding.span != START:
        place += f",endLine={end.line}"
        if end.line == start.line:  # columns across lines are refused
            place += f",col={start.column},endColumn={end.column}"
    title = f"{finding.code} {known.name}" if known else finding.code
    words = "\n".join(filter(None, (plain(finding.place), message(finding.message), plain(finding.hint))))
    return f"{place},title={title.translate(_IN_PROPERTIES)}::{words.translate(_IN_WORDS)}"
