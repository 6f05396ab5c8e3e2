"""What stands in for an answer."""

from collections.abc import Mapping

from eia.form import Form
from eia.kept import Kept
from eia.lexicon import TEXTS
from eia.text import has_words

LONGEST = 120
"""Characters that are looked at: what is longer says more than that an answer is to come."""


def is_placeholder(words: str, form: Form) -> bool:
    """Whether there are words, but they only stand in for an answer: “TBC”, “N/A”, “see above”, “???”."""
    return placeholders(form)[words]


def placeholders(form: Form) -> Mapping[str, bool]:
    """Text → whether it only stands in for an answer, as `is_placeholder` tells it. Which do is the form's to say."""
    return form.kept(_placeholders)


def unfinished(form: Form) -> Mapping[str, bool]:
    """Text → whether it says outright that the answer is still to come: “TBC”, “to follow”, but not “N/A”."""
    return form.kept(_unfinished)


def _placeholders(form: Form) -> Kept[str, bool]:
    known = _Known(form.lexicon("placeholders"), form.lexicon("placeholder_beginnings"))
    return Kept(lambda words: known.has(words) or (bool(words.strip()) and not has_words(words)), TEXTS)


def _unfinished(form: Form) -> Kept[str, bool]:
    known = _Known(form.lexicon("unfinished"), form.lexicon("placeholder_beginnings"))
    return Kept(known.has, TEXTS)


class _Known:
    """What is known to stand in for an answer."""

    def __init__(self, whole: tuple[str, ...], beginnings: tuple[str, ...]) -> None:
        """What is known as a whole, and what begins as nobody begins an answer."""
        self._whole = frozenset(whole)
        self._beginnings = tuple(beginnings)
        self._initials = {known[:2] for known in (*self._whole, *self._beginnings)}
        """How each begins: two letters, or the one that it has."""

    def has(self, words: str) -> bool:
        """Whether the words are known."""
        first = words[:2].lower()
        if (
            first.isascii()
            and first.isalnum()
            and first not in self._initials
            and first[0] not in self._initials
        ):
            return False
        flat = " ".join(words[:LONGEST].split()).strip(" .!*_").lower()
        return flat.startswith(self._beginnings) or (len(words) <= LONGEST and flat in self._whole)
