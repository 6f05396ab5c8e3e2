"""A Word file into what a reader of the screen goes through: paragraph by paragraph, cell by cell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from eia.accessibility.fault import Place, quote
from eia.accessibility.word import objects
from eia.accessibility.word.model import (
    BODY,
    ENDNOTE,
    FOOTER,
    FOOTNOTE,
    HEADER,
    Block,
    Cell,
    Control,
    Link,
    Paragraph,
    Row,
    Run,
    Table,
    Thing,
    Word,
)
from eia.accessibility.word.package import Package, R, is_on, local, q, value
from eia.accessibility.word.styles import Properties, Styles
from eia.accessibility.word.theme import Theme
from eia.colour import WHITE, Colour

_WRAPPERS = frozenset({"ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "fldSimple"})
"""What stands around text without changing what it says."""
_GONE = frozenset({"del", "moveFrom"})
"""What was deleted with changes tracked."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_GALLERIES = frozenset(
    {"docPartObj", "group", "citation", "bibliography", "repeatingSection", "repeatingSectionItem"}
)
"""Content controls that hold others or that Word fills: nobody types into them."""
_HYPERLINK = re.compile(r'\s*HYPERLINK(?:\s+"([^"]*)")?(?:.*?\\l\s+"([^"]*)")?', re.DOTALL)
_FLAGS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass
class _Field:
    instruction: str = ""
    shown: bool = False
    link: Link | None = None


@dataclass
class _Story:
    """How far one story has been read."""

    name: str
    links: dict[str, str]
    """Relationship ids with the addresses outside that they stand for."""
    paragraphs: int = 0
    heading: str = ""
    fields: list[_Field] = field(default_factory=list)
    pending: list[Control] = field(default_factory=list)
    """Controls that begin before the next paragraph."""


@dataclass(frozen=True)
class _Where:
    """What surrounds a paragraph."""

    behind: Colour
    table: Properties = field(default_factory=dict)
    cell: str = ""
    """`table 2, row 3` in words; empty outside tables."""
    path: tuple[str | int, ...] = ()
    in_box: bool = False


