"""`eia init`: a repository is set up, works at once, and nothing in it is ever replaced."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from eia import setup
from eia.cli import main
from tests.cli.organisation import Organisation


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def files(root: Path) -> dict[str, bytes]:
    found = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


USUAL = {
    "eia.yaml",
    "strategies/.gitkeep",
    "assessments/.gitkeep",
    ".vscode/settings.json",
    ".vscode/extensions.json",
    ".pre-commit-config.yaml",
    ".gitignore",
    ".eia/england.schema.json",
    ".eia/project.schema.json",
}


@pytest.mark.parametrize("ci", setup.CI)
def test_everything_is_made_and_told(bare: Path, ci: str) -> None:
    result = run("init", "--organisation", "Anytown Council", "--ci", ci)
    assert result.exit_code == 0
    service = {setup.CI_FILES[ci]} if ci != "none" else set()
    assert files(bare).keys() == USUAL | service
    made = {line.split()[1] for line in result.stdout.splitlines() if line.startswith("Made")}
    assert made == files(bare).keys()


def test_what_was_made_works_at_once(bare: Path) -> None:
    run("init", "--organisation", 'Anytown "Council": #1')
    assert run("check").exit_code == 3
    (bare / "strategies" / "parks.md").write_text("---\ntitle: Parks\n---\n", encoding="utf-8")
    told = run("check", "--quiet", "--no-color")
    assert told.exit_code == 1
    assert told.stdout.startswith("strategies/parks.md:1:1: error REG001: ")
    assert run("new", "Parks").exit_code == 0
    assert 'Anytown "Council": #1' in run("register", "--format", "markdown").stdout.replace(
        "\\", ""
    ).replace("<!-- -->", "")


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", "eia.yaml", *setup.CI_FILES.values()])
def test_what_is_yaml_reads_as_such(bare: Path, name: str) -> None:
    for ci in setup.CI:
        run("init", "--ci", ci)
    assert isinstance(yaml.safe_load((bare / name).read_text(encoding="utf-8")), dict)


def test_the_editor_is_told_which_schema_goes_with_which_file(bare: Path) -> None:
    run("init", "--form", "bedford")
    settings = json.loads((bare / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        ".eia/bedford.schema.json": ["assessments/**/*.yaml"],
        ".eia/project.schema.json": ["eia.yaml"],
    }
    for name in settings["yaml.schemas"]:
        assert json.loads((bare / name).read_text(encoding="utf-8"))["$schema"]
    assert (bare / "eia.yaml").read_text(encoding="utf-8").count("form: bedford\n") == 1


def test_nothing_that_is_there_is_ever_replaced(bare: Path) -> None:
    for name in (*USUAL, *setup.CI_FILES.values()):
        file = bare / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"eia: 1\n" if name == "eia.yaml" else b"build/\nmine\n")
    before = files(bare)
    for ci in setup.CI:
        result = run("init", "--ci", ci)
        assert result.exit_code == 0
        assert "Made" not in result.stdout
        assert "Left  eia.yaml, which is there already" in result.stdout
    assert files(bare) == before


def test_a_second_time_changes_nothing(bare: Path) -> None:
    run("init", "--ci", "github")
    before = files(bare)
    result = run("init", "--ci", "github")
    assert result.stdout.endswith("There was nothing to make.\n")
    assert files(bare) == before


def test_a_link_is_left_as_it_is(bare: Path) -> None:
    (bare / "eia.yaml").symlink_to(bare / "nowhere")
    (bare / ".gitignore").symlink_to(bare / "elsewhere")
    assert run("init").exit_code == 0
    assert not (bare / "nowhere").exists()
    assert not (bare / "elsewhere").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"build/\n"),
        (b"*.pyc\n", b"*.pyc\nbuild/\n"),
        (b"*.pyc", b"*.pyc\nbuild/\n"),
        (b"/build/\n", b"/build/\n"),
        (b"caf\xe9\n", b"caf\xe9\nbuild/\n"),
    ],
)
def test_what_git_leaves_out_is_added_to_what_is_there(bare: Path, before: bytes, after: bytes) -> None:
    (bare / ".gitignore").write_bytes(before)
    run("init")
    assert (bare / ".gitignore").read_bytes() == after


def test_a_folder_with_something_in_it_needs_no_keeper(bare: Path) -> None:
    (bare / "strategies").mkdir()
    (bare / "strategies" / "parks.md").write_text("", encoding="utf-8")
    run("init")
    assert not (bare / "strategies" / ".gitkeep").exists()


def test_another_folder_can_be_named_inside_another_project(here: Organisation) -> None:
    assert run("init", "new place", "--organisation", "Othertown").exit_code == 0
    assert "Othertown" in (here.root / "new place" / "eia.yaml").read_text(encoding="utf-8")
    assert not (here.root / "strategies").exists()


def test_wrong_use_makes_nothing(bare: Path) -> None:
    (bare / "file").write_text("", encoding="utf-8")
    for arguments in (("--form", "englnd"), ("file",), ("--ci", "jenkins")):
        assert run("init", *arguments).exit_code == 2
    assert files(bare).keys() == {"file"}


def test_nothing_is_asked(bare: Path) -> None:
    result = CliRunner().invoke(main, ["init"], input="")
    assert result.exit_code == 0
    assert (
        "organisation"
        not in (bare / "eia.yaml").read_text(encoding="utf-8").split("eia: 1")[1].split("form")[0]
    )
