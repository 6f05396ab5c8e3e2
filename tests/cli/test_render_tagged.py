"""A form with a Word template of its own: `report.docx` with tags, instead of `report.html.j2`."""

import sys

import pytest

from eia.render.tagged import tags
from tests.cli.organisation import Organisation
from tests.render.test_tagged import lines, paragraphs
from tests.render.word_reading import Word


@pytest.fixture
def council(here: Organisation) -> Organisation:
    """An organisation whose own form has a Word template with tags."""
    here.write("eia.yaml", "eia: 1\nform: our\nassessments: [assessments/*.yaml]\n")
    here.write("templates/our/form.yaml", "form: our\nextends: england\nname: Our assessment\n")
    here.write(
        "assessments/parks.yaml",
        "eia: 1\nform: our\nid: parks\nkind: full\nstatus: draft\nactivity: {title: Parks}\n",
    )
    (here.root / "templates/our/report.docx").write_bytes(paragraphs("About {{ activity.title }}"))
    return here


def test_a_form_with_a_tagged_template_uses_it_for_word_alone(council: Organisation) -> None:
    done = council.run("render", "assessments/parks.yaml", "--output", "out")
    assert done.exit_code == 0, done.output
    assert lines(Word((council.root / "out/parks.docx").read_bytes())) == ["About Parks"]
    assert "About Parks" not in (council.root / "out/parks.html").read_text(encoding="utf-8")
    assert "The form's template leaves out of assessments/parks.yaml: id" in done.output


def test_a_tag_that_is_wrong_is_told_and_nothing_is_written(council: Organisation) -> None:
    (council.root / "templates/our/report.docx").write_bytes(paragraphs("About {{ activity.titel }}"))
    done = council.run("render", "assessments/parks.yaml", "--output", "out")
    assert done.exit_code == 2
    assert "our/report.docx: paragraph 1 (“About {{ activity.titel }}”)" in done.stderr
    assert "Correct the tags in Word" in done.stderr
    assert not (council.root / "out").exists()


def test_without_the_extra_its_name_is_told(council: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    tags._library.cache_clear()
    done = council.run("render", "assessments/parks.yaml", "--output", "out")
    assert done.exit_code == 2
    assert "pip install 'eia[tagged]'" in done.stderr
