"""Checks of the headings of a Word file."""

from collections import Counter
from collections.abc import Iterator, Sequence

from eia.accessibility.fault import WHOLE, Fault, quote
from eia.accessibility.word.model import BODY, Block, Paragraph, Table, Word
from eia.accessibility.wording import words

LONG_TEXT = 300
"""Words from which a text needs headings."""
LONGEST_HEADING = 12
"""Words that a bold line may have to be taken for a heading."""
LARGER = 1.25
"""How much larger than the text a line must be to look like a heading without being bold."""
_NO_HEADINGS = ("title", "subtitle", "caption", "quote", "intense quote", "signature", "table of figures")
_ENDINGS = (".", ";", ",", "…")


def no_headings(word: Word) -> Iterator[Fault]:
    """A long text without any heading."""
    number = sum(len(words(paragraph.text)) for paragraph in word.paragraphs)
    if number >= LONG_TEXT and not any(heading.text.strip() for heading in word.headings):
        yield Fault("ACC020", WHOLE, f"The document has about {round(number, -1):,} words and no heading")


def skipped(word: Word) -> Iterator[Fault]:
    """A heading deeper than the one before allows."""
    before = None
    for heading in word.headings:
        if not heading.text.strip():
            continue
        named = quote(heading.text)
        if before is None and heading.level > 1:
            yield Fault(
                "ACC021",
                heading.place,
                f"The first heading, {named}, is on level {heading.level}, not on level 1",
            )
        elif before is not None and heading.level > before + 1:
            yield Fault(
                "ACC021",
                heading.place,
                f"{named} is on level {heading.level}, but the heading before it is on level {before}",
            )
        before = heading.level


def empty(word: Word) -> Iterator[Fault]:
    """A heading without words; one that only holds a picture is announced by its alternative text."""
    for heading in word.headings:
        if not heading.text.strip() and not heading.things and not heading.controls and not heading.breaks:
            yield Fault(
                "ACC023", heading.place, f"There is an empty line in the style of a heading ({heading.style})"
            )


def fake(word: Word) -> Iterator[Fault]:
    """Bold or large lines in front of text that are no headings."""
    blocks = tuple(
        block for block in word.blocks if isinstance(block, Table) or not (block.is_blank or block.in_box)
    )
    usual = _usual_size(word)
    titled = any(block.is_title for block in word.paragraphs)
    has_headings = any(heading.text.strip() for heading in word.headings)
    for index, block in enumerate(blocks):
        if isinstance(block, Table) or not _looks_like_one(block, usual):
            continue
        if has_headings and block.text.strip().endswith(":"):
            continue  # a label of what comes next, below the headings
        if not _leads(blocks[index + 1 : index + 3], usual):
            continue
        like = "the title" if index == 0 and not titled else "a heading"
        yield Fault("ACC022", block.place, f"{quote(block.text)} looks like {like} but is ordinary text")


def _looks_like_one(paragraph: Paragraph, usual: float) -> bool:
    text = paragraph.text.strip()
    if (
        paragraph.level
        or paragraph.story != BODY
        or paragraph.in_box
        or paragraph.style in _NO_HEADINGS
        or paragraph.style.startswith(("toc", "list"))
        or not 1 <= len(words(text)) <= LONGEST_HEADING
        or text.endswith(_ENDINGS)
        or "\n" in text
        or "\t" in text.strip()
    ):
        return False
    if text.lower().startswith(("table ", "figure ", "source:", "note:")):
        return False
    runs = [run for run in paragraph.runs if run.text.strip() and not run.look.hidden]
    if any(run.link for run in runs):
        return False
    bold = all(run.look.bold for run in runs)
    large = all(run.look.points >= max(usual * LARGER, usual + 2) for run in runs)
    return bool(runs) and (bold or large)


def _leads(after: Sequence[Block], usual: float) -> bool:
    """Whether text that is not itself bold comes next, or a table; one more bold line may stand between."""
    for block in after:
        if isinstance(block, Table):
            return True
        if block.level or block.is_title:
            return False
        if not _looks_like_one(block, usual):
            return any(not run.look.bold for run in block.runs if run.text.strip()) or bool(block.things)
    return False


def _usual_size(word: Word) -> float:
    """The size in points that most of the text has."""
    sizes: Counter[float] = Counter()
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            sizes[run.look.points] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


CHECKS = (no_headings, skipped, fake, empty)
