"""What a mark names, what it leaves out beside it, and when there can be no public edition at all."""

from dataclasses import replace
from typing import Any

import pytest

from eia.editions import NotPublic, hides, public, refuse
from eia.editions.disclosure import to_hide_too
from eia.editions.marking import astray, marks
from eia.findings import dotted
from eia.form import Field, Form
from eia.model import Assessment, Evidence
from eia.render.view import view
from tests.render.reports import LIBRARY

ENGLAND = LIBRARY.form("england")


def data(*paths: str, **more: Any) -> dict[str, Any]:
    """A small assessment with these addresses marked."""
    return {
        "id": "parks",
        "activity": {"title": "Parks depot", "description": "The depot moves."},
        "people": {"lead_officer": {"name": "A. Example", "job_title": "Head of Parks"}},
        "evidence": [
            {"id": "survey", "title": "Staff survey", "finding": "Most would travel further."},
            {"id": "census", "title": "Census", "figures": [{"label": "Deaf staff", "value": 7}]},
        ],
        "impacts": {
            "age": [
                {"direction": "negative", "description": "Older staff.", "evidence": ["survey", "census"]},
                {"direction": "positive", "description": "Apprentices."},
            ]
        },
        "duty": {"age": {"advance": "Fewer older staff apply."}},
        "publication": {"publish": "partial", "redactions": [{"path": path} for path in paths]},
        **more,
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("evidence.1", "evidence.1"),
        ("evidence.census", "evidence.1"),
        ("evidence.census.figures.0", "evidence.1.figures.0"),
        ("evidence.1.figures.0.value", "evidence.1.figures.0.value"),
        ("impacts.age", "impacts.age"),
        ("impacts.age.0.direction", "impacts.age.0.direction"),
        ("people.lead_officer.name", "people.lead_officer.name"),
        ("duty.age.advance", "duty.age.advance"),
    ],
)
def test_a_mark_names_an_answer_by_its_place_or_its_id(written: str, meant: str) -> None:
    (mark,) = marks(Assessment.build(data(written)))
    assert dotted(mark.path) == meant


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("evidence.2", "evidence.1"),
        ("evidence.cencus", "evidence.census"),
        ("impacts.age.0.descripton", "impacts.age.0.description"),
        ("people.lead_oficer.name", "people.lead_officer.name"),
        ("monitoring", ""),
        ("evidence", None),
    ],
)
def test_a_mark_that_names_nothing_is_told_with_the_nearest_address(written: str, near: str | None) -> None:
    found = [item.near for item in astray(Assessment.build(data(written)))]
    assert found == ([] if near is None else [near])


@pytest.mark.parametrize("written", ["id", "kind", "status", "publication.contact"])
def test_what_every_edition_says_cannot_be_kept_back(written: str) -> None:
    whole = data(written, kind="full", status="draft")
    whole["publication"]["contact"] = "Parks"
    (item,) = astray(Assessment.build(whole))
    assert item.is_public_anyway
    with pytest.raises(NotPublic, match="every edition has to say it"):
        refuse(Assessment.build(whole), ENGLAND)


def test_references_to_a_source_that_is_kept_back_do_not_tell_its_id() -> None:
    told = public(data("evidence.survey"), ENGLAND).assessment
    assert told.effects[0].evidence == ("withheld-1", "census")
    assert told.evidence[0].id == "withheld-1"
    assert told.evidence[0].title == "Not for publication"


def test_a_cell_of_the_duty_that_is_kept_back_is_not_ticked() -> None:
    edition = public(data("duty.age.advance"), ENGLAND)
    shown = view(edition.assessment, ENGLAND, withheld=edition.withheld)
    row = next(row for row in shown.duty if row.group == "Age")
    assert [cell.tick.on for cell in row.cells] == [False, False, False]
    assert [cell.explanation.withheld for cell in row.cells] == ["", "Not for publication", ""]


def test_an_impact_that_is_kept_back_is_not_ticked() -> None:
    edition = public(data("impacts.age.0"), ENGLAND)
    shown = view(edition.assessment, ENGLAND, withheld=edition.withheld)
    row = next(row for row in shown.impacts if row.group == "Age")
    assert [tick.label for tick in row.ticks if tick.on] == ["Positive impact"]
    assert row.effects[0].direction.withheld == "Not for publication"
    assert row.effects[0].description.text == "Not for publication"


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("personal", "Not for publication: personal information"),
        ("legal", "Not for publication: legal advice"),
        ("small_number", "Number too small to publish"),
        ("", "Not for publication"),
        ("unheard of", "Not for publication"),
    ],
)
def test_the_form_says_what_stands_in_its_place(because: str, words: str) -> None:
    whole = data()
    whole["publication"]["redactions"] = [{"path": "activity.title", "because": because}]
    assert public(whole, ENGLAND).assessment.activity.title == words


def test_a_form_without_such_words_still_shows_a_gap() -> None:
    assert public(data("activity.title"), Form("bare", "Bare")).assessment.activity.title == "[…]"


# When there can be none


@pytest.mark.parametrize(
    ("publication", "told"),
    [
        (
            {"publish": "no", "reason": "Staff are not told yet."},
            "not for publication (`publish: no`): Staff are not",
        ),
        ({"publish": "no"}, "it is not for publication (`publish: no`)"),
        ({"publish": "partial"}, "only part of it is to be published, but nothing says which part is not"),
        (
            {"redactions": [{"path": "sumary"}]},
            "“sumary” is marked as not for publication, but there is no such",
        ),
        (
            {"redactions": [{"path": "people.lead_officer.name"}]},
            "“A. Example” is not for publication at people.lead_officer.name, but stands in summary too",
        ),
    ],
)
def test_a_public_edition_that_would_tell_too_much_is_refused(publication: dict[str, Any], told: str) -> None:
    whole = data(summary="A. Example says so.")
    with pytest.raises(NotPublic) as fault:
        refuse(Assessment.build({**whole, "publication": publication}), ENGLAND)
    assert told in str(fault.value)
    assert fault.value.hint


