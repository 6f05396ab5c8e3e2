"""What `eia new` writes is the whole form, unanswered, and becomes a right file as its lines are filled in."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from eia import source
from eia.check import Settings, check
from eia.findings import Finding, Path, State
from eia.library import Library
from eia.scaffold import broken, quoted, scaffold, slug
from eia.schema.tree import Tree

LIBRARY = Library()
FORMS = LIBRARY.names()
TODAY = date(2026, 9, 30)
MODELINE = "# yaml-language-server: "


def made(form: str, kind: str = "full", title: str = "Library opening hours") -> str:
    return scaffold(
        title=title,
        id_="library-opening-hours",
        kind=kind,
        form=LIBRARY.form(form),
        schema=LIBRARY.schema(form),
        template=LIBRARY.file(form, "new.yaml.j2").read_text(encoding="utf-8"),
        modeline="../.eia/form.schema.json",
    )


def answered(text: str) -> str:
    """The file with the # taken away from every line that waits for an answer."""
    return "\n".join(
        line if line.startswith(MODELINE) else re.sub(r"^( *)# ", r"\1", line) for line in text.split("\n")
    )


def findings(text: str, form: str) -> tuple[Finding, ...]:
    document = source.parse(text.encode(), "new.yaml")
    return check(document, LIBRARY.form(form), LIBRARY.checker(form).faults, Settings(TODAY))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["full", "screening"])
def test_a_new_file_has_nothing_that_counts_yet(form: str, kind: str) -> None:
    found = findings(made(form, kind), form)
    assert [item for item in found if item.state is not State.NOT_YET] == []
    assert "REL001" in {item.code for item in found}


@pytest.mark.parametrize("form", FORMS)
def test_a_new_file_answers_nothing_but_its_title(form: str) -> None:
    assert source.parse(made(form).encode(), "").data == {
        "eia": 1,
        "form": form,
        "id": "library-opening-hours",
        "kind": "full",
        "status": "draft",
        "activity": {"title": "Library opening hours"},
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["full", "screening"])
def test_with_every_line_opened_only_what_is_unfilled_is_told(form: str, kind: str) -> None:
    text = answered(made(form, kind))
    document = source.parse(text.encode(), "new.yaml")
    assert document.findings == ()
    assert document.data is not None
    for fault in LIBRARY.checker(form).faults(document.data):
        assert fault.code == "SCH003", fault
        assert re.search(r"has nothing after (`|its dash)", fault.problem.message), fault


@pytest.mark.parametrize("form", FORMS)
def test_with_every_blank_filled_in_nothing_is_wrong_with_the_shape(form: str) -> None:
    data = source.parse(answered(made(form)).encode(), "new.yaml").data
    assert data is not None
    tree = Tree(LIBRARY.schema(form))
    assert "word" in str(filled(data, tree, ()))
    assert LIBRARY.checker(form).faults(filled(data, tree, ())) == ()


def filled(value: Any, tree: Tree, path: Path) -> Any:
    """The answer with something that fits in every blank of it."""
    if isinstance(value, dict):
        return {key: filled(item, tree, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, tree, (*path, index)) for index, item in enumerate(value)]
    node = tree.at(path)
    assert node is not None, path
    if value is not None:
        return value
    return next(iter([*(tree.get(node, "enum") or ()), *(tree.get(node, "examples") or ()), "word"]))


@pytest.mark.parametrize("form", FORMS)
def test_every_question_of_the_form_is_asked_in_its_order(form: str) -> None:
    text = made(form)
    known = LIBRARY.form(form)
    flat = " ".join(re.sub(r"(?m)^ *##", "", text).split())
    at = -1
    for section in known.sections.values():
        place = flat.index(f"── {section.heading} ─")
        assert place > at
        at = place
    for question in known.questions.values():
        assert question.text in flat
        assert f"# {question.key}:" in re.sub(r"# +", "# ", text)
    waiting = set(re.findall(r"(?m)^ *# +(?:- )?(\w+):", text))
    assert {group.key for group in known.required_groups} <= waiting
    for section in known.sections.values():
        for ask in section.asks:
            assert set(ask.split(".")) - {"activity", "title"} <= waiting, ask
    for choice in [*known.outcomes, *known.relevance_outcomes, *known.action_categories, *known.directions]:
        assert f"## - {choice}: " in re.sub(r"## +", "## ", text)


def test_a_screening_asks_no_more_than_the_relevance_test() -> None:
    text = made("bedford", "screening")
    assert "kind: screening" in text
    assert "# relevance:" in text
    assert "# impacts:" not in text
    assert "# actions:" not in text


def test_lines_stay_readable() -> None:
    for form in FORMS:
        for line in made(form).splitlines():
            assert len(line) <= 108, line
            assert line == line.rstrip()
            assert "\t" not in line
    assert "\n\n\n" not in made("bedford")


def test_a_group_is_explained_once_and_an_effect_once() -> None:
    text = made("bedford")
    assert text.count("section 8). Only") + text.count("civil partnership (section 8).") == 1
    assert text.count("Which way the effect goes") == 1
    assert text.count("#     - direction:") == 10


def test_a_form_says_by_path_what_it_asks_of_an_item() -> None:
    form = LIBRARY.form("england")
    section = form.sections["evidence"]
    narrowed = replace(section, asks=("evidence.*.quality", "evidence.*.title"))
    changed = replace(form, sections={**form.sections, "evidence": narrowed})
    text = scaffold(
        title="x",
        id_="x",
        kind="full",
        form=changed,
        schema=LIBRARY.schema("england"),
        template=LIBRARY.file("england", "new.yaml.j2").read_text(encoding="utf-8"),
        modeline="",
    )
    block = text[text.index("# evidence:") :].partition("\n\n")[0]
    assert re.findall(r"(?m)^# +(?:- )?(\w+):", block) == ["evidence", "quality", "title"]
    assert text.startswith("## Equality impact assessment")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Library opening hours", "library-opening-hours"),
        ("  Café & Children’s Centre: 2026/27 ", "cafe-childrens-centre-2026-27"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("مواعيد المكتبة", ""),
        ("!!!", ""),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_title_gives_a_short_name(title: str, expected: str) -> None:
    assert slug(title) == expected


HOSTILE = [
    'Libraries: "opening" hours',
    "Libraries # 4",
    "- hours",
    "yes",
    "true",
    "null",
    "2026",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "<script>alert(1)</script>",
    "&anchor *alias !tag %x @y `z`",
    "back\\slash",
    "Llyfrgell ŵy 図書館",
    "'quoted'",
    "ends with colon:",
    "[a, b]",
    "a: b",
    "| pipe",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_comes_back_as_it_was_given(title: str) -> None:
    text = made("england", title=title)
    document = source.parse(text.encode(), "new.yaml")
    assert document.findings == ()
    assert document.data is not None
    assert document.data["activity"] == {"title": title}
    assert source.parse(f"t: {quoted(title)}\n".encode(), "").data == {"t": title}


def test_long_text_is_broken_but_never_inside_a_word() -> None:
    assert broken("a " * 80 + "x" * 200, 10)[-1] == "x" * 200
    assert all(len(line) <= 90 for line in broken("word " * 80, 10))
    assert broken("", 0) == []
