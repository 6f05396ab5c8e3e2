"""Checks of what was typed to move text about or to look like a list."""

import re
from collections.abc import Iterator, Sequence

from eia.accessibility.fault import Fault, Place, quote, times
from eia.accessibility.word.model import Block, Paragraph, Table, Word, tables
from eia.accessibility.wording import typed_lists

SINGLE_BLANKS = 5
"""Single blank paragraphs between others from which they are a habit."""
_SPACES = re.compile("(?<=\\S)[ \u00a0]{3,}(?=\\S)|^[ \u00a0]{3,}(?=\\S)", re.MULTILINE)
_TABS = re.compile("\t{2,}")
_CODE = ("code", "preformatted", "macro", "source", "verbatim", "html")


def blank_paragraphs(word: Word) -> Iterator[Fault]:
    """Two or more blank paragraphs in a row, or single ones again and again; told once."""
    runs: list[tuple[Place, str, int]] = []
    singles: list[tuple[Place, str, int]] = []
    for sequence in _sequences(word):
        for place, before, number in _blanks(sequence):
            (runs if number > 1 else singles).append((place, before, number))
    counted = [*runs, *(singles if len(singles) >= SINGLE_BLANKS else [])]
    if counted:
        place, before, _ = counted[0]
        number = sum(item[2] for item in counted)
        after = f", first after {quote(before, 40)}" if before else ""
        yield Fault(
            "ACC061",
            place,
            f"{times(number, 'blank paragraph')} in {times(len(counted), 'place')} make room{after}",
        )


def _blanks(sequence: Sequence[Block]) -> Iterator[tuple[Place, str, int]]:
    """Where blank paragraphs stand between others: the first, the words before it, how many."""
    before: Block | None = None
    found: list[Paragraph] = []
    for block in sequence:
        if isinstance(block, Paragraph) and block.in_box:
            continue
        if isinstance(block, Paragraph) and block.is_blank and not block.breaks:
            found.append(block)
            continue
        # After a table, and between two, Word itself needs a paragraph.
        needed = isinstance(before, Table) or isinstance(block, Table)
        if found and before is not None and len(found) > needed:
            yield (
                found[0].place,
                before.text if isinstance(before, Paragraph) else before.first_words,
                len(found),
            )
        before, found = block, []


def _sequences(word: Word) -> Iterator[Sequence[Block]]:
    yield word.blocks
    for table in tables(word.blocks):
        for cell in table.cells:
            yield cell.blocks


def spaces(word: Word) -> Iterator[Fault]:
    """Three spaces or more in a row; told once."""
    yield from _repeated(word, _SPACES, "ACC062", "spaces move words into place")


def tabs(word: Word) -> Iterator[Fault]:
    """Two tabs or more in a row; told once."""
    yield from _repeated(word, _TABS, "ACC063", "tabs move words into place")


def _repeated(word: Word, pattern: re.Pattern[str], code: str, what: str) -> Iterator[Fault]:
    found = [
        paragraph
        for paragraph in word.paragraphs
        if not paragraph.style.startswith(("toc", "table of"))
        and not any(name in paragraph.style for name in _CODE)
        and paragraph.text.strip()
        and pattern.search(paragraph.text)
    ]
    if found:
        more = f"; and in {times(len(found) - 1, 'more paragraph')}" if len(found) > 1 else ""
        yield Fault(code, found[0].place, f"In {quote(found[0].text)} {what}{more}")


def lists(word: Word) -> Iterator[Fault]:
    """Lines that begin with a typed bullet, or with numbers that count on."""
    for sequence in _sequences(word):
        for group in _together(sequence):
            lines = [(paragraph, line) for paragraph in group for line in paragraph.text.split("\n")]
            for typed in typed_lists([line for _, line in lines]):
                paragraph, line = lines[typed.first]
                what = "numbers" if typed.numbered else "bullets"
                yield Fault(
                    "ACC064",
                    paragraph.place,
                    f"{times(typed.number, 'line')} from {quote(line, 40)} have typed {what}",
                )


def _together(sequence: Sequence[Block]) -> Iterator[list[Paragraph]]:
    """Paragraphs that follow one another and are neither headings nor in a real list."""
    group: list[Paragraph] = []
    for block in sequence:
        if isinstance(block, Paragraph) and not (
            block.in_list or block.level or block.style.startswith("toc")
        ):
            if not block.is_blank:
                group.append(block)
        else:
            yield group
            group = []
    yield group


CHECKS = (blank_paragraphs, spaces, tabs, lists)
