"""Texts that another may have been pasted from."""

from typing import Generic, TypeVar

from eia.text import Runs, share

Owner = TypeVar("Owner")


class Originals(Generic[Owner]):
    """Texts, by their runs of words, with whatever they belong to.

    Most share no run of words with another, and that is seen at once.
    """

    def __init__(self, least: int) -> None:
        """None yet; `least` is how much must be shared, in per cent, for a text to count as pasted."""
        self._least = least
        self._texts: list[tuple[Runs, Owner]] = []
        self._runs: set[int] = set()

    def add(self, runs: Runs, owner: Owner) -> None:
        """One more text that others may have been pasted from."""
        self._texts.append((runs, owner))
        self._runs |= runs

    def of(self, runs: Runs) -> list[Owner]:
        """What the texts belong to from which this one may have been pasted, or they from it; in order."""
        if self._runs.isdisjoint(runs):
            return []
        return [owner for other, owner in self._texts if share(runs, other) * 100 >= self._least]
