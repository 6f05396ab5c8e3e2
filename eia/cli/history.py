"""`eia history`: the record of due regard of an assessment, day by day."""

import click

from eia import history, source
from eia.cli import options
from eia.cli.faults import Wrong
from eia.cli.forms import form_of
from eia.cli.targets import gather
from eia.show import history as show
from eia.show.history import Account
from eia.show.plain import plain

TOO_LATE = 1
"""The exit status when something came after the decision that has to come before it."""


@click.command(
    epilog="""\b
Exit status: 0, or 1 when an assessment was first committed, signed or had its
sign-off committed after its decision; 2 wrong use.

\b
Examples:
  eia history assessments/parks.yaml
  eia history --format markdown             all assessments of the project
""",
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Text for people (usual), Markdown for a report, JSON for programs.",
)
@options.colour_option
def command(files: tuple[str, ...], shape: str, colour: bool | None) -> None:
    """Tell what happened to an assessment, day by day: from its commits, and from the dates in it.

    When it began, when people were consulted, when it was signed, when the decision was taken, and what changed
    after a sign-off. Without git only the dates in the file are told, and that is said.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    accounts: list[Account] = []
    for target in gather(files, trouble):
        document = source.read(target.file, target.name)
        if document.data is None:
            first = document.findings[0]
            raise Wrong(f"{plain(target.name)} cannot be read: {first.message}", first.hint)
        form = form_of(target.project.form_of(document), trouble, target.project)
        accounts.append(Account(target.name, history.of(target.file, document.data), form))
    if shape == "json":
        click.echo(show.document(accounts))
    elif shape == "markdown":
        click.echo("\n\n".join(map(show.markdown, accounts)))
    else:
        options.say("\n\n".join(show.text(account, look) for account in accounts), look)
    if any(account.faults for account in accounts):
        click.get_current_context().exit(TOO_LATE)
