"""`eia render --check`: which published files are not what their sources give, and nothing written."""

from pathlib import Path

from tests.cli.organisation import Organisation
from tests.cli.test_render import resaved
from tests.cli.test_render_editions import MARKED


def change(file: Path, old: bytes = b"Library", new: bytes = b"Librarian") -> None:
    data = file.read_bytes()
    assert old in data
    file.write_bytes(data.replace(old, new, 1))


def check(here: Organisation, *arguments: str) -> tuple[int, str]:
    """How it ended and what was said; that nothing on the disk was touched."""
    before = here.files()
    result = here.run("render", "--check", *arguments)
    assert here.files() == before
    assert result.stderr == ""
    return result.exit_code, result.stdout


def test_files_that_are_as_their_sources_give_them_pass(here: Organisation) -> None:
    here.draft("a")
    here.draft("b")
    here.run("render")
    assert check(here) == (0, "4 files are what their sources give.\n")


def test_a_file_that_was_never_made_is_missing(here: Organisation) -> None:
    here.draft()
    here.run("render", "--to", "html")
    assert check(here) == (
        1,
        "build/library.docx: missing. Make it with `eia render`.\n1 file is what its source gives; 1 is not.\n",
    )
    assert check(here, "--to", "html") == (0, "1 file is what its source gives.\n")


def test_a_file_whose_source_was_changed_since_is_older(here: Organisation) -> None:
    here.draft()
    here.run("render")
    here.draft(more="summary: Now with a summary.\n")
    code, said = check(here)
    assert code == 1
    assert "build/library.docx: older than its source. Make it anew with `eia render`.\n" in said
    assert "build/library.html: older than its source. " in said


def test_a_file_that_was_changed_by_hand_is_told_from_one_that_is_older(here: Organisation) -> None:
    here.draft()
    here.run("render")
    change(here.root / "build/library.html")
    word = here.root / "build/library.docx"
    word.write_bytes(resaved(word.read_bytes()))
    code, said = check(here)
    assert code == 1
    for name in ("docx", "html"):
        assert f"build/library.{name}: changed by hand since it was made, or not made by eia. " in said
    assert said.endswith("0 files are what their sources give; 2 are not.\n")


def test_a_report_whose_assessment_is_gone_has_no_source(here: Organisation) -> None:
    here.draft("a")
    gone = here.draft("b")
    here.run("render")
    gone.unlink()
    here.write("build/minutes.html", "<p>Not ours")
    code, said = check(here)
    assert code == 1
    assert "build/b.docx: no longer has a source. Take it away, or put its assessment back.\n" in said
    assert "minutes" not in said


def test_of_some_assessments_the_others_reports_are_not_asked_about(here: Organisation) -> None:
    here.draft("a")
    here.draft("b")
    here.run("render")
    assert check(here, "assessments/a.yaml") == (0, "2 files are what their sources give.\n")


def test_members_editions_are_looked_at_when_asked_for(here: Organisation) -> None:
    here.draft(more=MARKED)
    here.run("render", "--edition", "public,members")
    change(here.root / "build/library-members.html")
    assert check(here)[0] == 0
    code, said = check(here, "--edition", "members")
    assert code == 1
    assert "build/library-members.html: changed by hand since" in said


def test_a_public_file_of_what_must_not_be_public_is_told(here: Organisation) -> None:
    here.draft()
    here.run("render")
    here.draft(more="publication: {publish: no, reason: Withdrawn.}\n")
    code, said = check(here)
    assert code == 1
    assert (
        "build/library.docx: should not be there: it is not for publication (`publish: no`): Withdrawn."
        " Take it away.\n"
    ) in said


def test_a_source_that_cannot_be_read_does_not_pass(here: Organisation) -> None:
    source = here.draft()
    here.run("render")
    source.write_text("eia: 1\nid: [\n", encoding="utf-8")
    code, said = check(here)
    assert code == 1
    assert "Not rendered: assessments/library.yaml: " in said
    assert "no longer has a source" not in said


def test_a_folder_in_the_way_is_no_report(here: Organisation) -> None:
    here.draft()
    (here.root / "build/library.docx").mkdir(parents=True)
    code, said = check(here, "--to", "word")
    assert code == 1
    assert said.startswith("build/library.docx: not a file. Take away what has its name.\n")


def test_nothing_to_check_is_not_a_success(here: Organisation) -> None:
    assert here.run("render", "--check").exit_code == 3
