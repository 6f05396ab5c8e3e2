"""A copied form says what the form it was made from says, with every word laid open, about another organisation."""

from pathlib import Path

import pytest

from eia import source
from eia.form_copy import BadName, Copy, check_name, copied, differences
from eia.library import Library
from eia.model import Assessment
from eia.render.template import to_html
from eia.render.view import view
from eia.specimen import specimens

LIBRARY = Library()
FORMS = LIBRARY.names()
every_form = pytest.mark.parametrize("name", FORMS)


def written(folder: Path, made: Copy) -> Library:
    for name, data in made.files.items():
        file = folder / made.name / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return Library([folder])


def copy_of(name: str, organisation: str = "Anytown Council") -> Copy:
    return copied(LIBRARY, name, "ours", organisation, "../../.eia/form.schema.json")


@every_form
def test_says_what_the_form_says(tmp_path: Path, name: str) -> None:
    library = written(tmp_path, copy_of(name))
    form = LIBRARY.form(name)
    own_words = {"texts", "sections", "fields", "relevance", "valid_from"} if form.organisation else set()
    assert set(differences(library, name, "ours")) <= own_words
    ours = library.form("ours")
    assert ours.organisation == "Anytown Council"
    for part in ("groups", "questions", "sections", "fields", "outcomes", "action_categories", "roles"):
        assert list(getattr(ours, part)) == list(getattr(form, part)), part


@every_form
def test_makes_the_same_report(tmp_path: Path, name: str) -> None:
    whose = LIBRARY.form(name).organisation
    library = written(tmp_path, copy_of(name, whose or "Anytown Council"))
    data = specimens(LIBRARY.form(name), LIBRARY.schema(name))[0].data

    def report(library: Library, name: str) -> str:
        seen = view(Assessment.build(dict(data)), library.form(name), organisation="Anytown Council")
        return to_html(seen, library.folders_of(name))

    assert report(library, "ours") == report(LIBRARY, name)


@every_form
def test_looks_the_same(tmp_path: Path, name: str) -> None:
    library = written(tmp_path, copy_of(name))
    assert library.file("ours", "reference.docx").read_bytes() == (
        LIBRARY.file(name, "reference.docx").read_bytes()
    )


def test_what_belongs_to_an_organisation_is_copied_and_the_law_is_extended() -> None:
    assert copy_of("bedford").extends == "england"
    assert copy_of("england").extends == "england"
    assert copy_of("narrative").extends == "narrative"


def test_names_nobody_elses_organisation() -> None:
    for made in (copy_of("bedford"), copy_of("bedford", "")):
        texts = [data for name, data in made.files.items() if not name.endswith(".docx")]
        assert not any(b"Bedford Borough" in data for data in texts)
    assert b"organisation: Our Council" in copy_of("bedford", "").files["form.yaml"]


def test_every_word_can_be_seen_and_is_explained() -> None:
    text = copy_of("england").files["form.yaml"].decode()
    form = LIBRARY.form("england")
    document = source.parse(text.encode(), "form.yaml")
    assert document.findings == ()
    assert document.data is not None
    assert {key: item["label"] for key, item in document.data["fields"].items()} == {
        key: item.label for key, item in form.fields.items()
    }
    assert document.data["texts"] == dict(form.texts)
    parts = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    lines = text.splitlines()
    for part in parts[4:]:
        assert lines[lines.index(part) - 1].startswith("# "), part


def test_the_editor_finds_the_schema() -> None:
    first = copy_of("england").files["form.yaml"].decode().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../.eia/form.schema.json"


def test_the_order_of_the_parts_can_be_changed_in_the_template(tmp_path: Path) -> None:
    made = copy_of("england")
    library = written(tmp_path, made)
    file = tmp_path / "ours" / "report.html.j2"
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "{% set order" in line)
    file.write_text(text.replace(line, '{% set order = ["summary", "impacts"] %}'), encoding="utf-8")
    data = specimens(library.form("ours"), library.schema("ours"))[0].data
    html = to_html(view(Assessment.build(dict(data)), library.form("ours")), library.folders_of("ours"))
    places = [html.index(f'id="section-{key}"') for key in ("summary", "impacts", "details", "monitoring")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bedford", "There is a form called “bedford” already"),
        ("Our Council", "A form cannot be called “Our Council”"),
        ("../x", "A form cannot be called “../x”"),
        ("", "A form cannot be called “”"),
        ("assessment", "A form cannot be called “assessment”: the word is taken"),
        ("con", "A form cannot be called “con”: the word is taken"),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, message: str) -> None:
    with pytest.raises(BadName) as refused:
        check_name(name, LIBRARY)
    assert str(refused.value) == message
    assert refused.value.hint
