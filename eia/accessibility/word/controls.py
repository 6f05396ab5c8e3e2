"""Checks of the fields of a Word file that people fill in."""

from collections.abc import Iterator

from eia.accessibility.fault import Fault, quote
from eia.accessibility.word.model import Word


def untitled(word: Word) -> Iterator[Fault]:
    """Content controls without a title, and form fields without a help text."""
    for paragraph in word.everywhere:
        for control in paragraph.controls:
            if not control.title:
                words = f", which says {quote(control.text, 40)}," if control.text else ""
                yield Fault("ACC070", paragraph.place, f"A {control.kind}{words} has no title")


CHECKS = (untitled,)
