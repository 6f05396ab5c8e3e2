"""Answers with few marks, beside what the Markdown engine gives for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.render.prose import printable, read
from eia.render.simple_prose import simple

WORDS = st.sampled_from(
    ["Older", "people", "R&D", "a<b", "£5", "“No”", "2026", "(see", "x.", "é", "1.5", "it's", ":", "-"]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
BOLD = st.one_of(
    PHRASES, PHRASES.map("**{}**".format), st.tuples(PHRASES, PHRASES).map("{0[0]} **{0[1]}**, so".format)
)
LINES = st.one_of(
    BOLD,
    BOLD,
    BOLD.map("- {}".format),
    BOLD.map("- {}".format),
    st.just(""),
    st.sampled_from(
        [
            "- ",
            "-x",
            "* y",
            "**",
            "- **",
            "***a***",
            "1. z",
            "1) z",
            "  z",
            "z  ",
            "- - z",
            "- 1. z",
            "- 1) z",
            "=",
            "---",
            "- *z*",
            "**a** **b**",
            "**a****b**",
            "** a **",
            "a**b**c",
            "**a",
            "> z",
            "• z",
            "+ z",
            "- • z",
            ":",
            "# z",
            "- # z",
            "- [ ] z",
        ]
    ),
)
TEXTS = st.lists(LINES, max_size=9).map("\n".join)
ANY = st.lists(st.one_of(LINES, st.text(max_size=5), st.text("*- \na1.>&", max_size=6)), max_size=8).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("One & two\nof “them”", "<p>One &amp; two\nof “them”</p>"),
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        (
            "So:\n- One\n- **Two** < 3",
            "<p>So:</p>\n<ul>\n<li>One</li>\n<li><strong>Two</strong> &lt; 3</li>\n</ul>",
        ),
        (
            "- **One.**\n- 2026\n\nTwo",
            "<ul>\n<li><strong>One.</strong></li>\n<li>2026</li>\n</ul>\n<p>Two</p>",
        ),
    ],
)
def test_reads_paragraphs_bullets_and_bold(text: str, marked: str) -> None:
    assert simple(text) == marked == read(text)


@given(st.one_of(TEXTS, ANY))
def test_is_what_the_engine_gives_or_nothing(text: str) -> None:
    clean = printable(text).strip()
    assert simple(clean) in ("", read(clean))
