"""The fingerprint of an assessment: setting it out otherwise keeps it, any change of a word does not."""

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eia import resources, source
from eia.findings import Path, dotted
from eia.substance import (
    NOT_SUBSTANCE,
    UNORDERED,
    as_written,
    counts,
    fingerprint,
    of_bytes,
    of_text,
    tree,
    words,
)
from tests.mutations import EXAMPLES, example

SAME = [
    ("“No – change”", "'No - change'"),
    ("children’s", "children's"),
    ("well-being", "well–being"),
    ("2018–2021", "2018 - 2021"),
    ("word—word", "word – word"),
    ("word -- word", "word — word"),
    ("- one\n- two", "* one\n* two"),
    ("+ one\n+ two", "one\ntwo"),
    ("• one", "- one"),
    ("## Why\nBecause", "Why Because"),
    ("It is **not** so", "It is not so"),
    ("_Not_ so.", "Not so."),
    ("one\n\ntwo", "one two"),
    ("one\u00a0two", "one two"),
    ("benef\u00adits", "benefits"),
    ("e\u0301cole", "école"),
    ("and so on…", "and so on..."),
    ("It changes nothing.", "It changes nothing"),
    ("Yes", "yes"),
    ("by –5%", "by -5%"),
]
OTHER = [
    ("5%", "-5%"),
    ("66.7", "667"),
    ("1,5", "15"),
    ("no", "none"),
    ("No, impact", "No impact"),
    ("Deaf people", "deaf people"),
    ("some one", "someone"),
    ("5 * 3", "5 3"),
    ("5 + 3", "5 3"),
    ("a > b", "a < b"),
    ("It is so?", "It is so."),
    ("£5", "5"),
    ("1. First", "2. First"),
    ("résumé", "resume"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_words_numbers_and_signs_make_a_difference(one: str, other: str) -> None:
    assert words(one) != words(other)


@given(st.text() | st.text(alphabet="ab1 -–*_#+.'\n", max_size=20))
def test_the_words_of_words_are_the_same(text: str) -> None:
    assert words(words(text)) == words(text)


def test_the_fingerprint_of_this_version_stays_what_it_is() -> None:
    """A sign-off is kept for years: whoever changes this number changes `VERSION`, and reads the old one still."""
    data = {
        "eia": 1,
        "kind": "full",
        "activity": {
            "title": "Library “opening” hours – 2027",
            "aims": ["- *Open* later."],
            "strategic": True,
        },
        "impacts": {"age": [{"direction": "none", "reach": 340, "evidence": ["b", "a"]}]},
        "relevance": {"answers": {"adverse": "no", "aims": {"answer": "Yes", "reason": "It is."}}},
    }
    assert fingerprint(data) == "v1:9133e74befa3814e179ccd64f207f245adb5fc200d40d6a2c013e6787f4cc12a"
    assert tree(data) == {
        "kind": "full",
        "activity": {"title": "Library 'opening' hours 2027", "aims": ["Open later"], "strategic": "yes"},
        "impacts": {"age": [{"direction": "none", "reach": "340", "evidence": ["a", "b"]}]},
        "relevance": {"answers": {"adverse": {"answer": "no"}, "aims": {"answer": "yes", "reason": "It is"}}},
    }


def test_both_spellings_of_an_answer_are_one() -> None:
    short = {"relevance": {"answers": {"adverse": "no"}}, "duty": {"age": {"advance": "Why"}}}
    long = {
        "relevance": {"answers": {"adverse": {"answer": "no", "reason": ""}}},
        "duty": {"age": {"advance": {"explanation": "Why", "limbs": []}}},
    }
    assert fingerprint(short) == fingerprint(long)


def test_what_waits_to_be_filled_in_says_nothing() -> None:
    assert fingerprint(
        {"aims": ["a", "", None], "actions": [{}, {"id": ""}], "summary": "  \n"}
    ) == fingerprint({"aims": ["a"]})


def test_the_unordered_lists_are_those_in_which_nothing_may_stand_twice() -> None:
    assert set(_unique(resources.schema("assessment"), "")) == UNORDERED


def _unique(node: Any, name: str) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("uniqueItems"):
            yield name
        for key, inner in node.items():
            yield from _unique(inner, key if key not in ("items", "properties") else name)


def test_what_is_not_substance_exists_and_has_a_reason() -> None:
    known = set(_addresses(resources.schema("assessment"), ()))
    for pattern, reason in NOT_SUBSTANCE.items():
        assert len(reason.split()) > 3, pattern
        if not pattern.startswith("**."):
            assert tuple(pattern.split(".")) in known, pattern


def _addresses(node: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    definitions = resources.schema("assessment")["$defs"]
    yield path
    if "$ref" in node:
        yield from _addresses(definitions[node["$ref"].rpartition("/")[2]], path)
    for key, inner in node.get("properties", {}).items():
        yield from _addresses(inner, (*path, key))
    for keyword in ("items", "additionalProperties"):
        if isinstance(node.get(keyword), dict):
            yield from _addresses(node[keyword], (*path, "*"))


# --- The example, set out otherwise and changed in every answer -------------------------------------------------


EXAMPLE = "school-improvement-2018"
STYLES: list[dict[str, Any]] = [
    {"width": 30},
    {"width": 10_000},
    {"default_style": '"'},
    {"default_style": "'"},
    {"default_flow_style": True},
    {"default_flow_style": False, "indent": 8},
    {"sort_keys": True},
    {"default_style": "|"},
]


def _read(text: str | bytes) -> Any:
    document = source.parse(text.encode() if isinstance(text, str) else text, "x.yaml")
    assert document.data is not None, document.findings
    return document.data


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_another_style_of_yaml_keeps_the_fingerprint(style: dict[str, Any]) -> None:
    data = example(EXAMPLE)
    # Numbers in quotation marks and numbers without are the same words.
    told = yaml.safe_dump(data, **{"sort_keys": False, "allow_unicode": True, **style})
    assert fingerprint(_read(told)) == fingerprint(data)


RAW = (EXAMPLES / "assessments" / f"{EXAMPLE}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "written",
    [
        RAW.replace("\n", "\r\n"),
        "\ufeff" + RAW,
        re.sub(r"(?m)^", "# a comment\n", RAW[: RAW.index("activity:")]) + RAW[RAW.index("activity:") :],
        re.sub(r"(?<=\w)'(?=\w)", "’", RAW),
        re.sub(r"(?<=\w)-(?=\d{4}\n)", "–", RAW),
        RAW.replace("\nactivity:", "\n\n\n# more\nactivity:   # here"),
        RAW.replace("status: published", "status: approved"),
        RAW.replace("version: 1", "version: 2"),
        RAW + "waivers:\n  - {rule: IMP001, reason: x, by: y, expires: 2027-01-01}\n",
        RAW.replace("  result: adopted", "  result: amended\n  minute_ref: 12"),
        json.dumps(example(EXAMPLE)),
    ],
    ids=range(11),
)
def test_another_setting_of_the_file_keeps_the_fingerprint(written: str) -> None:
    assert written != RAW
    assert fingerprint(_read(written)) == fingerprint(_read(RAW))


def _leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*path, key))
    else:
        yield path


def _changed(data: Any, path: Path, change: Any) -> Any:
    made = copy.deepcopy(data)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = change(holder[path[-1]])
    return made


def _another_word(value: Any) -> Any:
    return re.sub(r"\w+|%", lambda found: f"{found[0]}x", str(value), count=1)


def _without_a_word(value: Any) -> Any:
    return re.sub(r"\w+|%", "", str(value), count=1)


def _reset(value: Any) -> Any:
    """The same words, with every mark that may change changed."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"(?<=\w)'(?=\w)", "’", value).replace(" - ", " – ")
    return "\n\n".join(f"- **{part.strip()}**" for part in text.split("\n\n")) if " " in text else text


def test_each_answer_counts_unless_it_is_declared_not_to() -> None:
    """Every one of the example's answers, changed once: at least a hundred of substance."""
    data = example(EXAMPLE)
    before = fingerprint(data)
    told = {path: fingerprint(_changed(data, path, _another_word)) != before for path in _leaves(data)}
    assert {path for path, differs in told.items() if differs} == {path for path in told if counts(path)}
    assert sum(told.values()) >= 100
    kept = {re.sub(r"\.\d+", ".*", dotted(path)) for path, differs in told.items() if not differs}
    assert {"status", "version", "decision.taken_on", "dates.published"} <= kept
    assert all(
        key.startswith(tuple(name.partition("*")[0] for name in NOT_SUBSTANCE if name[0] != "*"))
        for key in kept
    )


def test_each_answer_may_be_set_out_otherwise() -> None:
    data = example(EXAMPLE)
    paths = [path for path in _leaves(data) if counts(path)]
    changed = [_changed(data, path, _reset) for path in paths]
    assert sum(one != data for one in changed) >= 100
    assert {fingerprint(one) for one in changed} == {fingerprint(data)}


def test_each_word_counts() -> None:
    data = example(EXAMPLE)
    before = fingerprint(data)
    for path in _leaves(data):
        if counts(path):
            assert fingerprint(_changed(data, path, _without_a_word)) != before, dotted(path)


@pytest.mark.parametrize("path", ["evidence", "actions", "activity.aims", "impacts.disability"])
def test_the_order_of_what_is_said_counts(path: str) -> None:
    data = copy.deepcopy(example(EXAMPLE))
    holder: Any = data
    for key in path.split("."):
        holder = holder[key]
    assert len(holder) > 1, path
    holder.reverse()
    assert fingerprint(data) != fingerprint(example(EXAMPLE))


def test_the_order_of_groups_and_references_does_not() -> None:
    data = copy.deepcopy(example(EXAMPLE))
    data["scope"]["groups_affected"].reverse()
    for effects in data["impacts"].values():
        for effect in effects:
            effect.get("evidence", []).reverse()
    assert data != example(EXAMPLE)
    assert fingerprint(data) == fingerprint(example(EXAMPLE))


WORDS = st.lists(st.from_regex(r"[A-Za-z0-9é£%]{1,6}", fullmatch=True), min_size=1, max_size=8)
VALUES = st.recursive(
    WORDS.map(" ".join) | st.integers(0, 99),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(
            st.sampled_from(["summary", "aims", "title", "note", "actions"]), inner, min_size=1, max_size=3
        )
    ),
    max_leaves=8,
)
DATA = st.dictionaries(st.sampled_from(["summary", "activity", "monitoring", "evidence"]), VALUES, min_size=1)


