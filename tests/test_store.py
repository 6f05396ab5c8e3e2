"""The store keeps what it is given, and is as if it were empty when anything is wrong with it."""

import itertools
import multiprocessing
import os
import sqlite3
import stat
import sys
import time
from pathlib import Path

import pytest

from eia import store
from eia.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.sqlite3"


def put(file: Path, **values: bytes) -> None:
    opened = Store(file)
    for key, value in values.items():
        opened.put(key, value)
    opened.close()


def get(file: Path, *keys: str) -> list[bytes | None]:
    opened = Store(file)
    found = [opened.get(key) for key in keys]
    opened.close()
    return found


def test_what_was_put_is_there_the_next_time_and_not_before_it_is_closed(file: Path) -> None:
    opened = Store(file)
    opened.put("one", b"1")
    assert opened.get("one") is None
    assert not file.exists()
    opened.close()
    assert get(file, "one", "two") == [b"1", None]
    put(file, one=b"another")
    assert get(file, "one") == [b"another"]


def test_reading_alone_makes_no_file(file: Path) -> None:
    assert get(file, "one") == [None]
    assert not file.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_else_may_read_it(file: Path) -> None:
    put(file, one=b"1")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "raw", [b"", b"no database at all, but long enough to look at" * 99, b"SQLite format 3\0" + b"\1" * 5000]
)
def test_a_damaged_file_is_as_if_empty(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    assert get(file, "one") == [None]
    put(file, one=b"1")  # the damaged file may only now be taken away
    put(file, one=b"1")
    assert get(file, "one") in ([b"1"], [None])


def test_a_file_damaged_in_the_middle_never_gives_what_was_not_put(file: Path) -> None:
    values = {f"key{number}": f"value {number} ".encode() * 50 for number in range(200)}
    put(file, **values)
    raw = bytearray(file.read_bytes())
    for place in range(5000, len(raw), 997):
        raw[place] ^= 0xFF
    file.write_bytes(raw)
    for key, value in values.items():
        assert get(file, key)[0] in (None, value)


def test_a_value_that_was_changed_or_moved_is_not_used(file: Path) -> None:
    put(file, one=b"1", two=b"2", three=b"3")
    with sqlite3.connect(file) as database:
        database.execute(
            "UPDATE kept SET value = (SELECT value FROM kept WHERE key = 'two') WHERE key = 'one'"
        )
        database.execute("UPDATE kept SET value = 'text' WHERE key = 'three'")
    assert get(file, "one", "two", "three") == [None, b"2", None]


def test_another_programs_database_is_left_alone(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE kept (key TEXT, value BLOB)")
    before = file.read_bytes()
    put(file, one=b"1")
    assert get(file, "one") == [None]
    assert file.read_bytes() == before


def test_a_folder_in_its_place_is_left_alone(file: Path) -> None:
    file.mkdir()
    put(file, one=b"1")
    assert get(file, "one") == [None]
    assert list(file.iterdir()) == []


def test_what_is_not_used_for_long_is_forgotten_and_what_is_used_is_not(file: Path) -> None:
    put(file, old=b"1", used=b"2")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE kept SET used = used - ?", ((store.MOST_DAYS - 1) * 86_400,))
    assert get(file, "used") == [b"2"]
    with sqlite3.connect(file) as database:
        database.execute("UPDATE kept SET used = used - 2 * 86400")
    put(file, new=b"3")
    assert get(file, "old", "used", "new") == [None, b"2", b"3"]


def test_a_clock_that_was_ahead_keeps_nothing_for_ever(file: Path) -> None:
    put(file, ahead=b"1")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE kept SET used = used + 10000 * 86400")
    put(file, new=b"2")
    with sqlite3.connect(file) as database:
        (latest,) = database.execute("SELECT max(used) FROM kept").fetchone()
        (today,) = database.execute("SELECT used FROM kept WHERE key = 'new'").fetchone()
    assert latest == today


def test_it_forgets_the_oldest_when_it_would_grow_beyond_its_bound(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = itertools.count(1_800_000_000)
    monkeypatch.setattr(time, "time", lambda: next(moments))
    for round_ in range(12):
        opened = Store(file, most_bytes=400_000)
        for number in range(50):
            opened.put(f"{round_}/{number}", os.urandom(2000))
        opened.close()
    assert file.stat().st_size < 600_000
    assert get(file, "0/0", "11/0", "11/49")[0] is None
    assert None not in get(file, "11/0", "11/49")


def test_a_huge_value_is_not_kept(file: Path) -> None:
    put(file, huge=b"x" * (store.LARGEST + 1), small=b"1")
    assert get(file, "huge", "small") == [None, b"1"]


def _work(file: Path, who: int) -> None:
    for number in range(20):
        put(file, **{f"{who}/{number}": b"mine", f"all/{number}": b"the same"})


def test_several_processes_at_once_lose_nothing_and_break_nothing(file: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_work, args=(file, who)) for who in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert get(file, *(f"all/{number}" for number in range(20))) == [b"the same"] * 20
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_one_that_writes_for_long_holds_nobody_up(file: Path) -> None:
    put(file, one=b"1")
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    opened = Store(file, patience=0.05)
    assert opened.get("one") is None
    opened.put("two", b"2")
    opened.close()
    writer.execute("COMMIT")
    writer.close()
    assert get(file, "one", "two") == [b"1", None]


def test_the_folder_is_the_one_that_the_system_keeps_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EIA_CACHE", str(tmp_path / "own"))
    assert store.folder() == tmp_path / "own"
    monkeypatch.delenv("EIA_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert store.folder() == tmp_path / "xdg" / "eia"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store.folder() == tmp_path / ".cache" / "eia"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_folder_that_others_can_write_to_is_not_used(cache: Path) -> None:
    assert Store.usual() is not None
    cache.chmod(0o777)
    assert Store.usual() is None
    cache.chmod(0o755)
    assert Store.usual() is not None


def test_a_file_in_place_of_the_folder_is_no_reason_to_fail(cache: Path) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text("")
    assert Store.usual() is None


def test_what_was_dropped_is_not_written_and_what_is_written_goes_on(file: Path) -> None:
    opened = Store(file)
    opened.put("one", b"1")
    assert opened.waiting == 1
    opened.write()
    assert opened.waiting == 0
    assert opened.get("one") == b"1"
    opened.put("two", b"2")
    opened.drop()
    opened.put("three", b"3")
    opened.close()
    assert get(file, "one", "two", "three") == [b"1", None, b"3"]
