"""Tables: the grid, header rows, captions, and what may break across pages."""

import pytest

from tests.render.word_reading import NAMESPACES, W, style_of, words_of, written

IMPACTS = """
<table class="{style}" data-description="One row for each group.">
<caption>Impact on each group</caption>
<colgroup><col style="width:20%"><col style="width: 30%;"><col width="50%"></colgroup>
<thead><tr><th scope="col">Group</th><th scope="col">Positive</th><th scope="col">Explanation</th></tr></thead>
<tbody>
<tr><th scope="row">Age</th><td><input type="checkbox" checked title="Age: positive"> Yes</td><td><p>Why</p></td></tr>
<tr><th scope="row">Sex</th><td></td><td class="not-answered">Not answered</td></tr>
</tbody>
</table>
"""


class TestTables:
    def test_takes_the_style_its_class_names(self) -> None:
        for style, identity in (
            ("key-facts", "KeyFacts"),
            ("matrix", "Matrix"),
            ("answers layout-x", "Answers"),
        ):
            assert written(IMPACTS.format(style=style)).one("//w:tblStyle/@w:val") == identity
        assert written("<table><tr><td>x</td></tr></table>").one("//w:tblStyle/@w:val") == "ReportTable"

    def test_has_its_caption_before_it_and_in_its_properties(self) -> None:
        word = written(IMPACTS.format(style="matrix"))
        caption = word.one("//w:tbl/preceding-sibling::w:p[1]")
        assert (style_of(caption), words_of(caption)) == ("Caption", "Impact on each group")
        assert caption.find(f"{W}pPr/{W}keepNext") is not None
        assert word.one("//w:tblCaption/@w:val") == "Impact on each group"
        assert word.one("//w:tblDescription/@w:val") == "One row for each group."

    @pytest.mark.parametrize(
        ("attributes", "title"),
        [
            ("aria-labelledby='duty'", "The duty"),
            ("aria-labelledby='nowhere duty'", "The duty"),
            ("aria-label='Groups'", "Groups"),
        ],
    )
    def test_is_called_what_the_page_calls_it_if_it_has_no_caption(self, attributes: str, title: str) -> None:
        word = written(f"<h2 id='duty'>The <em>duty</em></h2><table {attributes}><tr><td>x</td></tr></table>")
        assert word.one("//w:tblCaption/@w:val") == title

    def test_repeats_its_header_row_and_only_that(self) -> None:
        word = written(IMPACTS.format(style="matrix"))
        heads = [row.find(f"{W}trPr/{W}tblHeader") for row in word.find("//w:tr")]
        assert [head is not None for head in heads] == [True, False, False]
        assert heads[0].attrib == {}
        look = word.one("//w:tblLook")
        assert {name: look.get(f"{W}{name}") for name in ("val", "firstRow", "firstColumn", "lastRow")} == {
            "val": "04A0",
            "firstRow": "1",
            "firstColumn": "1",
            "lastRow": "0",
        }

    def test_says_when_it_has_no_header_row(self) -> None:
        word = written("<table><tbody><tr><th scope='row'>A</th><td>b</td></tr></tbody></table>")
        assert word.find("//w:tblHeader") == []
        assert word.one("//w:tblLook/@w:firstRow") == "0"
        assert word.one("//w:tblLook/@w:firstColumn") == "1"

    def test_repeats_every_row_of_the_head(self) -> None:
        word = written(
            "<table><thead><tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr><tr><th>C</th><th>D</th></tr></thead>"
            "<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
        )
        assert len(word.find("//w:tr[w:trPr/w:tblHeader][w:trPr/w:cantSplit]")) == 2

    def test_gives_each_kind_of_cell_its_style(self) -> None:
        word = written(IMPACTS.format(style="matrix"))
        assert [style_of(p) for p in word.find("//w:tbl//w:p")] == [
            *["TableHead"] * 3,
            *["TableRowHead", "TableText", "TableText"],
            *["TableRowHead", "TableText", "NotAnswered"],
        ]

    @pytest.mark.parametrize(
        "row",
        [
            "<tr class='note'><td>x</td></tr>",
            "<tr><td class='note'>x</td></tr>",
            "<tr class='guidance'><td class='note'><p>x</p></td></tr>",
            "<tr class='guidance'><td><p class='note'>x</p></td></tr>",
        ],
    )
    def test_takes_the_nearest_class_for_its_paragraphs(self, row: str) -> None:
        assert written(f"<table>{row}</table>").outline == [("Note", "x")]

    def test_is_as_wide_as_the_text_and_its_columns_as_given(self) -> None:
        word = written(IMPACTS.format(style="matrix"))
        columns = [int(width) for width in word.find("//w:gridCol/@w:w")]
        assert columns == [1928, 2891, 4819]
        assert word.one("//w:tblW/@w:w") == str(sum(columns)) == "9638"
        assert word.one("//w:tblLayout/@w:type") == "fixed"
        assert [int(width) for width in word.find("//w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w")] == columns

    @pytest.mark.parametrize(
        ("columns", "widths"),
        [
            ("", [3213, 3212, 3213]),
            ("<col style='width:50%'>", [4819, 2409, 2410]),
            ("<col style='width:100%'><col style='width:50%'><col style='width:50%'>", [4819, 2409, 2410]),
            (
                "<col style='width:33.3%'><col style='width:33.3%'><col style='width:33.4%'>",
                [3209, 3210, 3219],
            ),
        ],
    )
    def test_shares_the_width_that_is_left(self, columns: str, widths: list[int]) -> None:
        word = written(
            f"<table><colgroup>{columns}</colgroup><tr><td>a</td><td>b</td><td>c</td></tr></table>"
        )
        assert [int(width) for width in word.find("//w:gridCol/@w:w")] == widths

    def test_never_breaks_a_word_of_a_heading(self) -> None:
        word = written(
            "<table><colgroup><col style='width:5%'><col style='width:95%'></colgroup>"
            "<thead><tr><th>Negative</th><th>Explanation</th></tr></thead><tr><td>x</td><td>y</td></tr></table>"
        )
        first, second = (int(width) for width in word.find("//w:gridCol/@w:w"))
        assert first > 8 * 110
        assert first + second == 9638

    def test_joins_cells_across_rows_and_columns(self) -> None:
        word = written(
            "<table><tr><td rowspan='2' colspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr>"
            "<tr><td>d</td><td colspan='2'>e</td></tr></table>"
        )
        shown = [
            [
                (
                    words_of(cell),
                    cell.xpath("string(w:tcPr/w:gridSpan/@w:val)", namespaces=NAMESPACES),
                    cell.xpath("string(w:tcPr/w:vMerge/@w:val)", namespaces=NAMESPACES),
                )
                for cell in row.findall(f"{W}tc")
            ]
            for row in word.find("//w:tr")
        ]
        assert shown == [
            [("a", "2", "restart"), ("b", "", "")],
            [("", "2", "continue"), ("c", "", "")],
            [("d", "", ""), ("e", "2", "")],
        ]
        assert len(word.find("//w:gridCol")) == 3

    def test_fills_up_short_rows(self) -> None:
        word = written("<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>d</td></tr><tr></tr></table>")
        assert [len(row.findall(f"{W}tc")) for row in word.find("//w:tr")] == [3, 3, 3]

    def test_ends_a_span_with_the_table(self) -> None:
        word = written("<table><tr><td rowspan='9'>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
        assert word.find("//w:vMerge/@w:val") == ["restart", "continue"]

    def test_keeps_short_rows_whole_and_lets_long_ones_break(self) -> None:
        word = written(f"<table><tr><td>short</td></tr><tr><td>{'long ' * 200}</td></tr></table>")
        assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in word.find("//w:tr")] == [True, False]

    def test_keeps_a_row_that_heads_others_with_them(self) -> None:
        word = written(
            "<table><tr><th colspan='2'>Actions</th></tr><tr><th scope='row'>a</th><td>b</td></tr>"
            "<tr><td colspan='2'>c</td></tr></table>"
        )
        assert word.find("//w:p[w:pPr/w:keepNext]//w:t/text()") == ["Actions"]

    def test_puts_a_paragraph_into_every_cell_last(self) -> None:
        word = written("<table><tr><td></td><td><ul><li>x</li></ul></td><td><p>a</p>b</td></tr></table>")
        assert [cell[-1].tag for cell in word.find("//w:tc")] == [f"{W}p"] * 3

    def test_stands_apart_from_the_table_before_it(self) -> None:
        table = "<table><tr><td>x</td></tr></table>"
        word = written(table * 2)
        assert [child.tag.removeprefix(W) for child in word.one("//w:body")] == [
            "tbl",
            "p",
            "tbl",
            "p",
            "sectPr",
        ]
        captioned = written(table + table.replace("<tr>", "<caption>B</caption><tr>", 1))
        assert len(captioned.find("//w:body/w:p")) == 2

    def test_stands_apart_from_the_text_after_it(self) -> None:
        word = written("<table><tr><td>x</td></tr></table><p>After</p><p>Later</p>")
        assert word.find("//w:body/w:p[w:pPr/w:spacing/@w:before > 0]//w:t/text()") == ["After"]

    def test_runs_from_right_to_left(self) -> None:
        word = written("<table dir='rtl' lang='ar'><tr><td>هذا</td><td>ذلك</td></tr></table>")
        assert word.find("//w:tblPr/w:bidiVisual") != []
        assert len(word.find("//w:tc/w:p/w:pPr/w:bidi")) == 2

    def test_holds_an_answer_in_its_caption(self) -> None:
        word = written("<table><caption data-field='a'>Title</caption><tr><td>x</td></tr></table>")
        assert words_of(word.control("a")) == "Title"

    def test_holds_a_cell_of_9_000_words(self) -> None:
        word = written(f"<table><tr><td data-field='a'>{'word ' * 9_000}</td></tr></table>")
        assert len(words_of(word.control("a")).split()) == 9_000
