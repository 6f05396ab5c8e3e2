"""What takes a second look in a text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from eia.characters import in_bytes, uncommon
from eia.render.prose import printable
from eia.render.subset import ILLEGAL, encoded, legal

TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("a \t\n\r\x00\x0b\x1f\x7f\x85\x9f\ud800\udfff\ufdd0\ufdef\ufffe\uffff’é"),
    )
)


def test_keeps_what_is_not_printable_ascii() -> None:
    assert uncommon(in_bytes("It’s a\tline\r\nat\x00 the\x7f caf\xe9\ud800")) == "’\x00\x7f\xe9\ud800"


@given(TEXTS)
def test_illegal_characters_are_shown_wherever_they_stand(text: str) -> None:
    assert encoded(text).decode() == ILLEGAL.sub("\ufffd", text) == legal(text)


@given(TEXTS)
def test_unprintable_characters_are_shown_wherever_they_stand(text: str) -> None:
    shown = printable(text)
    bad = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    assert not re.search(bad, shown)
    assert shown == re.sub(bad, "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
