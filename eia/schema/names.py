"""SCH001 and SCH002: a name before a colon that the form does not know, and one that is missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from eia.findings import Path, Problem
from eia.form import in_a_sentence
from eia.value import Alike

from .faults import Fault
from .guess import labels, number_in
from .nearest import nearest, plain
from .tree import Node, Tree
from .words import a, called, choices, code, quoted, yaml
from .wrong import Wrong

UNKNOWN = "SCH001"
MISSING = "SCH002"
_THOUSANDS = re.compile(r"\d{3}(?:\.\d+)?\Z")
FEW = 4
"""In how many places a name may belong for a hint to list them."""
SURE = 0.85
"""How alike a name must be to one that fits here, for it not to be looked for elsewhere."""
NAMED = 20
"""How many names that fit a hint lists."""


def tell_missing(wrong: Wrong) -> Iterator[Fault]:
    """One fault for each part that must be there and is not; the path is the one it would have."""
    for key in wrong.limit:
        if key not in wrong.value:
            yield _missing(wrong, key)


def tell_dependents(wrong: Wrong) -> Iterator[Fault]:
    """One fault for each part that must be there because another is."""
    told = set()
    for cause, needed in wrong.limit.items():
        for key in needed:
            if cause in wrong.value and key not in wrong.value and key not in told:
                told.add(key)
                yield _missing(wrong, key, cause)


def _missing(wrong: Wrong, key: str, cause: str = "") -> Fault:
    tree = wrong.tree
    node = tree.child(wrong.node, key) or {}
    title = tree.title(node) or key
    title = f"“{title}”" if " " in title else title
    where = f" from {called(wrong.label)}" if wrong.path else ""
    why = f"; {code(cause)} needs it" if cause else ""
    known = _known(tree, node)
    teaching = str(tree.get(node, "description") or "").partition("\n")[0]
    if len(known) == 1:
        hint = f"Add a line {code(f'{key}: {yaml(known[0])}')}."
    elif known:
        hint = f"Add a line {code(f'{key}:')} and after the colon {choices(map(str, known))}."
    else:
        example = next(iter(tree.get(node, "examples") or ()), "")
        line = f"such as {code(f'{key}: {example}')}" if example else code(f"{key}: …")
        hint = f"Add a line {line}. {teaching}".rstrip()
    return Fault(MISSING, Problem((*wrong.path, key), f"{title} is missing{where}{why}", hint))


def blank(wrong: Wrong) -> Fault:
    """The fault of a name that must be there with an answer, and has nothing after its colon."""
    known, typed = _known(wrong.tree, wrong.node), code(f"{wrong.key}:")
    if len(known) == 1:
        hint = f"Write {wrong.line(yaml(known[0]))}."
    elif known:
        hint = f"Write {choices(map(str, known))} after {typed}."
    else:
        example = next(iter(wrong.tree.get(wrong.node, "examples") or ()), "")
        such = f", such as {code(str(example))}" if example else ""
        hint = f"Write it after {typed}{such}. {wrong.teaching}".rstrip()
    return wrong.fault(MISSING, f"{called(wrong.label)} is missing", hint)


def _known(tree: Tree, node: Node) -> list[Any]:
    """What can stand there, when that is known."""
    only = tree.get(node, "const")
    return [only] if only else list(tree.choices(node))


def torn_number(thing: Mapping[str, Any], key: str) -> tuple[str, str] | None:
    """The name before `key`, and the whole number, where brackets cut `{saving: £82,000}` at its commas."""
    names = list(thing)
    torn = [name for name in names if thing[name] is None and _THOUSANDS.match(name)]
    if key not in torn:
        return None
    first = names.index(torn[0]) - 1
    start = number_in(str(thing[names[first]])) if first >= 0 else ""
    if not start.isdecimal() or len(start) > 3 or names[first + 1 : first + 1 + len(torn)] != torn:
        return None
    return names[first], start + "".join(torn)


class _Home(Alike):
    """Somewhere that a name belongs."""

    path: Path
    """The path of the thing that has the name; `*` for any item."""
    title: str
    """What the thing is called."""
    name: str
    """The name, as it is spelt there."""
    thing: int
    """The same for all places that are worded by one definition."""
    example: Path
    """The path of one such thing."""


class Names:
    """Tells of unknown names; knows where each name of the schema belongs."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def tell(self, wrong: Wrong) -> Iterator[Fault]:
        """One fault for each name that does not belong in the thing."""
        known = self._tree.properties(wrong.node)
        for key in wrong.value:
            if torn := torn_number(wrong.value, key):
                name, whole = torn
                if list(wrong.value)[list(wrong.value).index(key) - 1] != name:
                    continue  # its first piece is told of, and the whole number with it
                message = f"The number under {code(f'{name}:')} is cut in two at its comma"
                hint = f"Write {code(f'{name}: {whole}')}, without a comma."
                yield Fault(UNKNOWN, Problem((*wrong.path, key), message, hint, at_name=True))
            elif key not in known:
                message = f"{called(wrong.label)} has nothing called {quoted(key)}"
                hint = self._hint(wrong, key, known)
                yield Fault(UNKNOWN, Problem((*wrong.path, key), message, hint, at_name=True))

    def meant(self, wrong: Wrong, key: str) -> str:
        """The name in the same thing that an unknown one stands for, or nothing."""
        called_as = self._called(wrong)
        return _surely(key, called_as) or nearest(key, called_as)

    def _called(self, wrong: Wrong) -> dict[str, str]:
        """The names that fit in a thing, each with what it is called unless it is there already."""
        known = self._tree.properties(wrong.node).items()
        return {name: "" if name in wrong.value else self._tree.title(part) for name, part in known}

    def _hint(self, wrong: Wrong, key: str, known: Mapping[str, Node]) -> str:
        if not known:
            return "This form asks nothing here: delete it, or move its words to a part that the form has."
        for name, value in wrong.value.items():
            if value is None and key in self._tree.properties(known.get(name, {})):
                return f"If it belongs under {code(name)}, begin its line two spaces further to the right."
        surely = _surely(key, self._called(wrong))
        elsewhere = "" if surely else self._choice_of(known, key) or self._home(wrong, key)
        if elsewhere:
            return elsewhere
        meant = surely or self.meant(wrong, key)
        if meant and meant in wrong.value:
            return f"Did you mean {code(meant)}? It stands here already: bring the two together."
        if meant:
            return f"Did you mean {code(meant)}?"
        if len(key.split()) > 3:
            return (
                "If this line belongs to the text above it, put `|` after the colon that begins that text, and "
                "indent all of its lines below by two spaces."
            )
        return f"Delete it, or move what it says under one of the names that fit here: {_listed(known)}."

    def _choice_of(self, known: Mapping[str, Node], key: str) -> str:
        """How to write a choice that stands where the name of its question belongs."""
        for name, part in known.items():
            meant = nearest(key, labels(self._tree, part), SURE)
            if meant:
                texts = [other for other in known if other in ("description", "rationale")]
                words = f", and the words under {code(texts[0])}" if texts else ""
                return f"{code(meant)} is a choice of {code(name)}: write {code(f'{name}: {meant}')}{words}."
        return ""

    def _home(self, wrong: Wrong, key: str) -> str:
        """Where the name belongs, if it belongs somewhere else."""
        path, known = wrong.path, self._tree.properties(wrong.node)
        for length in range(len(path) - 1, -1, -1):
            outer = self._tree.at(path[:length])
            if outer is not None and key in self._tree.properties(outer):
                return _outwards(path, length, key)
        within = [name for name, part in known.items() if key in self._tree.properties(part)]
        if path and 0 < len(within) <= FEW:
            return f"{code(key)} belongs under {choices(within)}: move it there."
        homes = self._homes.get(plain(key), [])
        single = [home for home in homes if "*" not in home.path]
        return _belongs(single if len(homes) > FEW else homes, known, inside=bool(path))

    @cached_property
    def _homes(self) -> dict[str, list[_Home]]:
        """Name → the places where it belongs, the outermost first; a thing found in many places is one."""
        homes: dict[str, dict[int, _Home]] = {}
        waiting: list[tuple[Path, Node]] = [((), self._tree.root)]
        for path, node in waiting:
            *_, thing = self._tree.chain(node)
            for key, part in self._tree.properties(node).items():
                found = homes.setdefault(plain(key), {})
                home = _Home(path, self._tree.title(thing), key, id(thing), path)
                found[id(thing)] = _shared(found[id(thing)], home) if id(thing) in found else home
                waiting.append(((*path, key), part))
            for keyword in ("items", "additionalProperties"):
                inner = self._tree.get(node, keyword)
                if isinstance(inner, dict):
                    waiting.append(((*path, "*"), inner))
        return {key: list(found.values()) for key, found in homes.items()}


