"""Figures as bars: what makes a chart, what it shows and does not give away, on the page and on paper."""

import base64
import io
import re
import struct
import zipfile
from typing import Any

import pytest
from lxml import etree

from eia.colour import LARGE_TEXT, NORMAL_TEXT, contrast, parsed
from eia.editions import members, public
from eia.render.charts import Chart
from eia.render.charts.drawing import WIDTH, svg, wrapped
from eia.render.charts.picture import PER_INCH, address
from eia.render.template import to_html
from eia.render.view import view
from eia.render.word import to_word
from tests.render.reports import FORMS, LIBRARY, style

ENGLAND = LIBRARY.form("england")
FONT = LIBRARY.file("england", "chart.ttf")
DRAWN = [form for form in FORMS if form != "short"]
"""The forms that draw figures; the screening on two pages tells them in words."""
SVG = "{http://www.w3.org/2000/svg}"
PUPILS: list[dict[str, Any]] = [
    {"label": "All pupils", "value": 210, "unit": "pupils"},
    {"label": "Pupils new to English", "value": 48, "unit": "pupils", "group": "race"},
    {"label": "Pupils with a sign language", "value": 4, "unit": "pupils", "suppressed": "yes"},
    {"label": "Other pupils", "value": 158, "unit": "pupils"},
]
SHARE = {
    "label": "Reading",
    "value": 32,
    "unit": "%",
    "comparator": {"label": "The year before", "value": 26},
}


def data(*figures: dict[str, Any], title: str = "Census") -> dict[str, Any]:
    return {
        "id": "a",
        "activity": {"title": "Schools"},
        "evidence": [{"title": title, "figures": list(figures)}],
    }


def drawn(*figures: dict[str, Any], edition: Any = public) -> tuple[Chart, ...]:
    made = edition(data(*figures), ENGLAND)
    return view(made.assessment, ENGLAND, withheld=made.withheld).figures["evidence.0"].charts


def report(*figures: dict[str, Any], form: str = "england", title: str = "Census") -> str:
    made = public(data(*figures, title=title), LIBRARY.form(form))
    shown = view(made.assessment, LIBRARY.form(form), withheld=made.withheld)
    return to_html(shown, LIBRARY.folders_of(form))


def words_in(chart: Chart) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg(chart).encode()).iter(f"{SVG}text")]


def bars_in(chart: Chart) -> list[tuple[float, str]]:
    """The length and the fill of each bar."""
    root = etree.fromstring(svg(chart).encode())
    return [
        (float(it.get("width", "")), it.get("fill", "")) for it in root.iter(f"{SVG}rect") if it.get("stroke")
    ]


@pytest.mark.parametrize(
    ("figures", "charts"),
    [
        ([], 0),
        ([{"label": "Members", "value": 12, "unit": "people"}], 0),
        ([SHARE], 1),
        ([{"label": "A", "value": 1}, {"label": "B", "value": 2}], 1),
        ([{"label": "A", "value": 1, "unit": "x"}, {"label": "B", "value": 2, "unit": "y"}], 0),
        ([SHARE, *PUPILS], 2),
        ([{"label": "A", "value": -1}, {"label": "B", "value": 2}], 0),
        ([{"label": "A", "value": 0}, {"label": "B", "value": 0}], 0),
        ([{"label": "A", "value": 1e15}, {"label": "B", "value": 2}], 0),
        ([{"label": "A"}, {"label": "B"}], 0),
        ([{"label": f"A{number}", "value": 1} for number in range(21)], 0),
    ],
)
def test_a_chart_is_made_only_where_there_is_something_to_compare(
    figures: list[dict[str, Any]], charts: int
) -> None:
    assert len(drawn(*figures)) == charts


def test_bars_are_on_one_scale_and_percentages_on_that_of_a_hundred() -> None:
    (chart,) = drawn(SHARE, {"label": "Maths", "value": 64, "unit": "%"})
    lengths = [length for length, _ in bars_in(chart)]
    assert lengths[2] == pytest.approx(2 * lengths[0])
    assert lengths[1] == pytest.approx(lengths[0] * 26 / 32, abs=0.1)
    assert (chart.end, chart.end_words) == (100, "100%")


def test_it_can_be_read_without_colours() -> None:
    """What is compared with is hatched, and each bar has its number beside it."""
    (chart,) = drawn(SHARE)
    assert [fill for _, fill in bars_in(chart)] == [ENGLAND.colours["figure"], "url(#hatch)"]
    assert words_in(chart) == ["Reading", "32%", "26% The year before", "0", "100%"]


def test_a_figure_that_is_hidden_has_words_and_no_bar() -> None:
    (chart,) = drawn(*PUPILS)
    assert len(bars_in(chart)) == 2
    said = " ".join(words_in(chart))
    assert "Number too small to publish" in said
    assert "Number not published, as another could be worked out from it" in said
    assert re.findall(r"\d+", said) == ["210", "158", "0", "210"]
    (all_of_it,) = drawn(*PUPILS, edition=members)
    assert len(bars_in(all_of_it)) == 4


