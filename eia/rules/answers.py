"""What was answered in the relevance test, by what the questions mean."""

from eia.form import Form, Question
from eia.model import Assessment

BOTH_KINDS = ("screening", "full")
"""The kinds of assessment that have a relevance test."""


def answered(assessment: Assessment, form: Form, role: str, answer: str) -> Question | None:
    """The question with this role, when this is the answer to it: `yes` or `no`."""
    question = form.question_with_role(role)
    given = assessment.relevance.answers.get(question.key) if question else None
    return question if given and given.answer == answer else None


def admitted(assessment: Assessment, form: Form, *roles: str) -> Question | None:
    """The first of the questions with these roles that is answered yes."""
    return next((found for role in roles if (found := answered(assessment, form, role, "yes"))), None)
