"""`eia render` of many: what happens when the disk, a name or the person gets in the way."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.organisation import DRAFT, Organisation


def many(here: Organisation, number: int) -> None:
    for place in range(number):
        here.draft(f"draft-{place}", f"summary: Summary {place}.\n")


def written(here: Organisation) -> dict[str, bytes]:
    return {name: data for name, data in here.files().items() if name.startswith("build/")}


def test_a_second_run_gives_the_same_bytes(here: Organisation) -> None:
    many(here, 30)
    here.run("render", "--jobs", "2")
    first = written(here)
    assert len(first) == 60
    here.run("render", "--jobs", "1")
    assert written(here) == first


def start(here: Organisation, *arguments: str, limit: int | None = None) -> "subprocess.Popen[str]":
    """The program in a process of its own, in which no file can grow beyond `limit` bytes."""

    def fill_the_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    return subprocess.Popen(
        [sys.executable, "-m", "eia", "render", *arguments],
        cwd=here.root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=fill_the_disk if limit else None,
    )


def test_a_disk_that_is_full_half_way_leaves_what_was_there(here: Organisation) -> None:
    many(here, 4)
    here.run("render", "--to", "html")
    before = here.files()
    here.draft("draft-3", "summary: |\n" + "  Much more to say.\n" * 2000)
    here.draft("draft-0", "summary: Something else.\n")
    changed = here.files()
    process = start(here, "--to", "html", limit=len(before["build/draft-1.html"]) + 5000)
    _, trouble = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "“build/draft-3.html” could not be written: " in trouble.replace(f"{here.root}/", "")
    assert here.files() == changed
    assert written(here) == {name: data for name, data in before.items() if name.startswith("build/")}


def test_being_interrupted_leaves_no_part_of_a_file(here: Organisation) -> None:
    many(here, 60)
    process = start(here, "--jobs", "2")
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, trouble = process.communicate(timeout=120)
    assert "Traceback" not in trouble
    names = list(written(here))
    assert not [name for name in names if not name.endswith((".docx", ".html"))]
    if process.returncode:  # it was interrupted before the end, and nothing is written until all is drawn
        assert names == []
    else:
        assert len(names) == 120


def test_a_file_where_the_folder_should_be_is_told(here: Organisation) -> None:
    here.draft()
    here.write("build", "a file")
    before = here.files()
    result = here.run("render")
    assert result.exit_code == 2
    assert "a file stands where a folder is needed" in result.stderr
    assert here.files() == before


def test_a_file_that_differs_in_capitals_only_is_in_the_way(here: Organisation) -> None:
    here.draft()
    here.write("build/Library.docx", "not ours")
    before = here.files()
    result = here.run("render")
    assert result.exit_code == 2
    assert "Library.docx differs from library.docx in capitals only" in result.stderr
    assert here.files() == before


@pytest.mark.parametrize("name", ["con", "nul", "com1", "aux.2018"])
def test_a_name_that_windows_keeps_for_itself_is_no_files(here: Organisation, name: str) -> None:
    here.draft()
    here.write("assessments/a.yaml", DRAFT.format(id=name))
    result = here.run("render")
    assert result.exit_code == 1
    assert f"no file can be called “{name}” on Windows; give it another `id`" in result.stdout
    assert sorted(written(here)) == ["build/library.docx", "build/library.html"]
