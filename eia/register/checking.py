"""Check the register: run its rules, and give each problem its place in its file."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eia.findings import Finding
from eia.placing import in_order
from eia.register.register import Register
from eia.register.rule import every
from eia.register.sheets import Sheet


@dataclass(frozen=True)
class Told:
    """What was found in one file, from the point of view of the register."""

    sheet: Sheet
    findings: tuple[Finding, ...]


def check(register: Register, wants: Callable[[str], bool]) -> Mapping[str, Told]:
    """The name of a file → what the register has to say of it, for every strategy and wherever something is wrong.

    Args:
        register: the strategies and assessments.
        wants: whether findings with a code are asked for.
    """
    sheets: dict[str, Sheet] = {}
    found: defaultdict[str, list[Finding]] = defaultdict(list)

    def add(sheet: Sheet, finding: Finding) -> None:
        sheets.setdefault(sheet.name, sheet)
        if wants(finding.code):
            found[sheet.name].append(finding)

    for strategy in register.strategies:
        sheets.setdefault(strategy.home.sheet.name, strategy.home.sheet)
        for finding in strategy.findings:
            add(strategy.home.sheet, finding)
    for finding in register.found.findings:
        add(register.settings, finding)
    for item in every():
        if wants(item.code):
            for trouble in item.check(register):
                add(trouble.sheet, trouble.sheet.finding(item.code, item.severity, trouble.problem))
    return {name: Told(sheet, in_order(tuple(found[name]))) for name, sheet in sheets.items()}
