"""Pages: what the text of a page alone gives away; a browser finds more (`browser`)."""

from collections.abc import Callable, Iterator

from eia.accessibility.fault import Fault
from eia.accessibility.page import content, structure, text, whole
from eia.accessibility.page.document import Page

__all__ = ["CHECKS", "Page", "faults"]

Check = Callable[[Page], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (*whole.CHECKS, *structure.CHECKS, *content.CHECKS, *text.CHECKS)
"""Every check of a page."""


def faults(page: Page) -> Iterator[Fault]:
    """Everything that is wrong with a page."""
    for check in CHECKS:
        yield from check(page)
