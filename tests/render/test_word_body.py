"""What each element of the subset becomes in Word."""

import pytest
from lxml import etree

from eia.render.word import tag_of
from tests.render.word_reading import NAMESPACES, W, style_of, words_of, written


def attribute(element: etree._Element, name: str) -> str | None:
    return element.get(f"{W}{name}")


class TestHeadings:
    def test_gives_each_level_its_style(self) -> None:
        word = written("<h1>One</h1><h2>Two</h2><h3>Three</h3><h4>Four</h4><h5>Five</h5>")
        assert word.outline == [
            ("Title", "One"),
            ("Heading1", "Two"),
            ("Heading2", "Three"),
            ("Heading3", "Four"),
            ("Heading4", "Five"),
        ]

    def test_keeps_a_marked_answer_in_a_control_around_the_heading(self) -> None:
        word = written('<h1 data-field="activity.title" data-label="Title of activity">Libraries</h1>')
        control = word.control("activity.title")
        assert attribute(control.find(f"{W}sdtPr/{W}alias"), "val") == "Title of activity"
        assert words_of(control) == "Libraries"
        assert style_of(control.find(f"{W}sdtContent/{W}p")) == "Title"


class TestParagraphs:
    def test_collapses_white_space_as_a_browser_does(self) -> None:
        word = written("<p>\n  One\t two <strong> three </strong>  four\n<em>five</em> \n</p>")
        assert word.outline == [("", "One two three four five")]

    def test_keeps_no_break_spaces(self) -> None:
        assert written("<p>Page&nbsp;1 &nbsp; 2</p>").outline == [("", "Page\xa01 \xa0 2")]

    def test_leaves_no_trace_of_an_empty_paragraph(self) -> None:
        word = written("<p>One</p><p> \n </p><p>Two</p>")
        assert [words_of(paragraph) for paragraph in word.find("//w:p")] == ["One", "Two"]

    def test_makes_paragraphs_of_text_that_stands_beside_blocks(self) -> None:
        word = written("<div>Before <b>it</b><p>Inside</p>after <em>it</em></div>")
        assert [words for _, words in word.outline] == ["Before it", "Inside", "after it"]

    def test_passes_through_what_only_groups(self) -> None:
        body = (
            "<main><header><p>A</p></header><article><section><div><p>B</p></div></section></article></main>"
        )
        word = written(f"{body}<nav><p>C</p></nav><footer><p>D</p></footer>")
        assert word.outline == [("", "A"), ("", "B"), ("", "C"), ("", "D")]

    def test_breaks_a_line_without_space_around_the_break(self) -> None:
        assert written("<p>One <br> two</p>").outline == [("", "One\ntwo")]

    @pytest.mark.parametrize(
        "words", ["Marks & Spencer", "a < b > c", "“quoted” 'it' \"too\"", "]]>", "&amp;amp;"]
    )
    def test_shows_marks_of_xml_as_they_are(self, words: str) -> None:
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert written(f"<p>{escaped}</p>").outline == [("", words)]

    def test_shows_what_xml_cannot_hold_as_a_replacement_character(self) -> None:
        word = written("<p>bell\x07 nul\x00 half\ud800 none\uffff vertical\x0b</p>")
        assert word.outline == [("", "bell\ufffd nul\ufffd half\ufffd none\ufffd vertical\ufffd")]

    def test_holds_a_word_of_40_000_letters(self) -> None:
        assert written(f"<p>{'x' * 40_000}</p>").outline == [("", "x" * 40_000)]

    def test_holds_emoji_and_letters_outside_the_basic_plane(self) -> None:
        assert written("<p>👩🏽‍🦽 𐍈</p>").outline == [("", "👩🏽‍🦽 𐍈")]


