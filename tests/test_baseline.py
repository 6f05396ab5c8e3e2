"""Which findings a change brought, among those of two checks."""

from dataclasses import replace

import pytest

from eia.baseline import brought
from eia.findings import Finding, Position, Severity, Span, State

FOUND = Finding(
    "EVD004",
    Severity.ERROR,
    Span(Position(3, 5), Position(3, 9)),
    ("evidence", 0, "date"),
    "“Survey” has no date",
)
LOWER = Span(Position(30, 5), Position(30, 9))


def test_lines_and_places_in_a_list_do_not_make_it_new() -> None:
    moved = replace(FOUND, span=LOWER, path=("evidence", 5, "date"))
    assert brought([moved], [FOUND]) == ()


def test_each_is_paired_with_one_other() -> None:
    assert len(brought([FOUND, FOUND, FOUND], [FOUND])) == 2
    assert brought([FOUND], [FOUND, FOUND]) == ()


def test_what_is_exactly_the_same_is_paired_first() -> None:
    other = replace(FOUND, path=("evidence", 1, "date"))
    assert brought([other, FOUND], [FOUND]) == (other,)
    assert brought([FOUND, other], [other]) == (FOUND,)


def test_another_number_in_the_words_is_not_new_but_another_word_is() -> None:
    late = replace(FOUND, message="12 days late")
    assert brought([replace(FOUND, message="13 days late")], [late]) == ()
    early = replace(FOUND, message="12 days early")
    assert brought([early], [late]) == (early,)


@pytest.mark.parametrize(
    ("now", "then", "new"),
    [
        (State.OPEN, State.OPEN, False),
        (State.OPEN, State.NOT_YET, True),
        (State.OPEN, State.WAIVED, True),
        (State.NOT_YET, State.OPEN, False),
        (State.NOT_YET, State.NOT_YET, False),
        (State.WAIVED, State.OPEN, False),
    ],
)
def test_what_counts_now_and_did_not_is_new(now: State, then: State, new: bool) -> None:
    assert bool(brought([replace(FOUND, state=now)], [replace(FOUND, state=then)])) is new


def test_what_weighs_more_now_is_new() -> None:
    light = replace(FOUND, severity=Severity.WARNING)
    assert brought([FOUND], [light]) == (FOUND,)
    assert brought([light], [FOUND]) == ()


def test_the_lightest_that_suffices_is_taken() -> None:
    light = replace(FOUND, severity=Severity.WARNING)
    assert brought([light, FOUND], [FOUND, light]) == ()


def test_the_order_of_reading_is_kept() -> None:
    found = [replace(FOUND, code=code) for code in ("EVD009", "EVD001", "EVD005")]
    assert [item.code for item in brought(found, [found[1]])] == ["EVD009", "EVD005"]
