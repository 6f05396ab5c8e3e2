"""`eia pack`: which items go to a meeting, what is kept back and why, and what is written."""

from pathlib import Path
from typing import Any

import pytest

from eia.cli.reports import is_ours
from tests import meeting
from tests.cli.organisation import Organisation
from tests.render.word_reading import Word, words_of

STEM = "executive-2018-09-12-equality-papers"
LATER = ("--today", "2026-09-01")


def item(here: Organisation, identity: str = "schools", **more: Any) -> dict[str, Any]:
    """An assessment that is in order, with some answers of its own."""
    data = {**meeting.base(), "id": identity, **more}
    meeting.put(here.root, data)
    return data


def decided(maker: str = "Executive", day: str = meeting.MEETING) -> dict[str, str]:
    return {"maker": maker, "meeting_date": day}


class TestTheItemsOfAMeeting:
    def test_are_the_assessments_that_name_its_day(self, here: Organisation) -> None:
        item(here, "schools")
        item(here, "parks")
        item(here, "roads", decision=decided(day="2018-10-10"))
        result = here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert result.exit_code == 0, result.stderr
        assert result.stdout == (
            f"Wrote build/{STEM}.docx\nWrote build/{STEM}.html\n  2 items for Executive\n"
        )

    def test_are_those_of_one_decision_maker(self, here: Organisation) -> None:
        item(here, "schools")
        item(here, "parks", decision=decided("Planning Committee"))
        result = here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert result.exit_code == 2
        assert result.stderr == (
            "eia: On 12 September 2018 there is “Planning Committee” and “Executive”.\n"
            "  Say which papers you want: --maker “Planning Committee”.\n"
        )
        result = here.run("pack", "--meeting", meeting.MEETING, "--maker", "planning committee", *LATER)
        assert result.stdout.splitlines()[0] == (
            "Wrote build/planning-committee-2018-09-12-equality-papers.docx"
        )

    def test_an_unknown_decision_maker_is_told_with_those_there_are(self, here: Organisation) -> None:
        item(here)
        result = here.run("pack", "--meeting", meeting.MEETING, "--maker", "Cabinet", *LATER)
        assert result.exit_code == 3
        assert result.stderr == (
            "eia: No assessment is for “Cabinet” on 12 September 2018.\n  That day there is “Executive”.\n"
        )

    def test_what_was_superseded_is_left_out_and_told(self, here: Organisation) -> None:
        item(here, "schools")
        item(here, "older", status="superseded")
        result = here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert result.stderr == "Left out: assessments/older.yaml, which was superseded\n"
        assert "  1 item for Executive\n" in result.stdout

    def test_a_day_without_a_meeting_is_not_success(self, here: Organisation) -> None:
        item(here)
        result = here.run("pack", "--meeting", "2019-01-01")
        assert result.exit_code == 3
        assert result.stderr.startswith("eia: No assessment is for a meeting on 1 January 2019.\n")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ([], "Name an agenda or a meeting"),
            (["--meeting", "soon"], "“soon” is not a day. Write it as 2026-09-30."),
            (["--meeting", "2018-09"], "“2018-09” is not a day."),
            (["agenda.yaml", "--meeting", "2018-09-12"], "Name an agenda or a meeting"),
            (["none.yaml"], "There is no file “none.yaml”"),
            (["--meeting", "2018-09-12", "--mark", "soon"], "There is no “soon”. Choose from late,"),
        ],
    )
    def test_wrong_use_is_told(self, here: Organisation, arguments: list[str], words: str) -> None:
        item(here)
        result = here.run("pack", *arguments)
        assert result.exit_code == 2
        assert words in result.stderr


AGENDA = """agenda: 1
meeting: 2018-09-12
maker: Executive
items:
  - assessment: parks
    number: 7b
    title: Parks, trees & play
  - assessment: assessments/schools.yaml
"""


