"""Waivers: findings that a person has accepted, with a reason, until a day.

A waiver turns an error into a listed warning, never into silence; one that has run out, or that covers
nothing, is itself a finding.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from eia.dates import in_words
from eia.findings import Finding, Problem, Severity, State, dotted
from eia.model import Assessment, Waiver
from eia.placing import placed
from eia.source import Document
from eia.value import Alike


class Notice(Alike):
    """A finding about a waiver itself."""

    code: str
    name: str
    severity: Severity
    page: str


EXPIRED = Notice(
    "WVR001",
    "expired-waiver",
    Severity.ERROR,
    """A waiver has run out.

## Why it matters
A finding was accepted for a time, and the time is over. Nobody has decided to go on accepting it.

## What to do
Put right what the waiver covered and delete it, or have the person who accepted it decide again, with a new
reason and a new day.
""",
)
UNUSED = Notice(
    "WVR002",
    "unused-waiver",
    Severity.WARNING,
    """A waiver covers nothing.

## Why it matters
What it accepted has been put right, or the code or the answer is misspelt. Left in the file it would hide the
same fault the next time.

## What to do
Delete the waiver, or correct its `rule` or `path`.
""",
)
UNWAIVABLE = Notice(
    "WVR003",
    "unwaivable-finding",
    Severity.WARNING,
    """A waiver names a finding that cannot be waived.

## Why it matters
Findings about the text or the shape of the file (`SRC`, `SCH`, `FRM`) and about waivers mean that something
could not be read; nobody can accept what could not be read. Those about the register (`REG`, `CUM`, `ACT011`, `GOV012`,
`TXT011`) are not about this assessment alone: a strategy that needs none for now has an exemption in the register.

## What to do
Put the fault right and delete the waiver.
""",
)
NOTICES = (EXPIRED, UNUSED, UNWAIVABLE)
_UNWAIVABLE = ("SRC", "SCH", "FRM", "WVR", "REG", "CUM", "ACT011", "GOV012", "TXT011")


def apply(
    findings: Iterable[Finding], assessment: Assessment, document: Document, today: date
) -> list[Finding]:
    """The findings with those accepted marked as waived, and a finding for each waiver that is no good."""
    result = list(findings)
    for waiver in assessment.waivers:
        if waiver.rule.startswith(_UNWAIVABLE):
            result.append(_notice(UNWAIVABLE, f"{waiver.rule} cannot be waived", waiver, document))
            continue
        if waiver.expires is None or waiver.expires.last is None:
            continue
        if waiver.expires.last < today:
            ended = in_words(waiver.expires)
            result.append(
                _notice(EXPIRED, f"The waiver of {waiver.rule} ran out on {ended}", waiver, document)
            )
            continue
        covered = [finding for finding in result if _covers(waiver, finding)]
        if not covered:
            result.append(_notice(UNUSED, f"The waiver of {waiver.rule} covers nothing", waiver, document))
        result = [_waived(finding) if finding in covered else finding for finding in result]
    return result


def waiver_of(finding: Finding, assessment: Assessment, today: date) -> Waiver | None:
    """The waiver that accepts the finding on this day, or None."""
    for waiver in assessment.waivers:
        last = waiver.expires.last if waiver.expires else None
        if last is not None and last >= today and _covers(waiver, finding):
            return waiver
    return None


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if finding.code != waiver.rule:
        return False
    path = dotted(finding.path)
    return not waiver.answer or path == waiver.answer or path.startswith(f"{waiver.answer}.")


def _waived(finding: Finding) -> Finding:
    """The finding as accepted: a warning at most, listed but not blocking."""
    return replace(finding, state=State.WAIVED, severity=min(finding.severity, Severity.WARNING))


def _notice(notice: Notice, message: str, waiver: Waiver, document: Document) -> Finding:
    hint = " ".join(notice.page.partition("## What to do\n")[2].split())
    return placed(document, notice.code, notice.severity, Problem(waiver.path, message, hint))
