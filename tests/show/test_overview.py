"""Many files at a glance."""

import click

from eia.findings import START, Position, Severity, Span, State
from eia.show import overview
from eia.show.paint import Paint
from tests.show.reports import described, finding, report

PLAIN = Paint()
NOT_YET = finding("DEC001", state=State.NOT_YET, due="approved")


def test_a_file_is_told_on_one_line_with_its_status_and_what_matters_most() -> None:
    late = Span(Position(4, 1), Position(4, 2))
    bad = report(
        finding("TXT001", message="Says “TBC”"),
        finding("IMP002", Severity.WARNING),
        finding("EVD004", span=late, message="No date"),
        NOT_YET,
        name="library.yaml",
        text=b"status: submitted\n",
    )
    assert overview.a_line_each([bad], described, PLAIN) == (
        "library.yaml  submitted  2 errors and 1 warning; 1 not due yet: No date (EVD004, line 4)"
    )


def test_lines_are_aligned_and_a_file_with_nothing_wrong_is_told_too() -> None:
    reports = [
        report(name="a.yaml", text=b"status: draft\n"),
        report(NOT_YET, name="longer.yaml", text=b"status: published\n"),
        report(finding("DEC001", span=START, message="No recommendation"), name="none.yaml", text=b""),
    ]
    assert overview.a_line_each(reports, described, PLAIN).splitlines() == [
        "a.yaml       draft      nothing that counts now",
        "longer.yaml  published  nothing that counts now; 1 not due yet",
        "none.yaml    -          1 error: No recommendation (DEC001)",
    ]


def test_a_status_that_is_none_is_not_repeated() -> None:
    for text in (b"status: [a]\n", b"status: ''\n", b"- a\n", b""):
        assert overview.status(report(text=text)) == "-"
    assert overview.status(report(text=b"status: " + b"x" * 900)) == "x" * 20


def test_statistics_count_each_code_and_the_files_it_is_in() -> None:
    reports = [
        report(finding("EVD004"), finding("EVD004", Severity.WARNING), finding("TXT001", Severity.INFO)),
        report(finding("EVD004"), finding("ACT002"), NOT_YET, finding("IMP001", state=State.WAIVED)),
        report(),
    ]
    assert overview.statistics(reports, described, PLAIN) == (
        "Code    Name          Errors  Warnings  Notes  Files\n"
        "EVD004  fault-evd004       2         1             2\n"
        "ACT002  fault-act002       1                       1\n"
        "TXT001  fault-txt001                        1      1\n"
        "Total                      3         1      1      2\n"
        "\n"
        "3 assessments checked: found 3 errors, 1 warning and 1 note; 1 not due yet; 1 accepted by a waiver."
    )


def test_statistics_of_nothing_are_all_noughts() -> None:
    assert overview.statistics([report()], described, PLAIN).splitlines()[1:] == [
        "Total             0         0      0      0",
        "",
        "1 assessment checked: found nothing that counts now.",
    ]


def test_a_thousand_is_written_with_a_comma_and_columns_still_meet() -> None:
    reports = [report(*[finding()] * 1234), report(finding("ACT002"))]
    lines = overview.statistics(reports, described, PLAIN).splitlines()
    assert "1,234" in lines[1]
    assert len({len(line) for line in lines[:4]}) == 1


def test_colour_adds_nothing_but_colour() -> None:
    reports = [report(finding()), report(NOT_YET)]
    for tell in (overview.a_line_each, overview.statistics):
        coloured = tell(reports, described, Paint(colour=True))
        assert coloured != tell(reports, described, PLAIN)
        assert click.unstyle(coloured) == tell(reports, described, PLAIN)


def test_a_file_cannot_write_to_the_terminal_or_begin_a_line() -> None:
    broken = report(
        finding(message="“a\nb\x1b[2J”"), name="a\x1b[2J\n.yaml", text=b'status: "dr\\naf\\u001bt"\n'
    )
    told = overview.a_line_each([broken], described, PLAIN)
    assert len(told.splitlines()) == 1
    assert "\x1b" not in told


def test_what_matters_most_is_the_first_step_not_the_first_line() -> None:
    found = report(
        finding("TXT001"), finding("SRC006", span=Span(Position(4, 1), Position(4, 2)), message="Unread")
    )
    worst = overview.worst(found, described)
    assert worst is not None
    assert worst.code == "SRC006"
    assert overview.worst(report(NOT_YET), described) is None
