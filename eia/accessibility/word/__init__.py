"""Word files: the checks of Microsoft's Accessibility Checker that a file allows, and some more."""

from collections.abc import Callable, Iterator

from eia.accessibility.fault import Fault
from eia.accessibility.word import controls, headings, links, pictures, spacing, tables, text, whole
from eia.accessibility.word.model import Word
from eia.accessibility.word.package import Package
from eia.accessibility.word.reading import read

Check = Callable[[Word], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    *whole.CHECKS,
    *headings.CHECKS,
    *tables.CHECKS,
    *pictures.CHECKS,
    *links.CHECKS,
    *text.CHECKS,
    *spacing.CHECKS,
    *controls.CHECKS,
)
"""Every check of a Word file."""


def opened(raw: bytes) -> Word:
    """The document in the bytes of a Word file.

    Raises:
        CannotCheck: it is no Word file, or is damaged.
    """
    return read(Package(raw))


def faults(word: Word) -> Iterator[Fault]:
    """Everything that is wrong with a document."""
    for check in CHECKS:
        yield from check(word)
