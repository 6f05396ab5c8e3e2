"""The names that templates ask for, looked up in a sample of what a report can say.

The template's tree is walked with the values that a specimen with every answer gives. Where a name stands for
something that cannot be known before the template is carried out, nothing is said: the specimens show the rest.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from eia.form_check.faults import Told
from eia.form_check.sources import Source, parsed
from eia.render.answers import Entries, Entry
from eia.render.view import View

if TYPE_CHECKING:
    from jinja2 import nodes

_ALWAYS: Final = frozenset(
    {
        *(
            "view",
            "loop",
            "caller",
            "super",
            "self",
            "varargs",
            "kwargs",
            "range",
            "dict",
            "lipsum",
            "cycler",
        ),
        *("joiner", "namespace", "true", "false", "none", "True", "False", "None"),
    }
)
"""The names that every template has."""
_ONE_OF: Final = frozenset(("first", "last", "random", "max", "min"))
"""The filters that take one item of several."""
_SAME: Final = frozenset(("list", "sort", "reverse", "unique"))
"""The filters that leave the items as they are."""

Known = tuple[Any, ...] | None
"""The values that an expression may have in the sample; None when that cannot be known."""


def unknown_names(sources: Sequence[Source], sample: View) -> dict[Source, list[Told]]:
    """What each template asks for that is not there.

    Args:
        sources: the templates of one report.
        sample: the view of an assessment in which everything is answered.
    """
    trees = {source: tree for source in sources if (tree := parsed(source.text)) is not None}
    given = _ALWAYS.union(*(_assigned(tree) for tree in trees.values()))
    found: dict[Source, list[Told]] = {}
    for source, tree in trees.items():
        walker = _Walker(source.text, sample, given)
        walker.block(tree, {"view": (sample,)})
        if walker.told:
            found[source] = walker.told
    return found


def unknown_in(text: str, sample: View) -> list[Told]:
    """What a text with tags asks for that is not there; it finds every answer by its name in the file.

    Args:
        text: what a tagged Word template says, a tag on each line.
        sample: the view of an assessment in which everything is answered.
    """
    tree = parsed(text)
    if tree is None:
        return []
    answers: dict[str, Known] = {name: (node,) for name, node in sample.record.parts.items()}
    walker = _Walker(text, sample, _ALWAYS | _assigned(tree))
    walker.block(tree, {**answers, "view": (sample,)})
    return walker.told


def mentioned(sources: Iterable[Source]) -> frozenset[str]:
    """Every name that the templates look up in something, such as `monitoring`."""
    from jinja2 import nodes

    found: set[str] = set()
    for source in sources:
        tree = parsed(source.text)
        for node in tree.find_all((nodes.Getattr, nodes.Const)) if tree else ():
            name = node.attr if isinstance(node, nodes.Getattr) else getattr(node, "value", None)
            if isinstance(name, str):
                found.add(name)
    return frozenset(found)


def _assigned(tree: "nodes.Template") -> set[str]:
    """The names that the template gives a value itself, or does without."""
    from jinja2 import nodes

    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    names |= {node.name for node in tree.find_all(nodes.Macro)}
    names |= {node.target for node in tree.find_all(nodes.Import)}
    tested = (node.node for node in tree.find_all(nodes.Test) if node.name in ("defined", "undefined"))
    names |= {node.name for node in tested if isinstance(node, nodes.Name)}
    for node in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in node.names}
    return names


class _Walker:
    """Walks one template and remembers what is not there."""

    def __init__(self, text: str, sample: View, given: frozenset[str]) -> None:
        self._lines = text.splitlines()
        self._sample = sample
        self._given = given
        self._seen: set[tuple[int, str]] = set()
        self.told: list[Told] = []

    def block(self, node: "nodes.Node", scope: dict[str, Known]) -> None:
        """Walk the node; `scope` holds what is known of the names in it."""
        from jinja2 import nodes

        if isinstance(node, nodes.For):
            inner = dict(scope)
            self._bind(node.target, _items(self._value(node.iter, scope)), inner)
            for child in (*node.body, *filter(None, (node.test,))):
                self.block(child, inner)
            for child in node.else_:
                self.block(child, scope)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self._value(node.node, scope), scope)
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            inner = scope | {arg.name: None for arg in node.args}
            if isinstance(node, nodes.CallBlock):
                self.block(node.call, scope)
            for child in node.body:
                self.block(child, inner)
        elif isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
            return
        elif isinstance(node, nodes.Expr):
            self._value(node, scope)
        else:
            # A name that is set in one branch may be something else in another.
            for child in node.iter_child_nodes():
                self.block(child, scope)

    def _bind(self, target: "nodes.Node", value: Known, scope: dict[str, Known]) -> None:
        from jinja2 import nodes

        if isinstance(target, nodes.Name):
            scope[target.name] = value
        else:
            for name in target.find_all(nodes.Name):
                scope[name.name] = None

    def _value(self, node: "nodes.Node", scope: dict[str, Known]) -> Known:
        """What the expression may be; everything in it is looked at on the way."""
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Const):
            return (node.value,)
        if isinstance(node, nodes.Getattr):
            return self._part(node, node.attr, self._value(node.node, scope))
        if isinstance(node, nodes.Getitem):
            return self._item(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filtered(node, scope)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        self.block_children(node, scope)
        return None

    def block_children(self, node: "nodes.Node", scope: dict[str, Known]) -> None:
        """Walk what the node holds."""
        for child in node.iter_child_nodes():
            self.block(child, scope)

    def _name(self, node: "nodes.Name", scope: dict[str, Known]) -> Known:
        if node.name not in scope and node.name not in self._given:
            near = _nearest(node.name, (*self._given, *scope))
            self._tell(node.lineno, node.name, f"The template asks for “{node.name}”, which is nothing", near)
        return scope.get(node.name)

    def _item(self, node: "nodes.Getitem", scope: dict[str, Known]) -> Known:
        from jinja2 import nodes

        holders = self._value(node.node, scope)
        self.block(node.arg, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._part(node, node.arg.value, holders)
        return None

    def _filtered(self, node: "nodes.Filter", scope: dict[str, Known]) -> Known:
        value = self._value(node.node, scope) if node.node else None
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.block(argument, scope)
        if node.name in _ONE_OF:
            return _items(value)
        return value if node.name in _SAME else None

    def _call(self, node: "nodes.Call", scope: dict[str, Known]) -> Known:
        from jinja2 import nodes

        functions = self._value(node.node, scope)
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.block(argument, scope)
        if not functions or node.kwargs or not all(isinstance(arg, nodes.Const) for arg in node.args):
            return None
        given = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        if isinstance(node.node, nodes.Getattr) and node.node.attr == "section" and given:
            self._section(node, str(given[0]))
        owners = {type(getattr(function, "__self__", None)).__module__ for function in functions}
        if not owners <= {"eia.render.view", "eia.render.answers"}:
            return None
        return tuple(made for function in functions if (made := function(*given)) is not None)

    def _section(self, node: "nodes.Node", key: str) -> None:
        known = [section.key for section in self._sample.sections]
        if key not in known:
            message = f"The template asks for the part “{key}”, which the form does not have"
            self._tell(node.lineno, key, message, _nearest(key, known))

    def _part(self, node: "nodes.Node", name: str, holders: Known) -> Known:
        if not holders:
            return None
        found = tuple(value for holder in holders for value in _lookup(holder, name))
        if found:
            return tuple(value for value in found if value is not None)
        known = dict.fromkeys(word for holder in holders for word in _names(holder))
        self._tell(node.lineno, name, self._message(node, name, holders), _nearest(name, known))
        return None

    def _message(self, node: "nodes.Node", name: str, holders: tuple[Any, ...]) -> str:
        whole = _written(node)
        if isinstance(holders[0], Mapping):
            return f"The template asks for the phrase “{whole}”, which the form does not have"
        of = next(
            (holder.label for holder in holders if isinstance(holder, Entry) and holder.label != "*"), ""
        )
        where = f": “{of}” has no answer called “{name}”" if of else ""
        return f"The template asks for “{whole}”, which is not there{where}"

    def _tell(self, line: int, word: str, message: str, hint: str) -> None:
        line, column = self._place(line, word)
        if (line, message) not in self._seen:
            self._seen.add((line, message))
            self.told.append(Told("FRM010", message, hint, line, column, len(word)))

    def _place(self, line: int, word: str) -> tuple[int, int]:
        """The line and the column of the word: a tree knows only the line on which an expression begins."""
        pattern = re.compile(rf"\b{re.escape(word)}\b")
        for number in range(line, min(line + 20, len(self._lines) + 1)):
            found = pattern.search(self._lines[number - 1])
            if found:
                return number, found.start() + 1
        return line, 1


def _lookup(holder: Any, name: str) -> list[Any]:
    """What the holder has under that name, as a template would find it; empty when it has nothing."""
    if not name.startswith("_"):
        try:
            return [getattr(holder, name)]
        except AttributeError:
            pass
    if isinstance(holder, Entry | Mapping):
        try:
            return [holder[name]]
        except (KeyError, TypeError):
            pass
    return []


def _items(value: Known) -> Known:
    """What stands in the values, one after the other; None when that cannot be known."""
    if value is None:
        return None
    found = [item for each in value if isinstance(each, tuple | list) for item in each]
    return tuple(found) or None


def _names(holder: Any) -> Iterator[str]:
    """What can be asked of the holder."""
    if isinstance(holder, Entry):
        yield from holder.parts
    if isinstance(holder, Mapping):
        yield from map(str, holder)
    if isinstance(holder, Entries):
        yield from ("items", "label", "field")
    if is_dataclass(holder):
        yield from (field.name for field in fields(holder))


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean `{near[0]}`?" if near else "Correct the name, or take it out."


def _written(node: "nodes.Node") -> str:
    """The expression as it was written, as far as it is a chain of names."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_written(node.node)}.{node.arg.value}"
    return "…"
