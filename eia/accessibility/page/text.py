"""Checks of how the text of a page is set, as far as the page alone shows it."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from eia.accessibility.fault import Fault, quote, times
from eia.accessibility.page.document import Page
from eia.accessibility.page.document import words as said
from eia.accessibility.wording import flat, is_capitals, typed_lists, words
from eia.colour import WHITE, Colour, contrast, needed, parsed, told

_BLOCKS = ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "div")
_SPACES = re.compile("\u00a0{3,}|(?:\u00a0 ){2,}\u00a0?")
_JUSTIFY = re.compile(r"text-align\s*:\s*justify", re.IGNORECASE)
_COLOURED = re.compile(r"background(?:-color|-image)?\s*:", re.IGNORECASE)
_CODE = ("pre", "code", "samp", "kbd")
_SIZES = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12}
"""Points for one of each unit, where 16 pixels are usual."""


def blank_paragraphs(page: Page) -> Iterator[Fault]:
    """Empty paragraphs and repeated line breaks; told once."""
    found = [element for element in page.every("p") if not _shows(element)]
    breaks = [element for element in page.every("br") if _third_break(element)]
    if len(found) >= 2:
        yield Fault("ACC061", page.place(found[0]), f"{times(len(found), 'blank paragraph')} make room")
    if breaks:
        yield Fault(
            "ACC061",
            page.place(breaks[0]),
            f"Three line breaks or more in a row make room, in {times(len(breaks), 'place')}",
        )


def _shows(element: Element) -> bool:
    inside = (
        "img",
        "svg",
        "input",
        "button",
        "select",
        "textarea",
        "video",
        "canvas",
        "iframe",
        "object",
        "math",
    )
    return (
        bool(flat(said(element)))
        or any(child.tag in inside for child in element.iter())
        or element.get("id") is not None
    )


def _third_break(element: Element) -> bool:
    """Whether a line break is the third of several in a row."""
    number, at = 1, element
    while (before := at.getprevious()) is not None and before.tag == "br" and not (before.tail or "").strip():
        number, at = number + 1, before
    return number == 3


def spaces(page: Page) -> Iterator[Fault]:
    """Spaces that do not break, in a row; told once."""
    found = [
        element
        for element in page.every(*_BLOCKS, "span")
        if _SPACES.search(element.text or "") and (element.text or "").strip("\u00a0 \n\t")
    ]
    if found:
        yield Fault(
            "ACC062", page.place(found[0]), f"In {quote(said(found[0]))} spaces move words into place"
        )


def lists(page: Page) -> Iterator[Fault]:
    """Lists typed by hand: in paragraphs that follow one another, or in lines of one."""
    done: set[Element] = set()
    for first in page.every("p", "div"):
        if first in done or any(child.tag in ("p", "div", "ul", "ol", "table") for child in first):
            continue
        lines: list[tuple[Element, str]] = []
        element: Element | None = first
        while (
            element is not None
            and element.tag == first.tag
            and not any(child.tag in ("p", "div", "ul", "ol", "table") for child in element)
        ):
            done.add(element)
            lines += [(element, line.strip()) for line in _lines(element) if line.strip()]
            element = element.getnext()
        for typed in typed_lists([line for _, line in lines]):
            at, line = lines[typed.first]
            what = "numbers" if typed.numbered else "bullets"
            yield Fault(
                "ACC064",
                page.place(at),
                f"{times(typed.number, 'line')} from {quote(line, 40)} have typed {what}",
            )


def _lines(element: Element) -> list[str]:
    """The lines of an element as they are shown: only `br` begins a new one."""
    text = (element.text or "").replace("\n", " ")
    for child in element:
        inner = "\n" if child.tag == "br" else said(child).replace("\n", " ")
        text += inner + (child.tail or "").replace("\n", " ")
    return text.split("\n")


def capitals(page: Page) -> Iterator[Fault]:
    """Lines typed in capitals; told once."""
    found = [
        element
        for element in page.every(*_BLOCKS)
        if not any(child.tag in _BLOCKS or child.tag in ("ul", "ol", "table", "section") for child in element)
        and is_capitals(said(element))
    ]
    if found:
        more = _more(len(found) - 1)
        yield Fault("ACC066", page.place(found[0]), f"{quote(said(found[0]))} is in capitals only{more}")


def underlined(page: Page) -> Iterator[Fault]:
    """Words underlined that are no link; told once."""
    found = [
        element
        for element in page.every("u")
        if words(said(element))
        and not any(holder.tag == "a" for holder in element.iterancestors())
        and not any(child.tag == "a" for child in element.iter())
    ]
    if found:
        more = _more(len(found) - 1)
        yield Fault(
            "ACC067", page.place(found[0]), f"{quote(said(found[0]))} is underlined but is no link{more}"
        )


def _more(number: int) -> str:
    return f"; so {'is' if number == 1 else 'are'} {times(number, 'more passage')}" if number else ""


def justified(page: Page) -> Iterator[Fault]:
    """Text set flush on both sides by the page's own styles; told once."""
    for style in page.root.iter("style"):
        if _JUSTIFY.search("".join(map(str, style.itertext()))):
            yield Fault("ACC068", page.place(style), "The page's own styles justify text")
            return
    for element in page.elements:
        if element.get("align") == "justify" or _JUSTIFY.search(element.get("style", "")):
            yield Fault("ACC068", page.place(element), f"{quote(said(element), 40)} is justified")
            return


