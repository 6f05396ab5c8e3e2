"""What Typst says is wrong with a report, in words for those who wrote it: which answer it is, and what to do."""

import re
import unicodedata
from typing import Final

from eia.render.pdf.body import Written
from eia.render.pdf.errors import BrokenStyle, Undrawn
from eia.render.pdf.typesetter import Refused, Trouble

MOST: Final = 5
"""Letters that are told of in one message."""

_NO_LETTER: Final = re.compile(r'the text `"(.*)"` could not be displayed with font', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


def told(fault: Refused, written: Written, head: int, house: str) -> Undrawn | BrokenStyle:
    """The error to raise.

    Args:
        fault: What Typst says.
        written: The report's body.
        head: How many lines stand before the body, the last of them on the body's first.
        house: The code of the house style.
    """
    lacking: dict[str, list[str]] = {}
    for trouble in fault.troubles:
        letters = _NO_LETTER.search(trouble.message)
        if letters:
            places = lacking.setdefault(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), letters[1]), [])
            where = _where(trouble, written, head)
            if where not in places:
                places.append(where)
    if lacking:
        return _no_letters(lacking)
    first = fault.troubles[0]
    if first.place and first.place.file == "house.typ":
        line = house.split("\n")[first.place.line - 1].strip()
        return BrokenStyle(f"{first.message}, in `{line[:100]}`.")
    if "title is required" in first.message or "missing document title" in first.message:
        return Undrawn("the report has no title", "Give the assessment a title under `activity`, `title`.")
    return Undrawn(
        f"{_where(first, written, head)} cannot be drawn so that everybody can read it: {first.message}",
        "Correct that answer, or the form's template.",
    )


def _no_letters(lacking: dict[str, list[str]]) -> Undrawn:
    named = [
        f"{_named(letters)} in {', '.join(places[:MOST])}" for letters, places in list(lacking.items())[:MOST]
    ]
    more = f", and {len(lacking) - MOST} more" if len(lacking) > MOST else ""
    return Undrawn(
        f"no font at hand has {'; '.join(named)}{more}",
        "Install a font that has it (Noto Sans and its fellows have most scripts), put one into the folder `fonts` of "
        "the form, or name one under `fonts` in its report.typ. Or write the word otherwise.",
    )


def _named(letters: str) -> str:
    """The letters with their names in Unicode."""
    codes = ", ".join(
        f"U+{ord(letter):04X}{f', {name.lower()}' if (name := unicodedata.name(letter, '')) else ''}"
        for letter in letters[:3]
    )
    return f"“{letters}” ({codes})"


def _where(trouble: Trouble, written: Written, head: int) -> str:
    """The answer in question, or the line of the report's HTML, or the head of the report."""
    if trouble.place is None or trouble.place.file != "main.typ":
        return "the report"
    index = trouble.place.line - head
    if index < 0:
        return "the head of the report"
    for at in range(index, -1, -1):
        if at in written.origins:
            path, line = written.origins[at]
            return path or f"line {line} of what the template writes"
    return "the report"
