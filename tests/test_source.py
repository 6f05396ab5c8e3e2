"""The loader: what a text means, where each answer stands, and what is wrong with the text itself."""

import gc
import json
import os
import pathlib
import re
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.findings import START, Finding, Path, Position, Severity, Span
from eia.source import FAULTS, Document, parse, read
from eia.source.events import python_parser
from eia.source.limits import DEEPEST, LARGEST_FILE, MOST_ALIKE, MOST_ITEMS, MOST_KEYS, MOST_VALUES


def document(text: str) -> Document:
    return parse(text.encode(), "a.yaml")


def told(found: Document) -> list[tuple[str, int, int]]:
    """The code, line and column of each finding."""
    return [(one.code, one.span.start.line, one.span.start.column) for one in found.findings]


def underlined(text: str, span: Span) -> str:
    """What stands at the span, if it begins and ends on one line; else from its start to the end of that line."""
    line = re.split(r"\r\n|\r|\n", text)[span.start.line - 1]
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    return line[span.start.column - 1 : end]


def only(text: str) -> Finding:
    found = document(text)
    assert len(found.findings) == 1, found.findings
    return found.findings[0]


# What a text means


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("No", "No"),
        ("on", "on"),
        ("true", True),
        ("TRUE", True),
        ("False", False),
        ("tRue", "tRue"),
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("0", 0),
        ("-7", -7),
        ("42", 42),
        ("123456789012345678", 123456789012345678),
        ("1234567890123456789", "1234567890123456789"),
        ("017", "017"),
        ("+1", "+1"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("2018-07-10", "2018-07-10"),
        ("2018-09", "2018-09"),
        (".nan", ".nan"),
        ("=", "="),
        ("٣", "٣"),
        ("'42'", "42"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  42", "42\n"),
        (">\n  two\n  lines", "two lines\n"),
        ("two\n  lines", "two lines"),
        ("[a, 1, yes]", ["a", 1, "yes"]),
        ("{a: 1}", {"a": 1}),
        ("[]", []),
        ("{}", {}),
        ("http://a.b/c?d=e#f", "http://a.b/c?d=e#f"),
        ('"\\u00a3 \\t"', "£ \t"),
    ],
)
def test_a_bare_word_is_text_unless_yaml_1_2_says_otherwise(typed: str, value: Any) -> None:
    found = document(f"answer: {typed}\n")
    assert found.findings == ()
    assert found.data == {"answer": value}
    assert type(found.data["answer"]) is type(value)


def test_a_name_is_always_text() -> None:
    found = document("2018: a\ntrue: b\n017: c\n1.5: d\n'null': e\n")
    assert found.findings == ()
    assert found.data == {"2018": "a", "true": "b", "017": "c", "1.5": "d", "null": "e"}


def test_a_list_may_stand_under_its_name_without_more_spaces() -> None:
    assert document("groups:\n- age\n- sex\n").data == {"groups": ["age", "sex"]}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(line_end: str) -> None:
    found = document(line_end.join(["a: 1", "", "b: |", "  one", "  two", "a: 2", ""]))
    assert found.data == {"a": 1, "b": "one\ntwo\n"}
    assert told(found) == [("SRC008", 6, 1)]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\ufeff"])
def test_what_only_yaml_1_1_takes_for_a_line_end_is_an_ordinary_character(character: str) -> None:
    found = document(f"a: x{character}y\nb{character}: '{character}'\na: 2\n")
    assert found.data == {"a": f"x{character}y", f"b{character}": character}
    assert told(found) == [("SRC008", 3, 1)]
    assert underlined(found.text, found.span_of(("a",))) == f"x{character}y"


def test_a_stand_in_never_hides_a_character_that_was_there() -> None:
    found = document('a: "\ue000\u2028\ue001"\n')
    assert found.data == {"a": "\ue000\u2028\ue001"}


def test_a_byte_order_mark_is_skipped() -> None:
    found = parse(b"\xef\xbb\xbftitle: Caf\xc3\xa9\n", "a.yaml")
    assert (found.data, found.findings, found.text) == ({"title": "Café"}, (), "title: Café\n")
    assert found.key_span_of(("title",)).start == Position(1, 1)


