"""Personal details: what the rule's page does not show, above all numbers that are nobody's."""

import json

import pytest

from tests.rules.finding import Told, find


def said(words: str) -> list[Told]:
    return find("TXT009", f"summary: {json.dumps(words, ensure_ascii=False)}")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Ring 01632 960123 for help.", "a telephone number in it: “01632 960123”"),
        ("Ring (01632) 960 123.", "a telephone number in it"),
        ("Ring 020 7946 0123.", "a telephone number in it: “020 7946 0123”"),
        ("Ring 07700900123.", "a telephone number in it: “07700900123”"),
        ("Ring +44 7700 900123.", "a telephone number in it: “+44 7700 900123”"),
        ("Ask j.smith@example.gov.uk.", "an e-mail address in it: “j.smith@example.gov.uk”"),
        (
            "His number is AB 12 34 56 C.",
            "a National Insurance number in it: “AB 12 34 56 C”",
        ),
        ("Patient 943 476 5919 said so.", "an NHS number in it: “943 476 5919”"),
        ("She lives at NE48 1XX.", "a postcode in it: “NE48 1XX”"),
        ("She lives at W1A 1AA now.", "a postcode in it: “W1A 1AA”"),
    ],
)
def test_what_leads_to_a_person_is_told(words: str, what: str) -> None:
    [told] = said(words)
    assert what in told.message


@pytest.mark.parametrize(
    "words",
    [
        "SI 2017/353, S.149(1)(b), [2013] EWCA Civ 1345 and section 4 of the 2010 Act.",
        "On 01/02/2019, 01-02-2019, 2018-09-12 and at 09:30.",
        "Ring 0300 123 1234 or 0800 1111 or 116 123.",
        "It costs £01,234,567 and 1 234 567 people live there.",
        "Patient 943 476 5918 is no number at all.",
        "Code 12-345-6789 and 0123 are references.",
        "BG 12 34 56 C is never given.",
        "KS1 2nd group, M25 3 lanes, and 3PM.",
        "Follow @example, at 5 @ £3 each.",
        "Wards NE48 and W1A.",
        "The reference is 400 500 6001.",
    ],
)
def test_references_dates_sums_and_public_numbers_are_left_alone(words: str) -> None:
    assert said(words) == []


def test_every_detail_is_told_at_its_place() -> None:
    text = """
        people:
          lead_officer: {name: "Head of Libraries, libraries@example.org"}
        summary: |
          Older residents gain.
          Ring 01632 960123 or 01632 960456.
    """
    assert [told.line for told in find("TXT009", text)] == [2, 5, 5]


def test_the_contact_and_an_address_that_is_never_printed_are_left_alone() -> None:
    text = """
        people:
          lead_officer: {name: Head of Libraries, email: head@example.org}
        publication: {contact: "Libraries, 01632 960123, libraries@example.org, NE48 1XX"}
    """
    assert find("TXT009", text) == []