class TestStyles:
    @pytest.mark.parametrize(
        ("body", "style"),
        [
            ('<p class="note">x</p>', "Note"),
            ('<p class="not-answered">x</p>', "NotAnswered"),
            ('<div class="guidance"><p>x</p></div>', "Guidance"),
            ('<section class="statement layout-wide">x</section>', "Statement"),
            ('<div class="guidance"><p class="note">x</p></div>', "Note"),
            ('<div class="layout-columns"><p>x</p></div>', ""),
            ('<div class="guidance"><ul><li>x</li></ul></div>', "Guidance"),
            ('<h2 class="subtitle">x</h2>', "Subtitle"),
            ('<div class="guidance"><h2>x</h2></div>', "Heading1"),
        ],
    )
    def test_takes_a_class_as_the_name_of_a_paragraph_style(self, body: str, style: str) -> None:
        assert written(body).outline == [(style, "x")]

    def test_takes_a_class_on_words_as_the_name_of_a_character_style(self) -> None:
        word = written('<p>It is <span class="not-answered">not answered</span></p>')
        assert word.find("//w:r[w:t='not answered']/w:rPr/w:rStyle/@w:val") == ["NotAnsweredChar"]


class TestRuns:
    @pytest.mark.parametrize(
        ("html", "look"),
        [
            ("<strong>x</strong>", "<rStyle Strong>"),
            ("<b>x</b>", "<rStyle Strong>"),
            ("<em>x</em>", "<rStyle Emphasis>"),
            ("<i>x</i>", "<rStyle Emphasis>"),
            ("<code>x</code>", "<rStyle Code>"),
            ("<strong><em>x</em></strong>", "<rStyle Strong><i><iCs>"),
            ('<em class="note"><strong>x</strong></em>', "<rStyle NoteChar><i><iCs><b><bCs>"),
            ("H<sub>x</sub>", "<vertAlign subscript>"),
            ("<sup>x</sup>", "<vertAlign superscript>"),
            ('<span lang="cy">x</span>', "<lang cy>"),
            ('<abbr title="Department for Education">x</abbr>', ""),
            ('<time datetime="2019-09-30">x</time>', ""),
        ],
    )
    def test_gives_words_their_look(self, html: str, look: str) -> None:
        run = written(f"<p>{html}</p>").one("//w:r[w:t='x']")
        properties = run.find(f"{W}rPr")
        found = [] if properties is None else list(properties)
        shown = {
            f"<{etree.QName(mark).localname}{' ' + value if (value := mark.get(f'{W}val')) else ''}>"
            for mark in found
        }
        assert shown == {f"<{part}" for part in look.split("<") if part}

    def test_keeps_the_language_of_a_block_for_all_its_words(self) -> None:
        word = written(
            '<div lang="cy"><p>Mae <strong>hyn</strong></p><ul><li>yn <span lang="en">English</span></li></ul></div>'
        )
        assert word.find("//w:r/w:rPr/w:lang/@w:val") == ["cy", "cy", "cy", "en"]

    def test_runs_from_right_to_left(self) -> None:
        word = written(
            '<p lang="ar" dir="rtl">هذا متاح</p><p>The title is <span dir="rtl" lang="ur">مساوات</span>.</p>'
        )
        first, second = word.find("//w:body/w:p")
        assert first.find(f"{W}pPr/{W}bidi") is not None
        assert second.find(f"{W}pPr/{W}bidi") is None
        assert word.find("//w:r[w:rPr/w:rtl]/w:t/text()") == ["هذا متاح", "مساوات"]
        assert word.find("//w:r/w:rPr/w:lang/@w:bidi") == ["ar", "ur"]

    @pytest.mark.parametrize(
        ("words", "rtl"), [("“هذا” x", True), ("1. שלום", True), ("Hello هذا", False), ("12", False)]
    )
    def test_finds_the_direction_from_the_first_letter(self, words: str, rtl: bool) -> None:
        word = written(f'<p dir="auto">{words}</p>')
        assert bool(word.find("//w:pPr/w:bidi")) is rtl


