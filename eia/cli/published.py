"""Whether the files that were published are what their sources give; nothing is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eia.cli import reports
from eia.cli.publishing import Job
from eia.editions import EDITIONS


@dataclass(frozen=True)
class Doubt:
    """A published file that is not what its source gives."""

    path: Path
    why: str
    """What is the matter with it and what to do, as the end of a sentence."""


def doubts(jobs: Sequence[Job], kinds: Sequence[str], unreadable: bool, whole: bool) -> Iterator[Doubt]:
    """What is the matter with each published file, in the order of the sources; then files without a source.

    Args:
        jobs: the assessments with what their reports are now.
        kinds: the kinds of report that are published.
        unreadable: whether a source could not be read, so that its reports cannot be told from orphans.
        whole: whether these are all the assessments whose reports go into the folder.
    """
    for job in jobs:
        for file in job.files():
            why = _matter(file.path, file.data)
            if why:
                yield Doubt(file.path, why)
        for edition, fault in job.undrawn.items():
            if isinstance(fault, reports.Refused):
                yield from (
                    Doubt(path, f"should not be there: {fault}. Take it away")
                    for path in (job.path(kind, edition) for kind in kinds)
                    if path.exists()
                )
    if whole and not unreadable:
        yield from _orphans(jobs, kinds)


def _matter(path: Path, data: bytes) -> str:
    if not path.exists():
        return "missing. Make it with `eia render`"
    if not path.is_file():
        return "not a file. Take away what has its name"
    try:
        written = path.read_bytes()
    except OSError:
        return "cannot be opened. Ask for the right to read it"
    if written == data:
        return ""
    if reports.is_ours(written):
        return "older than its source. Make it anew with `eia render`"
    return (
        "changed by hand since it was made, or not made by eia. Bring what was changed into its source, then make it"
        " anew with `eia render --force`"
    )


def _orphans(jobs: Sequence[Job], kinds: Sequence[str]) -> Iterator[Doubt]:
    """The reports of ours in the folders that no assessment gives any more."""
    known = {
        job.folder / f"{reports.stem(job.made.slug, edition)}{ending}"
        for job in jobs
        for edition in EDITIONS
        for ending in reports.KINDS.values()
    }
    endings = {reports.KINDS[kind] for kind in kinds}
    for folder in dict.fromkeys(job.folder for job in jobs):
        for path in sorted(_files(folder)):
            if path.suffix in endings and path not in known and _is_ours(path):
                yield Doubt(path, "no longer has a source. Take it away, or put its assessment back")


def _files(folder: Path) -> Iterable[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []


def _is_ours(path: Path) -> bool:
    try:
        return reports.is_ours(path.read_bytes())
    except OSError:
        return False


def summary(right: int, wrong: int) -> str:
    """How many files are as they should be."""
    good = "1 file is" if right == 1 else f"{right} files are"
    what = "what its source gives" if right == 1 else "what their sources give"
    bad = "" if not wrong else "; 1 is not" if wrong == 1 else f"; {wrong} are not"
    return f"{good} {what}{bad}."
