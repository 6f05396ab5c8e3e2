"""Nothing that is marked reaches the public, whatever is marked and whatever is made; members are told all of it."""

import io
import re
import zipfile
from pathlib import Path

import pytest
import yaml

from eia.cli.reports import KINDS
from tests.cli.organisation import Organisation
from tests.editions.marked import (
    PLACE,
    answers,
    blocks,
    canaries,
    everything_in,
    for_members,
    for_public,
    marked,
    printed,
    told,
)
from tests.render.reports import FORMS

UNKNOWN_AIMS = re.compile(r"duty\.\w+\.unheardof")
"""Cells of the duty that no form has a column for."""


@pytest.mark.parametrize("block", blocks())
def test_of_a_part_that_is_marked_nothing_is_told_but_that(block: str) -> None:
    page = for_public([block], "narrative" if block in ("impacts", "evidence", "actions") else "england")
    assert told([block], page) == []
    assert PLACE in page


@pytest.mark.parametrize("form", FORMS)
def test_of_answers_that_are_all_marked_none_is_told(form: str) -> None:
    assert told(answers(), for_public(answers(), form)) == []


@pytest.mark.parametrize("turn", range(12))
def test_an_answer_that_is_marked_gives_way_to_words_that_say_so(turn: int) -> None:
    """Every twelfth answer at a time, so that the others around it stay."""
    paths = answers()[turn::12]
    page = for_public(paths)
    assert told(paths, page) == []
    said = {match[1] for match in re.finditer(rf'data-field="([^"]*)"[^>]*>{PLACE}<', page)}
    for path in paths:
        above = path.rpartition(".")[0]  # choices of a list are one answer
        assert {path, above, f"{above}.0"} & said or UNKNOWN_AIMS.match(path), path


@pytest.mark.parametrize("path", ["evidence.0", "actions.1", "impacts.age", "impacts.age.0", "people.team.1"])
def test_what_is_not_marked_is_told_as_ever(path: str) -> None:
    before, after = for_public([]), for_public([path])
    for place in set(printed()) - set(told([path], before)):
        if place.split(".")[0] not in ("publication", "impacts", "evidence_gaps") and not place.startswith(
            path
        ):
            assert (place in told([place], before)) == (place in told([place], after)), place


@pytest.mark.parametrize("form", FORMS)
def test_members_are_told_all_that_is_printed(form: str) -> None:
    page = for_members([*blocks(), *answers()], form)
    assert set(printed()) - set(told(printed(), page)) == {"publication.publish"}, (
        "which `marked` sets itself"
    )
    assert "Members’ edition: not for publication" in page
    assert PLACE not in page


def test_members_are_told_hidden_figures_too() -> None:
    data, _ = canaries()
    hidden = [
        f"evidence.{place}.figures.{number}.value"
        for place, item in enumerate(data["evidence"])
        for number, figure in enumerate(item["figures"])
        if figure["suppressed"] == "yes"
    ]
    assert hidden
    assert told(hidden, for_members([])) == hidden
    assert told(hidden, for_public([])) == []


def save(here: Organisation, paths: list[str], form: str) -> None:
    data = {**marked(paths), "eia": 1, "id": "canaries", "form": form}
    here.write("assessments/canaries.yaml", yaml.safe_dump(data, sort_keys=False))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", ["parts", "answers"])
def test_no_file_for_the_public_holds_anything_marked(here: Organisation, form: str, what: str) -> None:
    paths = blocks() if what == "parts" else answers()
    save(here, paths, form)
    result = here.run("render", "--to", ",".join(KINDS), "--edition", "public,members")
    assert "Not rendered" not in result.output, result.output
    for kind, ending in KINDS.items():
        public = everything_in(kind, (here.root / f"build/canaries{ending}").read_bytes())
        assert told(paths, public) == [], kind
        assert PLACE in " ".join(public.split()), kind
        private = everything_in(kind, (here.root / f"build/canaries-members{ending}").read_bytes())
        assert set(printed()) - set(told(printed(), " ".join(private.split()))) == {
            "id",
            "publication.publish",
        }, kind


def test_every_page_in_word_says_whom_it_is_for(here: Organisation) -> None:
    save(here, ["people.lead_officer"], "england")
    here.run("render", "--to", "word", "--edition", "members")
    with zipfile.ZipFile(here.root / "build/canaries-members.docx") as package:
        headers = {name: package.read(name).decode() for name in package.namelist() if "/header" in name}
    assert headers
    shown = [text for text in headers.values() if "Members’ edition: not for publication" in text]
    assert shown
    with zipfile.ZipFile(io.BytesIO((here.root / "build/canaries-members.docx").read_bytes())) as package:
        body = package.read("word/document.xml").decode()
        links = package.read("word/_rels/document.xml.rels").decode()
    for reference in re.findall(r'<w:headerReference [^>]*r:id="(\w+)"', body):
        target = re.search(rf'<Relationship [^>]*Id="{reference}"[^>]*>', links)
        assert target
        name = re.search(r'Target="/?(?:word/)?([^"]+)"', target.group())
        assert name
        assert headers[f"word/{name[1]}"] in shown, f"{name[1]} does not say so"


