"""What a Word or PDF file says about itself; whatever cannot be read is as if it were not there."""

import io
import random
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from eia.register import properties
from tests.register.sketch import load, places, write

CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)


def word(title: str = "", status: str = "", author: str = "") -> bytes:
    made = docx.Document()
    core = made.core_properties
    core.title, core.content_status, core.author = title, status, author
    core.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - Word's properties have no time zone
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def with_part(raw: bytes, name: str, xml: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item.filename, old.read(item.filename))
        new.writestr(name, xml)
    return written.getvalue()


def with_custom(**facts: str) -> bytes:
    listed = "".join(
        f'<property name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>' for name, value in facts.items()
    )
    return with_part(word(), "docProps/custom.xml", CUSTOM.format(listed))


def pdf(**facts: str) -> bytes:
    made = PdfWriter()
    made.add_blank_page(72, 72)
    made.add_metadata({f"/{name}": value for name, value in facts.items()})
    written = io.BytesIO()
    made.write(written)
    return written.getvalue()


def read(tmp_path: Path, name: str, raw: bytes) -> Mapping[str, str]:
    file = tmp_path / name
    file.write_bytes(raw)
    return properties.read(file)


def test_words_own_properties(tmp_path: Path) -> None:
    facts = read(tmp_path, "a.docx", word("Parks strategy", "Adopted", "Head of Parks"))
    assert (facts["title"], facts["status"], facts["owner"]) == ("Parks strategy", "adopted", "Head of Parks")


def test_a_status_that_is_about_the_writing_is_left_out(tmp_path: Path) -> None:
    assert "status" not in read(tmp_path, "a.docx", word(status="Final"))


def test_words_custom_properties_give_every_fact_by_its_name(tmp_path: Path) -> None:
    given = {
        "Owner": "Head of Parks",
        "Decision date": "2026-11-10",
        "Ends on": "2029-03-31T00:00:00Z",
        "EIA due": "soon",
    }
    facts = read(tmp_path, "a.docx", with_custom(**given))
    assert facts["owner"] == "Head of Parks"
    assert facts["decision_date"] == "2026-11-10"
    assert facts["ends_on"] == "2029-03-31"
    assert "eia_due" not in facts


def test_the_properties_of_a_pdf(tmp_path: Path) -> None:
    facts = read(tmp_path, "a.pdf", pdf(Title="Parks strategy", Author="Head of Parks", Status="Expired"))
    assert facts["title"] == "Parks strategy"
    assert facts["owner"] == "Head of Parks"
    assert facts["status"] == "expired"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x><title>&b;</title></x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x><title>&a;</title></x>'


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
@pytest.mark.parametrize(
    "raw", [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>"]
)
def test_what_cannot_be_read_has_no_properties(tmp_path: Path, name: str, raw: bytes) -> None:
    assert read(tmp_path, name, raw) == {}


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    facts = read(tmp_path, "a.docx", with_part(word(), "docProps/core.xml", OUTSIDE))
    assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in facts.get("title", "")


@pytest.mark.parametrize("xml", [BOMB, "<x>", "<x><title>" + "a" * 2_000_000 + "</title></x>", "<a>" * 5000])
def test_hostile_properties_do_no_harm(tmp_path: Path, xml: str) -> None:
    assert len(read(tmp_path, "a.docx", with_part(word(), "docProps/core.xml", xml)).get("title", "")) <= 500


@pytest.mark.parametrize("name", ["a.docx", "b.docx", "c.pdf"])
def test_a_file_damaged_anywhere_is_no_trouble(tmp_path: Path, name: str) -> None:
    whole = {
        "a.docx": word("Parks", "adopted"),
        "b.docx": with_custom(Owner="Head"),
        "c.pdf": pdf(Title="Parks"),
    }[name]
    chance = random.Random(2026)
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        facts = read(tmp_path, name, bytes(raw[: chance.choice((len(raw), chance.randrange(len(raw))))]))
        assert all(isinstance(told, str) for told in facts.values())


def test_other_files_have_none(tmp_path: Path) -> None:
    assert read(tmp_path, "a.odt", word("Parks")) == {}
    assert properties.read(tmp_path / "missing.docx") == {}


def test_a_word_file_stands_in_the_register_with_what_it_says(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "eia.yaml": "eia: 1\nstrategies: [strategies/*]\n",
            "strategies/parks.docx": word("Parks strategy", "expired"),
            "strategies/trees.pdf": pdf(Title="Tree strategy"),
        },
    )
    register = load(tmp_path)
    assert [strategy.title for strategy in register.strategies] == ["Parks strategy", "Tree strategy"]
    assert places(register) == [("strategies/trees.pdf", 1, "REG001")]
