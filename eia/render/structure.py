"""What may stand inside what in a report, whichever output it goes to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element as Element

from eia.render.subset import CONTAINERS, INLINE, shown, wrong

_LISTS: Final = ("ul", "ol")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5")
_ROWS: Final = ("caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td")
_AROUND: Final = ("table", "colgroup", "thead", "tbody", "tr")
_BLOCKS: Final = frozenset({*CONTAINERS, *_HEADINGS, *_LISTS, "figure", "hr", "p", "table"})

_VALUES: Final = ("title", "status", "reference")
"""What a part may say in its header and footer instead of the document: `data-title`, `data-status`…"""


@dataclass(frozen=True)
class Part:
    """A part of a document that counts its own pages: an item of a pack."""

    label: str
    """What its pages are called: `Appendix A`."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What its header and footer say instead of what the document's say."""


def part_of(section: Element, template: str) -> Part:
    """The part that a `section` with `data-part` begins.

    Raises:
        UnknownElement: it has no label, or is no section.
    """
    label = " ".join(section.get("data-part", "").split())
    if not label or section.tag != "section":
        raise wrong(
            section,
            f"{shown(section)}: data-part names a part of a pack, such as “Appendix A”, and stands on a section.",
            template,
        )
    values = {name: section.get(f"data-{name}", "") for name in _VALUES}
    return Part(label, {name: value for name, value in values.items() if value})


def check(body: Element, template: str) -> None:
    """Refuse whatever stands where no reader would find it.

    Raises:
        UnknownElement: A heading or a table stands in a table, text stands outside the items of a list, a page is
            turned inside a table, a list or an answer, there is a second title, a tick box has no title, …
    """
    _Checker(template).inside(body, top=True, table=False)


class _Checker:
    def __init__(self, template: str) -> None:
        self._template = template
        self._titled = False
        self._in_part = False

    def inside(self, parent: Element, *, top: bool, table: bool) -> None:
        """Check everything in a block: `top` says whether a new page may begin there."""
        for child in parent:
            tag = str(child.tag)
            if tag in INLINE:
                self._line(child)
            elif tag in _BLOCKS:
                self._block(child, tag, top=top, table=table)
            elif tag == "li":
                self._refuse(child, "stands outside a list.")
            elif tag == "figcaption" or (tag == "caption" and parent.tag == "table"):
                self._line_of(child)
            elif tag not in _ROWS or parent.tag not in _AROUND:
                self._refuse(child, "cannot stand here.")
            else:  # whether rows and cells stand rightly is for the grid to say
                self.inside(child, top=False, table=True)

    def _block(self, element: Element, tag: str, *, top: bool, table: bool) -> None:
        top = top and element.get("data-field") is None
        if tag in _HEADINGS:
            self._heading(element, tag, table=table)
        elif tag in CONTAINERS:
            self._container(element, top=top)
            outer, self._in_part = self._in_part, self._in_part or "data-part" in element.attrib
            self.inside(element, top=top, table=table)
            self._in_part = outer
        elif tag in _LISTS:
            self._list(element)
            for item in element:
                self.inside(item, top=False, table=table)
        elif tag == "table":
            if table:
                self._refuse(element, "stands inside another table. Put it after it.")
            self.inside(element, top=False, table=True)
        elif tag == "figure":
            for child in element:
                if child.tag not in ("img", "figcaption"):
                    self._refuse(child, "cannot stand in a figure.")
            self.inside(element, top=False, table=table)
        elif tag == "hr":
            self._hr(element, top=top)
        else:
            self._line_of(element)

    def _heading(self, element: Element, tag: str, *, table: bool) -> None:
        if table:
            self._refuse(element, "stands in a table, where Word finds no headings.")
        if tag == "h1" and self._titled:
            self._refuse(element, "is the second h1. A report has one title.")
        self._titled = self._titled or tag == "h1"
        self._line_of(element)

    def _container(self, element: Element, *, top: bool) -> None:
        """Check a block that may begin a page of its own: in landscape, or as a part of a pack."""
        if not {"data-part", "data-page"}.intersection(map(str, element.attrib)):
            return
        if not top:
            self._refuse(element, "cannot turn the page inside a table, a list or an answer.")
        if "data-part" not in element.attrib:
            if element.get("data-page") != "landscape" or element.tag != "section":
                raise wrong(
                    element,
                    f"{shown(element)}: data-page can only be “landscape”, on a section.",
                    self._template,
                )
            return
        part_of(element, self._template)
        if "data-page" in element.attrib or self._in_part:
            raise wrong(
                element,
                f"{shown(element)}: a part of a pack stands in no other, and turns its pages by sections inside it.",
                self._template,
            )

    def _hr(self, element: Element, *, top: bool) -> None:
        if element.get("class") != "page-break":
            self._refuse(element, 'can only be a page break: class="page-break".')
        if not top:
            self._refuse(element, "cannot begin a page inside a table, a list or an answer.")

    def _list(self, element: Element) -> None:
        start = element.get("start", "1")
        if not re.fullmatch(r"\d{1,9}", start, re.ASCII):
            raise wrong(
                element, f"start is “{start}” in {shown(element)}. Give a whole number.", self._template
            )
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            raise wrong(element, f"In {shown(element)}, text stands outside the items.", self._template)
        for child in element:
            if child.tag != "li":
                self._refuse(child, "cannot stand directly in a list. Put it inside li.")

    def _line_of(self, element: Element) -> None:
        for child in element:
            self._line(child)

    def _line(self, element: Element) -> None:
        if element.tag not in INLINE:
            self._refuse(element, "cannot stand inside a line of text.")
        if element.tag == "input":
            self._input(element)
        self._line_of(element)

    def _input(self, element: Element) -> None:
        if element.get("type") != "checkbox":
            self._refuse(element, "is not a tick box, the only input Word knows.")
        if not name_of(element).strip():
            self._refuse(element, "has no title, so nobody can hear what is ticked.")

    def _refuse(self, element: Element, message: str) -> None:
        raise wrong(element, f"{shown(element)} {message}", self._template)


def name_of(box: Element) -> str:
    """What a tick box is called: its title, or else its label."""
    return box.get("title") or box.get("aria-label") or box.get("data-label") or ""
