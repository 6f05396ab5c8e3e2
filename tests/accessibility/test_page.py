"""What is planted in a page is found on its line, and a careful page has nothing wrong."""

import shutil
from pathlib import Path

import pytest

from eia.accessibility.checking import check
from eia.accessibility.page.browser import Browser, Missing
from tests.accessibility.test_word import told

CAREFUL = """\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Library opening hours</title>
</head>
<body>
<nav><a href="#evidence">Evidence</a></nav>
<main>
<h1>Library opening hours</h1>
<p>The library closes <strong>two hours earlier</strong> from April.</p>
<h2 id="evidence">Evidence</h2>
<table>
<caption>Visits by age and hour</caption>
<thead><tr><th scope="col">Age</th><th scope="col">Day</th><th scope="col">Evening</th></tr></thead>
<tbody><tr><th scope="row">Under 65</th><td>410</td><td>95</td></tr>
<tr><th scope="row">65 and over</th><td>380</td><td>12</td></tr></tbody>
</table>
<p>What readers asked for:</p>
<ul><li>one late evening a week</li><li>the lift switched on</li></ul>
<p><img src="visits.png" alt="Visits fell from 500 in 2023 to 420 in 2025."> <img src="line.png" alt=""></p>
<p>The figures are in the <a href="https://www.example.org/survey">visitor survey of 2025</a>.</p>
<form><label for="name">Your name</label> <input id="name"> <button>Send</button></form>
<!-- here -->
</main>
</body>
</html>
"""
HERE = 25
"""The line on which faults are planted."""

INSTEAD = [
    ("no title", "ACC010", "the whole file", "<title>Library opening hours</title>", ""),
    ("a blank title", "ACC010", "the whole file", "<title>Library opening hours</title>", "<title> </title>"),
    ("no language", "ACC011", "the whole file", '<html lang="en-GB">', "<html>"),
    ("no main part", "ACC082", "the whole file", "<main>", "<div>"),
    ("no zoom", "ACC081", "line 5, column 1", "initial-scale=1", "initial-scale=1, user-scalable=no"),
    ("little zoom", "ACC081", "line 5, column 1", "initial-scale=1", "initial-scale=1, maximum-scale=1.0"),
    ("a broken link within", "ACC053", "line 9, column 1", 'href="#evidence"', 'href="#elsewhere"'),
    ("a first heading on level 2", "ACC021", "line 11, column 1", "h1>", "h2>"),
    ("no alternative", "ACC040", "line 22, column 1", ' alt=""', ""),
    ("a file name", "ACC041", "line 22, column 1", 'alt=""', 'alt="line.png"'),
    (
        "a machine's words",
        "ACC042",
        "line 22, column 1",
        'alt=""',
        'alt="A line. Description automatically generated"',
    ),
    ("a vague link", "ACC050", "line 23, column 1", ">visitor survey of 2025<", ">click here<"),
    ("an empty link", "ACC054", "line 23, column 1", ">visitor survey of 2025<", "><"),
    (
        "a long address",
        "ACC051",
        "line 23, column 1",
        ">visitor survey of 2025<",
        ">https://www.example.org/survey/of/2025<",
    ),
    ("a field without a label", "ACC070", "line 24, column 1", 'for="name"', 'for="other"'),
    ("a button without words", "ACC070", "line 24, column 1", ">Send<", "><"),
    ("no scope", "ACC036", "line 14, column 1", ' scope="row"', ""),
    (
        "no caption",
        "ACC035",
        "line 14, column 1",
        '<h2 id="evidence">Evidence</h2>\n<table>\n<caption>Visits by age and hour</caption>',
        '<h2 id="evidence">Evidence</h2><p>Figures.</p>\n<table>\n',
    ),
]
ADDED = [
    ("a skipped level", "ACC021", "<h4>Costs</h4>"),
    ("an empty heading", "ACC023", "<h3> </h3>"),
    ("a bold line", "ACC022", "<p><b>Who was asked</b></p><p>Readers in autumn.</p>"),
    (
        "a table without heads",
        "ACC030",
        "<table><caption>More</caption><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    ),
    (
        "merged cells",
        "ACC031",
        "<table><caption>More</caption><tr><th scope=col>a</th><th scope=col>b</th></tr><tr><td colspan=2>c</td></tr></table>",
    ),
    (
        "a table in a table",
        "ACC032",
        "<table><caption>More</caption><tr><th>a</th><th>b</th></tr><tr><td>c</td><td><table><caption>In</caption><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table></td></tr></table>",
    ),
    (
        "a blank row",
        "ACC033",
        "<table><caption>More</caption><tr><th>a</th><th>b</th></tr><tr><td></td><td></td></tr><tr><td>c</td><td>d</td></tr></table>",
    ),
    (
        "a table for layout",
        "ACC034",
        "<table><caption>More</caption><tr><td>left</td><td>right</td></tr></table>",
    ),
    (
        "the same words to two places",
        "ACC052",
        "<p><a href='https://example.org/x'>Visitor survey of 2025</a></p>",
    ),
    ("a frame", "ACC083", "<iframe src='map.html'></iframe>"),
    ("grey on white", "ACC060", "<p style='color: #999'>Nobody can read this.</p>"),
    ("red on blue", "ACC060", "<p style='color:red;background-color:blue'>Nobody can read this.</p>"),
    ("blank paragraphs", "ACC061", "<p>&nbsp;</p><p></p>"),
    ("line breaks", "ACC061", "<p>One<br><br><br>two</p>"),
    ("spaces", "ACC062", "<p>Signed:&nbsp;&nbsp;&nbsp;&nbsp;Date:</p>"),
    ("typed bullets", "ACC064", "<p>• one</p><p>• two</p>"),
    ("typed lines", "ACC064", "<p>1. one<br>2. two<br>3. three</p>"),
    ("capitals", "ACC066", "<p>THIS FORM MUST BE RETURNED TO THE COUNCIL.</p>"),
    ("an underline", "ACC067", "<p><u>Please note</u></p>"),
    ("justified text", "ACC068", "<p style='text-align: justify'>A line.</p>"),
    (
        "Welsh",
        "ACC012",
        "<p>Mae'r cyngor wedi gofyn i bobl am eu barn ar oriau agor y llyfrgell, ac mae hyn yn bwysig.</p>",
    ),
    ("Polish is not known, Russian is", "ACC012", "<p>Вы можете попросить этот отчёт на другом языке.</p>"),
    ("a drawing", "ACC040", "<svg role='img'><path/></svg>"),
]
INNOCENT = [
    "<p lang='cy'>Mae'r cyngor wedi gofyn i bobl am eu barn ar oriau agor y llyfrgell, ac mae hyn yn bwysig.</p>",
    "<p><a href='mailto:equality@example.org'>equality@example.org</a> <a href='https://www.example.org'>www.example.org</a></p>",
    "<p hidden><img src='x.png'></p><div style='display: none'><a href='#gone'></a></div>",
    "<table role='presentation'><tr><td>left</td><td>right</td></tr></table>",
    "<p style='color: #595959'>Readable.</p>",
    "<a href='https://example.org/logo'><img src='l.png' alt='Example Council'></a>",
    "<input type='hidden' name='x'><input aria-label='Search'><label>Town <input></label>",
    "<p>A line<br>and another</p>",
    "<svg aria-hidden='true'><path/></svg>",
    "<p><strong>Note:</strong> the lift is switched off at six.</p>",
    "<table><caption>More</caption><tr><th scope=row>Age</th><td>5</td></tr></table>",
]


def found(page: str) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in check(page.encode()).findings]


