"""`eia check` on every hostile input: the expected findings and exit status, soon, in little memory, changing nothing."""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT
from tests.hostile_inputs import FOLDER, LARGE, Expected, kept, make_odd

SECONDS = 2
"""Of processor time, so that a busy machine does not matter."""
MEGABYTES = 300
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True)
class Outcome:
    """What one run of the command did."""

    status: int
    output: str
    errors: str
    seconds: float
    megabytes: float

    @property
    def findings(self) -> set[str]:
        """Code and line of each finding, `SRC008:17`."""
        listed = json.loads(self.output)["assessments"]
        return {f"{one['code']}:{one['start']['line']}" for file in listed for one in file["findings"]}


MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
output, errors = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
print(json.dumps([done.returncode, output, errors, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""Run from a small process in between: what a process used counts from the one that started it, and that is pytest."""


def run(file: pathlib.Path, folder: pathlib.Path) -> Outcome:
    """Check `file` in a process of its own, started in `folder`."""
    check = [sys.executable, "-m", "eia", "check", str(file), "--format", "json", "--today", "2026-11-22"]
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, *check], cwd=folder, env=ENVIRONMENT, capture_output=True, check=True
    )
    return Outcome(*json.loads(measured.stdout))


def run_all(files: list[pathlib.Path], folder: pathlib.Path) -> dict[str, Outcome]:
    """The outcome of each file, two at a time."""
    folder.mkdir()
    with ThreadPoolExecutor(2) as pool:
        return dict(
            zip([file.name for file in files], pool.map(lambda file: run(file, folder), files), strict=True)
        )


def assert_as_expected(name: str, outcome: Outcome, expected: Expected) -> None:
    """Assert what must hold whatever the input, and what is expected of this one."""
    assert "Traceback" not in outcome.output + outcome.errors, name
    assert outcome.status == expected.status, (name, outcome.output, outcome.errors)
    assert outcome.seconds < SECONDS, (name, outcome.seconds)
    assert outcome.megabytes < MEGABYTES, (name, outcome.megabytes)
    missing = {*expected.text, *expected.check} - outcome.findings
    assert not missing, (name, missing, outcome.findings)


def contents(folder: pathlib.Path) -> dict[str, tuple[str, int]]:
    return {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in folder.iterdir()
        if file.is_file() and not file.is_symlink()
    }


def test_hostile_files_are_checked_soon_and_left_alone(tmp_path: pathlib.Path) -> None:
    expected, before = kept(), contents(FOLDER)
    outcomes = run_all([FOLDER / name for name in expected], tmp_path / "out")
    assert contents(FOLDER) == before
    for name, outcome in outcomes.items():
        assert_as_expected(name, outcome, expected[name])


def test_large_hostile_files_are_checked_soon_and_left_alone(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    for name, (content, _) in LARGE.items():
        (folder / name).write_bytes(content)
    before = contents(folder)
    outcomes = run_all([folder / name for name in LARGE], tmp_path / "out")
    assert contents(folder) == before
    for name, outcome in outcomes.items():
        assert_as_expected(name, outcome, LARGE[name][1])


def test_what_is_no_ordinary_file_is_told(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, outcome in run_all([folder / name for name in make_odd(folder)], tmp_path / "out").items():
        assert "Traceback" not in outcome.output + outcome.errors, name
        assert outcome.seconds < SECONDS, name
        # A folder is searched for assessments, and this one has none.
        assert outcome.status in ({3} if name == "folder.yaml" else {1, 2}), (name, outcome)


FORMS = {
    "itself": {"council": "form: council\nextends: council\nname: A council\n"},
    "in a circle": {
        "council": "form: council\nextends: district\nname: A council\n",
        "district": "form: district\nextends: council\nname: A district\n",
    },
}


@pytest.mark.parametrize("forms", FORMS.values(), ids=FORMS)
def test_a_form_that_extends_itself_is_told(tmp_path: pathlib.Path, forms: dict[str, str]) -> None:
    project = tmp_path / "project"
    for name, text in forms.items():
        (project / "templates" / name).mkdir(parents=True)
        (project / "templates" / name / "form.yaml").write_text(text)
    (project / "eia.yaml").write_text("eia: 1\nform: council\ntemplates: templates\n")
    file = project / "library.yaml"
    file.write_text("eia: 1\nform: council\nid: library\nkind: full\nstatus: submitted\n")
    outcome = run_all([file], tmp_path / "out")["library.yaml"]
    assert re.search(r"form\.yaml:2:10: error FRM002: The form extends itself", outcome.errors)
    assert outcome.status == 2
    assert "Traceback" not in outcome.output + outcome.errors
    assert outcome.seconds < SECONDS
