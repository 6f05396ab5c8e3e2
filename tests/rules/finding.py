"""What the tests of the rules share: a fragment of an assessment goes in, what is told of it comes out."""

import re
import textwrap
from datetime import date
from functools import cache
from typing import NamedTuple

from eia import source
from eia.check import Settings, check
from eia.form import Form
from eia.library import Library

TODAY = date(2026, 1, 15)


class Told(NamedTuple):
    """A finding as a reader meets it."""

    line: int
    message: str
    hint: str


@cache
def library() -> Library:
    """The forms that come with the program, read once."""
    return Library()


def find(code: str, text: str, *, form: str | Form = "england", today: date = TODAY) -> list[Told]:
    """What one rule finds in a fragment of an assessment, as a check would tell it, in the order of reading.

    The fragment is completed at its end with what every assessment has; `kind` is `full` and `status` is `approved`
    unless it says otherwise. A fragment that could not be read, or lacks the shape of the form, fails the test.
    """
    chosen = library().form(form) if isinstance(form, str) else form
    text = textwrap.dedent(text).strip("\n") + "\n"
    common = {"eia": "1", "id": "example", "form": chosen.key, "kind": "full", "status": "approved"}
    written = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    text += "".join(f"{key}: {value}\n" for key, value in common.items() if key not in written)
    document = source.parse(text.encode(), "example.yaml")
    shape = library().checker(chosen.key).faults
    findings = check(document, chosen, shape, Settings(today=today, select=(code, "SRC", "SCH")))
    assert [finding for finding in findings if finding.code != code] == []
    return [Told(finding.span.start.line, finding.message, finding.hint) for finding in findings]
