"""What is asked of git, on repositories made for it: renamed files, odd names, shallow copies, no git at all."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from eia.git import GitFailed, Repository, UnknownRevision
from tests.repository import Made, made

__all__ = ["made"]
ODD = (
    "two words.yaml",
    "“quoted” 'and' \"so\".yaml",
    "-rf.yaml",
    "a\nb.yaml",
    "学校.yaml",
    "a:b.yaml",
    "x 3 missing",
)


def test_there_is_no_repository_in_a_plain_folder(tmp_path: Path) -> None:
    assert Repository.find(tmp_path) is None


def test_without_git_there_is_no_repository(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert Repository.find(made.root) is None


def test_a_file_is_followed_through_its_names_oldest_first(made: Made) -> None:
    made.commit("one.yaml", "a\nb\nc\nd\n", "2020-01-05")
    made.git("mv", "one.yaml", "two.yaml")
    made.commit("two.yaml", "a\nb\nc\nd\ne\n", "2020-02-05")
    told = made.repository.history(made.root / "two.yaml")
    assert [(commit.day, commit.path) for commit in told] == [
        (date(2020, 1, 5), "one.yaml"),
        (date(2020, 2, 5), "two.yaml"),
    ]
    assert made.repository.read(told[0].id, "one.yaml") == b"a\nb\nc\nd\n"
    assert made.repository.read(told[0].id, "two.yaml") is None


def test_what_was_taken_away_is_told_apart(made: Made) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    made.git("rm", "-q", "one.yaml")
    made.git("commit", "-qm", "gone")
    assert [commit.is_deletion for commit in made.repository.history(made.root / "one.yaml")] == [False, True]


@pytest.mark.parametrize("name", ODD)
def test_a_file_may_be_called_anything(made: Made, name: str) -> None:
    made.commit(name, "a: 1\n", "2020-01-05")
    (commit,) = made.repository.history(made.root / name)
    assert commit.path == name
    assert made.repository.read(commit.id, name) == b"a: 1\n"
    assert list(made.repository.read_all([(commit.id, name), (commit.id, "none"), (commit.id, "\n")])) == [
        b"a: 1\n",
        None,
        None,
    ]


def test_a_folder_is_no_file(made: Made) -> None:
    made.commit("sub/one.yaml", "a\n", "2020-01-05")
    assert made.repository.read(made.repository.commit("HEAD"), "sub") is None


def test_many_files_are_read_in_order(made: Made) -> None:
    names = [f"{number}.yaml" for number in range(30)]
    for name in names:
        made.write(name, f"{name}\0\n\n")
    made.git("add", "-A")
    made.git("commit", "-qm", "all")
    head = made.repository.commit("HEAD")
    assert list(made.repository.read_all([(head, name) for name in names])) == [
        f"{name}\0\n\n".encode() for name in names
    ]


@pytest.mark.parametrize(
    "revision", ["none", "--help", "--output=x", "", "HEAD:one.yaml", "HEAD HEAD", "a\nb"]
)
def test_a_revision_that_is_no_commit_is_refused(made: Made, revision: str) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    with pytest.raises(UnknownRevision):
        made.repository.commit(revision)


def test_a_revision_may_be_a_branch_a_tag_or_the_beginning_of_a_name(made: Made) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    made.git("tag", "-a", "v1", "-m", "first")
    head = made.repository.commit("HEAD")
    assert (
        made.repository.commit("v1")
        == made.repository.commit("main")
        == head
        == made.repository.commit(head[:7])
    )


def test_a_repository_without_commits_has_no_history(made: Made) -> None:
    made.write("one.yaml", "a\n")
    assert made.repository.history(made.root / "one.yaml") == ()


def test_a_file_outside_has_no_history(made: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    with pytest.raises(GitFailed):
        made.repository.history(tmp_path_factory.mktemp("other") / "one.yaml")


def test_a_shallow_copy_says_so(made: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    made.commit("one.yaml", "b\n", "2020-02-05")
    copy = tmp_path_factory.mktemp("copy") / "it"
    made.git("clone", "-q", "--depth", "1", made.root.as_uri(), str(copy))
    repository = Repository.find(copy)
    assert repository is not None
    assert repository.is_shallow
    assert not made.repository.is_shallow
    assert len(repository.history(copy / "one.yaml")) == 1


def test_a_detached_head_is_read_as_it_stands(made: Made) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    made.commit("one.yaml", "b\n", "2020-02-05")
    made.git("checkout", "-q", "HEAD~1")
    assert len(made.repository.history(made.root / "one.yaml")) == 1


def test_a_repository_inside_another_answers_for_its_own(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    inner = Made(made.root / "inner")
    inner.commit("two.yaml", "b\n", "2020-01-05")
    monkeypatch.setenv("GIT_DIR", str(made.root / ".git"))
    found = Repository.find(inner.root)
    assert found is not None
    assert found.root == inner.root
    assert len(found.history(inner.root / "two.yaml")) == 1


def test_nothing_that_the_repository_names_is_run(made: Made) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    made.commit("one.yaml", "b\n", "2020-02-05")
    trap = made.root / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {made.root}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "diff.x.textconv",
        "gpg.program",
        "core.hooksPath",
    ):
        made.git("config", name, str(trap))
    made.git("config", "log.showSignature", "true")
    made.write(".gitattributes", "*.yaml diff=x\n")
    commits = made.repository.history(made.root / "one.yaml")
    assert [made.repository.read(commit.id, commit.path) for commit in commits] == [b"a\n", b"b\n"]
    assert not (made.root / "sprung").exists()


def test_what_git_refuses_is_told(made: Made) -> None:
    made.commit("one.yaml", "a\n", "2020-01-05")
    for file in (made.root / ".git" / "objects").rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"")
    with pytest.raises(GitFailed):
        made.repository.history(made.root / "one.yaml")


def test_git_that_hangs_is_left(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*arguments: object, **settings: object) -> None:
        raise subprocess.TimeoutExpired("git", 60)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(GitFailed, match="did not answer within 60 seconds"):
        Repository.find(made.root)
