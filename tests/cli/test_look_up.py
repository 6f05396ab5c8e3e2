"""`eia explain`, `eia rules` and `eia schema`."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from eia import codes, resources
from eia.library import Library
from tests.cli.organisation import Organisation


@pytest.mark.parametrize("code", list(codes.every()))
def test_every_code_has_a_page(here: Organisation, code: str) -> None:
    result = here.run("explain", code)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f"{code}  {codes.every()[code].name}"
    assert "\nWhy it matters\n" in result.stdout
    assert "```" not in result.stdout


@pytest.mark.parametrize("given", ["dec001", "DEC001", " Dec001 ", "missing-recommendation"])
def test_a_code_is_found_however_it_is_written(here: Organisation, given: str) -> None:
    assert here.run("explain", given).stdout.startswith("DEC001  missing-recommendation\n")


def test_a_code_that_does_not_exist_is_told_with_the_nearest(here: Organisation) -> None:
    result = here.run("explain", "DEC01")
    assert result.exit_code == 2
    assert result.stderr.startswith("eia: No finding has the code “DEC01”.\n  Did you mean DEC0")
    assert here.run("explain", "zzzzzz").stderr == (
        "eia: No finding has the code “zzzzzz”.\n  `eia rules` lists them all.\n"
    )


def test_codes_and_names_are_given_once() -> None:
    sources = (
        codes._rules(),
        codes._of_the_register(),
        codes._of_packs(),
        codes._faults(),
        codes._of_accessibility(),
    )
    given = [code.code for source in sources for code in source]
    assert sorted(given) == sorted(codes.every())
    names = [code.name for code in codes.every().values()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in codes.every())
    assert all(code.summary and "\n" not in code.summary for code in codes.every().values())


def test_the_list_has_every_code_under_its_family(here: Organisation) -> None:
    told = here.run("rules").stdout
    assert re.findall(r"(?m)^  ([A-Z]{3}\d{3})  ", told) == list(codes.every())
    heading = told.index("\nWaivers\n")
    assert heading < told.index("  WVR001  expired-waiver, error always\n")
    rules = sum(code.is_rule for code in codes.every().values())
    assert told.splitlines()[-1] == (
        f"{rules} rules, and {len(codes.every()) - rules} codes about the register, files, forms, waivers"
        " and accessibility."
    )


def test_the_list_as_a_form_counts_it(here: Organisation) -> None:
    here.write(
        "templates/house/form.yaml",
        "form: house\nextends: england\nname: House form\nrules:\n"
        "  DEC001: {severity: warning, due: submitted, reason: We decide early.}\n"
        "  MON001: {off: true, reason: Reviewed centrally.}\n"
        "  IMP008: {overlap_percent: 80, reason: Our rows share a first paragraph by agreement.}\n",
    )
    told = here.run("rules", "--form", "house").stdout
    assert (
        "  DEC001  missing-recommendation, warning once submitted (changed by the form: We decide early.)\n"
        in told
    )
    assert re.search(r"  MON001  [a-z-]+, off \(changed by the form: Reviewed centrally\.\)\n", told)
    assert re.search(
        r"  IMP008  [a-z-]+, error once submitted"
        r" \(changed by the form: Our rows share a first paragraph by agreement\.\)\n",
        told,
    )
    assert "\n          overlap_percent: 80 (usually 60), minimum_words: 25\n" in told
    assert told.count("(changed by the form: ") == 3
    assert " 1 rule switched off by the form. 2 rules changed by the form. " in told
    assert re.search(r"\n  NAT004  [a-z-]+, not for this form, only for one that asks for people", told)
    assert re.search(r" \d+ rules not for this form\.\n$", told)
    (entry,) = [
        item
        for item in json.loads(here.run("rules", "--form", "house", "--format", "json").stdout)
        if item["code"] == "DEC001"
    ]
    assert (entry["severity"], entry["due"], entry["changed"], entry["off"]) == (
        "warning",
        "submitted",
        True,
        False,
    )


def test_what_a_form_inherits_from_another_own_form_is_still_told_as_changed(here: Organisation) -> None:
    here.write(
        "templates/house/form.yaml",
        "form: house\nextends: england\nrules:\n  IMP008: {minimum_words: 40, reason: Short rows look alike.}\n",
    )
    here.write("templates/team/form.yaml", "form: team\nextends: house\n")
    (entry,) = [
        item
        for item in json.loads(here.run("rules", "--form", "team", "--format", "json").stdout)
        if item["changed"]
    ]
    assert entry["code"] == "IMP008"
    assert entry["reason"] == "Short rows look alike."
    assert entry["parameters"] == {"overlap_percent": 60, "minimum_words": 40}
    assert entry["usual_parameters"] == {"overlap_percent": 60, "minimum_words": 25}


@pytest.mark.parametrize("form", Library().names())
def test_a_form_that_comes_with_the_program_changes_nothing_but_for_its_nations_law(
    here: Organisation, form: str
) -> None:
    told = here.run("rules", "--form", form).stdout
    nations = ("scotland", "wales", "northern_ireland")
    assert ("changed by the form" in told) is (form in nations)
    assert "no reason given" not in told


def test_the_list_as_json_is_plain_data(here: Organisation) -> None:
    told = json.loads(here.run("rules", "--format", "json").stdout)
    assert [item["code"] for item in told] == list(codes.every())
    assert {item["severity"] for item in told} <= {"error", "warning", "info"}


def test_rules_of_an_unknown_form_are_wrong_use(here: Organisation) -> None:
    result = here.run("rules", "--form", "englnd")
    assert result.exit_code == 2
    assert "Did you mean `england`?" in result.stderr


@pytest.mark.parametrize("form", Library().names())
def test_a_forms_schema_is_printed_as_editors_read_it(here: Organisation, form: str) -> None:
    result = here.run("schema", form)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == Library().schema(form)
    Draft202012Validator.check_schema(json.loads(result.stdout))


@pytest.mark.parametrize("name", ["assessment", "form", "project", "findings"])
def test_the_other_schemas_are_printed_as_they_are(here: Organisation, name: str) -> None:
    assert json.loads(here.run("schema", name).stdout) == resources.schema(name)


def test_a_schema_is_written_to_a_file_and_over_an_older_one(here: Organisation) -> None:
    for _ in range(2):
        result = here.run("schema", "bedford", "--output", "editor/bedford.schema.json")
        assert result.exit_code == 0
        assert result.stdout == "Wrote editor/bedford.schema.json.\n"
    written = (here.root / "editor/bedford.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == Library().schema("bedford")


def test_a_schema_is_never_written_over_something_else(here: Organisation) -> None:
    file = here.draft()
    before = here.files()
    result = here.run("schema", "bedford", "--output", str(file))
    assert result.exit_code == 2
    assert "is there already and is no schema" in result.stderr
    assert here.files() == before


def test_a_schema_that_does_not_exist_is_wrong_use(here: Organisation) -> None:
    result = here.run("schema", "bedfort")
    assert result.exit_code == 2
    assert "Did you mean `bedford`?" in result.stderr
