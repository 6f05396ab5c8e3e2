"""What we make has nothing wrong: every example and every assessment of the tests, in every form, as Word and page."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia import model, resources, source
from eia.accessibility.aloud import aloud
from eia.accessibility.checking import Checked, check
from eia.accessibility.code import PDF
from eia.library import Library
from eia.render.page import to_page
from eia.render.pdf import to_pdf
from eia.render.template import to_html
from eia.render.view import view
from eia.render.word import to_word
from tests.conftest import ROOT
from tests.render.filled import Filler

LIBRARY = Library()
FORMS = sorted(path.parent.name for path in resources.templates().glob("*/form.yaml"))
ASSESSMENTS = sorted(
    [*(ROOT / "examples" / "assessments").glob("*.yaml"), *(ROOT / "tests/render/assessments").glob("*.yaml")]
)
CASES = [(file, form) for file in ASSESSMENTS for form in FORMS]


@cache
def files(file: Path, form: str) -> tuple[bytes, bytes]:
    """The Word file and the page of an assessment."""
    return made(source.read(file, file.name).data or {}, form)


@pytest.mark.parametrize("form", FORMS)
def test_a_pdf_of_ours_has_tags_a_title_and_a_language(form: str) -> None:
    data = source.read(CASES[0][0], "example").data or {}
    html = to_html(view(model.Assessment.build(data), LIBRARY.form(form)), LIBRARY.folders_of(form))
    style = b"\n".join(item.read_bytes() for item in LIBRARY.files(form, "report.typ"))
    checked = check(to_pdf(html, style, folders=LIBRARY.folders_of(form)))
    assert checked.kind == PDF
    assert told(checked) == []


def made(data: dict[str, object], form: str) -> tuple[bytes, bytes]:
    html = to_html(view(model.Assessment.build(data), LIBRARY.form(form)), LIBRARY.folders_of(form))
    style = "\n".join(item.read_text(encoding="utf-8") for item in LIBRARY.files(form, "report.css"))
    return to_word(html, LIBRARY.file(form, "reference.docx").read_bytes()), to_page(html, style).encode()


EVERYTHING = Filler().part(model.Assessment) | {"language": "en"}
"""Every answer that the model knows."""
OF_THE_TEXT = {"complete": {"ACC051"}, "hostile": {"ACC012", "ACC051"}}
"""What is wrong with what officers wrote in assessments of the tests: long addresses, and Arabic that nobody marked."""


def told(checked: Checked, but: frozenset[str] | set[str] = frozenset()) -> list[str]:
    return [
        f"{finding.code} {finding.where}: {finding.message}"
        for finding in checked.findings
        if finding.code not in but
    ]


@pytest.mark.parametrize(("file", "form"), CASES, ids=lambda item: getattr(item, "stem", item))
def test_a_report_of_ours_has_nothing_wrong(file: Path, form: str) -> None:
    word, page = files(file, form)
    but = OF_THE_TEXT.get(file.stem, set())
    assert told(check(word), but) == []
    assert told(check(page), but) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("data", [{}, EVERYTHING], ids=["nothing", "everything"])
def test_a_report_with_nothing_and_with_everything_filled_in_has_nothing_wrong(
    form: str, data: dict[str, object]
) -> None:
    word, page = made(data, form)
    assert told(check(word)) == []
    assert told(check(page)) == []


@given(st.data())
@settings(max_examples=60)
def test_no_damage_to_a_file_makes_the_check_fail_otherwise_than_by_a_finding(data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(files(CASES[0][0], CASES[0][1])))
    broken = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    for finding in check(bytes(broken)).findings:
        assert finding.code.startswith("ACC")
        assert finding.message


def test_the_report_read_aloud_makes_sense() -> None:
    """Headings in their order, each table with its name and size, each cell with the heading it belongs to."""
    word, page = files(ROOT / "examples/assessments/school-improvement-2018.yaml", "bedford")
    lines = list(aloud(word))
    assert lines[:4] == [
        "document Equality Analysis Report: School Improvement Strategy 2018-2021",
        "Equality Analysis Report",
        "School Improvement Strategy 2018-2021",
        "heading level 1 About the activity",
    ]
    at = lines.index(
        "table What positive and negative impact will your activity have on equality? with 11 rows and 5 columns"
    )
    assert lines[at + 6 : at + 11] == [
        "  row 2 column 1 Group: Age",
        "  column 2 Positive impact: check box checked",
        "  column 3 Negative impact: check box not checked",
        "  column 4 No impact: check box not checked",
        "  column 5 Explanation: Positive impact:",
    ]
    at = lines.index("heading level 2 Actions to lessen negative impact")
    assert lines[at + 1] == "table Actions to lessen negative impact with 2 rows and 4 columns"
    assert "picture without a description" not in " ".join(lines)
    on_the_page = list(aloud(page))
    told_in_word = [line.split(" ", 3)[3] for line in lines if line.startswith("heading level")]
    told_on_the_page = [line.split(" ", 3)[3] for line in on_the_page if line.startswith("heading level")]
    assert told_on_the_page[2:] == told_in_word
    assert "table About the activity with 12 rows and 2 columns" in on_the_page
    assert "  column 2 Committee meeting date: 12 September 2018" in on_the_page
