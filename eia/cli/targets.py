"""Which files a command is to look at, and the project each belongs to."""

import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eia.cli.faults import Broken, Nothing, Wrong
from eia.kept import Kept
from eia.project import SETTINGS, BrokenSettings, Project
from eia.show.paint import Paint
from eia.source.limits import LARGEST_FILE
from eia.value import Alike

_NOT_ASSESSMENTS = {SETTINGS, "form.yaml"}
MOST_FOLDERS = 10_000
"""Folders whose true place is known at a time."""
_MARK = re.compile(rb"^[\"']?eia[\"']?\s*:", re.MULTILINE)
"""The first key of every assessment, wherever it stands."""


class Target(Alike):
    """One file to look at."""

    file: Path
    name: str
    """As the reader names it."""
    project: Project


def gather(paths: Sequence[str], paint: Paint, none_will_do: bool = False) -> tuple[Target, ...]:
    """The files that `paths` mean, each once; all of the project's assessments when there are no paths.

    A folder means the assessments in it and below; a file means itself, whatever it holds.

    Args:
        paths: what the person named.
        paint: how to print what is wrong with settings.
        none_will_do: whether there may be nothing to look at.

    Raises:
        Broken: a project's settings have something wrong.
        Wrong: a path leads nowhere, or there is nothing to look at.
    """
    refuse_unknown(paths)
    try:
        found = list(_named(paths) if paths else _in_project())
    except BrokenSettings as broken:
        raise Broken([broken.report], paint) from broken
    once: dict[str, Target] = {}
    folders = Kept[str, str](os.path.realpath, MOST_FOLDERS)
    for target in found:
        once.setdefault(_real(target.file, folders), target)
    targets = tuple(once.values())
    if not targets and not none_will_do:
        raise nothing(paths)
    return targets


def _real(file: Path, folders: Mapping[str, str]) -> str:
    """Where a file lies, links followed: of a folder of many files the way is gone once."""
    folder, name = os.path.split(file)
    return os.path.realpath(file) if os.path.islink(file) else f"{folders[folder]}{os.sep}{name}"  # noqa: PTH114


def refuse_unknown(paths: Sequence[str]) -> None:
    """See that every path leads somewhere.

    Raises:
        Wrong: one does not; the nearest name is told.
    """
    for path in paths:
        if not os.path.lexists(path):
            parent = Path(path).parent
            names = sorted(item.name for item in parent.iterdir()) if parent.is_dir() else []
            near = difflib.get_close_matches(Path(path).name, names, n=1)
            hint = f"Did you mean {parent / near[0]}?" if near else ""
            raise Wrong(f"There is no file or folder “{path}”", hint)


def _in_project() -> Iterator[Target]:
    here = Path.cwd()
    project = Project.find(here)
    for file in project.assessment_files():
        yield Target(file, named_from(file, here), project)


def _named(paths: Sequence[str]) -> Iterator[Target]:
    projects: dict[Path, Project] = {}
    for path in paths:
        for file in _below(Path(path)) if Path(path).is_dir() else (Path(path),):
            folder = file.parent
            if folder not in projects:
                projects[folder] = Project.find(folder)
            yield Target(file, str(file), projects[folder])


def _below(folder: Path) -> Iterator[Path]:
    """The assessments in a folder and in those below, by name; hidden folders are passed over."""

    def refuse(fault: OSError) -> None:
        raise Wrong(f"The folder “{fault.filename}” could not be opened", "Ask for the right to read it.")

    for base, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(names):
            file = Path(base, name)
            if file.suffix in (".yaml", ".yml") and name not in _NOT_ASSESSMENTS and _looks_right(file):
                yield file


def _looks_right(file: Path) -> bool:
    """Whether the file has an assessment's first key, or cannot be read, which is itself a finding."""
    if not file.is_file():
        return False
    try:
        with file.open("rb") as stream:
            return bool(_MARK.search(stream.read(LARGEST_FILE).removeprefix(b"\xef\xbb\xbf")))
    except OSError:
        return True


def named_from(file: Path, here: Path) -> str:
    """The file as a reader names it who is here."""
    inside = f"{here}{os.sep}"
    if str(file).startswith(inside):
        return str(file)[len(inside) :]
    try:
        return str(file.relative_to(here.resolve()))
    except ValueError:
        return os.path.relpath(file, here)


def nothing(paths: Sequence[str]) -> Nothing:
    """What is said when there is nothing to look at."""
    where = f"in {', '.join(paths)}" if paths else "in this project"
    hint = "Name a file or a folder, or start an assessment: eia new “Library opening hours”."
    return Nothing(f"There is no assessment {where}", hint)