class TestLinks:
    def test_links_to_the_web_once_for_each_address(self) -> None:
        address = "https://example.org/a?b=1&amp;c=2"
        word = written(f'<p><a href="{address}">One</a>, <a href="{address}" title="Again">two</a></p>')
        links = word.find("//w:hyperlink")
        assert [words_of(link) for link in links] == ["One", "two"]
        assert word.find("//w:hyperlink//w:rStyle/@w:val") == ["Hyperlink", "Hyperlink"]
        assert word.find("//w:hyperlink/@w:tooltip") == ["Again"]
        (identity,) = {link.get(f"{{{NAMESPACES['r']}}}id") for link in links}
        row = word.one(f"//rel:Relationship[@Id='{identity}']", "word/_rels/document.xml.rels")
        assert (row.get("Target"), row.get("TargetMode")) == ("https://example.org/a?b=1&c=2", "External")

    @pytest.mark.parametrize(
        ("href", "target"),
        [
            ("mailto:equality@example.org", "mailto:equality@example.org"),
            ("HTTP://example.org", "HTTP://example.org"),
            ("https://example.org/a b", "https://example.org/a%20b"),
            ("https://example.org/Cymraeg/â", "https://example.org/Cymraeg/%C3%A2"),
        ],
    )
    def test_writes_addresses_that_word_can_open(self, href: str, target: str) -> None:
        word = written(f'<p><a href="{href}">x</a></p>')
        path = "//rel:Relationship[@TargetMode]/@Target"
        assert word.find(path, "word/_rels/document.xml.rels") == [target]

    @pytest.mark.parametrize(
        "href",
        [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "../other.html",
            "#nowhere",
            "",
            "https:",
            "https://[",
            "http://a:b",
            "mailto:",
            "https://example.org/" + "x" * 3_000,
        ],
    )
    def test_shows_the_words_where_word_should_not_go(self, href: str) -> None:
        word = written(f'<p>See <a href="{href}">the place</a>.</p>')
        assert word.outline == [("", "See the place.")]
        assert word.find("//w:hyperlink") == []
        assert word.find("//rel:Relationship[@TargetMode]", "word/_rels/document.xml.rels") == []

    @pytest.mark.parametrize("identity", ["impacts", "2-effects", "x" * 60, "â.b"])
    @pytest.mark.parametrize("target", ["<h2 id='{}'>There</h2>", "<p>A <span id='{}'>There</span></p>"])
    def test_links_to_a_bookmark_within_the_report(self, identity: str, target: str) -> None:
        word = written(f'<p><a href="#{identity}">Go</a></p>{target.format(identity)}')
        name = word.one("//w:bookmarkStart/@w:name")
        assert word.one("//w:hyperlink/@w:anchor") == name
        assert len(name) <= 40
        assert name.isidentifier()
        assert name.isascii()

    def test_sets_no_bookmark_that_nothing_leads_to(self) -> None:
        assert written('<p id="a">x</p>').find("//w:bookmarkStart") == []

    @pytest.mark.parametrize("there", ["<tr id='x'><td>a</td></tr>", "<tr><td id='x'>a</td></tr>"])
    def test_links_into_a_table(self, there: str) -> None:
        word = written(f"<p><a href='#x'>Go</a></p><table><tbody>{there}</tbody></table>")
        assert word.find("//w:tc/w:bookmarkStart/@w:name") == ["x"]


