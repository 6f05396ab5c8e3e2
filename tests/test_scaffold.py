"""What `eia new` writes is the whole form, blank, and stays a right file as one question after another is answered."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eia import source
from eia.check import Settings, check
from eia.findings import Finding, Path, State
from eia.library import Library
from eia.model import Assessment
from eia.parts import is_blank
from eia.scaffold import WIDTH, broken, quoted, scaffold, slug
from eia.schema.tree import Tree

LIBRARY = Library()
FORMS = LIBRARY.names()
FULL = [name for name in FORMS if "full" in LIBRARY.form(name).kinds]
"""The forms that have more than a relevance test."""
every_kind = pytest.mark.parametrize(
    ("form", "kind"),
    [(name, kind) for name in FORMS for kind in ("full", "screening") if kind in LIBRARY.form(name).kinds],
)
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


def blanks(value: Any, path: Path = ()) -> Iterator[Path]:
    """Where an answer is waited for: every name or dash with nothing after it."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from blanks(item, (*path, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from blanks(item, (*path, index))
    elif is_blank(value):
        yield path


def fitting(tree: Tree, path: Path) -> str:
    """What an officer could type there."""
    node = tree.at(path)
    assert node is not None, path
    return str(next(iter([*tree.choices(node), *(tree.get(node, "examples") or ()), "word"])))


PROSE = "Two things change: the hours, and # of days.\n\n- “Mornings”\n- 'Evenings'\n"


def typed(text: str, form: str, places: Iterable[Path], prose: str = PROSE) -> str:
    """The file with something typed in at each of the places, as the first lines of the file say to do it."""
    document, tree = source.parse(text.encode(), "new.yaml"), Tree(LIBRARY.schema(form))
    lines = text.split("\n")
    for path in sorted(places, key=lambda path: document.key_span_of(path).start, reverse=True):
        at = document.key_span_of(path).start.line - 1
        line = lines[at]
        if line.endswith(": |"):
            indent = " " * (document.key_span_of(path).start.column + 1)
            lines[at + 1 : at + 1] = [f"{indent}{words}".rstrip() for words in prose.splitlines()]
        elif line.endswith(": []"):
            lines[at] = f"{line[:-1]}{fitting(tree, (*path, 0))}]"
        else:
            assert line.endswith((":", "-")), line
            lines[at] = f"{line} {fitting(tree, path)}"
    return "\n".join(lines)


def findings(text: str, form: str) -> tuple[Finding, ...]:
    document = source.parse(text.encode(), "new.yaml")
    return check(document, LIBRARY.form(form), LIBRARY.checker(form).faults, Settings(TODAY))


@every_kind
def test_a_new_file_has_nothing_that_counts_yet(form: str, kind: str) -> None:
    found = findings(made(form, kind), form)
    assert [item for item in found if item.state is not State.NOT_YET] == []
    assert ("REL001" in {item.code for item in found}) is (
        bool(LIBRARY.form(form).questions) or kind == "screening"
    )


@every_kind
def test_what_is_missing_is_told_on_the_line_that_waits_for_it(form: str, kind: str) -> None:
    text = made(form, kind)
    document = source.parse(text.encode(), "new.yaml")
    assert document.data is not None
    lines, told = text.splitlines(), set()
    for item in findings(text, form):
        if item.path[0] not in document.data:
            continue
        name = next(str(key) for key in reversed(item.path) if isinstance(key, str))
        line = lines[item.span.start.line - 1]
        is_item = isinstance(item.path[-1], int)
        assert re.fullmatch(r" *- \w+:.*" if is_item else rf" *(?:- )?{name}:.*", line), (item, line)
        told.add(item.code)
    assert {"GOV001", "GOV002"} <= told
    assert ("REL001" in told) is (bool(LIBRARY.form(form).questions) or kind == "screening")
    asks_duty = kind == "full" and not LIBRARY.form(form).asks_each_aim
    assert ("DTY001" in told) is asks_duty
    assert ({"IMP001", "EVD001", "DEC001", "MON001"} <= told) is (kind == "full")