def read(package: Package) -> Word:
    """The document in a package.

    Raises:
        CannotCheck: a part of it is damaged.
    """
    return _Reader(package).word()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._settings = package.part("settings")
        self._styles = Styles(package.part("styles"), Theme.of(package.part("theme"), self._settings))
        self._theme = Theme.of(package.part("theme"), self._settings)
        self._tables = 0
        self._changes = 0

    def word(self) -> Word:
        root = self._package.xml(self._package.main)
        body = None if root is None else root.find(q("body"))
        page = None if root is None else root.find(q("background"))
        fill = None if page is None else self._theme.text(page) or self._page(page)
        blocks = (
            ()
            if body is None
            else tuple(self._blocks(body, _Where(fill or WHITE), self._story(BODY, self._package.main)))
        )
        others = tuple(self._others())
        properties = self._package.properties()
        comments = self._package.part("comments")
        return Word(
            blocks=blocks,
            others=others,
            title=properties.get("title", ""),
            language=self._language(),
            made_by=properties.get("Application", ""),
            bookmarks=frozenset(
                () if root is None else (mark.get(q("name"), "") for mark in root.iter(q("bookmarkStart")))
            ),
            protected=self._protection(),
            changes=self._changes,
            comments=0 if comments is None else len(comments.findall(q("comment"))),
            page_fill=fill,
        )

    def _page(self, page: Element) -> Colour | None:
        from eia.colour import parsed

        given = page.get(q("color"), "")
        return parsed(f"#{given}") if given not in ("", "auto") else None

    def _language(self) -> str:
        return self._styles.look("", "", {}, {}).language

    def _protection(self) -> str:
        found = None if self._settings is None else self._settings.find(q("documentProtection"))
        if found is None or found.get(q("enforcement"), "0") not in ("1", "true", "on"):
            return ""
        return found.get(q("edit"), "")

    def _story(self, name: str, part: str) -> _Story:
        rows = self._package.of_main if part == self._package.main else tuple(self._package.related(part))
        return _Story(name, {identity: target for identity, _, target, outside in rows if outside})

    def _others(self) -> Iterator[Block]:
        kinds = {"header": HEADER, "footer": FOOTER, "footnotes": FOOTNOTE, "endnotes": ENDNOTE}
        seen: set[str] = set()
        for _, kind, target, outside in self._package.of_main:
            if kind not in kinds or outside or target in seen:
                continue
            seen.add(target)
            root = self._package.xml(target)
            if root is None:
                continue
            story = self._story(kinds[kind], target)
            notes = root.findall(q(kinds[kind])) if kinds[kind] in (FOOTNOTE, ENDNOTE) else [root]
            for note in notes:
                if (
                    note.get(q("type"), "normal") == "normal"
                ):  # not the line that separates notes from the text
                    yield from self._blocks(note, _Where(WHITE), story)

    def _blocks(self, holder: Element, where: _Where, story: _Story) -> Iterator[Block]:
        for element in self._unwrapped(holder, story):
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, where, story)
            elif name == "tbl":
                yield self._table(element, where, story)

    def _unwrapped(self, holder: Element, story: _Story) -> Iterator[Element]:
        """The elements in `holder` with what only stands around them taken away."""
        for element in holder:
            name = local(element)
            if name in _GONE:
                self._changes += 1
            elif name == "sdt":
                story.pending += _control(element)
                content = element.find(q("sdtContent"))
                if content is not None:
                    yield from self._unwrapped(content, story)
            elif name in _WRAPPERS:
                self._changes += name in ("ins", "moveTo")
                yield from self._unwrapped(element, story)
            elif name == "AlternateContent":
                yield from self._unwrapped(_choice(element), story)
            elif name:
                yield element

    def _place(self, story: _Story, where: _Where) -> Place:
        if where.cell:
            return Place(_under(where.cell, story.heading), where.path)
        if story.name != BODY:
            return Place(f"the {story.name}", (story.name, story.paragraphs))
        return Place(_under(f"paragraph {story.paragraphs}", story.heading), ("paragraph", story.paragraphs))

    def _paragraph(self, element: Element, where: _Where, story: _Story) -> Iterator[Block]:
        if not where.cell:
            story.paragraphs += 1
        own = element.find(q("pPr"))
        identity = value(own, "pStyle")
        set_here = self._styles.of_paragraph(own)
        known = {
            **{key: where.table[key] for key in ("align",) if key in where.table},
            **self._styles.paragraph(identity, set_here),
        }
        behind = known.get("fill") or where.behind
        level = _level(self._styles.name(identity), known)
        line = _Line(self, story, identity, where, behind)
        controls, story.pending = story.pending, []
        line.controls += controls
        line.read(element)
        text = "".join(run.text for run in line.runs if not run.look.hidden)
        if level and text.strip() and story.name == BODY:
            story.heading = text
            place = Place(
                f"the heading {quote(text, 50)}",
                ("paragraph", story.paragraphs) if not where.cell else where.path,
            )
        else:
            place = self._place(story, where)
        numbered = str(known.get("list", "0"))
        yield Paragraph(
            place=place,
            story=story.name,
            style=self._styles.name(identity),
            level=level,
            runs=tuple(line.runs),
            things=tuple(line.things),
            controls=tuple(line.controls),
            in_list=numbered not in ("", "0"),
            depth=int(known.get("depth", "0")) if str(known.get("depth", "0")).isdigit() else 0,
            align=str(known.get("align", "")),
            in_table=bool(where.cell),
            in_box=where.in_box,
            breaks=line.breaks
            or bool(known.get("breaks"))
            or (own is not None and own.find(q("sectPr")) is not None),
        )
        for box in line.boxes:
            yield from self._blocks(box, replace(where, in_box=True, behind=WHITE), story)

    def _table(self, element: Element, where: _Where, story: _Story) -> Table:
        self._tables += 1
        number = self._tables
        properties = element.find(q("tblPr"))
        style, look = value(properties, "tblStyle"), _look(properties)
        behind = self._styles.cell_fill(properties).get("fill") or where.behind
        base = f"table {number}" if story.name == BODY else f"table {number} in the {story.name}"
        place = Place(_under(base, story.heading), ("table", number))
        rows = [row for row in self._unwrapped(element, story) if local(row) == "tr"]
        read: list[Row] = []
        width = len(element.findall(f"{q('tblGrid')}/{q('gridCol')}"))
        heads = 0
        for index, row in enumerate(rows):
            traits = row.find(q("trPr"))
            is_header = is_on(None if traits is None else traits.find(q("tblHeader"))) and heads == index
            heads += is_header
            column = before = _number(value(traits, "gridBefore"))
            cells: list[Cell] = []
            for cell in self._unwrapped(row, story):
                if local(cell) != "tc":
                    continue
                kind = cell.find(q("tcPr"))
                span = max(_number(value(kind, "gridSpan")), 1)
                parts = tuple(_parts(look, index, len(rows), column, column + span, width, heads))
                inside = self._styles.in_table(style, parts)
                fill = self._styles.cell_fill(kind)
                shade = fill["fill"] if "fill" in fill else inside.get("fill")
                inner = _Where(
                    shade or behind,
                    inside,
                    f"{base}, row {index + 1}",
                    ("table", number, "row", index + 1),
                    where.in_box,
                )
                merge = None if kind is None else kind.find(q("vMerge"))
                merged = "" if merge is None else merge.get(q("val"), "continue")
                cells.append(Cell(tuple(self._blocks(cell, inner, story)), span, merged))
                column += span
            if traits is not None and traits.find(q("del")) is not None:
                self._changes += 1
                continue
            read.append(Row(tuple(cells), is_header, before, _number(value(traits, "gridAfter"))))
        return Table(
            place,
            number,
            tuple(read),
            nested=bool(where.cell),
            caption=value(properties, "tblCaption").strip(),
            description=value(properties, "tblDescription").strip(),
            heads_rows=look["firstColumn"] and not look["firstRow"],
            story=story.name,
        )


