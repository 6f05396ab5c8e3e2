"""What we write as PDF, other programs read: every word of the page in its order, and nothing that shuts anybody out."""

import re
from html import escape
from pathlib import Path
from typing import Any

import lxml.html
import outloud  # type: ignore[import-untyped]  # it has no annotations
import pdfua
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eia.render.pdf import Undrawn, to_pdf
from eia.render.prose import printable
from tests.render.pdf_reading import HOUSE, Pdf, house
from tests.render.reports import FORMS, NAMES, report
from tests.render.word_reading import page
from tests.render.word_specimen import GROUPS, specimen

NO_EMOJI = re.compile("[\U0001f000-\U0001ffff\ufe0f\u200d]")
"""What the fonts of a bare machine do not have."""
OPINIONS = {
    "TBL-010": "a table of facts has a head in each row, and a table of actions one for each kind of action",
    "TAG-002": "rows of headings that are repeated on the next page are there for the eye: they are read once",
}
"""Errors of outloud that no standard knows and that are none here, each with the reason."""


def html(name: str, form: str) -> str:
    return NO_EMOJI.sub("", specimen() if name == "specimen" else report(name, form))


@pytest.fixture(scope="module")
def pdfs() -> dict[tuple[str, str], Pdf]:
    return {
        (name, form): Pdf(to_pdf(html(name, form), house(form)))
        for form in FORMS
        for name in (*NAMES, "specimen")
    }


each = pytest.mark.parametrize(
    ("name", "form"), [(name, form) for form in FORMS for name in (*NAMES, "specimen")]
)


def body(name: str, form: str) -> Any:
    """What the page says on paper, as lxml reads it."""
    return shown(html(name, form))


def shown(report: str) -> Any:
    root: Any = lxml.html.document_fromstring(report).find("body")
    for element in root.xpath("//*[contains(@class, 'page-only') or @data-only='page'] | //comment()"):
        element.drop_tree()
    return root


def letters(text: str) -> str:
    """Letters, digits and signs alone: lines break where they like."""
    return re.sub(r"[\s\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\xad]+", "", text)


def said(pdf: Pdf) -> str:
    """Everything that is tagged, without the labels of lists, which a page does not say."""
    for label in pdf.tags.all("Lbl"):
        label.inside.clear()
    return pdf.tags.words


@each
def test_every_word_of_the_page_is_read_in_its_order(
    pdfs: dict[tuple[str, str], Pdf], name: str, form: str
) -> None:
    page = letters(body(name, form).text_content())
    assert _without_joined(letters(said(Pdf(pdfs[name, form].data)))) == _without_joined(page)


def _without_joined(text: str) -> str:
    """The text without Arabic, whose letters change with their place and come in the order of the line."""
    return re.sub("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]+", "", text)


@each
def test_every_word_can_be_seen(pdfs: dict[tuple[str, str], Pdf], name: str, form: str) -> None:
    page = re.findall(r"[A-Za-z0-9]{2,}", "\n".join(body(name, form).itertext()))
    seen = "".join(pdfs[name, form].pages).replace(" ", "")
    assert [word for word in page if word not in seen and len(word) < 8] == []


@each
def test_headings_tables_and_lists_are_those_of_the_page(
    pdfs: dict[tuple[str, str], Pdf], name: str, form: str
) -> None:
    page = body(name, form)
    tags = pdfs[name, form].tags
    headings = [letters(tag.words) for tag in tags.all("H1", "H2", "H3", "H4")]
    assert headings == [
        letters(h.text_content()) for h in page.iter("h2", "h3", "h4", "h5") if h.text_content().strip()
    ]
    assert len(list(tags.all("Table"))) == len(list(page.iter("table")))
    assert len(list(tags.all("LI"))) == len(list(page.iter("li")))
    assert len(list(tags.all("TH"))) == len(list(page.iter("th")))
    assert len(list(tags.all("TD"))) == len(list(page.iter("td")))
    assert [tag.words for tag in tags.all("Title")] == [h.text_content() for h in page.iter("h1")]


@each
def test_heads_of_rows_and_columns_are_those_of_the_page(
    pdfs: dict[tuple[str, str], Pdf], name: str, form: str
) -> None:
    names = {"row": "/Row", "col": "/Column", "rowgroup": "/Column"}
    page = [(letters(th.text_content()), names[th.get("scope")]) for th in body(name, form).iter("th")]
    assert [
        (letters(th.words), str(th.attributes["Scope"])) for th in pdfs[name, form].tags.all("TH")
    ] == page


