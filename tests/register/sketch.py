"""A small project written as one text, as the pages of the register's rules show it.

Each file begins with a line that has its name, `# strategies/parks.md`. What every `eia.yaml` and every assessment
must have is added at its end, so that lines keep their numbers.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from eia import source
from eia.findings import Finding
from eia.library import Library
from eia.register.checking import check
from eia.register.records import Record, record
from eia.register.register import Register, build
from eia.register.sheets import Sheet
from eia.register.strategies import find

TODAY = date(2026, 1, 15)
MARK = re.compile(r"\s*#((?:[ ,]+[A-Z]{3}\d{3})+)\s*$")
_HEAD = re.compile(r"# ((?:[\w. -]+/)*[\w .-]+\.\w+)(\s*#.*)?\Z")
_KEY = re.compile(r"^(\w+):", re.MULTILINE)
LIBRARY = Library()


class Sketch(NamedTuple):
    """The files of a project, and the lines on which something must be found."""

    files: Mapping[str, str]
    marks: tuple[tuple[str, int, str], ...]
    """File, line and code."""


def sketch(text: str) -> Sketch:
    """The project that a text describes."""
    files: dict[str, list[str]] = {}
    marks: list[tuple[str, int, str]] = []
    name = ""
    for line in text.splitlines():
        head = _HEAD.match(line)
        if head:
            name = head[1]
            assert name not in files, f"{name} stands there twice"
            files[name] = []
        else:
            files[name].append(MARK.sub("", line))
        found = MARK.search(line)
        number = 1 if head else len(files[name])
        marks += [(name, number, code) for code in (found[1].replace(",", " ").split() if found else ())]
    texts = {name: "".join(f"{line}\n" for line in lines) for name, lines in files.items()}
    return Sketch(
        {name: _completed(name, text) for name, text in _with_settings(texts).items()}, tuple(marks)
    )


def _with_settings(files: Mapping[str, str]) -> Mapping[str, str]:
    return files if "eia.yaml" in files else {"eia.yaml": 'strategies: ["strategies/**/*"]\n', **files}


def _completed(name: str, text: str) -> str:
    common: Mapping[str, str] = {}
    if name == "eia.yaml":
        common = {"eia": "1"}
    elif name.startswith("assessments/"):
        common = {
            "eia": "1",
            "form": "england",
            "id": PurePosixPath(name).stem,
            "kind": "full",
            "status": "submitted",
        }
    written = set(_KEY.findall(text))
    return text + "".join(f"{key}: {value}\n" for key, value in common.items() if key not in written)


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files of a project."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def no_digest(file: Path) -> str:
    """A fingerprint for tests in which nothing is signed."""
    return file.read_bytes().decode(errors="replace")


def load(root: Path, today: date = TODAY, digest: Callable[[Path], str] = no_digest) -> Register:
    """The register of a project on the disk, its files named from its folder."""

    def name(file: Path) -> str:
        return file.relative_to(root).as_posix()

    settings = Sheet.of(source.read(root / "eia.yaml", "eia.yaml"))
    found = find(root, settings, name)
    return build(
        found,
        filter(None, map(_read, _named(root, name))),
        today,
        digest,
        lambda made: (root / made.name).read_bytes(),
    )


def _named(root: Path, name: Callable[[Path], str]) -> list[tuple[Path, str]]:
    return [(file, name(file)) for file in sorted(root.glob("assessments/**/*.yaml"))]


def _read(named: tuple[Path, str]) -> Record | None:
    document = source.read(*named)
    return record(document, LIBRARY.form(str((document.data or {}).get("form", "england"))))


def findings(register: Register, *codes: str) -> list[tuple[str, Finding]]:
    """Every finding with its file, of these codes or of all."""
    told = check(register, lambda code: not codes or code in codes)
    return [(name, finding) for name, item in told.items() for finding in item.findings]


def places(register: Register, *codes: str) -> list[tuple[str, int, str]]:
    """File, line and code of every finding."""
    return sorted(
        (name, finding.span.start.line, finding.code) for name, finding in findings(register, *codes)
    )
