"""Examine files, in several processes when there are enough of them to be worth it."""

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from pathlib import Path

from eia.check import Settings
from eia.cli.targets import Target
from eia.project import BrokenSettings, Project, Report
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
    wanted = jobs or (_processors() if len(targets) > MANY else 1)
    if wanted == 1 or len(targets) < 2:
        with _rarely_looking_for_garbage():
            yield from (_one(target, settings) for target in targets)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(wanted, initializer=_prepare) as pool:
        try:
            named = ((target.file, target.name, target.project.root) for target in targets)
            yield from pool.map(_one_alone, named, repeat(settings), chunksize=CHUNK)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _prepare() -> None:
    """Leave Ctrl-C to the first process, and look for garbage less often."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*_RARELY)


_RARELY = (200_000, 50, 1000)
"""Objects made before garbage is looked for: next to none is made in circles, and looking takes a third of the time."""


@contextmanager
def _rarely_looking_for_garbage() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _one(target: Target, settings: Settings) -> Result:
    try:
        report = target.project.examine(target.file, settings, target.name)
        made = record(report.document, report.form)
        return Result(_without_places(report), is_broken=False, record=made)
    except BrokenSettings as fault:
        return Result(fault.report, is_broken=True)


def _one_alone(named: tuple[Path, str, Path], settings: Settings) -> Result:
    """The same in another process, without the form, which the first one reads itself."""
    file, name, root = named
    found = _one(Target(file, name, _project(root)), settings)
    return replace(found, report=replace(found.report, form=None))


def _without_places(report: Report) -> Report:
    """The report without the places in the text: findings have theirs, and thousands of files have millions."""
    return replace(report, document=replace(report.document, places={}))


@cache
def _project(root: Path) -> Project:
    """The project, kept, so that each process reads a form once."""
    return Project.find(root)
