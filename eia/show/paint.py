"""How the printed text looks: how wide it is, and whether it is in colour."""

import click

from eia.findings import Severity
from eia.value import Alike

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


class Paint(Alike):
    """The look of everything printed in one run."""

    colour: bool = False
    width: int = 100
    """Columns to keep source lines within; longer ones are cut around what is wrong."""
    wrap: bool = False
    """Whether explanations are broken to `width`, as on a terminal; a file keeps them on one line."""

    def bold(self, text: str) -> str:
        """The text in bold."""
        return click.style(text, bold=True) if self.colour else text

    def faint(self, text: str) -> str:
        """The text held back."""
        return click.style(text, dim=True) if self.colour else text

    def code(self, text: str) -> str:
        """The text as something to type or to look for in the file."""
        return click.style(text, fg="cyan") if self.colour else text

    def severity(self, text: str, severity: Severity) -> str:
        """The text in the colour of a severity."""
        return click.style(text, fg=_COLOURS[severity], bold=True) if self.colour else text
