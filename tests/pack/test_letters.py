"""The letters of appendices."""

import pytest

from eia.pack.agenda import letter


@pytest.mark.parametrize(
    ("place", "written"),
    [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ")],
)
def test_letters_go_on_after_z(place: int, written: str) -> None:
    assert letter(place) == written


def test_no_letter_is_given_twice() -> None:
    assert len({letter(place) for place in range(1_000)}) == 1_000
