"""One report through a tagged template: every part filled, then the whole file."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import jinja2
from lxml import etree
from lxml.etree import _Element as Element

from eia.render.head import Facts
from eia.render.limits import held
from eia.render.sandbox import told
from eia.render.tagged.answers import WRITER, Writer
from eia.render.tagged.prepare import BrokenTemplate, Prepared, place, prepare
from eia.render.tagged.tags import joined, source_of
from eia.render.view import View
from eia.render.word.markup import DECLARATION
from eia.render.word.package import finish
from eia.render.word.parts import parse, q
from eia.render.word.registry import Registry

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def to_word(
    view: View,
    template: bytes,
    house: bytes,
    *,
    name: str = "report.docx",
    timestamp: datetime.datetime | None = None,
) -> tuple[bytes, frozenset[str]]:
    """The report as a Word file, and the addresses of the answers it shows; the same input gives the same bytes.

    Args:
        view: What the report says. A tag finds it as `view`, and every answer by its name in the file: `activity`.
        template: The bytes of the tagged report.docx.
        house: The bytes of the form's reference.docx, which lends styles that the template has not.
        name: What the template is called, for messages.
        timestamp: When the document was made, for its properties; 1 January 1980 if not given.

    Raises:
        BrokenTemplate: The template is no Word file, or a tag in it cannot be read or carried out.
        BrokenReference: The house style cannot be used.
    """
    ready = prepare(template, house)
    writer = Writer(view, Registry(ready.house, frozenset()), name)
    given: dict[str, Any] = {**view.record.parts, "view": view, WRITER: writer}
    parts = dict(ready.house.parts)
    for part, compiled in ready.templates.items():
        written = joined(_filled(compiled, given, part, ready))
        parts[part] = _checked(written.encode(), part, ready)
    said = {key: _filled(it, given, "docProps/core.xml", ready) for key, it in ready.properties.items()}
    facts = Facts(view.language, {"title": f"{view.report}: {view.title}", **view.meta, **said})
    return finish(parts, writer.registry, facts, timestamp), frozenset(writer.shown)


def _filled(compiled: jinja2.Template, given: Mapping[str, Any], part: str, ready: Prepared) -> str:
    try:
        with held():
            return compiled.render(given)
    except Exception as error:
        where = place(_source(ready, part), _line(error, part), part, ready.tags)
        raise BrokenTemplate(f"{where}: {told(error).replace('template', 'tag', 1)}") from error


def _source(ready: Prepared, part: str) -> str:
    return source_of(parse(ready.house.parts[part])) if part in ready.house.parts else ""


def _line(error: Exception, part: str) -> int:
    """The line of the part's source in which the error came up, the innermost."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _checked(written: bytes, part: str, ready: Prepared) -> bytes:
    """The part, whole, with its controls, drawings and bookmarks told apart: a repeated row repeats them too."""
    try:
        root = parse(written)
    except (etree.XMLSyntaxError, ValueError) as error:
        first = next((tag.place for tag in ready.tags if tag.part == part), part)
        raise BrokenTemplate(
            f"What the tags write is not a whole Word document (first tag: {first}). A tag that begins in one "
            "paragraph or row must end in one of the same kind: use {%tr … %} around rows and {%p … %} around paragraphs"
        ) from error
    _number(root)
    return DECLARATION.encode() + etree.tostring(root, encoding="utf-8")


def _number(root: Element) -> None:
    for number, identity in enumerate(root.iterfind(f".//{q('sdtPr')}/{q('id')}"), 1):
        identity.set(q("val"), str(number))
    for number, drawing in enumerate(root.iter(_DRAWING), 1):
        drawing.set("id", str(number))
    for cell in root.iter(q("tc")):
        if len(cell) == 0 or cell[-1].tag not in (q("p"), q("sdt")):  # all that stood in it was left out
            etree.SubElement(cell, q("p"))
    for mark in list(_second_bookmarks(root)):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def _second_bookmarks(root: Element) -> Iterator[Element]:
    """Bookmarks of a name met before, with their ends; Word keeps the first and complains of the others."""
    names: set[str] = set()
    ends = list(root.iter(q("bookmarkEnd")))
    for start in root.iter(q("bookmarkStart")):
        name = start.get(q("name"), "")
        if name in names:
            yield start
            end = next((end for end in ends if end.get(q("id")) == start.get(q("id"))), None)
            if end is not None:
                ends.remove(end)
                yield end
        names.add(name)
