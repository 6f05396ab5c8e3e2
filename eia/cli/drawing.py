"""One file read, checked and drawn at a go, so that only what is written and said of it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from eia import source
from eia.check import Settings
from eia.cli import processes, reports
from eia.cli.examine import look, to_keep
from eia.cli.memory import Found, Memory, Trace
from eia.cli.targets import Target
from eia.editions import MEMBERS, PUBLIC, hides
from eia.findings import Finding, State
from eia.model import Assessment
from eia.project import BrokenSettings, Project, Report
from eia.show.tally import Tally

MANY = 20
"""Files from which on a second process saves more than it costs to start."""
CHUNK = 4
"""Files handed to a process at a time."""


@dataclass(frozen=True)
class Made:
    """The reports of one assessment."""

    slug: str
    """The assessment's `id`, which its reports are named after."""
    tally: Tally
    editions: Mapping[str, reports.Drawn | reports.Undrawable]
    """Edition → its reports, or why there are none; without the members' where that says no more than the public one."""


@dataclass(frozen=True)
class Unreadable:
    """A file that no report can be made of."""

    name: str
    """The file as the user named it."""
    why: str
    """The first thing that counts of what is wrong with it; empty when nothing does."""


@dataclass(frozen=True)
class Blocked:
    """A file whose form has something wrong."""

    report: Report
    """What is wrong with the form."""


Result = Made | Unreadable | Blocked


class Known(Target):
    """A file that need not be checked: what would be found is known already, or nobody asks."""


@dataclass(frozen=True)
class Worked:
    """What came of one file, as it is sent between processes."""

    result: Result
    found: Found | None = None
    trace: Trace | None = None
    """What it rests on, for keeping it; None where it was not checked, or nobody can tell whether it will be so again."""


def draw(
    targets: Sequence[Target],
    settings: Settings,
    kinds: tuple[str, ...],
    moment: datetime | None,
    jobs: int | None = None,
    editions: tuple[str, ...] = (PUBLIC,),
    *,
    counted: bool = True,
    memory: Memory | None = None,
) -> Iterator[Result]:
    """What came of each file, in order; the same however many processes work, and whatever is remembered.

    Args:
        targets: the files.
        settings: how to check them.
        kinds: what to make, of `reports.KINDS`.
        moment: when the files are made, for their properties; the assessment's own last date if not given.
        jobs: how many processes; as many as there are processors if not given and there are many files.
        editions: which editions to make, of `eia.editions.EDITIONS`.
        counted: whether the findings in each are to be counted.
        memory: what was found before, and where to note what is found now; None to check everything anew.
    """
    work = partial(_one, settings=settings, kinds=kinds, moment=moment, editions=editions)
    found = [_recalled(memory, target, settings) if memory and counted else None for target in targets]
    asked = [
        target if counted and known is None else Known(target.file, target.name, target.project)
        for target, known in zip(targets, found, strict=True)
    ]
    drawn = processes.each(work, asked, processes.number(len(targets), MANY, jobs), CHUNK)
    for target, known, worked in zip(targets, found, drawn, strict=True):
        if memory and worked.found is not None and worked.trace is not None:
            memory.keep(target, settings, worked.found, worked.trace, False)
        if known is not None:
            yield _with_findings(worked.result, known)
        elif isinstance(worked.result, Unreadable) and not counted:
            yield _with_findings(worked.result, target.project.examine(target.file, settings).findings)
        else:
            yield worked.result


def _recalled(memory: Memory, target: Target, settings: Settings) -> tuple[Finding, ...] | None:
    """What was found in a file before, by itself or with what the register needs; None where it must be checked."""
    kept = memory.recall(target, settings, False) or memory.recall(target, settings, True)
    return None if kept is None else kept[0].findings


def _with_findings(result: Result, findings: Sequence[Finding]) -> Result:
    """The result for a file that was not checked, with what a check finds."""
    if isinstance(result, Made):
        return replace(result, tally=Tally.of([findings]))
    return replace(result, why=result.why or _first(findings)) if isinstance(result, Unreadable) else result


def _first(findings: Sequence[Finding]) -> str:
    return next((finding.message for finding in findings if finding.state is State.OPEN), "")


def _one(
    target: Target,
    settings: Settings,
    kinds: tuple[str, ...],
    moment: datetime | None,
    editions: tuple[str, ...],
) -> Worked:
    try:
        if isinstance(target, Known):
            report, trace = target.project.unchecked(source.read(target.file, target.name)), None
        else:
            report, trace = look(target, settings)
    except BrokenSettings as fault:
        return Worked(Blocked(fault.report))
    return Worked(
        _drawn(report, target.project, kinds, moment, editions), to_keep(report) if trace else None, trace
    )


def _drawn(
    report: Report,
    project: Project,
    kinds: tuple[str, ...],
    moment: datetime | None,
    editions: tuple[str, ...],
) -> Result:
    if report.form is None or not reports.can_render(report):
        name = str((report.document.data or {}).get("id", ""))
        if reports.is_reserved(name):
            return Unreadable(report.name, f"no file can be called “{name}” on Windows; give it another `id`")
        return Unreadable(report.name, _first(report.findings))
    slug = str((report.document.data or {})["id"])
    made: dict[str, reports.Drawn | reports.Undrawable] = {}
    for edition in editions:
        if edition == MEMBERS and not hides(Assessment.build(report.document.data), report.form):
            continue
        try:
            made[edition] = reports.draw(report, report.form, project, kinds, moment, edition)
        except reports.Undrawable as fault:
            made[edition] = fault
    return Made(slug, Tally.of([report.findings]), made)
