"""A page as a screen reader announces it."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from eia.accessibility.fault import times
from eia.accessibility.page.document import Page, is_hidden, words
from eia.accessibility.wording import flat

_INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time u"
        " var br wbr img input button select textarea svg",
    )
)
_LANDMARKS = {
    "main": "main",
    "nav": "navigation",
    "header": "banner",
    "footer": "content information",
    "aside": "complementary",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "colgroup", "col", "meta", "link"}
)


def aloud(page: Page) -> Iterator[str]:
    """The lines that are said, in order."""
    title = next((flat("".join(map(str, found.itertext()))) for found in page.root.iter("title")), "")
    yield f"document {title or 'without a title'}"
    yield from _inside(page, page.root)


def _inside(page: Page, element: Element) -> Iterator[str]:
    """What is said of everything in an element; words that stand together are one line."""
    line: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _SILENT or is_hidden(child):
            line.append(child.tail or "")
            continue
        if child.tag in _INLINE:
            line.append(_inline(page, child))
        else:
            if said := flat("".join(line)):
                yield said
            line = []
            yield from _block(page, child)
        line.append(child.tail or "")
    if said := flat("".join(line)):
        yield said


def _block(page: Page, element: Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        yield flat(f"heading level {tag[1]} {' '.join(_inside(page, element))}")
    elif tag in ("ul", "ol"):
        items = [child for child in element if child.tag == "li" and not is_hidden(child)]
        yield f"list with {times(len(items), 'item')}"
        for item in items:
            first, *rest = list(_inside(page, item)) or ["blank"]
            yield f"  {'bullet' if tag == 'ul' else 'number'} {first}"
            yield from (f"    {line}" for line in rest)
        yield "out of list"
    elif tag == "table":
        yield from _table(page, element)
    elif tag in _LANDMARKS and (
        tag not in ("header", "footer") or element.getparent() is page.root.find("body")
    ):
        label = element.get("aria-label") or ""
        yield flat(f"{label} {_LANDMARKS[tag]} landmark")
        yield from _inside(page, element)
    else:
        yield from _inside(page, element)


def _inline(page: Page, element: Element) -> str:
    tag = str(element.tag)
    if tag == "br":
        return " "
    if tag == "img":
        alternative = element.get("alt")
        return (
            " graphic without a description "
            if alternative is None
            else f" graphic {alternative} "
            if alternative
            else " "
        )
    if tag == "input":
        return f" {_input(page, element)} "
    if tag == "a" and element.get("href") is not None:
        return f" link {page.name(element)} "
    if tag == "button":
        return f" button {page.name(element)} "
    if tag in ("select", "textarea"):
        return f" {'combo box' if tag == 'select' else 'edit'} {_label(page, element)} "
    if tag == "svg":
        return f" graphic {page.name(element)} " if element.get("role") == "img" else " "
    return " ".join(_inside(page, element)) if len(element) else words(element)


def _input(page: Page, element: Element) -> str:
    kind = element.get("type", "text").lower()
    state = "checked" if element.get("checked") is not None else "not checked"
    if kind in ("checkbox", "radio"):
        return f"{'check box' if kind == 'checkbox' else 'radio button'} {state} {_label(page, element)}"
    return "" if kind == "hidden" else f"edit {_label(page, element)}"


def _label(page: Page, element: Element) -> str:
    identity = element.get("id", "")
    label = next(
        (words(found) for found in page.root.iter("label") if identity and found.get("for") == identity), ""
    )
    return flat(element.get("aria-label", "") or label or element.get("title", ""))


def _table(page: Page, table: Element) -> Iterator[str]:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    columns = max((len(row) for row in cells), default=0)
    labels = (
        words(page.by_id[name]) for name in table.get("aria-labelledby", "").split() if name in page.by_id
    )
    caption = next((words(child) for child in table if child.tag == "caption"), "") or table.get(
        "aria-label", ""
    )
    named = flat(f" {caption or ' '.join(labels)}")
    yield flat(f"table {named} with {times(len(rows), 'row')} and {times(columns, 'column')}")
    heads = [flat(words(cell)) if _heads_column(cell) else "" for cell in cells[0]] if cells else []
    for number, row in enumerate(cells, 1):
        name = flat(words(row[0])) if row and row[0].tag == "th" and not _heads_column(row[0]) else ""
        for column, cell in enumerate(row, 1):
            place = f"row {number} " if column == 1 else ""
            head = heads[column - 1] if number > 1 and column <= len(heads) else ""
            kind = "heading " if cell.tag == "th" else ""
            lines = list(_inside(page, cell))
            told = ", ".join(filter(None, (head, name if column > 1 else "")))
            yield f"  {place}column {column} {kind}{f'{told}: ' if told else ''}{lines[0] if lines else 'blank'}"
            yield from (f"    {line}" for line in lines[1:])
    yield "out of table"


def _heads_column(cell: Element) -> bool:
    """Whether a cell is the heading of its column, not of its row."""
    return (
        cell.tag == "th" and cell.get("scope") not in ("row", "rowgroup") and cell.get("role") != "rowheader"
    )
