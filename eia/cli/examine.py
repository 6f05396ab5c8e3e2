"""Examine files, in several processes when there are enough of them to be worth it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from eia.check import Settings
from eia.cli import processes
from eia.cli.targets import Target
from eia.project import BrokenSettings, Report
from eia.register.records import Record, record

MANY = 100
"""Files from which on a second process saves more than it costs to start."""
CHUNK = 10
"""Files handed to a process at a time."""


@dataclass(frozen=True)
class Result:
    """What came of one file."""

    report: Report
    is_broken: bool
    """Whether the report is not on the file, but on what is wrong with the form it is made on."""
    record: Record | None = None
    """What the register needs of the assessment."""


def examine(targets: Sequence[Target], settings: Settings, jobs: int | None = None) -> Iterator[Result]:
    """What was found in each file, in order; the same however many processes work.

    Args:
        targets: the files.
        settings: how to check them.
        jobs: how many processes; as many as there are processors if not given and there are many files.
    """
    number = processes.number(len(targets), MANY, jobs)
    work = _one if number == 1 else _one_to_send
    return processes.each(partial(work, settings=settings), targets, number, CHUNK)


def _one(target: Target, settings: Settings) -> Result:
    try:
        report = target.project.examine(target.file, settings, target.name)
        made = record(report.document, report.form)
        return Result(_without_places(report), is_broken=False, record=made)
    except BrokenSettings as fault:
        return Result(fault.report, is_broken=True)


def _one_to_send(target: Target, settings: Settings) -> Result:
    """The same for another process, without the form, which that one reads itself."""
    found = _one(target, settings)
    return replace(found, report=replace(found.report, form=None))


def _without_places(report: Report) -> Report:
    """The report without the places in the text: findings have theirs, and thousands of files have millions."""
    return replace(report, document=replace(report.document, places={}))
