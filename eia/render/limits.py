"""Limits on what a template from outside may use: processor time and memory.

Jinja's sandbox keeps a template from what is not its business, but not from going round for ever. The limits are those
of the operating system, held only while the template is carried out, so that a batch costs no more processes; what they
stop is an exception in the template, with its line. Where the system has none, the clock alone stops it.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final

SECONDS: Final = 20
"""Processor time that a report may take; the longest so far took a second."""
WAITED: Final = 120
"""Seconds on the clock, where processor time cannot be told."""
BYTES: Final = 1_000_000_000
"""Memory that a report may take above what the program has taken already."""


class TooLong(Exception):
    """The template took more time than it may have."""

    def __init__(self) -> None:
        super().__init__(f"it takes more than {SECONDS} seconds")


@contextmanager
def held() -> Iterator[None]:
    """Hold the limits for as long as the context lasts.

    Raises:
        TooLong: what runs in it takes too long.
        MemoryError: it needs too much memory.
    """
    with ExitStack() as stack:
        stack.enter_context(_memory())
        if threading.current_thread() is threading.main_thread():  # only there can signals be met
            stack.enter_context(_time())
        yield


@contextmanager
def _time() -> Iterator[None]:
    try:
        import resource
    except ImportError:
        with _clock():
            yield
        return
    before, hard = resource.getrlimit(resource.RLIMIT_CPU)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(usage.ru_utime + usage.ru_stime) + SECONDS + 1
    if resource.RLIM_INFINITY not in (before, hard) and min(before, hard) <= limit:
        yield  # somebody holds it shorter already
        return
    usual = signal.signal(signal.SIGXCPU, _stop)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (before, hard))
        signal.signal(signal.SIGXCPU, usual)


@contextmanager
def _clock() -> Iterator[None]:
    import _thread

    usual = signal.signal(signal.SIGINT, _stop)
    timer = threading.Timer(WAITED, _thread.interrupt_main)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, usual)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooLong


@contextmanager
def _memory() -> Iterator[None]:
    taken = _taken()
    if taken is None:
        yield
        return
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + BYTES
    if any(known != resource.RLIM_INFINITY and known <= limit for known in (before, hard)):
        yield
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def _taken() -> int | None:
    """Bytes of address space that the process has; None where the system does not tell."""
    try:
        import resource

        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (ImportError, OSError, ValueError, IndexError):
        return None
