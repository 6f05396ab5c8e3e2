"""The words an assessment has at all: what is not among them need not be looked for."""

from functools import lru_cache

from eia import text
from eia.prose import Prose


@lru_cache(maxsize=4)
def vocabulary(prose: Prose) -> frozenset[str]:
    """Every word of the answers, in small letters."""
    return text.vocabulary(answer for _, answer in prose)


def rarest(phrase: str) -> str:
    """The word of a phrase by which to tell quickly that the phrase does not occur: its longest.

    Empty when there is none to tell by, as in the beginning of a word (`communit*`).
    """
    return max((word for word in text.words(phrase) if f"{word}*" not in phrase), key=len, default="")


def may_have(prose: Prose, word: str) -> bool:
    """Whether the answers have a word, or its plural, or belonging to it; True for the empty word."""
    present = vocabulary(prose)
    return not word or word in present or f"{word}s" in present or f"{word}'s" in present
