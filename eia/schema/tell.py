"""Turn the reference validator's errors into faults: choose the one worth telling, and say it in our words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from eia.findings import Path

from . import bounds, kinds, names, options, patterns
from .faults import Fault
from .tree import Tree
from .words import called, quoted
from .wrong import Wrong

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Tell = Callable[[Wrong], Iterator[Fault]]

KEYWORDS: Mapping[str, Tell] = {
    "type": kinds.tell,
    "enum": options.tell,
    "const": options.tell,
    "pattern": patterns.tell,
    "required": names.tell_missing,
    "dependentRequired": names.tell_dependents,
    "uniqueItems": bounds.tell_repeated,
    **dict.fromkeys(bounds.SAYINGS, bounds.tell),
}
"""Each keyword that can refuse data → what tells of it, the most useful first; `additionalProperties` apart."""

_RANK = {keyword: rank for rank, keyword in enumerate(KEYWORDS)}


def tell_anything(wrong: Wrong) -> Iterator[Fault]:
    """The fault of data that a keyword without words of its own refused."""
    shown = quoted(wrong.value) if isinstance(wrong.value, str | int | float) else "What is written here"
    hint = wrong.teaching or "Look at how other assessments write it, or delete the line."
    yield wrong.fault(patterns.CODE, f"{shown} does not fit under {called(wrong.label)}", hint)


class Teller:
    """Says what is wrong with data, in the words of one schema."""

    def __init__(self, tree: Tree, label: Callable[[Path], str] | None = None) -> None:
        self._tree = tree
        self._named = label
        self._names = names.Names(tree)

    def told(self, errors: Iterable["ValidationError"]) -> tuple[Fault, ...]:
        """One fault for each place, the most useful; what an unknown name stands for is not also missing."""
        best: dict[Path, tuple[int, Fault]] = {}
        spoken_for: set[Path] = set()
        for error in errors:
            wrong = self._wrong(error)
            rank = _RANK.get(wrong.keyword, len(_RANK))
            for fault in self._tell(wrong):
                path = fault.problem.path
                if fault.code == names.UNKNOWN:
                    spoken_for.add((*wrong.path, self._names.meant(wrong, str(path[-1]))))
                if path not in best or rank < best[path][0]:
                    best[path] = (rank, fault)
        return tuple(
            fault
            for path, (_, fault) in best.items()
            if not (fault.code == names.MISSING and path in spoken_for)
        )

    def _tell(self, wrong: Wrong) -> Iterator[Fault]:
        if wrong.keyword == "additionalProperties":
            return self._names.tell(wrong)
        return KEYWORDS.get(wrong.keyword, tell_anything)(wrong)

    def _wrong(self, error: "ValidationError") -> Wrong:
        path: Path = tuple(error.absolute_path)
        place = tuple(error.absolute_schema_path)
        is_name = "propertyNames" in place[-3:]
        rules = error.schema if isinstance(error.schema, Mapping) else {}
        node = self._tree.at(path) or rules
        if is_name:
            path, node = (*path, str(error.instance)), rules
        return Wrong(
            path=path,
            value=error.instance,
            keyword=str(error.validator),
            limit=error.validator_value,
            node=node,
            tree=self._tree,
            label=self.label(path),
            is_name=is_name,
        )

    def label(self, path: Path) -> str:
        """What the answer at `path` is called: by the form if it has a name of its own, else by the schema."""
        if self._named and path:
            own = self._named(path)
            if own != self._named(path[:-1]):
                return own
        node = self._tree.at(path)
        title = self._tree.title(node) if node else ""
        if not path:
            return title
        if isinstance(path[-1], int):
            title = f"{title or self.label(path[:-1])} {path[-1] + 1}"
        if path[0] in ("impacts", "duty") and len(path) > 2:
            return f"{self.label(path[:2])}: {title}"
        return title or str(path[-1])
