"""How a strategy stands, as files are renamed, moved, deleted, edited after approval, replaced and put off."""

from datetime import date
from pathlib import Path

import pytest

from eia.register.register import Register
from eia.register.standing import Standing
from tests.register.sketch import TODAY, findings, load, places, sketch, write

PARKS = "---\ntitle: Parks strategy\nstatus: adopted\n---\nSix parks stay open.\n"


def project(root: Path, text: str) -> Register:
    write(root, sketch(text).files)
    return load(root)


def only(register: Register) -> Standing:
    (standing,) = register.standings
    return standing


def assessment(name: str = "parks", **more: str) -> str:
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"# assessments/{name}.yaml\nactivity: {{policy: strategies/parks.md}}\n{rest}"


def parks(status: str = "adopted", **more: str) -> str:
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"# strategies/parks.md\n---\ntitle: Parks strategy\nstatus: {status}\n{rest}---\n"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "submitted"}, "submitted"),
        ({"status": "approved"}, "approved"),
        ({"status": "published"}, "approved"),
        ({"status": "draft", "kind": "screening"}, "screening draft"),
        (
            {"status": "approved", "kind": "screening", "relevance": "{outcome: not_needed}"},
            "screened out",
        ),
        (
            {"status": "approved", "kind": "screening", "relevance": "{outcome: full_needed}"},
            "screened: a full assessment is needed",
        ),
        (
            {"status": "approved", "kind": "screening", "relevance": "{outcome: needed_later}"},
            "screened: a full assessment is to follow",
        ),
        (
            {"status": "approved", "monitoring": "{review_date: 2026-01-14}"},
            "overdue: to be reviewed by 14 January 2026",
        ),
        ({"status": "approved", "monitoring": "{review_date: 2026-01-15}"}, "approved"),
        ({"status": "approved", "monitoring": "{review_date: 2026-01}"}, "approved"),
        ({"status": "superseded"}, "superseded, with nothing in its place"),
        ({"status": "withdrawn"}, "withdrawn, with nothing in its place"),
    ],
)
def test_the_state_in_words(tmp_path: Path, given: dict[str, str], words: str) -> None:
    assert only(project(tmp_path, parks("proposed") + assessment(**given))).words == words


def test_a_strategy_that_is_over_needs_nothing(tmp_path: Path) -> None:
    register = project(tmp_path, parks("withdrawn") + assessment(status="draft"))
    assert only(register).words == "not needed: the strategy is withdrawn"
    assert places(register) == []


def test_a_strategy_past_its_end_that_nobody_ended_still_needs_one(tmp_path: Path) -> None:
    register = project(tmp_path, parks(ends_on="2012-03-31"))
    assert places(register) == [("strategies/parks.md", 1, "REG001")]


def test_an_exemption_stands_in_for_an_assessment_until_its_day(tmp_path: Path) -> None:
    exempt = "{reason: Nothing changes before the review of parks, by: Head of Parks, date: 2026-01-02, until: 2026-01-15}"
    write(tmp_path, sketch(parks(exempt=exempt)).files)
    assert only(load(tmp_path)).words == "exempt until 15 January 2026"
    assert places(load(tmp_path)) == []
    later = load(tmp_path, today=date(2026, 1, 16))
    assert only(later).words == "missing: not exempt after 15 January 2026"
    assert places(later) == [("strategies/parks.md", 4, "REG005")]


@pytest.mark.parametrize("missing", ["reason", "by", "date", "until"])
def test_an_exemption_without_one_of_its_parts_does_not_count(tmp_path: Path, missing: str) -> None:
    parts = {
        "reason": "Nothing changes before the review",
        "by": "Head of Parks",
        "date": "2026-01-02",
        "until": "2026-02-01",
    }
    del parts[missing]
    exempt = "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"
    register = project(tmp_path, parks(exempt=exempt))
    assert places(register) == [("strategies/parks.md", 4, "REG005")]
    assert not only(register).is_answered


def test_clocks_set_back_do_not_begin_an_exemption_early(tmp_path: Path) -> None:
    exempt = "{reason: Nothing changes before the review of parks, by: Head of Parks, date: 2026-01-16, until: 2026-03-01}"
    assert places(project(tmp_path, parks(exempt=exempt))) == [("strategies/parks.md", 4, "REG005")]