class _Line:
    """The words and objects of one paragraph, as they are gathered."""

    def __init__(self, reader: _Reader, story: _Story, style: str, where: _Where, behind: Colour) -> None:
        self._reader, self._story, self._style = reader, story, style
        self._where, self._behind = where, behind
        self.runs: list[Run] = []
        self.things: list[Thing] = []
        self.controls: list[Control] = []
        self.boxes: list[Element] = []
        self.breaks = False

    def read(self, holder: Element, link: Link | None = None) -> None:
        """Read what a paragraph, a link or a control holds."""
        for element in holder:
            name = local(element)
            if name == "r":
                self._run(element, link)
            elif name == "hyperlink":
                self.read(element, _hyperlink(element, self._story.links))
            elif name in _GONE:
                self._reader._changes += 1  # noqa: SLF001 - one reader, in two classes
            elif name == "sdt":
                self.controls += _control(element)
                content = element.find(q("sdtContent"))
                if content is not None:
                    self.read(content, link)
            elif name == "fldSimple":
                self.read(element, _of_instruction(element.get(q("instr"), "")) or link)
            elif name in _WRAPPERS:
                self._reader._changes += name in ("ins", "moveTo")  # noqa: SLF001
                self.read(element, link)
            elif name == "AlternateContent":
                self.read(_choice(element), link)
            elif name in ("oMath", "oMathPara"):
                text = "".join(part.text or "" for part in element.iter() if local(part) == "t")
                self._add(text, None, link)

    def _run(self, run: Element, link: Link | None) -> None:
        properties = run.find(q("rPr"))
        text: list[str] = []
        for element in _inside(run):
            name = local(element)
            if name == "t":
                if not self._story.fields or self._story.fields[-1].shown:
                    text.append(element.text or "")
            elif name in _CHARACTERS:
                if element.get(q("type")) in ("page", "column"):
                    self.breaks = True
                elif not self._story.fields or self._story.fields[-1].shown:
                    text.append(_CHARACTERS[name])
            elif name == "sym":
                text.append("\N{BULLET}")
            elif name == "fldChar":
                self._add("".join(text), properties, link)
                text = []
                self._mark(element)
            elif name == "instrText" and self._story.fields:
                self._story.fields[-1].instruction += element.text or ""
            elif name == "drawing":
                self._hold(element, objects.of_drawing(element, self._story.name in (HEADER, FOOTER)))
            elif name in ("pict", "object"):
                self._hold(element, objects.of_vml(element, self._story.name in (HEADER, FOOTER)))
        self._add("".join(text), properties, link)

    def _mark(self, mark: Element) -> None:
        """Follow where a field begins, shows and ends (ECMA-376 part 1, 17.16.18)."""
        fields, kind = self._story.fields, mark.get(q("fldCharType"), "")
        if kind == "begin":
            fields.append(_Field())
            form = mark.find(q("ffData"))
            if form is not None:
                title = value(form, "statusText") or value(form, "helpText")
                self.controls.append(Control("form field", title.strip(), ""))
        elif kind == "separate" and fields:
            fields[-1].shown = True
            fields[-1].link = _of_instruction(fields[-1].instruction)
        elif kind == "end" and fields:
            fields.pop()

    def _hold(self, element: Element, things: Iterable[Thing]) -> None:
        self.things += things
        self.boxes += [box for box in element.iter(q("txbxContent")) if not _within_box(box, element)]

    def _add(self, text: str, properties: Element | None, link: Link | None) -> None:
        if not text:
            return
        styles = self._reader._styles  # noqa: SLF001
        own = styles.of_run(properties)
        look = styles.look(self._style, value(properties, "rStyle"), own, self._where.table)
        linked = next((field.link for field in reversed(self._story.fields) if field.link), None)
        self.runs.append(Run(text, look, look.back or self._behind, link or linked))


