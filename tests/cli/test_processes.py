"""Work spread over processes: in order, and really in others."""

import gc
import os
from pathlib import Path

import pytest

from eia.cli import processes
from eia.cli.targets import Target
from eia.project import Project


def who(target: Target) -> tuple[str, int, int]:
    return target.name, os.getpid(), gc.get_threshold()[0]


def fail(target: Target) -> None:
    raise LookupError(target.name)


def targets(folder: Path) -> list[Target]:
    project = Project(folder, {})
    return [Target(folder / f"{number}.yaml", f"{number}.yaml", project) for number in range(7)]


@pytest.mark.parametrize("number", [1, 2])
def test_what_comes_of_files_is_in_their_order(tmp_path: Path, number: int) -> None:
    made = list(processes.each(who, targets(tmp_path), number, 2))
    assert [name for name, _, _ in made] == [f"{item}.yaml" for item in range(7)]


def test_one_process_is_our_own_and_several_are_others(tmp_path: Path) -> None:
    assert {pid for _, pid, _ in processes.each(who, targets(tmp_path), 1, 2)} == {os.getpid()}
    assert os.getpid() not in {pid for _, pid, _ in processes.each(who, targets(tmp_path), 2, 2)}


@pytest.mark.parametrize("number", [1, 2])
def test_garbage_is_looked_for_less_often_until_all_is_done(tmp_path: Path, number: int) -> None:
    usual = gc.get_threshold()
    assert all(threshold > usual[0] for _, _, threshold in processes.each(who, targets(tmp_path), number, 2))
    assert gc.get_threshold() == usual


@pytest.mark.parametrize("number", [1, 2])
def test_an_error_is_not_swallowed(tmp_path: Path, number: int) -> None:
    usual = gc.get_threshold()
    with pytest.raises(LookupError, match=r"0\.yaml"):
        list(processes.each(fail, targets(tmp_path), number, 2))
    assert gc.get_threshold() == usual


@pytest.mark.parametrize(
    ("files", "wanted", "number"),
    [(1, 8, 1), (0, None, 1), (2, 8, 8), (20, None, 1), (20, 1, 1), (21, 1, 1)],
)
def test_few_files_are_left_to_one_process_unless_more_are_asked_for(
    files: int, wanted: int | None, number: int
) -> None:
    assert processes.number(files, 20, wanted) == number


def test_many_files_get_all_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert processes.number(21, 20) == 3
