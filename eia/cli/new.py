"""`eia new`: start an assessment."""

import json
import os
from pathlib import Path
from typing import Any

import click

from eia import output, scaffold
from eia.cli import options
from eia.cli.faults import Wrong
from eia.cli.forms import form_of, project_here
from eia.form import Form
from eia.library import BrokenForm, Library, UnknownForm
from eia.project import SETTINGS, BrokenSettings, Project
from eia.show.plain import plain

KINDS = ("full", "screening")
"""The kinds of assessment that can be started, the usual one first."""
EDITOR_FOLDER = ".eia"
"""Where the schemas for editors are kept, beside `eia.yaml` or beside the assessment."""


class WithForms(click.Command):
    """A command whose help ends with the forms at hand."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the forms and the examples."""
        try:
            library = Project.find(Path.cwd()).library
        except BrokenSettings:
            library = Library()
        rows = [(name, _called(library, name)) for name in library.names()]
        with formatter.section("Forms"):
            formatter.write_dl(rows)
        super().format_epilog(ctx, formatter)


def _called(library: Library, name: str) -> str:
    try:
        form = library.form(name)
    except (BrokenForm, UnknownForm):
        return "(cannot be used: something is wrong with it or with a form it extends)"
    return plain(", ".join(filter(None, (form.name, form.organisation))))


@click.command(
    cls=WithForms,
    epilog="""\b
Examples:
  eia new "Library opening hours"
  eia new "Library opening hours" --form bedford --kind screening

An editor that knows YAML, such as Visual Studio Code with its YAML extension, shows the form's guidance and
choices as you type.
""",
)
@click.argument("title")
@click.option("--form", "name", metavar="FORM", help="The form to use. Usual: the project's.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="The whole form (usual), or the relevance test alone.",
)
@click.option("--id", "id_", metavar="NAME", help="A short name for it. Usual: made from the title.")
@click.option("-o", "--output", "target", metavar="FILE", help="Write this file instead.")
@options.colour_option
def command(
    title: str, name: str | None, kind: str | None, id_: str | None, target: str | None, colour: bool | None
) -> None:
    """Start an assessment: the whole form as a file to fill in, with guidance and not one answer.

    TITLE is what the activity is called. A file that is there already is never replaced.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    project = project_here(trouble)
    title = plain(title)
    short = _short_name(title, id_)
    form = form_of(name or project.default_form, trouble, project)
    kind = _kind(kind, form)
    file = Path(target) if target else project.assessments_folder / f"{short}.yaml"
    if os.path.lexists(file):
        raise Wrong(
            f"“{options.near(file)}” is there already, and is left as it is",
            "Choose another name with --output, or another short name with --id.",
        )
    editor = _editor_file(project, file, form.key)
    schema = project.library.schema(form.key)
    try:
        written = scaffold.scaffold(
            title=title,
            id_=short,
            kind=kind,
            form=form,
            schema=schema,
            template=_template(project.library, form.key),
            modeline=Path(os.path.relpath(editor.resolve(), file.resolve().parent)).as_posix(),
        )
    except scaffold.BrokenTemplate as fault:
        raise _unusable(form.key, str(fault)) from fault
    _write(file, written, editor, schema)
    options.say(f"Wrote {plain(options.near(file))}, the form “{plain(form.name)}” to fill in.", look)
    options.say(
        f"Open it in an editor; its first lines say how. Then: eia check {plain(options.near(file))}", look
    )


def _kind(wanted: str | None, form: Form) -> str:
    """The kind of assessment to start: the whole form, unless the form has only the relevance test.

    Raises:
        Wrong: the form has no such kind.
    """
    known = [kind for kind in KINDS if not form.kinds or kind in form.kinds]
    if wanted in known or not known:
        return wanted or KINDS[0]
    if wanted is None:
        return known[0]
    raise Wrong(
        f"The form “{form.name}” has no {_in_words(wanted)}", f"Choose --kind {known[0]}, or another form."
    )


def _in_words(kind: str) -> str:
    """What a kind of assessment is, where no form says what it calls it."""
    return {"full": "full assessment", "screening": "relevance test alone"}.get(kind, kind)


def _short_name(title: str, given: str | None) -> str:
    """The assessment's `id`.

    Raises:
        Wrong: it is no short name, or the title gives none.
    """
    if given is None:
        made = scaffold.slug(title)
        if not made:
            raise Wrong(
                f"No short name can be made from “{title}”", "Give one with --id, such as --id library-hours."
            )
        return made
    if not given or scaffold.slug(given) != given:
        raise Wrong(
            f"“{given}” cannot be a short name",
            "Use small letters, digits and hyphens, such as library-hours.",
        )
    return given


def _template(library: Library, form: str) -> str:
    try:
        return library.file(form, scaffold.TEMPLATE).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise _unusable(form, "neither it nor a form it extends has that file") from None
    except UnicodeDecodeError:
        raise _unusable(form, "it is not saved as UTF-8") from None


def _unusable(form: str, why: str) -> Wrong:
    return Wrong(
        f"{scaffold.TEMPLATE} of the form “{form}” cannot be used: {why}",
        "Correct it, or delete it and let the form extend `england`, which has one.",
    )


def _editor_file(project: Project, file: Path, form: str) -> Path:
    """Where the schema for editors goes: at the project's root if the file lies in it, else beside the file."""
    inside = (project.root / SETTINGS).is_file() and file.resolve().is_relative_to(project.root.resolve())
    return (project.root if inside else file.parent) / EDITOR_FOLDER / f"{form}.schema.json"


def _write(file: Path, written: str, editor: Path, schema: dict[str, Any]) -> None:
    """Write the assessment, then the schema for editors: without it the file is as good, only less helped."""
    try:
        output.write_new(file, written.encode())
        output.write_all({editor: f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n".encode()})
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
