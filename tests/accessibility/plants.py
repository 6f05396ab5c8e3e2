"""One fault of each kind, planted into a careful document: its code and place, and how to plant it."""

from collections.abc import Callable

from docx.document import Document

from tests.accessibility.documents import (
    PROSE,
    WD_ALIGN_PARAGRAPH,
    OxmlElement,
    Pt,
    RGBColor,
    W,
    after,
    header,
    linked,
    parse_xml,
    picture,
    qn,
)

Plant = tuple[str, str, str, Callable[[Document], object]]
"""What it is, the code, the place in words, and how it is planted."""

DRAWING = (
    f'<w:r {W} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<w:drawing><wp:{kind}><wp:docPr id="9" name="Thing 9" {said}/>'
    '<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>'
)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SMART = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
BOX = "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Call us today</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"


def drawing(document: Document, uri: str, said: str = "", kind: str = "inline", inside: str = "") -> None:
    document.paragraphs[-1]._p.append(parse_xml(DRAWING.format(kind=kind, said=said, uri=uri, inside=inside)))


def add(document: Document, markup: str) -> None:
    """Add WordprocessingML to the last paragraph."""
    document.paragraphs[-1]._p.append(parse_xml(markup))


def paint(document: Document, colour: str, fill: str = "") -> None:
    run = document.paragraphs[-1].add_run(" Nobody can read this.")
    run.font.color.rgb = RGBColor.from_string(colour)
    if fill:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill)
        run._r.get_or_add_rPr().append(shade)


def no_language(document: Document) -> None:
    for language in list(document.styles.element.iter(qn("w:lang"))):
        language.getparent().remove(language)


def no_header(document: Document) -> None:
    document.tables[0].rows[0]._tr.get_or_add_trPr().clear()


def nested(document: Document) -> None:
    inner = document.tables[0].cell(2, 2).add_table(2, 2)
    for index, cell in enumerate(inner._cells):
        cell.text = f"Figure {index}"
    header(inner.rows[0])


def table(
    document: Document, rows: int, columns: int, empty: tuple[int, ...] = (), caption: bool = True
) -> None:
    if caption:
        document.add_paragraph("More figures", "Caption")
    made = document.add_table(rows, columns, "Table Grid")
    for index, cell in enumerate(made._cells):
        if index // columns not in empty:
            cell.text = f"Figure {index}"
    header(made.rows[0])


def protect(document: Document) -> None:
    element = OxmlElement("w:documentProtection")
    element.set(qn("w:edit"), "readOnly")
    element.set(qn("w:enforcement"), "1")
    document.settings.element.append(element)


def bold_line(document: Document) -> None:
    after(document, "The library").add_run("Who was asked").bold = True
    after(document, "Who was asked").add_run(PROSE)


def large_line(document: Document) -> None:
    after(document, "The library").add_run("Who was asked").font.size = Pt(18)
    after(document, "Who was asked").add_run(PROSE)


def watermark(document: Document) -> None:
    document.sections[0].header.paragraphs[0]._p.append(
        parse_xml(
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="PowerPlusWaterMarkObject1"'
            ' style="position:absolute"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
        )
    )


def small(document: Document) -> None:
    document.paragraphs[-1].add_run(" This is the small print.").font.size = Pt(8)


def typed(document: Document, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line)


def field(instruction: str, words: str) -> str:
    return f"<w:fldSimple {W} w:instr='{instruction}'><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:fldSimple>"


