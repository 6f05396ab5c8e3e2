"""The closed subset of HTML that a report is written in, and reading a report that keeps to it.

Everything outside the subset is an error that names the line, so that nothing is lost in silence.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, cast

from lxml import etree
from lxml.etree import _Element as Element

from eia.characters import in_bytes, uncommon

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (its production 2, Char)."""

MAX_DEPTH: Final = 100
"""How many elements may stand inside one another; a report needs about fifteen."""

CONTAINERS: Final = frozenset({"main", "header", "footer", "section", "article", "div", "nav"})
"""Blocks that only group: paper has no equal and needs none."""

INLINE: Final = frozenset(
    {"a", "abbr", "b", "br", "code", "em", "i", "img", "input", "span", "strong", "sub", "sup", "time"}
)
"""What may stand inside a line of text."""

_OWN: Final[dict[str, frozenset[str]]] = {
    **{name: frozenset() for name in CONTAINERS | INLINE},
    **dict.fromkeys(("body", "h1", "h2", "h3", "h4", "h5", "p", "ul", "li", "hr"), frozenset()),
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

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TOO_DEEP: Final = etree.XPath("/".join(["*"] * (MAX_DEPTH + 1)))
_USUAL: Final[set[tuple[object, ...]]] = set()
"""Kinds of elements that are in the subset and were met before: the name, then the names of the attributes."""
_MOST_USUAL: Final = 4096

INSTEAD: Final = {
    "blockquote": 'Use a paragraph with a class, such as `<p class="note">`.',
    "details": "Use a heading and paragraphs: what is folded away on a page cannot be folded on paper.",
    "summary": "Use a heading and paragraphs: what is folded away on a page cannot be folded on paper.",
    "dl": "Use a table with a row for each pair.",
    "dt": "Use a table with a row for each pair.",
    "dd": "Use a table with a row for each pair.",
    "h6": "Headings go from h1 to h5.",
    "u": "Use strong or em: underlined words look like links.",
    "tfoot": "Put the last row into tbody.",
    "script": "A report has no script.",
}
"""What to use instead of an element that is outside the subset."""


class UnknownElement(Exception):
    """A report has an element, an attribute or a class that an output has no equal for.

    Raised instead of leaving anything out in silence.

    Attributes:
        message: What is wrong and what to use instead, without the place.
        line: The line of the report's HTML, from 1.
        template: The template that wrote it.
    """

    def __init__(self, message: str, line: int, template: str) -> None:
        super().__init__(f"{template}:{line}: {message}")
        self.message = message
        self.line = line
        self.template = template


def means_something(tag: str, attribute: str) -> bool:
    """Whether an attribute can stand on an element of the subset."""
    usual = attribute in _EVERYWHERE or attribute.startswith(("aria-", "data-"))
    return usual or attribute in _OWN.get(tag, frozenset())


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
        root = etree.fromstring(encoded(html), parser)
    except etree.XMLSyntaxError:
        root = None
    body = None if root is None else root.find("body")
    if root is None or body is None:
        raise UnknownElement("The report is empty: it has no `<body>`.", 1, template)
    marked, unusual = _met(body)
    for element in marked:
        if _page_only(element, template):
            _drop(element)
    for element in root.iterfind("head/*"):
        if element.tag not in _HEAD:
            raise wrong(element, f"{shown(element)} cannot stand in the head of a report.", template)
    # A report has hundreds of elements, and a few dozen kinds of them.
    unusual = [element for element in unusual if any(outer is body for outer in element.iterancestors())]
    if unusual or body.attrib or _TOO_DEEP(body):
        _check(body, template, 0)
        if len(_USUAL) + len(unusual) <= _MOST_USUAL:
            _USUAL.update(map(_kind, unusual))
    return root


def classes(element: Element) -> list[str]:
    """The element's classes that mean something on paper: those for the page's layout only are left out."""
    given = element.get("class")
    return list(_meaningful(given)) if given else []


@lru_cache(maxsize=1024)
def _meaningful(given: str) -> tuple[str, ...]:
    return tuple(name for name in given.split() if not name.startswith("layout-"))


def _met(body: Element) -> tuple[list[Element], list[Element]]:
    """What in the body may be meant for the page only, and what is of no kind that was found good before."""
    marked: list[Element] = []
    unusual: list[Element] = []
    for element in body.iterdescendants():
        kind = _kind(element)
        if kind not in _USUAL:
            unusual.append(element)
        if "data-only" in kind or ("class" in kind and "page-only" in element.get("class", "")):
            marked.append(element)
    return marked, unusual


def _kind(element: Element) -> tuple[object, ...]:
    return (element.tag, *element.keys())


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
        instead = INSTEAD.get(tag, "Use headings, paragraphs, lists and tables.")
        raise wrong(element, f"{shown(element)} cannot stand in a report. {instead}", template)
    if depth > MAX_DEPTH:
        raise wrong(element, f"{shown(element)} stands inside more than {MAX_DEPTH} others.", template)
    for name in map(str, element.attrib):
        if means_something(tag, name) and not name.startswith("data-"):
            continue
        if name == "data-field" and tag in _UNTAGGED:
            raise wrong(
                element, f"{shown(element)}: data-field cannot stand on “{tag}”. Put it on a cell.", template
            )
        if not name.startswith("data-"):
            raise wrong(
                element,
                f"{shown(element)}: “{name}” means nothing in a report on “{tag}”. "
                "Use a class, and give the house style one of that name.",
                template,
            )
    for child in element:
        _check(child, template, depth + 1)


def language_of(element: Element, template: str) -> str:
    """The element's own language, or nothing."""
    language = element.get("lang")
    if language is None:
        return ""
    if not _LANGUAGE.fullmatch(language):
        raise wrong(
            element,
            f"“{language}” is no language in {shown(element)}. Write it as en-GB, cy or ar.",
            template,
        )
    return language


def direction_of(element: Element, template: str) -> bool | None:
    """Whether the element's text runs from right to left, or None if the element does not say."""
    direction = element.get("dir")
    if direction is None:
        return None
    if direction == "auto":
        return _starts_rtl("".join(str(part) for part in element.itertext()))
    if direction not in ("ltr", "rtl"):
        raise wrong(
            element, f"dir is “{direction}” in {shown(element)}. It can be “ltr”, “rtl” or “auto”.", template
        )
    return direction == "rtl"


def _starts_rtl(content: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode Bidirectional Algorithm, P2)."""
    for character in content:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def legal(value: str) -> str:
    """The text with every character XML cannot hold shown as U+FFFD, so that nothing vanishes unseen."""
    return ILLEGAL.sub("\ufffd", value)


def encoded(value: str) -> bytes:
    """The text, made legal, in UTF-8."""
    raw = in_bytes(value)
    return legal(value).encode() if ILLEGAL.search(uncommon(raw)) else raw


def cut(value: str, length: int) -> str:
    """The text on one line, shortened at the end of a word if it is longer than `length`."""
    value = " ".join(value.split())
    if len(value) <= length:
        return value
    kept = value[: length - 1]
    return (kept[: kept.rfind(" ")] if " " in kept[length // 2 :] else kept).rstrip(" ,;:–-") + "…"
