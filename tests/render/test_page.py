"""The page: one file, its style inside, nothing that runs."""

import re
from typing import Any

import html5lib
import lxml.html
import pytest

from eia.render.page import to_page
from tests.render.reports import FORMS, NAMES, page, report, style

HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<title>Report</title>
</head>
<body>
<p>One &amp; two</p>
{}
<p>Three</p>
</body>
</html>
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
class TestEveryPage:
    def test_is_html_without_a_fault(self, name: str, form: str) -> None:
        html5lib.HTMLParser(strict=True).parse(page(name, form))

    def test_needs_nothing_else_and_runs_nothing(self, name: str, form: str) -> None:
        whole = page(name, form)
        assert "<script" not in whole
        assert not re.search(r"<link\b|@import|url\((?!'data:)", whole)
        assert whole.count("<style>") == 1
        assert "default-src 'none'" in whole

    def test_says_what_the_report_says(self, name: str, form: str) -> None:
        told: Any = lxml.html.document_fromstring(report(name, form))
        for paper in told.xpath("//*[@data-only='word']"):
            paper.drop_tree()
        shown: Any = lxml.html.document_fromstring(page(name, form))
        assert shown.body.text_content() == told.body.text_content()
        assert len(shown.xpath("//body//*")) == len(told.xpath("//body//*"))

    def test_links_its_contents(self, name: str, form: str) -> None:
        contents = re.search(r"<nav.*?</nav>", page(name, form), re.DOTALL)
        if form == "short":
            assert not contents  # two pages need no list of contents
            return
        assert contents
        targets = re.findall(r'href="#([^"]+)"', contents.group())
        assert len(targets) == len(set(targets)) >= 2
        assert all(f'<h2 id="{target}">' in page(name, form) for target in targets)


class TestDraft:
    def test_says_so_at_the_top(self) -> None:
        body = page("blanks").partition("<body>")[2]
        assert body.index("Draft: not approved") < body.index("<h1>")

    def test_is_not_said_of_an_approved_report(self) -> None:
        assert "Draft: not approved" not in page("complete")


class TestWordOnly:
    @pytest.mark.parametrize(
        "part",
        [
            '<p data-only="word">Gone</p>',
            '<div data-only="word"><div><p>Gone<br>Gone</p></div><img alt="Gone"></div>',
            "<p data-only='word' class=\"x\">Gone > gone</p >",
            '<hr data-only="word">',
            '<div data-only="word"><p>Gone<p>Gone</div>',
        ],
    )
    def test_is_left_out(self, part: str) -> None:
        whole = to_page(HTML.format(f'{part}<span data-only="word">Gone</span>'), "")
        assert whole.partition("<body>")[2] == HTML.format("").partition("<body>")[2]

    def test_leaves_what_is_for_the_page_only(self) -> None:
        assert "Kept" in to_page(HTML.format('<p data-only="page">Kept</p><i data-only="word">x</i>'), "")


class TestStyle:
    def test_cannot_close_its_element(self) -> None:
        whole = to_page(HTML, "p { color: red } </style><script>x</script>")
        assert whole.count("</style>") == 1
        html5lib.HTMLParser(strict=True).parse(whole)

    @pytest.mark.parametrize("form", FORMS)
    def test_prints_on_a4_with_repeated_headings(self, form: str) -> None:
        css = style(form)
        assert "size: A4" in css
        assert "table-header-group" in css
