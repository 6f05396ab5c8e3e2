"""A chart as SVG (https://www.w3.org/TR/SVG2/): bars one under the other, each with its words beside it.

It can be read in black and white: what is compared with is hatched, and every bar says its number. Nothing tells a
number that is not shown: there is no bar, and the scale ends at the greatest one that is.
"""

import base64
from collections.abc import Iterator
from html import escape
from typing import Final

from eia.render.charts import Bar, Chart, Row

WIDTH: Final = 480
"""In pixels at 96 to the inch: what fits a page of A4, and can still be read on a telephone."""
FONT: Final = "DejaVu Sans"
_SIZE: Final = 14
_LINE: Final = 19
_BAR: Final = 17
_EDGE: Final = 1.5
_LEFT: Final = 2
_LONGEST: Final = 270
"""The length of a bar that reaches the end of the scale; its words stand to the right of it."""
_LETTER: Final = 0.6
"""The width of a letter in parts of its height, on the wide side."""


def svg(chart: Chart) -> str:
    """The chart as a drawing of its own; the same chart gives the same drawing."""
    body, height = _body(chart)
    colours = chart.colours
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f'<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="6" height="6" fill="{colours["paper"]}"/>'
        f'<rect width="2.2" height="6" fill="{colours["comparator"]}"/></pattern></defs>'
        f'<rect width="{WIDTH}" height="{height}" fill="{colours["paper"]}"/>'
        f'<g font-family="{FONT}, Verdana, sans-serif" font-size="{_SIZE}" fill="{colours["text"]}">'
        f"{''.join(body)}</g></svg>"
    )


def address(chart: Chart) -> str:
    """The drawing as the address of a picture (RFC 2397)."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg(chart).encode()).decode()}"


def height(chart: Chart) -> int:
    """How high the drawing is, in pixels."""
    return _body(chart)[1]


def _body(chart: Chart) -> tuple[list[str], int]:
    drawn: list[str] = []
    y = 4
    for row in chart.rows:
        drawn += _lines(row.label, y)
        y += _LINE * len(wrapped(row.label)) + 4
        for part, down in _bars(chart, row, y):
            drawn.append(part)
            y += down
        y += 10
    drawn += _scale(chart, y)
    return drawn, y + _SIZE + 10


def _bars(chart: Chart, row: Row, y: int) -> Iterator[tuple[str, int]]:
    """What is drawn of one figure, piece by piece, each with how far down it reaches."""
    if row.figure is None:
        lines = list(_lines(row.withheld, y))
        yield "".join(lines), _LINE * len(lines)
        return
    yield _bar(chart, row.figure, y, chart.colours["figure"], chart.colours["figure"]), _BAR + 3
    y += _BAR + 3
    if row.comparator is not None:
        yield _bar(chart, row.comparator, y, "url(#hatch)", chart.colours["comparator"]), _BAR + 2
        if not _fits(chart, row.comparator):
            lines = list(_lines(row.comparator.label, y + _BAR + 2))
            yield "".join(lines), _LINE * len(lines)


def _bar(chart: Chart, bar: Bar, y: int, fill: str, line: str) -> str:
    length = _length(chart, bar)
    words = _said(bar) if _fits(chart, bar) else bar.words
    half = _EDGE / 2
    return (
        f'<rect x="{_LEFT + half:g}" y="{y + half:g}" width="{length:.1f}" height="{_BAR - _EDGE:g}" fill="{fill}"'
        f' stroke="{line}" stroke-width="{_EDGE:g}"/>'
        f"{_text(round(_LEFT + length + 8, 1), y + _SIZE - 1, words)}"
    )


def _said(bar: Bar) -> str:
    return f"{bar.words} {bar.label}".strip()


def _fits(chart: Chart, bar: Bar) -> bool:
    """Whether all its words fit to the right of a bar."""
    return len(_said(bar)) * _SIZE * _LETTER <= WIDTH - _LEFT - _length(chart, bar) - 10


def _length(chart: Chart, bar: Bar) -> float:
    return max(1.0, _LONGEST * bar.value / chart.end)


def _scale(chart: Chart, y: int) -> Iterator[str]:
    """The line under the bars, with both its ends told."""
    end = _LEFT + _LONGEST
    yield (
        f'<path d="M{_LEFT + 0.5} {y + 5}v-5.5H{end - 0.5}v5.5" stroke="{chart.colours["text"]}" fill="none"/>'
        f"{_text(_LEFT + 4, y + _SIZE + 4, '0')}{_text(end - 4, y + _SIZE + 4, chart.end_words, anchor='end')}"
    )


def _lines(words: str, y: int) -> Iterator[str]:
    for number, line in enumerate(wrapped(words)):
        yield _text(_LEFT, y + _LINE * number + _SIZE, line)


def _text(x: float, y: float, words: str, anchor: str = "") -> str:
    mark = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}"{mark}>{escape(words, quote=False)}</text>'


def wrapped(words: str) -> list[str]:
    """The words in lines that fit; a word that is wider than a line is cut."""
    most = int((WIDTH - _LEFT) / (_SIZE * _LETTER))
    lines: list[str] = []
    for word in words.split():
        for piece in (word[start : start + most] for start in range(0, len(word), most)):
            if lines and len(lines[-1]) + 1 + len(piece) <= most:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return lines
