"""A rule over the papers of a meeting: its code, its page, and which papers it keeps back."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eia.findings import Path, Severity
from eia.pack.paper import Paper, Papers

FAMILY = "packs"
FAMILIES = {FAMILY: "Committee packs"}
"""The family of these rules, with what it is called."""
MODULES = ("rules_papers",)
"""The modules that hold the rules."""


@dataclass(frozen=True)
class Trouble:
    """Why papers are not ready to go to the meeting."""

    paper: Paper | None
    """The paper that is not ready; None for all of them."""
    path: Path
    """The answer at fault."""
    message: str
    """What is wrong, in words for the clerk and for members; no full stop."""
    hint: str
    """What to do about it."""


Check = Callable[[Papers], Iterator[Trouble]]
"""A rule's logic."""


@dataclass(frozen=True)
class PackRule:
    """One rule."""

    code: str
    mark: str
    """The word with which such papers may be put in all the same, marked; empty when they may not."""
    basis: str
    """The duty, case or guidance that it rests on."""
    check: Check
    severity: Severity = Severity.ERROR

    @property
    def name(self) -> str:
        """The name of the fault, such as `unapproved-assessment`."""
        return self.check.__name__.replace("_", "-")

    @property
    def page(self) -> str:
        """Its page in the guide, as Markdown."""
        return inspect.cleandoc(self.check.__doc__ or "")


_RULES: dict[str, PackRule] = {}


def rule(code: str, *, basis: str, mark: str = "") -> Callable[[Check], Check]:
    """Register a function as the rule `code`.

    Raises:
        ValueError: the code is taken.
    """

    def register(check: Check) -> Check:
        if code in _RULES:
            raise ValueError(f"{code} is taken by {_RULES[code].name}")
        _RULES[code] = PackRule(code, mark, basis, check)
        return check

    return register


def every() -> tuple[PackRule, ...]:
    """Every rule over the papers of a meeting, by code."""
    for module in MODULES:
        importlib.import_module(f"eia.pack.{module}")
    return tuple(sorted(_RULES.values(), key=lambda item: item.code))


def marks() -> tuple[str, ...]:
    """The words with which papers may be put in all the same."""
    return tuple(item.mark for item in every() if item.mark)


def troubles(papers: Papers) -> tuple[tuple[PackRule, Trouble], ...]:
    """Everything that keeps papers back, in the order of the pack: first what is about all of them."""
    found = [(item, trouble) for item in every() for trouble in item.check(papers)]
    return tuple(sorted(found, key=lambda pair: -1 if pair[1].paper is None else pair[1].paper.place))
