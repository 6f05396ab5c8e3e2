"""The parts of a document that count their own pages, each with its own header and footer: the items of a pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.structure import part_of
from eia.render.word.markup import R
from eia.render.word.parts import q

_BEFORE_NUMBERS: Final = frozenset(
    q(name)
    for name in (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type"),
        *("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType"),
    )
)
"""What the schema puts before `w:pgNumType` (ECMA-376 part 1, 17.6.17)."""


@dataclass(frozen=True, eq=False)
class Span:
    """One part of a document, from its first page to its last."""

    number: int = 0
    """0 for what stands before the first part, and for a document without parts."""
    label: str = ""
    """What its pages are called: `Appendix A`."""
    values: Mapping[str, str] | None = None
    """What its header and footer say instead of what the document's say."""

    @property
    def suffix(self) -> str:
        """What tells its headers and footers from those of the rest."""
        return f"Part{self.number}" if self.number else ""

    @property
    def end(self) -> str:
        """The name of the bookmark on its last page."""
        return f"eiaPart{self.number}End"


def span_of(section: Element, number: int, template: str) -> Span:
    """The part that a `section` with `data-part` begins.

    Raises:
        UnknownElement: it has no label, or is no section.
    """
    part = part_of(section, template)
    return Span(number, part.label, part.values)


def setup_of(section: str, span: Span, *, opens: bool) -> str:
    """The page set-up `w:sectPr` for a page of a part: its own header and footer, and numbers from 1 where it opens."""
    root = etree.fromstring(section)
    for reference in root:
        identity = reference.get(f"{{{R}}}id")
        if identity is not None:
            reference.set(f"{{{R}}}id", f"{identity}{span.suffix}")
    numbers = root.find(q("pgNumType"))
    if opens:
        if numbers is None:
            numbers = etree.Element(q("pgNumType"))
            root.insert(sum(1 for child in root if child.tag in _BEFORE_NUMBERS), numbers)
        numbers.set(q("start"), "1")
    elif numbers is not None and numbers.get(q("start")) is not None:
        del numbers.attrib[q("start")]
    return etree.tostring(root, encoding="unicode")
