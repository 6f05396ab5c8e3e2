"""`eia form`: the forms at hand, and a form of one's own."""

import importlib

import click

COMMANDS = {
    "list": "List the forms at hand.",
    "copy": "Make a form of your own from one that is there.",
    "check": "Say what is wrong with a form, and make specimens to look at.",
}
"""What there is to do with forms; each has a module of its own, loaded when it is used."""


class FormCommands(click.Group):
    """A group that imports a command's module only when that command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"eia.cli.form_{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    "form",
    cls=FormCommands,
    epilog="""\b
Examples:
  eia form list
  eia form copy bedford our-council
  eia form check our-council
""",
)
def command() -> None:
    """List the forms, make your own, look it over.

    A form is a folder of files that a clerk can change in Word and in a text editor. The guide to forms
    (docs/forms.md) goes from the copy to the committee, step by step.
    """
