"""Check one document: its text, then its shape, then the rules; give every problem its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

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
    later = _after(settings.stage or assessment.status)
    for item, problem in _problems(assessment, form, settings.today, Past(document.data, signed)):
        if not (told and _covered(problem.path, told)):
            state = State.NOT_YET if item.due in later else State.OPEN
            found.append(placed(document, item.rule.code, item.severity, problem, due=item.due, state=state))
    waived = waivers.apply(found, assessment, document, settings.today)
    return _chosen(waived, settings)


class _Asked(NamedTuple):
    """A rule as one form asks it."""

    rule: rules.Rule
    severity: Severity
    due: str


def _problems(
    assessment: Assessment, form: Form, today: date, past: Past
) -> Iterator[tuple[_Asked, Problem]]:
    asked = form.kept(_asked)
    for item in asked.get(assessment.kind, asked[FULL]):
        for problem in item.rule.problems(assessment, form, today, past):
            yield item, problem


def _asked(form: Form) -> dict[str, tuple[_Asked, ...]]:
    """The rules that the form asks of each kind of assessment."""
    asked: dict[str, list[_Asked]] = {kind: [] for kind in KINDS}
    for item in rules.all_rules():
        setting = form.rules.get(item.code, RuleSetting())
        if setting.off or not item.applies(form):
            continue
        severity = Severity[setting.severity.upper()] if setting.severity else item.severity
        told = _Asked(item, severity, setting.due or item.due)
        for kind in KINDS:
            if kind in (setting.kinds or item.kinds):
                asked[kind].append(told)
    return {kind: tuple(items) for kind, items in asked.items()}


def _covered(path: Path, told: set[Path]) -> bool:
    """Whether the form's shape was already found wrong at this answer or around it."""
    return any(path[:length] in told for length in range(1, len(path) + 1))


def _after(stage: str) -> tuple[str, ...]:
    """The statuses that an assessment has not reached: findings due there are put off.

    A superseded or withdrawn assessment is a record: only what would make it unreadable counts.
    """
    reached = rules.STAGES.index(stage) if stage in rules.STAGES else 0
    return rules.STAGES[reached + 1 :]


def _chosen(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    wanted = (finding for finding in findings if settings.wants(finding.code))
    return in_order(tuple(wanted))
