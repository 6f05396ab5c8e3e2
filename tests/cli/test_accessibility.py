"""`eia accessibility`: files of any origin, told in words, in every format."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from eia.cli import main
from tests.accessibility.documents import careful, saved
from tests.accessibility.plants import no_header
from tests.conftest import ROOT

PAGE = """<!doctype html>
<html lang="en-GB">
<head><title>Opening hours</title></head>
<body><main>
<h1>Opening hours</h1>
<p>Ask for the list <a href="https://example.org/list">here</a>.</p>
<img src="library.jpg">
</main></body>
</html>
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["accessibility", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    headless = careful()
    no_header(headless)
    (tmp_path / "site" / "old").mkdir(parents=True)
    (tmp_path / "site" / "careful.docx").write_bytes(saved(careful()))
    (tmp_path / "site" / "old" / "hours.docx").write_bytes(saved(headless))
    (tmp_path / "site" / "~$hours.docx").write_bytes(b"locked by somebody")
    (tmp_path / "site" / "hours.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "site" / "notes.txt").write_text("Not published.", encoding="utf-8")
    return tmp_path


def test_a_careful_file_passes(folder: Path) -> None:
    result = run("site/careful.docx")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 file checked: found nothing that counts now.\n")


def test_a_fault_in_a_word_file_is_told_with_its_place_and_what_to_do_in_word(folder: Path) -> None:
    result = run("site/old/hours.docx")
    assert result.exit_code == 1
    first, why, help_, *_ = result.stdout.splitlines()
    assert (
        first
        == "site/old/hours.docx, table 1, under “Visits”: error ACC030: Table 1 (“Age”) has no header row"
    )
    assert why.startswith("  = why: Going through a table, a screen reader says the heading of the column")
    assert "WCAG 2.2, 1.3.1" in why
    assert help_.startswith(
        "  = help: In Word: click into the first row, choose Layout (of the table), Repeat Header Rows"
    )


def test_a_fault_in_a_page_is_told_with_its_line(folder: Path) -> None:
    told = run("site/hours.html").stdout
    assert "site/hours.html:6:1: warning ACC050: A link says only “here”" in told
    assert "\n6 | <p>Ask for the list" in told
    assert "site/hours.html:7:1: error ACC040: The picture “library.jpg” has no alternative text" in told
    assert "= help: In a page: give `<img>` an `alt`" in told


def test_a_folder_is_looked_through(folder: Path) -> None:
    result = run("site", "--quiet")
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        "site/hours.html:6:1",
        "site/hours.html:7:1",
        "site/old/hours.docx, table 1, under “Visits”",
    ]


def test_codes_can_be_chosen_and_left_out(folder: Path) -> None:
    assert run("site", "-q", "--select", "acc05").stdout.count("\n") == 1
    left = run("site", "-q", "--ignore", "ACC03,ACC04")
    assert left.exit_code == 0
    assert left.stdout.count("\n") == 1


def test_nothing_to_check_is_not_a_pass(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("empty")
    assert result.exit_code == 3
    assert "There is no Word file, page or PDF file in empty" in result.stderr
    assert run("missing.docx").exit_code == 2


def test_a_project_without_reports_has_nothing_to_check(folder: Path) -> None:
    result = run()
    assert result.exit_code == 3
    assert result.stderr == (
        "eia: There is no Word file, page or PDF file in build.\n"
        "  Name a file or a folder, or make reports: eia render.\n"
    )


def test_the_output_folder_of_the_project_is_what_is_meant(folder: Path) -> None:
    (folder / "eia.yaml").write_text("eia: 1\norganisation: Our Council\noutput: site\n", encoding="utf-8")
    assert run("-q").stdout.count("\n") == 3


def test_a_file_that_is_something_else_is_a_finding(folder: Path) -> None:
    result = run("site/notes.txt")
    assert result.exit_code == 1
    assert "notes.txt, the whole file: error ACC001: This is neither a Word file nor a page" in result.stdout
    assert "= help: Name the file that people are to read.\n" in result.stdout
    aloud = run("site/notes.txt", "--aloud")
    assert aloud.exit_code == 2
    assert aloud.stderr.startswith("eia: “site/notes.txt” cannot be read aloud: this is neither a Word file")


def test_json_has_the_place_in_words_and_keeps_the_schema(folder: Path) -> None:
    told = json.loads(run("site", "--format", "json").stdout)
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema)
    by_file = {item["file"]: item for item in told["publications"]}
    assert set(by_file) == {"site/careful.docx", "site/hours.html", "site/old/hours.docx"}
    (finding,) = by_file["site/old/hours.docx"]["findings"]
    assert (finding["code"], finding["place"], finding["path"]) == (
        "ACC030",
        "table 1, under “Visits”",
        ["table", 1],
    )
    assert by_file["site/hours.html"]["findings"][0]["place"] is None
    assert told["assessments"] == []
    assert told["blocks"] is True


def test_every_format_says_the_place(folder: Path) -> None:
    for shape in ("sarif", "github", "gitlab", "junit", "markdown", "jsonl"):
        told = run("site/old/hours.docx", "--format", shape)
        assert told.exit_code == 1
        written = json.loads(told.stdout) if shape in ("sarif", "gitlab", "jsonl") else told.stdout
        assert "table 1, under" in json.dumps(written, ensure_ascii=False), shape
    suite = ET.fromstring(run("site/careful.docx", "--format", "junit").stdout)
    assert suite.get("failures") == "0"


def test_many_findings_of_one_code_are_folded(folder: Path) -> None:
    (folder / "many.html").write_text(
        PAGE.replace("<img", "<img src='a.png'>\n" * 8 + "<img"), encoding="utf-8"
    )
    told = run("many.html").stdout
    assert told.count("error ACC040") == 5
    assert told.count("= why: Blind people") == 1
    assert told.count("= help: In a page: give `<img>` an `alt`") == 1
    assert "many.html: 4 more findings of ACC040 missing-alternative" in told


def test_a_word_file_is_read_aloud(folder: Path) -> None:
    lines = run("site/careful.docx", "--aloud").stdout.splitlines()
    assert lines[0] == "document Library opening hours"
    assert "heading level 1 Summary" in lines
    table = lines.index("table with 3 rows and 3 columns")
    assert lines[table + 4] == "  row 2 column 1 Age: Under 65"
    assert lines[table + 6] == "  column 3 Evening: 95"
    assert "list with 2 items" in lines
    assert "The figures are in the link visitor survey of 2025" in lines
    assert "picture Visits fell from 500 in 2023 to 420 in 2025." in lines


def test_a_page_is_read_aloud(folder: Path) -> None:
    assert run("site/hours.html", "--aloud").stdout.splitlines() == [
        "document Opening hours",
        "main landmark",
        "heading level 1 Opening hours",
        "Ask for the list link here .",
        "graphic without a description",
    ]
