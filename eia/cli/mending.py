"""`eia check --fix` and `--diff`: mend the files named, or show what would be mended."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from eia import source
from eia.check import Settings
from eia.cli.targets import Target
from eia.library import BrokenForm, UnknownForm
from eia.mend import Mended, Unsafe, mend
from eia.output import NotWritten, write_all
from eia.show import mends
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.tally import counted

_UNSAFE = "read again, it would say something else than was meant"
_LINK = "it is a link; name the file it leads to"
_READ_ONLY = "you may not write there"


@dataclass(frozen=True, slots=True)
class _Mendable:
    """One file in which there is something to mend."""

    target: Target
    before: str
    mended: Mended


def preview(
    targets: Sequence[Target], settings: Settings, look: Paint, trouble: Paint
) -> tuple[int, tuple[str, ...]]:
    """Print to stdout how the files would change, and to stderr how much; nothing is written.

    Returns:
        How many files would change, and the names of those that cannot be mended; why has been said.
    """
    unmended: list[str] = []
    number = files = 0
    for found in _mendable(targets, settings, unmended):
        name, mended = found.target.name, found.mended
        click.echo(mends.difference(name, found.before, mended.text, look), nl=False, color=look.colour)
        number += len(mended.mends)
        files += 1
    would = f"Would make {counted(number, 'mend')} in {counted(files, 'file')}."
    click.echo(would if files else "There is nothing to mend.", err=True, color=trouble.colour)
    return files, tuple(unmended)


def apply(targets: Sequence[Target], settings: Settings, trouble: Paint, *, quiet: bool) -> tuple[str, ...]:
    """Mend the files, each whole or not at all, and unless `quiet` say on stderr what was mended.

    Returns:
        The names of the files that should have been mended and were not; why has been said.
    """
    unmended: list[str] = []
    for found in _mendable(targets, settings, unmended):
        target = found.target
        try:
            write_all({target.file: found.mended.raw})
        except NotWritten as fault:
            _leave(target, fault.reason, unmended)
            continue
        if not quiet:
            click.echo(mends.listed(target.name, found.mended.mends, trouble), err=True, color=trouble.colour)
    return tuple(unmended)


def _mendable(targets: Sequence[Target], settings: Settings, unmended: list[str]) -> Iterator[_Mendable]:
    schemas: dict[tuple[Path, str], Mapping[str, Any]] = {}
    for target in targets:
        document = source.read(target.file, target.name)
        if document.data is None:
            continue
        library, form = target.project.library, target.project.form_of(document)
        key = target.project.root, form
        try:
            schemas[key] = schemas.get(key) or library.schema(form)
            raw = target.file.read_bytes()
            mended = mend(raw, document, library.form(form), schemas[key], settings.wants)
        except (UnknownForm, BrokenForm, OSError):
            continue  # the check that follows says what is wrong
        except Unsafe:
            _leave(target, _UNSAFE, unmended)
            continue
        if not mended.mends:
            continue
        if target.file.is_symlink():
            _leave(target, _LINK, unmended)
        elif not os.access(target.file, os.W_OK):
            _leave(target, _READ_ONLY, unmended)
        else:
            yield _Mendable(target, document.text, mended)


def _leave(target: Target, why: str, unmended: list[str]) -> None:
    unmended.append(target.name)
    click.echo(f"eia: {plain(target.name)} was not mended: {why}.", err=True)
