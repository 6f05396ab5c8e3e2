"""What was found in a file before, for as long as it would be found again.

A result is kept under everything that it was made from: the file and its name, the program, the forms and settings of
the project, and what was asked for. With it is kept what else it rests on, which is looked at again: the days between
which it stays true, and what was signed, as far as that was looked up. What rests on anything else, such as git, is
not kept.
"""

import hashlib
import json
import pathlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from eia import codes, program, source
from eia.archive import Archive
from eia.check import Settings
from eia.cli.packed import apart, joined, plain, unpacked
from eia.cli.plain_data import pack, unpack
from eia.cli.targets import Target
from eia.codes import Code
from eia.kept import Kept
from eia.project import Project, Report
from eia.store import Store
from eia.value import Alike
from eia.watched_day import Stretch

if TYPE_CHECKING:
    from eia.register.records import Record

T = TypeVar("T")
MOST_WAITING = 20_000_000
"""Bytes that wait to be written: thousands of files have hundreds of millions."""
MOST_CODES = 1_000
"""Codes that are known at a time; there are fewer."""
_OF_THE_REGISTER = frozenset({"policies", "strategies"})
"""The settings that only the register reads."""
_DAMAGED = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What reading back something else than was written can raise."""


class Trace(Alike):
    """What the result for one file rests on, besides what is known before it is looked at."""

    digest: str
    """Of the bytes that were read."""
    first: int
    last: int
    """The days from which and until which it is true, counted as `date.toordinal` does."""
    signed: Mapping[str, str]
    """What was looked up of what was signed: a fingerprint → the digest of the kept file."""

    @classmethod
    def of(cls, raw: bytes, stretch: Stretch, signed: Mapping[str, str]) -> "Trace":
        """The trace of a check of `raw`, after it was made."""
        return cls(_digest(raw), stretch.first, stretch.last, dict(signed))


class Found(Alike):
    """What came of one file that was looked at, packed."""

    report: bytes
    record: bytes | None
    """What the register needs of it, if that was asked for and there is any."""

    def unpacked(self, name: str) -> "tuple[Report, Record | None]":
        """The report on the file that is called so, and the record.

        Raises:
            ValueError, TypeError, KeyError, AttributeError: the bytes are not what was packed.
        """
        report = unpacked(self.report, name)
        if self.record is None:
            return report, None
        # Imported late: a file is mostly checked without the register.
        from eia.cli import packed_record

        return report, packed_record.unpacked(self.record, name)


class Memory:
    """What is remembered of files, and what is to be remembered."""

    def __init__(self, store: Store) -> None:
        """Remember by way of a store."""
        self._store = store
        self._program, self._state = program.read()
        self._projects: dict[pathlib.Path, tuple[Project, str]] = {}
        self._codes = Kept(self._code, MOST_CODES)

    def recall(
        self, target: Target, settings: Settings, registered: bool
    ) -> "tuple[Report, Record | None] | None":
        """What a check of the file would find, and what the register needs; None where it has to be made.

        Args:
            target: the file.
            settings: how to check it.
            registered: whether what the register needs of it is wanted as well.
        """
        held = source.contents(target.file, target.name)
        if not isinstance(held, bytes):
            return None
        kept = self._store.get(self._key(target, settings, registered, _digest(held)))
        try:
            return None if kept is None else _recalled(kept, target, settings)
        except _DAMAGED:
            return None

    def keep(self, target: Target, settings: Settings, found: Found, trace: Trace, registered: bool) -> None:
        """Note what came of a file; written at the latest by `close`."""
        head = [trace.first, trace.last, dict(trace.signed)]
        value = joined(head, found.report, found.record or b"")
        self._put(self._key(target, settings, registered, trace.digest), value)

    def describe(self, code: str) -> Code | None:
        """What a code stands for: without loading the rules, where that is remembered."""
        return self._codes[code]

    def _code(self, code: str) -> Code | None:
        return self.known(Code | None, ("code", code), lambda: codes.find(code))

    def known(self, kind: Any, about: tuple[str | bytes, ...], work_out: Callable[[], T]) -> T:
        """The answer to a question that has only one as long as the program is the same (`eia.kept.Known`)."""
        given = (_digest(item) if isinstance(item, bytes) else item for item in about)
        key = _digest_of("known", self._program, *given)
        try:
            kept: T = unpack(kind, json.loads(self._store.get(key) or b""))
        except _DAMAGED:
            answer = work_out()
            self._put(key, plain(pack(kind, answer)))
            return answer
        return kept

    def close(self) -> None:
        """Write what was noted; nothing is remembered any more."""
        self.write()
        self._store.close()

    def write(self) -> None:
        """Write what was noted, unless the program or a form changed while it was found."""
        steady = not self._store.waiting or (
            program.state() == self._state
            and all(_made_of(project) == known for project, known in self._projects.values())
        )
        if steady:
            self._store.write()
        else:
            self._store.drop()

    def _key(self, target: Target, settings: Settings, registered: bool, digest: str) -> str:
        project = target.project
        if project.root not in self._projects:
            self._projects[project.root] = project, _made_of(project)
        asked = settings.stage, settings.select, settings.ignore, registered
        return _digest_of(
            "file", self._program, self._projects[project.root][1], source.shown(target.name), asked, digest
        )

    def _put(self, key: str, value: bytes) -> None:
        self._store.put(key, value)
        if self._store.waiting > MOST_WAITING:
            self.write()


def _recalled(kept: bytes, target: Target, settings: Settings) -> "tuple[Report, Record | None] | None":
    (first, last, signed), (report, record) = apart(kept)
    if not first <= settings.today.toordinal() <= last:
        return None
    archive = Archive(target.project.root)
    if any(archive.look(mark) != digest for mark, digest in signed.items()):
        return None
    return Found(report, record or None).unpacked(source.shown(target.name))


def _made_of(project: Project) -> str:
    """A digest of what a project brings to a check of its files: its settings and its forms."""
    settings = {name: value for name, value in project.settings.items() if name not in _OF_THE_REGISTER}
    forms = [
        (name, _digest(held) if isinstance(held, bytes) else None)
        for name, file in sorted(project.library.own_files())
        for held in (source.contents(file, name),)
    ]
    return _digest_of(json.dumps(settings, sort_keys=True), forms)


def _digest(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=20).hexdigest()


def _digest_of(*parts: object) -> str:
    return _digest(repr(parts).encode(errors="backslashreplace"))