@given(DATA, st.randoms(use_true_random=False))
def test_reformatting_never_changes_the_fingerprint(data: dict[str, Any], chance: random.Random) -> None:
    def otherwise(value: Any) -> Any:
        if isinstance(value, dict):
            items = list(value.items())
            chance.shuffle(items)
            return {key: otherwise(item) for key, item in items} | (
                {"blank": " "} if chance.random() < 0.3 else {}
            )
        if isinstance(value, list):
            return [otherwise(item) for item in value] + ([None] if chance.random() < 0.3 else [])
        if isinstance(value, int):
            return str(value)
        gaps = [" ", "\n", "  ", "\u00a0", "\n\n", "\n  ", " \u200b"]
        text = "".join(f"{chance.choice(gaps)}{word}" for word in value.split()).lstrip(" \n\u00a0\u200b")
        return chance.choice(["{}", "{}.", "- {}", "* {}", "**{}**", "\n{}\n", "• {} …"]).format(text)

    assert fingerprint(otherwise(data)) == fingerprint(data)


@given(DATA, st.data())
def test_any_other_word_always_changes_the_fingerprint(data: dict[str, Any], drawn: st.DataObject) -> None:
    path = drawn.draw(st.sampled_from(list(_leaves(data))))
    assert fingerprint(_changed(data, path, lambda value: f"{value} more")) != fingerprint(data)
    assert fingerprint(_changed(data, path, lambda _: "")) != fingerprint(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@given(JSON)
def test_anything_has_a_fingerprint_and_its_substance_the_same(data: Any) -> None:
    assert fingerprint(tree(data)) == fingerprint(data)


def test_texts_and_bytes_have_fingerprints() -> None:
    assert of_text("One – two.\n\nThree") == of_text("One - two.\nThree\n")
    assert of_text("One") != of_text("Two")
    assert of_bytes(b"One ") != of_bytes(b"One")


@given(JSON)
def test_the_words_as_they_were_written_have_the_same_fingerprint(data: Any) -> None:
    assert fingerprint(as_written(data)) == fingerprint(data)


def test_words_are_kept_as_they_were_written() -> None:
    data = {"status": "draft", "summary": "“One” – two.\n", "actions": [{"id": "a", "status": "open"}, None]}
    assert as_written(data) == {"summary": "“One” – two.\n", "actions": [{"id": "a"}, None]}
