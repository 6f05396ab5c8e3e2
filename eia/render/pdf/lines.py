"""A line of text: words, links, tick boxes, and the white space between them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from lxml.etree import _Element as Element

from eia.render.links import web_address
from eia.render.pdf.code import string
from eia.render.pdf.house import House
from eia.render.pdf.measure import pieces
from eia.render.pdf.places import Places
from eia.render.pictures import picture_of
from eia.render.structure import name_of
from eia.render.subset import classes, direction_of, language_of

_SPACE: Final = re.compile("[ \t\n\r\f]+")
_WORD: Final = re.compile(r"\S+")
_POINTS_PER_PIXEL: Final = 0.75
"""An inch has 96 CSS pixels and 72 points."""
_TICKED, _UNTICKED = "☒", "☐"


@dataclass(slots=True)
class _Words:
    """Some words, of which a space at the end may have to go."""

    content: str
    element: Element | None


class Line:
    """The content of one paragraph, with white space as a browser would show it."""

    def __init__(self, places: Places, house: House, width: float, size: float, template: str) -> None:
        """Begin a line of letters of `size` points, in a space `width` points wide."""
        self._places = places
        self._house = house
        self._width = width
        self._size = size
        self._template = template
        self._items: list[_Words | str] = [f"at({string(mark)})" for mark in places.marks()]
        self._shows = False
        self._open = False  # whether text stands before, so that a space would show
        self._spaced: _Words | None = None  # ends in a space, to be cut if the line ends there
        self._linked = False

    def __bool__(self) -> bool:
        """Whether it shows anything."""
        return self._shows

    def add_text(self, content: str | None, element: Element | None) -> None:
        """Add text that stands in `element`; runs of white space become one space, none at the start of a line."""
        if not content:
            return
        content = _SPACE.sub(" ", content)
        if content[0] == " " and (not self._open or self._spaced is not None):
            content = content[1:]
            if not content:
                return
        words = _Words(content, element)
        self._items.append(words)
        self._open = self._shows = True
        self._spaced = words if content[-1] == " " else None

    def add_all(self, element: Element) -> None:
        """Add everything an element holds."""
        self.add_text(element.text, element)
        for child in element:
            self.add(child)
            self.add_text(child.tail, element)

    def add(self, element: Element) -> None:
        """Add an inline element with all it holds, but not the text after it."""
        if not element.attrib:
            self._FUNCTIONS[str(element.tag)](self, element)
            return
        opened = 0
        language = language_of(element, self._template)
        rtl = direction_of(element, self._template)
        if language or rtl is not None:
            opened += self._begin(f"spoken({spoken(language, rtl)}, {{")
        for name in classes(element):
            opened += self._begin(f"{self._house.words(name, element, self._template)}(house, {{")
        if mark := self._places.mark(element):
            self._items.append(f"at({string(mark)})")
        self._FUNCTIONS[str(element.tag)](self, element)
        for _ in range(opened):
            self._items.append("})")

    def finish(self) -> Iterator[tuple[str, Element | None]]:
        """The code of the line with the element that each part of it comes from."""
        self._trim()
        room = self._width / self._size
        for item in self._items:
            if isinstance(item, str):
                yield item, None
            elif item.content:
                for index, piece in enumerate(_broken(item.content, room)):
                    if index:
                        yield "h(0.01pt)", None  # the line may break there, and no character is added
                    yield f"t({string(piece)})", item.element

    def _begin(self, code: str) -> int:
        self._items.append(code)
        return 1

    def _trim(self) -> None:
        if self._spaced is not None:
            self._spaced.content = self._spaced.content[:-1]
            self._spaced = None

    def _wrapped(self, function: str) -> Callable[[Element], None]:
        def write(element: Element) -> None:
            self._begin(f"{function}({{")
            self.add_all(element)
            self._items.append("})")

        return write

    def _strong(self, element: Element) -> None:
        self._wrapped("strong")(element)

    def _em(self, element: Element) -> None:
        self._wrapped("emph")(element)

    def _code(self, element: Element) -> None:
        self._wrapped("coded")(element)

    def _sub(self, element: Element) -> None:
        self._wrapped("sub")(element)

    def _sup(self, element: Element) -> None:
        self._wrapped("super")(element)

    def _br(self, _element: Element) -> None:
        self._trim()
        self._items.append('t(" ")')  # or else the words before and after it would be read as one
        self._items.append("linebreak()")
        self._open = False

    def _a(self, element: Element) -> None:
        href = element.get("href", "").strip()
        address = web_address(href)
        if self._linked or (address is None and not self._places.leads(href[1:])):
            self.add_all(
                element
            )  # officers' own text may hold anything, so what cannot be opened stays as words
            return
        target = string(address) if address is not None else f"label({string(href[1:])})"
        self._linked = True
        self._wrapped(f"linked.with({target})")(element)
        self._linked = False

    def _input(self, element: Element) -> None:
        ticked = element.get("checked") is not None
        state = element.get("data-state") or (_TICKED if ticked else _UNTICKED)
        self._items.append(f"tick({'true' if ticked else 'false'}, {string(f'{name_of(element)}: {state}')})")
        self._open = self._shows = True
        self._spaced = None

    def _img(self, element: Element) -> None:
        picture = picture_of(element, self._template)
        width, height = picture.width * _POINTS_PER_PIXEL, picture.height * _POINTS_PER_PIXEL
        if width > self._width:
            width, height = self._width, height * self._width / width
        words = string(picture.words) if picture.words.strip() else "none"
        name = string(self._places.picture(picture))
        self._items.append(f"picture({name}, {words}, {width:.2f}pt, {height:.2f}pt)")
        self._open = self._shows = True
        self._spaced = None

    _FUNCTIONS: ClassVar[dict[str, Callable[["Line", Element], None]]] = {
        "a": _a,
        "abbr": add_all,
        "b": _strong,
        "br": _br,
        "code": _code,
        "em": _em,
        "i": _em,
        "img": _img,
        "input": _input,
        "span": add_all,
        "strong": _strong,
        "sub": _sub,
        "sup": _sup,
        "time": add_all,
    }


def spoken(language: str, rtl: bool | None) -> str:
    """The arguments that set a language and a direction."""
    first, *others = language.split("-")
    region = next((part for part in others if len(part) == 2 and part.isalpha()), "")
    given = [
        f"lang: {string(first.lower())}" if first else "",
        f"region: {string(region.upper()) if region else 'none'}" if first else "",
        "" if rtl is None else f"dir: {'rtl' if rtl else 'ltr'}",
    ]
    return ", ".join(part for part in given if part)


def _broken(content: str, room: float) -> Iterator[str]:
    """The text, cut where a line has to break because a word is wider than the space it stands in."""
    if len(content) < room:  # most words are much narrower
        yield content
        return
    start = 0
    for word in _WORD.finditer(content):
        if word.end() - word.start() < room:
            continue
        for piece in pieces(word[0], room):
            end = (start if word.start() < start else word.start()) + len(piece)
            yield content[start:end]
            start = end
    yield content[start:]