def test_the_garbage_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    document("a: [")
    assert gc.isenabled()
    gc.disable()
    try:
        document("a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()


# Where answers stand

PLACED = """\
# A comment first
title: Library opening hours
activity:
  description: |
    Two libraries open later.

    On two days.

  summary: >-
    Folded
  nothing:
  empty: |
  quoted: "a: b"   # a comment
evidence:
  - title: Survey
    groups: [age, {name: sex}]
  - 😀 plain text
"""


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), "title", "Library opening hours"),
        (("activity",), "activity", "description: |"),
        (("activity", "description"), "description", "Two libraries open later."),
        (("activity", "summary"), "summary", "Folded"),
        (("activity", "nothing"), "nothing", ""),
        (("activity", "empty"), "empty", "|"),
        (("activity", "quoted"), "quoted", '"a: b"'),
        (("evidence", 0), None, "title: Survey"),
        (("evidence", 0, "title"), "title", "Survey"),
        (("evidence", 0, "groups"), "groups", "[age, {name: sex}]"),
        (("evidence", 0, "groups", 0), None, "age"),
        (("evidence", 0, "groups", 1), None, "{name: sex}"),
        (("evidence", 0, "groups", 1, "name"), "name", "sex"),
        (("evidence", 1), None, "😀 plain text"),
    ],
)
def test_every_answer_has_a_place(path: Path, key: str | None, value: str) -> None:
    place = document(PLACED).places[path]
    assert (None if place.key is None else underlined(PLACED, place.key)) == key
    assert underlined(PLACED, place.value) == value


def test_a_block_of_text_ends_with_its_last_word() -> None:
    assert document(PLACED).span_of(("activity", "description")) == Span(Position(5, 5), Position(7, 17))


def test_places_come_in_the_order_of_reading() -> None:
    paths = list(document("b:\n  c: [1, {d: 2}]\na: 3\n").places)
    assert paths == [(), ("b",), ("b", "c"), ("b", "c", 0), ("b", "c", 1), ("b", "c", 1, "d"), ("a",)]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("title",), "Library opening hours"),
        (("activity", "nothing"), "nothing"),
        (("activity", "missing"), "activity"),
        (("activity", "missing", "deeper", 3), "activity"),
        (("evidence", 0, "date"), "title: Survey"),
        (("evidence", 7), "evidence"),
        (("title", "deeper"), "title"),
    ],
)
def test_what_is_missing_is_shown_at_the_nearest_name_there_is(path: Path, words: str) -> None:
    assert underlined(PLACED, document(PLACED).span_of(path)) == words


def test_what_is_missing_at_the_top_is_shown_at_the_start() -> None:
    found = document(PLACED)
    assert found.span_of(()) == found.span_of(("missing",)) == found.key_span_of(("missing", 1)) == START


@pytest.mark.parametrize(
    ("path", "words"),
    [(("title",), "title"), (("evidence", 1), "😀 plain text"), (("activity", "quoted"), "quoted")],
)
def test_a_name_can_be_shown_alone(path: Path, words: str) -> None:
    assert underlined(PLACED, document(PLACED).key_span_of(path)) == words


def test_a_place_that_is_not_there_is_a_key_error() -> None:
    places = document("a: 1").places
    assert ("b",) not in places
    assert len(places) == 2
    with pytest.raises(KeyError):
        places["b",]


