"""Small numbers and internal remarks: what the rules' pages do not show."""

from dataclasses import replace

import pytest

from eia.form import RuleSetting
from tests.rules.finding import Told, find, library


def figures(*rows: str) -> str:
    return "evidence:\n  - figures:\n" + "".join(f"    - {{{row}}}\n" for row in rows)


@pytest.mark.parametrize(
    ("value", "unit", "is_told"),
    [
        ("1", "people", True),
        ("4", "pupils", True),
        ("3", "members of staff", True),
        ("0", "people", False),
        ("5", "people", False),
        ("3", '"%"', False),
        ("3", "points", False),
        ("3.5", "people", False),
        ("3", '""', False),
    ],
)
def test_a_figure_counts_when_its_unit_is_people(value: str, unit: str, is_told: bool) -> None:
    found = find("PUB001", figures(f"label: Deaf tenants, value: {value}, unit: {unit}"))
    assert [told.line for told in found] == ([3] if is_told else [])


TOTAL = "label: Staff in total, value: 40, unit: staff"
HIDDEN = "label: Deaf staff, value: 3, unit: staff, suppressed: yes"


def test_a_hidden_figure_is_told_when_the_others_give_it_away() -> None:
    [told] = find("PUB001", figures(TOTAL, "label: Hearing staff, value: 37, unit: staff", HIDDEN))
    assert told.line == 5
    assert told.message == "“Deaf staff” is hidden, but can be worked out from the total and the others"


@pytest.mark.parametrize(
    "rows",
    [
        (TOTAL, HIDDEN),
        (TOTAL, "label: Staff with a car, value: 31, unit: staff", HIDDEN),
        (
            TOTAL,
            "label: Blind staff, value: 2, unit: staff, suppressed: yes",
            "label: Others, value: 35, unit: staff",
            HIDDEN,
        ),
        ("label: Hearing staff, value: 37, unit: staff", HIDDEN),
        (TOTAL, "label: Hearing posts, value: 37, unit: posts", HIDDEN),
    ],
)
def test_a_hidden_figure_that_cannot_be_worked_out_stays_hidden(rows: tuple[str, ...]) -> None:
    assert find("PUB001", figures(*rows)) == []


def finding(words: str) -> list[Told]:
    return find("PUB001", f"evidence:\n  - finding: {words}")


@pytest.mark.parametrize(
    "words",
    [
        "Three pupils are trans.",
        "Of the team, 2 staff are pregnant.",
        "One member of staff is a wheelchair user.",
        "There are four tenants with dementia.",
        "Two deaf tenants live in the block.",
        "It is known that three employees are Muslim.",
    ],
)
def test_a_sentence_that_says_what_so_few_people_are_is_told(words: str) -> None:
    [told] = finding(words)
    assert (told.line, told.message.startswith("“What the source shows” (number 1) tells of “")) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        "Two restores were made.",
        "Three pupils moved to another school.",
        "One in twelve pupils is gay or bisexual.",
        "Two teachers from each school are trained to teach deaf pupils.",
        "Three schools have pupils with hearing loss.",
        "Fewer than two pupils are trans.",
        "At Key Stage 2 pupils with hearing loss do less well.",
        "In year 3 pupils are mostly Muslim.",
        "Group 1.2 residents are disabled.",
        "Of all, 43 residents are disabled.",
        "Four parents were asked.",
    ],
)
def test_numbers_of_other_things_and_shares_are_left_alone(words: str) -> None:
    assert finding(words) == []


def test_what_is_to_be_done_for_a_few_people_is_no_count_of_them() -> None:
    assert (
        find(
            "PUB001",
            "actions:\n  - description: Train two blind volunteers.\n    outcome: Two staff are deaf aware.",
        )
        == []
    )


def test_numbers_reached_are_counts_of_people() -> None:
    text = """
        scope: {staff: 3, service_users: 4000}
        impacts:
          race:
            - {direction: negative, reach: 4}
    """
    first, second = find("PUB001", text)
    assert (first.line, first.message) == (
        1,
        "“Number of staff affected” is 3: so few people could be recognised",
    )
    assert second.line == 4
    assert "fewer than five" in second.hint


def test_a_form_may_hide_counts_under_ten() -> None:
    england = library().form("england")
    strict = replace(england, rules={**england.rules, "PUB001": RuleSetting(parameters={"smallest": 10})})
    text = "scope: {staff: 9}\nevidence:\n  - finding: Nine pupils are trans."
    assert find("PUB001", text) == []
    assert [told.line for told in find("PUB001", text, form=strict)] == [1, 3]


def test_what_is_left_out_of_the_public_edition_is_left_alone() -> None:
    text = """
        scope: {staff: 3}
        evidence:
          - finding: Three pupils are trans.
        discrimination: {legal_advice: "Not for publication: it may be indirect."}
        publication:
          publish: partial
          redactions: [{path: scope.staff}, {path: evidence.0}, {path: discrimination.legal_advice}]
    """
    assert find("PUB001", text) == []
    assert find("PUB002", text) == []


@pytest.mark.parametrize(
    "words",
    [
        "Internal only: ask Finance first.",
        "OFFICIAL-SENSITIVE until the vote.",
        "Delete before publishing.",
        "Note to editor - check the figure.",
    ],
)
def test_a_remark_for_officers_is_quoted(words: str) -> None:
    [told] = find("PUB002", f"summary: '{words}'")
    assert told.message.startswith("“Summary of the analysis” has a remark that is not for the public: “")
    assert find("PUB002", f"summary: '{words}'\npublication: {{publish: no}}") == []


@pytest.mark.parametrize(
    "words",
    [
        "The helpline is confidential.",
        "The report was published in May.",
        "Internal doors are widened.",
        "Sensitive files are kept by officers.",
    ],
)
def test_ordinary_words_are_no_remarks(words: str) -> None:
    assert find("PUB002", f"summary: '{words}'") == []
