"""`eia check --fix` and `--diff`: what is written, what is told and where, and the exit status."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from eia.cli import mending
from eia.mend import Unsafe
from eia.output import NotWritten
from tests.cli.organisation import DRAFT, Organisation

MISSPELT = (
    "dates: # when\n  started: 31/03/2019\n  Completed: '1 May 2019' \nMonitorng:\n  review_date: June 2020"
)
"""Below the seven lines of a draft: all of it can be mended."""
MENDED = (
    "dates: # when\n  started: 2019-03-31\n  completed: '2019-05-01'\nmonitoring:\n  review_date: 2020-06\n"
)
TOLD = """Mended in assessments/library.yaml:
  line 9: `31/03/2019` → `2019-03-31` (Date started)
  line 10: `Completed:` → `completed:`
  line 10: `1 May 2019` → `2019-05-01` (Date completed)
  line 11: `Monitorng:` → `monitoring:`
  line 12: `June 2020` → `2020-06` (Review date)
  line 10: spaces at the end taken away
  line 12: a line break added at the end
"""
DIFFERENCE = """--- assessments/library.yaml
+++ assessments/library.yaml
@@ -6,7 +6,7 @@
 activity:
   title: Library opening hours
 dates: # when
-  started: 31/03/2019
-  Completed: '1 May 2019'·
-Monitorng:
-  review_date: June 2020
\\ No newline at end of file
+  started: 2019-03-31
+  completed: '2019-05-01'
+monitoring:
+  review_date: 2020-06
""".replace("·", " ")
LEFT = "  submitted: 13/25/2019\n"
"""A date that is none: GOV008, an error at every status."""


def test_what_can_be_mended_is_mended_and_told_and_what_is_left_is_checked(here: Organisation) -> None:
    file = here.draft(more=MISSPELT)
    assert here.check().exit_code == 1
    result = here.check("--fix")
    assert file.read_text() == DRAFT.format(id="library") + MENDED
    assert result.stderr == TOLD
    assert result.exit_code == 0
    assert "found nothing that counts now" in result.stdout


def test_what_cannot_be_mended_stays_a_finding_at_its_line(here: Organisation) -> None:
    file = here.draft(more=f"dates:\n  started: 31/03/2019\n{LEFT}")
    result = here.check("--fix", "--quiet")
    assert file.read_text().endswith(f"dates:\n  started: 2019-03-31\n{LEFT}")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith("assessments/library.yaml:10:14: error GOV008: ")
    assert result.stderr == ""


def test_mending_again_changes_nothing_and_says_nothing(here: Organisation) -> None:
    here.draft(more=MISSPELT)
    here.check("--fix")
    before, written = here.files(), (here.root / "assessments/library.yaml").stat().st_mtime_ns
    result = here.check("--fix")
    assert (result.exit_code, result.stderr) == (0, "")
    assert here.files() == before
    assert (here.root / "assessments/library.yaml").stat().st_mtime_ns == written


def test_only_the_files_named_are_mended(here: Organisation) -> None:
    here.draft(more=MISSPELT)
    here.draft("parks", MISSPELT)
    before = here.files()
    here.check("--fix", "assessments/parks.yaml")
    after = here.files()
    assert {name for name in after if after[name] != before.get(name)} == {"assessments/parks.yaml"}
    assert after.keys() == before.keys()


def test_json_stays_json_and_what_was_mended_is_told_beside_it(here: Organisation) -> None:
    here.draft(more=MISSPELT + "\n" + "outcome: x\n")
    result = here.check("--fix", "--format", "json")
    told = json.loads(result.stdout)
    assert [found["code"] for found in told["assessments"][0]["findings"] if found["blocks"]] == ["SCH001"]
    assert result.stderr.startswith("Mended in assessments/library.yaml:\n  line 9: ")
    assert result.exit_code == 1


def test_only_what_is_selected_is_mended(here: Organisation) -> None:
    file = here.draft(more=MISSPELT)
    here.check("--fix", "--select", "GOV008")
    # What stands under a name that nobody knows may be no date.
    only = MISSPELT.replace("31/03/2019", "2019-03-31")
    assert file.read_text() == DRAFT.format(id="library") + only
    here.check("--fix", "--ignore", "SCH,MON")
    assert "Monitorng:\n  review_date: June 2020\n" in file.read_text()


@pytest.mark.parametrize("options", [["--diff"], ["--diff", "--fix"]])
def test_a_difference_is_shown_and_nothing_written(here: Organisation, options: list[str]) -> None:
    here.draft(more=MISSPELT)
    here.draft("parks")
    before = here.files()
    result = here.check(*options)
    assert result.stdout == DIFFERENCE
    assert result.stderr == "Would make 7 mends in 1 file.\n"
    assert result.exit_code == 1
    assert here.files() == before


def test_no_difference_is_a_pass(here: Organisation) -> None:
    here.draft(more=f"dates:\n{LEFT}")
    result = here.check("--diff")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "There is nothing to mend.\n")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_patch_makes_of_the_difference_what_fix_makes(here: Organisation, ending: str) -> None:
    text = (DRAFT.format(id="library") + MISSPELT).replace("\n", ending)
    file = here.write("assessments/library.yaml", text)
    difference = here.check("--diff").stdout_bytes
    subprocess.run(
        ["patch", "--binary", "-p0"], input=difference, cwd=here.root, check=True, capture_output=True
    )
    patched = file.read_bytes()
    file.write_bytes(text.encode())
    here.check("--fix")
    assert file.read_bytes() == patched
    assert patched != text.encode()


def test_the_difference_is_in_colour_for_who_asks(here: Organisation) -> None:
    here.draft(more=MISSPELT)
    shown = here.check("--diff", "--color").stdout
    assert "\x1b[31m-  started: 31/03/2019\x1b[0m\n" in shown
    assert "\x1b[32m+  started: 2019-03-31\x1b[0m\n" in shown
    assert "\x1b[" not in here.check("--diff", "--no-color").stdout


def test_the_difference_sends_nothing_to_the_terminal_that_it_would_obey(here: Organisation) -> None:
    here.draft(more="# \x1b[2J \u202e\ndates: \n")
    result = here.check("--diff")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert " # ␛[2J \ufffd\n" in result.stdout


def test_a_difference_is_not_json(here: Organisation) -> None:
    here.draft(more=MISSPELT)
    result = here.check("--diff", "--format", "json")
    assert result.exit_code == 2
    assert "--diff shows text; leave out --format json." in result.stderr


def test_a_file_keeps_who_may_read_it(here: Organisation) -> None:
    file = here.draft(more=MISSPELT)
    file.chmod(0o640)
    here.check("--fix")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_text().endswith(MENDED)


def test_line_endings_and_the_byte_order_mark_stay(here: Organisation) -> None:
    raw = b"\xef\xbb\xbf" + (DRAFT.format(id="library") + MISSPELT).replace("\n", "\r\n").encode()
    file = here.write("assessments/library.yaml", raw)
    here.check("--fix")
    expected = (DRAFT.format(id="library") + MENDED).replace("\n", "\r\n").encode()
    assert file.read_bytes() == b"\xef\xbb\xbf" + expected


@pytest.mark.parametrize(
    "content",
    [b"", b"eia: 1 \n\ttitle: x\n", b"eia: 1 \nform: caf\xe9\n", b"eia: 1 \nform: engalnd\n", b"\x00" * 100],
    ids=["empty", "tab", "latin-1", "form", "nul"],
)
def test_what_cannot_be_read_is_left_and_told(here: Organisation, content: bytes) -> None:
    file = here.write("assessments/a.yaml", content)
    result = here.check("--fix")
    assert file.read_bytes() == content
    assert (result.exit_code, result.stderr) == (1, "")
    assert "assessments/a.yaml:" in result.stdout


def test_the_file_a_link_leads_to_is_left_unless_it_is_named(here: Organisation) -> None:
    outside = here.write("elsewhere/library.yaml", DRAFT.format(id="library") + MISSPELT)
    link = here.root / "assessments/library.yaml"
    link.parent.mkdir()
    link.symlink_to(outside)
    before = here.files()
    result = here.check("--fix", "-q")
    assert result.exit_code == 2
    assert result.stderr == (
        "eia: assessments/library.yaml was not mended: it is a link; name the file it leads to.\n"
    )
    assert "GOV008" in result.stdout
    assert here.files() == before
    assert here.check("--fix", str(outside)).exit_code == 0
    assert outside.read_text().endswith(MENDED)


def test_a_file_that_may_not_be_written_is_told_and_the_next_is_mended(
    here: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = here.draft("a", MISSPELT), here.draft("b", MISSPELT)
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "a.yaml" and allowed(path, mode))
    result = here.check("--fix", "-q")
    assert result.exit_code == 2
    assert result.stderr == "eia: assessments/a.yaml was not mended: you may not write there.\n"
    assert first.read_text().endswith(MISSPELT)
    assert second.read_text().endswith(MENDED)


def test_a_full_disk_leaves_the_old_file(here: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    file = here.draft(more=MISSPELT)

    def refuse(files: dict[Path, bytes]) -> None:
        raise NotWritten(next(iter(files)), "no space left on device")

    monkeypatch.setattr(mending, "write_all", refuse)
    result = here.check("--fix")
    assert result.exit_code == 2
    assert result.stderr == "eia: assessments/library.yaml was not mended: no space left on device.\n"
    assert file.read_text().endswith(MISSPELT)


def test_what_would_read_otherwise_is_not_written(
    here: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = here.draft(more=MISSPELT)

    def refuse(*given: object) -> None:
        raise Unsafe

    monkeypatch.setattr(mending, "mend", refuse)
    result = here.check("--fix", "-q")
    assert result.exit_code == 2
    assert result.stderr == (
        "eia: assessments/library.yaml was not mended: read again, it would say something else than was meant.\n"
    )
    assert file.read_text().endswith(MISSPELT)
    assert here.check("--diff").exit_code == 2


def test_a_broken_form_is_told_by_the_check(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\ngroup_order: [nobody]\n")
    file = here.write("assessments/a.yaml", DRAFT.format(id="a").replace("england", "house") + MISSPELT)
    result = here.check("--fix")
    assert result.exit_code == 2
    assert "error FRM003: " in result.stderr
    assert file.read_text().endswith(MISSPELT)


def test_an_own_form_s_choices_and_questions_are_mended(here: Organisation) -> None:
    here.write(
        "templates/house/form.yaml",
        "form: house\nextends: england\nname: House form\ngroups:\n  care_leavers:\n    label: Care leavers\n"
        "    definition: People who were in care.\n",
    )
    head = DRAFT.format(id="a").replace("england", "house")
    rest = "    description: They come more often.\n"
    file = here.write(
        "assessments/a.yaml", f"{head}impacts:\n  Care-leavers:\n  - direction: Positive\n{rest}"
    )
    result = here.check("--fix")
    assert file.read_text() == f"{head}impacts:\n  care_leavers:\n  - direction: positive\n{rest}"
    assert "  line 9: `Care-leavers:` → `care_leavers:`\n" in result.stderr
    assert result.exit_code == 0


def test_many_lines_with_spaces_are_told_as_runs(here: Organisation) -> None:
    here.draft(more="# a \n# b \n# c \n\n# d \n")
    result = here.check("--fix")
    assert result.stderr == (
        "Mended in assessments/library.yaml:\n  lines 8–10 and 12: spaces at the end taken away\n"
    )


def test_help_says_what_is_mended_and_how_dates_are_read(here: Organisation) -> None:
    told = " ".join(here.run("check", "--help").stdout.split())
    assert "01/02/2019 is 1 February" in told
    assert "Show what --fix would change; write and check nothing." in told
