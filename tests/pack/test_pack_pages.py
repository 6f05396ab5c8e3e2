"""Every page of the rules on packs is true: its sketches are written to the disk, and the papers are looked at."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from eia import codes
from eia.check import Settings
from eia.cli import packing
from eia.findings import Severity
from eia.pack.agenda import agenda_of
from eia.pack.paper import Paper, Papers
from eia.pack.rule import FAMILIES, PackRule, Trouble, every, marks, troubles
from eia.project import Project
from eia.source import read
from tests.guide_page import HEADINGS, JARGON, blocks, sections
from tests.register.sketch import MARK, sketch, write

TODAY = date(2026, 1, 15)


class Example(NamedTuple):
    rule: PackRule
    heading: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.rule.code}-{self.heading.lower()}"


def examples(heading: str) -> list[Example]:
    return [Example(item, heading, block) for item in every() for block in blocks(item.page, heading)]


def papers(root: Path, today: date = TODAY) -> Papers:
    """The papers of the sketch in a folder; of what a check finds, only the shape counts: a sketch is not complete."""
    project = Project.find(root)
    agenda = agenda_of(read(root / "agenda.yaml").data or {})
    changed = packing.changed_strategies(project, today)
    found = []
    for place, item in enumerate(agenda.items):
        file = root / item.assessment
        report = project.examine(file, Settings(today, select=("SCH",)), item.assessment)
        assert report.form is not None
        found.append(Paper(item, place, report, report.form, changed.get(str(file.resolve()), "")))
    return Papers(agenda, tuple(found), project.library.form("england"), today)


def told(root: Path, code: str) -> list[Trouble]:
    return [trouble for rule, trouble in troubles(papers(root)) if rule.code == code]


@pytest.mark.parametrize("example", examples("Flagged"), ids=lambda example: example.name)
def test_flagged_papers_are_kept_back_for_exactly_the_marked_lines(example: Example, tmp_path: Path) -> None:
    project = sketch(example.text)
    write(tmp_path, project.files)
    marked = sorted(mark for mark in project.marks if mark[2] == example.rule.code)
    assert marked, "the block marks no line"
    found = []
    for trouble in told(tmp_path, example.rule.code):
        assert trouble.paper is not None
        line = trouble.paper.report.document.span_of(trouble.path).start.line
        found.append((trouble.paper.name, line, example.rule.code))
        assert not trouble.message.endswith("."), trouble.message
        assert trouble.message[0].isupper()
        assert trouble.hint.endswith("."), trouble.hint
        for words in (trouble.message, trouble.hint):
            assert not JARGON.search(re.sub(r"“[^”]*”", "", words)), words
    assert sorted(found) == marked


@pytest.mark.parametrize("example", examples("Accepted"), ids=lambda example: example.name)
def test_accepted_papers_are_not_kept_back(example: Example, tmp_path: Path) -> None:
    project = sketch(example.text)
    write(tmp_path, project.files)
    assert not project.marks
    assert told(tmp_path, example.rule.code) == []


of_every_rule = pytest.mark.parametrize("item", every(), ids=lambda item: f"{item.code}-{item.name}")


@of_every_rule
def test_a_page_has_a_summary_and_every_heading_with_something_under_it(item: PackRule) -> None:
    first, blank = item.page.split("\n")[:2]
    assert first.endswith(".")
    assert blank == ""
    found = sections(item.page)
    assert tuple(found) == HEADINGS
    assert all(text.strip() for text in found.values())
    for line in found["Accepted"].splitlines():
        assert not MARK.search(line)


@of_every_rule
def test_a_rule_can_be_looked_up(item: PackRule) -> None:
    known = codes.every()[item.code]
    assert (known.name, known.page, known.severity) == (item.name, item.page, item.severity)
    assert known.family in FAMILIES
    assert known.remedy
    assert not known.is_rule


def test_codes_and_marks_are_those_agreed() -> None:
    assert {item.code: (item.severity, item.mark) for item in every()} == {
        "PCK001": (Severity.ERROR, "late"),
        "PCK002": (Severity.ERROR, "changed"),
        "PCK003": (Severity.ERROR, "unfinished"),
        "PCK004": (Severity.ERROR, ""),
        "PCK005": (Severity.ERROR, "screening"),
        "PUB008": (Severity.ERROR, "unapproved"),
    }
    assert set(marks()) == {"late", "changed", "unfinished", "screening", "unapproved"}


AGENDA = """# agenda.yaml
meeting: 2026-02-11
maker: Executive
items:
  - assessment: assessments/libraries.yaml
# assessments/libraries.yaml
status: approved
"""


class TestDays:
    @pytest.mark.parametrize(
        ("today", "messages"),
        [
            (date(2026, 2, 3), []),
            (
                date(2026, 2, 4),
                [
                    (
                        "The papers go out on 4 February 2026; for 5 clear days before 11 February 2026 they had to"
                        " be out by 3 February 2026"
                    )
                ],
            ),
            (date(2026, 2, 11), []),  # the meeting is over: the papers are put together for the record
        ],
    )
    def test_papers_must_go_out_in_time_for_the_clear_days(
        self, today: date, messages: list[str], tmp_path: Path
    ) -> None:
        write(tmp_path, sketch(AGENDA).files)
        found = [trouble for rule, trouble in troubles(papers(tmp_path, today)) if rule.code == "PCK001"]
        assert [trouble.message for trouble in found] == messages
        assert all(trouble.paper is None for trouble in found)

    def test_bank_holidays_make_the_last_day_earlier(self, tmp_path: Path) -> None:
        write(tmp_path, sketch(AGENDA.replace("2026-02-11", "2026-04-09")).files)
        assert papers(tmp_path).last_day == date(2026, 3, 30)


@pytest.mark.parametrize("status", ["superseded", "withdrawn"])
def test_an_assessment_that_was_put_aside_is_told_apart_from_a_draft(status: str, tmp_path: Path) -> None:
    write(tmp_path, sketch(AGENDA.replace("approved", status)).files)
    (found,) = told(tmp_path, "PUB008")
    assert found.message == f"It was {status}, and nobody relies on it any more"
