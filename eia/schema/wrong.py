"""One thing a schema refused, with what is needed to speak of it."""

from dataclasses import replace
from typing import Any

from eia.findings import Path, Problem
from eia.value import Alike

from .faults import Fault
from .tree import Node, Tree


class Wrong(Alike):
    """One error of the reference validator, in terms of the data."""

    path: Path
    """The answer at fault; for a name that is missing or unknown, the thing it is missing from or stands in."""
    value: Any
    """What stands there."""
    keyword: str
    """The keyword that refused it, such as `type`."""
    limit: Any
    """What the keyword asks for."""
    node: Node
    """What the schema says at `path`."""
    tree: Tree
    label: str
    """What the thing is called, as the subject of a sentence."""
    is_name: bool = False
    """Whether `value` is the name before a colon, the last part of `path`, not what follows it."""

    @property
    def key(self) -> str:
        """The name before the colon; nothing for an item of a list or for the whole."""
        return str(self.path[-1]) if self.path and isinstance(self.path[-1], str) else ""

    @property
    def is_item(self) -> bool:
        """Whether this is an item of a list."""
        return bool(self.path) and isinstance(self.path[-1], int)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written there, or no words."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def is_required(self) -> bool:
        """Whether what stands there cannot be left out of what it stands in."""
        outer = self.tree.at(self.path[:-1]) or {}
        return bool(self.key) and self.key in (self.tree.get(outer, "required") or ())

    @property
    def teaching(self) -> str:
        """The first paragraph of what the schema teaches about it, ready to stand in a hint."""
        return str(self.tree.get(self.node, "description") or "").partition("\n")[0]

    def line(self, written: str) -> str:
        """The line that holds `written` as this answer, to be typed as it is."""
        text = f"{self.key}: {written}" if self.key else written
        return f"`{text}`" if "`" not in text else f"`` {text} ``"

    def fault(self, code: str, message: str, hint: str) -> Fault:
        """A fault at this answer."""
        return Fault(code, Problem(self.path, message, hint, at_name=self.is_name))

    def at_item(self, index: int) -> "Wrong":
        """The same, spoken of at one item of the list."""
        return replace(self, path=(*self.path, index))
