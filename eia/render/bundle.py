"""Reports as parts of one document: their headings one level down, their ids and addresses told apart."""

from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.subset import encoded

_LOWEST: Final = 5
_POINTING: Final = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "for")
"""Attributes that name other elements by their ids."""
_LANDMARKS: Final = frozenset({"main", "header", "footer", "nav"})
"""Elements of which a page has one, or which lead around it: inside a part they only group."""


def part_of(html: str, prefix: str, owner: str) -> str:
    """What stands in a report, to be put into a part of another document.

    The report's title goes, as the part has a heading of its own, and so does what only leads around a page.
    Headings are pushed down one level; every id, and every link to it, begins with the prefix; every answer's
    address begins with the owner, as `school-improvement-2018:impacts.age.0.description`.

    Args:
        html: a whole report.
        prefix: what tells its ids from those of other parts, such as `appendix-a`.
        owner: the `id` of its assessment.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True, huge_tree=True)
    root = etree.fromstring(encoded(html), parser)
    body = root.find("body")
    if body is None:
        return ""
    for element in list(body.iter()):
        if element is not body and isinstance(element.tag, str) and _goes(element):
            _drop(element)
    for element in body.iter(etree.Element):
        _adapt(element, prefix, owner)
    inner = [etree.tostring(child, encoding="unicode", method="html") for child in body]
    return (body.text or "").strip() + "".join(inner)


def _goes(element: Element) -> bool:
    only_page = element.get("data-only") == "page" or "page-only" in (element.get("class") or "").split()
    return only_page or element.tag == "h1" or _is_subtitle(element)


def _is_subtitle(element: Element) -> bool:
    parent = element.getparent()
    return (
        element.tag == "p"
        and "subtitle" in (element.get("class") or "").split()
        and parent is not None
        and parent.tag == "header"
    )


def _drop(element: Element) -> None:
    """Take the element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _adapt(element: Element, prefix: str, owner: str) -> None:
    tag = str(element.tag)
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
        element.tag = f"h{min(int(tag[1]) + 1, _LOWEST)}"
    elif tag in _LANDMARKS:
        element.tag = "div"
    elif tag == "section":  # with a name it would be a landmark, and a pack would have hundreds
        for name in ("aria-labelledby", "aria-label"):
            if name in element.attrib:
                del element.attrib[name]
    identity = element.get("id")
    if identity:
        element.set("id", f"{prefix}-{identity}")
    for name in _POINTING:
        pointed = element.get(name)
        if pointed:
            element.set(name, " ".join(f"{prefix}-{each}" for each in pointed.split()))
    href = element.get("href")
    if href and href.startswith("#"):
        element.set("href", f"#{prefix}-{href[1:]}")
    field = element.get("data-field")
    if field:
        element.set("data-field", f"{owner}:{field}")
