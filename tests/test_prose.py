"""Answers in words: gathered in the order of the form, and found again from a place in the long text."""

from dataclasses import fields

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eia import model
from eia.model import Assessment
from eia.prose import NAMES, SENTENCES, Prose
from eia.rules import acronyms, wording_privacy

ASSESSMENT = Assessment.build(
    {
        "summary": "Last but one.",
        "scope": {"affected": "İzmir Road"},
        "activity": {"title": "Title", "description": "First.", "aims": ["", "Aim"]},
        "duty": {"age": {"advance": "Cell"}, "not_relevant": {"foster": "Reason"}},
        "answers": {"own": "Last."},
    }
)


def test_sentences_are_gathered_in_the_order_of_the_form() -> None:
    assert [text for _, text in ASSESSMENT.prose] == [
        *("First.", "Aim", "İzmir Road", "Reason", "Cell", "Last but one.", "Last."),
    ]
    assert dict(ASSESSMENT.prose.items)[("duty", "not_relevant", "foster")] == "Reason"


def test_names_are_gathered_apart() -> None:
    assert list(ASSESSMENT.names) == [(("activity", "title"), "Title")]


def test_every_place_of_the_long_text_leads_back_to_its_answer() -> None:
    prose = ASSESSMENT.prose
    for path, text in prose:
        start = prose.joined.index(text)
        for place in range(len(text)):
            assert prose.around(start + place) == (path, text, place)


def test_small_letters_stand_where_the_letters_did() -> None:
    prose = ASSESSMENT.prose
    assert len(prose.lower) == len(prose.line) == len(prose.joined)
    assert prose.lower.index("road") == prose.joined.index("Road")


def test_nothing_answered_is_nothing() -> None:
    assert Assessment.build({}).prose.joined == ""


PIECES = (
    *(
        "AB",
        "A",
        "C",
        "DfE",
        "A&E",
        "e",
        "é",
        "&",
        "s",
        "0",
        "44",
        "12",
        "34",
        "٣",
        "9434765919",
        "07700",
        "900461",
    ),
    *("E48 1XX", "AB 12 34 56 C", " ", "(", ")", "-", "+", "/", ".", "_", "\ud800", "\U0001f600"),
)


@example(["0163٣960123"])
@settings(max_examples=500, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join), max_size=3))
def test_what_is_looked_for_by_its_shape_is_found_wherever_it_stands(texts: list[str]) -> None:
    prose = Prose(tuple((("answers", str(place)), text) for place, text in enumerate(texts)))
    for pattern, shape in (
        (acronyms._ACRONYM, acronyms._CAPITALS),
        (wording_privacy._NUMBERS, wording_privacy._FIGURES),
    ):
        spans = [match.span() for match in pattern.finditer(prose.joined)]
        assert [match.span() for match in prose.matches(pattern, shape)] == spans


@pytest.mark.parametrize("name", sorted(SENTENCES.keys() | NAMES.keys()))
def test_the_tables_name_answers_that_there_are_and_each_once(name: str) -> None:
    listed = [*SENTENCES.get(name, ()), *NAMES.get(name, ())]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= {field.name for field in fields(getattr(model, name))}
