"""The templates that a form's report is made from: its own, and what they extend, include and import."""

import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eia.render.template import REPORT, find

if TYPE_CHECKING:
    from jinja2 import nodes


@dataclass(frozen=True)
class Source:
    """One template."""

    file: pathlib.Path
    text: str
    name: str
    """With its form's folder: `bedford/report.html.j2`."""
    is_own: bool
    """Whether it lies in the form's own folder."""


def reached(folders: Sequence[pathlib.Path]) -> tuple[Source, ...]:
    """Every template that the report uses, `report.html.j2` first; those that are missing are left out.

    Args:
        folders: the folders of the form's lineage, nearest first.
    """
    found: dict[pathlib.Path, Source] = {}
    ahead = [REPORT]
    while ahead:
        file = find(ahead.pop(0), tuple(folder.resolve() for folder in folders))
        if file is None or file in found:
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        own = file.parent == folders[0].resolve()
        found[file] = Source(file, text, f"{file.parent.name}/{file.name}", own)
        ahead += _named(text)
    return tuple(found.values())


def parsed(text: str) -> "nodes.Template | None":
    """The template's tree, or None when it cannot be read."""
    import jinja2

    from eia.render.template import environment

    try:
        return environment(()).parse(text)
    except jinja2.TemplateSyntaxError:
        return None


def _named(text: str) -> Iterator[str]:
    from jinja2 import nodes

    tree = parsed(text)
    if tree is None:
        return
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        template = node.template  # type: ignore[attr-defined]
        if isinstance(template, nodes.Const) and isinstance(template.value, str):
            yield template.value
