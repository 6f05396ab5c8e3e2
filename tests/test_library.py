"""The forms at hand: found, merged, and told plainly when something is wrong with one."""

import json
import pathlib
import shutil
from collections.abc import Mapping

import pytest

from eia import ready_form, resources, source
from eia.library import FAULTS, FORM, BrokenForm, Library, UnknownForm
from eia.schema import Checker
from tests.started import loaded_by


def library(folder: pathlib.Path, forms: Mapping[str, str]) -> Library:
    for name, text in forms.items():
        (folder / name).mkdir()
        (folder / name / "form.yaml").write_text(text, encoding="utf-8")
    return Library([folder])


def test_the_shipped_forms_are_always_at_hand() -> None:
    assert Library().names() == (
        "bedford",
        "common",
        "england",
        "narrative",
        "northern_ireland",
        "plain",
        "scotland",
        "short",
        "wales",
    )


def test_an_own_form_inherits_what_it_does_not_say(tmp_path: pathlib.Path) -> None:
    form = library(
        tmp_path,
        {
            "ours": "form: ours\nextends: bedford\norganisation: Our Council\n"
            "groups:\n  other: null\n  carers: {label: Carers, source: local}\n"
        },
    ).form("ours")
    assert form.lineage == ("ours", "bedford", "england", "common")
    assert form.organisation == "Our Council"
    assert form.label(("decision", "maker")) == "Committee meeting (decision maker)"
    assert "other" not in form.groups
    assert list(form.groups)[-1] == "carers"


def test_an_own_form_wins_over_a_shipped_one_of_the_same_name(tmp_path: pathlib.Path) -> None:
    ours = library(tmp_path, {"bedford": "form: bedford\nextends: england\nname: Ours\n"})
    assert ours.form("bedford").name == "Ours"


def test_a_wording_is_told_in_the_language_asked_for(tmp_path: pathlib.Path) -> None:
    ours = library(tmp_path, {"ours": "form: ours\nextends: england\nname: {en: Assessment, cy: Asesiad}\n"})
    assert ours.form("ours").name == "Assessment"
    assert ours.form("ours", "cy").name == "Asesiad"


def test_an_own_form_has_its_own_words_better_not_used(tmp_path: pathlib.Path) -> None:
    ours = library(
        tmp_path,
        {
            "ours": "form: ours\nextends: england\nterms:\n  gender: null\n  punter*: {say: visitor, unless: [boat*]}\n"
        },
    )
    terms = ours.form("ours").terms
    assert "gender" not in terms
    assert (terms["punter*"].say, terms["punter*"].unless) == ("visitor", ("boat*",))
    assert terms["the disabled"].say == "disabled people"


def test_a_word_better_not_used_needs_a_better_one(tmp_path: pathlib.Path) -> None:
    ours = library(tmp_path, {"ours": "form: ours\nextends: england\nterms:\n  punter: {unless: [boat]}\n"})
    with pytest.raises(BrokenForm) as told:
        ours.form("ours")
    [finding] = told.value.findings
    assert (finding.code, finding.span.start.line) == ("FRM004", 4)
    assert finding.message == "“punter” has no `say`"


@pytest.mark.parametrize("name", ["bedfrod", "../bedford", "/etc", "", "BEDFORD", "a" * 400, "bed\0ford"])
def test_an_unknown_form_is_told_with_those_at_hand(name: str) -> None:
    with pytest.raises(UnknownForm) as told:
        Library().form(name)
    assert "`bedford`" in told.value.problem.hint


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(UnknownForm) as told:
        Library().form("bedfrod")
    assert told.value.problem.message == "There is no form called “bedfrod”"
    assert told.value.problem.hint.startswith("Did you mean `bedford`?")


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("form: ours\nextends: ours\n", "FRM002", 2, "The form extends itself: ours → ours"),
        ("form: ours\nextends: englund\n", "FRM001", 2, "There is no form called “englund”"),
        (
            "form: other\nextends: england\n",
            "FRM005",
            1,
            "The form calls itself “other”, but its folder is called “ours”",
        ),
        ("form: ours\n", "FRM004", 1, "The form has no `groups`"),
        (
            "form: ours\nextends: england\ngroup_order: [age, carers]\n",
            "FRM003",
            3,
            "The form names “carers”, which it does not define",
        ),
        (
            "form: ours\nextends: england\ngroups:\n  carers:\n    source: local\n",
            "FRM004",
            4,
            "“carers” has no `label`",
        ),
        (
            "form: ours\nextends: england\nrelevance:\n  questions:\n    cost: {role: cost}\n",
            "FRM004",
            5,
            "“cost” has no `text`",
        ),
        (
            "form: ours\nextends: england\nsections:\n  annex: {asks: [answers]}\n",
            "FRM004",
            4,
            "“annex” has no `heading`",
        ),
        (
            "form: ours\nextends: england\nrules:\n  IMP008: {overlap_percent: 80}\n",
            "FRM004",
            4,
            "The form changes a number of IMP008 and does not say why",
        ),
        (
            "form: ours\nextends: england\nrules:\n  IMP008: {overlap: 80, reason: Short rows.}\n",
            "FRM003",
            4,
            "IMP008 has no number “overlap”",
        ),
        (
            "form: ours\nextends: england\nrules:\n  IMP008: {overlap_percent: null, reason: Short rows.}\n",
            "FRM004",
            4,
            "IMP008 cannot do without its number “overlap_percent”",
        ),
        (
            "form: ours\nextends: england\nrules:\n  MON001: null\n  IMP008: null\n",
            "FRM004",
            5,
            "IMP008 cannot do without its number “overlap_percent”",
        ),
        (
            "form: ours\nextends: england\nrules:\n  IMP099: {off: true, reason: Not for us.}\n",
            "FRM003",
            4,
            "There is no rule IMP099",
        ),
        ("form: ours\nextends: england\nnmae: Ours\n", "SCH001", 3, None),
        ("form: ours\nform: ours\nextends: england\n", "SRC008", 2, None),
        ("- form: ours\n", "SRC014", 1, None),
    ],
)
def test_a_broken_form_is_told_at_its_line(
    tmp_path: pathlib.Path, text: str, code: str, line: int, message: str | None
) -> None:
    ours = library(tmp_path, {"ours": text})
    with pytest.raises(BrokenForm) as told:
        ours.form("ours")
    first = told.value.findings[0]
    assert (first.code, first.span.start.line) == (code, line)
    assert message is None or first.message == message
    assert told.value.document.name.endswith("form.yaml")


