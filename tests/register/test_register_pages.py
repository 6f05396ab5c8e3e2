"""Every page of the register's rules is true: its sketches of projects are written to the disk and checked."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from eia import codes, source, waivers
from eia.findings import Severity
from eia.library import Library
from eia.model import Assessment
from eia.project import Project
from eia.register.rule import FAMILIES, RegisterRule, every
from tests.guide_page import FENCE, HEADINGS, JARGON, blocks, sections
from tests.register.sketch import MARK, TODAY, findings, load, places, sketch, write


class Example(NamedTuple):
    """One block of a page."""

    rule: RegisterRule
    heading: str
    number: int
    text: str

    @property
    def name(self) -> str:
        return f"{self.rule.code}-{self.heading.lower()}-{self.number}"


def examples(heading: str) -> list[Example]:
    return [
        Example(item, heading, number, block)
        for item in every()
        for number, block in enumerate(blocks(item.page, heading), start=1)
    ]


@pytest.mark.parametrize("example", examples("Flagged"), ids=lambda example: example.name)
def test_a_flagged_sketch_has_the_finding_on_exactly_the_marked_lines(
    example: Example, tmp_path: Path
) -> None:
    project = sketch(example.text)
    write(tmp_path, project.files)
    marked = sorted(mark for mark in project.marks if mark[2] == example.rule.code)
    assert marked, "the block marks no line"
    found = places(load(tmp_path), example.rule.code)
    assert sorted(set(found)) == marked


@pytest.mark.parametrize("example", examples("Accepted"), ids=lambda example: example.name)
def test_an_accepted_sketch_has_no_such_finding(example: Example, tmp_path: Path) -> None:
    project = sketch(example.text)
    write(tmp_path, project.files)
    assert not project.marks
    found = places(load(tmp_path))
    assert [place for place in found if place[2] == example.rule.code or place[2][:3] == "SCH"] == []


@pytest.mark.parametrize(
    "example", [*examples("Flagged"), *examples("Accepted")], ids=lambda example: example.name
)
def test_the_files_of_a_sketch_have_the_right_shape(example: Example, tmp_path: Path) -> None:
    write(tmp_path, sketch(example.text).files)
    project = Project.find(tmp_path)
    assert project.root == tmp_path
    for file in project.assessment_files():
        document = source.read(file)
        assert document.findings == ()
        assert document.data is not None
        assert Library().checker("england").faults(document.data) == ()


@pytest.mark.parametrize("example", examples("Flagged"), ids=lambda example: example.name)
def test_what_is_said_is_a_plain_statement_and_what_to_do_about_it(example: Example, tmp_path: Path) -> None:
    write(tmp_path, sketch(example.text).files)
    for _, finding in findings(load(tmp_path), example.rule.code):
        assert not finding.message.endswith("."), finding.message
        assert finding.message[0].isupper() or not finding.message[0].isalpha(), finding.message
        assert finding.hint.endswith((".", "?")), finding.hint
        for words in (finding.message, finding.hint):
            assert not JARGON.search(re.sub(r"“[^”]*”", "", words)), words
            assert '"' not in words, words
            assert "  " not in words, words


of_every_rule = pytest.mark.parametrize("item", every(), ids=lambda item: f"{item.code}-{item.name}")


@of_every_rule
def test_a_page_has_a_summary_and_every_heading_with_something_under_it(item: RegisterRule) -> None:
    first, blank = item.page.split("\n")[:2]
    assert first.endswith(".")
    assert blank == ""
    found = sections(item.page)
    assert tuple(found) == HEADINGS
    assert all(text.strip() for text in found.values())
    for heading in HEADINGS[2:]:
        assert found[heading].count("```") == 2 * len(FENCE.findall(found[heading])) != 0
    for line in sections(item.page)["Accepted"].splitlines():
        assert not MARK.search(line)


@of_every_rule
def test_a_rule_can_be_looked_up(item: RegisterRule) -> None:
    known = codes.every()[item.code]
    assert (known.name, known.page, known.severity) == (item.name, item.page, item.severity)
    assert known.family in FAMILIES
    assert known.basis.strip() == known.basis != ""
    assert not known.is_rule
    assert known.remedy
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", item.name)


@of_every_rule
def test_an_assessment_cannot_waive_what_is_not_about_it_alone(item: RegisterRule, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"waivers: [{{rule: {item.code}, reason: It is known., expires: 2030-01-01}}]\n")
    document = source.read(file)
    (told,) = waivers.apply([], Assessment.build(document.data), document, TODAY)
    assert (told.code, told.message) == ("WVR003", f"{item.code} cannot be waived")


def test_codes_and_severities_are_those_agreed() -> None:
    assert {item.code: item.severity for item in every()} == {
        "REG001": Severity.ERROR,
        "REG002": Severity.ERROR,
        "REG003": Severity.ERROR,
        "REG004": Severity.ERROR,
        "REG005": Severity.ERROR,
        "REG006": Severity.ERROR,
        "REG007": Severity.ERROR,
        "REG008": Severity.WARNING,
        "REG009": Severity.WARNING,
        "REG010": Severity.INFO,
        "REG011": Severity.ERROR,
        "GOV012": Severity.ERROR,
        "CUM001": Severity.ERROR,
        "CUM002": Severity.WARNING,
        "CUM003": Severity.ERROR,
        "CUM004": Severity.WARNING,
        "TXT011": Severity.WARNING,
        "ACT011": Severity.WARNING,
    }
