"""`eia check --new-only`: what a change brought, in repositories made for the purpose."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.organisation import DRAFT, Organisation

OLD = "activties: {}\n"
NEW = "evidnce: {}\n"
"""Names the form does not know: SCH001, once each."""


class Repository(Organisation):
    """An organisation whose folder is a git repository."""

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        done = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", *arguments],
            cwd=folder or self.root,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, folder: Path | None = None) -> str:
        self.git("add", "--all", folder=folder)
        self.git("commit", "--quiet", "--allow-empty", "-m", "A step", folder=folder)
        return self.git("rev-parse", "HEAD", folder=folder)

    def new(self, base: str, *arguments: str) -> list[tuple[str, str]]:
        """The files and answers with something new."""
        result = self.check("--new-only", base, "--format", "jsonl", *arguments)
        assert result.exit_code in (0, 1), result.output
        told = [json.loads(line) for line in result.stdout.splitlines()]
        assert result.exit_code == any(item["blocks"] for item in told)
        return [(item["file"], item["answer"]) for item in told if item["state"] == "open"]


@pytest.fixture
def repository(here: Organisation, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one commit on `main`: an assessment with a fault of old."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@council.example")
    made = Repository(here.root)
    made.git("init", "--quiet")
    made.draft(more=OLD)
    made.commit()
    return made


def test_what_was_there_is_left_out_and_said(repository: Repository) -> None:
    result = repository.check("--new-only", "main")
    assert result.exit_code == 0
    assert "SCH001" not in result.stdout
    assert result.stderr == "eia: left out 1 finding that “main” has already.\n"
    assert repository.check("--new-only", "main", "--quiet").stderr == ""
    assert repository.check().exit_code == 1


def test_what_a_change_brings_is_told_wherever_lines_moved(repository: Repository) -> None:
    repository.write("assessments/library.yaml", "# moved\n\n" + DRAFT.format(id="library") + NEW + OLD)
    assert repository.new("main") == [("assessments/library.yaml", "evidnce")]
    repository.commit()
    assert repository.new("HEAD") == []
    assert repository.new("HEAD~1") == [("assessments/library.yaml", "evidnce")]


def test_a_new_file_is_new_whole(repository: Repository) -> None:
    repository.draft("parks", OLD)
    expected = [("assessments/parks.yaml", "activties")]
    assert repository.new("main") == expected
    repository.commit()
    assert repository.new("HEAD~1") == expected


@pytest.mark.parametrize(
    "name",
    ["a b.yaml", "it's “so”.yaml", "a\nb.yaml", "学校 مدرسة.yaml", "-x.yaml", ":(top)x.yaml", 'q"\\.yaml'],
)
def test_a_file_of_any_name_is_followed_to_any_name(repository: Repository, name: str) -> None:
    repository.git("mv", "assessments/library.yaml", f"assessments/{name}")
    assert repository.new("main") == []
    repository.commit()
    repository.git("mv", f"assessments/{name}", f"assessments/0{name}")
    repository.write(f"assessments/0{name}", DRAFT.format(id="library") + OLD + NEW)
    assert repository.new("HEAD") == [(f"assessments/0{name}", "evidnce")]
    repository.commit()
    assert repository.new("HEAD~2") == [(f"assessments/0{name}", "evidnce")]


def test_what_counts_only_now_is_new(repository: Repository) -> None:
    repository.write(
        "assessments/library.yaml", (DRAFT.format(id="library") + OLD).replace("draft", "approved")
    )
    told = repository.new("main")
    assert ("assessments/library.yaml", "activties") not in told
    assert len(told) > 3


def test_what_the_main_branch_mended_meanwhile_is_not_held_against_the_change(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "change")
    repository.draft("parks", NEW)
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.draft()
    repository.commit()
    repository.git("checkout", "--quiet", "change")
    assert repository.new("main") == [("assessments/parks.yaml", "evidnce")]


def test_histories_that_share_nothing_are_compared_as_they_are(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.draft(more=OLD + NEW)
    repository.commit()
    assert repository.new("main") == [("assessments/library.yaml", "evidnce")]


def test_a_detached_head_and_a_tag_and_a_short_name_will_do(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.git("tag", "-a", "v1", "-m", "One")
    repository.draft(more=OLD + NEW)
    repository.commit()
    repository.git("checkout", "--quiet", "--detach")
    for base in (first, first[:8], "v1", "HEAD^", "main~1"):
        assert repository.new(base) == [("assessments/library.yaml", "evidnce")], base


def test_a_repository_inside_a_repository_is_asked_about_its_own_files(repository: Repository) -> None:
    inner = repository.root / "assessments/inner"
    repository.write("assessments/inner/a.yaml", DRAFT.format(id="a") + OLD)
    repository.git("init", "--quiet", folder=inner)
    repository.commit(folder=inner)
    repository.write("assessments/inner/a.yaml", DRAFT.format(id="a") + OLD + NEW)
    assert repository.new("main") == [("assessments/inner/a.yaml", "evidnce")]


def test_files_are_told_of_from_a_folder_below(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.draft(more=OLD + NEW)
    monkeypatch.chdir(repository.root / "assessments")
    assert repository.new("main") == [("library.yaml", "evidnce")]


def test_what_a_hook_sets_does_not_lead_astray(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    repository.git("init", "--quiet", folder=elsewhere)
    monkeypatch.setenv("GIT_DIR", str(elsewhere / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(elsewhere / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(elsewhere))
    assert repository.new("main") == []


def test_several_processes_tell_the_same(repository: Repository) -> None:
    for index in range(12):
        repository.draft(f"a{index:02}", OLD if index % 2 else "")
    repository.commit()
    for index in range(0, 12, 3):
        repository.draft(f"a{index:02}", OLD + NEW)
    one = repository.new("HEAD", "--jobs", "1")
    assert repository.new("HEAD", "--jobs", "2") == one
    # In the files with even numbers the old fault is new, too.
    assert [name for name, _ in one] == [f"assessments/a{n:02}.yaml" for n in (0, 0, 3, 6, 6, 9)]


def test_a_form_that_became_stricter_blames_no_old_answer(repository: Repository) -> None:
    repository.write("templates/house/form.yaml", "form: house\nextends: england\nname: House\n")
    house = DRAFT.format(id="house").replace("form: england", "form: house")
    repository.write("assessments/house.yaml", house)
    repository.commit()
    stricter = "rules:\n  DEC001: {due: draft, reason: We ask at once}\n"
    repository.write("templates/house/form.yaml", f"form: house\nextends: england\nname: House\n{stricter}")
    assert repository.check("assessments/house.yaml").exit_code == 1
    assert repository.new("main", "assessments/house.yaml") == []


def kept(repository: Repository, more: str = "") -> None:
    """Let the organisation keep a register of its strategies."""
    repository.write("eia.yaml", f"eia: 1\nform: england\nstrategies: [strategies/**/*.md]\n{more}")


STRATEGY = "---\ntitle: {title}\nstatus: adopted\n---\n# {title}\n"


def coded(repository: Repository, base: str) -> set[tuple[str, str]]:
    told = repository.check("--new-only", base, "--format", "jsonl", "--quiet").stdout.splitlines()
    return {(item["file"], item["code"]) for item in map(json.loads, told) if item["state"] == "open"}


def test_a_strategy_of_old_without_an_assessment_is_left_out_and_a_new_one_is_not(
    repository: Repository,
) -> None:
    kept(repository)
    repository.write("strategies/parks.md", STRATEGY.format(title="Parks"))
    repository.commit()
    assert coded(repository, "HEAD") == set()
    repository.write("strategies/deep/a\nb ŵ.md", STRATEGY.format(title="Housing"))
    assert coded(repository, "HEAD") == {("strategies/deep/a\nb ŵ.md", "REG001")}
    assert repository.check("--new-only", "HEAD").exit_code == 1


def test_strategies_there_were_are_no_news_on_the_day_they_are_first_looked_for(
    repository: Repository,
) -> None:
    repository.write("strategies/parks.md", STRATEGY.format(title="Parks"))
    repository.commit()
    kept(repository)
    assert coded(repository, "HEAD") == set()
    assert repository.check("--quiet").exit_code == 1


def test_an_entry_for_a_strategy_without_a_file_is_news(repository: Repository) -> None:
    parks, housing = (
        f"  - {{id: {name}, title: {name.title()}, status: adopted}}\n" for name in ("parks", "housing")
    )
    kept(repository, f"policies:\n{parks}")
    repository.commit()
    kept(repository, f"policies:\n{housing}{parks}")
    result = repository.check("--new-only", "HEAD", "--quiet")
    assert "“Housing”" in result.stdout
    assert "“Parks”" not in result.stdout


def test_an_assessment_that_was_taken_away_is_news(repository: Repository) -> None:
    kept(repository)
    repository.write("strategies/library.md", STRATEGY.format(title="Library"))
    repository.draft(more="  type: strategy\n  policy: strategies/library.md\n")
    repository.commit()
    before = coded(repository, "HEAD")
    assert before == set()
    (repository.root / "assessments/library.yaml").unlink()
    assert coded(repository, "HEAD") == {("strategies/library.md", "REG001")}


def test_a_strategy_that_was_renamed_is_no_news(repository: Repository) -> None:
    kept(repository)
    repository.write("strategies/parks.md", STRATEGY.format(title="Parks"))
    repository.commit()
    repository.git("mv", "strategies/parks.md", "strategies/green space.md")
    assert coded(repository, "HEAD") == set()


def test_nothing_is_left_behind(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(repository)
    repository.write("strategies/parks.md", STRATEGY.format(title="Parks"))
    repository.commit()
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    before = repository.files()
    repository.check("--new-only", "HEAD")
    assert list(temporary.iterdir()) == []
    assert repository.files() == before


def fails(repository: Organisation, base: str) -> str:
    before = repository.files()
    result = repository.check("--new-only", base, "--fix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert repository.files() == before
    return " ".join(result.stderr.split())


@pytest.mark.parametrize("base", ["mian", "--upload-pack=x", "-h", "", "main:eia.yaml", "main..HEAD", "a\nb"])
def test_a_revision_that_is_none_is_wrong_use(repository: Repository, base: str) -> None:
    assert "git knows no revision “" in fails(repository, base)


def test_a_shallow_copy_that_lacks_the_revision_says_what_to_fetch(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.draft(more=OLD + NEW)
    repository.commit()
    copy = tmp_path_factory.mktemp("copy")
    repository.git("clone", "--quiet", "--depth=1", repository.root.as_uri(), str(copy))
    monkeypatch.chdir(copy)
    told = fails(Organisation(copy), first)
    assert "is not in this copy of the repository, which leaves out older commits" in told
    assert "git fetch --unshallow" in told
    repository.git("fetch", "--quiet", "--depth=1", "origin", first, folder=copy)
    result = repository.check("--new-only", first, "--quiet")
    assert (result.exit_code, result.stdout.count("SCH001")) == (1, 1)


def test_no_repository_is_wrong_use(here: Organisation) -> None:
    here.draft()
    assert "is in no git repository" in fails(here, "main")


def test_no_git_is_wrong_use(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.root))
    assert "--new-only needs git, which is not on this computer" in fails(repository, "main")


def test_a_repository_without_a_commit_is_wrong_use(repository: Repository) -> None:
    repository.git("update-ref", "-d", "HEAD")
    assert "git knows no revision “main”" in fails(repository, "main")


def test_a_damaged_repository_is_told(repository: Repository) -> None:
    for file in (repository.root / ".git/objects").rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            file.write_bytes(b"")
    assert "git" in fails(repository, "main")
