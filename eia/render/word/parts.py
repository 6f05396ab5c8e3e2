"""The parts of a Word file: unpacked, read as XML, and how they belong together."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any, Final, cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.errors import BrokenReference
from eia.render.word.markup import PACKAGE, W

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
        zipfile.BadZipFile: It is no zip; a damaged one raises what `zipfile` raises.
    """
    parts: dict[str, bytes] = {}
    left = MAX_BYTES
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
            raise BrokenReference("reference.docx is too large. Take pictures out of it and save it again.")
        for entry in entries:
            with archive.open(entry) as stream:
                parts[entry.filename] = stream.read(left + 1)
            left -= len(parts[entry.filename])
            if left < 0:
                raise BrokenReference(
                    "reference.docx is too large. Take pictures out of it and save it again."
                )
    return parts


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
