"""Files that LibreOffice saves: a careful one stays without a finding, and what is planted is still found."""

import subprocess
from pathlib import Path

import pytest

from eia.accessibility.checking import check
from tests.accessibility.documents import careful, saved
from tests.accessibility.plants import PLANTS
from tests.accessibility.test_word import told

KEPT = (
    "no title",
    "a skipped level",
    "a bold line",
    "no header row",
    "cells merged across",
    "a blank row",
    "a picture without words",
    "“Picture 1” for words",
    "“click here”",
    "grey on white",
    "blank paragraphs",
    "typed bullets",
    "tabs",
    "justified text",
)
"""What survives being opened and saved by another program."""


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the careful document and one for each fault, all opened and saved by LibreOffice in one go."""
    folder = tmp_path_factory.mktemp("foreign")
    (folder / "careful.docx").write_bytes(saved(careful()))
    for name, _, _, plant in PLANTS:
        if name in KEPT:
            document = careful()
            plant(document)
            (folder / f"{name}.docx").write_bytes(saved(document))
    files = sorted(map(str, folder.glob("*.docx")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run(["soffice", profile, *options, *files], check=True, capture_output=True, timeout=300)
    return folder / "out"


def test_a_careful_document_has_nothing_wrong(resaved: Path) -> None:
    assert told(check((resaved / "careful.docx").read_bytes()).findings) == []


@pytest.mark.parametrize("name", KEPT)
def test_a_planted_fault_is_still_found_in_its_place(resaved: Path, name: str) -> None:
    code, place = next((item[1], item[2]) for item in PLANTS if item[0] == name)
    assert told(check((resaved / f"{name}.docx").read_bytes()).findings) == [(code, place)]
