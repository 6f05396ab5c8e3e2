"""Texts that another may have been pasted from."""

from typing import Generic, TypeVar

from eia.text import overlap, shingles

Owner = TypeVar("Owner")


class Originals(Generic[Owner]):
    """Texts with whatever they belong to; most share no run of words with another, and that is seen at once."""

    def __init__(self, least: int) -> None:
        """None yet; `least` is how much must be shared, in per cent, for a text to count as pasted."""
        self._least = least
        self._texts: list[tuple[str, Owner]] = []
        self._runs: set[tuple[str, ...]] = set()

    def add(self, text: str, owner: Owner) -> None:
        """One more text that others may have been pasted from."""
        self._texts.append((text, owner))
        self._runs |= shingles(text)

    def of(self, text: str) -> list[Owner]:
        """What the texts belong to from which this one may have been pasted, or they from it; in order."""
        if self._runs.isdisjoint(shingles(text)):
            return []
        return [owner for other, owner in self._texts if overlap(text, other) * 100 >= self._least]
