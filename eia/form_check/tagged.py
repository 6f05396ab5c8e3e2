"""A council's own tagged Word template, report.docx: the tags that ask for what is not there, with their paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from eia.form_check.faults import Told
from eia.form_check.names import unknown_in
from eia.render.tagged import BrokenTemplate, tags_in
from eia.render.view import View

_PIECE: Final = re.compile(r"(\{[{%])(?:p|tr)\s")
"""How a tag begins that stands for a paragraph or a row."""


def check(template: bytes, sample: View) -> Iterator[Told]:
    """What is wrong with the tags of a template.

    Args:
        template: the bytes of the report.docx.
        sample: the view of an assessment in which everything is answered.
    """
    try:
        tags = [tag for tag in tags_in(template) if tag.is_whole]
    except BrokenTemplate as fault:
        yield Told(
            "FRM014", fault.message.rstrip("."), "Open it in Word and save it as a Word document (.docx)."
        )
        return
    lines: Sequence[str] = [" ".join(_PIECE.sub(r"\1 ", tag.text).split()) for tag in tags]
    for told in unknown_in("\n".join(lines), sample):
        where = tags[told.line - 1].place
        yield Told(told.code, f"{told.message}, in {where}", told.hint)
