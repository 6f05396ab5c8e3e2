"""The grid of a table: which cell stands where, and how wide each column is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from lxml.etree import _Element as Element

from eia.render.subset import shown, wrong

MAX_COLUMNS: Final = 63
"""Word's own limit; a table that any other output could hold and Word could not would be no use."""
MAX_SPAN: Final = 1_000

LETTER: Final = 124
"""The mean width of a letter in bold 10-point Arial, in twentieths of a point, with a little to spare."""
CELL_MARGINS: Final = 200
MAX_LETTERS: Final = 16
"""A longer word may break: room is not taken from the other columns for a web address."""

_PERCENT: Final = re.compile(r"(?:width:\s*)?(\d{1,3}(?:\.\d{1,3})?)%;?", re.ASCII)


class Cell(NamedTuple):
    """One place in a row, perhaps wider than one column."""

    column: int
    columns: int
    element: Element | None
    """The `th` or `td`; None where a cell from a row above goes on, or where the row is short."""
    joined: str = ""
    """`restart` where a cell over several rows begins, `continue` where it goes on."""
    rows: int = 1
    """How many rows it takes, where it begins."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    element: Element
    heads: bool
    """Whether it stands in `thead`."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table."""

    caption: Element | None
    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    """How much of the width each column takes; they sum to one."""
    least: tuple[int, ...]
    """The width each column needs for the longest word in its headings, in twentieths of a point."""

    def widths(self, total: int) -> tuple[int, ...]:
        """The columns' widths in twentieths of a point, whole numbers that sum to `total` exactly.

        They are as the template gives them, but a column is never so narrow that a word in its heading breaks, as
        long as the others can spare the room.
        """
        given = [total * share for share in self.shares]
        lack = sum(max(0.0, least - width) for width, least in zip(given, self.least, strict=True))
        spare = sum(max(0.0, width - least) for width, least in zip(given, self.least, strict=True))
        if 0 < lack <= spare:
            given = [
                least if width < least else width - (width - least) * lack / spare
                for width, least in zip(given, self.least, strict=True)
            ]
        edges = [round(edge) for edge in accumulate(given, initial=0.0)]
        edges[-1] = total
        return tuple(right - left for left, right in pairwise(edges))


def grid_of(table: Element, template: str) -> Grid:
    """The grid of a `table`.

    Raises:
        UnknownElement: Something but rows and cells stands in it, cells run over each other, or it is too wide.
    """
    caption: Element | None = None
    columns: list[Element] = []
    found: list[tuple[Element, bool]] = []
    for child in table:
        tag = str(child.tag)
        if tag == "caption":
            caption = child
        elif tag == "colgroup":
            columns += _only(child, ("col",), template)
        elif tag == "col":
            columns.append(child)
        elif tag in ("thead", "tbody"):
            found += [(row, tag == "thead") for row in _only(child, ("tr",), template)]
        elif tag == "tr":
            found.append((child, False))
        else:
            raise wrong(child, f"{shown(child)} cannot stand directly in a table.", template)
        if tag != "caption":
            _no_text(child if tag != "tr" else None, template)
    _no_text(table, template)
    if not found:
        raise wrong(
            table, f"{shown(table)} has no rows. Leave the table out when there is nothing to show.", template
        )
    rows, count = _rows(found, len(columns), template)
    if count > MAX_COLUMNS:
        raise wrong(table, f"{shown(table)} has {count} columns; Word can hold {MAX_COLUMNS}.", template)
    return Grid(caption, rows, _shares(columns, count, template), _least(rows, count))


def _only(parent: Element, tags: tuple[str, ...], template: str) -> list[Element]:
    for child in parent:
        if child.tag not in tags:
            raise wrong(child, f"{shown(child)} cannot stand directly in “{parent.tag}”.", template)
    return list(parent)


def _no_text(parent: Element | None, template: str) -> None:
    if parent is None:
        return
    if any(map(_shows, [parent.text, *[child.tail for child in parent]])):
        raise wrong(parent, f"In {shown(parent)}, text stands outside the cells.", template)


def _shows(words: str | None) -> bool:
    return words is not None and words != "" and not words.isspace()


