"""What we write as Word, python-docx reads: headings, tables, properties and every word of the page."""

import io
import pathlib
import re
from typing import Any

import docx
import lxml.html
import pytest
from docx.document import Document
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it has no annotations

from eia.render.word import to_word
from tests.render.reports import FORMS, LIBRARY, NAMES, report

STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}


def opened(name: str, form: str) -> Document:
    return docx.Document(io.BytesIO(written(name, form)))


def written(name: str, form: str) -> bytes:
    return to_word(report(name, form), LIBRARY.file(form, "reference.docx").read_bytes())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_headings_are_those_of_the_page_in_its_order(name: str, form: str) -> None:
    page: Any = lxml.html.document_fromstring(report(name, form))
    for nav in page.xpath("//*[contains(@class, 'page-only') or @data-only='page']"):
        nav.drop_tree()
    asked = [(STYLES[h.tag], words(h.text_content())) for h in page.iter("h1", "h2", "h3", "h4")]
    body: Any = opened(name, form).element.body
    told = []
    for paragraph in body.iter("{*}p"):
        style = paragraph.find("{*}pPr/{*}pStyle")
        key = style.values()[0] if style is not None else ""
        label = {
            "Title": "Title",
            "Heading1": "Heading 1",
            "Heading2": "Heading 2",
            "Heading3": "Heading 3",
        }.get(key)
        if label:
            told.append((label, words("".join(run.text or "" for run in paragraph.iter("{*}t")))))
    assert told == asked


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_every_table_of_the_page_is_there_with_a_header_row_or_row_headers(name: str, form: str) -> None:
    page: Any = lxml.html.document_fromstring(report(name, form))
    body: Any = opened(name, form).element.body
    tables = list(body.iter("{*}tbl"))
    assert len(tables) == len(list(page.iter("table")))
    for ours, theirs in zip(tables, page.iter("table"), strict=True):
        heads = [row for row in ours.iter("{*}tr") if row.find("{*}trPr/{*}tblHeader") is not None]
        assert bool(heads) is (theirs.find("thead") is not None)
        assert heads == list(ours.iter("{*}tr"))[: len(heads)]


@pytest.mark.parametrize("form", FORMS)
def test_properties_say_what_it_is(form: str) -> None:
    properties = opened("complete", form).core_properties
    assert LIBRARY.form(form).texts["report"] in properties.title
    assert properties.language == "en-GB"
    assert properties.content_status
    assert properties.author


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_the_package_is_valid_office_open_xml(name: str, form: str, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(written(name, form))
    result = OpenXmlValidator().validate(str(file))
    assert result.is_valid, result.errors[:3]
