"""One file read, checked and drawn at a go, so that only what is written and said of it is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from eia.check import Settings
from eia.cli import processes, reports
from eia.cli.targets import Target
from eia.findings import State
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
    drawn: reports.Drawn | reports.Undrawable
    """The reports, or why its form's template or house style cannot be used."""


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
) -> Iterator[Result]:
    """What came of each file, in order; the same however many processes work.

    Args:
        targets: the files.
        settings: how to check them.
        kinds: what to make, of `reports.KINDS`.
        moment: when the files are made, for their properties; the assessment's own last date if not given.
        jobs: how many processes; as many as there are processors if not given and there are many files.
    """
    work = partial(_one, settings=settings, kinds=kinds, moment=moment)
    return processes.each(work, targets, processes.number(len(targets), MANY, jobs), CHUNK)


def _one(target: Target, settings: Settings, kinds: tuple[str, ...], moment: datetime | None) -> Result:
    try:
        report = target.project.examine(target.file, settings, target.name)
    except BrokenSettings as fault:
        return Blocked(fault.report)
    if report.form is None or not reports.can_render(report):
        first = next((finding for finding in report.findings if finding.state is State.OPEN), None)
        return Unreadable(report.name, first.message if first else "")
    slug = str((report.document.data or {})["id"])
    tally = Tally.of([report.findings])
    try:
        return Made(slug, tally, reports.draw(report, report.form, target.project, kinds, moment))
    except reports.Undrawable as fault:
        return Made(slug, tally, fault)
