"""`eia render`: make the reports."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from eia import output
from eia.check import Settings
from eia.cli import drawing, options, reports
from eia.cli.faults import Broken, Wrong
from eia.cli.targets import Target, gather
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.tally import counted

LONG_WORK = 20
"""Files from which on a progress bar is worth it."""
NOT_ALL = 1
"""The exit status when an assessment could not be rendered."""


def kinds_of(ctx: click.Context, param: click.Parameter, given: str) -> tuple[str, ...]:
    """The kinds of report asked for, each once."""
    wanted = tuple(dict.fromkeys(given.lower().replace(",", " ").split()))
    unknown = [kind for kind in wanted if kind not in reports.KINDS]
    if unknown or not wanted:
        raise click.BadParameter(
            f"There is no “{', '.join(unknown)}”. Choose from {', '.join(reports.KINDS)}."
        )
    return wanted


@dataclass(frozen=True)
class Job:
    """One assessment with its reports."""

    target: Target
    made: drawing.Made
    folder: Path
    """Where its reports go."""

    def path(self, kind: str) -> Path:
        """Where its report of this kind goes: the name comes from the assessment's `id` and nothing else."""
        return self.folder / f"{self.made.slug}{reports.KINDS[kind]}"


@click.command(
    epilog="""\b
A report's name is the assessment's `id`. Files that eia did not make, or that were changed in Word since,
are never replaced unless you say --force. The same assessment always gives the same file.

\b
Examples:
  eia render                       all assessments of the project
  eia render assessments/parks.yaml --to word --output papers
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--to",
    "kinds",
    callback=kinds_of,
    default="word,html",
    show_default=True,
    metavar="KINDS",
    help="What to make: word, html, pdf, or several with commas between.",
)
@click.option(
    "-o", "--output", "folder", metavar="DIR", help="The folder to write to. Usual: the project's own."
)
@click.option("--force", is_flag=True, help="Replace files even if eia did not make them.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help=f"Make so many at once. Usual: 1, or all processors for over {drawing.MANY} files.",
)
@options.today_option
@options.colour_option
def command(
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    folder: str | None,
    force: bool,
    jobs: int | None,
    today: date,
    colour: bool | None,
) -> None:
    """Make the reports, in Word, for the web and as PDF.

    PATH is a file or a folder; without one, all assessments of the project are rendered. A draft says DRAFT on
    every page. Findings do not stop a report, but how many stand is said.
    """
    look = options.paint(colour)
    trouble = options.paint(colour, err=True)
    moment = epoch()
    targets = gather(paths, trouble)
    with _progress(drawing.draw(targets, Settings(today), kinds, moment, jobs), len(targets)) as each:
        results = list(zip(targets, each, strict=True))
    _refuse_broken(results, trouble)
    made = [
        Job(target, it, Path(folder) if folder else target.project.output)
        for target, it in results
        if isinstance(it, drawing.Made)
    ]
    _refuse_clashes(made)
    drawn = _drawn(made)
    files = {job.path(kind): data for job in made for kind, data in drawn[job.target.name].files.items()}
    refuse_to_replace(files, force)
    try:
        output.write_all(files)
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
    unreadable = [it for _, it in results if isinstance(it, drawing.Unreadable)]
    for line in (*_told(made, kinds), *_remarks(drawn), *_untold(unreadable)):
        options.say(line, look)
    click.get_current_context().exit(NOT_ALL if unreadable else 0)


def epoch() -> datetime | None:
    """The moment that SOURCE_DATE_EPOCH names (https://reproducible-builds.org/specs/source-date-epoch/)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise Wrong(
            f"SOURCE_DATE_EPOCH is “{seconds}”, which is not a moment",
            "Unset it, or give it whole seconds since 1970.",
        ) from fault


def _refuse_broken(results: Sequence[tuple[Target, drawing.Result]], paint: Paint) -> None:
    broken = {it.report.name: it.report for _, it in results if isinstance(it, drawing.Blocked)}
    if broken:
        raise Broken(broken.values(), paint)


def _refuse_clashes(jobs: Iterable[Job]) -> None:
    taken: dict[Path, str] = {}
    for job in jobs:
        path = job.path("html")
        if path in taken:
            raise Wrong(
                f"{taken[path]} and {job.target.name} have the same `id`, so their reports would have the same name",
                "Give one of them another `id`. Nothing was written.",
            )
        taken[path] = job.target.name


def _drawn(jobs: Iterable[Job]) -> dict[str, reports.Drawn]:
    """The reports of each assessment, in memory: all are drawn before the first is written."""
    drawn = {}
    for job in jobs:
        it = job.made.drawn
        if isinstance(it, reports.Undrawable):
            raise Wrong(f"{job.target.name} cannot be rendered: {it}", it.hint) from it
        drawn[job.target.name] = it
    return drawn


@contextmanager
def _progress(results: Iterator[drawing.Result], number: int) -> Iterator[Iterator[drawing.Result]]:
    if number <= LONG_WORK or not sys.stderr.isatty():
        yield results
    else:
        with click.progressbar(results, length=number, label="Rendering", file=sys.stderr) as bar:
            yield iter(bar)


def refuse_to_replace(files: Mapping[Path, bytes], force: bool) -> None:
    """Refuse to replace what eia did not make.

    Raises:
        Wrong: something else has the name of a report.
    """
    foreign = [path for path, data in files.items() if not force and _is_foreign(path, data)]
    if foreign:
        named = ", ".join(str(path) for path in foreign)
        raise Wrong(
            f"{named} was not made by eia, or was changed since, and is left as it is",
            "Move it away, choose another folder with --output, or replace it with --force. Nothing was written.",
        )


def _is_foreign(path: Path, data: bytes) -> bool:
    """Whether something other than a report of ours has that name."""
    if not path.is_file():
        return False
    try:
        written = path.read_bytes()
    except OSError:
        return True
    return written != data and not reports.is_ours(written)


def _told(jobs: Sequence[Job], kinds: Iterable[str]) -> Iterator[str]:
    for job in jobs:
        for kind in kinds:
            yield f"Wrote {plain(options.near(job.path(kind)))}"
        tally = job.made.tally
        if tally.open:
            stand = "stands" if tally.open == 1 else "stand"
            yield f"  {tally.found} {stand}: eia check {plain(job.target.name)}"


def _remarks(drawn: Mapping[str, reports.Drawn]) -> Iterator[str]:
    drafts = sum(each.is_draft for each in drawn.values())
    if drafts:
        yield f"{counted(drafts, 'report')} marked DRAFT."
    for name, each in drawn.items():
        if each.left_out:
            yield f"The form's template leaves out of {plain(name)}: {plain(', '.join(each.left_out))}"


def _untold(unreadable: Iterable[drawing.Unreadable]) -> Iterator[str]:
    for it in unreadable:
        why = f": {it.why}" if it.why else ""
        yield f"Not rendered: {plain(it.name)}{plain(why)}. `eia check` says where."
