"""`eia pack`: the assessments of a meeting in one document."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from eia import output
from eia.cli import making, options, packing, reports, telling
from eia.cli.faults import Wrong
from eia.cli.forms import form_of
from eia.cli.publishing import refuse_to_replace
from eia.dates import when
from eia.editions import MEMBERS, PUBLIC
from eia.form import Form
from eia.pack.paper import Paper, Papers
from eia.pack.rule import PackRule, Trouble, marks, troubles
from eia.project import BrokenSettings, Project
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.tally import counted

KEPT_BACK = 1
"""The exit status when an item must not go to the meeting as it is."""

Told = Sequence[tuple[PackRule, Trouble]]


def _marks(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> frozenset[str]:
    """The words given, each of which lets one kind of paper in."""
    wanted = {word for item in given for word in item.lower().replace(",", " ").split()}
    unknown = sorted(wanted - {*marks(), "all"})
    if unknown:
        raise click.BadParameter(
            f"There is no “{', '.join(unknown)}”. Choose from {', '.join(marks())}, or all."
        )
    return frozenset(marks()) if "all" in wanted else frozenset(wanted)


@click.command(
    epilog="""\b
The papers have a cover, contents with links, a summary for members and each report as an appendix with its own
pages. An item that is not approved, came too late for the five clear days, was changed since it was approved or still
has errors keeps the papers back; --mark lets it in and says so on the cover, in the contents and on the item.

\b
Examples:
  eia pack --meeting 2026-09-30
  eia pack --meeting 2026-09-30 --maker "Executive" --mark late
  eia pack agendas/executive-2026-09-30.yaml --to word,html
""",
)
@click.argument("agenda", required=False, metavar="[AGENDA]")
@click.option("--meeting", metavar="DATE", help="The day of the meeting, such as 2026-09-30.")
@click.option("--maker", default="", metavar="NAME", help="Who decides, when several meet that day.")
@making.kinds_option("What to make: word, html, pdf, or several with commas between.")
@click.option(
    "--form",
    "form_name",
    metavar="NAME",
    help="The form whose house style they are in. Usual: the project's.",
)
@click.option(
    "--mark",
    "marked",
    multiple=True,
    callback=_marks,
    metavar="WHAT",
    help="Put in, marked, what would be kept back: unapproved, late, changed, unfinished, screening, or all.",
)
@making.folder_option
@click.option(
    "--implications",
    "with_implications",
    is_flag=True,
    help="Also write, for each item, what its covering report says of equality, as Word.",
)
@making.edition_option("Whom they are for")
@making.force_option
@options.today_option
@options.colour_option
def command(
    agenda: str | None,
    meeting: str | None,
    maker: str,
    kinds: tuple[str, ...],
    form_name: str | None,
    marked: frozenset[str],
    folder: str | None,
    with_implications: bool,
    edition: str,
    force: bool,
    today: date,
    colour: bool | None,
) -> None:
    """Put the assessments of a meeting into one document.

    The items are the assessments whose decision is on that day, or those that AGENDA lists: a file with the meeting,
    the decision maker and the items in their order.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    if bool(agenda) == bool(meeting):
        raise click.UsageError("Name an agenda or a meeting: eia pack --meeting 2026-09-30.")
    papers, project = _papers(agenda, meeting, maker, form_name, edition, today, trouble)
    if not papers.is_public and not any(paper.hides for paper in papers.papers):
        raise Wrong("Nothing in these papers is kept from the public", "Make them without --edition members.")
    told = troubles(papers)
    _refuse(papers, told, marked)
    try:
        html = packing.bound(papers, told, project)
        moment = making.epoch() or packing.moment_of(papers)
        stem = packing.stem(papers)
        where = Path(folder) if folder else project.output
        files = {
            where / f"{stem}{reports.KINDS[kind]}": _written(kind, html, papers, project, moment)
            for kind in kinds
        }
        if not papers.is_public:
            reports.refuse_unmarked(
                dict(zip(kinds, files.values(), strict=True)),
                papers.form.texts.get("members", ""),
                papers.form.key,
            )
        if with_implications:
            files |= dict(_implications(paper, project, where, papers.form) for paper in papers.papers)
    except reports.Undrawable as fault:
        raise Wrong(f"The papers cannot be made: {fault}", fault.hint) from fault
    refuse_to_replace(files, force)
    try:
        output.write_all(files)
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
    for line in _said(papers, told, files):
        options.say(line, look)