def test_a_longer_circle_is_told_too(tmp_path: pathlib.Path) -> None:
    ours = library(tmp_path, {"one": "form: one\nextends: two\n", "two": "form: two\nextends: one\n"})
    with pytest.raises(BrokenForm) as told:
        ours.form("one")
    assert told.value.findings[0].message == "The form extends itself: one → two → one"


def test_files_come_from_the_nearest_form_that_has_them(tmp_path: pathlib.Path) -> None:
    ours = library(tmp_path, {"ours": "form: ours\nextends: bedford\n"})
    (tmp_path / "ours" / "report.css").write_text("p { color: black }")
    assert ours.file("ours", "report.css") == tmp_path / "ours" / "report.css"
    styles = [file.parent.name for file in ours.files("ours", "report.css")]
    assert styles == ["common", "bedford", "ours"]
    assert ours.file("ours", "form.yaml").parent.name == "ours"
    assert ours.file("ours", "reference.docx").parent.name == "bedford"
    with pytest.raises(FileNotFoundError):
        ours.file("ours", "no-such-file")


def test_every_fault_of_a_form_has_a_page() -> None:
    assert sorted(FAULTS) == ["FRM001", "FRM002", "FRM003", "FRM004", "FRM005", "FRM006"]
    assert all(
        "## Why it matters" in fault.page and "## What to do" in fault.page for fault in FAULTS.values()
    )


@pytest.fixture
def shipped(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """The forms that come with the program, in a folder where they can be changed."""
    for name in ("templates", "schemas"):
        shutil.copytree(resources.root() / name, tmp_path / name)
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    return tmp_path / "templates"


@pytest.mark.parametrize("name", Library().names())
def test_what_is_kept_of_a_form_is_what_its_file_says(name: str) -> None:
    folder = resources.templates() / name
    document = source.read(folder / FORM)
    assert document.findings == ()
    assert Checker(resources.schema("form")).faults(document.data) == ()
    assert document.data is not None
    assert ready_form.file(name).read_text(encoding="utf-8") == ready_form.made(folder / FORM, document.data)


def test_a_form_that_comes_with_the_program_is_not_read_as_yaml() -> None:
    loaded = loaded_by("from eia.library import Library\nLibrary().form('bedford')")
    assert "eia.library" in loaded
    assert not {"yaml", "jsonschema_rs"} & loaded


def test_a_form_that_was_changed_is_read_again(shipped: pathlib.Path) -> None:
    assert Library().form("england").jurisdiction == "england"
    file = shipped / "england" / FORM
    file.write_text("form: england\nextends: common\njurisdiction: wales\n", encoding="utf-8")
    assert Library().form("england").jurisdiction == "wales"
    file.write_text("form: england\nextends: common\njurisdiction: [wales]\n", encoding="utf-8")
    with pytest.raises(BrokenForm) as broken:
        Library().form("england")
    assert [finding.span.start.line for finding in broken.value.findings] == [3]


def test_a_form_is_checked_again_when_what_forms_are_checked_with_was_changed(shipped: pathlib.Path) -> None:
    file = shipped.parent / "schemas/form.schema.json"
    schema = json.loads(file.read_bytes())
    schema["required"] = [*schema.get("required", ()), "motto"]
    file.write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(BrokenForm):
        Library().form("england")


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"data": {}, "made_of": 1}', "\udcff"])
def test_what_is_kept_damaged_is_passed_over(shipped: pathlib.Path, kept: str) -> None:
    usual = Library().merged("england")
    ready_form.file("england").write_bytes(kept.encode(errors="surrogateescape"))
    assert Library().merged("england") == usual


def test_a_fault_of_a_form_that_was_kept_is_told_with_its_line(shipped: pathlib.Path) -> None:
    """The layer was not read as YAML, and is, to find the line."""
    folder = shipped / "england"
    file = folder / FORM
    file.write_text(file.read_text(encoding="utf-8") + "group_order: [age, agee]\n", encoding="utf-8")
    data = source.read(file).data
    assert data is not None
    ready_form.file("england").write_text(ready_form.made(file, data), encoding="utf-8")
    with pytest.raises(BrokenForm) as broken:
        Library().form("england")
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert [(finding.code, finding.span.start.line) for finding in broken.value.findings] == [
        ("FRM003", lines)
    ]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        (("duty", "", ""), "Which parts of the general equality duty is the activity relevant to?"),
        (("evidence", 0, ""), "What evidence have you used to analyse the effects on equality?"),
        (
            ("evidence", 0, "finding", ""),
            "What does this evidence tell you about the different protected groups?",
        ),
    ],
)
def test_a_name_that_is_blank_is_called_what_stands_around_it(
    path: tuple[str | int, ...], label: str
) -> None:
    assert Library().form("bedford").label(path) == label
