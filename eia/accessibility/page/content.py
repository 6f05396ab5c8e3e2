"""Checks of the pictures, links and fields of a page."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.etree import _Element as Element

from eia.accessibility.fault import Fault, Place, quote, times
from eia.accessibility.page.document import Page, words
from eia.accessibility.wording import flat, is_by_machine, is_long_address, is_vague, says_nothing

_NOT_FILLED_IN = ("hidden", "submit", "button", "reset", "image")


def pictures(page: Page) -> Iterator[Fault]:
    """What is said about each picture."""
    for element in page.elements:
        if element.tag in ("img", "area") or (
            element.tag == "input" and element.get("type", "").lower() == "image"
        ):
            yield from _alternative(page, element)
        elif element.tag == "svg" and element.get("role") == "img" and not _svg_name(page, element):
            yield Fault("ACC040", page.place(element), "A drawing (svg) has no alternative text")


def _alternative(page: Page, element: Element) -> Iterator[Fault]:
    source = element.get("src", "").rpartition("/")[2][:60] or "a picture"
    source = "a picture" if element.get("src", "").startswith("data:") else source
    label = flat(element.get("aria-label", "") or element.get("aria-labelledby", ""))
    alternative = element.get("alt")
    if element.get("role") in ("presentation", "none") or label:
        return
    if alternative is None:
        yield Fault("ACC040", page.place(element), f"{_first(source)} has no alternative text")
    elif alternative.strip() and says_nothing(alternative):
        yield Fault(
            "ACC041",
            page.place(element),
            f"{_first(source)} has the alternative text {quote(alternative)}, which says nothing of it",
        )
    elif is_by_machine(alternative):
        yield Fault(
            "ACC042",
            page.place(element),
            f"{_first(source)} has an alternative text that a machine wrote: {quote(alternative)}",
        )


def _first(source: str) -> str:
    return "A picture" if source == "a picture" else f"The picture {quote(source)}"


def _svg_name(page: Page, element: Element) -> str:
    title = next((child for child in element if child.tag.endswith("title")), None)
    named = "" if title is None else "".join(map(str, title.itertext()))
    return flat(named or element.get("aria-label", "") or page.name(element))


def links(page: Page) -> Iterator[Fault]:
    """Links that do not say where they lead, or lead nowhere."""
    known: dict[str, dict[str, Place]] = {}
    headings = {page.name(heading).lower() for heading in page.every("h1", "h2", "h3", "h4", "h5", "h6")}
    for link in page.every("a"):
        target = link.get("href")
        if target is None:
            continue
        place, name = page.place(link), page.name(link)
        if target.startswith("#") and len(target) > 1 and target != "#top" and not target.startswith("#:~:"):
            anchor = target[1:]
            if anchor not in page.anchors and unquote(anchor) not in page.anchors:
                yield Fault(
                    "ACC053",
                    place,
                    f"The link {quote(name)} leads to {quote(target)}, which is not on the page",
                )
        if target.startswith("#") and name.lower() in headings:
            continue  # an entry of the contents is called what the heading is called
        if not name:
            if not any(child.tag == "img" and child.get("alt") is None for child in link.iter()):
                yield Fault("ACC054", place, f"A link to {quote(target)} has no words")
        elif is_vague(name):
            yield Fault("ACC050", place, f"A link says only {quote(name)}; it leads to {quote(target)}")
        elif is_long_address(name):
            yield Fault("ACC051", place, f"A link is written as its address: {quote(name, 80)}")
        else:
            same = re.sub(r"^https?://(?:www\.)?", "", target).rstrip("/")
            known.setdefault(name.lower(), {}).setdefault(same, place)
    for name, targets in known.items():
        if len(targets) > 1 and not all(target.startswith("#") for target in targets):
            _, second = list(targets.values())[:2]
            listed = " and ".join(quote(target) for target in list(targets)[:2])
            yield Fault(
                "ACC052",
                second,
                f"{times(len(targets), 'link')} say {quote(name)} but lead to different places: {listed}",
            )


def fields(page: Page) -> Iterator[Fault]:
    """Fields and buttons that are called nothing."""
    labelled = {label.get("for", "") for label in page.root.iter("label") if flat(words(label))}
    for element in page.every("input", "select", "textarea", "button"):
        kind = element.get("type", "text").lower() if element.tag == "input" else str(element.tag)
        if kind in _NOT_FILLED_IN and element.tag == "input":
            continue
        if element.get("id", "") in labelled - {""} or _in_label(element):
            continue
        if element.tag == "button":
            if not page.name(element):
                yield Fault("ACC070", page.place(element), "A button has no words")
            continue
        by = [target for target in element.get("aria-labelledby", "").split() if target in page.by_id]
        if not (by or element.get("aria-label", "").strip() or element.get("title", "").strip()):
            named = f" {quote(element.get('name', ''))}" if element.get("name") else ""
            yield Fault("ACC070", page.place(element), f"The field{named} ({kind}) has no label")


def _in_label(element: Element) -> bool:
    return any(holder.tag == "label" and flat(words(holder)) for holder in element.iterancestors())


CHECKS = (pictures, links, fields)
