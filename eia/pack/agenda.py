"""The items of a meeting, from a file that lists them or from the assessments that name the meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from eia.dates import When, when
from eia.findings import Path

SCHEMA: Final = "agenda"
"""The schema of a file that lists items: `schemas/agenda.schema.json`."""


@dataclass(frozen=True)
class Item:
    """One item of a meeting."""

    assessment: str
    """Where its assessment is, as the list names it: a file, or an `id`."""
    number: str = ""
    """Its number on the agenda, such as `7` or `7b`."""
    title: str = ""
    """What the agenda calls it; empty for the assessment's own title."""
    path: Path = ()
    """Where it stands in the list; empty when there is no list."""


@dataclass(frozen=True)
class Agenda:
    """A meeting and its items."""

    meeting: When
    maker: str
    """Who decides."""
    items: tuple[Item, ...] = ()
    title: str = ""
    """What the papers are called; empty for what the form calls them."""


def agenda_of(data: Mapping[str, Any]) -> Agenda:
    """The agenda that a file gives, which has the shape of `schemas/agenda.schema.json`."""
    return Agenda(
        meeting=when(str(data.get("meeting", ""))),
        maker=str(data.get("maker", "")),
        items=tuple(_item(item, ("items", place)) for place, item in enumerate(data.get("items", ()))),
        title=str(data.get("title", "")),
    )


def _item(data: Mapping[str, Any], path: Path) -> Item:
    return Item(str(data["assessment"]), str(data.get("number", "")), str(data.get("title", "")), path)


def letter(place: int) -> str:
    """The letter of the appendix at a place, from 0: A, B, … Z, AA, AB, …"""
    letters = ""
    place += 1
    while place:
        place, last = divmod(place - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
