"""A Word file's parts, read safely: it may come from anybody (Office Open XML, ECMA-376 parts 1 and 2).

Entities are never resolved, and nothing outside the file is looked at.
"""

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.accessibility.fault import CannotCheck
from eia.zipped import TooLarge, Unreadable, Zipped

MOST_PARTS: Final = 5_000
MOST_XML: Final = 25_000_000
"""Bytes of XML that are unpacked of one file; a report of 300 pages has a tenth."""

MOST_PARAGRAPHS: Final = 100_000
"""Paragraphs of one file; the same report has a tenth."""

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/picture",
        b"http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/chart",
        b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/diagram",
        b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
    ),
)
"""The names that “Strict Open XML Document” files use, and what everything else calls the same (ECMA-376 part 1)."""


def q(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def value(element: Element | None, name: str) -> str:
    """What the child `name` has as its `w:val`; empty when there is none."""
    child = None if element is None else element.find(q(name))
    return "" if child is None else child.get(q("val"), "")


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:b` is there and not turned off (ECMA-376 part 1, 17.17.4)."""
    return element is not None and element.get(q("val"), "true") not in ("0", "false", "off")


class Package:
    """The parts of one Word file."""

    def __init__(self, raw: bytes) -> None:
        """Open a file.

        Raises:
            CannotCheck: it is no Word file, is damaged, or unpacks to more than a document can be.
        """
        try:
            self._zipped = Zipped(raw, MOST_XML)
        except Unreadable as fault:
            raise _damaged("it cannot be unpacked") from fault
        self.names = frozenset(self._zipped.names)
        if len(self.names) > MOST_PARTS:
            raise CannotCheck(
                "ACC001",
                f"The file holds more than {MOST_PARTS:,} parts, far more than a document has",
                "Check where it comes from. In Word, copy what it says into a new document.",
            )
        self.main = self._main()

    def xml(self, name: str) -> Element | None:
        """The tree of one part; None when there is no such part.

        Raises:
            CannotCheck: it is damaged or too large.
        """
        if name not in self.names:
            return None
        try:
            read = self._zipped.read(name)
        except Unreadable as fault:
            raise _damaged(f"the part {name} cannot be unpacked") from fault
        except TooLarge as fault:
            raise CannotCheck(
                "ACC001",
                f"The file unpacks to more than {MOST_XML // 1_000_000} MB of text, more than a document can be",
                "Check where it comes from. If it is yours, split it into several documents.",
            ) from fault
        tree = _tree(read, name)
        if sum(1 for _ in tree.iter(q("p"))) > MOST_PARAGRAPHS:
            raise CannotCheck(
                "ACC001",
                f"The file has more than {MOST_PARAGRAPHS:,} paragraphs, more than anybody can read",
                "Check where it comes from. If it is yours, split it into several documents.",
            )
        return tree

    def related(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        """The relationships of a part: id, kind (the last word of its type), target, whether it is outside."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for row in () if root is None else root:
            kind = row.get("Type", "").rpartition("/")[2]
            target, outside = row.get("Target", ""), row.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            yield row.get("Id", ""), kind, target, outside

    @cached_property
    def of_main(self) -> tuple[tuple[str, str, str, bool], ...]:
        """The relationships of the document itself."""
        return tuple(self.related(self.main))

    def part(self, kind: str) -> Element | None:
        """The tree of the first part that the document is related to as `kind`, such as `styles`."""
        name = next((target for _, known, target, out in self.of_main if known == kind and not out), "")
        return self.xml(name)

    def properties(self) -> dict[str, str]:
        """The file's properties by their names without namespace: `title`, `language`, `Application`."""
        found: dict[str, str] = {}
        for _, kind, target, outside in self.related(""):
            if kind in ("core-properties", "extended-properties") and not outside:
                root = self.xml(target)
                for element in () if root is None else root:
                    found.setdefault(local(element), (element.text or "").strip())
        return found

    def _main(self) -> str:
        main = next((target for _, kind, target, out in self.related("") if kind == "officeDocument"), "")
        if "mimetype" in self.names:
            raise CannotCheck(
                "ACC003",
                "This is an OpenDocument file, as LibreOffice saves it, and only Word files and pages are looked into",
                "In LibreOffice, choose File, Save As, and the type “Word 2010–365 Document (.docx)”.",
            )
        if main.startswith(("xl/", "ppt/", "visio/")):
            program = {"xl": "Excel", "ppt": "PowerPoint"}.get(main.split("/")[0], "Visio")
            raise CannotCheck(
                "ACC001",
                f"This is a file of {program}; only Word files, pages and PDF files are looked into",
                f"In {program}, choose Review, Check Accessibility.",
            )
        if main not in self.names:
            raise CannotCheck(
                "ACC001",
                "This is a zip file without a Word document in it",
                "Name the document itself. If it was one, ask for it again: it is damaged.",
            )
        return main


def _damaged(what: str) -> CannotCheck:
    return CannotCheck(
        "ACC001",
        f"The file is damaged: {what}",
        "In Word, choose File, Open, and beside Open the arrow, Open and Repair; save it under a new name.",
    )


def _tree(data: bytes, name: str) -> Element:
    for strict, usual in _STRICT if b"purl.oclc.org/ooxml" in data else ():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise _damaged(f"the part {name} is not well-formed XML") from fault
    if cast("Any", root.getroottree().docinfo).doctype:  # the stubs do not know it
        raise _damaged(f"the part {name} declares a document type, which no part of a Word file does")
    return root
