"""`eia history`: what git and the file tell, in order, and what came too late."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eia import resources
from tests.cli.organisation import Organisation
from tests.repository import Made

FILE = "assessments/parks.yaml"
START = """eia: 1
form: england
id: parks
kind: full
status: draft
activity:
  title: Parks strategy
decision:
  maker: Cabinet
  meeting_date: 2020-06-10
dates:
  started: 2020-01-06
"""
EVIDENCE = "evidence:\n  - {id: survey, title: Survey, date: 2019}\n"
ENGAGED = "engagement:\n  - {title: Drop-in, start: 2020-02-03, end: 2020-03-27}\n"
SIGNED = "approvals:\n  - {role: approver, person: {job_title: Director}, date: 2020-05-20}\n"


@pytest.fixture
def made(here: Organisation) -> Made:
    return Made(here.root)


def rows(here: Organisation, *arguments: str) -> list[tuple[str, str]]:
    """The day and the words of each step."""
    made = json.loads(here.run("history", FILE, "--format", "json", *arguments).stdout)
    Draft202012Validator(resources.schema("history")).validate(made)
    return [(step["day"], step["what"]) for step in made["files"][0]["steps"]]


def whole(made: Made) -> None:
    """An assessment that was begun, consulted on, signed and decided on in time."""
    made.commit(FILE, START, "2020-01-07")
    made.commit(FILE, START + EVIDENCE + ENGAGED, "2020-04-01")
    submitted = START.replace("draft", "submitted") + EVIDENCE + ENGAGED
    made.commit(FILE, submitted + "summary: Good\n", "2020-05-04")
    made.commit(FILE, submitted.replace("submitted", "approved") + "summary: Good\n" + SIGNED, "2020-05-20")


def test_the_steps_are_told_in_order(here: Organisation, made: Made) -> None:
    whole(made)
    assert rows(here) == [
        ("2020-01-06", "work on the assessment began"),
        ("2020-01-07", "first committed, status: Draft"),
        ("2020-02-03", "“Drop-in” opened"),
        ("2020-03-27", "“Drop-in” closed"),
        ("2020-04-01", "evidence: 1 added; consultation and engagement: 1 added; 2 changes"),
        ("2020-05-04", "status: Draft → Submitted for approval; 1 change"),
        ("2020-05-20", "signed as “Approved by” by Director"),
        (
            "2020-05-20",
            "status: Submitted for approval → Approved; sign-off recorded: signed as “Approved by” by Director",
        ),
        ("2020-06-10", "Cabinet is to decide"),
    ]
    assert here.run("history", FILE).exit_code == 0


def test_each_commit_is_named(here: Organisation, made: Made) -> None:
    commit = made.commit(FILE, START, "2020-01-07")
    assert (
        f"  7 January 2020  {commit[:8]}  first committed, status: Draft" in here.run("history", FILE).output
    )


def test_what_changed_after_the_sign_off_is_told_answer_by_answer(here: Organisation, made: Made) -> None:
    whole(made)
    text = (here.root / FILE).read_text(encoding="utf-8")
    made.commit(FILE, text.replace("Good", "Better"), "2020-06-01")
    made.commit(FILE, text.replace("Good", "Best"), "2020-07-01")
    here.write(FILE, text.replace("Good", "Best") + "reference: EA-1\nlanguage: en\n")
    told = here.run("history", FILE).output
    assert "1 change after a sign-off\n" in told
    assert "Summary of the analysis: Good → Better\n" in told
    assert "1 change after the decision\n" in told
    assert "Summary of the analysis: Better → Best\n" in told
    assert "not committed" in told.splitlines()[-2]
    assert "Language of the answers: not answered → English" in told.splitlines()[-1]


def test_an_assessment_first_committed_after_the_decision_is_an_error(here: Organisation, made: Made) -> None:
    made.commit(FILE, START + SIGNED, "2020-06-11")
    done = here.run("history", FILE)
    assert done.exit_code == 1
    assert done.output.splitlines()[-1] == (
        f"{FILE}: error: The assessment was first committed on 11 June 2020, after the decision of 10 June 2020"
    )
    assert done.output.count("error") == 1


def test_on_the_day_of_the_decision_is_in_time(here: Organisation, made: Made) -> None:
    made.commit(FILE, START + SIGNED, "2020-06-10")
    assert here.run("history", FILE).exit_code == 0


def test_a_sign_off_after_the_decision_is_an_error(here: Organisation, made: Made) -> None:
    made.commit(FILE, START + SIGNED.replace("2020-05-20", "2020-06-11"), "2020-01-07")
    done = here.run("history", FILE)
    assert done.exit_code == 1
    assert (
        "error: The assessment was signed on 11 June 2020, after the decision of 10 June 2020\n"
        in done.output
    )


def test_a_sign_off_dated_before_but_committed_after_the_decision_is_an_error(
    here: Organisation, made: Made
) -> None:
    made.commit(FILE, START, "2020-01-07")
    made.commit(FILE, START + SIGNED, "2020-06-12")
    done = here.run("history", FILE)
    assert done.exit_code == 1
    assert (
        "error: The sign-off dated 20 May 2020 was first committed on 12 June 2020, after the decision of 10 June 2020"
        in done.output
    )
    returned = START + SIGNED.replace("date:", "result: returned, date:")
    made.commit(FILE, returned, "2020-06-13")
    assert here.run("history", FILE).exit_code == 0


def test_without_a_date_of_the_decision_nothing_is_late(here: Organisation, made: Made) -> None:
    made.commit(FILE, START.replace("2020-06-10", "soon"), "2030-01-07")
    assert here.run("history", FILE).exit_code == 0


def test_without_git_the_dates_in_the_file_are_told_and_that_is_said(
    here: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.write(FILE, START + SIGNED.replace("2020-05-20", "2020-06-11"))
    done = here.run("history", FILE)
    assert done.exit_code == 1
    assert (
        "Only the dates in the file are told, which can be written at any time: the file is in no git"
        in done.output
    )
    Made(here.root)
    assert "the file was never committed." in here.run("history", FILE).output
    monkeypatch.setenv("PATH", "")
    assert "Only the dates in the file are told" in here.run("history", FILE).output


def test_a_shallow_copy_is_not_blamed(
    here: Organisation, made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made.commit(FILE, START, "2020-01-07")
    made.commit(FILE, START + SIGNED, "2020-07-07")
    copy = tmp_path_factory.mktemp("copy") / "it"
    made.git("clone", "-q", "--depth", "1", made.root.as_uri(), str(copy))
    monkeypatch.chdir(copy)
    done = here.run("history", FILE)
    assert done.exit_code == 0
    assert "the earliest version that is here, status: Draft" in done.output
    assert "Older commits were left out" in done.output


def test_a_file_is_followed_through_its_names(here: Organisation, made: Made) -> None:
    made.commit("assessments/old.yaml", START, "2020-01-07")
    made.git("mv", "assessments/old.yaml", FILE)
    made.git("commit", "-qm", "move", day="2020-02-01")
    assert ("2020-02-01", "renamed from assessments/old.yaml to assessments/parks.yaml") in rows(here)


def test_a_detached_head_ends_where_it_stands(here: Organisation, made: Made) -> None:
    whole(made)
    made.git("checkout", "-q", "HEAD~2")
    assert [day for day, what in rows(here) if "commit" in what or "added" in what] == [
        "2020-01-07",
        "2020-04-01",
    ]


def test_a_version_that_cannot_be_read_or_was_away_is_told(here: Organisation, made: Made) -> None:
    made.commit(FILE, START, "2020-01-07")
    made.commit(FILE, START + ": [\n", "2020-01-08")
    made.git("rm", "-q", FILE)
    made.git("commit", "-qm", "gone", day="2020-01-09")
    made.commit(FILE, START + "summary: Good\n", "2020-01-10")
    told = dict(rows(here))
    assert told["2020-01-08"] == "this version cannot be read"
    assert told["2020-01-09"] == "the file was taken away"
    assert told["2020-01-10"] == "1 change"


@pytest.mark.parametrize("name", ["two words", "“q” 'a'", "a\nb", "学校", "<b>|x"])
def test_files_may_be_called_anything(here: Organisation, made: Made, name: str) -> None:
    made.commit(f"assessments/{name}.yaml", START, "2020-01-07")
    for shape in ("text", "markdown", "json"):
        assert here.run("history", f"assessments/{name}.yaml", "--format", shape).exit_code == 0


def test_markdown_is_a_table_in_which_words_do_nothing(here: Organisation, made: Made) -> None:
    whole(made)
    text = (here.root / FILE).read_text(encoding="utf-8").replace("Good", "'<b>x</b> | @team'")
    made.commit(FILE, text, "2020-06-11")
    told = here.run("history", FILE, "--format", "markdown").output
    table = [line for line in told.splitlines() if line.startswith("|")]
    assert len(table) == 2 + len(rows(here))
    assert "Good → \\<b\\>x\\</b\\> \\| @<!-- -->team |" in table[-1]


def test_all_assessments_of_the_project(here: Organisation, made: Made) -> None:
    made.commit(FILE, START, "2020-01-07")
    made.commit("assessments/second.yaml", START.replace("Parks", "Tree"), "2020-01-07")
    told: dict[str, Any] = json.loads(here.run("history", "--format", "json").stdout)
    assert [file["title"] for file in told["files"]] == ["Parks strategy", "Tree strategy"]


def test_what_cannot_be_read_is_told(here: Organisation) -> None:
    here.write(FILE, "eia: 1\n: [\n")
    done = here.run("history", FILE)
    assert (done.exit_code, "cannot be read" in done.stderr) == (2, True)


def test_many_versions_are_told_by_two_processes(
    here: Organisation, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eia import git

    for number in range(5):
        made.commit(FILE, START + f"summary: Good {number}\n", "2020-01-07")
    asked: list[str] = []
    run = git._run

    def listen(folder: Path, words: list[str], *more: bytes) -> bytes:
        asked.append(words[0])
        return run(folder, words, *more)

    monkeypatch.setattr(git, "_run", listen)
    rows(here)
    assert sorted(set(asked)) == ["cat-file", "log", "rev-parse"]
    assert (asked.count("cat-file"), asked.count("log")) == (1, 1)
