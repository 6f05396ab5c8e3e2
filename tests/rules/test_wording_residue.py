"""What a conversion leaves: what the rule's page does not show."""

import json

import pytest

from tests.rules.finding import Told, find


def said(words: str) -> list[Told]:
    return find("TXT010", f"summary: {json.dumps(words)}")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Yes\\boxtimes No", "“\\boxtimes”"),
        ("Yes \t\t No", "the tabs of a table"),
        ("Yes \t \t \\boxtimes", "“\\boxtimes”"),
        ("Training · · · · planned", "“· · · ·”"),
        ("Training · l planned", "“· l”"),
        ("The councilâ€™s plan", "“â€™”"),
        ("Fees of Â£20", "“Â£”"),
        ("Cafes &amp; bars&nbsp;close", "“&amp;”"),
        ("A \ufffd sign", "“\ufffd”"),
        ("A \uf0b7 bullet", "a sign that cannot be read"),
    ],
)
def test_a_trace_is_named(words: str, what: str) -> None:
    [told] = said(words)
    assert told.message == f"“Summary of the analysis” has {what} left in it from a conversion"


@pytest.mark.parametrize(
    "words",
    [
        "•\tOne tab after a bullet",
        "Cafés & bars; R&D; the mayor of São Tomé and the Château",
        "Monday · Tuesday · Wednesday",
        "A path such as C:\\Documents",
        "Ten € a head, and £20",
        "Ângela and Ãlex",
    ],
)
def test_signs_that_people_write_are_left_alone(words: str) -> None:
    assert said(words) == []
