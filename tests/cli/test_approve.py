"""`eia approve`: a sign-off is recorded with what was signed, or refused with what blocks."""

import json
import re
import shutil

import pytest

from eia.archive import FOLDER
from tests.cli.organisation import Organisation
from tests.conftest import ROOT

FILE = "assessments/school.yaml"
DAY = "2018-08-20"
LATER = ("--today", "2026-11-22")
APPROVER = ("--role", "approver", "--person", "Director of Children's Services")
ADVISER = ("--role", "equality_adviser", "--person", "Equality and Diversity Manager")


@pytest.fixture
def school(here: Organisation) -> Organisation:
    """The clean example, submitted and not yet signed by anybody."""
    text = (ROOT / "examples/assessments/school-improvement-2018.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?ms)^approvals:\n.*?(?=^advice_sought)", "", text)
    here.write(FILE, text.replace("status: published", "status: submitted # since July"))
    shutil.copytree(ROOT / "examples/strategies", here.root / "strategies")
    return here


def text(here: Organisation) -> str:
    return (here.root / FILE).read_text(encoding="utf-8")


def test_the_last_sign_off_that_is_required_approves_the_assessment(school: Organisation) -> None:
    before = text(school)
    done = school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.output.splitlines()[:2] == [
        f"{FILE}: recorded “Approved by: Director of Children's Services, 20 August 2018”.",
        "  Everybody the form requires has signed; the status is approved.",
    ]
    (kept,) = (school.root / FOLDER).iterdir()
    assert f"kept in {FOLDER}/{kept.name}; commit both" in done.output
    added = [line for line in text(school).splitlines() if line not in before.splitlines()]
    assert added[:3] == ["status: approved # since July", "approvals:", "  - role: approver"]
    assert len(added) == 9
    assert re.fullmatch(r"    strategy_fingerprint: v1:[0-9a-f]{64}", added[-1])
    assert school.run("check", FILE, *LATER).exit_code == 0


def test_what_was_signed_is_kept_and_later_changes_are_told(school: Organisation) -> None:
    school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    (kept,) = (school.root / FOLDER).iterdir()
    held = json.loads(kept.read_bytes())
    assert held["fingerprint"] == kept.stem.replace("-", ":")
    assert held["substance"]["activity"]["title"] == "School Improvement Strategy 2018-2021"
    assert "status" not in held["substance"]
    school.write(FILE, text(school).replace("end: 2021-08", "end: 2024-08"))
    done = school.run("check", FILE, "--quiet", *LATER)
    assert done.exit_code == 1
    assert (
        "error MON009: “End of the activity” changed after the assessment was signed: August 2021 → August 2024"
        in done.output
    )
    assert (
        "error GOV005: “Approved by”: an answer has changed since the sign-off of 20 August 2018: “End of"
        in done.output
    )
    again = school.run("approve", FILE, *APPROVER, "--date", "2018-08-27", *LATER)
    assert again.exit_code == 0, again.output
    assert school.run("check", FILE, *LATER).exit_code == 0
    assert len(list((school.root / FOLDER).iterdir())) == 2


def test_the_strategys_file_may_get_another_name_but_not_another_text(school: Organisation) -> None:
    school.write("eia.yaml", "eia: 1\nform: bedford\nstrategies: [strategies/**/*]\n")
    school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    signed = text(school)
    old, new = school.root / "strategies/school-improvement.md", school.root / "strategies/schools-2018.md"
    old.rename(new)

    def codes() -> set[str]:
        done = school.run("check", "--quiet", "--select", "GOV005,REG004,REG007", *LATER)
        return set(re.findall(r"error ([A-Z]{3}\d{3})", done.output))

    assert codes() == {"REG004"}
    school.write(FILE, signed.replace("strategies/school-improvement.md", "strategies/schools-2018.md"))
    assert codes() == set()
    new.write_text(new.read_text(encoding="utf-8") + "\nOne school will close.\n", encoding="utf-8")
    assert codes() == {"REG007"}
    school.write("strategies/other.md", "# Another strategy\n")
    school.write(FILE, signed.replace("strategies/school-improvement.md", "strategies/other.md"))
    assert codes() == {"REG007"}
    school.write(FILE, signed.replace("  policy: strategies/school-improvement.md\n", ""))
    assert codes() == {"GOV005"}
    school.write(
        FILE,
        re.sub(" +strategy_fingerprint: .*\n", "", signed).replace(
            "school-improvement.md", "schools-2018.md"
        ),
    )
    assert codes() == {"GOV005"}


def test_a_strategy_that_has_no_file_any_more_is_not_the_one_that_was_approved(school: Organisation) -> None:
    settings = "eia: 1\nform: bedford\nstrategies: [strategies/**/*]\n"
    school.write("eia.yaml", settings)
    school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    shutil.rmtree(school.root / "strategies")
    school.write(
        "eia.yaml", f"{settings}policies: [{{id: schools, title: School improvement, status: adopted}}]\n"
    )
    school.write(FILE, text(school).replace("strategies/school-improvement.md", "schools"))
    done = school.run("check", "--quiet", "--select", "REG007", *LATER)
    assert "the file of the strategy that was approved is gone" in done.output


def test_a_sign_off_that_is_not_the_last_leaves_the_status(school: Organisation) -> None:
    done = school.run("approve", FILE, *ADVISER, "--date", "2018-08-06", *LATER)
    assert done.exit_code == 0
    assert "Everybody" not in done.output
    assert "status: submitted # since July" in text(school)


