"""`--select` and `--ignore`: the codes that a person wants to see, or not."""

from collections.abc import Callable

import click

from eia import codes
from eia.cli import options


def codes_given(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The codes, or beginnings of codes, in capitals; each must begin at least one code there is."""
    wanted = tuple(" ".join(given).upper().replace(",", " ").split())
    for beginning in wanted:
        if not any(code.startswith(beginning) for code in codes.every()):
            near = codes.nearest(beginning)
            meant = f"Did you mean {near}?" if near else "`eia rules` lists them all."
            raise click.BadParameter(f"No code is “{beginning}” or begins with it. {meant}")
    return wanted


def select_option(example: str) -> Callable[[options.Command], options.Command]:
    """`--select`, with an example of codes that the command finds."""
    return click.option(
        "--select",
        callback=codes_given,
        multiple=True,
        metavar="CODES",
        help=f"Look only for these, such as {example}.",
    )


ignore_option = click.option(
    "--ignore", callback=codes_given, multiple=True, metavar="CODES", help="Leave these out."
)
