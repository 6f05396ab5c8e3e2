"""A rule over the whole register: its code, its weight, its page, and what it finds in which file."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eia.findings import Path, Problem, Severity
from eia.register.register import Register
from eia.register.sheets import Sheet
from eia.register.strategies import Fact, Strategy

FAMILIES = {"register": "The register", "cumulative": "Cumulative impact"}
"""The families of these rules, with what each is called."""

MODULES = (
    "rules_standing",
    "rules_register",
    "rules_chain",
    "rules_carried",
    "rules_copies",
    "rules_cumulative",
    "rules_services",
)
"""The modules that hold the rules."""


@dataclass(frozen=True)
class Trouble:
    """What a rule yields: a problem, and the file that it is in."""

    sheet: Sheet
    problem: Problem


Check = Callable[[Register], Iterator[Trouble]]
"""A rule's logic: what is wrong with the register."""


@dataclass(frozen=True)
class RegisterRule:
    """One rule."""

    code: str
    severity: Severity
    basis: str
    """The duty, case or guidance that it rests on."""
    family: str
    check: Check

    @property
    def name(self) -> str:
        """The name of the fault, such as `unassessed-strategy`."""
        return self.check.__name__.replace("_", "-")

    @property
    def page(self) -> str:
        """Its page in the guide, as Markdown."""
        return inspect.cleandoc(self.check.__doc__ or "")


_RULES: dict[str, RegisterRule] = {}


def rule(code: str, severity: Severity, *, basis: str, family: str = "register") -> Callable[[Check], Check]:
    """Register a function as the rule `code`.

    Raises:
        ValueError: the code is taken, or there is no such family.
    """

    def register(check: Check) -> Check:
        if code in _RULES:
            raise ValueError(f"{code} is taken by {_RULES[code].name}")
        if family not in FAMILIES:
            raise ValueError(f"{code} is of the family {family!r}, which is not one of {tuple(FAMILIES)}")
        _RULES[code] = RegisterRule(code, severity, basis, family, check)
        return check

    return register


def every() -> tuple[RegisterRule, ...]:
    """Every rule over the register, family by family, by code."""
    for module in MODULES:
        importlib.import_module(f"eia.register.{module}")
    order = list(FAMILIES)
    return tuple(sorted(_RULES.values(), key=lambda item: (order.index(item.family), item.code)))


def on(strategy: Strategy, fact: str, message: str, hint: str) -> Trouble:
    """A problem with a strategy: where a fact about it is given, or where the strategy is."""
    place: Fact = strategy.where(fact)
    return Trouble(place.sheet, Problem(place.path, message, hint))


def at(sheet: Sheet, path: Path, message: str, hint: str) -> Trouble:
    """A problem in a file."""
    return Trouble(sheet, Problem(path, message, hint))
