"""`eia new`: a file to fill in, where it belongs, and never over another."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from eia.library import Library
from tests.cli.organisation import Organisation


def test_a_new_assessment_lies_where_the_project_keeps_them(here: Organisation) -> None:
    result = here.run("new", "Library opening hours", "--form", "bedford")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Wrote assessments/library-opening-hours.yaml, the form “Equality Analysis Report” to fill in.\n"
    )
    text = (here.root / "assessments/library-opening-hours.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=../.eia/bedford.schema.json"
    assert "\nform: bedford\nid: library-opening-hours\nkind: full\nstatus: draft\n" in text


def test_it_passes_its_check_at_once(here: Organisation) -> None:
    here.run("new", "Library opening hours")
    result = here.check()
    assert result.exit_code == 0
    assert "error" not in result.stdout
    assert "assessments/library-opening-hours.yaml: not due yet\n" in result.stdout


def test_its_first_line_leads_an_editor_to_the_forms_schema(here: Organisation) -> None:
    here.run("new", "Parks", "--form", "narrative", "--output", "a/b/parks.yaml")
    file = here.root / "a/b/parks.yaml"
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text(encoding="utf-8"))
    assert found
    assert found[1] == "../../.eia/narrative.schema.json"
    schema = json.loads((file.parent / found[1]).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema == Library().schema("narrative")


def test_outside_a_project_the_schema_lies_beside_the_file(here: Organisation) -> None:
    (here.root / "eia.yaml").unlink()
    assert here.run("new", "Parks").exit_code == 0
    text = (here.root / "assessments/parks.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=.eia/england.schema.json"
    assert (here.root / "assessments/.eia/england.schema.json").is_file()


def test_outside_its_project_too(here: Organisation, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert here.run("new", "Parks", "--output", str(elsewhere / "parks.yaml")).exit_code == 0
    assert (elsewhere / ".eia/england.schema.json").is_file()


def test_the_projects_own_form_is_used_unless_another_is_asked_for(here: Organisation) -> None:
    here.write("eia.yaml", "eia: 1\norganisation: Anytown\nform: narrative\nassessments: [eqia/*.yaml]\n")
    assert here.run("new", "Parks").exit_code == 0
    assert "\nform: narrative\n" in (here.root / "eqia/parks.yaml").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_left_as_it_is(here: Organisation) -> None:
    here.run("new", "Parks")
    here.write("assessments/parks.yaml", "my work\n")
    before = here.files()
    result = here.run("new", "Parks")
    assert result.exit_code == 2
    assert result.stderr == (
        "eia: “assessments/parks.yaml” is there already, and is left as it is.\n"
        "  Choose another name with --output, or another short name with --id.\n"
    )
    assert here.files() == before


def test_a_screening_asks_for_the_relevance_test_alone(here: Organisation) -> None:
    here.run("new", "Parks", "--kind", "screening")
    text = (here.root / "assessments/parks.yaml").read_text(encoding="utf-8")
    assert "\nkind: screening\n" in text
    assert "\nrelevance:\n" in text
    assert "impacts:" not in text
    assert here.check().exit_code == 0


def test_an_unknown_form_is_told_with_the_nearest(here: Organisation) -> None:
    result = here.run("new", "Parks", "--form", "bedfrod")
    assert result.exit_code == 2
    assert "There is no form called “bedfrod”." in result.stderr
    assert "Did you mean `bedford`?" in result.stderr
    assert set(here.files()) == {"eia.yaml"}


@pytest.mark.parametrize("form", ["../england", "/etc", "a/b", "ENGLAND", "", ".."])
def test_a_form_is_a_name_never_a_path(here: Organisation, form: str) -> None:
    result = here.run("new", "Parks", "--form", form)
    assert result.exit_code == (0 if form == "" else 2)
    assert "Traceback" not in result.output


def test_a_broken_form_is_shown_with_its_line(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: nowhere\n")
    result = here.run("new", "Parks", "--form", "house")
    assert result.exit_code == 2
    assert "form.yaml:2:10: error FRM001: " in result.stderr
    assert set(here.files()) == {"eia.yaml", "templates/house/form.yaml"}


def test_a_house_form_brings_its_own_layout(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    here.write("templates/house/new.yaml.j2", "eia: 1\nform: {{ form.key }}\nid: {{ id }}\n# {{ answer }}\n")
    assert here.run("new", "Parks: all of them", "--form", "house").exit_code == 0
    assert (here.root / "assessments/parks-all-of-them.yaml").read_text() == (
        'eia: 1\nform: house\nid: parks-all-of-them\n# "Parks: all of them"\n'
    )


@pytest.mark.parametrize(
    "template",
    ["{{ nothing }}", "{% broken", "{{ ''.__class__.__mro__ }}", "{{ 1 / 0 }}", "\xe9".encode("latin-1")],
)
def test_a_layout_that_fails_is_told_not_thrown(here: Organisation, template: str | bytes) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    here.write("templates/house/new.yaml.j2", template)
    result = here.run("new", "Parks", "--form", "house")
    assert result.exit_code == 2
    assert result.stderr.startswith("eia: new.yaml.j2 of the form “house” cannot be used: ")
    assert "assessments" not in {name.partition("/")[0] for name in here.files()}


def test_a_title_without_latin_letters_asks_for_a_short_name(here: Organisation) -> None:
    result = here.run("new", "مواعيد المكتبة")
    assert result.exit_code == 2
    assert "Give one with --id" in result.stderr
    assert here.run("new", "مواعيد المكتبة", "--id", "library-hours").exit_code == 0
    text = (here.root / "assessments/library-hours.yaml").read_text(encoding="utf-8")
    assert "title: مواعيد المكتبة\n" in text


@pytest.mark.parametrize("name", ["../x", "/x", "A", "a b", "", "a/b", "x\n", "." * 3, "a" * 61])
def test_a_short_name_is_never_a_path(here: Organisation, name: str) -> None:
    result = here.run("new", "Parks", "--id", name)
    assert result.exit_code == 2
    assert "cannot be a short name" in result.stderr
    assert set(here.files()) == {"eia.yaml"}


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "a\nb: c", "x\x1b[2J", "{{ 7 * 7 }}", "# no", "\ud800x"]
)
def test_a_title_can_be_anything(here: Organisation, title: str) -> None:
    result = here.run("new", title, "--id", "x1")
    assert result.exit_code == 0, result.output
    assert here.check().exit_code == 0
    assert [name for name in here.files() if name.endswith(".yaml")] == ["assessments/x1.yaml", "eia.yaml"]


def test_where_nothing_can_be_written_is_told(here: Organisation) -> None:
    here.write("assessments", "a file\n")
    result = here.run("new", "Parks")
    assert result.exit_code == 2
    assert "a file stands where a folder is needed" in result.stderr


def test_the_help_lists_the_forms_at_hand(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    result = here.run("new", "--help")
    assert result.exit_code == 0
    assert re.search(r"\n  bedford +Equality Analysis Report, Bedford Borough Council\n", result.stdout)
    assert re.search(r"\n  house +House form\n", result.stdout)


def test_the_help_is_there_even_when_a_form_or_the_settings_are_broken(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: [\n")
    result = here.run("new", "--help")
    assert result.exit_code == 0
    assert re.search(r"\n  house +\(cannot be used", result.stdout)
    here.write("eia.yaml", "eia: [\n")
    result = here.run("new", "--help")
    assert result.exit_code == 0
    assert "  bedford" in result.stdout


def test_questions_that_only_a_house_form_asks_are_asked_last(here: Organisation) -> None:
    here.write(
        "templates/house/form.yaml",
        "form: house\nextends: england\nname: House form\nanswers:\n"
        "  welsh_language: {label: What does it mean for the Welsh language?, guidance: Think of signs.}\n",
    )
    assert here.run("new", "Parks", "--form", "house").exit_code == 0
    text = (here.root / "assessments/parks.yaml").read_text(encoding="utf-8")
    assert text.endswith(
        "\nanswers:\n  # What does it mean for the Welsh language? Think of signs.\n  welsh_language: |\n"
    )
    assert here.check().exit_code == 0


def test_a_form_that_has_only_the_relevance_test_starts_that(here: Organisation) -> None:
    result = here.run("new", "Parks", "--form", "short")
    assert result.exit_code == 0
    written = (here.root / "assessments" / "parks.yaml").read_text(encoding="utf-8")
    assert "\nkind: screening\n" in written
    assert here.run("check", "assessments/parks.yaml").exit_code == 0


def test_a_kind_that_the_form_does_not_have_is_refused(here: Organisation) -> None:
    result = here.run("new", "Parks", "--form", "short", "--kind", "full")
    assert result.exit_code == 2
    assert "The form “Equality screening” has no full assessment" in result.stderr
    assert "--kind screening" in result.stderr