def test_a_house_style_without_a_place_for_the_notice_makes_no_edition_for_members(
    here: Organisation,
) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    here.write(
        "templates/house/report.html.j2",
        '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1></body></html>',
    )
    save(here, ["people.lead_officer"], "house")
    result = here.run("render", "--edition", "members", "--to", "html")
    assert result.exit_code == 2
    assert "has no place that says “Members’ edition: not for publication”" in result.stderr
    assert not (here.root / "build").exists()


@pytest.mark.parametrize("shape", ["html", "csv", "markdown", "json", "text"])
@pytest.mark.parametrize("due", [[], ["--due", "2099-12-31"]])
def test_the_register_tells_nothing_that_is_marked(here: Organisation, shape: str, due: list[str]) -> None:
    data = {
        **marked(["activity.title", "actions.0.description", "actions.1.owner", "impacts", "summary"]),
        "eia": 1,
        "id": "canaries",
        "form": "england",
        "status": "draft",
    }
    for action in data["actions"]:
        action.update(due="2026-12-01", status="open")
    here.write("assessments/canaries.yaml", yaml.safe_dump(data, sort_keys=False))
    result = here.run("register", "--today", "2026-11-01", "--format", shape, "--ics", "calendar.ics", *due)
    assert result.exit_code == 0, result.output
    calendar = re.sub(r"\r?\n ", "", (here.root / "calendar.ics").read_text(encoding="utf-8"))
    hidden = ["activity.title", "actions.0.description", "actions.1.owner", "impacts", "summary"]
    for text in (result.stdout, calendar):
        assert told(hidden, text) == []
    assert "Not for publication" in calendar
    assert told(["actions.1.description"], calendar) == ["actions.1.description"]


def test_the_register_tells_nothing_of_what_is_not_published(here: Organisation) -> None:
    data = {**marked([]), "eia": 1, "id": "canaries", "form": "england", "status": "draft"}
    data["publication"] = {"publish": "no", "reason": "Staff have not been told"}
    for action in data["actions"]:
        action.update(due="2026-12-01", status="open")
    here.write("assessments/canaries.yaml", yaml.safe_dump(data, sort_keys=False))
    for arguments in ([], ["--due", "2099-12-31"]):
        for shape in ("html", "csv", "markdown", "json", "text"):
            said = here.run("register", "--today", "2026-11-01", "--format", shape, *arguments).stdout
            assert told(["activity", "actions", "impacts", "people"], said) == []


def test_a_covering_report_tells_nothing_that_is_marked(here: Organisation) -> None:
    hidden = ["activity.title", "impacts.age", "engagement.0", "evidence_gaps", "recommendation.rationale"]
    save(here, hidden, "england")
    result = here.run("implications", "assessments/canaries.yaml", "--today", "2026-11-01")
    assert result.exit_code == 0, result.output
    assert told(hidden, result.stdout) == []
    assert "Not for publication" in result.stdout
    here.draft("staff", "publication: {publish: no, reason: The posts are not told yet.}\n")
    refused = here.run("implications", "assessments/staff.yaml")
    assert refused.exit_code == 2
    assert "The implications cannot be made: it is not for publication" in refused.stderr


def test_the_public_edition_of_what_is_not_marked_is_the_report_as_it_ever_was(here: Organisation) -> None:
    """The same bytes as without any editions: nothing in the road to the public changes what is not marked."""
    from eia.cli.reports import draw
    from eia.model import Assessment
    from eia.project import Project
    from eia.render.page import to_page
    from eia.render.template import to_html
    from eia.render.view import view
    from tests.render.reports import LIBRARY, style

    here.draft(more="summary: Nothing is marked.\n")
    from datetime import date

    from eia.check import Settings

    project = Project.find(Path.cwd())
    report = project.examine(here.root / "assessments/library.yaml", Settings(date(2026, 1, 1)))
    assert report.form is not None
    drawn = draw(report, report.form, project, ["html"], None).files["html"].decode()
    shown = view(Assessment.build(report.document.data), report.form, organisation=project.organisation)
    plain = to_page(to_html(shown, LIBRARY.folders_of("england")), style("england"))
    assert re.sub(r'<meta name="generator"[^>]*>\n', "", drawn) == plain
