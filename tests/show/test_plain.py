"""Words from a file are safe to print."""

import pytest

from eia.show.plain import LONGEST, message, plain


def test_an_escape_sequence_cannot_reach_the_terminal() -> None:
    assert plain("a\x1b[31mred\x07") == "a␛[31mred␇"


@pytest.mark.parametrize("hidden", ["\x7f", "\u202e", "\u2066", "\x85", "\x9b", "\ud800", "\ufeff", "\u200e"])
def test_what_cannot_be_seen_is_shown(hidden: str) -> None:
    assert plain(f"a{hidden}b") in ("a\ufffdb", "a␡b", "a b")


def test_text_stays_on_one_line() -> None:
    assert plain(" one\r\n\ttwo\n\nthree ") == "one two three"


def test_ordinary_letters_of_any_script_stay() -> None:
    words = "Llyfrgell ŵy مواعيد 図書館 👩‍👩‍👧 naïve"
    assert plain(words) == words


def test_an_endless_message_is_cut() -> None:
    assert message("x" * 40_000) == "x" * (LONGEST - 1) + "…"
    assert message("x" * LONGEST) == "x" * LONGEST
