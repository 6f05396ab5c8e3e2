"""The program as a whole: its help, its speed, and how it ends whatever it is run on."""

import importlib
import json
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from eia import __version__
from eia.cli import COMMANDS, main
from eia.cli.form import COMMANDS as FORM_COMMANDS
from tests import meeting
from tests.accessibility.documents import careful, saved
from tests.cli.organisation import DRAFT, Organisation
from tests.conftest import ROOT
from tests.repository import Made

HEAVY = {
    "yaml",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "docx",
    "lxml",
    "markdown",
    "nh3",
    "importlib.metadata",
}
NAMES = [name for group in COMMANDS.values() for name in group]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "eia", *arguments]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PYTHONIOENCODING")}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def run(here: Organisation, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(*arguments),
        cwd=here.root,
        env=environment(**more),
        capture_output=True,
        timeout=60,
        check=False,
    )


def on_a_terminal(
    here: Organisation, *arguments: str, columns: int = 80, settings: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """The exit status, and everything printed, when both streams are a terminal."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        command(*arguments),
        cwd=here.root,
        env=environment(**{"COLUMNS": str(columns), "TERM": "xterm", **(settings or {})}),
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    told = b""
    while select.select([controller], [], [], 60)[0]:
        try:
            piece = os.read(controller, 65536)
        except OSError:
            break
        if not piece:
            break
        told += piece
    os.close(controller)
    return process.wait(60), told.decode().replace("\r\n", "\n")


def test_bare_it_shows_its_help(here: Organisation) -> None:
    result = here.run()
    assert result.exit_code == 0
    assert result.stdout == here.run("--help").stdout
    assert result.stdout.startswith("Usage: eia [OPTIONS] [COMMAND]")


def test_the_help_is_short_and_names_every_command(here: Organisation) -> None:
    told = here.run("--help").stdout
    assert len(told.splitlines()) <= 36
    for group, members in COMMANDS.items():
        assert f"\n{group}:\n" in told
        for name, purpose in members.items():
            assert re.search(rf"\n  {name} +{re.escape(purpose)}\n", told)
    assert '  eia new "Library opening hours" --form bedford\n' in told


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_with_examples(here: Organisation, name: str) -> None:
    told = here.run(name, "--help").stdout
    assert told.startswith(f"Usage: eia {name} ")
    assert f"\n    eia {name}" in told
    assert len(told.splitlines()) <= 48
    loaded = importlib.import_module(f"eia.cli.{name}").command
    for parameter in loaded.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def examples() -> list[str]:
    modules = [*NAMES, *(f"form_{part}" for part in FORM_COMMANDS)]
    told = [
        main.epilog or "",
        *(importlib.import_module(f"eia.cli.{name}").command.epilog or "" for name in modules),
    ]
    return re.findall(r"(?m)^  (eia .*?)(?:   .*)?$", "\n".join(told))


def there_is_a_meeting(here: Organisation) -> None:
    """The organisation has an assessment for the Executive of 30 September 2026, and its agenda."""
    decision = {"maker": "Executive", "meeting_date": "2026-09-30"}
    meeting.put(here.root, {**meeting.base(), "id": "parks", "decision": decision})
    here.write(
        "agendas/executive-2026-09-30.yaml",
        "agenda: 1\nmeeting: 2026-09-30\nmaker: Executive\nitems: [{assessment: parks}]\n",
    )


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_the_help_work(here: Organisation, example: str) -> None:
    here.draft("parks")
    here.run(
        "new", "Library opening hours", "--form", "bedford", "-o", "assessments/library-opening-hours.yaml"
    )
    words = shlex.split(example)[1:]
    if words[0] == "new":
        (here.root / "assessments/library-opening-hours.yaml").unlink()
    if words[0] in ("pack", "implications"):
        there_is_a_meeting(here)
        words += ["--today", "2026-09-01"] if words[0] == "pack" else []
    if words[0] == "accessibility":
        assert here.run("render").exit_code == 0
        (here.root / "report.docx").write_bytes(saved(careful()))
        (here.root / "website").mkdir()
        (here.root / "website" / "report.html").write_bytes(next(here.root.glob("build/*.html")).read_bytes())
    if words[0] == "render" and "--check" in words:
        assert here.run("render").exit_code == 0
    if words[:2] == ["form", "check"]:
        here.run("form", "copy", "bedford", words[2])
    if words[0] in ("diff", "history"):
        repository = Made(here.root)
        repository.git("add", "-A")
        repository.git("commit", "-qm", "all")
        repository.commit("old.yaml", here.draft("parks").read_text(encoding="utf-8"), "2020-02-02")
    assert here.run(*words).exit_code == (1 if "approved" in words or words[0] == "approve" else 0)


def test_the_version_is_told(here: Organisation) -> None:
    for option in ("--version", "-V"):
        assert here.run(option).stdout == f"eia {__version__}\n"


def test_a_misspelt_command_is_told_with_the_nearest(here: Organisation) -> None:
    result = here.run("chek")
    assert result.exit_code == 2
    assert "There is no command “chek”. Did you mean `eia check`?" in result.stderr
    assert "Did you mean" not in here.run("frobnicate").stderr


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_nothing_heavy_is_loaded_to_say_who_it_is(here: Organisation, arguments: list[str]) -> None:
    code = (
        "import json, sys\nfrom eia.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=here.root,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    loaded = set(json.loads(done.stderr))
    assert "eia.cli" in loaded
    assert loaded & HEAVY == set()
    ours = {name for name in loaded if name.startswith("eia.")}
    assert ours <= {"eia.cli", "eia.cli.streams", "eia.cli.garbage"}


def test_it_says_its_version_in_little_more_than_python_itself_takes(here: Organisation) -> None:
    def seconds(arguments: list[str]) -> float:
        best = 60.0
        for _ in range(7):
            started = time.perf_counter()
            subprocess.run(arguments, env=environment(), cwd=here.root, stdout=subprocess.DEVNULL, check=True)
            best = min(best, time.perf_counter() - started)
        return best

    bare = seconds([sys.executable, "-c", "import click"])
    assert seconds(command("--version")) < 2 * bare + 0.03


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-8"])
def test_a_terminal_without_our_letters_still_shows_everything(here: Organisation, encoding: str) -> None:
    here.draft(more="activties: “図書館”\n")
    for arguments in (["check"], ["explain", "DEC001"], ["rules"], ["check", "--format", "json"]):
        done = run(here, *arguments, PYTHONIOENCODING=encoding)
        assert done.returncode == (1 if arguments[0] == "check" else 0), done.stderr
        assert b"Traceback" not in done.stderr
    done = run(here, "check", PYTHONIOENCODING=encoding)
    assert b"error SCH001: " in done.stdout


def test_letters_it_lacks_are_replaced_by_the_nearest(here: Organisation) -> None:
    here.draft(more="activties: “図書館”\n")
    done = run(here, "check", PYTHONIOENCODING="latin-1")
    assert b'8 | activties: "???"\n' in done.stdout


def test_closed_streams_are_no_matter(here: Organisation) -> None:
    here.draft(more="activties: {}\n")
    done = subprocess.run(
        ["sh", "-c", '"$0" "$@" >&- 2>&-', *command("check")],
        cwd=here.root,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 1


def test_a_full_disk_is_told(here: Organisation) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("rules"),
            cwd=here.root,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 74
    assert done.stderr == b"eia: the output could not be printed: no space left on device.\n"


def test_a_reader_that_goes_away_is_no_matter(here: Organisation) -> None:
    for index in range(40):
        here.draft(f"a{index}", "activties: {}\n")
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.Popen(
        command("check", "--for", "approved"),
        cwd=here.root,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 141
    assert told == b""


def test_ctrl_c_is_quiet(here: Organisation) -> None:
    code = (
        "import eia.cli.check, eia.cli\n"
        "def interrupt(*_): raise KeyboardInterrupt\n"
        "eia.cli.check.gather = interrupt\n"
        "eia.cli.main(['check'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=here.root,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 130
    assert done.stdout == b""
    assert done.stderr.strip() == b""


def test_a_signal_from_outside_is_quiet_too(here: Organisation) -> None:
    os.mkfifo(here.root / "pipe")
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import eia.cli, eia.cli.check\nimport time\neia.cli.check.gather = lambda *_: (print('on', flush=True), time.sleep(60))\neia.cli.main(['check'])",
        ],
        cwd=here.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"on\n"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip() == b""


def test_a_fault_of_our_own_is_told_in_words(here: Organisation) -> None:
    code = (
        "import eia.cli.check, eia.cli\n"
        "def fail(*_): raise KeyError('x')\n"
        "eia.cli.check.gather = fail\n"
        "eia.cli.main(['check'])"
    )
    arguments = [sys.executable, "-c", code]
    done = subprocess.run(
        arguments, cwd=here.root, env=environment(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 70
    assert re.match(rb"eia: the program itself failed \(KeyError in <string>, line 2\)", done.stderr)
    assert b"Traceback" not in done.stderr
    asked = environment(EIA_DEBUG="1")
    done = subprocess.run(arguments, cwd=here.root, env=asked, capture_output=True, timeout=60, check=False)
    assert done.returncode == 70
    assert b"Traceback" in done.stderr


def test_colour_on_a_terminal_and_nowhere_else(here: Organisation) -> None:
    here.draft(more="activties: {}\n")
    assert b"\x1b[" not in run(here, "check").stdout
    status, told = on_a_terminal(here, "check")
    assert status == 1
    assert "\x1b[31m\x1b[1merror SCH001" in told
    for settings in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b[" not in on_a_terminal(here, "check", settings=settings)[1]
    assert "\x1b[" not in on_a_terminal(here, "check", "--no-color")[1]
    assert "\x1b[31m" in on_a_terminal(here, "check", "--color", settings={"NO_COLOR": "1"})[1]


def test_lines_fit_the_terminal(here: Organisation) -> None:
    here.draft(more=f"activties: {'word ' * 60}\n")
    _, told = on_a_terminal(here, "check", "--no-color", columns=60)
    shown = told[told.index("  |") : told.index("not due yet")]
    assert all(len(line) <= 60 for line in shown.splitlines()[:6])
    assert "word wor…" in shown or "…" in shown


def test_long_work_shows_how_far_it_is_on_a_terminal_only(here: Organisation) -> None:
    for index in range(60):
        here.write(f"assessments/a{index:02}.yaml", DRAFT.format(id=f"a{index:02}"))
    _, told = on_a_terminal(here, "check")
    assert "Checking" in told
    done = run(here, "check")
    assert done.stderr == b""
    assert "Checking" not in done.stdout.decode()
    assert "Checking" not in on_a_terminal(here, "check", "-q")[1]


def test_a_shell_can_complete_commands(here: Organisation) -> None:
    done = run(here, _EIA_COMPLETE="bash_source")
    assert done.returncode == 0
    assert b"_EIA_COMPLETE=bash_complete" in done.stdout


def test_it_runs_from_the_root_of_the_disk(here: Organisation) -> None:
    file = here.draft(more="activties: {}\n")
    done = subprocess.run(
        command("check", "-q", str(file)),
        cwd="/",
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.decode().startswith(f"{file}:8:1: error SCH001: ")


def test_only_the_documented_ends_exist() -> None:
    """The exit statuses that CI relies on do not move."""
    from eia import cli
    from eia.cli import check, faults, render

    assert (check.BLOCKED, cli.WRONG_USE, faults.NOTHING_TO_DO) == (1, 2, 3)
    assert render.NOT_ALL == 1
    assert (cli.CRASHED, cli.INTERRUPTED, cli.NOBODY_READS) == (70, 130, 141)
