"""`eia diff`: files, revisions and whole projects."""

import json
import shutil

import pytest

from tests.cli.organisation import DRAFT, Organisation
from tests.repository import Made

FILE = "assessments/library.yaml"


@pytest.fixture
def made(here: Organisation) -> Made:
    repository = Made(here.root)
    repository.git("add", "-A")
    repository.git("commit", "-qm", "settings")
    repository.commit(FILE, DRAFT.format(id="library"), "2020-01-01")
    return repository


def test_two_files(here: Organisation) -> None:
    here.draft("old")
    here.draft("new", "summary: Good\n")
    done = here.run("diff", "assessments/old.yaml", "assessments/new.yaml")
    assert done.exit_code == 0
    assert "assessments/new.yaml: 1 change from assessments/old.yaml to assessments/new.yaml\n" in done.output
    assert "  Summary of the analysis: not answered → Good\n" in done.output


def test_exit_code_tells_whether_anything_changed(here: Organisation) -> None:
    here.draft("old")
    here.draft("new", "summary: Good\n")
    assert here.run("diff", "--exit-code", "assessments/old.yaml", "assessments/old.yaml").exit_code == 0
    assert here.run("diff", "--exit-code", "assessments/old.yaml", "assessments/new.yaml").exit_code == 1


def test_a_file_at_a_revision_through_a_new_name(here: Organisation, made: Made) -> None:
    made.git("mv", FILE, "assessments/a@b.yaml")
    made.commit("assessments/a@b.yaml", DRAFT.format(id="library") + "summary: Good\n", "2020-01-02")
    done = here.run("diff", "assessments/a@b.yaml@HEAD~1", "assessments/a@b.yaml")
    assert done.exit_code == 0, done.output
    assert "not answered → Good" in done.output
    back = here.run("diff", "assessments/a@b.yaml@main@{0}", "assessments/a@b.yaml@HEAD~1")
    assert "Good → not answered" in back.output


def test_since_a_revision_only_what_changed_and_what_is_new_is_told(here: Organisation, made: Made) -> None:
    here.draft("parks")
    made.git("add", "-A")
    made.git("commit", "-qm", "parks")
    made.git("switch", "-qc", "work")
    here.draft("library", "summary: Good\n")
    here.draft("third")
    done = here.run("diff", "--since", "main")
    assert "library.yaml: 1 change from main to now" in done.output
    assert "third.yaml: new since main" in done.output
    assert "parks" not in done.output
    one = here.run("diff", "--since", "main", "assessments/parks.yaml")
    assert "parks.yaml: nothing changed from main to now" in one.output
    assert here.run("diff", "--since", "main", "--exit-code").exit_code == 1


def test_nothing_changed(here: Organisation, made: Made) -> None:
    assert here.run("diff", "--since", "main").output == "Nothing changed.\n"
    assert here.run("diff", "--since", "main", "--format", "markdown").output == "Nothing changed.\n"
    assert json.loads(here.run("diff", "--since", "main", "--format", "json").output)["files"] == []


def test_what_happened_on_main_meanwhile_is_not_told(here: Organisation, made: Made) -> None:
    made.git("switch", "-qc", "work")
    made.commit("note", "x", "2020-01-02")
    made.git("switch", "-q", "main")
    made.commit(FILE, DRAFT.format(id="library") + "summary: Theirs\n", "2020-01-02")
    made.git("switch", "-q", "work")
    assert here.run("diff", "--since", "main").output == "Nothing changed.\n"


@pytest.mark.parametrize("name", ["two words", "“q” 'a'", "-x", "a\nb", "学校"])
def test_files_may_be_called_anything(here: Organisation, made: Made, name: str) -> None:
    made.commit(f"assessments/{name}.yaml", DRAFT.format(id="x"), "2020-01-02")
    here.write(f"assessments/{name}.yaml", DRAFT.format(id="x") + "summary: Good\n")
    assert "→ Good" in here.run("diff", "--since", "HEAD").output
    assert "→ Good" in here.run("diff", f"assessments/{name}.yaml@HEAD", f"assessments/{name}.yaml").output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "Two versions are needed: OLD and NEW"),
        ((FILE,), "Two versions are needed: OLD and NEW"),
        ((f"{FILE}@none", FILE), "cannot be read: there is no commit “none”"),
        (("assessments/gone.yaml@HEAD", FILE), "cannot be read: it was not there at “HEAD”"),
        (("none/a.yaml@HEAD", FILE), "cannot be read: it is in no git repository"),
        (("none.yaml", FILE), "There is no file or folder “none.yaml”"),
        (("assessments", FILE), "“assessments” is a folder"),
        (("--since", "none"), "none"),
        (("assessments/broken.yaml", FILE), "assessments/broken.yaml cannot be read: "),
    ],
)
def test_wrong_use_is_told(here: Organisation, made: Made, arguments: tuple[str, ...], reason: str) -> None:
    if "broken" in str(arguments):
        here.write("assessments/broken.yaml", "eia: 1\n: [\n")
    done = here.run("diff", *arguments)
    assert done.exit_code == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_without_git_revisions_cannot_be_read(
    here: Organisation, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    done = here.run("diff", f"{FILE}@HEAD", FILE)
    assert (done.exit_code, "is in no git repository" in done.stderr) == (2, True)
    assert here.run("diff", "--since", "HEAD").exit_code == 2
    assert here.run("diff", FILE, FILE).exit_code == 0


def test_a_version_on_a_form_that_is_gone_is_told_on_the_one_there_is(here: Organisation, made: Made) -> None:
    here.write("templates/old/form.yaml", "form: old\nextends: england\n")
    made.commit(FILE, DRAFT.format(id="library").replace("england", "old"), "2020-01-02")
    shutil.rmtree(here.root / "templates")
    here.draft("library")
    done = here.run("diff", "--since", "HEAD")
    assert done.exit_code == 0, done.output
    assert "Form: old → england" in done.output
