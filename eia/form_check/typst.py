"""The house style of PDF files, report.typ: colours that cannot be told apart, and text that is too small.

Only colours and sizes that stand there as such are looked at; what a formula gives is seen in the specimens.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eia import colour
from eia.colour import WHITE
from eia.form_check.faults import Told
from eia.form_check.sheet import Sheet

_COLOUR: Final = re.compile(r"^#let\s+([\w-]+)\s*=\s*rgb\(\s*\"(#[0-9A-Fa-f]{3,8})\"\s*\)", re.MULTILINE)
_SIZE: Final = re.compile(r"^#let\s+([\w-]+)\s*=\s*(\d+(?:\.\d+)?)pt\b", re.MULTILINE)
_PAIRS: Final = (
    *(("accent", ""), ("accent", "tint"), ("ink", ""), ("ink", "tint"), ("ink", "band")),
    *(("quiet", ""), ("alert", ""), ("alert", "alert-tint")),
)
"""Each colour of text with what it stands on; nothing for the paper."""
_LEAST: Final = {"size": 11.0, "table-size": 10.0}
"""The smallest sizes in points, as in Word."""


@dataclass(frozen=True)
class _Set:
    """What one line sets."""

    value: str
    line: int
    is_own: bool


def check(sheets: Sequence[Sheet]) -> Iterator[Told]:
    """What is wrong with what the form's own report.typ sets.

    Args:
        sheets: the files that add up, what is extended first, the form's own last.
    """
    colours, sizes = _said(sheets, _COLOUR), _said(sheets, _SIZE)
    for front, back in _PAIRS:
        text, behind = colours.get(front), colours.get(back)
        own = [each for each in (text, behind) if each and each.is_own]
        blamed = max(own, key=lambda each: each.line, default=None)
        if text is None or blamed is None or (back and behind is None):
            continue
        paint, paper = colour.parsed(text.value), colour.parsed(behind.value) if behind else WHITE
        if paint is None or paper is None:
            continue
        ratio = colour.contrast(paint, paper)
        if ratio < colour.NORMAL_TEXT:
            on = f"`{back}` ({paper.hex})" if back else "paper"
            message = (
                f"`{front}` ({paint.hex}) on {on} has a contrast of {colour.told(ratio)}; text needs 4.5 to 1"
            )
            yield Told("FRM018", message, "Make the one darker, or the other lighter.", blamed.line)
    for name, least in _LEAST.items():
        said = sizes.get(name)
        if said and said.is_own and float(said.value) < least:
            yield Told(
                "FRM019", f"`{name}` is {said.value} point, which is small", f"Use {least:g}pt.", said.line
            )


def _said(sheets: Sequence[Sheet], pattern: re.Pattern[str]) -> dict[str, _Set]:
    """What the files set, the last counting."""
    return {
        found[1]: _Set(found[2], sheet.text.count("\n", 0, found.start()) + 1, sheet.is_own)
        for sheet in sheets
        for found in pattern.finditer(sheet.text)
    }
