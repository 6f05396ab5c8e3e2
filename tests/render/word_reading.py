"""Reading a Word file back from its XML, without the code that wrote it."""

import io
import zipfile
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from eia.render.word import to_word

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "app": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}
W = f"{{{NAMESPACES['w']}}}"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
REFERENCE = (TEMPLATES / "common" / "reference.docx").read_bytes()


class Word:
    """A Word file, opened."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}

    def tree(self, name: str) -> Any:
        """One part."""
        return etree.fromstring(self.parts[name])

    @cached_property
    def document(self) -> Any:
        """The main part."""
        return self.tree("word/document.xml")

    def find(self, path: str, part: str = "") -> list[Any]:
        """What an XPath finds in the main part, or in another."""
        root = self.tree(part) if part else self.document
        found = root.xpath(path, namespaces=NAMESPACES)
        return list(found) if isinstance(found, list) else [found]

    def one(self, path: str, part: str = "") -> Any:
        """The only thing an XPath finds."""
        (found,) = self.find(path, part)
        return found

    @property
    def outline(self) -> list[tuple[str, str]]:
        """Style id and words of every paragraph that shows something, in the order of reading."""
        found = ((style_of(paragraph), words_of(paragraph)) for paragraph in self.find("//w:body//w:p"))
        return [(style, words) for style, words in found if words]

    def control(self, tag: str) -> Any:
        """The only content control with that tag."""
        return self.one(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style; nothing for the normal one."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def words_of(element: Any) -> str:
    """Everything one reads in an element; a line break is a newline, a paragraph's end is not."""
    return "".join(
        "\n" if part.tag == f"{W}br" else part.text or "" for part in element.iter(f"{W}t", f"{W}br")
    )


def page(body: str, *, head: str = "<title>A report</title>", attributes: str = 'lang="en-GB"') -> str:
    """A whole report; the body begins on line 2."""
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>\n{body}\n</body></html>"


def written(body: str, *, head: str = "<title>A report</title>", attributes: str = 'lang="en-GB"') -> Word:
    """The report with that body, written and opened."""
    return Word(to_word(page(body, head=head, attributes=attributes), REFERENCE))
