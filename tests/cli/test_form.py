"""`eia form`: list, copy and check, as a clerk meets them."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from eia import resources
from eia.library import Library
from tests.cli.organisation import Organisation
from tests.render.test_tagged import paragraphs

FORMS = Library().names()


@pytest.fixture
def own(here: Organisation) -> Organisation:
    """An organisation with a form of its own."""
    assert here.run("form", "copy", "bedford", "our-council").exit_code == 0
    return here


def changed(here: Organisation, file: str, *changes: tuple[str, str]) -> None:
    """The form's file with some of its words replaced."""
    path = here.root / "templates" / "our-council" / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def restyled(here: Organisation, part: str, *changes: tuple[str, str]) -> None:
    """The form's reference.docx with something in one of its parts replaced."""
    path = here.root / "templates" / "our-council" / "reference.docx"
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def brief(here: Organisation) -> list[str]:
    result = here.run("form", "check", "our-council", "--quiet", "--to", "html")
    assert result.exit_code in (0, 1), result.output
    return [line for line in result.stdout.splitlines() if line]


class TestList:
    def test_shows_own_forms_first(self, own: Organisation) -> None:
        told = own.run("form", "list").stdout
        assert [" ".join(line.split()) for line in told.splitlines()][:2] == [
            "Your own",
            "our-council Equality Analysis Report, Anytown Council (builds on england)",
        ]
        assert re.search(r"\n  bedford +Equality Analysis Report, Bedford Borough Council", told)

    def test_shows_a_form_that_cannot_be_used(self, own: Organisation) -> None:
        own.write("templates/broken/form.yaml", "form: broken\nextends: nowhere\n")
        told = own.run("form", "list").stdout
        assert re.search(r"\n  broken +cannot be used: There is no form called “nowhere”", told)

    def test_gives_json_to_programs(self, own: Organisation) -> None:
        rows = json.loads(own.run("form", "list", "--format", "json").stdout)
        assert {row["name"]: row["own"] for row in rows} == {
            "our-council": True,
            **dict.fromkeys(FORMS, False),
        }


