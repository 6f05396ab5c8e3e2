"""What stands in for an answer."""

from eia import text
from eia.form import Form


def is_placeholder(words: str, form: Form) -> bool:
    """Whether the words only stand in for an answer, by the form's own list: “TBC”, “N/A”, “to follow”."""
    return text.is_placeholder(words, form.lexicon("placeholders"), form.lexicon("placeholder_beginnings"))
