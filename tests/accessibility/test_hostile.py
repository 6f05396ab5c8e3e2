"""A file from anybody is a finding at worst: whatever XML stands in a Word file, whatever text in a page."""

import io
import zipfile
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from eia.accessibility.aloud import aloud
from eia.accessibility.checking import check
from eia.accessibility.fault import CannotCheck
from eia.accessibility.word.package import W
from tests.accessibility.documents import careful, saved, with_part

CAREFUL = saved(careful())
NAMES = [
    "p",
    "r",
    "t",
    "tab",
    "br",
    "tbl",
    "tr",
    "tc",
    "tblPr",
    "tblGrid",
    "gridCol",
    "trPr",
    "tcPr",
    "gridSpan",
    "vMerge",
    "tblHeader",
    "sdt",
    "sdtPr",
    "sdtContent",
    "alias",
    "hyperlink",
    "ins",
    "del",
    "pPr",
    "rPr",
    "pStyle",
    "rStyle",
    "tblStyle",
    "tblLook",
    "color",
    "shd",
    "sz",
    "b",
    "u",
    "lang",
    "jc",
    "numPr",
    "numId",
    "ilvl",
    "outlineLvl",
    "fldChar",
    "ffData",
    "instrText",
    "fldSimple",
    "drawing",
    "pict",
    "object",
    "body",
    "sectPr",
    "bookmarkStart",
    "txbxContent",
    "highlight",
    "vertAlign",
    "smartTag",
    "customXml",
]
VALUES = st.sampled_from(
    (
        "",
        "0",
        "1",
        "-1",
        "99999999999999",
        "1.5",
        "auto",
        "FFFFFF",
        "zz",
        "true",
        "begin",
        "separate",
        "end",
        "pct50",
        "Heading1",
        "Title",
        "en-GB",
        'HYPERLINK "x" \\l "y"',
    )
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        (
            "val",
            "fill",
            "color",
            "themeColor",
            "themeTint",
            "anchor",
            "instr",
            "fldCharType",
            "w",
            "bidi",
            "firstRow",
        )
    ),
    VALUES,
    max_size=3,
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> etree._Element:
    name = draw(st.sampled_from(NAMES))
    element = etree.Element(
        f"{{{W}}}{name}", {f"{{{W}}}{key}": value for key, value in draw(ATTRIBUTES).items()}
    )
    if name in ("t", "instrText"):
        element.text = draw(
            st.sampled_from(("words", " ", "- a", "1. b", "HYPERLINK \\l x", "ALL OF IT IN CAPITALS"))
        )
    elif depth:
        element.extend(draw(st.lists(elements(depth - 1), max_size=4)))
    return element


@given(st.lists(elements(), max_size=6))
@settings(max_examples=150)
def test_any_markup_in_a_word_file_is_read(made: list[etree._Element]) -> None:
    def change(part: bytes) -> bytes:
        inside = b"".join(etree.tostring(element) for element in made)
        return part.replace(b"</w:body>", inside + b"</w:body>")

    raw = with_part(CAREFUL, "word/document.xml", change)
    assert all(finding.code.startswith("ACC") and finding.code != "ACC001" for finding in check(raw).findings)
    assert list(aloud(raw))


@given(
    st.sampled_from(
        (
            "word/styles.xml",
            "word/settings.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/theme/theme1.xml",
        )
    ),
    st.binary(max_size=30),
    st.integers(0, 2_000),
)
@settings(max_examples=60)
def test_any_damage_to_a_part_is_told(name: str, bytes_: bytes, at: int) -> None:
    raw = with_part(CAREFUL, name, lambda part: part[:at] + bytes_ + part[at:])
    assert all(finding.code.startswith("ACC") for finding in check(raw).findings)


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td>",
            "<th",
            "scope=x>",
            "</table>",
            "<h1>",
            "<h4>",
            "</h1>",
            "<a",
            "href=#x>",
            "<a>",
            "</a>",
            "<img>",
            "<img",
            "alt=''>",
            "<input>",
            "<label",
            "for=x>",
            "<br>",
            "<ul>",
            "<li>",
            "<svg",
            "role=img>",
            "<iframe>",
            "<meta",
            "name=viewport",
            "content=user-scalable=no>",
            "<td",
            "colspan=9e9>",
            "<div",
            "style='color:red;background:blue'>",
            "<span",
            "lang=cy>",
            "words",
            "words",
            "&nbsp;&nbsp;&nbsp;",
            "<b>",
            "</b>",
            "<u>",
            "<!--",
            "-->",
            "<?php",
            "?>",
            "<![CDATA[",
            "<script>",
            "</script>",
            "<style>",
            "</html>",
            "\x00",
            "\ufffe",
        ]
    ),
    max_size=40,
).map(" ".join)


@given(MARKUP)
@settings(max_examples=150)
def test_any_text_is_read_as_a_page(text: str) -> None:
    raw = b"<!doctype html>" + text.encode(errors="replace")
    assert all(finding.code.startswith("ACC") for finding in check(raw).findings)
    with suppress(CannotCheck):
        assert list(aloud(raw))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_finding_at_worst(raw: bytes) -> None:
    assert all(finding.code.startswith("ACC") for finding in check(raw).findings)


def test_a_deep_page_and_a_deep_document_are_read() -> None:
    check(b"<!doctype html>" + b"<div>" * 50_000)
    check(b"<!doctype html>" + b"<b>" * 200 + b"x")
    deep = b"<w:tbl><w:tr><w:tc>" * 80
    check(
        with_part(
            CAREFUL,
            "word/document.xml",
            lambda part: part.replace(
                b"</w:body>", deep + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 80 + b"</w:body>"
            ),
        )
    )


def test_a_size_that_lies_is_found_while_reading() -> None:
    raw = with_part(
        CAREFUL,
        "word/document.xml",
        lambda part: part.replace(b"</w:body>", b" " * 30_000_000 + b"</w:body>"),
    )
    stated = raw.replace((30_000_000 + 0).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    (finding,) = check(stated).findings
    assert finding.code == "ACC001"
    assert zipfile.is_zipfile(io.BytesIO(stated))
