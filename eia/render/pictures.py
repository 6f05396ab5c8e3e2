"""Pictures in a report: held in it, with words for those who cannot see them."""

import base64
import binascii
import re
import struct
from dataclasses import dataclass
from typing import Final, Literal, cast

from lxml.etree import _Element as Element

from eia.render.subset import shown, wrong

_SOURCE: Final = re.compile(r"data:image/(png|jpeg);base64,(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    data: bytes
    kind: Literal["png", "jpeg"]
    words: str
    """What it shows; nothing for a picture that only decorates."""
    width: int
    """How wide it is to be, in CSS pixels, of which an inch has 96."""
    height: int


def picture_of(element: Element, template: str) -> Picture:
    """The picture that an `img` holds.

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
    kind = cast('Literal["png", "jpeg"]', match[1])
    try:
        data = base64.b64decode("".join(match[2].split()), validate=True)
        pixels = _png_size(data) if kind == "png" else _jpeg_size(data)
    except (binascii.Error, struct.error, ValueError) as error:
        damaged = f"The picture in {shown(element)} is damaged or is no {kind.upper()}."
        raise wrong(element, damaged, template) from error
    return Picture(data, kind, words, *_wanted(element, pixels, template))


def _wanted(element: Element, pixels: tuple[int, int], template: str) -> tuple[int, int]:
    """Width and height in pixels: as the element gives them, else as the picture has them."""
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
        return wanted["width"], wanted.get("height") or max(1, down * wanted["width"] // across)
    if "height" in wanted:
        return max(1, across * wanted["height"] // down), wanted["height"]
    return across, down


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
