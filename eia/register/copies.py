"""Which assessments may say the same as another, found without comparing each with every other.

Of a narrative only some runs of eight words are kept, those that begin with certain words, each as a number; the same
run is kept or left out wherever it stands (Manber, Finding similar files in a large file system, 1994; Broder, On the
resemblance and containment of documents, 1997). An index from numbers to narratives then leads to those that have
many in common, and only these are compared word for word.
"""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eia.kept import Kept
from eia.text import SHINGLE, Runs, shingles, words

LEAST_TEXT = 25
"""Words of an answer from which on it says enough to be copied."""
MOST_OWNERS = 20
"""Narratives remembered for one run of words; what stands in more is common to all, and would make each meet each."""
MOST_CANDIDATES = 3
"""Narratives with which one is compared word for word."""
MOST_MARKS = 1_000_000
"""Marks that are indexed; of more, only every second, fourth and so on is, so that memory stays bounded."""
ENOUGH = 0.35
"""The share of common marks from which on it is worth comparing: well below the share that counts."""
_EVERY = 16
_WORDS = 32_768
_begins = Kept[str, bool](lambda word: zlib.crc32(word.encode(errors="replace")) % _EVERY == 0, _WORDS)


def marks(texts: Iterable[str]) -> bytes:
    """The marks of a narrative, as numbers of 32 bits."""
    made: set[int] = set()
    for text in texts:
        sequence = words(text)
        for start in range(len(sequence) - SHINGLE + 1):
            if _begins[sequence[start]]:
                run = " ".join(sequence[start : start + SHINGLE])
                made.add(zlib.crc32(run.encode(errors="replace")))
    return array("I", sorted(made)).tobytes()


def numbers(held: bytes) -> "array[int]":
    """The marks as numbers."""
    made = array("I")
    made.frombytes(held)
    return made


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two narratives that may say the same, by their places."""

    other: int
    """The earlier one."""
    share: float
    """About how much of the shorter one stands in the longer, 0 to 1."""
    is_shorter: bool
    """Whether the later one is the shorter, or they are equally long."""


def candidates(narratives: Sequence[bytes], common: bytes = b"") -> Iterator[tuple[int, list[Likeness]]]:
    """The place of each narrative that may say the same as earlier ones, with those, the likeliest first.

    The work grows in step with the number of marks.

    Args:
        narratives: the marks of each.
        common: marks that may stand in any.
    """
    left_out = frozenset(numbers(common))
    step = 1
    while sum(map(len, narratives)) // array("I").itemsize > MOST_MARKS * step:
        step *= 2
    first: dict[int, int] = {}
    others: defaultdict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for place, held in enumerate(narratives):
        kept = numbers(held).tolist()
        if left_out or step > 1:
            kept = [mark for mark in kept if mark not in left_out and not mark % step]
        sizes.append(len(kept))
        met: dict[int, int] = {}
        again = first.keys() & kept  # seldom any: nearly every run of words stands in one narrative only
        for mark in again:
            known = others[mark]
            for other in (first[mark], *known):
                met[other] = met.get(other, 0) + 1
            if len(known) < MOST_OWNERS:
                known.append(place)
        first.update(dict.fromkeys(again.symmetric_difference(kept), place))
        likely = [
            Likeness(other, number / min(len(kept), sizes[other]), len(kept) <= sizes[other])
            for other, number in met.items()
            if number >= ENOUGH * min(len(kept), sizes[other])
        ]
        if likely:
            likely.sort(key=lambda item: (-item.share, item.other))
            yield place, likely[:MOST_CANDIDATES]


def runs(texts: Iterable[str], common: Runs = frozenset()) -> Runs:
    """Every run of eight words of a narrative, without those that may stand in any."""
    made: set[int] = set()
    for text in texts:
        made |= shingles(text)
    return frozenset(made.difference(common))
