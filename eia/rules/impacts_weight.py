"""How an impact is weighed: how large it is, how many it reaches, what answers it and what remains."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment, Effect
from eia.rules import rule
from eia.rules.counts import counts_people
from eia.rules.effects import beginning, live_actions
from eia.rules.placeholders import is_placeholder
from eia.text import quote


@rule(
    "IMP006",
    Severity.ERROR,
    due="submitted",
    basis="R (Bracking) v SSWP [2013] EWCA Civ 1345: ways to eliminate adverse impact, before adoption;"
    " R (Rahman) v Birmingham [2011] EWHC 944",
)
def unanswered_negative_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A negative impact has neither an action that lessens it nor a justification.

    ## Why it matters
    Regard to the duty means to assess how far a group is harmed, and what would lessen the harm, before the decision:
    R (Bracking) v Secretary of State for Work and Pensions [2013]. A negative impact as such does not make the
    decision unlawful: the duty is to have regard, not to reach a result (Baker [2008] EWCA Civ 141). Passing it over may.

    ## What to do
    Link the actions that lessen it, or say why it may stand: the aim that is pursued, and why nothing less harmful
    would do. An action that was dropped does not count.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: negative # IMP006
          description: Blind users lose the weekly hour in which staff read to them.
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: negative
          description: Residents over 75 lose the late evening, on which a third of their visits fall.
          justification: |
            The saving keeps the branch open. Closing on a morning instead would hit more of them, and the later
            bus ends in March in any case.
      disability:
        - direction: negative
          description: Blind users lose the weekly hour in which staff read to them.
          actions: [reading]
    actions:
      - id: reading
        description: Volunteers read to blind users by telephone every Tuesday.
    ```
    """
    if form.outcome_role(assessment.recommendation.outcome) == "stop":
        return
    for effect in assessment.negative_effects:
        justified = effect.justification and not is_placeholder(effect.justification, form)
        if justified or live_actions(effect, assessment):
            continue
        without = (
            "the action on it was dropped and no justification is given"
            if effect.actions
            else "has neither an action that lessens it nor a justification"
        )
        joint = ": " if effect.actions else " "
        yield Problem(
            effect.at("actions"),
            f"The negative impact on {form.group_label(effect.group)}{beginning(effect)}{joint}{without}",
            "Name under `actions:` what will lessen it, or say under `justification:` why it may stand: the aim, and"
            " why nothing less harmful would do.",
        )