@each
def test_every_tick_box_says_what_it_stands_for_and_its_state(
    pdfs: dict[tuple[str, str], Pdf], name: str, form: str
) -> None:
    boxes = list(body(name, form).iter("input"))
    told = [words for words in pdfs[name, form].figures if ": " in words]
    pictures = len(list(body(name, form).iter("img")))
    assert len(pdfs[name, form].figures) == len(boxes) + pictures
    for box, words in zip(boxes, told, strict=False):
        if box.get("data-state"):
            assert words == f"{box.get('title')}: {box.get('data-state')}"


@pytest.mark.parametrize(
    ("name", "form"),
    [(name, form) for form in ("bedford", "england") for name in ("complete", "blanks", "specimen")],
)
def test_outloud_finds_nothing_that_shuts_anybody_out(
    pdfs: dict[tuple[str, str], Pdf], name: str, form: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdfs[name, form].data)
    result = outloud.check(str(file))
    assert result.error is None
    assert [row["name"] for row in result.criteria["pdfua1"] if row["status"] == "fail"] == []
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert [finding for finding in errors if finding.rule not in OPINIONS] == []


@each
def test_pdfua_finds_nothing(pdfs: dict[tuple[str, str], Pdf], name: str, form: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdfs[name, form].data)
    assert pdfua.validate(str(file)).findings == ()


def test_the_specimen_keeps_its_pages_and_its_heads(pdfs: dict[tuple[str, str], Pdf]) -> None:
    pdf = pdfs["specimen", "bedford"]
    assert 9 <= len(pdf.pages) <= 13
    for number, words in enumerate(pdf.pages, 1):
        assert "DRAFT" in words
        assert "Ousebridge Borough Council" in words
        assert f"Page {number} of {len(pdf.pages)}" in words
    assert pdf.sizes == {(595, 842), (842, 595)}
    assert {"cy", "ar", "ur"} <= pdf.languages
    whole = " ".join(pdf.pages)
    assert all(group in whole for _, group in GROUPS)
    headed = [words for words in pdf.pages if "Eliminate unlawful discrimination" in words]
    assert len(headed) == 2  # the matrix runs over two pages, and its head with it


WORDS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x17F, exclude_categories=["C"]), max_size=30)
LINES = st.lists(WORDS | st.just(" "), max_size=6).map(lambda words: escape("".join(words)))
INLINE = st.recursive(
    LINES,
    lambda inner: st.builds(
        "{1}<{0}>{2}</{0}>{1}".format,
        st.sampled_from(["strong", "em", "code", "span", "sub", "sup", "b", "i", "abbr"]),
        inner,
        inner,
    ),
    max_leaves=5,
)
BLOCKS = st.recursive(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "h3", "h4", "div"]), INLINE) | INLINE,
    lambda inner: (
        st.builds("<div>{}</div>{}".format, inner, inner)
        | st.builds("<section class='layout-x'>{}</section>{}".format, inner, inner)
    ),
    max_leaves=6,
)
CELLS = st.recursive(
    st.builds("<p>{}</p>".format, INLINE) | INLINE,
    lambda inner: (
        st.builds("<ul><li>{}</li><li>{}</li></ul>".format, inner, inner)
        | st.builds("<ol start='3'><li>{}</li></ol>{}".format, inner, inner)
    ),
    max_leaves=4,
)
TABLES = st.builds(
    "<table><caption>{0}</caption><thead><tr><th scope='col'>{0}</th><th scope='col'>{1}</th></tr></thead>"
    "<tbody><tr><th scope='row' rowspan='2'>{1}</th><td>{2}</td></tr><tr><td>{3}</td></tr>"
    "<tr><td colspan='2'>{2}</td></tr><tr><td>{3}</td></tr></tbody></table>".format,
    INLINE,
    INLINE,
    CELLS,
    CELLS,
)
REPORTS = st.lists(BLOCKS | CELLS | TABLES, max_size=6).map("".join)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(REPORTS)
def test_every_word_of_any_report_is_read_in_its_order(body: str) -> None:
    html = page(body)
    pdf = Pdf(to_pdf(html, HOUSE))
    assert letters(said(pdf)) == letters(shown(html).text_content())
    assert [tag.kind for tag in pdf.tags.tags] == ["Document"]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=12))
def test_any_text_is_drawn_or_it_is_said_which_letter_cannot_be(text: str) -> None:
    html = page(f"<p data-field='summary'>{escape(printable(text))}</p>")
    refused, pdf = "", None
    try:
        pdf = Pdf(to_pdf(html, HOUSE))
    except Undrawn as fault:
        refused = fault.message
    if pdf is None:
        assert re.search(r"U\+[0-9A-F]{4,}.* in summary", refused)
    else:
        latin = set(re.sub("[^\x21-\x7e\xa1-\xac\xae-\u024f]", "", text))
        assert latin <= set(pdf.tags.words)
