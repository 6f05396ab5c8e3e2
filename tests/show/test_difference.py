"""Differences in sentences, as Markdown and as JSON, on the real forms."""

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from eia import resources
from eia.library import Library
from eia.show import difference
from eia.show.difference import Compared
from eia.show.paint import Paint
from eia.show.sentences import Version, told
from tests.mutations import example

EXAMPLE = "school-improvement-2018"
FORM = Library().form("bedford")
BASE: dict[str, Any] = {
    "impacts": {"disability": [{"direction": "none", "description": "Nothing changes."}]},
    "actions": [],
    "monitoring": {"review_date": "2026-09"},
    "evidence": [{"id": "a", "title": "Residents' survey", "date": "2025", "finding": "Few come late."}],
    "scope": {"groups_affected": ["age", "race"]},
    "people": {"lead_officer": {"job_title": "Head of Libraries"}},
}


def sentences(new: dict[str, Any], old: dict[str, Any] = BASE) -> list[str]:
    return [item.sentence for item in told(Version(old, FORM), Version(new, FORM))]


def after(path: str, value: Any, base: dict[str, Any] = BASE) -> dict[str, Any]:
    data = copy.deepcopy(base)
    holder: Any = data
    *parents, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    for part in parents:
        holder = holder.setdefault(part, {}) if isinstance(holder, dict) else holder[part]
    holder[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("impacts.disability.0.direction", "negative", "Disability: no impact → negative impact"),
        ("monitoring.review_date", "2027-03", "Review date: September 2026 → March 2027"),
        ("monitoring.review_date", "", "Review date: September 2026 → not answered"),
        ("dates", {"started": "2026-01-05"}, "Date started: not answered → 5 January 2026"),
        ("people.lead_officer.job_title", "Head of Parks", "Lead officer: Head of Libraries → Head of Parks"),
        (
            "actions",
            [{"id": "x", "description": "Put in step-free access", "owner": {"job_title": "Head of Libraries"}, "due": "2027-07"}],
            "Action “Put in step-free access” added (Head of Libraries, due July 2027)",
        ),
        ("evidence", [], "Source “Residents' survey” taken out"),
        (
            "evidence.0.finding",
            "Few come early.",
            "Source “Residents' survey”: What does this evidence tell you about the different protected groups?: Few come late. → Few come early.",
        ),
        (
            "scope.groups_affected",
            ["race", "sex", "age"],
            "Which particular protected equality groups are likely / will be affected?: Age and Race → Age, Race and Sex",
        ),
        ("relevance", {"answers": {"adverse": "yes"}}, "“One or more protected equality groups could be disadvantaged, adversely…”: not answered → Yes"),
        ("activity", {"type": "service_change", "strategic": True}, "Type of activity: not answered → Service change"),
        ("people.authors", [{"job_title": "Officer"}], "Authors: “Officer” added"),
        ("duty", {"age": {"advance": {"explanation": "Why it is", "limbs": ["meet_needs"]}}}, "Age: Advance equality of opportunity: not answered → Why it is"),
        ("impacts.age", [{"direction": "positive", "description": "More hours."}], "Age: positive impact (“More hours.”) added"),
        ("impacts.age", [{"direction": "positive"}], "Age: positive impact added"),
        ("approvals", [{"role": "approver", "person": {"job_title": "Director"}, "date": "2026-01-02"}], "Sign-off “Approved by” added (Director, 2 January 2026)"),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_a_sentence(path: str, value: Any, expected: str) -> None:
    assert sentences(after(path, value))[0] == expected


def test_several_effects_on_a_group_are_counted() -> None:
    old = after(
        "impacts.disability",
        [
            {"direction": "positive", "description": "More hours in the evening"},
            {"direction": "negative", "description": "The lift is off after six"},
        ],
    )
    new = after("impacts.disability.1.level", "high", old)
    assert sentences(new, old) == ["Disability, effect 2: Level of the impact: not answered → High"]


TEXT = (
    "Four libraries open an hour later and close an hour later from April, so that people who work can come."
)


def test_of_a_long_text_the_words_that_changed_are_shown() -> None:
    old, new = (
        after("summary", TEXT),
        after("summary", TEXT.replace("an hour later from", "two hours later from")),
    )
    (item,) = told(Version(old, FORM), Version(new, FORM))
    assert item.sentence == "Summary of analysis reworded: 2 of 20 words changed"
    assert list(difference.pieces(item)) == ["“an hour” → “two hours”"]


def test_a_text_written_anew_is_shown_as_a_whole() -> None:
    (item,) = told(
        Version(after("summary", TEXT), FORM),
        Version(
            after("summary", "Nothing is known of who comes to the four libraries at which hour of the day"),
            FORM,
        ),
    )
    assert item.sentence.startswith("Summary of analysis written anew: ")
    assert len(list(difference.pieces(item))) == 1


def test_a_long_answer_that_came_or_went_is_told_by_its_beginning() -> None:
    assert sentences(after("summary", TEXT)) == [f"Summary of analysis answered (20 words): “{TEXT}”"]
    assert sentences(BASE, after("summary", TEXT)) == [f"Summary of analysis taken out (20 words): “{TEXT}”"]


def test_another_order_is_told() -> None:
    old = after("activity", {"aims": ["One thing first", "Another then"]})
    new = after("activity", {"aims": ["Another then", "One thing first"]})
    assert sentences(new, old) == ["Aims of the activity: now in another order"]


def compared(old: dict[str, Any], new: dict[str, Any], name: str = "a.yaml") -> Compared:
    return Compared(name, "main", "now", told(Version(old, FORM), Version(new, FORM)))


def test_text_keeps_apart_what_is_only_recorded() -> None:
    data = example(EXAMPLE)
    new = after("monitoring.review_date", "2020-01", {**data, "status": "superseded"})
    assert difference.text([compared(data, new)], Paint()) == (
        "a.yaml: 1 change from main to now\n"
        "  Review date: 30 September 2019 → January 2020\n"
        "  For the record, which no sign-off is about:\n"
        "    Status: Published → Superseded"
    )


@pytest.mark.parametrize(
    ("new", "heading"),
    [
        ({"summary": "a"}, "nothing changed from main to now"),
        ({"summary": "a", "status": "draft"}, "nothing of substance changed from main to now"),
        ({"summary": "b", "actions": [{"description": "x"}]}, "2 changes from main to now"),
    ],
)
def test_the_heading_says_how_much(new: dict[str, Any], heading: str) -> None:
    assert difference.heading(compared({"summary": "a"}, new)) == heading


def test_words_from_the_files_do_nothing_in_markdown() -> None:
    nasty = "@team <script>alert(1)</script> [x](http://evil) `a` | #1"
    made = difference.markdown([compared({"summary": "a"}, {"summary": nasty}, "<b>.yaml")])
    for live in ("<script", "[x](", "@team", "<b>", "#1"):
        assert not re.search(rf"(?<!\\){re.escape(live)}", made), live


@given(st.dictionaries(st.sampled_from(["summary", "actions", "impacts", "duty", "relevance", "people", "x"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["age", "role", "answers", "owner", "description", "direction", "advance", "0"]), inner, max_size=3),
    max_leaves=10,
)))  # fmt: skip
def test_anything_can_be_told_and_its_json_has_the_shape(data: dict[str, Any]) -> None:
    schema = resources.schema("difference")
    for pair in ((data, BASE), (BASE, data), (data, {})):
        found = [compared(*pair)]
        Draft202012Validator(schema).validate(json.loads(difference.document(found)))
        assert difference.text(found, Paint()).isprintable() or "\n" in difference.text(found, Paint())
        difference.markdown(found)


def test_json_says_what_programs_need() -> None:
    made = json.loads(difference.document([compared(BASE, after("monitoring.review_date", "2027-03"))]))
    (change,) = made["files"][0].pop("changes")
    assert made["files"] == [
        {"file": "a.yaml", "old": "main", "new": "now", "is_new": False, "substance": True}
    ]
    assert change == {
        "kind": "changed",
        "substance": True,
        "path": ["monitoring", "review_date"],
        "answer": "monitoring.review_date",
        "old_path": ["monitoring", "review_date"],
        "label": "Review date",
        "before": "September 2026",
        "after": "March 2027",
        "sentence": "Review date: September 2026 → March 2027",
        "words": None,
    }


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(resources.schema("difference"))
