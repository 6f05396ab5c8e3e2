"""A rule on the decision that ends a screening, where the form screens every group."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import SCREENED_OUT, Assessment, Effect
from eia.rules import Where, rule
from eia.text import quote

WITH_LEVELS = Where(
    "says what has to follow from the level of an impact",
    lambda form: any(level.requires for level in form.levels.values()),
)
_FULL, _MITIGATED = "full_needed", "not_needed_mitigated"


@rule(
    "DEC009",
    Severity.ERROR,
    due="submitted",
    basis="Equality Commission for Northern Ireland, Section 75 screening: major impact leads to an equality impact"
    " assessment, minor impact to mitigation",
    kinds=("screening",),
    only=WITH_LEVELS,
)
def decision_against_levels(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The screening decision does not fit the levels of the impacts.

    ## Why it matters
    The screening template leads from levels to a decision: where an impact is major, an equality impact assessment; where
    it is minor, mitigation or an alternative policy; where there is none, neither. A policy that is screened out beside
    a major adverse impact is what complaints to the Equality Commission are about.

    ## What to do
    Decide as the levels say, or correct the level that is wrong and say why in its explanation. Screening out with
    mitigation needs the mitigation: name it under `actions` of the impact.

    ## Flagged
    ```yaml
    form: northern_ireland
    relevance: {outcome: not_needed} # DEC009
    impacts:
      dependants:
        - aim: equality_of_opportunity
          direction: negative
          level: major
          description: Parents lose the only nursery places that open before seven in the morning.
    ```
    ```yaml
    form: northern_ireland
    relevance: {outcome: not_needed} # DEC009
    impacts:
      age:
        - aim: equality_of_opportunity
          direction: negative
          level: minor
          description: Pensioners who pay in cash have to ask for the machine that takes it.
    ```
    ```yaml
    form: northern_ireland
    relevance: {outcome: not_needed_mitigated} # DEC009
    impacts:
      age:
        - aim: equality_of_opportunity
          direction: negative
          level: minor
          description: Pensioners who pay in cash have to ask for the machine that takes it.
    ```

    ## Accepted
    ```yaml
    form: northern_ireland
    relevance: {outcome: not_needed_mitigated}
    impacts:
      age:
        - aim: equality_of_opportunity
          direction: negative
          level: minor
          description: Pensioners who pay in cash have to ask for the machine that takes it.
          actions: [cash-sign]
    actions:
      - id: cash-sign
        category: lessen_negative
        description: Put a sign on the machine that takes cash, at the height of the others.
    ```
    """
    outcome = assessment.relevance.outcome
    if outcome not in SCREENED_OUT:
        return
    label = form.relevance_outcomes[outcome].label if outcome in form.relevance_outcomes else outcome
    harm = [effect for effect in assessment.effects if effect.direction == "negative"]
    for effect in sorted(harm, key=lambda effect: _requires(effect, form) != _FULL):
        needed = form.relevance_outcomes.get(_requires(effect, form))
        whom = f"the negative impact on {form.group_label(effect.group)} is {quote(form.level_label(effect.level))}"
        if needed is None or (needed.key == _MITIGATED == outcome and effect.actions):
            continue
        if needed.key == outcome:
            told = "and no action lessens it"
            hint = "Name the mitigation under `actions:` of that impact, and describe it."
        else:
            told = f"which leads to {quote(needed.label, limit=90)}"
            hint = f"Choose `{needed.key}`, or correct the level and say why it is lower."
        yield Problem(
            assessment.relevance.at("outcome"),
            f"The outcome is {quote(label, limit=90)}, but {whom}, {told}",
            hint,
        )
        return


def _requires(effect: Effect, form: Form) -> str:
    """The outcome that the level of an impact leads to; empty when the form does not say."""
    return form.levels[effect.level].requires if effect.level in form.levels else ""
