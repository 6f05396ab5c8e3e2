"""Semantic HTML into text to be copied into another document: plain, or with the marks of Markdown."""

import re
from collections.abc import Callable
from typing import Final

from lxml.etree import _Element as Element

from eia.render.subset import read, wrong

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")
_AT_START: Final = re.compile(r"\A(\s*)([-+]|\d+[.)])(?=\s)")

Inline = Callable[[Element], str]


def to_text(html: str, template: str) -> str:
    """The words, paragraph by paragraph, one line each.

    Raises:
        UnknownElement: as `read`, or where an element cannot be written as text.
    """
    return _written(html, template, marked=False)


def to_markdown(html: str, template: str) -> str:
    """The same with headings, lists, emphasis and links as Markdown (CommonMark).

    Raises:
        UnknownElement: as `to_text`.
    """
    return _written(html, template, marked=True)


def _written(html: str, template: str, *, marked: bool) -> str:
    body = read(html, template).find("body")
    blocks: list[str] = []
    if body is not None:
        _blocks(body, blocks, template, marked=marked)
    return "\n\n".join(blocks) + "\n"


def _blocks(parent: Element, blocks: list[str], template: str, *, marked: bool) -> None:
    for child in parent:
        tag = str(child.tag)
        if tag in ("main", "header", "footer", "section", "article", "div"):
            _blocks(child, blocks, template, marked=marked)
        elif tag in ("h1", "h2", "h3", "h4", "h5"):
            words = _line(child, marked=marked)
            blocks.append(f"{'#' * int(tag[1])} {words}" if marked else words)
        elif tag == "p":
            words = _line(child, marked=marked)
            if words:
                strong = marked and child.get("class") == "status"
                blocks.append(f"**{words}**" if strong else words)
        elif tag in ("ul", "ol"):
            items = [_line(item, marked=marked) for item in child]
            marks = ["-" if tag == "ul" else f"{number}." for number in range(1, len(items) + 1)]
            blocks.append("\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True)))
        else:
            raise wrong(
                child, f"“{tag}” cannot be written as text. Use headings, paragraphs and lists.", template
            )


def _line(element: Element, *, marked: bool) -> str:
    words = " ".join(_inline(element, marked=marked).split(" "))
    words = _SPACE.sub(" ", words).strip()
    return _AT_START.sub(r"\1\\\2", words) if marked else words


def _inline(element: Element, *, marked: bool) -> str:
    parts = [_escaped(element.text, marked=marked)]
    for child in element:
        inner = _inline(child, marked=marked)
        stripped = inner.strip()
        if marked and stripped and child.tag in ("strong", "b"):
            inner = inner.replace(stripped, f"**{stripped}**", 1)
        elif marked and stripped and child.tag in ("em", "i"):
            inner = inner.replace(stripped, f"*{stripped}*", 1)
        elif marked and stripped and child.tag == "a" and not (child.get("href") or "#").startswith("#"):
            inner = f"[{stripped}]({child.get('href')})"
        parts.append(inner + _escaped(child.tail, marked=marked))
    return "".join(parts)


def _escaped(text: str | None, *, marked: bool) -> str:
    flat = _SPACE.sub(" ", text or "")
    return _SPECIAL.sub(r"\\\1", flat) if marked else flat
