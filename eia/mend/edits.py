"""What a mend is: a stretch of the text, and what stands there afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass

WHITE_SPACE = "white space"
"""The label of a mend that takes away white space, or ends the last line."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One change to a text."""

    start: int
    """The offset of the first character that goes."""
    end: int
    """One past the last."""
    before: str
    """What stood there, without quotation marks."""
    after: str
    """What stands there now, likewise."""
    line: int
    """The line, from 1; mending never moves a line."""
    label: str = ""
    """What the form calls the answer; empty for a name before a colon."""
    code: str = ""
    """The code of the finding that goes away; empty for white space, which none is about."""

    @property
    def is_name(self) -> bool:
        """Whether a name before a colon was mended, not an answer."""
        return not self.label


def splice(text: str, mends: Iterable[Mend]) -> str:
    """The text with the mends made.

    Args:
        text: the text they were found in.
        mends: what to change; no two overlap.
    """
    pieces: list[str] = []
    rest = len(text)
    # From the end backwards: a line break that is added at the end comes after white space that goes there.
    for mend in sorted(mends, key=lambda mend: (mend.start, mend.end), reverse=True):
        pieces += (text[mend.end : rest], mend.after)
        rest = mend.start
    return "".join((text[:rest], *reversed(pieces)))
