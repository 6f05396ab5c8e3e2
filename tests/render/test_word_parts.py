"""The parts of a pack in Word: each begins a page, counts its own pages and says what it is."""

import re
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it has no annotations
from pypdf import PdfReader

from eia.render.word import to_word
from tests.libreoffice import converted
from tests.render.test_word_reference import replaced
from tests.render.word_reading import NAMESPACES, REFERENCE, TEMPLATES, Word, page, words_of

HEAD = '<title>Papers</title><meta name="organisation" content="Our Council"><meta name="reference" content="EXE-1">'
LONG = "".join(f"<p>{number}. {'Words on equality. ' * 40}</p>" for number in range(30))
WIDE = '<section data-page="landscape"><p>Wide</p></section>'
BODY = f"""<h1>Papers</h1>
<p><a href="#appendix-a">Appendix A</a> <a href="#appendix-b">Appendix B</a></p>
{WIDE}
<section id="appendix-a" data-part="Appendix A" data-title="Libraries &amp; archives" data-status="approved"
 data-reference="LIB-1"><h2>Libraries</h2>{LONG}{WIDE}<p>End</p></section>
<section id="appendix-b" data-part="Appendix B" data-title="Parks"><h2>Parks</h2><table><tr><td>x</td></tr></table></section>
"""


def made(reference: bytes = REFERENCE) -> Word:
    return Word(to_word(page(BODY, head=HEAD), reference))


def sections(word: Word) -> list[tuple[str, str]]:
    """Of each section: the number its pages begin with, if it says one, and what its footer reads."""
    found = []
    names = {
        row.get("Id"): f"word/{row.get('Target').rpartition('/')[2]}"
        for row in word.find("//rel:Relationship", "word/_rels/document.xml.rels")
    }
    for section in word.find("//w:sectPr"):
        starts = section.xpath("string(w:pgNumType/@w:start)", namespaces=NAMESPACES)
        footer = section.xpath("w:footerReference[@w:type='default']/@r:id", namespaces=NAMESPACES)[0]
        found.append((starts, words_of(word.tree(names[footer]))))
    return found


def test_each_part_counts_its_own_pages_and_names_itself() -> None:
    assert sections(made()) == [
        ("1", "EXE-1Page 1 of 1"),
        ("", "EXE-1Page 1 of 1"),
        ("1", "Appendix A, LIB-1Page 1 of 1"),
        ("", "Appendix A, LIB-1Page 1 of 1"),
        ("", "Appendix A, LIB-1Page 1 of 1"),
        ("1", "Appendix B, EXE-1Page 1 of 1"),
    ]


def test_the_label_goes_where_the_house_style_has_a_place_for_it() -> None:
    word = made(replaced("word/header1.xml", "meta.title", "meta.part"))
    assert sections(word)[2] == ("1", "LIB-1Page 1 of 1")
    assert "Appendix A" in words_of(word.tree("word/part1-header1.xml"))


def test_a_house_style_without_a_place_for_the_label_gets_a_line_for_it() -> None:
    word = made(replaced("word/footer1.xml", "meta.reference", "clerk.own"))
    assert [footer for _, footer in sections(word)][2].endswith("Page 1 of 1Appendix A")


def test_pages_of_pages_are_those_of_the_part() -> None:
    word = made()
    code = word.one("//w:fldSimple[contains(@w:instr, 'PAGEREF')]/@w:instr", "word/part1-footer1.xml")
    last = word.find(f"//w:bookmarkStart[@w:name='{code.split()[1]}']/ancestor::w:p")[0]
    assert words_of(last) == "End"


def test_links_lead_into_their_part() -> None:
    word = made()
    anchors = word.find("//w:hyperlink/@w:anchor")
    assert len(anchors) == 2
    for anchor, heading in zip(anchors, ("Libraries", "Parks"), strict=True):
        mark = word.one(f"//w:bookmarkStart[@w:name='{anchor}']")
        following = mark.xpath("following::w:p[1]", namespaces=NAMESPACES)[0]
        assert words_of(following) == heading


def test_a_document_without_parts_is_as_it_was() -> None:
    word = Word(to_word(page(f"<p>A</p>{WIDE}"), REFERENCE))
    assert not [name for name in word.parts if "part" in name]
    assert not word.find("//w:pgNumType")
    assert word.find("//w:fldSimple[contains(@w:instr, 'NUMPAGES')]", "word/footer1.xml")


@pytest.mark.parametrize("form", ["common", "bedford"])
def test_is_valid_and_counts_alike_in_libreoffice(form: str, tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(to_word(page(BODY, head=HEAD), (TEMPLATES / form / "reference.docx").read_bytes()))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    pages = [
        " ".join(page.extract_text().split()) for page in PdfReader(converted(file, "pdf", tmp_path)).pages
    ]
    counted = [
        re.findall(r"(?:(Appendix [AB]), )?(?:LIB-1|EXE-1) Page (\d+) of (\d+)", words) for words in pages
    ]
    parts: dict[str, list[tuple[int, int]]] = {}
    for found in counted:
        label, number, of = found[-1]
        parts.setdefault(label, []).append((int(number), int(of)))
    assert list(parts) == ["", "Appendix A", "Appendix B"]
    assert len(parts["Appendix A"]) > 3
    for numbers in parts.values():
        assert numbers == [(number, len(numbers)) for number in range(1, len(numbers) + 1)]
    for words in pages[len(parts[""]) : -1]:
        assert "Libraries & archives" in words
        assert "approved" in words
