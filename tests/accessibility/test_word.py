"""What is planted in a Word file is found, in its place, and a careful file has nothing wrong."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from eia.accessibility.checking import check
from eia.accessibility.pages import CODES
from eia.findings import Finding
from tests.accessibility.documents import PROSE, careful, picture, saved, with_part
from tests.accessibility.plants import BOX, PLANTS, SHAPE, add, control, drawing, paint, typed


def found(document: Document) -> tuple[Finding, ...]:
    return check(saved(document)).findings


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in findings]


def test_a_careful_document_of_python_docx_has_nothing_wrong() -> None:
    assert found(careful()) == ()


@pytest.mark.parametrize(
    ("code", "place", "plant"), [item[1:] for item in PLANTS], ids=[item[0] for item in PLANTS]
)
def test_a_planted_fault_is_found_in_its_place_and_nothing_else(
    code: str, place: str, plant: Callable[[Document], object]
) -> None:
    document = careful()
    plant(document)
    assert told(found(document)) == [(code, place)]


def test_every_code_on_what_stands_in_a_word_file_is_planted() -> None:
    elsewhere = {
        "ACC001",
        "ACC002",
        "ACC003",
        "ACC020",
        "ACC036",
        "ACC081",
        "ACC082",
        "ACC083",
        "ACC090",
        "ACC091",
        "ACC100",
    }
    assert {item[1] for item in PLANTS} == set(CODES) - elsewhere


def test_a_long_text_without_headings() -> None:
    document = careful()
    for paragraph in document.paragraphs:
        if (
            paragraph.style is not None
            and paragraph.style.name
            and paragraph.style.name.startswith("Heading")
        ):
            paragraph.style = document.styles["Normal"]
    for _ in range(12):
        document.add_paragraph(PROSE)
    assert ("ACC020", "the whole file") in told(found(document))


@pytest.mark.parametrize(
    "innocent",
    [
        lambda d: drawing(d, SHAPE, 'descr="The council\'s arms"'),
        lambda d: d.add_paragraph("A name: Aneirin ap Gwilym, or Μαρία."),
        lambda d: typed(d, "2019 was a good year.", "2020 was not."),
        lambda d: typed(d, "1. one", "", "Then something else.", "2. two"),
        lambda d: d.add_paragraph("- only one line"),
        lambda d: d.add_paragraph("Two spaces.  After a full stop."),
        lambda d: d.add_paragraph("One\ttab"),
        lambda d: paint(d, "595959"),
        lambda d: paint(d, "FFFFFF", "1D70B8"),
        lambda d: add(d, control('<w:alias w:val="Your name"/>')),
        lambda d: d.add_paragraph("NHS, GP, BSL"),
        lambda d: d.add_page_break(),
        lambda d: picture(d.add_paragraph(), "The logo of the library shows an open book."),
        lambda d: d.sections[0].footer.paragraphs[0].add_run("Library opening hours, page 1"),
        lambda d: d.sections[0].header.paragraphs[0].add_run(f"Library opening hours: {PROSE} Evidence"),
    ],
)
def test_what_is_innocent_is_left_alone(innocent: Callable[[Document], object]) -> None:
    document = careful()
    innocent(document)
    assert found(document) == ()


def test_a_picture_that_is_marked_as_decorative_needs_no_words() -> None:
    raw = saved(careful())
    mark = (
        b'<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="x">'
        b'<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        b"</a:ext></a:extLst></wp:docPr>"
    )

    def decorated(part: bytes) -> bytes:
        start = part.index(b"<wp:docPr")
        end = part.index(b"/>", start)
        words = part.index(b'descr="', start)
        until = part.index(b'"', words + 7) + 1
        return part[:words] + part[until:end] + b">" + mark + part[end + 2 :]

    assert check(with_part(raw, "word/document.xml", decorated)).findings == ()


def test_a_sentence_that_stands_only_in_a_header_is_told() -> None:
    document = careful()
    words = "If you need this in Braille, large print or another language, ask at the counter of any library."
    document.sections[0].header.paragraphs[0].add_run(words)
    assert told(found(document)) == [("ACC080", "the header")]


def test_words_in_a_shape_that_floats_are_told_once() -> None:
    document = careful()
    drawing(document, SHAPE, "", "anchor", BOX)
    assert [finding.message for finding in found(document)] == ["“Call us today” stands in a text box"]


class TestContrast:
    def test_of_a_theme_colour_made_lighter(self) -> None:
        document = careful()
        run = document.paragraphs[-1].add_run(" Light as a feather.")
        run.font.color.theme_color = 5  # accent 1 of the theme: 4F81BD
        (colour,) = run._r.iter(qn("w:color"))
        colour.set(qn("w:themeTint"), "99")
        (finding,) = found(document)
        assert finding.code == "ACC060"
        assert "in #95b3d7 on #ffffff: a contrast of 2.1 to 1, where 4.5 to 1 is needed" in finding.message

    def test_of_large_bold_text_needs_three_to_one(self) -> None:
        document = careful()
        run = document.paragraphs[-1].add_run(" Large enough.")
        run.font.size, run.bold = Pt(14), True
        run.font.color.rgb = RGBColor.from_string("949494")
        assert found(document) == ()
        run.bold = False
        assert told(found(document)) == [("ACC060", "paragraph 14, under “Actions”")]

    def test_of_a_style_and_a_highlighter(self) -> None:
        document = careful()
        base = document.styles.add_style("Faint", WD_STYLE_TYPE.PARAGRAPH)
        base.font.color.rgb = RGBColor.from_string("AAAAAA")
        child = document.styles.add_style("Fainter", WD_STYLE_TYPE.PARAGRAPH)
        child.base_style = base
        document.add_paragraph("Nobody reads this.", child)
        assert [(f.code, "#aaaaaa on #ffffff" in f.message) for f in found(document)] == [("ACC060", True)]
        document = careful()
        run = document.paragraphs[-1].add_run(" Marked.")
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        run.font.color.rgb = RGBColor.from_string("FF0000")
        assert [(f.code, "#ff0000 on #ffff00" in f.message) for f in found(document)] == [("ACC060", True)]

    def test_of_a_table_style(self) -> None:
        document = careful()
        document.tables[0].style = "Medium Shading 1 Accent 1"  # white on 4F81BD in the first row
        messages = [f.message for f in found(document)]
        assert len(messages) == 1
        assert "#ffffff on #4f81bd" in messages[0]
        dark = document.tables[0].cell(0, 0).paragraphs[0].runs[0]
        dark.font.color.rgb = RGBColor(0, 0, 0)
        assert len(found(document)) == 1


def test_a_file_with_a_part_that_cannot_be_read_is_told_as_damaged() -> None:
    raw = with_part(saved(careful()), "word/document.xml", lambda part: part[:200])
    (finding,) = check(raw).findings
    assert (finding.code, finding.place) == ("ACC001", "the whole file")
    assert "word/document.xml is not well-formed XML" in finding.message


def test_an_entity_is_never_read() -> None:
    def bomb(part: bytes) -> bytes:
        start = part.index(b"<w:document")
        return part[:start] + b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + part[start:]

    (finding,) = check(with_part(saved(careful()), "word/document.xml", bomb)).findings
    assert finding.code == "ACC001"
    assert "declares a document type" in finding.message


@pytest.mark.parametrize(("number", "words"), [(5_000_000, "25 MB"), (200_000, "100,000 paragraphs")])
def test_a_bomb_is_told_and_not_gone_through(number: int, words: str) -> None:
    def bomb(part: bytes) -> bytes:
        return part.replace(b"</w:body>", b"<w:p/>" * number + b"</w:body>")

    (finding,) = check(with_part(saved(careful()), "word/document.xml", bomb)).findings
    assert finding.code == "ACC001"
    assert words in finding.message
    assert finding.hint.startswith("Check where it comes from.")


def test_other_files_are_told_plainly() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    cases = {
        "ACC003 OpenDocument": stream.getvalue(),
        "ACC003 Word 97–2003": compound + "WordDocument".encode("utf-16-le"),
        "ACC002 password": compound + "EncryptedPackage".encode("utf-16-le"),
        "ACC002 rights": compound
        + "DRMEncrypted".encode("utf-16-le")
        + "EncryptedPackage".encode("utf-16-le"),
        "ACC003 rich text": b"{\\rtf1 Hello}",
        "ACC001 empty": b"  ",
        "ACC001 neither": b"Just some words.",
        "ACC001 damaged": b"PK\x03\x04 and then nothing",
    }
    for expected, raw in cases.items():
        code, words = expected.split(" ", 1)
        (finding,) = check(raw).findings
        assert finding.code == code, expected
        assert words in finding.message, expected
