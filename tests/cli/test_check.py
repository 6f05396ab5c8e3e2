"""`eia check`: what it prints, and what its exit status says."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from eia import resources
from tests.cli.organisation import DRAFT, Organisation

FAULTY = "activties: {}\n"
"""A name the form does not know: SCH001 on line 8 of a draft, an error at every status."""


def test_a_draft_with_nothing_wrong_passes(here: Organisation) -> None:
    here.draft()
    result = here.check()
    assert result.exit_code == 0
    assert result.stdout.startswith("assessments/library.yaml: not due yet\n  before it is submitted\n")
    assert "found nothing that counts now" in result.stdout
    assert result.stderr == ""


def test_a_fault_blocks_and_is_shown_at_its_place(here: Organisation) -> None:
    here.draft(more=FAULTY)
    result = here.check()
    assert result.exit_code == 1
    first, _, *rest = result.stdout.splitlines()
    assert first.startswith("assessments/library.yaml:8:1: error SCH001: ")
    assert rest[:2] == ["8 | activties: {}", "  | ^^^^^^^^^"]


def test_a_status_asked_about_counts_what_is_due_then(here: Organisation) -> None:
    here.draft()
    result = here.check("--for", "approved")
    assert result.exit_code == 1
    assert "error DEC001: No recommendation is chosen" in result.stdout
    assert "error REL001: " in result.stdout


def test_only_what_is_selected_is_looked_for(here: Organisation) -> None:
    here.draft(more=FAULTY)
    result = here.check("--for", "approved", "--select", "dec001, REL", "--format", "json")
    codes = {item["code"] for item in json.loads(result.stdout)["assessments"][0]["findings"]}
    assert codes == {"DEC001", "REL001"}


def test_what_is_ignored_does_not_block(here: Organisation) -> None:
    here.draft(more=FAULTY)
    result = here.check("--ignore", "SCH")
    assert result.exit_code == 0
    assert "SCH001" not in result.stdout


@pytest.mark.parametrize(
    ("option", "code", "meant"),
    [("--select", "DECC001", "Did you mean DEC001?"), ("--ignore", "QQQ", "`eia rules` lists them all.")],
)
def test_a_code_that_does_not_exist_is_wrong_use(
    here: Organisation, option: str, code: str, meant: str
) -> None:
    here.draft()
    result = here.check(option, code)
    assert result.exit_code == 2
    assert f"No code is “{code}” or begins with it. {meant}" in result.stderr
    assert result.stdout == ""


def test_json_has_the_shape_it_promises(here: Organisation) -> None:
    here.draft(more=FAULTY)
    here.draft("parks")
    result = here.check("--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    Draft202012Validator(resources.schema("findings")).validate(told)
    assert [item["file"] for item in told["assessments"]] == [
        "assessments/library.yaml",
        "assessments/parks.yaml",
    ]
    assert told["counts"]["error"] == 1
    assert told["today"] == "2026-09-30"


def test_quiet_prints_one_line_for_each_finding_that_counts(here: Organisation) -> None:
    here.draft(more=FAULTY)
    here.draft("parks")
    result = here.check("--quiet")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith("assessments/library.yaml:8:1: error SCH001: ")


def test_a_summary_gives_each_file_a_line(here: Organisation) -> None:
    here.draft(more=FAULTY)
    here.draft("parks")
    result = here.check("--summary")
    assert result.exit_code == 1
    library, parks = result.stdout.splitlines()
    assert library.startswith("assessments/library.yaml  draft  1 error; ")
    assert library.endswith(" (SCH001, line 8)")
    assert parks.startswith("assessments/parks.yaml    draft  nothing that counts now; ")


def test_statistics_count_over_all_files(here: Organisation) -> None:
    for name in ("library", "parks"):
        here.draft(name, FAULTY)
    result = here.check("--statistics")
    assert result.exit_code == 1
    head, row, total, *_ = result.stdout.splitlines()
    assert head.split() == ["Code", "Name", "Errors", "Warnings", "Notes", "Files"]
    assert row.split() == ["SCH001", "unknown-name", "2", "2"]
    assert total.split() == ["Total", "2", "0", "0", "2"]


def test_json_has_the_steps_and_the_statistics_whatever_is_asked(here: Organisation) -> None:
    here.draft(more=FAULTY)
    told = json.loads(here.check("--format", "json").stdout)
    for option in ("--summary", "--statistics"):
        assert json.loads(here.check("--format", "json", option).stdout) == told
    (row,) = told["statistics"]
    assert (row["code"], row["error"], row["warning"], row["info"], row["files"]) == ("SCH001", 1, 0, 0, 1)
    (step,) = told["next"]
    assert step["code"] == "SCH001"
    assert step["places"] == [{"file": "assessments/library.yaml", "answer": "activties", "line": 8}]


@pytest.mark.parametrize(
    "options", [("--summary", "--statistics"), ("-q", "--summary"), ("-q", "--statistics")], ids=" ".join
)
def test_only_one_way_of_telling_can_be_asked_for(here: Organisation, options: tuple[str, str]) -> None:
    here.draft()
    result = here.check(*options)
    assert result.exit_code == 2
    assert "Choose one of --quiet, --summary and --statistics." in result.stderr
    assert result.stdout == ""


def test_a_check_ends_with_what_to_do_next(here: Organisation) -> None:
    here.draft(more=FAULTY)
    assert here.check().stdout.splitlines()[-3:] == [
        "What to do next",
        "  1. Correct the spelling, or move the line to the part it belongs to (SCH001, line 8)",
        "`eia explain SCH001` says more about SCH001.",
    ]


def test_files_are_told_in_the_same_order_every_time(here: Organisation) -> None:
    for name in ("b", "a", "c"):
        here.draft(name, FAULTY)
    first = here.check("-q").stdout
    assert [line.partition(":")[0] for line in first.splitlines()] == [
        "assessments/a.yaml",
        "assessments/b.yaml",
        "assessments/c.yaml",
    ]
    assert here.check("-q").stdout == first


def test_a_folder_means_the_assessments_in_it(here: Organisation) -> None:
    here.draft(more=FAULTY)
    here.write("work/deep/parks.yml", DRAFT.format(id="parks") + FAULTY)
    here.write("work/other.yaml", "title: not an assessment\n")
    here.write("work/form.yaml", "form: x\neia: 1\n")
    here.write("work/.git/hidden.yaml", DRAFT.format(id="hidden") + FAULTY)
    here.write("work/notes.txt", "eia: 1\n")
    result = here.check("-q", "work")
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == ["work/deep/parks.yml"]


def test_a_file_given_twice_is_checked_once(here: Organisation) -> None:
    file = here.draft(more=FAULTY)
    result = here.check("-q", "assessments", str(file), "assessments/library.yaml")
    assert len(result.stdout.splitlines()) == 1


def test_the_project_is_found_from_below(here: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    here.draft(more=FAULTY)
    here.draft("parks", FAULTY)
    monkeypatch.chdir(here.root / "assessments")
    names = [line.partition(":")[0] for line in here.check("-q").stdout.splitlines()]
    assert names == ["library.yaml", "parks.yaml"]


def test_the_project_of_a_file_elsewhere_is_its_own(
    here: Organisation, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    file = here.write(
        "assessments/library.yaml", DRAFT.format(id="library").replace("form: england", "form: house")
    )
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    result = here.check(str(file))
    assert result.exit_code == 0
    assert "FRM001" not in result.stdout


def test_nothing_to_check_is_not_a_pass(here: Organisation) -> None:
    result = here.check()
    assert result.exit_code == 3
    assert result.stderr.startswith("eia: There is no assessment in this project.\n")
    assert result.stdout == ""
    here.write("empty/notes.txt", "nothing")
    result = here.check("empty")
    assert result.exit_code == 3
    assert result.stderr.startswith("eia: There is no assessment in empty.\n")


def test_a_path_that_leads_nowhere_is_wrong_use(here: Organisation) -> None:
    here.draft(more=FAULTY)
    result = here.check("assessments/libary.yaml", "assessments/library.yaml")
    assert result.exit_code == 2
    assert result.stderr == (
        "eia: There is no file or folder “assessments/libary.yaml”.\n"
        "  Did you mean assessments/library.yaml?\n"
    )
    assert result.stdout == ""


def test_a_day_that_is_none_is_wrong_use(here: Organisation) -> None:
    here.draft()
    for day in ("2026-02-30", "30/09/2026", "20260930", "2026-W01-1", "", "today"):
        result = here.run("check", "--today", day)
        assert result.exit_code == 2, day
        assert f"“{day}” is not a day. Write it as 2026-09-30." in result.stderr


def test_broken_settings_are_shown_and_stop_everything(here: Organisation) -> None:
    here.draft()
    here.write("eia.yaml", "eia: 1\norganisaton: Anytown\n")
    result = here.check()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{here.root}/eia.yaml:2:1: error SCH001: " in result.stderr
    assert "2 | organisaton: Anytown" in result.stderr
    assert result.stderr.endswith("is put right.\n")


def test_a_broken_form_is_shown_once_and_other_assessments_all_the_same(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\ngroup_order: [nobody]\n")
    for name in ("a", "b"):
        here.write(f"assessments/{name}.yaml", DRAFT.format(id=name).replace("england", "house"))
    here.draft("library", FAULTY)
    result = here.check("-q")
    assert result.exit_code == 2
    assert [line[:40] for line in result.stdout.splitlines()] == ["assessments/library.yaml:8:1: error SCH0"]
    assert result.stderr.count("error FRM003: ") == 1
    assert "templates/house/form.yaml:3:15: error FRM003: " in result.stderr


@pytest.mark.parametrize("nation", ["england", "united_kingdom"])
def test_a_form_of_the_organisations_own_nation_is_no_finding(here: Organisation, nation: str) -> None:
    here.write("eia.yaml", f"eia: 1\njurisdiction: {nation}\n")
    here.draft()
    assert here.check("--quiet").stdout == ""


def test_a_form_of_another_nation_is_a_finding_with_its_line(here: Organisation) -> None:
    here.write("eia.yaml", "eia: 1\njurisdiction: scotland\n")
    here.draft()
    result = here.check()
    assert result.exit_code == 1
    assert (
        "assessments/library.yaml:2:7: error FRM006: The form “Equality impact assessment” follows the law of"
        " England, but the settings say Scotland\n"
    ) in result.stdout
    assert "Choose a form for Scotland, or correct `jurisdiction` in `eia.yaml`." in result.stdout
    assert here.check("--ignore", "FRM").exit_code == 0
    here.write("templates/uk/form.yaml", "form: uk\nextends: england\njurisdiction: united_kingdom\n")
    here.write("assessments/library.yaml", DRAFT.format(id="library").replace("england", "uk"))
    assert here.check("--quiet").stdout == ""


def test_a_nation_that_is_none_is_told_in_the_settings(here: Organisation) -> None:
    here.write("eia.yaml", "eia: 1\njurisdiction: britain\n")
    here.draft()
    result = here.check()
    assert result.exit_code == 2
    assert f"{here.root}/eia.yaml:2:15: error SCH004: " in result.stderr


def test_an_unknown_form_is_a_finding_with_its_line(here: Organisation) -> None:
    here.write("assessments/a.yaml", DRAFT.format(id="a").replace("england", "engalnd"))
    result = here.check()
    assert result.exit_code == 1
    assert "assessments/a.yaml:2:7: error FRM001: There is no form called “engalnd”" in result.stdout
    assert "Did you mean `england`?" in result.stdout


def test_checking_changes_nothing(here: Organisation) -> None:
    here.draft(more=FAULTY)
    before = here.files()
    here.check()
    here.check("--format", "json", "--for", "published")
    assert here.files() == before


@pytest.mark.parametrize(
    ("content", "place", "code"),
    [
        (b"", "1:1", "SRC004"),
        (b"eia: 1\nform: caf\xe9\n", "2:10", "SRC002"),
        (b"eia: 1\n\ttitle: x\n", "2:1", "SRC007"),
        (b"eia: 1\nid: [" + b"[" * 100_000, "2:", "SRC012"),
        (b"\x00" * 100, "1:1", "SRC005"),
    ],
    ids=["empty", "latin-1", "tab", "brackets", "nul"],
)
def test_what_cannot_be_read_is_a_finding(here: Organisation, content: bytes, place: str, code: str) -> None:
    here.write("assessments/a.yaml", content)
    result = here.check()
    assert result.exit_code == 1
    assert f"assessments/a.yaml:{place}" in result.stdout
    assert f"error {code}: " in result.stdout


def test_a_link_that_leads_to_itself_is_a_finding(here: Organisation) -> None:
    (here.root / "a.yaml").symlink_to(here.root / "a.yaml")
    result = here.check("a.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("a.yaml:1:1: error SRC001: ")


def test_a_device_is_a_finding_not_a_wait(here: Organisation) -> None:
    result = here.check("/dev/zero")
    assert result.exit_code == 1
    assert "/dev/zero:1:1: error SRC001: " in result.stdout


def test_a_pipe_in_a_folder_is_passed_over(here: Organisation) -> None:
    here.draft(more=FAULTY)
    os.mkfifo(here.root / "assessments/pipe.yaml")
    result = here.check("-q", "assessments")
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == ["assessments/library.yaml"]


def test_folders_that_contain_themselves_end(here: Organisation) -> None:
    here.draft(more=FAULTY)
    (here.root / "assessments/loop").symlink_to(here.root / "assessments")
    assert len(here.check("-q", "assessments").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["-.yaml", "a b.yaml", "ŵy.yaml", "a\nb.yaml", "a\x1b[2J.yaml", "%s{x}.yaml"]
)
def test_any_file_name_is_told_on_one_line(here: Organisation, name: str) -> None:
    here.write(f"assessments/{name}", DRAFT.format(id="a") + FAULTY)
    result = here.check("-q")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert ":8:1: error SCH001: " in line
    assert "\x1b" not in line


def test_a_name_that_is_not_unicode_is_told(here: Organisation) -> None:
    raw = os.fsencode(here.root / "assessments") + b"/caf\xe9.yaml"
    Path(os.fsdecode(raw)).parent.mkdir()
    Path(os.fsdecode(raw)).write_text(DRAFT.format(id="a") + FAULTY)
    for arguments in (["-q"], ["--format", "json"], []):
        result = here.check(*arguments)
        assert result.exit_code == 1, result.output
        assert "caf" in result.stdout


def test_colour_is_for_who_asks(here: Organisation) -> None:
    here.draft(more=FAULTY)
    assert "\x1b[" not in here.check().stdout
    assert "\x1b[31m\x1b[1merror SCH001" in here.check("--color").stdout
    assert "\x1b[" not in here.check("--no-color").stdout


def test_several_processes_tell_the_same_as_one(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\ngroup_order: [nobody]\n")
    here.write("assessments/house.yaml", DRAFT.format(id="house").replace("england", "house"))
    here.write("assessments/unreadable.yaml", "eia: 1\n\tid: x\n")
    for index in range(23):
        here.draft(f"a{index:02}", FAULTY if index % 3 else "waivers: []\n")
    for arguments in ([], ["--format", "json"], ["--quiet"], ["--summary"], ["--statistics"]):
        one = here.check("--jobs", "1", *arguments)
        two = here.check("--jobs", "2", *arguments)
        assert (two.exit_code, two.stdout, two.stderr) == (one.exit_code, one.stdout, one.stderr)
        assert one.exit_code == 2
        assert "SCH001" in one.stdout
        assert "group_order: [nobody]" in one.stderr
