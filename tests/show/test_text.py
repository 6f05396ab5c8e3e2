"""Findings as people read them, to the letter."""

import click

from eia.findings import START, Severity, State
from eia.project import Report
from eia.show import text
from eia.show.paint import Paint
from tests.show.reports import described, finding, report

PLAIN = Paint()


def basis(code: str) -> str:
    return {"EVD004": "Brown principle 6"}.get(code, "")


def test_a_finding_shows_its_line_its_reason_and_what_to_do() -> None:
    assert text.report(report(finding(severity=Severity.WARNING)), basis, PLAIN) == (
        "library.yaml:3:5: warning EVD004: Evidence source “Resident survey” has no date\n"
        "  |\n"
        "3 |   - title: Resident survey\n"
        "  |     ^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = why: Brown principle 6\n"
        "  = help: Add the year or month it was published, such as `date: 2025-03`."
    )


def test_what_the_whole_file_lacks_shows_no_line() -> None:
    found = finding("DEC001", span=START, message="No recommendation is chosen", hint="Choose one.")
    assert text.report(report(found), basis, PLAIN) == (
        "library.yaml:1:1: error DEC001: No recommendation is chosen\n  = help: Choose one."
    )


def test_a_finding_without_basis_or_hint_says_no_more_than_it_knows() -> None:
    assert text.report(report(finding("SRC001", hint="")), basis, PLAIN).splitlines()[-1] == (
        "  |     ^^^^^^^^^^^^^^^^^^^^^^"
    )


def test_what_is_not_due_is_listed_by_status_in_the_order_of_the_work() -> None:
    found = report(
        finding("DEC001", span=START, message="No recommendation", state=State.NOT_YET, due="approved"),
        finding("EVD004", message="No date", state=State.NOT_YET, due="submitted"),
        finding("EVD006", message="No finding", state=State.NOT_YET, due="submitted"),
    )
    assert text.report(found, basis, PLAIN) == (
        "library.yaml: not due yet\n"
        "  before it is submitted\n"
        "    3:5  EVD004  No date\n"
        "    3:5  EVD006  No finding\n"
        "  before it is approved\n"
        "    1:1  DEC001  No recommendation"
    )


def test_what_was_waived_is_listed_after_what_counts() -> None:
    found = report(finding(), finding("IMP016", message="Accepted", state=State.WAIVED))
    assert text.report(found, basis, PLAIN).split("\n\n")[1] == (
        "library.yaml: accepted for now by a waiver\n  3:5  IMP016  Accepted"
    )


def test_nothing_found_prints_nothing() -> None:
    assert text.report(report(), basis, PLAIN) == ""
    assert text.brief(report(), PLAIN) == ""


def test_brief_gives_one_line_for_what_counts_and_none_for_the_rest() -> None:
    found = report(finding(), finding("DEC001", state=State.NOT_YET, due="approved"))
    assert text.brief(found, PLAIN) == (
        "library.yaml:3:5: error EVD004: Evidence source “Resident survey” has no date"
    )


def test_officers_words_cannot_break_the_line_or_the_terminal() -> None:
    found = report(finding(message="“a\nb\x1b[2J” is wrong", hint="Say\r\nmore\x07."), name="a\x1bb\n.yaml")
    lines = text.report(found, basis, PLAIN).splitlines()
    assert lines[0] == "a␛b .yaml:3:5: error EVD004: “a b␛[2J” is wrong"
    assert lines[-1] == "  = help: Say more␇."


def test_long_explanations_are_broken_on_a_terminal_only() -> None:
    found = report(finding(hint="word " * 30))
    assert len(text.report(found, basis, Paint(width=60)).splitlines()) == 6
    broken = text.report(found, basis, Paint(width=60, wrap=True)).splitlines()[5:]
    assert broken[0].startswith("  = help: word word")
    assert all(len(line) <= 60 for line in broken)
    assert all(line.startswith(" " * 10 + "word") for line in broken[1:])


def test_colour_adds_nothing_but_colour() -> None:
    found = report(finding(), finding("DEC001", state=State.NOT_YET, due="approved"))
    coloured = text.report(found, basis, Paint(colour=True))
    assert "\x1b[31m\x1b[1merror EVD004" in coloured
    assert click.unstyle(coloured) == text.report(found, basis, PLAIN)


ENDING = "A check finds faults; whether due regard was had is for people to judge."


def test_errors_are_counted_and_the_page_of_what_to_do_first_is_named() -> None:
    found = report(finding(), finding("EVD006", Severity.WARNING))
    assert summary([found]) == (
        "1 assessment checked: found 1 error and 1 warning.\n"
        "What to do next\n"
        "  1. Do EVD004 (EVD004, line 3)\n"
        "  2. Do EVD006 (EVD006, line 3)\n"
        "`eia explain EVD004` says more about EVD004."
    )


def test_where_nothing_blocks_that_is_said() -> None:
    found = report(finding(severity=Severity.WARNING), finding(state=State.WAIVED))
    assert summary([found]) == (
        "1 assessment checked: found 1 warning; 1 accepted by a waiver.\n"
        "What to do next\n"
        "  1. Do EVD004 (EVD004, line 3)\n"
        "Nothing blocks. `eia explain EVD004` says more about EVD004."
    )


def test_where_nothing_counts_yet_the_next_status_is_looked_at() -> None:
    found = report(
        finding("DEC001", state=State.NOT_YET, due="approved"),
        finding(state=State.NOT_YET, due="submitted"),
    )
    assert summary([found]) == (
        "1 assessment checked: found nothing that counts now; 2 not due yet.\n"
        "What to do before it is submitted\n"
        "  1. Do EVD004 (EVD004, line 3)\n"
        "`eia check --for submitted` shows what would block if it were submitted today."
    )


def test_a_status_asked_about_is_not_followed_by_the_next() -> None:
    found = report(finding(state=State.NOT_YET, due="published"))
    assert summary([found], "approved") == (
        f"1 assessment checked: found nothing that counts now; 1 not due yet.\n{ENDING}"
    )


def test_where_nothing_was_found_judging_is_left_to_people() -> None:
    assert summary([report(), report()]) == (
        f"2 assessments checked: found nothing that counts now.\n{ENDING}"
    )


def test_the_summary_never_calls_anything_compliant() -> None:
    told = summary([report()]).lower()
    assert "compliant" not in told
    assert "lawful" not in told


def summary(reports: list[Report], stage: str = "") -> str:
    return text.summary(reports, stage, described, PLAIN)
