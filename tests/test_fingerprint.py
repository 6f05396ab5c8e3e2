"""What stays the same about a finding, and what does not."""

from dataclasses import replace

from eia.findings import Finding, Position, Severity, Span
from eia.fingerprint import alike, exact, fingerprints, moved

FIRST = Finding(
    "EVD004", Severity.ERROR, Span(Position(3, 5), Position(3, 9)), ("evidence", 0, "date"), "12 days late"
)


def test_lines_never_matter() -> None:
    lower = replace(FIRST, span=Span(Position(9, 1), Position(9, 2)))
    assert all(likeness(lower) == likeness(FIRST) for likeness in (exact, moved, alike))


def test_each_likeness_forgives_more_than_the_one_before() -> None:
    further = replace(FIRST, path=("evidence", 4, "date"))
    later = replace(further, message="1,013.5 days late")
    assert exact(further) != exact(FIRST)
    assert moved(further) == moved(FIRST)
    assert moved(later) != moved(FIRST)
    assert alike(later) == alike(FIRST)


def test_another_code_answer_or_fault_is_never_alike() -> None:
    others = (
        replace(FIRST, code="EVD005"),
        replace(FIRST, path=("evidence", 0, "title")),
        replace(FIRST, message="12 days early"),
    )
    assert all(alike(other) != alike(FIRST) for other in others)


def test_fingerprints_differ_by_file_and_by_order_and_stay_the_same() -> None:
    found = [("a", FIRST), ("a", FIRST), ("b", FIRST), ("\ud800", FIRST)]
    told = list(fingerprints(found))
    assert len(set(told)) == 4
    assert told == list(fingerprints(found))
    assert told[0] == next(fingerprints([("a", replace(FIRST, message="13 days late"))]))
    assert all(len(mark) == 32 and int(mark, 16) for mark in told)


def test_a_fingerprint_is_the_same_from_release_to_release() -> None:
    assert list(fingerprints([("a.yaml", FIRST)])) == ["a18024d13ad05644e48e5916405d12fb"]
