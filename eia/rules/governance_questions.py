"""A rule on the questions that only one form asks."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.rules import Where, rule
from eia.rules.placeholders import is_placeholder
from eia.text import quote

WITH_QUESTIONS = Where(
    "has questions of its own that must be answered",
    lambda form: any(question.required for question in form.answers.values()),
)


@rule(
    "GOV015",
    Severity.ERROR,
    due="submitted",
    basis="The form's own questions: Welsh language and well-being in Wales, the disability duties in Northern Ireland",
    kinds=("full", "screening"),
    only=WITH_QUESTIONS,
)
def unanswered_form_question(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A question that only this form asks, and that it needs answered, is not answered.

    ## Why it matters
    What one form asks and others do not, it asks because a law or the body's own policy does: in Wales what the decision
    does to the Welsh language, in Northern Ireland the duties on disability. The question was printed; a reader who
    finds nothing under it will ask whether anybody thought about it.

    ## What to do
    Answer it under `answers`. Where nothing changes, say so and why.

    ## Flagged
    ```yaml
    form: wales
    answers: # GOV015
      steps_taken: The team went through the evidence with the tenants' panel in May, and again in July.
    ```
    ```yaml
    form: wales
    answers:
      steps_taken: The team went through the evidence with the tenants' panel in May, and again in July.
      welsh_opportunities: TBC # GOV015
      welsh_treatment: Letters about repairs go out in Welsh and English as before, and so do reminders.
      five_ways: The plan was made with tenants and with the health board, for the next ten years.
      well_being_goals: A healthier Wales, because damp homes are mended before winter.
    ```

    ## Accepted
    ```yaml
    form: wales
    answers:
      steps_taken: The team went through the evidence with the tenants' panel in May, and again in July.
      welsh_opportunities: Tenants can report a repair in Welsh by telephone for the first time.
      welsh_treatment: Letters about repairs go out in Welsh and English as before, and so do reminders.
      five_ways: The plan was made with tenants and with the health board, for the next ten years.
      well_being_goals: A healthier Wales, because damp homes are mended before winter.
    ```
    """
    asked = _asked(form, assessment.kind)
    for key, question in form.answers.items():
        answer = assessment.answers.get(key, "")
        if question.required and key in asked and (not answer or is_placeholder(answer, form)):
            yield Problem(
                assessment.at("answers", key),
                f"{quote(question.label, limit=90)} is not answered",
                question.guidance or f"Answer it under `answers`, as `{key}:`.",
            )


def _asked(form: Form, kind: str) -> frozenset[str]:
    """The form's own questions that are asked in this kind of assessment: all but those of another kind's sections."""
    elsewhere, here = set[str](), set[str]()
    for section in form.sections.values():
        names = {ask.removeprefix("answers.") for ask in section.asks if ask.startswith("answers.")}
        (here if kind in section.kinds else elsewhere).update(names)
    return frozenset(form.answers.keys() - (elsewhere - here))
