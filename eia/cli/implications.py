"""`eia implications`: what a covering report says of an assessment."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from eia import output
from eia.check import Settings
from eia.cli import making, options, reports, telling
from eia.cli.faults import Broken, Wrong
from eia.cli.publishing import refuse_to_replace
from eia.cli.targets import Target, gather
from eia.model import Assessment
from eia.project import BrokenSettings, Report
from eia.show.paint import Paint
from eia.show.plain import plain


@click.command(
    epilog="""\b
It says what was assessed, what was found and is not known, what is proposed, and who checked it; and what is
missing. It never says that the duty is met. Read it, and put it into the report as your own.

\b
Examples:
  eia implications assessments/parks.yaml
  eia implications assessments/parks.yaml --appendix "Appendix 2"
  eia implications assessments/parks.yaml --to word,markdown
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--to",
    "kinds",
    callback=making.several(telling.KINDS, may_be_none=True),
    default="",
    metavar="KINDS",
    help="Write files instead of printing: word, markdown, text, or several with commas.",
)
@click.option(
    "--appendix", default="", metavar="NAME", help="Where the assessment is attached, such as “Appendix 2”."
)
@making.folder_option
@making.edition_option("Whom it is for")
@making.force_option
@options.today_option
@options.colour_option
def command(
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    appendix: str,
    folder: str | None,
    edition: str,
    force: bool,
    today: date,
    colour: bool | None,
) -> None:
    """Write the equality implications for a covering report.

    PATH is an assessment, or a folder of them. The text is printed, to be copied; --to writes files.
    """
    trouble = options.paint(colour, err=True)
    targets = gather(paths, trouble)
    read = [(target, _read(target, Settings(today), trouble)) for target in targets]
    try:
        if not kinds:
            texts = [_text(target, report, appendix, edition) for target, report in read]
            click.echo("\n".join(texts), nl=False)
            return
        files = dict(
            made
            for target, report in read
            for made in _files(target, report, kinds, folder, appendix, edition)
        )
    except reports.Undrawable as fault:
        raise Wrong(f"The implications cannot be made: {fault}", fault.hint) from fault
    refuse_to_replace(files, force)
    try:
        output.write_all(files)
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
    for path in files:
        options.say(f"Wrote {plain(options.near(path))}", options.paint(colour))


def _read(target: Target, settings: Settings, paint: Paint) -> Report:
    try:
        report = target.project.examine(target.file, settings, target.name)
    except BrokenSettings as fault:
        raise Broken([fault.report], paint) from fault
    if report.form is None or not reports.can_render(report):
        raise Wrong(f"{report.name} cannot be read far enough", f"eia check {report.name} says where.")
    return report


def _text(target: Target, report: Report, appendix: str, edition: str) -> str:
    assert report.form is not None  # noqa: S101 - `_read` has seen to it
    html = telling.told(report, report.form, target.project, appendix, edition)
    moment = reports.own_moment(Assessment.build(report.document.data))
    return telling.as_kind("text", html, target.project, report.form.key, moment).decode()


def _files(
    target: Target, report: Report, kinds: tuple[str, ...], folder: str | None, appendix: str, edition: str
) -> Iterator[tuple[Path, bytes]]:
    assert report.form is not None  # noqa: S101 - `_read` has seen to it
    own = Assessment.build(report.document.data)
    html = telling.told(report, report.form, target.project, appendix, edition)
    where = Path(folder) if folder else target.project.output
    for kind in kinds:
        raw = telling.as_kind(
            kind, html, target.project, report.form.key, making.epoch() or reports.own_moment(own)
        )
        yield where / f"{reports.stem(f'{own.id}-implications', edition)}{telling.KINDS[kind]}", raw
