"""The same work on many files, in several processes when there are enough of them to be worth it."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from eia.cli.garbage import RARELY, rarely_looking_for_garbage
from eia.cli.targets import Target
from eia.project import Project

T = TypeVar("T")


def number(files: int, many: int, wanted: int | None = None) -> int:
    """How many processes are to work.

    Args:
        files: how many files there are.
        many: files from which on a second process saves more than it costs to start.
        wanted: how many were asked for; as many as there are processors if not given and there are many files.
    """
    if files < 2:
        return 1
    return wanted or (_processors() if files > many else 1)


def each(work: Callable[[Target], T], targets: Sequence[Target], processes: int, chunk: int) -> Iterator[T]:
    """What `work` makes of each file, in order; the same however many processes work.

    Args:
        work: what is done with a file; it and what it returns must be fit to be sent between processes.
        targets: the files.
        processes: how many processes work.
        chunk: files handed to a process at a time.
    """
    if processes == 1:
        with rarely_looking_for_garbage():
            yield from map(work, targets)
        return
    from concurrent.futures import ProcessPoolExecutor
    from itertools import repeat

    with ProcessPoolExecutor(processes, initializer=_prepare) as pool:
        try:
            named = [(type(target), target.file, target.name, target.project.root) for target in targets]
            yield from pool.map(_there, repeat(work), named, chunksize=chunk)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _prepare() -> None:
    """Leave Ctrl-C to the first process, and look for garbage less often."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*RARELY)


def _there(work: Callable[[Target], T], named: tuple[type[Target], Path, str, Path]) -> T:
    """The same in another process, for which a project is too much to be sent."""
    kind, file, name, root = named
    return work(kind(file, name, _project(root)))


@cache
def _project(root: Path) -> Project:
    """The project, kept, so that each process reads a form once."""
    return Project.find(root)
