"""Find the strategies of an organisation: the files that its patterns match, and the entries of its `eia.yaml`."""

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any

from eia.findings import Finding, Severity
from eia.kept import Known, anew
from eia.register import front_matter, properties
from eia.register.front_matter import FrontMatter
from eia.register.policies import FACTS, Policy
from eia.register.sheets import Sheet
from eia.source.limits import LARGEST_FILE

Name = Callable[[Path], str]
"""What a file is called in findings."""

NOT_STRATEGIES = frozenset({"thumbs.db", "desktop.ini"})
"""Files that systems leave in folders; those whose name begins with `.` or `~$` are passed over as well."""
OVER = ("expired", "withdrawn")
"""The statuses of a strategy that needs no assessment any more."""


@dataclass(frozen=True)
class Fact:
    """Where one fact about a strategy is given."""

    sheet: Sheet
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Strategy:
    """One strategy, with what is known of it."""

    name: str
    """What assessments call it: its path from the project's folder, or its `id` when it has no file."""
    facts: Policy
    home: Fact
    """Where findings on it stand: its file, or its entry in `eia.yaml` when it has none."""
    file: Path | None = None
    """Its file, when it has one that may be read: inside the project, and not by way of a link out of it."""
    given: Mapping[str, Fact] = field(default_factory=dict)
    """Where each fact is given; one that comes from a file's properties is not in it."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with its front matter."""
    is_lost: bool = False
    """Whether it should have a file, and that file is not there."""

    @cached_property
    def title(self) -> str:
        """What it is called."""
        return self.facts.title or self.name

    @property
    def is_live(self) -> bool:
        """Whether it is in force or to be; one that says nothing of its status is taken to be."""
        return self.facts.status not in OVER

    def where(self, fact: str) -> Fact:
        """Where a fact is given, or where the strategy is when it is not."""
        return self.given.get(fact, self.home)


@dataclass(frozen=True)
class Found:
    """All strategies, and the settings they were found with."""

    strategies: tuple[Strategy, ...]
    settings: Sheet
    """The `eia.yaml`, with its `policies`."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with the entries in it."""
    shared: tuple[str, ...] = ()
    """The texts that assessments share on purpose."""


def find(root: Path, settings: Sheet, name: Name, known: Known = anew) -> Found:
    """Every strategy of a project, those with a file by name, then the others in the order of their entries.

    Args:
        root: the project's folder.
        settings: its `eia.yaml`.
        name: what a file is called in findings.
        known: gives what files say of themselves, where it is known.
    """
    data = settings.data or {}
    entries = [
        Policy.build(item, ("policies", index)) for index, item in enumerate(data.get("policies") or ())
    ]
    by_file = {normal(entry.file): entry for entry in reversed(entries) if entry.file}
    top = root.resolve()
    listed = dict.fromkeys([*_matched(root, data.get("strategies") or ()), *by_file])
    with_file = [_of_file(root, top, key, by_file.get(key), settings, name, known) for key in sorted(listed)]
    without = [_of_entry(entry, settings) for entry in entries if not entry.file]
    wrong = [problem for entry in entries for problem in entry.misdated()]
    told = tuple(settings.finding("SCH005", Severity.ERROR, problem) for problem in wrong)
    return Found((*with_file, *without), settings, told, tuple(_shared(root, data.get("shared") or ())))


def normal(path: str) -> str:
    """A path as it is compared: with `/`, without `./`, and with accents written in one way (Unicode NFC)."""
    return unicodedata.normalize("NFC", str(PurePosixPath(path.replace("\\", "/"))))


def _matched(root: Path, patterns: Iterable[str]) -> Iterator[str]:
    """The files that the patterns match, from the root; what systems leave in folders is passed over."""
    for pattern in patterns:
        for file in root.glob(pattern):
            inside = file.relative_to(root)
            unseen = any(part.startswith((".", "~$")) for part in inside.parts)
            if not unseen and file.name.lower() not in NOT_STRATEGIES and not file.is_dir():
                yield inside.as_posix()


def _shared(root: Path, patterns: Iterable[str]) -> Iterator[str]:
    for key in sorted(set(_matched(root, patterns))):
        if _is_inside(root.resolve(), root / key):
            yield _beginning(root / key).decode(errors="replace")


def _of_file(
    root: Path, top: Path, key: str, entry: Policy | None, settings: Sheet, name: Name, known: Known
) -> Strategy:
    """The strategy in a file: what the file says at its head, then the entry, then the file's properties."""
    path = root / key
    is_there = os.path.lexists(path)
    file = path if is_there and _is_inside(top, path) else None
    sheet = Sheet(name(path))
    head = Policy()
    findings: tuple[Finding, ...] = ()
    heading = ""
    if file is not None and file.suffix.lower() in front_matter.TEXTS:
        raw = _beginning(file)
        about = "front matter", sheet.name, raw
        read = known(FrontMatter, about, partial(front_matter.read, raw, sheet.name))
        sheet, heading = replace(read.sheet, text=front_matter.text_of(raw)), read.heading
        head = Policy.build(sheet.data)
        wrong = (sheet.finding("SCH005", Severity.ERROR, problem) for problem in head.misdated())
        findings = (*read.findings, *wrong)
    layers = [(head, sheet), (entry or Policy(), settings)]
    facts, given = _merged(layers, properties.read(file, known) if file is not None else {})
    if not facts.title:
        facts = replace(facts, title=heading or PurePosixPath(key).stem)
    home = Fact(sheet, ()) if is_there or entry is None else Fact(settings, entry.path)
    return Strategy(key, facts, home, file, given, findings, is_lost=not is_there)


def _of_entry(entry: Policy, settings: Sheet) -> Strategy:
    facts, given = _merged([(entry, settings)], {})
    return Strategy(entry.id, facts, Fact(settings, entry.path), None, given)


def _merged(
    layers: list[tuple[Policy, Sheet]], from_properties: Mapping[str, str]
) -> tuple[Policy, dict[str, Fact]]:
    """Every fact from the first that gives it, and where that stands; properties come last."""
    values: dict[str, Any] = {}
    given: dict[str, Fact] = {}
    for policy, sheet in layers:
        for name in policy.said():
            if name not in values:
                values[name] = getattr(policy, name)
                given[name] = Fact(sheet, policy.at(name))
    last = Policy.build(dict(from_properties))
    values = {name: getattr(last, name) for name in FACTS} | values
    return Policy(**values), given


def _is_inside(top: Path, path: Path) -> bool:
    """Whether the file, links followed, lies in the project; what lies outside is not read."""
    try:
        return path.resolve(strict=True).is_relative_to(top) and path.is_file()
    except (OSError, RuntimeError):
        return False


def _beginning(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE)
    except OSError:
        return b""
