"""`eia explain`: what a code means and what to do."""

import click

from eia import codes
from eia.cli import options
from eia.cli.faults import Wrong
from eia.show.page import page


@click.command(
    epilog="""\b
Examples:
  eia explain DEC001
  eia explain missing-recommendation
""",
)
@click.argument("code")
@options.colour_option
def command(code: str, colour: bool | None) -> None:
    """Say what a code means, why it matters and what to do.

    CODE stands in front of every finding; its name will do as well. Capitals or not makes no difference.
    """
    known = codes.every()
    by_name = {item.name: item for item in known.values()}
    found = known.get(code.strip().upper()) or by_name.get(code.strip().lower())
    if found is None:
        near = codes.nearest(code.strip().upper()) or codes.nearest(code.strip().lower())
        meant = f"Did you mean {near} ({known[near].name})? " if near else ""
        raise Wrong(f"No finding has the code “{code}”", f"{meant}`eia rules` lists them all.")
    look = options.paint(colour)
    options.say(page(found, look), look)
