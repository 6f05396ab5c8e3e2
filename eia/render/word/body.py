"""The body of a report: one small method for each block of the closed HTML subset."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple, cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.grid import CELL_MARGINS, Cell, Row, grid_of
from eia.render.subset import CONTAINERS, INLINE, classes, cut, direction_of, language_of, shown, wrong
from eia.render.word.inline import Line, Look, run_of
from eia.render.word.markup import attribute
from eia.render.word.reference import Numbering
from eia.render.word.registry import CONTROL_END, Registry
from eia.render.word.spans import Span, setup_of, span_of
from eia.render.word.styles import style_named

PLAIN: Final = Look()
LONG_CELL: Final = 600
"""A row with a cell of more characters than this may break across pages; shorter rows stay whole."""
AFTER_TABLE: Final = 160
"""Space above a paragraph that follows a table, in twentieths of a point: Word gives a table none."""
LAST_NUMBER: Final = 32_767
"""The greatest number Word can begin a list with."""
DESCRIPTION_LIMIT: Final = 1_000

_SPACES: Final = " \t\n\r\f"
"""White space that HTML takes no notice of between blocks (HTML, 4.6 “ASCII whitespace”); others are characters."""
_HEADINGS: Final = {
    "h1": "title",
    **{f"h{level + 1}": f"heading {level}" for level in range(1, 5)},
}
"""The style of each heading."""

_STRING_LENGTH: Final = etree.XPath("string-length()")

_PARAGRAPH, _PROPERTIES_END, _PARAGRAPH_END = "<w:p><w:pPr>", "</w:pPr>", "</w:p>"
_THIN: Final = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/>'
    "</w:rPr></w:pPr></w:p>"
)
"""A paragraph a point high, where Word wants one and a reader does not."""
_GAP: Final = _THIN.replace('w:line="20"', 'w:line="240"')
"""Between two tables, which Word would otherwise make into one."""


@dataclass(slots=True)
class _Item:
    """One list item: its number goes to its first paragraph, the others stand under it."""

    numbering: Numbering
    num_id: int
    level: int
    style: str
    numbered: bool = False


class _Flow(NamedTuple):
    """What a block inherits from those around it."""

    width: int
    """Between the margins, or of the cell, in twentieths of a point."""
    style: str = ""
    """The paragraph style given by a class further out."""
    plain: str = ""
    """The paragraph style where no class says otherwise."""
    look: Look = PLAIN
    item: _Item | None = None
    level: int = -1
    """How deep in lists, from 0."""
    keep: bool = False
    """Whether every paragraph must stand on one page with what follows it."""


@dataclass(slots=True)
class _Page:
    """A section of the document."""

    landscape: bool
    blocks: list[str]
    span: Span


class Body:
    """Writes the blocks of one report."""

    def __init__(self, registry: Registry, ids: Mapping[str, Element], template: str) -> None:
        self._registry = registry
        self._ids = ids
        self._reference = registry.reference
        self._template = template
        self._pages = [_Page(landscape=False, blocks=[], span=Span())]
        self._out = self._pages[0].blocks
        self._break = False
        self._after_table = False

    @property
    def spans(self) -> Mapping[Span, bool]:
        """Each part of the document, and whether any of its pages stands in landscape; one where it has no parts."""
        return {
            page.span: any(other.landscape for other in self._pages if other.span is page.span)
            for page in self._bound_pages()
        }

    def write(self, body: Element) -> str:
        """The children of `w:body`.

        Raises:
            UnknownElement: Something stands where it cannot, or asks for a style that is not there.
        """
        flow = self._inside(body, _Flow(width=self._reference.portrait.width))
        self._blocks(body, flow)
        return self._bound()

    def blocks(self, body: Element, style: str = "") -> str:
        """The paragraphs and lists in `body`, to stand inside a document that has its own pages.

        Args:
            body: What holds them.
            style: The id of the style that paragraphs take where no class says otherwise.

        Raises:
            UnknownElement: As `write`.
        """
        flow = _Flow(width=self._reference.portrait.width, plain=style)
        return "".join(self._captured(lambda: self._blocks(body, flow)))

    # Pages

    def _turn(self, landscape: bool, span: Span | None = None) -> None:
        self._pages.append(_Page(landscape, [], span or self._pages[-1].span))
        self._out = self._pages[-1].blocks
        self._break = self._after_table = False

    def _bound_pages(self) -> list[_Page]:
        return [page for page in self._pages if page.blocks] or self._pages[:1]

    def _bound(self) -> str:
        """All sections in one text; each but the last ends with its page set-up in its last paragraph."""
        pages = self._bound_pages()
        in_parts = pages[-1].span.number > 0
        parts: list[str] = []
        for index, page in enumerate(pages):
            setup = self._reference.landscape if page.landscape else self._reference.portrait
            section = setup.first if index == 0 else setup.later
            blocks = page.blocks
            ends_in_paragraph = bool(blocks) and blocks[-1].startswith(_PARAGRAPH)
            if not ends_in_paragraph:
                blocks.append(_THIN)
            if in_parts:
                opens = index == 0 or pages[index - 1].span is not page.span
                section = setup_of(section, page.span, opens=opens)
                if index == len(pages) - 1 or pages[index + 1].span is not page.span:
                    mark = self._registry.mark(page.span.end)
                    blocks[-1] = f"{blocks[-1].removesuffix(_PARAGRAPH_END)}{mark}{_PARAGRAPH_END}"
            if index < len(pages) - 1:
                blocks[-1] = blocks[-1].replace(_PROPERTIES_END, section + _PROPERTIES_END, 1)
                parts += blocks
            else:
                parts += [*blocks, section]
        return "".join(parts)

    # Blocks in general

    def _blocks(self, parent: Element, flow: _Flow) -> None:
        """Write everything in `parent`; text that stands beside blocks becomes paragraphs."""
        if not len(parent):
            self._paragraph(run_of(parent.text, flow.look), flow)
            return
        line: Line | None = None
        if (parent.text or "").strip(_SPACES):
            line = self._line(flow)
            line.add_text(parent.text)
        for child in parent:
            if child.tag in INLINE:
                if line is None:
                    line = self._line(flow)
                line.add(child)
                line.add_text(child.tail)
                continue
            if line is not None:
                self._paragraph(line.finish(), flow)
                line = None
            self._block(child, flow)
            if (after := child.tail) and after.strip(_SPACES):
                line = self._line(flow)
                line.add_text(after)
        if line is not None:
            self._paragraph(line.finish(), flow)

    def _block(self, element: Element, flow: _Flow) -> None:
        write = self._FUNCTIONS[element.tag]
        given = element.keys()
        if not given:
            write(self, element, flow)
            return
        flow = self._inside(element, flow)
        if "data-part" in given or "data-page" in given:
            self._section(element, flow)
            return
        self._mark(element)
        field = element.get("data-field")
        if field is None:
            write(self, element, flow)
            return
        start = self._registry.control(field, element.get("data-label", ""))
        blocks = self._captured(lambda: write(self, element, flow)) or [self._empty(flow)]
        self._out.append(f"{start}{''.join(blocks)}{CONTROL_END}")

    def _inside(self, element: Element, flow: _Flow) -> _Flow:
        """What stands inside `element` inherits."""
        given = element.keys()
        if "class" not in given and "lang" not in given and "dir" not in given:
            return flow
        look = flow.look
        if language := language_of(element, self._template):
            look = look._replace(language=language)
        rtl = direction_of(element, self._template)
        if rtl is not None:
            look = look._replace(rtl=rtl)
        style = flow.style
        names = classes(element)
        if names and element.tag not in ("table", "hr"):
            style = style_named(self._reference, "paragraph", element, names, self._template)
        return flow._replace(look=look, style=style)

    def _captured(self, write: Callable[[], None]) -> list[str]:
        """The blocks that `write` writes."""
        outer, self._out = self._out, []
        try:
            write()
            return self._out
        finally:
            self._out = outer

    # Paragraphs

    def _line(self, flow: _Flow) -> Line:
        return Line(self._registry, flow.look, flow.width, self._template)

    def _content(self, element: Element, flow: _Flow) -> str:
        """The runs of an element that holds a line of text."""
        if not len(element):
            return run_of(element.text, flow.look)
        line = self._line(flow)
        line.add_text(element.text)
        for child in element:
            line.add(child)
            if after := child.tail:
                line.add_text(after)
        return line.finish()

    def _paragraph(
        self, runs: str, flow: _Flow, *, style: str = "", keep: bool = False, heading: bool = False
    ) -> None:
        """Write a paragraph, unless it would show nothing.

        Args:
            runs: What stands in it.
            flow: What it inherits.
            style: The style it takes whatever is around it.
            keep: Whether it must stand on one page with what follows.
            heading: Whether its style already sees to the space above it.
        """
        if not runs:
            return
        item = flow.item
        own = style or flow.style or flow.plain or self._item_style(item)
        marks = [f'<w:pStyle w:val="{attribute(own)}"/>'] if own else []
        if keep or flow.keep:
            marks.append("<w:keepNext/>")
        if self._break:
            marks.append("<w:pageBreakBefore/>")
        if item is not None and not item.numbered:
            marks.append(f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{item.num_id}"/></w:numPr>')
        if flow.look.rtl:
            marks.append("<w:bidi/>")
        if self._after_table and not heading and not self._break:
            marks.append(f'<w:spacing w:before="{AFTER_TABLE}"/>')
        if item is not None and item.numbered:
            indent = item.numbering.indents[item.level]
            marks.append(f'<w:ind w:left="{indent}" w:firstLine="0"/>')
        if item is not None:
            item.numbered = True
        self._break = self._after_table = False
        self._out.append(f"{_PARAGRAPH}{''.join(marks)}{_PROPERTIES_END}{runs}{_PARAGRAPH_END}")

    def _item_style(self, item: _Item | None) -> str:
        """The list style of an item's first paragraph, and one without a number for those after it."""
        if item is None:
            return ""
        return self._reference.styles.get(("paragraph", "list continue"), "") if item.numbered else item.style

    def _empty(self, flow: _Flow) -> str:
        """A paragraph with nothing in it, where one must stand."""
        style = flow.style or flow.plain
        mark = f'<w:pStyle w:val="{attribute(style)}"/>' if style else ""
        return f"{_PARAGRAPH}{mark}{_PROPERTIES_END}{_PARAGRAPH_END}"

    def _p(self, element: Element, flow: _Flow) -> None:
        self._paragraph(self._content(element, flow), flow)

    def _heading(self, element: Element, flow: _Flow) -> None:
        name = _HEADINGS[str(element.tag)]
        style = flow.style if classes(element) else self._reference.styles.get(("paragraph", name), "")
        if not style:
            raise wrong(
                element,
                f"reference.docx has no style called “{name.capitalize()}”, which {shown(element)} needs. Add it in "
                "Word, or copy it from the form this one was made from.",
                self._template,
            )
        self._paragraph(self._content(element, flow), flow._replace(item=None), style=style, heading=True)

    def _container(self, element: Element, flow: _Flow) -> None:
        self._blocks(element, flow)

    def _mark(self, element: Element) -> None:
        if mark := self._registry.bookmark(element.get("id")):
            self._out.append(mark)

    def _section(self, element: Element, flow: _Flow) -> None:
        """Write a section that begins a page of its own: in landscape, or as a part of a pack."""
        if "data-part" in element.attrib:
            last = self._pages[-1].span
            self._turn(landscape=False, span=span_of(element, last.number + 1, self._template))
            self._mark(element)
            self._blocks(element, flow)
            return
        self._turn(landscape=True)
        self._mark(element)
        self._blocks(element, flow._replace(width=self._reference.landscape.width))
        self._turn(landscape=False)

    def _hr(self, _element: Element, _flow: _Flow) -> None:
        self._break = True

    # Lists

    def _list(self, element: Element, flow: _Flow) -> None:
        numbering = self._reference.bullets if element.tag == "ul" else self._reference.numbers
        level = min(flow.level + 1, len(numbering.indents) - 1)
        num_id = numbering.num_id
        if element.tag == "ol":
            start = min(int(element.get("start", "1")), LAST_NUMBER)
            num_id = self._registry.numbered_list(numbering, level, start)
        style = self._list_style("list bullet" if element.tag == "ul" else "list number", level)
        for child in element:
            item = _Item(numbering, num_id, level, style)
            self._block(child, flow._replace(item=item, level=level))

    def _li(self, element: Element, flow: _Flow) -> None:
        assert flow.item is not None  # noqa: S101 - no item stands outside a list
        self._blocks(element, flow)
        if not flow.item.numbered:
            self._paragraph("<w:r><w:t></w:t></w:r>", flow)

    def _list_style(self, name: str, level: int) -> str:
        """The list style of a level, or of the deepest level that has one."""
        styles = self._reference.styles
        for depth in range(level, 0, -1):
            found = styles.get(("paragraph", f"{name} {depth + 1}"))
            if found is not None:
                return found
        return styles["paragraph", name]

    # Pictures

    def _figure(self, element: Element, flow: _Flow) -> None:
        captioned = any(child.tag == "figcaption" for child in element)
        for child in element:
            if child.tag == "img":
                line = self._line(flow)
                line.add(child)
                self._paragraph(line.finish(), flow, keep=captioned)
            else:
                self._block(child, flow)

    def _figcaption(self, element: Element, flow: _Flow) -> None:
        self._caption(element, flow, "")

    def _caption(self, element: Element, flow: _Flow, mark: str) -> None:
        style = flow.style if classes(element) else self._reference.styles["paragraph", "caption"]
        runs = self._content(element, flow)
        field = element.get("data-field")
        if field is not None and element.tag == "caption":
            runs = f"{self._registry.control(field, element.get('data-label', ''))}{runs}{CONTROL_END}"
        self._paragraph(mark + runs, flow, style=style, keep=element.tag == "caption", heading=True)

    # Tables

    def _table(self, element: Element, flow: _Flow) -> None:
        grid = grid_of(element, self._template)
        names = classes(element)
        style = self._reference.styles["table", "report table"]
        if names:
            style = style_named(self._reference, "table", element, names, self._template)
        if grid.caption is not None:
            inner = self._inside(grid.caption, flow)
            self._caption(grid.caption, inner, self._registry.bookmark(grid.caption.get("id")))
        elif self._after_table or self._break:
            self._out.append(
                _THIN.replace("<w:pPr>", "<w:pPr><w:pageBreakBefore/>", 1) if self._break else _GAP
            )
        self._break = self._after_table = False
        title = self._title(element, grid.caption)
        description = cut(element.get("data-description", ""), DESCRIPTION_LIMIT)
        heads = any(row.heads for row in grid.rows)
        rows = [row.cells[0] for row in grid.rows if row.cells and not row.heads]
        # Where only some rows begin with a head, such as bands between actions, the style of each says so itself.
        row_heads = any(map(_is_row_head, rows)) and all(
            _is_row_head(cell) or cell.joined == "continue" for cell in rows
        )
        widths = grid.widths(flow.width)
        look = 0x0400 | (0x0020 if heads else 0) | (0x0080 if row_heads else 0)
        parts = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{attribute(style)}"/>',
            "<w:bidiVisual/>" if flow.look.rtl else "",
            f'<w:tblW w:w="{flow.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
            (
                f'<w:tblLook w:val="{look:04X}" w:firstRow="{int(heads)}" w:lastRow="0" '
                f'w:firstColumn="{int(row_heads)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            ),
            f'<w:tblCaption w:val="{attribute(title)}"/>' if title else "",
            f'<w:tblDescription w:val="{attribute(description)}"/>' if description else "",
            "</w:tblPr><w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid>",
        ]
        plain = self._reference.styles["paragraph", "table text"]
        inner = flow._replace(item=None, level=-1, style="", plain=plain)
        parts += [self._row(row, widths, inner) for row in grid.rows]
        parts.append("</w:tbl>")
        self._out.append("".join(parts))
        self._after_table = True

    def _title(self, table: Element, caption: Element | None) -> str:
        """What a table is called: its caption, or else what its `aria-labelledby` or `aria-label` says."""
        named = [caption] if caption is not None else []
        if not named:
            named = [
                self._ids[name] for name in table.get("aria-labelledby", "").split() if name in self._ids
            ]
        words = " ".join("".join(str(part) for part in element.itertext()) for element in named)
        return cut(words or table.get("aria-label", ""), DESCRIPTION_LIMIT)

    def _row(self, row: Row, widths: tuple[int, ...], flow: _Flow) -> str:
        flow = self._inside(row.element, flow)
        whole = row.heads or _is_short(row)
        marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if row.heads else "")
        mark = self._registry.bookmark(row.element.get("id"))
        cells = []
        for cell in row.cells:
            cells.append(
                self._cell(cell, sum(widths[cell.column : cell.column + cell.columns]), row, flow, mark)
            )
            mark = ""
        return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, width: int, row: Row, flow: _Flow, mark: str) -> str:
        spanned = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        joined = f'<w:vMerge w:val="{cell.joined}"/>' if cell.joined else ""
        start = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{joined}</w:tcPr>{mark}'
        element = cell.element
        if element is None:
            return f"{start}{self._empty(flow)}</w:tc>"
        plain, keep = flow.plain, flow.keep
        if element.tag == "th":
            plain = self._reference.styles["paragraph", "table head" if row.heads else "table row head"]
            keep = len(row.cells) == 1 and cell.columns > 1  # it heads the rows below it
        room = max(width - CELL_MARGINS, CELL_MARGINS)
        inner = self._inside(element, _Flow(room, flow.style, plain, flow.look, flow.item, flow.level, keep))
        outer, self._out = self._out, []
        self._blocks(element, inner)
        blocks, self._out = self._out or [self._empty(inner)], outer
        start += self._registry.bookmark(element.get("id"))
        field = element.get("data-field")
        if field is None:
            return f"{start}{''.join(blocks)}</w:tc>"
        control = self._registry.control(field, element.get("data-label", ""))
        if len(blocks) == 1 and _is_one_paragraph(blocks[0]):
            return f"{start}{_controlled(blocks[0], control)}</w:tc>"
        return f"{start}{control}{''.join(blocks)}{CONTROL_END}</w:tc>"

    _FUNCTIONS: ClassVar[dict[str, Callable[["Body", Element, _Flow], None]]] = {
        **dict.fromkeys(CONTAINERS, _container),
        **dict.fromkeys(_HEADINGS, _heading),
        "figcaption": _figcaption,
        "figure": _figure,
        "hr": _hr,
        "li": _li,
        "ol": _list,
        "p": _p,
        "table": _table,
        "ul": _list,
    }


