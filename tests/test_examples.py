"""Every example gives exactly the findings kept beside it, and renders to the report that is kept."""

import pathlib
from datetime import date

import pytest
from click.testing import CliRunner

from eia import source
from eia.check import Settings
from eia.cli import main
from eia.findings import Finding
from eia.project import Project
from tests.conftest import ROOT, Keep

FOLDER = ROOT / "examples" / "assessments"
NATIONS = ("scotland", "wales", "northern-ireland")
OF_NATIONS = [
    file for nation in NATIONS for file in sorted((FOLDER.parent / nation / "assessments").glob("*.yaml"))
]
EXAMPLES = [*sorted(FOLDER.glob("*.yaml")), *OF_NATIONS]
TODAY = date(2026, 11, 22)

# What domain knowledge says the published report did wrong, and where: the answer, and the code that tells it.
PUBLISHED = [
    ("GOV004", "decision.meeting_date"),
    ("GOV002", "approvals.0.date"),
    ("REL001", "relevance.answers.impacts_people"),
    ("REL002", "relevance.answers.differential"),
    ("REL005", "relevance.answers.known_inequality"),
    ("REL006", "relevance.answers.significant_change"),
    ("IMP019", "scope.groups_affected"),
    ("IMP001", "impacts.gender_reassignment"),
    ("IMP001", "impacts.religion_belief"),
    ("IMP002", "impacts.age.0.direction"),
    ("IMP007", "impacts.age.0.description"),
    ("IMP008", "impacts.disability.0.description"),
    ("IMP008", "impacts.race.0.description"),
    ("IMP008", "impacts.sex.0.description"),
    ("IMP009", "impacts.race.0.description"),
    ("EVD004", "evidence.4.date"),
    ("CON003", "engagement.0.start"),
    ("CON004", "engagement.0.findings"),
    ("CON004", "engagement.0.influence"),
    ("CON004", "engagement.2.findings"),
    ("CON006", "engagement.0.groups"),
    ("CON010", "engagement.0.participants"),
    ("CON012", "engagement"),
    ("DTY001", "duty.not_relevant.eliminate"),
    ("DTY004", "duty.disability.advance"),
    ("ACT002", "actions.0.due"),
    ("ACT004", "actions.0.owner.job_title"),
    ("ACT013", "actions.4"),
    ("DEC001", "recommendation.outcome"),
    ("DEC007", "summary"),
    ("MON001", "monitoring.review_date"),
    ("TXT004", "actions.3.description"),
    ("TXT005", "summary"),
    ("TXT006", "scope.explanation"),
    ("TXT007", "impacts.disability.0.description"),
    ("TXT008", "commissioning.cycle_steps"),
]


@pytest.mark.golden
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_gives_the_findings_kept_beside_it(
    file: pathlib.Path, golden: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    name = file.relative_to(ROOT).as_posix()
    result = CliRunner().invoke(main, ["check", name, "--today", TODAY.isoformat(), "--no-color"])
    golden(file.with_suffix(".findings.txt"), result.stdout)


@pytest.mark.parametrize(("code", "path"), PUBLISHED)
def test_published_report_shows_every_known_fault_at_its_place(code: str, path: str) -> None:
    found = {
        (item.code, ".".join(map(str, item.path)))
        for item in _findings("school-improvement-2018-as-published")
    }
    assert (code, path) in found


@pytest.mark.parametrize("name", ["school-improvement-2018", "library-van-2026"])
def test_complete_assessment_shows_nothing(name: str) -> None:
    assert _findings(name) == ()


@pytest.mark.parametrize("name", ["backup-storage-2026", "grass-cutting-2026"])
def test_screening_that_rightly_ends_shows_nothing(name: str) -> None:
    assert _findings(name) == ()


@pytest.mark.parametrize("file", OF_NATIONS, ids=lambda file: file.stem)
def test_the_example_of_each_nation_shows_nothing(file: pathlib.Path) -> None:
    assert Project.find(file).examine(file, Settings(TODAY)).findings == ()


def test_every_nation_has_a_form_and_an_example_on_it() -> None:
    used = [Project.find(file).examine(file, Settings(TODAY)).form for file in OF_NATIONS]
    assert {form.jurisdiction for form in used if form} == {"scotland", "wales", "northern_ireland"}
    kinds = {(file.parent.parent.name, source.read(file, "").data["kind"]) for file in OF_NATIONS}  # type: ignore[index]
    assert ("northern-ireland", "screening") in kinds
    assert ("northern-ireland", "full") in kinds


@pytest.mark.parametrize("name", ["library-opening-hours", "primary-strategy-narrative"])
def test_drafts_are_not_held_to_what_is_not_due(name: str) -> None:
    findings = _findings(name)
    assert findings
    assert not [item for item in findings if item.blocks]


def _findings(name: str) -> tuple[Finding, ...]:
    project = Project.find(FOLDER)
    return project.examine(FOLDER / f"{name}.yaml", Settings(TODAY)).findings