def _shared(one: _Home, other: _Home) -> _Home:
    """The place that stands for both: as far as their paths agree, in any item below."""
    agreed = 0
    while agreed < min(len(one.path), len(other.path)) and one.path[agreed] == other.path[agreed]:
        agreed += 1
    return replace(one, path=(*one.path[:agreed], "*"))


def _outwards(path: Path, length: int, key: str) -> str:
    if length == 0:
        return f"{code(key)} is a part of its own: begin its line at the left edge, without spaces before it."
    beside = next(part for part in reversed(path[: length + 1]) if isinstance(part, str))
    return f"{code(key)} belongs beside {code(beside)}: begin the two lines in the same column."


def _surely(key: str, known: Mapping[str, str]) -> str:
    """The known name that is spelt nearly as `key`, or alone has its words and more; or nothing."""
    spelt = nearest(key, known, SURE)
    if spelt:
        return spelt
    words = set(plain(key).split("_")) - {""}
    for spoken in ({name: name for name in known}, known):
        longer = [name for name, label in spoken.items() if words and words <= set(plain(label).split("_"))]
        if len(longer) == 1:
            return longer[0]
    return ""


def _listed(known: Mapping[str, Node], last: str = "or") -> str:
    names = list(known)
    return (
        choices(names, last) if len(names) <= NAMED else f"{', '.join(map(code, names[:NAMED]))} and others"
    )


def _belongs(homes: list[_Home], known: Mapping[str, Node], *, inside: bool) -> str:
    """Where else a name belongs, and what fits here `inside` a part of the file, since either may be meant."""
    if not homes or len(homes) > FEW:
        return ""
    places = in_a_sentence(dict.fromkeys(_place(home) for home in homes), "or")
    belongs = f"{code(homes[0].name)} belongs {places}"
    return (
        f"{belongs}. The names that fit here are {_listed(known, 'and')}."
        if inside
        else f"{belongs}: move it there."
    )


def _place(home: _Home) -> str:
    named = [str(part) for part in home.path if part != "*"]
    if not home.path:
        return "at the left edge, as a part of its own"
    if home.path[-1] != "*":
        return f"under {code('.'.join(named))}"
    if named:
        return f"in {a(home.title)} under {code('.'.join(named))}"
    *_, example = (str(part) for part in home.example if part != "*")
    such = "such as one under" if home.example[-1] == "*" else "such as"
    return f"in {a(home.title)}, {such} {code(example)}"
