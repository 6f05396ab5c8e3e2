"""Which answers of an assessment are marked as not for publication, by their addresses."""

from collections.abc import Iterator, Mapping

from eia.findings import Path, dotted
from eia.model import Assessment, Redaction
from eia.parts import leaves
from eia.schema.nearest import nearest
from eia.value import Alike

PUBLIC_ANYWAY = frozenset({"id", "form", "kind", "status", "version", "language", "publication"})
"""What every edition has to say: without it there would be no file, no form, and nobody to ask."""
ALIKE = 0.6
"""How alike an address must be to the one that was written to be offered instead: longer than a word, so less."""


class Mark(Alike):
    """An answer, or a part with all its answers, that the public edition leaves out."""

    path: Path
    redaction: Redaction


class Astray(Alike):
    """A mark that leaves nothing out."""

    redaction: Redaction
    near: str
    """The address that was most likely meant; empty when none is near, or when the answer cannot be left out."""
    is_public_anyway: bool
    """Whether it names something that every edition says."""


def marks(assessment: Assessment) -> tuple[Mark, ...]:
    """The marks that name something, in the order of the file.

    An item of a list is named by its place, from 0, or by its `id`: `evidence.2.finding`, `evidence.eyfs.finding`.
    """
    return tuple(item for item in _read(assessment) if isinstance(item, Mark))


def astray(assessment: Assessment) -> tuple[Astray, ...]:
    """The marks that name nothing that is there, or something that cannot be left out."""
    return tuple(item for item in _read(assessment) if isinstance(item, Astray))


def is_marked(path: Path, marked: tuple[Mark, ...]) -> bool:
    """Whether the answer, or what it is part of, is left out of the public edition."""
    return any(path[: len(mark.path)] == mark.path for mark in marked)


def _read(assessment: Assessment) -> Iterator[Mark | Astray]:
    redactions = assessment.publication.redactions
    if not redactions:
        return
    known = _addresses(assessment)
    for item in redactions:
        path = known.get(item.answer.strip())
        if path is None:
            yield Astray(item, nearest(item.answer, list(known), ALIKE), is_public_anyway=False)
        elif path[0] in PUBLIC_ANYWAY:
            yield Astray(item, "", is_public_anyway=True)
        else:
            yield Mark(path, item)


def _addresses(assessment: Assessment) -> Mapping[str, Path]:
    """Every address under which something is answered, with places and with ids, and where it leads."""
    ids = {
        part.path: str(getattr(part, "id", ""))
        for part in assessment.parts()
        if isinstance(_place(part.path), int)
    }
    known: dict[str, Path] = {}
    for part in assessment.parts():
        for path, _ in leaves(part):
            for length in range(1, len(path) + 1):
                known[dotted(path[:length])] = path[:length]
    by_id: dict[str, Path] = {}
    for path in known.values():
        named = [
            ids.get(path[: length + 1]) or str(key) if isinstance(key, int) else str(key)
            for length, key in enumerate(path)
        ]
        by_id.setdefault(".".join(named), path)
    return {**by_id, **known}


def _place(path: Path) -> str | int:
    return path[-1] if path else ""
