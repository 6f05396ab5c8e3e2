"""What follows when the activity could be discrimination."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.rules.placeholders import is_placeholder
from eia.text import quote


@rule(
    "IMP017",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010 s.13 (direct discrimination), s.149(1)(a)",
)
def prohibited_conduct_left_standing(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The activity could be direct discrimination, harassment or victimisation, and is not stopped.

    ## Why it matters
    The first aim of the duty is to eliminate discrimination, harassment, victimisation and other conduct that the
    Equality Act 2010 prohibits (section 149(1)(a)). An assessment that answers yes here and goes on regardless
    records that the conduct was known.

    ## What to do
    Stop or change the activity and answer again. If you are not sure that the answer is right, take legal advice and
    record under `legal_advice:` what it was.

    ## Flagged
    ```yaml
    discrimination:
      direct: yes # IMP017
    recommendation:
      outcome: no_change
    ```

    ## Accepted
    ```yaml
    discrimination:
      direct: yes
      legal_advice: |
        The monitoring officer advised on 4 May that the women-only hours fall within an exception of the Act, if they
        are kept under review.
    recommendation:
      outcome: no_change
    ```
    """
    told = assessment.discrimination
    outcome = assessment.recommendation.outcome
    advised = told.legal_advice and not is_placeholder(told.legal_advice, form)
    if advised or form.outcome_role(outcome) == "stop":
        return
    for name in ("direct", "harassment", "victimisation"):
        if getattr(told, name) == "yes":
            known = outcome in form.outcomes
            leads_to = f"the recommendation is {quote(form.outcomes[outcome].label)}, and " if known else ""
            yield Problem(
                told.at(name),
                f"{quote(form.label(told.at(name)))} is answered “yes”, yet {leads_to}no legal advice is recorded",
                "Recommend to stop or change the activity, or record under `legal_advice:` what was advised, by whom"
                " and when.",
            )


@rule(
    "IMP018",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010 s.19: a proportionate means of achieving a legitimate aim",
)
def unjustified_indirect_discrimination(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The activity could be indirect discrimination, and the justification is not complete.

    ## Why it matters
    A rule that puts people who share a characteristic at a disadvantage is unlawful unless it is a proportionate
    means of achieving a legitimate aim (section 19 of the Equality Act 2010). Whether it is proportionate cannot be
    judged without another way to compare it with: in R (W) v Birmingham City Council [2011] no less drastic option
    had been considered.

    ## What to do
    Give the aim, say why the means are proportionate to it, and record at least one other option with its effect on
    the group.

    ## Flagged
    ```yaml
    discrimination:
      indirect: yes # IMP018
      legitimate_aim: To keep the branch open within the budget that the council has set.
    ```

    ## Accepted
    ```yaml
    discrimination:
      indirect: yes
      legitimate_aim: To keep the branch open within the budget that the council has set.
      proportionality: |
        Proof of address is asked of new members only, and any letter will do. Half of the losses were books lent to
        people who could not be reached; a deposit would have kept out more people without means.
    options:
      - id: deposit
        title: Ask for a deposit instead of proof of address
        equality_effect: Would keep out more Gypsy and Traveller families and more people on low incomes.
        chosen: no
    ```
    """
    told = assessment.discrimination
    if told.indirect != "yes" or form.outcome_role(assessment.recommendation.outcome) == "stop":
        return
    missing = [
        quote(form.label(path))
        for path, answer in (
            (told.at("legitimate_aim"), told.legitimate_aim),
            (told.at("proportionality"), told.proportionality),
            (("options",), " ".join(option.title or option.description for option in assessment.options)),
        )
        if not answer or is_placeholder(answer, form)
    ]
    if missing:
        yield Problem(
            told.at("indirect"),
            f"{quote(form.label(told.at('indirect')))} is answered “yes”, but nothing stands under"
            f" {in_a_sentence(missing, last='or')}",
            "Say what the aim is, why these means are in proportion to it, and which other way was considered.",
        )