@every_kind
def test_a_new_file_answers_nothing_but_its_title(form: str, kind: str) -> None:
    minimal = {
        "eia": 1,
        "form": form,
        "id": "library-opening-hours",
        "kind": kind,
        "status": "draft",
        "activity": {"title": "Library opening hours"},
    }
    data = source.parse(made(form, kind).encode(), "").data
    assert data is not None
    assert asdict(Assessment.build(data)) == asdict(Assessment.build(minimal))
    for effects in (data.get("impacts") or {}).values():  # which aim an effect will be about is no answer yet
        for effect in effects:
            effect.pop("aim", None)
    answered = {key: value for key, value in data.items() if not is_blank(value)}
    assert answered.keys() == minimal.keys()
    assert [key for key, value in data["activity"].items() if not is_blank(value)] == ["title"]


@every_kind
def test_an_editor_marks_nothing_in_a_new_file(form: str, kind: str) -> None:
    document = source.parse(made(form, kind).encode(), "new.yaml")
    assert document.findings == ()
    assert Draft202012Validator(LIBRARY.schema(form)).is_valid(document.data)


@every_kind
def test_with_every_blank_filled_in_nothing_is_wrong_with_the_file(form: str, kind: str) -> None:
    text = made(form, kind)
    places = list(blanks(source.parse(text.encode(), "").data))
    document = source.parse(typed(text, form, places).encode(), "new.yaml")
    assert document.findings == ()
    assert LIBRARY.checker(form).faults(document.data) == ()
    assert list(blanks(document.data)) == []
    assert str(document.data).count("Two things change") == text.count(": |\n") > 0
    assert set(document.places) >= set(places)


@pytest.mark.parametrize("form", FULL)
def test_any_blank_can_be_filled_in_alone(form: str) -> None:
    text = made(form)
    places = list(blanks(source.parse(text.encode(), "").data))
    assert len(places) > 90
    for path in places:
        filled = typed(text, form, [path])
        assert [item for item in findings(filled, form) if item.code.startswith(("SRC", "SCH"))] == [], path
        assert path not in blanks(source.parse(filled.encode(), "").data)


def prose_places(form: str) -> list[Path]:
    text = made(form)
    document = source.parse(text.encode(), "")
    lines = text.splitlines()
    return [
        path
        for path in blanks(document.data)
        if lines[document.key_span_of(path).start.line - 1].endswith(": |")
    ]


@pytest.mark.parametrize("form", FULL)
def test_prose_below_its_bar_is_the_answer_and_no_comment_after_it_is(form: str) -> None:
    text, places = made(form), prose_places(form)
    assert len(places) > 15
    for path in places:
        answer: Any = source.parse(typed(text, form, [path]).encode(), "").data
        for key in path:
            answer = answer[key]
        assert answer.strip() == PROSE.strip(), path


@pytest.mark.parametrize("form", FULL)
def test_prose_on_the_line_of_its_name_is_the_answer_in_place_of_the_bar_and_told_after_it(form: str) -> None:
    text = made(form)
    document = source.parse(text.encode(), "")
    for path in prose_places(form):
        number = document.key_span_of(path).start.line
        lines = text.split("\n")
        bar = lines[number - 1]
        lines[number - 1] = bar.replace("|", "Fewer mornings, more evenings")
        instead = source.parse("\n".join(lines).encode(), "")
        assert instead.findings == ()
        assert LIBRARY.checker(form).faults(instead.data) == ()
        lines[number - 1] = f"{bar} Fewer mornings, more evenings"
        (told,) = source.parse("\n".join(lines).encode(), "").findings
        assert (told.code, told.span.start.line) == ("SRC006", number)
        assert told.message == "Text cannot follow “|” on the same line"


def test_prose_that_is_not_indented_is_told_on_its_line() -> None:
    lines = made("bedford").split("\n")
    at = lines.index("  description: |")
    for indent in ("", "  "):
        (told,) = source.parse(
            "\n".join([*lines[: at + 1], f"{indent}Two libraries", *lines[at + 1 :]]).encode(), ""
        ).findings
        assert (told.code, told.span.start.line) == ("SRC006", at + 2)
        assert "indent" in told.hint


