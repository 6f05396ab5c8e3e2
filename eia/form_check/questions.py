"""The questions of a form: those that no section asks, and names that no assessment has."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from eia.form import Form
from eia.form_check.faults import Told
from eia.schema.tree import Node, Tree

if TYPE_CHECKING:
    from eia.findings import Path

Said = Mapping[str, Any]


def check(
    own: Said, form: Form, parent: Form | None, schema: Mapping[str, Any], mentioned: Iterable[str]
) -> Iterator[Told]:
    """What is wrong with the questions that a form asks.

    Args:
        own: what the form's own file says.
        form: the form, with what it extends merged in.
        parent: the form that it extends; None when it extends none.
        schema: the form's composed schema.
        mentioned: every name that the form's own templates look up.
    """
    yield from _unknown(own, Tree(schema))
    yield from _unasked(form, parent, frozenset(mentioned))


def _unknown(own: Said, tree: Tree) -> Iterator[Told]:
    for key, section in (own.get("sections") or {}).items():
        for place, name in enumerate((section or {}).get("asks") or ()):
            if not _exists(tree, str(name)):
                message = f"“{name}” is no question of an assessment, so the section asks for nothing there"
                yield Told("FRM016", message, _meant(tree, name), path=("sections", key, "asks", place))
    for name, said in (own.get("fields") or {}).items():
        if said is not None and not _exists(tree, str(name)):
            message = f"“{name}” is no question of an assessment, so this wording is never seen"
            yield Told("FRM016", message, _meant(tree, name), path=("fields", name), at_name=True)


def _exists(tree: Tree, dotted: str) -> bool:
    nodes: list[Node] = [tree.root]
    for key in dotted.split("."):
        nodes = [child for node in nodes for child in _children(tree, node, key)]
    return bool(nodes)


def _children(tree: Tree, node: Node, key: str) -> Iterator[Node]:
    """What the schema says of a part of the node; of every part where the key is `*`."""
    items = tree.get(node, "items")
    if isinstance(items, Mapping):
        if key == "*" or key.isdecimal():
            yield items
        return
    if key == "*":
        yield from tree.properties(node).values()
    found = tree.child(node, key)
    if found is not None:
        yield found


def _meant(tree: Tree, dotted: str) -> str:
    """The nearest question to the first part that is not there."""
    nodes: list[Node] = [tree.root]
    kept: list[str] = []
    for key in dotted.split("."):
        inner = [child for node in nodes for child in _children(tree, node, key)]
        if not inner:
            known = sorted({name for node in nodes for name in tree.properties(node)})
            near = difflib.get_close_matches(key, known, n=1)
            if near:
                return f"Did you mean `{'.'.join([*kept, near[0]])}`?"
            break
        nodes, kept = inner, [*kept, key]
    return "`schemas/assessment.schema.json` lists them all; a question of your own goes under `answers`."


_TOGETHER = {"evidence_gaps_none_reason": "evidence_gaps", "engagement_none_reason": "engagement"}
"""Questions that are asked with another."""


def _unasked(form: Form, parent: Form | None, mentioned: frozenset[str]) -> Iterator[Told]:
    asked = {ask for section in form.sections.values() for ask in section.asks}
    kinds = set(form.kinds)
    wanted: dict[str, Path] = {}
    for section in parent.sections.values() if parent else ():
        if not kinds or kinds & set(section.kinds):
            wanted |= {ask: ("sections",) for ask in section.asks if "." not in ask and ask in form.fields}
    if form.asks_each_aim:
        wanted.pop("duty", None)  # each impact says itself which aim it is about
    if form.answers:
        wanted |= {f"answers.{key}": ("answers", key) for key in form.answers}
    for name, path in wanted.items():
        if _is_asked(name, asked) or name.split(".")[-1] in mentioned:
            continue
        label = form.answers[name[8:]].label if path[0] == "answers" else form.fields[name].label
        message = f"No section asks for “{label}” (`{name}`)"
        also = (
            f" If you leave it out on purpose, write `{name}: null` under `fields`."
            if path[0] != "answers"
            else ""
        )
        wish = "answers" if path[0] == "answers" else name
        yield Told(
            "FRM015", message, f"Add `{wish}` to the `asks` of a section.{also}", path=path, at_name=True
        )


def _is_asked(name: str, asked: set[str]) -> bool:
    """Whether a section asks for it, for a part of it, or for what it is a part of."""
    name = _TOGETHER.get(name, name)
    return any(name == ask or name.startswith(f"{ask}.") or ask.startswith(f"{name}.") for ask in asked)
