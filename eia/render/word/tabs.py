"""Tab stops of headers and footers, which Word measures from the margin and keeps when the margins change."""

from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.parts import q

NEAR: Final = 2268
"""Twentieths of a point (4 cm) within which a right-aligned tab stop is meant for the edge of the text."""


def fit(root: Element, width: int, styles: Element) -> None:
    """Move the last right-aligned tab stop of each line to the edge of the text, if it stands near.

    A clerk who changes the margins in Word or LibreOffice sees the line end too early or run off the paper, and has to
    find the tab stop; it is mended here instead.

    Args:
        root: one header or footer.
        width: between the margins, in twentieths of a point.
        styles: the styles part, from which lines inherit tab stops.
    """
    for paragraph in root.iter(q("p")):
        properties = paragraph.find(q("pPr"))
        if properties is None:
            continue
        own = properties.find(q("tabs"))
        tabs = own if own is not None else style_tabs(properties, styles)
        rights = [tab for tab in tabs if tab.get(q("val")) in ("right", "end")] if tabs is not None else []
        places = [int(tab.get(q("pos"), "0")) for tab in rights if tab.get(q("pos"), "").isdecimal()]
        last = max(places, default=width)
        if last == width or abs(last - width) > NEAR:
            continue
        moved = etree.Element(q("tabs")) if own is None else own
        for tab in rights:
            if tab.get(q("pos")) == str(last):
                new = deepcopy(tab)
                new.set(q("pos"), str(width))
                if own is None:
                    etree.SubElement(moved, q("tab"), {q("val"): "clear", q("pos"): str(last)})
                    moved.append(new)
                else:
                    own.replace(tab, new)
        if own is None:
            insert(properties, moved)


def style_tabs(properties: Element, styles: Element) -> Element | None:
    """The tab stops that the paragraph's style sets, or None."""
    style = properties.find(q("pStyle"))
    wanted = None if style is None else style.get(q("val"))
    for candidate in styles.iterfind(q("style")):
        if wanted is not None and candidate.get(q("styleId")) == wanted:
            return candidate.find(f"{q('pPr')}/{q('tabs')}")
    return None


_BEFORE_TABS = frozenset(
    q(name)
    for name in (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
    )
)
"""What the schema puts before `w:tabs` (ECMA-376 part 1, 17.3.1.26)."""


def insert(properties: Element, tabs: Element) -> None:
    """Put tab stops where the schema wants them."""
    at = sum(1 for child in properties if child.tag in _BEFORE_TABS)
    properties.insert(at, tabs)