def control(title: str) -> str:
    return (
        f"<w:sdt {W}><w:sdtPr>{title}<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Your name</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )


LAST = "paragraph 14, under “Actions”"
"""The last paragraph of the careful document."""

PLANTS: tuple[Plant, ...] = (
    ("no title", "ACC010", "the whole file", lambda d: setattr(d.core_properties, "title", "")),
    ("no language", "ACC011", "the whole file", no_language),
    (
        "Welsh marked as English",
        "ACC012",
        "paragraph 15, under “Actions”",
        lambda d: d.add_paragraph(
            "Mae'r cyngor wedi gofyn i bobl am eu barn ar oriau agor y llyfrgell, ac mae hyn yn bwysig."
        ),
    ),
    (
        "Greek marked as English",
        "ACC012",
        "paragraph 15, under “Actions”",
        lambda d: d.add_paragraph("Μπορείτε να ζητήσετε αυτήν την έκθεση σε άλλη γλώσσα"),
    ),
    ("locked", "ACC004", "the whole file", protect),
    (
        "a tracked change",
        "ACC005",
        "the whole file",
        lambda d: add(d, f'<w:ins {W} w:id="1" w:author="x"><w:r><w:t>added</w:t></w:r></w:ins>'),
    ),
    (
        "a tracked deletion",
        "ACC005",
        "the whole file",
        lambda d: add(d, f'<w:del {W} w:id="1" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'),
    ),
    ("a skipped level", "ACC021", "the heading “Costs”", lambda d: d.add_heading("Costs", 3)),
    ("a bold line", "ACC022", "paragraph 4, under “Summary”", bold_line),
    ("a large line", "ACC022", "paragraph 4, under “Summary”", large_line),
    ("an empty heading", "ACC023", "paragraph 15, under “Actions”", lambda d: d.add_heading("", 2)),
    ("no header row", "ACC030", "table 1, under “Visits”", no_header),
    (
        "cells merged across",
        "ACC031",
        "table 1, under “Visits”",
        lambda d: d.tables[0].cell(1, 0).merge(d.tables[0].cell(1, 1)),
    ),
    (
        "cells merged downwards",
        "ACC031",
        "table 1, under “Visits”",
        lambda d: d.tables[0].cell(1, 2).merge(d.tables[0].cell(2, 2)),
    ),
    ("a table in a table", "ACC032", "table 2, under “Visits”", nested),
    ("a blank row", "ACC033", "table 2, under “Actions”", lambda d: table(d, 4, 2, (2,))),
    ("a table of one cell", "ACC034", "table 2, under “Actions”", lambda d: table(d, 1, 1)),
    ("a table of one column", "ACC034", "table 2, under “Actions”", lambda d: table(d, 3, 1)),
    ("a table without a name", "ACC035", "table 2, under “Actions”", lambda d: table(d, 2, 2, caption=False)),
    (
        "a picture without words",
        "ACC040",
        "paragraph 15, under “Actions”",
        lambda d: picture(d.add_paragraph(), ""),
    ),
    ("a chart without words", "ACC040", LAST, lambda d: drawing(d, CHART)),
    ("a SmartArt without words", "ACC040", LAST, lambda d: drawing(d, SMART)),
    ("a shape without words", "ACC040", LAST, lambda d: drawing(d, SHAPE)),
    (
        "an old picture without words",
        "ACC040",
        LAST,
        lambda d: add(
            d,
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:9pt"><v:imagedata/>'
            "</v:shape></w:pict></w:r>",
        ),
    ),
    (
        "an embedded sheet without words",
        "ACC040",
        LAST,
        lambda d: add(
            d,
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
            "<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>",
        ),
    ),
    ("a file name for words", "ACC041", LAST, lambda d: picture(d.paragraphs[-1], "IMG_2041.jpeg")),
    ("“Picture 1” for words", "ACC041", LAST, lambda d: picture(d.paragraphs[-1], "Picture 1")),
    (
        "words by a machine",
        "ACC042",
        LAST,
        lambda d: picture(
            d.paragraphs[-1], "A group of people in a room Description automatically generated"
        ),
    ),
    ("a picture that floats", "ACC043", LAST, lambda d: drawing(d, CHART, 'descr="Visits fell."', "anchor")),
    ("a text box", "ACC044", LAST, lambda d: drawing(d, SHAPE, "", "anchor", BOX)),
    ("a watermark", "ACC045", "the header", watermark),
    (
        "“click here”",
        "ACC050",
        LAST,
        lambda d: linked(d.paragraphs[-1], "Click here.", "https://example.org/a"),
    ),
    (
        "“here” in a field",
        "ACC050",
        LAST,
        lambda d: add(d, field('HYPERLINK "https://example.org/a"', "here")),
    ),
    (
        "an address for words",
        "ACC051",
        LAST,
        lambda d: linked(
            d.paragraphs[-1], "https://example.org/a/long/way/to/a/file.pdf", "https://example.org/a"
        ),
    ),
    (
        "the same words to two places",
        "ACC052",
        LAST,
        lambda d: linked(d.paragraphs[-1], "Visitor survey of 2025", "https://www.example.org/other"),
    ),
    (
        "a bookmark that is not there",
        "ACC053",
        LAST,
        lambda d: add(
            d, f'<w:hyperlink {W} w:anchor="gone"><w:r><w:t>the table of costs</w:t></w:r></w:hyperlink>'
        ),
    ),
    (
        "a lost cross-reference",
        "ACC053",
        LAST,
        lambda d: d.paragraphs[-1].add_run(" See Error! Reference source not found."),
    ),
    (
        "a link without words",
        "ACC054",
        LAST,
        lambda d: linked(d.paragraphs[-1], " ", "https://example.org/a"),
    ),
    ("grey on white", "ACC060", LAST, lambda d: paint(d, "999999")),
    ("dark on dark", "ACC060", LAST, lambda d: paint(d, "333333", "1D70B8")),
    (
        "blank paragraphs",
        "ACC061",
        "paragraph 4, under “Summary”",
        lambda d: (after(d, "The library"), after(d, "The library"), after(d, "The library")),
    ),
    (
        "spaces",
        "ACC062",
        "paragraph 15, under “Actions”",
        lambda d: d.add_paragraph("Signed:          Date:"),
    ),
    ("tabs", "ACC063", "paragraph 15, under “Actions”", lambda d: d.add_paragraph("Adults\t\t\t410")),
    (
        "typed bullets",
        "ACC064",
        "paragraph 15, under “Actions”",
        lambda d: typed(d, "• one", "• two", "• three"),
    ),
    ("typed hyphens", "ACC064", "paragraph 15, under “Actions”", lambda d: typed(d, "- one", "- two")),
    (
        "typed numbers",
        "ACC064",
        "paragraph 15, under “Actions”",
        lambda d: typed(d, "1. one", "2. two", "3. three"),
    ),
    ("typed letters", "ACC064", "paragraph 15, under “Actions”", lambda d: typed(d, "(a) one", "(b) two")),
    ("typed lines", "ACC064", "paragraph 15, under “Actions”", lambda d: typed(d, "* one\n* two\n* three")),
    ("small text", "ACC065", LAST, small),
    (
        "capitals",
        "ACC066",
        "paragraph 15, under “Actions”",
        lambda d: d.add_paragraph("THIS FORM MUST BE RETURNED TO THE COUNCIL."),
    ),
    (
        "an underline",
        "ACC067",
        LAST,
        lambda d: setattr(d.paragraphs[-1].add_run(" Please note."), "underline", True),
    ),
    (
        "justified text",
        "ACC068",
        LAST,
        lambda d: setattr(d.paragraphs[-1], "alignment", WD_ALIGN_PARAGRAPH.JUSTIFY),
    ),
    ("a control without a title", "ACC070", LAST, lambda d: add(d, control(""))),
    (
        "an old field without help",
        "ACC070",
        LAST,
        lambda d: add(
            d,
            f'<w:r {W}><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/></w:ffData></w:fldChar></w:r>',
        ),
    ),
    (
        "an address only in the footer",
        "ACC080",
        "the footer",
        lambda d: (
            d.sections[0].footer.paragraphs[0].add_run("Write to equality@example.org for other formats.")
        ),
    ),
)