# What is wrong with a text


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("a: 1\nb: x: y\n", "SRC006", 2, 4, "The answer to “b” holds another colon"),
        ("- x: y: z\n", "SRC014", 1, 1, "starts with a list"),
        ("l:\n  - x: y: z\n", "SRC006", 2, 8, "The answer to “x” holds another colon"),
        ("a: 1\n'b': x: y\n", "SRC006", 2, 6, "The answer to “'b'” holds another colon"),
        ("a\nb: 1\n", "SRC006", 1, 1, "“a” has no colon after its name"),
        ("a: 1\nb c\nd: 2\n", "SRC006", 2, 1, "“b c” has no colon after its name"),
        ("a: 1\nb c\n", "SRC006", 2, 1, "“b c” has no colon after its name"),
        ("a:1\nb: 2\n", "SRC006", 1, 1, "“a:1” has no space after the colon"),
        ("a: 1\nb:2\nc: 3\n", "SRC006", 2, 1, "“b:2” has no space after the colon"),
        ("a: one\n  b: 2\n", "SRC006", 2, 3, "indented as if it went on"),
        ("a: one\n\n  b: 2\n", "SRC006", 3, 3, "indented as if it went on"),
        ("a:\n    b: 1\n  c: 2\n", "SRC006", 3, 3, "not indented like the lines"),
        ("  a: 1\nb: 2\n", "SRC006", 2, 1, "not indented like the lines"),
        ("a:\n  - b\n  c: 2\n", "SRC006", 3, 3, "not indented like the lines"),
        ("a: - b\n", "SRC006", 1, 4, "A list cannot start on the same line"),
        ("a: @me\n", "SRC006", 1, 4, "cannot start with “@”"),
        ("a: `b`\n", "SRC006", 1, 4, "cannot start with “`”"),
        ("a: %5\n", "SRC006", 1, 4, "cannot start with “%”"),
        ("a: **b**\n", "SRC006", 1, 4, "cannot start with “*”"),
        ("a: *b*\n", "SRC006", 1, 4, "cannot start with “*”"),
        ("a: & b\n", "SRC006", 1, 4, "cannot start with “&”"),
        ("a: > 50\n", "SRC006", 1, 4, "cannot start with “>”"),
        ("a: >0\n", "SRC006", 1, 4, "cannot start with “>”"),
        ("a: | text\n", "SRC006", 1, 4, "Text cannot follow “|” on the same line"),
        ("a: ]\n", "SRC006", 1, 4, "cannot start with “]”"),
        ("a: , b\n", "SRC006", 1, 4, "cannot start with “,”"),
        ("a: ? b\n", "SRC006", 1, 4, "cannot start with “?”"),
        ("%a\nb: 1\n", "SRC006", 1, 1, "A line cannot start with “%”"),
        ("%YAML 1.2\n---\nb: 1\n", "SRC006", 1, 1, "A line cannot start with “%”"),
        ("a: 1\n%5 of b\n", "SRC006", 2, 1, "A line cannot start with “%”"),
        ('a: "b\nc: d\n', "SRC006", 1, 4, "never closed"),
        ("a: 'b\nc: d\n", "SRC006", 1, 4, "never closed"),
        ('a: "b\n---\nc: d"\n', "SRC006", 1, 4, "never closed"),
        ('a: "b\nc: "d"\n', "SRC006", 1, 4, "closed only on line 2"),
        ("a: 'b' c\n", "SRC006", 1, 8, "“c” follows a closing quotation mark"),
        ("a: 'council's plan'\n", "SRC006", 1, 13, "“s plan'” follows a closing quotation mark"),
        ("a: [b] c\n", "SRC006", 1, 8, "“c” follows a closing bracket"),
        ("a: [b, c\nd: 1\n", "SRC006", 1, 4, "The bracket “[” that opens here is not closed"),
        ("a: {b: c\n", "SRC006", 1, 4, "The bracket “{” that opens here is not closed"),
        ("a: [\n", "SRC006", 1, 4, "The bracket “[” that opens here is not closed"),
        ("a: [b}\n", "SRC006", 1, 6, "“}” cannot stand here between “[” and “]”"),
        ('a: ["b" c]\n', "SRC006", 1, 9, "cannot stand here between “[” and “]”"),
        ("a: 1\n{b: c}\n", "SRC006", 2, 1, "The bracket “{” that opens here"),
        ("a: [?]\n", "SRC006", 1, 4, "The bracket “[” that opens here"),
        ('a: "C:\\plans"\n', "SRC006", 1, 7, "“\\p” means nothing inside double quotation marks"),
        ('a: "\\x4"\n', "SRC006", 1, 5, "“\\x” means nothing inside double quotation marks"),
        ('a: "ok \\n\\\\ \\d"\n', "SRC006", 1, 13, "“\\d” means nothing inside double quotation marks"),
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n", "SRC006", 1, 1, "Two versions of the file"),
        ("a:\n\tb: 1\n", "SRC007", 2, 1, "A tab stands here"),
        ("a:\n  b: 1\n \tc: 2\n", "SRC007", 3, 2, "A tab stands here"),
        ("a: |\n\tb\n", "SRC007", 2, 1, "A tab stands here"),
        ("a:\n  - b\n\t- c\n", "SRC007", 3, 1, "A tab stands here"),
        ("a: 1\nb: 2\na: 3\n", "SRC008", 3, 1, "“a” is answered twice, here and on line 1"),
        ("a: {b: 1, 'b': 2}\n", "SRC008", 1, 11, "“b” is answered twice, here and on line 1"),
        ("a: &x 1\n", "SRC009", 1, 4, "“&x” lends this answer"),
        ("a: *x\n", "SRC009", 1, 4, "“*x” takes an answer"),
        ("*x\n", "SRC009", 1, 1, "“*x” takes an answer"),
        ("*x : 1\n", "SRC009", 1, 1, "“*x” takes an answer"),
        ("a: &x\n  b: 1\n", "SRC009", 1, 4, "“&x” lends this answer"),
        ("<<: {a: 1}\n", "SRC009", 1, 1, "“<<” takes over a block"),
        ("a: !x b\n", "SRC010", 1, 4, "starts with “!”"),
        ("a: !!python/object:b {}\n", "SRC010", 1, 4, "starts with “!”"),
        ("a: !b!c d\n", "SRC010", 1, 4, "starts with “!”"),
        ("a: !<b\n", "SRC010", 1, 4, "starts with “!”"),
        ("a: !\n", "SRC010", 1, 4, "starts with “!”"),
        ("~: 1\n", "SRC011", 1, 1, "no name before its colon"),
        ("null: 1\n", "SRC011", 1, 1, "no name before its colon"),
        ("'': 1\n", "SRC011", 1, 1, "no name before its colon"),
        (": 1\n", "SRC011", 1, 1, "no name before its colon"),
        ("a: 1\n: 1\n", "SRC011", 2, 1, "no name before its colon"),
        ("[a]: 1\n", "SRC011", 1, 1, "stands where a name should be"),
        ("? {a: 1}\n: 1\n", "SRC011", 1, 3, "stands where a name should be"),
        ("a: {{ title }}\n", "SRC011", 1, 5, "stands where a name should be"),
        ("a: 1\n---\nb: 1\n", "SRC013", 2, 1, "Another document starts here"),
        ("---\na: 1\n---\n", "SRC013", 3, 1, "Another document starts here"),
        ("---\n---\na: 1\n", "SRC013", 2, 1, "Another document starts here"),
        ("a: 1\n...\nb: 1\n", "SRC013", 3, 1, "Another document starts here"),
        ("- a\n", "SRC014", 1, 1, "starts with a list"),
        ("\n\n[a]\n", "SRC014", 3, 1, "starts with a list"),
        ("some text\n", "SRC014", 1, 1, "starts with running text"),
        ("'a: 1'\n", "SRC014", 1, 1, "starts with running text"),
        ("42\n", "SRC014", 1, 1, "starts with running text"),
        ("a: Issue #4 is late\n", "SRC015", 1, 10, "“#4 is late” is read as a comment"),
        ("a: #MeToo\n", "SRC015", 1, 4, "“#MeToo” is read as a comment"),
        ("l:\n  - see item #é\n", "SRC015", 2, 14, "“#é” is read as a comment"),
    ],
)
def test_a_fault_is_found_and_told_in_plain_words(
    text: str, code: str, line: int, column: int, words: str
) -> None:
    found = only(text)
    assert (found.code, found.span.start) == (code, Position(line, column))
    assert words in found.message
    assert found.hint
    assert found.severity is FAULTS[code].severity
    jargon = r"\b(mapping|scalar|schema|null|token|string|key|invalid|please|alias|anchor|tag)\b"
    assert not re.search(jargon, re.sub(r"[“`].*?[”`]", "", f"{found.message} {found.hint}"), re.IGNORECASE)
    assert not found.message.endswith(".")


