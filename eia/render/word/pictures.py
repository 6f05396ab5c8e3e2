"""Pictures as Word draws them: their size on paper and their words for those who cannot see them."""

from typing import Final

from lxml.etree import _Element as Element

from eia.render.pictures import Picture, picture_of
from eia.render.word.markup import attribute
from eia.render.word.registry import Registry

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
    picture = picture_of(element, template)
    across, down = _fitted(picture, width)
    number = registry.drawing_id()
    described = f'id="{number}" name="Picture {number}" descr="{attribute(picture.words)}"'
    start = (
        f"<wp:docPr {described}>{_DECORATIVE}</wp:docPr>"
        if not picture.words.strip()
        else f"<wp:docPr {described}/>"
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'{start}<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{registry.picture(picture.data, picture.kind)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _fitted(picture: Picture, width: int) -> tuple[int, int]:
    """Width and height in EMU; the picture is never wider than the text."""
    limit = width * _EMU_PER_TWIP
    if picture.width * _EMU_PER_PIXEL > limit:
        return limit, max(1, limit * picture.height // picture.width)
    return picture.width * _EMU_PER_PIXEL, picture.height * _EMU_PER_PIXEL
