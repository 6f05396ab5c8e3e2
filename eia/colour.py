"""Colours as people write them, and whether one can be read on another (WCAG 2.2, success criterion 1.4.3)."""

from dataclasses import dataclass, replace

LARGE_POINTS = 18.0
"""The size in points from which text is large (WCAG 2.2, “large scale (text)”)."""
LARGE_BOLD_POINTS = 14.0
"""The size in points from which bold text is large (likewise)."""
NORMAL_TEXT = 4.5
"""The contrast that text needs (SC 1.4.3, level AA)."""
LARGE_TEXT = 3.0
"""The contrast that large text needs (SC 1.4.3); also what borders and marks need that carry meaning (SC 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB; every part is from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0
    """How much of it covers what lies behind: 0 is clear, 1 covers all."""

    @property
    def hex(self) -> str:
        """The colour as it is written in Word and CSS, without its alpha: `#1d70b8`."""
        return "#" + "".join(f"{round(part * 255):02x}" for part in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance, from 0 for black to 1 for white (WCAG 2.2, “relative luminance”)."""
        red, green, blue = (_linear(part) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def over(self, back: "Colour") -> "Colour":
        """What is seen where this colour lies on `back`, which must cover all (CSS Color 4, section 10)."""
        parts = zip((self.red, self.green, self.blue), (back.red, back.green, back.blue), strict=True)
        return Colour(*(mine * self.alpha + its * (1 - self.alpha) for mine, its in parts))


BLACK = Colour(0, 0, 0)
WHITE = Colour(1, 1, 1)


def parsed(text: str) -> Colour | None:
    """The colour that `text` means in CSS, such as `#1d70b8`, `navy` or `rgb(29 112 184 / 50%)`; else None.

    None too for `currentcolor` and for colours outside sRGB (`lab()`, `oklch()`, `color()`), which cannot be compared.
    """
    # Imported late: only what looks at colours needs it.
    import tinycss2.color4

    found = tinycss2.color4.parse_color(text)
    if found is None or isinstance(found, str):
        return None
    try:
        parts = found.to("srgb")
    except NotImplementedError:  # a colour in a space that tinycss2 does not know
        return None
    red, green, blue, alpha = (min(max(part or 0.0, 0.0), 1.0) for part in parts)
    return Colour(red, green, blue, alpha)


def contrast(text: Colour, back: Colour) -> float:
    """The contrast of a text and what lies behind it, from 1 to 21 (WCAG 2.2, “contrast ratio”).

    A text that is partly clear is seen mixed with `back`; what is partly clear behind, as on white paper.
    """
    behind = replace(back.over(WHITE), alpha=1.0)
    dark, light = sorted((text.over(behind).luminance, behind.luminance))
    return (light + 0.05) / (dark + 0.05)


def is_large(points: float, bold: bool = False) -> bool:
    """Whether text of that size counts as large: from 18 points, or from 14 when it is bold."""
    return points >= (LARGE_BOLD_POINTS if bold else LARGE_POINTS)


def needed(points: float, bold: bool = False) -> float:
    """The contrast that text of that size needs at level AA: 4.5, or 3 when it is large (SC 1.4.3)."""
    return LARGE_TEXT if is_large(points, bold) else NORMAL_TEXT


def told(ratio: float) -> str:
    """A contrast in words, such as `3.9 to 1`; cut, not rounded, so that what fails never looks as if it passed."""
    return f"{int(ratio * 10 + 1e-9) / 10:g} to 1"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
