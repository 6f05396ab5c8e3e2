"""Made-up assessments that show a form: one with every answer, one with none, one with the longest.

They are made from the form's own schema, so that a question added to the form or to the model is in them at once.
Every answer says which question it answers, so that whoever looks at the report sees where each one lands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from eia.findings import Path
from eia.form import Form
from eia.schema.tree import Node, Tree

FULL, EMPTY, LONGEST = "full", "empty", "longest"
LONG_WORD: Final = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
"""A real name of 58 letters: no line can be broken in it, and columns have to cope."""
LONG_ADDRESS: Final = "https://www.example.org/" + "consultations-and-surveys/" * 5 + "responses.html"


@dataclass(frozen=True)
class Specimen:
    """One made-up assessment."""

    name: str
    """`full`, `empty` or `longest`."""
    shows: str
    """What it is there to show, in a few words."""
    data: Mapping[str, Any]
    """What its file would say."""


@dataclass(frozen=True)
class _Size:
    """How much of everything there is."""

    items: int
    actions: int
    words: int
    """Sentences of an answer in prose."""
    long: bool = False


_SIZES: Final = {FULL: _Size(items=2, actions=4, words=2), LONGEST: _Size(3, 24, 5, long=True)}


def specimens(form: Form, schema: Mapping[str, Any]) -> tuple[Specimen, ...]:
    """The specimens of a form: full, empty, longest.

    Args:
        form: the form.
        schema: its composed schema, as `Library.schema` gives it.
    """
    return (
        Specimen(FULL, "every answer given", _Filler(form, schema, FULL, "published").data()),
        Specimen(EMPTY, "no answer given", _start(form, EMPTY, "draft")),
        Specimen(LONGEST, "the longest answers", _Filler(form, schema, LONGEST, "submitted").data()),
    )


def kind_of(form: Form) -> str:
    """The kind of assessment that shows most of the form."""
    kinds = tuple(form.kinds) or ("full",)
    return max(kinds, key=lambda kind: (sum(kind in s.kinds for s in form.sections.values()), kind == "full"))


def _start(form: Form, name: str, status: str) -> dict[str, Any]:
    return {"eia": 1, "form": form.key, "id": f"specimen-{name}", "kind": kind_of(form), "status": status}


_PROSE: Final = frozenset(
    {
        *("affected", "action", "baseline", "change", "conditions", "contract_measures", "cycle_steps"),
        *("description", "effect", "equality_effect", "evidence_gaps_none_reason", "engagement_none_reason"),
        *("explanation", "finding", "findings", "further", "influence", "justification", "legal_advice"),
        *("legitimate_aim", "measure", "no_change_reason", "note", "outcome", "plan", "proportionality"),
        *("rationale", "reason", "reasons", "relation", "resources", "result", "statement", "summary"),
    }
)
"""The answers in sentences."""
_REFERENCES: Final = {"evidence": "evidence", "actions": "actions", "action": "actions"}
"""The names of answers that point at items of a list, with the list."""
_KEPT_BACK: Final = {"publish": "full", "redactions": []}
"""What is said of publication: a specimen shows everything."""
_WORDS: Final = ("2026-03-07", "2026-03", "2026", "yes", "en", "GOV001", "1.0", "specimen")
"""What is tried where a pattern says how an answer is written."""


class _Filler:
    """Gives every question of a form an answer."""

    def __init__(self, form: Form, schema: Mapping[str, Any], name: str, status: str) -> None:
        self._form = form
        self._tree = Tree(schema)
        self._size = _SIZES[name]
        self._numbers = count(1)
        self._days = count(0)
        self._chosen: dict[tuple[str, ...], Iterator[int]] = {}
        self._set = _start(form, name, status)

    def data(self) -> dict[str, Any]:
        """The whole assessment."""
        return self._set | {
            key: self._value((key,), node)
            for key, node in self._tree.properties(self._tree.root).items()
            if key not in self._set and key != "waivers"
        }

    def _value(self, path: Path, node: Node) -> Any:
        if path[0] == "publication" and path[-1] in _KEPT_BACK:
            return _KEPT_BACK[str(path[-1])]
        kinds = self._tree.kinds(node)
        words = tuple(self._tree.choices(node))
        if words:
            return self._choice(words)
        if "object" in kinds and self._tree.properties(node):
            return {key: self._value((*path, key), part) for key, part in self._tree.properties(node).items()}
        if "object" in kinds and "string" not in kinds:
            return {}
        if "array" in kinds and "string" not in kinds:
            return self._list(path, self._tree.get(node, "items") or {})
        if kinds and kinds[0] in ("integer", "number"):
            return self._number()
        return self._text(path, node)

    def _list(self, path: Path, item: Node) -> list[Any]:
        words = tuple(self._tree.choices(item))
        if words:
            return list(words) if self._size.long else list(words[:2])
        if path[-1] in _REFERENCES and path[0] == "impacts":
            return [f"{path[-1]}-1", f"{path[-1]}-2"]
        number = self._size.actions if path == ("actions",) else self._size.items
        if "object" not in self._tree.kinds(item):
            number = min(number, 4)
        if len(path) > 2:
            number = min(number, 2)
        return [self._value((*path, place), item) for place in range(number)]

    def _choice(self, words: tuple[str, ...]) -> str:
        """Each choice in its turn, so that all are seen."""
        turn = self._chosen.setdefault(words, count(0))
        return words[next(turn) % len(words)]

    def _number(self) -> int:
        return 1_000_000 + next(self._numbers) if self._size.long else 100 + next(self._numbers)

    def _text(self, path: Path, node: Node) -> str:
        name = path[-1]
        if name == "id" and len(path) == 3 and isinstance(path[1], int):
            return f"{path[0]}-{path[1] + 1}"
        if name in _REFERENCES and len(path) > 1:
            target = f"{_REFERENCES[str(name)]}-1"
            if self._fits(node, target) and self._tree.get(node, "pattern"):
                return target
        if name == "email":
            return "officer@example.org"
        pattern = self._tree.get(node, "pattern")
        if pattern:
            return self._written(node, pattern)
        return self._prose(path) if self._is_prose(path) else self._line(path)

    def _written(self, node: Node, pattern: str) -> str:
        if re.search(pattern, "https://www.example.org/"):
            return LONG_ADDRESS if self._size.long else "https://www.example.org/"
        if re.search(pattern, "2026-03-07"):
            return f"2026-03-{1 + next(self._days) % 28:02}"
        return next(word for word in (*_WORDS, "100") if self._fits(node, word))

    def _fits(self, node: Node, word: str) -> bool:
        return re.search(self._tree.get(node, "pattern") or "", word) is not None

    def _is_prose(self, path: Path) -> bool:
        names = [part for part in path if isinstance(part, str)]
        return names[-1] in _PROSE or path[0] in ("duty", "answers") or path[-2:-1] == ("answers",)

    def _line(self, path: Path) -> str:
        label = self._called(path)
        short = f"{label} {next(self._numbers)}"
        if not self._size.long or path[-1] in ("unit", "version"):
            return short
        return (
            f"{short}, in so many words that they go on for more than a line: {LONG_WORD} & Sons, “as told”"
        )

    def _prose(self, path: Path) -> str:
        number = next(self._numbers)
        opening = f"Answer {number} to “{self._called(path)}”."
        sentences = [_SENTENCES[place % len(_SENTENCES)] for place in range(self._size.words - 1)]
        if not self._size.long:
            return " ".join([opening, *sentences])
        if number % 4:
            return " ".join([opening, *sentences])
        half = len(sentences) // 2
        points = "\n".join(f"- {point}" for point in (*_SENTENCES[:2], f"{LONG_WORD}, <{LONG_ADDRESS}>"))
        told = " ".join([opening, *sentences[:half]])
        return f"{told}\n\n{points}\n\n{' '.join(sentences[half:])}"

    def _called(self, path: Path) -> str:
        """What the form calls the question, without what a list item adds."""
        pattern = tuple("*" if isinstance(key, int) else key for key in path)
        if path[0] == "answers" and str(path[-1]) in self._form.answers:
            return self._form.answers[str(path[-1])].label
        if path[:2] == ("relevance", "answers"):
            return "Reason"
        found = self._form.field_of(pattern)
        return (found.label if found else str(path[-1]).replace("_", " ").capitalize()).rstrip("?.:")


_SENTENCES: Final = (
    "It is written here as an officer might write it, so that you see where it stands and how much room it takes.",
    "Some sentences are short.",
    "Others go on for longer, as the officer had more to say of those who use the service and of what would change.",
    "Where a name or a number matters, such as 1,250 visits a year, it stands in the middle of the line.",
)