class TestAnAgenda:
    def test_gives_the_order_the_numbers_and_the_titles(self, here: Organisation) -> None:
        item(here, "schools")
        item(here, "parks")
        here.write("executive.yaml", AGENDA)
        result = here.run("pack", "executive.yaml", "--to", "html", *LATER)
        assert result.exit_code == 0, result.stderr
        page = (here.root / f"build/{STEM}.html").read_text(encoding="utf-8")
        first, second = page.index('id="appendix-a"'), page.index('id="appendix-b"')
        assert "Parks, trees &amp; play" in page[first:second]
        assert "School Improvement Strategy" in page[second:]
        assert ">7b</td>" in page

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("assessment: parks", "assessment: nobody", "names nobody, and no assessment has that id"),
            ("schools.yaml", "gone.yaml", "names assessments/gone.yaml, and there is no such file"),
            ("assessment: parks", "assessment: schools", "has assessments/schools.yaml twice"),
        ],
    )
    def test_an_item_that_leads_nowhere_is_told(
        self, here: Organisation, old: str, new: str, words: str
    ) -> None:
        item(here, "schools")
        item(here, "parks")
        here.write("executive.yaml", AGENDA.replace(old, new))
        result = here.run("pack", "executive.yaml")
        assert result.exit_code == 2
        assert words in result.stderr
        assert not (here.root / "build").exists()

    @pytest.mark.parametrize(
        ("old", "new", "line", "words"),
        [
            ("maker: Executive", "makr: Executive", 3, "nothing called “makr”"),
            ("2018-09-12", "2018-02-31", 2, "2018-02-31 is not in the calendar"),
            ("2018-09-12", "12 September", 2, "Meeting"),
            ("    number: 7b", "    numbr: 7b", 6, "nothing called “numbr”"),
            ("items:", "items: []\nthings:", 4, "Items"),
        ],
    )
    def test_a_slip_is_told_with_its_line(
        self, here: Organisation, old: str, new: str, line: int, words: str
    ) -> None:
        item(here)
        here.write("executive.yaml", AGENDA.replace(old, new))
        result = here.run("pack", "executive.yaml", "--no-color")
        assert result.exit_code == 2
        told = [row for row in result.stderr.splitlines() if row.startswith(f"executive.yaml:{line}:")]
        assert any(words in row for row in told), result.stderr


