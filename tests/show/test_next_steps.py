"""What is to be done first, and where it is said to be."""

from dataclasses import replace

import pytest

from eia import codes
from eia.codes import Code
from eia.findings import START, Position, Severity, Span, State
from eia.project import Report
from eia.show import next_steps
from eia.show.next_steps import steps, upcoming
from eia.show.paint import Paint
from tests.show.reports import described, finding, report

PLAIN = Paint()
SOME = Code("EVD004", "undated-evidence", "evidence", Severity.ERROR, "")


def at(line: int) -> Span:
    return Span(Position(line, 3), Position(line, 9))


def first(*reports: Report) -> list[str]:
    return [step.code for step in steps(reports, described)]


def told(*reports: Report, paint: Paint = PLAIN) -> list[str]:
    """The steps as printed, without their heading."""
    words = next_steps.told(steps(reports, described), len(reports) > 1, "What to do next", paint)
    return words.splitlines()[1:]


@pytest.mark.parametrize(
    "wanted",
    [
        ["SRC006", "SCH001", "IMP002"],
        ["EVD014", "IMP001", "GOV004"],
        ["DEC007", "GOV004", "EVD001"],
        ["IMP001", "ACT002", "TXT001"],
        ["GOV008", "DEC001", "TXT001"],
    ],
)
def test_what_hides_the_rest_comes_first_then_what_a_court_looks_for_and_wording_last(
    wanted: list[str],
) -> None:
    assert first(report(*(finding(code) for code in sorted(wanted)))) == wanted


def test_what_blocks_comes_before_what_does_not() -> None:
    found = report(
        finding("IMP001", Severity.WARNING),
        finding("EVD014", Severity.INFO),
        finding("TXT001", Severity.ERROR),
    )
    assert first(found) == ["TXT001", "IMP001", "EVD014"]


def test_within_a_family_what_occurs_most_often_comes_first() -> None:
    assert first(report(finding("IMP001"), finding("IMP002"), finding("IMP002"))) == ["IMP002", "IMP001"]


def test_three_things_are_never_all_of_one_family_while_another_waits() -> None:
    impacts = [finding(code) for code in ("IMP001", "IMP002", "IMP003", "IMP005")]
    assert first(report(*impacts, finding("ACT002"))) == ["IMP001", "IMP002", "ACT002"]
    assert first(report(*impacts)) == ["IMP001", "IMP002", "IMP003"]


def test_a_family_that_has_little_weight_does_not_push_out_what_blocks() -> None:
    impacts = [finding(code) for code in ("IMP001", "IMP002", "IMP003")]
    assert first(report(*impacts, finding("TXT001", Severity.INFO)))[-1] == "TXT001"


def test_what_is_not_due_or_was_accepted_is_not_among_them() -> None:
    found = report(
        finding(state=State.NOT_YET, due="submitted"),
        finding("IMP001", state=State.WAIVED),
        finding("ACT002"),
    )
    assert first(found) == ["ACT002"]
    assert [step.code for step in steps([found], described, "submitted")] == ["EVD004"]


def test_the_status_coming_up_is_the_next_at_which_something_counts() -> None:
    early, late = (finding(state=State.NOT_YET, due=due) for due in ("submitted", "published"))
    assert upcoming([report(late), report(early)]) == "submitted"
    assert upcoming([report(late)]) == "published"
    assert upcoming([report(finding())]) == ""


def test_a_step_says_what_to_do_and_on_which_lines() -> None:
    found = [finding("IMP002", span=at(line)) for line in (126, 136, 152, 167)]
    assert told(report(*found)) == ["  1. Do IMP002 (IMP002, lines 126, 136, 152 and 167)"]


def test_a_line_is_named_once_however_often_it_is_wrong() -> None:
    found = [finding("IMP001", span=at(124)) for _ in range(5)]
    assert told(report(*found)) == ["  1. Do IMP001 (IMP001, line 124, 5 times)"]
    assert told(report(*found, finding("IMP001", span=at(130)))) == [
        "  1. Do IMP001 (IMP001, lines 124 and 130, 6 times)"
    ]


