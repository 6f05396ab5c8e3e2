"""Items of lists keep their places in the file, whatever stands blank between them."""

from eia.model import Assessment
from eia.parts import after, numbered, placed
from tests.rules.checking import findings


def test_blank_words_between_do_not_move_the_others() -> None:
    data = {"scope": {"groups_affected": [None, "age", "", "sex"]}}
    scope = Assessment.build(data).scope
    assert scope.groups_affected == ("age", "sex")
    assert list(placed(scope.groups_affected)) == [(1, "age"), (3, "sex")]
    assert list(placed(("age", "sex"))) == [(0, "age"), (1, "sex")]


def test_blank_items_between_count() -> None:
    evidence = Assessment.build(
        {"evidence": [{"title": ""}, {"title": "Census"}, {}, {"title": "Survey"}]}
    ).evidence
    assert [(number, item.title) for number, item in numbered(evidence)] == [(2, "Census"), (4, "Survey")]
    assert after(evidence) == 4
    assert after(()) == 0


def test_an_effect_of_which_a_new_file_knows_the_aim_only_is_not_there_yet() -> None:
    built = Assessment.build(
        {"impacts": {"age": [{"aim": "advance", "direction": None}], "sex": [{"direction": "none"}]}}
    )
    assert list(built.impacts) == ["sex"]


def test_a_finding_falls_on_the_item_and_not_on_the_blank_before_it() -> None:
    fragment = """
        impacts:
          age:
            - direction: positive
              evidence:
                -
                - nowhere
    """
    assert [item.span.start.line for item in findings("EVD014", fragment)] == [6]


def test_a_missing_sign_off_is_not_looked_for_in_the_one_that_is_there() -> None:
    fragment = """
        approvals:
          - role:
          - role: equality_adviser
            person: {job_title: Equality Officer}
            date: 2025-11-03
    """
    (finding,) = findings("GOV002", fragment, status="approved")
    assert finding.path == ("approvals", 2)
    assert finding.span.start.line <= 2
