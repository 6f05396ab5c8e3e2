"""`eia register`, in every format, and the register in `eia check`."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from html5lib import HTMLParser
from icalendar import Calendar
from jsonschema import Draft202012Validator

from eia import resources
from tests.cli.organisation import Organisation

TODAY = ("--today", "2026-09-30")
SETTINGS = "eia: 1\norganisation: Anytown Council\nform: england\nstrategies: [strategies/**/*]\n"


@pytest.fixture
def there(here: Organisation) -> Organisation:
    """An organisation with one strategy in draft and one that nobody assessed."""
    here.write("eia.yaml", SETTINGS)
    here.write(
        "strategies/libraries.md",
        "---\ntitle: Library strategy\nowner: Head of Libraries\nstatus: proposed\n---\n",
    )
    here.write("strategies/parks.md", "---\ntitle: Parks strategy\nstatus: adopted\n---\n")
    here.write(
        "assessments/libraries.yaml",
        "eia: 1\nform: england\nid: libraries\nkind: full\nstatus: draft\n"
        "activity:\n  title: Library strategy\n  policy: strategies/libraries.md\n"
        "actions:\n  - {id: ramp, description: Build a ramp, owner: {job_title: Builder}, due: 2026-09-01}\n",
    )
    return here


def as_json(here: Organisation, *arguments: str) -> dict[str, Any]:
    told = here.run("register", "--format", "json", *TODAY, *arguments)
    assert told.exit_code == 0
    assert told.stdout.isascii()
    read: dict[str, Any] = json.loads(told.stdout)
    Draft202012Validator(
        resources.schema("register"), format_checker=Draft202012Validator.FORMAT_CHECKER
    ).validate(read)
    return read


def test_the_register_for_people(there: Organisation) -> None:
    result = there.run("register", *TODAY)
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "Library strategy Head of Libraries libraries draft 1 (1 overdue)" in lines
    assert "Parks strategy missing error REG001" in lines
    assert lines[-1] == "2 strategies: 2 without a valid, current assessment (1 in draft and 1 missing)."
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_the_register_for_programs_has_its_shape(there: Organisation) -> None:
    read = as_json(there)
    assert read["organisation"] == "Anytown Council"
    assert read["counts"] == {"strategies": 2, "wanting": 2, "states": {"draft": 1, "missing": 1}}
    libraries, parks = read["strategies"]
    assert libraries == {
        "strategy": "Library strategy",
        "name": "strategies/libraries.md",
        "file": "strategies/libraries.md",
        "status": "proposed",
        "owner": "Head of Libraries",
        "assessment": "assessments/libraries.yaml",
        "assessment_id": "libraries",
        "state": "draft",
        "words": "draft",
        "answered": False,
        "next_review": None,
        "open_actions": 1,
        "overdue_actions": 1,
        "worst": None,
    }
    assert (parks["state"], parks["assessment"], parks["worst"]["code"]) == ("missing", None, "REG001")


def test_what_falls_due(there: Organisation) -> None:
    assert as_json(there, "--due", "90d")["due"] == [
        {
            "day": "2026-09-01",
            "overdue": True,
            "kind": "action",
            "what": "Build a ramp",
            "who": "Builder",
            "file": "assessments/libraries.yaml",
        }
    ]
    assert as_json(there)["due"] == []
    told = there.run("register", "--due", "12w", *TODAY).stdout
    assert "1 Sep 2026 (overdue)" in told
    assert told.endswith("1 thing due by 23 December 2026, 1 of them overdue.\n")


@pytest.mark.parametrize("span", ["soon", "90", "d", "2026-13-01"])
def test_a_span_that_is_none_is_wrong_use(there: Organisation, span: str) -> None:
    result = there.run("register", "--due", span)
    assert result.exit_code == 2
    assert f"“{span}” is no span and no day" in " ".join(result.stderr.split())


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "|cmd", "=HYPERLINK(1)", "＝1", " =1", "%0A"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_can_be_calculated(there: Organisation, formula: str) -> None:
    quoted = json.dumps(formula)
    there.write("strategies/parks.md", f"---\ntitle: {quoted}\nowner: {quoted}\n---\n")
    for more in ((), ("--due", "1y")):
        read = list(csv.reader(io.StringIO(there.run("register", "--format", "csv", *TODAY, *more).stdout)))
        assert len({len(row) for row in read}) == 1
        assert [cell for row in read for cell in row if re.match(r"[=+\-@\t\r|%＝＋－＠]", cell)] == []


def test_a_title_with_a_comma_a_quote_and_a_line_break_is_one_cell(there: Organisation) -> None:
    there.write("strategies/parks.md", '---\ntitle: "Parks, \\"all\\"\\nof them"\n---\n')
    read = list(csv.DictReader(io.StringIO(there.run("register", "--format", "csv", *TODAY).stdout)))
    assert read[1]["strategy"] == 'Parks, "all" of them'


def test_a_file_for_excel_says_that_it_is_utf_8(there: Organisation) -> None:
    result = there.run("register", "--format", "csv", "-o", "out/register.csv", *TODAY)
    assert (result.exit_code, result.stdout) == (0, "")
    raw = (there.root / "out" / "register.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfstrategy,")
    assert raw.count(b"\r\n") == 3 == raw.count(b"\n")


def test_markdown_cannot_be_broken_by_a_title(there: Organisation) -> None:
    there.write("strategies/parks.md", "---\ntitle: 'a | b <script> [x](javascript:1) @everyone'\n---\n")
    told = there.run("register", "--format", "markdown", *TODAY).stdout
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {8}
    assert "<script>" not in told
    assert "@everyone" not in told


def page(here: Organisation, *arguments: str) -> str:
    result = here.run("register", "--format", "html", *TODAY, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_page_is_one_accessible_document_without_script(there: Organisation) -> None:
    there.write(
        "strategies/parks.md", "---\ntitle: '<script>alert(1)</script>'\nowner: '\"><img src=x>'\n---\n"
    )
    html = page(there)
    parser = HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(html)
    assert root.get("lang") == "en-GB"
    assert root.find(".//script") is None
    assert root.find(".//img") is None
    assert [len(root.findall(f".//{name}")) for name in ("h1", "main", "title")] == [1, 1, 1]
    for table in root.iter("table"):
        assert table.get("aria-labelledby")
        assert {head.get("scope") for head in table.iter("th")} <= {"col", "row"}
        heads = [head.text for head in table.iter("th") if head.get("scope") == "col"]
        for row in list(table.iter("tr"))[1:]:
            assert [cell.get("data-head") for cell in row.iter("td")] == heads[1:]
    assert "Content-Security-Policy" in html
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")


def test_the_page_of_what_falls_due(there: Organisation) -> None:
    assert '<h2 id="table-1">Due by 29 December 2026</h2>' in page(there, "--due", "90d")


def test_a_forms_own_page_is_held_to_the_sandbox(there: Organisation) -> None:
    there.write("templates/house/form.yaml", "form: house\nextends: england\n")
    there.write("templates/house/register.html.j2", "{{ title.__class__.__mro__ }}")
    there.write("eia.yaml", SETTINGS.replace("form: england", "form: house"))
    result = there.run("register", "--format", "html", *TODAY)
    assert result.exit_code == 2
    assert "register.html.j2 of the form “house” cannot be used" in result.stderr


def test_the_calendar_is_written_beside_what_is_printed(there: Organisation) -> None:
    result = there.run("register", "--ics", "equality.ics", *TODAY)
    assert result.exit_code == 0
    assert "Parks strategy" in result.stdout
    (event,) = Calendar.from_ical((there.root / "equality.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Action: Build a ramp"


def test_assessments_of_other_things_come_after_the_strategies(there: Organisation) -> None:
    there.draft("bins")
    read = as_json(there)
    assert [item["assessment"] for item in read["assessments"]] == ["assessments/bins.yaml"]
    assert "Other assessments" in there.run("register", *TODAY).stdout


def test_files_are_named_from_where_one_stands(there: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(there.root / "strategies")
    assert as_json(there)["strategies"][1]["file"] == "parks.md"
    assert as_json(there)["strategies"][0]["assessment"] == "../assessments/libraries.yaml"


def test_without_strategies_nothing_is_claimed_of_them(here: Organisation) -> None:
    here.draft("bins")
    told = here.run("register", *TODAY).stdout
    assert told.splitlines()[-1] == "0 strategies: `eia.yaml` says under `strategies` where they are."


def test_nothing_at_all_is_exit_3(here: Organisation) -> None:
    result = here.run("register")
    assert result.exit_code == 3
    assert "There is no strategy and no assessment in this project" in result.stderr


# The gate


def quiet(here: Organisation, *arguments: str) -> list[str]:
    told = here.check("--quiet", "--select", "REG,GOV012", "--no-color", *arguments)
    return [
        line.partition(": ")[0] + " " + line.split(" ")[2].rstrip(":") for line in told.stdout.splitlines()
    ]


def test_a_new_strategy_fails_the_gate_until_it_is_assessed(there: Organisation) -> None:
    assert quiet(there) == ["strategies/parks.md:1:1 REG001"]
    assert there.check().exit_code == 1
    there.write(
        "assessments/parks.yaml",
        "eia: 1\nform: england\nid: parks\nkind: full\nstatus: draft\nactivity: {policy: strategies/parks.md}\n",
    )
    assert quiet(there) == ["strategies/parks.md:3:9 REG002"]
    there.write("strategies/parks.md", "---\ntitle: Parks strategy\nstatus: proposed\n---\n")
    assert quiet(there) == []
    assert there.check().exit_code == 0


def test_with_paths_only_those_files_are_checked(there: Organisation) -> None:
    result = there.check("assessments")
    assert "REG001" not in result.stdout
    assert "1 assessment checked" in result.stdout


def test_strategies_alone_are_enough_to_check(here: Organisation) -> None:
    here.write("eia.yaml", SETTINGS)
    here.write("strategies/parks.md", "")
    result = here.check()
    assert result.exit_code == 1
    assert "0 assessments and 1 strategy checked: found 1 error." in result.stdout


def test_a_register_without_strategies_or_assessments_does_not_pass(here: Organisation) -> None:
    here.write("eia.yaml", SETTINGS)
    assert here.check().exit_code == 3


def test_codes_of_the_register_can_be_selected_and_left_out(there: Organisation) -> None:
    assert there.check("--ignore", "REG").exit_code == 0
    assert there.check("--select", "CUM").exit_code == 0
    assert there.check("--select", "REG001").exit_code == 1


def test_findings_stand_in_assessments_too_in_the_order_of_reading(there: Organisation) -> None:
    there.write(
        "assessments/libraries.yaml",
        "eia: 1\nform: england\nid: l\nkind: full\nstatus: draft\nactivity: {policy: strategies/l.md}\nsupersedes: l\n",
    )
    assert quiet(there) == [
        "assessments/libraries.yaml:6:20 REG004",
        "assessments/libraries.yaml:7:13 GOV012",
        "strategies/libraries.md:1:1 REG001",
        "strategies/parks.md:1:1 REG001",
    ]


def test_many_processes_find_the_same(there: Organisation) -> None:
    for number in range(12):
        there.write(
            f"assessments/a{number}.yaml",
            f"eia: 1\nform: england\nid: same\nkind: full\nstatus: draft\nactivity: {{policy: strategies/{number}.md}}\n",
        )
    alone, together = (there.check("--quiet", "--jobs", jobs).stdout for jobs in ("1", "2"))
    assert alone == together
    assert alone.count("REG006") == 11
    assert alone.count("REG004") == 12


def test_json_keeps_strategies_apart_from_assessments(there: Organisation) -> None:
    read = json.loads(there.check("--format", "json").stdout)
    Draft202012Validator(resources.schema("findings")).validate(read)
    assert [item["file"] for item in read["assessments"]] == ["assessments/libraries.yaml"]
    assert [
        (item["file"], item["kind"], item["strategies"], item["blocks"]) for item in read["register"]
    ] == [
        ("strategies/libraries.md", "strategy", 1, False),
        ("strategies/parks.md", "strategy", 1, True),
    ]


def test_explain_shows_a_page_of_the_register(here: Organisation) -> None:
    told = here.run("explain", "REG001").stdout
    assert told.startswith("REG001  unassessed-strategy\nThe register · error at every status\n")
    assert here.run("explain", "unassessed-strategy").stdout == told


def test_the_schema_of_the_register_can_be_printed(here: Organisation) -> None:
    assert json.loads(here.run("schema", "register").stdout) == resources.schema("register")


def test_nothing_is_written_by_looking(there: Organisation) -> None:
    before = there.files()
    there.run("register", *TODAY)
    there.check()
    assert there.files() == before


def test_a_form_that_cannot_be_used_is_told(there: Organisation) -> None:
    there.write("templates/house/form.yaml", "form: house\nextends: nowhere\n")
    there.write("assessments/libraries.yaml", "eia: 1\nform: house\nid: l\nkind: full\nstatus: draft\n")
    result = there.run("register")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_a_file_that_cannot_be_written_is_told(there: Organisation) -> None:
    Path(there.root, "taken").mkdir()
    result = there.run("register", "-o", "taken")
    assert result.exit_code == 2
    assert "there is a folder of that name" in result.stderr
