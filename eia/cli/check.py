"""`eia check`: say what is wrong with assessments."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from eia import codes, rules
from eia.check import Settings
from eia.cli import WRONG_USE, options, outputs, selecting
from eia.cli.examine import examine
from eia.cli.faults import Broken
from eia.cli.forms import project_here
from eia.cli.progress import progress
from eia.cli.targets import Target, gather, nothing
from eia.project import Project, Report
from eia.show import text
from eia.show.next_steps import Describe
from eia.show.paint import Paint

if TYPE_CHECKING:
    from eia.cli.memory import Memory
    from eia.cli.since import Since
    from eia.register.records import Record

BLOCKED = 1
"""The exit status when something found blocks."""


@click.command(
    epilog="""\b
Exit status: 0 nothing blocks, 1 something does, 2 wrong use, broken settings or
a file that could not be mended, 3 there was nothing to check. With --diff: 0
there is nothing to mend, 1 there is something.

\b
What --fix mends: names and choices that differ from the form's in capitals,
spaces or hyphens, and names with a slip that only one can explain; dates, read
as in Britain (01/02/2019 is 1 February), into year, month, day where only one
can be meant; white space at the ends of lines, but not in text after a bar. It
changes no other character, and writes only if the file then still says the
same. With --select it mends only what those codes are about.

\b
Examples:
  eia check                        all assessments and strategies of the project
  eia check assessments/parks.yaml --for approved
  eia check --diff                 what --fix would change
  eia check --select IMP,DEC       only findings whose codes begin so
  eia check --summary              every assessment on one line
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--for",
    "stage",
    type=click.Choice(rules.STAGES),
    metavar="STATUS",
    help="Check as if it had this status: draft, submitted, approved or published.",
)
@selecting.select_option("IMP,DEC001")
@selecting.ignore_option
@outputs.format_option
@outputs.write_option
@click.option(
    "--new-only",
    "base",
    metavar="BASE",
    help="Only what is new since a git revision, such as main.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Check so many files at once. Usual: 1, or all processors for over 100 files.",
)
@options.cache_option
@click.option("--fix", is_flag=True, help="First mend what is misspelt beyond doubt, then check.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write and check nothing.")
@options.today_option
@click.option("-q", "--quiet", is_flag=True, help="One line for each finding that counts now.")
@click.option("--summary", is_flag=True, help="One line for each file, with what matters most.")
@click.option("--statistics", is_flag=True, help="How often each code was found, and in how many files.")
@options.colour_option
def command(
    paths: tuple[str, ...],
    stage: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    shape: str,
    files: tuple[outputs.Written, ...],
    base: str | None,
    jobs: int | None,
    cache: bool,
    fix: bool,
    diff: bool,
    today: date,
    quiet: bool,
    summary: bool,
    statistics: bool,
    colour: bool | None,
) -> None:
    """Say what is wrong with assessments, or not done yet.

    PATH is a file or a folder; without one, all assessments of the project are checked, and whether every strategy
    has one that is valid and current. What is not due at an assessment's status is listed, but does not count. Nothing is changed unless you ask for it
    with --fix; what was mended is then listed on the standard error, whatever the format.
    """
    if quiet + summary + statistics > 1:
        raise click.UsageError("Choose one of --quiet, --summary and --statistics.")
    settings = Settings(today, stage or "", select, ignore)
    look = options.paint(colour)
    trouble = options.paint(colour, err=True)
    for option, given in ((f"--format {shape}", shape != "text"), ("--write", files), ("--new-only", base)):
        if diff and given:
            raise click.UsageError(f"--diff shows text; leave out {option}.")
    project = None if paths else project_here(trouble)
    kept = project if project and project.keeps_a_register else None
    targets = gather(paths, trouble, kept is not None)
    unmended: tuple[str, ...] = ()
    if fix or diff:
        from eia.cli import mending
    if diff:
        changing, unmended = mending.preview(targets, settings, look, trouble)
        click.get_current_context().exit(WRONG_USE if unmended else BLOCKED if changing else 0)
    since = _since(base, targets, kept) if base is not None else None
    if fix:
        unmended = mending.apply(targets, settings, trouble, quiet=quiet)
    memory = options.memory(cache)
    found, broken, records = _examine(targets, settings, jobs, quiet, memory, project is not None)
    describe: Describe = codes.find
    if memory:
        describe = memory.describe
    registered, more = found, list[Report]()
    if project:
        from eia.cli.registering import read, with_register

        register = read(project, records, today, memory=memory)
        if not targets and not register.strategies:
            raise nothing(paths)
        registered, more = with_register(register, found, settings)
    reports = [report for _, report in registered]
    if memory:
        memory.write()
    if since:
        reports = since.only_new(found, reports, more, settings, quiet=quiet)
    else:
        reports += more
    if shape != "text" or files:
        outcome = outputs.outcome_of(reports, broken, settings, describe)
        outputs.write(files, outcome)
    if shape != "text":
        outputs.say(shape, outcome)
    elif summary or statistics:
        from eia.show import overview

        tell = overview.a_line_each if summary else overview.statistics
        if reports:
            options.say(tell(reports, describe, look), look)
    elif quiet:
        _say_each((text.brief(report, look) for report in reports), look, "\n")
    else:
        _say_each((text.report(report, partial(_basis, describe), look) for report in reports), look, "\n\n")
        if reports:
            options.say(text.summary(reports, settings.stage, describe, look), look)
    if memory:
        memory.close()
    if broken:
        raise Broken(broken, trouble)
    if unmended:
        click.get_current_context().exit(WRONG_USE)
    click.get_current_context().exit(BLOCKED if any(report.blocks for report in reports) else 0)


def _since(base: str, targets: Sequence[Target], project: Project | None) -> "Since":
    from eia.cli.since import Since

    return Since(base, targets, project)


def _examine(
    targets: Sequence[Target],
    settings: Settings,
    jobs: int | None,
    quiet: bool,
    memory: "Memory | None",
    registered: bool,
) -> tuple[list[tuple[Target, Report]], list[Report], list["Record"]]:
    """What was found in each file; what is wrong with the forms that some of them need; and what the register needs, if it is asked for."""
    found: list[tuple[Target, Report]] = []
    records: list[Record] = []
    broken: dict[str, Report] = {}
    results = examine(targets, settings, jobs, memory, registered=registered)
    with progress(results, len(targets), quiet) as each:
        for target, result in zip(targets, each, strict=True):
            if result.is_broken:
                broken[result.report.name] = result.report
            else:
                found.append((target, result.report))
                records += filter(None, [result.record])
    return found, list(broken.values()), records


def _say_each(told: Iterator[str], look: Paint, end: str) -> None:
    for words in told:
        if words:
            click.echo(f"{words}{end}", nl=False, color=look.colour)


def _basis(describe: Describe, code: str) -> str:
    known = describe(code)
    return known.basis if known else ""