class TestWhatIsKeptBack:
    def test_a_draft_is_kept_back_with_what_to_do(self, here: Organisation) -> None:
        item(here, "schools")
        item(here, "parks", status="draft")
        result = here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr == (
            "A. School Improvement Strategy 2018-2021 (assessments/parks.yaml)\n"
            "  PUB008 Its status is “Draft”.\n"
            "    Have it approved (eia approve), or take the item off the agenda.\n"
            "\n"
            "The papers were not made: 1 item of 2 cannot go to the meeting as they are.\n"
            "If members are to have them all the same, put them in marked: --mark unapproved\n"
        )
        assert not (here.root / "build").exists()

    def test_a_draft_that_is_let_in_is_marked_everywhere(self, here: Organisation) -> None:
        item(here, "schools")
        item(here, "parks", status="draft")
        result = here.run(
            "pack", "--meeting", meeting.MEETING, "--mark", "unapproved", "--to", "html", *LATER
        )
        assert result.exit_code == 0, result.stderr
        assert "Marked “unapproved”: A. School Improvement" in result.stdout
        page = (here.root / f"build/{STEM}.html").read_text(encoding="utf-8")
        cover, contents, summary, paper = (
            page.index(mark) for mark in ('id="marked"', 'id="contents"', 'id="summary"', 'id="appendix-a"')
        )
        assert "Not approved" in page[cover:contents]
        assert "Not approved" in page[contents:summary]
        assert "Not approved" in page[summary:paper]
        assert "Not approved: Its status is “Draft”." in page[paper:]

    def test_another_mark_does_not_let_it_in(self, here: Organisation) -> None:
        item(here, status="draft")
        assert here.run("pack", "--meeting", meeting.MEETING, "--mark", "late", *LATER).exit_code == 1

    def test_what_is_not_for_publication_has_no_mark(self, here: Organisation) -> None:
        item(
            here,
            publication={"publish": "no", "reason": "A contract is being negotiated.", "exemption_ref": "3"},
        )
        result = here.run("pack", "--meeting", meeting.MEETING, "--mark", "all", *LATER)
        assert result.exit_code == 1
        assert "PCK004 It is not for publication" in result.stderr
        assert "--mark" not in result.stderr

    def test_papers_that_go_out_late_are_kept_back_as_a_whole(self, here: Organisation) -> None:
        item(here, decision=decided(day="2026-09-30"))
        result = here.run("pack", "--meeting", "2026-09-30", "--today", "2026-09-23")
        assert result.exit_code == 1
        assert result.stderr.startswith(
            "All items\n  PCK001 The papers go out on 23 September 2026; for 5 clear"
        )
        result = here.run(
            "pack", "--meeting", "2026-09-30", "--today", "2026-09-23", "--mark", "late", "--to", "html"
        )
        assert result.exit_code == 0, result.stderr
        (file,) = (here.root / "build").iterdir()
        assert "Late: The papers go out on 23 September 2026" in file.read_text(encoding="utf-8")

    def test_a_strategy_that_was_changed_is_told(self, here: Organisation) -> None:
        here.write("eia.yaml", "eia: 1\nstrategies: [strategies/*.md]\n")
        here.write(
            "strategies/schools.md", "---\ntitle: Schools\nversion: 3\nassessed_version: 2\n---\n# Schools\n"
        )
        data = meeting.base()
        item(here, activity={**data["activity"], "policy": "strategies/schools.md"})
        result = here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert result.exit_code == 1
        assert (
            "PCK002 Its strategy is not the one that was assessed: the strategy is at version 3"
            in result.stderr
        )

    def test_an_assessment_that_cannot_be_read_is_told(self, here: Organisation) -> None:
        here.write("executive.yaml", AGENDA)
        item(here, "parks")
        here.write("assessments/schools.yaml", "eia: 1\nid: [\n")
        result = here.run("pack", "executive.yaml", "--mark", "all")
        assert result.exit_code == 2
        assert "assessments/schools.yaml cannot go into the papers" in result.stderr


SECRET = "SECRETWORD"


def partly_exempt(here: Organisation) -> None:
    """One item of two keeps a loss, the people meant and a gap from the public."""
    data = meeting.base()
    loss = data["impacts"]["disability"][1]
    loss["description"] = f"{SECRET}: two families lose the key to the gate, and with it the way to school."
    loss["subgroups"] = [f"{SECRET} families"]
    data["evidence_gaps"][0]["description"] = f"{SECRET}: how the tenant of the lodge gets about."
    data["publication"] |= {
        "publish": "partial",
        "reason": "It would show who somebody is.",
        "exemption_ref": "1",
        "redactions": [
            {"path": "impacts.disability.1", "reason": "personal information"},
            {"path": "evidence_gaps.0.description", "reason": "personal information"},
        ],
    }
    item(here, "parks", **{name: data[name] for name in ("impacts", "evidence_gaps", "publication")})
    item(here, "schools")


def everything_in(files: dict[str, bytes]) -> dict[str, str]:
    """All that stands anywhere in each file, the parts of a Word file unpacked."""
    found = {}
    for name, raw in files.items():
        if name.startswith("build/"):
            parts = Word(raw).parts.values() if name.endswith(".docx") else [raw]
            found[name.removeprefix("build/")] = "\n".join(part.decode(errors="replace") for part in parts)
    return found


