"""`eia form check`: what is wrong with a form, and specimens to look at."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from eia import codes, output
from eia.cli import making, options, outputs, reports
from eia.cli.faults import Wrong
from eia.cli.forms import project_here
from eia.form import Form
from eia.form_check.examine import Examination, examine, of_file
from eia.form_check.faults import Told
from eia.form_check.rendered import of_answers, of_document, of_fault
from eia.library import UnknownForm
from eia.project import Project, Report
from eia.show import text
from eia.show.outcome import Outcome
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.tally import Tally
from eia.source import Document
from eia.specimen import FULL, Specimen

BLOCKED = 1
"""The exit status when something found is an error."""
FOLDER = "specimens"
"""Where specimens go, in the folder of reports."""
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""When every specimen says it was made, so that it is the same whenever it is made."""


@click.command(
    "check",
    epilog="""\b
Three specimens are made, to look at: one with every answer, one with none, and one with
the longest. They lie in build/specimens unless --output says otherwise.

\b
Exit status: 0 nothing is wrong, or nothing worse than a warning, 1 something is,
2 wrong use.

\b
Examples:
  eia form check our-council
  eia form check our-council --to word --output papers
""",
)
@click.argument("name", required=False, metavar="[FORM]")
@making.kinds_option("What to make the specimens as.")
@click.option("-o", "--output", "folder", metavar="DIR", help="Where to write the specimens.")
@making.force_option
@outputs.format_option
@click.option("-q", "--quiet", is_flag=True, help="One line for each finding; no specimens are named.")
@options.colour_option
def command(
    name: str | None,
    kinds: tuple[str, ...],
    folder: str | None,
    force: bool,
    shape: str,
    quiet: bool,
    colour: bool | None,
) -> None:
    """Say what is wrong with a form, and make specimens to look at.

    FORM is the project's own if it is not named.

    Looked at are the questions it asks, the names and elements in its templates, the styles, colours, sizes,
    pictures, header and footer of its house style, and what comes out when everything, nothing and too much is
    answered.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    project = project_here(trouble)
    name = name or project.default_form
    try:
        seen = examine(project.library, name, project.organisation)
    except UnknownForm as unknown:
        raise Wrong(unknown.problem.message, unknown.problem.hint) from unknown
    where = Path(folder) if folder else project.output / FOLDER
    found = list(seen.reports)
    files: dict[Path, bytes] = {}
    if seen.form:
        drawn, told = _drawn(project, seen, seen.form, kinds)
        files = {where / f"{name}-{made}": data for made, data in drawn.items()}
        found = _together(found, told)
    _refuse_to_replace(files, force)
    try:
        output.write_all(files)
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
    _say(found, files, shape, quiet, look)
    click.get_current_context().exit(BLOCKED if any(report.blocks for report in found) else 0)


def _drawn(
    project: Project, seen: Examination, form: Form, kinds: Sequence[str]
) -> tuple[dict[str, bytes], dict[Path, list[Told]]]:
    """The specimens as files, and what was found in making them."""
    made: dict[str, bytes] = {}
    told: dict[Path, list[Told]] = {}
    folders = project.library.folders_of(form.key)
    for specimen in seen.specimens:
        # Each kind on its own: what Word cannot show may look right on the page.
        for kind in kinds:
            try:
                drawn = reports.draw(_report(specimen, form), form, project, (kind,), MOMENT)
            except reports.Undrawable as fault:
                cause = fault.__cause__ or fault
                if isinstance(cause, ModuleNotFoundError):
                    raise Wrong(f"No specimens can be made: {fault}", fault.hint) from fault
                if reports.STYLES["pdf"] in str(fault):
                    style = Told("FRM014", str(fault), fault.hint)
                    told.setdefault(project.library.files(form.key, reports.STYLES["pdf"])[-1], []).append(
                        style
                    )
                    continue
                house = _house(project, form, folders)
                file, fact = of_fault(cause, seen.sources, house, specimen.shows)
                if not _is_told(seen, told, file, fact):
                    told.setdefault(file, []).append(fact)
                continue
            made[f"{specimen.name}{reports.KINDS[kind]}"] = drawn.files[kind]
            tagged = folders[0] / reports.TAGGED
            if specimen.name == FULL and kind == "word" and tagged.is_file():
                told.setdefault(tagged, []).extend(of_answers(drawn.left_out))
            if specimen.name == FULL and kind == "html":
                facts = list(of_document(drawn.files[kind].decode(), drawn.left_out))
                told.setdefault(seen.sources[0].file, []).extend(facts)
    return made, {file: facts for file, facts in told.items() if facts}


def _is_told(seen: Examination, told: dict[Path, list[Told]], file: Path, fact: Told) -> bool:
    """Whether the same was found at the same place already."""
    there = [
        (f.code, f.span.start.line)
        for r in seen.reports
        for f in r.findings
        if Path(r.name).name == file.name
    ]
    return (fact.code, fact.line) in there or any(
        (each.code, each.line, each.hint) == (fact.code, fact.line, fact.hint) for each in told.get(file, ())
    )


def _house(project: Project, form: Form, folders: Sequence[Path]) -> Path:
    try:
        return project.library.file(form.key, "reference.docx")
    except FileNotFoundError:
        return folders[0] / "form.yaml"


def _report(specimen: Specimen, form: Form) -> Report:
    document = Document(f"specimen-{specimen.name}", "", dict(specimen.data), {}, ())
    return Report(document.name, document, (), form)


def _together(reports_: list[Report], told: dict[Path, list[Told]]) -> list[Report]:
    """What was found in each file, whichever way it was found."""
    more = {of_file(file, facts).name: of_file(file, facts) for file, facts in told.items()}
    joined = []
    for report in reports_:
        also = more.pop(report.name, None)
        findings = report.findings + (also.findings if also else ())
        order = tuple(sorted(findings, key=lambda finding: finding.sort_key))
        joined.append(Report(report.name, report.document, order, report.form))
    return [*joined, *more.values()]


def _refuse_to_replace(files: dict[Path, bytes], force: bool) -> None:
    foreign = [
        path
        for path, data in files.items()
        if not force
        and path.is_file()
        and path.read_bytes() != data
        and not reports.is_ours(path.read_bytes())
    ]
    if foreign:
        raise Wrong(
            f"{', '.join(map(str, foreign))} was not made by eia, or was changed since, and is left as it is",
            "Choose another folder with --output, or replace it with --force. Nothing was written.",
        )


def _say(found: Sequence[Report], files: dict[Path, bytes], shape: str, quiet: bool, look: Paint) -> None:
    if shape != "text":
        outputs.say(shape, Outcome(tuple(found), codes.every().get, date.today()))  # noqa: DTZ011
        return
    if quiet:
        for report in found:
            options.say(text.brief(report, look), look)
        return
    for report in found:
        options.say(text.report(report, _basis, look) + "\n", look)
    for line in _ending(found, files):
        options.say(line, look)


def _ending(found: Sequence[Report], files: dict[Path, bytes]) -> Iterator[str]:
    for path in files:
        yield f"Wrote {plain(options.near(path))}"
    tally = Tally.of(report.findings for report in found)
    if tally.open:
        first = max((f for report in found for f in report.findings), key=lambda finding: finding.severity)
        yield f"{tally.found[:1].upper()}{tally.found[1:]}. `eia explain {first.code}` says more about {first.code}."
    else:
        yield "Nothing was found. Look at the specimens: whether they look right is for people to see."


def _basis(code: str) -> str:
    known = codes.every().get(code)
    return known.basis if known else ""
