"""Colours are read as CSS reads them, and contrasts are those that others publish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia import colour
from eia.colour import BLACK, WHITE, Colour, contrast, parsed

PARTS = st.floats(0, 1)
COLOURS = st.builds(Colour, PARTS, PARTS, PARTS, PARTS)


def seen(text: str) -> Colour:
    found = parsed(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("#1D70B8", "#1d70b8"),
        ("#abc", "#aabbcc"),
        ("navy", "#000080"),
        ("RebeccaPurple", "#663399"),
        ("rgb(29, 112, 184)", "#1d70b8"),
        ("rgb(100% 0% 0% / 50%)", "#ff0000"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("rgb(300 0 0)", "#ff0000"),
    ],
)
def test_a_colour_is_read_as_css_reads_it(text: str, same: str) -> None:
    assert seen(text).hex == same


@pytest.mark.parametrize(
    "text", ["", "auto", "1d70b8", "currentcolor", "oklch(40% .2 20)", "color(display-p3 1 0 0)", "#12"]
)
def test_what_is_no_colour_of_srgb_is_none(text: str) -> None:
    assert parsed(text) is None


def test_clear_is_a_colour_that_covers_nothing() -> None:
    assert seen("transparent").alpha == 0
    assert seen("#00000080").alpha == pytest.approx(128 / 255)


# Values others publish: W3C's Understanding 1.4.3 and technique G18, WebAIM's checker, GOV.UK's colours.
@pytest.mark.parametrize(
    ("text", "back", "ratio"),
    [
        ("black", "white", 21.0),
        ("white", "white", 1.0),
        ("#767676", "white", 4.54),
        ("#777777", "white", 4.48),
        ("#949494", "white", 3.03),
        ("#ff0000", "white", 4.0),
        ("#00f", "white", 8.59),
        ("#00f", "#ff0", 8.0),
        ("#1d70b8", "white", 5.17),
        ("#808080", "white", 3.95),
    ],
)
def test_contrasts_are_the_published_ones(text: str, back: str, ratio: float) -> None:
    assert contrast(seen(text), seen(back)) == pytest.approx(ratio, abs=0.01)


def test_what_is_half_clear_is_seen_mixed_with_what_lies_behind() -> None:
    assert seen("rgb(0 0 0 / 50%)").over(WHITE).hex == "#808080"
    assert contrast(seen("rgb(0 0 0 / 50%)"), WHITE) == pytest.approx(3.97, abs=0.01)


def test_a_clear_background_is_seen_on_white_paper() -> None:
    assert contrast(BLACK, seen("transparent")) == pytest.approx(21)


@given(COLOURS, COLOURS)
def test_a_contrast_lies_between_1_and_21(text: Colour, back: Colour) -> None:
    assert 1 <= contrast(text, back) <= 21.0000001


@given(st.text(max_size=30))
def test_any_text_is_a_colour_or_none(text: str) -> None:
    found = parsed(text)
    assert found is None or contrast(found, WHITE) >= 1


@pytest.mark.parametrize(
    ("points", "bold", "needs"),
    [(11, False, 4.5), (14, False, 4.5), (14, True, 3.0), (17.9, False, 4.5), (18, False, 3.0)],
)
def test_large_text_needs_less(points: float, bold: bool, needs: float) -> None:
    assert colour.needed(points, bold) == needs


def test_a_contrast_that_fails_is_never_told_as_one_that_passes() -> None:
    assert colour.told(4.499) == "4.4 to 1"
    assert colour.told(21.0) == "21 to 1"
    assert colour.told(4.5) == "4.5 to 1"
