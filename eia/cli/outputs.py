"""`eia check --format` and `--write`: a check in the formats that programs and CI services read."""

import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eia.check import Settings
from eia.cli.faults import Wrong
from eia.project import Report
from eia.show.formats import FORMATS, document
from eia.show.next_steps import Describe

if TYPE_CHECKING:
    from eia.show.outcome import Outcome

Written = tuple[str, Path]
"""A format, and the file to write it to."""

format_option = click.option(
    "--format",
    "shape",
    type=click.Choice(["text", *FORMATS]),
    metavar="FORMAT",
    default="text",
    help=f"text for people (usual), or for programs: {', '.join(FORMATS)}.",
)


def wanted(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[Written, ...]:
    """The formats and files that `--write FORMAT=FILE` names.

    Raises:
        click.BadParameter: one is not written so.
    """
    return tuple(_one(item) for item in given)


write_option = click.option(
    "--write",
    "files",
    callback=wanted,
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write a format for programs into a file as well.",
)


def _one(given: str) -> Written:
    shape, equals, name = given.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"“{given}” names no file. Write it as sarif=eia.sarif.")
    if shape not in FORMATS:
        raise click.BadParameter(f"There is no format “{shape}”. The formats are {', '.join(FORMATS)}.")
    return shape, Path(name)


def outcome_of(
    reports: Iterable[Report], broken: Iterable[Report], settings: Settings, describe: Describe
) -> "Outcome":
    """The outcome of a check, with files placed from the top of the repository that we are in."""
    from eia.git import top_of
    from eia.show.outcome import Outcome

    here = Path.cwd()
    where = partial(_from_top, here, top_of(here) or here)
    return Outcome(tuple(reports), describe, settings.today, settings.stage, tuple(broken), where)


def _from_top(here: Path, top: Path, name: str) -> str:
    """Where a file that is named from here lies in the repository; its whole path when it lies outside."""
    lies = os.path.abspath(here / name)  # noqa: PTH100 - a link is not followed: it is what the repository holds
    inside = os.path.relpath(lies, top) if Path(lies).is_relative_to(top) else lies
    return Path(inside).as_posix().encode(errors="replace").decode()


def write(files: Sequence[Written], outcome: "Outcome") -> None:
    """Write the outcome to each file in its format, whole or not at all.

    Raises:
        Wrong: a file could not be written.
    """
    from eia.output import NotWritten, write_all

    try:
        write_all({path: _text(shape, outcome).encode(errors="replace") for shape, path in files})
    except NotWritten as fault:
        raise Wrong(str(fault)) from fault


def say(shape: str, outcome: "Outcome") -> None:
    """Print the outcome in one format; nothing when the format has nothing to say."""
    click.echo(_text(shape, outcome), nl=False)


def _text(shape: str, outcome: "Outcome") -> str:
    told = document(shape, outcome)
    return f"{told}\n" if told else ""
