"""Publishing: in time, with reasons, with somebody to ask; what the rules' pages do not show."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.finding import find, library

APPROVED = "approvals:\n  - {role: approver, person: {job_title: Director}, date: 2026-01-01}\n"


def test_the_days_are_counted_from_approval() -> None:
    assert find("PUB003", APPROVED, today=date(2026, 4, 1)) == []
    [told] = find("PUB003", APPROVED, today=date(2026, 4, 2))
    assert told.message == "The assessment was approved 91 days ago and has not been published"


@pytest.mark.parametrize(
    "more",
    [
        "status: submitted",
        "status: superseded",
        "kind: screening",
        "publication: {publish: no}",
        "publication: {url: 'https://example.org/report'}",
        "dates: {published: 2026-01-09}",
    ],
)
def test_what_is_published_or_will_not_be_is_not_late(more: str) -> None:
    assert find("PUB003", f"{APPROVED}{more}", today=date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("publication", "what"),
    [
        ("{publish: no}", "not published, without a reason or the exemption relied on"),
        (
            "{publish: partial, reason: Posts are named.}",
            "published only in part, without the exemption relied on",
        ),
        ("{publish: no, exemption_ref: Paragraph 2}", "not published, without a reason"),
        (
            "{publish: no, exemption_ref: Paragraph 2, redactions: [{path: summary, reason: Posts}]}",
            "without a reason",
        ),
        ("{publish: partial, exemption_ref: Paragraph 2, redactions: [{path: summary}]}", "without a reason"),
    ],
)
def test_what_is_missing_to_keep_it_back_is_told(publication: str, what: str) -> None:
    [told] = find("PUB005", f"publication: {publication}")
    assert told.line == 1
    assert told.message.endswith(what)


def test_what_is_published_in_full_needs_no_reason() -> None:
    assert find("PUB005", "publication: {publish: full}") == []
    assert find("PUB005", "summary: Nothing is said about publication.") == []


def test_a_form_without_a_line_on_formats_needs_them_in_the_assessment() -> None:
    england = library().form("england")
    without = replace(
        england, texts={key: text for key, text in england.texts.items() if key != "accessibility"}
    )
    text = "publication: {contact: Libraries}"
    assert find("PUB006", text) == []
    [told] = find("PUB006", text, form=without)
    assert "in which other formats" in told.message
    assert find("PUB006", "publication: {contact: Libraries, formats: [large print]}", form=without) == []


def test_nobody_has_to_be_asked_about_what_is_not_published() -> None:
    assert find("PUB006", "publication: {publish: no}") == []
    assert len(find("PUB006", "publication: {publish: partial}")) == 1
