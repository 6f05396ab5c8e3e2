"""The files that reports become: their names, what is already there, and what must not be replaced."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from eia.cli import drawing, reports
from eia.cli.faults import Wrong
from eia.cli.targets import Target


@dataclass(frozen=True)
class File:
    """One report as a file."""

    path: Path
    data: bytes


@dataclass(frozen=True)
class Job:
    """One assessment with its reports."""

    target: Target
    made: drawing.Made
    folder: Path
    """Where its reports go."""

    def path(self, kind: str, edition: str) -> Path:
        """Where a report of its goes: the name comes from the assessment's `id` and nothing else."""
        return self.folder / f"{reports.stem(self.made.slug, edition)}{reports.KINDS[kind]}"

    @property
    def drawn(self) -> Mapping[str, reports.Drawn]:
        """The editions that could be drawn."""
        return {name: it for name, it in self.made.editions.items() if isinstance(it, reports.Drawn)}

    @property
    def undrawn(self) -> Mapping[str, reports.Undrawable]:
        """The editions that could not, or must not be."""
        return {name: it for name, it in self.made.editions.items() if isinstance(it, reports.Undrawable)}

    def files(self) -> Iterator[File]:
        """Its reports, edition by edition."""
        for edition, drawn in self.drawn.items():
            for kind, data in drawn.files.items():
                yield File(self.path(kind, edition), data)


def jobs_of(results: Iterable[tuple[Target, drawing.Result]], folder: str | None) -> tuple[Job, ...]:
    """The assessments that were read, with where their reports go: a folder, or each project's own."""
    return tuple(
        Job(target, it, Path(folder) if folder else target.project.output)
        for target, it in results
        if isinstance(it, drawing.Made)
    )


def refuse_clashes(jobs: Sequence[Job], kinds: Sequence[str]) -> None:
    """Refuse two reports of one name, also where only capitals make the difference: not every disk knows them.

    Raises:
        Wrong: two assessments would give files of one name.
    """
    taken: dict[str, str] = {}
    for job in jobs:
        for edition in job.made.editions:
            key = str(job.path(kinds[0], edition)).casefold()
            if key in taken:
                raise Wrong(
                    f"{taken[key]} and {job.target.name} have the same `id`, so their reports would have the same name"
                    if taken[key] != job.target.name and edition == "public"
                    else f"A report of {taken[key]} and one of {job.target.name} would have the same name,"
                    f" {job.path(kinds[0], edition).name}",
                    "Give one of them another `id`. Nothing was written.",
                )
            taken[key] = job.target.name


def refuse_to_replace(files: Mapping[Path, bytes], force: bool) -> None:
    """Refuse to replace what eia did not make, unless that is what is wanted.

    Raises:
        Wrong: something else has the name of a report.
    """
    foreign = [path for path, data in files.items() if not force and is_foreign(path, data)]
    if foreign:
        named = ", ".join(str(path) for path in foreign)
        raise Wrong(
            f"{named} was not made by eia, or was changed since, and is left as it is",
            "Move it away, choose another folder with --output, or replace it with --force. Nothing was written.",
        )


def refuse_other_capitals(files: Mapping[Path, bytes]) -> None:
    """Refuse to write beside a file whose name differs in capitals only: on most disks the two would be one.

    Raises:
        Wrong: there is such a file.
    """
    for folder in dict.fromkeys(path.parent for path in files):
        there = {item.name.casefold(): item for item in _listed(folder)}
        for path in (path for path in files if path.parent == folder):
            other = there.get(path.name.casefold())
            if other is not None and other.name != path.name and not path.exists():
                raise Wrong(
                    f"{other} differs from {path.name} in capitals only, and many disks cannot hold both",
                    "Move it away, or choose another folder with --output. Nothing was written.",
                )


def is_foreign(path: Path, data: bytes) -> bool:
    """Whether something other than a report of ours has that name."""
    if not path.is_file():
        return False
    try:
        written = path.read_bytes()
    except OSError:
        return True
    return written != data and not reports.is_ours(written)


def files_of(jobs: Iterable[Job]) -> dict[Path, bytes]:
    """Every file of the assessments, in order."""
    return {file.path: file.data for file in chain.from_iterable(job.files() for job in jobs)}


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
