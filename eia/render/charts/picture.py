"""A chart as a PNG picture, for paper: the same drawing, in a font of its own, so that it is the same everywhere."""

import base64
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from eia.render.charts import Chart
from eia.render.charts.drawing import WIDTH, svg

PER_INCH: Final = 300
"""Pixels to the inch: what printers need."""

_WRITTEN: Final = re.compile(
    r"[\u0020-\u007e\u00a0-\u036f\u0370-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f"
    r"\u2190-\u21ff\u2200-\u22ff\s]*"
)
"""The letters the font has and that run from left to right: Latin, Greek, Cyrillic, and the usual signs."""


def address(chart: Chart, font: Path) -> str:
    """The chart as the address of a PNG picture (RFC 2397); empty where it cannot be drawn in that font.

    Args:
        chart: what is drawn.
        font: the file of the font called `FONT` in the drawing.
    """
    drawing = svg(chart)
    if not _WRITTEN.fullmatch(" ".join(_words(chart))):
        return ""
    return _drawn(drawing, font)


@lru_cache(maxsize=64)
def _drawn(drawing: str, font: Path) -> str:
    try:
        import resvg_py
    except ImportError:  # there is none for every machine, and the table beside it says the same
        return ""
    png = resvg_py.svg_to_bytes(
        svg_string=drawing,
        skip_system_fonts=True,
        font_files=[str(font)],
        font_family="DejaVu Sans",
        width=WIDTH * PER_INCH // 96,
    )
    return f"data:image/png;base64,{base64.b64encode(bytes(png)).decode()}"


def _words(chart: Chart) -> list[str]:
    bars = [bar for row in chart.rows for bar in (row.figure, row.comparator) if bar]
    return [
        chart.end_words,
        *(f"{row.label} {row.withheld}" for row in chart.rows),
        *(f"{bar.words} {bar.label}" for bar in bars),
    ]
