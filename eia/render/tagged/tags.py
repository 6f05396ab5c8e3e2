"""Tags in the text of a Word part: found, made whole, and turned into what Jinja can compile."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.parts import q

BLOCKS: Final = "blocks"
"""The filter that writes an answer as paragraphs: what `{{p … }}` is turned into."""

_BLOCK: Final = re.compile(r"\s*\{\{p\s+(?P<what>.+?)\s*\}\}\s*\Z", re.DOTALL)
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TORN: Final = re.compile(r"\{[{%].*|.*[}%]\}", re.DOTALL)
_UNSUPPORTED: Final = re.compile(r"\{%-?\s*(?:tc|colspan|cellbg|hm|vm)\b|\{\{(?:tc|r)\b|\{%r\b")
_PARAGRAPH: Final = re.compile(r"(?=<w:p[ >])")
_CURLY: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})
_PLACES: Final = (("header", "the header"), ("footer", "the footer"), ("note", "the notes"))


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as the clerk wrote it."""

    part: str
    """The part of the package it stands in: `word/document.xml`."""
    paragraph: int
    """The paragraph of that part, from 1."""
    text: str
    """The tag, with straight quotation marks: `{{ activity.title }}`."""
    around: str
    """The words of its paragraph."""

    @property
    def place(self) -> str:
        """Where it stands, to be found again in Word: `paragraph 3 (“Title: {{ activity.title }}”)`."""
        where = next((f" of {told}" for kind, told in _PLACES if kind in self.part), "")
        words = " ".join(self.around.split())
        return f"paragraph {self.paragraph}{where} (“{words[:79] + '…' if len(words) > 80 else words}”)"

    @property
    def is_whole(self) -> bool:
        """Whether it begins and ends as a tag does."""
        return bool(_TAG.fullmatch(self.text))

    @property
    def is_supported(self) -> bool:
        """Whether it is of a kind that leaves tables and runs whole: not one for columns or for runs."""
        return not _UNSUPPORTED.match(self.text)


def tags_of(root: Element, part: str) -> Iterator[Tag]:
    """Every tag of a part, in its order, and what begins or ends like one."""
    for number, paragraph in enumerate(root.iter(q("p")), 1):
        words = _words(paragraph)
        if "{" in words or "}" in words:
            for found in _TAG.finditer(words):
                yield Tag(part, number, _plain(found.group()), words.strip())
            torn = _TORN.search(_TAG.sub("", words))
            if torn is not None:
                yield Tag(part, number, _plain(torn.group()), words.strip())


def source_of(root: Element) -> str:
    """The part as a Jinja template, each paragraph on a line of its own, so that an error's line tells which.

    Changes `root`.
    """
    for paragraph in list(root.iter(q("p"))):
        block = _BLOCK.match(_words(paragraph))
        if block is not None:
            _make_whole(paragraph, _plain(block["what"]))
    library = _library()
    return _PARAGRAPH.sub("\n", str(library.patch_xml(library.xml_to_string(root).replace("\n", " "))))


def joined(written: str) -> str:
    """What a template wrote without the lines that `source_of` gave it, and with line breaks as Word has them."""
    return str(_library().resolve_listing(re.sub(r"\n(?=<w:p[ >])", "", written)))


@cache
def _library() -> Any:
    """docxtpl, for its reading of tags that Word has torn apart; it is given no file."""
    from docxtpl import DocxTemplate

    return DocxTemplate("")


def _words(paragraph: Element) -> str:
    """The paragraph's own words, without those of text boxes in it."""
    return "".join(
        text.text or ""
        for text in paragraph.iter(q("t"))
        if next(text.iterancestors(q("p")), None) is paragraph
    )


def _plain(tag: str) -> str:
    """The tag on one line, with the quotation marks that Jinja reads."""
    return " ".join(tag.translate(_CURLY).split())


def _make_whole(paragraph: Element, what: str) -> None:
    """Leave one run in the paragraph, with the tag that writes blocks in the paragraph's style."""
    properties = paragraph.find(q("pPr"))
    style = None if properties is None else properties.find(q("pStyle"))
    identity = "" if style is None else style.get(q("val"), "")
    for child in list(paragraph):
        if child is not properties:
            paragraph.remove(child)
    words = etree.SubElement(etree.SubElement(paragraph, q("r")), q("t"))
    words.text = f"{{{{p ({what})|{BLOCKS}('{re.sub(r'[^A-Za-z0-9_-]', '', identity)}') }}}}"