def test_a_post_may_be_named_elsewhere_though_its_holder_is_kept_back() -> None:
    whole = data("people.lead_officer", summary="The Head of Parks says so.")
    refuse(Assessment.build(whole), ENGLAND)


def test_a_number_that_is_hidden_must_not_be_told_beside_it() -> None:
    item = {
        "title": "Census",
        "finding": "Seven of the deaf staff would travel further.",
        "figures": [{"label": "Deaf staff", "value": 7, "unit": "staff", "suppressed": "yes"}],
    }
    with pytest.raises(
        NotPublic, match=r"“Seven of the deaf staff” is not for publication at evidence.0.figures"
    ):
        refuse(Assessment.build({"id": "a", "evidence": [item]}), ENGLAND)
    item["finding"] = "Seven buses a day stop there; a few of the deaf staff would travel further."
    refuse(Assessment.build({"id": "a", "evidence": [item]}), ENGLAND)


def test_nothing_is_hidden_where_nothing_is_marked() -> None:
    assert not hides(Assessment.build(data()), ENGLAND)
    assert hides(Assessment.build(data("activity.title")), ENGLAND)
    assert hides(Assessment.build({"publication": {"publish": "no"}}), ENGLAND)


# Figures from which another can be worked out


def figures(
    *values: float, hidden: tuple[int, ...], total: float | None = None, unit: str = "pupils"
) -> Evidence:
    rows = [{"label": f"School {place}", "value": value, "unit": unit} for place, value in enumerate(values)]
    if total is not None:
        rows.insert(0, {"label": "All pupils", "value": total, "unit": unit})
        hidden = tuple(place + 1 for place in hidden)
    for place in hidden:
        rows[place]["suppressed"] = "yes"
    return Assessment.build({"evidence": [{"figures": rows}]}).evidence[0]


@pytest.mark.parametrize(
    ("item", "too"),
    [
        (figures(60, 37, 3, hidden=(2,), total=100), ["School 1"]),
        (figures(60, 37, 3, hidden=(2,)), []),
        (figures(60, 37, 3, hidden=(2,), total=120), []),
        (figures(60, 38, 1, 1, hidden=(2, 3), total=100), ["School 1"]),
        (figures(60, 35, 2, 3, hidden=(2, 3), total=100), []),
        (figures(97, 3, hidden=(1,), unit="%"), ["School 0"]),
        (figures(3, 97, 100, hidden=(0,)), ["School 1"]),
    ],
    ids=[
        "one",
        "no total",
        "other total",
        "one each",
        "two",
        "shares of a hundred",
        "total without its name",
    ],
)
def test_the_smallest_other_figure_is_hidden_where_one_could_be_worked_out(
    item: Evidence, too: list[str]
) -> None:
    hidden = {figure.path for figure in item.figures if figure.suppressed}
    assert [figure.label for figure in to_hide_too(item.figures, hidden, ENGLAND)] == too


def test_a_share_of_the_same_name_beside_the_total_gives_a_count_away() -> None:
    rows = [
        {"label": "All staff", "value": 48, "unit": "staff"},
        {"label": "Deaf staff", "value": 3, "unit": "staff", "suppressed": "yes"},
        {"label": "Deaf staff", "value": 6.25, "unit": "%"},
    ]
    item = Assessment.build({"evidence": [{"figures": rows}]}).evidence[0]
    (too,) = to_hide_too(item.figures, {item.figures[1].path}, ENGLAND)
    assert too.unit == "%"


def test_the_public_edition_hides_it_and_says_why() -> None:
    rows = [
        {"label": "All pupils", "value": 100, "unit": "pupils"},
        {"label": "Deaf pupils", "value": 3, "unit": "pupils", "suppressed": "yes"},
        {"label": "Others", "value": 97, "unit": "pupils"},
    ]
    edition = public({"id": "a", "evidence": [{"title": "Census", "figures": rows}]}, ENGLAND)
    assert [figure.value for figure in edition.assessment.evidence[0].figures] == [100, None, None]
    assert edition.withheld.words["evidence.0.figures.2.value"] == (
        "Number not published, as another could be worked out from it"
    )


# What a form keeps back by itself


def internal(**fields: bool) -> Form:
    """The form with a section and a question that are for officers and members only."""
    details = ENGLAND.sections["details"]
    return replace(
        ENGLAND,
        sections={
            **ENGLAND.sections,
            "advice": replace(
                details, key="advice", heading="Advice", asks=("discrimination",), internal_only=True
            ),
        },
        fields={**ENGLAND.fields, "impacts.*.*.description": Field("What changes", internal_only=True)},
    )


def test_a_part_of_the_form_for_members_only_is_not_even_asked_in_public() -> None:
    form = internal()
    edition = public(data(discrimination={"legal_advice": "Counsel says no."}), form)
    shown = view(edition.assessment, form, withheld=edition.withheld)
    assert "advice" not in [section.key for section in shown.sections]
    assert "discrimination" not in [ask.key for ask in shown.further]
    assert edition.assessment.discrimination.legal_advice != "Counsel says no."


def test_an_answer_for_members_only_is_kept_back_in_every_assessment() -> None:
    edition = public(data(), internal())
    assert [effect.description for effect in edition.assessment.effects] == ["Not for publication"] * 2
