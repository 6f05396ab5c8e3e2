"""`eia form list`: the forms at hand."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click

from eia.cli import options
from eia.cli.forms import project_here
from eia.library import BrokenForm
from eia.project import Project
from eia.show.plain import plain


@dataclass(frozen=True)
class Row:
    """One form."""

    name: str
    called: str
    """What it calls itself; empty when it cannot be used."""
    organisation: str
    extends: str
    own: bool
    """Whether it lies in the organisation's own folder."""
    fault: str = ""
    """The first thing that is wrong with it, if it cannot be used."""


@click.command("list")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text for people (usual), or JSON for programs.",
)
@options.colour_option
def command(shape: str, colour: bool | None) -> None:
    """List the forms at hand: your own, and those that come with eia."""
    look = options.paint(colour)
    rows = list(_rows(project_here(options.paint(colour, err=True))))
    if shape == "json":
        options.say(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False), look)
        return
    wide = max(len(row.name) for row in rows)
    for own, heading in ((True, "Your own"), (False, "With eia")):
        listed = [row for row in rows if row.own is own]
        if listed:
            options.say(look.bold(heading), look)
        for row in listed:
            options.say(f"  {plain(row.name).ljust(wide)}  {plain(_told(row))}", look)
    options.say("`eia form copy NAME our-council` makes one of your own.", look)


def _told(row: Row) -> str:
    if row.fault:
        return f"cannot be used: {row.fault}"
    on = f" (builds on {row.extends})" if row.extends else ""
    return f"{', '.join(filter(None, (row.called, row.organisation)))}{on}"


def _rows(project: Project) -> Iterator[Row]:
    library = project.library
    for name in library.names():
        own = library.is_own(name)
        try:
            form = library.form(name)
        except BrokenForm as broken:
            yield Row(name, "", "", "", own, broken.findings[0].message)
        else:
            extends = form.lineage[1] if len(form.lineage) > 1 else ""
            yield Row(name, form.name, form.organisation, extends, own)
