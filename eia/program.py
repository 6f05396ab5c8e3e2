"""Which program this is, told by what it consists of: a result is kept only for the program that gave it."""

import hashlib
import os
import pathlib
import sys
from collections.abc import Iterator

from eia import resources


def digest() -> str:
    """A digest of the program, its forms and schemas, the Python it runs in and what is installed there.

    Changed rules are seen whatever the version says, as those of somebody who is writing one.
    """
    made = hashlib.blake2b(digest_size=20)
    for words in (sys.version, *sorted(_installed())):
        made.update(words.encode(errors="surrogateescape") + b"\0")
    for file in _files():
        made.update(file.as_posix().encode(errors="surrogateescape") + b"\0")
        raw = file.read_bytes()
        made.update(len(raw).to_bytes(8, "big") + raw)
    return made.hexdigest()


def _files() -> Iterator[pathlib.Path]:
    package = pathlib.Path(__file__).resolve().parent
    for base, folders, names in os.walk(package):
        folders[:] = sorted(set(folders) - {"__pycache__", "_data"})
        yield from (pathlib.Path(base, name) for name in sorted(names))
    yield from sorted(resources.templates().glob("*/*.yaml"))
    yield from sorted(resources.schemas().glob("*.json"))


def _installed() -> Iterator[str]:
    """The name and version of everything that is installed, as folders say it: reading each would take long."""
    for folder in map(pathlib.Path, sys.path):
        if folder.is_dir():
            for item in folder.iterdir():
                if item.suffix in (".dist-info", ".egg-info"):
                    yield item.name
