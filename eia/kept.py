"""Answers that are kept once they have been worked out."""

from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(dict[Key, Value], Generic[Key, Value]):
    """A dictionary that works out what it does not have, and forgets everything when it has too much.

    It is asked as `kept[key]`, which costs no call where the answer is known; so it can be given to `map`.
    """

    __slots__ = ("_most", "_work_out")

    def __init__(self, work_out: Callable[[Key], Value], most: int) -> None:
        """`work_out` gives the answer for a key; `most` is how many are kept."""
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._work_out(key)
        return value