def _papers(
    agenda: str | None,
    meeting: str | None,
    maker: str,
    form_name: str | None,
    edition: str,
    today: date,
    paint: Paint,
) -> tuple[Papers, Project]:
    from eia.cli.faults import Broken

    try:
        if agenda:
            project = Project.find(Path(agenda).parent)
            listed = packing.agenda_from(Path(agenda), paint)
            files = packing.files_of(listed, project, Path(agenda).parent)
        else:
            project = Project.find(Path.cwd())
            day = when(meeting or "")
            if not day.is_day:
                raise click.BadParameter(
                    f"“{meeting}” is not a day. Write it as 2026-09-30.", param_hint="--meeting"
                )
            listed, found = packing.agenda_on(project, day, maker, packing.Sayer(paint))
            files = [item.file for item in found]
    except BrokenSettings as broken:
        raise Broken([broken.report], paint) from broken
    form = form_of(form_name or project.default_form, paint, project)
    return packing.papers_of(listed, files, project, form, today, paint, edition), project


def _refuse(papers: Papers, told: Told, marked: frozenset[str]) -> None:
    """Say which items must not go to the meeting as they are, why, and what to do; end there if there are any."""
    kept = [(rule, trouble) for rule, trouble in told if rule.mark not in marked]
    if not kept:
        return
    items: dict[Paper | None, list[tuple[PackRule, Trouble]]] = {}
    for rule, trouble in kept:
        items.setdefault(trouble.paper, []).append((rule, trouble))
    for paper, found in items.items():
        name = "All items" if paper is None else f"{paper.letter}. {paper.title} ({paper.name})"
        click.echo(plain(name), err=True)
        for rule, trouble in found:
            click.echo(f"  {rule.code} {plain(trouble.message)}.", err=True)
            click.echo(f"    {plain(trouble.hint)}", err=True)
    words = sorted({rule.mark for rule, _ in kept if rule.mark})
    number = sum(paper is not None for paper in items)
    what = f"{counted(number, 'item')} of {len(papers.papers)}" if number else "They"
    click.echo(f"\nThe papers were not made: {what} cannot go to the meeting as they are.", err=True)
    if words:
        click.echo(
            f"If members are to have them all the same, put them in marked: --mark {','.join(words)}",
            err=True,
        )
    click.get_current_context().exit(KEPT_BACK)


def _written(kind: str, html: str, papers: Papers, project: Project, moment: datetime) -> bytes:
    """The papers as a file; what the house style lacks is told with the item that needs it."""
    from eia.render.subset import UnknownElement

    try:
        return reports.written_as(kind, html, project, papers.form.key, moment)
    except reports.Undrawable as fault:
        cause = fault.__cause__
        if not isinstance(cause, UnknownElement):
            raise
        before = "\n".join(html.splitlines()[: cause.line])
        place = before.count(' data-part="')
        if not place:
            raise
        paper = papers.papers[place - 1]
        raise reports.Undrawable(
            f"{paper.letter}. {paper.title}: {cause.message}",
            f"The papers are in the house style of “{papers.form.key}”, the item is on “{paper.form.key}”."
            " Put what is missing into the first, or choose another with --form.",
        ) from cause


def _implications(paper: Paper, project: Project, folder: Path, form: Form) -> tuple[Path, bytes]:
    """What the covering report of an item says of it: the file, and what goes into it."""
    label = f"{form.texts.get('pack_appendix', 'Appendix')} {paper.letter}"
    edition = PUBLIC if paper.is_public or not paper.hides else MEMBERS
    html = telling.told(paper.report, paper.form, project, label, edition)
    moment = making.epoch() or reports.own_moment(paper.shown)
    raw = telling.as_kind("word", html, project, paper.form.key, moment)
    return folder / f"{reports.stem(f'{paper.assessment.id}-implications', edition)}.docx", raw


def _said(papers: Papers, told: Told, files: Mapping[Path, bytes]) -> Iterator[str]:
    for path in files:
        yield f"Wrote {plain(options.near(path))}"
    yield f"  {counted(len(papers.papers), 'item')} for {plain(papers.agenda.maker)}"
    for rule, trouble in told:
        name = "All items" if trouble.paper is None else f"{trouble.paper.letter}. {trouble.paper.title}"
        yield f"  Marked “{rule.mark}”: {plain(name)}: {plain(trouble.message)}"
