"""How text in a Word file looks once styles, tables and direct formatting are taken together.

The order is that of ECMA-376 part 1, 17.7.2: the document's defaults, the table's style, the paragraph's style, the
character style, and what is set on the words themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.etree import _Element as Element

from eia.accessibility.word.package import is_on, q, value
from eia.accessibility.word.theme import Theme, highlight
from eia.colour import Colour

Properties = Mapping[str, Any]
"""What one place sets: only the properties that it sets are there."""

_DEEPEST = 20
"""Styles that build on one another; a longer chain, or a circle, is cut."""
_SWITCHES = {
    "b": "bold",
    "i": "italic",
    "caps": "caps",
    "vanish": "hidden",
    "webHidden": "unseen",
    "rtl": "rtl",
    "cs": "rtl",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How some words look."""

    colour: Colour | None = None
    """None for automatic: black or white, whichever can be read."""
    back: Colour | None = None
    """What the words themselves lie on: highlighter or shading; None for nothing of their own."""
    points: float = 10.0
    """Without any setting Word uses 10 points."""
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    hidden: bool = False
    raised: bool = False
    """Whether it is superscript or subscript."""
    language: str = ""
    """The language of Latin, Greek and Cyrillic text, such as `en-GB`."""
    language_bidi: str = ""
    """The language of text that runs from right to left."""
    language_east: str = ""
    """The language of Chinese, Japanese and Korean text."""
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    kind: str
    base: str
    run: Properties
    paragraph: Properties
    table: Mapping[str, "Properties"]
    """For a table style: each part of the table (`firstRow`) with what it sets there."""


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._styles: dict[str, _Style] = {}
        self._defaults: dict[str, str] = {}
        self.run_defaults: Properties = {}
        """What holds for all text unless something else is said."""
        self._paragraph_defaults: Properties = {}
        if root is not None:
            self._read(root)
        self._chains: dict[tuple[str, str], Properties] = {}

    def _read(self, root: Element) -> None:
        defaults = root.find(q("docDefaults"))
        if defaults is not None:
            self.run_defaults = self.of_run(defaults.find(f"{q('rPrDefault')}/{q('rPr')}"))
            self._paragraph_defaults = self.of_paragraph(defaults.find(f"{q('pPrDefault')}/{q('pPr')}"))
        for style in root.iterfind(q("style")):
            kind, identity = style.get(q("type"), "paragraph"), style.get(q("styleId"), "")
            if style.get(q("default")) in ("1", "true", "on"):
                self._defaults[kind] = identity
            parts = {"wholeTable": self._of_cell(style)}
            for part in style.iterfind(q("tblStylePr")):
                parts[part.get(q("type"), "")] = self._of_cell(part)
            self._styles[identity] = _Style(
                value(style, "name"),
                kind,
                value(style, "basedOn"),
                self.of_run(style.find(q("rPr"))),
                self.of_paragraph(style.find(q("pPr"))),
                parts if kind == "table" else {},
            )

    def name(self, identity: str, kind: str = "paragraph") -> str:
        """The name of a style in small letters: `heading 1`; that of the usual style when it is not known."""
        style = self._styles.get(identity) or self._styles.get(self._defaults.get(kind, ""))
        return style.name.lower() if style else ""

    def of_run(self, element: Element | None) -> Properties:
        """What a `w:rPr` sets."""
        found: dict[str, Any] = {}
        for child in () if element is None else element:
            if not child.tag.startswith(q("")):
                continue
            name = child.tag.rpartition("}")[2]
            given = child.get(q("val"), "")
            if name in _SWITCHES:
                found[_SWITCHES[name]] = is_on(child)
            elif name == "color":
                found["colour"] = self._theme.text(child)
            elif name == "sz" and given.isdigit():
                found["points"] = int(given) / 2
            elif name == "u":
                found["underline"] = given not in ("none", "")
            elif name == "highlight":
                found["highlight"] = highlight(given)
            elif name == "shd":
                found["shade"] = self._theme.fill(child)
            elif name == "vertAlign":
                found["raised"] = given in ("superscript", "subscript")
            elif name == "lang":
                for key, attribute in (
                    ("language", "val"),
                    ("language_bidi", "bidi"),
                    ("language_east", "eastAsia"),
                ):
                    if child.get(q(attribute)):
                        found[key] = child.get(q(attribute))
        return found

    def of_paragraph(self, element: Element | None) -> Properties:
        """What a `w:pPr` sets."""
        found: dict[str, Any] = {}
        for child in () if element is None else element:
            name = child.tag.rpartition("}")[2]
            given = child.get(q("val"), "")
            if name == "shd":
                found["fill"] = self._theme.fill(child)
            elif name == "jc":
                found["align"] = given
            elif name == "outlineLvl" and given.isdigit():
                found["outline"] = int(given)
            elif name == "pageBreakBefore":
                found["breaks"] = is_on(child)
            elif name == "numPr":
                number = child.find(q("numId"))
                if number is not None:
                    found["list"] = number.get(q("val"), "0")
                if value(child, "ilvl"):
                    found["depth"] = value(child, "ilvl")
        return found

    def _of_cell(self, element: Element) -> Properties:
        """What a table style sets for one part of the table: for text, paragraphs and the cell itself."""
        found = {**self.of_paragraph(element.find(q("pPr"))), **self.of_run(element.find(q("rPr")))}
        shading = element.find(f"{q('tcPr')}/{q('shd')}")
        if shading is not None:
            found["fill"] = self._theme.fill(shading)
        return found

    def cell_fill(self, element: Element | None) -> Properties:
        """What a `w:tcPr` or `w:tblPr` sets as the colour behind its text."""
        shading = None if element is None else element.find(q("shd"))
        return {} if shading is None else {"fill": self._theme.fill(shading)}

    def in_table(self, identity: str, parts: tuple[str, ...]) -> Properties:
        """What a table style sets in a cell that belongs to these parts of the table, the weakest first."""
        chain = tuple(self._chain(identity or self._defaults.get("table", "")))
        found: dict[str, Any] = {}
        for part in ("wholeTable", *parts):
            for style in reversed(chain):
                found.update(style.table.get(part, {}))
        return found

    def paragraph(self, identity: str, own: Properties) -> Properties:
        """What holds for a paragraph: its defaults, its style and what is set on itself."""
        return {**self._paragraph_defaults, **self._all(identity, "paragraph"), **own}

    def look(self, paragraph: str, character: str, own: Properties, table: Properties) -> Look:
        """How some words look.

        Args:
            paragraph: the id of the paragraph's style; empty for the usual one.
            character: the id of the character style; empty for none.
            own: what is set on the words themselves.
            table: what the table's style sets where they stand.
        """
        known = {
            **self.run_defaults,
            **table,
            **self._text_of(paragraph or self._defaults.get("paragraph", "")),
            **(self._text_of(character) if character else {}),
            **own,
        }
        back = known.get("highlight") or known.get("shade")
        return Look(
            colour=known.get("colour"),
            back=back,
            points=known.get("points", 10.0),
            bold=known.get("bold", False),
            italic=known.get("italic", False),
            caps=known.get("caps", False),
            underline=known.get("underline", False),
            hidden=known.get("hidden", False),
            raised=known.get("raised", False),
            language=known.get("language", ""),
            language_bidi=known.get("language_bidi", ""),
            language_east=known.get("language_east", ""),
            rtl=known.get("rtl", False),
        )

    def _text_of(self, identity: str) -> Properties:
        return self._merged(identity, "run")

    def _all(self, identity: str, kind: str) -> Properties:
        if identity not in self._styles:
            identity = self._defaults.get(kind, "")
        return self._merged(identity, "paragraph")

    def _merged(self, identity: str, what: str) -> Properties:
        key = (identity, what)
        if key not in self._chains:
            found: dict[str, Any] = {}
            for style in reversed(tuple(self._chain(identity))):
                found.update(style.run if what == "run" else style.paragraph)
            self._chains[key] = found
        return self._chains[key]

    def _chain(self, identity: str) -> Iterator[_Style]:
        """The style and those it builds on, itself first."""
        for _ in range(_DEEPEST):
            style = self._styles.get(identity)
            if style is None:
                return
            yield style
            identity = style.base
