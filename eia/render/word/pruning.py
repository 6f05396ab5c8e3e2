"""Only the house style goes into a report: no picture, link, comment or property of whatever reference.docx was."""

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.markup import DECLARATION, R
from eia.render.word.parts import CONTENT_TYPES, TOP_RELATIONSHIPS, parse, related, relationships_of

KEPT: Final = frozenset(
    f"{R}/{kind}"
    for kind in (
        "endnotes",
        "fontTable",
        "footer",
        "footnotes",
        "header",
        "numbering",
        "settings",
        "styles",
        "theme",
        "webSettings",
    )
)
"""What the main part of a house style is related to; everything else belonged to the text it held."""


def pruned(parts: Mapping[str, bytes], main: str, section: Element) -> dict[str, bytes]:
    """The parts that the styles and the page set-up need, in their order.

    A council may well make its house style from an old report; nothing of that report may travel on.
    """
    shown = {child.get(f"{{{R}}}id") for child in section}
    kept = dict(parts)
    kept[TOP_RELATIONSHIPS] = _rows(
        parts[TOP_RELATIONSHIPS], lambda row: row.get("Type") == f"{R}/officeDocument"
    )
    kept[relationships_of(main)] = _rows(parts[relationships_of(main)], lambda row: _belongs(row, shown))
    reached = {CONTENT_TYPES, TOP_RELATIONSHIPS}
    ahead = [main]
    while ahead:
        part = ahead.pop()
        if part in reached or part not in kept:
            continue
        reached |= {part, relationships_of(part)}
        ahead += [target for _, _, target in related(kept, part)]
    kept[CONTENT_TYPES] = _rows(
        parts[CONTENT_TYPES],
        lambda row: row.get("PartName") is None or row.get("PartName", "")[1:] in reached,
    )
    return {name: data for name, data in kept.items() if name in reached}


def _belongs(row: Element, shown: set[str | None]) -> bool:
    """Whether a relationship of the main part is one of the house style's; headers only where they are shown."""
    kind = row.get("Type", "")
    if kind in (f"{R}/header", f"{R}/footer"):
        return row.get("Id") in shown
    return kind in KEPT and row.get("TargetMode") != "External"


def _rows(part: bytes, wanted: Callable[[Element], bool]) -> bytes:
    root = parse(part)
    for row in list(root):
        if not wanted(row):
            root.remove(row)
    return DECLARATION.encode() + etree.tostring(root, encoding="utf-8")
