"""What rules ask of prose."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eia.text import (
    clauses,
    consists_of,
    found,
    has_words,
    may_have_long_sentences,
    mentions,
    overlap,
    quote,
    repeated,
    same,
    sentences,
    shingles,
    without,
    word_count,
    words,
)

LONG = "one two three four five six seven eight nine ten eleven twelve"


class TestWords:
    def test_case_punctuation_and_markdown_make_no_difference(self) -> None:
        assert words("**Boys’** under-fives,\n\n- don’t!") == ("boys", "under-fives", "don't")

    def test_texts_of_the_same_words_are_the_same_and_empty_ones_are_not(self) -> None:
        assert same("Build a ramp.", "build\na RAMP")
        assert not same("", "")
        assert not same("…", "—")


class TestFound:
    @pytest.mark.parametrize(
        ("text", "entry", "expected"),
        [
            ("The pupils’ hall", "pupil", ("pupils",)),
            ("A pupil's hall", "pupil", ("pupil's",)),
            ("Ageing and AGE", "age", ("AGE",)),
            ("Ageing and aged", "age*", ("Ageing", "aged")),
            ("manage", "age*", ()),
            ("care  \n leavers", "care leaver", ("care  \n leavers",)),
            ("non-SEN pupils", "sen", ("SEN",)),
            ("so it goes", "so", ("so",)),
            ("is it n/a?", "n/a", ("n/a",)),
            ("really?", "?", ()),
            ("Is it ? Yes", "?", ("?",)),
            ("parent/carer", "parent/carer", ("parent/carer",)),
        ],
    )
    def test_an_entry_is_a_word_a_phrase_or_the_beginning_of_a_word(
        self, text: str, entry: str, expected: tuple[str, ...]
    ) -> None:
        assert found(text, (entry,)) == expected
        assert mentions(text, (entry,)) is bool(expected)

    def test_the_longest_entry_is_told_and_each_once(self) -> None:
        lexicon = ("carer", "young carer", "care*")
        assert found("Young carers, carers and young carers", lexicon) == (
            "Young carers",
            "carers",
            "young carers",
        )

    def test_no_lexicon_finds_nothing(self) -> None:
        assert found("anything", ()) == ()

    @given(
        text=st.text("aAbs -'/*\n", max_size=30),
        lexicon=st.lists(st.text("abs '/", min_size=1, max_size=5).map(str.strip), max_size=5),
        open_ended=st.lists(st.text("abs", min_size=1, max_size=4).map("{}*".format), max_size=3),
    )
    def test_however_it_is_searched_the_same_is_found(
        self, text: str, lexicon: list[str], open_ended: list[str]
    ) -> None:
        """The quick search agrees with trying each entry at each place, the longest first."""
        entries = sorted({*lexicon, *open_ended} - {""}, key=lambda entry: (-len(entry), entry))
        ways = (
            re.escape(entry.removesuffix("*")).replace(r"\ ", r"\s+")
            + (r"[\w'-]*" if entry.endswith("*") else r"(?:'?s)?")
            for entry in entries
        )
        slow = re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
        expected = {match.start() for match in slow.finditer(text)} if entries else set()
        assert bool(found(text, tuple(entries))) is bool(expected)


class TestWithout:
    def test_what_is_named_is_left_out(self) -> None:
        assert words(without("Parents and carers, and carers", ("parents and carers",))) == ("and", "carers")

    def test_a_text_that_names_nothing_stays_as_it_is(self) -> None:
        assert without("Parents’ evening", ("carer",)) == "Parents’ evening"


class TestConsistsOf:
    LEXICON = ("take", "taken into account", "we", "it", "view", "shap*", "don't")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Views: taken into account!", True),
            ("We don’t take it; shaping views.", True),
            ("We take its views", True),
            ("Views were taken into account", False),
            ("taken into", False),
            ("Views of 12", False),
            ("…", False),
            ("", False),
        ],
    )
    def test_every_word_has_to_be_named(self, text: str, *, expected: bool) -> None:
        assert consists_of(text, self.LEXICON) is expected

    @given(st.lists(st.sampled_from([*LEXICON, "takes", "shapes", "taken", "into", "12", "–", "viewer"])))
    def test_it_is_so_when_nothing_is_left_without_them(self, pieces: list[str]) -> None:
        text = " ".join(pieces).replace("*", "e")
        left = has_words(text) and not has_words(without(text, self.LEXICON))
        assert consists_of(text, self.LEXICON) is left


class TestOverlap:
    def test_a_short_text_inside_a_long_one_is_wholly_shared(self) -> None:
        assert overlap(" ".join(LONG.split()[1:11]), f"zero {LONG} thirteen") == 1
        assert overlap(LONG, LONG.replace("six", "sechs")) == 0

    def test_texts_shorter_than_a_run_are_compared_whole(self) -> None:
        assert shingles("Build a ramp") == shingles("build a ramp!") != shingles("Build the ramp")
        assert overlap("Build a ramp.", "build a ramp") == 1
        assert overlap("", "") == 0

    def test_what_is_repeated_is_counted_and_shown_as_written(self) -> None:
        text = f"First, *{LONG.title()}*; and {LONG.upper()}, thirteen."
        assert repeated(text, f"{LONG} thirteen") == (25, f"{LONG.upper()}, thirteen")

    def test_where_nothing_is_repeated_nothing_is_shown(self) -> None:
        assert repeated(LONG, LONG.replace("six", "sechs")) == (0, "")

    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_text_can_be_compared(self, one: str, other: str) -> None:
        count, run = repeated(one, other)
        assert 0 <= count <= len(words(one)) or not run
        assert run in one
        assert 0 <= overlap(one, other) <= 1


class TestPieces:
    def test_sentences_semicolons_bullets_and_lines_are_clauses(self) -> None:
        assert clauses("One. Two; three\n- four\n\n  2) five") == ("One.", "Two;", "three", "four", "five")

    def test_a_quotation_is_cut_at_a_word(self) -> None:
        assert quote("One  two\nthree", 9) == "“One two…”"
        assert quote("One two", 9) == "“One two”"


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One ends. Two ends! Three? Four", ["One ends.", "Two ends!", "Three?", "Four"]),
            ("We asked e.g. the users, i.e. all.", ["We asked e.g. the users, i.e. all."]),
            (
                "See No. 5, St. Peter and Dr. A. Shah. Then go.",
                ["See No. 5, St. Peter and Dr. A. Shah.", "Then go."],
            ),
            ("It took 3.5 hours for £2.50 under reg. 4.", ["It took 3.5 hours for £2.50 under reg. 4."]),
            ("Pens, etc. Then more.", ["Pens, etc.", "Then more."]),
            ("He said “It ends.” Then more.", ["He said “It ends.”", "Then more."]),
            ("Runs over\ntwo lines. - and on", ["Runs over\ntwo lines.", "- and on"]),
            ("Two things:\n- one;\n- two.\n- three", ["Two things", "one", "two.", "three"]),
            ("1. First.\n2. Second\na) third", ["First.", "Second", "third"]),
            ("A paragraph\n\nAnd another", ["A paragraph", "And another"]),
            ("# A heading\n\nText.", ["# A heading", "Text."]),
            ("...", []),
            ("", []),
        ],
    )
    def test_ends_at_stops_items_and_paragraphs_but_not_at_abbreviations(
        self, text: str, expected: list[str]
    ) -> None:
        assert list(sentences(text)) == expected

    @given(st.lists(st.sampled_from(["word", "No", "e.g", " ", ".", "\n", "- ", "1. ", "!", ";", ":", "”"])))
    def test_loses_no_word(self, pieces: list[str]) -> None:
        assert "".join(sentences("".join(pieces))).count("word") == pieces.count("word")


class TestLongSentences:
    PIECES = (
        *(
            "Word",
            "word",
            "Some words",
            "para",
            "reg",
            "xiv",
            "No",
            "e.g",
            "A",
            "“",
            "”",
            "(",
            "é",
            "5",
            "\0",
        ),
        *(" ", ". ", ". ", ".\n", ".\n\n", ".", "\n\n", "\n- ", "\n- **", "**", "\n1. ", "\nxiv. ", "\nA. "),
        *("\na) ", "* ", "- ", "!", "; ", ":\n", "| ", "# ", "…"),
    )

    @example(["Word\0word\0word"], 2, 3)
    @example(["Some words", ".\n", "A. "], 5, 2)
    @example(["xiv. More words here"], 5, 2)
    @settings(max_examples=500, deadline=None)
    @given(st.lists(st.sampled_from(PIECES), max_size=24), st.integers(1, 6), st.integers(1, 4))
    def test_no_text_is_passed_over_that_has_them(
        self, pieces: list[str], longest: int, average: int
    ) -> None:
        text = "".join(pieces)
        if not may_have_long_sentences(text, longest, average):
            written = sentences(text)
            assert max(map(word_count, written)) <= longest
            assert word_count(text) <= average * len(written)

    @pytest.mark.parametrize(
        ("text", "may"),
        [
            ("Four words stand here. Four words stand here.", False),
            ("Four words stand here.\n\n- **Four words stand here.**\n- Four words stand here.", False),
            ("Six words are in this sentence. Here is one more.", True),
            ("Two words, under para. Two more under it.", True),
            ("Four words are here. Five words are over here.", True),
        ],
    )
    def test_only_texts_are_cut_that_may_have_one(self, text: str, may: bool) -> None:
        assert may_have_long_sentences(text, 5, 4) is may
