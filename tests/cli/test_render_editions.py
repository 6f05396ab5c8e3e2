"""`eia render --edition`: one file for the public, one for members, and no public one where there must be none."""

import pytest

from tests.cli.organisation import Organisation

MARKED = """people:
  lead_officer: {name: A. Example, job_title: Head of Libraries}
publication:
  publish: partial
  redactions: [{path: people.lead_officer.name, because: personal}]
"""


def page(here: Organisation, name: str) -> str:
    return (here.root / "build" / name).read_text(encoding="utf-8")


def test_each_edition_has_a_file_of_its_own(here: Organisation) -> None:
    here.draft(more=MARKED)
    result = here.run("render", "--edition", "members, public")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Wrote build/library-members.docx\nWrote build/library-members.html\n"
        "Wrote build/library.docx\nWrote build/library.html\n"
    )
    assert "A. Example" not in page(here, "library.html")
    assert "Not for publication: personal information" in page(here, "library.html")
    assert "A. Example" in page(here, "library-members.html")
    assert "Members’ edition: not for publication" in page(here, "library-members.html")
    assert "Members’ edition" not in page(here, "library.html")


def test_the_public_edition_is_the_usual_one(here: Organisation) -> None:
    here.draft(more=MARKED)
    here.run("render")
    assert sorted(file.name for file in (here.root / "build").iterdir()) == ["library.docx", "library.html"]


def test_members_need_no_edition_of_what_is_all_public(here: Organisation) -> None:
    here.draft()
    result = here.run("render", "--edition", "members")
    assert result.exit_code == 0
    assert result.stdout == (
        "Nothing in assessments/library.yaml is kept from the public: its public edition is for members too.\n"
    )
    assert not (here.root / "build").exists()


@pytest.mark.parametrize("editions", ["press", "public,press", "", ","])
def test_an_edition_that_does_not_exist_is_wrong_use(here: Organisation, editions: str) -> None:
    here.draft()
    result = here.run("render", "--edition", editions)
    assert result.exit_code == 2
    assert "Choose from public, members." in result.stderr


def test_what_is_not_for_publication_has_a_members_edition_only(here: Organisation) -> None:
    here.draft()
    here.draft("staff", "publication: {publish: no, reason: The posts are not told yet.}\n")
    result = here.run("render", "--edition", "public,members", "--to", "html")
    assert result.exit_code == 1
    assert (
        "Not rendered: assessments/staff.yaml: it is not for publication (`publish: no`): "
        "The posts are not told yet.\n  Make the members’ edition with --edition members; or "
    ) in result.stdout
    assert sorted(file.name for file in (here.root / "build").iterdir()) == [
        "library.html",
        "staff-members.html",
    ]


def test_a_mark_that_is_misspelt_keeps_the_public_edition_back(here: Organisation) -> None:
    here.draft(more=MARKED.replace("path: people.lead_officer.name", "path: people.lead_oficer.name"))
    result = here.run("render")
    assert result.exit_code == 1
    assert "“people.lead_oficer.name” is marked as not for publication, but there is no such answer" in (
        result.stdout
    )
    assert "Did you mean “people.lead_officer.name”?" in result.stdout
    assert not (here.root / "build").exists()


def test_a_name_that_another_assessment_has_for_members_is_a_clash(here: Organisation) -> None:
    here.draft(more=MARKED)
    here.draft("library-members")
    result = here.run("render", "--edition", "public,members")
    assert result.exit_code == 2
    assert (
        "A report of assessments/library-members.yaml and one of assessments/library.yaml would have the same name"
    ) in result.stderr
    assert not (here.root / "build").exists()
