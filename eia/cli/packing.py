"""The papers of a meeting: found by an agenda or by their meeting, read, checked, and bound into one document."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from eia import resources, source
from eia.check import Settings
from eia.cli import reports
from eia.cli.faults import Broken, Nothing, Wrong
from eia.cli.registering import read
from eia.cli.targets import named_from
from eia.dates import When, in_words
from eia.editions import MEMBERS, PUBLIC
from eia.findings import Problem, Severity
from eia.form import Form
from eia.library import BrokenForm, UnknownForm
from eia.model import Assessment
from eia.pack.agenda import SCHEMA, Agenda, Item, agenda_of
from eia.pack.paper import Paper, Papers
from eia.pack.rule import PackRule, Trouble
from eia.pack.sheet import pack_of
from eia.placing import in_order, placed
from eia.project import BrokenSettings, Project, Report
from eia.register.records import record
from eia.register.standing import State
from eia.scaffold import slug
from eia.schema import Checker
from eia.show.paint import Paint
from eia.source import Document

TEMPLATE = "pack.html.j2"
PUT_ASIDE = ("superseded", "withdrawn")
ASSESSMENT_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Found:
    """One assessment of the project, read but not checked."""

    file: Path
    document: Document

    @property
    def assessment(self) -> Assessment:
        """What it says."""
        return Assessment.build(self.document.data)


def agenda_from(file: Path, paint: Paint) -> Agenda:
    """The agenda that a file gives.

    Raises:
        Wrong: it cannot be read.
        Broken: it does not have the shape of an agenda.
    """
    if not file.is_file():
        raise Wrong(
            f"There is no file “{file}”", "Name an agenda, or a meeting: eia pack --meeting 2026-09-30."
        )
    document = source.read(file, str(file))
    faults = Checker(resources.schema(SCHEMA)).faults(document.data) if document.data is not None else ()
    found = in_order(
        (
            *document.findings,
            *(placed(document, fault.code, Severity.ERROR, fault.problem) for fault in faults),
        )
    )
    if document.data is None or any(finding.severity is Severity.ERROR for finding in found):
        raise Broken([Report(document.name, document, found)], paint)
    agenda = agenda_of(document.data)
    if not agenda.meeting.is_day:
        problem = Problem(
            ("meeting",),
            f"{agenda.meeting.text} is not in the calendar",
            "Write the day of the meeting as 2026-09-30.",
        )
        finding = placed(document, "SCH006", Severity.ERROR, problem)
        raise Broken([Report(document.name, document, (finding,))], paint)
    return agenda


def agenda_on(project: Project, meeting: When, maker: str, say: "Sayer") -> tuple[Agenda, tuple[Found, ...]]:
    """The agenda of a meeting, from the assessments that name it, in the order of their files.

    Args:
        project: whose assessments.
        meeting: the day of the meeting.
        maker: who decides; may be empty when only one decision maker meets that day.
        say: tells the clerk what is left out.

    Raises:
        Nothing: no assessment names the meeting.
        Wrong: several decision makers meet that day, and none is named.
    """
    found = [
        item
        for item in _every(project)
        if (day := item.assessment.decision.meeting_date) and day.is_day and day.first == meeting.first
    ]
    makers = dict.fromkeys(item.assessment.decision.maker for item in found)
    if not found:
        raise Nothing(
            f"No assessment is for a meeting on {in_words(meeting)}",
            "Write the day into the assessment under decision, as meeting_date, or list the items in an agenda.",
        )
    if maker:
        found = [item for item in found if item.assessment.decision.maker.casefold() == maker.casefold()]
        if not found:
            raise Nothing(
                f"No assessment is for “{maker}” on {in_words(meeting)}",
                f"That day there is {_listed(makers)}.",
            )
    elif len(makers) > 1:
        raise Wrong(
            f"On {in_words(meeting)} there is {_listed(makers)}",
            f"Say which papers you want: --maker “{next(iter(makers))}”.",
        )
    kept = [item for item in found if item.assessment.status not in PUT_ASIDE]
    for item in found:
        if item not in kept:
            say(f"Left out: {named_from(item.file, Path.cwd())}, which was {item.assessment.status}")
    if not kept:
        raise Nothing(f"Every assessment for {in_words(meeting)} was superseded or withdrawn")
    items = tuple(Item(str(item.file)) for item in kept)
    return Agenda(meeting, kept[0].assessment.decision.maker, items), tuple(kept)


class Sayer:
    """Tells the clerk something on stderr."""

    def __init__(self, paint: Paint) -> None:
        self.paint = paint

    def __call__(self, text: str) -> None:
        """Say it."""
        import click

        click.echo(text, err=True)


def files_of(agenda: Agenda, project: Project, folder: Path) -> list[Path]:
    """The file of each item: as it stands in the agenda, from the agenda's folder, or found by its `id`.

    Raises:
        Wrong: an item names nothing, or two name the same.
    """
    by_id: dict[str, list[Path]] = {}
    if any(not item.assessment.endswith(ASSESSMENT_ENDINGS) for item in agenda.items):
        for found in _every(project):
            by_id.setdefault(found.assessment.id, []).append(found.file)
    files: list[Path] = []
    for item in agenda.items:
        files.append(_file_of(item, folder, by_id))
        real = os.path.realpath(files[-1])
        if real in map(os.path.realpath, files[:-1]):
            raise Wrong(f"The agenda has {item.assessment} twice", "Take one of the two items out.")
    return files


def _file_of(item: Item, folder: Path, by_id: dict[str, list[Path]]) -> Path:
    if item.assessment.endswith(ASSESSMENT_ENDINGS):
        file = folder / item.assessment
        if not file.is_file():
            raise Wrong(
                f"The agenda names {item.assessment}, and there is no such file",
                "Write where it is from the agenda's own folder, or its id.",
            )
        return file
    found = by_id.get(item.assessment, [])
    if len(found) != 1:
        what = "no assessment has that id" if not found else f"{len(found)} assessments have that id"
        raise Wrong(
            f"The agenda names {item.assessment}, and {what}",
            "Write where the assessment's file is, from the agenda's own folder.",
        )
    return found[0]


def papers_of(
    agenda: Agenda,
    files: Sequence[Path],
    project: Project,
    form: Form,
    today: date,
    paint: Paint,
    edition: str = PUBLIC,
) -> Papers:
    """Everything that goes to the meeting, read and checked as it stands today.

    Raises:
        Broken: a form has something wrong.
        Wrong: an assessment cannot be read.
    """
    settings = Settings(today)
    is_public = edition == PUBLIC
    changed = changed_strategies(project, today)
    papers = []
    for place, (item, file) in enumerate(zip(agenda.items, files, strict=True)):
        report = _examined(file, project, settings, paint)
        if report.form is None or not reports.can_render(report):
            raise Wrong(
                f"{report.name} cannot go into the papers, as it cannot be read far enough",
                f"eia check {report.name} says where.",
            )
        changes = changed.get(os.path.realpath(file), "")
        papers.append(Paper(item, place, report, report.form, changes, is_public))
    return Papers(agenda, tuple(papers), form, today, project.organisation, is_public)


def _examined(file: Path, project: Project, settings: Settings, paint: Paint) -> Report:
    """What was found in an assessment, at its own status or at approval, whichever is later."""
    name = named_from(file.resolve(), Path.cwd())
    document = source.read(file, name)
    status = Assessment.build(document.data).status
    staged = settings if status in ("approved", "published") else replace(settings, stage="approved")
    try:
        return project.examine_document(document, staged, file)
    except BrokenSettings as fault:
        raise Broken([fault.report], paint) from fault


def changed_strategies(project: Project, today: date) -> dict[str, str]:
    """Assessment's file → how its strategy changed since the approval, where the project keeps a register."""
    if not project.keeps_a_register:
        return {}
    found = [(item, record(item.document, _form_of(project, item.document))) for item in _every(project)]
    register = read(project, [made for _, made in found if made is not None], today)
    names = {made.name: item.file for item, made in found if made is not None}
    return {
        os.path.realpath(names[standing.relied_on.name]): standing.changed
        for standing in register.standings
        if standing.state is State.STALE and standing.relied_on is not None
    }


