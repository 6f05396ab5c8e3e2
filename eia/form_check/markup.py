"""The HTML that templates write: elements outside the closed subset, and styles that the house style lacks."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eia.form_check.faults import Told
from eia.form_check.sources import Source
from eia.render.subset import ELEMENTS, INLINE, INSTEAD, means_something
from eia.render.word.reference import Kind, Reference, normal

_COMMENT: Final = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_CLASS: Final = re.compile(r"\sclass\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OF_THE_PAGE: Final = re.compile(r"\bpage-only\b|data-only\s*=\s*[\"']page")
_FRAME: Final = frozenset({"html", "head", "title", "meta"})
_EMPTY: Final = frozenset({"br", "hr", "img", "input", "col", "meta"})
_UNSTYLED: Final = frozenset({"tr", "thead", "tbody", "col", "colgroup", "hr"})
"""Elements whose class means nothing to Word."""
_FOR: Final[dict[Kind, str]] = {"paragraph": "paragraphs", "character": "words in a line", "table": "tables"}
_PLACE: Final = "\x00"
"""What stands for Jinja's own marks while tags are looked for."""


@dataclass(frozen=True)
class Used:
    """One element that a template writes."""

    tag: str
    classes: tuple[str, ...]
    line: int
    column: int
    attributes: tuple[str, ...] = ()


def elements(source: Source) -> Iterator[Used]:
    """Every element that the template writes and that paper shows, as far as its text tells."""
    text = _JINJA.sub(_blanked, _COMMENT.sub(_emptied, source.text))
    hidden: list[str] = []
    """The open elements from the outermost that is for the page only."""
    for match in _TAG.finditer(text):
        tag = match[2].lower()
        if match[3].startswith(_PLACE):  # `<h{{ level }}`: what it is called is worked out
            continue
        if match[1]:
            if hidden and tag in hidden:
                del hidden[len(hidden) - 1 - hidden[::-1].index(tag) :]
            continue
        if hidden or _OF_THE_PAGE.search(match[3]):
            if tag not in _EMPTY and not match[3].endswith("/"):
                hidden.append(tag)
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield Used(tag, tuple(_classes(match[3])), line, column, tuple(_attributes(match[3])))


def foreign(source: Source) -> Iterator[Told]:
    """The elements that neither Word nor a PDF has an equal for."""
    for used in elements(source):
        if used.tag not in ELEMENTS and used.tag not in _FRAME:
            hint = INSTEAD.get(used.tag, "Use headings, paragraphs, lists and tables.")
            message = f"`<{used.tag}>` cannot be put into Word"
            yield Told("FRM012", message, hint, used.line, used.column, len(used.tag) + 1)
        for name in used.attributes if used.tag in ELEMENTS else ():
            if not means_something(used.tag, name):
                message = f"“{name}” means nothing to Word on `<{used.tag}>`"
                hint = "Use a class, and give reference.docx a style of that name."
                yield Told("FRM012", message, hint, used.line, used.column, len(used.tag) + 1)


def styles(source: Source) -> Iterator[tuple[Kind, str, Used]]:
    """The styles that the template asks for by a class: of which kind, called what, and where."""
    for used in elements(source):
        if used.tag not in _UNSTYLED and used.tag not in _FRAME and len(used.classes) == 1:
            kind: Kind = (
                "table" if used.tag == "table" else "character" if used.tag in INLINE else "paragraph"
            )
            yield kind, used.classes[0], used


def unstyled(source: Source, house: Reference) -> Iterator[tuple[Used, str, str]]:
    """The elements whose class names no style of the house style, with what is wrong and what to do."""
    for kind, name, used in styles(source):
        if house.style(kind, name) is None:
            words = name.replace("-", " ").capitalize()
            message = f'reference.docx has no style for {_FOR[kind]} called “{words}”, which `<{used.tag} class="{name}">` asks for'
            near = difflib.get_close_matches(normal(name), [n for k, n in house.styles if k == kind], 1)
            meant = f" Or did you mean `{near[0].replace(' ', '-')}`?" if near else ""
            yield used, message, f"Add it in Word (Home, Styles), or use a class that has a style.{meant}"


def _attributes(attributes: str) -> Iterator[str]:
    """The names of the attributes, but for those that Jinja works out a part of."""
    for found in _ATTRIBUTE.finditer(attributes):
        if _PLACE not in found[1]:
            yield found[1].lower()


def _classes(attributes: str) -> Iterator[str]:
    """The classes that mean a style; none where Jinja works out a part of them."""
    found = _CLASS.search(attributes)
    for name in ((found[1] or found[2] or "") if found else "").split():
        if _PLACE not in name and not name.startswith("layout-"):
            yield name


def _emptied(match: re.Match[str]) -> str:
    """Blanks instead of what was matched, so that every line and column stays where it is."""
    return re.sub(r"[^\n]", " ", match[0])


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", _PLACE, match[0])
