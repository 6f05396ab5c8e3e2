"""What was promised in an assessment is spoken of in the one that replaces it, or it is told that it is not."""

from pathlib import Path

import pytest

from tests.register.sketch import findings, load, places, sketch, write

OLDER = """# assessments/parks-2022.yaml
status: superseded
reference: EIA 17/2022
actions:
  - {id: north-ramp, description: Build a ramp at the north gate by spring, status: open}
"""
NEWER = """# assessments/parks-2025.yaml
reference: EIA 4/2025
supersedes: parks-2022
"""


def told(action: str, name: str = "parks-2022") -> str:
    return f"Action {action} of assessments/{name}.yaml was neither done nor dropped, and nothing is said of it here"


def found(root: Path, *texts: str) -> list[tuple[str, int, str]]:
    write(root, sketch("".join(texts)).files)
    return places(load(root), "ACT011")


def said(root: Path, *texts: str) -> list[str]:
    write(root, sketch("".join(texts)).files)
    return [finding.message for _, finding in findings(load(root), "ACT011")]


def test_each_forgotten_action_is_told_by_its_words_with_what_to_copy(tmp_path: Path) -> None:
    more = "  - {description: Meet the forum each year., status: open}\n  - {id: map, owner: {name: A}}\n"
    write(tmp_path, sketch(OLDER + more + NEWER).files)
    ours = findings(load(tmp_path), "ACT011")
    assert {(name, finding.span.start.line, finding.path) for name, finding in ours} == {
        ("assessments/parks-2025.yaml", 2, ("supersedes",))
    }
    assert sorted(finding.message for _, finding in ours) == [
        told("number 3"),
        told("“Build a ramp at the north gate by spring”"),
        told("“Meet the forum each year.”"),
    ]
    (hint,) = {finding.hint for _, finding in ours}
    assert hint == (
        "Copy it to `previous_actions` with `from: parks-2022`, and say under `result` what came of it and under"
        " `further` what remains; if it goes on, put it under `actions`."
    )


@pytest.mark.parametrize(
    "answer",
    [
        "previous_actions: [{from: parks-2022, action: north-ramp, result: Built.}]",
        "previous_actions: [{from: eia 17/2022, action: 'North-ramp: a way in for all', result: Built.}]",
        "previous_actions: [{action: north-ramp, result: Built.}]",
        "previous_actions: [{from: parks-2022, action: '**Build** a ramp at the NORTH gate, by spring.'}]",
        "previous_actions: [{from: on paper, action: Build a ramp at the north gate by spring}]",
        "previous_actions: [{action: A ramp at the north gate}]",
        "previous_actions: [{action: 'We were to build a ramp at the north gate by spring, and to plant trees.'}]",
        "previous_actions: [{action: Build one ramp at the north gate before spring}]",
        "actions: [{id: north-ramp, description: A level way in from the road}]",
        "actions: [{id: x, description: Build a ramp at the north gate by spring, status: dropped}]",
    ],
)
def test_an_action_that_is_spoken_of_is_found_again(tmp_path: Path, answer: str) -> None:
    assert found(tmp_path, OLDER, NEWER, answer, "\n") == []


@pytest.mark.parametrize(
    "answer",
    [
        "previous_actions: []",
        "previous_actions: [{from: parks-2022, action: ''}]",
        "previous_actions: [{from: trees-2020, action: north-ramp, result: Built.}]",
        "previous_actions: [{action: north-ramps}]",
        "previous_actions: [{action: ramp}]",
        "previous_actions: [{action: the ramp by the gate}]",
        "previous_actions: [{action: Build a bench at the south pond by winter}]",
        "actions: [{id: south-ramp, description: Build a ramp at the car park}]",
        "actions: [{id: x, description: north-ramp}]",
        "summary: Build a ramp at the north gate by spring",
    ],
)
def test_what_is_of_another_action_is_not_taken_for_it(tmp_path: Path, answer: str) -> None:
    assert found(tmp_path, OLDER, NEWER, answer, "\n") == [("assessments/parks-2025.yaml", 2, "ACT011")]


