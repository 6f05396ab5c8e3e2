"""A progress bar for work on many files, where somebody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")
LONG_WORK = 50
"""Files from which on a progress bar is worth it."""


@contextmanager
def progress(results: Iterator[T], number: int, quiet: bool = False) -> Iterator[Iterator[T]]:
    """The results as they come, with a bar on the standard error if that is a terminal and there are many."""
    if quiet or number <= LONG_WORK or not sys.stderr.isatty():
        yield results
    else:
        with click.progressbar(results, length=number, label="Checking", file=sys.stderr) as bar:
            yield iter(bar)
