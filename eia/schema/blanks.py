"""Let a question stand unanswered: nothing after its colon or its dash is the same as no line at all."""

from collections.abc import Iterator, Mapping
from typing import Any

from eia.findings import Path

from .tree import Node, Tree, merged

WHOLE: tuple[Path, ...] = ((), ("waivers", 0))
"""The things that are nothing without all that they require: the file itself, and a waiver, which must never
count without its reason, its person and its last day."""
UNANSWERED = "Not answered yet"
"""What editors call the blank among the choices."""


def with_blanks(root: Node) -> dict[str, Any]:
    """The schema of an assessment in which every answer but the essential may be blank; `root` is not changed.

    Args:
        root: a composed schema, whose references lead to its own `$defs`.
    """
    return _Blanks(root).schema()


class _Blanks:
    def __init__(self, root: Node) -> None:
        self._tree = Tree(root)
        things = [self._tree.at(path) for path in WHOLE]
        self._whole = [last for thing in things if thing is not None for last in self._last(thing)]

    def schema(self) -> dict[str, Any]:
        made = self._inside(self._tree.root)
        made["$defs"] = {name: self._blank(node) for name, node in self._tree.root["$defs"].items()}
        return made

    def _last(self, node: Node) -> Iterator[Node]:
        *_, last = self._tree.chain(node)
        yield last

    def _blank(self, node: Node) -> dict[str, Any]:
        """What the node asks for, or nothing."""
        made = self._inside(node)
        if "type" in made:
            # Last, because editors put in a value of the first kind.
            kinds = [made["type"]] if isinstance(made["type"], str) else made["type"]
            made["type"] = [*kinds, "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
        if "enumDescriptions" in made:
            made["enumDescriptions"] = [*made["enumDescriptions"], UNANSWERED]
        return made

    def _inside(self, node: Node) -> dict[str, Any]:
        """The node as it is, with all it holds made blankable."""
        made = dict(node)
        essential = node.get("required", ()) if any(node is thing for thing in self._whole) else ()
        if "properties" in made:
            made["properties"] = {
                key: self._inside(merged(self._tree, part)) if key in essential else self._blank(part)
                for key, part in made["properties"].items()
            }
        for keyword in ("items", "additionalProperties"):
            if isinstance(made.get(keyword), Mapping):
                made[keyword] = self._blank(made[keyword])
        return made
