"""Check a fragment of an assessment on a real form, as the program does."""

import re
import textwrap
from datetime import date
from functools import cache

from eia import source
from eia.check import Settings, check
from eia.findings import Finding
from eia.form import Form
from eia.library import Library
from eia.model import Assessment
from eia.rules import find

TODAY = date(2026, 1, 15)


@cache
def library() -> Library:
    """The forms that come with the program."""
    return Library()


def findings(code: str, fragment: str, **given: str) -> tuple[Finding, ...]:
    """The findings of one rule in a fragment, which is completed at its end with what every assessment has.

    Args:
        code: the rule.
        fragment: YAML; it may be indented.
        given: `form`, `kind`, `status` and the like, where the usual ones do not serve.
    """
    text = textwrap.dedent(fragment).lstrip("\n")
    written = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    common = {"eia": "1", "id": "example", "form": "england", "kind": "full", "status": "submitted"} | given
    text += "".join(f"{key}: {value}\n" for key, value in common.items() if key not in written)
    document = source.parse(text.encode(), name="example.yaml")
    assert document.data is not None, document.findings
    form = str(document.data["form"])
    found = check(document, library().form(form), library().checker(form).faults, Settings(today=TODAY))
    wrong = [finding for finding in found if finding.code.startswith(("SRC", "SCH"))]
    assert wrong == [], "the fragment itself is at fault"
    return tuple(finding for finding in found if finding.code == code)


def told(code: str, fragment: str, **given: str) -> list[tuple[int, str]]:
    """The line and the message of each finding of one rule in a fragment."""
    return [(finding.span.start.line, finding.message) for finding in findings(code, fragment, **given)]


def lines(code: str, fragment: str, **given: str) -> list[int]:
    """The line of each finding of one rule in a fragment."""
    return [line for line, _ in told(code, fragment, **given)]


def messages_on(form: Form, code: str, data: dict[str, object]) -> list[str]:
    """What one rule says about plain data on a form made for the test."""
    rule = find(code)
    assert rule is not None
    return [problem.message for problem in rule.check(Assessment.build(data), form, TODAY)]