@pytest.mark.parametrize("form", FULL)
def test_every_question_of_the_form_is_asked_in_its_order(form: str) -> None:
    text = made(form)
    known = LIBRARY.form(form)
    flat = " ".join(re.sub(r"(?m)^ *#", "", text).split())
    at = -1
    sections = [section for section in known.sections.values() if "full" in section.kinds]
    for section in sections:
        place = flat.index(f"── {section.heading} ─")
        if not all(
            ask.startswith("answers.") for ask in section.asks
        ):  # which all stand where the first does
            assert place > at
            at = place
    for question in known.questions.values():
        assert question.text in flat
        assert f"\n    {question.key}:\n" in text
    waiting = set(re.findall(r"(?m)^ *(?:- )?(\w+):(?: \||)$", text)) | set(
        re.findall(r"(\w+): \[\]\n", text)
    )
    assert {group.key for group in known.required_groups} <= waiting
    for section in sections:
        for ask in section.asks:
            assert set(ask.split(".")) - {"activity", "title"} <= waiting, ask
    tested = known.relevance_outcomes if known.questions else ()
    for choice in [*known.outcomes, *tested, *known.action_categories, *known.directions]:
        assert f"# - {choice}: " in text


def test_a_screening_asks_no_more_than_the_relevance_test() -> None:
    text = made("bedford", "screening")
    assert "kind: screening" in text
    assert "\nrelevance:\n" in text
    assert "impacts:\n" not in text
    assert "actions:" not in text


def test_lines_stay_readable() -> None:
    for form in FORMS:
        for line in made(form).splitlines():
            assert len(line) <= WIDTH, line
            assert line == line.rstrip()
            assert "\t" not in line
        assert "\n\n\n" not in made(form)
        assert made(form).endswith("\n")


@pytest.mark.parametrize("form", FORMS)
def test_the_first_lines_say_how_in_a_few_words(form: str) -> None:
    head = made(form).partition("\n\n")[0].splitlines()
    assert head[0] == f"{MODELINE}$schema=../.eia/form.schema.json"
    assert head[1].endswith(": Library opening hours")
    assert head[2] == "#"
    assert 4 <= len(head[3:]) <= 6
    assert all(line.startswith("# ") for line in head[3:])


def test_a_group_is_explained_once_and_an_effect_once() -> None:
    text = made("bedford")
    flat = " ".join(text.replace("#", "").split())
    assert flat.count("People who are married or in a civil partnership (section 8).") == 1
    assert text.count("Which way the effect goes") == 1
    assert text.count("\n    - direction:\n") == 10


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
    block = text[text.index("\nevidence:") :].partition("\n\n")[0]
    assert re.findall(r"(?m)^ *(?:- )?(\w+):", block) == ["evidence", "quality", "title"]
    assert text.startswith("# Equality impact assessment")


def test_what_is_answered_by_a_list_of_one_s_own_words_has_a_dash_to_begin_with() -> None:
    form = LIBRARY.form("england")
    asks = ("activity.title", "activity.aims", "activity.capacity")
    changed = replace(form, sections={"details": replace(form.sections["details"], asks=asks)})
    text = scaffold(
        title="x",
        id_="x",
        kind="full",
        form=changed,
        schema=LIBRARY.schema("england"),
        template=LIBRARY.file("england", "new.yaml.j2").read_text(encoding="utf-8"),
        modeline="",
    )
    data = source.parse(text.encode(), "").data
    assert data is not None
    assert data["activity"] == {"title": "x", "aims": [None], "capacity": []}
    assert findings(text, "england")
    filled = source.parse(typed(text, "england", blanks(data)).encode(), "").data
    assert filled is not None
    assert filled["activity"] == {"title": "x", "aims": ["word"], "capacity": ["employer"]}


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
    assert document.data["activity"]["title"] == title
    assert source.parse(f"t: {quoted(title)}\n".encode(), "").data == {"t": title}


def test_long_text_is_broken_but_never_inside_a_word() -> None:
    assert broken("a " * 80 + "x" * 200, 10)[-1] == "x" * 200
    assert all(len(line) <= 90 for line in broken("word " * 80, 10))
    assert broken("", 0) == []
