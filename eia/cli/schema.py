"""`eia schema`: what an editor needs to help with filling in a form."""

import json
from pathlib import Path
from typing import Any

import click

from eia import output, resources
from eia.cli import options
from eia.cli.faults import Wrong
from eia.cli.forms import form_of, project_here
from eia.show.paint import Paint

FIXED = ("assessment", "form", "project", "findings", "register")
"""The schemas that belong to no form."""


@click.command(
    epilog="""\b
Besides the forms there are: assessment (every form's common part), form and project
(the files form.yaml and eia.yaml), findings and register (what `eia check` and
`eia register` print with --format json).

\b
Examples:
  eia schema bedford
  eia schema bedford --output schemas/bedford.schema.json
""",
)
@click.argument("name", metavar="FORM")
@click.option("-o", "--output", "target", metavar="FILE", help="Write it to this file instead.")
@options.colour_option
def command(name: str, target: str | None, colour: bool | None) -> None:
    """Print what an editor needs to help with filling in a form.

    It is a JSON Schema (2020-12): the form's questions and guidance, as an editor shows them while you type.
    """
    look = options.paint(colour)
    written = f"{json.dumps(_schema(name, options.paint(colour, err=True)), indent=2, ensure_ascii=False)}\n"
    if target is None:
        click.echo(written, nl=False, color=look.colour)
        return
    path = Path(target)
    _refuse_to_replace(path)
    try:
        output.write_all({path: written.encode()})
    except output.NotWritten as fault:
        raise Wrong(str(fault)) from fault
    options.say(f"Wrote {target}.", look)


def _schema(name: str, paint: Paint) -> dict[str, Any]:
    if name in FIXED:
        return resources.schema(name)
    project = project_here(paint)
    form_of(name, paint, project)
    return project.library.schema(name)


def _refuse_to_replace(path: Path) -> None:
    """Leave alone what is not a schema.

    Raises:
        Wrong: the file is there and is something else.
    """
    if path.is_file() and b'"$schema"' not in path.read_bytes()[:1000]:
        raise Wrong(f"“{path}” is there already and is no schema", "Choose another name, or delete it first.")