class TestCopy:
    def test_makes_a_form_that_can_be_used(self, own: Organisation) -> None:
        assert own.run("new", "Parks", "--form", "our-council").exit_code == 0
        assert own.run("check", "assessments/parks.yaml").exit_code == 0
        rendered = own.run("render", "assessments/parks.yaml")
        assert rendered.exit_code == 0, rendered.output
        assert "Anytown Council" in (own.root / "build" / "parks.html").read_text(encoding="utf-8")

    def test_gives_editors_the_schemas(self, own: Organisation) -> None:
        for name in ("form", "our-council"):
            schema = json.loads((own.root / ".eia" / f"{name}.schema.json").read_text(encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
        first = (own.root / "templates/our-council/form.yaml").read_text(encoding="utf-8").splitlines()[0]
        named = first.partition("$schema=")[2]
        assert (
            own.root / "templates" / "our-council" / named
        ).resolve() == own.root / ".eia/form.schema.json"

    def test_replaces_nothing(self, own: Organisation) -> None:
        before = own.files()
        result = own.run("form", "copy", "england", "our-council")
        assert result.exit_code == 2
        assert "There is a form called “our-council” already" in result.stderr
        (own.root / "templates" / "half").mkdir()
        assert own.run("form", "copy", "england", "half").exit_code == 2
        assert own.files() == before
        assert [file.name for file in (own.root / "templates").iterdir() if file.name.startswith(".")] == []

    @pytest.mark.parametrize("name", ["Ours", "../ours", "a b", "schemas/x"])
    def test_refuses_a_name_that_cannot_be(self, here: Organisation, name: str) -> None:
        before = here.files()
        result = here.run("form", "copy", "england", name)
        assert result.exit_code == 2
        assert f"A form cannot be called “{name}”" in result.stderr
        assert here.files() == before

    def test_names_the_nearest_form(self, here: Organisation) -> None:
        result = here.run("form", "copy", "bedfrod", "ours")
        assert result.exit_code == 2
        assert "There is no form called “bedfrod”" in result.stderr
        assert "Did you mean `bedford`?" in result.stderr

    def test_needs_a_project(self, here: Organisation) -> None:
        (here.root / "eia.yaml").unlink()
        result = here.run("form", "copy", "england", "ours")
        assert result.exit_code == 2
        assert "There is no eia.yaml" in result.stderr
        assert here.files() == {}


class TestCheck:
    @pytest.mark.parametrize("name", FORMS)
    def test_finds_nothing_in_the_forms_that_come_with_eia(self, here: Organisation, name: str) -> None:
        result = here.run("form", "check", name)
        assert result.exit_code == 0, result.output
        assert "Nothing was found." in result.stdout
        made = sorted((here.root / "build" / "specimens").iterdir())
        assert {file.name for file in made} == {
            f"{name}-{shows}{ending}"
            for shows in ("full", "empty", "longest")
            for ending in (".docx", ".html")
        }
        read = here.run("accessibility", *map(str, made))
        assert read.exit_code == 0, read.output
        assert not re.search(r": (?:error|warning) ACC", read.stdout), read.stdout

    def test_makes_the_same_specimens_again(self, own: Organisation) -> None:
        own.run("form", "check", "our-council")
        before = own.files()
        assert own.run("form", "check", "our-council").exit_code == 0
        assert own.files() == before

    def test_leaves_what_a_person_changed(self, own: Organisation) -> None:
        own.run("form", "check", "our-council", "--to", "html")
        own.write("build/specimens/our-council-full.html", "<p>mine</p>")
        result = own.run("form", "check", "our-council", "--to", "html")
        assert result.exit_code == 2
        assert "is left as it is" in result.stderr
        assert own.run("form", "check", "our-council", "--to", "html", "--force").exit_code == 0

    def test_writes_where_it_is_told(self, own: Organisation) -> None:
        own.run("form", "check", "our-council", "--to", "word", "--output", "looks")
        assert sorted(file.name for file in (own.root / "looks").iterdir()) == [
            "our-council-empty.docx",
            "our-council-full.docx",
            "our-council-longest.docx",
        ]

    def test_takes_the_form_of_the_project_when_none_is_named(self, own: Organisation) -> None:
        own.write("eia.yaml", "eia: 1\nform: our-council\n")
        told = own.run("form", "check", "--to", "html").stdout
        assert "Wrote build/specimens/our-council-full.html" in told

    def test_an_unknown_form_is_wrong_use(self, here: Organisation) -> None:
        result = here.run("form", "check", "bedfrod")
        assert result.exit_code == 2
        assert "There is no form called “bedfrod”" in result.stderr

    def test_a_form_that_cannot_be_read_is_told_by_its_own_codes(self, own: Organisation) -> None:
        changed(own, "form.yaml", ("extends: england", "extends: englnad"))
        (line,) = brief(own)
        assert re.match(r"templates/our-council/form.yaml:\d+:10: error FRM001: ", line)

    def test_a_rule_changed_without_a_reason_is_told(self, own: Organisation) -> None:
        file = own.root / "templates/our-council/form.yaml"
        file.write_text(
            file.read_text(encoding="utf-8") + "rules:\n  MON003: {latest_months: 60}\n", encoding="utf-8"
        )
        (line,) = brief(own)
        assert "FRM004: The form changes a number of MON003 and does not say why" in line

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            (
                "asks: [scope]",
                "asks: [scpoe]",
                r"form.yaml:\d+:\d+: error FRM016: “scpoe” is no question of an assessment",
            ),
            (
                "  activity.newness:",
                "  activity.newnes:",
                r"form.yaml:\d+:3: error FRM016: “activity.newnes” is no question",
            ),
            (
                "asks: [summary]",
                "asks: []",
                r"form.yaml:\d+:1: warning FRM015: No section asks for “Summary of analysis” \(`summary`\)",
            ),
            (
                "\nfields:",
                "\nanswers:\n  welsh: {label: Effect on Welsh}\nfields:",
                r"form.yaml:\d+:3: warning FRM015: No section asks for “Effect on Welsh” \(`answers.welsh`\)",
            ),
        ],
        ids=["asked-unknown", "worded-unknown", "asked-nowhere", "own-question-asked-nowhere"],
    )
    def test_finds_what_is_wrong_with_the_questions(
        self, own: Organisation, old: str, new: str, told: str
    ) -> None:
        changed(own, "form.yaml", (old, new))
        assert any(re.search(told, line) for line in brief(own)), brief(own)

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("{{ view.record.activity.titel }}", "5:25: error FRM010: The template asks for “view.record.activity.titel”"),
            ("{{ view.texts.nothing_here }}", "5:15: error FRM010: The template asks for the phrase “view.texts.nothing_here”"),
            ("{{ vew.title }}", "5:4: error FRM010: The template asks for “vew”"),
            ("{{ view.section('relevnace') }}", "5:18: error FRM010: The template asks for the part “relevnace”"),
            ("{{ view.title ", "error FRM011: The template cannot be read"),
            ("{{ 1 // 0 }}", "5:1: error FRM011: The template cannot be carried out"),
            ("<details>x</details>", "5:1: error FRM012: `<details>` cannot be put into Word"),
            ('<p style="color:red">x</p>', "5:1: error FRM012: “style” means nothing to Word on `<p>`"),
            ('<p class="grand-opening">x</p>', "5:1: error FRM013: reference.docx has no style for paragraphs called “Grand opening”"),
            ("{{ 'a' * 3000000000 }}", "5:1: error FRM023: The template needs too much memory"),
        ],
    )  # fmt: skip
    def test_finds_what_is_wrong_in_a_template(self, own: Organisation, written: str, told: str) -> None:
        changed(own, "report.html.j2", ("{% block facts %}\n", "{% block facts %}\n" + written + "\n"))
        text = (own.root / "templates/our-council/report.html.j2").read_text(encoding="utf-8")
        line = text[: text.index(written)].count("\n") + 1
        expected = re.sub(r"^5:", f"{line}:", told)
        found = [each for each in brief(own) if "report.html.j2" in each]
        assert any(expected in each for each in found), found

    def test_an_element_whose_name_is_worked_out_is_left_to_the_specimens(self, own: Organisation) -> None:
        changed(
            own,
            "report.html.j2",
            ("{% block facts %}\n", "{% block facts %}\n{% set n = 3 %}<h{{ n }}>x</h{{ n }}>\n"),
        )
        assert own.run("form", "check", "our-council", "--to", "word").exit_code == 0

    def test_an_element_that_only_some_answers_bring_is_found_in_the_specimens(
        self, own: Organisation
    ) -> None:
        changed(
            own,
            "report.html.j2",
            ("{% block facts %}\n", "{% block facts %}\n{% set tag = 'marquee' %}<{{ tag }}>x</{{ tag }}>\n"),
        )
        result = own.run("form", "check", "our-council", "--quiet")
        assert result.exit_code == 1
        assert "error FRM012: <marquee> cannot stand in a report" in result.stdout

    @pytest.mark.parametrize(
        ("part", "old", "new", "told"),
        [
            ("word/styles.xml", 'w:val="Key facts"', 'w:val="Facts"', "error FRM013: reference.docx has no style for tables called “Key facts”"),
            ("word/styles.xml", 'w:val="Table head"', 'w:val="Kopf"', "error FRM014: reference.docx has no style called “Table head”"),
            ("word/styles.xml", '<w:color w:val="14564A"/>', '<w:color w:val="8FBFB3"/>', "error FRM018: The style “Title” has text in #8fbfb3 on #ffffff: a contrast of 2 to 1"),
            ("word/styles.xml", '<w:sz w:val="18"/>', '<w:sz w:val="14"/>', "warning FRM019: The style “header” is 7 point"),
            ("word/header2.xml", "</w:hdr>", '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="Logo"/></wp:inline></w:drawing></w:r></w:p></w:hdr>', "error FRM020: The picture in the header (“Logo”) has no alternative text"),
            ("word/styles.xml", "<w:i/><w:iCs/>", '<w:i/><w:iCs/><w:lang w:val="fr-FR"/>', "error FRM021: The style “Not answered” says that its words are in “fr-FR”"),
            ("word/header2.xml", "meta.status", "meta.stauts", "warning FRM022: A control in the header has the tag “meta.stauts”, which no report fills"),
            ("word/header2.xml", "meta.status", "meta.date", "warning FRM022: Nothing in the header or footer of the first page shows the status"),
        ],
        ids=["style", "needed-style", "contrast", "small", "picture", "language", "tag", "status"],
    )  # fmt: skip
    def test_finds_what_is_wrong_with_the_house_style(
        self, own: Organisation, part: str, old: str, new: str, told: str
    ) -> None:
        restyled(own, part, (old, new))
        found = brief(own)
        assert any(f"templates/our-council/reference.docx:1:1: {told}" in line for line in found), found

    @pytest.mark.parametrize(
        ("more", "told"),
        [
            (".note { color: #999; }", "9: error FRM018: Text in #999999 on the page (#ffffff) has a contrast of 2.8 to 1"),
            (".note { color: #fff; background: #aaa; }", "9: error FRM018: Text in #ffffff on #aaaaaa has a contrast of 2.3 to 1"),
            (":root { --accent-dark: #8ab; }", "9: error FRM018: Text in #88aabb on #e7f1ee"),
            (".note { font-size: 9px; }", "9: warning FRM019: Text of 9px is too small"),
            (".note { color: var(--acent); }", "9: error FRM010: report.css uses `--acent`"),
            ("} .note", "error FRM011: report.css cannot be read here"),
        ],
    )  # fmt: skip
    def test_finds_what_is_wrong_on_the_page(self, own: Organisation, more: str, told: str) -> None:
        file = own.root / "templates/our-council/report.css"
        text = file.read_text(encoding="utf-8")
        file.write_text(text + more + "\n", encoding="utf-8")
        expected = re.sub(r"^9", "", told)
        line = text.count("\n") + 1
        found = [each for each in brief(own) if f"report.css:{line}:" in each]
        assert any(expected in each for each in found), brief(own)

    @pytest.mark.parametrize(
        ("more", "told"),
        [
            ('#let accent = rgb("#8abfb3")', "error FRM018: `accent` (#8abfb3) on paper has a contrast of 2 to 1"),
            ('#let tint = rgb("#777777")', "error FRM018: `accent` (#14564a) on `tint` (#777777) has a contrast of"),
            ("#let size = 8pt", "warning FRM019: `size` is 8 point, which is small"),
        ],
    )  # fmt: skip
    def test_finds_what_is_wrong_with_the_look_of_the_pdf(
        self, own: Organisation, more: str, told: str
    ) -> None:
        file = own.root / "templates/our-council/report.typ"
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}{more}\n", encoding="utf-8")
        line = text.count("\n") + 1
        found = brief(own)
        assert any(f"report.typ:{line}:1: {told}" in each for each in found), found

    def test_answers_that_the_report_leaves_out_are_told(self, own: Organisation) -> None:
        changed(
            own, "report.html.j2", ("{% block facts %}", "{% block further %}{% endblock %}{% block facts %}")
        )
        (line,) = brief(own)
        assert "report.html.j2:1:1: warning FRM017: The report leaves out" in line
        assert own.run("form", "check", "our-council", "--to", "html").exit_code == 0

    def test_tags_in_a_word_template_that_ask_for_nothing_are_told_with_their_paragraph(
        self, own: Organisation
    ) -> None:
        tagged = paragraphs(
            "Title: {{ activity.title }}",
            "{{ activity.titel }}",
            "{%p for action in actions.items %}",
            "{{ action.descriptoin }} {{ action.owner }}",
            "{%p endfor %}",
        )
        own.write("templates/our-council/report.docx", tagged)
        result = own.run("form", "check", "our-council", "--quiet", "--to", "word")
        assert result.exit_code == 1
        second, first = (line for line in result.stdout.splitlines() if "FRM010" in line)
        assert "report.docx:1:1: error FRM010: The template asks for “activity.titel”" in first
        assert first.endswith("in paragraph 2 (“{{ activity.titel }}”)")
        assert "“action.descriptoin”, which is not there" in second
        assert "in paragraph 4 (“{{ action.descriptoin }} {{ action.owner }}”)" in second

    def test_answers_that_a_word_template_has_no_tag_for_are_told(self, own: Organisation) -> None:
        own.write("templates/our-council/report.docx", paragraphs("{{ activity.title }}"))
        result = own.run("form", "check", "our-council", "--quiet", "--to", "word")
        assert result.exit_code == 0
        (line,) = (line for line in result.stdout.splitlines() if "FRM017" in line)
        assert "report.docx:1:1: warning FRM017: The report leaves out" in line

    def test_a_report_without_language_and_title_is_told(self, own: Organisation) -> None:
        file = own.root / "templates/our-council/report.html.j2"
        file.write_text(
            "<!DOCTYPE html><html><head></head><body><h1>x</h1></body></html>\n", encoding="utf-8"
        )
        found = brief(own)
        assert any("FRM021: The report does not say its language" in line for line in found)
        assert any("FRM021: The report has no title" in line for line in found)

    def test_gives_programs_what_it_found(self, own: Organisation) -> None:
        changed(own, "form.yaml", ("asks: [scope]", "asks: [scpoe]"))
        result = own.run("form", "check", "our-council", "--to", "html", "--format", "json")
        assert result.exit_code == 1
        document = json.loads(result.stdout)
        Draft202012Validator(resources.schema("findings")).validate(document)
        assert "FRM016" in result.stdout

    def test_never_lets_a_template_run_for_ever(
        self, own: Organisation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("eia.render.limits.SECONDS", 1)
        loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
        changed(own, "report.html.j2", ("{% block facts %}\n", "{% block facts %}\n" + loop + "\n"))
        found = brief(own)
        assert any(
            "report.html.j2:5:1: error FRM023: The template takes too long" in each for each in found
        ) or any("error FRM023: The template takes too long" in each for each in found)


def test_no_specimen_holds_what_is_not_printed(here: Organisation, tmp_path: Path) -> None:
    here.run("form", "check", "england", "--to", "html", "--output", "looks")
    text = (here.root / "looks" / "england-full.html").read_text(encoding="utf-8")
    assert "officer@example.org" not in text
