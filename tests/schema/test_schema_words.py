"""The small parts: walking a schema, the nearest word, words as they are typed and as they are spoken."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia import source
from eia.schema.guess import number_in
from eia.schema.nearest import nearest, plain
from eia.schema.patterns import SAYINGS, reference
from eia.schema.tree import Tree, untold
from eia.schema.words import SHOWN, a, called, cut, in_quotes, yaml


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("full", "full_needed"),
        ("Full needed", "full_needed"),
        ("full-needed", "full_needed"),
        ("FULL_NEEDED", "full_needed"),
        ("A full assessment is needed", "full_needed"),
        ("not_neded", "not_needed"),
        ("later", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_found_by_key_and_by_label(written: str, meant: str) -> None:
    known = {"full_needed": "A full assessment is needed", "not_needed": "None is needed"}
    assert nearest(written, known, 0.5) == meant


def test_a_key_is_nearer_than_a_label_that_is_spelt_the_same() -> None:
    assert nearest("other", {"misc": "Other", "other": "Something else"}) == "other"


def test_words_are_compared_without_case_or_what_stands_between() -> None:
    assert plain("  Job-Title? ") == "job_title"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_an_answer_as_typed_reads_back_as_the_words(words: str) -> None:
    """In a block and in braces alike: what a hint shows can be copied."""
    if re.search("[\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]", words):
        return
    shown = cut(words)
    for written in (yaml(words), in_quotes(words)):
        if not shown:
            assert written == '""'
        document = source.parse(f"a: {written}\nb: {{c: {written}, d: e}}\n".encode(), "typed.yaml")
        assert document.data == {"a": shown, "b": {"c": shown, "d": "e"}}


@pytest.mark.parametrize(
    ("value", "typed"), [(True, "true"), (3, "3"), ("3", '"3"'), ("no", "no"), ("null", '"null"')]
)
def test_only_what_would_be_read_as_something_else_is_quoted(value: object, typed: str) -> None:
    assert yaml(value) == typed


@given(st.text())
def test_what_is_shown_of_an_answer_is_one_short_line(words: str) -> None:
    shown = cut(words)
    assert len(shown) <= SHOWN + 1
    assert "\n" not in shown


def test_a_label_that_is_a_sentence_is_set_in_quotation_marks() -> None:
    assert called("Lead officer") == "Lead officer"
    assert called("Who?") == "“Who?”"
    assert called("Where it can be read") == "“Where it can be read”"


def test_an_article_goes_with_the_sound() -> None:
    assert (a("Action"), a("Source")) == ("an action", "a source")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("£45,000", "45000"),
        ("about 300 people", "300"),
        ("66.7%", "66.7"),
        ("-2", "-2"),
        ("45k", ""),
        ("between 3 and 5", ""),
        ("12/09/2018", ""),
        ("lots", ""),
    ],
)
def test_a_number_is_taken_from_words_only_when_it_is_the_only_one(words: str, number: str) -> None:
    assert number_in(words) == number


@pytest.mark.parametrize(
    ("words", "made"),
    [("School Improvement, 2018", "school-improvement-2018"), ("Café £", "cafe"), ("✓", "")],
)
def test_words_become_a_reference(words: str, made: str) -> None:
    assert reference(words) == made


@pytest.mark.parametrize(
    ("pattern", "words", "mended"),
    [
        (r"^\d{4}-\d{2}-\d{2}$", "12/09/2018", "2018-09-12"),
        (r"^\d{4}-\d{2}-\d{2}$", "12 Sept 2018", "2018-09-12"),
        (r"^\d{4}-\d{2}-\d{2}$", "1st March 2018", "2018-03-01"),
        (r"^\d{4}-\d{2}-\d{2}$", "31 Ju 2018", ""),
        (r"^\d{4}-\d{2}-\d{2}$", "13/13/2018", ""),
        ("^[A-Z]{3}[0-9]{3}$", "imp-16", "IMP016"),
        ("^(?:[Yy]es|YES|[Nn]o|NO)$", "Y", "yes"),
        ("^(?:[Yy]es|YES|[Nn]o|NO)$", "False", "no"),
        ("^(?:[Yy]es|YES|[Nn]o|NO)$", "perhaps", ""),
        ("^[a-z]{2,3}(?:-[A-Z]{2})?$", "Welsh", "cy-GB"),
    ],
)
def test_a_likely_answer_is_offered_and_a_guess_is_not(pattern: str, words: str, mended: str) -> None:
    assert SAYINGS[pattern].mend(words) == mended


@pytest.mark.parametrize("pattern", SAYINGS)
@given(words=st.text(max_size=40))
def test_a_mended_answer_is_never_a_crash(pattern: str, words: str) -> None:
    assert isinstance(SAYINGS[pattern].mend(words), str)


def test_every_example_in_how_to_write_a_pattern_fits_it() -> None:
    for pattern, said in SAYINGS.items():
        examples = [
            word for word in re.findall(r"`([^`]+)`", said.how) if word not in ("_", "..", "/", "*", "#")
        ]
        assert examples, pattern
        for word in examples:
            assert re.search(pattern, word) or word == "https://", (pattern, word)


def test_what_a_rule_tells_of_is_taken_out_and_nothing_else() -> None:
    schema = {
        "$defs": {
            "day": {"type": "string", "pattern": "^x$", "x-told-by": "GOV008"},
            "word": {"type": "string", "enum": ["a"]},
        },
        "properties": {
            "due": {"$ref": "#/$defs/day", "title": "Due"},
            "choice": {"$ref": "#/$defs/word", "title": "Choice", "x-told-by": "IMP014"},
            "other": {"$ref": "#/$defs/word"},
            "names": {"properties": {"a": {}}, "additionalProperties": False, "x-told-by": "IMP014"},
            "both": {"pattern": "^x$", "additionalProperties": False, "x-told-by": "REL001"},
        },
    }
    assert untold(schema) == {
        "$defs": {"day": {"type": "string"}, "word": {"type": "string", "enum": ["a"]}},
        "properties": {
            "due": {"$ref": "#/$defs/day", "title": "Due"},
            "choice": {"type": "string", "title": "Choice"},
            "other": {"$ref": "#/$defs/word"},
            "names": {"properties": {"a": {}}},
            "both": {"additionalProperties": False},
        },
    }


def test_a_path_leads_through_names_items_and_references() -> None:
    tree = Tree(
        {
            "properties": {
                "list": {"items": {"$ref": "#/$defs/item"}},
                "map": {"additionalProperties": {"title": "M"}},
            },
            "$defs": {"item": {"title": "I", "properties": {"x": {"title": "X"}}}},
        }
    )
    titles = [tree.title(tree.at(path) or {}) for path in (("list", 3), ("list", 0, "x"), ("map", "any"))]
    assert titles == ["I", "X", "M"]
    assert tree.at(("list", 0, "y")) is None
    assert tree.at(("nothing", "below")) is None
