"""The colours of a Word file as they are seen: themes with tints and shades, highlights, patterns."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from eia.accessibility.word.package import local, q
from eia.colour import Colour, parsed

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = {
    "background1": "light1",
    "text1": "dark1",
    "background2": "light2",
    "text2": "dark2",
}
"""What text and background mean unless the settings map them otherwise (ECMA-376 part 1, 17.15.1.20)."""
_MAPPED = {"bg1": "background1", "t1": "text1", "bg2": "background2", "t2": "text2"}
_NAMES = {
    "dk1": "dark1",
    "lt1": "light1",
    "dk2": "dark2",
    "lt2": "light2",
    "hlink": "hyperlink",
    "folHlink": "followedHyperlink",
}
_HIGHLIGHTS = {
    "black": "#000000",
    "blue": "#0000ff",
    "cyan": "#00ffff",
    "green": "#00ff00",
    "magenta": "#ff00ff",
    "red": "#ff0000",
    "yellow": "#ffff00",
    "white": "#ffffff",
    "darkBlue": "#000080",
    "darkCyan": "#008080",
    "darkGreen": "#008000",
    "darkMagenta": "#800080",
    "darkRed": "#800000",
    "darkYellow": "#808000",
    "darkGray": "#808080",
    "lightGray": "#c0c0c0",
}
"""The colours of the text highlighter (ECMA-376 part 1, 17.18.40)."""


@dataclass(frozen=True)
class Theme:
    """The theme's colours by the names that text and shading use."""

    colours: Mapping[str, Colour] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=lambda: _SLOTS)

    @classmethod
    def of(cls, root: Element | None, settings: Element | None) -> "Theme":
        """The colours that a theme part gives, mapped as the settings say."""
        found: dict[str, Colour] = {}
        scheme = None if root is None else root.find(f".//{_A}clrScheme")
        for entry in () if scheme is None else scheme:
            for given in entry:
                text = given.get("lastClr") or given.get("val") or ""
                colour = parsed(f"#{text}")
                if colour:
                    found[_NAMES.get(local(entry), local(entry))] = colour
        slots = dict(_SLOTS)
        mapping = None if settings is None else settings.find(q("clrSchemeMapping"))
        for short, slot in _MAPPED.items() if mapping is not None else ():
            slots[slot] = mapping.get(q(short), slots[slot])  # type: ignore[union-attr]
        return cls(found, slots)

    def text(self, element: Element) -> Colour | None:
        """The colour that a `w:color` gives; None for automatic."""
        return self._colour(element, "val", "themeColor", "themeTint", "themeShade")

    def fill(self, element: Element | None) -> Colour | None:
        """What a `w:shd` puts behind text; None when it puts nothing there (ECMA-376 part 1, 17.3.5)."""
        if element is None:
            return None
        pattern = element.get(q("val"), "clear")
        if pattern == "nil":
            return None
        fill = self._colour(element, "fill", "themeFill", "themeFillTint", "themeFillShade")
        front = self._colour(element, "color", "themeColor", "themeTint", "themeShade")
        if pattern == "solid":
            return front or Colour(0, 0, 0)
        if pattern.startswith("pct") and pattern[3:].isdigit():
            front, back = front or Colour(0, 0, 0), fill or Colour(1, 1, 1)
            return Colour(front.red, front.green, front.blue, min(int(pattern[3:]), 100) / 100).over(back)
        return fill

    def _colour(self, element: Element, plain: str, name: str, tint: str, shade: str) -> Colour | None:
        themed = element.get(q(name), "")
        slot = self.slots.get(themed, themed)
        if slot in self.colours:
            return _shifted(self.colours[slot], element.get(q(tint), ""), element.get(q(shade), ""))
        given = element.get(q(plain), "")
        return None if given in ("", "auto") else parsed(f"#{given}")


def highlight(name: str) -> Colour | None:
    """The colour of the text highlighter; None for none."""
    return parsed(_HIGHLIGHTS[name]) if name in _HIGHLIGHTS else None


def _shifted(colour: Colour, tint: str, shade: str) -> Colour:
    """The colour made lighter or darker (ECMA-376 part 1, 17.3.2.6: a share, in hexadecimal, of its luminance)."""
    hue, light, rich = colorsys.rgb_to_hls(colour.red, colour.green, colour.blue)
    if (share := _share(shade)) is not None:
        light *= share
    elif (share := _share(tint)) is not None:
        light = light * share + (1 - share)
    else:
        return colour
    return Colour(*(min(max(part, 0.0), 1.0) for part in colorsys.hls_to_rgb(hue, light, rich)))


def _share(given: str) -> float | None:
    try:
        return int(given, 16) / 255 if given else None
    except ValueError:
        return None
