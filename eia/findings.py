"""The values that every check speaks in: paths, places, problems and findings."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The address of one answer, such as `("evidence", 2, "date")`; `()` is the whole document."""


def dotted(path: Path) -> str:
    """The path as people write it: `evidence.2.date`."""
    return ".".join(str(part) for part in path)


class Position(NamedTuple):
    """One place in a text; both numbers count from 1, as editors do."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of text; `end` is one past its last character."""

    start: Position
    end: Position


START = Span(Position(1, 1), Position(1, 1))
"""The span of what has no place of its own."""


class Severity(enum.IntEnum):
    """How much a finding weighs; only errors can block."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as it is printed: `info`, `warning`, `error`."""
        return self.name.lower()


class State(enum.StrEnum):
    """What becomes of a finding at the status the assessment has."""

    OPEN = "open"
    """It counts now; an open error blocks."""
    NOT_YET = "not yet"
    """It will count at a later status; it never blocks now."""
    WAIVED = "waived"
    """A person accepted it, with a reason and an expiry; it is listed but does not block."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields: it knows the data, not the text."""

    path: Path
    """The answer at fault. For something missing, the path it would have."""
    message: str
    """What is wrong, in the form's own words; no full stop."""
    hint: str = ""
    """What to do about it, in a sentence or two."""
    words: str = ""
    """The officer's words that are at fault, as they stand in the answer; empty for the whole answer."""
    at_name: bool = False
    """Whether the name before the colon is at fault, rather than what stands after it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader sees: a problem with its code, weight and place."""

    code: str
    severity: Severity
    span: Span
    path: Path
    message: str
    hint: str = ""
    state: State = State.OPEN
    due: str = ""
    """The status from which the finding counts, such as `submitted`; empty when it always does."""
    place: str = ""
    """Where it is in words, in a file that has no lines: `table 2, row 3`; empty where `span` says it."""

    @property
    def where(self) -> str:
        """Where it is in words: its place, or else `line 3, column 5`."""
        return self.place or f"line {self.span.start.line}, column {self.span.start.column}"

    @property
    def blocks(self) -> bool:
        """Whether this finding alone makes a check fail."""
        return self.severity is Severity.ERROR and self.state is State.OPEN

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """The order of reading: by place, then code."""
        return self.span, self.code, self.message


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The greatest severity among open findings, or None."""
    return max((f.severity for f in findings if f.state is State.OPEN), default=None)