@pytest.mark.parametrize(
    "text", ["", "\n \n", "# a\n  # b\n", "---\n", "---\n...\n", "~\n", "null", "\ufeff\n"]
)
def test_a_text_without_anything_in_it_is_empty(text: str) -> None:
    found = document(text)
    assert (found.data, told(found)) == (None, [("SRC004", 1, 1)])


@pytest.mark.parametrize(
    "text",
    [
        "status: draft   # draft | submitted\n",
        "status: draft # draft or submitted\n",
        "status: draft  #draft\n",
        "date: 2018-07-10 #4\n",
        "answer: true #4\n",
        "number: 4 #4\n",
        "title: C# and F#\n",
        'title: "Issue #4"\n',
        "title: 'Issue' #4\n",
        "title: |\n  Issue #4\n",
        "groups: [age] #4\n",
        "# see #4\na: 1\n",
        "a: 1\n #4\n",
        "link: https://example.org/#4\n",
    ],
)
def test_a_comment_that_was_meant_as_one_is_left_alone(text: str) -> None:
    assert document(text).findings == ()


def test_reading_goes_on_after_a_fault_that_allows_it() -> None:
    found = document(
        'a: &x 1\na: 2\nb: *x\nc: !t text\n~: nobody\n[d]: 1\n<<: {e: 1}\nf: Issue #4\ng: "\\x0b\\u202e"\nh: [1, 2]\n'
    )
    assert found.data == {"a": 1, "b": None, "c": "text", "f": "Issue", "g": "\ufffd\u202e", "h": [1, 2]}
    assert told(found) == [
        ("SRC009", 1, 4),
        ("SRC008", 2, 1),
        ("SRC009", 3, 4),
        ("SRC010", 4, 4),
        ("SRC011", 5, 1),
        ("SRC011", 6, 1),
        ("SRC009", 7, 1),
        ("SRC015", 8, 10),
        ("SRC005", 9, 5),
        ("SRC017", 9, 9),
    ]
    assert set(found.places) == {(), *((name,) for name in "abcfgh"), ("h", 0), ("h", 1)}


