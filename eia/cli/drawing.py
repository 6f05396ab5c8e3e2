"""One file read, checked and drawn at a go, so that only what is written and said of it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from eia.check import Settings
from eia.cli import processes, reports
from eia.cli.targets import Target
from eia.editions import MEMBERS, PUBLIC, hides
from eia.findings import State
from eia.model import Assessment
from eia.project import BrokenSettings, Report
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


def draw(
    targets: Sequence[Target],
    settings: Settings,
    kinds: tuple[str, ...],
    moment: datetime | None,
    jobs: int | None = None,
    editions: tuple[str, ...] = (PUBLIC,),
) -> Iterator[Result]:
    """What came of each file, in order; the same however many processes work.

    Args:
        targets: the files.
        settings: how to check them.
        kinds: what to make, of `reports.KINDS`.
        moment: when the files are made, for their properties; the assessment's own last date if not given.
        jobs: how many processes; as many as there are processors if not given and there are many files.
        editions: which editions to make, of `eia.editions.EDITIONS`.
    """
    work = partial(_one, settings=settings, kinds=kinds, moment=moment, editions=editions)
    return processes.each(work, targets, processes.number(len(targets), MANY, jobs), CHUNK)


def _one(
    target: Target,
    settings: Settings,
    kinds: tuple[str, ...],
    moment: datetime | None,
    editions: tuple[str, ...],
) -> Result:
    try:
        report = target.project.examine(target.file, settings, target.name)
    except BrokenSettings as fault:
        return Blocked(fault.report)
    if report.form is None or not reports.can_render(report):
        first = next((finding for finding in report.findings if finding.state is State.OPEN), None)
        name = str((report.document.data or {}).get("id", ""))
        if reports.is_reserved(name):
            return Unreadable(report.name, f"no file can be called “{name}” on Windows; give it another `id`")
        return Unreadable(report.name, first.message if first else "")
    slug = str((report.document.data or {})["id"])
    made: dict[str, reports.Drawn | reports.Undrawable] = {}
    for edition in editions:
        if edition == MEMBERS and not hides(Assessment.build(report.document.data), report.form):
            continue
        try:
            made[edition] = reports.draw(report, report.form, target.project, kinds, moment, edition)
        except reports.Undrawable as fault:
            made[edition] = fault
    return Made(slug, Tally.of([report.findings]), made)
