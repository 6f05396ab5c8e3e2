"""What a screen reader says of a file from its beginning to its end, in one line for each thing it stops at.

The words are those that NVDA and JAWS use in British English, shortened; what people hear depends on their settings.
"""

from collections.abc import Iterator

from eia.accessibility.checking import kind_of
from eia.accessibility.code import PAGE, WORD
from eia.accessibility.fault import CannotCheck


def aloud(raw: bytes) -> Iterator[str]:
    """The lines that a screen reader would say of the file that these bytes are.

    Raises:
        CannotCheck: it cannot be looked into, or is a PDF file.
    """
    kind = kind_of(raw)
    if kind == WORD:
        from eia.accessibility.word import opened
        from eia.accessibility.word.aloud import aloud as of_word

        yield from of_word(opened(raw))
    elif kind == PAGE:
        from eia.accessibility.page import Page
        from eia.accessibility.page.aloud import aloud as of_page

        yield from of_page(Page(raw))
    else:
        raise CannotCheck("ACC001", "only Word files and pages can", "Make a page or a Word file of it.")
