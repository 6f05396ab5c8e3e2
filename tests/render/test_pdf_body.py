"""Each element of the subset in a PDF, as Poppler and pypdf read it: its tag, its words, and where it leads."""

import datetime

import pytest

from eia.render.pdf import is_sealed, to_pdf
from tests.render.pdf_reading import HOUSE, Pdf, Tag, written
from tests.render.test_word_errors import PNG
from tests.render.word_reading import page


def kinds(tag: Tag) -> list[tuple[str, str]]:
    return [(inner.kind, inner.words) for inner in tag.tags]


def document(body: str) -> list[tuple[str, str]]:
    (top,) = written(body).tags.tags
    return kinds(top)


def test_headings_and_paragraphs_are_tagged_in_their_order() -> None:
    assert document("<h1>T</h1><h2>A</h2><p>one</p><h3>B</h3><div>two<p>three</p>four</div><h2>C</h2>") == [
        ("Title", "T"),
        ("H1", "A"),
        ("P", "one"),
        ("H2", "B"),
        ("P", "two"),
        ("P", "three"),
        ("P", "four"),
        ("H1", "C"),
    ]


def test_no_level_of_headings_is_left_out_on_the_way_down() -> None:
    found = document("<h4>A</h4><h5>B</h5><h2>C</h2><h4>D</h4><h4>E</h4><h3>F</h3>")
    assert [kind for kind, _ in found] == ["H1", "H2", "H1", "H2", "H2", "H2"]


def test_headings_are_bookmarks() -> None:
    assert written("<h1>T</h1><h2>A</h2><h3>B &amp; C</h3><h2>D</h2>").outline == [
        (1, "A"),
        (2, "B & C"),
        (1, "D"),
    ]


def test_white_space_is_as_in_a_browser() -> None:
    assert document("<p>  a \n b<b> c </b> d <br> e&nbsp; f </p>") == [("P", "a b c d e f")]
    assert document("<p> </p><p></p><div> \n </div><p>x</p>") == [("P", "x")]


def test_words_keep_their_marks() -> None:
    (top,) = written(
        "<p>a <strong>b</strong> <em>c</em> <code>d e</code> H<sub>2</sub>O 5<sup>th</sup></p>"
    ).tags.tags
    (paragraph,) = top.tags
    assert [tag.kind for tag in paragraph.tags] == ["Strong", "Em", "Span", "Span"]
    assert paragraph.words == "a b c d e H2O 5th"


def test_lists_are_lists_in_lists() -> None:
    (top,) = written(
        "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul><ol start='7'><li>e</li></ol>"
    ).tags.tags
    outer, numbered = top.tags
    assert [tag.kind for tag in (outer, numbered)] == ["L", "L"]
    assert [item.words for item in outer.tags if item.kind == "LI"] == ["• a", "• c d"]
    assert [label.words for label in numbered.all("Lbl")] == ["7."]
    assert [inner.words for inner in outer.all("L")] == ["– b"]


def test_a_list_begins_with_no_greater_number_than_in_word() -> None:
    (top,) = written("<ol start='999999999'><li>e</li></ol>").tags.tags
    assert [label.words for label in top.all("Lbl")] == ["32767."]


TABLE = """<table class="matrix" data-description="Who gains"><caption>Effects</caption>
<colgroup><col style="width:20%"><col style="width:50%"><col style="width:30%"></colgroup>
<thead><tr><th scope="col">Group</th><th scope="col">Effect</th><th scope="col">Action</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">Age</th><td>better</td><td>none</td></tr><tr><td>worse</td><td>a lift</td></tr>
<tr><th colspan="3" scope="rowgroup">Others</th></tr>
<tr><th scope="row">Sex</th><td colspan="2">none</td></tr></tbody></table>"""


def test_a_table_says_which_cells_head_which() -> None:
    (top,) = written(TABLE).tags.tags
    (table,) = top.tags
    assert table.kind == "Table"
    assert [caption.words for caption in table.all("Caption")] == ["Effects"]
    assert str(table.attributes["Summary"]) == "Who gains"
    scopes = {head.words: str(head.attributes["Scope"]) for head in table.all("TH")}
    assert scopes == {
        **dict.fromkeys(("Group", "Effect", "Action", "Others"), "/Column"),
        **dict.fromkeys(("Age", "Sex"), "/Row"),
    }
    names = {head.identity: head.words for head in table.all("TH")}
    heads = {
        cell.words: {names[str(name)] for name in cell.attributes["Headers"]} for cell in table.all("TD")
    }
    assert heads["better"] == {"Age", "Effect"}
    assert heads["a lift"] == {"Action", "Age"}
    assert "Sex" in heads["none"]
    assert "Others" in heads["none"]


