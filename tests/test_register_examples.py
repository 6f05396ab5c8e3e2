"""One organisation's register in two states: as it is often found, and put right."""

import difflib
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from eia import archive, source
from eia.cli import main
from eia.substance import fingerprint
from tests.conftest import ROOT, Keep

FAILING, PASSING = (ROOT / "examples" / f"register-{state}" for state in ("failing", "passing"))
THEN = ROOT / "examples" / "register-2019"
TODAY = date(2026, 11, 22)
DAYS = {THEN: date(2019, 3, 1)}
"""The day on which a register is looked at, where it is not today."""


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(
        main, [*arguments, "--today", DAYS.get(folder, TODAY).isoformat(), "--no-color"]
    )
    return result.exit_code, result.stdout


@pytest.mark.golden
@pytest.mark.parametrize(
    ("folder", "status"), [(FAILING, 1), (PASSING, 0), (THEN, 1)], ids=["failing", "passing", "2019"]
)
def test_the_gate_says_what_is_kept_beside_it(
    folder: Path, status: int, golden: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, told = run(folder, monkeypatch, "check", "--summary")
    golden(folder / "check.txt", told)
    assert found == status


@pytest.mark.golden
@pytest.mark.parametrize("folder", [FAILING, PASSING, THEN], ids=["failing", "passing", "2019"])
def test_the_register_is_the_one_kept_beside_it(
    folder: Path, golden: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, told = run(folder, monkeypatch, "register")
    golden(folder / "register.txt", told)
    assert status == 0


def test_the_gate_names_the_plans_that_nobody_assessed(monkeypatch: pytest.MonkeyPatch) -> None:
    _, told = run(FAILING, monkeypatch, "check", "--quiet", "--select", "REG")
    places = [line.partition(": ")[0] + " " + line.split(": ")[1] for line in told.splitlines()]
    assert places == [
        "eia.yaml:12:5 error REG001",
        "eia.yaml:17:19 warning REG008",
        "strategies/enjoy-and-achieve-2009.md:1:1 error REG001",
        "strategies/high-view-2021.md:1:1 error REG001",
        "strategies/primary.md:5:9 error REG002",
    ]


def test_nothing_that_counts_is_left_once_it_is_put_right(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(PASSING, monkeypatch, "check", "--quiet") == (0, "")


def test_the_two_states_differ_only_in_what_was_put_right() -> None:
    def files(folder: Path) -> dict[str, str]:
        found = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".txt")
        return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in found}

    before, after = files(FAILING), files(PASSING)
    (signed,) = (PASSING / ".eia/approved").iterdir()
    assert after.keys() - before.keys() == {
        "assessments/enjoy-and-achieve-review.yaml",
        signed.relative_to(PASSING).as_posix(),
    }
    assert before.keys() <= after.keys()
    changed = {name for name, text in before.items() if after[name] != text}
    assert changed == {"eia.yaml", "strategies/high-view-2021.md"}


@pytest.mark.parametrize("folder", [FAILING, PASSING], ids=["failing", "passing"])
@pytest.mark.parametrize("name", ["school-improvement-2018", "primary-strategy-narrative"])
def test_the_assessments_are_those_of_the_other_examples(folder: Path, name: str) -> None:
    """Only the path of the strategy differs, so that nobody mends one copy alone."""
    here, there = (
        (base / "assessments" / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        for base in (folder, ROOT / "examples")
    )
    lines = [line for line in difflib.ndiff(there, here) if line[:2] in ("- ", "+ ")]
    assert all(line[2:].strip().startswith("policy: strategies/") for line in lines), lines


def test_the_review_is_signed_for_the_plan_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    _, told = run(PASSING, monkeypatch, "register", "--format", "csv")
    row = next(line for line in told.splitlines() if line.startswith("Enjoy and achieve"))
    assert ",approved,approved and current," in row


def test_what_is_said_otherwise_than_it_was_signed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign-off's snapshot is kept with the example, so that it can be told which answer changed."""
    shutil.copytree(PASSING, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "assessments/enjoy-and-achieve-review.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("review_date: 2027-12-15", "review_date: 2028-12-15"), encoding="utf-8")
    status, told = run(tmp_path, monkeypatch, "check", "--quiet", "--select", "GOV005")
    assert status == 1
    assert "an answer has changed since the sign-off of 12 October 2026: “Review date”" in told


def test_in_2019_the_strategy_of_2018_was_approved_and_current(monkeypatch: pytest.MonkeyPatch) -> None:
    _, told = run(THEN, monkeypatch, "register", "--format", "csv")
    row = next(line for line in told.splitlines() if line.startswith("School Improvement"))
    assert ",approved,approved and current," in row
    found, told = run(THEN, monkeypatch, "check", "--quiet", "--select", "GOV,MON,REG003,REG007")
    assert (found, told) == (0, "")


def test_what_was_done_since_2019_changed_nothing_that_was_signed() -> None:
    """The copy of 2019 lacks only what was recorded later, so that the fingerprint of the sign-off holds for both."""
    name = "assessments/school-improvement-2018.yaml"
    then, now = (source.read(folder / name).data for folder in (THEN, FAILING))
    assert then is not None
    assert now is not None
    assert fingerprint(then) == fingerprint(now)
    assert {approval["fingerprint"] for approval in then["approvals"]} == {fingerprint(now)}
    (kept,) = (THEN / archive.FOLDER).iterdir()
    assert kept.name == archive.file_of(fingerprint(now))
