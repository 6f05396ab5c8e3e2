"""Options that several commands share."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eia.dates import when
from eia.show.paint import Paint

if TYPE_CHECKING:
    from eia.cli.memory import Memory

Command = TypeVar("Command", bound=Callable[..., Any])
WIDEST = 120
"""Columns that a line of text is kept within, however wide the terminal."""
UNWATCHED = 100
"""Columns when nobody watches: what is written to a file must not depend on a window."""


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """The day that is meant, today's if none is given."""
    if value is None:
        return date.today()  # noqa: DTZ011 - the officer's own day is meant, not that of a time zone
    moment = when(value)
    if moment.is_day and moment.first:
        return moment.first
    raise click.BadParameter(f"“{value}” is not a day. Write it as 2026-09-30.")


colour_option = click.option(
    "--color/--no-color", "colour", default=None, help="Use colour, or not. Usual: only on a terminal."
)
today_option = click.option(
    "--today",
    callback=day,
    metavar="DATE",
    help="Check as if today were this day, such as 2026-09-30.",
)

cache_option = click.option(
    "--cache/--no-cache",
    default=True,
    help="Remember what was found, or not. Usual: yes.",
)


def memory(wanted: bool) -> "Memory | None":
    """What is remembered of earlier checks; None if that is not wanted, or there is no place for it."""
    from eia.cli.memory import Memory
    from eia.store import Store

    store = Store.usual() if wanted else None
    return None if store is None else Memory(store)


def paint(colour: bool | None, *, err: bool = False) -> Paint:
    """How to print, for what is asked and where it goes (https://no-color.org)."""
    stream = sys.stderr if err else sys.stdout
    watched = stream is not None and stream.isatty()
    wanted = watched and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns = min(_columns(), WIDEST) if watched else UNWATCHED
    return Paint(wanted if colour is None else colour, max(columns, 40), wrap=watched)


def _columns() -> int:
    # Imported late, with the compression it brings: mostly another program reads what is printed.
    from shutil import get_terminal_size

    return get_terminal_size().columns


def say(text: str, look: Paint) -> None:
    """Print to stdout, in colour if the look says so."""
    click.echo(text, color=look.colour)


def near(path: Path) -> str:
    """The path as it is shortest to type from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)
