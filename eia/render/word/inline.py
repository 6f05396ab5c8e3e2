"""A line of text: runs, links, tick boxes, and the white space between them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple

from lxml.etree import _Element as Element

from eia.render.links import web_address
from eia.render.structure import name_of
from eia.render.subset import classes, direction_of, language_of
from eia.render.word.markup import attribute, text
from eia.render.word.pictures import drawing
from eia.render.word.registry import CONTROL_END, Registry, bookmark_of
from eia.render.word.styles import style_named

_SPACE: Final = re.compile("[ \t\n\r\f]+")
_RARE_SPACE: Final = re.compile("[\t\r\f]|  ")
_EAST_ASIAN: Final = ("zh", "ja", "ko")

TICKED, UNTICKED = "☒", "☐"
_MARKUP: Final = "\0"
"""Stands where a run has its look, for what is no run; no text holds it."""
_BOX_FONT: Final = (
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
)


class Look(NamedTuple):
    """How a run of text looks and how it is spoken."""

    style: str = ""
    """The id of a character style."""
    bold: bool = False
    italic: bool = False
    vertical: str = ""
    """`subscript` or `superscript`."""
    language: str = ""
    rtl: bool = False
    """Whether the text runs from right to left."""

    def styled(self, style: str) -> "Look":
        """The same in a character style."""
        return _styled(self, style)


@lru_cache(maxsize=1024)
def _styled(look: Look, style: str) -> Look:
    return look._replace(style=style)


@lru_cache(maxsize=256)
def properties(look: Look) -> str:
    """The look as `w:rPr`; nothing for plain text."""
    marks = [
        f'<w:rStyle w:val="{attribute(look.style)}"/>' if look.style else "",
        "<w:b/><w:bCs/>" if look.bold else "",
        "<w:i/><w:iCs/>" if look.italic else "",
        f'<w:vertAlign w:val="{look.vertical}"/>' if look.vertical else "",
        "<w:rtl/>" if look.rtl else "",
    ]
    if look.language:
        kinds = ['w:val="{0}"']
        if look.rtl:
            kinds.append('w:bidi="{0}"')
        if look.language.split("-")[0].lower() in _EAST_ASIAN:
            kinds.append('w:eastAsia="{0}"')
        marks.append(f"<w:lang {' '.join(kinds).format(look.language)}/>")
    joined = "".join(marks)
    return f"<w:rPr>{joined}</w:rPr>" if joined else ""


def one_spaced(content: str) -> str:
    """The text with each run of white space as one space, as HTML has it."""
    content = content.replace("\n", " ")
    return _SPACE.sub(" ", content) if _RARE_SPACE.search(content) else content


def run_of(content: str | None, look: Look) -> str:
    """The run of a line that is nothing but text, as a `Line` would write it; nothing if it shows nothing."""
    shown = one_spaced(content).strip(" ") if content else ""
    return f'<w:r>{properties(look)}<w:t xml:space="preserve">{text(shown)}</w:t></w:r>' if shown else ""


class Line:
    """The content of one paragraph, with white space as a browser would show it."""

    def __init__(self, registry: Registry, look: Look, width: int, template: str) -> None:
        self._registry = registry
        self._look = look
        self._width = width
        self._template = template
        self._items: list[tuple[str, str]] = []  # (w:rPr, text) of a run, or ("", …) after _MARKUP
        self._open = False  # whether text stands before, so that a space would show
        self._spaced = -1  # the run that ends in a space, to be cut if the line ends there

    def add_text(self, content: str | None, look: Look | None = None) -> None:
        """Add text; runs of white space become one space, none at the start of a line."""
        if not content:
            return
        content = one_spaced(content)
        if content[0] == " " and (not self._open or self._spaced >= 0):
            content = content[1:]
            if not content:
                return
        style = properties(self._look if look is None else look)
        if self._items and self._items[-1][0] == style:
            self._items[-1] = (style, self._items[-1][1] + content)
        else:
            self._items.append((style, content))
        self._open = True
        self._spaced = len(self._items) - 1 if content[-1] == " " else -1

    def add(self, element: Element) -> None:
        """Add an inline element with all it holds, but not the text after it."""
        self._element(element, self._look)

    def finish(self) -> str:
        """The runs; nothing if the line shows nothing."""
        self._trim()
        runs = [
            content
            if style == _MARKUP
            else f'<w:r>{style}<w:t xml:space="preserve">{text(content)}</w:t></w:r>'
            for style, content in self._items
            if content
        ]
        return "".join(runs)

    def _trim(self) -> None:
        if self._spaced >= 0:
            style, content = self._items[self._spaced]
            self._items[self._spaced] = (style, content[:-1])
            self._spaced = -1

    def _markup(self, content: str) -> None:
        self._items.append((_MARKUP, content))

    def _children(self, element: Element, look: Look) -> None:
        self.add_text(element.text, look)
        for child in element:
            self._element(child, look)
            if after := child.tail:
                self.add_text(after, look)

    def _element(self, element: Element, look: Look) -> None:
        tag = str(element.tag)
        given = element.keys()
        if "class" in given or "lang" in given or "dir" in given:
            look = self._own_look(element, look)
        if "id" in given and (mark := self._registry.bookmark(element.get("id"))):
            self._markup(mark)
        if "data-field" not in given or tag == "input":
            self._FUNCTIONS[tag](self, element, look)
            return
        self._markup(self._registry.control(element.get("data-field", ""), element.get("data-label", "")))
        before = len(self._items)
        self._FUNCTIONS[tag](self, element, look)
        if not any(content for _, content in self._items[before:]):
            self._markup(f"<w:r>{properties(look)}<w:t></w:t></w:r>")
        self._markup(CONTROL_END)

    def _own_look(self, element: Element, look: Look) -> Look:
        if language := language_of(element, self._template):
            look = look._replace(language=language)
        rtl = direction_of(element, self._template)
        if rtl is not None:
            look = look._replace(rtl=rtl)
        names = classes(element)
        if names:
            look = look.styled(
                style_named(self._registry.reference, "character", element, names, self._template)
            )
        return look

    def _strong(self, element: Element, look: Look) -> None:
        styled = look._replace(bold=True) if look.style else look.styled(self._builtin("strong"))
        self._children(element, styled)

    def _em(self, element: Element, look: Look) -> None:
        styled = look._replace(italic=True) if look.style else look.styled(self._builtin("emphasis"))
        self._children(element, styled)

    def _code(self, element: Element, look: Look) -> None:
        self._children(element, look if look.style else look.styled(self._builtin("code")))

    def _sub(self, element: Element, look: Look) -> None:
        self._children(element, look._replace(vertical="subscript"))

    def _sup(self, element: Element, look: Look) -> None:
        self._children(element, look._replace(vertical="superscript"))

    def _br(self, _element: Element, _look: Look) -> None:
        self._trim()
        self._markup("<w:r><w:br/></w:r>")
        self._open = False

    def _a(self, element: Element, look: Look) -> None:
        href = element.get("href", "").strip()
        address = web_address(href)
        title = element.get("title", "")
        tip = f' w:tooltip="{attribute(title)}"' if title else ""
        if address is not None:
            start = f'<w:hyperlink r:id="{self._registry.link(address)}"{tip} w:history="1">'
        elif href[1:] in self._registry.targets:
            start = f'<w:hyperlink w:anchor="{bookmark_of(href[1:])}"{tip} w:history="1">'
        else:  # officers' own text may hold anything, so what Word cannot open stays as words
            self._children(element, look)
            return
        self._markup(start)
        self._children(element, look if look.style else look.styled(self._builtin("hyperlink")))
        self._markup("</w:hyperlink>")

    def _input(self, element: Element, _look: Look) -> None:
        label = name_of(element)
        ticked = element.get("checked") is not None
        kind = (
            f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        self._markup(
            f"{self._registry.control(element.get('data-field', ''), label, kind)}"
            f"<w:r><w:rPr>{_BOX_FONT}</w:rPr><w:t>{TICKED if ticked else UNTICKED}</w:t></w:r>{CONTROL_END}"
        )
        self._open, self._spaced = True, -1

    def _img(self, element: Element, _look: Look) -> None:
        self._markup(drawing(element, self._registry, self._width, self._template))
        self._open, self._spaced = True, -1

    def _builtin(self, name: str) -> str:
        return self._registry.reference.styles["character", name]

    _FUNCTIONS: ClassVar[dict[str, Callable[["Line", Element, Look], None]]] = {
        "a": _a,
        "abbr": _children,
        "b": _strong,
        "br": _br,
        "code": _code,
        "em": _em,
        "i": _em,
        "img": _img,
        "input": _input,
        "span": _children,
        "strong": _strong,
        "sub": _sub,
        "sup": _sup,
        "time": _children,
    }
