"""`eia form copy`: a form of one's own."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import click

from eia import output, resources
from eia.cli import options
from eia.cli.faults import Wrong
from eia.cli.forms import form_of, project_here
from eia.cli.new import EDITOR_FOLDER
from eia.form_copy import BadName, Copy, copied
from eia.project import SETTINGS, Project
from eia.show.plain import plain

WHY = {
    "form.yaml": "names, labels, questions, guidance: every word of the form",
    "reference.docx": "fonts, colours, margins, logo, header and footer: open it in Word",
    "report.html.j2": "what the report says beyond that, and in which order",
    "report.css": "colours of the web page",
    "report.typ": "colours and sizes of the PDF",
}
"""What each file of a form is for."""


@click.command(
    "copy",
    epilog="""\b
Examples:
  eia form copy england our-council
  eia form copy bedford our-council --organisation "Anytown Council"
""",
)
@click.argument("source", metavar="FORM")
@click.argument("name", metavar="NAME")
@click.option("--organisation", metavar="ORGANISATION", help="Whose form it is. Usual: what eia.yaml says.")
@options.colour_option
def command(source: str, name: str, organisation: str | None, colour: bool | None) -> None:
    """Make a form of your own, called NAME, from FORM.

    It lies in the project's templates/NAME/ and says just what FORM says, with every word laid open to be
    changed. Nothing that is there is ever replaced.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    project = project_here(trouble)
    if not (project.root / SETTINGS).is_file():
        raise Wrong(
            f"There is no {SETTINGS} here or further up, so no place for a form of your own",
            'Set the folder up first: eia init --organisation "Our Council"',
        )
    form_of(source, trouble, project)
    whose = plain(project.organisation if organisation is None else organisation)
    folder = project.templates / name
    modeline = _modeline(project, folder)
    try:
        made = copied(project.library, source, name, whose, modeline)
    except BadName as fault:
        raise Wrong(str(fault), fault.hint) from fault
    _write(folder, made)
    _editor(project, "form", resources.schema("form"))
    fresh = Project.find(project.root)
    _editor(project, name, fresh.library.schema(name))
    _say(folder, made, look)


def _modeline(project: Project, folder: Path) -> str:
    schema = project.root / EDITOR_FOLDER / "form.schema.json"
    return Path(os.path.relpath(schema, folder)).as_posix()


def _write(folder: Path, made: Copy) -> None:
    """Write the folder whole: under another name first, which it loses when everything is there."""
    if os.path.lexists(folder):
        raise Wrong(
            f"“{options.near(folder)}” is there already, and is left as it is", "Choose another name."
        )
    part = folder.with_name(f".{made.name}.{os.urandom(6).hex()}.part")
    try:
        output.write_all({part / name: data for name, data in made.files.items()})
        part.rename(folder)
    except (OSError, output.NotWritten) as fault:
        raise Wrong(f"The form could not be written: {fault}") from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _editor(project: Project, name: str, schema: dict[str, Any]) -> None:
    """Write what editors help with; it is ours alone, and made anew."""
    file = project.root / EDITOR_FOLDER / f"{name}.schema.json"
    try:
        output.write_all({file: f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n".encode()})
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault


def _say(folder: Path, made: Copy, look: Any) -> None:
    wide = max(len(name) for name in made.files)
    options.say(f"Made {plain(options.near(folder))}/", look)
    for name in made.files:
        why = WHY.get(name, "further parts of the report")
        options.say(f"  {name.ljust(wide)}  {why}", look)
    if made.extends:
        options.say(f"What it does not say is as in “{made.extends}”.", look)
    options.say(f"Next: eia form check {made.name}, then `form: {made.name}` in {SETTINGS}.", look)