def test_the_first_of_two_answers_is_kept_whole() -> None:
    found = document("a: {b: {c: 1}}\na:\n  b: {c: 2, d: 3}\n  b: 4\n")
    assert found.data == {"a": {"b": {"c": 1}}}
    assert told(found) == [("SRC008", 2, 1), ("SRC008", 4, 3)]
    assert found.span_of(("a", "b", "c")).start == Position(1, 12)


def test_faults_inside_an_answer_that_is_left_out_are_still_told() -> None:
    found = document("a: 1\na: {b: !t c, d: {e: *f}}\n")
    assert told(found) == [("SRC008", 2, 1), ("SRC010", 2, 8), ("SRC009", 2, 21)]
    assert set(found.places) == {(), ("a",)}


@pytest.mark.parametrize("text", ["a: 1\nb: [", "a: 1\nb: @c", "a: 1\nb: x: y"])
def test_after_a_line_that_cannot_be_read_there_is_no_data(text: str) -> None:
    found = document(text)
    assert (found.data, dict(found.places)) == (None, {})
    assert found.span_of(("a",)) == START


def test_a_fault_knows_the_answer_it_stands_in() -> None:
    found = document('a:\n  - b: "x\\x0b"\n    c: y\x0b\n    d: Issue #4\n    d: 1\n    e: @f\n')
    assert [(one.code, one.path) for one in found.findings] == [
        ("SRC005", ("a", 0, "b")),
        ("SRC005", ()),  # found before the answers were read, and they were not read to the end
        ("SRC008", ("a", 0, "d")),
        ("SRC006", ("a", 0, "e")),
    ]
    found = document("a:\n  - b: x\n    c: y\x0b\n    d: Issue #4\n")
    assert [(one.code, one.path) for one in found.findings] == [
        ("SRC005", ("a", 0, "c")),
        ("SRC015", ("a", 0, "d")),
    ]


def test_many_faults_of_one_kind_are_not_all_listed() -> None:
    found = document("".join(f"a: {number}\n" for number in range(MOST_ALIKE + 5)) + "b: Issue #4\n")
    assert [one.code for one in found.findings] == ["SRC008"] * MOST_ALIKE + ["SRC015"]
    assert found.findings[MOST_ALIKE - 1].hint.endswith("There are more of these further down.")
    assert not found.findings[MOST_ALIKE - 2].hint.endswith("further down.")


# Hidden characters


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff"]
)
def test_a_character_that_word_cannot_hold_is_replaced_and_told(character: str) -> None:
    found = document(f"a: 1\nb: x{character}y\n")
    assert found.data == {"a": 1, "b": "x\ufffdy"}
    assert found.text == f"a: 1\nb: x{character}y\n"
    assert told(found) == [("SRC005", 2, 5)]
    assert f"U+{ord(character):04X}" in found.findings[0].message
    assert found.findings[0].path == ("b",)


@pytest.mark.parametrize(
    ("written", "column", "value"),
    [
        ("x\\0y", 6, "x\ufffdy"),
        ("\\\\ \\x0b", 8, "\\ \ufffd"),
        ("\\v\\f", 5, "\ufffd\ufffd"),
        ("\\e[0m", 5, "\ufffd[0m"),
        ("\\u000B", 5, "\ufffd"),
        ("\\uFFFE", 5, "\ufffd"),
        ("\\U0000007F", 5, "\ufffd"),
    ],
)
def test_an_escaped_hidden_character_is_found_too(written: str, column: int, value: str) -> None:
    found = document(f'a: "{written}"\n')
    assert (found.data, told(found)) == ({"a": value}, [("SRC005", 1, column)])


@pytest.mark.parametrize("written", ["\\ud83d", "\\uDC00", "\\ud83d\\ude00", "\\U00110000", "\\UFFFFFFFF"])
def test_half_a_character_is_refused(written: str) -> None:
    found = document(f'a: "ok \\" {written}"\n')
    assert (found.data, told(found)) == (None, [("SRC005", 1, 11)])
    assert "half a character" in found.findings[0].message


def test_one_finding_tells_of_all_hidden_characters_in_a_line() -> None:
    found = document("a: \x0b\x0b\x0b\nb: \x0c\x0b\n")
    assert told(found) == [("SRC005", 1, 4), ("SRC005", 2, 4)]