def test_the_scale_does_not_tell_how_great_a_hidden_figure_is() -> None:
    hidden = {"label": "Hidden", "value": 900, "unit": "pupils", "suppressed": "yes"}
    rows = [{"label": f"School {number}", "value": number, "unit": "pupils"} for number in (30, 70)]
    shown = bars_in(*drawn(*rows, hidden))
    assert shown == bars_in(*drawn(*rows, {**hidden, "value": 8}))
    assert shown == bars_in(*drawn(*rows))


@pytest.mark.parametrize("form", FORMS)
def test_the_colours_of_every_form_can_be_told_from_the_paper(form: str) -> None:
    colours = {name: parsed(value) for name, value in LIBRARY.form(form).colours.items()}
    paper = colours["paper"]
    assert paper is not None
    for name, least in (("figure", LARGE_TEXT), ("comparator", LARGE_TEXT), ("text", NORMAL_TEXT)):
        colour = colours[name]
        assert colour is not None
        assert contrast(colour, paper) >= least, name


def test_long_words_are_cut_and_nothing_is_lost() -> None:
    words = "Pupils " + "x" * 200 + " at the expected standard"
    lines = wrapped(words)
    assert max(map(len, lines)) <= 60
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize("label", ["A & B <b>", "“Gŵyl” ≥ 5", 'x" onload="alert(1)', "{{ 7*7 }}"])
def test_any_words_make_a_sound_drawing(label: str) -> None:
    (chart,) = drawn({**SHARE, "label": label, "comparator": {"label": label, "value": 1}})
    assert label in words_in(chart)


# On paper


def png(chart: Chart) -> bytes:
    return base64.b64decode(address(chart, FONT).removeprefix("data:image/png;base64,"))


def test_the_picture_is_sharp_enough_to_print_and_the_same_each_time() -> None:
    (chart,) = drawn(SHARE)
    width, _ = struct.unpack(">II", png(chart)[16:24])
    assert width == WIDTH * PER_INCH // 96
    assert png(chart) == png(drawn(SHARE)[0])


@pytest.mark.parametrize("label", ["العربية", "中文", "עברית"])
def test_letters_that_the_font_lacks_make_no_picture_but_keep_the_table(label: str) -> None:
    (chart,) = drawn({**SHARE, "label": label})
    assert address(chart, FONT) == ""
    html = report({**SHARE, "label": label})
    assert "data:image/png" not in html
    assert html.count(label) > 0
    assert "<caption>Figures from “Census”</caption>" in html


@pytest.mark.parametrize("form", DRAWN)
def test_word_has_a_picture_with_words_for_it_and_a_table(form: str) -> None:
    house = LIBRARY.file(form, "reference.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(to_word(report(SHARE, form=form), house))) as package:
        names = package.namelist()
        body = package.read("word/document.xml").decode()
    assert [name for name in names if name.endswith(".png")]
    assert not [name for name in names if name.endswith(".svg")]
    assert 'descr="Figures from “Census”. Bar chart; the table that follows has the same numbers"' in body
    text = re.sub(r"<[^<>]*>", "", body)
    assert "Reading" in text
    assert "32%" in text
    assert "The year before: 26%" in text


@pytest.mark.parametrize("form", DRAWN)
def test_the_page_has_the_drawing_and_not_the_picture(form: str) -> None:
    from eia.render.page import to_page

    page = to_page(report(SHARE, form=form), style(form))
    drawings = set(re.findall(r"data:image/svg\+xml;base64,[^\"]+", page))
    assert len(drawings) == 1  # a form may print its evidence in two places
    assert "data:image/png" not in page
    assert 'href="#chart-evidence-0"' in page
    assert 'id="chart-evidence-0"' in page


def test_every_answer_of_a_figure_still_stands_at_its_address() -> None:
    html = report(SHARE, *PUPILS)
    for path in ("label", "value", "unit", "comparator.label", "comparator.value"):
        assert f'data-field="evidence.0.figures.0.{path}"' in html
    assert 'data-field="evidence.0.figures.3.suppressed"' in html
    assert 'data-field="evidence.0.figures.2.group"' in html


def test_two_charts_of_one_source_have_names_of_their_own() -> None:
    html = report(SHARE, *PUPILS)
    assert "<caption>Figures from “Census” (%)</caption>" in html
    assert "<caption>Figures from “Census” (pupils)</caption>" in html
    assert 'id="chart-evidence-0"' in html
    assert 'id="chart-evidence-0-2"' in html


def test_figures_that_make_no_chart_stay_words() -> None:
    html = report({"label": "Members", "value": 12, "unit": "people"})
    assert "<figure" not in html
    assert re.search(r"Members</span>: <span[^>]*>12</span> <span[^>]*>people", html)


def test_a_pdf_shows_the_picture_and_reads_its_words() -> None:
    from pypdf import PdfReader

    from eia.render.pdf import to_pdf

    folders = LIBRARY.folders_of("england")
    pdf = to_pdf(report(SHARE), LIBRARY.file("england", "report.typ").read_bytes(), folders=folders)
    reader = PdfReader(io.BytesIO(pdf))
    assert sum(len(page.images) for page in reader.pages) == 1
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert "The year before: 26%" in text