class TestLists:
    def test_puts_bullets_at_their_level(self) -> None:
        word = written(
            "<ul><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li><li>e</li></ul>"
        )
        assert word.outline == [
            ("ListBullet", "a"),
            ("ListBullet2", "b"),
            ("ListBullet3", "c"),
            ("ListBullet3", "d"),
            ("ListBullet", "e"),
        ]
        assert word.find("//w:numPr/w:ilvl/@w:val") == ["0", "1", "2", "3", "0"]

    def test_counts_every_numbered_list_from_its_own_start(self) -> None:
        word = written(
            "<ol><li>a</li><li>b</li></ol><ol><li>c<ol><li>d</li></ol></li></ol><ol start='7'><li>e</li></ol>"
        )
        numbers = word.find("//w:numPr/w:numId/@w:val")
        assert numbers[0] == numbers[1]
        assert len(set(numbers)) == 4
        starts = {
            row.get(f"{W}numId"): (
                row.find(f"{W}lvlOverride").get(f"{W}ilvl"),
                row.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val"),
            )
            for row in word.find("//w:num[w:lvlOverride]", "word/numbering.xml")
        }
        assert [starts[number] for number in numbers] == [
            ("0", "1"),
            ("0", "1"),
            ("0", "1"),
            ("1", "1"),
            ("0", "7"),
        ]

    def test_numbers_an_item_once_however_many_paragraphs_it_has(self) -> None:
        word = written("<ol><li><p>a</p><p>b</p><ul><li>c</li></ul><p>d</p></li></ol>")
        assert word.outline == [
            ("ListNumber", "a"),
            ("ListContinue", "b"),
            ("ListBullet2", "c"),
            ("ListContinue", "d"),
        ]
        assert word.find("//w:p[w:pPr/w:numPr]//w:t/text()") == ["a", "c"]
        assert word.find("//w:p[w:pPr/w:ind/@w:left='357']//w:t/text()") == ["b", "d"]

    def test_keeps_the_style_of_a_table_inside_it(self) -> None:
        word = written("<table><tr><td><ul><li>a</li></ul></td></tr></table>")
        assert word.outline[0] == ("TableText", "a")
        assert word.find("//w:tc//w:numPr/w:ilvl/@w:val") == ["0"]

    def test_holds_lists_deeper_than_word_has_levels(self) -> None:
        word = written("<ul><li>x" * 12 + "</li></ul>" * 12)
        assert word.find("//w:numPr/w:ilvl/@w:val") == [*map(str, range(9)), "8", "8", "8"]

    def test_keeps_a_number_word_can_count_to(self) -> None:
        word = written("<ol start='201809123'><li>a</li></ol>")
        assert word.find("//w:startOverride/@w:val", "word/numbering.xml") == ["32767"]


class TestTickBoxes:
    @pytest.mark.parametrize(("checked", "value", "shown"), [("checked", "1", "☒ Yes"), ("", "0", "☐ Yes")])
    def test_is_a_real_check_box_with_a_title(self, checked: str, value: str, shown: str) -> None:
        word = written(f'<p><input type="checkbox" {checked} disabled title="Q1: people"> Yes</p>')
        properties = word.one("//w:sdt[w:sdtPr/w14:checkbox]/w:sdtPr")
        assert attribute(properties.find(f"{W}alias"), "val") == "Q1: people"
        assert properties.xpath("w14:checkbox/w14:checked/@w14:val", namespaces=NAMESPACES) == [value]
        assert word.outline == [("", shown)]

    def test_carries_the_path_of_its_answer(self) -> None:
        word = written('<p><input type="checkbox" aria-label="Age" data-field="impacts.age"> No</p>')
        assert word.control("impacts.age").find(f"{W}sdtPr/{{{NAMESPACES['w14']}}}checkbox") is not None


