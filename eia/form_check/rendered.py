"""What came of rendering the specimens, told at the place in the template that did it."""

import pathlib
import re
from collections.abc import Iterator, Sequence

from eia.form_check.faults import Told
from eia.form_check.sources import Source
from eia.render.subset import UnknownElement
from eia.render.template import TemplateFault
from eia.render.word.errors import BrokenReference

_HTML = re.compile(r"<html[^>]*\slang\s*=\s*[\"']?([A-Za-z-]+)", re.IGNORECASE)
_CODES = {"that is not there": "FRM010", "too long": "FRM023", "too much memory": "FRM023"}
"""What a fault of a template says, with its code."""
_TITLE = re.compile(r"<title>\s*[^<\s]", re.IGNORECASE)


def of_fault(
    fault: BaseException, sources: Sequence[Source], house: pathlib.Path, specimen: str
) -> tuple[pathlib.Path, Told]:
    """The file at fault and what is wrong with it.

    Args:
        fault: what was raised while a specimen was rendered.
        sources: the templates of the form.
        house: the form's reference.docx.
        specimen: what the specimen shows, for the message.
    """
    when = f" (in the specimen with {specimen})"
    tagged = re.search(r"(?:^|/)report\.docx: (.*)", str(fault), re.DOTALL)
    if tagged is not None:
        return house.with_name("report.docx"), Told(
            "FRM011", f"{tagged[1]}{when}", "Correct the tags in Word."
        )
    if isinstance(fault, TemplateFault):
        found = next((each for each in sources if each.name == fault.template), sources[0])
        code = next((code for words, code in _CODES.items() if words in fault.message), "FRM011")
        return found.file, Told(code, f"{fault.message}{when}", "Correct the template.", fault.line)
    if isinstance(fault, UnknownElement):
        message, _, hint = fault.message.partition(". ")
        place = _written(fault.message, sources)
        code = "FRM013" if "reference.docx" in message else "FRM012"
        told = f"{message.rstrip('.')}{when}"
        hint = hint or "The guide to Word lists what a template can write."
        if place is None:
            where = f"{told}, in line {fault.line} of what the template writes"
            return sources[0].file, Told(code, where, hint)
        return place[0].file, Told(code, told, hint, place[1])
    if isinstance(fault, BrokenReference):
        message, _, hint = fault.message.rstrip(".").partition(". ")
        return house, Told("FRM014", message, f"{hint}." if hint else "")
    return sources[0].file, Told("FRM011", f"{fault}{when}", "Correct the template.")


def of_document(html: str, left_out: Sequence[str]) -> Iterator[Told]:
    """What the report on the specimen with every answer lacks.

    Args:
        html: the report as a page.
        left_out: the addresses of answers that it does not show.
    """
    if not _HTML.search(html):
        yield Told(
            "FRM021", "The report does not say its language", 'Write `<html lang="{{ view.language }}">`.'
        )
    if not _TITLE.search(html):
        yield Told(
            "FRM021", "The report has no title", "Write `<title>{{ view.title }}</title>` in its head."
        )
    yield from of_answers(left_out)


def of_answers(left_out: Sequence[str]) -> Iterator[Told]:
    """What there is to say of answers that a report does not show.

    Args:
        left_out: their addresses.
    """
    if left_out:
        parts = dict.fromkeys(path.split(".")[0] for path in left_out)
        listed = ", ".join(list(parts)[:8]) + (" and more" if len(parts) > 8 else "")
        message = f"The report leaves out {len(left_out)} answers of the specimen, in {listed}"
        yield Told(
            "FRM017", message, f"The first is `{left_out[0]}`. Print them, or keep the block `further`."
        )


def _written(message: str, sources: Sequence[Source]) -> tuple[Source, int] | None:
    """The template and the line that write the element a message shows; the form's own templates first."""
    shown = re.search(r"<([a-z][a-z0-9]*)((?: [^<>]*)?)>", message)
    if shown is None:
        return None
    name = re.search(r'class="([^"]*)"', shown[2])
    patterns = [rf"<{shown[1]}\b[^<>]*\bclass=[\"']{re.escape(name[1])}[\"']"] if name else []
    patterns.append(rf"<{shown[1]}\b")
    for pattern in patterns:
        for each in sorted(sources, key=lambda each: not each.is_own):
            found = re.search(pattern, each.text)
            if found:
                return each, each.text.count("\n", 0, found.start()) + 1
    return None
