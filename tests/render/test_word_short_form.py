"""The short form keeps to two pages, and tables with bands between rows are not bold throughout."""

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from eia import source
from eia.render.template import to_html
from eia.render.word import to_word
from eia.specimen import specimens
from tests.conftest import ROOT
from tests.render.reports import LIBRARY, viewed
from tests.render.word_reading import REFERENCE, Word, page


def short(name: str) -> dict[str, object]:
    """What the short form is tried with: an example, or the specimen without an answer."""
    if name == "empty":
        return dict(specimens(LIBRARY.form("short"), LIBRARY.schema("short"))[1].data)
    document = source.read(ROOT / "examples" / "assessments" / f"{name}.yaml", name)
    assert document.data
    return document.data


def word(data: dict[str, object], form: str) -> bytes:
    html = to_html(viewed(data, form), LIBRARY.folders_of(form))
    return to_word(html, LIBRARY.file(form, "reference.docx").read_bytes())


@pytest.mark.parametrize("name", ["grass-cutting-2026", "empty"])
def test_a_screening_takes_two_pages(name: str, tmp_path: Path) -> None:
    file = tmp_path / "short.docx"
    file.write_bytes(word(short(name), "short"))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert len(PdfReader(tmp_path / "short.pdf").pages) == 2


def test_a_table_with_bands_between_its_rows_is_not_bold_throughout() -> None:
    rows = '<tr><th scope="rowgroup" colspan="2">Band</th></tr><tr><td>What</td><td>Who</td></tr>'
    made = Word(to_word(page(f"<table>{rows}</table>"), REFERENCE))
    assert made.find("//w:tblLook/@w:firstColumn") == ["0"]
    assert made.find("//w:p[.//w:t[.='Band']]/w:pPr/w:pStyle/@w:val") == ["TableRowHead"]