class TestAnswers:
    @pytest.mark.parametrize("tag", ["span", "strong", "em", "code", "time", "abbr"])
    def test_marks_words_inside_a_line(self, tag: str) -> None:
        word = written(f'<p>On <{tag} data-field="monitoring.review_date">30 September</{tag}> next</p>')
        control = word.control("monitoring.review_date")
        assert control.getparent().tag == f"{W}p"
        assert words_of(control) == "30 September"
        assert word.outline == [("", "On 30 September next")]

    @pytest.mark.parametrize("tag", ["p", "div", "section"])
    def test_marks_blocks(self, tag: str) -> None:
        word = written(f'<{tag} data-field="summary">All of it</{tag}>')
        control = word.control("summary")
        assert control.getparent().tag == f"{W}body"
        assert [words_of(p) for p in control.findall(f"{W}sdtContent/{W}p")] == ["All of it"]

    def test_marks_items_of_a_list(self) -> None:
        word = written('<ul><li data-field="a.0">x</li><li data-field="a.1">y</li></ul>')
        assert [words_of(word.control(tag)) for tag in ("a.0", "a.1")] == ["x", "y"]
        assert word.outline == [("ListBullet", "x"), ("ListBullet", "y")]

    @pytest.mark.parametrize(
        "html",
        [
            '<p data-field="a"></p>',
            '<div data-field="a"> </div>',
            '<p>x <span data-field="a"></span></p>',
            '<table><tr><td data-field="a"></td></tr></table>',
        ],
    )
    def test_keeps_the_place_of_an_answer_not_given(self, html: str) -> None:
        control = written(html).control("a")
        assert words_of(control) == ""
        assert len(control.find(f"{W}sdtContent")) == 1

    def test_holds_a_cell_of_one_paragraph_inside_that_paragraph(self) -> None:
        word = written('<table><tr><td data-field="a">Yes, <b>all</b></td></tr></table>')
        control = word.control("a")
        assert control.getparent().tag == f"{W}p"
        assert words_of(control) == "Yes, all"
        assert word.one("//w:tc/*[last()]").tag == f"{W}p"

    def test_holds_a_longer_cell_in_one_control(self) -> None:
        word = written('<table><tr><td data-field="a"><p>One</p><ul><li>two</li></ul></td></tr></table>')
        control = word.control("a")
        assert control.getparent().tag == f"{W}tc"
        assert [words_of(p) for p in control.findall(f"{W}sdtContent/{W}p")] == ["One", "two"]

    def test_nests(self) -> None:
        word = written(
            '<div data-field="a"><p data-field="a.0">x <span data-field="a.0.b">y</span></p></div>'
        )
        assert [words_of(word.control(tag)) for tag in ("a", "a.0", "a.0.b")] == ["x y", "x y", "y"]

    def test_gives_every_control_an_id_of_its_own(self) -> None:
        word = written(
            '<p data-field="a">x</p><p data-field="a">y <input type="checkbox" title="t"></p>',
            head='<title>T</title><meta name="status" content="DRAFT"><meta name="organisation" content="O">',
        )
        parts = [
            name for name in word.parts if name.startswith(("word/document", "word/header", "word/footer"))
        ]
        ids = [found for part in parts for found in word.find("//w:sdtPr/w:id/@w:val", part)]
        assert len(ids) == len(set(ids)) >= 7

    def test_shortens_a_path_longer_than_word_holds(self) -> None:
        path = "impacts.marriage_civil_partnership.0." + "x" * 60
        word = written(f'<p data-field="{path}">x</p>')
        tag = word.one("//w:sdtPr/w:tag/@w:val")
        assert tag == tag_of(path)
        assert len(tag) == 64
        assert tag.startswith("impacts.marriage_civil_partnership.0.xxx")
        assert tag != tag_of(path + "y") != tag_of(path + "z")

    def test_shows_no_more_of_a_label_than_word_holds(self) -> None:
        word = written(f'<p data-field="a" data-label="{"Is it a significant change? " * 5}">x</p>')
        alias = word.one("//w:sdtPr/w:alias/@w:val")
        assert len(alias) <= 64
        assert alias.endswith("…")


