"""`eia render`: make the reports."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NoReturn

import click

from eia import output
from eia.check import Settings
from eia.cli import drawing, making, options, published, publishing, reports
from eia.cli.faults import Broken, Wrong
from eia.cli.publishing import Job
from eia.cli.targets import Target, gather
from eia.editions import EDITIONS, PUBLIC
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.tally import counted

LONG_WORK = 20
"""Files from which on a progress bar is worth it."""
NOT_ALL = 1
"""The exit status when an assessment could not be rendered."""


@click.command(
    epilog="""\b
A report's name is the assessment's `id`. Files that eia did not make, or that were changed in Word since,
are never replaced unless you say --force. The same assessment always gives the same file.

\b
Examples:
  eia render                       all assessments of the project
  eia render assessments/parks.yaml --to word --output papers
  eia render --edition members     what only members may see too, as parks-members.docx
  eia render --check               tell which published files are not what their sources give
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@making.kinds_option("What to make: word, html, pdf, or several with commas between.")
@making.folder_option
@click.option(
    "--edition",
    "editions",
    callback=making.several(EDITIONS),
    default=PUBLIC,
    show_default=True,
    metavar="EDITIONS",
    help="Whom it is for: public, members, or both. What is marked as not for publication is in the members’ only.",
)
@making.force_option
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Write nothing; tell which published files were changed by hand, are older than their source, or missing.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help=f"Make so many at once. Usual: 1, or all processors for over {drawing.MANY} files.",
)
@options.cache_option
@options.today_option
@options.colour_option
def command(
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    folder: str | None,
    editions: tuple[str, ...],
    force: bool,
    is_check: bool,
    jobs: int | None,
    cache: bool,
    today: date,
    colour: bool | None,
) -> None:
    """Make the reports, in Word, for the web and as PDF.

    PATH is a file or a folder; without one, all assessments of the project are rendered. A draft says DRAFT on
    every page. Findings do not stop a report, but how many stand is said. A report that cannot be made does not
    keep the others back.
    """
    look = options.paint(colour)
    trouble = options.paint(colour, err=True)
    moment = making.epoch()
    targets = gather(paths, trouble)
    memory = None if is_check else options.memory(cache)
    drawn = drawing.draw(
        targets, Settings(today), kinds, moment, jobs, editions, counted=not is_check, memory=memory
    )
    with _progress(drawn, len(targets)) as each:
        results = list(zip(targets, each, strict=True))
    if memory:
        memory.close()
    _refuse_broken(results, trouble)
    made = publishing.jobs_of(results, folder)
    publishing.refuse_clashes(made, kinds)
    unreadable = [it for _, it in results if isinstance(it, drawing.Unreadable)]
    if is_check:
        _tell_doubts(made, kinds, unreadable, not paths, look)
    _refuse_all_undrawable(made, unreadable)
    files = publishing.files_of(made)
    publishing.refuse_to_replace(files, force)
    publishing.refuse_other_capitals(files)
    try:
        output.write_all(files)
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
    for line in (*_told(made), *_remarks(made), *_untold(made, unreadable)):
        options.say(line, look)
    click.get_current_context().exit(NOT_ALL if unreadable or any(job.undrawn for job in made) else 0)


def _tell_doubts(
    made: Sequence[Job],
    kinds: Sequence[str],
    unreadable: Sequence[drawing.Unreadable],
    whole: bool,
    look: Paint,
) -> NoReturn:
    """Say which published files are not what their sources give, and end."""
    found = list(published.doubts(made, kinds, bool(unreadable), whole))
    for doubt in found:
        options.say(f"{plain(options.near(doubt.path))}: {plain(doubt.why)}.", look)
    faults = [
        (job, edition, fault)
        for job in made
        for edition, fault in job.undrawn.items()
        if not isinstance(fault, reports.Refused)
    ]
    for line in (*_undrawn(faults), *_unread(unreadable)):
        options.say(line, look)
    files = publishing.files_of(made)
    wrong = {doubt.path for doubt in found}
    options.say(published.summary(len(files.keys() - wrong), len(wrong)), look)
    click.get_current_context().exit(NOT_ALL if found or faults or unreadable else 0)


def _refuse_broken(results: Sequence[tuple[Target, drawing.Result]], paint: Paint) -> None:
    broken = {it.report.name: it.report for _, it in results if isinstance(it, drawing.Blocked)}
    if broken:
        raise Broken(broken.values(), paint)


def _refuse_all_undrawable(jobs: Sequence[Job], unreadable: Sequence[drawing.Unreadable]) -> None:
    """Tell the first fault of a template or house style as wrong use where it leaves nothing to write."""
    faults = [(job, fault) for job in jobs for fault in job.undrawn.values()]
    others = [fault for _, fault in faults if isinstance(fault, reports.Refused)]
    if faults and not others and not unreadable and not any(job.drawn for job in jobs):
        job, fault = faults[0]
        raise Wrong(f"{job.target.name} cannot be rendered: {str(fault).rstrip('.')}", fault.hint) from fault


@contextmanager
def _progress(results: Iterator[drawing.Result], number: int) -> Iterator[Iterator[drawing.Result]]:
    if number <= LONG_WORK or not sys.stderr.isatty():
        yield results
    else:
        with click.progressbar(results, length=number, label="Rendering", file=sys.stderr) as bar:
            yield iter(bar)


def _told(jobs: Sequence[Job]) -> Iterator[str]:
    for job in jobs:
        for file in job.files():
            yield f"Wrote {plain(options.near(file.path))}"
        tally = job.made.tally
        if tally.open and job.drawn:
            stand = "stands" if tally.open == 1 else "stand"
            yield f"  {tally.found} {stand}: eia check {plain(job.target.name)}"


def _remarks(jobs: Sequence[Job]) -> Iterator[str]:
    drafts = sum(any(each.is_draft for each in job.drawn.values()) for job in jobs)
    if drafts:
        yield f"{counted(drafts, 'report')} marked DRAFT."
    for job in jobs:
        left_out = dict.fromkeys(field for each in job.drawn.values() for field in each.left_out)
        if left_out:
            yield f"The form's template leaves out of {plain(job.target.name)}: {plain(', '.join(left_out))}"
        if not job.made.editions:
            yield f"Nothing in {plain(job.target.name)} is kept from the public: its public edition is for members too."


def _untold(jobs: Sequence[Job], unreadable: Sequence[drawing.Unreadable]) -> Iterator[str]:
    yield from _undrawn((job, edition, fault) for job in jobs for edition, fault in job.undrawn.items())
    yield from _unread(unreadable)


def _undrawn(faults: Iterable[tuple[Job, str, reports.Undrawable]]) -> Iterator[str]:
    """What could not be drawn; one fault of a template is told once, however many reports it stops."""
    together: dict[tuple[str, str], list[str]] = {}
    for job, edition, fault in faults:
        name = job.target.name if edition == PUBLIC else f"{job.target.name}, {edition}’ edition"
        together.setdefault((str(fault), fault.hint), []).append(name)
    for (message, hint), names in together.items():
        more = f" and {counted(len(names) - 1, 'other')}" if len(names) > 1 else ""
        yield f"Not rendered: {plain(names[0])}{more}: {plain(message).rstrip('.')}."
        if hint:
            yield f"  {hint}"


def _unread(unreadable: Iterable[drawing.Unreadable]) -> Iterator[str]:
    for it in unreadable:
        why = f": {it.why}" if it.why else ""
        yield f"Not rendered: {plain(it.name)}{plain(why)}. `eia check` says where."