def _is_short(row: Row) -> bool:
    """Whether no cell of the row is so long that it may break across pages."""
    return _length(row.element) <= LONG_CELL or all(
        _length(cell.element) <= LONG_CELL for cell in row.cells if cell.element is not None
    )


def _length(element: Element) -> float:
    """How many characters the element shows, white space included."""
    return cast("float", _STRING_LENGTH(element))


def _is_row_head(cell: Cell) -> bool:
    return (
        cell.element is not None
        and cell.element.tag == "th"
        and cell.element.get("scope") in ("row", "rowgroup")
    )


def _is_one_paragraph(block: str) -> bool:
    """Whether the block is a paragraph outside a list: its control can stand inside it."""
    properties = block[: block.find(_PROPERTIES_END)]
    return block.startswith(_PARAGRAPH) and "<w:numPr>" not in properties


def _controlled(paragraph: str, control: str) -> str:
    """The paragraph with its whole content in a control.

    A cell thereby still ends in a paragraph, as Word wants, and readers that know no block-level controls see it.
    """
    start = paragraph.find(_PROPERTIES_END) + len(_PROPERTIES_END)
    runs = paragraph[start : -len(_PARAGRAPH_END)] or "<w:r><w:t></w:t></w:r>"
    return f"{paragraph[:start]}{control}{runs}{CONTROL_END}{_PARAGRAPH_END}"