class TestPages:
    def test_turns_the_page_and_back(self) -> None:
        word = written('<p>A</p><section data-page="landscape"><p>B</p></section><p>C</p>')
        sizes = [
            (s.get(f"{W}w"), s.get(f"{W}h"), s.get(f"{W}orient")) for s in word.find("//w:sectPr/w:pgSz")
        ]
        assert sizes == [("11906", "16838", None), ("16838", "11906", "landscape"), ("11906", "16838", None)]
        assert word.outline == [("", "A"), ("", "B"), ("", "C")]
        assert len(word.find("//w:body/w:p")) == 3  # no empty paragraph holds a section

    def test_carries_header_and_footer_on(self) -> None:
        word = written('<p>A</p><section data-page="landscape"><p>B</p></section><p>C</p>')
        for section in word.find("//w:sectPr"):
            kinds = section.xpath(
                "w:headerReference/@w:type | w:footerReference/@w:type", namespaces=NAMESPACES
            )
            assert sorted(kinds) == ["default", "default", "first", "first"]
        assert [bool(s.findall(f"{W}titlePg")) for s in word.find("//w:sectPr")] == [True, False, False]

    def test_fits_a_table_to_the_page_it_stands_on(self) -> None:
        table = "<table><tr><td>x</td><td>y</td></tr></table>"
        word = written(f'{table}<section data-page="landscape">{table}</section>{table}')
        assert word.find("//w:tblW/@w:w") == ["9638", "14570", "9638"]

    def test_begins_and_ends_in_landscape(self) -> None:
        word = written('<section data-page="landscape"><p>B</p></section>')
        assert word.one("//w:sectPr/w:pgSz/@w:orient") == "landscape"

    def test_gives_each_turned_section_pages_of_its_own(self) -> None:
        turned = '<section data-page="landscape"><p>B</p></section>'
        assert word_sections(f"{turned}{turned}") == ["landscape", "landscape"]

    def test_begins_a_page_where_it_is_told_to(self) -> None:
        word = written('<p>A</p><hr class="page-break"><h2>B</h2><p>C</p>')
        assert word.find("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()") == ["B"]
        assert len(word.find("//w:body/w:p")) == 3

    def test_begins_a_page_with_a_table(self) -> None:
        word = written('<p>A</p><hr class="page-break"><table><tr><td>x</td></tr></table>')
        before = word.one("//w:tbl/preceding-sibling::w:p[1]")
        assert before.find(f"{W}pPr/{W}pageBreakBefore") is not None

    def test_leaves_out_what_is_for_the_page_only(self) -> None:
        word = written(
            '<nav class="page-only"><details>a</details></nav><p>B <span data-only="page">c</span>d</p>'
            '<p data-only="word">E</p><!-- f -->'
        )
        assert word.outline == [("", "B d"), ("", "E")]


def word_sections(body: str) -> list[str]:
    return [str(o) for o in written(body).find("//w:sectPr/w:pgSz/@w:orient")]


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
JPEG = "/9j/4AAQSkZJRgABAQEASABIAAD/wAALCAACAAMBAREA/9k="


class TestPictures:
    def test_shows_a_picture_with_words_for_those_who_cannot_see_it(self) -> None:
        word = written(
            f'<figure><img src="data:image/png;base64,{PNG}" alt="A “chart” &amp; more" width="200" height="100">'
            "<figcaption>The gap</figcaption></figure>"
        )
        assert word.one("//wp:docPr/@descr") == "A “chart” & more"
        assert (word.one("//wp:extent/@cx"), word.one("//wp:extent/@cy")) == ("1905000", "952500")
        assert word.outline == [("Caption", "The gap")]
        assert word.find("//w:p[.//w:drawing]/w:pPr/w:keepNext") != []
        target = word.one(
            "//rel:Relationship[contains(@Type, 'image')]/@Target", "word/_rels/document.xml.rels"
        )
        assert word.parts[target.lstrip("/")].startswith(b"\x89PNG")

    def test_never_makes_a_picture_wider_than_the_text(self) -> None:
        word = written(f'<p><img src="data:image/png;base64,{PNG}" alt="x" width="4000" height="1000"></p>')
        assert int(word.one("//wp:extent/@cx")) == 9638 * 635
        assert int(word.one("//wp:extent/@cy")) == 9638 * 635 // 4

    def test_takes_the_size_from_the_picture(self) -> None:
        word = written(f'<p><img src="data:image/jpeg;base64,{JPEG}" alt="x"></p>')
        assert (word.one("//wp:extent/@cx"), word.one("//wp:extent/@cy")) == (str(3 * 9525), str(2 * 9525))

    def test_keeps_the_same_picture_once(self) -> None:
        image = f'<img src="data:image/png;base64,{PNG}" alt="x">'
        word = written(f"<p>{image} {image}</p>")
        assert sum(name.startswith("word/media/") for name in word.parts) == 1
        assert len(set(word.find("//wp:docPr/@id"))) == 2

    def test_says_when_a_picture_only_decorates(self) -> None:
        word = written(f'<p><img src="data:image/png;base64,{PNG}" alt=""></p>')
        assert word.one("//wp:docPr//*[local-name()='decorative']/@val") == "1"