def _inside(run: Element) -> Iterator[Element]:
    for element in run:
        if local(element) == "AlternateContent":
            yield from _choice(element)
        else:
            yield element


def _choice(element: Element) -> Element:
    """What today's Word shows of several ways to draw the same (ECMA-376 part 3, 10.2.1)."""
    choices = [child for child in element if local(child) in ("Choice", "Fallback")]
    return choices[0] if choices else element


def _within_box(box: Element, top: Element) -> bool:
    """Whether a text box stands in another one of the same object, which reads it already."""
    parent = box.getparent()
    while parent is not None and parent is not top:
        if parent.tag == q("txbxContent") or local(parent) == "Fallback":
            return True
        parent = parent.getparent()
    return False


def _control(element: Element) -> Iterator[Control]:
    properties = element.find(q("sdtPr"))
    kinds = {local(child) for child in properties} if properties is not None else set[str]()
    if not kinds & _GALLERIES:
        text = objects.words_in(element)
        yield Control("content control", value(properties, "alias").strip(), text)


def _hyperlink(element: Element, links: dict[str, str]) -> Link:
    target = links.get(element.get(f"{{{R}}}id", ""), "")
    return Link(target, element.get(q("anchor"), ""), element.get(q("tooltip"), ""))


def _of_instruction(instruction: str) -> Link | None:
    found = _HYPERLINK.match(instruction)
    if not found:
        return None
    return Link(found[1] or "", found[2] or "")


def _level(style: str, known: Properties) -> int:
    named = re.fullmatch(r"heading ([1-9])", style)
    outline = known.get("outline")
    if outline is not None:
        return int(outline) + 1 if int(outline) < 9 else 0
    return int(named[1]) if named else 0


def _under(words: str, heading: str) -> str:
    return f"{words}, under {quote(heading, 40)}" if heading else words


def _number(text: str) -> int:
    return min(int(text), 1_000) if text.isdigit() else 0


def _look(properties: Element | None) -> dict[str, bool]:
    """Which parts of a table its style sets apart (ECMA-376 part 1, 17.4.55)."""
    element = None if properties is None else properties.find(q("tblLook"))
    if element is None:
        return dict.fromkeys(_FLAGS, False)
    try:
        bits = int(element.get(q("val"), "0"), 16)
    except ValueError:
        bits = 0
    return {
        name: element.get(q(name), "1" if bits & bit else "0") in ("1", "true", "on")
        for name, bit in _FLAGS.items()
    }


def _parts(
    look: dict[str, bool], row: int, rows: int, column: int, end: int, columns: int, heads: int
) -> Iterator[str]:
    """The parts of the table that a cell belongs to, the weakest first (ECMA-376 part 1, 17.7.6)."""
    first_row = look["firstRow"] and (row == 0 or row < heads)
    first_column = look["firstColumn"] and column == 0
    if not look["noVBand"] and not first_column:
        yield "band1Vert" if (column - look["firstColumn"]) % 2 == 0 else "band2Vert"
    if not look["noHBand"] and not first_row:
        yield "band1Horz" if (row - max(heads, look["firstRow"])) % 2 == 0 else "band2Horz"
    last_row, last_column = look["lastRow"] and row == rows - 1, look["lastColumn"] and end >= columns > 0
    for there, part in (
        (first_row, "firstRow"),
        (last_row, "lastRow"),
        (first_column, "firstCol"),
        (last_column, "lastCol"),
        (first_row and first_column, "nwCell"),
        (first_row and last_column, "neCell"),
        (last_row and first_column, "swCell"),
        (last_row and last_column, "seCell"),
    ):
        if there:
            yield part
