"""The line and the marks under it, whatever stands on the line."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.findings import Position, Span
from eia.show.snippet import lines_of, underlined


def span(line: int, start: int, end: int, last: int = 0) -> Span:
    return Span(Position(line, start), Position(last or line, end))


def shown(text: str, place: Span, width: int = 40) -> tuple[str, str]:
    found = underlined(lines_of(text), place, width)
    assert found is not None
    return found


def test_marks_stand_under_the_span() -> None:
    assert shown("a: 1\n  - title: Survey\n", span(2, 5, 18)) == ("  - title: Survey", "    ^^^^^^^^^^^^^")


def test_an_empty_span_gets_one_mark() -> None:
    assert shown("title:", span(1, 7, 7)) == ("title:", "      ^")


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert shown("a: |\n  one  \n  two\n", span(2, 3, 6, last=3)) == ("  one  ", "  ^^^")


def test_wide_characters_take_two_columns() -> None:
    assert shown("t: 図書館 x", span(1, 8, 9)) == ("t: 図書館 x", " " * 10 + "^")
    assert shown("t: 図書館 x", span(1, 4, 7)) == ("t: 図書館 x", "   ^^^^^^")


def test_combining_marks_take_none() -> None:
    assert shown("t: e\u0301te\u0301 x", span(1, 10, 11)) == ("t: e\u0301te\u0301 x", "       ^")


def test_tabs_become_spaces_to_the_next_stop() -> None:
    assert shown("a\tb\tc", span(1, 5, 6)) == ("a   b   c", "        ^")


def test_an_escape_is_shown_not_obeyed() -> None:
    assert shown("a: \x1b[2J!", span(1, 8, 9)) == ("a: ␛[2J!", "       ^")


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(breaks: str) -> None:
    assert shown(breaks.join(["a", "b\u2028c", "d"]), span(3, 1, 2)) == ("d", "^")


def test_a_long_line_keeps_its_beginning_while_the_span_is_there() -> None:
    line, marks = shown("start: here " + "x" * 100, span(1, 8, 12))
    assert line == "start: here " + "x" * 27 + "…"
    assert marks == "       ^^^^"


def test_a_long_line_is_cut_around_the_span() -> None:
    line, marks = shown("x" * 100 + " fault " + "y" * 100, span(1, 102, 107))
    assert line == "…" + "x" * 12 + " fault " + "y" * 19 + "…"
    assert len(line) == 40
    assert line[marks.index("^") : marks.rindex("^") + 1] == "fault"


def test_a_span_longer_than_the_screen_is_marked_as_far_as_it_shows() -> None:
    line, marks = shown("a: " + "x" * 500, span(1, 4, 504))
    assert line == "a: " + "x" * 36 + "…"
    assert marks == "   " + "^" * 36


def test_a_line_of_wide_characters_is_cut_by_columns() -> None:
    line, marks = shown("図" * 100, span(1, 1, 101), width=20)
    assert line == "図" * 9 + "…"
    assert marks == "^" * 18


def test_what_has_no_line_has_no_snippet() -> None:
    assert underlined(lines_of(""), span(1, 1, 1), 40) is None
    assert underlined(lines_of("one line"), span(7, 1, 1), 40) is None


def test_a_column_beyond_the_line_is_marked_at_its_end() -> None:
    assert shown("ab", span(1, 9, 12)) == ("ab", "  ^")


def test_a_line_of_a_million_characters_takes_no_time() -> None:
    lines = lines_of("x" * 1_000_000)
    started = time.perf_counter()
    for column in (1, 500_000, 1_000_000):
        underlined(lines, span(1, column, 1_000_001), 100)
    assert time.perf_counter() - started < 0.5


@given(st.text(max_size=300), st.integers(1, 9), st.integers(1, 400), st.integers(0, 400), st.integers(8, 60))
def test_any_text_fits_and_marks_something(
    text: str, line: int, column: int, length: int, width: int
) -> None:
    found = underlined(lines_of(text), span(line, column, column + length), width)
    if found is not None:
        told, marks = found
        assert set(marks) <= {" ", "^"}
        assert marks.endswith("^")
        assert max(columns(told), len(marks) - 1) <= width
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in told)


def columns(text: str) -> int:
    """The width of a text by the terminal's rules, counted in another way than the code does."""
    plain = [
        character for character in text if not unicodedata.category(character).startswith(("Me", "Mn", "Cf"))
    ]
    return len(plain) + sum(unicodedata.east_asian_width(character) in ("W", "F") for character in plain)
