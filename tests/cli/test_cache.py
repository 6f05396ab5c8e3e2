"""What is remembered of files that did not change is what a check would find, on any day and after any change."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from eia import archive, program, source, strategy_file
from eia.check import Settings
from eia.cli import examine as examining
from eia.cli import memory as remembering
from eia.cli.examine import examine
from eia.cli.memory import Memory
from eia.cli.packed import apart, joined
from eia.cli.targets import Target
from eia.project import Project
from eia.register import front_matter, properties, rules_copies
from eia.register.rules_copies import TakenOver
from eia.show.formats import FORMATS
from eia.store import FILE, Store
from eia.substance import fingerprint
from tests.cli.organisation import TODAY, Organisation
from tests.conftest import ROOT
from tests.started import loaded_by

GOOD = (ROOT / "examples/assessments/school-improvement-2018.yaml").read_text(encoding="utf-8")
ACTIONS = """
actions:
  - {id: lift, category: lessen_negative, description: Keep the lift on until nine., due: 2026-10-15}
waivers:
  - {rule: ACT001, reason: The owner starts in November., person: {job_title: Head}, expires: 2026-11-30}
"""


class Watch:
    """The files that were really looked at, not remembered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.looked_at: list[str] = []
        one = examining._one

        def watched(target: Target, settings: Settings, registered: bool) -> Any:
            self.looked_at.append(target.name)
            return one(target, settings, registered)

        monkeypatch.setattr(examining, "_one", watched)

    def during(self, run: Callable[[], object]) -> list[str]:
        self.looked_at = []
        run()
        return self.looked_at


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def same(here: Organisation, *arguments: str) -> Result:
    """What a check says, which is what it says without remembering anything."""
    fresh, kept = here.check(*arguments, "--no-cache"), here.check(*arguments)
    assert (kept.exit_code, kept.stdout, kept.stderr) == (fresh.exit_code, fresh.stdout, fresh.stderr)
    assert kept.exit_code in (0, 1), kept.output
    return kept


@pytest.fixture
def three(here: Organisation) -> Organisation:
    here.draft("buses", ACTIONS)
    here.draft("library")
    here.write("assessments/schools.yaml", GOOD)
    return here


def test_files_that_did_not_change_are_not_looked_at_again(three: Organisation, watch: Watch) -> None:
    assert len(watch.during(three.check)) == 3
    assert watch.during(three.check) == []
    assert len(watch.during(lambda: three.check("--no-cache"))) == 3


@pytest.mark.parametrize(
    "look", [(), ("-q",), ("--summary",), ("--statistics",), *(("--format", shape) for shape in FORMATS)]
)
def test_what_is_remembered_is_told_in_the_same_bytes(
    three: Organisation, watch: Watch, look: tuple[str, ...]
) -> None:
    three.write("assessments/broken.yaml", "eia: 1\r\nid: [\r\n\r\n")
    three.write("assessments/faulty.yaml", "eia: 1\nform: england\nid: “x”\n\n\nstatus: drafty\nactivity:\n")
    three.write("assessments/latin.yaml", "eia: 1\nid: caf\xe9\n".encode("latin-1"))
    three.write("assessments/empty.yaml", "")
    three.check()
    assert watch.during(lambda: three.check(*look)) == []
    same(three, *look)


def test_what_a_file_alone_was_checked_for_does_not_stand_in_for_what_the_register_needs(
    three: Organisation, watch: Watch
) -> None:
    three.write("eia.yaml", "eia: 1\nform: england\nstrategies: [strategies/*]\n")
    three.write("strategies/buses.md", "---\ntitle: Buses\n---\n")
    assert watch.during(lambda: three.check("assessments/buses.yaml")) == ["assessments/buses.yaml"]
    assert len(watch.during(three.check)) == 3
    same(three)
    assert watch.during(lambda: three.check("assessments/buses.yaml")) == []


