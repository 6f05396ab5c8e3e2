"""Looking words up agrees with trying each entry at each place of a text, which is slow and plain to see."""

import re
import sys
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eia.form import Form
from eia.kept import Kept
from eia.lexicon import Index, Lexicon, Texts, folded, together
from eia.library import Library
from eia.prose import Prose
from eia.text import (
    any_mentions,
    asserted,
    cut_at,
    found,
    has_words,
    may_mention_anywhere,
    mentioning,
    mentions,
    without,
    words,
)

FORM = Library().form("bedford")
LEXICONS = [*FORM.lexicons.values(), *(group.lexicon for group in FORM.groups.values())]
ENTRIES = sorted({entry for lexicon in LEXICONS for entry in lexicon})
ODD = (
    "’",
    "'",
    "-",
    "_",
    "\n",
    "\u00a0",
    "İ",
    "ı",
    "ſ",
    "K",
    "ẛ",
    "Å",
    "µ",
    "ß",
    "ŵ",
    "é",
    "Σ",
    "в",
    "5",
    "?",
    "[",
)


def spans(text: str, entries: Sequence[str]) -> list[tuple[int, int]]:
    """Where the entries stand: from left to right, the longest entry that fits at each place."""
    flat, place, taken = text.replace("’", "'"), 0, []
    wanted = sorted(filter(None, entries), key=lambda entry: (len(entry.rstrip("*")), entry[-1] == "*"))
    while place <= len(flat):
        fitting = [match for entry in reversed(wanted) if (match := _pattern(entry).match(flat, place))]
        taken += [match.span() for match in fitting[:1]]
        place = max(place + 1, taken[-1][1] if fitting else 0)
    return taken


def _pattern(entry: str) -> re.Pattern[str]:
    stem = re.escape(entry.removesuffix("*")).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!\w){stem}{_END[entry.endswith('*')]}(?!\w)", re.IGNORECASE)


_END = {True: r"[\w'-]*", False: r"(?:'?s)?"}


def in_one_index(*lists: Sequence[str]) -> list[Lexicon]:
    """Lexicons of one index."""
    index = Index()
    return [index.add(entries) for entries in lists]