@rule(
    "IMP013",
    Severity.WARNING,
    due="submitted",
    basis="forms with a scale ask how large and how likely an impact is",
)
def unmeasured_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The form asks how large or how likely an impact is, and the answer is missing.

    ## Why it matters
    The numbers affected and the severity were missing in R (JM and NT) v Isle of Wight Council [2011], and the council
    lost. A decision maker weighs a small, unlikely loss otherwise than a large, certain one.

    ## What to do
    Choose a level and a likelihood from the form's scales, and let the explanation bear them out. Forms without
    scales do not ask.

    ## Flagged
    ```yaml
    impacts:
      pregnancy_maternity:
        - direction: negative # IMP013
          description: Pregnant women and new mothers lose the only clinic within half an hour by bus.
    ```

    ## Accepted
    ```yaml
    impacts:
      pregnancy_maternity:
        - direction: negative
          level: high
          description: Pregnant women and new mothers lose the only clinic within half an hour by bus.
    ```
    """
    for effect in assessment.effects:
        if not effect.is_felt:
            continue
        for name, scale in (("level", form.levels), ("likelihood", form.likelihoods)):
            if scale and not getattr(effect, name):
                asked = form.label(effect.at(name)).rpartition(": ")[2]
                yield Problem(
                    effect.at(name),
                    f"{form.group_label(effect.group)}: “{asked}” is not answered{beginning(effect)}",
                    f"Add `{name}:` with one of {', '.join(f'`{key}`' for key in scale)}.",
                )


@rule(
    "IMP015",
    Severity.WARNING,
    due="submitted",
    basis="R (Bracking) v SSWP [2013] EWCA Civ 1345: the extent of adverse impact, before adoption",
)
def unclear_remaining_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """What remains of an impact after the actions is not said, or is worse than the impact itself.

    ## Why it matters
    Actions seldom take a negative impact away altogether. The decision maker must know what is left, because that is
    what the decision accepts: regard to the duty includes the extent of the harm (R (Bracking) v Secretary of State
    for Work and Pensions [2013]). If more harm is left than there was, one of the two answers is a slip.

    ## What to do
    Add `residual:` to the effect: its direction once the actions are done, and its level where the form has levels.

    ## Flagged
    ```yaml
    impacts:
      age:
        - direction: negative # IMP015
          description: Residents over 75 lose the late evening, on which a third of their visits fall.
          actions: [minibus]
      race:
        - direction: positive
          description: Residents learning English gain a reading group on Saturdays.
          residual: {direction: negative} # IMP015
    actions:
      - id: minibus
        description: A minibus brings residents over 75 to the library on two afternoons.
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: negative
          description: Residents over 75 lose the late evening, on which a third of their visits fall.
          actions: [minibus]
          residual: {direction: negative}
          justification: The minibus seats 16 of about 40; a second one would cost more than the evening.
    actions:
      - id: minibus
        description: A minibus brings residents over 75 to the library on two afternoons.
    ```
    """
    for effect in assessment.effects:
        left = effect.residual
        if effect.direction == "negative" and not left.direction and live_actions(effect, assessment):
            yield Problem(
                effect.at("residual"),
                f"The negative impact on {form.group_label(effect.group)}{beginning(effect)} has actions, but nothing says"
                " what remains of it",
                "Add `residual: {direction: …}`: `none` if the actions take the impact away, `negative` if part of it"
                " stays.",
            )
        elif _is_worse(effect, form):
            yield Problem(
                effect.at("residual"),
                f"{form.group_label(effect.group)}: what remains after the actions,"
                f" {quote(_size(form, left.direction, left.level))}, is worse than the impact itself,"
                f" {quote(_size(form, effect.direction, effect.level))}",
                "Correct whichever is a slip. If the actions do harm of their own, record that as a second effect.",
            )


@rule(
    "IMP016",
    Severity.WARNING,
    due="submitted",
    basis="R (JM and NT) v Isle of Wight Council [2011] EWHC 2911: numbers affected, and severity",
)
def uncounted_negative_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A negative impact does not say how many people it reaches.

    ## Why it matters
    In R (JM and NT) v Isle of Wight Council [2011] the numbers affected and the severity were missing, and the council
    lost. An estimate with its basis will do; a count is better.

    ## What to do
    Give the number under `reach:`. If only a range is known, give its upper end and put the range in the explanation.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: negative # IMP016
          description: Blind users lose the weekly hour in which staff read to them.
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: negative
          description: About 40 residents a week, most of them over 75, lose the late evening.
      disability:
        - direction: negative
          reach: 14
          description: Blind users lose the weekly hour in which staff read to them.
    ```
    """
    for effect in assessment.negative_effects:
        if effect.reach is None and not counts_people(effect.description, form):
            yield Problem(
                effect.at("reach"),
                f"The negative impact on {form.group_label(effect.group)}{beginning(effect)} does not say how many people"
                " it reaches",
                "Add `reach:` with the number of people in this group who are affected; an estimate will do, if the"
                " explanation says where it comes from.",
            )


def _size(form: Form, direction: str, level: str) -> str:
    """A direction with its level, as the form calls them: “Negative impact, High”."""
    return ", ".join(filter(None, (form.direction_label(direction), form.level_label(level))))


def _is_worse(effect: Effect, form: Form) -> bool:
    """Whether more harm is left after the actions than there was."""
    left = effect.residual
    if left.direction != "negative":
        return False
    if effect.direction != "negative":
        return effect.direction in ("positive", "none")
    before, after = form.levels.get(effect.level), form.levels.get(left.level)
    return bool(before and after and after.weight > before.weight)