def test_what_the_whole_file_lacks_has_no_line() -> None:
    assert told(report(finding("DEC001", span=START))) == ["  1. Do DEC001 (DEC001)"]


def test_many_lines_are_counted_rather_than_listed() -> None:
    found = [finding("ACT002", span=at(line)) for line in range(1, 21)]
    assert told(report(*found)) == ["  1. Do ACT002 (ACT002, lines 1, 2, 3, 4, 5, 6 and 14 more)"]
    assert told(report(*found[:7])) == ["  1. Do ACT002 (ACT002, lines 1, 2, 3, 4, 5, 6 and 7)"]


def test_among_several_files_each_is_named_with_its_first_line() -> None:
    parks = report(finding(span=at(9)), finding(span=at(4)), name="parks.yaml")
    whole = report(finding(span=START), name="roads.yaml")
    assert told(report(finding()), parks, whole) == [
        "  1. Do EVD004 (EVD004, library.yaml:3, parks.yaml:4 and roads.yaml, 4 times)"
    ]
    assert told(report(), parks) == ["  1. Do EVD004 (EVD004, parks.yaml, lines 4 and 9)"]


def test_a_hundred_files_fit_on_a_line() -> None:
    many = [report(finding(), name=f"{number:03}.yaml") for number in range(100)]
    (line,) = told(*many)
    assert line.endswith("005.yaml:3 and 94 more)")


def test_a_code_without_a_page_is_told_by_its_hint_and_without_that_by_its_message() -> None:
    def unknown(code: str) -> Code | None:
        return None

    (step,) = steps([report(finding("SRC006", hint="Close the quotation mark. Then check again."))], unknown)
    assert step.what == "Close the quotation mark"
    (step,) = steps([report(finding("SRC006", hint="", message="A mark is open"))], unknown)
    assert step.what == "A mark is open"


def test_a_long_sentence_is_told_by_its_first_clause() -> None:
    def long(code: str) -> Code:
        page = f"Fault.\n\n## What to do\nWrite `due: 2026-03`: {'the month or the day ' * 6}. Then more."
        return replace(SOME, code=code, page=page)

    (step,) = steps([report(finding())], long)
    assert step.what == "Write `due: 2026-03`"


def test_a_file_cannot_write_to_the_terminal() -> None:
    broken = report(finding(), name="a\x1b[2J\n.yaml")
    assert "\x1b" not in "".join(told(broken, report(finding())))


def test_long_steps_are_broken_on_a_terminal_only() -> None:
    found = [finding("ACT002", span=at(line)) for line in range(1000, 1007)]
    assert len(told(report(*found), paint=Paint(width=40))) == 1
    broken = told(report(*found), paint=Paint(width=40, wrap=True))
    assert len(broken) > 1
    assert all(len(line) <= 40 for line in broken)
    assert all(line.startswith("     ") for line in broken[1:])


@pytest.mark.parametrize(
    "code", [code for code in codes.every().values() if code.remedy], ids=lambda c: c.code
)
def test_what_a_page_says_to_do_first_can_stand_alone_and_fits_on_a_line(code: Code) -> None:
    """Read without the page: a thing to do, not “Keep one.” or “Answer yes.”."""
    (step,) = steps([report(finding(code.code))], lambda _: code)
    assert step.what[0].isupper()
    assert len(step.what) <= 160, step.what
    assert len(step.what.split()) >= 4, step.what
    assert not step.what.startswith(("If ", "It ", "This ")), step.what
    assert step.what.count("`") % 2 == 0, step.what


def test_every_code_that_people_can_meet_in_an_assessment_says_what_to_do_or_hints_at_it() -> None:
    silent = [code.code for code in codes.every().values() if not code.remedy]
    assert {code[:3] for code in silent} <= {"SRC"}
