"""What is told of answers that changed after the sign-off: every one of substance, and nothing else."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from eia import archive
from eia.check import Settings
from eia.findings import Finding, dotted
from eia.findings import Path as Address
from eia.project import Project
from eia.substance import counts, fingerprint
from tests.mutations import TODAY, example, keep
from tests.repository import Made, made

__all__ = ["made"]
EXAMPLE = "school-improvement-2018"


def signed() -> dict[str, Any]:
    return copy.deepcopy(example(EXAMPLE))


def leaves(value: Any, path: Address = ()) -> Iterator[Address]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


def put(data: Any, path: Address, change: Any) -> None:
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = change(data[path[-1]])


def findings(folder: Path, data: dict[str, Any], *codes: str, name: str = "a.yaml") -> tuple[Finding, ...]:
    file = folder / name
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return Project(folder, {}).examine(file, Settings(TODAY, select=codes or ("GOV005",))).findings


def told(folder: Path, data: dict[str, Any], *codes: str) -> list[str]:
    return [found.message for found in findings(folder, data, *codes)]


def substance() -> list[Address]:
    """A hundred answers of substance, from all parts of the form."""
    paths = [path for path in leaves(example(EXAMPLE)) if counts(path) and path != ("form",)]
    return paths[:: max(len(paths) // 110, 1)][:110]


@pytest.mark.parametrize("path", substance(), ids=dotted)
def test_another_word_in_any_answer_is_told_and_the_same_words_set_out_otherwise_are_not(
    path: Address, tmp_path: Path
) -> None:
    changed, reset = signed(), signed()
    put(changed, path, lambda value: re.sub(r"\w+|%", lambda found: f"{found[0]}x", str(value), count=1))
    put(reset, path, lambda value: f"**{str(value).strip()}**" if " " in str(value) else f" {value} ")
    for data in (changed, reset):
        keep(data, example(EXAMPLE), tmp_path)
    (finding,) = findings(tmp_path, changed)
    assert finding.path == ("approvals", 1, "fingerprint")
    assert re.match(
        r"“Approved by”: (an answer has|2 answers have) changed since the sign-off of 20 August 2018: “",
        finding.message,
    ), finding.message
    assert findings(tmp_path, reset) == ()


def test_what_is_recorded_later_is_no_change(tmp_path: Path) -> None:
    data = signed()
    keep(data, data, tmp_path)
    for path in leaves(example(EXAMPLE)):
        if not counts(path) and path[0] not in ("approvals", "id", "eia", "status"):
            put(data, path, lambda value: f"{value}9")
    data["actions"][0] |= {"status": "done", "done_on": "2019-01-02", "note": "Done."}
    data["change_log"] = [{"version": 2, "summary": "Actions brought up to date"}]
    assert told(tmp_path, data) == []


def test_the_answers_are_named_in_the_words_of_the_form_and_only_so_many(tmp_path: Path) -> None:
    data = signed()
    keep(data, data, tmp_path)
    data["impacts"]["age"][0]["description"] = "Nothing."
    data["monitoring"]["review_date"] = "2020-09-30"
    assert told(tmp_path, data) == [
        "“Approved by”: 2 answers have changed since the sign-off of 20 August 2018: “Age: Explanation” and “Review date”"
    ]
    data["activity"]["title"] = data["people"]["service_area"] = data["summary"] = "Other"
    data["scope"]["affected"] = data["monitoring"]["statement"] = data["recommendation"]["rationale"] = (
        "Other"
    )
    (message,) = told(tmp_path, data)
    assert message.count("“") == 1 + 6
    assert message.endswith(" and 2 more")


def test_without_what_was_signed_it_is_only_told_that_something_changed(tmp_path: Path) -> None:
    data = signed()
    keep(data, data, tmp_path)
    data["summary"] = "Other"
    file = tmp_path / archive.FOLDER / archive.file_of(fingerprint(example(EXAMPLE)))
    told_ = ["“Approved by”: the assessment has changed since the sign-off of 20 August 2018"]
    for spoilt in (
        file.read_bytes().replace(b"Executive", b"Committee"),
        b"[" * 100_000,
        b"\xff",
        b"{}",
        b"[]",
    ):
        file.write_bytes(spoilt)
        assert told(tmp_path, data) == told_
    file.unlink()
    file.mkdir()
    assert told(tmp_path, data) == told_
    assert told(tmp_path, data, "MON009") == []


@pytest.mark.parametrize(
    "mark", ["v2:" + "0" * 64, "v1:", "none", "../../etc/passwd", "v1:" + "0" * 64 + "/.."]
)
def test_a_fingerprint_that_cannot_be_compared_is_told(mark: str, tmp_path: Path) -> None:
    data = signed()
    data["approvals"][1]["fingerprint"] = mark
    assert told(tmp_path, data) == [
        "“Approved by”: the fingerprint of what was signed is not one that can be compared"
    ]


def test_what_was_signed_is_found_in_git_under_another_name(made: Made) -> None:
    data = signed()
    data["approvals"][1]["fingerprint"] = fingerprint(data)
    made.commit("old.yaml", yaml.safe_dump(data, sort_keys=False), "2018-08-20")
    made.git("mv", "old.yaml", "new.yaml")
    made.git("commit", "-qm", "move")
    data["summary"] = "Other"
    (finding,) = findings(made.root, data, name="new.yaml")
    assert finding.message.endswith(
        "an answer has changed since the sign-off of 20 August 2018: “Summary of analysis”"
    )


def test_a_later_sign_off_in_the_same_role_replaces_the_earlier(tmp_path: Path) -> None:
    data = signed()
    data["approvals"][1]["fingerprint"] = "v1:" + "0" * 64
    again = {**data["approvals"][1], "date": "2018-08-21", "fingerprint": fingerprint(data)}
    data["approvals"].append(again)
    assert told(tmp_path, data) == []
    again["result"] = "returned"
    assert told(tmp_path, data) == [], "returned: nothing is approved, which another rule tells"


def test_each_role_is_told_of(tmp_path: Path) -> None:
    data = signed()
    for approval in data["approvals"]:
        approval["fingerprint"] = "v1:" + "0" * 64
    del data["approvals"][0]["date"]
    assert told(tmp_path, data) == [
        "“Checked by the equality adviser”: the assessment has changed since the sign-off",
        "“Approved by”: the assessment has changed since the sign-off of 20 August 2018",
    ]


def test_a_draft_is_told_that_it_will_count(tmp_path: Path) -> None:
    data = signed() | {"status": "submitted"}
    data["approvals"][1]["fingerprint"] = "v1:" + "0" * 64
    (finding,) = findings(tmp_path, data)
    assert (finding.state.value, finding.due) == ("not yet", "approved")


def test_an_activity_that_became_another_is_told_answer_by_answer(tmp_path: Path) -> None:
    data = signed()
    for approval in data["approvals"]:
        approval["fingerprint"] = fingerprint(data)
    keep(data, signed(), tmp_path)
    data["activity"] |= {"type": "service_change", "end": "2025-08", "start": ""}
    data["activity"]["description"] = data["activity"]["description"].replace("Three things", "Four things")
    found = {dotted(one.path): one.message for one in findings(tmp_path, data, "MON009")}
    assert {path: message.partition(": ")[2] for path, message in found.items()} == {
        "activity.type": "strategy → service change",
        "activity.start": "September 2018 → not answered",
        "activity.end": "August 2021 → August 2025",
        "activity.description": "1 of 85 words",
    }
