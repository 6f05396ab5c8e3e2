"""The parts of a Word file: unpacked, read as XML, and how they belong together."""

import posixpath
from collections.abc import Mapping
from typing import Any, Final, cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.errors import BrokenReference
from eia.render.word.markup import PACKAGE, W
from eia.zipped import TooLarge, Zipped

CONTENT_TYPES: Final = "[Content_Types].xml"
TOP_RELATIONSHIPS: Final = "_rels/.rels"

MAX_PARTS: Final = 500
MAX_BYTES: Final = 50_000_000
"""Limits on what reference.docx may unpack to: such files come from other people."""


def q(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by their names, in the order of the file.

    Raises:
        BrokenReference: They are more than a house style can need.
        Unreadable: It is no zip, or damaged.
    """
    zipped = Zipped(data, MAX_BYTES)
    try:
        if len(zipped.names) > MAX_PARTS:
            raise TooLarge
        return {name: zipped.read(name) for name in zipped.names}
    except TooLarge as fault:
        raise BrokenReference(
            "reference.docx is too large. Take pictures out of it and save it again."
        ) from fault


def parse(data: bytes) -> Element:
    """The tree of one part; nothing outside it is ever read.

    Raises:
        etree.XMLSyntaxError: It is no XML.
        ValueError: It declares entities, which no part of a Word file does.
    """
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    if cast("Any", root.getroottree().docinfo).doctype:  # the stubs do not know it
        raise ValueError("a document type")
    return root


def relationships_of(part: str) -> str:
    """The name of the part that lists the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related(parts: Mapping[str, bytes], part: str) -> list[tuple[str, str, str]]:
    """The relationships of a part as (id, kind, name of the part related); links to the web are left out."""
    source = parts.get(relationships_of(part))
    if source is None:
        return []
    base = posixpath.dirname(part)
    return [
        (
            row.get("Id", ""),
            row.get("Type", ""),
            posixpath.normpath(posixpath.join("/", base, row.get("Target", "")))[1:],
        )
        for row in parse(source).iterfind(f"{{{PACKAGE}/relationships}}Relationship")
        if row.get("TargetMode") != "External"
    ]
