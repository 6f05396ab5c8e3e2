"""The closed subset of HTML that a report is written in, and reading a report that keeps to it.

Everything outside the subset is an error that names the line, so that nothing is lost in silence.
"""

from typing import Final, cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.errors import UnknownElement
from eia.render.word.markup import cut, legal

MAX_DEPTH: Final = 100
"""How many elements may stand inside one another; a report needs about fifteen."""

CONTAINERS: Final = frozenset({"main", "header", "footer", "section", "article", "div", "nav"})
"""Blocks that only group: Word has no equal and needs none."""

INLINE: Final = frozenset(
    {"a", "abbr", "b", "br", "code", "em", "i", "img", "input", "span", "strong", "sub", "sup", "time"}
)
"""What may stand inside a line of text."""

_OWN: Final[dict[str, frozenset[str]]] = {
    **{name: frozenset() for name in CONTAINERS | INLINE},
    **dict.fromkeys(("body", "h1", "h2", "h3", "h4", "p", "ul", "li", "hr"), frozenset()),
    **dict.fromkeys(("table", "caption", "colgroup", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys(("figure", "figcaption"), frozenset()),
    "a": frozenset({"href", "rel", "title", "target"}),
    "abbr": frozenset({"title"}),
    "col": frozenset({"style", "width"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "input": frozenset({"type", "checked", "disabled", "title"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr"}),
    "time": frozenset({"datetime"}),
}
ELEMENTS: Final = frozenset(_OWN)
"""The names of all elements a report's body may hold."""

_EVERYWHERE: Final = frozenset({"id", "class", "lang", "dir", "role", "tabindex"})
_UNTAGGED: Final = frozenset({"br", "hr", "col", "colgroup", "thead", "tbody", "tr", "body"})
_HEAD: Final = frozenset({"title", "meta", "style", "link"})

_MARKED: Final = etree.XPath(".//*[@data-only or contains(@class, 'page-only')]")

_INSTEAD: Final = {
    "blockquote": 'Use a paragraph with a class, such as `<p class="note">`.',
    "details": "Use a heading and paragraphs: what is folded away on a page cannot be folded on paper.",
    "summary": "Use a heading and paragraphs: what is folded away on a page cannot be folded on paper.",
    "dl": "Use a table with a row for each pair.",
    "dt": "Use a table with a row for each pair.",
    "dd": "Use a table with a row for each pair.",
    "h5": "Headings go from h1 to h4.",
    "h6": "Headings go from h1 to h4.",
    "u": "Use strong or em: underlined words look like links.",
    "tfoot": "Put the last row into tbody.",
    "script": "A report has no script.",
}


def wrong(element: Element, message: str, template: str) -> UnknownElement:
    """The error to raise for `element`, at its line."""
    line = cast("int | None", element.sourceline)  # the stubs do not say what it is
    return UnknownElement(message, line or 1, template)


def shown(element: Element) -> str:
    """The element's opening tag as its author wrote it, shortened, to be found again in the template."""
    attributes = "".join(f' {name!s}="{cut(str(value), 40)}"' for name, value in element.items())
    return cut(f"<{element.tag}{attributes}", 100) + ">"


def read(html: str, template: str) -> Element:
    """The report's tree, without comments and without what is meant for the page only.

    Raises:
        UnknownElement: There is no text, or something in it is outside the subset.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(legal(html).encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    body = None if root is None else root.find("body")
    if root is None or body is None:
        raise UnknownElement("The report is empty: it has no `<body>`.", 1, template)
    for element in cast("list[Element]", _MARKED(body)):
        if _page_only(element, template):
            _drop(element)
    for element in root.iterfind("head/*"):
        if element.tag not in _HEAD:
            raise wrong(element, f"{shown(element)} cannot stand in the head of a report.", template)
    _check(body, template, 0)
    return root


def classes(element: Element) -> list[str]:
    """The element's classes that mean something to Word: those for the page's layout only are left out."""
    return [name for name in (element.get("class") or "").split() if not name.startswith("layout-")]


def _page_only(element: Element, template: str) -> bool:
    only = element.get("data-only")
    if only not in (None, "page", "word"):
        raise wrong(
            element, f"data-only is “{only}” in {shown(element)}. It can be “page” or “word”.", template
        )
    return only == "page" or "page-only" in (element.get("class") or "").split()


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


def _check(element: Element, template: str, depth: int) -> None:
    tag = str(element.tag)
    own = _OWN.get(tag)
    if own is None:
        instead = _INSTEAD.get(tag, "Use headings, paragraphs, lists and tables.")
        raise wrong(element, f"{shown(element)} cannot be put into Word. {instead}", template)
    if depth > MAX_DEPTH:
        raise wrong(element, f"{shown(element)} stands inside more than {MAX_DEPTH} others.", template)
    for name in map(str, element.attrib):
        if name in _EVERYWHERE or name in own or name.startswith("aria-"):
            continue
        if name == "data-field" and tag in _UNTAGGED:
            raise wrong(
                element, f"{shown(element)}: data-field cannot stand on “{tag}”. Put it on a cell.", template
            )
        if not name.startswith("data-"):
            raise wrong(
                element,
                f"{shown(element)}: “{name}” means nothing to Word on “{tag}”. "
                "Use a class, and give reference.docx a style of that name.",
                template,
            )
    for child in element:
        _check(child, template, depth + 1)
