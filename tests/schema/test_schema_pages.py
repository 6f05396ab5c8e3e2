"""The page of every fault is true: what it flags is told on that line, what it accepts is not told at all."""

import re
from collections.abc import Callable

import pytest

from eia.library import Library
from eia.schema import FAULTS
from eia.source import Document

Whole = Callable[[str], Document]
BLOCK = re.compile(r"^## (Flagged|Accepted)\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(code: str, heading: str) -> list[str]:
    return [text for title, text in BLOCK.findall(FAULTS[code].page) if title == heading]


@pytest.mark.parametrize("code", FAULTS)
def test_what_a_page_flags_is_told_on_its_line_and_nothing_else(
    code: str, whole: Whole, library: Library
) -> None:
    assert blocks(code, "Flagged")
    for text in blocks(code, "Flagged"):
        document = whole(text)
        expected = [
            (found[1], number)
            for number, line in enumerate(text.splitlines(), 1)
            if (found := re.search(r"# (SCH\d{3})$", line))
        ]
        assert [found for found, _ in expected] == [code]
        told = [
            (
                fault.code,
                (document.key_span_of if fault.problem.at_name else document.span_of)(
                    fault.problem.path
                ).start.line,
            )
            for fault in library.checker("bedford").faults(document.data)
        ]
        assert told == expected


@pytest.mark.parametrize("code", FAULTS)
def test_what_a_page_accepts_has_no_fault(code: str, whole: Whole, library: Library) -> None:
    assert blocks(code, "Accepted")
    for text in blocks(code, "Accepted"):
        assert library.checker("bedford").faults(whole(text).data) == ()


@pytest.mark.parametrize("code", FAULTS)
def test_a_page_has_a_summary_and_the_headings_of_every_page(code: str) -> None:
    name, page = FAULTS[code]
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", name)
    assert page.partition("\n")[0].endswith(".")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Why it matters",
        "What to do",
        "Flagged",
        "Accepted",
    ]