def test_one_file_is_checked_without_the_register(here: Organisation) -> None:
    for more in ("--no-cache", "--cache", "--cache"):
        command = ["eia", "check", str(here.draft()), "--today", TODAY, more]
        loaded = loaded_by(
            f"from eia.cli import main\nsys.argv = {command}\n"
            "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0, end.code"
        )
        assert "eia.cli.check" in loaded
        assert not [name for name in loaded if name.startswith(("eia.register", "eia.pack"))]


def test_the_register_remembers_too(three: Organisation, watch: Watch) -> None:
    three.write("eia.yaml", "eia: 1\nform: england\nstrategies: [strategies/*]\n")
    three.write("strategies/buses.md", "---\ntitle: Buses\n---\n")
    for shape in ("text", "csv", "json", "markdown", "html"):
        arguments = ("register", "--today", TODAY, "--format", shape)
        fresh = three.run(*arguments, "--no-cache")
        three.run(*arguments)
        assert watch.during(partial(three.run, *arguments)) == []
        assert three.run(*arguments).output == fresh.output


def test_touching_changes_nothing_and_an_edit_concerns_one_file(three: Organisation, watch: Watch) -> None:
    three.check()
    os.utime(three.root / "assessments/library.yaml")
    assert watch.during(three.check) == []
    three.draft("library", "summary: Readers gain.\n")
    assert watch.during(three.check) == ["assessments/library.yaml"]
    same(three)


