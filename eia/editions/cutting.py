"""What is withheld, cut out of the data, with words in its place."""

from collections.abc import Mapping
from typing import Any, Final

from eia.editions.withheld import Withheld, telling
from eia.findings import Path, dotted
from eia.model import Assessment
from eia.value import Alike

_GONE: Final = None
"""Stands for what is cut out; an item of a list keeps its place in this way."""
_NEVER: Final = frozenset({"email", "waivers", "redactions"})
"""The names of answers that are for officers, whatever is marked."""
_REFERENCES: Final = frozenset({"evidence", "actions", "action"})


class Scissors(Alike):
    """Cuts what is withheld out of plain data."""

    withheld: Withheld
    own: frozenset[str]
    """The addresses of answers in the officer's own words, in whose place other words can stand."""
    telling: Mapping[str, str]
    """Address of a part → the name of the answer that tells what it is."""
    ids: Mapping[str, str]
    """The ids of parts that are withheld whole → what references to them say instead."""

    @classmethod
    def of(cls, whole: Assessment, withheld: Withheld) -> "Scissors":
        """What is needed to cut one assessment."""
        inside = [part for part in whole.parts() if part.path and withheld.at(part.path)]
        ids = dict.fromkeys(str(getattr(part, "id", "")) for part in inside)
        return cls(
            withheld,
            frozenset(dotted(path) for path, _ in (*whole.names, *whole.prose)),
            {dotted(part.path): name for part in inside if (name := telling(part))},
            {old: f"withheld-{number}" for number, old in enumerate(filter(None, ids), 1)},
        )

    def cut(self, value: Any, path: Path) -> Any:
        """The data without what is withheld."""
        if dotted(path) in self.withheld.words:
            return self._stub(value, path, self.withheld.words[dotted(path)])
        if isinstance(value, Mapping):
            told = {key: self.cut(item, (*path, key)) for key, item in value.items() if key not in _NEVER}
            return {key: item for key, item in told.items() if item is not _GONE}
        if isinstance(value, list):
            return [self.cut(item, (*path, place)) for place, item in enumerate(value)]
        return self._referred(value, path)

    def _stub(self, value: Any, path: Path, words: str) -> Any:
        """What is left of something withheld: as much as it takes for it to have a place in the report."""
        if path[0] == "duty" and path[1:2] != ("not_relevant",):
            return _GONE  # a cell that is there is one that was ticked
        if isinstance(value, Mapping):
            name = self.telling.get(dotted(path), "")
            kept = {"id": self.ids[str(value["id"])]} if str(value.get("id", "")) in self.ids else {}
            return {**kept, name: words} if name else _GONE
        if isinstance(value, list):
            first = value[0] if value else words
            return [self._stub(first, (*path, 0), words) if isinstance(first, Mapping | list) else words]
        return words if dotted(path) in self.own else _GONE

    def _referred(self, value: Any, path: Path) -> Any:
        is_reference = path and path[0] in ("impacts", "evidence_gaps") and _REFERENCES & set(path[2:])
        return self.ids.get(value, value) if is_reference and isinstance(value, str) else value
