"""Which program this is, told by what it consists of: a result is kept only for the program that gave it."""

import hashlib
import os
import pathlib
import sys
from collections.abc import Collection, Iterator

from eia import resources

State = tuple[object, ...]
"""What the disk says of each of the program's files, and what is installed."""


def read() -> tuple[str, State]:
    """A digest of the program, its forms and schemas, the Python it runs in and what is installed there; its state.

    Changed rules are seen whatever the version says, as those of somebody who is writing one.
    """
    made = hashlib.blake2b(digest_size=20)
    installed = sorted(_installed())
    for words in (sys.version, *installed):
        made.update(words.encode(errors="surrogateescape") + b"\0")
    files = []
    for file in _files():
        made.update(os.fsencode(file) + b"\0")
        # Without a buffer and without `Path`: there are hundreds of files, and every start reads them all.
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - as said
            files.append((file, *_told(os.fstat(stream.fileno()))))
            raw = stream.readall()
        made.update(len(raw).to_bytes(8, "big") + raw)
    return made.hexdigest(), (*installed, *files)


def state() -> State:
    """The state of the program now: another than when it was read if it has changed since, without reading it again."""
    return (*sorted(_installed()), *((file, *_told(os.stat(file))) for file in _files()))  # noqa: PTH116 - as above


def _told(status: os.stat_result) -> tuple[int, ...]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _files() -> Iterator[str]:
    yield from _below(pathlib.Path(__file__).resolve().parent, "", ("__pycache__", "_data"))
    yield from _below(resources.templates(), ".yaml")
    yield from _below(resources.schemas(), ".json")


def _below(folder: pathlib.Path, ending: str, but: Collection[str] = ()) -> Iterator[str]:
    """The files below a folder whose names end so, in an order that is always the same."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders).difference(but))
        yield from (f"{base}{os.sep}{name}" for name in sorted(names) if name.endswith(ending))


def _installed() -> Iterator[str]:
    """The name and version of everything that is installed, as folders say it: reading each would take long."""
    for folder in map(pathlib.Path, sys.path):
        if folder.is_dir():
            with os.scandir(folder) as items:
                yield from (item.name for item in items if item.name.endswith((".dist-info", ".egg-info")))
