"""Walk a schema the way data is walked: from a path to what the schema says there."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from eia.findings import Path

Node = Mapping[str, Any]

_MAPS = ("properties", "$defs")
GROUP_ROWS = ("impacts", "duty")
"""The parts of an assessment whose names are the form's groups."""
_SINGLES = ("items", "additionalProperties", "propertyNames")
STRUCTURE = frozenset({*_MAPS, *_SINGLES, "$ref", "$schema", "$id"})
"""The keywords by which one part of a schema holds or names another; no others are used."""

VOCABULARY = frozenset({"enum", "const", "pattern"})
"""The keywords that say which words fit, rather than which kind of thing."""

TOLD_BY = "x-told-by"
"""Beside a vocabulary: the rule that tells of a word outside it, so that the schema is silent."""


class Tree:
    """A schema that can be asked what it says about a path."""

    def __init__(self, root: Node) -> None:
        self.root = root

    def chain(self, node: Node) -> Iterator[Node]:
        """The node, then what it refers to, nearest first."""
        yield node
        while "$ref" in node:
            node = self.root["$defs"][node["$ref"].rpartition("/")[2]]
            yield node

    def get(self, node: Node, keyword: str) -> Any:
        """What the node, or what it refers to, says under `keyword`; None when nothing."""
        return next((part[keyword] for part in self.chain(node) if keyword in part), None)

    def title(self, node: Node) -> str:
        """What the thing is called."""
        return self.get(node, "title") or ""

    def kinds(self, node: Node) -> tuple[str, ...]:
        """The kinds of thing that fit, as JSON Schema names them, but for nothing at all; empty when any does."""
        kinds = self.get(node, "type") or ()
        return tuple(kind for kind in ((kinds,) if isinstance(kinds, str) else kinds) if kind != "null")

    def may_be_blank(self, node: Node) -> bool:
        """Whether nothing at all may stand there."""
        return "null" in (self.get(node, "type") or ()) or None in (self.get(node, "enum") or ())

    def choices(self, node: Node) -> dict[str, str]:
        """The words that fit, each with what editors are told of it; empty where any words do."""
        words = self.get(node, "enum") or ()
        described = self.get(node, "enumDescriptions") or [""] * len(words)
        return {str(word): said for word, said in zip(words, described, strict=True) if word is not None}

    def properties(self, node: Node) -> Mapping[str, Node]:
        """The named parts the thing can have."""
        return self.get(node, "properties") or {}

    def child(self, node: Node, key: str | int) -> Node | None:
        """What the schema says about one part of the thing, or None when it knows nothing of it."""
        if isinstance(key, int):
            found = self.get(node, "items")
        else:
            found = self.properties(node).get(key, self.get(node, "additionalProperties"))
        return found if isinstance(found, Mapping) else None

    def at(self, path: Path) -> Node | None:
        """What the schema says about the answer at `path`, or None when it knows nothing of it."""
        node: Node | None = self.root
        for key in path:
            node = None if node is None else self.child(node, key)
        return node


def parts(node: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Every part of a schema with where it stands in it, the whole first; references are not followed."""
    yield (), node
    for keyword in _MAPS:
        for name, part in node.get(keyword, {}).items():
            yield from (((keyword, name, *place), inner) for place, inner in parts(part))
    for keyword in _SINGLES:
        if isinstance(node.get(keyword), Mapping):
            yield from (((keyword, *place), inner) for place, inner in parts(node[keyword]))


def merged(tree: Tree, node: Node) -> dict[str, Any]:
    """The node with what it refers to written out; what is said nearer counts."""
    made: dict[str, Any] = {}
    for part in reversed(tuple(tree.chain(node))):
        made |= part
    made.pop("$ref", None)
    return made


def frozen(value: Any) -> Hashable:
    """The value as something that is equal where JSON Schema says so: `1` is `1.0`, but not `true`."""
    if isinstance(value, dict):
        return "map", frozenset((key, frozen(item)) for key, item in value.items())
    if isinstance(value, list):
        return "list", tuple(map(frozen, value))
    return (type(value), value) if isinstance(value, bool) else value


def untold(root: Node) -> dict[str, Any]:
    """The schema without the vocabularies that a rule tells of (`x-told-by`); kinds of thing stay.

    Where the mark stands beside a vocabulary (`enum`, `const`, `pattern`), that is what it silences; where
    there is none, it silences the names allowed. A mark beside a reference counts for what is referred to,
    and the other way round.
    """
    tree = Tree(root)

    def strip(node: Node) -> dict[str, Any]:
        made = {keyword: value for keyword, value in node.items() if keyword != TOLD_BY}
        if TOLD_BY in node and "$ref" in node:
            made = merged(tree, node)
        if any(TOLD_BY in part for part in tree.chain(node)):
            words = VOCABULARY & made.keys()
            for keyword in words:
                del made[keyword]
            if not words and made.get("additionalProperties") is False:
                del made["additionalProperties"]
        made.pop(TOLD_BY, None)
        for keyword in _MAPS:
            if keyword in made:
                made[keyword] = {name: strip(part) for name, part in made[keyword].items()}
        for keyword in _SINGLES:
            if isinstance(made.get(keyword), Mapping):
                made[keyword] = strip(made[keyword])
        return made

    return strip(root)
