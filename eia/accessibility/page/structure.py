"""Checks of the headings and tables of a page."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from eia.accessibility.fault import WHOLE, Fault, Place, quote, times
from eia.accessibility.page.document import Page
from eia.accessibility.page.document import words as said
from eia.accessibility.wording import flat, told, words

LONG_TEXT = 300
"""Words from which a text needs headings."""
LONGEST_HEADING = 12
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FOLLOWING = ("p", "ul", "ol", "table", "dl", "div", "figure")


def no_headings(page: Page) -> Iterator[Fault]:
    """A long text without any heading."""
    number = len(words(said(page.root)))
    if number >= LONG_TEXT and not any(flat(said(element)) for element, _ in headings(page)):
        yield Fault("ACC020", WHOLE, f"The page has about {round(number, -1):,} words and no heading")


def skipped(page: Page) -> Iterator[Fault]:
    """A heading deeper than the one before allows."""
    before = None
    for element, level in headings(page):
        if not flat(page.name(element)):
            yield Fault("ACC023", page.place(element), f"There is a heading on level {level} without words")
            continue
        named = quote(page.name(element))
        if before is None and level > 1 and page.is_whole:
            yield Fault(
                "ACC021",
                page.place(element),
                f"The first heading, {named}, is on level {level}, not on level 1",
            )
        elif before is not None and level > before + 1:
            yield Fault(
                "ACC021",
                page.place(element),
                f"{named} is on level {level}, but the heading before it is on level {before}",
            )
        before = level


def headings(page: Page) -> Iterator[tuple[Element, int]]:
    """Every heading with its level."""
    for element in page.elements:
        if element.tag in _HEADINGS and element.get("role") in (None, "heading"):
            yield element, int(str(element.tag)[1])
        elif element.get("role") == "heading":
            level = element.get("aria-level", "2")
            yield element, int(level) if level.isdigit() else 2


def fake(page: Page) -> Iterator[Fault]:
    """Paragraphs that are nothing but bold, in front of text."""
    has_headings = any(flat(said(element)) for element, _ in headings(page))
    for element in page.every("p", "div"):
        inside = list(element)
        text = flat(said(element))
        after = element.getnext()
        if (
            len(inside) == 1
            and inside[0].tag in ("strong", "b")
            and not (element.text or "").strip()
            and not (inside[0].tail or "").strip()
            and 1 <= len(words(text)) <= LONGEST_HEADING
            and not text.endswith((".", ";", ",", "…"))
            and not (has_headings and text.endswith(":"))
            and not any(child.tag == "a" for child in inside[0].iter())
            and after is not None
            and after.tag in _FOLLOWING
            and not _within(element, ("td", "th", "li", "caption", "figcaption", "label", "button"))
        ):
            yield Fault(
                "ACC022", page.place(element), f"{quote(text)} looks like a heading but is ordinary text"
            )


def tables(page: Page) -> Iterator[Fault]:
    """What is wrong with each table of data."""
    bare: list[Element] = []
    for number, table in enumerate(page.every("table"), 1):
        if table.get("role") in ("presentation", "none"):
            continue
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        place, name = page.place(table), _named(table, number)
        if _within(table, ("td", "th")):
            yield Fault("ACC032", place, f"{name} stands inside another table")
        columns = max((sum(_span(cell, "colspan") for cell in row) for row in cells), default=0)
        if not any(flat(said(cell)) for row in cells for cell in row):
            continue
        heads = [
            cell
            for row in cells
            for cell in row
            if cell.tag == "th" or cell.get("role") in ("columnheader", "rowheader")
        ]
        if (len(rows) <= 1 or columns <= 1) and not heads:
            yield Fault("ACC034", place, f"{name} has only one {'row' if len(rows) <= 1 else 'column'}")
            continue
        if not heads:
            yield Fault("ACC030", place, f"{name} has no header cells")
        yield from _cells(cells, place, name)
        if not _is_described(table):
            bare.append(table)
    if bare:
        subject = "A table has" if len(bare) == 1 else f"{len(bare)} tables have"
        yield Fault(
            "ACC035", page.place(bare[0]), f"{subject} no caption, no heading just above and no label"
        )


def _cells(cells: list[list[Element]], place: Place, name: str) -> Iterator[Fault]:
    spanning = [
        cell
        for row in cells
        for cell in row
        if cell.tag == "td"
        and not cell.get("headers")
        and max(_span(cell, "colspan"), _span(cell, "rowspan")) > 1
    ]
    if spanning:
        first = quote(said(spanning[0]), 25) if flat(said(spanning[0])) else "a blank cell"
        more = f" and {len(spanning) - 1} more" if len(spanning) > 1 else ""
        yield Fault("ACC031", place, f"{name} has merged cells of data: {first}{more}")
    inner = [cell for row in cells[1:] for cell in row[1:] if cell.tag == "th"]
    unscoped = [
        cell
        for row in cells
        for cell in row
        if cell.tag == "th" and not cell.get("scope") and not cell.get("id")
    ]
    both = any(row and row[0].tag == "th" for row in cells[1:]) and any(
        cell.tag == "th" for cell in (cells[0][1:] if cells else [])
    )
    if unscoped and (both or inner):
        yield Fault("ACC036", place, f"{name} has {times(len(unscoped), 'heading')} without `scope`")
    blank = [number for number, row in enumerate(cells, 1) if row and not any(_says(cell) for cell in row)]
    last = max((number for number, row in enumerate(cells, 1) if number not in blank), default=0)
    between = [
        number
        for number in blank
        if number < last and not any(_span(cell, "rowspan") > 1 for row in cells for cell in row)
    ]
    if between:
        rows = told(f"row {number}" for number in between)
        yield Fault(
            "ACC033",
            place,
            f"In {name[0].lower()}{name[1:]} {rows} {'is' if len(between) == 1 else 'are'} blank",
        )


def _says(cell: Element) -> bool:
    return bool(flat(said(cell))) or any(
        child.tag in ("input", "select", "textarea", "svg", "img") for child in cell.iter()
    )


def _is_described(table: Element) -> bool:
    if table.get("aria-label") or table.get("aria-labelledby") or table.get("summary"):
        return True
    if any(child.tag == "caption" and flat(said(child)) for child in table):
        return True
    holder: Element | None = table
    while holder is not None:
        if holder.tag == "figure" and any(child.tag == "figcaption" for child in holder):
            return True
        before = holder.getprevious()
        if before is not None:
            text = flat(said(before))
            return before.tag in _HEADINGS or text.endswith(":")
        holder = holder.getparent()
    return False


def _table_of(row: Element) -> Element | None:
    holder = row.getparent()
    while holder is not None and holder.tag != "table":
        holder = holder.getparent()
    return holder


def _within(element: Element, tags: tuple[str, ...]) -> bool:
    return any(holder.tag in tags for holder in element.iterancestors())


def _span(cell: Element, name: str) -> int:
    given = cell.get(name, "1")
    return max(min(int(given), 1_000), 1) if given.isascii() and given.isdigit() else 1


def _named(table: Element, number: int) -> str:
    caption = next((flat(said(child)) for child in table if child.tag == "caption"), "")
    first = caption or next((flat(said(cell)) for cell in table.iter("td", "th") if flat(said(cell))), "")
    return f"Table {number} ({quote(first, 30)})" if first else f"Table {number}"


CHECKS = (no_headings, skipped, fake, tables)
