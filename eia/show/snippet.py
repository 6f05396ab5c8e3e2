"""One line of the file with marks under what is wrong, as an editor would show it."""

import unicodedata
from collections.abc import Iterator

from eia.findings import Span
from eia.show.plain import visible
from eia.source.document import split

TAB = 4
"""Columns from one tab stop to the next."""


def lines_of(text: str) -> list[str]:
    """The lines of a text, as positions count them."""
    return split(text)


def underlined(lines: list[str], span: Span, width: int) -> tuple[str, str] | None:
    """The first line of the span, and the marks that go under it; None when the file has no such line.

    A line wider than `width` is cut around the span, with “…” where something is left out.
    """
    if span.start.line > len(lines) or not any(lines):
        return None
    line = lines[span.start.line - 1]
    start = min(span.start.column - 1, len(line))
    end = min(span.end.column - 1, len(line)) if span.end.line == span.start.line else len(line.rstrip())
    end = max(start, end)
    first, last = _window(line, start, end, width)
    before = "…" if first else ""
    after = "…" if last < len(line) else ""
    cells = list(_cells(line[first:last]))
    marked = cells[start - first : max(end, start + 1) - first]
    indent = len(before) + sum(wide for _, wide in cells[: start - first])
    marks = "^" * max(1, sum(wide for _, wide in marked))
    return before + "".join(shown for shown, _ in cells) + after, " " * indent + marks


def _window(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Which characters of the line to show: all of it, its beginning, or what stands around the span."""
    if len(line) <= 4 * width and _width(line) <= width:
        return 0, len(line)
    first = 0
    if start > width or _width(line[: min(end, start + width)]) > width - 1:
        first = start
        room = width // 3
        while first and room > 0:
            first -= 1
            room -= _cell_width(line[first])
    last, room = first, width - 1 - bool(first)
    while last < len(line) and room >= _cell_width(line[last]):
        room -= _cell_width(line[last])
        last += 1
    return first, max(last, start)


def _width(text: str) -> int:
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(wide for _, wide in _cells(text))


def _cells(text: str) -> Iterator[tuple[str, int]]:
    """Each character as it is shown, with the columns it takes."""
    column = 0
    for character in text:
        if character == "\t":
            wide = TAB - column % TAB
            yield " " * wide, wide
        elif " " <= character <= "~":  # as nearly all are
            wide = 1
            yield character, wide
        else:
            wide = _cell_width(character)
            yield visible(character), wide
        column += wide


def _cell_width(character: str) -> int:
    """The columns a character takes on a terminal (Unicode Standard Annex 11)."""
    if character.isascii():
        return TAB if character == "\t" else 1
    if visible(character) != character:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