def test_whoever_signed_an_earlier_text_is_named(school: Organisation) -> None:
    school.run("approve", FILE, *ADVISER, "--date", "2018-08-06", *LATER)
    school.write(FILE, text(school).replace("service_users: 27000", "service_users: 27500"))
    done = school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    assert done.exit_code == 0, done.output
    assert "  “Checked by the equality adviser” signed an earlier text: have it signed again." in done.output
    assert school.run("check", FILE, *LATER).exit_code == 1
    school.run("approve", FILE, *ADVISER, "--date", "2018-08-21", *LATER)
    assert school.run("check", FILE, *LATER).exit_code == 0


def test_what_blocks_is_shown_at_its_line_and_nothing_is_written(school: Organisation) -> None:
    school.write(FILE, text(school).replace("review_date:", "review_dat:"))
    files = school.files()
    line = next(number for number, words in enumerate(text(school).splitlines(), 1) if "review_dat:" in words)
    done = school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    assert done.exit_code == 1
    assert f"{FILE}:{line}:" in done.output
    assert f"eia: {FILE} was not signed: what blocks has to be put right first." in done.stderr
    assert school.files() == files


def test_nobody_approves_after_the_decision_or_their_own_work(school: Organisation) -> None:
    late = school.run("approve", FILE, *APPROVER, "--date", "2018-10-12", *LATER)
    own = school.run(
        "approve", FILE, "--role", "approver", "--person", "Head of School Improvement", "--date", DAY, *LATER
    )
    assert (late.exit_code, own.exit_code) == (1, 1)
    assert "error GOV004" in late.output
    assert "error GOV003" in own.output


def test_an_assessment_can_be_returned_whatever_blocks(school: Organisation) -> None:
    school.write(FILE, text(school).replace("review_date:", "review_dat:"))
    done = school.run(
        "approve",
        FILE,
        *APPROVER,
        "--date",
        DAY,
        "--result",
        "returned",
        "--conditions",
        "Say when: #1",
        *LATER,
    )
    assert done.exit_code == 0
    assert "20 August 2018” (returned)." in done.output
    assert '    conditions: "Say when: #1"\n' in text(school)
    assert "status: submitted" in text(school)


def test_the_same_sign_off_is_recorded_once(school: Organisation) -> None:
    school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    files = school.files()
    done = school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    assert (done.exit_code, done.output) == (
        0,
        f"{FILE}: this sign-off is recorded already; nothing was changed.\n",
    )
    assert school.files() == files


def test_without_a_strategy_that_is_said(school: Organisation) -> None:
    shutil.rmtree(school.root / "strategies")
    done = school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    assert done.exit_code == 0
    assert "No strategy's file is named, or it could not be read" in done.output
    assert "strategy_fingerprint" not in text(school)


@pytest.mark.parametrize("policy", ["../outside.md", "/etc/hostname", "a\0b"])
def test_no_file_outside_is_looked_at(school: Organisation, policy: str) -> None:
    (school.root.parent / "outside.md").write_text("secret", encoding="utf-8")
    school.write(
        FILE,
        text(school).replace("policy: strategies/school-improvement.md", f"policy: {json.dumps(policy)}"),
    )
    school.run("approve", FILE, *APPROVER, "--date", DAY, "--result", "noted", *LATER)
    assert "strategy_fingerprint" not in text(school)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--role", "boss", "--person", "A", "--date", DAY),
            "The form has no role “boss”.\n  Choose approver (Approved by) or",
        ),
        ((*APPROVER, "--date", "2027-01-01"), "1 January 2027 is still to come"),
        ((*APPROVER, "--date", "soon"), "“soon” is not a day"),
        (("--role", "approver", "--person", " "), "The post of the person who signed is blank"),
    ],
)
def test_wrong_use_is_told(school: Organisation, arguments: tuple[str, ...], told: str) -> None:
    files = school.files()
    done = school.run("approve", FILE, *arguments, *LATER)
    assert done.exit_code == 2
    assert told in done.stderr
    assert school.files() == files


def test_a_folder_a_link_and_a_file_that_cannot_be_read_are_refused(school: Organisation) -> None:
    (school.root / "link.yaml").symlink_to(school.root / FILE)
    school.write("assessments/broken.yaml", "eia: 1\n: [\n")
    for name, told in (
        ("assessments", "Each sign-off is for one assessment"),
        ("link.yaml", "“link.yaml” is a link"),
        ("assessments/broken.yaml", "Nobody can sign what cannot be read"),
        ("none.yaml", "There is no file or folder “none.yaml”"),
    ):
        done = school.run("approve", name, *APPROVER, "--date", DAY, *LATER)
        assert done.exit_code == 2
        assert told in done.stderr


def test_the_form_decides_who_has_to_sign(school: Organisation) -> None:
    school.write(
        "templates/both/form.yaml",
        "form: both\nextends: bedford\nroles: {equality_adviser: {required: true}}\n",
    )
    school.write(FILE, text(school).replace("form: bedford", "form: both"))
    first = school.run("approve", FILE, *APPROVER, "--date", DAY, *LATER)
    second = school.run("approve", FILE, *ADVISER, "--date", DAY, *LATER)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert "status is approved" not in first.output
    assert "status is approved" in second.output
