"""Whether a text counts people."""

import re

from eia.form import Form
from eia.text import found, mentions, words

_NUMBER = re.compile(
    r"(?<![\w£$€.,:/])(?!(?:19|20)\d\d\b)\d[\d,]*\b(?![.:/]\d|\s*(?:%|(?:per cent|pm|am)\b))"
)
"""A whole number that can be a count of people, not a price, a share, a year, a date or a time of day."""
_FAR = 5
"""Words after a number within which those counted are named: “40 of our older residents”."""


def counts_people(text: str, form: Form) -> bool:
    """Whether the text has a number of people in it: “about 40 older residents”, “a dozen pupils”."""
    return counts(text, form.lexicon("people"), form)


def counts(text: str, counted: tuple[str, ...], form: Form) -> bool:
    """Whether the text has a number of what these words name."""
    apart = form.lexicon("prepositions")
    numbers = [match.end() for match in _NUMBER.finditer(text)]
    numbers += [text.find(word) + len(word) for word in found(text, form.lexicon("number_words"))]
    for end in numbers:
        following = words(text[end : end + 80])[:_FAR]
        upto = next((at for at, word in enumerate(following) if word in apart), _FAR)
        if mentions(" ".join(following[:upto]), counted):
            return True
    return False
