"""Checks of a page as a whole: title, language, main part, enlarging, frames."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from eia.accessibility.fault import WHOLE, Fault, quote
from eia.accessibility.page.document import Page, words
from eia.accessibility.wording import other_language

_BLOCKS = (
    "p",
    "li",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dd",
    "dt",
    "blockquote",
    "figcaption",
    "caption",
)


def untitled(page: Page) -> Iterator[Fault]:
    """The title is what stands on the tab and is said first."""
    title = next(iter(page.root.iter("title")), None)
    if page.is_whole and (title is None or not "".join(map(str, title.itertext())).strip()):
        yield Fault("ACC010", WHOLE, "The page has no title")


def no_language(page: Page) -> Iterator[Fault]:
    """The language of the page."""
    if page.is_whole and not page.root.get("lang", "").strip():
        yield Fault("ACC011", WHOLE, "The page does not say which language it is in")


def unmarked_language(page: Page) -> Iterator[Fault]:
    """A passage in another script, or in Welsh, that is marked as English."""
    for element in page.every(*_BLOCKS):
        if any(child.tag in _BLOCKS for child in element.iter() if child is not element):
            continue
        text = "".join(_own_language(element))
        found = other_language(text, page.language(element))
        if found:
            language = page.language(element)
            marked = f"marked as {language}" if language else "not marked with a language"
            yield Fault(
                "ACC012", page.place(element), f"{quote(text, 40)} seems to be {found}, but is {marked}"
            )


def _own_language(element: Element) -> Iterator[str]:
    """The words of an element that have its own language."""
    yield element.text or ""
    for child in element:
        if child.get("lang") is None:
            yield words(child)
        yield child.tail or ""


def no_main(page: Page) -> Iterator[Fault]:
    """A page of its own names its main part."""
    if page.is_whole and not any(
        element.tag == "main" or element.get("role") == "main" for element in page.elements
    ):
        yield Fault("ACC082", WHOLE, "The page has no main part")


def zoom(page: Page) -> Iterator[Fault]:
    """A page that cannot be enlarged to twice its size."""
    for meta in page.root.iter("meta"):
        if meta.get("name", "").lower() != "viewport":
            continue
        content = meta.get("content", "").lower().replace(" ", "")
        most = re.search(r"maximum-scale=(\d*\.?\d+)", content)
        if re.search(r"user-scalable=(?:no|0)", content) or (most and float(most[1]) < 2):
            yield Fault(
                "ACC081",
                page.place(meta),
                f"The page forbids to enlarge it: {quote(meta.get('content', ''))}",
            )


def frames(page: Page) -> Iterator[Fault]:
    """Frames say what is in them."""
    for frame in page.every("iframe", "frame"):
        if not (frame.get("title", "").strip() or frame.get("aria-label", "").strip()):
            yield Fault(
                "ACC083",
                page.place(frame),
                f"The frame of {quote(frame.get('src', 'no address'))} has no title",
            )


CHECKS = (untitled, no_language, unmarked_language, no_main, zoom, frames)
