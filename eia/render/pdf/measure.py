"""How wide words are, near enough to tell which must be broken: fonts are the house style's, and differ."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final

_NARROW: Final = frozenset("!'(),-./:;I[\\]`fijlrt{|}·’‘“”")
_WIDE: Final = frozenset("%&@MWmw—…")


@lru_cache(maxsize=4096)
def width_of(character: str) -> float:
    """The width of a character in Arial, in ems (rounded up to one of a few)."""
    if unicodedata.category(character)[0] in "MC":
        return 0.0
    if character in _NARROW:
        return 0.34
    if character in _WIDE or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.73 if character.isupper() else 0.57


def ems(word: str) -> float:
    """The width of a word, in ems."""
    return sum(map(width_of, word))


def pieces(word: str, room: float) -> Iterator[str]:
    """The word in pieces none of which is wider than `room` (in ems), unless it cannot be parted there."""
    if ems(word) <= room:
        yield word
        return
    start, begun = 0, 0.0
    for at, (character, end) in enumerate(zip(word, accumulate(map(width_of, word)), strict=True)):
        if at > start and end - begun > room and _may_part(word[at - 1], character):
            yield word[start:at]
            start, begun = at, end - width_of(character)
    yield word[start:]


def _may_part(before: str, after: str) -> bool:
    """Whether two characters stay whole when they are parted: not in joined scripts, not before an accent."""
    return (
        unicodedata.bidirectional(before) != "AL"
        and unicodedata.category(after)[0] not in "MC"
        and unicodedata.category(before)[0] != "C"
    )
