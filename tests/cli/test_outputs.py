"""`eia check --format` and `--write`: each format from the command line, and several in one run."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from junitparser import JUnitXml

from eia.show.formats import FORMATS
from tests.cli.organisation import DRAFT, Organisation

FAULTY = "activties: {}\n"
HOSTILE_NAMES = (
    "a b.yaml",
    "it's “so”.yaml",
    "a\nb.yaml",
    "学校 مدرسة.yaml",
    "::error::x.yaml",
    "-x.yaml",
    "%0A.yaml",
)


def locations(shape: str, told: str) -> list[str]:
    """The files that a format names."""
    match shape:
        case "json":
            return [item["file"] for item in json.loads(told)["assessments"]]
        case "jsonl":
            return [json.loads(line)["file"] for line in told.splitlines() if '"SCH001"' in line]
        case "github":
            value = told.partition("file=")[2].partition(",")[0]
            for sign, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%25", "%")):
                value = value.replace(sign, character)
            return [value]
        case "gitlab":
            return [item["location"]["path"] for item in json.loads(told)]
        case "sarif":
            (run,) = json.loads(told)["runs"]
            return [unquote(item["location"]["uri"]) for item in run["artifacts"]]
        case "junit":
            return [str(suite.name) for suite in JUnitXml.fromstring(told.encode())]
    return [told.partition("What blocks")[2].splitlines()[4].split(", line")[0].removeprefix("| ")]


@pytest.mark.parametrize("shape", FORMATS)
def test_each_format_tells_the_fault_and_blocks(here: Organisation, shape: str) -> None:
    here.draft(more=FAULTY)
    result = here.check("--format", shape)
    assert result.exit_code == 1
    assert result.stderr == ""
    assert "SCH001" in result.stdout
    assert locations(shape, result.stdout) == ["assessments/library.yaml"]


@pytest.mark.parametrize("shape", FORMATS)
def test_each_format_passes_where_nothing_blocks(here: Organisation, shape: str) -> None:
    here.draft()
    result = here.check("--format", shape)
    assert result.exit_code == 0
    assert "SCH001" not in result.stdout


@pytest.mark.parametrize("shape", FORMATS)
def test_nothing_to_check_prints_nothing_and_is_no_pass(here: Organisation, shape: str) -> None:
    result = here.check("--format", shape, "--write", "sarif=eia.sarif")
    assert (result.exit_code, result.stdout) == (3, "")
    assert not (here.root / "eia.sarif").exists()


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("shape", ["json", "jsonl", "github", "gitlab", "sarif"])
def test_any_name_can_be_told(here: Organisation, shape: str, name: str) -> None:
    here.write(f"assessments/{name}", DRAFT.format(id="a") + FAULTY)
    result = here.check("--format", shape)
    assert result.exit_code == 1
    assert locations(shape, result.stdout) == [f"assessments/{name}"]


@pytest.mark.parametrize("shape", ["junit", "markdown"])
def test_a_name_with_a_line_break_stays_on_its_line(here: Organisation, shape: str) -> None:
    here.write("assessments/a\nb.yaml", DRAFT.format(id="a") + FAULTY)
    assert locations(shape, here.check("--format", shape).stdout) == ["assessments/a b.yaml"]


def test_several_formats_are_written_in_one_run(here: Organisation) -> None:
    here.draft(more=FAULTY)
    alone = {shape: here.check("--format", shape).stdout for shape in FORMATS}
    options = [word for shape in FORMATS for word in ("--write", f"{shape}=out/eia.{shape}")]
    result = here.check(*options)
    assert result.exit_code == 1
    assert result.stdout == here.check().stdout
    assert {shape: (here.root / f"out/eia.{shape}").read_text() for shape in FORMATS} == alone


def test_a_service_is_told_where_files_lie_from_the_top_of_the_repository(
    here: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.write("equality/eia.yaml", "eia: 1\nform: england\n")
    here.write("equality/assessments/a.yaml", DRAFT.format(id="a") + FAULTY)
    (here.root / ".git").mkdir()
    monkeypatch.chdir(here.root / "equality")
    for arguments in ([], [str(here.root / "equality/assessments/a.yaml")], ["assessments/../assessments"]):
        for shape in ("github", "gitlab", "sarif"):
            told = here.check("--format", shape, *arguments).stdout
            assert locations(shape, told) == ["equality/assessments/a.yaml"]
    assert locations("json", here.check("--format", "json").stdout) == ["assessments/a.yaml"]


def test_a_form_that_cannot_be_used_is_told_to_the_service_too(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\ngroup_order: [nobody]\n")
    here.write("assessments/a.yaml", DRAFT.format(id="a").replace("england", "house"))
    for shape in ("github", "gitlab", "sarif", "junit", "markdown"):
        result = here.check("--format", shape)
        assert result.exit_code == 2
        assert "templates/house/form.yaml" in result.stdout.replace("\\_", "_")
        assert "FRM003" in result.stdout


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("sarif", "“sarif” names no file. Write it as sarif=eia.sarif."),
        ("sarif=", "“sarif=” names no file."),
        ("pdf=x.pdf", "There is no format “pdf”. The formats are json, jsonl, github"),
    ],
)
def test_a_file_to_write_is_given_with_its_format(here: Organisation, given: str, why: str) -> None:
    here.draft()
    result = here.check("--write", given)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.split())


def test_a_file_that_cannot_be_written_is_told(here: Organisation) -> None:
    here.draft()
    here.write("taken", "")
    result = here.check("--write", "junit=taken/eia.xml")
    assert result.exit_code == 2
    assert "“taken/eia.xml” could not be written" in result.stderr
    assert (here.root / "taken").read_bytes() == b""


@pytest.mark.parametrize(
    "option", [("--write", "junit=x.xml"), ("--new-only", "main"), ("--format", "sarif")]
)
def test_a_difference_goes_with_no_format(here: Organisation, option: tuple[str, str]) -> None:
    here.draft()
    result = here.check("--diff", *option)
    assert result.exit_code == 2
    assert f"leave out {option[0]}" in result.stderr
    assert not Path("x.xml").exists()
