"""A page as it is read: its elements, what each is called aloud, and whether it is shown at all."""

import codecs
import re
from collections.abc import Iterator
from functools import cached_property
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.accessibility.fault import CannotCheck, Place
from eia.accessibility.wording import flat

LARGEST_PAGE = 20_000_000
"""Bytes of a page; the longest report has a tenth of a megabyte."""

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})
_NO_DISPLAY = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


class Page:
    """One page."""

    def __init__(self, raw: bytes) -> None:
        """Read a page; browsers read every text as a page, and so does this.

        Raises:
            CannotCheck: it is empty or too large.
        """
        if len(raw) > LARGEST_PAGE:
            raise CannotCheck("ACC001", f"The page is larger than {LARGEST_PAGE // 1_000_000} MB")
        self.text = _decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
        parser = etree.HTMLParser(
            encoding="utf-8",
            no_network=True,
            huge_tree=False,
            recover=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.text.replace("\0", "\ufffd").encode(errors="replace"), parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise CannotCheck("ACC001", "There is nothing in the page that a browser could show") from fault
        if root is None:
            raise CannotCheck("ACC001", "There is nothing in the page that a browser could show")
        self.root: Element = root
        self.is_whole = bool(_WHOLE.search(self.text[:5_000]))
        """Whether it is a page of its own, not a piece of one."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines of its text."""
        return self.text.split("\n")

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element that can be seen or heard, in the order of reading."""
        return tuple(self._seen(self.root))

    def _seen(self, top: Element) -> Iterator[Element]:
        pending = [top]
        while pending:
            element = pending.pop()
            if element.tag in _UNSEEN or is_hidden(element):
                continue
            yield element
            pending += reversed(element)

    def every(self, *tags: str) -> Iterator[Element]:
        """The elements of these kinds that can be seen or heard."""
        return (element for element in self.elements if element.tag in tags)

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """The elements that have an `id`."""
        return {element.get("id", ""): element for element in self.root.iter() if element.get("id")}

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Where links within the page can lead."""
        named = (element.get("name", "") for element in self.root.iter("a"))
        return frozenset((*self.by_id, *named))

    def place(self, element: Element) -> Place:
        """Where an element begins."""
        line = cast("int | None", element.sourceline) or 0  # an element that the parser made up has none
        return Place(f"line {line}" if line else "", (), line)

    def name(self, element: Element) -> str:
        """What an element is called aloud (a short form of W3C, Accessible Name and Description Computation 1.1)."""
        by = " ".join(
            words(self.by_id[target])
            for target in element.get("aria-labelledby", "").split()
            if target in self.by_id
        )
        return flat(by or element.get("aria-label", "") or words(element) or element.get("title", ""))

    def language(self, element: Element) -> str:
        """The language that an element is marked with, by itself or what it stands in."""
        holder: Element | None = element
        while holder is not None:
            if holder.get("lang") is not None:
                return holder.get("lang", "")
            holder = holder.getparent()
        return ""


def is_hidden(element: Element) -> bool:
    """Whether an element is shown to nobody, or kept from screen readers."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_NO_DISPLAY.search(element.get("style", "")))
    )


def words(element: Element) -> str:
    """All that is said of an element's inside: its words, and the alternative texts of its pictures."""
    told: list[str] = []
    pending: list[Element | str] = [element]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            told.append(item)
            continue
        if item.tag in _UNSEEN or (item is not element and is_hidden(item)):
            continue
        if item.tag == "img":
            told.append(f" {item.get('alt', '')} ")
        elif item.tag == "br":
            told.append("\n")
        if item is not element and item.get("aria-label") and item.tag != "section":
            told.append(f" {item.get('aria-label')} ")
            continue
        for child in reversed(item):
            if child.tail:
                pending.append(child.tail)
            pending.append(child)
        if item.text:
            pending.append(item.text)
    return "".join(told)


def _decoded(raw: bytes) -> str:
    """The text of a page as a browser decodes it (WHATWG Encoding and HTML, “determining the character encoding”)."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        found = _DECLARED.search(raw[:5_000])
        encoding = found[1].decode("ascii", errors="replace") if found else "windows-1252"
        try:
            return raw.decode(
                "windows-1252" if encoding.lower() in ("utf-8", "utf8") else encoding, errors="replace"
            )
        except LookupError:
            return raw.decode("windows-1252", errors="replace")