def test_a_careful_page_has_nothing_wrong() -> None:
    assert found(CAREFUL) == []


@pytest.mark.parametrize(
    ("code", "place", "old", "new"), [case[1:] for case in INSTEAD], ids=[case[0] for case in INSTEAD]
)
def test_a_fault_in_place_of_what_was_right_is_found(code: str, place: str, old: str, new: str) -> None:
    assert old in CAREFUL
    assert found(CAREFUL.replace(old, new)) == [(code, place)]


@pytest.mark.parametrize(("code", "markup"), [case[1:] for case in ADDED], ids=[case[0] for case in ADDED])
def test_an_added_fault_is_found_on_its_line(code: str, markup: str) -> None:
    assert found(CAREFUL.replace("<!-- here -->", markup)) == [(code, f"line {HERE}, column 1")]


@pytest.mark.parametrize("markup", INNOCENT)
def test_what_is_innocent_is_left_alone(markup: str) -> None:
    assert found(CAREFUL.replace("<!-- here -->", markup)) == []


def test_a_piece_of_a_page_needs_no_title_of_its_own() -> None:
    assert found("<h2>Evidence</h2>\n<p>Visits fell.</p>") == []


def test_a_page_in_an_older_encoding_is_read() -> None:
    raw = (
        CAREFUL.replace("utf-8", "windows-1252")
        .replace("Library opening hours", "Café £5 – “open”")
        .encode("cp1252")
    )
    assert check(raw).findings == ()


def test_a_pdf_file_is_looked_at_as_a_whole() -> None:
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    stream = BytesIO()
    writer.write(stream)
    assert told(check(stream.getvalue()).findings) == [
        (code, "the whole file") for code in ("ACC100", "ACC010", "ACC011")
    ]
    writer.encrypt("secret")
    stream = BytesIO()
    writer.write(stream)
    assert told(check(stream.getvalue()).findings) == [("ACC002", "the whole file")]
    assert told(check(b"%PDF-1.7 and then nothing").findings) == [("ACC001", "the whole file")]


class TestInABrowser:
    def test_a_careful_page_has_nothing_wrong(self, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        file.write_text(CAREFUL.replace('<img src="visits.png"', '<img src="x:y"'), encoding="utf-8")
        browser = Browser()
        try:
            assert list(browser.faults(file)) == []
        finally:
            browser.close()

    def test_what_only_shows_in_style_sheets_is_found(self, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        style = "<style>.faint { color: #aaa } .wide { width: 900px }</style>"
        markup = "<p class='faint'>Nobody can read this.</p><p class='wide'>Wide.</p>"
        file.write_text(
            CAREFUL.replace("</head>", f"{style}</head>").replace("<!-- here -->", markup), encoding="utf-8"
        )
        browser = Browser()
        try:
            faults = list(browser.faults(file))
        finally:
            browser.close()
        assert [(fault.code, fault.place.words) for fault in faults] == [
            ("ACC090", "in a window 1,280 pixels wide"),
            ("ACC091", "in a window 320 pixels wide"),
        ]
        assert "(axe: color-contrast)" in faults[0].message
        assert "pixels wide in a window of 320" in faults[1].message

    def test_nothing_is_fetched_and_no_script_outside_is_run(self, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
        file = tmp_path / "page.html"
        script = "<script>fetch('secret.txt').then(() => document.title = '')</script><script src='other.js'></script>"
        (tmp_path / "other.js").write_text("document.documentElement.lang = ''", encoding="utf-8")
        file.write_text(CAREFUL.replace("<!-- here -->", script), encoding="utf-8")
        browser = Browser()
        try:
            assert list(browser.faults(file)) == []
        finally:
            browser.close()

    def test_a_browser_that_is_not_there_is_told(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / "nothing"))
        with pytest.raises(Missing) as fault:
            Browser()
        assert "needs Chromium" in str(fault.value)
        assert "apt install chromium" in fault.value.hint
