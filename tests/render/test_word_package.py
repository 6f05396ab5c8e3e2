"""The file around the text: properties, header and footer, language, and the same bytes every time."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.render.word import to_word
from tests.render.word_reading import NAMESPACES, REFERENCE, TEMPLATES, W, Word, page, words_of, written
from tests.render.word_specimen import specimen

HEAD = """
<title>Equality impact assessment: Libraries &amp; archives</title>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="author" content="Head of libraries"><meta name="subject" content="Assessment">
<meta name="keywords" content="equality, libraries"><meta name="description" content="What it means.">
<meta name="organisation" content="Ousebridge Borough Council"><meta name="status" content="DRAFT">
<meta name="reference" content="libraries-2026"><meta name="date" content="2026-03-01">
<meta name="category" content="Committee report">
<style>p { color: red }</style>
"""


def header_words(word: Word) -> list[str]:
    return [
        words_of(word.tree(name)) for name in ("word/header2.xml", "word/header1.xml", "word/footer1.xml")
    ]


def test_tells_what_the_document_is() -> None:
    word = Word(
        to_word(
            page("<p>x</p>", head=HEAD),
            REFERENCE,
            timestamp=datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC),
        )
    )
    core = {element.tag.rpartition("}")[2]: element.text for element in word.tree("docProps/core.xml")}
    assert core == {
        "title": "Equality impact assessment: Libraries & archives",
        "subject": "Assessment",
        "creator": "Head of libraries",
        "keywords": "equality, libraries",
        "description": "What it means.",
        "lastModifiedBy": "Head of libraries",
        "category": "Committee report",
        "contentStatus": "DRAFT",
        "identifier": "libraries-2026",
        "language": "en-GB",
        "created": "2026-03-01T09:30:00Z",
        "modified": "2026-03-01T09:30:00Z",
    }
    assert word.one("//app:Company", "docProps/app.xml").text == "Ousebridge Borough Council"


SUMMER = datetime.timezone(datetime.timedelta(hours=1))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (datetime.datetime(2026, 7, 1, 0, 30, tzinfo=SUMMER), "2026-06-30T23:30:00Z"),
        (datetime.datetime(2026, 7, 1, 0, 30), "2026-07-01T00:30:00Z"),  # noqa: DTZ001 - what must count as UTC
        (None, "1980-01-01T00:00:00Z"),
    ],
)
def test_tells_its_time_in_utc(made: datetime.datetime | None, told: str) -> None:
    word = Word(to_word(page("<p>x</p>"), REFERENCE, timestamp=made))
    assert word.one("//dcterms:created", "docProps/core.xml").text == told


def test_cuts_long_properties_at_a_word() -> None:
    word = written("<p>x</p>", head=f"<title>{'Equality impact assessment ' * 20}</title>")
    title = word.one("//dc:title", "docProps/core.xml").text
    assert 200 < len(title) <= 255
    assert title.endswith(("assessment…", "impact…", "Equality…"))


def test_fills_header_and_footer_on_every_page() -> None:
    assert header_words(written("<p>x</p>", head=HEAD)) == [
        "Ousebridge Borough CouncilDRAFT",
        "Ousebridge Borough CouncilDRAFTEquality impact assessment: Libraries & archives",
        "libraries-2026Page 1 of 1",
    ]


def test_counts_pages_with_real_fields() -> None:
    word = written("<p>x</p>")
    assert [code.strip() for code in word.find("//w:fldSimple/@w:instr", "word/footer1.xml")] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_takes_out_what_the_report_does_not_say() -> None:
    word = written("<p>x</p>", head='<title> </title><meta name="status" content="">')
    assert header_words(word) == ["", "", "Page 1 of 1"]
    assert len(word.find("//w:p", "word/header1.xml")) == 1


@pytest.mark.parametrize(
    ("status", "style"),
    [
        ("DRAFT", "HeaderStatus"),
        ("Submitted", "HeaderStatus"),
        ("Approved", "HeaderStatusApproved"),
        ("published", "HeaderStatusPublished"),
    ],
)
def test_shows_a_draft_louder_than_what_is_approved(status: str, style: str) -> None:
    word = written("<p>x</p>", head=f'<title>T</title><meta name="status" content="{status}">')
    path = "//w:sdt[w:sdtPr/w:tag/@w:val='meta.status']//w:rStyle/@w:val"
    assert word.one(path, "word/header1.xml") == word.one(path, "word/header2.xml") == style


def test_gives_landscape_pages_a_header_of_their_width() -> None:
    word = written('<section data-page="landscape"><p>x</p></section>', head=HEAD)
    identity = word.one("//w:sectPr[1]/w:headerReference[@w:type='default']/@r:id")
    target = word.one(f"//rel:Relationship[@Id='{identity}']/@Target", "word/_rels/document.xml.rels").lstrip(
        "/"
    )
    assert words_of(word.tree(target)) == header_words(word)[1]
    stops = {(tab.get(f"{W}val"), tab.get(f"{W}pos")) for tab in word.find("//w:p[1]//w:tab[@w:pos]", target)}
    assert stops == {("clear", "9638"), ("right", "14570")}
    assert word.find(f"//ct:Override[@PartName='/{target}']", "[Content_Types].xml") != []


@pytest.mark.parametrize("language", ["cy", "en-GB", "gd"])
def test_speaks_the_language_of_the_report(language: str) -> None:
    word = written("<p>x</p>", attributes=f'lang="{language}"')
    assert word.one("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == language
    assert word.one("//w:themeFontLang/@w:val", "word/settings.xml") == language
    assert word.one("//dc:language", "docProps/core.xml").text == language


def test_keeps_the_language_of_the_house_style_if_the_report_names_none() -> None:
    assert (
        written("<p>x</p>", attributes="").one("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == "en-GB"
    )


def test_opens_in_the_mode_of_word_2013_and_later() -> None:
    word = written("<p>x</p>")
    path = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert word.one(path, "word/settings.xml") == "15"


@pytest.mark.parametrize("form", ["common", "bedford"])
def test_gives_the_same_bytes_for_the_same_input(form: str) -> None:
    reference = (TEMPLATES / form / "reference.docx").read_bytes()
    made = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    first = to_word(specimen(), reference, timestamp=made)
    to_word(page('<ol><li>x</li></ol><p lang="cy">y</p>', attributes='lang="cy"'), reference)
    assert to_word(specimen(), reference, timestamp=made) == first
    word = Word(first)
    assert {entry.date_time for entry in word.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in word.entries} == {0}
    assert [entry.filename for entry in word.entries][:3] == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
    ]


def test_relates_everything_it_refers_to() -> None:
    word = Word(to_word(specimen(), REFERENCE))
    known = set(word.find("//rel:Relationship/@Id", "word/_rels/document.xml.rels"))
    used = set(word.find("//@r:id | //@r:embed"))
    assert used <= known
    assert used > {"rId4"}
    numbers = set(word.find("//w:num/@w:numId", "word/numbering.xml"))
    assert set(word.find("//w:numPr/w:numId/@w:val")) <= numbers
    styles = set(word.find("//w:style/@w:styleId", "word/styles.xml"))
    assert set(word.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")) <= styles


@given(st.lists(st.text(), max_size=4))
def test_reads_back_as_the_words_that_went_in(texts: list[str]) -> None:
    def escape(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

    def seen(text: str) -> str:
        shown = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
        return re.sub("[ \t\n\r\f]+", " ", shown).strip(" ")

    body = "".join(
        f'<p data-field="a.{i}" data-label="{escape(text)}">{escape(text)}</p>'
        for i, text in enumerate(texts)
    )
    cells = "".join(
        f"<tr><th scope='row'>{i}</th><td>{escape(text)}</td></tr>" for i, text in enumerate(texts)
    )
    word = written(
        body + (f"<table>{cells}</table>" if cells else ""), head=f"<title>{escape(''.join(texts))}</title>"
    )
    assert [words_of(word.control(f"a.{i}")) for i in range(len(texts))] == [seen(text) for text in texts]
    assert [words_of(cell) for cell in word.find("//w:tc[2]")] == [seen(text) for text in texts]


def test_keeps_what_the_clerk_added_to_the_house_style() -> None:
    word = Word(to_word(page("<p>x</p>"), REFERENCE))
    reference = Word(REFERENCE)
    for name in ("word/theme.xml", "word/fontTable.xml", "word/numbering.xml"):
        assert word.parts[name] == reference.parts[name]
    assert "change its styles" not in words_of(word.document)
    assert NAMESPACES["w14"].encode() in word.parts["word/document.xml"]