@pytest.mark.parametrize("name", ["a1", "1", "action-2", "A_03"])
def test_a_number_names_an_action_only_among_the_earlier_ones(tmp_path: Path, name: str) -> None:
    older = OLDER.replace("north-ramp", f'"{name}"')
    other = f'actions: [{{id: "{name}", description: Print the leaflet in large type}}]\n'
    earlier = f'previous_actions: [{{from: parks-2022, action: "{name}"}}]\n'
    assert len(found(tmp_path, older, NEWER, other)) == 1
    assert found(tmp_path, older, NEWER, earlier) == []


def test_a_name_with_a_year_names_an_action_in_either_place(tmp_path: Path) -> None:
    older = OLDER.replace("north-ramp", "survey-2026")
    assert found(tmp_path, older, NEWER, "actions: [{id: survey-2026, description: Ask who comes}]\n") == []


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_over_need_not_be_spoken_of(tmp_path: Path, status: str) -> None:
    assert found(tmp_path, OLDER.replace("status: open", f"status: {status}"), NEWER) == []


@pytest.mark.parametrize(
    "newer",
    [
        "",
        NEWER.replace("parks-2022", "parks-2019"),
        NEWER.replace("supersedes: parks-2022", "previous_actions: [{from: parks-2022}]"),
        NEWER.replace("supersedes: parks-2022", "cumulative: {related: [{id: parks-2022}]}"),
        NEWER + "status: withdrawn\n",
    ],
    ids=["alone", "not-there", "only-named", "added-up", "put-aside"],
)
def test_nothing_is_asked_of_an_assessment_that_replaces_none(tmp_path: Path, newer: str) -> None:
    assert found(tmp_path, OLDER, newer) == []


@pytest.mark.parametrize("others", ["supersedes: parks-2025\n" + NEWER, "supersedes: parks-2022\n"])
def test_a_circle_is_told_as_a_circle_only(tmp_path: Path, others: str) -> None:
    assert found(tmp_path, OLDER.replace("superseded", "approved"), others) == []
    assert places(load(tmp_path), "GOV012")


class TestAChain:
    MIDDLE = "# assessments/parks-2024.yaml\nsupersedes: parks-2022\n"
    LAST = "# assessments/parks-2025.yaml\nsupersedes: parks-2024\n"

    def test_what_the_one_between_forgot_is_told_of_the_last(self, tmp_path: Path) -> None:
        middle = self.MIDDLE + "status: superseded\nactions: [{description: Lay the path to the pond anew}]\n"
        assert said(tmp_path, OLDER, middle, self.LAST) == [
            told("“Build a ramp at the north gate by spring”"),
            told("“Lay the path to the pond anew”", "parks-2024"),
        ]

    def test_what_the_one_between_spoke_of_is_not(self, tmp_path: Path) -> None:
        middle = (
            self.MIDDLE + "status: superseded\nprevious_actions: [{action: north-ramp, result: Built.}]\n"
        )
        assert found(tmp_path, OLDER, middle, self.LAST) == []

    def test_it_is_told_once_where_the_one_between_still_counts(self, tmp_path: Path) -> None:
        middle = self.MIDDLE + "status: approved\n"
        assert found(tmp_path, OLDER, middle, self.LAST) == [("assessments/parks-2024.yaml", 1, "ACT011")]


@pytest.mark.parametrize(
    "publication",
    [
        "{publish: 'no'}",
        "{publish: partial, redactions: [{path: actions.0.description, because: personal}]}",
        "{publish: partial, redactions: [{path: actions.0, because: personal}]}",
    ],
)
def test_words_that_are_kept_back_are_compared_and_never_told(tmp_path: Path, publication: str) -> None:
    older = f"{OLDER}publication: {publication}\n"
    (message,) = said(tmp_path, older, NEWER)
    assert message == told("number 1")
    assert found(tmp_path, older, NEWER, "actions: [{id: north-ramp, description: Another way in}]\n") == []
    assert (
        found(
            tmp_path, older, NEWER, "previous_actions: [{action: Build a ramp at the north gate by spring}]\n"
        )
        == []
    )
    done = older.replace("status: open", "status: done")
    assert found(tmp_path, done, NEWER) == []
