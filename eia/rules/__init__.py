"""The rules: one function each, registered under a permanent code, grouped by family.

The function's name is the rule's name; its docstring is its page in the guide, what `eia explain` shows, and,
through its examples, its test. The families are listed by hand below, in the order of the guide.
"""

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment

Check = Callable[[Assessment, Form, date], Iterator[Problem]]
"""A rule's logic: what is wrong with the assessment, on this form, as things stand on this day."""

FAMILIES = {
    "relevance": "Relevance test",
    "evidence": "Evidence",
    "consultation": "Consultation and engagement",
    "duty": "The equality duty",
    "impacts": "Impacts",
    "actions": "Actions",
    "decision": "Recommendation and decision",
    "governance": "Governance",
    "monitoring": "Monitoring and review",
    "wording": "Wording",
    "publication": "Publication",
}
"""The families, with what each is called."""

MODULES = (
    "relevance",
    "relevance_outcome",
    "evidence",
    "evidence_worth",
    "consultation",
    "consultation_reach",
    "duty",
    "duty_scope",
    "impacts",
    "impacts_weight",
    "impacts_wording",
    "impacts_context",
    "impacts_vocabulary",
    "impacts_discrimination",
    "actions",
    "actions_substance",
    "decision",
    "governance",
    "monitoring",
    "wording",
    "wording_content",
    "wording_style",
    "wording_privacy",
    "wording_residue",
    "publication",
    "publication_privacy",
)
"""The modules that hold the rules. A large family has several; what stands before the `_` is its name."""

STAGES = ("draft", "submitted", "approved", "published")
"""The statuses in the order an assessment passes through them."""


@dataclass(frozen=True)
class Rule:
    """One rule."""

    code: str
    severity: Severity
    due: str
    """The status from which its findings count; before it they are listed as not yet."""
    basis: str
    """The duty, case, regulation or guidance that it rests on."""
    kinds: tuple[str, ...]
    """The kinds of assessment it applies to."""
    check: Check

    @property
    def name(self) -> str:
        """The name of the fault, such as `undated-evidence`."""
        return self.check.__name__.replace("_", "-")

    @property
    def family(self) -> str:
        """The family it belongs to, such as `evidence`."""
        return self.check.__module__.rpartition(".")[2].partition("_")[0]

    @property
    def page(self) -> str:
        """Its page in the guide, as Markdown."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The page's first line."""
        return self.page.partition("\n")[0]


_REGISTRY: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    *,
    due: str,
    basis: str,
    kinds: tuple[str, ...] = ("full",),
) -> Callable[[Check], Check]:
    """Register a function as the rule `code`.

    Args:
        code: three letters for the family and three digits; never used again for another rule.
        severity: what it weighs unless the form says otherwise.
        due: the first status at which its findings count: `draft`, `submitted`, `approved` or `published`.
        basis: the duty, case, regulation or guidance that it rests on.
        kinds: the kinds of assessment it applies to.

    Raises:
        ValueError: the code is taken, or `due` is not a stage.
    """

    def register(check: Check) -> Check:
        if code in _REGISTRY:
            raise ValueError(f"{code} is taken by {_REGISTRY[code].name}")
        if due not in STAGES:
            raise ValueError(f"{code} is due from {due!r}, which is not one of {STAGES}")
        _REGISTRY[code] = Rule(code, severity, due, basis, kinds, check)
        return check

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, family by family, by code."""
    for module in MODULES:
        importlib.import_module(f"eia.rules.{module}")
    order = list(FAMILIES)
    return tuple(sorted(_REGISTRY.values(), key=lambda item: (order.index(item.family), item.code)))


def find(code: str) -> Rule | None:
    """The rule with this code, or None."""
    return next((item for item in all_rules() if item.code == code), None)
