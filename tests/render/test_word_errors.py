"""What is outside the subset is told with its line, in words for whoever edits the template."""

import contextlib
import re

import pytest

from eia.render.word import ELEMENTS, UnknownElement, to_word
from tests.render.word_reading import REFERENCE, TEMPLATES, page

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def refused(body: str, *, head: str = "<title>T</title>") -> UnknownElement:
    """The error for a body whose fault stands on its second line, the third of the report."""
    with pytest.raises(UnknownElement) as raised:
        to_word(page(f"<p>Fine</p>\n{body}", head=head), REFERENCE, template="council.html.j2")
    return raised.value


def test_refuses_in_the_text_what_was_for_the_page_before() -> None:
    to_word(page('<nav class="page-only"><details>x</details></nav><p>y</p>'), REFERENCE)
    assert "<details> cannot stand" in refused("<details>x</details>").message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<details><summary>x</summary></details>", "<details> cannot stand in a report. Use a heading"),
        ("<dl><dt>x</dt></dl>", "cannot stand in a report. Use a table with a row for each pair."),
        ("<blockquote>x</blockquote>", 'Use a paragraph with a class, such as `<p class="note">`.'),
        ("<h6>x</h6>", "Headings go from h1 to h5."),
        ("<p><u>x</u></p>", "underlined words look like links"),
        ("<script>x()</script>", "A report has no script."),
        ("<iframe src='x'></iframe>", "Use headings, paragraphs, lists and tables."),
        ("<svg></svg>", "Use headings, paragraphs, lists and tables."),
        ("<p style='color:red'>x</p>", "“style” means nothing in a report on “p”."),
        ("<p onclick='x()'>x</p>", "“onclick” means nothing in a report on “p”."),
        ("<table border='1'><tr><td>x</td></tr></table>", "“border” means nothing in a report on “table”."),
        ("<p class='no-such'>x</p>", "reference.docx has no style for paragraphs called “No such”"),
        ("<p class='statment'>x</p>", "Did you mean `statement`?"),
        ("<p><span class='no-such'>x</span></p>", "no style for words in a line called “No such”"),
        ("<table class='no-such'><tr><td>x</td></tr></table>", "no style for tables called “No such”"),
        ("<p class='matrix'>x</p>", "The style “Matrix” in reference.docx is for tables"),
        ("<p class='note status'>x</p>", "has 2 classes. Word gives a thing one style"),
        ("<hr>", "can only be a page break"),
        ("<table><tr><td><hr class='page-break'></td></tr></table>", "cannot begin a page inside a table"),
        ("<section data-page='portrait'></section>", "data-page can only be “landscape”, on a section"),
        ("<div data-part='Appendix A'></div>", "data-part names a part of a pack, such as “Appendix A”"),
        ("<section data-part=' '></section>", "data-part names a part of a pack, such as “Appendix A”"),
        (
            "<section data-part='A'>x<section data-part='B'>y</section></section>",
            "a part of a pack stands in no other",
        ),
        ("<div data-page='landscape'></div>", "data-page can only be “landscape”, on a section"),
        (
            "<div data-field='a'><section data-page='landscape'>x</section></div>",
            "cannot turn the page inside a table, a list or an answer",
        ),
        ("<p data-only='print'>x</p>", "data-only is “print”"),
        ("<h1>x</h1><h1>y</h1>", "is the second h1. A report has one title."),
        ("<table><tr><td><h2>x</h2></td></tr></table>", "stands in a table, where Word finds no headings"),
        (
            "<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>",
            "stands inside another table",
        ),
        ("<table></table>", "has no rows"),
        (
            "<table><tr data-field='a'><td>x</td></tr></table>",
            "data-field cannot stand on “tr”. Put it on a cell.",
        ),
        (
            "<table><colgroup><col style='width:3cm'></colgroup><tr><td>x</td></tr></table>",
            'style="width:25%"',
        ),
        ("<table><tr><td colspan='0'>x</td></tr></table>", "colspan is “0”"),
        ("<table><tr><td rowspan='two'>x</td></tr></table>", "rowspan is “two”"),
        ("<table><tr>" + "<td>x</td>" * 64 + "</tr></table>", "has 64 columns; Word can hold 63"),
        (
            "<table><tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='2'>c</td></tr></table>",
            "runs over a cell that reaches down from a row above",
        ),
        ("<ul><p>x</p></ul>", "cannot stand directly in a list. Put it inside li."),
        ("<ul>x<li>y</li></ul>", "text stands outside the items"),
        ("<ol start='one'><li>x</li></ol>", "start is “one”"),
        ("<div><li>x</li></div>", "stands outside a list"),
        ("<div><td>x</td></div>", "cannot stand here"),
        ("<p><span><div>x</div></span></p>", "<div> cannot stand inside a line of text."),
        ("<p lang='english language'>x</p>", "“english language” is no language"),
        ("<p dir='up'>x</p>", "dir is “up”"),
        ("<p><input type='text' title='x'></p>", "is not a tick box, the only input Word knows"),
        ("<p><input type='checkbox'></p>", "has no title, so nobody can hear what is ticked"),
        (f"<p><img src='data:image/png;base64,{PNG}'></p>", "has no alt. Say in it what the picture shows"),
        ("<p><img src='logo.png' alt='x'></p>", "is not held in the report"),
        ("<p><img src='data:image/png;base64,AAAA' alt='x'></p>", "is damaged or is no PNG"),
        ("<p><img src='data:image/jpeg;base64,////' alt='x'></p>", "is damaged or is no JPEG"),
        (f"<p><img src='data:image/png;base64,{PNG}' alt='x' width='10%'></p>", "Give whole pixels"),
        ("<figure><p>x</p></figure>", "cannot stand in a figure"),
        ("<div>" * 101 + "x" + "</div>" * 101, "stands inside more than 100 others"),
    ],
)
def test_names_the_line_and_says_what_to_do(body: str, message: str) -> None:
    error = refused(body)
    assert message in error.message
    assert error.line == 3
    assert str(error) == f"council.html.j2:3: {error.message}"
    assert error.template == "council.html.j2"


