"""A Word file as a screen reader announces it."""

from collections.abc import Iterator
from itertools import groupby

from eia.accessibility.fault import times
from eia.accessibility.word.model import Block, Cell, Paragraph, Row, Table, Word
from eia.accessibility.wording import flat

_BOXES = (
    ("\N{BALLOT BOX WITH X}", "checked"),
    ("\N{BALLOT BOX WITH CHECK}", "checked"),
    ("\N{BALLOT BOX}", "not checked"),
)
"""The signs that stand in Word's check boxes."""


def aloud(word: Word) -> Iterator[str]:
    """The lines that are said, in order."""
    yield f"document {word.title or 'without a title'}"
    yield from _blocks(word.blocks)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    in_list = False
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            in_list = False
            yield from _table(block)
            continue
        if block.in_list and not block.level and not in_list:
            items = 0
            for follower in blocks[index:]:
                if not (isinstance(follower, Paragraph) and follower.in_list and not follower.level):
                    break
                items += follower.depth == block.depth
            yield f"list with {times(items, 'item')}"
        elif in_list and not block.in_list:
            yield "out of list"
        in_list = block.in_list and not block.level
        said = spoken(block)
        yield f"{'  ' * block.depth if in_list else ''}{said}"
    if in_list:
        yield "out of list"


def spoken(paragraph: Paragraph) -> str:
    """What is said of one paragraph: its words, with links, fields and pictures named where they stand."""
    if paragraph.is_blank:
        return "blank"
    parts = [f"heading level {paragraph.level}"] if paragraph.level else []
    if paragraph.in_list and not paragraph.level:
        parts.append("bullet")
    for link, members in groupby(
        (run for run in paragraph.runs if not run.look.hidden), key=lambda run: run.link
    ):
        text = flat("".join(run.text for run in members))
        for box, state in _BOXES:
            text = text.replace(box, f"check box {state}")
        parts.append(f"link {text}" if link else text)
    for thing in paragraph.things:
        if not thing.decorative:
            said = thing.alternative or thing.titled or thing.text
            parts.append(f"{thing.kind} {said or 'without a description'}")
    return " ".join(filter(None, parts))


def _table(table: Table) -> Iterator[str]:
    named = f" {table.caption}" if table.caption else ""
    yield f"table{named} with {times(len(table.rows), 'row')} and {times(table.columns, 'column')}"
    heads = _heads(table)
    for number, row in enumerate(table.rows, 1):
        yield from _row(table, row, number, heads)
    yield "out of table"


def _heads(table: Table) -> dict[int, str]:
    """The words at the head of each column, from 1, as far as the table says which row they are in."""
    found: dict[int, str] = {}
    for row in table.rows:
        if not row.is_header:
            break
        column = 1 + row.before
        for cell in row.cells:
            for at in range(column, column + cell.span):
                found[at] = flat(f"{found.get(at, '')} {cell.text}")
            column += cell.span
    return found


def _row(table: Table, row: Row, number: int, heads: dict[int, str]) -> Iterator[str]:
    column = 1 + row.before
    name = flat(row.cells[0].text) if row.cells and table.heads_rows else ""
    for index, cell in enumerate(row.cells):
        place = f"row {number} " if index == 0 else ""
        span = f"to {column + cell.span - 1} " if cell.span > 1 else ""
        head = "" if row.is_header else heads.get(column, "")
        head = name if not head and index else head
        kind = (
            "column heading " if row.is_header else "row heading " if table.heads_rows and not index else ""
        )
        lines = list(_cell(cell))
        before = f"  {place}column {column} {span}{kind}{f'{head}: ' if head and flat(head) != flat(cell.text) else ''}"
        yield f"{before}{lines[0] if lines else 'blank'}"
        yield from (f"    {line}" for line in lines[1:])
        column += cell.span


def _cell(cell: Cell) -> Iterator[str]:
    if cell.merged == "continue":
        yield "(belongs to the cell above)"
    else:
        yield from _blocks(cell.blocks)