def signed(root: Path) -> None:
    approval = f"[{{role: approver, date: 2025-12-01, strategy_fingerprint: {root.name}}}]"
    text = f"eia: 1\nform: england\nid: parks\nkind: full\nstatus: approved\nactivity: {{policy: strategies/parks.md}}\napprovals: {approval}\n"
    write(
        root,
        {
            "eia.yaml": "eia: 1\nstrategies: [strategies/**/*]\n",
            "strategies/parks.md": PARKS,
            "assessments/parks.yaml": text,
        },
    )


def test_a_strategy_as_it_was_signed_is_current(tmp_path: Path) -> None:
    signed(tmp_path)
    register = load(tmp_path, digest=lambda file: tmp_path.name)
    assert only(register).words == "approved and current"
    assert places(register) == []


def test_a_strategy_edited_after_the_approval_is_stale(tmp_path: Path) -> None:
    signed(tmp_path)
    register = load(tmp_path, digest=lambda file: f"another {file.name}")
    assert only(register).words == "stale: the strategy was changed after the approval"
    assert places(register) == [("strategies/parks.md", 1, "REG007")]


def test_a_file_that_cannot_be_fingerprinted_is_not_called_stale(tmp_path: Path) -> None:
    signed(tmp_path)
    assert only(load(tmp_path, digest=lambda file: "")).state.value == "approved"


def test_a_strategy_that_was_moved_is_missing_and_its_assessment_says_where_it_went(tmp_path: Path) -> None:
    signed(tmp_path)
    (tmp_path / "strategies" / "green").mkdir()
    (tmp_path / "strategies" / "parks.md").rename(tmp_path / "strategies" / "green" / "parks.md")
    register = load(tmp_path)
    assert places(register) == [
        ("assessments/parks.yaml", 6, "REG004"),
        ("strategies/green/parks.md", 1, "REG001"),
    ]
    (hint,) = [finding.hint for _, finding in findings(register, "REG004")]
    assert hint == "Did you mean `strategies/green/parks.md`?"


def test_a_strategy_that_was_renamed_is_guessed(tmp_path: Path) -> None:
    signed(tmp_path)
    (tmp_path / "strategies" / "parks.md").rename(tmp_path / "strategies" / "park.md")
    (hint,) = [finding.hint for _, finding in findings(load(tmp_path), "REG004")]
    assert hint == "Did you mean `strategies/park.md`?"


def test_a_strategy_that_was_deleted_leaves_its_assessment_without_one(tmp_path: Path) -> None:
    signed(tmp_path)
    (tmp_path / "strategies" / "parks.md").unlink()
    assert places(load(tmp_path)) == [("assessments/parks.yaml", 6, "REG004")]


def test_an_assessment_that_was_deleted_leaves_its_strategy_missing(tmp_path: Path) -> None:
    signed(tmp_path)
    (tmp_path / "assessments" / "parks.yaml").unlink()
    assert places(load(tmp_path)) == [("strategies/parks.md", 1, "REG001")]


def test_a_draft_of_the_next_assessment_does_not_replace_the_approved_one(tmp_path: Path) -> None:
    text = parks() + assessment(status="approved") + assessment("parks-2", status="draft", supersedes="parks")
    relied_on = only(project(tmp_path, text)).relied_on
    assert relied_on is not None
    assert relied_on.id == "parks"


def test_once_approved_the_next_one_replaces_it_though_nobody_said_superseded(tmp_path: Path) -> None:
    text = (
        parks() + assessment(status="approved") + assessment("parks-2", status="approved", supersedes="parks")
    )
    standing = only(project(tmp_path, text))
    assert standing.relied_on is not None
    assert standing.relied_on.id == "parks-2"
    assert [record.id for record in standing.others] == ["parks"]


def test_a_chain_of_many_ends_with_the_last(tmp_path: Path) -> None:
    chain = "".join(
        assessment(
            f"parks-{number}",
            status="superseded" if number < 9 else "approved",
            supersedes=f"parks-{number - 1}",
        )
        for number in range(1, 10)
    )
    register = project(tmp_path, parks() + assessment("parks-0", status="superseded") + chain)
    relied_on = only(register).relied_on
    assert relied_on is not None
    assert relied_on.id == "parks-9"
    assert places(register) == []


