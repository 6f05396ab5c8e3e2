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
from eia.cli import options, reports
from eia.cli.faults import Broken, Wrong
from eia.cli.targets import Target, gather
from eia.findings import State
from eia.form import Form
from eia.project import BrokenSettings, Report
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.tally import Tally, counted

LONG_WORK = 20
"""Reports from which on a progress bar is worth it."""
NOT_ALL = 1
"""The exit status when an assessment could not be rendered."""


def _kinds(ctx: click.Context, param: click.Parameter, given: str) -> tuple[str, ...]:
    """The kinds of report asked for, each once."""
    wanted = tuple(dict.fromkeys(given.lower().replace(",", " ").split()))
    unknown = [kind for kind in wanted if kind not in reports.KINDS]
    if unknown or not wanted:
        raise click.BadParameter(f"There is no “{', '.join(unknown)}”. Choose from word, html.")
    return wanted


@dataclass(frozen=True)
class Job:
    """One assessment to render."""

    target: Target
    report: Report
    form: Form
    folder: Path
    """Where its reports go."""

    def path(self, kind: str) -> Path:
        """Where its report of this kind goes: the name comes from the assessment's `id` and nothing else."""
        data = self.report.document.data or {}
        return self.folder / f"{data['id']}{reports.KINDS[kind]}"


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
    callback=_kinds,
    default="word,html",
    show_default=True,
    metavar="KINDS",
    help="What to make: word, html, or both.",
)
@click.option(
    "-o", "--output", "folder", metavar="DIR", help="The folder to write to. Usual: the project's own."
)
@click.option("--force", is_flag=True, help="Replace files even if eia did not make them.")
@options.today_option
@options.colour_option
def command(
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    folder: str | None,
    force: bool,
    today: date,
    colour: bool | None,
) -> None:
    """Make the reports, in Word and for the web.

    PATH is a file or a folder; without one, all assessments of the project are rendered. A draft says DRAFT on
    every page. Findings do not stop a report, but how many stand is said.
    """
    look = options.paint(colour)
    trouble = options.paint(colour, err=True)
    moment = _epoch()
    settings = Settings(today)
    jobs, unreadable = _sort_out(gather(paths, trouble), settings, folder, trouble)
    _refuse_clashes(jobs)
    drawn = _draw(jobs, kinds, moment)
    files = {job.path(kind): data for job in jobs for kind, data in drawn[job.target.name].files.items()}
    _refuse_to_replace(files, force)
    try:
        output.write_all(files)
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
    for line in (*_told(jobs, kinds), *_remarks(drawn), *_untold(unreadable)):
        options.say(line, look)
    click.get_current_context().exit(NOT_ALL if unreadable else 0)


def _epoch() -> datetime | None:
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


def _sort_out(
    targets: Sequence[Target], settings: Settings, folder: str | None, paint: Paint
) -> tuple[list[Job], list[Report]]:
    """The assessments that can be rendered, and those that cannot."""
    jobs: list[Job] = []
    unreadable: list[Report] = []
    broken: dict[str, Report] = {}
    for target in targets:
        try:
            report = target.project.examine(target.file, settings, target.name)
        except BrokenSettings as fault:
            broken[fault.report.name] = fault.report
            continue
        if report.form is not None and reports.can_render(report):
            out = Path(folder) if folder else target.project.output
            jobs.append(Job(target, report, report.form, out))
        else:
            unreadable.append(report)
    if broken:
        raise Broken(broken.values(), paint)
    return jobs, unreadable


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


def _draw(jobs: Sequence[Job], kinds: tuple[str, ...], moment: datetime | None) -> dict[str, reports.Drawn]:
    """The reports of each assessment, in memory: all are drawn before the first is written."""
    drawn = {}
    with _progress(jobs) as each:
        for job in each:
            try:
                drawn[job.target.name] = reports.draw(job.report, job.form, job.target.project, kinds, moment)
            except reports.Undrawable as fault:
                raise Wrong(f"{job.target.name} cannot be rendered: {fault}", fault.hint) from fault
    return drawn


@contextmanager
def _progress(jobs: Sequence[Job]) -> Iterator[Iterator[Job]]:
    if len(jobs) <= LONG_WORK or not sys.stderr.isatty():
        yield iter(jobs)
    else:
        with click.progressbar(jobs, label="Rendering", file=sys.stderr) as bar:
            yield iter(bar)


def _refuse_to_replace(files: Mapping[Path, bytes], force: bool) -> None:
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
        tally = Tally.of([job.report.findings])
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


def _untold(unreadable: Iterable[Report]) -> Iterator[str]:
    for report in unreadable:
        first = next((finding for finding in report.findings if finding.state is State.OPEN), None)
        why = f": {first.message}" if first else ""
        yield f"Not rendered: {plain(report.name)}{plain(why)}. `eia check` says where."