def test_a_caption_stays_on_the_page_of_its_table() -> None:
    rows = "".join(f"<tr><td>{'row ' * 30}</td></tr>" for _ in range(4))
    for space in range(26, 40):
        pdf = written(f"{'<p>x</p>' * space}<h2>Heading</h2><table><caption>Caption</caption>{rows}</table>")
        first = next(number for number, words in enumerate(pdf.pages) if "row" in words)
        assert "Heading Caption row" in pdf.pages[first]


def test_names_of_heads_can_be_looked_up() -> None:
    pdf = written(TABLE)
    tree = pdf.root["/StructTreeRoot"]["/IDTree"].get_object()
    names = [str(name) for name in tree["/Names"][::2]]
    assert len(names) == len(list(pdf.tags.all("TH")))
    assert names == sorted(names)


def test_rows_of_headings_stand_on_every_page_and_are_read_once() -> None:
    rows = "".join(f"<tr><td>Row {number}</td></tr>" for number in range(120))
    pdf = written(
        f"<table><thead><tr><th scope='col'>Heading here</th></tr></thead><tbody>{rows}</tbody></table>"
    )
    assert len(pdf.pages) > 2
    assert all("Heading here" in words for words in pdf.pages)
    assert [head.words for head in pdf.tags.all("TH")] == ["Heading here"]


def test_short_rows_stay_whole_and_long_ones_may_break() -> None:
    short = "".join(f"<tr><td>{f'w{number} ' * 60}</td></tr>" for number in range(60))
    for words in written(f"<table>{short}</table>").pages:
        numbers = [word for word in words.split() if word.startswith("w")]
        assert all(numbers.count(number) == 60 for number in set(numbers))
    long = written(f"<table><tr><td>{'word ' * 9_000}</td></tr></table>")
    assert len(long.pages) > 5
    assert sum(words.count("word") for words in long.pages) == 9_000


def test_a_row_that_would_fill_a_page_may_break_however_few_its_letters() -> None:
    cells = "<td>a</td>" * 12
    pdf = written(f"<table><tr><td>{'iiiiii ' * 80}</td>{cells}</tr></table>")
    assert sum(words.count("iiiiii") for words in pdf.pages) == 80


@pytest.mark.parametrize("word", ["x" * 300, "https://example.org/" + "ab" * 90, "Donaudampfschiff" * 8])
def test_a_word_wider_than_its_column_is_broken_and_no_letter_of_it_is_lost(word: str) -> None:
    pdf = written(f"<table><tr><td>{word}</td>{'<td>a</td>' * 9}</tr></table><p>{word}</p>")
    assert "".join(pdf.pages).replace(" ", "").count(word) == 2
    for at in pdf.reader.pages:
        assert _right_edge(at) <= float(at.mediabox.width) - 50