def _rows(found: Sequence[tuple[Element, bool]], columns: int, template: str) -> tuple[tuple[Row, ...], int]:
    """The rows, all of one width, and that width; cells over several rows are told apart from those they cover."""
    below: dict[int, tuple[int, int]] = {}  # column → (columns wide, rows still to go) of cells from above
    laid: list[tuple[Element, bool, list[Cell]]] = []
    count = columns
    for index, (row, heads) in enumerate(found):
        cells: list[Cell] = []
        _no_text(row, template)
        elements = _only(row, ("th", "td"), template)
        if not below and not any(map(_spans, elements)):  # as most are
            count = max(count, len(elements))
            laid.append((row, heads, [Cell(at, 1, element) for at, element in enumerate(elements)]))
            continue
        column = 0
        covered = dict(below)
        below = {at: (wide, left - 1) for at, (wide, left) in below.items() if left > 1}
        for element in [*elements, None]:
            while column in covered:
                wide, _ = covered.pop(column)
                cells.append(Cell(column, wide, None, "continue"))
                column += wide
            if element is None:
                break
            wide, tall = _span(element, "colspan", template), _span(element, "rowspan", template)
            if covered and any(column <= at < column + wide for at in covered):
                raise wrong(
                    element,
                    f"{shown(element)} runs over a cell that reaches down from a row above.",
                    template,
                )
            tall = min(tall, len(found) - index)
            if tall > 1:
                below[column] = (wide, tall - 1)
            cells.append(Cell(column, wide, element, "restart" if tall > 1 else "", tall))
            column += wide
        for at in sorted(covered):
            wide, _ = covered[at]
            cells += [Cell(gap, 1, None) for gap in range(column, at)]
            cells.append(Cell(at, wide, None, "continue"))
            column = at + wide
        count = max(count, column)
        laid.append((row, heads, cells))
    for _, _, cells in laid:
        end = cells[-1].column + cells[-1].columns if cells else 0
        cells += [Cell(gap, 1, None) for gap in range(end, count)]
    return tuple(Row(row, heads, tuple(cells)) for row, heads, cells in laid), count


def _spans(element: Element) -> bool:
    """Whether a cell says how many columns or rows it takes."""
    given = element.keys()
    return "colspan" in given or "rowspan" in given


def _span(element: Element, name: str, template: str) -> int:
    value = element.get(name)
    if value is None:
        return 1
    if not re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII) or int(value) > MAX_SPAN:
        raise wrong(
            element, f"{name} is “{value}” in {shown(element)}. Give a whole number from 1.", template
        )
    return int(value)


def _shares(columns: Sequence[Element], count: int, template: str) -> tuple[float, ...]:
    """Each column's share of the width; columns that say nothing share what is left."""
    given: list[float | None] = []
    for column in columns:
        value = column.get("width") or column.get("style") or ""
        match = _PERCENT.fullmatch(value.strip())
        if value and (match is None or float(match[1]) == 0):
            raise wrong(
                column,
                f'{shown(column)} has no width that can be read. Write it as style="width:25%".',
                template,
            )
        given.append(float(match[1]) if match else None)
    given += [None] * (count - len(given))
    known = sum(share for share in given if share is not None)
    silent = given.count(None)
    rest = max(100 - known, 10.0 * silent) / silent if silent else 0.0
    shares = [rest if share is None else share for share in given]
    total = sum(shares)
    return tuple(share / total for share in shares)


def _words(element: Element) -> list[str]:
    if not len(element):
        return (element.text or "").split()
    return "".join(str(part) for part in element.itertext()).split()


def _least(rows: Sequence[Row], count: int) -> tuple[int, ...]:
    """An estimate: the style is the clerk's, so letters are counted, not measured."""
    letters = [0] * count
    for row in rows:
        for cell in row.cells:
            if cell.columns == 1 and cell.element is not None and cell.element.tag == "th":
                longest = max(map(len, _words(cell.element)), default=0)
                letters[cell.column] = max(letters[cell.column], min(longest, MAX_LETTERS))
    return tuple(CELL_MARGINS + LETTER * number if number else 0 for number in letters)
