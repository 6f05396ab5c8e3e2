"""Word files as other people make them: with python-docx, one careful and the same with one fault planted."""

import base64
import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

if TYPE_CHECKING:
    from docx.oxml.text.paragraph import CT_P

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROSE = (
    "The library on the high street closes two hours earlier on weekdays from April. "
    "Readers who work late, and readers who need the lift, were asked about it in autumn."
)


def careful() -> Document:
    """A short report as somebody makes it who takes care."""
    document = docx.Document()
    document.core_properties.title = "Library opening hours"
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    for name in ("Heading 2", "Heading 3", "Caption"):  # the template's are small and too light
        document.styles[name].font.color.rgb = RGBColor(0x1F, 0x38, 0x64)
        document.styles[name].font.size = Pt(12)
    document.add_paragraph("Library opening hours", "Title")
    document.add_heading("Summary", 1)
    document.add_paragraph(PROSE)
    document.add_heading("Evidence", 1)
    document.add_heading("Visits", 2)
    document.add_paragraph(PROSE).add_run(" It matters most to disabled readers.").bold = True
    document.add_paragraph("Visits by age and hour", "Caption")
    table = document.add_table(3, 3, "Table Grid")
    for row, words in enumerate(
        (("Age", "Day", "Evening"), ("Under 65", "410", "95"), ("65 and over", "380", "12"))
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    header(table.rows[0])
    document.add_paragraph("What readers asked for:")
    for wish in ("one late evening a week", "the lift switched on until closing time"):
        document.add_paragraph(wish, "List Bullet")
    linked(
        document.add_paragraph("The figures are in the "),
        "visitor survey of 2025",
        "https://www.example.org/survey",
    )
    picture(document.add_paragraph(), "Visits fell from 500 in 2023 to 420 in 2025.")
    document.add_heading("Actions", 1)
    document.add_paragraph(PROSE)
    return document


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item, change(data) if item.filename == name else data)
    return stream.getvalue()


def header(row: object) -> None:
    """Let a row be repeated as the header of its table."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))


def linked(paragraph: Paragraph, words: str, target: str) -> None:
    """Add a link as Word writes it."""
    part = paragraph.part
    identity = part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), identity)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def picture(paragraph: Paragraph, alternative: str) -> None:
    """Add a picture with an alternative text."""
    inline = paragraph.add_run().add_picture(io.BytesIO(PICTURE))
    inline._inline.docPr.set("descr", alternative)


def after(document: Document, words: str) -> Paragraph:
    """A new paragraph straight after the one that begins so."""
    found = next(item for item in document.paragraphs if item.text.startswith(words))
    new = cast("CT_P", parse_xml(f"<w:p {W}/>"))
    found._p.addnext(new)
    return Paragraph(new, found._parent)


__all__ = ["WD_ALIGN_PARAGRAPH", "WD_BREAK", "OxmlElement", "Pt", "RGBColor", "parse_xml", "qn"]
