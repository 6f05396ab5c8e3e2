"""`eia init`: set a repository up."""

import json
from pathlib import Path
from typing import Any

import click

from eia import output, resources, setup
from eia.cli import options
from eia.cli.faults import Wrong
from eia.cli.forms import form_of
from eia.cli.new import EDITOR_FOLDER
from eia.project import SETTINGS, BrokenSettings, Project
from eia.show.paint import Paint
from eia.show.plain import plain


@click.command(
    epilog="""\b
Examples:
  eia init --organisation "Anytown Council"
  eia init --organisation "Anytown Council" --form bedford --ci github

What is there already is left as it is, whatever it holds.
""",
)
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--organisation", default="", metavar="NAME", help="The organisation's name, for reports.")
@click.option(
    "--form", "name", default="england", show_default=True, metavar="FORM", help="The form it uses."
)
@click.option(
    "--ci",
    type=click.Choice(setup.CI),
    default="none",
    show_default=True,
    help="Also let a service check every change.",
)
@options.colour_option
def command(folder: str, organisation: str, name: str, ci: str, colour: bool | None) -> None:
    """Set a folder up for an organisation: settings, folders, editor, checks before commits and in CI.

    FOLDER is the current one if not given. Nothing is asked and nothing is replaced; what was made and what was
    left is listed.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    root = Path(folder)
    project = _project(root)
    form = form_of(name, trouble, project).key
    made: list[tuple[str, str]] = []
    left: list[str] = []
    for planned in setup.plan(organisation=plain(organisation), form=form, ci=ci):
        if setup.is_there(root, planned):
            left.append(planned.path)
        else:
            _write(root / planned.path, planned.text)
            made.append((planned.path, planned.why))
    more = _ignore(root)
    if more:
        made.append((".gitignore", "what git leaves out"))
    made += _editor(root, project, form)
    _say(made, left, form, look)


def _project(root: Path) -> Project:
    """The project to set up: only the folder itself counts, not one further up."""
    if root.exists() and not root.is_dir():
        raise Wrong(
            f"“{root}” is a file, not a folder", "Name a folder, or leave it out for the current one."
        )
    try:
        found = Project.find(root)
    except BrokenSettings:
        found = Project(root.resolve(), {})
    return found if found.root == root.resolve() else Project(root.resolve(), {})


def _ignore(root: Path) -> str:
    """Add to `.gitignore` what it lacks; nothing that is there is changed."""
    file = root / ".gitignore"
    if file.is_symlink() or (file.exists() and not file.is_file()):
        return ""
    try:
        before = file.read_bytes() if file.exists() else b""
        added = setup.ignore(before.decode(errors="replace"))
        if added:
            output.write_all({file: before + added.encode()})
    except (OSError, output.NotWritten) as fault:
        raise Wrong(f"“{file}” could not be written: {fault}") from fault
    return added


def _editor(root: Path, project: Project, form: str) -> list[tuple[str, str]]:
    """Write the schemas for editors that are not there; `eia new` keeps that of the form up to date."""
    schemas: dict[str, dict[str, Any]] = {
        form: project.library.schema(form),
        "project": resources.schema("project"),
    }
    made = []
    for name, schema in schemas.items():
        path = f"{EDITOR_FOLDER}/{name}.schema.json"
        if not (root / path).exists():
            _write(root / path, f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n")
            made.append((path, "what editors help with"))
    return made


def _write(file: Path, text: str) -> None:
    try:
        output.write_new(file, text.encode())
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault


def _say(made: list[tuple[str, str]], left: list[str], form: str, look: Paint) -> None:
    wide = max((len(path) for path, _ in made), default=0)
    lines = [f"Made  {path.ljust(wide)}  {why}" for path, why in made]
    lines += [f"Left  {path}, which is there already" for path in left]
    options.say("\n".join(lines), look)
    first = f"Put your strategies into strategies/, see {SETTINGS}, then: eia register"
    options.say(first if made else "There was nothing to make.", look)
    if made:
        options.say(f"For a form of your own: eia form copy {form} our-council", look)
