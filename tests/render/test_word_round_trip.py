"""A house style changed by a clerk and saved by LibreOffice, which writes every part of the file anew."""

import io
import re
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it has no annotations
from pypdf import PdfReader

from eia.form_check.word import check, house_style
from eia.render.template import to_html
from eia.render.word import BrokenReference, to_word
from eia.render.word.reference import Reference
from tests.render.reports import LIBRARY, viewed
from tests.render.word_reading import TEMPLATES, Word

DATA = {
    "form": "bedford",
    "id": "parks",
    "kind": "full",
    "status": "approved",
    "activity": {"title": "Parks & open spaces", "description": "One.\n\n- a\n- b"},
    "impacts": {"age": [{"direction": "positive", "description": "More to do."}]},
}
PICTURES = "http://schemas.openxmlformats.org/drawingml/2006"


def picture() -> bytes:
    """A red PNG of 90 by 30 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((143, 42, 18)) * 90 for _ in range(30))
    head = struct.pack(">IIBBBBB", 90, 30, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def drawing() -> str:
    """The picture in a line, with alternative text, as Word writes it."""
    size = 'cx="1080000" cy="360000"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{PICTURES}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="7" name="Logo" descr="Logo of Anytown Council"/>'
        f'<a:graphic xmlns:a="{PICTURES}/main"><a:graphicData uri="{PICTURES}/picture">'
        f'<pic:pic xmlns:pic="{PICTURES}/picture"><pic:nvPicPr><pic:cNvPr id="7" name="Logo" descr="Logo of Anytown Council"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId1"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def changed(data: bytes) -> bytes:
    """The house style with other fonts, colours and margins, a logo, and words of its own in header and footer."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts["word/styles.xml"] = (
        parts["word/styles.xml"].replace('"Arial"', '"Georgia"').replace("14564A", "6E1450")
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace('w:left="1134"', 'w:left="1701"')
    parts["word/header2.xml"] = re.sub(
        r"(<w:p><w:pPr>.*?</w:pPr>)", rf"\1{drawing()}", parts["word/header2.xml"], count=1
    )
    parts["word/_rels/header2.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/logo.png"/></Relationships>'
    )
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace("Page </w:t>", "Town Hall, page </w:t>")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "<Default ", '<Default Extension="png" ContentType="image/png"/><Default ', 1
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
        package.writestr("word/media/logo.png", picture())
    return stream.getvalue()


def converted(file: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", kind, "--outdir", str(folder / kind), str(file)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / kind / f"{file.stem}.{kind}"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house style of Bedford, changed, and then opened and saved in LibreOffice Writer."""
    folder = tmp_path_factory.mktemp("round-trip")
    file = folder / "reference.docx"
    file.write_bytes(changed((TEMPLATES / "bedford" / "reference.docx").read_bytes()))
    return converted(file, "docx", folder)


@pytest.fixture(scope="module")
def report(saved: Path) -> bytes:
    html = to_html(viewed(DATA), LIBRARY.folders_of("bedford"))
    return to_word(html, saved.read_bytes())


def test_libreoffice_took_the_tags_away(saved: Path) -> None:
    assert Word(saved.read_bytes()).find("//w:tag", "word/header1.xml") == []


def test_every_style_is_found(report: bytes) -> None:
    word = Word(report)
    names = set(word.find("//w:style/w:name/@w:val", "word/styles.xml"))
    assert {"Key facts", "Matrix", "Answers", "Report table", "Table head", "Not answered"} <= names
    used = (
        set(word.find("//w:pStyle/@w:val"))
        | set(word.find("//w:tblStyle/@w:val"))
        | set(word.find("//w:rStyle/@w:val"))
    )
    assert used <= set(word.find("//w:style/@w:styleId", "word/styles.xml"))


def test_the_look_is_the_clerks(report: bytes) -> None:
    word = Word(report)
    fonts = set(word.find("//w:docDefaults//w:rFonts/@w:ascii", "word/styles.xml"))
    assert fonts == {"Georgia"}
    title = word.find("//w:style[w:name/@w:val='Title']//w:color/@w:val", "word/styles.xml")
    assert title == ["6E1450"]
    assert word.find("//w:sectPr/w:pgMar/@w:left") == ["1701"]


def test_header_and_footer_say_what_the_report_says(report: bytes) -> None:
    word = Word(report)
    told = {
        name: "".join(word.find("//w:t/text()", name))
        for name in word.parts
        if re.match(r"word/(header|footer)\d", name)
    }
    headers = [text for name, text in told.items() if "header" in name]
    assert len(headers) == 2
    assert all("Bedford Borough Council" in text and "Approved" in text for text in headers)
    assert any("Equality Analysis Report: Parks & open spaces" in text for text in headers)
    assert all(
        text.startswith("parks") and "Town Hall, page" in text
        for name, text in told.items()
        if "footer" in name
    )
    assert not any("[" in text for text in told.values())


def test_the_logo_is_there_with_its_words(report: bytes) -> None:
    word = Word(report)
    (name,) = [
        name for name in word.parts if name.startswith("word/header") and word.find("//wp:docPr", name)
    ]
    assert word.find("//wp:docPr/@descr", name) == ["Logo of Anytown Council"]
    target = word.find("//rel:Relationship/@Target", f"word/_rels/{name.removeprefix('word/')}.rels")
    assert word.parts[f"word/{target[0]}"] == picture()


def test_the_language_is_the_reports(saved: Path) -> None:
    html = to_html(viewed(DATA), LIBRARY.folders_of("bedford")).replace('lang="en-GB"', 'lang="cy"')
    word = Word(to_word(html, saved.read_bytes()))
    assert set(word.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml")) == {"cy"}
    assert set(word.find("//w:style[@w:default='1']//w:lang/@w:val", "word/styles.xml")) == {"cy"}


def test_is_valid_and_opens(report: bytes, tmp_path: Path) -> None:
    file = tmp_path / "parks.docx"
    file.write_bytes(report)
    pages = PdfReader(converted(file, "pdf", tmp_path)).pages
    assert len(pages) > 2
    words = " ".join(pages[0].extract_text().split())
    assert "Bedford Borough Council" in words
    assert "Approved" in words
    assert "Town Hall, page 1 of" in words
    assert [str(e) for e in OpenXmlValidator().validate(file).errors if "document.xml" in str(e)] == []


def test_a_check_of_the_form_finds_nothing_in_it(saved: Path) -> None:
    house = house_style(saved.read_bytes())
    assert isinstance(house, Reference)
    used = [("table", "key-facts"), ("character", "not-answered"), ("paragraph", "statement")]
    assert list(check(house, used, {}, "en-GB")) == []  # type: ignore[arg-type]


def test_what_open_document_takes_away_is_told(saved: Path, tmp_path: Path) -> None:
    """Word's table styles do not outlive a detour by way of LibreOffice's own format."""
    plain = converted(converted(saved, "odt", tmp_path), "docx", tmp_path)
    with pytest.raises(BrokenReference, match="has no style called “Report table”"):
        to_word("<html><body><p>x</p></body></html>", plain.read_bytes())