class TestEditions:
    def test_nothing_that_is_withheld_reaches_the_public(self, here: Organisation) -> None:
        partly_exempt(here)
        result = here.run("pack", "--meeting", meeting.MEETING, "--mark", "all", "--implications", *LATER)
        assert result.exit_code == 0, result.stderr
        written = everything_in(here.files())
        assert sorted(written) == [
            f"{STEM}.docx",
            f"{STEM}.html",
            "parks-implications.docx",
            "schools-implications.docx",
        ]
        for name, words in written.items():
            assert SECRET not in words, name
        row = written[f"{STEM}.html"].partition('id="summary"')[2].partition("</tr>")[2].partition("</tr>")[0]
        assert "No group recorded" not in row
        assert row.count("Not for publication") == 2
        assert "No negative effect was found" not in written["parks-implications.docx"]

    def test_members_are_shown_all_of_it_and_told_so_on_every_page(self, here: Organisation) -> None:
        partly_exempt(here)
        result = here.run(
            *(
                "pack",
                "--meeting",
                meeting.MEETING,
                "--edition",
                "members",
                "--mark",
                "all",
                "--implications",
            ),
            *LATER,
        )
        assert result.exit_code == 0, result.stderr
        written = everything_in(here.files())
        assert SECRET in written[f"{STEM}-members.docx"]
        assert SECRET in written["parks-implications-members.docx"]
        word = Word(here.files()[f"build/{STEM}-members.docx"])
        headers = [name for name in word.parts if "/header" in name or "-header" in name]
        assert len(headers) > 4
        for name in headers:
            if "_rels" not in name:
                assert "Members’ edition: not for publication" in words_of(word.tree(name)), name

    def test_what_is_not_for_publication_at_all_goes_to_members_only(self, here: Organisation) -> None:
        item(
            here,
            publication={"publish": "no", "reason": "A contract is being negotiated.", "exemption_ref": "3"},
        )
        arguments = ("pack", "--meeting", meeting.MEETING, "--to", "html", "--mark", "all", *LATER)
        assert here.run(*arguments).exit_code == 1
        assert here.run(*arguments, "--edition", "members").exit_code == 0

    def test_there_is_no_members_edition_of_what_everybody_may_see(self, here: Organisation) -> None:
        item(here)
        result = here.run("pack", "--meeting", meeting.MEETING, "--edition", "members", *LATER)
        assert result.exit_code == 2
        assert "Nothing in these papers is kept from the public" in result.stderr


class TestWhatIsWritten:
    def test_is_the_same_every_time_and_on_every_day(self, here: Organisation) -> None:
        item(here)
        here.run("pack", "--meeting", meeting.MEETING, *LATER)
        first = here.files()
        assert here.run("pack", "--meeting", meeting.MEETING, "--today", "2026-09-02").exit_code == 0
        assert here.files() == first

    def test_is_ours_and_replaced_only_then(self, here: Organisation) -> None:
        item(here)
        folder = here.root / "build"
        here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert all(is_ours(file.read_bytes()) for file in folder.iterdir())
        foreign = folder / f"{STEM}.docx"
        foreign.write_bytes(b"somebody's own work")
        result = here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert result.exit_code == 2
        assert f"{STEM}.docx was not made by eia" in result.stderr
        assert foreign.read_bytes() == b"somebody's own work"
        assert here.run("pack", "--meeting", meeting.MEETING, "--force", *LATER).exit_code == 0
        assert foreign.read_bytes() != b"somebody's own work"

    def test_a_decision_maker_in_another_script_still_gives_a_file(self, here: Organisation) -> None:
        item(here, decision=decided("المجلس"))
        here.run("pack", "--meeting", meeting.MEETING, *LATER)
        assert Path(here.root / "build/meeting-2018-09-12-equality-papers.docx").is_file()

    def test_a_house_style_without_a_style_of_another_form_is_told_plainly(self, here: Organisation) -> None:
        here.write("templates/other/form.yaml", "form: other\nextends: bedford\nname: Other\n")
        here.write(
            "templates/other/report.html.j2",
            '{% extends "common/report.html.j2" %}{% block further %}<p class="own-box">x</p>{% endblock %}',
        )
        item(here, form="other")
        result = here.run("pack", "--meeting", meeting.MEETING, "--mark", "all", *LATER)
        assert result.exit_code == 2
        assert "School Improvement Strategy" in result.stderr
        assert "reference.docx has no style for paragraphs called “Own box”" in result.stderr
