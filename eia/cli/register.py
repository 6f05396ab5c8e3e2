"""`eia register`: every strategy and how it stands."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eia.check import Settings
from eia.cli import options
from eia.cli.examine import examine
from eia.cli.faults import Broken, Nothing, Wrong
from eia.cli.forms import project_here
from eia.cli.progress import progress
from eia.cli.registering import read, with_register
from eia.cli.targets import gather
from eia.findings import Finding, State
from eia.findings import Path as Answer
from eia.output import NotWritten, write_all
from eia.project import Project, Report
from eia.register import due
from eia.register.rows import rows
from eia.show.paint import Paint
from eia.show.register import text
from eia.show.register.tables import Shown

if TYPE_CHECKING:
    from eia.cli.memory import Memory
    from eia.register.register import Register

TEMPLATE = "register.html.j2"
"""What the page is made from; a form may bring its own."""


def _until(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None or due.until(value, date(2000, 1, 1)) is not None:
        return value
    raise click.BadParameter(f"“{value}” is no span and no day. Write it as 90d, 12w, 6m or 2026-12-31.")


@click.command(
    epilog="""\b
Examples:
  eia register                              every strategy and how it stands
  eia register --due 90d                    what falls due, and what is overdue
  eia register --format csv -o register.csv
  eia register --format html -o build/register.html
  eia register --ics build/equality.ics     reviews and actions as a calendar

The exit status is 0 however strategies stand: `eia check` is the gate.
""",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "csv", "json", "markdown", "html"]),
    default="text",
    help="Text for people (usual), CSV for spreadsheets, JSON for programs, Markdown, or a web page.",
)
@click.option(
    "--due",
    "span",
    callback=_until,
    metavar="SPAN",
    help="Show what falls due instead: within 90d, 12w, 6m or 1y, or up to a day.",
)
@click.option("--ics", "calendar", metavar="FILE", help="Also write a calendar of all that falls due.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write into this file, replacing it, instead of printing."
)
@options.cache_option
@options.today_option
@options.colour_option
def command(
    shape: str,
    span: str | None,
    calendar: str | None,
    output: str | None,
    cache: bool,
    today: date,
    colour: bool | None,
) -> None:
    """Show every strategy, its assessment and how it stands.

    Strategies are found by the patterns in `eia.yaml`, or stand in it. Each comes with its owner, its assessment,
    whether that is approved and current, its next review, its open actions and what matters most in it.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    project = project_here(trouble)
    register, reports = _read(project, Settings(today), trouble, options.memory(cache))
    worst = _Worst({report.name: report for report in reports})
    last = due.until(span, today) if span else None
    listed = due.within(register, last) if last else ()
    shown = Shown(project.organisation, today, rows(register, worst), listed, last)
    if calendar:
        _write(Path(calendar), _calendar(register, project, today))
    if output:
        written = _drawn(shape, shown, project, Paint(width=options.UNWATCHED))
        mark = "\ufeff" if shape == "csv" else ""  # without it Excel takes UTF-8 for something else
        _write(Path(output), f"{mark}{written}{'' if written.endswith(chr(10)) else chr(10)}".encode())
    else:
        click.echo(_drawn(shape, shown, project, look).removesuffix("\r\n"), color=look.colour)


def _read(
    project: Project, settings: Settings, trouble: Paint, memory: "Memory | None"
) -> "tuple[Register, list[Report]]":
    """The register, and everything found in it and in the assessments.

    Raises:
        Broken: a form has something wrong.
        Nothing: the project has neither strategies nor assessments.
    """
    targets = gather((), trouble, True)
    with progress(examine(targets, settings, memory=memory, registered=True), len(targets)) as each:
        results = list(each)
    if memory:
        memory.write()
    broken = {result.report.name: result.report for result in results if result.is_broken}
    if broken:
        raise Broken(broken.values(), trouble)
    records = [result.record for result in results if result.record is not None]
    register = read(project, records, settings.today, memory=memory)
    if not register.strategies and not register.records:
        raise Nothing(
            "There is no strategy and no assessment in this project",
            "Say in `eia.yaml` where the strategies are: strategies: [strategies/*].",
        )
    pairs = [(target, result.report) for target, result in zip(targets, results, strict=True)]
    found, more = with_register(register, pairs, settings)
    if memory:
        memory.close()
    return register, [*(report for _, report in found), *more]


class _Worst:
    """What matters most in each file: among what counts now, the heaviest, and of those the first."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports

    def __call__(self, name: str, answer: Answer) -> Finding | None:
        report = self._reports.get(name)
        inside = [
            finding
            for finding in (report.findings if report else ())
            if finding.state is State.OPEN and finding.path[: len(answer)] == answer
        ]
        return max(inside, key=lambda finding: finding.severity, default=None)


def _drawn(shape: str, shown: Shown, project: Project, look: Paint) -> str:
    if shape == "html":
        return _page(shown, project)
    if shape in ("csv", "json"):
        from eia.show.register import data

        return data.as_csv(shown) if shape == "csv" else data.as_json(shown)
    return text.as_markdown(shown) if shape == "markdown" else text.as_text(shown, look)


def _page(shown: Shown, project: Project) -> str:
    import jinja2

    from eia.cli.forms import form_of
    from eia.show.register.page import as_page

    form = form_of(project.default_form, Paint(), project).key
    try:
        template = project.library.file(form, TEMPLATE).read_text(encoding="utf-8")
        css = "\n".join(
            file.read_text(encoding="utf-8") for file in project.library.files(form, "report.css")
        )
        return as_page(shown, template, css)
    except (FileNotFoundError, UnicodeDecodeError) as fault:
        raise Wrong(
            f"The page cannot be made on the form “{form}”: {fault}", "Let it extend `england`."
        ) from fault
    except jinja2.TemplateError as fault:
        raise Wrong(f"{TEMPLATE} of the form “{form}” cannot be used: {fault}", "Correct it.") from fault


def _calendar(register: "Register", project: Project, today: date) -> bytes:
    from eia.register.calendar import calendar

    return calendar(due.everything(register), project.organisation, today)


def _write(file: Path, raw: bytes) -> None:
    try:
        write_all({file: raw})
    except NotWritten as fault:
        raise Wrong(str(fault)) from fault
