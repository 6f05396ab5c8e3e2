"""Specimens: made for every form, of its own shape, with everything, nothing and too much in them."""

from typing import Any

import pytest

from eia.form import Form
from eia.library import Library
from eia.model import Assessment
from eia.render.answers import answers_in
from eia.render.view import view
from eia.schema.tree import Tree
from eia.specimen import LONG_WORD, kind_of, specimens

LIBRARY = Library()
every_form = pytest.mark.parametrize("name", LIBRARY.names())


def made(name: str) -> dict[str, Any]:
    return {each.name: each.data for each in specimens(LIBRARY.form(name), LIBRARY.schema(name))}


def leaves(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [leaf for item in data.values() for leaf in leaves(item)]
    if isinstance(data, list):
        return [leaf for item in data for leaf in leaves(item)]
    return [str(data)]


@every_form
def test_has_the_shape_that_the_form_asks_for(name: str) -> None:
    checker = LIBRARY.checker(name)
    for shows, data in made(name).items():
        assert list(checker.faults(data)) == [], shows


@every_form
def test_the_full_one_answers_every_question(name: str) -> None:
    tree = Tree(LIBRARY.schema(name))
    data = made(name)["full"]
    unanswered = {key for key in tree.properties(tree.root) if key not in data} - {"waivers"}
    assert unanswered == set()
    assert all(leaf for leaf in leaves(data))
    asked = LIBRARY.form(name).sections.values()
    record = view(Assessment.build(data), LIBRARY.form(name)).record
    given = {answer.field for answer in answers_in(record)}
    for ask in (ask for section in asked for ask in section.asks):
        assert any(field == ask or field.startswith(f"{ask}.") for field in given), ask


@every_form
def test_the_empty_one_answers_none(name: str) -> None:
    data = made(name)["empty"]
    assert set(data) == {"eia", "form", "id", "kind", "status"}


@every_form
def test_the_longest_one_has_words_that_cannot_be_broken_and_many_actions(name: str) -> None:
    data = made(name)["longest"]
    assert len(data["actions"]) == 24
    assert LONG_WORD in data["activity"]["title"]
    assert 4 * len(str(made(name)["full"])) < len(str(data)) < 1_000_000


def test_every_answer_says_which_question_it_answers() -> None:
    data = made("bedford")["full"]
    assert "“Description of activity”" in data["activity"]["description"]
    assert data["people"]["service_area"].startswith("Service area ")


def test_references_lead_to_what_is_there() -> None:
    data = made("england")["full"]
    assert set(data["impacts"]["age"][0]["evidence"]) <= {item["id"] for item in data["evidence"]}
    assert data["evidence_gaps"][0]["action"] in {item["id"] for item in data["actions"]}


def test_is_the_same_every_time() -> None:
    assert made("england") == made("england")


def test_takes_the_kind_that_shows_most_of_the_form() -> None:
    assert kind_of(LIBRARY.form("bedford")) == "full"
    assert kind_of(Form(key="x", name="X")) == "full"
