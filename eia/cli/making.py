"""Options of the commands that make files: what to make, for whom, where, and as of when."""

import os
from collections.abc import Callable, Collection
from datetime import UTC, datetime

import click

from eia.cli import reports
from eia.cli.faults import Wrong
from eia.cli.options import Command
from eia.editions import EDITIONS, PUBLIC


def several(known: Collection[str], *, may_be_none: bool = False) -> Callable[..., tuple[str, ...]]:
    """What reads words with commas or spaces between them, each once, out of those that are known.

    Args:
        known: the words there are.
        may_be_none: whether none need be given.
    """

    def read(ctx: click.Context, param: click.Parameter, given: str) -> tuple[str, ...]:
        wanted = tuple(dict.fromkeys(given.lower().replace(",", " ").split()))
        unknown = [word for word in wanted if word not in known]
        if unknown or not (wanted or may_be_none):
            raise click.BadParameter(f"There is no “{', '.join(unknown)}”. Choose from {', '.join(known)}.")
        return wanted

    return read


def kinds_option(words: str) -> Callable[[Command], Command]:
    """`--to`: the kinds of report to make; `words` say so."""
    return click.option(
        "--to",
        "kinds",
        callback=several(reports.KINDS),
        default="word,html",
        show_default=True,
        metavar="KINDS",
        help=words,
    )


def edition_option(whom: str) -> Callable[[Command], Command]:
    """`--edition`: one edition; `whom` begins what is said of it."""
    return click.option(
        "--edition",
        type=click.Choice(EDITIONS),
        default=PUBLIC,
        show_default=True,
        help=f"{whom}. What is marked as not for publication is in the members’ only.",
    )


folder_option = click.option(
    "-o", "--output", "folder", metavar="DIR", help="The folder to write to. Usual: the project's own."
)
force_option = click.option("--force", is_flag=True, help="Replace files even if eia did not make them.")


def epoch() -> datetime | None:
    """The moment that SOURCE_DATE_EPOCH names (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        Wrong: it names none.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise Wrong(
            f"SOURCE_DATE_EPOCH is “{seconds}”, which is not a moment",
            "Unset it, or give it whole seconds since 1970.",
        ) from fault
