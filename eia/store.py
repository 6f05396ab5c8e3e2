"""What was worked out before, kept for the next time in the user's own cache folder.

A store only saves time: whatever is wrong with it (damage, another program's file, a full disk, a folder that others
can write to, too many at once) is as if it were empty. It lies with the user and not in the project, because what comes
with a project comes from others, who could put “nothing found” there. SQLite (https://sqlite.org) keeps several
processes apart; each value carries its own sum, so that one that is not as it was written is not used.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

FOLDER: Final = "EIA_CACHE"
"""The environment variable that names another folder."""
FILE: Final = "checked.sqlite3"
MOST_BYTES: Final = 512_000_000
"""How large the file may grow; then what was used least of late is forgotten, half of everything at a time."""
MOST_DAYS: Final = 60
"""Days after which what nobody asked for is forgotten."""
LARGEST: Final = 1_000_000
"""Bytes of one value; a larger one is not kept."""
PATIENCE: Final = 2.0
"""Seconds to wait for another process that is writing."""
_SUM: Final = 16
_DAY: Final = 86_400
"""Seconds in a day: how finely it is noted when something was used."""
_APPLICATION: Final = 0x65696131
"""What marks the file as ours (SQLite's application id): `eia1`."""


def folder() -> Path:
    """The folder that is kept for the user: named by `EIA_CACHE`, or the one the system keeps for such things."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "eia" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "eia"
    # XDG Base Directory Specification 0.8: a path that is not absolute is passed over.
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".cache") / "eia"


class Store:
    """Keys and values in one file. Nothing here raises for what is on the disk."""

    def __init__(self, file: Path, *, most_bytes: int = MOST_BYTES, patience: float = PATIENCE) -> None:
        """Open the store in a file, which need not be there yet."""
        self._file = file
        self._most_bytes = most_bytes
        self._patience = patience
        self._now = int(time.time())
        self._used: list[str] = []
        self._new: dict[str, bytes] = {}
        self.waiting = 0
        """Bytes that were put and not written yet."""
        self._open = self._opened()

    @classmethod
    def usual(cls) -> "Store | None":
        """The user's store; None where there can be none that only the user writes to."""
        try:
            where = folder()
            where.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(where / FILE) if _is_own(where) else None
        except (OSError, RuntimeError, ValueError):  # no home, a file in the way, a name that cannot be
            return None

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; None if that is nothing, or not what was written."""
        import sqlite3

        if self._open is None:
            return None
        try:
            row = self._open.execute("SELECT value, used FROM kept WHERE key = ?", (key,)).fetchone()
        except (sqlite3.Error, OverflowError):
            return None
        if row is None or not isinstance(row[0], bytes) or len(row[0]) < _SUM:
            return None
        value = row[0][_SUM:]
        if row[0][:_SUM] != _sum(key, value):
            return None
        if abs(row[1] - self._now) > _DAY:
            self._used.append(key)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key, once `write` or `close` is called."""
        if len(value) <= LARGEST:
            self._new[key] = value
            self.waiting += len(value)

    def close(self) -> None:
        """Write, and let go of the file."""
        self.write()
        if self._open is not None:
            self._open.close()
            self._open = None

    def drop(self) -> None:
        """Forget what was put and not written yet."""
        self._new, self._used, self.waiting = {}, [], 0

    def write(self) -> None:
        """Write what is new, note what was used, and forget what is old; all at once or not at all."""
        import sqlite3

        if self._new and self._open is None:
            self._open = self._made_anew()
        if self._open is None:
            return
        try:
            if self._new or self._used:
                self._write(self._open)
        except sqlite3.DatabaseError as fault:
            with suppress(sqlite3.Error):
                self._open.rollback()
            if not isinstance(fault, sqlite3.OperationalError):
                self._open.close()
                self._open = None
                self._start_again()
        finally:
            self.drop()

    def _write(self, database: "sqlite3.Connection") -> None:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "UPDATE kept SET used = ? WHERE key = ?", ((self._now, key) for key in self._used)
        )
        database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", self._rows(self._new))
        # A clock that was set back must not keep what it left for ever.
        database.execute("UPDATE kept SET used = ? WHERE used > ?", (self._now, self._now + _DAY))
        database.execute("DELETE FROM kept WHERE used < ?", (self._now - MOST_DAYS * _DAY,))
        database.commit()
        if self._new and self._size(database) > self._most_bytes:
            database.execute("BEGIN IMMEDIATE")
            database.execute(
                "DELETE FROM kept WHERE key IN"
                " (SELECT key FROM kept ORDER BY used LIMIT (SELECT count(*) + 1 FROM kept) / 2)"
            )
            database.commit()

    def _rows(self, values: Mapping[str, bytes]) -> Iterable[tuple[str, bytes, int]]:
        return ((key, _sum(key, value) + value, self._now) for key, value in values.items())

    def _size(self, database: "sqlite3.Connection") -> int:
        pages, free, bytes_each = (
            int(database.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * bytes_each

    def _opened(self) -> "sqlite3.Connection | None":
        """The file, if it is there and ours; another's is left alone."""
        import sqlite3

        if not self._file.is_file():
            return None
        try:
            database = self._connected()
            if database.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION:
                return database
            database.close()
        except sqlite3.OperationalError:
            return None
        except sqlite3.Error:
            self._start_again()
        return None

    def _made_anew(self) -> "sqlite3.Connection | None":
        """A new file; None if there is one already, or none can be."""
        import sqlite3

        if os.path.lexists(self._file):
            return None
        try:
            # What is found in drafts is nobody else's business.
            os.close(os.open(self._file, os.O_CREAT | os.O_WRONLY, 0o600))
            database = self._connected()
            database.execute("PRAGMA auto_vacuum = FULL")
            database.execute("BEGIN IMMEDIATE")
            database.execute(
                "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB, used INTEGER) WITHOUT ROWID"
            )
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.commit()
        except (sqlite3.Error, OSError):
            return None
        return database

    def _connected(self) -> "sqlite3.Connection":
        import sqlite3

        database = sqlite3.connect(self._file, timeout=self._patience, isolation_level=None)
        # To wait for the disk takes as long as a check. Only when the power fails can something be damaged, which is seen.
        database.execute("PRAGMA synchronous = OFF")
        return database

    def _start_again(self) -> None:
        """Take a damaged file away; only time is lost with it."""
        with suppress(OSError):
            self._file.unlink()


def _sum(key: str, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_SUM, key=key.encode()[:64]).digest()


def _is_own(where: Path) -> bool:
    """Whether nobody else can write to a folder; not asked where the system has no such rights."""
    if sys.platform == "win32":
        return True
    status = where.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
