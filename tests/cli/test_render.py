"""`eia render`: reports whole or not at all, named after the assessment, and never over somebody's work."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.organisation import DRAFT, TODAY, Organisation


def entries(word: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return {name: package.read(name) for name in package.namelist()}


def resaved(word: bytes) -> bytes:
    """The file as Word saves it: with its own name among the properties."""
    parts = entries(word)
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(b">eia<", b">Microsoft Office Word<")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def test_each_assessment_gives_a_word_file_and_a_page(here: Organisation) -> None:
    here.draft()
    result = here.run("render", "--today", TODAY)
    assert result.exit_code == 0, result.output
    assert result.stdout == ("Wrote build/library.docx\nWrote build/library.html\n1 report marked DRAFT.\n")
    page = (here.root / "build/library.html").read_text(encoding="utf-8")
    assert "Library opening hours" in page
    assert "Draft" in page
    word = entries((here.root / "build/library.docx").read_bytes())
    assert b"Library opening hours" in word["word/document.xml"]


@pytest.mark.parametrize(
    ("kinds", "written"),
    [("word", [".docx"]), ("html", [".html"]), ("HTML, word", [".docx", ".html"]), ("pdf", [".pdf"])],
)
def test_only_what_is_asked_for_is_made(here: Organisation, kinds: str, written: list[str]) -> None:
    here.draft()
    assert here.run("render", "--to", kinds, "--output", "papers").exit_code == 0
    assert sorted(file.suffix for file in (here.root / "papers").iterdir()) == written


@pytest.mark.parametrize("kinds", ["odt", "word,odt", "", ","])
def test_a_kind_that_does_not_exist_is_wrong_use(here: Organisation, kinds: str) -> None:
    here.draft()
    result = here.run("render", "--to", kinds)
    assert result.exit_code == 2
    assert "Choose from word, html, pdf." in result.stderr
    assert not (here.root / "build").exists()


def test_the_same_assessment_gives_the_same_bytes(here: Organisation) -> None:
    here.draft(more="dates: {started: 2026-03-01}\n")
    here.run("render", "--output", "one")
    here.run("render", "--output", "two", "--today", "2031-01-01")
    for name in ("library.docx", "library.html"):
        assert (here.root / "one" / name).read_bytes() == (here.root / "two" / name).read_bytes()


def test_a_word_file_carries_the_assessments_own_last_date(here: Organisation) -> None:
    here.draft(
        more="dates: {started: 2026-03-01, submitted: 2026-05}\n"
        "approvals: [{role: approver, date: 2026-06-02, result: returned}]\n"
    )
    here.run("render", "--to", "word")
    core = entries((here.root / "build/library.docx").read_bytes())["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}T[\d:]+Z", core)) == {"2026-05-31T00:00:00Z"}


def test_or_the_moment_that_a_builder_asks_for(here: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    here.draft()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790726400")
    here.run("render", "--to", "word")
    core = entries((here.root / "build/library.docx").read_bytes())["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}T[\d:]+Z", core)) == {"2026-09-30T00:00:00Z"}


@pytest.mark.parametrize("epoch", ["yesterday", "1e400", "9" * 30, "-9" * 20, " "])
def test_a_moment_that_is_none_is_wrong_use(
    here: Organisation, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    here.draft()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = here.run("render")
    assert result.exit_code == 2
    assert f"SOURCE_DATE_EPOCH is “{epoch}”, which is not a moment" in result.stderr
    assert not (here.root / "build").exists()


def test_findings_do_not_stop_a_report_but_are_counted(here: Organisation) -> None:
    here.write("assessments/a.yaml", DRAFT.format(id="a").replace("draft", "approved"))
    result = here.run("render", "--today", TODAY)
    assert result.exit_code == 0
    assert re.search(
        r"\n  \d+ errors( and \d+ warnings?)? stand: eia check assessments/a\.yaml\n", result.stdout
    )
    assert "DRAFT" not in result.stdout


def test_what_cannot_be_read_is_said_and_the_rest_is_rendered(here: Organisation) -> None:
    here.draft()
    here.write("assessments/broken.yaml", "eia: 1\nid: [\n")
    here.write("assessments/formless.yaml", DRAFT.format(id="formless").replace("england", "nowhere"))
    result = here.run("render")
    assert result.exit_code == 1
    assert "Wrote build/library.docx\n" in result.stdout
    assert "Not rendered: assessments/broken.yaml: " in result.stdout
    assert "Not rendered: assessments/formless.yaml: There is no form called “nowhere”. " in result.stdout
    assert sorted(file.name for file in (here.root / "build").iterdir()) == ["library.docx", "library.html"]


@pytest.mark.parametrize(
    "name",
    ["../escape", "/etc/escape", "a/b", '"a\\nb"', "CON.yaml ", "..", "x" * 81, '""', "7", "[a]", "ŵy"],
)
def test_a_file_is_never_named_after_anything_but_a_short_name(here: Organisation, name: str) -> None:
    here.write("assessments/a.yaml", DRAFT.format(id=name))
    before = here.files()
    result = here.run("render")
    assert result.exit_code == 1
    assert result.stdout.startswith("Not rendered: assessments/a.yaml")
    assert here.files() == before


def test_two_with_one_name_are_refused_before_anything_is_written(here: Organisation) -> None:
    here.draft()
    here.write("assessments/other.yaml", DRAFT.format(id="library"))
    result = here.run("render")
    assert result.exit_code == 2
    assert result.stderr == (
        "eia: assessments/library.yaml and assessments/other.yaml have the same `id`, so their reports would "
        "have the same name.\n  Give one of them another `id`. Nothing was written.\n"
    )
    assert not (here.root / "build").exists()


def test_our_own_reports_are_replaced(here: Organisation) -> None:
    here.draft()
    here.run("render")
    here.draft(more="summary: Now with a summary.\n")
    assert here.run("render").exit_code == 0
    assert "Now with a summary." in (here.root / "build/library.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("library.docx", resaved),
        ("library.docx", lambda _: b"PK\x03\x04 not really"),
        ("library.docx", lambda _: b""),
        ("library.html", lambda page: page.replace(b"Library", b"Public library")),
        ("library.html", lambda _: b"<p>Mine</p>"),
        ("library.html", lambda _: b"\xff\xfe\x00"),
    ],
)
def test_what_somebody_changed_since_is_left_alone(here: Organisation, name: str, change: object) -> None:
    assert callable(change)
    here.draft()
    here.run("render")
    file = here.root / "build" / name
    file.write_bytes(change(file.read_bytes()))
    here.draft(more="summary: Now with a summary.\n")
    before = here.files()
    result = here.run("render")
    assert result.exit_code == 2
    assert f"build/{name} was not made by eia, or was changed since, and is left as it is" in result.stderr
    assert here.files() == before
    assert here.run("render", "--force").exit_code == 0
    assert here.files()[f"build/{name}"] != before[f"build/{name}"]


def test_a_link_out_of_the_folder_is_not_written_through(here: Organisation, tmp_path: Path) -> None:
    here.draft()
    precious = here.write("precious.html", "mine")
    (here.root / "build").mkdir()
    (here.root / "build/library.html").symlink_to(precious)
    assert here.run("render").exit_code == 2
    here.run("render", "--force")
    assert precious.read_text() == "mine"


def test_a_folder_in_the_way_is_told(here: Organisation) -> None:
    here.draft()
    (here.root / "build/library.html").mkdir(parents=True)
    result = here.run("render")
    assert result.exit_code == 2
    assert "there is a folder of that name" in result.stderr
    assert not (here.root / "build/library.docx").exists()


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ nothing }}", "report.html.j2:1: "),
        ("{% broken", "report.html.j2:1: "),
        ("\n<script>alert(1)</script>", "A report cannot hold <script>"),
        (
            "<!DOCTYPE html><html><head><title>x</title></head><body><marquee>x</marquee></body></html>",
            "marquee",
        ),
    ],
)
def test_a_form_with_a_broken_template_is_told_with_its_line(
    here: Organisation, template: str, told: str
) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    here.write("templates/house/report.html.j2", template)
    here.write("assessments/a.yaml", DRAFT.format(id="a").replace("england", "house"))
    result = here.run("render")
    assert result.exit_code == 2
    assert "eia: assessments/a.yaml cannot be rendered: " in result.stderr
    assert told in result.stderr
    assert not (here.root / "build").exists()


def test_a_house_style_that_is_no_word_file_is_told(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    here.write("templates/house/reference.docx", b"not a Word file")
    here.write("assessments/a.yaml", DRAFT.format(id="a").replace("england", "house"))
    result = here.run("render")
    assert result.exit_code == 2
    assert "reference.docx" in result.stderr


def test_answers_that_a_template_leaves_out_are_named(here: Organisation) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    here.write(
        "templates/house/report.html.j2",
        '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1></body></html>',
    )
    here.write("assessments/a.yaml", DRAFT.format(id="a").replace("england", "house"))
    result = here.run("render", "--to", "html")
    assert result.exit_code == 0, result.output
    (line,) = [line for line in result.stdout.splitlines() if "leaves out" in line]
    assert line.startswith("The form's template leaves out of assessments/a.yaml: ")
    assert "activity.title" in line


def test_nothing_to_render_is_not_a_success(here: Organisation) -> None:
    result = here.run("render")
    assert result.exit_code == 3
    assert "There is no assessment in this project." in result.stderr


def house(here: Organisation, template: str) -> None:
    """A form of the organisation's own with that template."""
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: House form\n")
    here.write("templates/house/report.html.j2", template)