def test_refuses_a_script_in_the_head() -> None:
    with pytest.raises(UnknownElement, match=r"report\.html\.j2:1: <script> cannot stand in the head"):
        to_word(page("<p>x</p>", head="<script>x()</script>"), REFERENCE)


@pytest.mark.parametrize("html", ["", " ", "<!-- nothing -->"])
def test_refuses_a_report_without_anything_in_it(html: str) -> None:
    with pytest.raises(UnknownElement, match="The report is empty"):
        to_word(html, REFERENCE)


def test_finds_the_line_far_down() -> None:
    with pytest.raises(UnknownElement) as raised:
        to_word(page("<p>x</p>\n" * 5_000 + "<p>x <details></details></p>"), REFERENCE)
    assert raised.value.line == 5_002


def test_names_everything_a_template_may_use() -> None:
    assert {"table", "p", "input", "h5", "img"} <= ELEMENTS
    assert not {"script", "details", "h6", "u", "style"} & ELEMENTS


def test_the_guide_names_every_element() -> None:
    guide = (TEMPLATES.parent / "docs" / "word.md").read_text(encoding="utf-8")
    table = guide.split("| Element | In Word |")[1].split("\n\n")[0]
    assert (
        set(re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in table.splitlines()[1:]))) == ELEMENTS
    )


@pytest.mark.parametrize("inner", ["caption", "thead", "tr", "td", "col"])
def test_a_part_of_a_table_that_stands_elsewhere_is_read_or_told(inner: str) -> None:
    body = f"<table><tr><td><div><{inner}>x</{inner}></div></td></tr></table>"
    with contextlib.suppress(UnknownElement):  # the parser mends some of them
        to_word(page(body), REFERENCE)
