"""What a report says: everything that was answered, in words, and nothing that is not for readers."""

import dataclasses
import html as escaping
import re
from typing import Any

import pytest

from eia import model
from eia.form import Form, OwnQuestion, Section
from eia.render.answers import NOT_PRINTED, Answer, answers_in
from eia.render.template import fields_in, to_html
from eia.render.view import View, view
from tests.render.filled import filled
from tests.render.reports import FORMS, LIBRARY, assessment, report, viewed, written


def text_of(html: str) -> str:
    body = html[html.index("<body>") :]
    words = re.sub(r"</?(?:a|span|strong|em|code|input)\b[^<>]*>", "", body)
    return " ".join(escaping.unescape(re.sub(r"<[^<>]*>", " ", words)).split())


def answer(node: Any) -> Answer:
    assert isinstance(node, Answer)
    return node


@pytest.fixture
def bedford() -> Form:
    return LIBRARY.form("bedford")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["full", "cumulative", "screening"])
class TestEverything:
    def test_that_is_answered_is_printed(self, form: str, kind: str) -> None:
        data, expected, _ = filled(kind=kind, form=form, status="approved")
        shown = text_of(written(data, form)).lower()
        lost = {path: words for path, words in expected.items() if words.lower() not in shown}
        assert not lost
        assert len(expected) > 300

    def test_that_is_answered_stands_at_its_address(self, form: str, kind: str) -> None:
        data, _, _ = filled(kind=kind, form=form)
        seen = viewed(data, form)
        shown = fields_in(to_html(seen, LIBRARY.folders_of(form)))
        assert {answer.field for answer in answers_in(seen.record)} <= shown

    def test_that_is_not_for_readers_is_not_printed(self, form: str, kind: str) -> None:
        data, _, secret = filled(kind=kind, form=form)
        html = written(data, form)
        leaked = {path: words for path, words in secret.items() if words in html}
        assert not leaked
        assert {path.rsplit(".", 1)[-1] for path in secret} >= {"email", "policy", "reason", "value", "unit"}

    def test_has_one_address_each(self, form: str, kind: str) -> None:
        data, _, _ = filled(kind=kind, form=form)
        html = written(data, form)
        for pattern in (r'\sdata-field="([^"]*)"', r'\sid="([^"]*)"'):
            found = re.findall(pattern, html)
            assert sorted(found) == sorted(set(found))


def test_what_is_not_printed_has_a_reason_and_exists() -> None:
    for (part, name), reason in NOT_PRINTED.items():
        assert name in {field.name for field in dataclasses.fields(part)}
        assert len(reason.split()) > 3


class TestWords:
    def test_says_dates_in_words(self) -> None:
        seen = view(assessment("complete"), LIBRARY.form("bedford"))
        assert answer(seen.record["monitoring"]["review_date"]).text == "31 October 2026"  # type: ignore[index]
        assert seen.meta["date"] == "20 February 2026"

    def test_leaves_words_that_are_no_date_as_they_are(self) -> None:
        assert "Ongoing" in text_of(report("blanks"))

    def test_says_choices_as_the_form_does(self) -> None:
        shown = text_of(report("complete"))
        for words in (
            "Budget proposal",
            "An equality analysis is needed",
            "As a provider of services, In exercising a public function",
            "£180,000",
            "Meet different needs; Encourage participation where it is low",
            "All of it",
            "Medium",
        ):
            assert words in shown

    def test_says_references_as_titles(self) -> None:
        shown = text_of(report("complete"))
        assert (
            "Evidence for the impact: Ticket data by route and hour, 2025; Survey on board, November 2025"
            in shown
        )
        assert "Action that fills the gap: Add two questions about carers to the booking form." in shown
        assert "tickets-2025" not in shown

    def test_links_a_reference_to_what_it_is_about(self) -> None:
        html = report("complete")
        assert '<a href="#evidence-0">Ticket data by route and hour, 2025</a>' in html
        assert html.count('id="evidence-0"') == 1

    def test_keeps_a_reference_to_nothing_as_it_is(self) -> None:
        assert "gone" in text_of(report("hostile"))

    def test_never_prints_a_number_too_small_to_publish(self) -> None:
        shown = text_of(report("complete"))
        assert "Passengers who use a wheelchair on route 27 (Disability) Number too small to publish" in shown
        assert "3 people" not in shown

    def test_never_prints_an_address_for_e_mail(self) -> None:
        assert "hidden@" not in report("hostile")


class TestFurtherQuestions:
    @pytest.fixture
    def form(self, bedford: Form) -> Form:
        section = Section("extra", "Rural areas", asks=("answers.rural", "answers.welsh"))
        asked = {"rural": OwnQuestion("What about villages?"), "welsh": OwnQuestion("What about Welsh?")}
        return dataclasses.replace(bedford, answers=asked, sections={**bedford.sections, "extra": section})

    def test_stand_where_the_form_asks_them_answered_or_not(self, form: Form) -> None:
        data = {"kind": "full", "answers": {"rural": "Looked at.", "other": "Kept."}}
        seen = view(model.Assessment.build(data), form)
        asks = {ask.key: ask for ask in seen.sections[-1].asks}
        assert [answer(ask.node).text for ask in asks.values()] == ["Looked at.", ""]
        assert asks["answers.rural"].label == "What about villages?"
        shown = text_of(to_html(seen, LIBRARY.folders_of("bedford")))
        assert "What about villages? Looked at. What about Welsh? Not answered" in shown
        assert "Other Kept." in shown


