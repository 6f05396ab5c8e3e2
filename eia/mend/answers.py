"""Names, choices and dates that are misspelt beyond doubt: where they stand, and the data as it is once mended."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from eia.findings import Path, Span
from eia.form import Form
from eia.schema.tree import TOLD_BY, Node, Tree, parts
from eia.source import Document
from eia.source.document import Lines

from .days import iso
from .edits import Mend
from .names import certain, same

Wants = Callable[[str], bool]
"""Whether findings with a code are to be mended."""

NAME = "SCH001"
CHOICE = "SCH004"
DATE = "SCH005"
DOUBLED = "SRC008"
"""A name that stands twice in a block; which of the two answers counts is for the officer to say."""
_DATE = r"^\d{4}"
"""How the patterns of dates begin in the schemas, and no others."""
_KINDS: Mapping[type, str] = {str: "string", bool: "boolean", list: "array", dict: "object"}


class Answers:
    """Goes through the answers beside the schema; afterwards `mends` says what to change."""

    def __init__(self, document: Document, form: Form, schema: Node, wants: Wants) -> None:
        self.mends: list[Mend] = []
        self._document = document
        self._lines = Lines(document.text)
        self._form = form
        self._wants = wants
        self._tree = Tree(schema)
        self._doubled = {found.path for found in document.findings if found.code == DOUBLED}
        self._elsewhere = {name for _, part in parts(schema) for name in part.get("properties", ())}

    def mended(self) -> Any:
        """The document's data as it is once mended."""
        return self._mended(self._document.data, self._tree.root, (), ())

    def _mended(self, value: Any, node: Node | None, path: Path, called: Path) -> Any:
        """The value at `path`, mended; `called` is the path with its names mended."""
        if node is None:
            return value
        if isinstance(value, dict):
            names = dict(zip(value, value, strict=True)) | self._names(value, node, path)
            return {
                names[key]: self._part(item, node, (*path, key), (*called, names[key]))
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [
                self._part(item, node, (*path, index), (*called, index)) for index, item in enumerate(value)
            ]
        return self._word(value, node, path, called) if isinstance(value, str) else value

    def _part(self, item: Any, node: Node, path: Path, called: Path) -> Any:
        return self._mended(item, self._tree.child(node, called[-1]), path, called)

    def _names(self, value: Mapping[str, Any], node: Node, path: Path) -> dict[str, str]:
        """The names in a block that are mended, and into what."""
        known = self._tree.properties(node)
        code = self._told_by(node) or NAME
        unknown = [key for key in value if key not in known]
        if not unknown or self._tree.get(node, "additionalProperties") is not False or not self._wants(code):
            return {}
        meant = {key: certain(key, known, self._elsewhere) for key in unknown}
        sought = list(meant.values())
        mended = {}
        for key, name in meant.items():
            place = self._document.places[(*path, key)].key
            if not name or name in value or sought.count(name) > 1 or place is None:
                continue
            if (*path, key) in self._doubled:
                continue
            sure = same(key, [name]) or self._fits(value[key], known[name])
            if sure and self._note(place, key, name, "", code):
                mended[key] = name
        return mended

    def _fits(self, value: Any, node: Node) -> bool:
        """Whether a value is of a kind that belongs there, as it should be if its name was only misspelt."""
        kinds = self._tree.kinds(node)
        if value is None or not kinds:
            return True
        return _KINDS.get(type(value), "integer") in kinds or (type(value) is int and "number" in kinds)

    def _word(self, value: str, node: Node, path: Path, called: Path) -> str:
        choices = self._tree.get(node, "enum")
        pattern = str(self._tree.get(node, "pattern") or "")
        if choices:
            meant = "" if value in choices else same(value, filter(_is_text, choices))
            code = self._told_by(node) or CHOICE
        elif pattern.startswith(_DATE) and not re.search(pattern, value):
            meant = iso(value)
            meant = meant if re.search(pattern, meant) else ""
            code = self._told_by(node) or DATE
        else:
            return value
        place = self._document.places[path].value
        if meant and self._wants(code) and self._note(place, value, meant, self._form.label(called), code):
            return meant
        return value

    def _told_by(self, node: Node) -> str:
        """The rule that tells of a word the schema does not have, where one does."""
        return str(self._tree.get(node, TOLD_BY) or "")

    def _note(self, place: Span, before: str, after: str, label: str, code: str) -> bool:
        """Keep a mend, if the words stand in the text as they were read: without escapes, and in one piece."""
        start, end = self._lines.offset(place.start), self._lines.offset(place.end)
        written = self._document.text[start:end]
        if written in (f'"{before}"', f"'{before}'"):
            start, end = start + 1, end - 1
        elif written != before:
            return False
        self.mends.append(Mend(start, end, before, after, place.start.line, label, code))
        return True


def _is_text(choice: Any) -> bool:
    return isinstance(choice, str)
