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
from typing import Protocol

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.past import Past

Check = Callable[[Assessment, Form, date], Iterator[Problem]]
"""A rule's logic: what is wrong with the assessment, on this form, as things stand on this day."""


class CheckOnPast(Protocol):
    """The same of a rule that asks as well what the assessment said when it was signed; silent when nobody tells."""

    __name__: str
    __module__: str

    def __call__(
        self, assessment: Assessment, form: Form, today: date, past: Past | None = None
    ) -> Iterator[Problem]:
        """What is wrong."""
        ...


@dataclass(frozen=True)
class Where:
    """What a form must have for a rule to have anything to look at, such as a minimum set by a nation's law."""

    words: str
    """As the end of a sentence: “a form that …”."""
    has: Callable[[Form], bool]


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
    "nation": "The law of a nation",
}
"""The families, with what each is called."""

MODULES = (
    "relevance",
    "relevance_outcome",
    "evidence",
    "evidence_worth",
    "consultation",
    "consultation_reach",
    "consultation_time",
    "duty",
    "duty_scope",
    "duty_socio_economic",
    "impacts",
    "impacts_weight",
    "impacts_wording",
    "impacts_context",
    "impacts_vocabulary",
    "impacts_discrimination",
    "actions",
    "actions_substance",
    "decision",
    "decision_screening",
    "governance",
    "governance_past",
    "governance_questions",
    "monitoring",
    "monitoring_past",
    "wording",
    "wording_content",
    "wording_style",
    "wording_privacy",
    "wording_residue",
    "publication",
    "publication_privacy",
    "publication_contents",
    "publication_marks",
    "nation",
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
    check_on_past: CheckOnPast | None = None
    """The same function, if it asks for the past."""
    only: Where | None = None
    """The forms it is for; None for all."""

    def applies(self, form: Form) -> bool:
        """Whether the form has what the rule looks at."""
        return self.only is None or self.only.has(form)

    def problems(
        self, assessment: Assessment, form: Form, today: date, past: Past | None
    ) -> Iterator[Problem]:
        """What the rule finds wrong."""
        if self.check_on_past:
            return self.check_on_past(assessment, form, today, past)
        return self.check(assessment, form, today)

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
    only: Where | None = None,
) -> Callable[[Check], Check]:
    """Register a function as the rule `code`.

    Args:
        code: three letters for the family and three digits; never used again for another rule.
        severity: what it weighs unless the form says otherwise.
        due: the first status at which its findings count: `draft`, `submitted`, `approved` or `published`.
        basis: the duty, case, regulation or guidance that it rests on.
        kinds: the kinds of assessment it applies to.
        only: the forms it is for; None for all.

    Raises:
        ValueError: the code is taken, or `due` is not a stage.
    """

    def register(check: Check) -> Check:
        _add(Rule(code, severity, due, basis, kinds, check, only=only))
        return check

    return register


def rule_on_past(
    code: str,
    severity: Severity,
    *,
    due: str,
    basis: str,
    kinds: tuple[str, ...] = ("full",),
) -> Callable[[CheckOnPast], CheckOnPast]:
    """Register a function that asks for the past as the rule `code`; as `rule` does it for others.

    Raises:
        ValueError: the code is taken, or `due` is not a stage.
    """

    def register(check: CheckOnPast) -> CheckOnPast:
        _add(Rule(code, severity, due, basis, kinds, check, check))
        return check

    return register


def _add(item: Rule) -> None:
    if item.code in _REGISTRY:
        raise ValueError(f"{item.code} is taken by {_REGISTRY[item.code].name}")
    if item.due not in STAGES:
        raise ValueError(f"{item.code} is due from {item.due!r}, which is not one of {STAGES}")
    _REGISTRY[item.code] = item


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
