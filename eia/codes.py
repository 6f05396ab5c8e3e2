"""Every code that a finding can have: of rules, the register, texts, shapes, forms, waivers and accessibility."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from eia import rules
from eia.findings import Severity
from eia.value import Alike

FAMILIES = {
    **rules.FAMILIES,
    "register": "The register",
    "cumulative": "Cumulative impact",
    "packs": "Committee packs",
    "source": "The text of the file",
    "schema": "The shape of the file",
    "form": "Forms",
    "waivers": "Waivers",
    "accessibility": "Accessibility of Word files and pages",
}
"""What each family of codes is called, in the order of the guide."""


class Code(Alike):
    """One code and what it stands for."""

    code: str
    name: str
    """The name of the fault, such as `undated-evidence`."""
    family: str
    severity: Severity
    page: str
    """Its page in the guide, as Markdown; the first line is its summary."""
    basis: str = ""
    """The duty, case, guidance or standard it rests on; empty for what rests on nothing but the file."""
    due: str = "draft"
    """The first status at which it counts."""
    kinds: tuple[str, ...] = ()
    """The kinds of assessment a rule looks at; empty for all."""
    only: str = ""
    """What a form must have for a rule to be for it, as the end of “a form that …”; empty where it is for all."""

    @property
    def summary(self) -> str:
        """The first paragraph of the page, on one line."""
        return " ".join(self.page.strip().partition("\n\n")[0].split())

    @property
    def remedy(self) -> str:
        """What the page says to do, on one line; empty when it has no such part."""
        part = self.page.partition("\n## What to do\n")[2].partition("\n## ")[0]
        return " ".join(part.split())

    @property
    def is_rule(self) -> bool:
        """Whether this is a rule, which forms can tune and people can waive."""
        return self.family in rules.FAMILIES


@cache
def every() -> Mapping[str, Code]:
    """Every code there is, in the order of the guide."""
    parts = (_rules, _of_the_register, _of_packs, _faults, _of_accessibility)
    return {code: item for part in parts for code, item in _table(part).items()}


@cache
def find(code: str) -> Code | None:
    """What a code stands for; None if it stands for nothing.

    What a check of an assessment has loaded is asked first, and what knows the code is the last that is loaded.
    """
    item = rules.find(code)
    if item:
        return _of_rule(item)
    parts = (_faults, _of_the_register, _of_packs, _of_accessibility)
    return next((table[code] for table in map(_table, parts) if code in table), None)


@cache
def _table(part: Callable[[], Iterator[Code]]) -> Mapping[str, Code]:
    return {item.code: item for item in part()}


def nearest(code: str) -> str:
    """The code, or the name, most like the one given; empty when none is like it."""
    known = every()
    by_name = {item.name: item.code for item in known.values()}
    near = difflib.get_close_matches(code, [*known, *by_name], n=1, cutoff=0.6)
    return by_name.get(near[0], near[0]) if near else ""


def _rules() -> Iterator[Code]:
    yield from map(_of_rule, rules.all_rules())


def _of_rule(item: rules.Rule) -> Code:
    return Code(
        item.code,
        item.name,
        item.family,
        item.severity,
        item.page,
        item.basis,
        item.due,
        item.kinds,
        item.only.words if item.only else "",
    )


def _of_the_register() -> Iterator[Code]:
    # Imported late: one assessment is checked without the register.
    from eia.register import rule as register_rules

    for item in register_rules.every():
        yield Code(item.code, item.name, item.family, item.severity, item.page, item.basis)


def _of_packs() -> Iterator[Code]:
    # Imported late, as the register is.
    from eia.pack import rule as pack_rules

    for item in pack_rules.every():
        yield Code(item.code, item.name, pack_rules.FAMILY, item.severity, item.page, item.basis)


def _faults() -> Iterator[Code]:
    # Imported late: what is remembered is told without what finds it.
    from eia import library, schema, source, waivers
    from eia.form_check import faults as form_check_faults

    tables: Mapping[str, Mapping[str, Any]] = {
        "source": source.FAULTS,
        "schema": schema.FAULTS,
        "form": {**library.FAULTS, **form_check_faults.FAULTS},
        "waivers": {notice.code: notice for notice in waivers.NOTICES},
    }
    for family, table in tables.items():
        for code, fault in sorted(table.items()):
            severity = getattr(fault, "severity", Severity.ERROR)
            yield Code(code, fault.name, family, severity, fault.page)


def _of_accessibility() -> Iterator[Code]:
    # Imported late: assessments are checked without it.
    from eia.accessibility.pages import CODES

    for item in CODES.values():
        yield Code(item.code, item.name, "accessibility", item.severity, item.page, item.basis)
