"""Check one document: its text, then its shape, then the rules; give every problem its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from eia import rules, waivers
from eia.findings import Finding, Path, Problem, Severity, State
from eia.form import Form, RuleSetting
from eia.model import Assessment
from eia.past import Finder, Past, nowhere
from eia.placing import in_order, placed
from eia.schema import Fault
from eia.source import Document
from eia.value import Alike

Shape = Callable[[Mapping[str, object]], Iterable[Fault]]
"""What tells where data does not have the shape of the form: `eia.schema.Checker.faults`."""


KINDS = ("screening", "full", "cumulative")
FULL = "full"
"""What an assessment whose kind is not known, or misspelt, is checked as."""


class Settings(Alike):
    """How to check, apart from what is checked."""

    today: date
    stage: str = ""
    """The status to check for; empty for the one the assessment has."""
    select: tuple[str, ...] = ()
    """Codes, or beginnings of codes, to look for; empty for all."""
    ignore: tuple[str, ...] = ()
    """Codes, or beginnings of codes, to leave out."""

    def wants(self, code: str) -> bool:
        """Whether findings with this code are asked for."""
        return (not self.select or code.startswith(self.select)) and not (
            self.ignore and code.startswith(self.ignore)
        )


def check(
    document: Document, form: Form, shape: Shape, settings: Settings, signed: Finder = nowhere
) -> tuple[Finding, ...]:
    """Everything found wrong with the document, in the order of reading.

    Args:
        document: the text with its data and places.
        form: the form the document names.
        shape: what checks the data against the form's schema.
        settings: the day, the stage and the selection of codes.
        signed: where to find what was signed.
    """
    if document.data is None:
        return _chosen(document.findings, settings)
    faults = tuple(shape(document.data))
    assessment = Assessment.build(document.data)
    told = {fault.problem.path for fault in faults}
    found = [
        *document.findings,
        *(placed(document, fault.code, Severity.ERROR, fault.problem) for fault in faults),
    ]
    for code, severity, due, problem in _problems(
        assessment, form, settings.today, Past(document.data, signed)
    ):
        if not _covered(problem.path, told):
            found.append(placed(document, code, severity, problem, due=due))
    stage = settings.stage or assessment.status
    staged = [_at_stage(finding, stage) for finding in found]
    waived = waivers.apply(staged, assessment, document, settings.today)
    return _chosen(waived, settings)


def _problems(
    assessment: Assessment, form: Form, today: date, past: Past
) -> Iterator[tuple[str, Severity, str, Problem]]:
    kind = assessment.kind if assessment.kind in KINDS else FULL
    for item in rules.all_rules():
        setting = form.rules.get(item.code, RuleSetting())
        if setting.off or kind not in (setting.kinds or item.kinds) or not item.applies(form):
            continue
        severity = Severity[setting.severity.upper()] if setting.severity else item.severity
        for problem in item.problems(assessment, form, today, past):
            yield item.code, severity, setting.due or item.due, problem


def _covered(path: Path, told: set[Path]) -> bool:
    """Whether the form's shape was already found wrong at this answer or around it."""
    return any(path[:length] in told for length in range(1, len(path) + 1))


def _at_stage(finding: Finding, stage: str) -> Finding:
    """The finding, put off when the assessment has not reached the status where it is due.

    A superseded or withdrawn assessment is a record: only what would make it unreadable counts.
    """
    reached = rules.STAGES.index(stage) if stage in rules.STAGES else 0
    if finding.due and rules.STAGES.index(finding.due) > reached:
        return replace(finding, state=State.NOT_YET)
    return finding


def _chosen(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    wanted = (finding for finding in findings if settings.wants(finding.code))
    return in_order(tuple(wanted))