def low_contrast(page: Page) -> Iterator[Fault]:
    """Text whose colour is set on the element itself; what style sheets set, a browser has to work out."""
    if any(_COLOURED.search("".join(map(str, style.itertext()))) for style in page.root.iter("style")):
        paper: Colour | None = None
    else:
        paper = None if any(link.get("rel") == "stylesheet" for link in page.root.iter("link")) else WHITE
    seen: set[tuple[str, str, float]] = set()
    for element in page.elements:
        own = _colour(element, "color", "color")
        if own is None or not _has_words(element):
            continue
        back = next(
            (
                found
                for holder in (element, *element.iterancestors())
                if (found := _colour(holder, "background-color|background", "bgcolor"))
            ),
            paper,
        )
        if back is None:
            continue
        needs = needed(_points(element), _is_bold(element))
        ratio = contrast(own, back.over(WHITE))
        key = (own.hex, back.hex, needs)
        if ratio < needs and key not in seen:
            seen.add(key)
            yield Fault(
                "ACC060",
                page.place(element),
                f"{quote(said(element), 40)} is in {own.hex} on {back.hex}: a contrast of {told(ratio)}, where {needs:g} to 1 is needed",
            )


def _has_words(element: Element) -> bool:
    return (
        bool((element.text or "").strip())
        or any((child.tail or "").strip() for child in element)
        or any(flat(said(child)) for child in element)
    )


def _colour(element: Element, names: str, attribute: str) -> Colour | None:
    found = re.search(rf"(?:^|;)\s*(?:{names})\s*:\s*([^;!]+)", element.get("style", ""), re.IGNORECASE)
    given = (
        found[1].strip()
        if found
        else element.get(attribute, "")
        if element.tag in ("font", "td", "th", "tr", "table", "body")
        else ""
    )
    colour = parsed(given) if given else None
    return colour if colour is None or colour.alpha else None


def _points(element: Element) -> float:
    for holder in (element, *element.iterancestors()):
        found = re.search(
            r"font-size\s*:\s*(\d*\.?\d+)(px|pt|rem|em|%)", holder.get("style", ""), re.IGNORECASE
        )
        if found:
            return float(found[1]) * _SIZES[found[2].lower()]
        if holder.tag in ("h1", "h2"):
            return 18.0
        if holder.tag == "h3":
            return 14.0
    return 12.0


def _is_bold(element: Element) -> bool:
    return any(
        holder.tag in ("b", "strong", "th", "h1", "h2", "h3", "h4")
        for holder in (element, *element.iterancestors())
    )


CHECKS = (blank_paragraphs, spaces, lists, capitals, underlined, justified, low_contrast)