def _right_edge(at: object) -> float:
    found = [0.0]

    def look(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        found.append(tm[4] * cm[0] + cm[4] if text.strip() else 0.0)

    at.extract_text(visitor_text=look)  # type: ignore[attr-defined]
    return max(found)


def test_tick_boxes_say_their_state_in_words() -> None:
    pdf = written(
        '<p><input type="checkbox" checked title="Age: Positive" data-state="Selected"> Yes '
        '<input type="checkbox" title="Age: Negative" data-state="Not selected"></p>'
    )
    assert pdf.figures == ["Age: Positive: Selected", "Age: Negative: Not selected"]
    assert pdf.pages[0].startswith("Yes")


def test_pictures_have_their_words_and_ornaments_are_not_read() -> None:
    source = f"data:image/png;base64,{PNG}"
    pdf = written(
        f'<figure><img src="{source}" alt="Chart: falling" width="300" height="80"><figcaption>Trend</figcaption></figure>'
        f'<p>x <img src="{source}" alt=""></p>'
    )
    assert pdf.figures == ["Chart: falling"]
    assert "Trend" in pdf.pages[0]


def test_links_lead_to_the_web_and_into_the_report() -> None:
    pdf = written(
        '<p><a href="#b">there</a> <a href="https://example.org/?a=1&amp;b=2">web</a> '
        '<a href="mailto:equality@example.org">mail</a> <a href="javascript:x()">no</a> <a href="#nowhere">no</a></p>'
        '<hr class="page-break"><table><tr id="b"><td>Here</td></tr></table>'
    )
    assert pdf.links == ["page 2", "https://example.org/?a=1&b=2", "mailto:equality@example.org"]
    assert [link.words for link in pdf.tags.all("Link")] == ["there", "web", "mail"]


def test_languages_and_directions_are_marked() -> None:
    pdf = written(
        '<p lang="cy">Mae’r asesiad</p><p>a <span lang="ar" dir="rtl">مساوات</span> b</p><p lang="he">שוויון</p>'
    )
    assert pdf.root["/Lang"] == "en-GB"
    assert pdf.languages == {"cy", "ar", "he"}
    assert "שוויון" in pdf.pages[0]


def test_pages_turn_for_a_section_in_landscape_and_back() -> None:
    pdf = written('<p>a</p><section data-page="landscape"><p>b</p></section><p>c</p>')
    assert [(p.mediabox.width > p.mediabox.height) for p in pdf.reader.pages] == [False, True, False]
    assert pdf.sizes == {(595, 842), (842, 595)}


PARTS = """<h1>Papers</h1><p><a href="#b">Parks</a></p>
<section id="a" data-part="Appendix A" data-title="Libraries &amp; archives" data-status="approved"
 data-reference="LIB-1"><h2>Libraries</h2><p>x</p><hr class="page-break"><p>y</p></section>
<section id="b" data-part="Appendix B"><h2>Parks</h2><p>z</p></section>"""


def test_each_part_counts_its_own_pages_and_names_itself() -> None:
    head = '<title>Papers</title><meta name="reference" content="EXE-1"><meta name="status" content="final">'
    pdf = written(PARTS, head=head)
    assert pdf.pages[0].endswith("EXE-1 Page 1 of 1")
    assert "Appendix A, LIB-1 Page 1 of 2" in pdf.pages[1]
    assert "Appendix A, LIB-1 Page 2 of 2" in pdf.pages[2]
    assert "Appendix B, EXE-1 Page 1 of 1" in pdf.pages[3]
    assert "Libraries & archives" in pdf.pages[2]
    assert "approved" in pdf.pages[2]
    assert "final" in pdf.pages[3]
    assert pdf.outline == [(1, "Libraries"), (1, "Parks")]
    assert pdf.links == ["page 4"]


def test_what_is_for_the_page_only_is_left_out_and_what_is_for_paper_is_not() -> None:
    assert document('<p data-only="page">a</p><p class="page-only">b</p><p data-only="word">c</p>') == [
        ("P", "c")
    ]


def test_every_page_says_the_status_and_its_number() -> None:
    head = (
        '<title>Art &amp; Books</title><meta name="status" content="DRAFT"><meta name="organisation" content="Our Council">'
        '<meta name="author" content="Libraries"><meta name="subject" content="S"><meta name="keywords" content="a, b">'
    )
    pdf = written("<p>x</p><hr class='page-break'><p>y</p><hr class='page-break'><p>z</p>", head=head)
    for number, words in enumerate(pdf.pages, 1):
        assert "DRAFT" in words
        assert "Our Council" in words
        assert f"Page {number} of 3" in words
    assert all("Art & Books" in words for words in pdf.pages[1:])
    facts = pdf.reader.metadata
    assert facts is not None
    assert (facts.title, facts.author, facts.subject, facts.keywords) == (
        "Art & Books",
        "Libraries",
        "S",
        "a, b",
    )
    assert pdf.root["/MarkInfo"]["/Marked"]
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_same_report_gives_the_same_bytes_and_another_does_not() -> None:
    moment = datetime.datetime(2026, 2, 20, tzinfo=datetime.UTC)
    one, two = (to_pdf(page(TABLE), HOUSE, timestamp=moment) for _ in range(2))
    assert one == two
    facts = Pdf(one).reader.metadata
    assert facts is not None
    assert facts.creation_date == moment
    assert to_pdf(page(TABLE + "<p>x</p>"), HOUSE, timestamp=moment)[-300:] != one[-300:]


def test_a_file_knows_whether_it_is_as_it_was_made() -> None:
    data = to_pdf(page("<p>x</p>"), HOUSE)
    assert is_sealed(data)
    for at in (20, len(data) // 2, len(data) - 10):
        assert not is_sealed(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert not is_sealed(data + b"\n%%EOF")
    assert not is_sealed(b"%PDF-1.7\n")


def test_nothing_anybody_wrote_is_read_as_code() -> None:
    typed = (
        '#panic("x") $x^2$ *a* _b_ = c `d` @e <f> \\ " // /* ~ -- --- ... #import "@preview/x:1.0.0" \\u{41}'
    )
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;")
    pdf = written(f"<p>{escaped}</p><h2>{escaped}</h2><p><code>{escaped}</code></p>")
    assert "".join(pdf.pages).replace(" ", "").count(typed.replace(" ", "")) == 3
