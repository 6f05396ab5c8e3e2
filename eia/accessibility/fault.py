"""What a check of a published file yields: a code, a place in words, what is wrong."""

from dataclasses import dataclass

from eia.findings import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in a file; Word files have no lines, and no pages until they are printed."""

    words: str = ""
    """As a person would look for it: `paragraph 12, under “Evidence”`; empty for the whole file."""
    path: Path = ()
    """The same for programs: `("paragraph", 12)`."""
    line: int = 0
    """The line in a file that has lines, from 1; 0 where there is none."""


WHOLE = Place()
"""The whole file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file."""

    code: str
    place: Place
    message: str
    """What is wrong, with the words at fault; no full stop."""
    hint: str = ""
    """What to do in just this case, besides what stands on the code's page."""
    settled: bool = False
    """Whether `hint` says all there is to do, in place of the code's page."""


class CannotCheck(Exception):
    """A file cannot be looked into; `fault` says why, and what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.fault = Fault(code, WHOLE, message, hint, settled=bool(hint))
        super().__init__(message)


def quote(text: str, limit: int = 60) -> str:
    """The text in quotation marks on one line, cut at a word after about `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) > limit:
        cut = flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.")
        flat = f"{cut or flat[:limit]}…"
    return f"“{flat}”"


def times(number: int, noun: str, many: str = "") -> str:
    """The number with its noun: `1 paragraph`, `3 paragraphs`."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
