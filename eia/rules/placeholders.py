"""What stands in for an answer."""

from eia import text
from eia.form import Form


def is_placeholder(words: str, form: Form) -> bool:
    """Whether there are words, but they only stand in for an answer: “TBC”, “N/A”, “see above”, “???”.

    Which words do is the form's to say.
    """
    listed = text.is_placeholder(words, form.lexicon("placeholders"), form.lexicon("placeholder_beginnings"))
    return listed or (bool(words.strip()) and not text.has_words(words))


def is_unfinished(words: str, form: Form) -> bool:
    """Whether the words say outright that the answer is still to come: “TBC”, “to follow”, but not “N/A”."""
    beginnings = form.lexicon("placeholder_beginnings")
    return text.is_placeholder(words, form.lexicon("unfinished"), beginnings)
