"""Differences between two versions of an assessment, for people, for a pull request and for programs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eia import __version__
from eia.findings import dotted
from eia.show.markdown import escaped
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.sentences import Told
from eia.show.tally import counted
from eia.text import quote

VERSION = 1
"""The version of the JSON shape; it changes only when a reader of the old one would be misled."""
PIECES = 8
"""Places in one text whose words are shown."""
PIECE = 100
"""Characters of the words shown of one place."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One file at two moments, or two files, with what changed."""

    name: str
    """The newer file."""
    old: str
    """What the older version is called."""
    new: str
    """What the newer version is called."""
    told: tuple[Told, ...]
    is_new: bool = False
    """Whether there is no older version."""

    @property
    def of_substance(self) -> tuple[Told, ...]:
        """The differences that a sign-off does not outlive."""
        return tuple(item for item in self.told if item.change.is_of_substance)

    @property
    def recorded(self) -> tuple[Told, ...]:
        """The others: what is recorded later, and no change of what was signed."""
        return tuple(item for item in self.told if not item.change.is_of_substance)


def text(found: Sequence[Compared], paint: Paint) -> str:
    """The differences for people."""
    return "\n\n".join("\n".join(_text(item, paint)) for item in found)


def _text(item: Compared, paint: Paint) -> Iterator[str]:
    yield paint.bold(f"{plain(item.name)}: {heading(item)}")
    for told in item.of_substance:
        yield f"  {plain(told.sentence)}"
        yield from (f"      {paint.faint(piece)}" for piece in pieces(told))
    if item.recorded:
        yield paint.bold("  For the record, which no sign-off is about:") if item.of_substance else ""
        yield from (f"    {plain(told.sentence)}" for told in item.recorded)


def heading(item: Compared) -> str:
    """What changed in all: `3 answers changed from HEAD~1 to now`."""
    if item.is_new:
        return f"new since {plain(item.old)}"
    between = f"from {plain(item.old)} to {plain(item.new)}"
    if not item.told:
        return f"nothing changed {between}"
    if not item.of_substance:
        return f"nothing of substance changed {between}"
    return f"{counted(len(item.of_substance), 'change')} {between}"


def pieces(told: Told) -> Iterator[str]:
    """The words that changed in a long text, place by place."""
    if told.rewording is None:
        return
    shown = told.rewording.pieces[:PIECES]
    for before, after in shown:
        if before and after:
            yield f"{quote(before, PIECE)} → {quote(after, PIECE)}"
        else:
            yield f"{quote(after, PIECE)} put in" if after else f"{quote(before, PIECE)} taken out"
    more = len(told.rewording.pieces) - len(shown)
    if more:
        yield f"… and in {counted(more, 'more place')}"


def markdown(found: Iterable[Compared]) -> str:
    """The differences for a pull request (GitHub Flavored Markdown); words from the files can do nothing there."""
    return "\n\n".join("\n".join(_markdown(item)) for item in found)


def _markdown(item: Compared) -> Iterator[str]:
    yield f"### {escaped(item.name)}: {escaped(heading(item))}"
    yield ""
    for told in item.of_substance:
        yield f"- {escaped(told.sentence)}"
        yield from (f"  - {escaped(piece)}" for piece in pieces(told))
    if item.recorded:
        if item.of_substance:
            yield ""
        yield f"<details><summary>For the record, which no sign-off is about ({len(item.recorded):,})</summary>"
        yield ""
        yield from (f"- {escaped(told.sentence)}" for told in item.recorded)
        yield ""
        yield "</details>"


def document(found: Iterable[Compared]) -> str:
    """The differences for programs: schemas/difference.schema.json. Only ASCII is written."""
    made = {"version": VERSION, "eia": __version__, "files": [_file(item) for item in found]}
    return json.dumps(made, indent=2)


def _file(item: Compared) -> dict[str, Any]:
    return {
        "file": item.name,
        "old": item.old,
        "new": item.new,
        "is_new": item.is_new,
        "substance": item.is_new or bool(item.of_substance),
        "changes": [change(told) for told in item.told],
    }


def change(told: Told) -> dict[str, Any]:
    """One difference as plain data."""
    how = told.rewording
    return {
        "kind": told.change.kind.value,
        "substance": told.change.is_of_substance,
        "path": list(told.change.path),
        "answer": dotted(told.change.path),
        "old_path": list(told.change.old_path),
        "label": told.label,
        "before": told.before or None,
        "after": told.after or None,
        "sentence": told.sentence,
        "words": None
        if how is None
        else {
            "changed": how.changed,
            "total": how.total,
            "pieces": [{"before": before or None, "after": after or None} for before, after in how.pieces],
        },
    }
