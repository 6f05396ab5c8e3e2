"""Answers that are kept once they have been worked out."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Known(Protocol):
    """What gives an answer that may be known from an earlier run."""

    def __call__(self, kind: Any, about: tuple[str | bytes, ...], work_out: Callable[[], Value], /) -> Value:
        """The answer.

        Args:
            kind: the type of the answer.
            about: everything that the answer depends on besides the program, after a word for what is asked.
            work_out: gives the answer where it is not known.
        """


def anew(_kind: Any, _about: tuple[str | bytes, ...], work_out: Callable[[], Value]) -> Value:
    """The answer where nothing is known."""
    return work_out()


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
