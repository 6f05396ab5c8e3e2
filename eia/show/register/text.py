"""The register for the terminal and for documents: columns that fit, and Markdown tables."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from eia.show.markdown import escaped
from eia.show.paint import Paint
from eia.show.register.tables import Cell, Shown, Table, summary, tables

GAP = "  "


def as_text(shown: Shown, paint: Paint) -> str:
    """The register in columns as wide as the terminal."""
    blocks = [_in_columns(table, paint) for table in tables(shown)]
    return "\n\n".join([*blocks, paint.bold(summary(shown))])


def as_markdown(shown: Shown) -> str:
    """The register as tables of a document (GitHub Flavored Markdown)."""
    blocks = [f"# {title(shown)}", escaped(summary(shown))]
    for table in tables(shown):
        blocks += [f"## {table.title}", _markdown(table)]
    return "\n\n".join(blocks)


def title(shown: Shown) -> str:
    """What the register is called."""
    whose = f" of {escaped(shown.organisation)}" if shown.organisation else ""
    return f"Register of equality impact assessments{whose}"


def _in_columns(table: Table, paint: Paint) -> str:
    lines = [paint.bold(table.title)]
    if not table.rows:
        return "\n".join([*lines, table.nothing])
    widths = _widths(table, paint.width - len(GAP) * (len(table.heads) - 1))
    lines += _row([Cell(head) for head in table.heads], widths, paint, head=True)
    for row in table.rows:
        lines += _row(row, widths, paint)
    return "\n".join(lines)


NARROW = 14
"""Characters up to which a column is as wide as what it holds: a day, a number, a code."""


def _widths(table: Table, room: int) -> list[int]:
    """How wide each column is: as wide as what it holds if that is little, else its share of the room."""
    longest = [max(len(cell.words) for cell in column) for column in zip(*table.rows, strict=True)]
    needed = [max(long, _word(head)) for long, head in zip(longest, table.heads, strict=True)]
    if sum(needed) <= room:
        return needed
    wide = [index for index, need in enumerate(needed) if need > NARROW]
    left = room - sum(need for need in needed if need <= NARROW)
    parts = sum(table.widths[index] for index in wide)
    return [
        max(left * table.widths[index] // parts, NARROW) if index in wide else need
        for index, need in enumerate(needed)
    ]


def _word(head: str) -> int:
    return max(map(len, head.split()))


def _row(cells: Sequence[Cell], widths: Sequence[int], paint: Paint, *, head: bool = False) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell.words, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for line in zip_longest(*wrapped, fillvalue=""):
        padded = [words.ljust(width) for words, width in zip(line, widths, strict=True)]
        padded[-1] = padded[-1].rstrip()
        painted = [
            paint.faint(words) if head else _painted(words, cell, paint)
            for words, cell in zip(padded, cells, strict=True)
        ]
        yield GAP.join(painted).rstrip()


def _painted(words: str, cell: Cell, paint: Paint) -> str:
    return words if cell.weight is None or not words.strip() else paint.severity(words, cell.weight)


def _markdown(table: Table) -> str:
    if not table.rows:
        return table.nothing
    head = f"| {' | '.join(table.heads)} |"
    rule = f"|{'---|' * len(table.heads)}"
    rows = (f"| {' | '.join(escaped(cell.words) for cell in row)} |" for row in table.rows)
    return "\n".join([head, rule, *rows])