def with_jobs(here: Organisation, jobs: str) -> tuple[int, str, str, dict[str, bytes]]:
    """How it ended, what was said, and what was written, when so many are made at once."""
    result = here.run("render", "--today", TODAY, "--jobs", jobs)
    build = here.root / "build"
    written = {file.name: file.read_bytes() for file in sorted(build.iterdir())} if build.exists() else {}
    for name in written:
        (build / name).unlink()
    return result.exit_code, result.stdout, result.stderr, written


def test_however_many_are_made_at_once_the_reports_and_what_is_said_are_the_same(here: Organisation) -> None:
    house(
        here,
        '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1></body></html>',
    )
    for number in range(9):
        here.draft(f"draft-{number}", f"summary: Summary {number}.\n")
    here.write("assessments/broken.yaml", "eia: 1\nid: [\n")
    here.write("assessments/approved.yaml", DRAFT.format(id="approved").replace("draft", "approved"))
    here.write("assessments/house.yaml", DRAFT.format(id="house").replace("england", "house"))
    one, two = with_jobs(here, "1"), with_jobs(here, "2")
    assert one == two
    code, said, _, written = one
    assert code == 1
    assert len(written) == 22
    assert b"Summary 8." in written["draft-8.html"]
    told = [line for line in said.splitlines() if line.startswith("Wrote build/") and line.endswith(".html")]
    assert told == sorted(told)
    assert "stand: eia check assessments/approved.yaml\n" in said
    assert "10 reports marked DRAFT.\n" in said
    assert "leaves out of assessments/house.yaml: " in said
    assert "Not rendered: assessments/broken.yaml: " in said


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_those_that_cannot_be_drawn_are_told_once_and_do_not_keep_the_others_back(
    here: Organisation, jobs: str
) -> None:
    house(here, "{{ nothing }}")
    here.draft("a")
    for name in ("b", "c"):
        here.write(f"assessments/{name}.yaml", DRAFT.format(id=name).replace("england", "house"))
    code, said, trouble, written = with_jobs(here, jobs)
    assert (code, trouble, sorted(written)) == (1, "", ["a.docx", "a.html"])
    assert "\nNot rendered: assessments/b.yaml and 1 other: " in said
    assert said.endswith("\n  Correct the form's template.\n")
    assert said.count("Correct the form's template.") == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_template_that_draws_nothing_at_all_is_wrong_use(here: Organisation, jobs: str) -> None:
    house(here, "{{ nothing }}")
    for name in ("b", "c"):
        here.write(f"assessments/{name}.yaml", DRAFT.format(id=name).replace("england", "house"))
    code, said, trouble, written = with_jobs(here, jobs)
    assert (code, said, written) == (2, "", {})
    assert trouble.startswith("eia: assessments/b.yaml cannot be rendered: ")
    assert trouble.endswith("\n  Correct the form's template.\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_reports_of_one_name_are_told_before_a_template_that_is_broken(here: Organisation, jobs: str) -> None:
    house(here, "{{ nothing }}")
    here.write("assessments/a.yaml", DRAFT.format(id="a").replace("england", "house"))
    here.draft("b")
    here.write("assessments/c.yaml", DRAFT.format(id="b"))
    code, said, trouble, written = with_jobs(here, jobs)
    assert (code, said, written) == (2, "", {})
    assert trouble.startswith("eia: assessments/b.yaml and assessments/c.yaml have the same `id`")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_broken_form_is_told_before_anything_else_and_once(here: Organisation, jobs: str) -> None:
    here.write("templates/house/form.yaml", "form: house\nextends: england\nname: [\n")
    here.draft("a")
    here.write("assessments/b.yaml", DRAFT.format(id="a"))
    for name in ("c", "d"):
        here.write(f"assessments/{name}.yaml", DRAFT.format(id=name).replace("england", "house"))
    code, said, trouble, written = with_jobs(here, jobs)
    assert (code, said, written) == (2, "", {})
    assert trouble.count("form.yaml:") == 1
    assert trouble.endswith("eia: nothing can be done until templates/house/form.yaml is put right.\n")


@pytest.mark.parametrize("jobs", ["0", "65", "two"])
def test_a_number_at_once_that_makes_no_sense_is_wrong_use(here: Organisation, jobs: str) -> None:
    here.draft()
    assert here.run("render", "--jobs", jobs).exit_code == 2
    assert not (here.root / "build").exists()
