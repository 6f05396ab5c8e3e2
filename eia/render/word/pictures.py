"""Pictures: their size on paper and their words for those who cannot see them."""

import base64
import binascii
import re
import struct
from typing import Final

from lxml.etree import _Element as Element

from eia.render.word.markup import attribute
from eia.render.word.registry import Registry
from eia.render.word.subset import shown, wrong

_SOURCE: Final = re.compile(r"data:image/(png|jpeg);base64,(.*)", re.DOTALL)
_EMU_PER_PIXEL: Final = 9_525
"""English Metric Units at 96 pixels to the inch, as CSS counts."""
_EMU_PER_TWIP: Final = 635
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def drawing(element: Element, registry: Registry, width: int, template: str) -> str:
    """The run that shows an `img`, no wider than `width` (in twentieths of a point).

    Raises:
        UnknownElement: It has no `alt`, or is no PNG or JPEG held in the report itself.
    """
    words = element.get("alt")
    if words is None:
        raise wrong(
            element,
            f"{shown(element)} has no alt. Say in it what the picture shows; "
            'a picture that only decorates has alt="".',
            template,
        )
    match = _SOURCE.fullmatch(element.get("src", ""))
    if match is None:
        raise wrong(
            element,
            f"{shown(element)} is not held in the report: src must begin data:image/png;base64,",
            template,
        )
    try:
        data = base64.b64decode("".join(match[2].split()), validate=True)
        pixels = _png_size(data) if match[1] == "png" else _jpeg_size(data)
    except (binascii.Error, struct.error, ValueError) as error:
        damaged = f"The picture in {shown(element)} is damaged or is no {match[1].upper()}."
        raise wrong(element, damaged, template) from error
    across, down = _fitted(element, pixels, width, template)
    number = registry.drawing_id()
    described = f'id="{number}" name="Picture {number}" descr="{attribute(words)}"'
    start = (
        f"<wp:docPr {described}>{_DECORATIVE}</wp:docPr>" if not words.strip() else f"<wp:docPr {described}/>"
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'{start}<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{registry.picture(data, match[1])}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _fitted(element: Element, pixels: tuple[int, int], width: int, template: str) -> tuple[int, int]:
    """Width and height in EMU: as given, else as the picture has them, and never wider than the text."""
    across, down = pixels
    wanted = {}
    for name in ("width", "height"):
        value = element.get(name)
        if value is not None:
            if not re.fullmatch(r"[1-9]\d{0,4}", value, re.ASCII):
                raise wrong(
                    element,
                    f"{name} is “{value}” in {shown(element)}. Give whole pixels, such as 480.",
                    template,
                )
            wanted[name] = int(value)
    if "width" in wanted:
        across, down = wanted["width"], wanted.get("height") or max(1, down * wanted["width"] // across)
    elif "height" in wanted:
        across, down = max(1, across * wanted["height"] // down), wanted["height"]
    limit = width * _EMU_PER_TWIP
    if across * _EMU_PER_PIXEL > limit:
        return limit, max(1, limit * down // across)
    return across * _EMU_PER_PIXEL, down * _EMU_PER_PIXEL


def _png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels (PNG specification, 11.2.2 IHDR)."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        raise ValueError("no PNG")
    return _positive(*struct.unpack(">II", data[16:24]))


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the first start-of-frame segment (ITU-T T.81, B.2.2)."""
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    at = 2
    while at < len(data):
        marker, length = struct.unpack(">HH", data[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return _positive(width, height)
        at += 2 + length
    raise ValueError("no JPEG frame")


def _positive(width: int, height: int) -> tuple[int, int]:
    if not 0 < width <= 100_000 or not 0 < height <= 100_000:
        raise ValueError("no size")
    return width, height