def test_the_replacement_that_does_not_name_the_strategy_is_pointed_at(tmp_path: Path) -> None:
    text = (
        parks()
        + assessment(status="superseded")
        + "# assessments/new.yaml\nsupersedes: parks\nstatus: approved\n"
    )
    ((name, finding),) = findings(project(tmp_path, text), "REG003")
    assert (name, finding.span.start.line) == ("strategies/parks.md", 1)
    assert "If assessments/new.yaml is of this strategy, name it there" in finding.hint


@pytest.mark.parametrize("length", [1, 2, 3, 50])
def test_a_circle_of_any_length_is_told_at_each_of_its_members(tmp_path: Path, length: int) -> None:
    circle = "".join(
        f"# assessments/a{number:02}.yaml\nsupersedes: a{(number + 1) % length:02}\n"
        for number in range(length)
    )
    tail = "# assessments/tail.yaml\nsupersedes: a00\n"
    found = places(project(tmp_path, circle + tail), "GOV012")
    assert found == [(f"assessments/a{number:02}.yaml", 1, "GOV012") for number in range(length)]


def test_a_circle_is_told_as_it_runs(tmp_path: Path) -> None:
    text = "".join(f"# assessments/{one}.yaml\nsupersedes: {other}\n" for one, other in ("ab", "bc", "ca"))
    told = [finding.message for _, finding in findings(project(tmp_path, text), "GOV012")]
    assert told == [
        "The assessments replace one another in a circle: a → b → c → a",
        "The assessments replace one another in a circle: b → c → a → b",
        "The assessments replace one another in a circle: c → a → b → c",
    ]


@pytest.mark.parametrize(
    ("version", "assessed", "is_stale"),
    [
        ("3", "1", True),
        ("1.10", "1.9", True),
        ("2.0", "2", False),
        ("1", "2", False),
        ("v3", "3", False),
        ("B", "A", True),
    ],
)
def test_a_later_version_was_not_assessed(
    tmp_path: Path, version: str, assessed: str, is_stale: bool
) -> None:
    text = parks("proposed", version=version, assessed_version=assessed) + assessment(status="approved")
    found = places(project(tmp_path, text), "REG007")
    assert found == ([("strategies/parks.md", 4, "REG007")] if is_stale else [])


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-01-14", ""),
        ("2026-01-15", "today"),
        ("2026-01-16", "tomorrow"),
        ("2026-02-12", "in 28 days"),
        ("2026-02-13", ""),
    ],
)
def test_a_decision_is_told_of_for_28_days(tmp_path: Path, day: str, told: str) -> None:
    text = parks("proposed", decision_date=day) + assessment(status="submitted")
    messages = [finding.message for _, finding in findings(project(tmp_path, text), "REG009")]
    assert [f"to be decided on {told}," in message for message in messages] == ([True] if told else [])


def test_nothing_is_asked_of_a_project_that_keeps_no_register(tmp_path: Path) -> None:
    text = "# eia.yaml\norganisation: Anytown\n# assessments/a.yaml\nactivity: {policy: strategies/parks.md}\nstatus: approved\n"
    assert places(project(tmp_path, text)) == []


def test_two_strategies_may_not_share_a_reference_wherever_it_is_given(tmp_path: Path) -> None:
    text = (
        "# eia.yaml\nstrategies: [strategies/*]\npolicies:\n  - id: parks\n    status: expired\n"
        "# strategies/a.md\n---\nid: parks\nstatus: expired\n---\n"
    )
    assert places(project(tmp_path, text)) == [("strategies/a.md", 2, "REG006")]


@pytest.mark.parametrize("number", [500])
def test_a_large_register_is_told_whole(tmp_path: Path, number: int) -> None:
    files = {"eia.yaml": "eia: 1\nstrategies: [strategies/*]\n"}
    for index in range(number):
        files[f"strategies/s{index}.md"] = f"---\ntitle: Strategy {index}\nstatus: proposed\n---\n"
        for kind in "ab":
            files[f"assessments/{kind}{index}.yaml"] = (
                f"eia: 1\nid: {kind}{index}\nkind: full\nstatus: draft\nactivity: {{policy: strategies/s{index + (kind == 'b')}.md}}\n"
            )
    write(tmp_path, files)
    register = load(tmp_path)
    assert len(register.records) == 2 * number
    assert [standing.state.value for standing in register.standings] == ["draft"] * number
    assert places(register) == [(f"assessments/b{number - 1}.yaml", 5, "REG004")]


def test_today_is_the_day_of_the_register(tmp_path: Path) -> None:
    assert project(tmp_path, parks()).today == TODAY
