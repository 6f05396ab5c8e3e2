"""`eia rules`: everything that is looked for."""

import click

from eia import codes
from eia.cli import options
from eia.cli.forms import form_of
from eia.show import guide, rules


@click.command(
    epilog="""\b
Examples:
  eia rules
  eia rules --form bedford
  eia rules --form bedford --format markdown
""",
)
@click.option("--form", "name", metavar="FORM", help="As this form counts them.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="Text for people (usual), the guide with every page, or JSON for programs.",
)
@options.colour_option
def command(name: str | None, shape: str, colour: bool | None) -> None:
    """List everything that is looked for, family by family.

    Each code comes with how much it weighs and from which status it counts. `eia explain CODE` says more.
    """
    look = options.paint(colour)
    trouble = options.paint(colour, err=True)
    form = form_of(name, trouble) if name else None
    root = form_of(form.lineage[-1], trouble) if form else None
    listed = rules.entries(codes.every().values(), form, root)
    if shape == "json":
        options.say(rules.as_json(listed), look)
    elif shape == "markdown":
        options.say(guide.guide(listed), look)
    else:
        options.say(rules.as_text(listed, look), look)