def _form_of(project: Project, document: Document) -> Form | None:
    try:
        return project.library.form(project.form_of(document))
    except (UnknownForm, BrokenForm):
        return None


def _every(project: Project) -> Iterator[Found]:
    """Every assessment of the project that can be read."""
    for file in project.assessment_files():
        document = source.read(file, str(file))
        if document.data is not None:
            yield Found(file, document)


def bound(papers: Papers, told: Sequence[tuple[PackRule, Trouble]], project: Project) -> str:
    """The papers as one document in semantic HTML.

    Raises:
        Undrawable: a form's template cannot be used.
    """
    from eia.render.bundle import part_of
    from eia.render.template import TemplateFault, written
    from eia.render.view import view

    bodies = []
    for paper in papers.papers:
        shown = view(
            paper.shown, paper.form, organisation=project.organisation, withheld=paper.edition.withheld
        )
        html, _ = reports.html_of(shown, project, paper.form.key)
        bodies.append(part_of(html, f"appendix-{paper.letter.lower()}", paper.assessment.id))
    pack = pack_of(papers, told, bodies, stem(papers))
    try:
        return written(TEMPLATE, project.library.folders_of(papers.form.key), pack=pack)
    except TemplateFault as fault:
        raise reports.Undrawable(str(fault), "Correct the form's template.") from fault


def moment_of(papers: Papers) -> datetime:
    """When the papers were made, for their properties: the last date in them, so that the same papers are the same."""
    return max(reports.own_moment(paper.shown) for paper in papers.papers)


def stem(papers: Papers) -> str:
    """What the files are called, without their ending: `executive-2018-09-12-equality-papers`."""
    agenda = papers.agenda
    named = f"{slug(agenda.maker) or 'meeting'}-{agenda.meeting.text}-equality-papers"
    return reports.stem(named, PUBLIC if papers.is_public else MEMBERS)


def _listed(makers: Iterable[str]) -> str:
    return " and ".join(f"“{maker}”" if maker else "an assessment that names nobody" for maker in makers)