def test_an_edit_that_keeps_size_and_time_is_seen(three: Organisation, watch: Watch) -> None:
    file = three.root / "assessments/library.yaml"
    three.check()
    status, text = file.stat(), file.read_text()
    file.write_text(text.replace("hours", "huors"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    assert watch.during(three.check) == ["assessments/library.yaml"]


def test_a_deleted_file_is_gone_and_one_put_back_is_remembered(three: Organisation, watch: Watch) -> None:
    three.check()
    file = three.root / "assessments/buses.yaml"
    raw = file.read_bytes()
    file.unlink()
    assert "buses" not in same(three).stdout
    file.write_bytes(raw)
    assert watch.during(three.check) == []
    assert "buses" in same(three).stdout


def test_a_file_under_another_name_is_told_under_it(three: Organisation) -> None:
    three.check()
    (three.root / "assessments/buses.yaml").rename(three.root / "assessments/coaches.yaml")
    told = same(three, "-q").stdout
    assert "coaches.yaml" in told
    assert "buses.yaml" not in told


@pytest.mark.parametrize("days", [(0, 14, 15, 16, 20), (20, 16, 15, 14, 0), (61, 62, 60, 61)])
def test_the_clock_may_go_forward_and_back(three: Organisation, days: Sequence[int]) -> None:
    """The action is due on the 15th day, and the waiver ends on the 61st."""
    start = date(2026, 9, 30)
    for number in days:
        day = (start + timedelta(days=number)).isoformat()
        fresh = three.run("check", "--today", day, "--no-cache", "--format", "json")
        assert three.run("check", "--today", day, "--format", "json").stdout == fresh.stdout
    late = three.run("check", "--today", "2026-10-16").stdout
    assert "15 October 2026" in late
    assert "15 October 2026" not in three.run("check", "--today", "2026-10-15").stdout


def test_between_the_days_that_matter_nothing_is_looked_at_again(three: Organisation, watch: Watch) -> None:
    three.run("check", "--today", "2026-10-01")
    again = watch.during(lambda: three.run("check", "--today", "2026-10-14"))
    assert again == []
    again = watch.during(lambda: three.run("check", "--today", "2026-10-16"))
    assert again == ["assessments/buses.yaml"]


@pytest.mark.parametrize("arguments", [("--for", "approved"), ("--select", "IMP"), ("--ignore", "GOV")])
def test_what_is_asked_for_is_remembered_apart(three: Organisation, arguments: tuple[str, ...]) -> None:
    three.check()
    assert same(three, *arguments).stdout != same(three).stdout


def form(name: str, parent: str, label: str) -> str:
    return (
        f"form: {name}\nextends: {parent}\nname: Form\nfields:\n  activity.description: {{label: {label}}}\n"
    )


def test_a_change_of_the_form_or_of_one_it_extends_is_seen(three: Organisation, watch: Watch) -> None:
    three.write("eia.yaml", "eia: 1\nform: own\n")
    three.write("templates/ours/form.yaml", form("ours", "england", "What we plan"))
    three.write("templates/own/form.yaml", "form: own\nextends: ours\nname: Form\n")
    text = (three.root / "assessments/library.yaml").read_text()
    three.write("assessments/library.yaml", text.replace("form: england\n", ""))
    assert "What we plan" in three.check("--for", "approved").stdout
    three.write("templates/ours/form.yaml", form("ours", "england", "What we want"))
    assert "What we want" in same(three, "--for", "approved").stdout
    three.write("templates/own/form.yaml", form("own", "ours", "What is meant"))
    assert "What is meant" in same(three, "--for", "approved").stdout
    assert watch.during(lambda: three.check("--for", "approved")) == []


def test_a_form_that_comes_or_goes_is_seen(three: Organisation) -> None:
    three.write("assessments/own.yaml", "eia: 1\nform: own\nid: own\nkind: full\nstatus: draft\n")
    assert "FRM001" in same(three).stdout
    three.write("templates/own/form.yaml", form("own", "england", "What we plan"))
    assert "FRM001" not in same(three).stdout
    shutil.rmtree(three.root / "templates")
    assert "FRM001" in same(three).stdout


def test_a_broken_form_is_told_each_time_and_mended_is_mended(three: Organisation) -> None:
    three.write("eia.yaml", "eia: 1\nform: own\n")
    three.write("assessments/own.yaml", "eia: 1\nid: own\nkind: full\nstatus: draft\n")
    three.write("templates/own/form.yaml", "form: own\nextends: nowhere\n")
    assert three.check().exit_code == three.check().exit_code == 2
    three.write("templates/own/form.yaml", form("own", "england", "What we plan"))
    same(three)


def test_a_change_of_the_settings_is_seen(three: Organisation) -> None:
    three.check()
    three.write("eia.yaml", "eia: 1\nform: england\njurisdiction: wales\n")
    assert "FRM006" in same(three).stdout


def test_another_program_remembers_nothing_of_this_one(
    three: Organisation, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    three.check()
    monkeypatch.setattr(program, "read", lambda: ("another", program.state()))
    assert len(watch.during(three.check)) == 3


def test_what_a_program_found_while_it_changed_is_not_kept(
    three: Organisation, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(program, "state", lambda: ("changed",))
        three.check()
    assert len(watch.during(three.check)) == 3
    assert watch.during(three.check) == []


def test_a_change_of_the_program_is_seen_without_reading_it_again(tmp_path: Path) -> None:
    for name in ("eia", "templates/england", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.docx"))
    code = (
        "from eia import program\n"
        "_, state = program.read()\n"
        "assert program.state() == state\n"
        "with open('eia/rules/impacts.py', 'r+b') as file:\n    file.write(b'#')\n"
        "assert program.state() != state\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60)


def test_the_program_is_told_by_every_file_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("eia", "templates/england", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.docx"))
    code = "from eia import program; print(program.read()[0])"

    def digest() -> str:
        command = [sys.executable, "-c", code]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True).stdout

    known = {digest()}
    assert known == {digest()}
    for name in ("eia/rules/impacts.py", "templates/england/form.yaml", "schemas/assessment.schema.json"):
        file = tmp_path / name
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        known.add(digest())
    assert len(known) == 4


def test_a_form_that_changes_while_files_are_looked_at_spoils_nothing(
    three: Organisation, monkeypatch: pytest.MonkeyPatch, watch: Watch
) -> None:
    three.write("templates/own/form.yaml", form("own", "england", "What we plan"))
    one = examining._one

    def changing(target: Target, settings: Settings, registered: bool) -> Any:
        three.write("templates/own/form.yaml", form("own", "england", "What we want"))
        return one(target, settings, registered)

    with monkeypatch.context() as patched:
        patched.setattr(examining, "_one", changing)
        three.check()
    three.write("templates/own/form.yaml", form("own", "england", "What we plan"))
    assert len(watch.during(three.check)) == 3


def test_much_is_written_bit_by_bit(
    three: Organisation, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MOST_WAITING", 1)
    fresh = three.check("--no-cache")
    assert three.check().stdout == fresh.stdout
    assert watch.during(three.check) == []


REVIEW = "assessments/enjoy-and-achieve-review.yaml"


@pytest.fixture
def signed(here: Organisation) -> Organisation:
    """The example of a register in order, with an approved assessment that was changed afterwards."""
    shutil.copytree(ROOT / "examples/register-passing", here.root, dirs_exist_ok=True)
    text = (here.root / REVIEW).read_text(encoding="utf-8")
    data = source.parse(text.encode(), "").data
    assert data is not None
    here.write(f"{archive.FOLDER}/{archive.file_of(fingerprint(data))}", archive.snapshot(data))
    here.write(REVIEW, text.replace("  title: ", "  title: New ", 1))
    return here


def test_what_was_signed_is_looked_at_again(signed: Organisation, watch: Watch) -> None:
    (snapshot,) = (signed.root / ".eia/approved").iterdir()
    assert "GOV005" in same(signed).stdout
    assert (
        "“Title" in (named := same(signed, "-q", "--select", "GOV005").stdout)
        or "1 answer" in named
        or "answer" in named
    )
    assert watch.during(lambda: signed.check("-q", "--select", "GOV005")) == []
    raw = snapshot.read_bytes()
    snapshot.unlink()
    lost = same(signed, "-q", "--select", "GOV005").stdout
    assert lost != named
    snapshot.write_bytes(raw.replace(b"school", b"pupil"))
    same(signed, "-q", "--select", "GOV005")
    snapshot.write_bytes(raw)
    assert same(signed, "-q", "--select", "GOV005").stdout == named


def test_what_git_was_asked_for_is_not_remembered(signed: Organisation, watch: Watch) -> None:
    """Nobody can tell, without asking git again, whether it would say the same."""
    shutil.rmtree(signed.root / ".eia")
    signed.check()
    assert watch.during(signed.check) == [REVIEW]


def test_a_strategy_that_changed_makes_its_assessment_stale_at_once(signed: Organisation) -> None:
    strategy = signed.root / "strategies/enjoy-and-achieve-2009.md"
    text = strategy.read_text(encoding="utf-8")
    assert "changed after the approval" not in same(signed, "-q").stdout
    strategy.write_text(text + "\nEvery child counts.\n", encoding="utf-8")
    assert "changed after the approval" in same(signed, "-q").stdout
    strategy.write_text(text, encoding="utf-8")
    assert "changed after the approval" not in same(signed, "-q").stdout
    strategy.unlink()
    assert "REG004" in same(signed, "-q").stdout


def calls(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[Any]:
    """What a function is called with from now on."""
    called: list[Any] = []
    function = getattr(module, name)

    def watched(*given: Any) -> Any:
        called.append(given)
        return function(*given)

    monkeypatch.setattr(module, name, watched)
    return called


def test_what_files_of_strategies_say_of_themselves_is_remembered(
    signed: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = docx.Document()
    described.core_properties.title = "Buses for all"
    described.save(str(signed.root / "strategies/buses.docx"))
    signed.check()
    heads, properties_read, fingerprints = (
        calls(monkeypatch, module, name)
        for module, name in ((front_matter, "read"), (properties, "_facts"), (strategy_file, "of"))
    )
    for command in ("check", "register"):
        told = signed.run(command, "--today", TODAY).stdout
        assert heads == properties_read == fingerprints == []
        assert told == signed.run(command, "--today", TODAY, "--no-cache").stdout
        assert len(heads) > 1
        assert len(properties_read) == len(fingerprints) == 1
        for called in (heads, properties_read, fingerprints):
            called.clear()


def test_a_strategy_that_says_something_else_of_itself_is_read_again(signed: Organisation) -> None:
    def register() -> str:
        told, fresh = (
            signed.run("register", "--today", TODAY, "--format", "json", *more).stdout
            for more in ((), ("--no-cache",))
        )
        assert told == fresh
        return told

    strategy = signed.root / "strategies/enjoy-and-achieve-2009.md"
    status, raw = strategy.stat(), strategy.read_bytes()
    assert b"title: " in raw
    before = register()
    strategy.write_bytes(raw.replace(b"title: E", b"title: F", 1))
    os.utime(strategy, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert register() != before
    strategy.write_bytes(raw.replace(b"---\n", b"---\nownr: x\nstatus: adoptd\n", 1))
    assert "SCH" in same(signed, "-q").stdout
    strategy.write_bytes(raw)
    os.utime(strategy)
    assert register() == before
    strategy.rename(strategy.with_name("enjoy.md"))
    assert "enjoy.md" in register()


ALIKE = "summary: |\n" + "".join(
    f"  {words}\n"
    for words in (
        "The evening hours are used by people who work in the day and by students who have no quiet room at home.",
        "Nothing we were told shows that any group would lose by a later closing time, as long as the lift is kept",
        "on and the path to the bus stop is lit. We will look again at who comes after the first three months, with",
        "the readers' group and the people who clean the building, and change the hours if fewer women come.",
    )
)


def test_which_assessments_are_alike_is_remembered_until_one_of_them_changes(
    here: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.draft("library", ALIKE)
    here.draft("museum", ALIKE)
    assert "TXT011" in same(here, "-q").stdout
    compared = calls(monkeypatch, rules_copies, "narrative_of")
    assert "TXT011" in here.check("-q").stdout
    os.utime(here.root / "assessments/library.yaml")
    assert "TXT011" in here.check("-q").stdout
    assert compared == []
    here.draft("library", ALIKE.replace("The evening hours", "All the hours"))
    changed = same(here, "-q").stdout
    assert "TXT011" in changed
    assert compared != []
    here.draft("library", ALIKE)
    assert same(here, "-q").stdout != changed
    here.write("shared/hours.md", ALIKE.partition("\n")[2])
    here.write("eia.yaml", "eia: 1\nform: england\nshared: [shared/*]\n")
    assert "TXT011" not in same(here, "-q").stdout


def test_an_answer_that_is_not_what_was_written_is_worked_out_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def length() -> TakenOver:
        asked.append("")
        return TakenOver(0.5, True, "words")

    def answer(about: str) -> TakenOver:
        memory = Memory(Store(tmp_path / FILE))
        told = memory.known(TakenOver, (about, b"one", b"two"), length)
        memory.close()
        return told

    assert answer("a") == answer("a") == TakenOver(0.5, True, "words")
    assert len(asked) == 1
    answer("b")
    assert len(asked) == 2
    for other in (b"", b"7", b"[1]", b"{}", b'[0.5,true,"words",1]'):
        with closing(sqlite3.connect(tmp_path / FILE)) as database:
            keys = [key for (key,) in database.execute("SELECT key FROM kept")]
        store = Store(tmp_path / FILE)
        for key in keys:
            store.put(key, other)
        store.close()
        asked.clear()
        assert answer("a") == TakenOver(0.5, True, "words")
        assert len(asked) == 1


def entry(here: Organisation, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bytes]:
    """The key under which the one file's result is kept, and what is kept there."""
    kept: dict[str, bytes] = {}
    get = Store.get

    def reading(self: Store, key: str) -> bytes | None:
        found = get(self, key)
        if found is not None and found.startswith(b"[["):
            kept[key] = found
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Store, "get", reading)
        here.check()
    ((key, raw),) = kept.items()
    return key, raw


def put(cache: Path, key: str, raw: bytes) -> None:
    store = Store(cache / FILE)
    store.put(key, raw)
    store.close()


def spoilt(raw: bytes) -> Iterator[bytes]:
    """Parts and their head, joined as if we had done it: one left out, one too many, something else in a place of the head."""
    head, parts = apart(raw)
    assert joined(head, *parts) == raw
    yield from (joined(head[:place] + head[place + 1 :], *parts) for place in range(len(head)))
    yield from (joined(head, *parts[:place], *parts[place + 1 :]) for place in range(len(parts)))
    yield joined(head, *parts, b"")
    yield joined([*head, 1], *parts)
    wrong: tuple[Any, ...] = (7, "x", [], {})
    yield from (joined(other, *parts) for other in wrong)
    yield from (raw[:-1], raw + b"x", raw[: len(raw) // 2], raw.partition(b"\n")[0], b"\xe4" + raw)


def test_entries_that_are_no_results_are_passed_over(
    here: Organisation, cache: Path, monkeypatch: pytest.MonkeyPatch, watch: Watch
) -> None:
    """They carry the right sum, as if we had written them."""
    here.draft("buses", ACTIONS)
    fresh = here.check("--no-cache")
    here.check()
    key, whole = entry(here, monkeypatch)
    head, (report, record) = apart(whole)
    others = [b"", b"{}", b"null", b"7", b"[" * 5000, *spoilt(whole)]
    for place in range(len(head)):
        others += [
            joined([*head[:place], other, *head[place + 1 :]], report, record)
            for other in (["x"], [["x"]], [[1] * 12])
        ]
    others += [joined(head, other, record) for other in (b"", b"{}", b"7", *spoilt(report))]
    others += [joined(head, report, other) for other in (b"{}", b"7", *spoilt(record))]
    for other in others:
        put(cache, key, other)
        told: list[Result] = []
        assert watch.during(lambda told=told: told.append(here.check())) != [], other[:80]  # type: ignore[misc]
        assert told[0].output == fresh.output


def test_a_damaged_file_is_passed_over_and_made_anew(three: Organisation, cache: Path, watch: Watch) -> None:
    three.check()
    (cache / FILE).write_bytes(b"not a database, but long enough to be looked at" * 100)
    same(three)
    three.check()
    assert watch.during(three.check) == []


def test_without_a_place_for_it_the_check_is_made_all_the_same(three: Organisation, cache: Path) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text("")
    same(three)
    assert cache.read_text() == ""


def test_no_cache_neither_reads_nor_writes(three: Organisation, cache: Path, watch: Watch) -> None:
    three.check("--no-cache")
    assert not cache.exists()
    three.check()
    before = (cache / FILE).read_bytes()
    assert len(watch.during(lambda: three.check("--no-cache"))) == 3
    assert (cache / FILE).read_bytes() == before


def test_nothing_is_written_into_the_project(three: Organisation) -> None:
    before = three.files()
    three.check()
    three.check()
    assert three.files() == before


COMMAND = [sys.executable, "-m", "eia", "check", "--today", TODAY, "--format", "json"]


def test_two_at_once_say_the_same(three: Organisation) -> None:
    for number in range(40):
        three.draft(f"more-{number}", ACTIONS)
    fresh = subprocess.run([*COMMAND, "--no-cache"], capture_output=True, check=False, cwd=three.root)
    for _ in range(2):
        both = [subprocess.Popen(COMMAND, stdout=subprocess.PIPE, cwd=three.root) for _ in range(2)]
        assert [each.communicate()[0] for each in both] == [fresh.stdout] * 2


def test_what_is_remembered_needs_no_rule(three: Organisation) -> None:
    three.check()
    code = (
        "import sys; from eia.cli import main\n"
        f"sys.argv = ['eia', 'check', '--today', '{TODAY}']\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    loaded = done.stderr.split()
    assert "eia.cli.memory" in loaded
    assert [name for name in loaded if name.startswith("eia.rules.") or name in ("jsonschema", "pypdf")] == []


# Random edits and days: what is remembered is what would be found.

PARTS = {
    "actions": [
        "",
        "actions:\n  - {id: a, description: Keep the lift on., due: 2026-10-15, status: planned}\n",
        "actions:\n  - {id: a, description: Keep the lift on., due: 2026-11-02, done_on: 2026-10-20}\n",
    ],
    "monitoring": [
        "",
        "monitoring: {review_date: 2026-10}\n",
        "monitoring: {review_date: 2027-01-31, statement: Visits by group are counted each month.}\n",
    ],
    "engagement": [
        "",
        "engagement:\n  - {title: Survey, status: planned, start: 2026-09-01, end: 2026-10-10}\n",
        "engagement:\n  - {title: Survey, status: done, start: 2026-10-01, end: 2026-12-10, participants: 4}\n",
    ],
    "waivers": [
        "",
        "waivers:\n  - {rule: ACT004, reason: Later., person: {job_title: Head}, expires: 2026-10-31}\n",
        "waivers:\n  - {rule: MON002, reason: Later., person: {job_title: Head}, expires: 2027-01-01}\n",
    ],
    "evidence": [
        "",
        "evidence:\n  - {id: e, title: Visits, date: 2021-10-15, finding: Half come on foot.}\n",
        "evidence:\n  - {id: e, title: Visits, date: 2022, finding: 'Half come on foot: “so” they say.'}\n",
    ],
    "approvals": [
        "",
        "approvals:\n  - {role: approver, person: {job_title: Director}, date: 2026-08-20}\n",
        "approvals:\n  - {role: approver, person: {job_title: Director}, date: 2026-10-20, fingerprint: 'v1:%s'}\n"
        % ("0" * 64),
    ],
}
STATUSES = ["draft", "submitted", "approved", "published", "superseded"]
DAYS = some.dates(date(2026, 9, 20), date(2027, 2, 10))


@contextmanager
def organisation(folder: Path) -> Iterator[Project]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    yield Project(folder, {"form": "england"})


def plainly(results: Sequence[examining.Result]) -> list[Any]:
    return [
        (
            *(
                result.report.name,
                result.report.findings,
                result.report.kind,
                result.is_broken,
                result.record,
            ),
            *(result.report.document.text, result.report.document.data),
        )
        for result in results
    ]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_after_any_edits_on_any_days_what_is_remembered_is_what_would_be_found(
    data: some.DataObject, tmp_path: Path
) -> None:
    with organisation(tmp_path / "organisation") as project:
        store = tmp_path / "organisation.sqlite3"
        store.unlink(missing_ok=True)
        for _ in range(data.draw(some.integers(2, 4))):
            targets = []
            for name in ("a.yaml", "b.yaml"):
                status = data.draw(some.sampled_from(STATUSES))
                text = f"eia: 1\nid: x\nkind: full\nstatus: {status}\nactivity: {{title: Hours}}\n"
                text += "".join(data.draw(some.sampled_from(versions)) for versions in PARTS.values())
                (project.root / name).write_text(text)
                targets.append(Target(project.root / name, name, project))
            asked = Settings(data.draw(DAYS), data.draw(some.sampled_from(["", "approved"])))
            for today in (asked.today, data.draw(DAYS), data.draw(DAYS)):
                registered = data.draw(some.booleans())
                memory = Memory(Store(store))
                kept = list(
                    examine(targets, replace(asked, today=today), memory=memory, registered=registered)
                )
                memory.close()
                fresh = list(examine(targets, replace(asked, today=today), registered=registered))
                assert plainly(kept) == plainly(fresh)
