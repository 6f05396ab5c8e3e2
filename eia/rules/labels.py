"""What the form calls things, in quotation marks."""

from eia.form import Form, Question
from eia.text import quote


def direction_label(form: Form, key: str) -> str:
    """What the form calls a direction: “Positive impact”."""
    choice = form.directions.get(key)
    return quote(choice.label if choice else key)


def outcome_label(form: Form, key: str) -> str:
    """What the form calls an outcome of the relevance test."""
    choice = form.relevance_outcomes.get(key)
    return quote(choice.label if choice else key)


def asked(question: Question) -> str:
    """The question of the relevance test, in its own words as far as they fit."""
    return quote(question.text, limit=80)