def prose(pieces: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts made of words to look for, whole, cut or run together, with odd letters and marks between them."""
    piece = st.one_of(st.sampled_from(pieces), st.sampled_from(ODD), st.text(max_size=3))
    change: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
        (str.upper, str.title, lambda word: word.rstrip("*"), lambda word: f"{word}s", lambda word: word[:-1])
    )
    changed = st.builds(lambda how, word: how(word), change, piece)
    return st.lists(st.one_of(changed, st.sampled_from((" ", "  ", "\n"))), max_size=12).map("".join)


SMALL = st.lists(st.text("abs '-/?µıi", min_size=1, max_size=5).map(str.strip), max_size=5)


@settings(max_examples=500)
@given(st.data())
def test_the_lexicons_of_a_form_are_found_where_their_entries_stand(data: st.DataObject) -> None:
    lexicon = data.draw(st.sampled_from([lexicon for lexicon in LEXICONS if lexicon]))
    assert isinstance(lexicon, Lexicon)
    agree(data.draw(st.one_of(prose(lexicon), prose(ENTRIES))), lexicon)


@settings(max_examples=300)
@given(text=prose(("a", "ab", "s", "as")), lists=st.lists(SMALL, min_size=1, max_size=3), opens=SMALL)
def test_any_lexicons_are_found_where_their_entries_stand(
    text: str, lists: list[list[str]], opens: list[str]
) -> None:
    lexicons = in_one_index(*lists, [f"{entry}*" for entry in opens if entry])
    for lexicon in lexicons:
        agree(text, lexicon)
        agree(text, tuple(lexicon))
    agree(text, together(lexicons))
    agree(text, together([*lexicons, ("as", "ab")]))


@settings(max_examples=300)
@given(st.data())
def test_texts_that_have_a_word_are_found_among_others(data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.sampled_from(LEXICONS), min_size=2, max_size=2))
    texts = data.draw(st.lists(prose([*one, *other, "x"]), max_size=4))
    answers = Prose(tuple((("answers", str(place)), text) for place, text in enumerate(texts)))
    for lexicon in (one, tuple(one), together([one, other])):
        having = [answer for answer in answers if mentions(answer[1], tuple(lexicon))]
        assert list(mentioning(answers, lexicon)) == having
        assert any_mentions(Texts(texts), lexicon) is bool(having)
        assert may_mention_anywhere("\n".join(texts), lexicon) or not having


def test_texts_that_have_no_word_are_seen_not_to() -> None:
    marks = FORM.lexicon("unfinished_marks")
    assert not may_mention_anywhere("Four libraries would open an hour later.", marks)
    assert may_mention_anywhere("Four libraries [INSERT number] would open an hour later.", marks)


def agree(text: str, lexicon: tuple[str, ...]) -> None:
    """Whatever is asked of the text, the answer is the slow one."""
    places = spans(text, lexicon)
    flat = text.replace("’", "'")
    named = tuple(dict.fromkeys(flat[start:end] for start, end in places))
    assert found(text, lexicon) == named
    assert mentions(text, lexicon) is bool(places)
    assert asserted(text, lexicon, ()) == named
    left, cuts = "", [0, *(place for span in places for place in span), len(text)]
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        left += flat[start:end] + " "
    assert words(without(text, lexicon)) == words(left)
    pieces = [text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    assert cut_at(text, lexicon) == tuple(piece.strip(" ,;") for piece in pieces if has_words(piece))


def test_letters_that_a_search_takes_for_the_same_are_folded_to_the_same() -> None:
    cased = [chr(code) for code in range(sys.maxunicode) if chr(code).lower() != chr(code).upper()]
    everything = "".join(cased)
    latin = [letter for letter in cased if letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff"]
    for letter in latin:
        same = re.findall(re.escape(letter), everything, re.IGNORECASE)
        assert {folded(other) for other in same} == {folded(letter)}, letter


def test_entries_in_other_letters_are_found_too() -> None:
    (greek,) = in_one_index(("βοήθεια",))
    assert found("Η ϐοήθεια", greek) == ("ϐοήθεια",)


@pytest.mark.parametrize(
    "entry", ["?", "[insert", "[xx*", "s.149", "three  quarters", "*", "don't", "care to care*"]
)
def test_an_entry_may_have_marks(entry: str) -> None:
    (lexicon,) = in_one_index((entry,))
    for text in (
        "",
        "Is it ? Yes",
        "[insert]",
        "[xxx]",
        "under s.149",
        "Three\nquarters",
        "Don’t",
        "Care to carers",
    ):
        agree(text, lexicon)


@given(st.text(max_size=60))
def test_words_are_those_of_the_whole_text(text: str) -> None:
    small = text.lower().replace("’", "'")
    assert words(text) == tuple(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", small))


def test_a_lexicon_is_the_tuple_of_its_entries() -> None:
    one, other = in_one_index(("a", "b*"), ())
    assert one == ("a", "b*")
    assert "a" in one
    assert "c" not in one
    assert not other
    assert not mentions("a", other)


def test_a_form_without_words_finds_nothing() -> None:
    assert not mentions("gap", Form("empty", "Empty").lexicon("gap"))


def test_what_is_kept_is_worked_out_once_and_forgotten_when_it_is_too_much() -> None:
    asked: list[int] = []

    def twice(number: int) -> int:
        asked.append(number)
        return number * 2

    kept = Kept(twice, 2)
    assert [kept[1], kept[2], kept[1], kept[3], kept[1]] == [2, 4, 2, 6, 2]
    assert asked == [1, 2, 3, 1]
    assert len(kept) == 2
