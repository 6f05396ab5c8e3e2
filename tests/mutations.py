"""Examples that are clean, damaged on purpose: how a row of tests/mutations.yaml is carried out."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from eia import archive, source
from eia.check import Settings
from eia.findings import Finding, State, dotted
from eia.project import Project
from eia.substance import fingerprint
from tests.conftest import ROOT

TABLE = ROOT / "tests" / "mutations.yaml"
EXAMPLES = ROOT / "examples"
TODAY = date(2026, 11, 22)
FORM = "house"
"""What a row's own form is called."""


@dataclass(frozen=True)
class Row:
    """One way of damaging a clean example, and what has to be found then."""

    code: str
    """The rule that has to find it."""
    change: str
    """What is done to the example, for a reader of the table."""
    at: tuple[str, ...]
    """The answers at which the rule has to find it, dotted; an empty one for the whole file."""
    also: tuple[str, ...] = ()
    """The codes that rightly follow from the same damage."""
    why: str = ""
    """Why they follow, where there are any."""
    example: str = "school-improvement-2018"
    delete: tuple[str, ...] = ()
    """Answers to take away, dotted."""
    set: Mapping[str, Any] | None = None
    """Dotted address → what is written there."""
    append: Mapping[str, Any] | None = None
    """Dotted address of a list → what is added at its end."""
    form: Mapping[str, Any] | None = None
    """What the form has that the example's own has not."""
    today: str = ""
    signed: str = ""
    """`yes` if the example was signed, with `eia approve`, before the damage."""

    @property
    def day(self) -> date:
        """The day of the check."""
        return date.fromisoformat(self.today) if self.today else TODAY

    @property
    def damaged(self) -> dict[str, Any]:
        """The example with the damage done."""
        data = copy.deepcopy(example(self.example))
        for path in self.delete:
            holder, last = _reach(data, path)
            del holder[last]
        for path, value in (self.set or {}).items():
            holder, last = _reach(data, path)
            holder[last] = copy.deepcopy(value)
        for path, value in (self.append or {}).items():
            holder, last = _reach(data, path)
            holder[last].append(copy.deepcopy(value))
        return data

    def findings(self, folder: Path) -> tuple[Finding, ...]:
        """Everything found in the damaged example, which is written to `folder` and read again."""
        data = self.damaged
        if self.signed:
            keep(data, example(self.example), folder)
        if self.form is not None:
            file = folder / "templates" / FORM / "form.yaml"
            file.parent.mkdir(parents=True)
            file.write_text(_written({"form": FORM, "extends": data["form"], **self.form}), encoding="utf-8")
            data["form"] = FORM
        assessment = folder / "assessment.yaml"
        assessment.write_text(_written(data), encoding="utf-8")
        return Project(folder, {}).examine(assessment, Settings(self.day)).findings


def keep(data: dict[str, Any], signed: Mapping[str, Any], folder: Path) -> None:
    """Note in the last sign-off what was signed, and keep it in a project's folder."""
    mark = fingerprint(signed)
    data["approvals"][-1]["fingerprint"] = mark
    file = folder / archive.FOLDER / archive.file_of(mark)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(archive.snapshot(signed))


@cache
def rows() -> tuple[Row, ...]:
    """The table. It is read as assessments are, so that `yes` and dates mean the same in both."""
    document = source.read(TABLE, TABLE.name)
    assert document.data is not None, document.findings
    return tuple(
        Row(code, **{**row, **{name: _listed(row.get(name, ())) for name in ("at", "also", "delete")}})
        for code, listed in document.data.items()
        for row in listed
    )


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@cache
def example(name: str) -> dict[str, Any]:
    """The data of a clean example; one of a nation has the nation's folder in its name."""
    nation, _, own = name.rpartition("/")
    document = source.read(EXAMPLES / nation / "assessments" / f"{own}.yaml", name)
    assert document.data is not None
    return document.data


def told(findings: tuple[Finding, ...]) -> Iterator[tuple[str, str]]:
    """The code and the answer of each finding that counts."""
    return ((item.code, dotted(item.path)) for item in findings if item.state is State.OPEN)


def _reach(data: Any, path: str) -> tuple[Any, Any]:
    """What holds the answer at a dotted address, and the last step to it."""
    *parents, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    for part in parents:
        data = data[part]
    return data, last


def _written(data: Mapping[str, Any]) -> str:
    text: str = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=10_000)
    return text
