"""A whole report, twelve pages: valid against the schemas of OOXML, drawn by LibreOffice, in every house style."""

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it has no annotations
from pypdf import PdfReader

from eia.render.word import to_word
from tests.libreoffice import converted
from tests.render.word_reading import TEMPLATES, Word
from tests.render.word_specimen import GROUPS, specimen


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    for form in ("common", "bedford"):
        found[form] = folder / f"{form}.docx"
        found[form].write_bytes(to_word(specimen(), (TEMPLATES / form / "reference.docx").read_bytes()))
    return found


@pytest.mark.parametrize("form", ["common", "bedford"])
def test_is_valid(reports: dict[str, Path], form: str) -> None:
    result = OpenXmlValidator().validate(reports[form])
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


@pytest.mark.parametrize("form", ["common", "bedford"])
def test_the_house_style_itself_is_valid(form: str) -> None:
    result = OpenXmlValidator().validate(TEMPLATES / form / "reference.docx")
    assert [str(error) for error in result.errors] == []


def test_opens_and_shows_everything(reports: dict[str, Path], tmp_path: Path) -> None:
    pdf = PdfReader(converted(reports["bedford"], "pdf", tmp_path))
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert 11 <= len(pages) <= 13
    for number, words in enumerate(pages, 1):
        assert "DRAFT" in words
        assert "Ousebridge Borough Council" in words
        assert f"Page {number} of {len(pages)}" in words
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {(595, 842), (842, 595)}
    whole = " ".join(pages)
    for _, group in GROUPS:
        assert group in whole
    headed = [words for words in pages if "Group Eliminate unlawful discrimination" in words]
    assert len(headed) == 2  # the matrix runs over two pages, and its head with it


def test_can_be_read_without_seeing_it(reports: dict[str, Path]) -> None:
    word = Word(reports["bedford"].read_bytes())
    levels = [style for style, _ in word.outline if style.startswith("Heading")]
    depth = 0
    for style in levels:
        assert int(style.removeprefix("Heading")) <= depth + 1 or style == "Heading3"
        depth = int(style.removeprefix("Heading"))
    assert all(row.get("descr") for row in word.find("//*[local-name()='docPr']"))
    boxes = word.find("//w:sdt[w:sdtPr/*[local-name()='checkbox']]/w:sdtPr")
    assert len(boxes) == 27 + 30 + 8 + 2
    assert all(box.find("{*}alias").get(f"{{{box.nsmap['w']}}}val") for box in boxes)
    assert word.find("//w:tbl[not(w:tblPr/w:tblLook)]") == []
    assert word.find("//w:tc//w:tbl") == []
