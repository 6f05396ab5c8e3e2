"""What stands in for an answer."""

from eia import text
from eia.form import Form
from eia.kept import Kept
from eia.lexicon import TEXTS


def is_placeholder(words: str, form: Form) -> bool:
    """Whether there are words, but they only stand in for an answer: “TBC”, “N/A”, “see above”, “???”.

    Which words do is the form's to say.
    """
    return form.kept(_placeholders)[words]


def _placeholders(form: Form) -> Kept[str, bool]:
    listed, beginnings = form.lexicon("placeholders"), tuple(form.lexicon("placeholder_beginnings"))
    return Kept(
        lambda words: (
            text.is_placeholder(words, listed, beginnings)
            or (bool(words.strip()) and not text.has_words(words))
        ),
        TEXTS,
    )


def is_unfinished(words: str, form: Form) -> bool:
    """Whether the words say outright that the answer is still to come: “TBC”, “to follow”, but not “N/A”."""
    return form.kept(_unfinished)[words]


def _unfinished(form: Form) -> Kept[str, bool]:
    listed, beginnings = form.lexicon("unfinished"), tuple(form.lexicon("placeholder_beginnings"))
    return Kept(lambda words: text.is_placeholder(words, listed, beginnings), TEXTS)
