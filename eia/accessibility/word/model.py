"""A Word file as it is read: paragraphs, tables and objects in the order in which they are announced."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from eia.accessibility.fault import Place
from eia.accessibility.word.styles import Look
from eia.colour import Colour

BODY, HEADER, FOOTER, FOOTNOTE, ENDNOTE = "body", "header", "footer", "footnote", "endnote"
"""The stories of a Word file: what a paragraph can belong to."""


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One hyperlink."""

    target: str
    """The address it leads to; empty for a place in the document."""
    anchor: str
    """The bookmark it leads to; empty for an address."""
    tip: str = ""
    """What Word shows as its ScreenTip."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words that look alike."""

    text: str
    look: Look
    back: Colour
    """What lies behind them; white paper where nothing is set."""
    link: Link | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A picture, a shape or another object."""

    kind: str
    """What it is in words: `picture`, `chart`, `diagram`, `shape`, `text box`, `watermark`, `object`."""
    alternative: str
    decorative: bool
    floating: bool
    """Whether text flows around it, so that it has no place of its own in the order of reading."""
    text: str = ""
    """The words inside it."""
    titled: str = ""
    """The title of the alternative text, a field of its own in older Word."""


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """A content control or a form field that is filled in."""

    kind: str
    """`content control` or `form field`."""
    title: str
    text: str


@dataclass(frozen=True, eq=False)
class Paragraph:
    """One paragraph."""

    place: Place
    story: str
    style: str
    """The name of its style, in small letters."""
    level: int
    """1 to 9 for a heading; 0 for any other text."""
    runs: tuple[Run, ...]
    things: tuple[Thing, ...] = ()
    controls: tuple[Control, ...] = ()
    in_list: bool = False
    depth: int = 0
    """How deep in its list, from 0."""
    align: str = ""
    in_table: bool = False
    in_box: bool = False
    """Whether it stands in a text box."""
    breaks: bool = False
    """Whether a page or a section begins at it, or ends with it."""

    @cached_property
    def text(self) -> str:
        """The words, hidden ones left out."""
        return "".join(run.text for run in self.runs if not run.look.hidden)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it to read or to see."""
        return not self.text.strip() and not self.things and not self.controls

    @property
    def is_title(self) -> bool:
        """Whether it has the style Title."""
        return self.style == "title"


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell of a table."""

    blocks: tuple["Block", ...]
    span: int = 1
    """Columns that it takes."""
    merged: str = ""
    """`restart` where it is the first of several merged downwards, `continue` for the others."""

    @cached_property
    def text(self) -> str:
        """All words in it."""
        return "\n".join(paragraph.text for paragraph in paragraphs(self.blocks))

    @property
    def is_blank(self) -> bool:
        """Whether it says and shows nothing."""
        return all(paragraph.is_blank for paragraph in paragraphs(self.blocks))


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    is_header: bool
    before: int = 0
    """Columns left out before its first cell."""
    after: int = 0

    @property
    def width(self) -> int:
        """Columns that it takes."""
        return self.before + sum(cell.span for cell in self.cells) + self.after


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table."""

    place: Place
    number: int
    rows: tuple[Row, ...]
    nested: bool = False
    """Whether it stands in a cell of another."""
    caption: str = ""
    """The title of its alternative text."""
    description: str = ""
    heads_rows: bool = False
    """Whether its first column is set to hold the headings of the rows, and its first row is not."""
    story: str = BODY

    @property
    def columns(self) -> int:
        """The columns of its widest row."""
        return max((row.width for row in self.rows), default=0)

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row.cells

    @property
    def first_words(self) -> str:
        """The words of its first cell that has some."""
        return next((cell.text for cell in self.cells if cell.text.strip()), "")


Block = Paragraph | Table


@dataclass(frozen=True)
class Word:
    """A Word file."""

    blocks: tuple[Block, ...]
    """The body, in the order of reading."""
    others: tuple[Block, ...] = ()
    """Headers, footers, footnotes and endnotes."""
    title: str = ""
    language: str = ""
    """The language of the document as its defaults or its usual style have it."""
    made_by: str = ""
    """The program that saved it."""
    bookmarks: frozenset[str] = frozenset()
    protected: str = ""
    """How editing is restricted: `readOnly`, `forms`, `comments`, `trackedChanges`; empty when it is not."""
    changes: int = 0
    """Insertions and deletions that nobody has accepted or refused."""
    comments: int = 0
    page_fill: Colour | None = field(default=None)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the body, those in tables and text boxes too."""
        return tuple(paragraphs(self.blocks))

    @cached_property
    def everywhere(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the body, then those of headers, footers and notes."""
        return (*self.paragraphs, *paragraphs(self.others))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table, those in cells after those they stand in."""
        return tuple(tables((*self.blocks, *self.others)))

    @cached_property
    def headings(self) -> tuple[Paragraph, ...]:
        """The headings of the body."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.level)

    @property
    def is_ours(self) -> bool:
        """Whether it is a report as `eia` wrote it, not saved by another program since."""
        return self.made_by == "eia"


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph of some blocks, in the order of reading."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from paragraphs(cell.blocks)


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table of some blocks, in the order of reading."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                yield from tables(cell.blocks)
