"""How a tag prints an answer: as words in the line, or as paragraphs and lists in place of its paragraph."""

import html as escaping
import re
from dataclasses import dataclass, field
from typing import Any, Final

import jinja2
from lxml import etree
from lxml.etree import _Element as Element
from markupsafe import Markup

from eia.render.answers import Answer, Entries, Entry, answers_in
from eia.render.prose import escape, inline, prose
from eia.render.subset import legal, read
from eia.render.view import Tick, View
from eia.render.word.body import Body
from eia.render.word.inline import TICKED, UNTICKED
from eia.render.word.registry import CONTROL_END, Registry

WRITER: Final = "writer of this report"
"""Where the writer is kept among what a template is given; no tag can have a name with spaces."""

_BREAK: Final = re.compile(r"<br\s*/?>")
_LINES: Final = re.compile(r"\s*\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t])")
"""Where a paragraph or a list's item begins."""
_FOLD: Final = re.compile(r"[ \t]*\n[ \t]*")
_MARKUP: Final = re.compile(r"<[^<>]*>")


@dataclass
class Writer:
    """What is kept while one report is written."""

    view: View
    registry: Registry
    name: str
    """The template's name, for messages."""
    shown: set[str] = field(default_factory=set)
    """The addresses of the answers that were printed."""


@jinja2.pass_context
def said(context: jinja2.runtime.Context, value: Any) -> Any:
    """A value as words in a line; what Jinja does with everything that a tag prints."""
    writer = _writer(context)
    if isinstance(value, Answer | Entry | Entries):
        writer.shown.update(answer.field for answer in answers_in(value))
        return legal(_words(value) or value.withheld or writer.view.texts.get("not_answered", ""))
    if isinstance(value, Tick):
        return f"{TICKED if value.on else UNTICKED} {value.label}"
    return legal(value) if type(value) is str else value


@jinja2.pass_context
def blocks(context: jinja2.runtime.Context, value: Any, style: str = "") -> Markup:
    """A value as paragraphs and lists in Word's own markup, in the style of the paragraph that its tag stood in."""
    writer = _writer(context)
    parts = [value] if not isinstance(value, Entries) else [item for item in value.items if item]
    written = "".join(_block(writer, part, style) for part in parts)
    return Markup(written or _block(writer, "", style))  # noqa: S704 - written by the Word writer, which escapes


def _writer(context: jinja2.runtime.Context) -> Writer:
    writer = context[WRITER]
    assert isinstance(writer, Writer)  # noqa: S101 - put there by `to_word`
    return writer


def _block(writer: Writer, value: Any, style: str) -> str:
    start = end = gap = ""
    if isinstance(value, Answer):
        writer.shown.add(value.field)
        start, end = writer.registry.control(value.field, value.alias or value.label), CONTROL_END
    marked = prose(value.text) if isinstance(value, Answer) and value.shape == "prose" else ""
    if not marked:
        words = str(value)
        if isinstance(value, Answer | Entry | Entries):
            words, gap = _words(value), value.withheld
        if isinstance(value, Entry | Entries):
            writer.shown.update(answer.field for answer in answers_in(value))
        lines = escape(words or gap or writer.view.texts.get("not_answered", "")).replace("\n", "<br>")
        marked = f"<p>{lines}</p>"
    language = writer.view.answers_in
    body = read(f"<html><body>{marked}</body></html>", writer.name).find("body")
    assert isinstance(body, etree._Element)  # noqa: S101, SLF001 - `read` has seen to it
    if language:
        body.set("lang", language)
    return f"{start}{_written(writer, body, style)}{end}"


def _written(writer: Writer, body: Element, style: str) -> str:
    return legal(Body(writer.registry, {}, writer.name).blocks(body, style))


def _words(node: Answer | Entry | Entries) -> str:
    """Everything a node says, in a line: a person's name and post, a list's items one after the other."""
    if isinstance(node, Answer):
        return _without_marks(node.text) if node.shape == "prose" else node.text
    if isinstance(node, Entry):
        return ", ".join(words for words in map(_words, node.parts.values()) if words)
    return "; ".join(words for words in map(_words, node.items) if words)


def _without_marks(text: str) -> str:
    """Prose in a line: its words without the signs for emphasis and links, a line for each paragraph and item."""
    lines = (inline(_FOLD.sub(" ", line)) for line in _LINES.split(text.strip()))
    return escaping.unescape(_MARKUP.sub("", _BREAK.sub("\n", "\n".join(lines))))
