"""What was found in a file before, for as long as it would be found again.

A result is kept under everything that it was made from: the file and its name, the program, the forms and settings of
the project, and what was asked for. With it is kept what else it rests on, which is looked at again: the days between
which it stays true, and what was signed, as far as that was looked up. What rests on anything else, such as git, is
not kept.
"""

import hashlib
import json
import pathlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from eia import codes, program, source
from eia.archive import Archive
from eia.check import Settings
from eia.cli.plain_data import pack, unpack
from eia.cli.targets import Target
from eia.codes import Code
from eia.findings import Finding
from eia.project import Project, Report
from eia.source import Document
from eia.store import Store
from eia.value import Alike
from eia.watched_day import Stretch

if TYPE_CHECKING:
    from eia.register.records import Record

_FINDINGS = tuple[Finding, ...]
MOST_WAITING = 20_000_000
"""Bytes that wait to be written: thousands of files have hundreds of millions."""
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


class Kept(Alike):
    """What was kept of one file."""

    report: Report
    record: "Record | None"
    """What the register needs of it; None too where that was not asked for."""


class Memory:
    """What is remembered of files, and what is to be remembered."""

    def __init__(self, store: Store) -> None:
        """Remember by way of a store."""
        self._store = store
        self._program = program.digest()
        self._projects: dict[pathlib.Path, tuple[Project, str]] = {}

    def recall(self, target: Target, settings: Settings, registered: bool) -> Kept | None:
        """What a check of the file would find; None where it has to be made.

        Args:
            target: the file.
            settings: how to check it.
            registered: whether what the register needs of it is wanted as well.
        """
        held = source.contents(target.file, target.name)
        if not isinstance(held, bytes):
            return None
        found = self._get(self._key(target, settings, registered, _digest(held)))
        try:
            return None if found is None else _recalled(found, target, settings, registered)
        except _DAMAGED:
            return None

    def keep(
        self,
        target: Target,
        settings: Settings,
        report: Report,
        record: "Record | None",
        trace: Trace,
        registered: bool,
    ) -> None:
        """Note what was found in a file, and where it is `registered`, the record; written at the latest by `close`."""
        value = {
            "days": [trace.first, trace.last],
            "signed": dict(trace.signed),
            "text": report.document.text,
            "data": report.document.data,
            "findings": pack(_FINDINGS, report.findings),
            "record": pack(_record(), record) if registered else None,
        }
        self._put(self._key(target, settings, registered, trace.digest), value)

    def describing(self, wanted: Iterable[str]) -> Callable[[str], Code | None]:
        """What tells what a code stands for: of these codes without loading the rules, where that is remembered."""
        known = {code: self._code(code) for code in sorted(wanted)}

        def describe(code: str) -> Code | None:
            return known[code] if code in known else codes.find(code)

        return describe

    def _code(self, code: str) -> Code | None:
        key = _digest_of("code", self._program, code)
        try:
            kept: Code = unpack(Code, self._get(key))
        except _DAMAGED:
            known = codes.find(code)
            if known is not None:
                self._put(key, pack(Code, known))
            return known
        return kept

    def close(self) -> None:
        """Write what was noted, unless the program or a form changed while it was found."""
        self._write()
        self._store.close()

    def _write(self) -> None:
        steady = not self._store.waiting or (
            program.digest() == self._program
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

    def _get(self, key: str) -> Any:
        raw = self._store.get(key)
        try:
            return None if raw is None else json.loads(raw)
        except _DAMAGED:
            return None

    def _put(self, key: str, value: Any) -> None:
        self._store.put(key, json.dumps(value, separators=(",", ":")).encode("ascii"))
        if self._store.waiting > MOST_WAITING:
            self._write()


def _recalled(found: Any, target: Target, settings: Settings, registered: bool) -> Kept | None:
    first, last = found["days"]
    if not first <= settings.today.toordinal() <= last:
        return None
    archive = Archive(target.project.root)
    if any(archive.look(mark) != digest for mark, digest in found["signed"].items()):
        return None
    name = source.shown(target.name)
    text, findings = found["text"], found["findings"]
    if not (isinstance(text, str) and isinstance(findings, list)):
        raise TypeError("not as it was written")
    document = Document(name, text, found["data"], {}, ())
    report = Report(name, document, unpack(_FINDINGS, findings))
    return Kept(report, unpack(_record(), found["record"]) if registered else None)


def _record() -> Any:
    """The type of a record; imported late, as a file is mostly checked without the register."""
    from eia.register.records import Record

    return Record | None


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
