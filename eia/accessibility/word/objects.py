"""Pictures, shapes, charts and embedded objects, with what is said about them (DrawingML, and VML of older Word)."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from eia.accessibility.word.model import Thing
from eia.accessibility.word.package import local, q

_KINDS = {
    "picture": "picture",
    "chart": "chart",
    "chartex": "chart",
    "diagram": "SmartArt diagram",
    "wordprocessingShape": "shape",
    "wordprocessingGroup": "group of shapes",
    "wordprocessingCanvas": "drawing",
    "wordprocessingInk": "ink drawing",
    "model3d": "3D model",
    "ole": "embedded object",
}
"""The last word of what `a:graphicData` says it holds, in words."""
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SHAPES = ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "group", "image")
_ABSOLUTE = re.compile(r"position:\s*absolute")
_IN_LINE = re.compile(r"mso-position-(?:horizontal|vertical)-relative:\s*char")


def of_drawing(drawing: Element, in_header: bool) -> Iterator[Thing]:
    """The object that a `w:drawing` holds (ECMA-376 part 1, 20.4); nothing when it is hidden."""
    for frame in drawing:
        properties = next((child for child in frame if local(child) == "docPr"), None)
        if local(frame) not in ("inline", "anchor") or properties is None:
            continue
        if properties.get("hidden") in ("1", "true"):
            continue
        marks = properties.iter(_DECORATIVE)
        text = words_in(frame)
        kind = _kind(frame)
        if kind == "shape" and next(frame.iter(q("txbxContent")), None) is not None:
            kind = "text box"
        if in_header and _is_watermark(properties.get("name", "")):
            kind = "watermark"
        yield Thing(
            kind,
            properties.get("descr", "").strip(),
            any(mark.get("val", "1") in ("1", "true") for mark in marks),
            local(frame) == "anchor",
            text,
            properties.get("title", "").strip(),
        )


def of_vml(holder: Element, in_header: bool) -> Iterator[Thing]:
    """The object that a `w:pict` or `w:object` holds (ECMA-376 part 4, 19); horizontal rules are none."""
    embedded = any(local(child) == "OLEObject" for child in holder)
    for shape in holder:
        if local(shape) not in _SHAPES or shape.get(f"{_OFFICE}hr") in ("t", "true"):
            continue
        inside = {local(child) for child in shape.iter()}
        kind = "shape"
        if embedded:
            kind = "embedded object"
        elif "textpath" in inside:
            kind = "watermark" if in_header or _is_watermark(shape.get("id", "")) else "WordArt"
        elif "imagedata" in inside:
            kind = "watermark" if _is_watermark(shape.get("id", "")) else "picture"
        elif "textbox" in inside:
            kind = "text box"
        style = shape.get("style", "")
        floats = bool(_ABSOLUTE.search(style)) and not _IN_LINE.search(style)
        text = words_in(shape) or " ".join(
            path.get("string", "") for path in shape.iter() if local(path) == "textpath"
        )
        yield Thing(
            kind, (shape.get("alt") or "").strip(), False, floats, text, (shape.get("title") or "").strip()
        )


def words_in(element: Element) -> str:
    """All words in an object."""
    return " ".join(text.text for text in element.iter(q("t")) if text.text).strip()


def _kind(frame: Element) -> str:
    for data in frame.iter():
        if local(data) == "graphicData":
            return _KINDS.get(data.get("uri", "").rstrip("/").rpartition("/")[2], "object")
    return "object"


def _is_watermark(name: str) -> bool:
    return "watermark" in name.lower()
