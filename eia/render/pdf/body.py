"""The body of a report as Typst: one small method for each block of the closed HTML subset."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, Final, NamedTuple, cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.grid import Cell, Grid, Row, grid_of
from eia.render.pdf.code import string, strings
from eia.render.pdf.house import House
from eia.render.pdf.lines import Line, spoken
from eia.render.pdf.places import Places
from eia.render.pdf.tagging import Heads
from eia.render.structure import part_of
from eia.render.subset import CONTAINERS, INLINE, classes, cut, direction_of, language_of

LONG_CELL: Final = 600
"""A row with a cell of more characters than this may break across pages; shorter rows stay whole."""
TALLEST: Final = 0.4
"""No row stays whole that takes more than about this part of the height of a page."""
LETTERS_A_POINT: Final = 0.18
"""About how many letters of a table stand in one point of a line."""
LAST_NUMBER: Final = 32_767
"""The greatest number a list begins with, as in Word."""
INDENT: Final = 18.0
"""How far the text of a list item stands from the margin, in points."""
DESCRIPTION_LIMIT: Final = 1_000
LEAST: Final = 20.0
"""A space narrower than this, in points, is taken for this wide."""

_STRING_LENGTH: Final = etree.XPath("string-length()")
_TWIPS: Final = 20


class _Flow(NamedTuple):
    """What a block inherits from those around it."""

    width: float
    """In points."""
    size: float
    """Of the letters, in points."""
    field: str = ""
    """The address of the answer that this belongs to."""
    table: bool = False
    """Whether this is inside a table."""


@dataclass
class Written:
    """A report's body as Typst."""

    lines: list[str] = field(default_factory=list)
    """The code."""
    origins: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Index of a line → the address of the answer that it holds, and the line of the report's HTML."""
    tables: list[Heads] = field(default_factory=list)
    """What the tags of each table have to say."""


