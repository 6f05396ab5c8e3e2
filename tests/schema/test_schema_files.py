"""Every schema file: valid, self-contained, teaching, in step with the forms, and told in words throughout."""

import importlib.util
import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eia import resources, source
from eia.form import LANGUAGES
from eia.library import Library
from eia.schema import Checker, patterns, tell
from eia.schema.tree import STRUCTURE, TOLD_BY, Tree, parts

FORMS = Library().names()
FILES = [resources.schemas() / f"{name}.schema.json" for name in ("assessment", "form", "project", *FORMS)]
"""The schemas that what people write is checked against."""
ANNOTATIONS = {"title", "description", "examples", "enumDescriptions", TOLD_BY}


def load(file: pathlib.Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


every_schema = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])


@every_schema
def test_a_schema_is_valid_and_refers_only_to_itself(file: pathlib.Path) -> None:
    schema = load(file)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == file.name
    Draft202012Validator.check_schema(schema)
    references = [part["$ref"] for _, part in parts(schema) if "$ref" in part]
    used = {reference.removeprefix("#/$defs/") for reference in references}
    assert all(reference.startswith("#/$defs/") for reference in references)
    assert used == set(schema.get("$defs", {}))


@every_schema
def test_every_part_of_a_schema_has_a_title_and_a_description_that_teaches(file: pathlib.Path) -> None:
    schema = load(file)
    tree = Tree(schema)
    for place, part in parts(schema):
        if place[-1:] in (("propertyNames",),):
            continue
        assert tree.title(part), place
        description = tree.get(part, "description") or ""
        assert description.endswith((".", "?", ")", "”", "…")), (place, description)
        assert tree.title(part) == tree.title(part).strip()


@every_schema
def test_a_mistake_never_comes_out_as_a_riddle(file: pathlib.Path) -> None:
    """No keyword that says only “none of these fitted”."""
    used = {keyword for _, part in parts(load(file)) for keyword in part}
    assert not used & {"oneOf", "anyOf", "allOf", "not", "if", "then", "else", "dependentSchemas", "contains"}


@every_schema
def test_every_keyword_and_pattern_is_told_in_words_of_its_own(file: pathlib.Path) -> None:
    known = STRUCTURE | ANNOTATIONS | set(tell.KEYWORDS)
    for place, part in parts(load(file)):
        assert part.keys() <= known, (place, part.keys() - known)
        if "pattern" in part:
            assert part["pattern"] in patterns.SAYINGS, place


def test_every_pattern_told_of_is_used() -> None:
    used = {part["pattern"] for file in FILES for _, part in parts(load(file)) if "pattern" in part}
    assert set(patterns.SAYINGS) <= used


@every_schema
def test_every_choice_that_is_described_is_described_for_editors(file: pathlib.Path) -> None:
    for place, part in parts(load(file)):
        if "enumDescriptions" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"]), place


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_the_shape_of_forms(name: str) -> None:
    document = source.read(resources.templates() / name / "form.yaml")
    assert document.findings == ()
    assert Checker(resources.schema("form")).faults(document.data) == ()


@pytest.mark.parametrize("name", FORMS)
def test_every_answer_a_form_names_is_one_that_assessments_have(name: str) -> None:
    library = Library()
    form, tree = library.form(name), Tree(library.schema(name))
    group, aim = next(iter(form.groups)), next(iter(form.aims))

    def known(pattern: str) -> bool:
        node: Any = tree.root
        for index, key in enumerate(pattern.split(".")):
            if key == "*" and index == 1:
                key = group if pattern.startswith(("impacts", "duty")) else key
            elif key == "*" and pattern.startswith("duty"):
                key = aim
            elif key == "*" and node and not tree.get(node, "items"):
                key = next(iter(tree.properties(node)), key)
            node = node and tree.child(node, 0 if key == "*" and tree.get(node, "items") else key)
        return bool(node)

    unknown = [pattern for pattern in form.fields if not known(pattern)]
    assert unknown == []


def test_the_languages_of_wording_are_those_a_form_is_read_in() -> None:
    wording = resources.schema("form")["$defs"]["wording"]
    assert set(wording["properties"]) == LANGUAGES


def test_the_schema_of_forms_knows_exactly_what_a_form_is_built_from() -> None:
    """A name that `form.build` would not expect never gets past the schema, and the other way round."""
    from dataclasses import fields

    from eia import form

    definitions = resources.schema("form")["$defs"]
    for name, cls in (
        ("group", form.Group),
        ("choice", form.Choice),
        ("question", form.Question),
        ("role", form.Role),
        ("section", form.Section),
        ("field", form.Field),
        ("field_asked", form.OwnQuestion),
        ("duty", form.Duty),
        ("statement", form.Statement),
    ):
        assert set(definitions[name]["properties"]) == {item.name for item in fields(cls)} - {"key"}, name
    settings = {item.name for item in fields(form.RuleSetting)} - {"parameters"}
    assert set(definitions["rule"]["properties"]) == settings


def written() -> Iterator[tuple[pathlib.Path, str]]:
    script = resources.root() / "scripts" / "write_schemas.py"
    spec = importlib.util.spec_from_file_location("write_schemas", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield from module.texts().items()


def test_the_composed_schemas_are_in_step_with_the_forms() -> None:
    stale = [
        file.name for file, text in written() if not file.exists() or file.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run `python scripts/write_schemas.py`"


def test_a_word_with_a_rule_of_its_own_names_one_by_its_code() -> None:
    codes = {part[TOLD_BY] for file in FILES for _, part in parts(load(file)) if TOLD_BY in part}
    assert codes
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in codes)
    assert codes == {"IMP014", "GOV008", "ACT002", "MON001", "REL001"}


def test_what_the_schema_lets_a_form_take_away_is_gone_from_the_form() -> None:
    """In a part that the form inherits, and in one that it alone has."""
    from eia.form import merge

    parent = {"groups": {"age": {"label": "Age", "definition": "Old"}}}
    child = {"groups": {"age": {"definition": None}, "carers": {"label": "Carers", "definition": None}}}
    assert Checker(resources.schema("form")).faults({"form": "x", **child}) == ()
    assert merge(parent, child) == {"groups": {"age": {"label": "Age"}, "carers": {"label": "Carers"}}}
