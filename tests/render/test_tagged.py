"""A council's own Word template with tags: filled as its clerk meant, with every word kept."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it has no annotations

from eia.render.answers import Answer, Entry, answers_in
from eia.render.tagged import BrokenTemplate, tags_in, to_word
from eia.render.view import View, view
from tests.libreoffice import converted
from tests.render.filled import filled as filled_data
from tests.render.reports import LIBRARY, assessment, viewed
from tests.render.word_reading import REFERENCE, Word

DATA = {
    "id": "parks",
    "kind": "full",
    "status": "draft",
    "activity": {
        "title": "Parks & “open” spaces <2026>",
        "description": "First paragraph with **weight**.\n\n- one\n- two, [a page](https://www.gov.uk/)\n\n1. first\n",
    },
    "people": {"service_area": "Parks", "lead_officer": {"name": "", "job_title": "Head of Parks"}},
    "actions": [
        {"id": "a", "description": "Mend the gate", "owner": {"job_title": "Ranger"}, "due": "2026-05-01"},
        {
            "id": "b",
            "description": "{{ 7*7 }} & <b>bold</b>",
            "owner": {"job_title": "Clerk"},
            "due": "2026-06",
        },
    ],
    "summary": "Line one\nline two\n\nNew paragraph",
}


def template(draw: Callable[[Document], None]) -> bytes:
    """A Word file that a clerk could have made."""
    document = docx.Document()
    for part in list(document.part.package.iter_parts()):
        for identity, row in list(part.rels.items()):
            if (
                "stylesWithEffects" in row.reltype
            ):  # python-docx brings it; Word has not written it since 2010
                del part.rels[identity]
    draw(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraphs(*texts: str) -> bytes:
    """A template of these paragraphs."""

    def draw(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return template(draw)


def filled(tagged: bytes, shown: View | None = None) -> Word:
    """The report through a template."""
    return Word(to_word(shown or viewed(DATA), tagged, REFERENCE)[0])


def lines(word: Word) -> list[str]:
    """The words of each paragraph."""
    return [
        "".join(
            "\n" if part.tag.endswith("}br") else (part.text or "")
            for part in paragraph.iter("{*}t", "{*}br")
        )
        for paragraph in word.document.iter("{*}p")
    ]


class TestWords:
    def test_a_tag_prints_the_answer_in_the_line(self) -> None:
        assert lines(filled(paragraphs("Title: {{ activity.title }}."))) == [
            "Title: Parks & “open” spaces <2026>."
        ]

    def test_a_tag_that_word_has_torn_into_runs_is_read(self) -> None:
        def draw(document: Document) -> None:
            paragraph = document.add_paragraph("By ")
            for text in ("{", "{ peop", "le.service", "_area }", "}"):
                paragraph.add_run(text).bold = True

        assert lines(filled(template(draw))) == ["By Parks"]

    def test_a_tag_in_curly_quotation_marks_is_read(self) -> None:
        assert lines(filled(paragraphs("{{ activity[“title”] }}"))) == ["Parks & “open” spaces <2026>"]

    def test_a_person_is_printed_as_name_and_post(self) -> None:
        assert lines(filled(paragraphs("{{ people.lead_officer }}"))) == ["Head of Parks"]

    def test_what_is_not_answered_says_so(self) -> None:
        assert lines(filled(paragraphs("{{ decision.maker }}"))) == ["Not answered"]

    def test_paragraphs_and_items_begin_new_lines_and_marks_are_left_out(self) -> None:
        word = filled(paragraphs("{{ summary }}", "{{ activity.description }}"))
        assert lines(word) == [
            "Line one line two\nNew paragraph",
            "First paragraph with weight.\n- one\n- two, a page\n1. first",
        ]

    def test_an_answer_is_never_read_as_a_tag(self) -> None:
        assert lines(filled(paragraphs("{{ actions.items[1].description }}"))) == ["{{ 7*7 }} & <b>bold</b>"]


class TestBlocks:
    def test_an_answer_takes_the_place_of_its_paragraph_in_its_style(self) -> None:
        def draw(document: Document) -> None:
            document.add_paragraph("before")
            document.add_paragraph("{{p activity.description }}", style="Intense Quote")
            document.add_paragraph("after")

        word = filled(template(draw))
        assert [line for line in lines(word) if line] == [
            *("before", "First paragraph with weight."),
            *("one", "two, a page", "first", "after"),
        ]
        styles = word.find("//w:sdtContent/w:p/w:pPr/w:pStyle/@w:val")
        assert styles == ["IntenseQuote"] * 4

    def test_its_emphasis_links_and_lists_are_real(self) -> None:
        word = filled(paragraphs("{{p activity.description }}"))
        assert word.find("//w:r[w:rPr/w:rStyle]/w:t/text()")[0] == "weight"
        assert "https://www.gov.uk/" in str(word.parts["word/_rels/document.xml.rels"])
        assert len(word.find("//w:p/w:pPr/w:numPr")) == 3
        used = set(word.find("//w:p/w:pPr/w:numPr/w:numId/@w:val"))
        assert used <= set(word.find("//w:num/@w:numId", "word/numbering.xml"))
        given_styles = set(word.find("//w:style/@w:styleId", "word/styles.xml"))
        assert set(word.find("//w:pStyle/@w:val | //w:rStyle/@w:val")) <= given_styles

    def test_it_stands_in_a_content_control_with_its_address(self) -> None:
        word = filled(paragraphs("{{p activity.description }}"))
        assert word.find("//w:sdtPr/w:tag/@w:val") == ["activity.description"]

    def test_a_template_without_lists_or_character_styles_is_lent_them(self) -> None:
        def draw(document: Document) -> None:
            styles: Any = document.styles.element
            for style in list(styles.iter("{*}style")):
                if style.styleId and style.styleId.startswith(("List", "Strong", "Emphasis", "Hyper")):
                    styles.remove(style)
            for identity, row in list(document.part.rels.items()):
                if row.reltype.endswith("/numbering"):
                    del document.part.rels[identity]
            document.add_paragraph("{{p activity.description }}")

        word = filled(template(draw))
        names = {str(name).lower() for name in word.find("//w:style/w:name/@w:val", "word/styles.xml")}
        assert {"list bullet", "list number", "strong"} <= names
        assert word.find("//w:abstractNum", "word/numbering.xml")


class TestRepeating:
    def test_a_row_is_repeated_for_each_action(self) -> None:
        def draw(document: Document) -> None:
            table = document.add_table(rows=4, cols=2)
            texts = [
                ("What", "Who"),
                ("{%tr for action in actions %}", ""),
                ("{{ action.description }}", "{{ action.owner }}, {{ action.due }}"),
                ("{%tr endfor %}", ""),
            ]
            for row, cells in zip(table.rows, texts, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text

        word = filled(template(draw))
        rows = [
            ["".join(cell.itertext()) for cell in row.iter("{*}tc")] for row in word.document.iter("{*}tr")
        ]
        assert rows == [
            ["What", "Who"],
            ["Mend the gate", "Ranger, 1 May 2026"],
            ["{{ 7*7 }} & <b>bold</b>", "Clerk, June 2026"],
        ]

    def test_a_cell_from_which_all_is_left_out_keeps_a_paragraph(self) -> None:
        def draw(document: Document) -> None:
            cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
            cell.text = "{%p if decision.maker %}"
            cell.add_paragraph("{{ decision.maker }}")
            cell.add_paragraph("{%p endif %}")

        (cell,) = filled(template(draw)).document.iter("{*}tc")
        assert cell[-1].tag.endswith("}p")

    def test_controls_of_a_repeated_paragraph_are_told_apart(self) -> None:
        tagged = paragraphs("{%p for action in actions %}", "{{p action.description }}", "{%p endfor %}")
        word = filled(tagged)
        numbers = word.find("//w:sdtPr/w:id/@w:val")
        assert len(numbers) == 2
        assert len(set(numbers)) == 2

    def test_ticks_are_printed_with_their_state(self) -> None:
        tagged = paragraphs("{% for tick in view.impacts[0].ticks %}{{ tick }};{% endfor %}")
        data = {**DATA, "impacts": {"age": [{"direction": "negative", "description": "Fewer"}]}}
        (line,) = lines(filled(tagged, viewed(data)))
        assert line.startswith("☐ Positive impact;☒ Negative impact;")


class TestAround:
    def test_headers_footers_and_properties_are_filled(self) -> None:
        def draw(document: Document) -> None:
            section = document.sections[0]
            section.header.paragraphs[0].text = "{{ view.meta.organisation }}: {{ activity.title }}"
            section.footer.paragraphs[0].text = "{{ view.meta.status }}"
            document.core_properties.title = "On {{ activity.title }}"
            document.core_properties.author = "{{ people.service_area }}"

        data = to_word(viewed(DATA), template(draw), REFERENCE)[0]
        opened = docx.Document(io.BytesIO(data))
        assert opened.sections[0].header.paragraphs[0].text == (
            "Bedford Borough Council: Parks & “open” spaces <2026>"
        )
        assert opened.sections[0].footer.paragraphs[0].text == "Draft: not approved"
        assert opened.core_properties.title == "On Parks & “open” spaces <2026>"
        assert opened.core_properties.author == "Parks"

    def test_properties_without_tags_tell_of_the_report_and_not_of_the_template(self) -> None:
        def draw(document: Document) -> None:
            document.core_properties.title = "Template of May"
            document.core_properties.author = "A. Clerk"

        opened = docx.Document(io.BytesIO(to_word(viewed(DATA), template(draw), REFERENCE)[0]))
        assert opened.core_properties.title == "Equality Analysis Report: Parks & “open” spaces <2026>"
        assert opened.core_properties.author == "Parks"

    def test_the_document_speaks_the_language_of_the_form(self) -> None:
        word = filled(paragraphs("{{ summary }}"))
        assert word.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["en-GB"]

    def test_the_same_report_gives_the_same_bytes(self) -> None:
        tagged = paragraphs("{{p activity.description }}", "{{ summary }}")
        assert to_word(viewed(DATA), tagged, REFERENCE) == to_word(viewed(DATA), tagged, REFERENCE)

    def test_the_answers_that_are_shown_are_known(self) -> None:
        shown = to_word(viewed(DATA), paragraphs("{{ activity.title }}", "{{p summary }}"), REFERENCE)[1]
        assert shown == {"activity.title", "summary"}

    def test_an_ooxml_validator_finds_nothing(self, tmp_path: Path) -> None:
        def draw(document: Document) -> None:
            document.add_heading("{{ view.report }}", 0)
            document.add_paragraph("{{p activity.description }}")
            table = document.add_table(rows=3, cols=1)
            for row, text in zip(
                table.rows,
                ("{%tr for action in actions %}", "{{ action.description }}", "{%tr endfor %}"),
                strict=True,
            ):
                row.cells[0].text = text

        file = tmp_path / "report.docx"
        file.write_bytes(to_word(viewed(DATA), template(draw), REFERENCE)[0])
        found = OpenXmlValidator().validate(str(file))
        assert found.is_valid, [str(error) for error in found.errors]


class TestTrouble:
    @pytest.mark.parametrize(
        ("texts", "told"),
        [
            (
                ("Fine", "Date: {{ activity.titel }}"),
                (
                    "paragraph 2 (“Date: {{ activity.titel }}”): The tag asks for something that is not there: “titel” "
                    "in “activity”, where there is “title”"
                ),
            ),
            (
                ("{{ nothing }}",),
                "paragraph 1 (“{{ nothing }}”): The tag asks for something that is not there",
            ),
            (
                ("a", "b", "{%p if summary %}", "c"),
                "paragraph 3 (“{%p if summary %}”): The tag cannot be read",
            ),
            (("{{ ''.__class__.__mro__ }}",), "may not have"),
            (("{{ summary | no_such }}",), "The tag cannot be read: No filter named 'no_such'"),
            (("{%tc for a in actions %}",), "Columns and cells stay as they are drawn"),
            (("{%tr for a in actions %}", "{%p endfor %}"), "stands outside a table"),
        ],
    )
    def test_a_wrong_tag_is_told_with_its_paragraph(self, texts: tuple[str, ...], told: str) -> None:
        with pytest.raises(BrokenTemplate) as caught:
            filled(paragraphs(*texts))
        assert told in str(caught.value)

    def test_a_tag_that_is_not_closed_is_told(self) -> None:
        with pytest.raises(BrokenTemplate, match=r"paragraph 1 .*is not a whole tag"):
            filled(paragraphs("One {{ summary }", "two"))

    def test_a_repetition_that_ends_outside_its_table_is_told(self) -> None:
        def draw(document: Document) -> None:
            document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{%tr for a in actions %}"
            document.add_paragraph("{%p endfor %}")

        with pytest.raises(BrokenTemplate, match="around rows"):
            filled(template(draw))

    def test_a_wrong_tag_in_the_header_is_told_to_be_there(self) -> None:
        def draw(document: Document) -> None:
            document.sections[0].header.paragraphs[0].text = "{{ activity.titel }}"

        with pytest.raises(BrokenTemplate, match=r"paragraph 1 of the header \(“{{ activity.titel }}”\)"):
            filled(template(draw))

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a Word file at all"])
    def test_what_is_no_word_file_is_told(self, data: bytes) -> None:
        with pytest.raises(BrokenTemplate, match="cannot be read as a Word file"):
            filled(data)

    def test_tags_are_listed_with_their_places(self) -> None:
        found = tags_in(paragraphs("A {{ activity.title }} and {{summary}}", "{%p if summary %}"))
        assert [(tag.paragraph, tag.text) for tag in found] == [
            (1, "{{ activity.title }}"),
            (1, "{{summary}}"),
            (2, "{%p if summary %}"),
        ]


WRITTEN_IN_LIBREOFFICE = """<html><body><h1>{{ view.report }}</h1>
<p>Title: <b>{{ activity</b><i>.title }}</i></p><p>{{p activity.description }}</p>
<table><tr><th>What</th><th>Who</th></tr><tr><td>{%tr for a in actions %}</td><td></td></tr>
<tr><td>{{p a.description }}</td><td>{{ a.owner }}</td></tr><tr><td>{%tr endfor %}</td><td></td></tr></table>
</body></html>"""


def test_a_template_written_in_libreoffice_is_filled_and_read_by_it_again(tmp_path: Path) -> None:
    html = tmp_path / "report.html"
    html.write_text(WRITTEN_IN_LIBREOFFICE, encoding="utf-8")
    tagged = converted(converted(html, "odt", tmp_path), "docx", tmp_path)
    out = tmp_path / "parks.docx"
    out.write_bytes(to_word(viewed(DATA), tagged.read_bytes(), REFERENCE)[0])
    text = converted(out, "txt", tmp_path).read_text(encoding="utf-8-sig")
    for words in ("Equality Analysis Report", "Title: Parks & “open” spaces <2026>", "with weight."):
        assert words in text
    for words in ("• one", "• two, a page", "Mend the gate", "{{ 7*7 }} & <b>bold</b>", "Ranger", "Clerk"):
        assert words in text
    assert "{%" not in text


PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels", "[Content_Types].xml")


@settings(max_examples=150)
@given(
    name=st.sampled_from([*PARTS, "word/_rels/document.xml.rels", "docProps/core.xml"]),
    at=st.floats(0, 1),
    length=st.integers(0, 60),
    instead=st.sampled_from(
        [b"", b"{{", b"{%p for a in actions %}", b"<w:p>", b"</w:p>", b"&", b"\0", b"{{p summary }}"]
    ),
)
def test_a_damaged_template_is_told_and_never_a_crash(
    name: str, at: float, length: int, instead: bytes
) -> None:
    whole = paragraphs("{{ activity.title }}", "{%p if summary %}", "{{p summary }}", "{%p endif %}")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    place = int(at * len(parts[name]))
    parts[name] = parts[name][:place] + instead + parts[name][place + length :]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)
    try:
        written = to_word(viewed(DATA), stream.getvalue(), REFERENCE)[0]
    except BrokenTemplate as fault:
        told = fault.message
    else:
        told = Word(written).document.tag
    assert told


def _everything(record: Entry) -> bytes:
    """A template with a tag for each answer that is given, in the line and as blocks in turn."""
    tags = []
    for number, answer in enumerate(answers_in(record)):
        index = _index_of(record, answer)
        tags.append(f"{{{{p {index} }}}}" if number % 2 else f"{number}: {{{{ {index} }}}}")
    return paragraphs(*tags)


def _index_of(record: Entry, wanted: Answer) -> str:
    """How a tag names an answer."""

    def search(node: Any, name: str) -> str:
        if node is wanted:
            return name
        parts = node.parts.items() if isinstance(node, Entry) else ()
        for key, inner in parts:
            if found := search(inner, f"{name}['{key}']" if name else key):
                return found
        for number, inner in enumerate(getattr(node, "items", ()) if not parts else ()):
            if found := search(inner, f"{name}.items[{number}]"):
                return found
        return ""

    return search(record, "")


def test_every_answer_comes_out_of_the_template_again() -> None:
    data, expected, _ = filled_data(kind="full", form="bedford", status="approved")
    shown = viewed(data)
    tagged = _everything(shown.record)
    data_out, fields = to_word(shown, tagged, REFERENCE)
    text = "\n".join(lines(Word(data_out))).lower()
    assert fields == {answer.field for answer in answers_in(shown.record)}
    assert [words for words in expected.values() if words.lower() not in text] == []


@settings(max_examples=60)
@given(
    title=st.text(min_size=1, max_size=60),
    prose=st.text(alphabet=st.characters(codec="utf-8"), max_size=300),
)
def test_any_text_is_there_again(title: str, prose: str) -> None:
    data = {**DATA, "activity": {"title": title, "description": prose}, "summary": prose}
    tagged = paragraphs("{{ activity.title }}", "{{p activity.description }}", "{{ summary }}")
    text = " ".join(lines(filled(tagged, viewed(data))))

    def letters(words: str) -> str:
        return re.sub(r"[\W\d_]+", "", words)

    if letters(title):
        assert letters(title) in letters(text)
    if letters(prose):
        assert letters(text).count(letters(prose)) >= 2


def test_the_kept_assessments_go_through_a_template(tmp_path: Path) -> None:
    for name in ("complete", "blanks", "hostile"):
        shown = view(assessment(name), LIBRARY.form("bedford"))
        data, fields = to_word(shown, _everything(shown.record), REFERENCE)
        assert fields == {answer.field for answer in answers_in(shown.record)}
        docx.Document(io.BytesIO(data))
