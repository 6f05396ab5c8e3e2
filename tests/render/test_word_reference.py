"""The house styles: what comes with the tool, and what a clerk may hand in instead."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from eia.colour import NORMAL_TEXT, contrast, parsed
from eia.render.word import BrokenReference, to_word
from tests.render.word_reading import NAMESPACES, REFERENCE, TEMPLATES, W, Word, page

HOUSES = ("common", "bedford", "plain", "short")
"""The forms with a reference.docx of their own."""

ROOT = TEMPLATES.parent


def edited(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The English house style with its parts changed."""
    parts = dict(Word(REFERENCE).parts)
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def replaced(part: str, old: str, new: str) -> bytes:
    """The English house style with one thing changed in one part."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return edited(change)


def test_is_what_the_script_makes(tmp_path: Path) -> None:
    for form in HOUSES:
        (tmp_path / "templates" / form).mkdir(parents=True)
    script = ROOT / "scripts" / "make_reference.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, capture_output=True)
    for form in HOUSES:
        made = Word((tmp_path / "templates" / form / "reference.docx").read_bytes())
        assert made.parts == Word((TEMPLATES / form / "reference.docx").read_bytes()).parts


@pytest.mark.parametrize("form", HOUSES)
def test_every_text_colour_has_the_contrast_of_wcag_aa_on_white_and_on_every_shade(form: str) -> None:
    word = Word((TEMPLATES / form / "reference.docx").read_bytes())
    texts = set(word.find("//w:rPr/w:color/@w:val", "word/styles.xml"))
    shades = {"FFFFFF", *word.find("//w:shd/@w:fill", "word/styles.xml")}
    assert len(texts) >= 4
    assert len(shades) >= 3
    for text in texts:
        for shade in shades:
            written, behind = parsed(f"#{text}"), parsed(f"#{shade}")
            assert written, text
            assert behind, shade
            assert contrast(written, behind) >= NORMAL_TEXT, (text, shade)


@pytest.mark.parametrize("form", HOUSES)
def test_text_is_no_smaller_than_11_point_and_tables_10(form: str) -> None:
    word = Word((TEMPLATES / form / "reference.docx").read_bytes())
    assert int(word.one("//w:docDefaults//w:sz/@w:val", "word/styles.xml")) >= 22
    small = {
        style.find(f"{W}name").get(f"{W}val")
        for style in word.find("//w:style[w:rPr/w:sz/@w:val < 22]", "word/styles.xml")
    }
    assert {name for name in small if "able" not in name and "eader" not in name} <= {
        "Key facts",
        "Answers",
        "Matrix",
        "caption",
        "footer",
    }
    assert (
        min(
            int(size)
            for size in word.find(
                "//w:style[starts-with(@w:styleId, 'Table')]//w:sz/@w:val", "word/styles.xml"
            )
        )
        >= 20
    )


@pytest.mark.parametrize("form", HOUSES)
def test_headings_stay_with_what_they_head(form: str) -> None:
    word = Word((TEMPLATES / form / "reference.docx").read_bytes())
    for style in ("Title", "Heading1", "Heading2", "Heading3", "Heading4"):
        assert word.find(f"//w:style[@w:styleId='{style}']/w:pPr/w:keepNext", "word/styles.xml")
    levels = word.find("//w:style[w:pPr/w:outlineLvl]/w:pPr/w:outlineLvl/@w:val", "word/styles.xml")
    assert levels == ["0", "1", "2", "3"]


def test_takes_any_style_the_clerk_adds() -> None:
    style = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="a7"><w:name w:val="Equality Lead’s Note"/></w:style>'
    reference = replaced("word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    word = Word(to_word(page('<p class="equality-lead’s-note">x</p>'), reference))
    assert word.outline == [("a7", "x")]


def test_takes_ids_that_word_made_in_another_language() -> None:
    reference = edited(
        lambda parts: parts.update(
            {name: re.sub(rb'"Heading1"', b'"berschrift1"', data) for name, data in parts.items()}
        )
    )
    assert Word(to_word(page("<h2>x</h2>"), reference)).outline == [("berschrift1", "x")]


def test_leaves_controls_of_others_alone() -> None:
    reference = replaced("word/footer1.xml", "meta.reference", "clerk.own")
    word = Word(to_word(page("<p>x</p>"), reference))
    assert (
        word.one("//w:sdt[w:sdtPr/w:tag/@w:val='clerk.own']//w:t", "word/footer1.xml").text == "[Reference]"
    )


def test_fills_a_control_of_whole_paragraphs_and_forgets_its_prompt() -> None:
    block = (
        '<w:sdt><w:sdtPr><w:tag w:val="meta.date"/><w:id w:val="5"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Click</w:t></w:r><w:r><w:t>here</w:t>'
        "</w:r></w:p><w:p/></w:sdtContent></w:sdt></w:ftr>"
    )
    reference = replaced("word/footer1.xml", "</w:ftr>", block)
    head = '<title>T</title><meta name="date" content="1 March 2026">'
    word = Word(to_word(page("<p>x</p>", head=head), reference))
    control = word.one("//w:sdt[w:sdtPr/w:tag/@w:val='meta.date']", "word/footer1.xml")
    assert "".join(control.itertext()) == "1 March 2026"
    assert len(control.xpath(".//w:p[w:pPr/w:pStyle]//w:b", namespaces=NAMESPACES)) == 1
    assert control.xpath(".//w:showingPlcHdr", namespaces=NAMESPACES) == []


def test_widens_tab_stops_that_the_style_of_the_header_sets() -> None:
    word = Word(to_word(page('<section data-page="landscape">x</section>'), REFERENCE))
    stops = word.find(
        "//w:p[w:pPr/w:pStyle/@w:val='Footer']/w:pPr/w:tabs/w:tab/@w:pos", "word/wide-footer1.xml"
    )
    assert stops == ["9638", "14570"]


def test_does_without_header_and_footer() -> None:
    reference = edited(
        lambda parts: parts.update(
            {
                "word/document.xml": re.sub(
                    rb"<w:(header|footer)Reference[^>]*>", b"", parts["word/document.xml"]
                ),
                "word/_rels/document.xml.rels": re.sub(
                    rb'<Relationship [^>]*(header|footer)\d.xml"/>',
                    b"",
                    parts["word/_rels/document.xml.rels"],
                ),
            }
        )
    )
    word = Word(to_word(page('<p>a</p><section data-page="landscape">x</section>'), reference))
    assert word.outline == [("", "a"), ("", "x")]
    assert word.find("//w:headerReference") == []


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (b"", "cannot be read as a Word file"),
        (b"PK\x03\x04 nothing", "cannot be read as a Word file"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "cannot be read as a Word file"),
        (edited(lambda parts: parts.pop("word/styles.xml")), "cannot be read as a Word file"),
        (edited(lambda parts: parts.pop("_rels/.rels")), "cannot be read as a Word file"),
        (edited(lambda parts: parts.pop("[Content_Types].xml")), "cannot be read as a Word file"),
        (edited(lambda parts: parts.update({"word/styles.xml": b"<w:"})), "cannot be read as a Word file"),
        (edited(lambda parts: parts.update({"word/header2.xml": b"<w:"})), "cannot be read as a Word file"),
        (edited(lambda parts: parts.update({"word/settings.xml": b""})), "cannot be read as a Word file"),
        (
            replaced("word/styles.xml", '"Table head"', '"Kopf"'),
            "has no style called “Table head”. Add it in Word",
        ),
        (replaced("word/styles.xml", '"Report table"', '"Grid"'), "has no style called “Report table”"),
        (
            replaced("word/styles.xml", '<w:numId w:val="2"/>', '<w:numId w:val="9"/>'),
            "“List Number” in reference.docx belongs to no list",
        ),
        (replaced("word/document.xml", "w:pgSz", "w:paperSrc"), "has no paper size or margins"),
        (replaced("word/document.xml", "w:sectPr", "w:other"), "has no page set-up"),
        (edited(lambda parts: parts.update({f"word/{n}.xml": b"" for n in range(600)})), "is too large"),
        (edited(lambda parts: parts.update({"word/media/x.png": bytes(51_000_000)})), "is too large"),
    ],
    ids=range(16),
)
def test_says_what_a_house_style_lacks(reference: bytes, message: str) -> None:
    with pytest.raises(BrokenReference) as raised:
        to_word(page("<p>x</p>"), reference)
    assert message in raised.value.message
    assert str(raised.value) == raised.value.message


def test_takes_nothing_of_the_report_it_was_made_from() -> None:
    head = '<title>Secret title</title><meta name="organisation" content="Secret council">'
    picture = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    )
    old = to_word(
        page(
            '<p>Secret text <a href="https://secret.example.org">x</a></p><ol><li>y</li></ol>'
            f'<img src="data:image/png;base64,{picture}" alt="Secret">'
            '<section data-page="landscape"><p>z</p></section><p>end</p>',
            head=head,
        ),
        REFERENCE,
    )
    word = Word(to_word(page('<ol><li>a</li></ol><a href="https://example.org">b</a>'), old))
    assert not any("secret" in data.decode().lower() for data in word.parts.values())
    assert word.parts.keys() == Word(to_word(page("<p>c</p>"), REFERENCE)).parts.keys()
    identities = word.find("//rel:Relationship/@Id", "word/_rels/document.xml.rels")
    assert len(identities) == len(set(identities))
    named = {name[1:] for name in word.find("//ct:Override/@PartName", "[Content_Types].xml")}
    assert named <= word.parts.keys()


def test_keeps_the_logo_in_its_header() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/media/logo.png"] = b"logo"
        parts["word/media/other.png"] = b"other"
        row = f'<Relationship Id="rId1" Type="{NAMESPACES["r"]}/image" Target="media/logo.png"/>'
        parts["word/_rels/header2.xml.rels"] = (
            f'<Relationships xmlns="{NAMESPACES["rel"]}">{row}</Relationships>'.encode()
        )

    reference = edited(change)
    word = Word(to_word(page('<section data-page="landscape"><p>x</p></section>'), reference))
    assert word.parts["word/media/logo.png"] == b"logo"
    assert word.parts["word/_rels/wide-header2.xml.rels"] == word.parts["word/_rels/header2.xml.rels"]
    assert "word/media/other.png" not in word.parts


def test_reads_nothing_outside_itself(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")

    def change(parts: dict[str, bytes]) -> None:
        entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:hdr'
        header = parts["word/header1.xml"].replace(b"<w:hdr", entity.encode())
        parts["word/header1.xml"] = header.replace(b">Title</w:t>", b">&e;</w:t>")

    with pytest.raises(BrokenReference, match="cannot be read as a Word file"):
        to_word(page("<p>x</p>"), edited(change))
