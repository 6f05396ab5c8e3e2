"""Checks of the tables of a Word file."""

from collections.abc import Iterator, Mapping

from eia.accessibility.fault import Fault, quote, times
from eia.accessibility.word.model import BODY, Paragraph, Table, Word
from eia.accessibility.wording import told


def headerless(word: Word) -> Iterator[Fault]:
    """A table of data without a header row, or with headings on the left where it has two columns."""
    for table in word.tables:
        if is_layout(table) or _is_blank(table) or table.rows[0].is_header:
            continue
        if table.heads_rows and table.columns == 2:
            continue
        yield Fault("ACC030", table.place, f"{_named(table)} has no header row")


def merged(word: Word) -> Iterator[Fault]:
    """A table whose rows do not have the same columns."""
    for table in word.tables:
        if is_layout(table):
            continue
        across = [
            f"row {number}, {_cell(cell.text)} across {times(cell.span, 'column')}"
            for number, row in enumerate(table.rows, 1)
            for cell in row.cells
            if cell.span > 1
        ]
        down = [
            f"row {number}, {_cell(cell.text)} over several rows"
            for number, row in enumerate(table.rows, 1)
            for cell in row.cells
            if cell.merged == "restart"
        ]
        widths = {row.width for row in table.rows}
        places = [*across, *down] or (["rows of different length"] if len(widths) > 1 else [])
        if places:
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            yield Fault(
                "ACC031",
                table.place,
                f"{_named(table)} has merged or split cells: {'; '.join(places[:3])}{more}",
            )


def nested(word: Word) -> Iterator[Fault]:
    """A table in a cell of another."""
    for table in word.tables:
        if table.nested:
            yield Fault("ACC032", table.place, f"{_named(table)} stands inside another table")


def blank(word: Word) -> Iterator[Fault]:
    """A row or a column without a word, among others that have some."""
    for table in word.tables:
        if _is_blank(table) or is_layout(table):
            continue
        full = [
            any(not cell.is_blank or cell.merged == "continue" for cell in row.cells) for row in table.rows
        ]
        last = max(index for index, has in enumerate(full) if has)
        rows = [index + 1 for index, has in enumerate(full) if not has and index < last]
        columns = _blank_columns(table)
        parts = [f"row {number}" for number in rows] + [f"column {number}" for number in columns]
        if parts:
            yield Fault(
                "ACC033",
                table.place,
                f"In {_named(table, small=True)} {told(parts)} {'is' if len(parts) == 1 else 'are'} blank",
            )


def layout(word: Word) -> Iterator[Fault]:
    """A table of one row or one column."""
    for table in word.tables:
        if is_layout(table) and not _is_blank(table) and table.story == BODY:
            shape = "one row" if len(table.rows) == 1 else "one column"
            yield Fault("ACC034", table.place, f"{_named(table)} has only {shape}")


def undescribed(word: Word) -> Iterator[Fault]:
    """Tables about which nothing says what they are; told once for all of them."""
    before = _before(word)
    bare = [
        table
        for table in word.tables
        if not (is_layout(table) or table.nested or table.caption or table.description or table.story != BODY)
        and not before.get(id(table))
    ]
    if bare:
        numbers = told(str(table.number) for table in bare)
        subject = f"Table {numbers} has" if len(bare) == 1 else f"Tables {numbers} have"
        yield Fault(
            "ACC035", bare[0].place, f"{subject} no caption, no heading just above and no alternative text"
        )


def is_layout(table: Table) -> bool:
    """Whether a table has only one row or one column, and no headings that make it a table of data."""
    if table.heads_rows and table.columns == 2:
        return False
    return len(table.rows) <= 1 or table.columns <= 1


def _is_blank(table: Table) -> bool:
    return all(cell.is_blank for cell in table.cells)


def _blank_columns(table: Table) -> list[int]:
    """The columns, from 1, in which no cell says anything; none where cells are merged across."""
    if any(cell.span > 1 for cell in table.cells) or table.columns < 2:
        return []
    columns = []
    for column in range(table.columns):
        cells = [row.cells[column] for row in table.rows if column < len(row.cells)]
        if cells and all(cell.is_blank and not cell.merged for cell in cells):
            columns.append(column + 1)
    return columns


def _before(word: Word) -> Mapping[int, bool]:
    """Whether a heading or a caption stands just before each table of the body, or a caption just after."""
    found: dict[int, bool] = {}
    blocks = [block for block in word.blocks if isinstance(block, Table) or not block.is_blank]
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            near = [*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2]]
            first = blocks[index - 1] if index else None
            found[id(block)] = any(isinstance(item, Paragraph) and _is_caption(item) for item in near) or (
                isinstance(first, Paragraph) and (first.level > 0 or _introduces(first))
            )
    return found


def _is_caption(paragraph: Paragraph) -> bool:
    """Whether the style says so: “Caption” in Word, “Table” in LibreOffice, “Table Caption” from pandoc."""
    return "caption" in paragraph.style or paragraph.style == "table"


def _introduces(paragraph: Paragraph) -> bool:
    """Whether a paragraph leads to what comes after it."""
    text = paragraph.text.strip()
    return text.endswith(":") or text.lower().startswith("table ")


def _named(table: Table, small: bool = False) -> str:
    words = table.caption or table.first_words
    name = f"{'t' if small else 'T'}able {table.number}"
    return f"{name} ({quote(words, 30)})" if words else name


def _cell(text: str) -> str:
    return quote(text, 25) if text.strip() else "a blank cell"


CHECKS = (headerless, merged, nested, blank, layout, undescribed)