@pytest.mark.parametrize("character", list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_a_mark_that_turns_the_text_is_a_warning(character: str) -> None:
    found = only(f"a: x{character}y\n")
    assert (found.code, found.severity, found.span.start) == ("SRC017", Severity.WARNING, Position(1, 5))
    assert only(f'a: "\\u{ord(character):04x}"\n').code == "SRC017"


@pytest.mark.parametrize(
    "words",
    [
        "مواعيد عمل المكتبة",
        "שעות הפתיחה של הספרייה (2018)",
        "\u200fکتب خانے کے اوقات\u200e",
        "کتاب\u200cخانه",
        "👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️",
        "e\u0301 𝕏 ﬀ\u00a0\u00ad\u200b",
        "“quoted” – it’s… £5 €6",
        "\ue000\uf8ff",
    ],
)
def test_text_in_any_script_is_ordinary(words: str) -> None:
    found = document(f"a: {words}\n")
    assert (found.data, found.findings) == ({"a": words}, ())


# Encodings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_and_told(encoding: str) -> None:
    found = parse("title: Later hours – £2\nkind: full\n".encode(encoding), "a.yaml")
    assert found.data == {"title": "Later hours – £2", "kind": "full"}
    assert told(found) == [("SRC002", 1, 1)]
    assert "UTF-16" in found.findings[0].message


def test_windows_1252_is_told_with_its_line_and_character() -> None:
    found = parse("a: 1\nb: the library’s plan – £2\nc: é\n".encode("cp1252"), "a.yaml")
    assert told(found) == [("SRC002", 2, 15)]
    assert "Line 2 has “’” as Windows-1252 saves it" in found.findings[0].message
    assert "1 more line has the same trouble" in found.findings[0].hint
    assert found.data == {"a": 1, "b": "the library\ufffds plan \ufffd \ufffd2", "c": "\ufffd"}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00\xff\xfe", "Word, Excel or ZIP"),
        (b"PK\x03\x04 only letters", "Word, Excel or ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Excel"),
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF"),
        (b"%PDF-1.4\nletters", "a PDF"),
        (b"{\\rtf1\\ansi Hello}", "rich text"),
        (b"\x89PNG\r\n\x1a\n\x00", "a picture"),
        (b"\x1f\x8b\x08\x00\x9f", "compressed"),
        (bytes(range(254, 0, -1)), "something other than text"),
    ],
)
def test_another_kind_of_file_is_named(raw: bytes, words: str) -> None:
    found = parse(raw, "a.yaml")
    assert (found.data, found.text, told(found)) == (None, "", [("SRC002", 1, 1)])
    assert words in found.findings[0].message


# Limits


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n"


def test_forty_blocks_deep_is_the_limit() -> None:
    assert document(nested(DEEPEST)).findings == ()
    found = document(nested(DEEPEST + 1))
    assert (found.data, told(found)) == (None, [("SRC012", 1, 43)])
    assert found.findings[0].path == ("a", *[0] * 39)


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "{a: ", "[{a: "])
def test_a_hundred_thousand_of_anything_that_opens_is_refused_at_once(sign: str) -> None:
    found = document("a:\n " + sign * 100_000)
    assert found.data is None
    assert {one.code for one in found.findings} <= {"SRC011", "SRC012"}
    assert found.findings[-1].code == "SRC012"
    assert all(one.span.start.line == 2 for one in found.findings)


def test_five_hundred_names_in_a_block_are_the_limit() -> None:
    names = [f"a{number}: 1\n" for number in range(MOST_KEYS + 1)]
    assert document("".join(names[:-1])).findings == ()
    found = document("".join(names))
    assert (found.data, told(found)) == (None, [("SRC016", 501, 1)])


@pytest.mark.parametrize("item", ["x", "{a: 1}", "[]"])
def test_two_thousand_items_in_a_list_are_the_limit(item: str) -> None:
    assert document("a:\n" + f"- {item}\n" * MOST_ITEMS).findings == ()
    found = document("a:\n" + f"- {item}\n" * (MOST_ITEMS + 1))
    assert (found.data, told(found)) == (None, [("SRC016", 2002, 3)])


def test_borrowed_items_count_as_items() -> None:
    found = document("a:\n" + "- *x\n" * (MOST_ITEMS + 1))
    assert found.data is None
    assert told(found)[-1] == ("SRC016", 2002, 3)