class Body:
    """Writes the blocks of one report."""

    def __init__(self, house: House, places: Places, template: str) -> None:
        self._house = house
        self._places = places
        self._template = template
        self._written = Written()
        self._open: list[int] = []  # the headings that this place stands under, by their looks
        self._wide = False

    def write(self, body: Element) -> Written:
        """The body as Typst code, a value of content."""
        flow = _Flow(self._house.portrait, self._house.size)
        self._code("{")
        self._inside(body, lambda: self._blocks(body, self._own(body, flow)))
        for mark in self._places.marks():
            self._code(f"at({string(mark)})")
        self._code("}")
        return self._written

    def _code(self, code: str) -> None:
        self._written.lines.append(code)

    # Blocks in general

    def _blocks(self, parent: Element, flow: _Flow) -> None:
        """Write everything in `parent`; text that stands beside blocks becomes paragraphs."""
        line: Line | None = None
        if parent.text and not parent.text.isspace():
            line = self._line(flow)
            line.add_text(parent.text, parent)
        for child in parent:
            if child.tag in INLINE:
                line = line or self._line(flow)
                line.add(child)
                line.add_text(child.tail, parent)
                continue
            if line is not None:
                self._paragraph(line, flow)
                line = None
            self._block(child, flow)
            if child.tail and not child.tail.isspace():
                line = self._line(flow)
                line.add_text(child.tail, parent)
        if line is not None:
            self._paragraph(line, flow)

    def _block(self, element: Element, flow: _Flow) -> None:
        write = self._FUNCTIONS[str(element.tag)]
        if not element.attrib:
            write(self, element, flow)
            return
        if "data-part" not in element.attrib:
            self._places.wait(element)
        own = self._own(element, flow)
        self._inside(element, lambda: write(self, element, own))

    def _own(self, element: Element, flow: _Flow) -> _Flow:
        return flow._replace(field=element.get("data-field", flow.field))

    def _inside(self, element: Element, write: Callable[[], None]) -> None:
        """Write a block in its own language, direction and style."""
        closing = 0
        language = language_of(element, self._template)
        rtl = direction_of(element, self._template)
        if language or rtl is not None:
            self._code(f"spoken({spoken(language, rtl)}, {{")
            closing += 1
        if element.tag not in ("table", "hr"):
            for name in classes(element):
                function = self._house.paragraph(name, element, self._template)
                self._code(f"{function}(house, {{")
                closing += 1
        write()
        self._code("})" * closing)

    # Paragraphs

    def _line(self, flow: _Flow) -> Line:
        return Line(self._places, self._house, flow.width, flow.size, self._template)

    def _paragraph(self, line: Line, flow: _Flow, *, kept: bool = False) -> None:
        if line:
            space = "table-spacing" if flow.table else "spacing"
            self._code(f"kept({space}, {{" if kept else "par({")
            self._finish(line, flow)
            self._code("})")
        else:
            self._finish(line, flow)

    def _finish(self, line: Line, flow: _Flow) -> None:
        """Write the line, and remember which answer each of its words belongs to."""
        for code, element in line.finish():
            if element is not None:
                self._written.origins[len(self._written.lines)] = (
                    _field_of(element, flow.field),
                    cast("int | None", element.sourceline) or 1,
                )
            self._code(code)

    def _content(self, element: Element, flow: _Flow) -> Line:
        line = self._line(flow)
        line.add_all(element)
        return line

    def _p(self, element: Element, flow: _Flow) -> None:
        """Write a paragraph; one that ends in a colon stays on a page with what it announces."""
        words = "".join(str(part) for part in element.itertext()).rstrip()
        kept = words.endswith(":") and element.getnext() is not None
        self._paragraph(self._content(element, flow), flow, kept=kept)

    def _heading(self, element: Element, flow: _Flow) -> None:
        line = self._content(element, flow)
        if not line:
            return
        look = int(str(element.tag)[1]) - 1
        if look == 0:
            self._code("titled({")
        else:  # no level is left out on the way down (ISO 14289-1, 7.4.2), however it looks
            self._open = [*(other for other in self._open if other < look), look]
            self._code(f"headed({len(self._open)}, {look}, {{")
        self._finish(line, flow)
        self._code("})")

    def _container(self, element: Element, flow: _Flow) -> None:
        if "data-part" in element.attrib:
            part = part_of(element, self._template)
            self._open = []
            mark = self._places.mark(element)
            said = strings({**part.values, "part": part.label})
            self._code(f"part({said}, {string(mark) if mark else 'none'}, {{")
            self._blocks(element, flow)
            self._code("})")
        elif element.get("data-page") is not None and not self._wide:
            self._wide = True
            self._code("landscape({")
            self._blocks(element, flow._replace(width=self._house.landscape))
            self._code("})")
            self._wide = False
        else:
            self._blocks(element, flow)

    def _hr(self, _element: Element, _flow: _Flow) -> None:
        self._code("pagebreak(weak: true)")

    # Lists

    def _list(self, element: Element, flow: _Flow) -> None:
        if element.tag == "ol":
            start = min(int(element.get("start", "1")), LAST_NUMBER)
            self._code(f"enum(start: {start},")
        else:
            self._code("list(")
        inner = flow._replace(width=max(flow.width - INDENT, LEAST))
        for child in element:
            self._code("{")
            self._block(child, inner)
            self._code("},")
        self._code(")")

    def _li(self, element: Element, flow: _Flow) -> None:
        self._blocks(element, flow)

    # Pictures

    def _figure(self, element: Element, flow: _Flow) -> None:
        caption = next((child for child in element if child.tag == "figcaption"), None)
        for child in element:
            if child.tag == "img":
                line = self._line(flow)
                line.add(child)
                self._code("pictured({")
                self._finish(line, flow)
                self._code("}, {")
                if caption is not None:
                    self._finish(self._content(caption, flow), flow)
                    caption = None
                self._code("})")
        if caption is not None:
            self._paragraph(self._content(caption, flow), flow)

    # Tables

    def _table(self, element: Element, flow: _Flow) -> None:
        grid = grid_of(element, self._template)
        look = "report-table"
        for name in classes(element):
            look = self._house.table(name, element, self._template)
        widths = [width / _TWIPS for width in grid.widths(round(flow.width * _TWIPS))]
        heads = next((at for at, row in enumerate(grid.rows) if not row.heads), len(grid.rows))
        if any(at + cell.rows > heads for at, row in enumerate(grid.rows[:heads]) for cell in row.cells):
            heads = 0  # what reaches down from them cannot be repeated on every page
        inner = flow._replace(size=self._house.table_size, table=True)
        columns = "".join(f"{width:.2f}pt, " for width in widths)
        caption = self._caption(grid.caption, flow)
        self._code(f"tabled(({columns}), {look}, {heads}, {{")
        if grid.caption is not None and caption is not None:
            named, line = grid.caption, caption
            self._inside(named, lambda: self._finish(line, self._own(named, flow)))
        self._code("},")
        if heads:
            self._code("table.header(")
            for row in grid.rows[:heads]:
                self._row(row, look, widths, inner, whole=True)
            self._code("),")
        for row in grid.rows[heads:]:
            band = _is_band(row, len(widths))
            if band:
                self._code("table.header(level: 2, repeat: false,")
            self._row(row, look, widths, inner, whole=band or self._is_short(row, widths, inner))
            if band:
                self._code("),")
        self._code(")")
        summary = cut(element.get("data-description", ""), DESCRIPTION_LIMIT)
        self._written.tables.append(Heads(_row_heads(grid), summary, caption is not None))

    def _caption(self, caption: Element | None, flow: _Flow) -> Line | None:
        """The caption as a line, if it shows anything; what waits for it otherwise stands before the table."""
        if caption is None:
            return None
        self._places.wait(caption)
        line = self._content(caption, flow)
        if line:
            return line
        self._finish(line, flow)
        return None

    def _row(self, row: Row, look: str, widths: list[float], flow: _Flow, *, whole: bool) -> None:
        flow = self._own(row.element, flow)
        self._places.wait(row.element)
        for cell in row.cells:
            if cell.joined == "continue":
                continue
            width = sum(widths[cell.column : cell.column + cell.columns]) - self._house.inset
            self._cell(cell, row, look, flow._replace(width=max(width, LEAST)), whole=whole)

    def _cell(self, cell: Cell, row: Row, look: str, flow: _Flow, *, whole: bool) -> None:
        element = cell.element
        kind = "td"
        if element is not None and element.tag == "th":
            kind = "th" if row.heads or (whole and _is_band(row, cell.columns)) else "rh"
        spans = f"{cell.columns}, {cell.rows}, {'true' if whole else 'false'}"
        self._code(f"{kind}({look}, {spans}, {{")
        if element is not None:
            self._places.wait(element)
            own = self._own(element, flow)
            self._inside(element, lambda: self._blocks(element, own))
        self._code("}),")

    def _is_short(self, row: Row, widths: list[float], flow: _Flow) -> bool:
        """Whether the row is kept on one page."""
        tallest = 0.0
        for cell in row.cells:
            if cell.element is None:
                continue
            if cell.joined or cell.element.find(".//img") is not None:
                return False
            length = cast("float", _STRING_LENGTH(cell.element))
            if length > LONG_CELL:
                return False
            width = sum(widths[cell.column : cell.column + cell.columns]) - self._house.inset
            blocks = 1 + sum(1 for _ in cell.element.iter("p", "li", "br"))
            lines = blocks + length / max(width * LETTERS_A_POINT, 1)
            tallest = max(tallest, lines * flow.size * 1.5)
        return tallest < TALLEST * self._house.portrait * 1.4

    _FUNCTIONS: ClassVar[dict[str, Callable[["Body", Element, _Flow], None]]] = {
        **dict.fromkeys(CONTAINERS, _container),
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5"), _heading),
        "figcaption": _p,
        "figure": _figure,
        "hr": _hr,
        "li": _li,
        "ol": _list,
        "p": _p,
        "table": _table,
        "ul": _list,
    }


def _is_head(cell: Cell) -> bool:
    return cell.element is not None and cell.element.tag == "th"


def _is_band(row: Row, columns: int) -> bool:
    """Whether the row is one heading over all columns, for the rows below it."""
    return len(row.cells) == 1 and columns > 1 and row.cells[0].rows == 1 and _is_head(row.cells[0])


def _row_heads(grid: Grid) -> tuple[tuple[int, ...], ...]:
    """For each row, and each cell that begins in it, how many rows it heads."""
    width = len(grid.shares)
    return tuple(
        tuple(
            cell.rows if not row.heads and _is_head(cell) and not _is_band(row, width) else 0
            for cell in row.cells
            if cell.joined != "continue"
        )
        for row in grid.rows
    )


def _field_of(element: Element, outer: str) -> str:
    """The address of the answer that the element's words belong to."""
    for ancestor in (element, *element.iterancestors()):
        found = ancestor.get("data-field")
        if found:
            return found
    return outer
