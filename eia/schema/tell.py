"""Turn the reference validator's errors into faults: choose the one worth telling, and say it in our words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from eia.findings import Path, dotted
from eia.parts import is_blank

from . import bounds, kinds, names, options, patterns
from .faults import Fault
from .guess import is_person
from .tree import GROUP_ROWS, Tree
from .words import called, code, quoted
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

MOST_TOLD = 100
"""About how many faults of one file are told; the last says that there are more."""
_RANK = {keyword: rank for rank, keyword in enumerate(KEYWORDS)}


def tell_anything(wrong: Wrong) -> Iterator[Fault]:
    """The fault of data that a keyword without words of its own refused."""
    shown = quoted(wrong.value) if isinstance(wrong.value, str | int | float) else "What is written here"
    hint = wrong.teaching or "Look at how other assessments write it, or delete the line."
    yield wrong.fault(patterns.CODE, f"{shown} does not fit under {called(wrong.label)}", hint)


def _is_unanswered(wrong: Wrong) -> bool:
    """Whether nothing but an empty text stands where any answer may be left out."""
    if wrong.value is None or not wrong.is_blank or wrong.is_name:
        return False
    if wrong.tree.may_be_blank(wrong.node):
        return True
    return bool(wrong.key) and wrong.keyword in ("pattern", "enum") and not wrong.is_required


def _and_more(fault: Fault) -> Fault:
    """What stands for this fault and all that are not told."""
    message, hint = "More is wrong than is told here", "Put right what is told, then check again."
    return Fault(fault.code, replace(fault.problem, message=message, hint=hint))


def _in_order(best: Mapping[Path, tuple[int, Fault]], spoken_for: set[Path], data: Any) -> tuple[Fault, ...]:
    faults = (
        fault for path, (_, fault) in best.items() if not (fault.code == names.MISSING and path in spoken_for)
    )
    return tuple(sorted(faults, key=lambda fault: _order(data, fault.problem.path)))


def _order(data: Any, path: Path) -> tuple[int, ...]:
    """Where in the data a path stands; what is missing stands last in the thing it is missing from."""
    order = []
    for step in path:
        if isinstance(data, Mapping):
            order.append(list(data).index(step) if step in data else len(data))
            data = data.get(step)
        else:
            order.append(step if isinstance(step, int) else 0)
            data = data[step] if isinstance(data, list) and isinstance(step, int) else None
    return tuple(order)


class Teller:
    """Says what is wrong with data, in the words of one schema."""

    def __init__(self, tree: Tree, label: Callable[[Path], str] | None = None) -> None:
        self._tree = tree
        self._named = label
        self._names = names.Names(tree)

    def told(self, errors: Iterable["ValidationError"], data: Any) -> tuple[Fault, ...]:
        """One fault for each place in the data, the most useful, in the order of reading.

        What an unknown name stands for is not told as missing too.
        """
        best: dict[Path, tuple[int, Fault]] = {}
        spoken_for: set[Path] = set()
        settled: set[Path] = set()
        for error in sorted(errors, key=lambda error: _order(data, tuple(error.absolute_path))):
            wrong = self._wrong(error)
            if _is_unanswered(wrong) or (wrong.is_blank and self._is_waiting(wrong.path, data)):
                continue
            rank = _RANK.get(wrong.keyword, len(_RANK))
            for fault in self._tell(wrong):
                path = fault.problem.path
                if fault.code == names.MISSING and self._is_waiting(path, data):
                    continue
                if fault.code == names.UNKNOWN and (torn := names.torn_number(wrong.value, str(path[-1]))):
                    settled.add((*wrong.path, torn[0]))
                elif fault.code == names.UNKNOWN:
                    spoken_for.add((*wrong.path, self._names.meant(wrong, str(path[-1]))))
                if path not in settled and (path not in best or rank < best[path][0]):
                    best[path] = (rank, fault)
                if len(best) > MOST_TOLD:
                    *told, last = _in_order(best, spoken_for, data)
                    return (*told, _and_more(last))
        return _in_order(best, spoken_for, data)

    def _tell(self, wrong: Wrong) -> Iterator[Fault]:
        if wrong.keyword == "additionalProperties":
            return self._names.tell(wrong)
        return KEYWORDS.get(wrong.keyword, tell_anything)(wrong)

    def _is_waiting(self, path: Path, data: Any) -> bool:
        """Whether a path leads into something that waits to be filled in, where that may be."""
        for length, key in enumerate(path[:-1], 1):
            data = data[key]
            if is_blank(data):
                node = self._tree.at(path[:length])
                return node is not None and self._tree.may_be_blank(node)
        return False

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
            if not own.endswith(self._named(path[:-1])) and own != dotted(path):
                return own
        node = self._tree.at(path) or {}
        title = self._tree.title(node)
        if not path:
            return title
        if isinstance(path[-1], int):
            number = path[-1] + 1
            if is_person(self._tree, node):
                return f"Item {number}"
            title = f"{title or self.label(path[:-1])} {number}"
        if title and self._is_named_freely(path):
            title = f"{title} {code(str(path[-1]))}"
        if path[0] in GROUP_ROWS and len(path) > 2:
            return f"{self._tree.title(self._tree.at(path[:2]) or {})}: {title}"
        return title or str(path[-1])

    def _is_named_freely(self, path: Path) -> bool:
        """Whether the name that `path` ends in was chosen by the writer, as a group's short name is in a form."""
        outer = self._tree.at(path[:-1]) or {}
        return bool(path) and isinstance(path[-1], str) and path[-1] not in self._tree.properties(outer)
