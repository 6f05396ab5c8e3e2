"""`eia render --to pdf`: the same rules as for Word files, and what cannot be drawn is told with its answer."""

import sys
from pathlib import Path

import pytest

from eia.cli.reports import is_ours
from tests.cli.organisation import Organisation
from tests.render.pdf_reading import Pdf

OWN = "eia: 1\nform: our\nid: parks\nkind: full\nstatus: draft\nactivity: {title: Parks & more}\n"


@pytest.fixture
def council(here: Organisation) -> Organisation:
    """An organisation with a form of its own and one assessment on it."""
    here.write("eia.yaml", "eia: 1\nform: our\nassessments: [assessments/*.yaml]\n")
    here.write("templates/our/form.yaml", "form: our\nextends: england\nname: Our assessment\n")
    here.write("assessments/parks.yaml", OWN)
    return here


def made(council: Organisation) -> Path:
    done = council.run("render", "--to", "pdf", "--output", "out")
    assert done.exit_code == 0, done.output
    return council.root / "out/parks.pdf"


def test_a_pdf_says_what_the_assessment_says(council: Organisation) -> None:
    pdf = Pdf(made(council).read_bytes())
    assert "Parks & more" in pdf.pages[0]
    assert all("Draft" in words for words in pdf.pages)
    facts = pdf.reader.metadata
    assert facts is not None
    assert facts.title == "Equality impact assessment: Parks & more"


def test_the_same_assessment_gives_the_same_bytes(council: Organisation) -> None:
    one = made(council).read_bytes()
    assert made(council).read_bytes() == one


def test_a_pdf_that_was_changed_is_not_replaced(council: Organisation) -> None:
    file = made(council)
    assert is_ours(file.read_bytes())
    council.write("assessments/parks.yaml", OWN.replace("more", "gardens"))
    first = file.read_bytes()
    assert made(council).read_bytes() != first
    file.write_bytes(first.replace(b"%%EOF", b"1 0 obj<</Type/Annot>>endobj\n%%EOF"))
    council.write("assessments/parks.yaml", OWN)
    done = council.run("render", "--to", "pdf", "--output", "out")
    assert done.exit_code == 2
    assert "out/parks.pdf was not made by eia, or was changed since" in done.stderr


def test_a_letter_that_no_font_has_is_told_with_its_answer_and_nothing_is_written(
    council: Organisation,
) -> None:
    council.write("assessments/parks.yaml", OWN + "summary: |\n  Two words.\n\n  Here \U00012345 stands.\n")
    done = council.run("render", "--to", "word,pdf", "--output", "out")
    assert done.exit_code == 2
    assert "no font at hand has “\U00012345” (U+12345, cuneiform sign uru times ki) in summary" in done.stderr
    assert "`fonts` in its report.typ" in done.stderr
    assert not (council.root / "out").exists()


def test_a_council_says_only_what_differs_in_its_own_style(council: Organisation) -> None:
    plain = made(council).read_bytes()
    council.write(
        "templates/our/report.typ", '#let accent = rgb("#5b2a86")\n#let margins = margins + (left: 3cm)\n'
    )
    own = made(council).read_bytes()
    assert own != plain
    assert _colour("#5b2a86") in Pdf(own).reader.pages[0].get_contents().get_data()  # type: ignore[union-attr]
    assert _colour("#5b2a86") not in Pdf(plain).reader.pages[0].get_contents().get_data()  # type: ignore[union-attr]


def _colour(code: str) -> bytes:
    """The beginning of a colour as a PDF sets it: its red, from 0 to 1."""
    return f" {int(code[1:3], 16) / 255:.5f}"[:7].encode()


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("#let accent = colour", "report.typ: unknown variable: colour, in `#let accent = colour`"),
        ("#let accent = rgb(", "report.typ: unclosed delimiter, in `#let accent = rgb(`"),
        ('#import "@preview/cetz:0.3.0": *', '“import” in `#import "@preview/cetz:0.3.0": *` (line'),
        ('#let x = eval("1")', '“eval” in `#let x = eval("1")`'),
        ('#let x = read("/etc/passwd")', "file not found"),
        ("#let size = 3", "report.typ:"),
    ],
)
def test_a_style_that_is_wrong_is_told_with_its_line(council: Organisation, style: str, told: str) -> None:
    council.write("templates/our/report.typ", f"// Ours\n{style}\n")
    done = council.run("render", "--to", "pdf", "--output", "out")
    assert done.exit_code == 2
    assert told in done.stderr.replace("\n", " ")
    assert "Correct it in a text editor" in done.stderr
    assert not (council.root / "out").exists()


def test_a_logo_of_the_form_is_shown_in_the_header(council: Organisation) -> None:
    logo = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0H9V9Z' fill='#ff0000'/></svg>"
    )
    council.write("templates/our/logo.svg", logo)
    council.write(
        "templates/our/report.typ",
        '#let page-header(house, report) = image("logo.svg", height: 1cm, alt: "Our Council")\n',
    )
    content = Pdf(made(council).read_bytes()).reader.pages[0].get_contents()
    assert content is not None
    assert b"1 0 0 scn" in content.get_data()


def test_without_the_extra_its_name_is_told(council: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = council.run("render", "--to", "pdf", "--output", "out")
    assert done.exit_code == 2
    assert "pip install 'eia[pdf]'" in done.stderr
    assert not (council.root / "out").exists()