class TestGroups:
    def test_that_were_not_considered_never_look_like_no_impact(self, bedford: Form) -> None:
        seen = viewed({"impacts": {"age": [{"direction": "none", "description": "Because."}]}})
        rows = {row.group: row for row in seen.impacts}
        assert [tick.on for tick in rows["Age"].ticks] == [False, False, True]
        assert not any(tick.on for tick in rows["Race"].ticks)
        html = written({"impacts": {"age": [{"direction": "none", "description": "Because."}]}})
        assert html.count('data-field="impacts.race"') == 1
        assert 'data-field="impacts.age"' not in html

    def test_all_appear_in_the_forms_order(self, bedford: Form) -> None:
        seen = viewed({"impacts": {"sex": [], "made_up": [{"direction": "none", "description": "x"}]}})
        assert [row.group for row in seen.impacts] == [
            *(group.label for group in bedford.groups.values()),
            "made_up",
        ]

    def test_that_gain_and_lose_show_both(self) -> None:
        row = next(
            row
            for row in view(assessment("complete"), LIBRARY.form("bedford")).impacts
            if row.group == "Disability"
        )
        assert [tick.on for tick in row.ticks[:3]] == [True, True, False]
        assert [effect.direction.text for effect in row.effects] == ["Positive impact", "Negative impact"]

    def test_have_a_box_for_what_is_not_known_only_where_it_is_used(self) -> None:
        assert "Not yet known" not in viewed({"impacts": {}}).directions
        assert "Not yet known" in viewed({"impacts": {"age": [{"direction": "unknown"}]}}).directions


class TestDuty:
    def test_has_nine_rows_and_three_aims(self) -> None:
        seen = viewed({})
        assert len(seen.duty) == 9
        assert {len(row.cells) for row in seen.duty} == {3}

    def test_leaves_out_aims_that_cannot_apply(self) -> None:
        seen = viewed({"duty": {"age": {"advance": "x"}}})
        married = next(row for row in seen.duty if row.group.startswith("Marriage"))
        assert [cell.applies for cell in married.cells] == [True, False, False]

    def test_shows_an_answer_even_where_the_aim_cannot_apply(self) -> None:
        assert "Wordy" in text_of(written({"duty": {"marriage_civil_partnership": {"foster": "Wordy"}}}))


class TestKinds:
    def test_a_screening_ends_with_the_relevance_test(self) -> None:
        seen = view(assessment("screening"), LIBRARY.form("bedford"))
        assert [section.key for section in seen.sections] == ["details", "relevance"]
        shown = text_of(report("screening"))
        assert "An equality analysis is not needed" in shown
        assert "Director of Place" in shown
        assert "Impact on equality groups" not in shown

    def test_a_screening_keeps_what_was_answered_beyond_it(self) -> None:
        shown = text_of(
            written(
                {
                    "kind": "screening",
                    "summary": "Wordy summary",
                    "actions": [{"description": "Wordy action"}],
                }
            )
        )
        assert "Wordy summary" in shown
        assert "Wordy action" in shown


class TestStatus:
    @pytest.mark.parametrize("status", ["draft", "submitted"])
    def test_of_unfinished_work_is_said_at_the_top(self, status: str) -> None:
        seen = viewed({"status": status})
        assert seen.draft == seen.meta["status"] == "Draft: not approved"

    def test_of_finished_work_is_its_label(self) -> None:
        seen = viewed({"status": "approved"})
        assert (seen.draft, seen.meta["status"]) == ("", "Approved")

    def test_keeps_a_place_for_each_sign_off_that_is_due(self) -> None:
        seen = viewed({"approvals": [{"role": "equality_adviser"}]})
        assert [answer(item["role"]).text for item in seen.approvals] == [
            "Checked by the equality adviser",
            "Approved by",
        ]
        assert [item.field for item in seen.approvals] == ["approvals.0", "approvals.1"]


class TestProperties:
    def test_are_those_of_the_document(self) -> None:
        meta = view(assessment("complete"), LIBRARY.form("bedford")).meta
        assert meta["organisation"] == "Bedford Borough Council"
        assert meta["author"] == "Public Transport"
        assert meta["reference"] == "EA-2026-14"
        assert meta["subject"] == "Equality Analysis Report: Evening and Sunday bus services"
        assert meta["category"] == "Full assessment"
        assert len(meta["description"]) <= 255

    def test_take_the_organisation_from_whoever_asks(self) -> None:
        seen = view(assessment("complete"), LIBRARY.form("england"), organisation="Anyshire")
        assert seen.meta["organisation"] == "Anyshire"


def test_the_view_is_plain_values() -> None:
    def check(value: Any) -> None:
        if dataclasses.is_dataclass(value):
            assert getattr(type(value), "__dataclass_params__").frozen  # noqa: B009 - not known to the type checker
            for field in dataclasses.fields(value):
                check(getattr(value, field.name))
        elif isinstance(value, tuple):
            for item in value:
                check(item)
        elif isinstance(value, dict):
            for item in value.values():
                check(item)
        else:
            assert value is None or isinstance(value, str | bool | int | float)

    seen = view(assessment("complete"), LIBRARY.form("bedford"))
    assert isinstance(seen, View)
    check(seen)
    assert seen == view(assessment("complete"), LIBRARY.form("bedford"))


def test_a_view_of_nothing_is_a_whole_report() -> None:
    seen = view(model.Assessment(), LIBRARY.form("bedford"))
    assert list(answers_in(seen.record)) == []
    assert text_of(written({})).count("Not answered") > 20