def test_fifty_thousand_values_are_the_limit() -> None:
    items = MOST_ITEMS - 1
    lists = [f"a{number}: [{', '.join(['1'] * items)}]\n" for number in range(MOST_VALUES // (items + 2))]
    used = len(lists) * (items + 2) + 1
    spare = MOST_VALUES - used
    fits = "".join(lists) + f"z: [{', '.join(['1'] * (spare - 2))}]\n"
    assert document(fits).findings == ()
    found = document(fits.replace("z: [", "z: [1, "))
    assert (found.data, [one.code for one in found.findings]) == (None, ["SRC016"])
    assert found.findings[0].span.start.line == len(lists) + 1


def test_one_megabyte_is_the_limit() -> None:
    text = b"a: " + b"x" * (LARGEST_FILE - 3)
    assert parse(text, "a.yaml").findings == ()
    found = parse(text + b"x", "a.yaml")
    assert (found.data, found.text, told(found)) == (None, "", [("SRC003", 1, 1)])


# Files


def test_a_file_is_read_under_the_name_it_was_given(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "library.yaml"
    file.write_text("title: Library\n")
    assert read(file).name == str(file)
    assert read(file, "library.yaml").name == "library.yaml"
    assert read(file).data == {"title": "Library"}


def test_what_is_no_file_is_told(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").write_text("a: 1")
    for name, words in {
        ".": "a folder",
        "pipe": "a device or a pipe",
        "/dev/zero": "a device or a pipe",
        "/dev/stdin": "",
        "loop": "leads back to itself",
        "missing": "no file of this name",
        "file/below": "no file of this name",
        "a" * 5000: "no file of this name",
        "nul\0inside": "no file of this name",
    }.items():
        found = read(tmp_path / name)
        assert words in found.findings[0].message if found.findings else name == "/dev/stdin"
        if words:
            assert (found.data, found.text, told(found)) == (None, "", [("SRC001", 1, 1)])


def test_a_file_that_may_not_be_read_is_told(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "closed.yaml"
    file.write_text("a: 1")

    def refuse(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)  # the tests may run as one who may read everything
    found = read(file)
    assert told(found) == [("SRC001", 1, 1)]
    assert found.findings[0].message == "You may not read this file"


def test_a_large_file_is_not_read(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    monkeypatch.setattr(os, "open", None)
    assert told(read(file)) == [("SRC003", 1, 1)]


def test_a_file_that_grows_while_it_is_read_is_still_limited() -> None:
    endless = pathlib.Path("/proc/self/environ")  # says that it is empty, and is not
    assert endless.stat().st_size == 0
    assert read(endless).text


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: pathlib.Path) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    file.write_text("a: 1")
    found = read(file)
    assert found.data == {"a": 1}
    assert found.name.encode()


# The pages

SHOWN_ELSEWHERE = {"SRC001", "SRC002", "SRC003", "SRC016"}
"""Faults that no text on a page can have; the tests above cover them."""


def examples(page: str, heading: str) -> Iterator[str]:
    part = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    for block in re.findall(r"^```yaml\n(.*?)^```$", part, re.DOTALL | re.MULTILINE):
        yield textwrap.dedent(block)


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_has_a_page_whose_examples_are_true(code: str) -> None:
    fault = FAULTS[code]
    assert fault.code == code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fault.name)
    assert fault.summary.endswith(".")
    assert re.findall(r"^## (.*)$", fault.page, re.MULTILINE) == ["Why it matters", "Flagged", "Accepted"]
    flagged = list(examples(fault.page, "Flagged"))
    assert bool(flagged) == (code not in SHOWN_ELSEWHERE)
    for example in flagged:
        marked = [number for number, line in enumerate(example.splitlines(), 1) if line.endswith(f"# {code}")]
        assert [(found, line) for found, line, _ in told(document(example))] == [
            (code, line) for line in marked
        ]
    for example in examples(fault.page, "Accepted"):
        assert document(example).findings == ()
        assert document(example).data


def test_codes_and_names_are_given_once() -> None:
    assert list(FAULTS) == [f"SRC{number:03}" for number in range(1, 18)]
    assert len({fault.name for fault in FAULTS.values()}) == len(FAULTS)


# Any text at all

PIECES = (
    *(
        "a",
        "b",
        "title",
        "x y",
        ": ",
        ":",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "- ",
        "  ",
        " ",
        "\t",
        "\n\t",
        "|",
        "|\n  ",
    ),
    *(
        ">\n  ",
        "|-\n",
        "|2\n",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " #",
        "# c\n",
        "&a ",
        "*a",
        "!t ",
        "!",
        "!<x> ",
    ),
    *(
        "!!str ",
        "%",
        "%YAML 1.2\n",
        "---\n",
        "---",
        "...\n",
        "? ",
        "?",
        "<<",
        ": *a",
        "\\x0b",
        "\\ud800",
        "\\q",
        "\\",
    ),
    *(
        "@",
        "`",
        "~",
        "null",
        "true",
        "1",
        "017",
        "-1",
        "\r\n",
        "\r",
        "\x85",
        "\u2028",
        "\ufeff",
        "\x00",
        "\x0b",
        "é",
    ),
    *("😀", "\u202e", "a: b\n", "c: d\n", "list:\n- a\n- b\n", "k:\n  n: v\n", 'q: "x"\n', "t: |\n  body\n"),
    *("f: [a, b]\n", "g: {a: b}\n"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
beginnings = st.sampled_from(["", "a: b\n", "k: ", "k:\n  ", "k: [", "a: b\nk: {", "- ", 'k: "'])


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from paths(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from paths(below, (*path, index))


def assert_sound(found: Document) -> None:
    """Assert what holds for every document: places for all data, and every place inside the text."""
    lines = re.split(r"\r\n|\r|\n", found.text)

    def inside(span: Span) -> bool:
        return span.start <= span.end and all(
            1 <= end.line <= len(lines) and 1 <= end.column <= len(lines[end.line - 1]) + 3
            for end in (span.start, span.end)
        )

    assert found.data is None or set(paths(found.data)) == set(found.places)
    assert all(
        inside(place.value) and (place.key is None or inside(place.key)) for place in found.places.values()
    )
    assert all(inside(one.span) and one.message and one.hint for one in found.findings)
    assert found.data is not None or found.findings
    assert found.findings == tuple(sorted(found.findings, key=lambda one: one.sort_key))
    json.dumps(found.data).encode()
    "".join(one.message + one.hint for one in found.findings).encode()


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document(raw: bytes) -> None:
    assert_sound(parse(raw, "a.yaml"))


@given(st.text(max_size=200))
def test_any_text_gives_a_document(text: str) -> None:
    assert_sound(parse(text.encode(errors="surrogatepass"), "a.yaml"))


@given(beginnings, texts)
def test_both_parsers_tell_the_same(beginning: str, text: str) -> None:
    fast = document(beginning + text)
    slow = parse((beginning + text).encode(), "a.yaml", python_parser)
    assert_sound(fast)
    assert fast.data == slow.data
    assert dict(fast.places) == dict(slow.places)
    assert fast.findings == slow.findings


@given(st.data())
def test_both_parsers_tell_the_same_of_a_damaged_assessment(data: st.DataObject) -> None:
    text = PLACED
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 4)))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    fast, slow = document(text), parse(text.encode(), "a.yaml", python_parser)
    assert (fast.data, dict(fast.places), fast.findings) == (slow.data, dict(slow.places), slow.findings)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=30)  # fmt: skip
names = words.filter(lambda name: name not in {"", "<<"})
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | words,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(names, below, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(names, values, min_size=1, max_size=4))
def test_json_reads_back_as_the_same_data(data: dict[str, Any]) -> None:
    for text in (json.dumps(data, ensure_ascii=False), json.dumps(data, ensure_ascii=False, indent=1)):
        found = document(text)
        assert (found.data, found.findings) == (data, ())
        assert_sound(found)


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = document(PLACED)
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    without = document(PLACED)
    assert (without.data, dict(without.places)) == (with_libyaml.data, dict(with_libyaml.places))


WORDY = "activity:\n  description: |\n    Nothing changes before\n    the summer. All groups\n    will gain.\nsummary: All groups will gain.\n"


@pytest.mark.parametrize(
    ("path", "words", "start", "end"),
    [
        (("activity", "description"), "All groups will gain", (4, 17), (5, 14)),
        (("activity", "description"), "the summer", (4, 5), (4, 15)),
        (("summary",), "will gain", (6, 21), (6, 30)),
    ],
)
def test_words_of_an_answer_have_a_place_of_their_own(
    path: Path, words: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    span = document(WORDY).span_of_words(path, words)
    assert span == Span(Position(*start), Position(*end))


@pytest.mark.parametrize("words", ["", "not there"])
def test_words_that_do_not_stand_there_give_the_whole_answer(words: str) -> None:
    read_text = document(WORDY)
    path = ("activity", "description")
    assert read_text.span_of_words(path, words) == read_text.span_of(path)


def test_words_are_not_looked_for_beyond_their_answer() -> None:
    read_text = document("title: One\nsummary: Another One\n")
    assert read_text.span_of_words(("title",), "Another") == read_text.span_of(("title",))
